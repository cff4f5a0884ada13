//! A town to draw commands from: bettors who place, cancel, pay in and take out; a bookmaker who opens markets, records
//! scores, settles in pages and corrects. What is drawn is plausible, and most of it accepted.

use std::time::Duration;

use realdeal::betting::{OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::{Entrant, EntrantRole, MarketKind, Outcome, ParticipantKind, Score};
use realdeal::command::{
    Actor, AnswerWithdrawal, Body, CancelBet, ChangePrices, ChangeRole, Command, ConfirmDeposit,
    CorrectScore, CreateCompetition, CreateFirstAdmin, CreateParticipant, NewPrice, OpenMarket, PlaceBet,
    Priced, RecordScore, Register, RequestWithdrawal, ScheduleFixture, ScoreStage, SettlePage,
};
use realdeal::id::{
    BetId, CommandId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId, WithdrawalId,
};
use realdeal::money::{Currency, Money};
use realdeal::people::{Person, Role};
use realdeal::time::Timestamp;
use realdeal::{Answer, Made};

use crate::dice::Dice;
use crate::error::Found;

const PRICES: [&str; 6] = ["2.10", "3.40", "6/4", "+150", "1.50", "10/11"];
/// How many bettors there are.
const BETTORS: usize = 6;
/// How many commands come between the opening of a fixture and its end.
const ROUND: u32 = 45;

/// What there is, as far as answers told.
#[derive(Debug)]
pub(crate) struct Town {
    dice: Dice,
    now: Timestamp,
    drawn: u64,
    admin: Option<UserId>,
    bookmaker: Option<UserId>,
    bettors: Vec<UserId>,
    league: Option<CompetitionId>,
    teams: Vec<ParticipantId>,
    fixture: Option<FixtureId>,
    start: Timestamp,
    markets: Vec<MarketId>,
    selections: Vec<(MarketId, SelectionId, &'static str)>,
    /// What is left of the round of the open fixture.
    left: u32,
    /// Markets with pages to settle.
    behind: Vec<MarketId>,
    /// The fixture that was over last.
    over: Option<FixtureId>,
    markets_over: Vec<MarketId>,
    bets: Vec<(UserId, BetId)>,
    asked: Vec<WithdrawalId>,
}

impl Town {
    pub(crate) const NOON: Timestamp = Timestamp::from_seconds(1_723_809_600);

    pub(crate) fn new(seed: u64) -> Self {
        Self {
            dice: Dice::new(seed),
            now: Self::NOON,
            drawn: 0,
            admin: None,
            bookmaker: None,
            bettors: Vec::new(),
            league: None,
            teams: Vec::new(),
            fixture: None,
            start: Self::NOON,
            markets: Vec::new(),
            selections: Vec::new(),
            left: 0,
            behind: Vec::new(),
            over: None,
            markets_over: Vec::new(),
            bets: Vec::new(),
            asked: Vec::new(),
        }
    }

    fn command(&mut self, actor: Actor, body: impl Into<Body>) -> Command {
        self.now = self.now.plus(Duration::from_secs(self.dice.below(4)));
        self.drawn += 1;
        let twelve = u16::try_from(self.dice.draw() & 0xFFF).unwrap_or_default();
        let id = CommandId::from_parts(self.now, twelve, self.dice.draw());
        Command::new(id, actor, self.now, body)
    }

    fn money(&mut self, most: u64) -> Money {
        Money::new(i64::try_from(100 + self.dice.below(most)).unwrap_or(100), Currency::EUR)
    }

    /// The next command, if there is something to ask for.
    pub(crate) fn draw(&mut self) -> Found<Option<Command>> {
        if let Some(first) = self.founding() {
            return Ok(Some(first));
        }
        let (Some(bookmaker), Some(league)) = (self.bookmaker, self.league) else { return Ok(None) };
        let office = Actor::User(bookmaker);
        let Some(fixture) = self.fixture else { return Ok(Some(self.schedule(office, league))) };
        if self.markets.len() < 2 {
            return self.open(office, fixture).map(Some);
        }
        if self.left == 0 {
            return Ok(Some(self.whistle(office, fixture)));
        }
        self.left -= 1;
        if let Some(market) = self.behind.last().copied()
            && self.dice.once_in(3)
        {
            let limit = u32::try_from(1 + self.dice.below(4)).unwrap_or(1);
            return Ok(Some(self.command(Actor::System, SettlePage { market, limit })));
        }
        self.ordinary(office)
    }

    /// What a new book needs.
    fn founding(&mut self) -> Option<Command> {
        let person = |name: String| Person::new(name.clone(), format!("{name}@example.org")).into();
        if self.admin.is_none() {
            return Some(self.command(Actor::System, CreateFirstAdmin { person: person("ada".into()) }));
        }
        if self.bettors.len() + usize::from(self.bookmaker.is_some()) <= BETTORS {
            let name = format!("p{}", self.drawn);
            return Some(self.command(Actor::Visitor, Register { person: person(name) }));
        }
        if self.bookmaker.is_none() {
            let (admin, user) = (self.admin?, self.bettors.pop()?);
            self.bookmaker = Some(user);
            return Some(self.command(Actor::User(admin), ChangeRole { user, role: Role::Bookmaker }));
        }
        let office = Actor::User(self.bookmaker?);
        if self.league.is_none() {
            let (name, slug) = ("Premier League".to_owned(), "premier-league".to_owned());
            return Some(self.command(office, CreateCompetition { name, slug, external: None }));
        }
        if self.teams.len() < 2 {
            let (name, kind) = (format!("Team {}", self.drawn), ParticipantKind::Team);
            return Some(self.command(office, CreateParticipant { name, kind, external: None }));
        }
        None
    }

    fn schedule(&mut self, office: Actor, competition: CompetitionId) -> Command {
        let role = |participant, role| Entrant { participant, role };
        let entrants = vec![role(self.teams[0], EntrantRole::Home), role(self.teams[1], EntrantRole::Away)];
        self.start = self.now.plus(Duration::from_hours(3));
        self.command(office, ScheduleFixture { competition, entrants, start: self.start, external: None })
    }

    fn open(&mut self, office: Actor, fixture: FixtureId) -> Found<Command> {
        let (kind, outcomes) = if self.markets.is_empty() {
            (MarketKind::MatchResult, vec![Outcome::Home, Outcome::Draw, Outcome::Away])
        } else {
            let line = "2.25".parse().map_err(|_| crate::Fault::new("2.25 is no line"))?;
            (MarketKind::TotalGoals { line }, vec![Outcome::Over, Outcome::Under])
        };
        let mut selections = Vec::new();
        for outcome in outcomes {
            selections.push(Priced { outcome, odds: PRICES[0].parse()?, external: None });
        }
        Ok(self.command(
            office,
            OpenMarket {
                fixture,
                kind,
                selections,
                in_play: false,
                external: None,
                terms: realdeal::catalogue::RaceTerms::default(),
            },
        ))
    }

    fn score(&mut self) -> Score {
        let mut goals = || u16::try_from(self.dice.below(4)).unwrap_or(0);
        Score::full_time(goals(), goals())
    }

    /// The fixture is over.
    fn whistle(&mut self, office: Actor, fixture: FixtureId) -> Command {
        self.now = self.now.max(self.start.plus(Duration::from_hours(2)));
        let score = self.score();
        self.command(office, RecordScore { fixture, score, stage: ScoreStage::Final })
    }

    fn ordinary(&mut self, office: Actor) -> Found<Option<Command>> {
        let Some(user) = self.dice.one(&self.bettors).copied() else { return Ok(None) };
        Ok(match self.dice.below(40) {
            0..=6 => {
                let (amount, reference) = (self.money(9_000), self.drawn.to_string());
                let deposit = ConfirmDeposit { user, amount, provider: "bank".to_owned(), reference };
                Some(self.command(Actor::System, deposit))
            }
            7 | 8 => {
                let amount = self.money(1_500);
                Some(self.command(Actor::User(user), RequestWithdrawal { user, amount }))
            }
            9 | 10 => self.asked.pop().map(|withdrawal| {
                let paid = self.dice.once_in(2);
                self.command(Actor::System, AnswerWithdrawal { withdrawal, paid })
            }),
            11..=13 => self
                .dice
                .one(&self.bets)
                .copied()
                .map(|(user, bet)| self.command(Actor::User(user), CancelBet { bet })),
            14 | 15 => self.reprice(office)?,
            16 | 17 => self.over.map(|fixture| {
                let score = self.score();
                self.command(office, CorrectScore { fixture, score }).because("the referee's report")
            }),
            _ => Some(self.bet(user)?),
        })
    }

    fn reprice(&mut self, office: Actor) -> Found<Option<Command>> {
        let place = self.dice.place(self.selections.len());
        let text = PRICES[self.dice.place(PRICES.len())];
        let Some((market, selection, price)) = self.selections.get_mut(place) else { return Ok(None) };
        *price = text;
        let (market, prices) = (*market, vec![NewPrice { selection: *selection, odds: text.parse()? }]);
        Ok(Some(self.command(office, ChangePrices { market, prices })))
    }

    fn bet(&mut self, user: UserId) -> Found<Command> {
        let mut legs = Vec::new();
        let (_, selection, text) = self.selections[self.dice.place(self.selections.len())];
        legs.push(SlipLeg::new(selection, text.parse()?));
        let stake = self.money(700);
        Ok(self.command(
            Actor::User(user),
            PlaceBet { legs, stake, odds_change: OddsChange::Any, terms: SlipTerms::default() },
        ))
    }

    /// Learns what came of a command.
    pub(crate) fn learn(&mut self, command: &Command, answer: &Answer) {
        match (&command.body, &answer.made) {
            (Body::CreateFirstAdmin(_), Made::User(user)) => self.admin = Some(*user),
            (_, Made::User(user)) => self.bettors.push(*user),
            (_, Made::Competition(id)) => self.league = Some(*id),
            (_, Made::Participant(id)) => self.teams.push(*id),
            (_, Made::Fixture(id)) => (self.fixture, self.left) = (Some(*id), ROUND),
            (_, Made::Market { market, selections }) => {
                self.markets.push(*market);
                self.selections.extend(selections.iter().map(|id| (*market, *id, PRICES[0])));
            }
            (_, Made::Withdrawal(id)) => self.asked.push(*id),
            (Body::PlaceBet(_), Made::Bet(id)) => {
                self.bets.extend(command.actor.user().map(|user| (user, *id)));
                self.bets.drain(..self.bets.len().saturating_sub(12));
            }
            (Body::SettlePage(_), Made::Page { left: 0, .. }) => drop(self.behind.pop()),
            (Body::RecordScore(body), _) => {
                self.markets_over = std::mem::take(&mut self.markets);
                self.behind.extend(self.markets_over.iter().copied());
                self.selections.clear();
                (self.over, self.fixture) = (Some(body.fixture), None);
            }
            // Its markets are graded anew.
            (Body::CorrectScore(_), _) => self.behind.extend(self.markets_over.iter().copied()),
            _ => {}
        }
    }
}
