//! The calls: one row a method of the engine, with what it takes. JavaScript calls them by name, in camel case, with an array
//! of arguments; a missing one is `null`.
//!
//! Where a row says `session.x(..)`, the method of that name in `realdeal` is what is called, and documented there.
//! `tests/parity.rs` holds the rows against the engine's own methods. Not here: who asks (`door`).

use realdeal::betting::{CalculatorSlip, calculate};
use realdeal::catalogue::{Entrant, Finish, MarketKind, Outcome, ParticipantKind, RaceTerms, Score};
use realdeal::command::{Body, Command, Correction};
use realdeal::house_rules::HouseRules;
use realdeal::id::{
    BasketId, BetId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId, WithdrawalId,
};
use realdeal::money::Money;
use realdeal::odds::{Odds, OddsFormat};
use realdeal::people::{Exclusion, Person, Role, Status};
use realdeal::pricing::{Margin, Method};
use realdeal::settlement::{LegGrade, LegResult};
use realdeal::storage::{
    BasketFilter, BetFilter, CompetitionFilter, FixtureFilter, MarketFilter, OpenBets, ParticipantFilter,
    UserFilter, WithdrawalFilter,
};
use realdeal::time::Timestamp;
use realdeal::wallet::StatementFilter;
use realdeal::{Book, JournalFilter, Session};
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::failure::Failure;
use crate::js::{OwnLines, from_js, to_js};
use crate::shapes::{self, OptionsForm, PageForm, SlipForm, page};

/// Pairs, as JavaScript writes them: `[[selection, "2.10"], ..]`.
type Pairs<A, B> = Vec<(A, B)>;

macro_rules! calls {
    (
        $(#[$doc:meta])*
        $list:ident $call:ident($target:ident: $of:ty)
        $($name:ident($($argument:ident: $type:ty),*) => $does:expr;)*
    ) => {
        $(#[$doc])*
        pub const $list: &[&str] = &[$(stringify!($name)),*];

        /// Calls one of them by its name in snake case.
        #[allow(clippy::semicolon_if_nothing_returned, reason = "a row gives what the method gives, be it nothing")]
        pub(crate) fn $call($target: $of, name: &str, arguments: Vec<Value>) -> Result<Value, Failure> {
            match name {
                $(stringify!($name) => {
                    let count = <[&str]>::len(&[$(stringify!($argument)),*]);
                    // The last is nothing, so that there is always one.
                    let ($($argument,)* IgnoredAny,): ($($type,)* IgnoredAny,) = read(arguments, count)?;
                    to_js(&$does).map_err(|why| Failure::malformed(&why))
                })*
                _ => Err(Failure::Malformed(format!("there is no method {name}"))),
            }
        }
    };
}

/// The arguments as a tuple of one more than `count`.
fn read<T: serde::de::DeserializeOwned>(mut arguments: Vec<Value>, count: usize) -> Result<T, Failure> {
    if arguments.len() > count {
        return Err(Failure::Malformed(format!("{} arguments, and {count} are taken", arguments.len())));
    }
    arguments.resize(count + 1, Value::Null);
    from_js(Value::Array(arguments)).map_err(|why| Failure::malformed(&why))
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
    users(filter: Option<UserFilter>, at: Option<PageForm<UserId>>) => {
        session.users(filter.unwrap_or_default(), page(at))?
    };
    find_records(filter: Option<JournalFilter>, at: Option<PageForm<u64>>) => {
        session.find_records(&filter.unwrap_or_default(), page(at))?
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
        shapes::opened(&session.open_market(fixture, kind, selections)?)
    };
    open_in_play_market(fixture: FixtureId, kind: MarketKind, selections: Pairs<Outcome, String>) => {
        shapes::opened(&session.open_in_play_market(fixture, kind, selections)?)
    };
    open_race_market(race: FixtureId, kind: MarketKind, terms: RaceTerms, selections: Pairs<Outcome, String>) => {
        shapes::opened(&session.open_race_market(race, kind, terms, selections)?)
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
    record_positions(fixture: FixtureId, positions: Pairs<ParticipantId, Finish>) => {
        session.record_positions(fixture, positions)?
    };
    withdraw_runner(fixture: FixtureId, participant: ParticipantId, odds: Odds, withdrawn_at: Timestamp) => {
        session.withdraw_runner(fixture, participant, odds, withdrawn_at)?
    };
    reinstate_runner(fixture: FixtureId, participant: ParticipantId) => {
        session.reinstate_runner(fixture, participant)?
    };
    correct_positions(fixture: FixtureId, positions: Pairs<ParticipantId, Finish>) => {
        session.correct_positions(fixture, positions)?
    };
    correct_score(fixture: FixtureId, score: Score) => session.correct_score(fixture, score)?;
    correct_result(market: MarketId, correction: Correction) => session.correct_result(market, correction)?;
    void_market(market: MarketId) => session.void_market(market)?;
    void_fixture(fixture: FixtureId) => session.void_fixture(fixture)?;
    abandon_fixture(fixture: FixtureId, score: Option<Score>) => session.abandon_fixture(fixture, score)?;
    postpone_fixture(fixture: FixtureId) => session.postpone_fixture(fixture)?;
    cancel_fixture(fixture: FixtureId) => session.cancel_fixture(fixture)?;
    void_bet(bet: BetId) => session.void_bet(bet)?;
    settle_page(market: MarketId, limit: u32) => shapes::settled(session.settle_page(market, limit)?);
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
    statement(user: UserId, currency: String, filter: Option<StatementFilter>, at: Option<PageForm<u64>>) => {
        session.statement(user, currency, &filter.unwrap_or_default(), page(at))?
    };
    withdrawal(withdrawal: WithdrawalId) => session.withdrawal(withdrawal)?;
    withdrawals(filter: Option<WithdrawalFilter>, at: Option<PageForm<WithdrawalId>>) => {
        session.withdrawals(filter.unwrap_or_default(), page(at))?
    };

    // Bets
    place_bet(slip: SlipForm) => shapes::bet(&session.place_bet(slip.into())?)?;
    cancel_bet(bet: BetId) => session.cancel_bet(bet)?;
    bet(bet: BetId) => shapes::bet(&session.bet(bet)?)?;
    bets(filter: BetFilter, at: Option<PageForm<BetId>>) => shapes::bets(&session.bets(filter, page(at))?)?;
    receipt(bet: BetId) => session.receipt(bet)?;
    open_bets(on: OpenBets, at: Option<PageForm<BetId>>) => shapes::bets(&session.open_bets(on, page(at))?)?;
    liability(market: MarketId) => session.liability(market)?;

    // Baskets
    create_basket() => session.create_basket()?;
    add_to_basket(basket: BasketId, slip: SlipForm) => session.add_to_basket(basket, slip.into())?;
    remove_from_basket(basket: BasketId, slip: BetId) => session.remove_from_basket(basket, slip)?;
    restake(basket: BasketId, slip: BetId, stake: String) => session.restake(basket, slip, stake)?;
    drop_basket(basket: BasketId) => session.drop_basket(basket)?;
    basket(basket: BasketId) => session.basket(basket)?;
    baskets(filter: Option<BasketFilter>, at: Option<PageForm<BasketId>>) => {
        session.baskets(filter.unwrap_or_default(), page(at))?
    };
    quote(basket: BasketId) => shapes::quote(&session.quote(basket)?)?;
    check_out(basket: BasketId) => shapes::bets(&session.check_out(basket)?)?;

    // Anything
    send(body: Body) => session.send(body)?;
    command(body: Body) => session.command(body);
}

calls! {
    /// What can be asked of the book itself: reading without anybody's leave, and what only its holder does.
    BOOK on_book(book: &mut Book)

    // Holding it
    now() => book.now();
    set_now(at: Timestamp) => book.set_now(at);
    fresh_id() => book.fresh_id();
    options() => OptionsForm::of(&book.options());
    set_options(options: OptionsForm) => book.set_options(options.over(book.options()));
    execute(commands: Vec<Command>) => shapes::outcomes(book.execute(&commands));
    export() => shapes::export(book)?;
    import_journal(text: String) => book.import_journal_by::<OwnLines>(text.as_bytes(), |_| ())?;
    import_people(text: String) => book.import_people_by::<OwnLines>(text.as_bytes())?;
    acknowledge(cursor: String, position: u64) => book.acknowledge(&cursor, position)?;
    forget_cursor(cursor: String) => book.forget_cursor(&cursor)?;

    // People
    user(user: UserId) => book.user(user)?;
    user_by_email(email: String) => book.user_by_email(&email)?;
    users(filter: Option<UserFilter>, at: Option<PageForm<UserId>>) => {
        book.users(filter.unwrap_or_default(), page(at))?
    };
    withdrawals(filter: Option<WithdrawalFilter>, at: Option<PageForm<WithdrawalId>>) => {
        book.withdrawals(filter.unwrap_or_default(), page(at))?
    };

    // Catalogue
    competition(competition: CompetitionId) => book.competition(competition)?;
    competitions(filter: Option<CompetitionFilter>, at: Option<PageForm<CompetitionId>>) => {
        book.competitions(filter.unwrap_or_default(), page(at))?
    };
    competition_by_slug(slug: String) => book.competition_by_slug(&slug)?;
    competition_by_external_id(provider: String, id: String) => book.competition_by_external_id(&provider, &id)?;
    participant(participant: ParticipantId) => book.participant(participant)?;
    participants(filter: Option<ParticipantFilter>, at: Option<PageForm<ParticipantId>>) => {
        book.participants(filter.unwrap_or_default(), page(at))?
    };
    participant_by_name(name: String) => book.participant_by_name(&name)?;
    participant_by_external_id(provider: String, id: String) => book.participant_by_external_id(&provider, &id)?;
    fixture(fixture: FixtureId) => book.fixture(fixture)?;
    fixtures(filter: Option<FixtureFilter>, at: Option<PageForm<FixtureId>>) => {
        book.fixtures(filter.unwrap_or_default(), page(at))?
    };
    fixture_by_external_id(provider: String, id: String) => book.fixture_by_external_id(&provider, &id)?;
    market(market: MarketId) => book.market(market)?;
    markets(filter: Option<MarketFilter>, at: Option<PageForm<MarketId>>) => {
        book.markets(filter.unwrap_or_default(), page(at))?
    };
    markets_of(fixture: FixtureId) => book.markets_of(fixture)?;
    market_by_external_id(provider: String, id: String) => book.market_by_external_id(&provider, &id)?;
    selection(selection: SelectionId) => book.selection(selection)?;
    selections_of(market: MarketId) => book.selections_of(market)?;
    selection_by_external_id(provider: String, id: String) => book.selection_by_external_id(&provider, &id)?;
    prices_of(selection: SelectionId, at: Option<PageForm<usize>>) => book.prices_of(selection, page(at))?;

    // Bets
    bet(bet: BetId) => shapes::bet(&book.bet(bet)?)?;
    bets(filter: BetFilter, at: Option<PageForm<BetId>>) => shapes::bets(&book.bets(filter, page(at))?)?;
    open_bets(on: OpenBets, at: Option<PageForm<BetId>>) => shapes::bets(&book.open_bets(on, page(at))?)?;
    receipt(bet: BetId) => book.receipt(bet)?;
    basket(basket: BasketId) => book.basket(basket)?;
    baskets(filter: Option<BasketFilter>, at: Option<PageForm<BasketId>>) => {
        book.baskets(filter.unwrap_or_default(), page(at))?
    };
    liability(market: MarketId) => book.liability(market)?;
    progress(market: MarketId) => book.progress(market)?;

    // The house, the journal, the whole
    house_rules() => book.house_rules()?;
    house_balances() => shapes::house_balances(book)?;
    next_due() => book.next_due()?;
    journal(at: Option<PageForm<u64>>) => book.journal(page(at))?;
    journal_head() => book.journal_head()?;
    find_records(filter: Option<JournalFilter>, at: Option<PageForm<u64>>) => {
        book.find_records(&filter.unwrap_or_default(), page(at))?
    };
    cursors() => book.cursors()?;
    unread(cursor: String, limit: usize) => book.unread(&cursor, limit)?;
    audit() => book.audit()?;
    state_hash() => book.state_hash()?.to_string();
}

calls! {
    /// What needs no book: numbers as people write them.
    TOOLS on_tools(_none: ())

    read_money(text: String) => text.parse::<Money>()?;
    read_odds(text: String) => text.parse::<Odds>()?;
    quote_odds(odds: String, format: OddsFormat) => odds.parse::<Odds>()?.quoted_as(format);
    show_odds(odds: String, format: OddsFormat) => {
        let odds = odds.parse::<Odds>()?;
        match format {
            OddsFormat::Decimal => odds.in_decimal(2),
            OddsFormat::Fractional => odds.in_fractional(),
            OddsFormat::American => odds.in_american(),
            OddsFormat::HongKong => odds.in_hong_kong(2),
            OddsFormat::Malay => odds.in_malay(2),
            OddsFormat::Indonesian => odds.in_indonesian(2),
            OddsFormat::Probability => odds.in_probability(1),
        }
    };
    margin_of(prices: Vec<String>, winners: Option<u32>) => {
        shapes::margin(Margin::of(&shapes::prices(&prices)?, winners.unwrap_or(1))?)
    };
    remove_margin(prices: Vec<String>, method: Method, winners: Option<u32>) => {
        shapes::fair(&method.remove(&shapes::prices(&prices)?, winners.unwrap_or(1))?)
    };
    add_margin(fair: Vec<f64>, method: Method, overround: f64, winners: Option<u32>) => {
        let fair = shapes::probabilities(&fair)?;
        shapes::plain(&method.add(&fair, winners.unwrap_or(1), Margin::from_overround(overround)?)?)
    };
    calculate(slip: CalculatorSlip, results: Option<Vec<Option<LegGrade>>>, rules: Option<HouseRules>) => {
        let results = results.unwrap_or_else(|| vec![None; slip.legs.len()]);
        calculate(&slip, &results, &rules.unwrap_or_default())?
    };
}
