//! The baskets of the script: one is checked out at last, one dropped, one expires, and one goes with its owner.
//!
//! They come after everything else that is played, on two fixtures of their own.

use std::time::Duration;

use realdeal::betting::{BasketSlip, OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::market_kind::MarketKind;
use realdeal::catalogue::{Outcome, Score};
use realdeal::command::{
    Actor, AddToBasket, ChangePrices, CheckOutBasket, CreateBasket, DropBasket, ExcludeSelf, NewPrice,
    PlaceBet, RecordScore, RemoveFromBasket, RestakeSlip, RunDue, ScoreStage, SettlePage,
};
use realdeal::id::{BasketId, BetId, CommandId, FixtureId, SelectionId};
use realdeal::people::Exclusion;
use realdeal::time::Timestamp;

use super::Script;
use super::story::{Cast, Offers, Opened, match_of, open};

fn day(day: u8, hour: u8) -> Timestamp {
    Timestamp::utc(2024, 8, day, hour, 0).unwrap()
}

/// A slip as a basket takes it, with an id of the author's choosing.
fn slip(
    number: u64,
    odds_change: OddsChange,
    legs: &[(SelectionId, &str)],
    stake: Option<&str>,
) -> BasketSlip {
    let legs = legs.iter().map(|&(selection, odds)| SlipLeg::new(selection, odds.parse().unwrap()));
    let id = BetId::from(CommandId::from_parts(day(18, 16), 0x511, number));
    BasketSlip {
        id,
        legs: legs.collect(),
        stake: stake.map(|stake| stake.parse().unwrap()),
        odds_change,
        terms: SlipTerms::default(),
    }
}

/// The two fixtures and the results that can be backed on them.
struct Matches {
    fixtures: [FixtureId; 2],
    results: [Opened; 2],
}

pub(super) fn play(script: &mut Script, cast: &Cast, offers: &Offers) {
    script.at = day(18, 16);
    let [home, away] = offers.teams;
    let starts = [([home, away], day(20, 15)), ([away, home], day(21, 15))];
    let fixtures = starts.map(|(teams, start)| match_of(script, cast, offers.league, teams, start));
    let prices = [(Outcome::Home, "2.10"), (Outcome::Draw, "3.40"), (Outcome::Away, "3.60")];
    let results =
        fixtures.map(|fixture| open(script, cast, fixture, MarketKind::MatchResult, &prices, false));
    let matches = Matches { fixtures, results };
    checked_out(script, cast, &matches);
    given_up(script, cast, &matches);
    settled(script, cast, &matches);
}

/// Bob fills a basket, is refused it at a lower price, and gets it at a higher one.
fn checked_out(script: &mut Script, cast: &Cast, matches: &Matches) {
    let (office, bob) = (cast.office, Actor::User(cast.bob));
    let [first, second] = matches.results;
    let win = (first.selection(1), "2.10");
    let basket = BasketId::made_by(script.made("bob, a basket", bob, CreateBasket {}), 0);
    let single = slip(1, OddsChange::Higher, &[win], None);
    let double = slip(2, OddsChange::Any, &[win, (second.selection(2), "3.40")], Some("4.00 EUR"));
    let regretted = slip(3, OddsChange::None, &[(first.selection(3), "3.60")], Some("1.00 EUR"));
    let (one, two, three) = (single.id, double.id, regretted.id);
    let add = |slip| AddToBasket { basket, slip };
    script.made("a single without a stake", bob, add(single.clone()));
    script.again("the same slip once more", None, |_| ());
    script.made("a double", bob, add(double));
    script.made("one that he takes out again", bob, add(regretted));
    script.refused("slip_exists", bob, add(slip(3, OddsChange::None, &[win], Some("1.00 EUR"))));
    script.refused("not_yours", Actor::User(cast.alice), RemoveFromBasket { basket, slip: three });
    // Edited four times: three slips, one of them gone again.
    let check_out = |edits| CheckOutBasket { basket, edits };
    script.made("taken out", bob, RemoveFromBasket { basket, slip: three });
    script.refused("unknown_slip", bob, RemoveFromBasket { basket, slip: three });
    script.refused("slip_refused", bob, check_out(4));
    script.made(
        "10.00 on the single",
        bob,
        RestakeSlip { basket, slip: one, stake: "10.00 EUR".parse().unwrap() },
    );
    script.refused("basket_changed", bob, check_out(4));
    let price = |odds: &str| ChangePrices {
        market: first.id(),
        prices: vec![NewPrice { selection: first.selection(1), odds: odds.parse().unwrap() }],
    };
    script.made("a lower price", office, price("2.05"));
    script.refused("slip_refused", bob, check_out(5));
    script.made("a higher price", office, price("2.20"));
    script.made("both slips are bets", bob, check_out(5));
    script.again("the same check-out once more", None, |_| ());
    script.refused("basket_closed", bob, check_out(5));
    script.again("one of its slips alone", Some("idempotency_conflict"), |command| {
        let BasketSlip { id, legs, odds_change, .. } = single;
        command.id = CommandId::new(id.uuid()).unwrap();
        let stake = "10.00 EUR".parse().unwrap();
        command.body = PlaceBet { legs, stake, odds_change, terms: SlipTerms::default() }.into();
    });
    // 10 * 2.20, and 4 * 2.20 * 3.40.
    script.ends(one, "won", "22.00 EUR");
    script.ends(two, "won", "29.92 EUR");
}

/// Three baskets of Alice's come to nothing.
fn given_up(script: &mut Script, cast: &Cast, matches: &Matches) {
    let alice = Actor::User(cast.alice);
    let basket = |script: &mut Script| {
        let basket = BasketId::made_by(script.made("alice, a basket", alice, CreateBasket {}), 0);
        script.refused("basket_empty", alice, CheckOutBasket { basket, edits: 0 });
        basket
    };
    let dropped = basket(script);
    script.made("dropped", alice, DropBasket { basket: dropped });
    let late = basket(script);
    let home = (matches.results[0].selection(1), "2.20");
    script.made(
        "a slip",
        alice,
        AddToBasket { basket: late, slip: slip(4, OddsChange::None, &[home], None) },
    );
    script.at = day(19, 18);
    script.refused(
        "basket_expired",
        alice,
        RemoveFromBasket { basket: late, slip: slip(4, OddsChange::None, &[], None).id },
    );
    script.made("one basket expires", Actor::System, RunDue { limit: 10 });
    script.refused("basket_closed", alice, DropBasket { basket: late });
    let lost = basket(script);
    let until = day(22, 0);
    let pause = ExcludeSelf { user: cast.alice, exclusion: Exclusion::SelfExclusion, until };
    script.made("alice shuts herself out, and her basket is dropped", alice, pause);
    script.refused("basket_closed", alice, DropBasket { basket: lost });
    script.refused("may_not_stake", alice, CreateBasket {});
}

/// Bets from a basket settle like others.
fn settled(script: &mut Script, cast: &Cast, matches: &Matches) {
    let scores = [Score::full_time(1, 0), Score::full_time(2, 2)];
    for (index, score) in scores.into_iter().enumerate() {
        script.at = day(20, 17).plus(Duration::from_hours(24 * index as u64));
        let score = RecordScore { fixture: matches.fixtures[index], score, stage: ScoreStage::Final };
        script.made("the score at the end", cast.office, score);
        let market = matches.results[index].id();
        script.made("bob's bets on it", Actor::System, SettlePage { market, limit: 100 });
    }
}
