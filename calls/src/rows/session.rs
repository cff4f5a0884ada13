//! What can be asked in somebody's name: the methods of a session.

use realdeal::JournalFilter;
use realdeal::Session;
use realdeal::catalogue::{Entrant, MarketKind, Outcome, ParticipantKind, Placing, RaceTerms, Score};
use realdeal::command::{Body, Correction};
use realdeal::house_rules::HouseRules;
use realdeal::id::{
    BasketId, BetId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId, WithdrawalId,
};
use realdeal::odds::Odds;
use realdeal::people::{Exclusion, Person, Role, Status};
use realdeal::settlement::LegResult;
use realdeal::storage::{BasketFilter, BetFilter, OpenBets, UserFilter, WithdrawalFilter};
use realdeal::time::Timestamp;
use realdeal::wallet::StatementFilter;

use super::{Pairs, calls};
use crate::shapes::{
    self, BetForm, OpenedForm, PageForm, QuoteForm, ReceiptForm, SettledForm, SlipForm, page,
};

calls! {
    /// What can be asked in somebody's name: the methods of a session.
    SESSION on_session<W>(session: &mut Session<'_>)

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
        OpenedForm::from(session.open_market(fixture, kind, selections)?)
    };
    open_in_play_market(fixture: FixtureId, kind: MarketKind, selections: Pairs<Outcome, String>) => {
        OpenedForm::from(session.open_in_play_market(fixture, kind, selections)?)
    };
    open_race_market(race: FixtureId, kind: MarketKind, terms: RaceTerms, selections: Pairs<Outcome, String>) => {
        OpenedForm::from(session.open_race_market(race, kind, terms, selections)?)
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
    settle_page(market: MarketId, limit: u32) => SettledForm::from(session.settle_page(market, limit)?);
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
    place_bet(slip: SlipForm) => BetForm::from(&session.place_bet(slip.into())?);
    cancel_bet(bet: BetId) => session.cancel_bet(bet)?;
    bet(bet: BetId) => BetForm::from(&session.bet(bet)?);
    bets(filter: BetFilter, at: Option<PageForm<BetId>>) => shapes::bets(&session.bets(filter, page(at))?);
    receipt(bet: BetId) => ReceiptForm::from(session.receipt(bet)?);
    open_bets(on: OpenBets, at: Option<PageForm<BetId>>) => shapes::bets(&session.open_bets(on, page(at))?);
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
    quote(basket: BasketId) => QuoteForm::of::<W>(&session.quote(basket)?);
    check_out(basket: BasketId) => shapes::bets(&session.check_out(basket)?);

    // Anything
    send(body: Body) => session.send(body)?;
    command(body: Body) => session.command(body);
}
