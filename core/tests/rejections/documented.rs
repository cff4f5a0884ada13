//! One rejection of each code: the list is complete, the page of the documentation fits it, and the messages read well.

use std::fs;
use std::path::Path;

use realdeal::betting::{BasketStatus, BetTermsError, BetType};
use realdeal::catalogue::market_kind::{LineError, MarketKindError};
use realdeal::catalogue::score::{Goals, ScoreError};
use realdeal::catalogue::{self, FixtureStatus, MarketStatus, NameError, Outcome, OutcomesError};
use realdeal::house_rules::HouseRulesError;
use realdeal::id::{
    BasketId, BetId, CompetitionId, FixtureId, IdError, MarketId, ParticipantId, SelectionId, WithdrawalId,
};
use realdeal::money::{Currency, Money, MoneyError};
use realdeal::odds::{Odds, OddsError};
use realdeal::people::{PersonError, Role, Status};
use realdeal::pricing::{Method, PricingError};
use realdeal::settlement::{LegResultError, Share};
use realdeal::time::{TimeError, Timestamp};
use realdeal::{Rejection, RejectionKind};

use crate::{nobody, stranger};

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn odds(text: &str) -> Odds {
    text.parse().unwrap()
}

/// One of each, in the order of the codes.
pub(crate) fn one_of_each() -> Vec<Rejection> {
    let mut all = of_commands_and_people();
    all.extend(of_the_catalogue());
    all.extend(of_results_and_wallets());
    all.extend(of_bets());
    all.extend(of_baskets_and_the_host());
    all.extend(of_values());
    all.extend(of_terms());
    all.extend(of_books());
    all
}

fn noon() -> Timestamp {
    Timestamp::utc(2024, 8, 16, 12, 0).unwrap()
}

fn of_commands_and_people() -> Vec<Rejection> {
    use Rejection::*;
    let (id, user, at, command) = (stranger(), nobody(), noon(), || "place bet".to_owned());
    let status = Status::Suspended;
    vec![
        CommandTooOld { id, oldest: at },
        IdempotencyConflict { id },
        CommandExpired { expires_at: at, at },
        ClockWentBack { at, last: at },
        ReasonTooLong { length: 501, max: 500 },
        SignInRequired {},
        UnknownActor { user },
        WrongRole { role: Role::Bettor, command: command() },
        SystemOnly { command: command() },
        UserOnly { command: command() },
        ActorNotActive { user, status },
        NotYours { user },
        ReasonRequired { command: command() },
        AdminExists {},
        UnknownUser { user },
        EmailTaken {},
        PersonErased { user },
        RoleUnchanged { user, role: Role::Support },
        LastAdmin { user },
        StatusUnchanged { user, status: Status::CoolingOff { until: at } },
        AccountClosed { user },
        ExclusionStands { user, until: at },
        ExclusionTooShort { until: at, earliest: at },
        NotExcluded { user },
        ReopeningPending { user, opens_at: at },
        BalanceLeft { user, balance: euros(100) },
        OpenBets { user, count: 1 },
    ]
}

fn of_the_catalogue() -> Vec<Rejection> {
    use Rejection::*;
    let competition = CompetitionId::made_by(stranger(), 0);
    let participant = ParticipantId::made_by(stranger(), 0);
    let fixture = FixtureId::made_by(stranger(), 0);
    let market = MarketId::made_by(stranger(), 0);
    let selection = SelectionId::made_by(stranger(), 1);
    let (name, at) = (|| "Arsenal".to_owned(), noon());
    vec![
        UnknownCompetition { competition },
        UnknownParticipant { participant },
        UnknownFixture { fixture },
        UnknownMarket { market },
        UnknownSelection { selection },
        SlugTaken { slug: "cup".to_owned() },
        NameTaken { name: name() },
        ExternalIdTaken { provider: "feed".to_owned(), id: "7".to_owned() },
        Retired { name: name() },
        HasFixtures { name: name(), fixtures: 2 },
        BadEntrants { count: 1, max: 100 },
        SameParticipant { participant },
        StartInPast { start: at, at },
        StartUnchanged { start: at },
        MovedTooOften { fixture, max: 32 },
        WrongFixtureStatus { fixture, status: FixtureStatus::Finished },
        FixtureHasBets { fixture, bets: 1 },
        TooManyMarkets { fixture, max: 1_000 },
        BadSelections {
            kind: catalogue::MarketKind::DrawNoBet,
            detail: OutcomesError::Missing { outcome: Outcome::Home },
        },
        TooManySelections { count: 10_001, max: 10_000 },
        NothingGiven {},
        SelectionElsewhere { selection, market },
        SelectionTwice { selection },
        WrongMarketStatus { market, status: MarketStatus::Closed },
    ]
}

fn of_results_and_wallets() -> Vec<Rejection> {
    use Rejection::*;
    let fixture = FixtureId::made_by(stranger(), 0);
    let market = MarketId::made_by(stranger(), 0);
    let withdrawal = WithdrawalId::made_by(stranger(), 0);
    let (user, at, amount) = (nobody(), noon(), euros(1_000));
    vec![
        FixtureNotStarted { fixture, start: at, at },
        ResultExists { fixture },
        MarketResultExists { market },
        NoResult { market },
        NoScore { fixture },
        ResultUnchanged {},
        NoScoreInRace { fixture },
        GradedByScore { market },
        GradedByOutcomes { market },
        ResultsMissing { market, given: 1, needed: 2 },
        HalfTimeMissing { market },
        NoPositionsInMatch { fixture },
        GradedByPositions { market },
        NoPositions { fixture },
        NotEntered { fixture, participant: ParticipantId::made_by(stranger(), 0) },
        PositionsMissing { fixture, given: 1, needed: 2 },
        PositionSkipped { position: 3, expected: 2 },
        NobodyFinished { fixture },
        RunnerWithdrawn { fixture, participant: ParticipantId::made_by(stranger(), 0) },
        NotWithdrawn { fixture, participant: ParticipantId::made_by(stranger(), 0) },
        RunnerRan { fixture, participant: ParticipantId::made_by(stranger(), 0) },
        WithdrawnLater { withdrawn_at: noon(), at: noon() },
        NoRaceTerms { kind: catalogue::MarketKind::MatchResult },
        BadPageSize { limit: 0, max: 10_000 },
        AmountNotPositive { amount: euros(0) },
        AmountZero { amount: euros(0) },
        BalanceOutOfRange { amount, max: amount },
        PaymentExists { provider: "bank".to_owned(), reference: "7".to_owned() },
        MayNotWithdraw { user, status: Status::Blocked },
        UnknownWithdrawal { withdrawal },
        WithdrawalAnswered { withdrawal },
        DebtTooSmall { amount, debt: euros(1) },
    ]
}

fn of_bets() -> Vec<Rejection> {
    use Rejection::*;
    let fixture = FixtureId::made_by(stranger(), 0);
    let market = MarketId::made_by(stranger(), 0);
    let selection = SelectionId::made_by(stranger(), 1);
    let (bet, user, at) = (BetId::from(stranger()), nobody(), noon());
    let status = Status::Suspended;
    vec![
        NoStake {},
        NoLegs {},
        TooManyLegs { legs: 26, max: 25 },
        MayNotStake { user, status },
        FixtureClosed { fixture, status: FixtureStatus::Postponed },
        MarketClosed { market, status: MarketStatus::Suspended },
        TooLate { fixture, closes_at: at, at },
        LiveScoreMissing { fixture, market },
        PriceChanged { selection, requested: odds("2.10"), current: odds("2.00") },
        OddsAboveLimit { odds: odds("1002"), max: odds("1001") },
        RelatedLegs { fixture },
        NoPlaceTerms { market },
        NoLimitsForCurrency { currency: Currency::USD },
        StakeTooLow { stake: euros(9), min: euros(10) },
        StakeTooHigh { stake: euros(11), max: euros(10) },
        ReturnTooHigh { currency: Currency::EUR, max: euros(10) },
        TotalPriceLower { legs: 2 },
        DebtStands { debt: euros(1) },
        InsufficientFunds { balance: euros(9), needed: euros(10) },
        UnknownBet { bet },
        MayNotCancel { user, status },
        BetWithdrawn { bet },
        BetNotOpen { bet },
        CancellationOver { bet, until: at, at },
        LegResolved { bet, market },
        PriceMoved { selection, taken: odds("2.10"), current: odds("2.20") },
    ]
}

fn of_baskets_and_the_host() -> Vec<Rejection> {
    use Rejection::*;
    let (basket, slip) = (BasketId::made_by(stranger(), 0), BetId::from(stranger()));
    let (user, at) = (nobody(), noon());
    let refusal = || Box::new(InsufficientFunds { balance: euros(9), needed: euros(10) });
    vec![
        UnknownBasket { basket },
        BasketClosed { basket, status: BasketStatus::CheckedOut },
        BasketExpired { basket, expires_at: at, at },
        BasketChanged { basket, edits: 3, seen: 2 },
        BasketEmpty { basket },
        TooManyBaskets { user, max: 10 },
        TooManySlips { basket, max: 50 },
        SlipExists { basket, slip },
        UnknownSlip { basket, slip },
        SlipRefused { slip, leg: None, refusal: refusal() },
        Overloaded { waiting: 2, max: 2 },
        CursorAhead { position: 8, records: 7 },
        CursorBehind { position: 5, acknowledged: 6 },
        UnknownCursor { cursor: "relay".to_owned() },
    ]
}

/// What the terms of a bet answer.
fn of_terms() -> Vec<Rejection> {
    let (bet_type, text) = (BetType::Trixie, || "2 and 3".to_owned());
    vec![
        BetTermsError::UnknownBetType { text: text() }.into(),
        BetTermsError::BadFolds { text: text(), max: 20 }.into(),
        BetTermsError::WrongNumberOfLegs { bet_type, legs: 2, min: 3, max: 3 }.into(),
        BetTermsError::BankersNotTaken { bet_type: BetType::UnionJack, bankers: 1 }.into(),
        BetTermsError::StakeDoesNotDivide { stake: 1_000, lines: 7, below: 994, above: 1_001 }.into(),
        BetTermsError::StakeOutOfRange { stake: -1, lines: 4 }.into(),
        BetTermsError::BadPlaceFraction { num: 0, den: 4, max_den: 20 }.into(),
        BetTermsError::GradesDontMatch { legs: 3, grades: 2 }.into(),
    ]
}

/// What a book of prices answers.
fn of_books() -> Vec<Rejection> {
    let text = || "0.123456".to_owned();
    let method = Method::OddsRatio;
    vec![
        PricingError::OutcomeCount { outcomes: 1, winners: 1, max: 10_000 }.into(),
        PricingError::BadProbability { text: text() }.into(),
        PricingError::BadPrice { selection: 2, text: text() }.into(),
        PricingError::MarginOutOfRange { text: text() }.into(),
        PricingError::NoFairProbability { method, selection: 2, text: text() }.into(),
        PricingError::BelowFair { method, sum: text(), winners: 1 }.into(),
        PricingError::ProbabilitySum { sum: text(), winners: 1 }.into(),
        PricingError::MarginOutOfReach { method, margin: text() }.into(),
        PricingError::NoLadderStep { selection: 2, price: text() }.into(),
        PricingError::ColumnLength { column: 2, rows: 7, expected: 8 }.into(),
    ]
}

/// What values answer that could not be read or kept.
fn of_values() -> Vec<Rejection> {
    let text = || "what was read".to_owned();
    let (left, right) = (Currency::EUR, Currency::USD);
    let goals = |home, away| Goals { home, away };
    vec![
        IdError::BadId { text: text() }.into(),
        TimeError::BadTime { text: text() }.into(),
        MoneyError::BadAmount { text: text() }.into(),
        MoneyError::TooManyDecimals { text: text(), allowed: 2 }.into(),
        MoneyError::AmountOutOfRange { text: text() }.into(),
        MoneyError::UnknownCurrency { text: text() }.into(),
        MoneyError::BadCurrency { text: text() }.into(),
        MoneyError::MixedCurrencies { left, right }.into(),
        OddsError::BadOdds { text: text() }.into(),
        OddsError::OddsTooShort { text: text() }.into(),
        OddsError::OddsTooLong { text: text(), max: 10_000 }.into(),
        OddsError::OddsTooFine { text: text(), max_denominator: 1_000_000 }.into(),
        OddsError::LadderSize { steps: 0, max: 10_000 }.into(),
        OddsError::LadderNotRising { before: "6/4".parse().unwrap(), after: "2.50".parse().unwrap() }.into(),
        PersonError::BadEmail { max: 254 }.into(),
        PersonError::BadPersonField { field: "phone".to_owned(), max: 500 }.into(),
        NameError::BadName { text: text(), max: 200 }.into(),
        NameError::BadSlug { text: text(), max: 80 }.into(),
        HouseRulesError::RuleOutOfRange { field: "max_legs".to_owned(), min: 1, max: 25 }.into(),
        ScoreError::TooManyGoals { goals: 1_000 }.into(),
        ScoreError::HalfTimeAboveFullTime { half_time: goals(1, 0), full_time: goals(0, 0) }.into(),
        ScoreError::Malformed.into(),
        ScoreError::TooManySets { sets: 8 }.into(),
        ScoreError::SetLevel { set: goals(6, 6) }.into(),
        ScoreError::SetsNotTheScore { won: goals(2, 0), full_time: goals(2, 1) }.into(),
        MarketKindError::NegativeTotal { line: "-0.5".parse().unwrap() }.into(),
        MarketKindError::BadName.into(),
        MarketKindError::NoPeriod.into(),
        MarketKindError::TotalNotHalf { line: "3".parse().unwrap() }.into(),
        MarketKindError::HandicapNotWhole { line: "-0.5".parse().unwrap() }.into(),
        MarketKindError::BadMargin { top: 0 }.into(),
        MarketKindError::BadBestOf { best_of: 4 }.into(),
        MarketKindError::BadPlaces { places: 0 }.into(),
        LineError::Malformed.into(),
        LineError::NotAQuarter.into(),
        LineError::NotNeighbours.into(),
        LineError::AmbiguousSign.into(),
        LineError::OutOfBounds.into(),
        LegResultError::NoShare { num: 3, den: 2 }.into(),
        LegResultError::AboveOne { win: Share::ONE, void: Share::HALF }.into(),
        LegResultError::TooFine { win: Share::ONE, void: Share::HALF }.into(),
        LegResultError::NoPosition { position: 0, tied: 1 }.into(),
        LegResultError::DeductionTooLarge { pence: 101, max: 100 }.into(),
    ]
}

#[test]
fn the_list_of_codes_is_complete_and_in_order() {
    let made: Vec<_> = one_of_each().iter().map(Rejection::code).collect();
    assert_eq!(made, Rejection::codes().collect::<Vec<_>>());
}

/// The name of a kind as it goes over a wire.
fn name(kind: RejectionKind) -> String {
    serde_json::to_string(&kind).unwrap().trim_matches('"').to_owned()
}

#[test]
fn the_page_has_each_code_with_its_kind_and_status() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rejections.md");
    let page = fs::read_to_string(page).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let found: Vec<_> = rows
        .map(|row| {
            let cells: Vec<_> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            let [code, kind, status, when] = cells[..] else { panic!("a row has four cells: {row}") };
            assert!(when.ends_with('.') && when.len() > 15, "a sentence: {row}");
            (code.to_owned(), kind.to_owned(), status.to_owned())
        })
        .collect();
    let expected: Vec<_> = one_of_each()
        .iter()
        .map(|rejection| {
            let kind = rejection.kind();
            (format!("`{}`", rejection.code()), name(kind), kind.http_status().to_string())
        })
        .collect();
    assert_eq!(found, expected);
}

/// A capital with a small letter after it; a currency's code may start a message.
fn starts_like_a_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

#[test]
fn a_message_starts_in_lower_case_and_names_no_type() {
    for rejection in one_of_each() {
        let said = rejection.to_string();
        assert!(!starts_like_a_name(&said) && !said.ends_with('.'), "{said}");
        for foreign in ["{", "}", "Some(", "Id(", "::", "Money", "Odds", "Status"] {
            assert!(!said.contains(foreign), "\"{foreign}\" in: {said}");
        }
    }
}

#[test]
fn a_rejection_crosses_a_wire_whole() {
    for rejection in one_of_each() {
        let text = serde_json::to_string(&rejection).unwrap();
        assert_eq!(serde_json::from_str::<Rejection>(&text).unwrap(), rejection, "{text}");
    }
}

#[test]
fn the_figures_stand_alone_however_the_rejection_is_written() {
    let names = |rejection: Rejection| rejection.figures().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(Rejection::NoStake {}), [""; 0]);
    assert_eq!(names(Rejection::NotYours { user: nobody() }), ["user"]);
    assert_eq!(names(ScoreError::Malformed.into()), [""; 0], "a wrapped error without figures");
    assert_eq!(names(ScoreError::TooManyGoals { goals: 1_000 }.into()), ["goals"]);
    let apart =
        ScoreError::HalfTimeAboveFullTime { half_time: Goals::new(1, 0), full_time: Goals::new(0, 0) };
    assert_eq!(names(apart.into()), ["full_time", "half_time"], "figures that have parts");
}
