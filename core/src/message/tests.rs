//! The words are complete, and the French is well set. That no code lacks a template is shown with one rejection of each
//! code, in `tests/rejections/messages.rs`.

use std::collections::BTreeSet;
use std::iter::successors;

use super::*;
use crate::betting::BasketStatus;
use crate::betting::{BetTermsError, BetType, Folds};
use crate::catalogue::{
    FixtureStatus, MarketKind, MarketStatus, Outcome, OutcomesError, OverUnder, Period, Side, SideOrDraw,
};
use crate::command::Body;
use crate::id::{BasketId, BetId, FixtureId, MarketId, ParticipantId, UserId};
use crate::journal::JournalError;
use crate::people::{Person, PersonError, Role, Status};
use crate::pricing::{Method, PricingError};
use crate::time::Timestamp;

const ENGLISH: Language = Language::English;
const FRENCH: Language = Language::French;

// The next variant of each list. A new one breaks the `match`, and is put into the chain.

fn roles() -> impl Iterator<Item = Role> {
    successors(Some(Role::Bettor), |role| match role {
        Role::Bettor => Some(Role::Bookmaker),
        Role::Bookmaker => Some(Role::Support),
        Role::Support => Some(Role::Admin),
        Role::Admin => None,
    })
}

fn statuses() -> impl Iterator<Item = Status> {
    let until = Timestamp::EPOCH;
    successors(Some(Status::Active), move |status| match status {
        Status::Active => Some(Status::CoolingOff { until }),
        Status::CoolingOff { .. } => Some(Status::SelfExcluded { until }),
        Status::SelfExcluded { .. } => Some(Status::OnRegister),
        Status::OnRegister => Some(Status::Suspended),
        Status::Suspended => Some(Status::Blocked),
        Status::Blocked => Some(Status::Closed),
        Status::Closed => None,
    })
}

fn fixture_statuses() -> impl Iterator<Item = FixtureStatus> {
    successors(Some(FixtureStatus::Scheduled), |status| match status {
        FixtureStatus::Scheduled => Some(FixtureStatus::InPlay),
        FixtureStatus::InPlay => Some(FixtureStatus::Finished),
        FixtureStatus::Finished => Some(FixtureStatus::Abandoned),
        FixtureStatus::Abandoned => Some(FixtureStatus::Postponed),
        FixtureStatus::Postponed => Some(FixtureStatus::Cancelled),
        FixtureStatus::Cancelled => None,
    })
}

fn market_statuses() -> impl Iterator<Item = MarketStatus> {
    successors(Some(MarketStatus::Active), |status| match status {
        MarketStatus::Active => Some(MarketStatus::Suspended),
        MarketStatus::Suspended => Some(MarketStatus::Closed),
        MarketStatus::Closed => Some(MarketStatus::Settled),
        MarketStatus::Settled => Some(MarketStatus::Void),
        MarketStatus::Void => None,
    })
}

fn basket_statuses() -> impl Iterator<Item = BasketStatus> {
    successors(Some(BasketStatus::Open), |status| match status {
        BasketStatus::Open => Some(BasketStatus::CheckedOut),
        BasketStatus::CheckedOut => Some(BasketStatus::Dropped),
        BasketStatus::Dropped => Some(BasketStatus::Expired),
        BasketStatus::Expired => None,
    })
}

fn kinds() -> impl Iterator<Item = MarketKind> {
    let line = "-0.25".parse().unwrap();
    successors(Some(MarketKind::MatchResult), move |kind| match kind {
        MarketKind::MatchResult => Some(MarketKind::DoubleChance),
        MarketKind::DoubleChance => Some(MarketKind::DrawNoBet),
        MarketKind::DrawNoBet => Some(MarketKind::TotalGoals { line }),
        MarketKind::TotalGoals { .. } => Some(MarketKind::AsianHandicap { line }),
        MarketKind::AsianHandicap { .. } => Some(MarketKind::BothTeamsToScore),
        MarketKind::BothTeamsToScore => Some(MarketKind::CorrectScore),
        MarketKind::CorrectScore => Some(MarketKind::Custom { name: "First scorer".to_owned() }),
        MarketKind::Custom { .. } => Some(MarketKind::MatchResult.in_period(Period::FirstHalf)),
        MarketKind::InPeriod { period: Period::FirstHalf, .. } => {
            Some(MarketKind::MatchResult.in_period(Period::SecondHalf))
        }
        MarketKind::InPeriod { .. } => Some(MarketKind::TeamTotal { side: Side::Home, line }),
        MarketKind::TeamTotal { side: Side::Home, .. } => {
            Some(MarketKind::TeamTotal { side: Side::Away, line })
        }
        MarketKind::TeamTotal { .. } => Some(MarketKind::OddEven),
        MarketKind::OddEven => Some(MarketKind::WinningMargin { top: 4 }),
        MarketKind::WinningMargin { .. } => Some(MarketKind::HalfTimeFullTime),
        MarketKind::HalfTimeFullTime => Some(MarketKind::ResultAndTotal { line }),
        MarketKind::ResultAndTotal { .. } => Some(MarketKind::EuropeanHandicap { line }),
        MarketKind::EuropeanHandicap { .. } => Some(MarketKind::MatchBetting),
        MarketKind::MatchBetting => Some(MarketKind::SetBetting { best_of: 3 }),
        MarketKind::SetBetting { .. } => Some(MarketKind::RaceWinner),
        MarketKind::RaceWinner => Some(MarketKind::Placed { places: 3 }),
        MarketKind::Placed { .. } => None,
    })
}

fn outcomes() -> impl Iterator<Item = Outcome> {
    successors(Some(Outcome::Home), |outcome| match outcome {
        Outcome::Home => Some(Outcome::Draw),
        Outcome::Draw => Some(Outcome::Away),
        Outcome::Away => Some(Outcome::HomeOrDraw),
        Outcome::HomeOrDraw => Some(Outcome::HomeOrAway),
        Outcome::HomeOrAway => Some(Outcome::DrawOrAway),
        Outcome::DrawOrAway => Some(Outcome::Over),
        Outcome::Over => Some(Outcome::Under),
        Outcome::Under => Some(Outcome::Yes),
        Outcome::Yes => Some(Outcome::No),
        Outcome::No => Some(Outcome::exact(2, 1)),
        Outcome::Exact { .. } => Some(Outcome::AnyOther),
        Outcome::AnyOther => Some(Outcome::named("Saka")),
        Outcome::Named(_) => Some(Outcome::Odd),
        Outcome::Odd => Some(Outcome::Even),
        Outcome::Even => Some(Outcome::HomeBy { goals: 1 }),
        Outcome::HomeBy { .. } => Some(Outcome::HomeByOrMore { goals: 4 }),
        Outcome::HomeByOrMore { .. } => Some(Outcome::AwayBy { goals: 1 }),
        Outcome::AwayBy { .. } => Some(Outcome::AwayByOrMore { goals: 4 }),
        Outcome::AwayByOrMore { .. } => Some(Outcome::ScoreDraw),
        Outcome::ScoreDraw => Some(Outcome::NoGoals),
        Outcome::NoGoals => Some(Outcome::Runner(ParticipantId::MAX)),
        Outcome::Runner(_) => Some(Outcome::half_time_full_time(SideOrDraw::Home, SideOrDraw::Home)),
        Outcome::HalfTimeFullTime { at_full_time, .. } => Some(match at_full_time {
            SideOrDraw::Home => Outcome::half_time_full_time(SideOrDraw::Draw, SideOrDraw::Draw),
            SideOrDraw::Draw => Outcome::half_time_full_time(SideOrDraw::Away, SideOrDraw::Away),
            SideOrDraw::Away => Outcome::result_and_total(SideOrDraw::Home, OverUnder::Over),
        }),
        Outcome::ResultAndTotal { result, .. } => match result {
            SideOrDraw::Home => Some(Outcome::result_and_total(SideOrDraw::Draw, OverUnder::Under)),
            SideOrDraw::Draw => Some(Outcome::result_and_total(SideOrDraw::Away, OverUnder::Under)),
            SideOrDraw::Away => None,
        },
    })
}

fn details() -> impl Iterator<Item = OutcomesError> {
    let not_of_this_kind =
        OutcomesError::NotOfThisKind { kind: MarketKind::DrawNoBet, outcome: Outcome::Draw };
    successors(Some(not_of_this_kind), |detail| match detail {
        OutcomesError::NotOfThisKind { outcome, .. } => {
            Some(OutcomesError::Repeated { outcome: outcome.clone() })
        }
        OutcomesError::Repeated { outcome } => Some(OutcomesError::Missing { outcome: outcome.clone() }),
        OutcomesError::Missing { .. } => Some(OutcomesError::NothingListed),
        OutcomesError::NothingListed => None,
    })
}

fn faults() -> impl Iterator<Item = JournalError> {
    successors(Some(JournalError::UnknownFormat { number: 7, format: 9 }), |fault| match fault {
        JournalError::UnknownFormat { .. } => Some(JournalError::Unreadable { number: 7 }),
        JournalError::Unreadable { .. } => Some(JournalError::SealBroken { first: 1, last: 7 }),
        JournalError::SealBroken { .. } => Some(JournalError::WrongLength { found: 6, sealed: 7 }),
        JournalError::WrongLength { .. } => None,
    })
}

/// "PlaceBet" in words, as `Body::words` has it, which takes a whole command.
fn in_words(name: &str) -> String {
    let apart =
        name.chars().flat_map(|letter| letter.is_uppercase().then_some(' ').into_iter().chain([letter]));
    apart.collect::<String>().trim_start().to_lowercase()
}

/// A rejection with each value that any figure of its kind can have.
fn of_every_value() -> Vec<Error> {
    let user = UserId::MAX;
    let missing = |outcome| OutcomesError::Missing { outcome };
    let people = statuses().map(|status| Rejection::MayNotStake { user, status });
    let fixtures =
        fixture_statuses().map(|status| Rejection::FixtureClosed { fixture: FixtureId::MAX, status });
    let markets = market_statuses().map(|status| Rejection::MarketClosed { market: MarketId::MAX, status });
    let basket = BasketId::MAX;
    let baskets = basket_statuses().map(|status| Rejection::BasketClosed { basket, status });
    let selections = |kind, detail| Rejection::BadSelections { kind, detail };
    let fields = ["name", "phone", "password_hash"];
    let mut all: Vec<Rejection> = roles().map(|role| Rejection::RoleUnchanged { user, role }).collect();
    all.extend(people.chain(fixtures).chain(markets).chain(baskets));
    all.extend(kinds().map(|kind| selections(kind, OutcomesError::NothingListed)));
    all.extend(outcomes().map(|outcome| selections(MarketKind::CorrectScore, missing(outcome))));
    all.extend(details().map(|detail| selections(MarketKind::DrawNoBet, detail)));
    all.extend(Body::NAMES.iter().map(|name| Rejection::SystemOnly { command: in_words(name) }));
    all.extend(fields.map(|field| PersonError::BadPersonField { field: field.to_owned(), max: 500 }.into()));
    let of_type = |bet_type| BetTermsError::BankersNotTaken { bet_type, bankers: 1 }.into();
    let system = Folds::only(2).map(|folds| BetType::System { folds });
    all.extend(BetType::named().chain(system).map(of_type));
    let lengths = |method| PricingError::MarginOutOfReach { method, margin: "0.05".to_owned() }.into();
    all.extend(Method::ALL.iter().copied().map(lengths));
    let faults = faults().map(|fault| StorageError::Journal(fault).into());
    all.into_iter().map(Error::from).chain(faults).collect()
}

/// Collects each value that a figure has, where the table has words for that figure.
fn values(figures: &Map<String, Value>, found: &mut BTreeSet<(String, String)>) {
    for (figure, value) in figures {
        if words().all(|word| word.figure != figure) {
            continue;
        }
        let variant = value.as_object().and_then(|variant| variant.iter().next());
        let name = variant.map(|(name, _)| name.as_str()).or(value.as_str());
        found.extend(name.map(|name| (figure.clone(), name.to_owned())));
        if let Some(parts) = variant.and_then(|(_, parts)| parts.as_object()) {
            values(parts, found);
        }
    }
}

#[test]
fn every_value_has_its_word_and_every_word_its_value() {
    let mut found = BTreeSet::new();
    for error in of_every_value() {
        match &error {
            Error::Rejected(rejection) => values(&rejection.figures(), &mut found),
            Error::Storage(error) => values(&error.figures(), &mut found),
        }
    }
    let listed: Vec<_> = words().map(|word| (word.figure.to_owned(), word.value.to_owned())).collect();
    let distinct: BTreeSet<_> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), distinct.len(), "a value is listed twice");
    assert_eq!(found, distinct);
}

#[test]
fn every_value_is_said_in_english_as_it_is_displayed() {
    for error in of_every_value() {
        assert_eq!(error.message(ENGLISH), error.to_string());
        let french = error.message(FRENCH);
        assert!(!french.contains(['{', '}', '_']), "{french}");
    }
}

#[test]
fn the_fields_of_a_person_are_those_that_have_words() {
    let blank = || Some(String::new());
    let people = [
        Person::new("", "a@b"),
        Person { phone: blank(), ..Person::new("Ada", "a@b") },
        Person { password_hash: blank(), ..Person::new("Ada", "a@b") },
    ];
    let said = people.map(|person| Rejection::from(person.validate().unwrap_err()).message(FRENCH));
    let field = |name| format!("le champ «\u{a0}{name}\u{a0}» est vide ou dépasse 500 caractères");
    assert_eq!(said, ["nom", "téléphone", "empreinte du mot de passe"].map(field));
}

#[test]
fn parts_of_figures_are_put_in_their_places() {
    let said = |kind: &str, outcome: &str, why: &str| {
        format!(
            "les sélections ne forment pas un marché «\u{a0}{kind}\u{a0}»\u{a0}: l’issue «\u{a0}{outcome}\u{a0}» {why}"
        )
    };
    let total = MarketKind::TotalGoals { line: "2.5".parse().unwrap() };
    let rejection =
        Rejection::BadSelections { kind: total, detail: OutcomesError::Missing { outcome: Outcome::Under } };
    assert_eq!(rejection.message(FRENCH), said("nombre de buts 2.5", "moins de", "manque"));
    let custom = MarketKind::Custom { name: "First scorer".to_owned() };
    let detail = OutcomesError::Repeated { outcome: Outcome::named("{Saka}") };
    let rejection = Rejection::BadSelections { kind: custom, detail };
    assert_eq!(rejection.message(FRENCH), said("First scorer", "{Saka}", "est donnée deux fois"));
}

#[test]
fn what_somebody_wrote_is_never_taken_for_a_template_or_a_word() {
    let name = || "{name} suspended }{".to_owned();
    let rejection = Rejection::Retired { name: name() };
    assert_eq!(rejection.message(ENGLISH), format!("\"{}\" is retired", name()));
    let rejection = Rejection::NameTaken { name: "suspended".to_owned() };
    assert!(rejection.message(FRENCH).ends_with("«\u{a0}suspended\u{a0}»"));
}

#[test]
fn a_figure_that_is_not_given_stays_a_placeholder() {
    let said = message("stake_too_high", &Map::new(), ENGLISH);
    assert_eq!(said.as_deref(), Some("the stake {stake} is above the maximum of {max}"));
    assert_eq!(message("bet_not_open", &Rejection::BetNotOpen { bet: BetId::MAX }.figures(), FRENCH), {
        Some(format!("le pari {} n’est pas ouvert", BetId::MAX))
    });
}

/// The French that a reader would stumble over: see the head of `templates`.
fn misset(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let open = letters.windows(2).any(|pair| pair[0] == '«' && pair[1] != '\u{a0}');
    let closed = letters.windows(2).any(|pair| pair[1] == '»' && pair[0] != '\u{a0}');
    let stops =
        letters.windows(3).any(|three| matches!(three, [before, ':' | ';', ' '] if *before != '\u{a0}'));
    open || closed || stops || text.contains(['\'', '"', '!', '?']) || text.contains("  ")
}

#[test]
fn the_french_is_well_set() {
    for bad in ["«x\u{a0}»", "« x\u{a0}»", "«\u{a0}x»", "non : oui", "non; oui", "l'issue"] {
        assert!(misset(bad), "{bad}");
    }
    let all = templates().map(|row| row.french).chain(words().map(|row| row.french));
    for text in all {
        assert!(!misset(text), "{text}");
        assert!(!text.starts_with(char::is_uppercase) && !text.ends_with(['.', ' ']), "{text}");
    }
}

#[test]
fn a_language_is_its_code_everywhere() {
    for language in Language::ALL {
        assert_eq!(language.code().parse(), Ok(*language));
        assert_eq!(serde_json::to_value(language).unwrap(), language.code());
    }
    for text in ["FR", "fr-FR", " fr", "français", ""] {
        assert!(text.parse::<Language>().is_err(), "{text}");
    }
    let long = "x".repeat(10_000).parse::<Language>().unwrap_err();
    assert_eq!(LanguageError::CODES, [long.code()]);
    assert!(long.to_string().len() < 200, "{long}");
}
