"""What the border costs: bets placed by three texts and by the column, beside the same checks in pure Python; margins taken out by
the column, beside the packages `shin` and `penaltyblog` where they are installed. Nothing fails on a timing.

    python tools/bench.py [bets]

Each pair is measured in one process, in turns; best and median of five, with the load average.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from uuid import uuid4

from realdeal import Book, Fixture, Person, Role, Session, remove_margin

NOON = datetime(2024, 8, 16, 12, tzinfo=timezone.utc)
ROUNDS = 5


def open_book() -> tuple[Session, str]:
    """A bettor with money, and a selection at 2.10."""
    book = Book.simulated(1, NOON)
    admin = book.system().create_first_admin(Person("Ada", "ada@example.org"))
    bookmaker = book.visitor().register(Person("Bo", "bo@example.org"))
    book.session(admin).change_role(bookmaker, Role.BOOKMAKER)
    alice = book.visitor().register(Person("Alice", "alice@example.org"))
    book.system().confirm_deposit(alice, "1000000.00 EUR", "bank", "1")
    office = book.session(bookmaker)
    league = office.create_competition("League", "league")
    teams = office.create_team("Home"), office.create_team("Away")
    fixture = office.schedule_fixture(league, Fixture.match_of(*teams), NOON + timedelta(hours=3))
    market = office.open_market(fixture, "match_result", {"home": "2.10", "draw": "3.40", "away": "3.60"})
    return book.session(alice), str(market.selections[0])


class PurePython:
    """The same checks and the same two postings, with Decimals and dictionaries; no journal, no hash, no undo."""

    def __init__(self, selection: str) -> None:
        self.prices = {selection: Decimal("2.10")}
        self.start = NOON + timedelta(hours=3)
        self.balances = {"cash": Decimal("1000000.00"), "open_stakes": Decimal("0.00")}
        self.seen: dict[object, object] = {}
        self.transfers: list[tuple[str, str, Decimal]] = []

    def place_bet(self, selection: str, odds: str, stake: str) -> dict[str, object]:
        """Places a bet."""
        amount_text, currency = stake.split(" ")
        amount, price = Decimal(amount_text), Decimal(odds)
        bet_id = uuid4()
        if bet_id in self.seen or currency != "EUR" or amount.as_tuple().exponent != -2:
            raise ValueError("refused")
        if NOON >= self.start or self.prices[selection] != price:
            raise ValueError("refused")
        if not Decimal("0.10") <= amount <= Decimal("10000.00") or amount * price > Decimal("1000000.00"):
            raise ValueError("refused")
        if self.balances["cash"] < amount:
            raise ValueError("refused")
        self.balances["cash"] -= amount
        self.balances["open_stakes"] += amount
        self.transfers.append(("cash", "open_stakes", amount))
        bet = {"id": bet_id, "stake": amount, "odds": price, "return": (amount * price).quantize(Decimal("0.01"))}
        self.seen[bet_id] = bet
        return bet


def timed(work: Callable[[], object], count: int) -> float:
    """Nanoseconds for each of so many things."""
    began = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - began) / count


def compare(title: str, peer: Callable[[], object], ours: dict[str, Callable[[], object]], count: int) -> None:
    """Measures in turns, and prints the quotients."""
    times: dict[str, list[float]] = {name: [] for name in ["peer", *ours]}
    for _ in range(ROUNDS):
        times["peer"].append(timed(peer, count))
        for name, work in ours.items():
            times[name].append(timed(work, count))
    best, median = min(times["peer"]), statistics.median(times["peer"])
    print(f"{title}: peer best {best:,.0f} ns, median {median:,.0f} ns")
    for name in ours:
        own, middle = min(times[name]), statistics.median(times[name])
        print(f"  {name}: best {own:,.0f} ns ({best / own:.2f}x), median {middle:,.0f} ns ({median / middle:.2f}x)")


def main() -> None:
    """Measures both."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    print(f"{count} bets or rows a round, {ROUNDS} rounds, load average {os.getloadavg()[0]:.1f}")
    session, home = open_book()
    pure = PurePython(home)

    def one_by_one(place: Callable[[str, str, str], object]) -> Callable[[], object]:
        return lambda: [place(home, "2.10", "0.10 EUR") for _ in range(count)] and None

    column = [home] * count, ["2.10"] * count, ["0.10 EUR"] * count
    ours = {"place_bet": one_by_one(session.place_bet), "place_bets": lambda: session.place_bets(*column)}
    compare("placing, beside the same checks in pure Python", one_by_one(pure.place_bet), ours, count)

    rows = [[2.6, 2.4, 4.3]] * count
    batches: dict[str, Callable[[], object]] = {"one by one": lambda: [remove_margin([row]) for row in rows], "lists": lambda: remove_margin(rows)}
    try:
        import numpy

        array = numpy.array(rows)
        batches["numpy"] = lambda: remove_margin(array)
    except ImportError:
        print("numpy is not here")
    for name, peer in peers():
        # The slowest peer takes a fifth of a millisecond a row.
        compare(f"the margin by Shin, beside the package {name}", lambda: [peer(row) for row in rows], batches, count)


def peers() -> Iterator[tuple[str, Callable[[list[float]], object]]]:
    """Packages that take the margin out by Shin's method, as far as they are here."""
    try:
        import shin

        yield "shin", shin.calculate_implied_probabilities
    except ImportError:
        print("the package shin is not here: pip install shin")
    try:
        from penaltyblog.implied import calculate_implied

        yield "penaltyblog", lambda row: calculate_implied(row, method="shin")
    except ImportError:
        print("the package penaltyblog is not here: pip install penaltyblog")


if __name__ == "__main__":
    main()
