//! A town: people who ask for things at random, all following from a seed. Many requests are refused; what is asked is
//! plausible enough that most are not. Nothing is checked here.

use std::time::Duration;

use realdeal::betting::{BasketSlip, BetType, Folds, OddsChange, Slip, SlipLeg, SlipTerms, StakeMode, Way};
use realdeal::catalogue::{Entrant, EntrantRole, ExternalId, MarketKind, Outcome, ParticipantKind, Score};
use realdeal::command::*;
use realdeal::house_rules::{HouseRules, Limits};
use realdeal::id::*;
use realdeal::money::{Currency, Money};
use realdeal::people::{Exclusion, Person, Personal, Role, Status};
use realdeal::settlement::LegResult;
use realdeal::time::Timestamp;
use realdeal::{Answer, Error, Made};

use super::start;

/// A small generator of numbers: SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    pub fn one<T: Clone>(&mut self, list: &[T]) -> Option<T> {
        if list.is_empty() { None } else { Some(list[self.below(list.len() as u64) as usize].clone()) }
    }
}

/// What there is in the town, as far as answers told.
pub struct Town {
    pub dice: Dice,
    pub now: Timestamp,
    count: u64,
    pub admin: Option<UserId>,
    pub bookmaker: Option<UserId>,
    pub support: Option<UserId>,
    pub bettors: Vec<UserId>,
    pub competitions: Vec<CompetitionId>,
    pub participants: Vec<ParticipantId>,
    pub fixtures: Vec<FixtureId>,
    pub markets: Vec<(MarketId, MarketKind)>,
    pub selections: Vec<(MarketId, SelectionId, &'static str)>,
    pub withdrawals: Vec<WithdrawalId>,
    pub bets: Vec<BetId>,
    baskets: Vec<(BasketId, UserId, Vec<BetId>)>,
    sent: Vec<Command>,
}

const PRICES: [&str; 8] = ["2.10", "3.40", "6/4", "+150", "1.50", "10/11", "-110", "7.25"];

impl Town {
    pub fn new(seed: u64) -> Self {
        Self {
            dice: Dice(seed),
            now: start(),
            count: 0,
            admin: None,
            bookmaker: None,
            support: None,
            bettors: Vec::new(),
            competitions: Vec::new(),
            participants: Vec::new(),
            fixtures: Vec::new(),
            markets: Vec::new(),
            selections: Vec::new(),
            withdrawals: Vec::new(),
            bets: Vec::new(),
            baskets: Vec::new(),
            sent: Vec::new(),
        }
    }

    fn id(&mut self) -> CommandId {
        let (a, b) = (self.dice.next(), self.dice.next());
        CommandId::from_parts(self.now, (a & 0xFFF) as u16, b)
    }

    fn command(&mut self, actor: Actor, body: impl Into<Body>) -> Command {
        let id = self.id();
        let reason = Some("asked for at random".to_owned());
        Command { reason, ..Command::new(id, actor, self.now, body) }
    }

    fn person(&mut self) -> Personal {
        self.count += 1;
        // Now and then an address that is taken.
        let number = if self.dice.below(10) == 0 { self.dice.below(self.count) } else { self.count };
        let mut person = Person::new(format!("Person {number}"), format!("p{number}@Example.org"));
        person.phone = (number % 3 == 0).then(|| format!("+{number}"));
        Personal(person)
    }

    fn money(&mut self, most: u64) -> Money {
        let currency =
            if self.dice.below(5) == 0 { Currency::custom("GOLD1", 2).unwrap() } else { Currency::EUR };
        Money::new(self.dice.below(most) as i64 + 10, currency)
    }

    fn external(&mut self) -> Option<ExternalId> {
        let number = self.dice.below(500);
        (number < 150).then(|| ExternalId::new("feed", number.to_string()))
    }

    /// The next slice of commands.
    pub fn slice(&mut self, most: u64) -> Vec<Command> {
        let count = self.dice.below(most) + 1;
        (0..count).map(|_| self.next()).collect()
    }

    fn next(&mut self) -> Command {
        let step = [0, 0, 0, 0, 1, 5, 20, 150][self.dice.below(8) as usize];
        self.now = self.now.plus(Duration::from_secs(step));
        let command = self.draw();
        if self.sent.len() < 2_000 {
            self.sent.push(command.clone());
        } else {
            let place = self.dice.below(2_000) as usize;
            self.sent[place] = command.clone();
        }
        command
    }

    fn draw(&mut self) -> Command {
        let Some(admin) = self.admin else {
            let person = self.person();
            return self.command(Actor::System, CreateFirstAdmin { person });
        };
        if self.bettors.len() < 6 {
            let person = self.person();
            return self.command(Actor::Visitor, Register { person });
        }
        if self.bookmaker.is_none() {
            let user = self.bettors.remove(0);
            self.bookmaker = Some(user);
            return self.command(Actor::User(admin), ChangeRole { user, role: Role::Bookmaker });
        }
        if self.support.is_none() {
            let user = self.bettors.remove(0);
            self.support = Some(user);
            return self.command(Actor::User(admin), ChangeRole { user, role: Role::Support });
        }
        let drawn = match self.dice.below(100) {
            0..=9 => self.of_people(),
            10..=24 => self.of_the_catalogue(),
            25..=39 => self.of_results(),
            40..=54 => self.of_money(),
            55..=64 => self.of_baskets(),
            65..=67 => self.dice.one(&self.sent.clone()),
            _ => self.of_bets(),
        };
        drawn.unwrap_or_else(|| self.command(Actor::System, RunDue { limit: 3 }))
    }

    fn of_people(&mut self) -> Option<Command> {
        let admin = Actor::User(self.admin?);
        let user = self.bettor()?;
        let until = self.now.plus(Duration::from_secs(86_400 * (1 + self.dice.below(3))));
        Some(match self.dice.below(40) {
            0..=8 => {
                let person = self.person();
                self.command(Actor::Visitor, Register { person })
            }
            9 | 10 => {
                let status = [Status::Suspended, Status::Blocked, Status::OnRegister, Status::Closed]
                    [self.dice.below(4) as usize];
                self.command(admin, ChangeStatus { user, status })
            }
            11..=30 => self.command(admin, ChangeStatus { user, status: Status::Active }),
            31 => {
                let exclusion =
                    [Exclusion::CoolingOff, Exclusion::SelfExclusion][self.dice.below(2) as usize];
                self.command(Actor::User(user), ExcludeSelf { user, exclusion, until })
            }
            32 | 33 => self.command(Actor::User(user), RequestReopening { user }),
            34..=36 => {
                let person = self.person();
                self.command(Actor::User(user), EditProfile { user, person })
            }
            _ if self.dice.below(4) == 0 => self.command(admin, ErasePerson { user }),
            _ => {
                let gold = Limits { min_stake: 1, max_stake: 100_000, max_return: 10_000_000 };
                let max_legs = 3 + self.dice.below(5) as u32;
                let rules = HouseRules { max_legs, ..HouseRules::default() }
                    .with_limits(Currency::custom("GOLD1", 2).unwrap(), gold);
                self.command(admin, AdoptHouseRules { rules })
            }
        })
    }

    fn of_the_catalogue(&mut self) -> Option<Command> {
        let office = Actor::User(self.bookmaker?);
        let external = self.external();
        let number = self.dice.below(400);
        if self.competitions.is_empty() || self.dice.below(25) == 0 {
            let (name, slug) = (format!("Cup {number}"), format!("cup-{number}"));
            return Some(self.command(office, CreateCompetition { name, slug, external }));
        }
        if self.participants.len() < 6 || self.dice.below(15) == 0 {
            let (name, kind) = (format!("Team {number}"), ParticipantKind::Team);
            return Some(self.command(office, CreateParticipant { name, kind, external }));
        }
        let competition = self.dice.one(&self.competitions)?;
        let (home, away) = (self.dice.one(&self.participants)?, self.dice.one(&self.participants)?);
        let start = self.now.plus(Duration::from_secs(600 + 600 * self.dice.below(30)));
        let fixture = self.dice.one(&self.fixtures);
        let market = self.dice.one(&self.markets).map(|(market, _)| market);
        Some(match self.dice.below(30) {
            0 => self.command(office, RenameCompetition { competition, name: format!("Cup of {number}") }),
            1 => {
                self.command(office, RenameParticipant { participant: home, name: format!("Club {number}") })
            }
            2 if number < 10 => self.command(office, RetireCompetition { competition }),
            2 => self.command(office, DeleteCompetition { competition }),
            3 if number < 10 => self.command(office, RetireParticipant { participant: home }),
            3 => self.command(office, DeleteParticipant { participant: home }),
            4 if number < 150 => self.command(office, DeleteFixture { fixture: fixture? }),
            5 => self.command(office, RescheduleFixture { fixture: fixture?, start }),
            6 if number < 150 => self.command(office, PostponeFixture { fixture: fixture? }),
            7 if number < 200 => self.command(office, SuspendMarket { market: market? }),
            8 | 16 => self.command(office, ResumeMarket { market: market? }),
            9..=11 => self.prices(office)?,
            12..=15 | 17..=22 if fixture.is_some() => self.market(office, fixture?, external),
            _ => {
                let role = |participant, role| Entrant { participant, role };
                let entrants = vec![role(home, EntrantRole::Home), role(away, EntrantRole::Away)];
                self.command(office, ScheduleFixture { competition, entrants, start, external })
            }
        })
    }

    fn prices(&mut self, office: Actor) -> Option<Command> {
        let (market, selection, _) = self.dice.one(&self.selections)?;
        let text = self.dice.one(&PRICES)?;
        for known in &mut self.selections {
            if known.1 == selection {
                known.2 = text;
            }
        }
        let prices = vec![NewPrice { selection, odds: text.parse().ok()? }];
        Some(self.command(office, ChangePrices { market, prices }))
    }

    fn market(&mut self, office: Actor, fixture: FixtureId, external: Option<ExternalId>) -> Command {
        let (kind, outcomes) = match self.dice.below(5) {
            0 | 1 => (MarketKind::MatchResult, vec![Outcome::Home, Outcome::Draw, Outcome::Away]),
            2 => (
                MarketKind::TotalGoals { line: "2.25".parse().unwrap() },
                vec![Outcome::Over, Outcome::Under],
            ),
            3 => {
                let listed = [(0, 0), (1, 0), (2, 1)].map(|(home, away)| Outcome::exact(home, away));
                (MarketKind::CorrectScore, [&listed[..], &[Outcome::AnyOther]].concat())
            }
            _ => {
                let name = "First scorer".to_owned();
                (MarketKind::Custom { name }, ["Saka", "Nobody", "Cunha"].map(Outcome::named).to_vec())
            }
        };
        let selections = outcomes
            .into_iter()
            .map(|outcome| {
                let text = self.dice.one(&PRICES).unwrap();
                Priced { outcome, odds: text.parse().unwrap(), external: self.external() }
            })
            .collect();
        let in_play = self.dice.below(3) == 0;
        self.command(
            office,
            OpenMarket {
                fixture,
                kind,
                selections,
                in_play,
                external,
                terms: realdeal::catalogue::RaceTerms::default(),
            },
        )
    }

    fn of_results(&mut self) -> Option<Command> {
        let office = Actor::User(self.bookmaker?);
        let fixture = self.dice.one(&self.fixtures)?;
        let (market, kind) = self.dice.one(&self.markets)?;
        let score = Score::full_time(self.dice.below(4) as u16, self.dice.below(4) as u16);
        let results = |town: &mut Self| {
            let known =
                [LegResult::WON, LegResult::LOST, LegResult::VOID, LegResult::dead_heat(1, 3).unwrap()];
            let of_market = town.selections.iter().filter(|(of, ..)| *of == market).map(|(_, id, _)| *id);
            let all: Vec<_> = of_market.collect();
            let result = |selection| SelectionResult { selection, result: town.dice.one(&known).unwrap() };
            all.into_iter().map(result).collect::<Vec<_>>()
        };
        let limit = 1 + self.dice.below(5) as u32;
        let rare = self.dice.below(5) == 0;
        Some(match self.dice.below(20) {
            0 | 1 if rare || self.dice.below(2) == 0 => {
                let stage = if self.dice.below(3) == 0 { ScoreStage::Live } else { ScoreStage::Final };
                self.command(office, RecordScore { fixture, score, stage })
            }
            3 => self.command(office, CorrectScore { fixture, score }),
            4 if matches!(kind, MarketKind::Custom { .. }) => {
                let results = results(self);
                self.command(office, RecordOutcomes { market, results })
            }
            5 => {
                let correction = match self.dice.below(4) {
                    0 => Correction::Score,
                    1 => Correction::Void,
                    2 => Correction::Withdrawn,
                    _ => Correction::Outcomes(results(self)),
                };
                self.command(office, CorrectResult { market, correction })
            }
            6 if rare => self.command(office, VoidMarket { market }),
            7 if rare => self.command(office, AbandonFixture { fixture, score: None }),
            8 if rare => self.command(office, CancelFixture { fixture }),
            9 if rare => self.command(office, CloseMarket { market }),
            10 => {
                let bet = self.dice.one(&self.bets)?;
                self.command(office, VoidBet { bet })
            }
            11 | 12 => self.command(Actor::System, RunDue { limit }),
            _ => self.command(Actor::System, SettlePage { market, limit }),
        })
    }

    fn of_money(&mut self) -> Option<Command> {
        let user = self.bettor()?;
        let most = if self.dice.below(2) == 0 { 1_000 } else { 20_000 };
        let amount = self.money(most);
        let admin = Actor::User(self.admin?);
        Some(match self.dice.below(12) {
            0..=6 => {
                let (provider, reference) = ("bank".to_owned(), self.dice.below(5_000).to_string());
                self.command(Actor::System, ConfirmDeposit { user, amount, provider, reference })
            }
            7 | 8 => self.command(Actor::User(user), RequestWithdrawal { user, amount }),
            9 => {
                let withdrawal = self.dice.one(&self.withdrawals)?;
                let paid = self.dice.below(2) == 0;
                self.command(Actor::System, AnswerWithdrawal { withdrawal, paid })
            }
            10 => {
                let minus = self.dice.below(2) == 0;
                let amount = if minus { amount.checked_neg().ok()? } else { amount };
                self.command(admin, AdjustWallet { user, amount })
            }
            _ => self.command(admin, WriteOffDebt { user, amount }),
        })
    }

    /// A few of the bettors do most of what is done, so that they have money and bets: the latest, because in the long run
    /// each one is shut out or shuts himself out.
    fn bettor(&mut self) -> Option<UserId> {
        let strangers = self.bettors.len().saturating_sub(10);
        if self.dice.below(8) == 0 {
            self.dice.one(&self.bettors)
        } else {
            self.dice.one(&self.bettors[strangers..])
        }
    }

    /// Now and then a bet of several lines.
    fn terms(&mut self, legs: usize) -> SlipTerms {
        if self.dice.below(4) > 0 {
            return SlipTerms::default();
        }
        let sizes = if legs > 1 { [1, 2] } else { [1, 1] };
        let bet_type = Folds::new(sizes).map(|folds| BetType::System { folds }).ok();
        SlipTerms { bet_type, way: Way::Win, stake_mode: StakeMode::PerLine }
    }

    fn legs(&mut self) -> Option<Vec<SlipLeg>> {
        let count = if self.dice.below(3) == 0 { 2 + self.dice.below(2) } else { 1 };
        let mut legs = Vec::new();
        for _ in 0..count {
            // The latest are the likeliest to be open.
            let recent = self.selections.len().saturating_sub(30);
            let (_, selection, text) = self.dice.one(&self.selections[recent..])?;
            legs.push(SlipLeg::new(selection, text.parse().ok()?));
        }
        Some(legs)
    }

    fn of_bets(&mut self) -> Option<Command> {
        let user = self.bettor()?;
        if self.dice.below(15) == 0 {
            let bet = self.dice.one(&self.bets)?;
            let support = Actor::OnBehalf { agent: self.support?, bettor: user };
            let actor = if self.dice.below(2) == 0 { Actor::User(user) } else { support };
            return Some(self.command(actor, CancelBet { bet }));
        }
        let (legs, stake) = (self.legs()?, self.money(2_000));
        let terms = self.terms(legs.len());
        let odds_change = if self.dice.below(4) == 0 { OddsChange::None } else { OddsChange::Any };
        Some(self.command(Actor::User(user), PlaceBet { legs, stake, odds_change, terms }))
    }

    fn of_baskets(&mut self) -> Option<Command> {
        let recent = self.baskets.len().saturating_sub(6);
        let place = recent + self.dice.below((self.baskets.len() - recent) as u64) as usize;
        if self.baskets.is_empty() || self.dice.below(6) == 0 {
            let user = self.bettor()?;
            return Some(self.command(Actor::User(user), CreateBasket {}));
        }
        let (basket, user, slips) = self.baskets[place].clone();
        let actor = Actor::User(user);
        Some(match self.dice.below(8) {
            0..=3 => {
                let mut slip = Slip::new(self.id()).on_odds_change(OddsChange::Any);
                for leg in self.legs()? {
                    slip = slip.leg(leg.selection, leg.odds);
                }
                if self.dice.below(4) > 0 {
                    slip = slip.stake(self.money(1_000));
                }
                let slip = BasketSlip::try_from(slip).ok()?;
                self.baskets[place].2.push(slip.id);
                self.command(actor, AddToBasket { basket, slip })
            }
            4 => {
                let slip = self.dice.one(&slips)?;
                self.command(actor, RemoveFromBasket { basket, slip })
            }
            5 => {
                let (slip, stake) = (self.dice.one(&slips)?, self.money(1_000));
                self.command(actor, RestakeSlip { basket, slip, stake })
            }
            6 if self.dice.below(4) == 0 => self.command(actor, DropBasket { basket }),
            _ => {
                let edits = slips.len() as u32 + self.dice.below(2) as u32;
                self.command(actor, CheckOutBasket { basket, edits })
            }
        })
    }

    /// Learns what came of a command.
    pub fn learn(&mut self, command: &Command, answer: &Result<Answer, Error>) {
        let Ok(answer) = answer else { return };
        if answer.repeated {
            return;
        }
        match &command.body {
            Body::DeleteCompetition(body) => self.competitions.retain(|id| *id != body.competition),
            Body::DeleteParticipant(body) => self.participants.retain(|id| *id != body.participant),
            Body::DeleteFixture(body) => self.fixtures.retain(|id| *id != body.fixture),
            _ => {}
        }
        match &answer.made {
            Made::User(user) if self.admin.is_none() => self.admin = Some(*user),
            Made::User(user) => self.bettors.push(*user),
            Made::Competition(id) => self.competitions.push(*id),
            Made::Participant(id) => self.participants.push(*id),
            Made::Fixture(id) => self.fixtures.push(*id),
            Made::Market { market, selections } => {
                let Body::OpenMarket(body) = &command.body else { return };
                self.markets.push((*market, body.kind.clone()));
                for (selection, priced) in selections.iter().zip(&body.selections) {
                    let text =
                        PRICES.iter().find(|text| **text == priced.odds.to_string()).unwrap_or(&"2.10");
                    self.selections.push((*market, *selection, text));
                }
            }
            Made::Withdrawal(id) => self.withdrawals.push(*id),
            Made::Bet(id) => self.bets.push(*id),
            Made::Bets(ids) => self.bets.extend(ids),
            Made::Basket(id) => self.baskets.extend(command.actor.user().map(|user| (*id, user, Vec::new()))),
            _ => {}
        }
        // What is old is seldom asked about, so that there is something new to ask about.
        self.fixtures.drain(..self.fixtures.len().saturating_sub(25));
        self.markets.drain(..self.markets.len().saturating_sub(40));
    }
}
