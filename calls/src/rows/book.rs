//! What is asked of the book itself: what only its holder does, and what can be read without anybody's leave.

use realdeal::command::Command;
use realdeal::id::{
    BasketId, BetId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId, WithdrawalId,
};
use realdeal::journal::NumberedRecord;
use realdeal::storage::{
    BasketFilter, BetFilter, CompetitionFilter, FixtureFilter, MarketFilter, OpenBets, ParticipantFilter,
    UserFilter, WithdrawalFilter,
};
use realdeal::time::Timestamp;
use realdeal::{Book, JournalFilter, Reader};

use super::calls;
use crate::failure::Failure;
use crate::shapes::{self, BetForm, OptionsForm, PageForm, ReceiptForm, page};

calls! {
    /// What only the holder of the book does.
    BOOK on_book<W>(book: &mut Book)

    // Holding it
    now() => book.now();
    set_now(at: Timestamp) => book.set_now(at);
    fresh_id() => book.fresh_id();
    fresh_ids(count: u32) => book.fresh_ids(count as usize);
    options() => OptionsForm::of(&book.options());
    set_options(options: OptionsForm) => book.set_options(options.over(book.options()));
    execute(commands: Vec<Command>) => shapes::outcomes::<W>(book.execute(&commands));
    restore(records: Vec<NumberedRecord>) => book.restore(records)?;
    import_journal(text: String) => {
        book.import_journal_by::<W::Lines>(text.as_bytes(), |_| ()).map_err(Failure::exchange)?
    };
    import_people(text: String) => {
        book.import_people_by::<W::Lines>(text.as_bytes()).map_err(Failure::exchange)?
    };
    acknowledge(cursor: String, position: u64) => book.acknowledge(&cursor, position)?;
    forget_cursor(cursor: String) => book.forget_cursor(&cursor)?;
}

calls! {
    /// What can be read of the book without anybody's leave.
    READER on_reader<W>(reader: &Reader)

    // People
    user(user: UserId) => reader.user(user)?;
    user_by_email(email: String) => reader.user_by_email(&email)?;
    users(filter: Option<UserFilter>, at: Option<PageForm<UserId>>) => {
        reader.users(filter.unwrap_or_default(), page(at))?
    };
    withdrawals(filter: Option<WithdrawalFilter>, at: Option<PageForm<WithdrawalId>>) => {
        reader.withdrawals(filter.unwrap_or_default(), page(at))?
    };

    // Catalogue
    competition(competition: CompetitionId) => reader.competition(competition)?;
    competitions(filter: Option<CompetitionFilter>, at: Option<PageForm<CompetitionId>>) => {
        reader.competitions(filter.unwrap_or_default(), page(at))?
    };
    competition_by_slug(slug: String) => reader.competition_by_slug(&slug)?;
    competition_by_external_id(provider: String, id: String) => reader.competition_by_external_id(&provider, &id)?;
    participant(participant: ParticipantId) => reader.participant(participant)?;
    participants(filter: Option<ParticipantFilter>, at: Option<PageForm<ParticipantId>>) => {
        reader.participants(filter.unwrap_or_default(), page(at))?
    };
    participant_by_name(name: String) => reader.participant_by_name(&name)?;
    participant_by_external_id(provider: String, id: String) => reader.participant_by_external_id(&provider, &id)?;
    fixture(fixture: FixtureId) => reader.fixture(fixture)?;
    fixtures(filter: Option<FixtureFilter>, at: Option<PageForm<FixtureId>>) => {
        reader.fixtures(filter.unwrap_or_default(), page(at))?
    };
    fixture_by_external_id(provider: String, id: String) => reader.fixture_by_external_id(&provider, &id)?;
    market(market: MarketId) => reader.market(market)?;
    markets(filter: Option<MarketFilter>, at: Option<PageForm<MarketId>>) => {
        reader.markets(filter.unwrap_or_default(), page(at))?
    };
    markets_of(fixture: FixtureId) => reader.markets_of(fixture)?;
    market_by_external_id(provider: String, id: String) => reader.market_by_external_id(&provider, &id)?;
    selection(selection: SelectionId) => reader.selection(selection)?;
    selections_of(market: MarketId) => reader.selections_of(market)?;
    selection_by_external_id(provider: String, id: String) => reader.selection_by_external_id(&provider, &id)?;
    prices_of(selection: SelectionId, at: Option<PageForm<usize>>) => reader.prices_of(selection, page(at))?;

    // Bets
    bet(bet: BetId) => BetForm::from(&reader.bet(bet)?);
    bets(filter: BetFilter, at: Option<PageForm<BetId>>) => shapes::bets(&reader.bets(filter, page(at))?);
    open_bets(on: OpenBets, at: Option<PageForm<BetId>>) => shapes::bets(&reader.open_bets(on, page(at))?);
    receipt(bet: BetId) => ReceiptForm::from(reader.receipt(bet)?);
    basket(basket: BasketId) => reader.basket(basket)?;
    baskets(filter: Option<BasketFilter>, at: Option<PageForm<BasketId>>) => {
        reader.baskets(filter.unwrap_or_default(), page(at))?
    };
    liability(market: MarketId) => reader.liability(market)?;
    progress(market: MarketId) => reader.progress(market)?;

    // The house, the journal, the whole
    house_rules() => reader.house_rules()?;
    house_balances() => shapes::house_balances(reader)?;
    next_due() => reader.next_due()?;
    journal(at: Option<PageForm<u64>>) => reader.journal(page(at))?;
    journal_head() => reader.journal_head()?;
    find_records(filter: Option<JournalFilter>, at: Option<PageForm<u64>>) => {
        reader.find_records(&filter.unwrap_or_default(), page(at))?
    };
    cursors() => reader.cursors()?;
    unread(cursor: String, limit: usize) => reader.unread(&cursor, limit)?;
    export() => shapes::export::<W>(reader)?;
    audit() => reader.audit()?;
    state_hash() => reader.state_hash()?.to_string();
}
