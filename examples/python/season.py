"""A season file in the football-data.co.uk format, backed by a rule of one's own: the favourite, for as much as its fair chance
says. Run it: python examples/python/season.py season.csv [curve.png]"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal

from realdeal import Match, MoneyLike, remove_margin, replay

COLUMNS = ("B365H", "B365D", "B365A")


def favourite(match: Match) -> Iterator[tuple[str, MoneyLike]]:
    """Backs the likeliest outcome once the margin is out, with one hundredth of the cash."""
    if not all(column in match.offers for column in COLUMNS):
        return
    odds = [float(Decimal(match.offers[column].odds)) for column in COLUMNS]
    fair = remove_margin([odds], "shin")
    if fair.refused:
        return
    chances = fair.probabilities[0]
    best = chances.index(max(chances))
    yield COLUMNS[best], round(match.cash.amount / 100, 2)


def main() -> None:
    """Plays the season and says what came of it."""
    found = replay(sys.argv[1], strategy=favourite, bank="1000.00 EUR")
    share = "none" if found.yield_ is None else f"{found.yield_:.2%}"
    print(f"{found.bets} bets, {found.turnover} staked, {found.returned} returned: {found.profit}, a yield of {share}")
    print(f"the furthest fall was {found.drawdown}; {len(found.unread)} rows make no match; refused: {dict(found.refused)}")
    print(f"the books are {'in order' if found.book.audit().is_clean else 'NOT in order'}")
    if len(sys.argv) > 2:
        found.plot().figure.savefig(sys.argv[2])


if __name__ == "__main__":
    main()
