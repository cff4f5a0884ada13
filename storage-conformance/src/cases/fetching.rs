//! Fetching: not fetched and absent are different answers, and a row brings its parents.

use realdeal::catalogue::{Competition, Market};
use realdeal::id::{BetId, CommandId, MarketId, UserId};
use realdeal::keys::{Access, Keys};
use realdeal::memory::Memory;
use realdeal::state::{Change, Changes, Claim, ClaimKind, Draft, Key, Progress, Row, SumChange};
use realdeal::storage::{Storage, Unit};
use realdeal::wallet::WalletId;

use super::{fetch, key, look, one, open, put, set, stands};
use crate::Backend;
use crate::world::{World, noon};

fn known(unit: &dyn Unit, key: &Key) -> bool {
    unit.state().knows(key)
}

/// A scene played on the backend, and a handle on it after the scene's own was closed; and the same in memory, for its ids.
fn closed_world(backend: &mut dyn Backend, mut play: impl FnMut(&mut World)) -> (World, Box<dyn Storage>) {
    play(&mut World::on(backend));
    let mut twin = World::over(Memory::new());
    play(&mut twin);
    (twin, open(backend))
}

#[track_caller]
fn assert_brings(unit: &mut dyn Unit, fetched: &Key, access: Access, brought: &[Key]) {
    unit.fetch(&one(fetched.clone(), access)).unwrap();
    for key in brought {
        assert!(known(unit, key), "{fetched:?} was fetched to {access:?}, and did not bring {key:?}");
    }
}

pub(crate) fn what_was_not_fetched_is_not_known(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    set(&mut *storage, "mail", Some(1)).unwrap();
    let mut unit = storage.begin().unwrap();
    assert!(unit.state().cursors.get(&"mail".to_owned()).is_err());
    assert!(!known(&*unit, &Key::House(())));
    look(&mut *unit, "ledger").unwrap();
    assert!(
        unit.state().cursors.get(&"mail".to_owned()).is_err(),
        "another row was fetched, and not this one"
    );
}

pub(crate) fn an_absent_row_that_was_fetched_is_known_to_be_absent(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    let mut unit = storage.begin().unwrap();
    look(&mut *unit, "mail").unwrap();
    assert!(known(&*unit, &key("mail")));
    assert_eq!(stands(&*unit, "mail"), None);
    drop(unit);
    let readers = storage.readers();
    let mut snapshot = readers.snapshot().unwrap();
    snapshot.fetch(&one(key("mail"), Access::Read)).unwrap();
    assert_eq!(snapshot.state().cursors.get(&"mail".to_owned()), Ok(None));
}

pub(crate) fn a_resident_store_knows_everything(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    set(&mut *storage, "mail", Some(1)).unwrap();
    let unit = storage.begin().unwrap();
    assert_eq!(stands(&*unit, "mail"), Some(1));
    assert_eq!(stands(&*unit, "ledger"), None);
}

pub(crate) fn a_row_of_every_kind_can_be_fetched_while_absent(backend: &mut dyn Backend) {
    use realdeal::id::{
        BasketId, CommandId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, WithdrawalId,
    };
    let id = CommandId::from_parts(noon(), 7, 7);
    let wallet = WalletId { user: UserId::made_by(id, 0), currency: realdeal::money::Currency::EUR };
    let mut keys = Keys::new();
    keys.read(Key::House(())).read(Key::VersionedRules(realdeal::house_rules::RulesVersion(9)));
    keys.read(Key::User(UserId::made_by(id, 0))).read(Key::KnownPerson(UserId::made_by(id, 0)));
    keys.read(Key::Wallet(wallet)).read(Key::Withdrawal(WithdrawalId::made_by(id, 0)));
    keys.read(Key::Competition(CompetitionId::made_by(id, 0)));
    keys.read(Key::Participant(ParticipantId::made_by(id, 0))).read(Key::Fixture(FixtureId::made_by(id, 0)));
    keys.read(Key::Market(MarketId::made_by(id, 0))).read(Key::Selection(SelectionId::made_by(id, 0)));
    keys.read(Key::Bet(BetId::made_by(id, 0))).read(Key::Basket(BasketId::made_by(id, 0)));
    keys.read(Key::Remembered(id)).read(Key::Claimed(Claim::one(ClaimKind::Slug, "nobody's")));
    keys.read(key("nobody")).read(Key::Progress(MarketId::made_by(id, 0)));
    let mut storage = open(backend);
    let mut unit = storage.begin().unwrap();
    unit.fetch(&keys).unwrap();
    for (key, _) in keys.iter() {
        assert!(known(&*unit, key), "{key:?} was fetched");
        assert_eq!(unit.state().version(key), 0, "{key:?} was never written");
    }
    assert_eq!(unit.state().keys(), []);
}

pub(crate) fn a_selection_brings_its_market_fixture_and_competition(backend: &mut dyn Backend) {
    let (world, mut storage) = closed_world(backend, |_| ());
    let mut unit = storage.begin().unwrap();
    let brought = [
        Key::Market(world.market.id),
        Key::Progress(world.market.id),
        Key::Fixture(world.first),
        Key::Competition(world.league),
        Key::Participant(world.teams[0]),
        Key::Participant(world.teams[1]),
    ];
    assert_brings(&mut *unit, &Key::Selection(world.market.selections[0]), Access::Read, &brought);
}

pub(crate) fn the_house_brings_its_rules(backend: &mut dyn Backend) {
    let (_, mut storage) = closed_world(backend, |world| {
        let rules = realdeal::house_rules::HouseRules { max_legs: 3, ..Default::default() };
        world.book.session(world.admin).adopt_house_rules(rules).unwrap();
    });
    let mut unit = storage.begin().unwrap();
    unit.fetch(&one(Key::House(()), Access::Read)).unwrap();
    let version = unit.state().house.find(&()).unwrap().rules;
    assert_eq!(unit.state().rules(version).unwrap().max_legs, 3);
}

pub(crate) fn a_bet_brings_its_wallet_its_rules_and_its_legs(backend: &mut dyn Backend) {
    let mut bet = None;
    let (world, mut storage) = closed_world(backend, |world| {
        bet = Some(world.double(world.alice, "2.00 EUR"));
    });
    let bet = bet.unwrap();
    let mut unit = storage.begin().unwrap();
    let brought = [
        Key::Wallet(WalletId { user: world.alice, currency: bet.stake.currency() }),
        Key::User(world.alice),
        Key::VersionedRules(bet.rules),
        Key::Selection(world.market.selections[0]),
        Key::Selection(world.other.selections[0]),
        Key::Market(world.other.id),
        Key::Fixture(world.second),
    ];
    assert_brings(&mut *unit, &Key::Bet(bet.id), Access::Write, &brought);
}

pub(crate) fn a_user_brings_his_wallets_and_a_withdrawal_its_wallet(backend: &mut dyn Backend) {
    let mut withdrawal = None;
    let (world, mut storage) = closed_world(backend, |world| {
        world.book.system().confirm_deposit(world.alice, "7 JPY", "bank", "yen").unwrap();
        withdrawal = Some(world.book.session(world.bob).request_withdrawal("5.00 EUR").unwrap());
    });
    let wallet = |user, currency: &str| Key::Wallet(WalletId { user, currency: currency.parse().unwrap() });
    let mut unit = storage.begin().unwrap();
    let both = [wallet(world.alice, "EUR"), wallet(world.alice, "JPY")];
    assert_brings(&mut *unit, &Key::User(world.alice), Access::Read, &both);
    let his = [wallet(world.bob, "EUR"), Key::User(world.bob)];
    assert_brings(&mut *unit, &Key::Withdrawal(withdrawal.unwrap()), Access::Write, &his);
}

pub(crate) fn a_basket_brings_its_owner(backend: &mut dyn Backend) {
    let mut basket = None;
    let (world, mut storage) = closed_world(backend, |world| {
        basket = Some(world.basket(world.alice, "1.00 EUR"));
    });
    let mut unit = storage.begin().unwrap();
    assert_brings(&mut *unit, &Key::Basket(basket.unwrap()), Access::Write, &[Key::User(world.alice)]);
}

pub(crate) fn a_row_to_be_changed_brings_its_claims(backend: &mut dyn Backend) {
    let (world, mut storage) = closed_world(backend, |_| ());
    let slug = Key::Claimed(Claim::one(ClaimKind::Slug, "premier-league"));
    let name = Key::Claimed(Claim::one(ClaimKind::ParticipantName, "arsenal"));
    let email = Key::Claimed(Claim::one(ClaimKind::Email, "alice@example.org"));
    let mut unit = storage.begin().unwrap();
    assert_brings(&mut *unit, &Key::Competition(world.league), Access::Write, std::slice::from_ref(&slug));
    assert_brings(&mut *unit, &Key::Participant(world.teams[0]), Access::Write, &[name]);
    assert_brings(&mut *unit, &Key::KnownPerson(world.alice), Access::Write, &[email]);
    drop(unit);
    // The same if it was fetched to be read before.
    let mut unit = storage.begin().unwrap();
    unit.fetch(&one(Key::Competition(world.league), Access::Read)).unwrap();
    assert_brings(&mut *unit, &Key::Competition(world.league), Access::Write, &[slug]);
}

pub(crate) fn what_is_known_stays_when_it_is_fetched_again(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    set(&mut *storage, "mail", Some(1)).unwrap();
    let mut unit = storage.begin().unwrap();
    fetch(&mut *unit, "mail").unwrap();
    put(&mut *unit, "mail", Some(2)).unwrap();
    look(&mut *unit, "mail").unwrap();
    fetch(&mut *unit, "mail").unwrap();
    assert_eq!(stands(&*unit, "mail"), Some(2), "the unit's own change was fetched away");
    put(&mut *unit, "mail", None).unwrap();
    fetch(&mut *unit, "mail").unwrap();
    assert_eq!(stands(&*unit, "mail"), None, "a row that the unit has deleted came back");
}

pub(crate) fn a_sum_is_fetched_with_what_the_unit_has_added(backend: &mut dyn Backend) {
    let (world, mut storage) = closed_world(backend, |world| {
        world.bet(world.alice, 0, "1.00 EUR");
    });
    let market = world.market.id;
    let more = Progress { placed: 2, legs: 2, behind: 1 };
    let changes = |amount| Changes {
        rows: vec![Change::Sum(SumChange::Progress(market, amount))],
        transfers: vec![],
        prices: vec![],
        record: None,
    };
    let mut unit = storage.begin().unwrap();
    unit.apply(changes(more)).unwrap();
    unit.fetch(&one(Key::Progress(market), Access::Read)).unwrap();
    let expected = Progress { placed: 3, legs: 3, behind: 1 };
    assert_eq!(unit.state().progress.get(&market), Some(expected));
    unit.apply(changes(more)).unwrap();
    let expected = Progress { placed: 5, legs: 5, behind: 2 };
    assert_eq!(unit.state().progress.get(&market), Some(expected), "a fetched sum is added to");
}

pub(crate) fn every_state_knows_the_latest_time(backend: &mut dyn Backend) {
    let (_, mut storage) = closed_world(backend, |_| ());
    assert_eq!(storage.begin().unwrap().state().last_at, noon());
    let readers = storage.readers();
    assert_eq!(readers.snapshot().unwrap().state().last_at, noon());
}

pub(crate) fn a_version_changes_with_every_write(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    let mut before = vec![0];
    // A row that was deleted and made again is not the row that somebody read: its versions go on.
    for position in [Some(1), Some(2), None, Some(1), Some(1)] {
        let mut unit = storage.begin().unwrap();
        fetch(&mut *unit, "mail").unwrap();
        put(&mut *unit, "mail", position).unwrap();
        unit.commit().unwrap();
        let mut unit = storage.begin().unwrap();
        look(&mut *unit, "mail").unwrap();
        let version = unit.state().version(&key("mail"));
        if position.is_some() {
            assert!(!before.contains(&version), "version {version} has been there before: {before:?}");
            before.push(version);
        }
    }
}

pub(crate) fn a_row_brings_its_parents_also_once_this_handle_has_written_it(backend: &mut dyn Backend) {
    let (world, mut storage) = closed_world(backend, |_| ());
    let id = MarketId::made_by(CommandId::from_parts(noon(), 1, 1), 0);
    let mut unit = storage.begin().unwrap();
    unit.fetch(&one(Key::Market(world.other.id), Access::Read)).unwrap();
    unit.fetch(&one(Key::Market(id), Access::Write)).unwrap();
    let like = unit.state().markets.find(&world.other.id).unwrap().clone();
    let mut draft = Draft::new(unit.state());
    draft.put(Market { id, ..like }).unwrap();
    let changes = draft.finish(None);
    unit.apply(changes).unwrap();
    unit.commit().unwrap();
    let mut unit = storage.begin().unwrap();
    let brought = [Key::Progress(id), Key::Fixture(world.second), Key::Competition(world.league)];
    assert_brings(&mut *unit, &Key::Market(id), Access::Read, &brought);
}

pub(crate) fn a_snapshot_fetches_rows_with_their_parents(backend: &mut dyn Backend) {
    let (world, storage) = closed_world(backend, |_| ());
    let readers = storage.readers();
    let mut snapshot = readers.snapshot().unwrap();
    snapshot.fetch(&one(Key::Selection(world.other.selections[2]), Access::Read)).unwrap();
    let state = snapshot.state();
    assert_eq!(state.markets.find(&world.other.id).unwrap().fixture, world.second);
    assert_eq!(state.competitions.find(&world.league).unwrap().slug, "premier-league");
    assert!(state.knows(&Key::Progress(world.other.id)));
}

pub(crate) fn a_row_comes_back_as_it_was_written(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    let id = realdeal::id::CompetitionId::made_by(CommandId::from_parts(noon(), 1, 1), 0);
    // Letters, quotes and signs that a careless encoding would break.
    let row = Competition {
        id,
        name: "Ligue 1 «Über» O'Brien \"x\" \\ \u{1F3C7} %s;--".to_owned(),
        slug: "ligue-1".to_owned(),
        active: true,
        fixtures: 0,
        external: None,
    };
    let mut unit = storage.begin().unwrap();
    unit.fetch(&one(Key::Competition(id), Access::Write)).unwrap();
    let mut draft = Draft::new(unit.state());
    draft.put(row.clone()).unwrap();
    let changes = draft.finish(None);
    unit.apply(changes).unwrap();
    unit.commit().unwrap();
    let mut unit = storage.begin().unwrap();
    unit.fetch(&one(Key::Competition(id), Access::Read)).unwrap();
    assert_eq!(Competition::table(unit.state()).get(&id), Ok(Some(&row)));
}
