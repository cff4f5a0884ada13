//! The player of the differential run: draws commands from a seed, out of what the books hold by then.
//!
//! The same seed gives the same commands on every machine. Most commands make sense;
//! some come from the wrong actor, twice, or at the wrong time, because refusals must be the same, too.

use std::collections::VecDeque;
use std::time::Duration;

use realdeal::Book;
use realdeal::betting::{
    Basket, BasketSlip, BetType, Folds, OddsChange, PlaceFraction, PlaceTerms, SlipLeg, SlipTerms, StakeMode,
    Way,
};
use realdeal::catalogue::{
    EachWay, Finish, Fixture, MarketKind, Outcome, ParticipantKind, Placing, RaceTerms, Score,
};
use realdeal::command::{
    AbandonFixture, Actor, AddToBasket, AdjustWallet, AdoptHouseRules, AnswerWithdrawal, Body, CancelBet,
    CancelFixture, ChangePrices, ChangeRole, ChangeStatus, CheckOutBasket, CloseMarket, Command,
    ConfirmDeposit, CorrectPositions, CorrectResult, CorrectScore, Correction, CreateBasket,
    CreateCompetition, CreateFirstAdmin, CreateParticipant, DeleteCompetition, DeleteFixture,
    DeleteParticipant, DropBasket, EditProfile, ErasePerson, ExcludeSelf, NewPrice, OpenMarket, PlaceBet,
    PostponeFixture, Priced, RecordPositions, RecordScore, Register, ReinstateRunner, RemoveFromBasket,
    RenameCompetition, RenameParticipant, RequestReopening, RequestWithdrawal, RescheduleFixture,
    RestakeSlip, ResumeMarket, RunDue, ScheduleFixture, ScoreStage, SettlePage, SuspendMarket, VoidBet,
    VoidFixture, VoidMarket, WithdrawRunner, WriteOffDebt,
};
use realdeal::house_rules::HouseRules;
use realdeal::id::{
    BasketId, BetId, CommandId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId,
    WithdrawalId,
};
use realdeal::money::{Currency, Money};
use realdeal::odds::Odds;
use realdeal::people::{Exclusion, Person, Role, Status};
use realdeal::state::{Key, State};
use realdeal::time::Timestamp;

use crate::dice::Dice;
use crate::world::noon;

/// What the books hold, by kind.
#[derive(Default)]
struct Things {
    users: Vec<UserId>,
    competitions: Vec<CompetitionId>,
    participants: Vec<ParticipantId>,
    fixtures: Vec<FixtureId>,
    markets: Vec<MarketId>,
    selections: Vec<SelectionId>,
    bets: Vec<BetId>,
    open_bets: Vec<BetId>,
    baskets: Vec<BasketId>,
    withdrawals: Vec<WithdrawalId>,
}

impl Things {
    fn in_state(state: &State) -> Self {
        let mut things = Self::default();
        for key in state.keys() {
            match key {
                Key::User(id) => things.users.push(id),
                Key::Competition(id) => things.competitions.push(id),
                Key::Participant(id) => things.participants.push(id),
                Key::Fixture(id) => things.fixtures.push(id),
                Key::Market(id) => things.markets.push(id),
                Key::Selection(id) => things.selections.push(id),
                Key::Bet(id) => {
                    things.bets.push(id);
                    let open = state.bets.find(&id).is_some_and(|bet| !bet.status.is_settled());
                    things.open_bets.extend(open.then_some(id));
                }
                Key::Basket(id) if state.baskets.find(&id).is_some_and(Basket::is_open) => {
                    things.baskets.push(id);
                }
                Key::Withdrawal(id) => things.withdrawals.push(id),
                _ => {}
            }
        }
        things
    }
}

/// Draws one command after the other.
pub(crate) struct Player {
    dice: Dice,
    now: Timestamp,
    count: u64,
    admin: UserId,
    bookmaker: UserId,
    bettors: Vec<UserId>,
    opening: VecDeque<Command>,
    sent: Vec<Command>,
}

impl Player {
    pub(crate) fn new(seed: u64) -> Self {
        let nobody = UserId::MIN;
        let mut player = Self {
            dice: Dice(seed),
            now: noon(),
            count: 0,
            admin: nobody,
            bookmaker: nobody,
            bettors: Vec::new(),
            opening: VecDeque::new(),
            sent: Vec::new(),
        };
        player.open();
        player
    }

    fn command(&mut self, actor: Actor, body: impl Into<Body>) -> Command {
        self.count += 1;
        let id = CommandId::from_parts(self.now, 0, self.dice.roll() ^ self.count);
        Command::new(id, actor, self.now, body)
    }

    /// The opening is the same in every run: people, money, a few teams. Ids follow from the commands that make them.
    fn open(&mut self) {
        let person = |name: &str| Person::new(name, format!("{name}@example.org")).into();
        let first = self.command(Actor::System, CreateFirstAdmin { person: person("ada") });
        self.admin = UserId::made_by(first.id, 0);
        self.opening.push_back(first);
        for name in ["bo", "alice", "bob", "carol"] {
            let register = self.command(Actor::Visitor, Register { person: person(name) });
            self.bettors.push(UserId::made_by(register.id, 0));
            self.opening.push_back(register);
        }
        self.bookmaker = self.bettors.remove(0);
        let role = ChangeRole { user: self.bookmaker, role: Role::Bookmaker };
        let role = self.command(Actor::User(self.admin), role);
        self.opening.push_back(role);
        for user in self.bettors.clone() {
            let deposit = self.deposit(user, 20_000);
            self.opening.push_back(deposit);
        }
        let office = Actor::User(self.bookmaker);
        let league = CreateCompetition { name: "League".into(), slug: "league".into(), external: None };
        let league = self.command(office, league);
        self.opening.push_back(league);
        for name in ["Arsenal", "Wolves", "Everton", "Fulham"] {
            let kind = ParticipantKind::Team;
            let team = CreateParticipant { name: name.into(), kind, external: None };
            let team = self.command(office, team);
            self.opening.push_back(team);
        }
    }

    fn deposit(&mut self, user: UserId, cents: i64) -> Command {
        let reference = format!("payment {}", self.count);
        let amount = Money::new(cents, Currency::EUR);
        self.command(Actor::System, ConfirmDeposit { user, amount, provider: "bank".into(), reference })
    }

    /// The next command, after what the books hold.
    pub(crate) fn draw(&mut self, book: &Book) -> Command {
        if let Some(command) = self.opening.pop_front() {
            return command;
        }
        self.pass_time();
        if self.dice.one_in(25)
            && let Some(again) = self.again()
        {
            return again;
        }
        let drawn = book.read(|snapshot| {
            let state = snapshot.state();
            Ok(self.wish(state, &Things::in_state(state)))
        });
        let (actor, body) = drawn
            .expect("memory can be read")
            .unwrap_or_else(|| (Actor::System, RunDue { limit: 10 }.into()));
        let actor = if self.dice.one_in(20) { self.anybody() } else { actor };
        let command = self.command(actor, body);
        if self.dice.one_in(30) { command } else { command.because("the dice said so") }
    }

    /// Takes note of what was sent.
    pub(crate) fn note(&mut self, command: &Command) {
        self.sent.push(command.clone());
    }

    fn pass_time(&mut self) {
        let seconds = match self.dice.below(100) {
            0..50 => 0,
            50..75 => 7,
            75..90 => 300,
            90..97 => 2_400,
            97..99 => 20_000,
            _ => 300_000,
        };
        self.now = self.now.plus(Duration::from_secs(seconds));
    }

    /// An earlier command once more: as it was, or with another body under its id.
    fn again(&mut self) -> Option<Command> {
        let mut command = self.dice.of(&self.sent)?;
        if self.dice.one_in(3) {
            command.at = self.now;
        }
        if self.dice.one_in(4) {
            command.body = RunDue { limit: 7 }.into();
        }
        Some(command)
    }

    fn anybody(&mut self) -> Actor {
        let bettor = self.bettor();
        match self.dice.below(4) {
            0 => Actor::System,
            1 => Actor::Visitor,
            2 => Actor::User(bettor),
            _ => Actor::OnBehalf { agent: self.bookmaker, bettor },
        }
    }

    fn bettor(&mut self) -> UserId {
        self.dice.of(&self.bettors).expect("somebody bets")
    }

    /// Who asks for what; none if there is nothing to ask it of.
    fn wish(&mut self, state: &State, things: &Things) -> Option<(Actor, Body)> {
        let office = Actor::User(self.bookmaker);
        let body = match self.dice.below(100) {
            0..30 => return self.bet(state, things),
            30..46 => return self.basket(state, things),
            46..58 => return self.money(things),
            58..64 => return self.people(things),
            64..72 => self.programme(state, things)?,
            72..80 => self.market(state, things)?,
            80..92 => self.result(state, things)?,
            92..95 => self.trouble(state, things)?,
            95..98 => self.catalogue(things)?,
            _ => return Some((Actor::System, RunDue { limit: 5 }.into())),
        };
        Some((office, body))
    }

    fn legs(&mut self, state: &State, things: &Things) -> Vec<SlipLeg> {
        let count = [1, 1, 1, 2, 3][self.dice.below(5)];
        let mut legs = Vec::new();
        for _ in 0..count {
            let Some(id) = self.dice.of(&things.selections) else { continue };
            let Some(row) = state.selections.find(&id) else { continue };
            let odds = if self.dice.one_in(10) { self.odds() } else { row.odds };
            legs.push(SlipLeg::new(id, odds));
        }
        legs
    }

    /// Now and then a bet of several lines, with a banker in it or without.
    fn bet_terms(&mut self, legs: &mut [SlipLeg]) -> SlipTerms {
        if !self.dice.one_in(4) {
            return SlipTerms::default();
        }
        if let [first, _, _] = legs {
            first.banker = self.dice.one_in(2);
        }
        let sizes = if legs.len() > 2 { [1, 2] } else { [1, 1] };
        let bet_type = Folds::new(sizes).map(|folds| BetType::System { folds }).ok();
        SlipTerms { bet_type, way: Way::Win, stake_mode: StakeMode::PerLine }
    }

    fn odds(&mut self) -> Odds {
        let cents = 110 + self.dice.below(600) as u64;
        Odds::new(cents, 100).expect("a price above one")
    }

    fn euros(&mut self, most: usize) -> Money {
        Money::new(self.dice.cents(most), Currency::EUR)
    }

    fn bet(&mut self, state: &State, things: &Things) -> Option<(Actor, Body)> {
        if self.dice.one_in(8) {
            let bet = self.dice.of(&things.open_bets)?;
            let owner = state.bets.find(&bet)?.user;
            return Some((Actor::User(owner), CancelBet { bet }.into()));
        }
        let odds_change = if self.dice.one_in(2) { OddsChange::Any } else { OddsChange::None };
        let (mut legs, amount) = (self.legs(state, things), self.euros(3_000));
        let terms = self.bet_terms(&mut legs);
        let body = PlaceBet { legs, stake: amount, odds_change, terms };
        Some((Actor::User(self.bettor()), body.into()))
    }

    fn basket(&mut self, state: &State, things: &Things) -> Option<(Actor, Body)> {
        if things.baskets.is_empty() || self.dice.one_in(5) {
            return Some((Actor::User(self.bettor()), CreateBasket {}.into()));
        }
        let basket = self.dice.of(&things.baskets)?;
        let row = state.baskets.find(&basket)?;
        let ids: Vec<_> = row.slips.iter().map(|slip| slip.id).collect();
        let (actor, slip) = (Actor::User(row.user), self.dice.of(&ids));
        let body: Body = match (self.dice.below(10), slip) {
            (0..5, _) | (_, None) => {
                let id = self.command(Actor::System, RunDue { limit: 1 }).id;
                let (mut legs, amount) = (self.legs(state, things), self.euros(2_000));
                let terms = self.bet_terms(&mut legs);
                let slip = BasketSlip {
                    id: id.into(),
                    legs,
                    stake: Some(amount),
                    odds_change: OddsChange::Any,
                    terms,
                };
                AddToBasket { basket, slip }.into()
            }
            (5, Some(slip)) => RemoveFromBasket { basket, slip }.into(),
            (6, Some(slip)) => RestakeSlip { basket, slip, stake: self.euros(500) }.into(),
            (7, _) => DropBasket { basket }.into(),
            _ => CheckOutBasket { basket, edits: row.edits }.into(),
        };
        Some((actor, body))
    }

    fn money(&mut self, things: &Things) -> Option<(Actor, Body)> {
        let (user, amount) = (self.bettor(), self.euros(6_000));
        Some(match self.dice.below(12) {
            0..4 => {
                let reference = format!("payment {}", self.count);
                let deposit = ConfirmDeposit { user, amount, provider: "bank".into(), reference };
                (Actor::System, deposit.into())
            }
            4..7 => (Actor::User(user), RequestWithdrawal { user, amount }.into()),
            7..10 => {
                let withdrawal = self.dice.of(&things.withdrawals)?;
                (Actor::System, AnswerWithdrawal { withdrawal, paid: self.dice.one_in(2) }.into())
            }
            10 => {
                let amount = Money::new(amount.minor() - 3_000, Currency::EUR);
                (Actor::User(self.admin), AdjustWallet { user, amount }.into())
            }
            _ => (Actor::User(self.admin), WriteOffDebt { user, amount }.into()),
        })
    }

    fn people(&mut self, things: &Things) -> Option<(Actor, Body)> {
        let (user, admin) = (self.bettor(), Actor::User(self.admin));
        let person = |name: String| Person::new(name.clone(), format!("{name}@example.org")).into();
        Some(match self.dice.below(10) {
            0..3 => {
                let name = format!("user{}", self.dice.below(40));
                (Actor::Visitor, Register { person: person(name) }.into())
            }
            3..5 => {
                let name = format!("name{}", self.dice.below(40));
                (Actor::User(user), EditProfile { user, person: person(name) }.into())
            }
            5 => {
                let until = self.now.plus(Duration::from_hours(25));
                (Actor::User(user), ExcludeSelf { user, exclusion: Exclusion::CoolingOff, until }.into())
            }
            6 => (Actor::User(user), RequestReopening { user }.into()),
            7 => {
                let status = if self.dice.one_in(3) { Status::Suspended } else { Status::Active };
                (admin, ChangeStatus { user, status }.into())
            }
            8 => (admin, ErasePerson { user: self.dice.of(&things.users)? }.into()),
            _ => {
                let rules =
                    HouseRules { max_legs: 3 + u32::from(self.dice.small(9)), ..HouseRules::default() };
                (admin, AdoptHouseRules { rules }.into())
            }
        })
    }

    fn programme(&mut self, state: &State, things: &Things) -> Option<Body> {
        if self.dice.one_in(2) {
            let fixture = self.dice.of(&things.fixtures)?;
            return Some(self.new_market(state.fixtures.find(&fixture)?));
        }
        let competition = self.dice.of(&things.competitions)?;
        let (home, away) = (self.dice.of(&things.participants)?, self.dice.of(&things.participants)?);
        let start = self.now.plus(Duration::from_mins(30 + self.dice.below(600) as u64));
        let race = self.dice.one_in(4);
        let entrants = if race { Fixture::race_of([home, away]) } else { Fixture::match_of(home, away) };
        Some(ScheduleFixture { competition, entrants, start, external: None }.into())
    }

    fn new_market(&mut self, of: &Fixture) -> Body {
        let fixture = of.id;
        if !of.is_match() {
            let runners = of.entrants.iter().map(|entrant| Outcome::Runner(entrant.participant));
            let selections = runners.map(|runner| Priced::new(runner, self.odds())).collect();
            let kind = MarketKind::RaceWinner;
            return OpenMarket {
                fixture,
                kind,
                selections,
                in_play: false,
                external: None,
                terms: self.terms(),
            }
            .into();
        }
        let (kind, outcomes) = match self.dice.below(4) {
            3 => {
                // In play, so that legs keep the score at which they were accepted.
                let line = ["0", "-0.25", "1"][self.dice.below(3)].parse().expect("a line of goals");
                (MarketKind::AsianHandicap { line }, vec![Outcome::Home, Outcome::Away])
            }
            0 => (MarketKind::MatchResult, vec![Outcome::Home, Outcome::Draw, Outcome::Away]),
            1 => (MarketKind::BothTeamsToScore, vec![Outcome::Yes, Outcome::No]),
            _ => {
                let line = ["2.5", "2.25", "3"][self.dice.below(3)].parse().expect("a line of goals");
                (MarketKind::TotalGoals { line }, vec![Outcome::Over, Outcome::Under])
            }
        };
        let selections = outcomes.into_iter().map(|outcome| Priced::new(outcome, self.odds())).collect();
        let often = if kind.counts_from_acceptance() { 1 } else { 4 };
        OpenMarket {
            fixture,
            kind,
            selections,
            in_play: self.dice.one_in(often),
            external: None,
            terms: RaceTerms::default(),
        }
        .into()
    }

    fn market(&mut self, state: &State, things: &Things) -> Option<Body> {
        let market = self.dice.of(&things.markets)?;
        Some(match self.dice.below(10) {
            0..5 => {
                let of_market = |id: &&SelectionId| {
                    state.selections.find(id).is_some_and(|selection| selection.market == market)
                };
                let ids: Vec<_> = things.selections.iter().filter(of_market).copied().collect();
                let selection = self.dice.of(&ids)?;
                ChangePrices { market, prices: vec![NewPrice { selection, odds: self.odds() }] }.into()
            }
            5 => SuspendMarket { market }.into(),
            6..9 => ResumeMarket { market }.into(),
            _ => CloseMarket { market }.into(),
        })
    }

    fn score(&mut self) -> Score {
        Score::full_time(self.dice.small(4), self.dice.small(4))
    }

    /// The terms of a market on the winner of a race.
    fn terms(&mut self) -> RaceTerms {
        let terms = PlaceTerms { places: 1, fraction: PlaceFraction::FIFTH };
        let each_way = self.dice.one_in(2).then_some(EachWay::Fixed(terms));
        RaceTerms { each_way, ante_post: self.dice.one_in(4), guaranteed: self.dice.one_in(2) }
    }

    /// A runner is out of its race, or in it after all.
    fn runner(&mut self, race: &Fixture) -> Body {
        let (fixture, runner) = (race.id, self.dice.below(race.entrants.len()));
        let participant = race.entrants[runner].participant;
        if race.is_withdrawn(participant) {
            return ReinstateRunner { fixture, participant }.into();
        }
        WithdrawRunner { fixture, participant, odds: self.odds(), withdrawn_at: self.now }.into()
    }

    /// The order of a race as it came in, or another one.
    fn order(&mut self, race: &Fixture) -> Body {
        let start = race.start();
        if start > self.now && self.dice.one_in(2) {
            self.now = start.plus(Duration::from_mins(10));
        }
        let winner = self.dice.below(2);
        let finish = |index| Finish::Position(if index == winner { 1 } else { 2 });
        let starting_price = self.odds();
        let placings = race.entrants.iter().enumerate();
        let placings = placings
            .map(|(index, entrant)| {
                let out = race.is_withdrawn(entrant.participant);
                let placing = Placing::new(entrant.participant, finish(index)).starting_at(starting_price);
                if out { Placing::new(entrant.participant, Finish::DidNotRun) } else { placing }
            })
            .collect();
        let fixture = race.id;
        if race.positions.is_empty() {
            RecordPositions { fixture, placings }.into()
        } else {
            CorrectPositions { fixture, placings }.into()
        }
    }

    fn result(&mut self, state: &State, things: &Things) -> Option<Body> {
        let fixture = self.dice.of(&things.fixtures)?;
        let score = self.score();
        let drawn = self.dice.below(10);
        let row = state.fixtures.find(&fixture)?;
        if !row.is_match() && drawn < 5 {
            return Some(if drawn == 0 { self.runner(row) } else { self.order(row) });
        }
        Some(match drawn {
            0..3 => {
                // Somebody waits for the start before he records a score.
                let start = state.fixtures.find(&fixture)?.start();
                if start > self.now && self.dice.one_in(2) {
                    self.now = start.plus(Duration::from_mins(110));
                }
                RecordScore { fixture, score, stage: ScoreStage::Final }.into()
            }
            3 => RecordScore { fixture, score, stage: ScoreStage::Live }.into(),
            4 => CorrectScore { fixture, score }.into(),
            _ => {
                let behind: Vec<_> =
                    state.progress.sorted().into_iter().filter(|(_, at)| at.behind > 0).collect();
                let waiting: Vec<_> = behind.into_iter().map(|(market, _)| market).collect();
                let market = self.dice.of(&waiting).or_else(|| self.dice.of(&things.markets))?;
                SettlePage { market, limit: 1 + u32::from(self.dice.small(4)) }.into()
            }
        })
    }

    fn trouble(&mut self, state: &State, things: &Things) -> Option<Body> {
        let fixture = self.dice.of(&things.fixtures)?;
        Some(match self.dice.below(10) {
            0 => PostponeFixture { fixture }.into(),
            1 | 2 => {
                let start = state.fixtures.find(&fixture)?.start();
                RescheduleFixture { fixture, start: start.plus(Duration::from_hours(5)) }.into()
            }
            3 => CancelFixture { fixture }.into(),
            4 => VoidFixture { fixture }.into(),
            5 => AbandonFixture { fixture, score: self.dice.one_in(2).then(|| self.score()) }.into(),
            6 => VoidMarket { market: self.dice.of(&things.markets)? }.into(),
            7 => VoidBet { bet: self.dice.of(&things.bets)? }.into(),
            8 => {
                let correction = if self.dice.one_in(2) { Correction::Void } else { Correction::Withdrawn };
                CorrectResult { market: self.dice.of(&things.markets)?, correction }.into()
            }
            _ => DeleteFixture { fixture }.into(),
        })
    }

    fn catalogue(&mut self, things: &Things) -> Option<Body> {
        let (competition, participant) =
            (self.dice.of(&things.competitions)?, self.dice.of(&things.participants)?);
        let name = format!("Name {}", self.dice.below(20));
        Some(match self.dice.below(6) {
            0 => {
                let slug = format!("slug-{}", self.dice.below(20));
                CreateCompetition { name, slug, external: None }.into()
            }
            1 => CreateParticipant { name, kind: ParticipantKind::Team, external: None }.into(),
            2 => RenameCompetition { competition, name }.into(),
            3 => RenameParticipant { participant, name }.into(),
            4 => DeleteCompetition { competition }.into(),
            _ => DeleteParticipant { participant }.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use realdeal::memory::Memory;

    use super::*;
    use crate::world::book_on;

    #[test]
    fn the_draws_bring_about_nearly_every_kind_of_command() {
        let mut accepted = BTreeSet::new();
        for seed in 1..=6 {
            let (mut book, mut player) = (book_on(Memory::new(), seed), Player::new(seed));
            for _ in 0..400 {
                let command = player.draw(&book);
                if book.execute_one(&command).is_ok() {
                    accepted.insert(command.body.name());
                }
                player.note(&command);
            }
        }
        let never: Vec<_> = Body::NAMES.iter().filter(|name| !accepted.contains(**name)).collect();
        assert!(never.len() <= 6, "these were never accepted: {never:?}");
    }

    #[test]
    fn the_same_seed_draws_the_same_commands() {
        let draw = |seed| {
            let (book, mut player) = (book_on(Memory::new(), seed), Player::new(seed));
            (0..30).map(|_| player.draw(&book)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }
}
