"""A match is put on sale, bet on, settled and corrected. Run it: python examples/python/quickstart.py [book.db]"""

from __future__ import annotations

import sys
from datetime import timedelta

from realdeal import Book, Fixture, Money, Person, Role, Slip, rejections


def main() -> None:
    """Plays the match in memory, or in the file that is named."""
    book = Book.open(sys.argv[1], currency="EUR") if len(sys.argv) > 1 else Book(currency="EUR")
    with book:
        noon = book.now().replace(minute=0, second=0, microsecond=0)
        book.set_now(noon)
        admin = book.system().create_first_admin(Person("Ada", "ada@example.org"))
        bookmaker = book.visitor().register(Person("Bo", "bo@example.org"))
        book.session(admin).change_role(bookmaker, Role.BOOKMAKER)
        alice = book.visitor().register(Person("Alice", "alice@example.org"))
        book.system().confirm_deposit(alice, 100, "bank", "payment 1")

        office, session = book.session(bookmaker), book.session(alice)
        league = office.create_competition("Premier League", "premier-league")
        teams = office.create_team("Arsenal"), office.create_team("Wolves")
        fixture = office.schedule_fixture(league, Fixture.match_of(*teams), noon + timedelta(hours=3))
        market = office.open_market(fixture, "match_result", {"home": "2.10", "draw": "3.40", "away": "3.60"})

        slip = Slip.single(market.selections[0], "2.10", stake="10.00 EUR")
        bet = session.place_bet(slip)
        print(f"placed {bet.stake} to return {bet.potential_return}; sent twice it is {session.place_bet(slip).id == bet.id} one bet")
        try:
            session.place_bet(market.selections[1], "3.40", Money.of("500.00 EUR"))
        except rejections.InsufficientFunds as refused:
            print(f"refused: {refused}")

        book.set_now(noon + timedelta(hours=5))
        office.record_score(fixture, (2, 1))
        print(f"2-1: {session.wallet().cash}")
        office.because("the second goal was offside").correct_score(fixture, (1, 1))
        print(f"1-1: {session.wallet().cash}")
        for line in session.statement():
            print(f"  {line.kind.value:<12} {line.amount!s:>12} {line.balance!s:>12}")
        print(f"the books are {'in order' if book.audit().is_clean else 'NOT in order'}")


if __name__ == "__main__":
    main()
