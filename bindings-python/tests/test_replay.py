"""Seasons replayed: totals that were computed outside of the project, dirt in files, frames, strategies of one's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from realdeal import Match, Money, replay
from realdeal.replay import by_row, flat

SHARED = ROOT.parent / "shared" / "data" / "football"
ROWS: list[dict[str, Any]] = [
    {"Date": "09/08/2019", "Time": "20:00", "HomeTeam": "Elm", "AwayTeam": "Oak", "FTHG": 2, "FTAG": 1, "FTR": "H",
     "AcmeH": 2.1, "AcmeD": 3.4, "AcmeA": 3.6},
    {"Date": "10/08/19", "Time": "17.3", "HomeTeam": "Oak", "AwayTeam": "Ash", "FTHG": 0, "FTAG": 0, "FTR": "D",
     "AcmeH": 1.5, "AcmeD": 4.0, "AcmeA": 7.0},
    {"Date": "11-08-2019", "Time": "", "HomeTeam": "Ash", "AwayTeam": "Elm", "FTHG": 1, "FTAG": 0, "FTR": "R",
     "AcmeH": 2.0, "AcmeD": 3.0, "AcmeA": 4.0},
    {"Date": "12/08/2019", "Time": "15", "HomeTeam": "Elm", "AwayTeam": "Elm", "FTHG": 1, "FTAG": 0, "FTR": "H",
     "AcmeH": 2.0, "AcmeD": 3.0, "AcmeA": 4.0},
]  # fmt: skip


def expected() -> Iterator[Any]:
    path = SHARED / "expected_flat_stake_returns.json"
    if not path.exists():
        return
    for file, strategies in json.loads(path.read_text()).items():
        for name, wanted in strategies.items():
            column = name.replace(" 1X2 ", "").replace(" AH home", "AHH").replace(" AH away", "AHA")
            yield pytest.param(file, column, wanted, id=f"{file} {name}")


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
@pytest.mark.parametrize("file, column, wanted", list(expected()))
def test_flat_stakes_return_what_was_computed_outside(file: str, column: str, wanted: dict[str, Any]) -> None:
    found = replay(SHARED / f"{file}.csv", strategy=flat(column, "100.00 EUR"))
    assert found.bets == wanted["bets"]
    assert found.turnover.amount == 100 * Decimal(wanted["staked"])
    assert found.returned.amount == 100 * Decimal(wanted["returned"])
    assert found.book.audit().is_clean and not found.refused
    assert sum(bet.status.value in ("void",) for bet in found.book.bets()) == wanted["void"]


def test_figures_by_hand() -> None:
    found = replay(ROWS, strategy=flat("AcmeH", "10.00 EUR"), bank="100.00 EUR")
    # Won at 2.10, lost, and void for it was abandoned.
    assert (found.bets, found.turnover, found.returned) == (3, Money.of("30.00 EUR"), Money.of("31.00 EUR"))
    assert (found.profit, found.drawdown) == (Money.of("1.00 EUR"), Money.of("20.00 EUR"))
    assert found.yield_ is not None and round(found.yield_, 4) == Decimal("0.0333")
    assert [line for line, _ in found.unread] == [5] and "same" not in found.refused
    assert len(list(found.book.bets())) == found.bets
    assert found.book.session(found.bettor).wallet().cash == Money.of("101.00 EUR")
    assert found.curve[0][1] == Decimal("100.00") and found.curve[-1][1] == Decimal("101.00")
    statement = list(found.book.session(found.bettor).statement())
    assert found.curve == [(line.at, line.balance.amount) for line in statement] and found.curve != []
    assert list(found.curve[1:3]) == list(found.curve)[1:3] and found.curve[1:3] == found.curve[1:3]
    assert repr(found.curve) == f"<Curve of {len(statement)} balances>"


def test_a_strategy_of_one_s_own_sees_its_cash_and_no_result() -> None:
    seen: list[Match] = []

    def tenth(match: Match) -> list[tuple[str, Any]]:
        seen.append(match)
        return [("AcmeD", round(match.cash.amount / 10, 2))]

    found = replay(ROWS, strategy=tenth, bank="100.00 EUR")
    assert [str(match.cash) for match in seen] == ["100.00 EUR", "90.00 EUR", "117.00 EUR"]
    assert not hasattr(seen[0], "score")
    assert found.bets == 3 and found.returned == Money.of("47.70 EUR")  # 9.00 at 4.00, and 11.70 back


def test_stakes_by_column_and_a_bank_that_is_too_small() -> None:
    stakes: dict[str, list[Any]] = {"AcmeH": [10, 0, None, 5], "AcmeA": [None, Decimal("95.00"), None, None]}
    found = replay(ROWS, strategy=by_row(stakes), bank="20.00 EUR")
    assert found.bets == 1 and found.refused == {"insufficient_funds": 1}


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_and_files_come_to_the_same(library: str, tmp_path: Path) -> None:
    frame = pytest.importorskip(library).DataFrame(ROWS)
    path = tmp_path / "season.csv"
    frame.to_csv(path, index=False) if library == "pandas" else frame.write_csv(path)
    found = [replay(source, strategy=flat("AcmeH", "10.00 EUR")) for source in (ROWS, frame, path)]
    assert len({(each.bets, each.returned, tuple(each.curve), tuple(each.unread)) for each in found}) == 1
    assert found[0].returned == Money.of("31.00 EUR")


def test_summer_time_and_midday() -> None:
    found = replay(ROWS, strategy=flat("AcmeH", "10.00 EUR"))
    starts = sorted(str(fixture.start) for fixture in found.book.fixtures())
    assert starts == ["2019-08-09 19:00:00+00:00", "2019-08-10 16:30:00+00:00", "2019-08-11 11:00:00+00:00"]


def test_a_price_that_the_engine_refuses_takes_its_match_off_sale() -> None:
    fine = {**ROWS[0], "AcmeH": "2.1234567", "OakH": 2.0, "OakD": 3.0, "OakA": 4.0}
    found = replay([fine, ROWS[1], ROWS[3], ROWS[2]], strategy=flat("AcmeH", "10.00 EUR"))
    assert [line for line, _ in found.unread] == [2, 4] and "2.1234567" in found.unread[0][1]
    assert found.bets == 2 and not found.refused
    assert len(list(found.book.fixtures())) == 3 and len(list(found.book.markets())) == 3
