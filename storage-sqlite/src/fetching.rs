//! Fetching: rows by key with their parents, from the file or from what is kept of the catalogue.

use std::collections::VecDeque;

use realdeal::id::{MarketId, UserId};
use realdeal::keys::{Access, Keys, parents};
use realdeal::state::{Key, State};

use crate::db::Db;
use crate::error::Result;
use crate::rows::{Stored, user_with_wallets};
use crate::sums;

/// Loads one row, or the knowledge that it is absent, into a state.
pub(crate) fn load<R: Stored>(db: &mut Db<'_>, state: &mut State, id: &R::Id) -> Result<()> {
    let row = R::load(db, id)?;
    // One writer at a time: a version only tells absent from there.
    let version = u32::from(row.is_some());
    R::table_mut(state).load(id.clone(), version, row);
    Ok(())
}

/// Loads a user with his wallets, by one statement: whoever asks for the user asks for them next.
fn load_user(db: &mut Db<'_>, state: &mut State, id: UserId) -> Result<()> {
    let found = user_with_wallets(db, id)?;
    let (user, wallets) = found.map_or((None, Vec::new()), |(user, wallets)| (Some(user), wallets));
    state.users.load(id, u32::from(user.is_some()), user);
    for wallet in wallets {
        // The one in the state may have changed since.
        if !state.wallets.knows(&wallet.id) {
            state.wallets.load(wallet.id, 1, Some(wallet));
        }
    }
    Ok(())
}

/// Loads whatever stands behind a key. What a unit has yet to add to the progress of a market is in `added`.
pub(crate) fn load_key(
    db: &mut Db<'_>,
    state: &mut State,
    key: &Key,
    added: impl FnOnce(MarketId, &mut realdeal::state::Progress),
) -> Result<()> {
    use realdeal::answer::Remembered;
    use realdeal::betting::{Basket, Bet};
    use realdeal::catalogue::{Competition, Fixture, Market, Participant, Selection};
    use realdeal::journal::Cursor;
    use realdeal::state::{Claimed, House, KnownPerson, VersionedRules};
    use realdeal::wallet::{Wallet, Withdrawal};
    match key {
        Key::House(id) => load::<House>(db, state, id),
        Key::VersionedRules(id) => load::<VersionedRules>(db, state, id),
        Key::User(id) => load_user(db, state, *id),
        Key::KnownPerson(id) => load::<KnownPerson>(db, state, id),
        Key::Wallet(id) => load::<Wallet>(db, state, id),
        Key::Withdrawal(id) => load::<Withdrawal>(db, state, id),
        Key::Competition(id) => load::<Competition>(db, state, id),
        Key::Participant(id) => load::<Participant>(db, state, id),
        Key::Fixture(id) => load::<Fixture>(db, state, id),
        Key::Market(id) => load::<Market>(db, state, id),
        Key::Selection(id) => load::<Selection>(db, state, id),
        Key::Bet(id) => load::<Bet>(db, state, id),
        Key::Basket(id) => load::<Basket>(db, state, id),
        Key::Remembered(id) => load::<Remembered>(db, state, id),
        Key::Claimed(id) => load::<Claimed>(db, state, id),
        Key::Cursor(id) => load::<Cursor>(db, state, id),
        Key::Progress(id) => {
            let mut progress = sums::progress(db, *id)?;
            added(*id, &mut progress);
            state.progress.load(*id, progress);
            Ok(())
        }
    }
}

/// Whether more comes with a row that was fetched to be read before, once it is to be changed: the texts that it has
/// taken, or what a basket's check-out changes.
fn brings_more_to_be_changed(key: &Key) -> bool {
    match key {
        Key::Competition(_)
        | Key::Participant(_)
        | Key::Fixture(_)
        | Key::Market(_)
        | Key::Selection(_)
        | Key::Basket(_) => true,
        Key::House(())
        | Key::VersionedRules(_)
        | Key::User(_)
        | Key::KnownPerson(_)
        | Key::Wallet(_)
        | Key::Withdrawal(_)
        | Key::Bet(_)
        | Key::Remembered(_)
        | Key::Claimed(_)
        | Key::Cursor(_)
        | Key::Progress(_) => false,
    }
}

/// Fetches keys with their parents, each by `load_one`, until nothing is left to fetch.
pub(crate) fn fetch<T>(
    keys: &Keys,
    context: &mut T,
    state_of: impl Fn(&mut T) -> &mut State,
    mut load_one: impl FnMut(&mut T, &Key) -> Result<()>,
) -> Result<()> {
    let mut wanted: VecDeque<(Key, Access)> = keys.clone().canonical().into();
    while let Some((key, access)) = wanted.pop_front() {
        let known = state_of(context).knows(&key);
        if known && !(access == Access::Write && brings_more_to_be_changed(&key)) {
            continue;
        }
        if !known {
            load_one(context, &key)?;
        }
        let state = state_of(context);
        let more = parents(state, &key, access).canonical();
        wanted.extend(more.into_iter().filter(|(key, _)| !state.knows(key)));
    }
    Ok(())
}
