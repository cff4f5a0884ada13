"""RealDeal: an embeddable betting engine, for Python.

A book is opened in memory or on a file, and asked in somebody's name:

>>> from datetime import datetime, timedelta, timezone
>>> noon = datetime(2024, 8, 16, 12, tzinfo=timezone.utc)
>>> book = Book.simulated(1, noon, currency="EUR")
>>> admin = book.system().create_first_admin(Person("Ada", "ada@example.org"))
>>> bookmaker = book.visitor().register(Person("Bo", "bo@example.org"))
>>> book.session(admin).change_role(bookmaker, Role.BOOKMAKER)
>>> alice = book.visitor().register(Person("Alice", "alice@example.org"))
>>> book.system().confirm_deposit(alice, "100.00 EUR", "bank", "payment 1")

>>> office = book.session(bookmaker)
>>> league = office.create_competition("Premier League", "premier-league")
>>> teams = office.create_team("Arsenal"), office.create_team("Wolves")
>>> fixture = office.schedule_fixture(league, Fixture.match_of(*teams), noon + timedelta(hours=3))
>>> market = office.open_market(fixture, "match_result", {"home": "2.10", "draw": "3.40", "away": "3.60"})

>>> bet = book.session(alice).place_bet(market.selections[0], "2.10", "10.00 EUR")
>>> bet.potential_return
Money('21.00 EUR')
>>> book.set_now(noon + timedelta(hours=5))
>>> office.record_score(fixture, (2, 1))
>>> book.session(alice).wallet().cash
Money('111.00 EUR')
>>> book.audit().is_clean
True
"""

from realdeal import _engine, events, operate, rejections
from realdeal.book import Book
from realdeal.calculator import BetPart, Calculated, CalculatedLine, Calculation, calculate, calculate_many
from realdeal.choices import Actor, BetType, Finish, Made, MarketKind, Outcome, Reference, Status
from realdeal.columns import Placed
from realdeal.errors import ExchangeError, Malformed, RealDealError, Rejected, StorageError
from realdeal.events import EventKind
from realdeal.grading import grade, grade_by_positions, rule_4_deduction
from realdeal.journal import Event, Happened, JournalRecord, NumberedRecord
from realdeal.ladder import Ladder, Snap
from realdeal.margin import Fair, Margin, Method, Probabilities, WithMargin, add_margin, margin_of, remove_margin
from realdeal.nouns import (
    Abandonment,
    Answer,
    Audit,
    Balances,
    Basket,
    BasketSlip,
    BasketStatus,
    Bet,
    BetReceipt,
    BetStatus,
    BettorAccount,
    Command,
    Competition,
    Correction,
    CurrencyTotals,
    Cursor,
    EachWay,
    Entrant,
    EntrantRole,
    Exclusion,
    Export,
    ExternalId,
    Fixture,
    FixtureStatus,
    Goals,
    Head,
    HookCounts,
    HouseAccount,
    HouseBalance,
    HouseRules,
    Kickoff,
    Leg,
    LegGrade,
    LegTerms,
    Liability,
    Limits,
    Market,
    MarketResult,
    MarketStatus,
    NonRunner,
    OddsChange,
    OpenedMarket,
    Options,
    Participant,
    ParticipantKind,
    Person,
    PlaceGrade,
    PlaceTerms,
    Placing,
    PriceChange,
    Progress,
    Quote,
    RaceGrade,
    RaceTerms,
    ReceiptLeg,
    Role,
    Rounding,
    Score,
    Selection,
    SelectionResult,
    SettledPage,
    SlipTerms,
    StakeMode,
    StatementLine,
    TransferKind,
    User,
    Way,
    Withdrawal,
    WithdrawalStatus,
)
from realdeal.numbers import LegResult, Money, MoneyLike, Odds, OddsLike, RiskAndWin
from realdeal.operate import Rebuilt, Stats, Verification
from realdeal.replay import Match, Replayed, replay
from realdeal.rows import Rows
from realdeal.session import Session
from realdeal.slips import Slip

__version__ = _engine.version()

__all__ = [
    "Abandonment",
    "Actor",
    "Answer",
    "Audit",
    "Balances",
    "Basket",
    "BasketSlip",
    "BasketStatus",
    "Bet",
    "BetPart",
    "BetReceipt",
    "BetStatus",
    "BetType",
    "BettorAccount",
    "Book",
    "Calculated",
    "CalculatedLine",
    "Calculation",
    "Command",
    "Competition",
    "Correction",
    "CurrencyTotals",
    "Cursor",
    "EachWay",
    "Entrant",
    "EntrantRole",
    "Event",
    "EventKind",
    "ExchangeError",
    "Exclusion",
    "Export",
    "ExternalId",
    "Fair",
    "Finish",
    "Fixture",
    "FixtureStatus",
    "Goals",
    "Happened",
    "Head",
    "HookCounts",
    "HouseAccount",
    "HouseBalance",
    "HouseRules",
    "JournalRecord",
    "Kickoff",
    "Ladder",
    "Leg",
    "LegGrade",
    "LegResult",
    "LegTerms",
    "Liability",
    "Limits",
    "Made",
    "Malformed",
    "Margin",
    "Market",
    "MarketKind",
    "MarketResult",
    "MarketStatus",
    "Match",
    "Method",
    "Money",
    "MoneyLike",
    "NonRunner",
    "NumberedRecord",
    "Odds",
    "OddsChange",
    "OddsLike",
    "OpenedMarket",
    "Options",
    "Outcome",
    "Participant",
    "ParticipantKind",
    "Person",
    "PlaceGrade",
    "PlaceTerms",
    "Placed",
    "Placing",
    "PriceChange",
    "Probabilities",
    "Progress",
    "Quote",
    "RaceGrade",
    "RaceTerms",
    "RealDealError",
    "Rebuilt",
    "ReceiptLeg",
    "Reference",
    "Rejected",
    "Replayed",
    "RiskAndWin",
    "Role",
    "Rounding",
    "Rows",
    "Score",
    "Selection",
    "SelectionResult",
    "Session",
    "SettledPage",
    "Slip",
    "SlipTerms",
    "Snap",
    "StakeMode",
    "StatementLine",
    "Stats",
    "Status",
    "StorageError",
    "TransferKind",
    "User",
    "Verification",
    "Way",
    "WithMargin",
    "Withdrawal",
    "WithdrawalStatus",
    "add_margin",
    "calculate",
    "calculate_many",
    "events",
    "grade",
    "grade_by_positions",
    "margin_of",
    "operate",
    "rejections",
    "remove_margin",
    "replay",
    "rule_4_deduction",
]
