"""What a bettor has, what moved, and what he asked to be paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from realdeal.choices import Reference
from realdeal.nouns.kinds import BettorAccount, TransferKind, WithdrawalStatus
from realdeal.numbers import Money


@dataclass(frozen=True)
class Balances:
    """The balances of a wallet in one currency."""

    #: What can be staked and withdrawn.
    cash: Money
    #: What was asked for and not yet paid.
    held: Money
    #: What is owed.
    debt: Money
    open_bets: int


@dataclass(frozen=True)
class StatementLine:
    """One movement on a bettor's account, with the balance after it."""

    position: int
    at: datetime
    account: BettorAccount
    kind: TransferKind
    amount: Money
    balance: Money
    reference: Reference
    command: UUID


@dataclass(frozen=True)
class Withdrawal:
    """Money that a bettor asked for."""

    id: UUID
    user: UUID
    amount: Money
    requested_at: datetime
    status: WithdrawalStatus
