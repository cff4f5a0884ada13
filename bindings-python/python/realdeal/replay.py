"""A season replayed: matches and prices of a file or a data frame, a strategy that bets on them, and a book that keeps account.

Rows are in the football-data.co.uk format. Each match is on offer with every bookmaker's 1X2, over/under 2.5 and Asian handicap
that its row has all prices of; bets are placed an hour before kick-off, and settled by the score two hours after it. What the
result says is read from the book's ledger. Not in here: any reckoning of returns. That is the engine's.
"""

from __future__ import annotations

import csv
import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from itertools import accumulate, chain
from operator import sub
from os import PathLike
from pathlib import Path
from typing import Any, Union, overload
from uuid import UUID
from zoneinfo import ZoneInfo

from realdeal.book import Book
from realdeal.choices import MarketKind
from realdeal.errors import Rejected, from_form
from realdeal.nouns import Limits, Person, Role, TransferKind
from realdeal.numbers import Money, MoneyLike

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
BEFORE, AFTER = timedelta(hours=1), timedelta(hours=2)
#: For each kind of market: the ends of its columns' names, and the outcomes that they price.
FAMILIES = [
    ("match_result", {"H": "home", "D": "draw", "A": "away"}),
    ("total_goals", {">2.5": "over", "<2.5": "under"}),
    ("asian_handicap", {"AHH": "home", "AHA": "away"}),
]
#: Columns that sum up other columns, or are the same bookmaker's later prices.
NOBODYS = ("Max", "Avg", "MaxC", "AvgC", "BbMx", "BbAv")
#: The most that the book's money can count to, in minor units: a replay is about prices, not about a house's limits.
MOST = 1_000_000_000_000_000
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Offer:
    """A selection of a match on offer."""

    selection: UUID
    odds: str


@dataclass(frozen=True)
class Match:
    """A match that can be bet on, as a strategy sees it: nothing of it has been played."""

    #: The place of its row, counted from 0.
    row: int
    home: str
    away: str
    kick_off: datetime
    #: What is on offer, by the name of the price's column: `B365H`, `B365>2.5`, `B365AHA`.
    offers: Mapping[str, Offer]
    #: The bettor's cash.
    cash: Money


#: What decides on bets: the columns to back on a match, each with its stake.
Strategy = Callable[[Match], Iterable[tuple[str, MoneyLike]]]
#: What is replayed: the path of a CSV file, a pandas or polars frame, or rows by column name.
Source = Union[str, PathLike[str], Iterable[Mapping[str, Any]], Any]


class Curve(Sequence[tuple[datetime, Decimal]]):
    """Times with the cash after each movement; made when somebody looks at them, for a season has very many."""

    def __init__(self, times: list[int], balances: list[int], cent: Decimal) -> None:
        self._times, self._balances, self._cent = times, balances, cent

    def __len__(self) -> int:
        return len(self._times)

    @overload
    def __getitem__(self, place: int) -> tuple[datetime, Decimal]: ...
    @overload
    def __getitem__(self, place: slice) -> Curve: ...
    def __getitem__(self, place: int | slice) -> tuple[datetime, Decimal] | Curve:
        if isinstance(place, slice):
            return Curve(self._times[place], self._balances[place], self._cent)
        return EPOCH + timedelta(microseconds=self._times[place]), self._balances[place] * self._cent

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Curve of {len(self)} balances>"


@dataclass(frozen=True)
class Replayed:
    """What a replay came to; every figure is read from the book, which is here, too."""

    book: Book
    bettor: UUID
    #: How many bets were placed.
    bets: int
    #: What was staked, and what came back.
    turnover: Money
    returned: Money
    #: The furthest that cash fell below where it had once been.
    drawdown: Money
    #: The bettor's cash after each movement.
    curve: Sequence[tuple[datetime, Decimal]]
    #: How many bets were refused, by code.
    refused: Mapping[str, int]
    #: Rows that make no match: their line in the file, counted from 1 with the header, and why.
    unread: Sequence[tuple[int, str]]

    @property
    def profit(self) -> Money:
        """What came back less what was staked."""
        return self.returned - self.turnover

    @property
    def yield_(self) -> Decimal | None:
        """The profit as a part of the turnover; None where nothing was staked."""
        return self.profit.amount / self.turnover.amount if self.turnover else None

    def plot(self, axes: Any = None) -> Any:
        """The curve of the bettor's cash, on axes of matplotlib's; gives them."""
        if axes is None:
            from matplotlib import pyplot

            axes = pyplot.subplots()[1]
        axes.step([at for at, _ in self.curve], [float(cash) for _, cash in self.curve], where="post")
        axes.set_ylabel(f"cash, {self.turnover.currency}")
        return axes


def flat(column: str, stake: MoneyLike) -> Strategy:
    """Backs one column's outcome in every match that has it, always for the same stake."""
    return lambda match: [(column, stake)] if column in match.offers else []


def by_row(stakes: Mapping[str, Sequence[Any]]) -> Strategy:
    """Backs by columns of stakes, one for each row; nothing where there is None or zero."""
    plain = {column: each.tolist() if hasattr(each, "tolist") else list(each) for column, each in stakes.items()}
    return lambda match: [
        (column, each[match.row]) for column, each in plain.items() if each[match.row] and column in match.offers
    ]


def replay(
    source: Source,
    *,
    strategy: Strategy,
    bank: MoneyLike = "100000.00 EUR",
    seed: int = 1,
    progress: bool = False,
) -> Replayed:
    """Plays a season with a bettor who follows a strategy; the same rows, strategy and seed give the same book.

    A price that is empty or not above 1 is no price, and a market opens only with all of its prices. An abandoned match (`FTR` is
    R) is void. `progress` shows a bar of tqdm's. A bet that the book refuses is counted in `refused`.
    """
    season = _Season(seed, Money.of(bank, "EUR"))
    for line, row in enumerate(_rows(source), 2):
        season.take(line, row)
    season.put_on_sale()
    moments: Iterable[tuple[datetime, int, int]] = sorted(season.moments())
    if progress:
        from tqdm import tqdm

        moments = tqdm(list(moments))
    for at, kind, index in moments:
        season.book.set_now(at)
        season.end(index) if kind == 0 else season.bet(index, strategy)
    return season.result()


#: A kind of market in the engine's form, and for each of its outcomes a price with the name of its column.
_Family = tuple[object, Mapping[str, tuple[str, str]]]


@dataclass(frozen=True)
class _Read:
    """A match as its row says it, not yet on sale."""

    line: int
    row: Mapping[str, str]
    home: str
    away: str
    kick_off: datetime
    teams: tuple[str, str]
    families: Sequence[_Family]

    def on_sale(self, fixture: UUID, offers: Mapping[str, Offer], selections: Mapping[str, str]) -> _Played:
        """The match with what can be bet on."""
        goals = self.row.get("FTHG", ""), self.row.get("FTAG", "")
        score = (int(Decimal(goals[0])), int(Decimal(goals[1]))) if all(goals) else None
        abandoned = self.row.get("FTR") == "R"
        place = self.line - 2
        return _Played(place, self.home, self.away, self.kick_off, fixture, offers, selections, score, abandoned)


@dataclass(frozen=True)
class _Played:
    """A match with its ending, which no strategy sees."""

    row: int
    home: str
    away: str
    kick_off: datetime
    fixture: UUID
    offers: Mapping[str, Offer]
    #: The selections' ids as texts, by column, which is how they cross.
    selections: Mapping[str, str]
    score: tuple[int, int] | None
    abandoned: bool


class _Season:
    """The book, and the matches that are on sale in it."""

    def __init__(self, seed: int, bank: Money) -> None:
        self.began = datetime(1990, 1, 1, tzinfo=timezone.utc)
        self.book = Book.simulated(seed, self.began, currency=bank.currency)
        admin = self.book.system().create_first_admin(Person("Admin", "admin@example.org"))
        bookmaker = self.book.visitor().register(Person("Bookmaker", "bookmaker@example.org"))
        self.bettor = self.book.visitor().register(Person("Bettor", "bettor@example.org"))
        self.book.session(admin).change_role(bookmaker, Role.BOOKMAKER)
        limits = {bank.currency: Limits(1, MOST, MOST)}
        rules = dataclasses.replace(self.book.house_rules(), limits=limits)
        self.book.session(admin).adopt_house_rules(rules)
        self.book.system().confirm_deposit(self.bettor, bank, "replay", "bank")
        self.office, self.session = self.book.session(bookmaker), self.book.session(self.bettor)
        self.currency, self.teams = bank.currency, dict[str, str]()
        self.read, self.matches = list[_Read](), list[_Played]()
        # The engine has given the amount as many decimals as its currency has.
        self.cent = Decimal((0, (1,), int(bank.amount.as_tuple().exponent)))
        self.league = str(self.office.create_competition("Season", "season"))
        self.refused: Counter[str] = Counter()
        self.unread: list[tuple[int, str]] = []

    def take(self, line: int, row: Mapping[str, str]) -> None:
        """Reads a row's match, or notes why it is none."""
        home, away = row.get("HomeTeam", ""), row.get("AwayTeam", "")
        if not home and not away:
            return
        try:
            kick_off = _kick_off(row.get("Date", ""), row.get("Time", ""))
            teams = self._team(home), self._team(away)
            read = _Read(line, row, home, away, kick_off, teams, list(_families(row)))
        except (ValueError, Rejected) as why:
            self.unread.append((line, str(why)))
            return
        self.read.append(read)

    def put_on_sale(self) -> None:
        """Schedules the matches and opens their markets, in two slices of commands: one by one they would take longer than
        their bets."""
        scheduled = self.office.send_forms(_schedule(self.league, read) for read in self.read)
        matches = list(self._made(zip(self.read, scheduled)))
        kinds = [(fixture["fixture"], kind, prices) for read, fixture in matches for kind, prices in read.families]
        markets = iter(self.office.send_forms(_open(*each) for each in kinds))
        for read, fixture in matches:
            opened = [(read, next(markets)) for _ in read.families]
            made = [market["market"]["selections"] for _, market in self._made(opened)]
            if len(made) < len(opened):
                continue
            columns = [column for _, prices in read.families for column, _ in prices.values()]
            selections = dict(zip(columns, chain.from_iterable(made)))
            offers = {column: Offer(UUID(selection), read.row[column]) for column, selection in selections.items()}
            self.matches.append(read.on_sale(UUID(fixture["fixture"]), offers, selections))
        # A market may be refused long after a later row's date was.
        self.unread.sort()

    def _made(self, answers: Iterable[tuple[_Read, Any]]) -> Iterator[tuple[_Read, Any]]:
        """What was made for each row; why not, for a row that gets nothing."""
        noted = set()
        for read, answer in answers:
            if "error" not in answer:
                yield read, answer["made"]
            elif read.line not in noted:
                noted.add(read.line)
                self.unread.append((read.line, str(from_form(answer["error"]))))

    def moments(self) -> Iterator[tuple[datetime, int, int]]:
        """When something happens; at the same moment, results come first."""
        for index, match in enumerate(self.matches):
            if match.score is not None:
                yield match.kick_off - BEFORE, 1, index
                yield match.kick_off + AFTER, 0, index

    def bet(self, index: int, strategy: Strategy) -> None:
        """Lets the strategy bet on a match."""
        match = self.matches[index]
        cash = self.session.wallet().cash
        chosen = list(strategy(Match(match.row, match.home, match.away, match.kick_off, match.offers, cash)))
        if not chosen:
            return
        selections, stakes = [match.selections[column] for column, _ in chosen], [stake for _, stake in chosen]
        placed = self.session.place_bets(selections, [match.offers[column].odds for column, _ in chosen], stakes)
        self.refused.update(code for code in placed.codes() if code is not None)

    def end(self, index: int) -> None:
        """Records how a match ended, and settles its bets."""
        match = self.matches[index]
        if match.abandoned or match.score is None:
            self.office.because("abandoned, as the season says").abandon_fixture(match.fixture)
        else:
            self.office.record_score(match.fixture, match.score)

    def result(self) -> Replayed:
        """What the ledger says: the columns of the bettor's statement, in cents or what the currency has."""
        ledger = self.session.statement().table()
        amounts, balances = ledger.units("amount"), ledger.units("balance")
        total, count = Counter[str](), Counter[str]()
        for kind, amount in zip(ledger.texts("kind"), amounts):
            total[kind] += amount
            count[kind] += 1
        # Every movement but the deposit is a stake or what came of one.
        stake = TransferKind.STAKE.value
        returned = total[TransferKind.RETURN.value] + total[TransferKind.REFUND.value]
        drawdown = max(map(sub, accumulate(balances, max), balances))
        curve = Curve(ledger.units("at"), balances, self.cent)
        return Replayed(
            self.book, self.bettor, count[stake], self._money(-total[stake]), self._money(returned), self._money(drawdown),
            curve, dict(self.refused), self.unread,
        )  # fmt: skip

    def _money(self, cents: int) -> Money:
        return Money(cents * self.cent, self.currency)

    def _team(self, name: str) -> str:
        if name not in self.teams:
            self.teams[name] = str(self.office.create_team(name))
        return self.teams[name]


def _families(row: Mapping[str, str]) -> Iterator[_Family]:
    """The markets that a row has all prices of."""
    for family, outcomes in FAMILIES:
        for bookmaker in _bookmakers(row, outcomes):
            prices = {outcome: (f"{bookmaker}{end}", row[f"{bookmaker}{end}"]) for end, outcome in outcomes.items()}
            kind = _kind(family, row) if all(_is_price(price) for _, price in prices.values()) else None
            if kind is not None:
                yield kind, prices


def _schedule(league: str, read: _Read) -> dict[str, Any]:
    """The command that schedules a match, in the engine's form."""
    entrants = [{"participant": team, "role": role} for team, role in zip(read.teams, ("home", "away"))]
    fixture = {"competition": league, "entrants": entrants, "start": read.kick_off.isoformat().replace("+00:00", "Z")}
    return {"schedule_fixture": {**fixture, "external": None}}


def _open(fixture: str, kind: object, prices: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """The command that opens a market, in the engine's form."""
    selections = [{"outcome": outcome, "odds": price, "external": None} for outcome, (_, price) in prices.items()]
    terms = {"each_way": None, "ante_post": False, "guaranteed": False}
    market = {"fixture": fixture, "kind": kind, "in_play": False, "selections": selections, "external": None}
    return {"open_market": {**market, "terms": terms}}


def _bookmakers(row: Mapping[str, str], outcomes: Mapping[str, str]) -> list[str]:
    ends = list(outcomes)
    first = [column.removesuffix(ends[0]) for column in row if column.endswith(ends[0])]
    whole = [name for name in first if name and all(f"{name}{end}" in row for end in ends)]
    closing = {f"{name}C" for name in whole}
    return [name for name in whole if name not in NOBODYS and name not in closing]


def _kind(family: str, row: Mapping[str, str]) -> object:
    """The kind of market in the engine's form; None for a handicap without its line."""
    if family == "match_result":
        return MarketKind.MATCH_RESULT.to_wire()
    if family == "total_goals":
        return MarketKind.total_goals("2.5").to_wire()
    line = row.get("AHh", "")
    return MarketKind.asian_handicap(line).to_wire() if line else None


def _is_price(text: str) -> bool:
    try:
        return Decimal(text) > 1
    except InvalidOperation:
        return False


def _kick_off(date: str, time: str) -> datetime:
    """British local time, as season files write it; a date alone is midday."""
    parts = date.replace("-", "/").split("/")
    hours, _, minutes = (time or "12:00").replace(".", ":").partition(":")
    # A spreadsheet has made 17.3 of 17.30.
    minutes = minutes.ljust(2, "0")
    if len(parts) != 3:
        raise ValueError(f"{date!r} is not a date such as 09/08/2019")
    day, month, year = map(int, parts)
    local = datetime(year + 2000 if year < 100 else year, month, day, int(hours), int(minutes), tzinfo=LONDON)
    return local.astimezone(timezone.utc)


def _rows(source: Source) -> Iterator[dict[str, str]]:
    """Rows by column name, as texts."""
    if isinstance(source, (str, PathLike)):
        data = Path(source).read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        records: Iterable[Mapping[str, Any]] = csv.DictReader(text.splitlines())
    elif hasattr(source, "to_dicts"):
        records = source.to_dicts()
    elif hasattr(source, "to_dict"):
        records = source.to_dict("records")
    else:
        records = source
    for record in records:
        yield {str(column): _text(value) for column, value in record.items() if column}


def _text(value: Any) -> str:
    """A cell as a file would have it: nothing for what is missing, the shortest decimals for a float."""
    if value is None or value != value:  # noqa: PLR0124, a NaN is no other
        return ""
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value).strip()


