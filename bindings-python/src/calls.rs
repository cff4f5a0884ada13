//! The calls: one row a method of the engine, with what it takes. Python calls them by name with a JSON array of arguments,
//! which ends with a `null`, so that there is always one.
//!
//! Where a row says `session.x(..)`, the method of that name in `realdeal` is what is called, and documented there. The tests
//! hold the rows against the Python methods, both ways. Not here: who asks (`session`), and whose turn it is (`book`).

#![allow(
    clippy::semicolon_if_nothing_returned,
    reason = "each row is an answer, be it that there is nothing to say"
)]

use realdeal::betting::{CalculatorSlip, PlaceTerms, calculate};
use realdeal::catalogue::score::Goals;
use realdeal::catalogue::{Entrant, MarketKind, Outcome, ParticipantKind, Placing, RaceTerms, Score};
use realdeal::command::{Body, Command, Correction};
use realdeal::house_rules::HouseRules;
use realdeal::id::{
    BasketId, BetId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId, WithdrawalId,
};
use realdeal::journal::NumberedRecord;
use realdeal::money::{Money, Rounding};
use realdeal::odds::{Nominal, Odds, OddsFormat, Snap};
use realdeal::people::{Exclusion, Person, Role, Status};
use realdeal::pricing::{Margin, Method};
use realdeal::settlement::grading::grade_since;
use realdeal::settlement::places::grade_by_positions;
use realdeal::settlement::{LegGrade, LegResult};
use realdeal::storage::{
    BasketFilter, BetFilter, CompetitionFilter, FixtureFilter, MarketFilter, OpenBets, ParticipantFilter,
    UserFilter, WithdrawalFilter,
};
use realdeal::time::Timestamp;
use realdeal::wallet::StatementFilter;
use realdeal::{Book, JournalFilter, Reader, Session};
use serde::de::IgnoredAny;

use crate::failure::Failure;
use crate::forms::{self, LadderForm, OptionsForm, PageForm, SlipForm};

/// Pairs: `[[selection, "2.10"], ..]`.
type Pairs<A, B> = Vec<(A, B)>;

macro_rules! calls {
    (
        $(#[$doc:meta])*
        $list:ident $call:ident($target:ident: $of:ty)
        $($name:ident($($argument:ident: $type:ty),*) => $does:expr;)*
    ) => {
        $(#[$doc])*
        pub(crate) const $list: &[&str] = &[$(stringify!($name)),*];

        /// Calls one of them by its name.
        pub(crate) fn $call($target: $of, name: &str, arguments: &str) -> Result<String, Failure> {
            match name {
                $(stringify!($name) => {
                    let read = serde_json::from_str(arguments);
                    let ($($argument,)* IgnoredAny,): ($($type,)* IgnoredAny,) =
                        read.map_err(|why| Failure::malformed(&why))?;
                    serde_json::to_string(&$does).map_err(|why| Failure::malformed(&why))
                })*
                _ => Err(Failure::Malformed(format!("there is no method {name}"))),
            }
        }
    };
}

calls! {
    /// What can be asked in somebody's name: the methods of a session.
    SESSION on_session(session: &mut Session<'_>)

    // People
    create_first_admin(person: Person) => session.create_first_admin(person)?;
    register(person: Person) => session.register(person)?;
    change_role(user: UserId, role: Role) => session.change_role(user, role)?;
    change_status(user: UserId, status: Status) => session.change_status(user, status)?;
    edit_profile(person: Person) => session.edit_profile(person)?;
    erase_person(user: UserId) => session.erase_person(user)?;
    exclude_self(exclusion: Exclusion, until: Timestamp) => session.exclude_self(exclusion, until)?;
    request_reopening() => session.request_reopening()?;
    adopt_house_rules(rules: HouseRules) => session.adopt_house_rules(rules)?;
    person(user: UserId) => session.person(user)?;
    users(filter: UserFilter, at: PageForm<UserId>) => {
        session.users(filter, at.into())?
    };
    find_records(filter: JournalFilter, at: PageForm<u64>) => {
        session.find_records(&filter, at.into())?
    };

    // Catalogue
    create_competition(name: String, slug: String) => session.create_competition(name, slug)?;
    rename_competition(competition: CompetitionId, name: String) => session.rename_competition(competition, name)?;
    retire_competition(competition: CompetitionId) => session.retire_competition(competition)?;
    delete_competition(competition: CompetitionId) => session.delete_competition(competition)?;
    create_participant(name: String, kind: ParticipantKind) => session.create_participant(name, kind)?;
    create_team(name: String) => session.create_team(name)?;
    rename_participant(participant: ParticipantId, name: String) => session.rename_participant(participant, name)?;
    retire_participant(participant: ParticipantId) => session.retire_participant(participant)?;
    delete_participant(participant: ParticipantId) => session.delete_participant(participant)?;
    schedule_fixture(competition: CompetitionId, entrants: Vec<Entrant>, start: Timestamp) => {
        session.schedule_fixture(competition, entrants, start)?
    };
    reschedule_fixture(fixture: FixtureId, start: Timestamp) => session.reschedule_fixture(fixture, start)?;
    delete_fixture(fixture: FixtureId) => session.delete_fixture(fixture)?;
    open_market(fixture: FixtureId, kind: MarketKind, selections: Pairs<Outcome, String>) => {
        forms::opened(&session.open_market(fixture, kind, selections)?)
    };
    open_in_play_market(fixture: FixtureId, kind: MarketKind, selections: Pairs<Outcome, String>) => {
        forms::opened(&session.open_in_play_market(fixture, kind, selections)?)
    };
    open_race_market(race: FixtureId, kind: MarketKind, terms: RaceTerms, selections: Pairs<Outcome, String>) => {
        forms::opened(&session.open_race_market(race, kind, terms, selections)?)
    };
    change_prices(market: MarketId, prices: Pairs<SelectionId, String>) => session.change_prices(market, prices)?;
    suspend_market(market: MarketId) => session.suspend_market(market)?;
    resume_market(market: MarketId) => session.resume_market(market)?;
    close_market(market: MarketId) => session.close_market(market)?;

    // Results
    record_live_score(fixture: FixtureId, score: Score) => session.record_live_score(fixture, score)?;
    record_score(fixture: FixtureId, score: Score) => session.record_score(fixture, score)?;
    record_score_only(fixture: FixtureId, score: Score) => session.record_score_only(fixture, score)?;
    record_outcomes(market: MarketId, results: Pairs<SelectionId, LegResult>) => {
        session.record_outcomes(market, results)?
    };
    record_positions(fixture: FixtureId, placings: Vec<Placing>) => session.record_positions(fixture, placings)?;
    correct_positions(fixture: FixtureId, placings: Vec<Placing>) => session.correct_positions(fixture, placings)?;
    withdraw_runner(fixture: FixtureId, runner: ParticipantId, odds: String, withdrawn_at: Timestamp) => {
        session.withdraw_runner(fixture, runner, odds.parse::<Odds>()?, withdrawn_at)?
    };
    reinstate_runner(fixture: FixtureId, runner: ParticipantId) => session.reinstate_runner(fixture, runner)?;
    correct_score(fixture: FixtureId, score: Score) => session.correct_score(fixture, score)?;
    correct_result(market: MarketId, correction: Correction) => session.correct_result(market, correction)?;
    void_market(market: MarketId) => session.void_market(market)?;
    void_fixture(fixture: FixtureId) => session.void_fixture(fixture)?;
    abandon_fixture(fixture: FixtureId, score: Option<Score>) => session.abandon_fixture(fixture, score)?;
    postpone_fixture(fixture: FixtureId) => session.postpone_fixture(fixture)?;
    cancel_fixture(fixture: FixtureId) => session.cancel_fixture(fixture)?;
    void_bet(bet: BetId) => session.void_bet(bet)?;
    settle_page(market: MarketId, limit: u32) => forms::settled(session.settle_page(market, limit)?);
    settle(limit: u32) => session.settle(limit)?;
    settle_market(market: MarketId) => session.settle_market(market)?;
    settle_fixture(fixture: FixtureId) => session.settle_fixture(fixture)?;
    run_due(limit: u32) => session.run_due(limit)?;

    // Wallet
    confirm_deposit(user: UserId, amount: String, provider: String, reference: String) => {
        session.confirm_deposit(user, amount, provider, reference)?
    };
    request_withdrawal(amount: String) => session.request_withdrawal(amount)?;
    confirm_withdrawal(withdrawal: WithdrawalId) => session.confirm_withdrawal(withdrawal)?;
    refuse_withdrawal(withdrawal: WithdrawalId) => session.refuse_withdrawal(withdrawal)?;
    adjust_wallet(user: UserId, amount: String) => session.adjust_wallet(user, amount)?;
    write_off_debt(user: UserId, amount: String) => session.write_off_debt(user, amount)?;
    wallet(currency: String) => session.wallet(currency)?;
    wallet_of(user: UserId, currency: String) => session.wallet_of(user, currency)?;
    statement(user: UserId, currency: String, filter: StatementFilter, at: PageForm<u64>) => {
        session.statement(user, currency, &filter, at.into())?
    };
    withdrawal(withdrawal: WithdrawalId) => session.withdrawal(withdrawal)?;
    withdrawals(filter: WithdrawalFilter, at: PageForm<WithdrawalId>) => {
        session.withdrawals(filter, at.into())?
    };

    // Bets
    place_bet(slip: SlipForm) => forms::bet(&session.place_bet(slip.into())?)?;
    cancel_bet(bet: BetId) => session.cancel_bet(bet)?;
    bet(bet: BetId) => forms::bet(&session.bet(bet)?)?;
    bets(filter: BetFilter, at: PageForm<BetId>) => forms::bets(&session.bets(filter, at.into())?)?;
    receipt(bet: BetId) => forms::receipt(&session.receipt(bet)?)?;
    open_bets(on: OpenBets, at: PageForm<BetId>) => forms::bets(&session.open_bets(on, at.into())?)?;
    liability(market: MarketId) => session.liability(market)?;

    // Baskets
    create_basket() => session.create_basket()?;
    add_to_basket(basket: BasketId, slip: SlipForm) => session.add_to_basket(basket, slip.into())?;
    remove_from_basket(basket: BasketId, slip: BetId) => session.remove_from_basket(basket, slip)?;
    restake(basket: BasketId, slip: BetId, stake: String) => session.restake(basket, slip, stake)?;
    drop_basket(basket: BasketId) => session.drop_basket(basket)?;
    basket(basket: BasketId) => session.basket(basket)?;
    baskets(filter: BasketFilter, at: PageForm<BasketId>) => {
        session.baskets(filter, at.into())?
    };
    quote(basket: BasketId) => forms::quote(&session.quote(basket)?)?;
    check_out(basket: BasketId) => forms::bets(&session.check_out(basket)?)?;

    // Anything
    send(body: Body) => session.send(body)?;
    command(body: Body) => session.command(body);
}

calls! {
    /// What only the holder of the book does.
    BOOK on_book(book: &mut Book)

    // Holding it
    now() => book.now();
    set_now(at: Timestamp) => book.set_now(at);
    fresh_id() => book.fresh_id();
    options() => OptionsForm::of(&book.options());
    set_options(options: OptionsForm) => book.set_options(options.over(book.options()));
    execute(commands: Vec<Command>) => forms::outcomes(book.execute(&commands));
    restore(records: Vec<NumberedRecord>) => book.restore(records)?;
    acknowledge(cursor: String, position: u64) => book.acknowledge(&cursor, position)?;
    forget_cursor(cursor: String) => book.forget_cursor(&cursor)?;
}

calls! {
    /// What can be read of the book without anybody's leave.
    READER on_reader(reader: &Reader)

    // People
    user(user: UserId) => reader.user(user)?;
    user_by_email(email: String) => reader.user_by_email(&email)?;
    users(filter: UserFilter, at: PageForm<UserId>) => {
        reader.users(filter, at.into())?
    };
    withdrawals(filter: WithdrawalFilter, at: PageForm<WithdrawalId>) => {
        reader.withdrawals(filter, at.into())?
    };

    // Catalogue
    competition(competition: CompetitionId) => reader.competition(competition)?;
    competitions(filter: CompetitionFilter, at: PageForm<CompetitionId>) => {
        reader.competitions(filter, at.into())?
    };
    competition_by_slug(slug: String) => reader.competition_by_slug(&slug)?;
    competition_by_external_id(provider: String, id: String) => reader.competition_by_external_id(&provider, &id)?;
    participant(participant: ParticipantId) => reader.participant(participant)?;
    participants(filter: ParticipantFilter, at: PageForm<ParticipantId>) => {
        reader.participants(filter, at.into())?
    };
    participant_by_name(name: String) => reader.participant_by_name(&name)?;
    participant_by_external_id(provider: String, id: String) => reader.participant_by_external_id(&provider, &id)?;
    fixture(fixture: FixtureId) => reader.fixture(fixture)?;
    fixtures(filter: FixtureFilter, at: PageForm<FixtureId>) => {
        reader.fixtures(filter, at.into())?
    };
    fixture_by_external_id(provider: String, id: String) => reader.fixture_by_external_id(&provider, &id)?;
    market(market: MarketId) => reader.market(market)?;
    markets(filter: MarketFilter, at: PageForm<MarketId>) => {
        reader.markets(filter, at.into())?
    };
    markets_of(fixture: FixtureId) => reader.markets_of(fixture)?;
    market_by_external_id(provider: String, id: String) => reader.market_by_external_id(&provider, &id)?;
    selection(selection: SelectionId) => reader.selection(selection)?;
    selections_of(market: MarketId) => reader.selections_of(market)?;
    selection_by_external_id(provider: String, id: String) => reader.selection_by_external_id(&provider, &id)?;
    prices_of(selection: SelectionId, at: PageForm<usize>) => reader.prices_of(selection, at.into())?;

    // Bets
    bet(bet: BetId) => forms::bet(&reader.bet(bet)?)?;
    bets(filter: BetFilter, at: PageForm<BetId>) => forms::bets(&reader.bets(filter, at.into())?)?;
    open_bets(on: OpenBets, at: PageForm<BetId>) => forms::bets(&reader.open_bets(on, at.into())?)?;
    receipt(bet: BetId) => forms::receipt(&reader.receipt(bet)?)?;
    basket(basket: BasketId) => reader.basket(basket)?;
    baskets(filter: BasketFilter, at: PageForm<BasketId>) => {
        reader.baskets(filter, at.into())?
    };
    liability(market: MarketId) => reader.liability(market)?;
    progress(market: MarketId) => reader.progress(market)?;

    // The house, the journal, the whole
    house_rules() => reader.house_rules()?;
    house_balances() => forms::house_balances(reader)?;
    next_due() => reader.next_due()?;
    journal(at: PageForm<u64>) => reader.journal(at.into())?;
    journal_head() => reader.journal_head()?;
    find_records(filter: JournalFilter, at: PageForm<u64>) => {
        reader.find_records(&filter, at.into())?
    };
    cursors() => reader.cursors()?;
    unread(cursor: String, limit: usize) => reader.unread(&cursor, limit)?;
    audit() => reader.audit()?;
    state_hash() => reader.state_hash()?.to_string();
}

calls! {
    /// What needs no book: numbers as people write them, prices, grades, and a calculator.
    TOOLS on_tools(_none: ())

    read_money(text: String) => text.parse::<Money>()?;
    read_odds(text: String) => {
        let odds = text.parse::<Odds>()?;
        (odds, odds.numerator(), odds.denominator())
    };
    read_odds_as(text: String, format: OddsFormat) => Odds::read(&text, format)?;
    quote_odds(odds: String, format: OddsFormat) => odds.parse::<Odds>()?.quoted_as(format);
    show_odds(odds: String, format: OddsFormat, places: Option<u8>) => {
        let (odds, two) = (odds.parse::<Odds>()?, places.unwrap_or(2));
        match format {
            OddsFormat::Decimal => odds.in_decimal(two),
            OddsFormat::Fractional => odds.in_fractional(),
            OddsFormat::American => odds.in_american_with(places.unwrap_or(0)),
            OddsFormat::HongKong => odds.in_hong_kong(two),
            OddsFormat::Malay => odds.in_malay(two),
            OddsFormat::Indonesian => odds.in_indonesian(two),
            OddsFormat::Probability => odds.in_probability(two),
        }
    };
    nearest_fraction(odds: String, within: u32) => odds.parse::<Odds>()?.nearest_fraction(within)?;
    risk_and_win(odds: String, amount: String, meaning: Nominal, rounding: Rounding) => {
        let found = odds.parse::<Odds>()?.risk_and_win(amount.parse()?, meaning, rounding);
        let found = found.map_err(Failure::in_words)?;
        (found.risk, found.to_win)
    };

    // Prices
    ladder(ladder: LadderForm) => ladder.read()?.steps();
    snap(odds: String, ladder: LadderForm, snap: Snap) => ladder.read()?.snap(odds.parse()?, snap);
    margin_of(prices: Vec<String>, winners: u32) => {
        let margin = Margin::of(&forms::prices(&prices)?, winners)?;
        (margin.overround(), margin.hold())
    };
    remove_margin(prices: Vec<String>, method: Method, winners: u32) => {
        let fair = method.remove(&forms::prices(&prices)?, winners)?;
        (fair.probabilities.iter().map(|chance| chance.get()).collect::<Vec<_>>(), fair.parameter)
    };
    prices(fair: Vec<String>, method: Method, overround: String, winners: u32, ladder: LadderForm, snap: Snap) => {
        let margin = Margin::from_overround(forms::figure(&overround)?)?;
        method.prices(&forms::probabilities(&fair)?, winners, margin, &ladder.read()?, snap)?
    };

    // Results
    read_score(text: String) => text.parse::<Score>()?;
    grade(kind: MarketKind, outcome: Outcome, score: Score, before: Goals, listed: Vec<Outcome>) => {
        grade_since(&kind, &outcome, &score, before, &listed).map_err(Failure::in_words)?
    };
    grade_by_positions(kind: MarketKind, outcome: Outcome, placings: Vec<Placing>) => {
        grade_by_positions(&kind, &outcome, &placings)
    };
    grade_finish(position: u16, tied: u16, place: Option<PlaceTerms>) => LegGrade::finished(position, tied, place)?;
    standard_places(runners: u32, handicap: bool) => PlaceTerms::standard(runners, handicap);
    rule_4_deduction(withdrawn: Vec<String>, rules: Option<HouseRules>) => {
        rules.unwrap_or_default().bets.rule_4.deduction(forms::prices(&withdrawn)?)
    };
    calculate(slip: CalculatorSlip, results: Vec<Option<LegGrade>>, rules: Option<HouseRules>) => {
        let rules = rules.unwrap_or_default();
        calculate(&slip, &results, &rules).map_err(Failure::calculation)?
    };
}
