"""Slips, bets, settlement and wallets, with figures worked out by hand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import NOON, Town

from realdeal import (
    BetStatus,
    BetType,
    BettorAccount,
    LegGrade,
    LegResult,
    Money,
    OddsChange,
    Outcome,
    Rejected,
    Slip,
    TransferKind,
    rejections,
)


def test_a_single_that_wins(town: Town) -> None:
    bet = town.bettor.place_bet(str(town.market.selections[0]), "2.10", "10.00 EUR")
    assert (bet.stake, bet.potential_return) == (Money.of("10.00 EUR"), Money.of("21.00 EUR"))
    assert (bet.bet_type, bet.status, bet.user) == (BetType.SINGLE, BetStatus.OPEN, town.alice)
    assert town.bettor.wallet("EUR").cash == Money.of("90.00 EUR")
    town.finish(2, 1)
    assert town.bettor.wallet("EUR").cash == Money.of("111.00 EUR")
    settled = town.bettor.bet(bet.id)
    assert (settled.status, settled.returned) == (BetStatus.WON, Money.of("21.00 EUR"))
    assert settled.exact_return == Fraction(2100)
    assert settled.legs[0].result == LegGrade(LegResult.WON)
    assert town.book.audit().is_clean


def test_a_single_that_loses_and_is_corrected(town: Town) -> None:
    bet = town.bettor.place_bet(town.market.selections[1], Decimal("3.40"), 10)
    town.finish(2, 1)
    assert town.bettor.bet(bet.id).status is BetStatus.LOST
    assert town.bettor.wallet().cash == Money.of("90.00 EUR")
    town.office.because("the linesman was wrong").correct_score(town.fixture, (1, 1))
    assert town.bettor.bet(bet.id).status is BetStatus.WON
    assert town.bettor.wallet().cash == Money.of("124.00 EUR")
    assert town.book.audit().is_clean


def test_the_same_slip_twice_places_one_bet(town: Town) -> None:
    slip = Slip.single(town.market.selections[0], "2.10", stake="10.00 EUR")
    first, second = town.bettor.place_bet(slip), town.bettor.place_bet(slip)
    assert first.id == second.id == slip.id
    assert town.bettor.wallet("EUR").cash == Money.of("90.00 EUR")
    assert len(list(town.bettor.bets())) == 1


def test_a_slip_takes_a_changed_price_only_if_it_says_so(town: Town) -> None:
    home = town.market.selections[0]
    town.office.change_prices(town.market.id, {home: "2.00"})
    with pytest.raises(rejections.PriceChanged) as refused:
        town.bettor.place_bet(Slip.single(home, "2.10", stake="10.00 EUR"))
    assert (str(refused.value.requested), str(refused.value.current)) == ("2.10", "2.00")
    assert refused.value.selection == home
    bet = town.bettor.place_bet(Slip.single(home, "2.10", stake="10.00 EUR", odds_change=OddsChange.ANY))
    assert bet.legs[0].odds.decimal == Decimal("2")


def test_an_accumulator_over_two_fixtures(town: Town) -> None:
    from realdeal import Fixture

    office = town.office
    teams = office.create_team("Leeds"), office.create_team("Hull")
    other = office.schedule_fixture(town.league, Fixture.match_of(*teams), town.kick_off)
    market = office.open_market(other, "draw_no_bet", {"home": "1.50", "away": "2.50"})
    legs = [(town.market.selections[0], "2.10"), (market.selections[0], "1.50")]
    bet = town.bettor.place_bet(Slip.accumulator(legs, stake="10.00 EUR"))
    assert bet.potential_return == Money.of("31.50 EUR")  # 10 x 2.10 x 1.50
    town.finish(1, 0)
    office.record_score(other, (2, 2))  # draw: the leg's stake comes back
    assert town.bettor.bet(bet.id).returned == Money.of("21.00 EUR")


def test_half_a_win_on_a_quarter_line(town: Town) -> None:
    from realdeal import MarketKind

    market = town.office.open_market(town.fixture, MarketKind.total_goals("2.25"), {"over": "2.00", "under": "1.80"})
    bet = town.bettor.place_bet(market.selections[1], "1.80", "10.00 EUR")
    town.finish(1, 1)
    settled = town.bettor.bet(bet.id)
    assert (settled.status, settled.returned) == (BetStatus.HALF_WON, Money.of("14.00 EUR"))  # 5 at 1.80, and 5 back
    assert settled.legs[0].result == LegGrade(LegResult.HALF_WON)
    town.office.because("a goal was given").correct_score(town.fixture, (2, 1))
    assert town.bettor.bet(bet.id).returned == Money.of("0.00 EUR")


def test_a_custom_market_by_its_outcomes(town: Town) -> None:
    from realdeal import MarketKind

    prices = {Outcome.named("Saka"): "4.00", Outcome.named("Cunha"): "5.00"}
    market = town.office.open_market(town.fixture, MarketKind.custom("First scorer"), prices)
    bet = town.bettor.place_bet(market.selections[1], 5, "2.00 EUR")
    town.finish(1, 1)
    town.office.record_outcomes(
        market.id, {market.selections[0]: LegResult.LOST, market.selections[1]: LegResult.dead_heat(1, 2)}
    )
    assert town.bettor.bet(bet.id).returned == Money.of("5.00 EUR")  # half of 2.00 at 5.00


def test_a_basket_is_quoted_and_checked_out(town: Town) -> None:
    basket = town.bettor.create_basket()
    town.bettor.add_to_basket(basket, Slip.single(town.market.selections[0], "2.10", stake="10.00 EUR"))
    slip = Slip.single(town.market.selections[1], "3.50", stake="5.00 EUR")
    town.bettor.add_to_basket(basket, slip)
    quote = town.bettor.quote(basket)
    assert not quote.acceptable and quote.slips[1].refused is not None
    assert isinstance(quote.slips[1].refused.refusal, rejections.PriceChanged)
    with pytest.raises(rejections.SlipRefused) as refused:
        town.bettor.check_out(basket)
    assert isinstance(refused.value.refusal, rejections.PriceChanged) and refused.value.slip == slip.id
    town.bettor.remove_from_basket(basket, slip.id)
    (bet,) = town.bettor.check_out(basket)
    assert bet.stake == Money.of("10.00 EUR")


def test_a_statement_line_by_line(town: Town) -> None:
    bet = town.bettor.place_bet(town.market.selections[0], "2.10", "10.00 EUR")
    town.finish(2, 1)
    lines = list(town.bettor.statement())
    assert [(line.kind, str(line.amount), str(line.balance)) for line in lines] == [
        (TransferKind.DEPOSIT, "100.00 EUR", "100.00 EUR"),
        (TransferKind.STAKE, "-10.00 EUR", "90.00 EUR"),
        (TransferKind.RETURN, "21.00 EUR", "111.00 EUR"),
    ]
    assert lines[1].reference.bet == bet.id and lines[1].at == NOON
    assert [line.kind for line in town.bettor.statement(kinds=[TransferKind.STAKE])] == [TransferKind.STAKE]
    town.bettor.request_withdrawal("11.00 EUR")
    held = list(town.bettor.statement(account=BettorAccount.HELD))
    assert [str(line.balance) for line in held] == ["11.00 EUR"]


def test_support_acts_for_a_bettor_with_a_reason(town: Town) -> None:
    desk = town.book.on_behalf(town.support, town.alice)
    with pytest.raises(rejections.ReasonRequired):
        desk.request_withdrawal("20.00 EUR")
    desk.because("asked for by telephone").request_withdrawal("20.00 EUR")
    assert desk.wallet().held == Money.of("20.00 EUR")
    record = list(town.book.journal())[-1].record
    assert (record.actor.agent, record.actor.bettor) == (town.support, town.alice)


def test_what_is_refused_changes_nothing(town: Town) -> None:
    before = town.book.state_hash()
    home = town.market.selections[0]
    with pytest.raises(rejections.InsufficientFunds) as refused:
        town.bettor.place_bet(home, "2.10", "100.01 EUR")
    assert (refused.value.balance, refused.value.needed) == (Money.of("100.00 EUR"), Money.of("100.01 EUR"))
    town.book.set_now(town.kick_off)
    with pytest.raises(rejections.TooLate):
        town.bettor.place_bet(home, "2.10", "1.00 EUR")
    with pytest.raises(rejections.WrongRole):
        town.bettor.suspend_market(town.market.id)
    with pytest.raises(Rejected) as unread:
        town.bettor.place_bet(home, "2,10", "1.00 EUR")
    assert unread.value.kind == "invalid"
    assert town.book.state_hash() == before


def test_what_falls_due(town: Town) -> None:
    town.office.because("a frozen pitch").postpone_fixture(town.fixture)
    bet_before = town.book.next_due()
    assert bet_before == town.kick_off + timedelta(hours=48)
    town.book.set_now(bet_before)
    assert town.book.system().run_due() == 1


def test_a_race_and_a_yankee(town: Town) -> None:
    from realdeal import Fixture, MarketKind, ParticipantKind

    office = town.office
    legs = []
    for number in range(4):
        runners = [office.create_participant(f"Horse {number}.{each}", ParticipantKind.RUNNER) for each in range(2)]
        race = office.schedule_fixture(town.league, Fixture.race_of(runners), town.kick_off)
        prices = {Outcome.named("first"): "2.00", Outcome.named("second"): "2.00"}
        market = office.open_market(race, MarketKind.custom(f"Race {number}"), prices)
        legs.append((market, race))
    yankee = Slip.system("yankee", [(market.selections[0], "2.00") for market, _ in legs], per_line="1.00 EUR")
    bet = town.bettor.place_bet(yankee)
    assert (bet.bet_type, bet.stake) == (BetType.YANKEE, Money.of("11.00 EUR"))
    assert town.bettor.receipt(bet.id).lines == 11
    town.book.set_now(town.kick_off + timedelta(hours=1))
    for number, (market, _) in enumerate(legs):
        won, lost = (LegResult.LOST, LegResult.WON) if number == 3 else (LegResult.WON, LegResult.LOST)
        office.record_outcomes(market.id, {market.selections[0]: won, market.selections[1]: lost})
    assert town.bettor.bet(bet.id).returned == Money.of("20.00 EUR")  # 3 doubles at 4, and a treble at 8
