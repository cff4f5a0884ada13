//! The stage of the script: its people, its catalogue and its markets, told command by command.
//!
//! What is played on it stands in `play`, and its baskets in `shopping`.

use realdeal::catalogue::market_kind::MarketKind;
use realdeal::catalogue::{Entrant, EntrantRole, ExternalId, Outcome, ParticipantKind};
use realdeal::command::{
    Actor, AdoptHouseRules, Body, ChangeRole, ConfirmDeposit, CreateCompetition, CreateFirstAdmin,
    CreateParticipant, DeleteCompetition, DeleteParticipant, EditProfile, ExcludeSelf, OpenMarket, Priced,
    Register, RenameCompetition, RenameParticipant, RetireCompetition, RetireParticipant, ScheduleFixture,
};
use realdeal::house_rules::HouseRules;
use realdeal::id::{CommandId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId};
use realdeal::people::{Exclusion, Person, Role};
use realdeal::time::Timestamp;

use super::{Script, play, racing, shopping};

/// A time of the first day, 16 August 2024; the script starts at noon.
pub(super) fn day(hour: u8, minute: u8) -> Timestamp {
    Timestamp::utc(2024, 8, 16, hour, minute).unwrap()
}

/// A market and its selections, by the command that opened it.
#[derive(Clone, Copy)]
pub(super) struct Opened(CommandId);

impl Opened {
    pub(super) fn id(self) -> MarketId {
        MarketId::made_by(self.0, 0)
    }

    /// The selections count from 1, in the order in which they were given.
    pub(super) fn selection(self, index: u32) -> SelectionId {
        SelectionId::made_by(self.0, index)
    }
}

/// The people of the script.
pub(super) struct Cast {
    pub(super) admin: UserId,
    pub(super) office: Actor,
    pub(super) alice: UserId,
    pub(super) bob: UserId,
    pub(super) carl: UserId,
    pub(super) support: UserId,
}

/// The fixtures and markets of the script.
pub(super) struct Offers {
    pub(super) league: CompetitionId,
    /// The sides of the first fixture.
    pub(super) teams: [ParticipantId; 2],
    pub(super) first: FixtureId,
    pub(super) result: Opened,
    pub(super) exact: Opened,
    pub(super) second: FixtureId,
    pub(super) handicap: Opened,
    pub(super) toss: Opened,
    pub(super) third: FixtureId,
    pub(super) scorer: Opened,
    pub(super) fourth: FixtureId,
    pub(super) total: Opened,
    pub(super) both: Opened,
    pub(super) postponed: FixtureId,
    pub(super) later: Opened,
    pub(super) cancelled: FixtureId,
    pub(super) chance: Opened,
    pub(super) unused: FixtureId,
    pub(super) voided: FixtureId,
    pub(super) refund: Opened,
}

/// The whole script.
pub(super) fn tell() -> Script {
    let mut script =
        Script { steps: Vec::new(), at: day(12, 0), reason: None, endings: Vec::new(), wallets: Vec::new() };
    let cast = people(&mut script);
    let offers = catalogue(&mut script, &cast);
    play::play(&mut script, &cast, &offers);
    shopping::play(&mut script, &cast, &offers);
    racing::play(&mut script, &cast, &offers);
    // Bob: 100 - 39 staked + 7 + 1 + 12 + 20.50 + 6 + 5, from his basket - 14 + 22 + 29.92, and on the race - 2 + 10.
    script.wallets = vec![(cast.alice, "0.12 EUR"), (cast.bob, "158.42 EUR")];
    script
}

fn person(name: &str) -> Person {
    Person::new(name, format!("{}@example.org", name.to_lowercase()))
}

fn people(script: &mut Script) -> Cast {
    let ada = CreateFirstAdmin { person: person("Ada").into() };
    let admin = UserId::made_by(script.made("the host makes the first admin", Actor::System, ada.clone()), 0);
    script.refused("admin_exists", Actor::System, ada);
    let mut enter = |name: &str| {
        let register = Register { person: person(name).into() };
        UserId::made_by(script.made("a visitor registers", Actor::Visitor, register), 0)
    };
    let [bookmaker, alice, bob, carl, support] = ["Bo", "Alice", "Bob", "Carl", "Sue"].map(&mut enter);
    let shouting = Person::new("Alice", "ALICE@example.org").into();
    script.refused("email_taken", Actor::Visitor, Register { person: shouting });
    let (office, chief) = (Actor::User(bookmaker), Actor::User(admin));
    script.made("a bookmaker", chief, ChangeRole { user: bookmaker, role: Role::Bookmaker });
    script.made("a support user", chief, ChangeRole { user: support, role: Role::Support });
    let wider = HouseRules { max_legs: 20, ..HouseRules::default() };
    script.made("house rules, version 1", chief, AdoptHouseRules { rules: wider });
    let other = Person { phone: Some("555 0100".to_owned()), ..person("Alice") };
    script.made("a profile", Actor::User(alice), EditProfile { user: alice, person: other.into() });
    for user in [alice, bob] {
        let deposit = ConfirmDeposit {
            user,
            amount: "100.00 EUR".parse().unwrap(),
            provider: "bank".to_owned(),
            reference: format!("payment of {user}"),
        };
        script.made("100.00 EUR come in", Actor::System, deposit.clone());
        script.refused("payment_exists", Actor::System, deposit);
    }
    let until = day(14, 0);
    let exclusion = Exclusion::CoolingOff;
    script.made("a pause until 14:00", Actor::User(carl), ExcludeSelf { user: carl, exclusion, until });
    Cast { admin, office, alice, bob, carl, support }
}

/// The sides of a match, home before away.
pub(super) fn sides([home, away]: [ParticipantId; 2]) -> Vec<Entrant> {
    let side = |participant, role| Entrant { participant, role };
    vec![side(home, EntrantRole::Home), side(away, EntrantRole::Away)]
}

pub(super) fn match_of(
    script: &mut Script,
    cast: &Cast,
    league: CompetitionId,
    teams: [ParticipantId; 2],
    start: Timestamp,
) -> FixtureId {
    let body = ScheduleFixture { competition: league, entrants: sides(teams), start, external: None };
    FixtureId::made_by(script.made("a fixture", cast.office, body), 0)
}

fn market(
    script: &mut Script,
    cast: &Cast,
    fixture: FixtureId,
    kind: MarketKind,
    selections: &[(Outcome, &str)],
) -> Opened {
    open(script, cast, fixture, kind, selections, false)
}

pub(super) fn open(
    script: &mut Script,
    cast: &Cast,
    fixture: FixtureId,
    kind: MarketKind,
    selections: &[(Outcome, &str)],
    in_play: bool,
) -> Opened {
    let priced = selections.iter();
    let selections =
        priced.map(|(outcome, odds)| Priced::new(outcome.clone(), odds.parse().unwrap())).collect();
    Opened(script.made(
        "a market with its prices",
        cast.office,
        OpenMarket {
            fixture,
            kind,
            selections,
            in_play,
            external: None,
            terms: realdeal::catalogue::RaceTerms::default(),
        },
    ))
}

fn catalogue(script: &mut Script, cast: &Cast) -> Offers {
    let office = cast.office;
    let create = |name: &str, slug: &str| {
        let external = Some(ExternalId::new("feed", slug));
        CreateCompetition { name: name.to_owned(), slug: slug.to_owned(), external }
    };
    let premier = create("Premier League", "premier-league");
    script.refused("sign_in_required", Actor::Visitor, premier.clone());
    script.refused("wrong_role", Actor::User(cast.alice), premier.clone());
    let league = CompetitionId::made_by(script.made("a competition", office, premier.clone()), 0);
    script.again("the same command once more", None, |_| ());
    let other: Body = create("Another", "another").into();
    script
        .again("the same id, another request", Some("idempotency_conflict"), |command| command.body = other);
    script.refused("slug_taken", office, premier);
    let spare = CompetitionId::made_by(script.made("a second one", office, create("Spare", "spare")), 0);
    script.made("renamed", office, RenameCompetition { competition: spare, name: "Spare Cup".to_owned() });
    script.made("retired", office, RetireCompetition { competition: spare });
    script.made("deleted", office, DeleteCompetition { competition: spare });
    let mut team = |name: &str| {
        let (name, kind) = (name.to_owned(), ParticipantKind::Team);
        let create = CreateParticipant { name, kind, external: None };
        ParticipantId::made_by(script.made("a team", office, create), 0)
    };
    let [a, b, c, d, spare] = ["Arsenal", "Wolves", "Everton", "Fulham", "Spare"].map(&mut team);
    script.made("renamed", office, RenameParticipant { participant: spare, name: "Spare XI".to_owned() });
    script.made("retired", office, RetireParticipant { participant: spare });
    script.made("deleted", office, DeleteParticipant { participant: spare });
    let mut fixture = |teams, start| match_of(script, cast, league, teams, start);
    let [first, postponed, voided] = [[a, b], [a, d], [c, a]].map(|teams| fixture(teams, day(15, 0)));
    let second = fixture([c, d], day(16, 0));
    let third = fixture([a, c], day(17, 0));
    let fourth = fixture([b, d], day(18, 0));
    let cancelled = fixture([b, c], day(19, 0));
    let unused = fixture([d, a], day(20, 0));
    script.refused("has_fixtures", office, DeleteCompetition { competition: league });
    let three = |odds: [&'static str; 3]| -> Vec<(Outcome, &'static str)> {
        [Outcome::Home, Outcome::Draw, Outcome::Away].into_iter().zip(odds).collect()
    };
    let named = |name: &str| MarketKind::Custom { name: name.to_owned() };
    let (result, later) = (three(["2.10", "3.40", "3.60"]), three(["1.50", "4.00", "7.00"]));
    let exact = [(Outcome::exact(1, 0), "7.00"), (Outcome::exact(2, 1), "9.00"), (Outcome::AnyOther, "1.60")];
    let line = |text: &str| text.parse().unwrap();
    let handicap = MarketKind::AsianHandicap { line: line("-0.25") };
    let goals = MarketKind::TotalGoals { line: line("2.25") };
    let players = [("Messi", "5.00"), ("Ronaldo", "6/4"), ("Nobody", "+900")];
    let players = players.map(|(name, odds)| (Outcome::named(name), odds));
    let toss = [(Outcome::named("Heads"), "1.90"), (Outcome::named("Tails"), "1.90")];
    let both = [(Outcome::Yes, "1.70"), (Outcome::No, "2.10")];
    let chance =
        [Outcome::HomeOrDraw, Outcome::HomeOrAway, Outcome::DrawOrAway].map(|outcome| (outcome, "1.33"));
    let mut market = |fixture, kind, prices: &[(Outcome, &str)]| market(script, cast, fixture, kind, prices);
    let two = |home, away| [(Outcome::Home, home), (Outcome::Away, away)];
    Offers {
        league,
        teams: [a, b],
        result: market(first, MarketKind::MatchResult, &result),
        exact: market(first, MarketKind::CorrectScore, &exact),
        handicap: market(second, handicap, &two("1.91", "1.95")),
        toss: market(second, named("Toss"), &toss),
        scorer: market(third, named("Last scorer"), &players),
        total: market(fourth, goals, &[(Outcome::Over, "2.05"), (Outcome::Under, "1.80")]),
        both: market(fourth, MarketKind::BothTeamsToScore, &both),
        later: market(postponed, MarketKind::MatchResult, &later),
        chance: market(cancelled, MarketKind::DoubleChance, &chance),
        refund: market(voided, MarketKind::DrawNoBet, &two("1.80", "2.00")),
        first,
        second,
        third,
        fourth,
        postponed,
        cancelled,
        unused,
        voided,
    }
}
