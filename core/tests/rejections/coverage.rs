//! Every command is carried out at least once, and every event happens at least once.

use std::collections::BTreeSet;

use realdeal::betting::{BasketSlip, OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::{Finish, Fixture, MarketKind, Outcome, ParticipantKind, Placing, Score};
use realdeal::command::*;
use realdeal::event::Event;
use realdeal::house_rules::HouseRules;
use realdeal::id::{BasketId, BetId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId};
use realdeal::money::Money;
use realdeal::people::{Exclusion, Person, Role, Status};
use realdeal::settlement::LegResult;
use realdeal::storage::Page;
use realdeal::time::Timestamp;
use realdeal::{Book, Made};

use crate::support::{book_at, check, hours, minutes};

/// A book, and the commands that it has carried out.
pub(crate) struct Script {
    pub(crate) book: Book,
    pub(crate) commands: Vec<Command>,
    now: Timestamp,
}

impl Script {
    #[track_caller]
    fn run(&mut self, actor: Actor, body: impl Into<Body>) -> Made {
        let command = Command::new(self.book.fresh_id(), actor, self.now, body).because("the script says so");
        let answer = self.book.execute_one(&command);
        self.commands.push(command.clone());
        answer.unwrap_or_else(|error| panic!("{} was refused: {error}", command.body.name())).made
    }

    #[track_caller]
    fn user(&mut self, actor: Actor, body: impl Into<Body>) -> UserId {
        match self.run(actor, body) {
            Made::User(user) => user,
            made => panic!("not a user: {made:?}"),
        }
    }

    #[track_caller]
    fn competition(&mut self, actor: Actor, slug: &str) -> CompetitionId {
        let create = CreateCompetition { name: slug.to_owned(), slug: slug.to_owned(), external: None };
        match self.run(actor, create) {
            Made::Competition(competition) => competition,
            made => panic!("not a competition: {made:?}"),
        }
    }

    #[track_caller]
    fn team(&mut self, actor: Actor, name: &str) -> ParticipantId {
        let create = CreateParticipant { name: name.to_owned(), kind: ParticipantKind::Team, external: None };
        match self.run(actor, create) {
            Made::Participant(participant) => participant,
            made => panic!("not a participant: {made:?}"),
        }
    }

    #[track_caller]
    fn bet(&mut self, user: UserId, selection: SelectionId) -> BetId {
        let leg = SlipLeg::new(selection, "2.00".parse().unwrap());
        let place = PlaceBet {
            legs: vec![leg],
            stake: euros("10.00 EUR"),
            odds_change: OddsChange::Any,
            terms: SlipTerms::default(),
        };
        match self.run(Actor::User(user), place) {
            Made::Bet(bet) => bet,
            made => panic!("not a bet: {made:?}"),
        }
    }

    /// A basket with one slip of 10.00 EUR, whose stake is named afterwards.
    #[track_caller]
    fn basket(&mut self, user: UserId, selection: SelectionId) -> (BasketId, BetId) {
        let Made::Basket(basket) = self.run(Actor::User(user), CreateBasket {}) else { panic!() };
        let legs = vec![SlipLeg::new(selection, "2.00".parse().unwrap())];
        let id = BetId::from(self.book.fresh_id());
        let slip =
            BasketSlip { id, legs, stake: None, odds_change: OddsChange::None, terms: SlipTerms::default() };
        self.run(Actor::User(user), AddToBasket { basket, slip });
        self.run(Actor::User(user), RestakeSlip { basket, slip: id, stake: euros("10.00 EUR") });
        (basket, id)
    }

    fn settle(&mut self, market: MarketId) {
        while self.book.progress(market).unwrap().behind > 0 {
            self.run(Actor::System, SettlePage { market, limit: 1 });
        }
    }
}

fn euros(text: &str) -> Money {
    text.parse().unwrap()
}

fn person(name: &str) -> realdeal::people::Personal {
    Person::new(name, format!("{name}@example.org")).into()
}

/// Who and where the stories of the script take place.
struct Stage {
    admin: Actor,
    bookmaker: Actor,
    alice: UserId,
    league: CompetitionId,
    teams: [ParticipantId; 2],
}

impl Stage {
    /// A fixture three hours from now with a market: 1X2, or one whose outcomes are stated.
    fn market(&self, script: &mut Script, custom: bool) -> (FixtureId, MarketId, Vec<SelectionId>) {
        let entrants = Fixture::match_of(self.teams[0], self.teams[1]);
        let start = script.now.plus(hours(3));
        let schedule = ScheduleFixture { competition: self.league, entrants, start, external: None };
        let Made::Fixture(fixture) = script.run(self.bookmaker, schedule) else { panic!() };
        let (kind, outcomes) = if custom {
            let kind = MarketKind::Custom { name: "First scorer".to_owned() };
            (kind, vec![Outcome::named("Saka"), Outcome::named("nobody")])
        } else {
            (MarketKind::MatchResult, vec![Outcome::Home, Outcome::Draw, Outcome::Away])
        };
        let odds = "2.00".parse().unwrap();
        let selections = outcomes.into_iter().map(|outcome| Priced::new(outcome, odds)).collect();
        let open = OpenMarket {
            fixture,
            kind,
            selections,
            in_play: false,
            external: None,
            terms: realdeal::catalogue::RaceTerms::default(),
        };
        let Made::Market { market, selections } = script.run(self.bookmaker, open) else { panic!() };
        (fixture, market, selections)
    }
}

fn opened() -> (Script, Stage) {
    let now = Timestamp::utc(2024, 8, 16, 12, 0).unwrap();
    let mut script = Script { book: book_at(now), commands: Vec::new(), now };
    let admin = script.user(Actor::System, CreateFirstAdmin { person: person("ada") });
    let bookmaker = script.user(Actor::Visitor, Register { person: person("bo") });
    let alice = script.user(Actor::Visitor, Register { person: person("alice") });
    let (admin, office) = (Actor::User(admin), Actor::User(bookmaker));
    script.run(admin, ChangeRole { user: bookmaker, role: Role::Bookmaker });
    // What the first loses later pays what the second wins.
    for (user, reference) in [(bookmaker, "1"), (alice, "2")] {
        let amount = euros("100.00 EUR");
        script.run(
            Actor::System,
            ConfirmDeposit { user, amount, provider: "bank".into(), reference: reference.into() },
        );
    }
    let league = script.competition(office, "league");
    let teams = ["Arsenal", "Wolves"].map(|name| script.team(office, name));
    (script, Stage { admin, bookmaker: office, alice, league, teams })
}

/// People come, shut themselves out, return, change and go.
fn people(script: &mut Script, stage: &Stage) {
    let bob = script.user(Actor::Visitor, Register { person: person("bob") });
    script.run(Actor::User(bob), EditProfile { user: bob, person: person("robert") });
    let until = script.now.plus(hours(1));
    script.run(Actor::User(bob), ExcludeSelf { user: bob, exclusion: Exclusion::CoolingOff, until });
    script.now = until;
    script.run(Actor::User(bob), RequestReopening { user: bob });
    script.now = until.plus(hours(24));
    assert_eq!(script.run(Actor::System, RunDue { limit: 10 }), Made::Due { done: 1 });
    script.run(stage.admin, ChangeStatus { user: bob, status: Status::Closed });
    script.run(stage.admin, ErasePerson { user: bob });
    script.run(stage.admin, AdoptHouseRules { rules: HouseRules::default() });
}

/// The catalogue grows and shrinks.
fn catalogue(script: &mut Script, stage: &Stage) {
    let office = stage.bookmaker;
    let cup = script.competition(office, "cup");
    script.run(office, RenameCompetition { competition: cup, name: "The Cup".to_owned() });
    script.run(office, RetireCompetition { competition: cup });
    script.run(office, DeleteCompetition { competition: cup });
    let team = script.team(office, "Leeds");
    script.run(office, RenameParticipant { participant: team, name: "Leeds United".to_owned() });
    script.run(office, RetireParticipant { participant: team });
    script.run(office, DeleteParticipant { participant: team });
    let (fixture, market, selections) = stage.market(script, false);
    let prices = vec![NewPrice { selection: selections[0], odds: "2.20".parse().unwrap() }];
    script.run(office, ChangePrices { market, prices });
    script.run(office, SuspendMarket { market });
    script.run(office, ResumeMarket { market });
    script.run(office, CloseMarket { market });
    script.run(office, DeleteFixture { fixture });
}

/// Bets win, are corrected, opened again, and end in a debt that is let go.
fn results(script: &mut Script, stage: &Stage) {
    let (office, alice) = (stage.bookmaker, stage.alice);
    let (fixture, market, selections) = stage.market(script, false);
    let (custom_fixture, custom, named) = stage.market(script, true);
    let cancelled = script.bet(alice, selections[0]);
    script.run(Actor::User(alice), CancelBet { bet: cancelled });
    let bet = script.bet(alice, selections[0]);
    script.bet(alice, named[0]);
    script.now = script.now.plus(hours(3));
    script.run(office, RecordScore { fixture, score: Score::full_time(0, 0), stage: ScoreStage::Live });
    script.run(office, RecordScore { fixture, score: Score::full_time(1, 0), stage: ScoreStage::Final });
    script.settle(market);
    let outcomes = |results: [LegResult; 2]| {
        named.iter().zip(results).map(|(&selection, result)| SelectionResult { selection, result }).collect()
    };
    let results = outcomes([LegResult::WON, LegResult::LOST]);
    script.run(office, RecordOutcomes { market: custom, results });
    script.settle(custom);
    // She draws out all that she has: 100 and twice the winnings of 10.
    let withdraw = |amount| RequestWithdrawal { user: alice, amount: euros(amount) };
    for (amount, paid) in [("1.00 EUR", false), ("120.00 EUR", true)] {
        let made = script.run(Actor::User(alice), withdraw(amount));
        let Made::Withdrawal(withdrawal) = made else { panic!("{made:?}") };
        script.run(stage.admin, AnswerWithdrawal { withdrawal, paid });
    }
    script.run(office, CorrectResult { market: custom, correction: Correction::Withdrawn });
    script.settle(custom);
    script.run(stage.admin, WriteOffDebt { user: alice, amount: euros("20.00 EUR") });
    script.run(office, CorrectScore { fixture, score: Score::full_time(0, 1) });
    script.settle(market);
    script.run(office, VoidBet { bet });
    script.run(stage.admin, AdjustWallet { user: alice, amount: euros("200.00 EUR") });
    script.run(office, VoidMarket { market: custom });
    script.settle(custom);
    script.run(office, VoidFixture { fixture });
    let score = Some(Score::full_time(0, 0));
    script.run(office, AbandonFixture { fixture: custom_fixture, score });
}

/// A race is run, and its order corrected.
fn races(script: &mut Script, stage: &Stage) {
    let (office, [one, two]) = (stage.bookmaker, stage.teams);
    let start = script.now.plus(hours(3));
    let entrants = Fixture::race_of([one, two]);
    let schedule = ScheduleFixture { competition: stage.league, entrants, start, external: None };
    let Made::Fixture(fixture) = script.run(office, schedule) else { panic!() };
    let odds = "2.00".parse().unwrap();
    let selections = stage.teams.map(|runner| Priced::new(Outcome::Runner(runner), odds)).into();
    let open = OpenMarket {
        fixture,
        kind: MarketKind::RaceWinner,
        selections,
        in_play: false,
        external: None,
        terms: realdeal::catalogue::RaceTerms::default(),
    };
    let Made::Market { market, selections } = script.run(office, open) else { panic!() };
    script.bet(stage.alice, selections[0]);
    script.now = start;
    let order = |finishes: [Finish; 2]| {
        let placing = |(&participant, finish)| Placing::new(participant, finish);
        stage.teams.iter().zip(finishes).map(placing).collect()
    };
    let placings = order([Finish::Position(1), Finish::Position(1)]);
    script.run(office, RecordPositions { fixture, placings });
    script.settle(market);
    let placings = order([Finish::DidNotFinish, Finish::Position(1)]);
    script.run(office, CorrectPositions { fixture, placings });
    let odds = "4.00".parse().unwrap();
    let (participant, withdrawn_at) = (two, start);
    let again = script.run(
        office,
        ScheduleFixture {
            competition: stage.league,
            entrants: Fixture::race_of([one, two]),
            start: script.now.plus(hours(3)),
            external: None,
        },
    );
    let Made::Fixture(other) = again else { panic!() };
    script.run(office, WithdrawRunner { fixture: other, participant, odds, withdrawn_at });
    script.run(office, ReinstateRunner { fixture: other, participant });
    script.settle(market);
}

/// Fixtures are moved, and called off.
fn moves(script: &mut Script, stage: &Stage) {
    let office = stage.bookmaker;
    let (fixture, market, selections) = stage.market(script, false);
    script.bet(stage.alice, selections[0]);
    script.run(office, PostponeFixture { fixture });
    script.now = script.now.plus(hours(3 + 48));
    assert_eq!(script.run(Actor::System, RunDue { limit: 10 }), Made::Due { done: 1 });
    script.settle(market);
    script.run(office, RescheduleFixture { fixture, start: script.now.plus(minutes(5)) });
    script.run(office, CancelFixture { fixture });
}

/// A basket is checked out, one is dropped, and one expires.
fn baskets(script: &mut Script, stage: &Stage) {
    let (_, market, selections) = stage.market(script, false);
    let (user, alice) = (stage.alice, Actor::User(stage.alice));
    let (basket, slip) = script.basket(user, selections[0]);
    let made = script.run(alice, CheckOutBasket { basket, edits: 2 });
    assert_eq!(made, Made::Bets(vec![slip]));
    let (basket, slip) = script.basket(user, selections[0]);
    script.run(alice, RemoveFromBasket { basket, slip });
    script.run(alice, DropBasket { basket });
    script.basket(user, selections[0]);
    script.now = script.now.plus(hours(24));
    assert_eq!(script.run(Actor::System, RunDue { limit: 10 }), Made::Due { done: 1 });
    script.run(stage.bookmaker, VoidMarket { market });
    script.settle(market);
}

/// Every story, told in a book of its own.
pub(crate) fn told() -> Vec<Script> {
    let stories: [fn(&mut Script, &Stage); 6] = [people, catalogue, results, moves, baskets, races];
    let tell = |story: fn(&mut Script, &Stage)| {
        let (mut script, stage) = opened();
        story(&mut script, &stage);
        script
    };
    stories.map(tell).into()
}

#[test]
fn every_command_and_every_event_is_reached() {
    let (mut commands, mut events) = (BTreeSet::new(), BTreeSet::new());
    for script in told() {
        check(&script.book);
        commands.extend(script.commands.iter().map(|command| command.body.name()));
        let records = script.book.journal(Page::first(1_000)).unwrap();
        let happened = records.iter().flat_map(|numbered| &numbered.record.events);
        events.extend(happened.map(Event::name));
    }
    let missing = |all: &[&'static str], reached: &BTreeSet<&'static str>| -> Vec<_> {
        all.iter().copied().filter(|name| !reached.contains(name)).collect()
    };
    assert_eq!(missing(Body::NAMES, &commands), [""; 0], "commands that no story carries out");
    assert_eq!(missing(Event::NAMES, &events), [""; 0], "events that no story brings about");
}
