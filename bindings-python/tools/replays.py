"""How long a replay takes, and the data frame of its bets: 100,000 bets on seasons of fewer and of more matches. Nothing fails on a timing.

    python tools/replays.py [bets]

The seasons are made up from a seed. Best of three, with the load average.
"""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import datetime, timedelta
from typing import Any

from realdeal import Match, replay

COLUMNS = ["AcmeH", "AcmeD", "AcmeA"]
ROUNDS = 3


def season(matches: int) -> list[dict[str, Any]]:
    """So many matches half an hour apart, each with one bookmaker's prices."""
    chance, start = random.Random(1), datetime(2019, 8, 9)
    rows = []
    for number in range(matches):
        home, away = chance.sample([f"Team {team}" for team in range(20)], 2)
        kick_off = start + timedelta(minutes=30 * number)
        row = {"Date": f"{kick_off:%d/%m/%Y}", "Time": f"{kick_off:%H:%M}", "HomeTeam": home, "AwayTeam": away, "FTR": ""}
        goals = {"FTHG": chance.randint(0, 3), "FTAG": chance.randint(0, 3)}
        rows.append({**row, **goals, **dict(zip(COLUMNS, [2.1, 3.4, 3.6]))})
    return rows


def main() -> None:
    """Measures a season of 380 matches, and ten thousand matches."""
    bets = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for matches in (380, 10_000):
        rows, each = season(matches), bets // matches
        plan = [(COLUMNS[number % 3], "1.00 EUR") for number in range(each)]

        def strategy(_: Match, plan: list[tuple[str, str]] = plan) -> list[tuple[str, str]]:
            return plan

        played, framed, count = [], [], 0
        for _ in range(ROUNDS):
            began = time.perf_counter()
            found = replay(rows, strategy=strategy, bank="100000000.00 EUR")
            ended = time.perf_counter()
            count = len(found.book.bets().to_pandas())
            played.append(ended - began)
            framed.append(time.perf_counter() - ended)
        load = os.getloadavg()[0]
        print(f"{matches} matches, {count} bets: replay {min(played):.2f} s, data frame {min(framed):.2f} s; load {load:.1f}")


if __name__ == "__main__":
    main()
