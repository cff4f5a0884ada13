"""A session: what can be asked of a book in somebody's name.

Each method sends one command with a fresh id and the book's time, and is documented with its codes in the engine's own
documentation of `Session`. Whoever wants to choose the id or the expiry builds a `Command` and sends it with `Book.execute`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from realdeal import _engine, columns
from realdeal.choices import Actor, MarketKind, Outcome, Status
from realdeal.columns import Placed
from realdeal.events import EventKind
from realdeal.given import Positions, one_of, placings_of, prices_of, score_of
from realdeal.journal import NumberedRecord
from realdeal.nouns import (
    Answer,
    Balances,
    Basket,
    BasketStatus,
    Bet,
    BetReceipt,
    BetStatus,
    BettorAccount,
    Command,
    Correction,
    EachWay,
    Entrant,
    Exclusion,
    HouseRules,
    Id,
    Liability,
    OpenedMarket,
    ParticipantKind,
    Person,
    Quote,
    RaceTerms,
    Role,
    ScoreLike,
    SettledPage,
    StatementLine,
    TransferKind,
    User,
    Withdrawal,
    WithdrawalStatus,
)
from realdeal.numbers import LegResult, MoneyLike, OddsLike, price, text
from realdeal.rows import Rows, paged
from realdeal.slips import Slip
from realdeal.wire import call, dumps, from_wire

T = TypeVar("T")


class Session:
    """The methods of a book, in somebody's name: made by `Book.session`, `Book.system`, `Book.visitor`, `Book.on_behalf`.

    All of them raise `Rejected` where what is asked is refused, and `StorageError` where the books can't be reached. Ids are
    taken as UUIDs or texts, amounts as `"10.00 EUR"`, `Money`, or a Decimal or an int in the book's currency, prices as `"2.10"`,
    `"6/4"` or `Odds`.
    """

    def __init__(self, engine: _engine.Session, currency: str | None) -> None:
        self._engine = engine
        self._place_single = engine.place_single
        self._currency = currency

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a session can't be pickled: it belongs to an open book")

    def __repr__(self) -> str:
        return f"<Session of {self.actor()}>"

    def because(self, reason: str) -> Session:
        """The same session with a reason, which goes into the journal with everything asked from here on."""
        return Session(self._engine.because(reason), self._currency)

    def actor(self) -> Actor:
        """In whose name it asks."""
        return Actor.from_wire(json.loads(self._engine.actor()))

    # People

    def create_first_admin(self, person: Person) -> UUID:
        """Makes the first Admin of a new book; for the system, once."""
        return self._ask(UUID, "create_first_admin", person)

    def register(self, person: Person) -> UUID:
        """Registers a bettor, and gives his id. Anybody may."""
        return self._ask(UUID, "register", person)

    def change_role(self, user: Id, role: Role) -> None:
        """Gives a user another role; for Admins."""
        self._do("change_role", user, role)

    def change_status(self, user: Id, status: Status | str) -> None:
        """Gives a user another status; for Admins, with a reason."""
        self._do("change_status", user, Status.of(status))

    def edit_profile(self, person: Person) -> None:
        """Changes one's own personal data."""
        self._do("edit_profile", person)

    def erase_person(self, user: Id) -> None:
        """Erases a person's data; the user and his bets stay. For Admins, with a reason."""
        self._do("erase_person", user)

    def exclude_self(self, exclusion: Exclusion, until: datetime) -> None:
        """Shuts oneself out until a time, at once."""
        self._do("exclude_self", exclusion, until)

    def request_reopening(self) -> None:
        """Asks for the account to be opened again after an exclusion that has ended."""
        self._do("request_reopening")

    def adopt_house_rules(self, rules: HouseRules) -> int:
        """Adopts house rules for bets placed from now on, and gives their version; for Admins."""
        return self._ask(int, "adopt_house_rules", rules)

    def person(self, user: Id) -> Person:
        """Somebody's personal data: one's own, or for Admins and the host."""
        return self._ask(Person, "person", user)

    def users(self, *, role: Role | None = None, status: str | None = None) -> Rows[User]:
        """Users, for Admins and the host."""
        return self._rows(User, "users", {"role": role, "status": status})

    def find_records(
        self,
        *,
        user: Id | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        kinds: Iterable[EventKind] = (),
    ) -> Rows[NumberedRecord]:
        """Journal records, for Admins and the host."""
        wanted = {"user": user, "from": since, "until": until, "kinds": list(kinds)}
        return self._rows(NumberedRecord, "find_records", wanted, key="number")

    # Catalogue

    def create_competition(self, name: str, slug: str) -> UUID:
        """Creates a competition, and gives its id."""
        return self._ask(UUID, "create_competition", name, slug)

    def rename_competition(self, competition: Id, name: str) -> None:
        """Renames a competition; its slug stays."""
        self._do("rename_competition", competition, name)

    def retire_competition(self, competition: Id) -> None:
        """Retires a competition: no more fixtures are scheduled in it."""
        self._do("retire_competition", competition)

    def delete_competition(self, competition: Id) -> None:
        """Deletes a competition without fixtures."""
        self._do("delete_competition", competition)

    def create_participant(self, name: str, kind: ParticipantKind) -> UUID:
        """Creates a participant, and gives its id."""
        return self._ask(UUID, "create_participant", name, kind)

    def create_team(self, name: str) -> UUID:
        """Creates a team, and gives its id."""
        return self._ask(UUID, "create_team", name)

    def rename_participant(self, participant: Id, name: str) -> None:
        """Renames a participant."""
        self._do("rename_participant", participant, name)

    def retire_participant(self, participant: Id) -> None:
        """Retires a participant: it is entered in no more fixtures."""
        self._do("retire_participant", participant)

    def delete_participant(self, participant: Id) -> None:
        """Deletes a participant without fixtures."""
        self._do("delete_participant", participant)

    def schedule_fixture(self, competition: Id, entrants: Iterable[Entrant], start: datetime) -> UUID:
        """Schedules a fixture, and gives its id: `Fixture.match_of(home, away)` or `Fixture.race_of(runners)`."""
        return self._ask(UUID, "schedule_fixture", competition, list(entrants), start)

    def reschedule_fixture(self, fixture: Id, start: datetime) -> None:
        """Announces another start of a fixture that is scheduled or postponed."""
        self._do("reschedule_fixture", fixture, start)

    def delete_fixture(self, fixture: Id) -> None:
        """Deletes a fixture on which no bet was ever placed, with its markets."""
        self._do("delete_fixture", fixture)

    def open_market(
        self, fixture: Id, kind: MarketKind | str, prices: Mapping[Outcome, OddsLike] | Mapping[str, OddsLike]
    ) -> OpenedMarket:
        """Opens a market with prices, taking bets until the start."""
        return self._ask(OpenedMarket, "open_market", fixture, MarketKind.of(kind), prices_of(prices))

    def open_in_play_market(
        self, fixture: Id, kind: MarketKind | str, prices: Mapping[Outcome, OddsLike] | Mapping[str, OddsLike]
    ) -> OpenedMarket:
        """Opens a market with prices, taking bets after the start, too."""
        return self._ask(OpenedMarket, "open_in_play_market", fixture, MarketKind.of(kind), prices_of(prices))

    def open_race_market(
        self,
        race: Id,
        kind: MarketKind | str,
        prices: Mapping[Outcome, OddsLike],
        *,
        each_way: EachWay | None = None,
        ante_post: bool = False,
        guaranteed: bool = False,
    ) -> OpenedMarket:
        """Opens a market on a race, on terms of its own: the places that it pays each way, whether it is ante-post, and whether
        the best odds are guaranteed."""
        terms = RaceTerms(each_way, ante_post, guaranteed)
        return self._ask(OpenedMarket, "open_race_market", race, MarketKind.of(kind), terms, prices_of(prices))

    def change_prices(self, market: Id, prices: Mapping[Id, OddsLike] | Mapping[UUID, OddsLike]) -> None:
        """Changes prices of a market, by selection."""
        self._do("change_prices", market, [(selection, price(odds)) for selection, odds in prices.items()])

    def suspend_market(self, market: Id) -> None:
        """Suspends an active market."""
        self._do("suspend_market", market)

    def resume_market(self, market: Id) -> None:
        """Resumes a suspended market."""
        self._do("resume_market", market)

    def close_market(self, market: Id) -> None:
        """Closes a market for good; it waits for its result."""
        self._do("close_market", market)

    # Results

    def record_live_score(self, fixture: Id, score: ScoreLike) -> None:
        """Records a score; the fixture goes on."""
        self._do("record_live_score", fixture, score_of(score))

    def record_score(self, fixture: Id, score: ScoreLike) -> None:
        """Records the final score, and settles every bet that it decides."""
        self._do("record_score", fixture, score_of(score))

    def record_score_only(self, fixture: Id, score: ScoreLike) -> None:
        """Records the final score, and leaves settling to `settle`."""
        self._do("record_score_only", fixture, score_of(score))

    def record_outcomes(self, market: Id, results: Mapping[Id, LegResult] | Mapping[UUID, LegResult]) -> None:
        """Records the result of every selection of a market that no score can grade, and settles."""
        self._do("record_outcomes", market, list(results.items()))

    def record_positions(self, fixture: Id, positions: Positions) -> None:
        """Records what became of each runner of a race, and settles every bet that it decides.

        A position or a `Finish` by runner, or `Placing`s, which may carry starting prices.
        """
        self._do("record_positions", fixture, placings_of(positions))

    def correct_positions(self, fixture: Id, positions: Positions) -> None:
        """Corrects what became of the runners of a race, and settles anew. With a reason."""
        self._do("correct_positions", fixture, placings_of(positions))

    def withdraw_runner(self, fixture: Id, runner: Id, odds: OddsLike, withdrawn_at: datetime) -> None:
        """Withdraws a runner from its race at a time, at the price to win that it had then, and settles what follows.

        Bets on it are void, or lost ante-post; Rule 4 cuts the winnings of earlier bets on the others.
        """
        self._do("withdraw_runner", fixture, runner, price(odds), withdrawn_at)

    def reinstate_runner(self, fixture: Id, runner: Id) -> None:
        """Takes back a withdrawal that was recorded wrongly, and settles anew. With a reason."""
        self._do("reinstate_runner", fixture, runner)

    def correct_score(self, fixture: Id, score: ScoreLike) -> None:
        """Corrects the final score of a fixture, and settles anew. With a reason."""
        self._do("correct_score", fixture, score_of(score))

    def correct_result(self, market: Id, correction: Correction | str) -> None:
        """Corrects the recorded result of one market, and settles anew. With a reason."""
        self._do("correct_result", market, Correction.of(correction))

    def void_market(self, market: Id) -> None:
        """Voids a market that has no result yet. With a reason."""
        self._do("void_market", market)

    def void_fixture(self, fixture: Id) -> None:
        """Voids every market of a fixture, settled ones too. With a reason."""
        self._do("void_fixture", fixture)

    def abandon_fixture(self, fixture: Id, score: ScoreLike | None = None) -> None:
        """Ends a fixture that was started and will not be finished: what the score determines stands. With a reason."""
        self._do("abandon_fixture", fixture, None if score is None else score_of(score))

    def postpone_fixture(self, fixture: Id) -> None:
        """Takes a fixture off its time, without a new one yet. With a reason."""
        self._do("postpone_fixture", fixture)

    def cancel_fixture(self, fixture: Id) -> None:
        """Calls a fixture off for good: its unresolved markets are void. With a reason."""
        self._do("cancel_fixture", fixture)

    def void_bet(self, bet: Id) -> None:
        """Voids one bet, open or settled: its stake comes back. With a reason."""
        self._do("void_bet", bet)

    def settle_page(self, market: Id, limit: int) -> SettledPage:
        """Grades the next page of a market's legs that are older than its result."""
        return self._ask(SettledPage, "settle_page", market, limit)

    def settle(self, limit: int) -> int:
        """Grades what waits, at most so many bets, and says how many it were."""
        return self._ask(int, "settle", limit)

    def settle_market(self, market: Id) -> None:
        """Grades all that waits on a market."""
        self._do("settle_market", market)

    def settle_fixture(self, fixture: Id) -> None:
        """Grades all that waits on a fixture."""
        self._do("settle_fixture", fixture)

    def run_due(self, limit: int = 1_000) -> int:
        """Does what has fallen due, at most so many things, and says how many it were; for the system."""
        return self._ask(int, "run_due", limit)

    # Wallet

    def confirm_deposit(self, user: Id, amount: MoneyLike, provider: str, reference: str) -> None:
        """Confirms that money came in; for the system, once per provider and reference."""
        self._do("confirm_deposit", user, text(amount, self._currency), provider, reference)

    def request_withdrawal(self, amount: MoneyLike) -> UUID:
        """Asks for money to be paid out of one's own wallet."""
        return self._ask(UUID, "request_withdrawal", text(amount, self._currency))

    def confirm_withdrawal(self, withdrawal: Id) -> None:
        """Answers that a withdrawal was paid; for the system and Admins."""
        self._do("confirm_withdrawal", withdrawal)

    def refuse_withdrawal(self, withdrawal: Id) -> None:
        """Answers that a withdrawal is refused: the money is cash again; for the system and Admins."""
        self._do("refuse_withdrawal", withdrawal)

    def adjust_wallet(self, user: Id, amount: MoneyLike) -> None:
        """Adds to a wallet's cash, or takes from it; for Admins, with a reason."""
        self._do("adjust_wallet", user, text(amount, self._currency))

    def write_off_debt(self, user: Id, amount: MoneyLike) -> None:
        """Lets go of a debt, or a part of it; for Admins, with a reason."""
        self._do("write_off_debt", user, text(amount, self._currency))

    def wallet(self, currency: str | None = None) -> Balances:
        """One's own balances in a currency: the book's own, if none is named."""
        return self._ask(Balances, "wallet", self._currency_or(currency))

    def wallet_of(self, user: Id, currency: str | None = None) -> Balances:
        """Somebody's balances in a currency."""
        return self._ask(Balances, "wallet_of", user, self._currency_or(currency))

    def statement(
        self,
        user: Id | None = None,
        currency: str | None = None,
        *,
        account: BettorAccount | None = BettorAccount.CASH,
        kinds: Iterable[TransferKind] = (),
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Rows[StatementLine]:
        """What moved on an account of a user, one's own if none is named; on all three for `account=None`."""
        wanted = {"account": account, "kinds": list(kinds), "from": since, "until": until}
        whose, unit = self._user_or(user), self._currency_or(currency)
        return self._rows(StatementLine, "statement", whose, unit, wanted, key="position", native=_engine.statement_table)

    def withdrawal(self, withdrawal: Id) -> Withdrawal:
        """A withdrawal: one's own, or for Admins and the host."""
        return self._ask(Withdrawal, "withdrawal", withdrawal)

    def withdrawals(self, *, user: Id | None = None, status: WithdrawalStatus | None = None) -> Rows[Withdrawal]:
        """Withdrawals: a user's, or everybody's for Admins and the host."""
        return self._rows(Withdrawal, "withdrawals", {"user": user, "status": status})

    # Bets

    def place_bet(self, slip: Slip | Id, odds: OddsLike | None = None, stake: MoneyLike | None = None) -> Bet:
        """Places a slip, or a single on a selection at a price for a stake, and gives the bet.

        The same slip sent twice places one bet: the second time the first bet comes back.
        """
        bet: Bet | None = self._place_single(slip, odds, stake)
        if bet is not None:
            return bet
        if isinstance(slip, Slip):
            return self._ask(Bet, "place_bet", slip)
        if odds is None or stake is None:
            raise TypeError("a bet takes a slip, or a selection with a price and a stake")
        return self.place_bet(str(slip), price(odds), text(stake, self._currency))

    def place_bets(self, selections: Any, odds: Any, stakes: Any) -> Placed:
        """Places a column of singles, each on its own, sharing units of work. Raises for none: each row has its answer.

        Columns are numpy arrays, lists, or anything with the Arrow PyCapsule interface; stakes without a currency are in the
        book's. A column of float64 *prices* is read by its shortest decimals; a float is no stake.
        """
        chosen, offered = columns.selections(selections), columns.prices(odds)
        staked = columns.stakes(stakes, self._currency)
        return Placed(_engine.place_bets(self._engine, chosen, offered, staked, self._currency))

    def cancel_bet(self, bet: Id) -> None:
        """Cancels one's own bet, while the rules allow it: the stake comes back."""
        self._do("cancel_bet", bet)

    def bet(self, bet: Id) -> Bet:
        """A bet: one's own, or for bookmakers, Admins and the host."""
        return self._ask(Bet, "bet", bet)

    def bets(
        self,
        user: Id | None = None,
        *,
        status: BetStatus | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Rows[Bet]:
        """A user's bets, oldest first; one's own if none is named."""
        wanted = {"user": self._user_or(user), "status": status, "from": since, "until": until}
        return self._rows(Bet, "bets", wanted)

    def receipt(self, bet: Id) -> BetReceipt:
        """What was accepted, whatever became of it."""
        return self._ask(BetReceipt, "receipt", bet)

    def open_bets(self, *, market: Id | None = None, fixture: Id | None = None) -> Rows[Bet]:
        """Open bets with a leg on a market, or on a fixture, that is not decided yet; for staff."""
        return self._rows(Bet, "open_bets", one_of(on_market=market, on_fixture=fixture))

    def liability(self, market: Id) -> list[Liability]:
        """What the house stands to lose on each selection of a market; for staff."""
        return list(self._ask(tuple[Liability, ...], "liability", market))

    # Baskets

    def create_basket(self) -> UUID:
        """Makes an empty basket, and gives its id."""
        return self._ask(UUID, "create_basket")

    def add_to_basket(self, basket: Id, slip: Slip) -> None:
        """Puts a slip into one's own basket."""
        self._do("add_to_basket", basket, slip)

    def remove_from_basket(self, basket: Id, slip: Id) -> None:
        """Takes a slip out of one's own basket."""
        self._do("remove_from_basket", basket, slip)

    def restake(self, basket: Id, slip: Id, stake: MoneyLike) -> None:
        """Names another stake for a slip in one's own basket."""
        self._do("restake", basket, slip, text(stake, self._currency))

    def drop_basket(self, basket: Id) -> None:
        """Throws one's own basket away."""
        self._do("drop_basket", basket)

    def basket(self, basket: Id) -> Basket:
        """A basket, with its slips."""
        return self._ask(Basket, "basket", basket)

    def baskets(self, *, user: Id | None = None, status: BasketStatus | None = None) -> Rows[Basket]:
        """Baskets: a user's, or everybody's for Admins and the host."""
        return self._rows(Basket, "baskets", {"user": user, "status": status})

    def quote(self, basket: Id) -> Quote:
        """What a basket would come to if it were checked out now."""
        return self._ask(Quote, "quote", basket)

    def check_out(self, basket: Id) -> list[Bet]:
        """Places every slip of one's own basket, or none, and gives the bets."""
        return list(self._ask(tuple[Bet, ...], "check_out", basket))

    # Anything

    def send(self, body: Mapping[str, Any]) -> Answer:
        """Sends a command of one's own making, in the engine's form: for what no method says, such as external ids.

        `session.send({"create_competition": {"name": "Serie A", "slug": "serie-a",
        "external": {"provider": "feed", "id": "I1"}}})`
        """
        return self._ask(Answer, "send", body)

    def command(self, body: Mapping[str, Any]) -> Command:
        """The command that this session would send for a body: to send it by `Book.execute`, as often as it takes."""
        return self._ask(Command, "command", body)

    def send_forms(self, bodies: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Sends many commands of one's own making, sharing units of work. Raises for none: the engine's form of each answer, with
        what was `made`, or of the `error`.

        For loads of data: the forms are not made into values, which would cost more than the commands.
        """
        outcomes: list[Any] = json.loads(self._engine.send_all(dumps(list(bodies))))
        return outcomes

    # How they ask

    def _ask(self, kind: type[T], name: str, *arguments: object) -> T:
        return from_wire(kind, call(self._engine.call, name, *arguments))

    def _do(self, name: str, *arguments: object) -> None:
        call(self._engine.call, name, *arguments)

    def _rows(self, kind: type[T], name: str, *arguments: object, key: str = "id", native: Any = None) -> Rows[T]:
        table = None if native is None else lambda: native(self._engine, dumps(arguments))
        return Rows(kind, lambda: paged(lambda page: call(self._engine.call, name, *arguments, page), key), table)

    def _user_or(self, user: Id | None) -> Id:
        if user is not None:
            return user
        actor = self.actor()
        if actor.name == "on_behalf":
            return actor.bettor
        if actor.name != "user":
            raise TypeError(f"{actor.name} has nothing of its own: name a user")
        return actor.user

    def _currency_or(self, currency: str | None) -> str:
        if currency is None and self._currency is None:
            raise TypeError("name a currency, or open the book with Book(currency='EUR')")
        return currency or self._currency or ""
