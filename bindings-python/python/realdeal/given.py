"""What a person may give in more than one form, and what is made of it: prices by outcome, positions of a race, scores.

Not in here: numbers (`numbers`), and columns (`columns`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Union
from uuid import UUID

from realdeal.choices import Finish, Outcome
from realdeal.nouns import Id, Placing, Score, ScoreLike
from realdeal.numbers import OddsLike, price

#: What became of the runners of a race.
Positions = Union[Mapping[Id, Union[Finish, int]], Mapping[UUID, Union[Finish, int]], Mapping[UUID, int], Iterable[Placing]]


def one_of(**choices: Id | None) -> dict[str, Id]:
    """The one that is named."""
    named = {name: value for name, value in choices.items() if value is not None}
    if len(named) != 1:
        raise TypeError("name a market or a fixture")
    return named


def prices_of(prices: Mapping[Any, OddsLike]) -> list[tuple[Outcome, str]]:
    """Outcomes with their prices."""
    return [(Outcome.of(outcome), price(odds)) for outcome, odds in prices.items()]


def placings_of(positions: Positions) -> list[Placing]:
    """What became of each runner, from positions counted from 1 or finishes by runner."""
    if not isinstance(positions, Mapping):
        return list(positions)
    finishes = {runner: Finish.at(one) if isinstance(one, int) else one for runner, one in positions.items()}
    return [Placing(runner, finish) for runner, finish in finishes.items()]


def score_of(score: ScoreLike) -> Score:
    """A score, from a pair of goals."""
    return score if isinstance(score, Score) else Score.of(*score)
