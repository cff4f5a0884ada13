//! Opening the house: people with their roles and money, house rules, fixtures, markets with prices.
//!
//! One thing at a time goes through the friendly methods of a session; what there is much of goes through
//! [`Book::execute`] as a slice of commands.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::time::Duration;

use realdeal::catalogue::{Fixture, folded};
use realdeal::command::{Command, OpenMarket, Priced, ScheduleFixture};
use realdeal::house_rules::{HouseRules, Limits};
use realdeal::id::{FixtureId, ParticipantId, UserId};
use realdeal::money::{Currency, Money};
use realdeal::odds::Odds;
use realdeal::people::{Person, Role};
use realdeal::time::Timestamp;
use realdeal::{Book, Error, Made, Rejection};

use super::arguments::Arguments;
use super::season::{Row, Season};
use super::strategies::{Crowd, Prices, Strategy, is_bet_on, strategies_of};

/// How long before the first kick-off the season is on sale.
const ON_SALE: Duration = Duration::from_hours(7 * 24);

/// A fixture of the season in the book.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) fixture: FixtureId,
    pub(crate) prices: Prices,
}

/// A house that is ready for the first bet.
#[derive(Debug)]
pub(crate) struct House {
    pub(crate) book: Book,
    pub(crate) bookmaker: UserId,
    pub(crate) strategies: Vec<Strategy>,
    pub(crate) crowd: Crowd,
    /// In the order of the season's rows.
    pub(crate) listed: Vec<Listed>,
}

/// When the house opens for a season.
pub(crate) fn opening(season: &Season) -> Timestamp {
    season.rows.first().map(|row| row.kick_off).unwrap_or_default().minus(ON_SALE)
}

/// Opens a house for a season, in a book that is empty, or in which the same house was being opened.
pub(crate) fn open(mut book: Book, season: &Season, arguments: &Arguments) -> Result<House, Error> {
    book.set_now(opening(season));
    let admin = book.system().create_first_admin(Person::new("The admin", "admin@example.org"))?;
    let bookmaker = book.visitor().register(Person::new("The bookmaker", "bookmaker@example.org"))?;
    book.session(admin).change_role(bookmaker, Role::Bookmaker)?;
    book.session(admin).adopt_house_rules(rules(arguments.stake)?)?;
    let strategies = strategies(&mut book, season, arguments.stake)?;
    let crowd = crowd(&mut book, season, arguments)?;
    let fixtures = schedule(&mut book, bookmaker, season)?;
    let prices = price(&mut book, bookmaker, season, &fixtures)?;
    let listed = fixtures.into_iter().zip(prices).map(|(fixture, prices)| Listed { fixture, prices });
    Ok(House { listed: listed.collect(), book, bookmaker, strategies, crowd })
}

/// The default rules, widened so that the flat stake is taken at every price that a file can quote.
fn rules(stake: Money) -> Result<HouseRules, Rejection> {
    let longest = i64::from(Odds::MAX);
    let mut rules = HouseRules { max_odds: Odds::new(longest.unsigned_abs(), 1)?, ..HouseRules::default() };
    if let Some(limits) = rules.limits.get(&Currency::EUR).copied() {
        let wider = Limits {
            min_stake: limits.min_stake.min(stake.minor()),
            max_stake: limits.max_stake.max(stake.minor()),
            max_return: limits.max_return.max(stake.checked_mul(longest)?.minor()),
        };
        rules = rules.with_limits(Currency::EUR, wider);
    }
    Ok(rules)
}

/// Registers a bettor, with money in the wallet.
fn bettor(book: &mut Book, name: &str, number: usize, deposit: Money) -> Result<UserId, Error> {
    let user = book.visitor().register(Person::new(name, format!("bettor-{number}@example.org")))?;
    if deposit.is_positive() {
        book.system().confirm_deposit(user, deposit, "bank", format!("deposit {number}"))?;
    }
    Ok(user)
}

/// One bettor for each strategy, with one stake for each fixture.
fn strategies(book: &mut Book, season: &Season, stake: Money) -> Result<Vec<Strategy>, Error> {
    let deposit = stake.checked_mul(i64::try_from(season.rows.len()).unwrap_or(i64::MAX))?;
    let all = strategies_of(season).into_iter().enumerate();
    all.map(|(number, (name, set, outcome))| {
        let bettor = bettor(book, &name, number, deposit)?;
        Ok(Strategy { name, bettor, set, outcome })
    })
    .collect()
}

/// The random bettors, each with enough for all of his turns.
fn crowd(book: &mut Book, season: &Season, arguments: &Arguments) -> Result<Crowd, Error> {
    let priced = season.rows.iter().filter(|row| is_bet_on(row)).count() as u64;
    let bets = priced.saturating_mul(u64::from(arguments.bets_per_fixture));
    let deposit = Crowd::most_staked(bets, arguments.bettors)?;
    let first = strategies_of(season).len();
    let bettors = (0..arguments.bettors as usize)
        .map(|index| bettor(book, &format!("Random bettor {}", index + 1), first + index, deposit));
    Ok(Crowd::new(bettors.collect::<Result<_, _>>()?, arguments.seed))
}

/// Carries out a slice of commands, none of which may be refused.
fn all_made(book: &mut Book, commands: &[Command]) -> Result<Vec<Made>, Error> {
    book.execute(commands).into_iter().map(|answer| answer.map(|answer| answer.made)).collect()
}

/// Enters the teams and schedules every fixture.
fn schedule(book: &mut Book, bookmaker: UserId, season: &Season) -> Result<Vec<FixtureId>, Error> {
    let mut office = book.session(bookmaker);
    let competition = office.create_competition("The season", "the-season")?;
    let mut teams: BTreeMap<String, ParticipantId> = BTreeMap::new();
    for name in season.rows.iter().flat_map(|row| [&row.home, &row.away]) {
        if let Entry::Vacant(entry) = teams.entry(folded(name)) {
            entry.insert(office.create_team(name)?);
        }
    }
    let schedule = |row: &Row| {
        let (home, away) = (teams[&folded(&row.home)], teams[&folded(&row.away)]);
        let (entrants, start) = (Fixture::match_of(home, away), row.kick_off);
        office.command(ScheduleFixture { competition, entrants, start, external: None })
    };
    let commands: Vec<Command> = season.rows.iter().map(schedule).collect();
    let made = all_made(book, &commands)?;
    Ok(made
        .into_iter()
        .filter_map(|made| if let Made::Fixture(id) = made { Some(id) } else { None })
        .collect())
}

/// Opens a market for each column set that a fixture has all prices of.
fn price(
    book: &mut Book,
    bookmaker: UserId,
    season: &Season,
    fixtures: &[FixtureId],
) -> Result<Vec<Prices>, Error> {
    let mut office = book.session(bookmaker);
    let mut commands = Vec::new();
    for (row, &fixture) in season.rows.iter().zip(fixtures) {
        for offer in row.offers.iter().flatten() {
            let priced = |(outcome, odds): &(_, Odds)| Priced::new(Clone::clone(outcome), *odds);
            let selections = offer.prices.iter().map(priced).collect();
            let kind = offer.kind.clone();
            commands.push(office.command(OpenMarket {
                fixture,
                kind,
                selections,
                in_play: false,
                external: None,
                terms: realdeal::catalogue::RaceTerms::default(),
            }));
        }
    }
    // Answers come in the order of the commands, so the offers take them one by one.
    let mut made = all_made(book, &commands)?.into_iter();
    let mut prices_of = |row: &Row| {
        let prices = row.offers.iter().map(|offer| match (offer, offer.as_ref().and_then(|_| made.next())) {
            (Some(offer), Some(Made::Market { selections, .. })) => {
                Some(selections.into_iter().zip(offer.prices.iter().map(|&(_, odds)| odds)).collect())
            }
            _ => None,
        });
        prices.collect::<Prices>()
    };
    Ok(season.rows.iter().map(&mut prices_of).collect())
}
