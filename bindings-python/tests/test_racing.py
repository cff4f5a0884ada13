"""Races: places, withdrawals, starting prices and dead heats, with figures worked out by hand."""

from __future__ import annotations

import pickle
from datetime import timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from conftest import NOON, Town

from realdeal import (
    BetStatus,
    EachWay,
    Finish,
    Fixture,
    LegGrade,
    LegResult,
    MarketKind,
    MarketStatus,
    Money,
    Odds,
    OpenedMarket,
    Outcome,
    ParticipantKind,
    PlaceGrade,
    Placing,
    PlaceTerms,
    RaceGrade,
    Slip,
    rejections,
)


class Card:
    """A race of so many runners at 9.00 each."""

    def __init__(self, town: Town, runners: int, **terms: object) -> None:
        self.town = town
        names = [f"Runner {number}" for number in range(1, runners + 1)]
        self.runners = [town.office.create_participant(name, ParticipantKind.RUNNER) for name in names]
        self.race = town.office.schedule_fixture(town.league, Fixture.race_of(self.runners), town.kick_off)
        prices = {Outcome.of_runner(runner): "9.00" for runner in self.runners}
        self.market: OpenedMarket = town.office.open_race_market(self.race, MarketKind.RACE_WINNER, prices, **terms)  # type: ignore[arg-type]

    def bet(self, runner: int, *, each_way: bool = False) -> UUID:
        """10.00 on a runner, counted from 0."""
        slip = Slip.single(self.market.selections[runner], "9.00", stake="10.00 EUR")
        return self.town.bettor.place_bet(slip.each_way() if each_way else slip).id

    def run(self, *finishes: int | None) -> None:
        """Where each runner came in; None for one that did not run."""
        self.town.book.set_now(self.town.kick_off + timedelta(hours=1))
        order = zip(self.runners, finishes)
        positions = {runner: Finish.DID_NOT_RUN if one is None else Finish.at(one) for runner, one in order}
        self.town.office.record_positions(self.race, positions)
        assert self.town.book.audit().is_clean

    def returned(self, bet: UUID) -> Money:
        """What a bet has returned."""
        return self.town.bettor.bet(bet).returned


def test_places_are_paid_by_the_runners_that_ran(town: Town) -> None:
    card = Card(town, 5, each_way=EachWay.by_runners())
    bet = card.bet(0, each_way=True)
    # Five run: two places at a quarter. 5.00 at 9.00, and 5.00 at 1 + 8/4.
    kept = town.bettor.bet(bet)
    assert kept.potential_return == Money.of("60.00 EUR")
    assert kept.legs[0].terms.place == PlaceTerms(2, Fraction(1, 4))
    (leg,) = town.bettor.receipt(bet).legs
    assert (leg.accepted, leg.place_odds) == (Odds("9.00"), Odds("3.00"))
    card.run(2, 1, 3, 4, 5)
    assert card.returned(bet) == Money.of("15.00 EUR")
    graded = town.bettor.bet(bet).legs[0].result
    assert graded == LegGrade(LegResult.LOST, RaceGrade(PlaceGrade(LegResult.WON, Fraction(1, 4))))
    assert pickle.loads(pickle.dumps(graded)) == graded


def test_places_may_be_fixed(town: Town) -> None:
    card = Card(town, 5, each_way=EachWay.of_places(3, "1/5"))
    bet = card.bet(0, each_way=True)
    card.run(3, 1, 2, 4, 5)
    # 5.00 at 1 + 8/5.
    assert card.returned(bet) == Money.of("13.00 EUR")
    assert town.book.market(card.market.id).terms.each_way == EachWay.of_places(3, "1/5")


def test_a_runner_is_withdrawn_and_reinstated(town: Town) -> None:
    card = Card(town, 5)
    on_it, on_another = card.bet(4), card.bet(0)
    town.book.set_now(NOON + timedelta(minutes=10))
    town.office.withdraw_runner(card.race, card.runners[4], "3/1", town.book.now())
    assert town.book.market(card.market.id).status is MarketStatus.SUSPENDED
    assert town.bettor.bet(on_it).status is BetStatus.VOID
    (gone,) = town.book.fixture(card.race).non_runners
    assert (gone.participant, gone.odds, gone.withdrawn_at) == (card.runners[4], Odds("3/1"), town.book.now())

    with pytest.raises(rejections.RunnerWithdrawn) as refused:
        town.office.withdraw_runner(card.race, card.runners[4], "3/1", town.book.now())
    assert refused.value.participant == card.runners[4]
    town.office.because("another stable's").reinstate_runner(card.race, card.runners[4])
    assert town.bettor.bet(on_it).status is BetStatus.OPEN
    town.office.withdraw_runner(card.race, card.runners[4], "3/1", town.book.now())
    card.run(1, 2, 3, 4, None)
    # Rule 4 takes 25p in the pound at 3/1: 10.00 at 1 + 8 x 0.75.
    assert card.returned(on_another) == Money.of("70.00 EUR")


def test_starting_prices_are_paid_where_they_are_guaranteed(town: Town) -> None:
    card = Card(town, 3, guaranteed=True)
    bet = card.bet(0)
    town.book.set_now(town.kick_off + timedelta(hours=1))
    placings = [Placing(runner, Finish.at(place)) for place, runner in enumerate(card.runners, 1)]
    placings[0] = Placing(card.runners[0], Finish.at(1), Odds("11.00"))
    town.office.record_positions(card.race, placings)
    assert card.returned(bet) == Money.of("110.00 EUR")
    assert town.book.fixture(card.race).positions[0] == placings[0]
    town.office.because("a photograph").correct_positions(card.race, {r: 1 for r in card.runners})
    # Three share the first place: a third of the stake at 9.00.
    assert card.returned(bet) == Money.of("30.00 EUR")
    assert town.book.audit().is_clean
