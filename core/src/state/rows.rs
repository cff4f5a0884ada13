//! The kinds of rows: each noun of the books, with its id, its key and its table.
//!
//! A new noun is one line in the list below and breaks every backend at compile time, as it should: both [`Key`] and
//! [`Change`] are closed.

use serde::{Deserialize, Serialize};

use super::sums::{Exposure, ExposureId, HouseBalanceId, Progress, SumChange, Sums};
use super::table::{NotFetched, Table, Version};
use crate::answer::Remembered;
use crate::betting::{Basket, Bet};
use crate::catalogue::{Competition, Fixture, Market, Participant, Selection};
use crate::house_rules::{HouseRules, RulesVersion};
use crate::id::{
    BasketId, BetId, CommandId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId,
    WithdrawalId,
};
use crate::journal::Cursor;
use crate::people::{Person, User};
use crate::time::Timestamp;
use crate::wallet::{Wallet, WalletId, Withdrawal};

/// What must be unique in a book, as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// A user's e-mail address. Personal data: not in the state hash.
    Email,
    /// A competition's slug.
    Slug,
    /// A participant's name.
    ParticipantName,
    /// A payment: `provider` and its reference.
    Payment,
    /// A competition's external id.
    ExternalCompetition,
    /// A participant's external id.
    ExternalParticipant,
    /// A fixture's external id.
    ExternalFixture,
    /// A market's external id.
    ExternalMarket,
    /// A selection's external id.
    ExternalSelection,
}

/// A text that is taken, so that nothing else of the same kind can have it. For backends: a unique index over
/// kind and text.
///
/// ```
/// use realdeal::state::{Claim, ClaimKind};
/// let payment = Claim::pair(ClaimKind::Payment, "bank", "payment 1");
/// assert_eq!(payment.text, "bank\npayment 1");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What it is.
    pub kind: ClaimKind,
    /// The text as it is compared; for two parts, the first, a line feed, and the second.
    pub text: String,
}

impl Claim {
    /// A claim on one text.
    pub fn one(kind: ClaimKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }

    /// A claim on a pair, such as a provider and its reference. Neither has a line feed in it: they are checked names.
    pub fn pair(kind: ClaimKind, first: &str, second: &str) -> Self {
        Self { kind, text: format!("{first}\n{second}") }
    }
}

/// The row of a claim: by whom the text is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claimed {
    /// What is taken.
    pub claim: Claim,
    /// The id of the noun, or of the command, that has it.
    pub by: uuid::Uuid,
}

/// The one row of the house itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// The house rules that bets are placed under now.
    pub rules: RulesVersion,
    /// How many Admins there are who may act.
    pub admins: u32,
}

/// A kind of row.
pub trait Row: Clone + std::fmt::Debug + PartialEq + Serialize {
    /// What tells the rows of this kind apart.
    type Id: Clone + std::fmt::Debug + Ord + std::hash::Hash + Serialize;

    /// The row's own id.
    fn id(&self) -> Self::Id;
    /// The key by which a unit fetches it.
    fn key(id: &Self::Id) -> Key;
    /// The id in a key, if it is one of this kind.
    fn id_in(key: &Key) -> Option<&Self::Id>;
    /// The change that writes it.
    fn change(change: RowChange<Self>) -> Change;
    /// What a change writes, if it is a row of this kind.
    fn changed(change: &Change) -> Option<&RowChange<Self>>;
    /// What a change writes, if it is a row of this kind, to write something else.
    fn changed_mut(change: &mut Change) -> Option<&mut RowChange<Self>>;
    /// Its table.
    fn table(state: &State) -> &Table<Self>;
    /// Its table, to change it.
    fn table_mut(state: &mut State) -> &mut Table<Self>;
}

/// What became of one row: net over the command, with the version that was first read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    bound(serialize = "", deserialize = "R: Deserialize<'de>, R::Id: Deserialize<'de>")
)]
pub struct RowChange<R: Row> {
    /// Which row.
    pub id: R::Id,
    /// The version that was read; 0 if the row was absent.
    pub was: Version,
    /// The row as it is now; none if it was deleted.
    pub row: Option<R>,
}

macro_rules! rows {
    ($($(#[$doc:meta])* $table:ident: $row:ident [$id:ty] by |$this:ident| $of:expr;)*) => {
        /// What a unit can fetch.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Key {
            $($(#[$doc])* $row($id),)*
            /// How far a market's legs are graded: a sum, fetched to be read.
            Progress(MarketId),
        }

        /// What a command changes in the rows: one variant a kind of row, and the sums.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Change {
            $($(#[$doc])* $row(RowChange<$row>),)*
            /// An amount added to a sum.
            Sum(SumChange),
        }

        impl Change {
            /// The key of what it changes; none for a sum that no decision reads.
            pub fn key(&self) -> Option<Key> {
                match self {
                    $(Self::$row(change) => Some(Key::$row(change.id.clone())),)*
                    Self::Sum(SumChange::Progress(market, _)) => Some(Key::Progress(*market)),
                    Self::Sum(SumChange::HouseBalance(..) | SumChange::Exposure(..)) => None,
                }
            }

            /// Whether a row was made and deleted within one command: nobody needs to know.
            pub(super) fn came_and_went(&self) -> bool {
                match self {
                    $(Self::$row(change) => change.was == 0 && change.row.is_none(),)*
                    Self::Sum(_) => false,
                }
            }
        }

        /// The rows that a decision may look at.
        #[derive(Debug, Clone)]
        pub struct State {
            $($(#[$doc])* pub $table: Table<$row>,)*
            /// The balances of the house's accounts.
            pub house_balances: Sums<HouseBalanceId, i128>,
            /// What stands on each selection.
            pub exposures: Sums<ExposureId, Exposure>,
            /// How far each market's legs are graded.
            pub progress: Sums<MarketId, Progress>,
            /// The latest time of an accepted command.
            pub last_at: Timestamp,
            /// The house rules of version 0.
            built_in_rules: HouseRules,
        }

        impl State {
            fn with(complete: bool) -> Self {
                Self {
                    $($table: Table::new(complete),)*
                    house_balances: Sums::new(complete),
                    exposures: Sums::new(complete),
                    progress: Sums::new(complete),
                    last_at: Timestamp::EPOCH,
                    built_in_rules: HouseRules::default(),
                }
            }

            /// Whether everything behind the key was fetched.
            pub fn knows(&self, key: &Key) -> bool {
                match key {
                    $(Key::$row(id) => self.$table.knows(id),)*
                    Key::Progress(market) => self.progress.knows(market),
                }
            }

            /// The keys of all rows that are there, kind by kind and in the order of their ids. For backends: what
            /// a look at every row begins with.
            ///
            /// ```
            /// use realdeal::state::{House, Key, State};
            /// let mut state = State::complete();
            /// state.house.write(&(), Some(House::default()));
            /// assert_eq!(state.keys(), [Key::House(())]);
            /// ```
            pub fn keys(&self) -> Vec<Key> {
                let mut keys = Vec::new();
                $(keys.extend(self.$table.sorted().into_iter().map(|row| $row::key(&row.id())));)*
                keys
            }

            /// Makes a change, as a unit does when it takes what a command has changed: a row is written and gets its
            /// next version, a sum is added to. A sum that was not fetched stays unknown. For backends.
            ///
            /// ```
            /// use realdeal::state::{Draft, House, State};
            /// let mut state = State::complete();
            /// let mut draft = Draft::new(&state);
            /// draft.put(House::default())?;
            /// for change in draft.finish(None).rows {
            ///     state.make(change);
            /// }
            /// assert_eq!(state.house.version(&()), 1);
            /// # Ok::<(), realdeal::state::NotFetched>(())
            /// ```
            pub fn make(&mut self, change: Change) {
                match change {
                    $(Change::$row(RowChange { id, row, .. }) => {
                        self.$table.write(&id, row);
                    })*
                    Change::Sum(sum) => self.add(sum),
                }
            }

            /// Drops what is left of a row that was deleted: its id, which may be a text, and its version. For backends
            /// whose whole store is the state.
            pub(crate) fn forget_deleted(&mut self, key: &Key) {
                match key {
                    $(Key::$row(id) if self.$table.find(id).is_none() => self.$table.forget(id),)*
                    _ => {}
                }
            }

            /// The version of the row behind a key: 0 if it is absent, and for a sum, which has none.
            ///
            /// ```
            /// use realdeal::state::{House, Key, State};
            /// let mut state = State::complete();
            /// assert_eq!(state.version(&Key::House(())), 0);
            /// state.house.write(&(), Some(House::default()));
            /// assert_eq!(state.version(&Key::House(())), 1);
            /// ```
            pub fn version(&self, key: &Key) -> Version {
                match key {
                    $(Key::$row(id) => self.$table.version(id),)*
                    Key::Progress(_) => 0,
                }
            }

            /// Loads what stands behind a key from another state.
            pub fn load_from(&mut self, other: &State, key: &Key) {
                match key {
                    $(Key::$row(id) => {
                        let (version, row) = (other.$table.version(id), other.$table.find(id).cloned());
                        self.$table.load(id.clone(), version, row);
                    })*
                    Key::Progress(market) => self.progress.load(*market, other.progress.find(market)),
                }
            }
        }

        $(impl Row for $row {
            type Id = $id;

            fn id(&self) -> $id {
                let $this = self;
                $of
            }

            fn key(id: &$id) -> Key {
                Key::$row(id.clone())
            }

            fn id_in(key: &Key) -> Option<&$id> {
                if let Key::$row(id) = key { Some(id) } else { None }
            }

            #[inline]
            fn change(change: RowChange<Self>) -> Change {
                Change::$row(change)
            }

            fn changed(change: &Change) -> Option<&RowChange<Self>> {
                if let Change::$row(change) = change { Some(change) } else { None }
            }

            fn changed_mut(change: &mut Change) -> Option<&mut RowChange<Self>> {
                if let Change::$row(change) = change { Some(change) } else { None }
            }

            fn table(state: &State) -> &Table<Self> {
                &state.$table
            }

            fn table_mut(state: &mut State) -> &mut Table<Self> {
                &mut state.$table
            }
        })*
    };
}

rows! {
    /// The house itself.
    house: House [()] by |_house| ();
    /// House rules, by version; version 0 is built in and has no row.
    house_rules: VersionedRules [RulesVersion] by |rules| rules.version;
    /// Users, without personal data.
    users: User [UserId] by |user| user.id;
    /// Personal data.
    people: KnownPerson [UserId] by |person| person.user;
    /// Wallets.
    wallets: Wallet [WalletId] by |wallet| wallet.id;
    /// Withdrawals.
    withdrawals: Withdrawal [WithdrawalId] by |withdrawal| withdrawal.id;
    /// Competitions.
    competitions: Competition [CompetitionId] by |competition| competition.id;
    /// Participants.
    participants: Participant [ParticipantId] by |participant| participant.id;
    /// Fixtures.
    fixtures: Fixture [FixtureId] by |fixture| fixture.id;
    /// Markets.
    markets: Market [MarketId] by |market| market.id;
    /// Selections.
    selections: Selection [SelectionId] by |selection| selection.id;
    /// Bets.
    bets: Bet [BetId] by |bet| bet.id;
    /// Baskets.
    baskets: Basket [BasketId] by |basket| basket.id;
    /// Commands that were carried out and left no bet.
    remembered: Remembered [CommandId] by |remembered| remembered.id;
    /// Texts that are taken.
    claims: Claimed [Claim] by |claimed| claimed.claim.clone();
    /// How far relays have read the journal.
    cursors: Cursor [String] by |cursor| cursor.name.clone();
}

/// House rules with their number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionedRules {
    /// The number.
    pub version: RulesVersion,
    /// The rules.
    pub rules: HouseRules,
}

/// A person with the id of the user that he is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownPerson {
    /// The user.
    pub user: UserId,
    /// The person.
    pub person: Person,
}

impl State {
    /// An empty store: what is not in it is absent.
    ///
    /// ```
    /// use realdeal::state::{Key, State};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { alice, .. } = doc::world()?;
    /// assert!(State::complete().knows(&Key::User(alice))); // knows that there is no such user
    /// assert!(!State::partial().knows(&Key::User(alice)));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn complete() -> Self {
        Self::with(true)
    }

    /// A state that knows only what is loaded into it: what a backend fills as it fetches.
    ///
    /// ```
    /// use realdeal::state::{Key, State};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, alice, .. } = doc::world()?;
    /// let mut state = State::partial();
    /// book.read(|snapshot| Ok(state.load_from(snapshot.state(), &Key::User(alice))))?;
    /// assert!(state.users.get(&alice).is_ok_and(|user| user.is_some()));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn partial() -> Self {
        Self::with(false)
    }

    fn add(&mut self, sum: SumChange) {
        match sum {
            SumChange::HouseBalance(id, amount) => self.house_balances.add_if_known(id, &amount),
            SumChange::Exposure(id, amount) => self.exposures.add_if_known(id, &amount),
            SumChange::Progress(id, amount) => self.progress.add_if_known(id, &amount),
        }
    }

    /// The house rules that were in force under a version.
    pub fn rules(&self, version: RulesVersion) -> Result<&HouseRules, NotFetched> {
        let row = if version == RulesVersion::default() { None } else { self.house_rules.get(&version)? };
        Ok(row.map_or(&self.built_in_rules, |row| &row.rules))
    }
}
