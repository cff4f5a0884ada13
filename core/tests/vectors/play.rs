//! What is played in the script: bets, changes, results, corrections and what falls due.
//!
//! The sums stand beside the bets; all of them can be followed with a pencil.

use std::time::Duration;

use realdeal::betting::{OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::market_kind::MarketKind;
use realdeal::catalogue::{Outcome, Score};
use realdeal::command::{
    AbandonFixture, Actor, AdjustWallet, AnswerWithdrawal, CancelBet, CancelFixture, ChangePrices,
    ChangeStatus, CloseMarket, CorrectResult, CorrectScore, Correction, DeleteFixture, ErasePerson, NewPrice,
    PlaceBet, PostponeFixture, RecordOutcomes, RecordScore, RequestReopening, RequestWithdrawal,
    RescheduleFixture, ResumeMarket, RunDue, ScheduleFixture, ScoreStage, SelectionResult, SettlePage,
    SuspendMarket, VoidBet, VoidFixture, VoidMarket, WriteOffDebt,
};
use realdeal::id::{CommandId, FixtureId, SelectionId, WithdrawalId};
use realdeal::people::Status;
use realdeal::settlement::LegResult;

use super::Script;
use super::story::{Cast, Offers, Opened, day, open, sides};

/// From the first slip to the last thing that falls due.
pub(super) fn play(script: &mut Script, cast: &Cast, offers: &Offers) {
    let bets = placing(script, cast, offers);
    changes(script, cast, offers, &bets);
    results(script, cast, offers);
    corrections(script, cast, offers);
    days_later(script, cast, offers);
}

/// A slip whose prices must stand.
pub(super) fn slip(stake: &str, legs: &[(SelectionId, &str)]) -> PlaceBet {
    let legs = legs.iter().map(|&(selection, odds)| SlipLeg::new(selection, odds.parse().unwrap()));
    PlaceBet {
        legs: legs.collect(),
        stake: stake.parse().unwrap(),
        odds_change: OddsChange::None,
        terms: SlipTerms::default(),
    }
}

/// The bets that are taken out by hand later on.
struct Bets {
    regretted: CommandId,
    mistaken: CommandId,
}

fn placing(script: &mut Script, cast: &Cast, offers: &Offers) -> Bets {
    let (alice, bob) = (Actor::User(cast.alice), Actor::User(cast.bob));
    let home = (offers.result.selection(1), "2.10");
    let half = (offers.handicap.selection(1), "1.91");
    let scorer = (offers.scorer.selection(2), "6/4");
    let over = (offers.total.selection(1), "2.05");
    // Won with 21.00, then lost by a corrected score.
    let bet = script.made("alice, a single", alice, slip("10.00 EUR", &[home]));
    script.ends(bet, "lost", "0.00 EUR");
    script.again("the same slip once more", None, |_| ());
    // 5 * 2.10 * 1/2 = 5.25, then lost by a corrected score.
    let bet = script.made("alice, a double", alice, slip("5.00 EUR", &[home, half]));
    script.ends(bet, "lost", "0.00 EUR");
    // A dead heat first, 4 * 2.5 / 2 = 5.00, then won alone, 10.00.
    let bet = script.made("alice, at fractional odds", alice, slip("4.00 EUR", &[scorer]));
    script.ends(bet, "won", "10.00 EUR");
    let chance = (offers.chance.selection(1), "1.33");
    let bet = script.made("alice, on a fixture that is called off", alice, slip("3.00 EUR", &[chance]));
    script.ends(bet, "void", "3.00 EUR");
    let away = (offers.result.selection(3), "3.60");
    let regretted = script.made("alice, a bet that she cancels", alice, slip("2.00 EUR", &[away]));
    script.ends(regretted, "cancelled", "2.00 EUR");
    // 2 * 1.8 * 2.05 * 2.5/2 = 9.225, void leg: 2 * 2.05 * 1.25 = 5.125, at last 2 * 2.05 * 2.5 = 10.25.
    let treble = [(offers.refund.selection(1), "1.80"), over, scorer];
    let bet = script.made("alice, a treble", alice, slip("2.00 EUR", &treble));
    script.ends(bet, "won", "10.25 EUR");
    let support = Actor::OnBehalf { agent: cast.support, bettor: cast.alice };
    let draw = slip("1.00 EUR", &[(offers.result.selection(2), "3.40")]);
    script.refused("reason_required", support, draw.clone());
    script.because("asked for on the phone");
    let bet = script.made("support, for alice", support, draw);
    script.ends(bet, "won", "3.40 EUR");
    let bet = script.made("bob, over 2.25", bob, slip("10.00 EUR", &[over]));
    script.ends(bet, "won", "20.50 EUR");
    // Lost by the score at the abandonment; that result is withdrawn later and the market void.
    let bet =
        script.made("bob, not both to score", bob, slip("5.00 EUR", &[(offers.both.selection(2), "2.10")]));
    script.ends(bet, "void", "5.00 EUR");
    let later = (offers.later.selection(1), "1.50");
    let bet = script.made("bob, on a fixture that is postponed", bob, slip("6.00 EUR", &[later]));
    script.ends(bet, "void", "6.00 EUR");
    let other = (offers.exact.selection(3), "1.60");
    let mistaken = script.made("bob, a bet that is voided", bob, slip("7.00 EUR", &[other]));
    script.ends(mistaken, "void", "7.00 EUR");
    let heads = (offers.toss.selection(1), "1.90");
    let bet = script.made("bob, on a market that is voided", bob, slip("1.00 EUR", &[heads]));
    script.ends(bet, "void", "1.00 EUR");
    script.refused("stake_too_low", bob, slip("0.05 EUR", &[home]));
    script.refused("insufficient_funds", bob, slip("500.00 EUR", &[home]));
    script.refused("no_limits_for_currency", bob, slip("1.00 USD", &[home]));
    script.refused("related_legs", bob, slip("1.00 EUR", &[home, other]));
    script.refused("may_not_stake", Actor::User(cast.carl), slip("1.00 EUR", &[home]));
    Bets { regretted, mistaken }
}

pub(super) fn settle(script: &mut Script, note: &'static str, market: Opened) {
    script.made(note, Actor::System, SettlePage { market: market.id(), limit: 100 });
}

fn changes(script: &mut Script, cast: &Cast, offers: &Offers, bets: &Bets) {
    let (office, bob) = (cast.office, Actor::User(cast.bob));
    let market = offers.handicap.id();
    let price = |index, odds: &str| NewPrice {
        selection: offers.handicap.selection(index),
        odds: odds.parse().unwrap(),
    };
    let prices = vec![price(1, "1.85"), price(2, "2.00")];
    script.made("other prices", office, ChangePrices { market, prices });
    let stale = slip("8.00 EUR", &[(offers.handicap.selection(2), "1.95")]);
    script.refused("price_changed", bob, stale.clone());
    script.made("suspended", office, SuspendMarket { market });
    script.refused("market_closed", bob, stale.clone());
    script.made("resumed", office, ResumeMarket { market });
    // Taken at 2.00, half won: 8 * 3/2 = 12.00.
    let higher = PlaceBet { odds_change: OddsChange::Higher, ..stale };
    let bet = script.made("bob, at a higher price than asked", bob, higher);
    script.ends(bet, "half won", "12.00 EUR");
    let regretted = CancelBet { bet: bets.regretted.into() };
    script.refused("not_yours", bob, regretted.clone());
    script.made("alice cancels her bet", Actor::User(cast.alice), regretted);
    let mistaken = VoidBet { bet: bets.mistaken.into() };
    script.refused("reason_required", office, mistaken.clone());
    script.because("a palpable error").made("bob's bet is voided", office, mistaken);
    script.made("deleted, with no bet on it", office, DeleteFixture { fixture: offers.unused });
    let start = day(17, 30);
    script.made("half an hour later", office, RescheduleFixture { fixture: offers.third, start });
    script.because("snow").made("called off", office, CancelFixture { fixture: offers.cancelled });
    settle(script, "its stakes come back", offers.chance);
    script.because("fog").made("postponed", office, PostponeFixture { fixture: offers.postponed });
    script.because("no coin").made("a market is void", office, VoidMarket { market: offers.toss.id() });
    settle(script, "its stakes come back", offers.toss);
    script.made("closed early", office, CloseMarket { market: offers.both.id() });
    script.again("an hour too early", Some("clock_went_back"), |command| {
        command.at = command.at.minus(Duration::from_hours(1));
        command.id = CommandId::from_parts(command.at, 1, 1);
    });
    script.again("sent too late", Some("command_expired"), |command| {
        command.at = command.at.plus(Duration::from_hours(1));
        command.expires_at = Some(command.at);
        command.id = CommandId::from_parts(command.at, 2, 2);
    });
}

fn score(fixture: FixtureId, home: u16, away: u16, stage: ScoreStage) -> RecordScore {
    RecordScore { fixture, score: Score::full_time(home, away), stage }
}

fn results(script: &mut Script, cast: &Cast, offers: &Offers) {
    let (office, bob) = (cast.office, Actor::User(cast.bob));
    let home = (offers.result.selection(1), "2.10");
    script.refused("fixture_not_started", office, score(offers.first, 1, 0, ScoreStage::Live));
    script.at = day(15, 0);
    script.refused("too_late", bob, slip("1.00 EUR", &[home]));
    script.made("a goal", office, score(offers.first, 1, 0, ScoreStage::Live));
    script.at = day(16, 20);
    let goals = MarketKind::TotalGoals { line: "3.5".parse().unwrap() };
    let prices = [(Outcome::Over, "4.00"), (Outcome::Under, "1.25")];
    let in_play = open(script, cast, offers.second, goals, &prices, true);
    let bet = script.made("bob, in play", bob, slip("2.00 EUR", &[(in_play.selection(1), "4.00")]));
    script.ends(bet, "lost", "0.00 EUR");
    script.at = day(17, 0);
    let full = score(offers.first, 2, 1, ScoreStage::Final);
    let half_time = RecordScore { score: full.score.with_half_time(1, 0), ..full };
    script.made("2-1 at the end", office, half_time.clone());
    script.refused("result_exists", office, half_time);
    settle(script, "alice's single wins", offers.result);
    settle(script, "nobody is left on the exact scores", offers.exact);
    script.at = day(18, 0);
    script.made("1-1 at the end", office, score(offers.second, 1, 1, ScoreStage::Final));
    settle(script, "a half lost leg, and a half won bet", offers.handicap);
    settle(script, "three goals too few", in_play);
    script.made("1-0 at the end", office, score(offers.voided, 1, 0, ScoreStage::Final));
    settle(script, "one leg of the treble", offers.refund);
    script.at = day(19, 10);
    let abandoned = AbandonFixture { fixture: offers.fourth, score: Some(Score::full_time(2, 1)) };
    script.because("floodlights").made("abandoned at 2-1", office, abandoned);
    settle(script, "over 2.25 is determined", offers.total);
    settle(script, "that both score is determined", offers.both);
    script.at = day(19, 30);
    script.made("1-1 at the end", office, score(offers.third, 1, 1, ScoreStage::Final));
    script.made("two share the last goal", office, scorers(offers, LegResult::dead_heat(1, 2).unwrap()));
    settle(script, "a dead heat", offers.scorer);
}

/// What came of the last scorer's market, by what came of Ronaldo.
fn scorers(offers: &Offers, ronaldo: LegResult) -> RecordOutcomes {
    let results = [(1, LegResult::LOST), (2, ronaldo), (3, LegResult::LOST)];
    let results = results
        .map(|(index, result)| SelectionResult { selection: offers.scorer.selection(index), result })
        .to_vec();
    RecordOutcomes { market: offers.scorer.id(), results }
}

fn corrections(script: &mut Script, cast: &Cast, offers: &Offers) {
    let (office, chief, alice) = (cast.office, Actor::User(cast.admin), Actor::User(cast.alice));
    script.at = day(20, 0);
    script.because("wrong ball").made("void after all", office, VoidFixture { fixture: offers.voided });
    settle(script, "the treble goes on as a double", offers.refund);
    // 100 - 27 + 2 + 3 + 21 + 5.25 + 5 + 5.13 = 114.38.
    let all = RequestWithdrawal { user: cast.alice, amount: "114.38 EUR".parse().unwrap() };
    let paid = |request, paid| AnswerWithdrawal { withdrawal: WithdrawalId::made_by(request, 0), paid };
    let request = script.made("alice asks for all of it", alice, all.clone());
    script.made("refused", chief, paid(request, false));
    let request = script.made("alice asks again", alice, all);
    script.made("paid", Actor::System, paid(request, true));
    script.refused("withdrawal_answered", Actor::System, paid(request, true));
    let corrected = CorrectScore { fixture: offers.first, score: Score::full_time(1, 1) };
    script.because("a goal was offside").made("1-1 after all", office, corrected);
    // 0 - 21 - 5.25 + 3.40 = -22.85.
    settle(script, "a debt of 22.85", offers.result);
    let over = slip("1.00 EUR", &[(offers.total.selection(1), "2.05")]);
    script.refused("fixture_closed", alice, over);
    let debt = WriteOffDebt { user: cast.alice, amount: "2.85 EUR".parse().unwrap() };
    script.because("goodwill").made("20.00 are left", chief, debt);
    let outcomes = Correction::Outcomes(scorers(offers, LegResult::WON).results);
    let won = CorrectResult { market: offers.scorer.id(), correction: outcomes };
    script.because("seen on video").made("Ronaldo scored last", office, won);
    // 5.00 more for the single, 5.12 more for the treble.
    settle(script, "9.88 are left", offers.scorer);
    let gift = AdjustWallet { user: cast.alice, amount: "10.00 EUR".parse().unwrap() };
    script.because("compensation").made("the debt is paid, 0.12 are left", chief, gift);
    let market = offers.both.id();
    let withdrawn = CorrectResult { market, correction: Correction::Withdrawn };
    script.because("under review").made("a result is withdrawn", office, withdrawn);
    settle(script, "bob's bet is open again", offers.both);
    script.because("reviewed").made("and the market is void", office, VoidMarket { market });
    settle(script, "bob gets 5.00 back", offers.both);
}

fn days_later(script: &mut Script, cast: &Cast, offers: &Offers) {
    let (chief, carl) = (Actor::User(cast.admin), cast.carl);
    script.made("carl asks to return", Actor::User(carl), RequestReopening { user: carl });
    script.at = day(15, 0).plus(Duration::from_hours(48));
    // The postponed fixture's window has passed, and so has carl's day of waiting.
    script.made("two things fall due", Actor::System, RunDue { limit: 10 });
    settle(script, "bob gets 6.00 back", offers.later);
    script.made("nothing more is due", Actor::System, RunDue { limit: 10 });
    let suspended = ChangeStatus { user: carl, status: Status::Suspended };
    script.because("a review").made("carl is under review", chief, suspended);
    script.because("his wish").made("carl's data is erased", chief, ErasePerson { user: carl });
    let (entrants, start) = (sides(offers.teams), day(15, 0));
    let late = ScheduleFixture { competition: offers.league, entrants, start, external: None };
    script.refused("start_in_past", cast.office, late);
}
