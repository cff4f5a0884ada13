"""What the border costs: bets placed by three texts and by the column, beside the same checks in pure Python; margins taken out by
the column, beside the packages `shin` and `penaltyblog` where they are installed. Nothing fails on a timing.

    python tools/bench.py [bets] [rounds]

Each pair is measured in one process, in turns; best and median of all rounds, with the load average. Rounds are short, so that on a
machine that is shared some of them are over before anybody else gets the processor.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from peer import Journalling, Peer

from realdeal import Book, Fixture, Person, Role, Session, remove_margin


def open_book() -> tuple[Session, list[str]]:
    """A bettor with money, and selections at 2.10, on the machine's own clock and entropy, as the peers are."""
    book = Book()
    now = book.now()
    admin = book.system().create_first_admin(Person("Ada", "ada@example.org"))
    bookmaker = book.visitor().register(Person("Bo", "bo@example.org"))
    book.session(admin).change_role(bookmaker, Role.BOOKMAKER)
    alice = book.visitor().register(Person("Alice", "alice@example.org"))
    book.system().confirm_deposit(alice, "10000000.00 EUR", "bank", "1")
    office = book.session(bookmaker)
    league = office.create_competition("League", "league")
    teams = office.create_team("Home"), office.create_team("Away")
    selections: list[str] = []
    for day in range(1, 101):
        fixture = office.schedule_fixture(league, Fixture.match_of(*teams), now + timedelta(days=day))
        market = office.open_market(fixture, "match_result", {"home": "2.10", "draw": "2.10", "away": "2.10"})
        selections += map(str, market.selections)
    return book.session(alice), selections


def timed(work: Callable[[], object], count: int) -> float:
    """Nanoseconds for each of so many things."""
    began = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - began) / count


def compare(title: str, works: dict[str, Callable[[], object]], count: int, rounds: int) -> None:
    """Measures in turns, and prints the quotients of the first and each."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(timed(work, count))
    print(title)
    first, *_ = times.values()
    for name, each in times.items():
        best, middle = min(each), statistics.median(each)
        quotients = f"{min(first) / best:.2f}x, {statistics.median(first) / middle:.2f}x"
        print(f"  {name}: best {best:,.0f} ns, median {middle:,.0f} ns ({quotients})")


def main() -> None:
    """Measures both."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    print(f"{count} bets or rows a round, {rounds} rounds, load average {os.getloadavg()[0]:.1f}")
    session, selections = open_book()
    column = [selections[number % len(selections)] for number in range(count)]
    columns = column, ["2.10"] * count, ["0.10 EUR"] * count

    def one_by_one(place: Callable[[str, str, str], object]) -> Callable[[], object]:
        return lambda: [place(home, "2.10", "0.10 EUR") for home in column] and None

    works = {
        "the same checks in pure Python": one_by_one(Peer(selections).place_bet),
        "the same with a journal, which the engine also keeps": one_by_one(Journalling(selections).place_bet),
        "place_bet": one_by_one(session.place_bet),
        "place_bets": lambda: session.place_bets(*columns),
    }
    compare("placing", works, count, rounds)

    rows = [[2.6, 2.4, 4.3]] * count
    batches: dict[str, Callable[[], object]] = {
        "one by one": lambda: [remove_margin([row]) for row in rows],
        "lists": lambda: remove_margin(rows),
    }
    try:
        import numpy

        array = numpy.array(rows)
        batches["numpy"] = lambda: remove_margin(array)
    except ImportError:
        print("numpy is not here")
    for name, peer in peers():
        # The slowest peer takes a fifth of a millisecond a row.
        works = {name: lambda: [peer(row) for row in rows], **batches}
        compare("the margin by Shin", works, count, rounds)


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
