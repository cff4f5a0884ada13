//! The ledger: transfers in order, statements in pages, sums, prices, and the audit over all of them.

use realdeal::id::{SelectionId, UserId};
use realdeal::money::Currency;
use realdeal::storage::{Page, Snapshot};
use realdeal::wallet::{BettorAccount, StatementFilter, StatementLine, TransferKind, WalletId};

use super::open;
use crate::Backend;
use crate::world::{World, alike, hours, minutes, noon, reference};

fn euros(user: UserId) -> WalletId {
    WalletId { user, currency: Currency::EUR }
}

fn lines(snapshot: &dyn Snapshot, user: UserId, filter: &StatementFilter) -> Vec<StatementLine> {
    snapshot.statement(euros(user), filter, Page::first(1_000)).unwrap()
}

fn all_accounts() -> StatementFilter {
    StatementFilter { account: None, ..StatementFilter::default() }
}

/// A deposit of 100.00, a stake, a withdrawal that is refused, a win.
fn moves(world: &mut World) -> Result<(), realdeal::Error> {
    let (alice, first) = (world.alice, world.first);
    world.bet(alice, 0, "10.00 EUR");
    let asked = world.at(minutes(10)).book.session(alice).request_withdrawal("20.00 EUR")?;
    world.at(minutes(20)).book.system().refuse_withdrawal(asked)?;
    world.finish(first, 5, 2, 1);
    Ok(())
}

pub(crate) fn a_statement_tells_every_movement_in_order(backend: &mut dyn Backend) {
    let world = alike(backend, moves);
    let readers = world.book.readers();
    let lines = lines(&*readers.snapshot().unwrap(), world.alice, &StatementFilter::default());
    let figures: Vec<_> = lines.iter().map(|line| (line.amount.minor(), line.balance.minor())).collect();
    let expected = [(10_000, 10_000), (-1_000, 9_000), (-2_000, 7_000), (2_000, 9_000), (2_100, 11_100)];
    assert_eq!(figures, expected);
    assert!(lines.windows(2).all(|pair| pair[0].position < pair[1].position));
}

pub(crate) fn a_statement_comes_in_pages(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    moves(&mut world).unwrap();
    let readers = world.book.readers();
    let snapshot = readers.snapshot().unwrap();
    let all = lines(&*snapshot, world.alice, &StatementFilter::default());
    for limit in 1..=4 {
        let (mut paged, mut page) = (Vec::new(), Page::first(limit));
        loop {
            let some = snapshot.statement(euros(world.alice), &StatementFilter::default(), page).unwrap();
            let Some(last) = some.last() else { break };
            assert!(Some(last.position) > page.after, "a page does not get on");
            page = Page::after(last.position, limit);
            paged.extend(some);
        }
        assert_eq!(paged, all, "in pages of {limit}");
    }
}

pub(crate) fn two_lines_of_one_place_are_never_cut_apart(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    moves(&mut world).unwrap();
    let readers = world.book.readers();
    let snapshot = readers.snapshot().unwrap();
    let all = lines(&*snapshot, world.alice, &all_accounts());
    // Asking for a withdrawal moves money between two accounts of one bettor: two lines at one place.
    assert!(all.windows(2).any(|pair| pair[0].position == pair[1].position));
    for limit in 1..=4 {
        let (mut paged, mut page) = (Vec::new(), Page::first(limit));
        loop {
            let some = snapshot.statement(euros(world.alice), &all_accounts(), page).unwrap();
            assert!(some.len() <= limit + 1, "a page has one line more at the most");
            let Some(last) = some.last() else { break };
            assert!(Some(last.position) > page.after, "a page does not get on");
            page = Page::after(last.position, limit);
            paged.extend(some);
        }
        assert_eq!(paged, all, "in pages of {limit}");
    }
}

pub(crate) fn a_statement_is_filtered(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    moves(&mut world).unwrap();
    let readers = world.book.readers();
    let snapshot = readers.snapshot().unwrap();
    let count = |filter: &StatementFilter| lines(&*snapshot, world.alice, filter).len();
    let held = StatementFilter { account: Some(BettorAccount::Held), ..StatementFilter::default() };
    assert_eq!(count(&held), 2);
    let stakes = StatementFilter { kinds: vec![TransferKind::Stake], ..StatementFilter::default() };
    assert_eq!(count(&stakes), 1);
    let early = StatementFilter { until: Some(noon().plus(minutes(10))), ..StatementFilter::default() };
    assert_eq!(count(&early), 2, "up to a time, and without it");
    let late = StatementFilter { from: Some(noon().plus(minutes(10))), ..StatementFilter::default() };
    assert_eq!(count(&late), 3, "from a time on, and with it");
    // A filter that lets little pass fills its pages all the same.
    let page = Page::first(1);
    let win = StatementFilter { kinds: vec![TransferKind::Return], ..StatementFilter::default() };
    assert_eq!(snapshot.statement(euros(world.alice), &win, page).unwrap().len(), 1);
}

pub(crate) fn a_wallet_that_nobody_has_has_no_lines(backend: &mut dyn Backend) {
    let world = World::on(backend);
    let yen = WalletId { user: world.alice, currency: Currency::JPY };
    let readers = world.book.readers();
    let snapshot = readers.snapshot().unwrap();
    assert_eq!(snapshot.statement(yen, &all_accounts(), Page::first(10)).unwrap(), []);
    assert_eq!(lines(&*snapshot, world.bookmaker, &all_accounts()), []);
}

pub(crate) fn balances_of_the_house_are_in_order_and_without_zeros(backend: &mut dyn Backend) {
    let world = alike(backend, |world| {
        let (alice, first) = (world.alice, world.first);
        world.bet(alice, 0, "10.00 EUR");
        world.book.system().confirm_deposit(alice, "500 JPY", "bank", "yen")?;
        world.finish(first, 5, 2, 1);
        Ok(())
    });
    let balances = world.book.house_balances().unwrap();
    assert!(balances.windows(2).all(|pair| pair[0].0 < pair[1].0), "{balances:?}");
    assert!(balances.iter().all(|(_, balance)| *balance != 0), "open stakes are zero again: {balances:?}");
    let euros: i128 =
        balances.iter().filter(|(id, _)| id.currency == Currency::EUR).map(|(_, balance)| balance).sum();
    assert_eq!(euros, -21_100, "what the bettors have, with the other sign");
}

pub(crate) fn exposures_follow_what_is_open(backend: &mut dyn Backend) {
    let world = alike(backend, |world| {
        let (alice, bob) = (world.alice, world.bob);
        world.bet(alice, 0, "10.00 EUR");
        world.bet(bob, 0, "5.00 EUR");
        let gone = world.bet(bob, 1, "5.00 EUR");
        world.book.session(bob).cancel_bet(gone.id)
    });
    let readers = world.book.readers();
    let exposures = readers.snapshot().unwrap().exposures(world.market.id).unwrap();
    assert_eq!(exposures.len(), 1, "only the home side has open bets: {exposures:?}");
    let (id, exposure) = exposures[0];
    assert_eq!(id.selection, world.market.selections[0]);
    assert_eq!((exposure.open, exposure.stakes, exposure.potential), (2, 1_500, 3_150));
    assert_eq!(readers.snapshot().unwrap().exposures(world.other.id).unwrap(), []);
}

pub(crate) fn exposures_are_gone_when_all_is_settled(backend: &mut dyn Backend) {
    let world = alike(backend, moves);
    let readers = world.book.readers();
    assert_eq!(readers.snapshot().unwrap().exposures(world.market.id).unwrap(), []);
}

fn prices(snapshot: &dyn Snapshot, selection: SelectionId, page: Page<usize>) -> Vec<String> {
    let all = snapshot.prices_of(selection, page).unwrap();
    all.iter().map(|price| price.odds.to_string()).collect()
}

pub(crate) fn prices_are_kept_in_order_and_come_in_pages(backend: &mut dyn Backend) {
    let world = alike(backend, |world| {
        let (market, side) = (world.market.id, world.market.selections[0]);
        for (after, price) in [(1, "2.20"), (2, "2.05"), (3, "2.20")] {
            world.at(minutes(after)).office().change_prices(market, [(side, price)])?;
        }
        Ok(())
    });
    let readers = world.book.readers();
    let snapshot = readers.snapshot().unwrap();
    let side = world.market.selections[0];
    assert_eq!(prices(&*snapshot, side, Page::first(10)), ["2.10", "2.20", "2.05", "2.20"]);
    assert_eq!(prices(&*snapshot, side, Page::first(2)), ["2.10", "2.20"]);
    assert_eq!(prices(&*snapshot, side, Page::after(2, 1)), ["2.05"]);
    assert_eq!(prices(&*snapshot, side, Page::after(4, 1)), [""; 0]);
    assert_eq!(prices(&*snapshot, world.market.selections[1], Page::first(10)), ["3.40"]);
}

pub(crate) fn the_audit_finds_books_in_order(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    world.live().unwrap();
    backend.seal().unwrap();
    let (audit, expected) = (world.book.audit().unwrap(), reference(World::live).book.audit().unwrap());
    assert!(audit.is_clean(), "{:#?}", audit.faults);
    assert_eq!(audit, expected);
    assert!(audit.totals.values().all(|totals| totals.sum() == 0));
}

pub(crate) fn the_audit_sees_money_that_no_transfer_brought(backend: &mut dyn Backend) {
    use realdeal::keys::Access;
    use realdeal::state::{Draft, Key};
    let twin = reference(|_| Ok(()));
    drop(World::on(backend));
    let mut storage = open(backend);
    let mut unit = storage.begin().unwrap();
    unit.fetch(&super::one(Key::Wallet(euros(twin.alice)), Access::Write)).unwrap();
    let mut draft = Draft::new(unit.state());
    draft.edit::<realdeal::wallet::Wallet>(&euros(twin.alice)).unwrap().unwrap().cash += 1;
    let changes = draft.finish(None);
    unit.apply(changes).unwrap();
    unit.commit().unwrap();
    let readers = storage.readers();
    let audit = readers.snapshot().unwrap().audit().unwrap();
    assert!(!audit.is_clean(), "a cent too much in a wallet was not found");
}

pub(crate) fn debts_and_corrections_balance(backend: &mut dyn Backend) {
    let world = alike(backend, |world| {
        let (alice, first) = (world.alice, world.first);
        world.bet(alice, 0, "10.00 EUR");
        world.finish(first, 5, 2, 1);
        world.book.session(alice).request_withdrawal("111.00 EUR")?;
        let mut office = world.at(hours(6)).office().because("offside");
        office.correct_score(first, realdeal::catalogue::Score::full_time(1, 1))
    });
    let readers = world.book.readers();
    let debt = StatementFilter { account: Some(BettorAccount::Debt), ..StatementFilter::default() };
    let lines = lines(&*readers.snapshot().unwrap(), world.alice, &debt);
    assert_eq!(lines.last().map(|line| line.balance.minor()), Some(2_100));
    assert!(world.book.audit().unwrap().is_clean());
}
