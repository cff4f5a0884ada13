"""The rejections: a class for every code that the engine refuses with.

Written by tools/vocabulary.py from the engine's own list.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from realdeal.choices import Fault, MarketKind, Status
from realdeal.errors import Rejected
from realdeal.nouns import BasketStatus, FixtureStatus, MarketStatus, Role
from realdeal.numbers import Money, Odds


class CommandTooOld(Rejected, code="command_too_old"):
    """The refusal `command_too_old`."""

    id: UUID
    oldest: datetime


class IdempotencyConflict(Rejected, code="idempotency_conflict"):
    """The refusal `idempotency_conflict`."""

    id: UUID


class CommandExpired(Rejected, code="command_expired"):
    """The refusal `command_expired`."""

    expires_at: datetime
    at: datetime


class ClockWentBack(Rejected, code="clock_went_back"):
    """The refusal `clock_went_back`."""

    at: datetime
    last: datetime


class ReasonTooLong(Rejected, code="reason_too_long"):
    """The refusal `reason_too_long`."""

    length: int
    max: int


class SignInRequired(Rejected, code="sign_in_required"):
    """The refusal `sign_in_required`."""


class UnknownActor(Rejected, code="unknown_actor"):
    """The refusal `unknown_actor`."""

    user: UUID


class WrongRole(Rejected, code="wrong_role"):
    """The refusal `wrong_role`."""

    role: Role
    command: str


class SystemOnly(Rejected, code="system_only"):
    """The refusal `system_only`."""

    command: str


class UserOnly(Rejected, code="user_only"):
    """The refusal `user_only`."""

    command: str


class ActorNotActive(Rejected, code="actor_not_active"):
    """The refusal `actor_not_active`."""

    user: UUID
    status: Status


class NotYours(Rejected, code="not_yours"):
    """The refusal `not_yours`."""

    user: UUID


class ReasonRequired(Rejected, code="reason_required"):
    """The refusal `reason_required`."""

    command: str


class AdminExists(Rejected, code="admin_exists"):
    """The refusal `admin_exists`."""


class UnknownUser(Rejected, code="unknown_user"):
    """The refusal `unknown_user`."""

    user: UUID


class EmailTaken(Rejected, code="email_taken"):
    """The refusal `email_taken`."""


class PersonErased(Rejected, code="person_erased"):
    """The refusal `person_erased`."""

    user: UUID


class RoleUnchanged(Rejected, code="role_unchanged"):
    """The refusal `role_unchanged`."""

    user: UUID
    role: Role


class LastAdmin(Rejected, code="last_admin"):
    """The refusal `last_admin`."""

    user: UUID


class StatusUnchanged(Rejected, code="status_unchanged"):
    """The refusal `status_unchanged`."""

    user: UUID
    status: Status


class AccountClosed(Rejected, code="account_closed"):
    """The refusal `account_closed`."""

    user: UUID


class ExclusionStands(Rejected, code="exclusion_stands"):
    """The refusal `exclusion_stands`."""

    user: UUID
    until: datetime


class ExclusionTooShort(Rejected, code="exclusion_too_short"):
    """The refusal `exclusion_too_short`."""

    until: datetime
    earliest: datetime


class NotExcluded(Rejected, code="not_excluded"):
    """The refusal `not_excluded`."""

    user: UUID


class ReopeningPending(Rejected, code="reopening_pending"):
    """The refusal `reopening_pending`."""

    user: UUID
    opens_at: datetime


class BalanceLeft(Rejected, code="balance_left"):
    """The refusal `balance_left`."""

    user: UUID
    balance: Money


class OpenBets(Rejected, code="open_bets"):
    """The refusal `open_bets`."""

    user: UUID
    count: int


class UnknownCompetition(Rejected, code="unknown_competition"):
    """The refusal `unknown_competition`."""

    competition: UUID


class UnknownParticipant(Rejected, code="unknown_participant"):
    """The refusal `unknown_participant`."""

    participant: UUID


class UnknownFixture(Rejected, code="unknown_fixture"):
    """The refusal `unknown_fixture`."""

    fixture: UUID


class UnknownMarket(Rejected, code="unknown_market"):
    """The refusal `unknown_market`."""

    market: UUID


class UnknownSelection(Rejected, code="unknown_selection"):
    """The refusal `unknown_selection`."""

    selection: UUID


class SlugTaken(Rejected, code="slug_taken"):
    """The refusal `slug_taken`."""

    slug: str


class NameTaken(Rejected, code="name_taken"):
    """The refusal `name_taken`."""

    name: str


class ExternalIdTaken(Rejected, code="external_id_taken"):
    """The refusal `external_id_taken`."""

    provider: str
    id: str


class Retired(Rejected, code="retired"):
    """The refusal `retired`."""

    name: str


class HasFixtures(Rejected, code="has_fixtures"):
    """The refusal `has_fixtures`."""

    name: str
    fixtures: int


class BadEntrants(Rejected, code="bad_entrants"):
    """The refusal `bad_entrants`."""

    count: int
    max: int


class SameParticipant(Rejected, code="same_participant"):
    """The refusal `same_participant`."""

    participant: UUID


class StartInPast(Rejected, code="start_in_past"):
    """The refusal `start_in_past`."""

    start: datetime
    at: datetime


class StartUnchanged(Rejected, code="start_unchanged"):
    """The refusal `start_unchanged`."""

    start: datetime


class MovedTooOften(Rejected, code="moved_too_often"):
    """The refusal `moved_too_often`."""

    fixture: UUID
    max: int


class WrongFixtureStatus(Rejected, code="wrong_fixture_status"):
    """The refusal `wrong_fixture_status`."""

    fixture: UUID
    status: FixtureStatus


class FixtureHasBets(Rejected, code="fixture_has_bets"):
    """The refusal `fixture_has_bets`."""

    fixture: UUID
    bets: int


class TooManyMarkets(Rejected, code="too_many_markets"):
    """The refusal `too_many_markets`."""

    fixture: UUID
    max: int


class BadSelections(Rejected, code="bad_selections"):
    """The refusal `bad_selections`."""

    kind_: MarketKind
    detail: Fault


class TooManySelections(Rejected, code="too_many_selections"):
    """The refusal `too_many_selections`."""

    count: int
    max: int


class NothingGiven(Rejected, code="nothing_given"):
    """The refusal `nothing_given`."""


class SelectionElsewhere(Rejected, code="selection_elsewhere"):
    """The refusal `selection_elsewhere`."""

    selection: UUID
    market: UUID


class SelectionTwice(Rejected, code="selection_twice"):
    """The refusal `selection_twice`."""

    selection: UUID


class WrongMarketStatus(Rejected, code="wrong_market_status"):
    """The refusal `wrong_market_status`."""

    market: UUID
    status: MarketStatus


class FixtureNotStarted(Rejected, code="fixture_not_started"):
    """The refusal `fixture_not_started`."""

    fixture: UUID
    start: datetime
    at: datetime


class ResultExists(Rejected, code="result_exists"):
    """The refusal `result_exists`."""

    fixture: UUID


class MarketResultExists(Rejected, code="market_result_exists"):
    """The refusal `market_result_exists`."""

    market: UUID


class NoResult(Rejected, code="no_result"):
    """The refusal `no_result`."""

    market: UUID


class NoScore(Rejected, code="no_score"):
    """The refusal `no_score`."""

    fixture: UUID


class ResultUnchanged(Rejected, code="result_unchanged"):
    """The refusal `result_unchanged`."""


class NoScoreInRace(Rejected, code="no_score_in_race"):
    """The refusal `no_score_in_race`."""

    fixture: UUID


class GradedByScore(Rejected, code="graded_by_score"):
    """The refusal `graded_by_score`."""

    market: UUID


class GradedByOutcomes(Rejected, code="graded_by_outcomes"):
    """The refusal `graded_by_outcomes`."""

    market: UUID


class ResultsMissing(Rejected, code="results_missing"):
    """The refusal `results_missing`."""

    market: UUID
    given: int
    needed: int


class HalfTimeMissing(Rejected, code="half_time_missing"):
    """The refusal `half_time_missing`."""

    market: UUID


class NoPositionsInMatch(Rejected, code="no_positions_in_match"):
    """The refusal `no_positions_in_match`."""

    fixture: UUID


class GradedByPositions(Rejected, code="graded_by_positions"):
    """The refusal `graded_by_positions`."""

    market: UUID


class NoPositions(Rejected, code="no_positions"):
    """The refusal `no_positions`."""

    fixture: UUID


class NotEntered(Rejected, code="not_entered"):
    """The refusal `not_entered`."""

    fixture: UUID
    participant: UUID


class PositionsMissing(Rejected, code="positions_missing"):
    """The refusal `positions_missing`."""

    fixture: UUID
    given: int
    needed: int


class PositionSkipped(Rejected, code="position_skipped"):
    """The refusal `position_skipped`."""

    position: int
    expected: int


class NobodyFinished(Rejected, code="nobody_finished"):
    """The refusal `nobody_finished`."""

    fixture: UUID


class RunnerWithdrawn(Rejected, code="runner_withdrawn"):
    """The refusal `runner_withdrawn`."""

    fixture: UUID
    participant: UUID


class NotWithdrawn(Rejected, code="not_withdrawn"):
    """The refusal `not_withdrawn`."""

    fixture: UUID
    participant: UUID


class RunnerRan(Rejected, code="runner_ran"):
    """The refusal `runner_ran`."""

    fixture: UUID
    participant: UUID


class WithdrawnLater(Rejected, code="withdrawn_later"):
    """The refusal `withdrawn_later`."""

    withdrawn_at: datetime
    at: datetime


class NoRaceTerms(Rejected, code="no_race_terms"):
    """The refusal `no_race_terms`."""

    kind_: MarketKind


class BadPageSize(Rejected, code="bad_page_size"):
    """The refusal `bad_page_size`."""

    limit: int
    max: int


class AmountNotPositive(Rejected, code="amount_not_positive"):
    """The refusal `amount_not_positive`."""

    amount: Money


class AmountZero(Rejected, code="amount_zero"):
    """The refusal `amount_zero`."""

    amount: Money


class BalanceOutOfRange(Rejected, code="balance_out_of_range"):
    """The refusal `balance_out_of_range`."""

    amount: Money
    max: Money


class PaymentExists(Rejected, code="payment_exists"):
    """The refusal `payment_exists`."""

    provider: str
    reference: str


class MayNotWithdraw(Rejected, code="may_not_withdraw"):
    """The refusal `may_not_withdraw`."""

    user: UUID
    status: Status


class UnknownWithdrawal(Rejected, code="unknown_withdrawal"):
    """The refusal `unknown_withdrawal`."""

    withdrawal: UUID


class WithdrawalAnswered(Rejected, code="withdrawal_answered"):
    """The refusal `withdrawal_answered`."""

    withdrawal: UUID


class DebtTooSmall(Rejected, code="debt_too_small"):
    """The refusal `debt_too_small`."""

    amount: Money
    debt: Money


class NoStake(Rejected, code="no_stake"):
    """The refusal `no_stake`."""


class NoLegs(Rejected, code="no_legs"):
    """The refusal `no_legs`."""


class TooManyLegs(Rejected, code="too_many_legs"):
    """The refusal `too_many_legs`."""

    legs: int
    max: int


class MayNotStake(Rejected, code="may_not_stake"):
    """The refusal `may_not_stake`."""

    user: UUID
    status: Status


class FixtureClosed(Rejected, code="fixture_closed"):
    """The refusal `fixture_closed`."""

    fixture: UUID
    status: FixtureStatus


class MarketClosed(Rejected, code="market_closed"):
    """The refusal `market_closed`."""

    market: UUID
    status: MarketStatus


class TooLate(Rejected, code="too_late"):
    """The refusal `too_late`."""

    fixture: UUID
    closes_at: datetime
    at: datetime


class LiveScoreMissing(Rejected, code="live_score_missing"):
    """The refusal `live_score_missing`."""

    fixture: UUID
    market: UUID


class PriceChanged(Rejected, code="price_changed"):
    """The refusal `price_changed`."""

    selection: UUID
    requested: Odds
    current: Odds


class OddsAboveLimit(Rejected, code="odds_above_limit"):
    """The refusal `odds_above_limit`."""

    odds: Odds
    max: Odds


class RelatedLegs(Rejected, code="related_legs"):
    """The refusal `related_legs`."""

    fixture: UUID


class NoPlaceTerms(Rejected, code="no_place_terms"):
    """The refusal `no_place_terms`."""

    market: UUID


class NoLimitsForCurrency(Rejected, code="no_limits_for_currency"):
    """The refusal `no_limits_for_currency`."""

    currency: str


class StakeTooLow(Rejected, code="stake_too_low"):
    """The refusal `stake_too_low`."""

    stake: Money
    min: Money


class StakeTooHigh(Rejected, code="stake_too_high"):
    """The refusal `stake_too_high`."""

    stake: Money
    max: Money


class ReturnTooHigh(Rejected, code="return_too_high"):
    """The refusal `return_too_high`."""

    currency: str
    max: Money


class TotalPriceLower(Rejected, code="total_price_lower"):
    """The refusal `total_price_lower`."""

    legs: int


class DebtStands(Rejected, code="debt_stands"):
    """The refusal `debt_stands`."""

    debt: Money


class InsufficientFunds(Rejected, code="insufficient_funds"):
    """The refusal `insufficient_funds`."""

    balance: Money
    needed: Money


class UnknownBet(Rejected, code="unknown_bet"):
    """The refusal `unknown_bet`."""

    bet: UUID


class MayNotCancel(Rejected, code="may_not_cancel"):
    """The refusal `may_not_cancel`."""

    user: UUID
    status: Status


class BetWithdrawn(Rejected, code="bet_withdrawn"):
    """The refusal `bet_withdrawn`."""

    bet: UUID


class BetNotOpen(Rejected, code="bet_not_open"):
    """The refusal `bet_not_open`."""

    bet: UUID


class CancellationOver(Rejected, code="cancellation_over"):
    """The refusal `cancellation_over`."""

    bet: UUID
    until: datetime
    at: datetime


class LegResolved(Rejected, code="leg_resolved"):
    """The refusal `leg_resolved`."""

    bet: UUID
    market: UUID


class PriceMoved(Rejected, code="price_moved"):
    """The refusal `price_moved`."""

    selection: UUID
    taken: Odds
    current: Odds


class UnknownBasket(Rejected, code="unknown_basket"):
    """The refusal `unknown_basket`."""

    basket: UUID


class BasketClosed(Rejected, code="basket_closed"):
    """The refusal `basket_closed`."""

    basket: UUID
    status: BasketStatus


class BasketExpired(Rejected, code="basket_expired"):
    """The refusal `basket_expired`."""

    basket: UUID
    expires_at: datetime
    at: datetime


class BasketChanged(Rejected, code="basket_changed"):
    """The refusal `basket_changed`."""

    basket: UUID
    edits: int
    seen: int


class BasketEmpty(Rejected, code="basket_empty"):
    """The refusal `basket_empty`."""

    basket: UUID


class TooManyBaskets(Rejected, code="too_many_baskets"):
    """The refusal `too_many_baskets`."""

    user: UUID
    max: int


class TooManySlips(Rejected, code="too_many_slips"):
    """The refusal `too_many_slips`."""

    basket: UUID
    max: int


class SlipExists(Rejected, code="slip_exists"):
    """The refusal `slip_exists`."""

    basket: UUID
    slip: UUID


class UnknownSlip(Rejected, code="unknown_slip"):
    """The refusal `unknown_slip`."""

    basket: UUID
    slip: UUID


class SlipRefused(Rejected, code="slip_refused"):
    """The refusal `slip_refused`."""

    slip: UUID
    leg: int | None
    refusal: Rejected


class Overloaded(Rejected, code="overloaded"):
    """The refusal `overloaded`."""

    waiting: int
    max: int


class CursorAhead(Rejected, code="cursor_ahead"):
    """The refusal `cursor_ahead`."""

    position: int
    records: int


class CursorBehind(Rejected, code="cursor_behind"):
    """The refusal `cursor_behind`."""

    position: int
    acknowledged: int


class UnknownCursor(Rejected, code="unknown_cursor"):
    """The refusal `unknown_cursor`."""

    cursor: str


class BadId(Rejected, code="bad_id"):
    """The refusal `bad_id`: what was given can't be taken."""


class BadTime(Rejected, code="bad_time"):
    """The refusal `bad_time`: what was given can't be taken."""


class BadAmount(Rejected, code="bad_amount"):
    """The refusal `bad_amount`: what was given can't be taken."""


class TooManyDecimals(Rejected, code="too_many_decimals"):
    """The refusal `too_many_decimals`: what was given can't be taken."""


class AmountOutOfRange(Rejected, code="amount_out_of_range"):
    """The refusal `amount_out_of_range`: what was given can't be taken."""


class UnknownCurrency(Rejected, code="unknown_currency"):
    """The refusal `unknown_currency`: what was given can't be taken."""


class BadCurrency(Rejected, code="bad_currency"):
    """The refusal `bad_currency`: what was given can't be taken."""


class MixedCurrencies(Rejected, code="mixed_currencies"):
    """The refusal `mixed_currencies`: what was given can't be taken."""


class BadOdds(Rejected, code="bad_odds"):
    """The refusal `bad_odds`: what was given can't be taken."""


class OddsTooShort(Rejected, code="odds_too_short"):
    """The refusal `odds_too_short`: what was given can't be taken."""


class OddsTooLong(Rejected, code="odds_too_long"):
    """The refusal `odds_too_long`: what was given can't be taken."""


class OddsTooFine(Rejected, code="odds_too_fine"):
    """The refusal `odds_too_fine`: what was given can't be taken."""


class LadderSize(Rejected, code="ladder_size"):
    """The refusal `ladder_size`: what was given can't be taken."""


class LadderNotRising(Rejected, code="ladder_not_rising"):
    """The refusal `ladder_not_rising`: what was given can't be taken."""


class BadEmail(Rejected, code="bad_email"):
    """The refusal `bad_email`: what was given can't be taken."""


class BadPersonField(Rejected, code="bad_person_field"):
    """The refusal `bad_person_field`: what was given can't be taken."""


class BadName(Rejected, code="bad_name"):
    """The refusal `bad_name`: what was given can't be taken."""


class BadSlug(Rejected, code="bad_slug"):
    """The refusal `bad_slug`: what was given can't be taken."""


class RuleOutOfRange(Rejected, code="rule_out_of_range"):
    """The refusal `rule_out_of_range`: what was given can't be taken."""


class TooManyGoals(Rejected, code="too_many_goals"):
    """The refusal `too_many_goals`: what was given can't be taken."""


class HalfTimeAboveFullTime(Rejected, code="half_time_above_full_time"):
    """The refusal `half_time_above_full_time`: what was given can't be taken."""


class BadScore(Rejected, code="bad_score"):
    """The refusal `bad_score`: what was given can't be taken."""


class TooManySets(Rejected, code="too_many_sets"):
    """The refusal `too_many_sets`: what was given can't be taken."""


class SetLevel(Rejected, code="set_level"):
    """The refusal `set_level`: what was given can't be taken."""


class SetsNotTheScore(Rejected, code="sets_not_the_score"):
    """The refusal `sets_not_the_score`: what was given can't be taken."""


class NegativeTotal(Rejected, code="negative_total"):
    """The refusal `negative_total`: what was given can't be taken."""


class BadMarketName(Rejected, code="bad_market_name"):
    """The refusal `bad_market_name`: what was given can't be taken."""


class KindHasNoPeriod(Rejected, code="kind_has_no_period"):
    """The refusal `kind_has_no_period`: what was given can't be taken."""


class TotalNotHalf(Rejected, code="total_not_half"):
    """The refusal `total_not_half`: what was given can't be taken."""


class HandicapNotWhole(Rejected, code="handicap_not_whole"):
    """The refusal `handicap_not_whole`: what was given can't be taken."""


class BadWinningMargin(Rejected, code="bad_winning_margin"):
    """The refusal `bad_winning_margin`: what was given can't be taken."""


class BadBestOf(Rejected, code="bad_best_of"):
    """The refusal `bad_best_of`: what was given can't be taken."""


class BadPlaces(Rejected, code="bad_places"):
    """The refusal `bad_places`: what was given can't be taken."""


class BadLine(Rejected, code="bad_line"):
    """The refusal `bad_line`: what was given can't be taken."""


class LineNotAQuarter(Rejected, code="line_not_a_quarter"):
    """The refusal `line_not_a_quarter`: what was given can't be taken."""


class LineNotNeighbours(Rejected, code="line_not_neighbours"):
    """The refusal `line_not_neighbours`: what was given can't be taken."""


class LineSignAmbiguous(Rejected, code="line_sign_ambiguous"):
    """The refusal `line_sign_ambiguous`: what was given can't be taken."""


class LineOutOfBounds(Rejected, code="line_out_of_bounds"):
    """The refusal `line_out_of_bounds`: what was given can't be taken."""


class BadShare(Rejected, code="bad_share"):
    """The refusal `bad_share`: what was given can't be taken."""


class SharesAboveOne(Rejected, code="shares_above_one"):
    """The refusal `shares_above_one`: what was given can't be taken."""


class ResultTooFine(Rejected, code="result_too_fine"):
    """The refusal `result_too_fine`: what was given can't be taken."""


class BadPosition(Rejected, code="bad_position"):
    """The refusal `bad_position`: what was given can't be taken."""


class DeductionTooLarge(Rejected, code="deduction_too_large"):
    """The refusal `deduction_too_large`: what was given can't be taken."""


class UnknownBetType(Rejected, code="unknown_bet_type"):
    """The refusal `unknown_bet_type`: what was given can't be taken."""


class BadFolds(Rejected, code="bad_folds"):
    """The refusal `bad_folds`: what was given can't be taken."""


class WrongNumberOfLegs(Rejected, code="wrong_number_of_legs"):
    """The refusal `wrong_number_of_legs`: what was given can't be taken."""


class BankersNotTaken(Rejected, code="bankers_not_taken"):
    """The refusal `bankers_not_taken`: what was given can't be taken."""


class StakeDoesNotDivide(Rejected, code="stake_does_not_divide"):
    """The refusal `stake_does_not_divide`: what was given can't be taken."""


class StakeOutOfRange(Rejected, code="stake_out_of_range"):
    """The refusal `stake_out_of_range`: what was given can't be taken."""


class BadPlaceFraction(Rejected, code="bad_place_fraction"):
    """The refusal `bad_place_fraction`: what was given can't be taken."""


class GradesDontMatch(Rejected, code="grades_dont_match"):
    """The refusal `grades_dont_match`: what was given can't be taken."""


class OutcomeCount(Rejected, code="outcome_count"):
    """The refusal `outcome_count`: what was given can't be taken."""


class BadProbability(Rejected, code="bad_probability"):
    """The refusal `bad_probability`: what was given can't be taken."""


class BadPrice(Rejected, code="bad_price"):
    """The refusal `bad_price`: what was given can't be taken."""


class MarginOutOfRange(Rejected, code="margin_out_of_range"):
    """The refusal `margin_out_of_range`: what was given can't be taken."""


class NoFairProbability(Rejected, code="no_fair_probability"):
    """The refusal `no_fair_probability`: what was given can't be taken."""


class BelowFair(Rejected, code="below_fair"):
    """The refusal `below_fair`: what was given can't be taken."""


class ProbabilitySum(Rejected, code="probability_sum"):
    """The refusal `probability_sum`: what was given can't be taken."""


class MarginOutOfReach(Rejected, code="margin_out_of_reach"):
    """The refusal `margin_out_of_reach`: what was given can't be taken."""


class NoLadderStep(Rejected, code="no_ladder_step"):
    """The refusal `no_ladder_step`: what was given can't be taken."""


class ColumnLength(Rejected, code="column_length"):
    """The refusal `column_length`: what was given can't be taken."""
