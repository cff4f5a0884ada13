//! The worked examples of what happens to bets in docs/rules.md: each row, read from the page itself, in a book of its own.
//!
//! Bets in play, fixtures that stop, move or fall out, and the house rules that bear on placing and taking back. Not here:
//! what bets return (`worked_bets`), and how a score grades a market (`worked_markets`).

// Helpers of a test are outside of what clippy.toml takes for one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;
mod worked;

use std::collections::BTreeSet;
use std::time::Duration;

use realdeal::Error;
use realdeal::betting::{Bet, BetType, OddsChange, Slip};
use realdeal::catalogue::{MarketKind, Outcome};
use realdeal::house_rules::HouseRules;
use realdeal::id::{BasketId, SelectionId};
use realdeal::people::Exclusion;
use serde_json::Value;
use support::{World, hours, world};
use worked::{kind, result, table};

/// A world whose house has the defaults but for what a cell says: a field in backticks, and its value.
fn house(cell: &str) -> World {
    let mut w = world();
    if cell.is_empty() {
        return w;
    }
    let (field, text) = cell.trim_start_matches('`').split_once("` ").unwrap();
    let place = match field {
        "min_stake" | "max_stake" | "max_return" => format!("/limits/EUR/{field}"),
        _ => format!("/{}", field.replace('.', "/")),
    };
    // A number, or else a word; a price is a text of digits.
    let number = serde_json::from_str(text).ok().filter(|_| field != "max_odds");
    let mut rules = serde_json::to_value(HouseRules::default()).unwrap();
    *rules.pointer_mut(&place).unwrap_or_else(|| panic!("the house rules have no {field}")) =
        number.unwrap_or_else(|| text.into());
    let admin = w.admin;
    w.book.session(admin).adopt_house_rules(serde_json::from_value(rules).unwrap()).unwrap();
    w
}

/// A market on the first fixture, in which bets are taken after the start, too; and the selection that is backed.
fn open(w: &mut World, kind: MarketKind, backed: &str) -> SelectionId {
    let offered = kind
        .standard_outcomes()
        .unwrap_or_else(|| vec![Outcome::exact(1, 0), Outcome::exact(1, 1), Outcome::AnyOther].into());
    let prices: Vec<_> = offered.iter().map(|outcome| (outcome.clone(), "2.00")).collect();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let opened = w.book.session(bookmaker).open_in_play_market(first, kind, prices).unwrap();
    let is_backed = |id: &SelectionId| w.book.selection(*id).unwrap().outcome.to_string() == backed;
    opened.selections.into_iter().find(is_backed).unwrap_or_else(|| panic!("nobody can back {backed}"))
}

/// A bet at a score, and what came of the match then.
fn in_a_match(row: &[&str], w: &mut World) -> Result<Bet, Error> {
    let (alice, bookmaker, first) = (w.alice, w.bookmaker, w.first);
    let backed = open(w, kind(row[0]), row[3]);
    if !row[1].is_empty() {
        w.at(hours(3));
    }
    if let Ok(score) = row[1].parse() {
        w.book.session(bookmaker).record_live_score(first, score)?;
    }
    let bet = w.place(alice, &[(backed, "2.00")], "10.00 EUR")?;
    w.at(hours(5));
    let mut office = w.book.session(bookmaker).because("what happened");
    match row[2].split_once(' ').unwrap() {
        ("ends", score) => office.record_score(first, score.parse().unwrap())?,
        ("stops", score) => office.abandon_fixture(first, score.parse().ok())?,
        (other, _) => panic!("a match does not {other}"),
    }
    w.book.bet(bet.id)
}

#[test]
fn matches() {
    let (mut stopped, mut wrong) = (BTreeSet::new(), Vec::new());
    for row in table("| market | at the bet | then | backed | house rule | result | because |") {
        let mut w = house(row[4]);
        let found = in_a_match(&row, &mut w).map(|bet| bet.legs[0].result.clone().unwrap().win());
        let holds = match &found {
            Ok(found) => *found == result(row[5]),
            Err(error) => error.code() == row[5],
        };
        if !holds {
            wrong.push(format!("{row:?}: {found:?}"));
        }
        assert!(!row[6].is_empty(), "{row:?} says why");
        stopped.insert((row[2].starts_with("stops"), row[4]));
        w.check();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(stopped.contains(&(true, "`abandonment` all_void")), "the page has no example of `abandonment`");
}

/// `1:30` or `1:30:05` after the world was made.
fn time(text: &str) -> Duration {
    let parts = text.split(':').map(|part| part.parse::<u64>().unwrap());
    let [hours, minutes, seconds] = parts.chain([0]).take(3).collect::<Vec<_>>()[..] else {
        panic!("{text}")
    };
    Duration::from_secs(hours * 3600 + minutes * 60 + seconds)
}

/// One row: a world, and what Alice has in it.
struct Story {
    w: World,
    bet: Option<Bet>,
    basket: Option<BasketId>,
}

impl Story {
    /// A slip for 10.00, with its word on changed prices.
    fn slip(&mut self, legs: &[(SelectionId, &str)], word: &str) -> Slip {
        let word = if word.is_empty() { "any" } else { word };
        let change: OddsChange = serde_json::from_value(word.into()).unwrap();
        self.w.slip(legs, "10.00 EUR").on_odds_change(change)
    }

    /// One step, at its time.
    fn take(&mut self, step: &str) -> Result<(), Error> {
        let (at, what) = step.split_once(' ').unwrap();
        self.w.at(time(at));
        let (word, rest) = what.split_once(' ').unwrap_or((what, ""));
        if self.by_the_bettor(word, rest)? {
            return Ok(());
        }
        let World { bookmaker, first, second, start, .. } = self.w;
        let market = self.w.market.clone();
        if word == "due" {
            return self.w.book.system().run_due(100).map(drop);
        }
        let mut office = self.w.book.session(bookmaker).because("what happened");
        match word {
            "postponed" => office.postpone_fixture(first),
            "moved" => office.reschedule_fixture(first, start.plus(time(rest.trim_start_matches("to ")))),
            "resumed" => office.resume_market(market.id),
            "cancelled" => office.cancel_fixture(first),
            "price" => office.change_prices(market.id, [(market.selections[0], rest)]),
            "ends" => office.record_score(first, rest.parse().unwrap()),
            "corrected" => office.correct_score(first, rest.trim_start_matches("to ").parse().unwrap()),
            "other" => office.record_score(second, rest.trim_start_matches("ends ").parse().unwrap()),
            other => panic!("nothing is {other}"),
        }
    }

    /// Whether it was for the bettor to do.
    fn by_the_bettor(&mut self, word: &str, rest: &str) -> Result<bool, Error> {
        let (alice, start) = (self.w.alice, self.w.start);
        let legs = [(self.w.market.selections[0], "2.10"), (self.w.other.selections[0], "1.50")];
        match word {
            "bet" => {
                let slip = self.slip(&legs[..1], rest);
                self.bet = Some(self.w.book.session(alice).place_bet(slip)?);
            }
            "double" => {
                let slip = self.slip(&legs, rest);
                self.bet = Some(self.w.book.session(alice).place_bet(slip)?);
            }
            "both" => {
                let slip = self.slip(&[legs[0], (self.w.market.selections[1], "3.40")], "any");
                self.bet = Some(self.w.book.session(alice).place_bet(slip)?);
            }
            "system" => {
                let bet_type: BetType = format!("system {rest}").parse().unwrap();
                let slip = self.slip(&legs, "any").bet_type(bet_type);
                self.bet = Some(self.w.book.session(alice).place_bet(slip)?);
            }
            "taken" => {
                let bet = self.bet.as_ref().unwrap().id;
                self.w.book.session(alice).cancel_bet(bet)?;
            }
            "basket" => self.basket = Some(self.w.book.session(alice).create_basket()?),
            "slip" => {
                let slip = self.slip(&legs[..1], "any");
                self.w.book.session(alice).add_to_basket(self.basket.unwrap(), slip)?;
            }
            "checked" => {
                let bets = self.w.book.session(alice).check_out(self.basket.unwrap())?;
                self.bet = bets.into_iter().next();
            }
            "shut" => {
                let until = start.plus(time(rest.trim_start_matches("out to ")));
                self.w.book.session(alice).exclude_self(Exclusion::CoolingOff, until)?;
            }
            "asks" => self.w.book.session(alice).request_reopening()?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

#[test]
fn stories() {
    let (mut fields, mut wrong) = (BTreeSet::new(), Vec::new());
    for row in table("| what happens | house rule | ends as | because |") {
        let mut story = Story { w: house(row[1]), bet: None, basket: None };
        let steps: Vec<_> = row[0].split("; ").collect();
        let (last, before) = steps.split_last().unwrap();
        for step in before {
            story.take(step).unwrap_or_else(|error| panic!("{step} of {row:?}: {error}"));
        }
        let found = match story.take(last) {
            Ok(()) => story.w.status(story.bet.as_ref().unwrap()),
            Err(error) => error.code().to_owned(),
        };
        if found != row[2] {
            wrong.push(format!("{row:?}: {found}"));
        }
        assert!(!row[3].is_empty(), "{row:?} says why");
        fields.extend(row[1].split('`').nth(1));
        story.w.check();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let missing: Vec<_> =
        fields_of_books().into_iter().filter(|field| !fields.contains(field.as_str())).collect();
    assert!(missing.is_empty(), "the page has no example of the house rules {missing:?}");
}

/// Every house rule that is not about what a bet returns (`worked_bets`) or what stands of a match (above).
fn fields_of_books() -> Vec<String> {
    let rules = serde_json::to_value(HouseRules::default()).unwrap();
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let mut fields = names(&rules);
    fields.extend(names(&rules["limits"]["EUR"]));
    fields.push("bets.max_system_legs".to_owned());
    fields.retain(|field| !["rounding", "limits", "bets", "abandonment"].contains(&field.as_str()));
    fields
}
