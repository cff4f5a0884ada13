//! The game: a book and the model, told the same and held against each other after every request.

use realdeal::answer::Answer;
use realdeal::catalogue::ParticipantKind;
use realdeal::command::{Command, CreateParticipant};
use realdeal::host::SimulatedHost;
use realdeal::people::{Person, Role};
use realdeal::state::StateHash;
use realdeal::storage::{Page, Storage};
use realdeal::time::Timestamp;
use realdeal::{Book, Error, Made, Rejection};

use super::ask::{Ask, DAY, HOUR, Part, Time, Verdict, What, Who};
use super::bridge::{Stage, done};
use super::check::{Checked, compare, same};
use super::grading::{Kind, picks};
use super::nouns::Model;
use super::ops::Op;
use super::sender::{Cast, Sender};
use super::support;
use super::tables::{euro, price};

pub(crate) struct Game {
    pub(crate) book: Book,
    /// Reads the book's journal and nothing else.
    follower: Book,
    pub(crate) model: Model,
    pub(crate) sender: Sender,
    pub(crate) stage: Stage,
    /// Every command that was met, with its answer.
    pub(crate) met: Vec<(Command, Answer)>,
    hash: StateHash,
}

fn start() -> Timestamp {
    Timestamp::utc(2024, 8, 16, 12, 0).unwrap()
}

fn cast(book: &mut Book) -> Cast {
    let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org")).unwrap();
    let mut enter =
        |name: &str| book.visitor().register(Person::new(name, format!("{name}@example.org"))).unwrap();
    let (bookmaker, support) = (enter("bo"), enter("sue"));
    let bettors = ["alice", "bob", "carl"].map(&mut enter).to_vec();
    book.session(admin).change_role(bookmaker, Role::Bookmaker).unwrap();
    book.session(admin).change_role(support, Role::Support).unwrap();
    Cast { admin, bookmaker, support, bettors }
}

fn stage(book: &mut Book, cast: &Cast) -> Stage {
    let mut office = book.session(cast.bookmaker);
    let league = office.create_competition("Premier League", "premier-league").unwrap();
    let teams = ["Arsenal", "Wolves"].map(|name| {
        let kind = ParticipantKind::Team;
        let body = CreateParticipant { name: name.to_owned(), kind, external: None };
        match office.send(body).unwrap().made {
            Made::Participant(id) => id,
            made => panic!("a team, not {made:?}"),
        }
    });
    Stage { league, teams }
}

impl Game {
    /// People, a league, and nothing else.
    pub(crate) fn empty() -> Self {
        Self::on(support::storage())
    }

    pub(crate) fn on(storage: impl Storage + 'static) -> Self {
        let mut book = Book::with_host(storage, SimulatedHost::new(1, start()));
        book.set_now(start());
        book.set_options(support::book_at(start()).options());
        let cast = cast(&mut book);
        let stage = stage(&mut book, &cast);
        let now = start().micros();
        let mut model = Model::new(now);
        let staff =
            [(cast.admin, Part::Admin), (cast.bookmaker, Part::Bookmaker), (cast.support, Part::Support)];
        let bettors = cast.bettors.iter().map(|bettor| (*bettor, Part::Bettor));
        for (user, part) in staff.into_iter().chain(bettors) {
            model.enter(user, part);
        }
        let hash = book.state_hash().unwrap();
        let mut follower = support::book_at(start());
        follower.restore(book.journal(Page::first(usize::MAX)).unwrap()).unwrap();
        Self { book, follower, model, sender: Sender::new(cast, now), stage, met: Vec::new(), hash }
    }

    /// A game with money, three fixtures and some markets in it.
    pub(crate) fn opened(storage: impl Storage + 'static) -> Result<Self, String> {
        let mut game = Self::on(storage);
        for bettor in game.sender.cast.bettors.clone() {
            let what = What::Deposit(bettor, euro(20_000), format!("first of {bettor}"));
            game.ask(Who::System, what)?;
        }
        for (ahead, kinds) in [
            (3 * HOUR, vec![Kind::Winner, Kind::Handicap(-3), Kind::Total(10), Kind::Custom]),
            (5 * HOUR, vec![Kind::DrawNoBet, Kind::BothScore, Kind::Total(9)]),
            (DAY, vec![Kind::TwoOfThree, Kind::Handicap(1)]),
            (2 * DAY, vec![Kind::Winner, Kind::Custom]),
            (4 * DAY, vec![Kind::Handicap(-5), Kind::Total(11)]),
        ] {
            game.open(ahead, &kinds)?;
        }
        Ok(game)
    }

    /// Schedules a fixture, so long from now, and opens markets on it.
    pub(crate) fn open(&mut self, ahead: Time, kinds: &[Kind]) -> Result<realdeal::id::FixtureId, String> {
        let office = Who::User(self.sender.cast.bookmaker);
        let start = self.sender.now + ahead;
        let Verdict::Met(super::ask::Done::Fixture(fixture)) =
            self.ask(office, What::Schedule { race: false, start })?
        else {
            return Err("a fixture could not be scheduled".to_owned());
        };
        for (&kind, offset) in kinds.iter().zip(0_u8..) {
            let prices = picks(kind).iter().zip(offset..).map(|(_, number)| price(number)).collect();
            self.ask(office, What::Open { fixture, kind, prices, in_play: false })?;
        }
        Ok(fixture)
    }

    /// Asks for something in the plain way.
    pub(crate) fn ask(&mut self, who: Who, what: What) -> Result<Verdict, String> {
        let ask = self.sender.plain(who, what);
        self.tell(ask)
    }

    pub(crate) fn play(&mut self, op: &Op) -> Checked {
        let ask = self.sender.request(op, &self.model);
        self.tell(ask).map(drop)
    }

    pub(crate) fn play_all(&mut self, ops: &[Op]) -> Checked {
        for (index, op) in ops.iter().enumerate() {
            self.play(op).map_err(|fault| format!("{fault}\nat operation {index}, {op:?}"))?;
        }
        self.settle_all()?;
        self.rebuild()
    }

    /// Drives every page that waits.
    pub(crate) fn settle_all(&mut self) -> Checked {
        for market in self.model.markets.keys().copied().collect::<Vec<_>>() {
            while !self.model.waiting(market).is_empty() {
                self.ask(Who::System, What::Page(market, 3))?;
            }
        }
        Ok(())
    }

    /// Tells the book and the model the same, and compares all that came of it.
    pub(crate) fn tell(&mut self, ask: Ask) -> Result<Verdict, String> {
        let command = self.stage.command(&ask);
        let head = self.book.journal_head().map_err(|error| error.to_string())?;
        let answer = self.book.execute_one(&command);
        let expected = self.model.judge(&ask);
        let verdict = match &answer {
            Ok(answer) if answer.repeated => Verdict::Repeated(done(answer)),
            Ok(answer) => Verdict::Met(done(answer)),
            Err(Error::Rejected(Rejection::SlipRefused { slip, refusal, .. })) => {
                Verdict::SlipRefused(*slip, refusal.code())
            }
            Err(Error::Rejected(rejection)) => Verdict::Refused(rejection.code()),
            Err(Error::Storage(error)) => return Err(format!("{error}\nasked {ask:?}")),
        };
        let fault = |fault| format!("{fault}\nasked {ask:?}");
        same("the answer", &verdict, &expected).map_err(fault)?;
        let (hash, now) = (self.book.state_hash(), self.book.journal_head());
        let (hash, now) = (hash.map_err(|error| error.to_string())?, now.map_err(|error| error.to_string())?);
        let is_met = matches!(verdict, Verdict::Met(_));
        if let Ok(answer) = answer
            && is_met
        {
            self.met.push((command, answer));
        }
        if is_met && !ask.what.is_quiet() {
            same("journal records", now.records, head.records + 1).map_err(fault)?;
            self.follow(head.records, hash).map_err(fault)?;
        } else {
            same("the state after nothing that it tells has changed", hash, self.hash).map_err(fault)?;
            same("the journal after nothing that it tells has changed", now, head).map_err(fault)?;
        }
        self.hash = hash;
        compare(&self.book, &self.model).map_err(fault)?;
        self.sender.sent.push(ask);
        Ok(verdict)
    }

    /// Has the follower read the new record, and compares: the state that it rebuilds is the book's own.
    fn follow(&mut self, after: u64, hash: StateHash) -> Checked {
        let trouble = |error: Error| format!("not followed from the journal: {error}");
        let new = self.book.journal(Page::after(after, 10)).map_err(trouble)?;
        self.follower.restore(new).map_err(trouble)?;
        same("the state followed", self.follower.state_hash().map_err(trouble)?, hash)
    }

    /// Rebuilds the state from the journal at once, and compares.
    pub(crate) fn rebuild(&self) -> Checked {
        let trouble = |error: Error| format!("not rebuilt from the journal: {error}");
        let records = self.book.journal(Page::first(usize::MAX)).map_err(trouble)?;
        let mut again = support::book_at(Timestamp::EPOCH);
        again.restore(records).map_err(trouble)?;
        same("the state rebuilt", again.state_hash().map_err(trouble)?, self.hash)?;
        let head = |book: &Book| book.journal_head().map_err(trouble);
        same("the journal sealed anew", head(&again)?, head(&self.book)?)
    }
}
