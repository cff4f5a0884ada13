//! Fetching: rows by key with their parents, from the file or from what is kept of the catalogue.

use std::collections::VecDeque;

use realdeal::id::MarketId;
use realdeal::keys::{Access, Keys, parents};
use realdeal::state::{Key, State};

use crate::db::Db;
use crate::error::Result;
use crate::rows::Stored;
use crate::sums;

/// Loads one row, or the knowledge that it is absent, into a state.
pub(crate) fn load<R: Stored>(db: &mut Db<'_>, state: &mut State, id: &R::Id) -> Result<()> {
    let row = R::load(db, id)?;
    // One writer at a time: a version only tells absent from there.
    let version = u32::from(row.is_some());
    R::table_mut(state).load(id.clone(), version, row);
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
    use realdeal::people::User;
    use realdeal::state::{Claimed, House, KnownPerson, VersionedRules};
    use realdeal::wallet::{Wallet, Withdrawal};
    match key {
        Key::House(id) => load::<House>(db, state, id),
        Key::VersionedRules(id) => load::<VersionedRules>(db, state, id),
        Key::User(id) => load::<User>(db, state, id),
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
        // A row that was fetched to be read is fetched again to be changed: more may come with it.
        if known && access == Access::Read {
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
