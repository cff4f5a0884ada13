//! A drawn stand for baskets: a bettor with a filled basket, and everything that can have changed since it was filled.
//!
//! What must come of it stands in `one_by_one`.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::strategy::Just;
use realdeal::betting::{BasketSlip, OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::{Fixture, MarketKind, Outcome, Score};
use realdeal::command::{AddToBasket, Command, CreateBasket};
use realdeal::house_rules::{HouseRules, Limits};
use realdeal::id::{BasketId, BetId, CommandId, FixtureId, MarketId, SelectionId};
use realdeal::money::{Currency, Money};
use realdeal::odds::Odds;
use realdeal::people::Status;

use crate::support::{World, hours, minutes, world};

/// A slip as it is drawn. Numbers point into what there is.
#[derive(Debug, Clone)]
pub(crate) struct DrawnSlip {
    /// A selection, and the price that is written down for it: the current one for most.
    legs: Vec<(u8, u8)>,
    odds_change: OddsChange,
    /// An amount and a currency; none for a few.
    stake: (u8, u8),
    /// What is the matter with its id: nothing for most.
    id: u8,
}

/// Something that happens after the basket was filled.
#[derive(Debug, Clone)]
enum Change {
    /// The price of something that is in the basket.
    Price(u8, u8),
    Suspend(u8),
    Close(u8),
    Postpone(u8),
    Delete(u8),
    Rules(Figures),
    Review,
    Wait(u8),
}

/// Figures of the house rules, by their place in the lists below.
#[derive(Debug, Clone)]
struct Figures {
    max_legs: u8,
    min_stake: u8,
    max_stake: u8,
    max_return: u8,
    dollars: bool,
    cut_off: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    euros: u8,
    dollars: u8,
    in_debt: bool,
    pub(crate) slips: Vec<DrawnSlip>,
    changes: Vec<Change>,
}

const PRICES: [&str; 10] = ["1.10", "1.50", "6/4", "2.10", "3.40", "7.00", "60.00", "1001", "1002", "1.20"];
const BALANCES: [i64; 8] = [10_000, 8_000, 5_000, 0, 500, 1_500, 2_000, 3_300];
const STAKES: [i64; 15] = [500, 1_000, 10, 100, 700, 1_500, 2_000, 300, 3_300, 100, 20_000, 200, 400, 5, 800];

fn pick<T: Copy>(list: &[T], number: u8) -> T {
    list[usize::from(number) % list.len()]
}

fn figures() -> impl Strategy<Value = Figures> {
    (any::<[u8; 4]>(), any::<bool>(), any::<bool>()).prop_map(|(numbers, dollars, cut_off)| {
        let [max_legs, min_stake, max_stake, max_return] = numbers;
        Figures { max_legs, min_stake, max_stake, max_return, dollars, cut_off }
    })
}

fn change() -> impl Strategy<Value = Change> {
    let number = any::<u8>;
    prop_oneof![
        6 => (number(), number()).prop_map(|(selection, price)| Change::Price(selection, price)),
        1 => number().prop_map(Change::Suspend),
        1 => number().prop_map(Change::Close),
        1 => number().prop_map(Change::Postpone),
        1 => number().prop_map(Change::Delete),
        3 => figures().prop_map(Change::Rules),
        1 => Just(Change::Review),
        2 => number().prop_map(Change::Wait),
    ]
}

fn slip() -> impl Strategy<Value = DrawnSlip> {
    let odds_change = prop_oneof![
        Just(OddsChange::None),
        Just(OddsChange::Higher),
        Just(OddsChange::HigherTotal),
        Just(OddsChange::Any)
    ];
    let one = any::<(u8, u8)>;
    let legs = prop_oneof![5 => vec(one(), 1), 2 => vec(one(), 2), 1 => vec(one(), 3..=4)];
    (legs, odds_change, any::<(u8, u8)>(), any::<u8>()).prop_map(|(legs, odds_change, stake, id)| DrawnSlip {
        legs,
        odds_change,
        stake,
        id,
    })
}

/// A slip with nothing odd about it.
fn plain() -> impl Strategy<Value = DrawnSlip> {
    (any::<u8>(), any::<bool>(), 0..3_u8, 0..21_u8).prop_map(|(selection, any, stake, currency)| {
        let odds_change = if any { OddsChange::Any } else { OddsChange::None };
        DrawnSlip { legs: vec![(selection, 0)], odds_change, stake: (stake, currency), id: 0 }
    })
}

pub(crate) fn drawn() -> impl Strategy<Value = Drawn> {
    let changes = prop_oneof![2 => vec(change(), 0..=1), 1 => vec(change(), 2..=6)];
    let slips = vec(prop_oneof![2 => plain(), 1 => slip()], 1..=6);
    let in_debt = prop_oneof![9 => Just(false), 1 => Just(true)];
    (any::<(u8, u8)>(), in_debt, slips, changes).prop_map(|((euros, dollars), in_debt, slips, changes)| {
        Drawn { euros, dollars, in_debt, slips, changes }
    })
}

/// A world in which Alice has filled her basket, and what was drawn has happened since.
pub(crate) struct Stand {
    pub(crate) w: World,
    pub(crate) basket: BasketId,
    pub(crate) slips: Vec<BasketSlip>,
    fixtures: Vec<FixtureId>,
    pub(crate) markets: Vec<MarketId>,
    selections: Vec<SelectionId>,
}

fn rules(figures: &Figures) -> HouseRules {
    let limits = Limits {
        min_stake: pick(&[1, 10, 600], figures.min_stake),
        max_stake: pick(&[1_000_000, 1_000, 2_000], figures.max_stake),
        max_return: pick(&[100_000_000, 5_000, 20_000], figures.max_return),
    };
    let usual = HouseRules {
        max_legs: pick(&[25, 1, 2, 3], figures.max_legs),
        cut_off_seconds: if figures.cut_off { 7_200 } else { 0 },
        ..HouseRules::default()
    };
    let rules = usual.with_limits(Currency::EUR, limits);
    if figures.dollars { rules.with_limits(Currency::USD, limits) } else { rules }
}

impl Drawn {
    pub(crate) fn stand(&self) -> Stand {
        let mut w = world();
        let (league, bookmaker, teams) = (w.league, w.bookmaker, w.teams);
        let mut office = w.book.session(bookmaker);
        let start = w.start.plus(hours(30));
        let third = office.schedule_fixture(league, Fixture::match_of(teams[0], teams[2]), start).unwrap();
        let fourth = office.schedule_fixture(league, Fixture::match_of(teams[1], teams[3]), start).unwrap();
        let both = [(Outcome::Yes, "1.70"), (Outcome::No, "2.10")];
        let win = [(Outcome::Home, "6/4"), (Outcome::Draw, "3.30"), (Outcome::Away, "+190")];
        let both = office.open_market(w.first, MarketKind::BothTeamsToScore, both).unwrap();
        let in_play = office.open_in_play_market(third, MarketKind::MatchResult, win.clone()).unwrap();
        let last = office.open_market(fourth, MarketKind::MatchResult, win).unwrap();
        let opened = [w.market.clone(), w.other.clone(), both, in_play, last];
        let markets = opened.iter().map(|market| market.id).collect();
        let selections = opened.into_iter().flat_map(|market| market.selections).collect();
        let fixtures = vec![w.first, w.second, third, fourth];
        let basket = BasketId::made_by(w.book.fresh_id(), 0);
        let mut stand = Stand { w, basket, slips: Vec::new(), fixtures, markets, selections };
        stand.pay(self);
        stand.fill(&self.slips);
        self.changes.iter().for_each(|change| stand.change(change));
        stand
    }
}

impl Stand {
    /// Brings Alice's wallets to what was drawn.
    fn pay(&mut self, drawn: &Drawn) {
        let (admin, alice) = (self.w.admin, self.w.alice);
        self.adopt(HouseRules::default().with_limits(
            Currency::USD,
            Limits { min_stake: 10, max_stake: 1_000_000, max_return: 100_000_000 },
        ));
        let euros = Money::new(pick(&BALANCES, drawn.euros) - 10_000, Currency::EUR);
        if !euros.is_zero() {
            self.w.book.session(admin).because("drawn").adjust_wallet(alice, euros).unwrap();
        }
        let dollars = Money::new(pick(&BALANCES, drawn.dollars), Currency::USD);
        if dollars.is_positive() {
            self.w.book.system().confirm_deposit(alice, dollars, "bank", "dollars").unwrap();
        }
        if drawn.in_debt {
            self.run_into_debt();
        }
        self.w.at(hours(1));
    }

    /// A bet wins, she draws out all she has, and the result was wrong.
    fn run_into_debt(&mut self) {
        let World { alice, bookmaker, start, league, teams, .. } = self.w;
        self.w.book.system().confirm_deposit(alice, "10.00 EUR", "bank", "stake").unwrap();
        let mut office = self.w.book.session(bookmaker);
        let sides = Fixture::match_of(teams[0], teams[1]);
        let fixture = office.schedule_fixture(league, sides, start.plus(minutes(10))).unwrap();
        let yes_no = [(Outcome::Yes, "2.00"), (Outcome::No, "2.00")];
        let market = office.open_market(fixture, MarketKind::BothTeamsToScore, yes_no).unwrap();
        self.w.place(alice, &[(market.selections[0], "2.00")], "10.00 EUR").unwrap();
        self.w.at(minutes(50));
        self.w.book.session(bookmaker).record_score(fixture, Score::full_time(1, 1)).unwrap();
        let all = self.w.book.session(alice).wallet("EUR").unwrap().cash;
        let withdrawal = self.w.book.session(alice).request_withdrawal(all).unwrap();
        self.w.book.system().confirm_withdrawal(withdrawal).unwrap();
        let mut office = self.w.book.session(bookmaker).because("offside");
        office.correct_score(fixture, Score::full_time(1, 0)).unwrap();
    }

    fn adopt(&mut self, rules: HouseRules) {
        let admin = self.w.admin;
        self.w.book.session(admin).adopt_house_rules(rules).unwrap();
    }

    fn fill(&mut self, drawn: &[DrawnSlip]) {
        let alice = self.w.alice;
        self.basket = self.w.book.session(alice).create_basket().unwrap();
        for drawn in drawn {
            let slip = self.slip(drawn);
            self.w.book.session(alice).send(AddToBasket { basket: self.basket, slip: slip.clone() }).unwrap();
            // A command of somebody else's that takes the slip's id after it was put in.
            if drawn.id % 8 == 2 {
                let mut taking = self.w.book.session(self.w.bob).command(CreateBasket {});
                taking.id = CommandId::new(slip.id.uuid()).unwrap();
                self.w.book.execute_one(&taking).unwrap();
            }
            self.slips.push(slip);
        }
    }

    fn slip(&mut self, drawn: &DrawnSlip) -> BasketSlip {
        let fresh = self.w.book.fresh_id();
        let id = match drawn.id % 8 {
            // Just young enough, now.
            1 => {
                let made = self.w.book.now().minus(Command::ANSWERED_FOR);
                CommandId::from_parts(made, 7, fresh.uuid().as_u64_pair().1)
            }
            _ => fresh,
        };
        let legs = drawn.legs.iter().map(|&(selection, price)| {
            let selection = pick(&self.selections, selection);
            let current = self.w.book.selection(selection).unwrap().odds;
            let written = if price < 232 { current } else { pick(&PRICES, price).parse::<Odds>().unwrap() };
            SlipLeg::new(selection, written)
        });
        let (amount, currency) = drawn.stake;
        let currency = match currency % 32 {
            0..=20 => Currency::EUR,
            21..=30 => Currency::USD,
            _ => Currency::JPY,
        };
        let stake = (amount % 32 != 7).then(|| Money::new(pick(&STAKES, amount), currency));
        BasketSlip {
            id: BetId::from(id),
            legs: legs.collect(),
            stake,
            odds_change: drawn.odds_change,
            terms: SlipTerms::default(),
        }
    }

    /// Lets something happen, if it can.
    fn change(&mut self, change: &Change) {
        let (admin, alice, bookmaker) = (self.w.admin, self.w.alice, self.w.bookmaker);
        let mut office = self.w.book.session(bookmaker).because("drawn");
        // What can't happen to a thing any more does not.
        let _ = match *change {
            Change::Price(selection, price) => {
                let backed: Vec<_> = self.slips.iter().flat_map(|slip| &slip.legs).collect();
                let selection = pick(&backed, selection).selection;
                let Ok(row) = self.w.book.selection(selection) else { return };
                let mut office = self.w.book.session(bookmaker);
                office.change_prices(row.market, [(selection, pick(&PRICES, price))])
            }
            Change::Suspend(market) => office.suspend_market(pick(&self.markets, market)),
            Change::Close(market) => office.close_market(pick(&self.markets, market)),
            Change::Postpone(fixture) => office.postpone_fixture(pick(&self.fixtures, fixture)),
            Change::Delete(fixture) => office.delete_fixture(pick(&self.fixtures, fixture)),
            Change::Rules(ref figures) => {
                self.adopt(rules(figures));
                Ok(())
            }
            Change::Review => {
                let mut office = self.w.book.session(admin).because("drawn");
                office.change_status(alice, Status::Suspended)
            }
            Change::Wait(how_long) => {
                let waits = [minutes(1), hours(1), hours(2), hours(25), Duration::from_micros(1)];
                let now = self.w.book.now().plus(pick(&waits, how_long));
                self.w.book.set_now(now);
                Ok(())
            }
        };
    }
}
