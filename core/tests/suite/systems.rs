//! Bets of several lines, from slip to statement: tickets whose returns are worked out by hand, and any ticket against
//! the calculator.

use proptest::prelude::*;
use realdeal::betting::{
    Bet, BetReceipt, BetTerms, BetType, CalculatorSlip, CalculatorStake, Folds, PricedLeg, Slip, StakeMode,
    StakeRemainder, calculate,
};
use realdeal::catalogue::{Fixture, MarketKind, Outcome, Score};
use realdeal::house_rules::{BetRules, HouseRules, LuckyBonus};
use realdeal::id::{FixtureId, SelectionId};
use realdeal::settlement::LegResult;

use crate::support::{World, hours, world};

/// Fixtures of a match day, each with a home side to back.
struct Coupon {
    w: World,
    legs: Vec<(SelectionId, &'static str)>,
    fixtures: Vec<FixtureId>,
}

/// A match day with home sides at these prices.
fn coupon(prices: &[&'static str]) -> Coupon {
    let mut w = world();
    let (mut legs, mut fixtures) = (Vec::new(), Vec::new());
    let (bookmaker, league, start) = (w.bookmaker, w.league, w.start.plus(hours(3)));
    let mut office = w.book.session(bookmaker);
    for (place, &price) in prices.iter().enumerate() {
        let [home, away] =
            ["home", "away"].map(|side| office.create_team(format!("{side} {place}")).unwrap());
        let fixture = office.schedule_fixture(league, Fixture::match_of(home, away), start).unwrap();
        let outcomes = [(Outcome::Home, price), (Outcome::Draw, "3.00"), (Outcome::Away, "3.00")];
        let market = office.open_market(fixture, MarketKind::MatchResult, outcomes).unwrap();
        legs.push((market.selections[0], price));
        fixtures.push(fixture);
    }
    Coupon { w, legs, fixtures }
}

impl Coupon {
    fn slip(&mut self, bet_type: BetType) -> Slip {
        let id = self.w.book.fresh_id();
        let slip = Slip::new(id).bet_type(bet_type);
        self.legs.iter().fold(slip, |slip, &(selection, odds)| slip.leg(selection, odds))
    }

    fn place(&mut self, slip: Slip) -> Bet {
        let alice = self.w.alice;
        self.w.book.session(alice).place_bet(slip).unwrap()
    }

    /// `W` for a home win, `L` for a home defeat, `V` for a fixture that is void, `.` for one that is not over.
    fn play(&mut self, results: &str) {
        self.w.at(hours(5));
        for (&fixture, result) in self.fixtures.iter().zip(results.chars()) {
            let mut office = self.w.book.session(self.w.bookmaker);
            match result {
                'W' => office.record_score(fixture, Score::full_time(1, 0)).map(drop).unwrap(),
                'L' => office.record_score(fixture, Score::full_time(0, 1)).map(drop).unwrap(),
                'V' => office.because("abandoned before half time").void_fixture(fixture).map(drop).unwrap(),
                '.' => {}
                other => panic!("{other} is no result"),
            }
        }
    }

    /// How the bet stands, and what it has returned.
    fn stands(&self, bet: &Bet) -> (String, String) {
        let bet = self.w.book.bet(bet.id).unwrap();
        (bet.status.to_string(), bet.returned().to_string())
    }
}

fn folds(sizes: &[u32]) -> BetType {
    BetType::System { folds: Folds::new(sizes.iter().copied()).unwrap() }
}

/// Places a ticket of so much a line, plays it, and holds its lines, its stake and its return to the figures.
#[track_caller]
fn ticket(
    bet_type: BetType,
    prices: &[&'static str],
    results: &str,
    lines: (u32, &str, &str),
    back: (&str, &str),
) {
    let mut coupon = coupon(prices);
    let (count, per_line, stake) = lines;
    let slip = coupon.slip(bet_type).stake_per_line(per_line);
    let bet = coupon.place(slip);
    let receipt = BetReceipt::of(&bet);
    let told = (receipt.lines, receipt.stake_per_line.to_string(), receipt.stake.to_string());
    assert_eq!(told, (count, per_line.to_owned(), stake.to_owned()), "{bet_type}");
    coupon.play(results);
    assert_eq!(coupon.stands(&bet), (back.0.to_owned(), back.1.to_owned()), "{bet_type} {results}");
    coupon.w.check();
}

const TWOS: [&str; 9] = ["2.00"; 9];
const ROW: [&str; 4] = ["2.00", "3.00", "4.00", "5.00"];

#[test]
fn full_covers() {
    use BetType::{
        Canadian, Goliath, Heinz, Lucky15, Lucky31, Lucky63, Lucky127, Lucky255, Patent, SuperHeinz, Trixie,
        Yankee,
    };
    // Doubles 6 + 8 + 12, treble 24.
    ticket(Trixie, &ROW[..3], "WWW", (4, "1.00 EUR", "4.00 EUR"), ("won", "50.00 EUR"));
    ticket(Trixie, &ROW[..3], "WWL", (4, "1.00 EUR", "4.00 EUR"), ("won", "6.00 EUR"));
    ticket(Trixie, &ROW[..3], "WLL", (4, "1.00 EUR", "4.00 EUR"), ("lost", "0.00 EUR"));
    // A void leg counts as one, and the lines stay: 6 + 2 + 3, and 6.
    ticket(Trixie, &ROW[..3], "WWV", (4, "1.00 EUR", "4.00 EUR"), ("won", "17.00 EUR"));
    ticket(Trixie, &ROW[..3], "VVV", (4, "1.00 EUR", "4.00 EUR"), ("void", "4.00 EUR"));
    ticket(Patent, &ROW[..3], "WWW", (7, "1.00 EUR", "7.00 EUR"), ("won", "59.00 EUR"));
    ticket(Patent, &ROW[..3], "LWL", (7, "1.00 EUR", "7.00 EUR"), ("won", "3.00 EUR"));
    // At evens each, all lines of n winners come to 3^n - 1, and the singles to 2n.
    ticket(Yankee, &TWOS[..4], "WWWW", (11, "1.00 EUR", "11.00 EUR"), ("won", "72.00 EUR"));
    ticket(Lucky15, &TWOS[..4], "WWWW", (15, "1.00 EUR", "15.00 EUR"), ("won", "80.00 EUR"));
    ticket(Canadian, &TWOS[..5], "WWWWW", (26, "1.00 EUR", "26.00 EUR"), ("won", "232.00 EUR"));
    ticket(Lucky31, &TWOS[..5], "WWWWW", (31, "1.00 EUR", "31.00 EUR"), ("won", "242.00 EUR"));
    ticket(Heinz, &TWOS[..6], "WWWWWW", (57, "1.00 EUR", "57.00 EUR"), ("won", "716.00 EUR"));
    ticket(Lucky63, &TWOS[..6], "WWWWWW", (63, "1.00 EUR", "63.00 EUR"), ("won", "728.00 EUR"));
    ticket(SuperHeinz, &TWOS[..7], "WWWWWWW", (120, "0.10 EUR", "12.00 EUR"), ("won", "217.20 EUR"));
    ticket(Lucky127, &TWOS[..7], "WWWWWWW", (127, "0.10 EUR", "12.70 EUR"), ("won", "218.60 EUR"));
    ticket(Goliath, &TWOS[..8], "WWWWWWWW", (247, "0.10 EUR", "24.70 EUR"), ("won", "654.40 EUR"));
    ticket(Lucky255, &TWOS[..8], "WWWWWWWW", (255, "0.10 EUR", "25.50 EUR"), ("won", "656.00 EUR"));
}

#[test]
fn any_folds_and_bankers() {
    // Doubles of four: 2 x 3, 2 x 1, 3 x 1 are alive.
    ticket(folds(&[2]), &ROW, "WWVL", (6, "1.00 EUR", "6.00 EUR"), ("won", "11.00 EUR"));
    // Singles and trebles: 2 + 3 + 4, and 24.
    ticket(folds(&[1, 3]), &ROW, "WWWL", (8, "1.00 EUR", "8.00 EUR"), ("won", "33.00 EUR"));

    let mut coupon = coupon(&ROW);
    let (id, legs) = (coupon.w.book.fresh_id(), coupon.legs.clone());
    let slip = Slip::new(id).bet_type(folds(&[2])).banker(legs[0].0, legs[0].1);
    let slip = legs[1..].iter().fold(slip, |slip, &(selection, odds)| slip.leg(selection, odds));
    let bet = coupon.place(slip.stake("3.00 EUR"));
    assert_eq!((bet.lines(), bet.legs[0].terms.banker), (3, true));
    coupon.play("WWWW");
    // The banker with each double of the others: 2 x (12 + 15 + 20).
    assert_eq!(coupon.stands(&bet), ("won".to_owned(), "94.00 EUR".to_owned()));
    coupon.w.check();
}

#[test]
fn any_to_come_and_the_union_jack() {
    use BetType::{DoubleStakesAbout, RoundRobin, Roundabout, Rounder, SingleStakesAbout, UnionJack};
    let one = "1.00 EUR";
    ticket(SingleStakesAbout, &ROW[..2], "WW", (2, one, "2.00 EUR"), ("won", "8.00 EUR"));
    // Two on the second leg: 2 x 3; then two on the first, and one kept: 2 x 2 + 1.
    ticket(DoubleStakesAbout, &ROW[..2], "WW", (2, one, "2.00 EUR"), ("won", "11.00 EUR"));
    ticket(RoundRobin, &ROW[..3], "WWW", (10, one, "10.00 EUR"), ("won", "80.00 EUR"));
    ticket(Rounder, &ROW[..3], "WWW", (3, one, "3.00 EUR"), ("won", "32.00 EUR"));
    ticket(Roundabout, &ROW[..3], "WWW", (3, one, "3.00 EUR"), ("won", "55.00 EUR"));
    ticket(UnionJack, &TWOS, "WWWWWWWWW", (8, one, "8.00 EUR"), ("won", "64.00 EUR"));
}

#[test]
fn a_system_is_decided_when_no_line_is_left_and_revived_by_a_correction() {
    let mut coupon = coupon(&ROW);
    let slip = coupon.slip(BetType::Yankee).stake("11.00 EUR");
    let bet = coupon.place(slip);
    coupon.play("LL..");
    assert_eq!(coupon.stands(&bet).0, "open", "a double is alive");
    coupon.play("..L.");
    assert_eq!(coupon.stands(&bet).0, "lost", "no double is left, whatever the last one does");
    let (bookmaker, third) = (coupon.w.bookmaker, coupon.fixtures[2]);
    let office = coupon.w.book.session(bookmaker);
    office.because("goal given").correct_score(third, Score::full_time(1, 0)).unwrap();
    assert_eq!(coupon.stands(&bet).0, "open");
    coupon.play("...W");
    // The one double that is left: 4 x 5.
    assert_eq!(coupon.stands(&bet), ("won".to_owned(), "20.00 EUR".to_owned()));
    assert_eq!(coupon.w.cash(coupon.w.alice), "109.00 EUR");
    coupon.w.check();
}

#[test]
fn a_stake_that_does_not_divide_is_refused_or_spread() {
    let mut coupon = coupon(&ROW);
    let (admin, alice) = (coupon.w.admin, coupon.w.alice);
    let slip = coupon.slip(BetType::Yankee).stake("10.00 EUR");
    let error = coupon.w.book.session(alice).place_bet(slip).unwrap_err();
    assert_eq!(error.code(), "stake_does_not_divide");
    let said = "a stake of 1000 minor units does not divide into 11 lines: the nearest are 990 and 1001";
    assert_eq!(error.to_string(), said);

    let rules = coupon.w.book.house_rules().unwrap();
    let bets = BetRules { stake_remainder: StakeRemainder::Spread, ..rules.bets.clone() };
    coupon.w.book.session(admin).adopt_house_rules(HouseRules { bets, ..rules }).unwrap();
    let slip = coupon.slip(BetType::Yankee).stake("10.00 EUR");
    let bet = coupon.place(slip);
    let receipt = BetReceipt::of(&bet);
    assert_eq!((receipt.stake_per_line.to_string().as_str(), receipt.spread), ("0.90 EUR", 10));
    coupon.play("WWLL");
    // The first double, on which 0.91 lies: 0.91 x 6.
    assert_eq!(coupon.stands(&bet), ("won".to_owned(), "5.46 EUR".to_owned()));
    coupon.w.check();
}

#[test]
fn a_bonus_settles_by_the_rules_that_the_bet_was_placed_under() {
    let mut coupon = coupon(&TWOS[..4]);
    let admin = coupon.w.admin;
    let before = coupon.w.book.house_rules().unwrap();
    let bonus = LuckyBonus { bet_type: BetType::Lucky15, one_winner_times: 3, all_winners_percent: 10 };
    let bets = BetRules { lucky_bonuses: vec![bonus], ..before.bets.clone() };
    let slip = coupon.slip(BetType::Lucky15).stake("15.00 EUR");
    let without = coupon.place(slip);
    coupon.w.book.session(admin).adopt_house_rules(HouseRules { bets, ..before }).unwrap();
    let slip = coupon.slip(BetType::Lucky15).stake("15.00 EUR");
    let with = coupon.place(slip);
    coupon.play("WLLL");
    assert_eq!(coupon.stands(&without).1, "2.00 EUR");
    // The winnings of the one winner, 1.00, three times, and its stake.
    assert_eq!(coupon.stands(&with).1, "4.00 EUR");
    coupon.w.check();
}

#[test]
fn a_basket_shows_lines_and_stakes_before_anything_is_placed() {
    let mut coupon = coupon(&ROW);
    let slip = coupon.slip(BetType::Trixie);
    let slip = Slip::new(coupon.w.book.fresh_id())
        .bet_type(BetType::Trixie)
        .leg(slip.legs()[0].selection, "2.00")
        .leg(slip.legs()[1].selection, "3.00")
        .leg(slip.legs()[2].selection, "4.00")
        .stake_per_line("2.00 EUR");
    assert_eq!(slip.terms().stake_mode, StakeMode::PerLine);
    let alice = coupon.w.alice;
    let mut session = coupon.w.book.session(alice);
    let basket = session.create_basket().unwrap();
    session.add_to_basket(basket, slip).unwrap();
    let quote = session.quote(basket).unwrap();
    let quoted = &quote.slips[0];
    assert_eq!((quoted.bet_type, quoted.lines), (BetType::Trixie, Some(4)));
    let told = [quoted.stake_per_line, quoted.stake, quoted.potential_return]
        .map(|money| money.unwrap().to_string());
    assert_eq!(told, ["2.00 EUR", "8.00 EUR", "100.00 EUR"]);
    let bets = session.check_out_quoted(&quote).unwrap();
    assert_eq!(coupon.w.cash(alice), "92.00 EUR");
    coupon.play("WWW.");
    assert_eq!(coupon.w.book.bet(bets[0].id).unwrap().returned().to_string(), "100.00 EUR");
    coupon.w.check();
}

#[test]
fn what_a_bet_type_does_not_take_is_refused_and_nothing_changes() {
    let mut coupon = coupon(&ROW);
    let alice = coupon.w.alice;
    let hash = coupon.w.book.state_hash().unwrap();
    let slips = [
        (coupon.slip(BetType::Trixie).stake("4.00 EUR"), "wrong_number_of_legs"),
        (coupon.slip(folds(&[5])).stake("4.00 EUR"), "wrong_number_of_legs"),
        (coupon.slip(BetType::Yankee).stake("11.01 EUR").each_way(), "stake_does_not_divide"),
        (coupon.slip(BetType::Yankee).stake("22.00 EUR").each_way(), "no_place_terms"),
        (coupon.slip(BetType::Yankee).stake_per_line("0.00 EUR"), "amount_not_positive"),
        (coupon.slip(BetType::Yankee).stake_per_line("9.10 EUR"), "insufficient_funds"),
        (coupon.slip(BetType::Yankee).stake_per_line("1000.00 EUR"), "stake_too_high"),
    ];
    for (slip, code) in slips {
        assert_eq!(coupon.w.book.session(alice).place_bet(slip).unwrap_err().code(), code);
    }
    assert_eq!(coupon.w.book.state_hash().unwrap(), hash);
}

const PRICES: [&str; 6] = ["2.00", "1.91", "10/11", "+250", "7.35", "1.01"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_bet_returns_what_the_calculator_says(
        which in 0..22_usize,
        legs in prop::collection::vec((0..PRICES.len(), prop::sample::select(vec!['W', 'W', 'W', 'L', 'V'])), 9),
        sizes in prop::collection::btree_set(1..5_u32, 1..4),
        per_line in 10..40_i64,
    ) {
        let bet_type = BetType::named().nth(which).unwrap_or(BetType::System { folds: Folds::new(sizes).unwrap() });
        let (least, most) = bet_type.legs();
        let count = least.max(2.min(most)).max(if which == 21 { 6 } else { 0 }) as usize;
        let legs = &legs[..count];
        let prices: Vec<_> = legs.iter().map(|&(price, _)| PRICES[price]).collect();
        let results: String = legs.iter().map(|&(_, result)| result).collect();
        let mut coupon = coupon(&prices);
        let alice = coupon.w.alice;
        coupon.w.book.system().confirm_deposit(alice, "1000.00 EUR", "bank", "more").unwrap();
        let stake = realdeal::money::Money::new(per_line, realdeal::money::Currency::EUR);
        let slip = coupon.slip(bet_type).stake_per_line(stake);
        let bet = coupon.place(slip);
        coupon.play(&results);

        let graded = |result| match result {
            'W' => LegResult::WON,
            'L' => LegResult::LOST,
            _ => LegResult::VOID,
        };
        let grades: Vec<_> = results.chars().map(|result| Some(graded(result).into())).collect();
        let priced = prices.iter().map(|price| PricedLeg::at(price.parse().unwrap())).collect();
        let stake = CalculatorStake::PerLine(stake);
        let asked = CalculatorSlip { terms: BetTerms::win(bet_type), stake, legs: priced };
        let rules = coupon.w.book.house_rules().unwrap();
        let expected = calculate(&asked, &grades, &rules).unwrap();
        let found = coupon.w.book.bet(bet.id).unwrap();
        prop_assert_eq!(found.stake, expected.total_stake);
        prop_assert_eq!(found.status, expected.status);
        prop_assert_eq!(Some(found.returned()), expected.returned);
        prop_assert_eq!(found.exact_return, expected.exact_return);
        prop_assert_eq!(Some(bet.potential_return()), calculate(&asked, &vec![None; count], &rules).unwrap().maximum_return);
        prop_assert!(coupon.w.book.audit().unwrap().is_clean());
    }
}
