//! What the book pays on races is what the calculator makes of grades that the test has worked out by itself, from the
//! order of arrival, the runners that were withdrawn and the starting price.

use proptest::prelude::*;
use realdeal::betting::{
    BetTerms, BetType, CalculatorSlip, CalculatorStake, LegTerms, PlaceTerms, PricedLeg, Slip, Way, calculate,
};
use realdeal::catalogue::{EachWay, Finish, RaceTerms};
use realdeal::house_rules::HouseRules;
use realdeal::settlement::{LegGrade, LegResult, PlaceGrade, RaceGrade};

use crate::card::Card;
use crate::support::minutes;

/// What happens to one race: the terms, how many share the first position with our runner, where it comes in, and who is out.
#[derive(Debug, Clone)]
struct Story {
    runners: usize,
    handicap: bool,
    ante_post: bool,
    guaranteed: bool,
    /// Our runner's position, and how many share it, as far as the field allows.
    position: usize,
    tied: usize,
    /// The prices of those that are withdrawn, and their pence by the table.
    out: Vec<(&'static str, u8)>,
    starting_price: &'static str,
}

fn stories() -> impl Strategy<Value = Story> {
    let out = proptest::sample::subsequence(vec![("3/1", 25), ("10/1", 5), ("1/2", 65), ("20/1", 0)], 0..=2);
    let field = (5_usize..=18, 1_usize..=6, 1_usize..=3);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    let starting_price = prop_oneof![Just("6.00"), Just("9.00"), Just("13.00")];
    (field, flags, out, starting_price).prop_map(|(field, flags, out, starting_price)| {
        let ((runners, position, tied), (handicap, ante_post, guaranteed)) = (field, flags);
        Story { runners, handicap, ante_post, guaranteed, position, tied, out, starting_price }
    })
}

impl Story {
    fn ran(&self) -> usize {
        self.runners - self.out.len()
    }

    /// Our position and who shares it, inside the field.
    fn place(&self) -> (u16, u16) {
        let position = self.position.min(self.ran());
        let tied = self.tied.min(self.ran() - position + 1);
        (u16::try_from(position).unwrap(), u16::try_from(tied).unwrap())
    }

    /// The first runner is ours; the last are out.
    fn finishes(&self) -> Vec<Finish> {
        let (position, tied) = self.place();
        let others = (1..=u16::try_from(self.ran()).unwrap()).filter(|place| *place != position);
        let others = others.map(|place| {
            Finish::Position(if (position..position + tied).contains(&place) { position } else { place })
        });
        let ran = std::iter::once(Finish::Position(position)).chain(others);
        ran.chain(self.out.iter().map(|_| Finish::DidNotRun)).collect()
    }

    /// The grade of our runner, and the terms of a leg that was placed before anybody was out.
    fn expected(&self) -> (LegGrade, Option<PlaceTerms>) {
        let standard = |runners: usize| PlaceTerms::standard(u32::try_from(runners).unwrap(), self.handicap);
        let agreed = standard(self.runners);
        let paid = if self.ante_post { agreed } else { standard(self.ran()) };
        let (position, tied) = self.place();
        let place = paid.map(|PlaceTerms { places, fraction }| PlaceGrade {
            result: LegResult::finished(position, tied, places.into()).unwrap(),
            fraction,
        });
        let pence = self.out.iter().map(|(_, pence)| pence).sum::<u8>().min(90);
        let deduction = if self.ante_post { 0 } else { pence };
        let starting_price = self.guaranteed.then(|| self.starting_price.parse().unwrap());
        let win = LegResult::finished(position, tied, 1).unwrap();
        (LegGrade::in_race(win, RaceGrade { place, deduction, starting_price }).unwrap(), agreed)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_book_pays_what_the_calculator_says(story in stories(), each_way in any::<bool>()) {
        let by_runners = EachWay::ByRunners { handicap: story.handicap };
        let terms = RaceTerms {
            each_way: Some(by_runners),
            ante_post: story.ante_post,
            guaranteed: story.guaranteed,
        };
        let mut card = Card::of(terms, story.runners, "9.00");
        let alice = card.w.alice;
        let way = if each_way { Way::EachWay } else { Way::Win };
        let slip = Slip::single(card.market.selections[0], "9.00").way(way).stake("7.34 EUR");
        let bet = card.w.book.session(alice).place_bet(slip).unwrap();
        card.w.at(minutes(10));
        for (index, (price, _)) in story.out.iter().enumerate() {
            card.withdraw(story.runners - 1 - index, price);
        }
        card.run_at(&story.finishes(), story.starting_price);

        let (grade, place) = story.expected();
        let leg = PricedLeg {
            odds: "9.00".parse().unwrap(),
            terms: LegTerms { banker: false, guaranteed: story.guaranteed, place },
        };
        let slip = CalculatorSlip {
            terms: BetTerms { bet_type: BetType::Single, way },
            stake: CalculatorStake::Total("7.34 EUR".parse().unwrap()),
            legs: vec![leg],
        };
        let expected = calculate(&slip, &[Some(grade)], &HouseRules::default()).unwrap();
        let found = card.w.book.bet(bet.id).unwrap();
        prop_assert_eq!(Some(found.returned()), expected.returned);
        prop_assert_eq!(found.status, expected.status);
        card.w.check();
    }
}
