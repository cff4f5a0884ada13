//! A made-up league, so that the example needs no file: ten teams, each against each other at home and away, with the
//! prices of two made-up bookmakers.
//!
//! It is written as a season file and read like any other. Everything follows from the seed, in whole numbers: a side's
//! goals are what it makes of ten chances, the bookmakers know each side's rate nearly right, and their prices are the
//! chances that follow, with a margin.

use std::cmp::Ordering;
use std::time::Duration;

use realdeal::time::Timestamp;

use super::chances::{self, Backed, CHANCES, Chances};
use super::dice::Dice;

const TEAMS: [&str; 10] = [
    "Aldermoor",
    "Brackenfield",
    "Castle Weir",
    "Dunwick",
    "Elmsport",
    "Fenbridge",
    "Gorsehill",
    "Harrowgate Mills",
    "Inverlode",
    "Kestrel Park",
];
const TIMES: [&str; 5] = ["12:30", "15:00", "15:00", "17:30", "20:00"];
const HEADER: &str = "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HTR,ElmH,ElmD,ElmA,OakH,OakD,OakA,\
    Elm>2.5,Elm<2.5,Oak>2.5,Oak<2.5,AHh,ElmAHH,ElmAHA,OakAHH,OakAHA\n";

/// The round and the match that is abandoned, and the one that Oak has no prices for: no season is without.
const ABANDONED: (usize, usize) = (7, 2);
const UNPRICED: (usize, usize) = (11, 0);

/// How far a bookmaker may be wrong about a side's rate, in thousandths.
const ERROR: u32 = 8;
/// What each bookmaker's prices add up to, in percent.
const BOOKS: [u32; 2] = [104, 106];

/// The season file that follows from a seed.
pub(crate) fn season_file(seed: u64) -> String {
    let mut dice = Dice::new(seed, "league");
    let strengths = TEAMS.map(|_| dice.below(91));
    let mut file = HEADER.to_owned();
    for round in 0..2 * (TEAMS.len() - 1) {
        for index in 0..TIMES.len() {
            let (home, away) = pairing(round, index);
            // In ten chances a rate of 165 thousandths is 1.65 goals; the home side has more of the game.
            let lead = |own: usize, other: usize| strengths[own] + 90 - strengths[other];
            let rates = [75 + lead(home, away), 38 + lead(away, home)];
            let cells = cells_of(&mut dice, (round, index), [TEAMS[home], TEAMS[away]], rates);
            file.push_str(&cells.join(","));
            file.push('\n');
        }
    }
    file
}

/// Who plays whom: the last team stays, the others go round it. The second half of the season swaps the sides.
fn pairing(round: usize, index: usize) -> (usize, usize) {
    let circle = TEAMS.len() - 1;
    let (turn, second_half) = (round % circle, round >= circle);
    let (one, other) =
        if index == 0 { (turn, circle) } else { ((turn + index) % circle, (turn + circle - index) % circle) };
    if (turn + index).is_multiple_of(2) == second_half { (other, one) } else { (one, other) }
}

/// The date of a round as season files write it: Saturdays from August on.
fn date_of(round: usize) -> String {
    let first = Timestamp::utc(2024, 8, 17, 12, 0).unwrap_or_default();
    let day = first.plus(Duration::from_hours(7 * 24 * round as u64)).to_string();
    // "2024-08-17T12:00:00Z"
    format!("{}/{}/{}", &day[8..10], &day[5..7], &day[0..4])
}

/// One match: its date, sides and score, and what the bookmakers ask.
fn cells_of(dice: &mut Dice, place: (usize, usize), [home, away]: [&str; 2], rates: [u32; 2]) -> Vec<String> {
    let [half, full] = play(dice, rates);
    let mut cells: Vec<String> =
        ["L1", &date_of(place.0), TIMES[place.1], home, away].map(str::to_owned).into();
    cells.extend(match place {
        ABANDONED => score_cells(half, "R"),
        _ => score_cells(full, letter(full)),
    });
    cells.extend(score_cells(half, letter(half)));
    let books = BOOKS.map(|percent| {
        let believed = rates.map(|rate| rate + dice.below(2 * ERROR + 1) - ERROR);
        (Chances::new(believed), percent)
    });
    let line = Chances::new(rates).fair_line();
    let quote = |wins: &dyn Fn(&Chances) -> Vec<Backed>| -> Vec<String> {
        let mut prices = Vec::new();
        for (oak, (chances, percent)) in books.iter().enumerate() {
            let shown = |backed: Backed| match (oak, place) {
                (1, UNPRICED) => String::new(),
                _ => backed.price(*percent),
            };
            prices.extend(wins(chances).into_iter().map(shown));
        }
        prices
    };
    cells.extend(quote(&Chances::match_result));
    cells.extend(quote(&Chances::total_goals));
    cells.push(chances::line_text(line));
    cells.extend(quote(&|chances| chances.handicap(line)));
    cells
}

/// The goals of both sides at half time and at full time: each chance is taken or not, half of them before the break.
fn play(dice: &mut Dice, rates: [u32; 2]) -> [[u32; 2]; 2] {
    let mut half = || rates.map(|rate| (0..CHANCES / 2).map(|_| u32::from(dice.below(1_000) < rate)).sum());
    let (first, second): ([u32; 2], [u32; 2]) = (half(), half());
    [first, [first[0] + second[0], first[1] + second[1]]]
}

fn letter([home, away]: [u32; 2]) -> &'static str {
    match home.cmp(&away) {
        Ordering::Greater => "H",
        Ordering::Equal => "D",
        Ordering::Less => "A",
    }
}

fn score_cells([home, away]: [u32; 2], letter: &str) -> [String; 3] {
    [home.to_string(), away.to_string(), letter.to_owned()]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_team_is_at_home_to_each_other_once_and_plays_once_a_round() {
        let mut pairs = BTreeSet::new();
        for round in 0..2 * (TEAMS.len() - 1) {
            let round: Vec<_> = (0..TIMES.len()).map(|index| pairing(round, index)).collect();
            let teams: BTreeSet<_> = round.iter().flat_map(|&(home, away)| [home, away]).collect();
            assert_eq!(teams.len(), TEAMS.len());
            pairs.extend(round);
        }
        assert_eq!(pairs.len(), TEAMS.len() * (TEAMS.len() - 1));
    }

    #[test]
    fn the_prices_of_a_bookmaker_add_up_to_the_margin() {
        let chances = Chances::new([165, 128]);
        for percent in BOOKS {
            for market in
                [chances.match_result(), chances.total_goals(), chances.handicap(chances.fair_line())]
            {
                let prices = market.iter().map(|backed| backed.price(percent).replace('.', ""));
                // In ten-thousandths; a price has two places, so the sum is not quite even.
                let sum: u32 = prices.map(|hundredths| 1_000_000 / hundredths.parse::<u32>().unwrap()).sum();
                assert!(sum.abs_diff(percent * 100) < 100, "{market:?} adds up to {sum} at {percent}");
            }
        }
    }
}
