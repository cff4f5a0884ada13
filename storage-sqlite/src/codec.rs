//! How single values stand in columns: ids as 16 bytes, times as microseconds, words as text, closed lists of the
//! ledger and the bets as small integers.
//!
//! Whole rows are in `rows`.

use std::borrow::Cow;

use realdeal::betting::BetStatus;
use realdeal::catalogue::ExternalId;
use realdeal::id::{
    BasketId, BetId, CommandId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId,
    WithdrawalId,
};
use realdeal::journal::RequestHash;
use realdeal::money::Currency;
use realdeal::odds::Odds;
use realdeal::settlement::{LegGrade, LegResult, Share};
use realdeal::state::ClaimKind;
use realdeal::time::Timestamp;
use realdeal::wallet::{BettorAccount, HouseAccount, TransferKind};
use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as WordError, StrDeserializer};
use uuid::Uuid;

use crate::error::{Result, Trouble};

/// The id of something.
pub(crate) trait Id: Copy {
    fn read(uuid: Uuid) -> Option<Self>;
    fn uuid_of(self) -> Uuid;

    /// The 16 bytes that stand in the column.
    fn blob(self) -> [u8; 16] {
        self.uuid_of().into_bytes()
    }

    fn from_blob(bytes: [u8; 16]) -> Result<Self> {
        let uuid = Uuid::from_bytes(bytes);
        Self::read(uuid).ok_or_else(|| Trouble::unreadable("id", uuid))
    }
}

macro_rules! ids {
    ($($id:ident),*) => {
        $(impl Id for $id {
            fn read(uuid: Uuid) -> Option<Self> {
                Self::new(uuid).ok()
            }

            fn uuid_of(self) -> Uuid {
                self.uuid()
            }
        })*
    };
}

ids!(
    BasketId,
    BetId,
    CommandId,
    CompetitionId,
    FixtureId,
    MarketId,
    ParticipantId,
    SelectionId,
    UserId,
    WithdrawalId
);

/// Reads columns as what they mean.
pub(crate) trait Columns {
    fn id<I: Id>(&self, column: usize) -> Result<I>;
    fn int(&self, column: usize) -> Result<i64>;
    fn opt_int(&self, column: usize) -> Result<Option<i64>>;
    fn small(&self, column: usize) -> Result<u32>;
    fn flag(&self, column: usize) -> Result<bool>;
    fn time(&self, column: usize) -> Result<Timestamp>;
    fn opt_time(&self, column: usize) -> Result<Option<Timestamp>>;
    fn text(&self, column: usize) -> Result<&str>;
    fn opt_text(&self, column: usize) -> Result<Option<&str>>;
    fn bytes(&self, column: usize) -> Result<&[u8]>;

    /// A word of a closed list.
    fn word<T: DeserializeOwned>(&self, column: usize) -> Result<T> {
        word(self.text(column)?)
    }

    fn json<T: DeserializeOwned>(&self, column: usize) -> Result<T> {
        json(self.text(column)?)
    }

    fn opt_json<T: DeserializeOwned>(&self, column: usize) -> Result<Option<T>> {
        self.opt_text(column)?.map(json).transpose()
    }

    fn currency(&self, column: usize) -> Result<Currency> {
        currency(self.text(column)?)
    }

    fn odds(&self, column: usize) -> Result<Odds> {
        odds(self.text(column)?)
    }

    /// Provider and id, which are there together or not at all.
    fn external(&self, provider: usize) -> Result<Option<ExternalId>> {
        let id = self.opt_text(provider + 1)?;
        Ok(self.opt_text(provider)?.zip(id).map(|(provider, id)| ExternalId::new(provider, id)))
    }
}

fn not_text(column: usize, value: impl std::fmt::Debug) -> Trouble {
    Trouble::unreadable("value", format!("{value:?} in column {column}"))
}

impl Columns for Row<'_> {
    fn id<I: Id>(&self, column: usize) -> Result<I> {
        I::from_blob(self.get(column)?)
    }

    fn int(&self, column: usize) -> Result<i64> {
        Ok(self.get(column)?)
    }

    fn opt_int(&self, column: usize) -> Result<Option<i64>> {
        Ok(self.get(column)?)
    }

    fn small(&self, column: usize) -> Result<u32> {
        Ok(self.get(column)?)
    }

    fn flag(&self, column: usize) -> Result<bool> {
        Ok(self.get(column)?)
    }

    fn time(&self, column: usize) -> Result<Timestamp> {
        Ok(Timestamp::from_micros(self.get(column)?))
    }

    fn opt_time(&self, column: usize) -> Result<Option<Timestamp>> {
        Ok(self.get::<_, Option<i64>>(column)?.map(Timestamp::from_micros))
    }

    fn text(&self, column: usize) -> Result<&str> {
        let value = self.get_ref(column)?;
        value.as_str().map_err(|_| not_text(column, value))
    }

    fn opt_text(&self, column: usize) -> Result<Option<&str>> {
        let value = self.get_ref(column)?;
        value.as_str_or_null().map_err(|_| not_text(column, value))
    }

    fn bytes(&self, column: usize) -> Result<&[u8]> {
        let value = self.get_ref(column)?;
        value.as_blob().map_err(|_| not_text(column, value))
    }
}

/// A word of one of the closed lists that say in the core how they are written.
pub(crate) fn word<T: DeserializeOwned>(text: &str) -> Result<T> {
    T::deserialize(StrDeserializer::<WordError>::new(text)).map_err(|_| Trouble::unreadable("word", text))
}

pub(crate) fn to_word<T: Serialize>(value: &T) -> Result<String> {
    let text = to_json(value)?;
    Ok(text.trim_matches('"').to_owned())
}

pub(crate) fn json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Trouble::unreadable("JSON text", error))
}

pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| Trouble::refused(format!("can't be written as JSON: {error}")))
}

pub(crate) fn currency(text: &str) -> Result<Currency> {
    // Most books have one currency, and its name is read for every bet.
    if text == "EUR" {
        return Ok(Currency::EUR);
    }
    text.parse().map_err(|_| Trouble::unreadable("currency", text))
}

/// A currency as it stands in its column.
pub(crate) fn currency_text(currency: Currency) -> Cow<'static, str> {
    if currency == Currency::EUR { "EUR".into() } else { currency.to_string().into() }
}

pub(crate) fn odds(text: &str) -> Result<Odds> {
    text.parse().map_err(|_| Trouble::unreadable("price", text))
}

pub(crate) fn request_hash(bytes: &[u8]) -> Result<RequestHash> {
    postcard::from_bytes(bytes).map_err(|_| Trouble::unreadable("request hash", bytes.len()))
}

pub(crate) fn hash_bytes(hash: RequestHash) -> [u8; 16] {
    let mut bytes = [0; 16];
    // The binary form of a request hash is its sixteen bytes, and nothing else, so that this can't fail.
    let _ = postcard::to_slice(&hash, &mut bytes);
    bytes
}

/// The results that most legs have, by their word.
const RESULTS: [(LegResult, &str); 5] = [
    (LegResult::WON, "won"),
    (LegResult::LOST, "lost"),
    (LegResult::VOID, "void"),
    (LegResult::HALF_WON, "half_won"),
    (LegResult::HALF_LOST, "half_lost"),
];

/// A leg's result: its word, or the shares that win and come back (`1/2+0/1`).
pub(crate) fn result_text(result: LegResult) -> String {
    match RESULTS.iter().find(|(known, _)| *known == result) {
        Some((_, word)) => (*word).to_owned(),
        None => {
            let (win, void) = (result.win(), result.void());
            format!("{}/{}+{}/{}", win.num(), win.den(), void.num(), void.den())
        }
    }
}

pub(crate) fn result(text: &str) -> Result<LegResult> {
    if let Some((result, _)) = RESULTS.iter().find(|(_, word)| *word == text) {
        return Ok(*result);
    }
    let shares = || {
        let (win, void) = text.split_once('+')?;
        LegResult::new(share(win)?, share(void)?).ok()
    };
    shares().ok_or_else(|| Trouble::unreadable("leg result", text))
}

fn share(text: &str) -> Option<Share> {
    let (num, den) = text.split_once('/')?;
    Share::new(num.parse().ok()?, den.parse().ok()?).ok()
}

/// How a graded leg stands in its column: a plain result as its word, one of a race as JSON.
pub(crate) fn grade_text(grade: &LegGrade) -> Result<String> {
    match grade.race() {
        None => Ok(result_text(grade.win())),
        Some(_) => to_json(grade),
    }
}

/// Reads a graded leg.
pub(crate) fn grade(text: &str) -> Result<LegGrade> {
    if text.starts_with('{') { json(text) } else { result(text).map(LegGrade::from) }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $to:ident, $from:ident, $what:literal: $kind:ty = [$($value:path),* $(,)?] from $first:literal;)*) => {
        $($(#[$doc])*
        pub(crate) fn $to(value: $kind) -> i64 {
            const ALL: &[$kind] = &[$($value),*];
            // What the list lacks gets a code that no column takes; a test holds that it lacks nothing.
            ($first..).zip(ALL).find(|(_, other)| **other == value).map_or(-1, |(code, _)| code)
        }

        pub(crate) fn $from(code: i64) -> Result<$kind> {
            const ALL: &[$kind] = &[$($value),*];
            let place = usize::try_from(code - $first).ok();
            place.and_then(|place| ALL.get(place)).copied().ok_or_else(|| Trouble::unreadable($what, code))
        })*
    };
}

codes! {
    /// The codes of a bet's status.
    status_code, status, "bet status": BetStatus = [
        BetStatus::Open, BetStatus::Won, BetStatus::HalfWon, BetStatus::HalfLost, BetStatus::Lost, BetStatus::Void,
        BetStatus::Cancelled,
    ] from 0;
    /// The codes of the kinds of transfers.
    kind_code, kind, "kind of transfer": TransferKind = [
        TransferKind::Stake, TransferKind::Return, TransferKind::Deposit, TransferKind::WithdrawalRequested,
        TransferKind::WithdrawalPaid, TransferKind::WithdrawalRefused, TransferKind::Winnings, TransferKind::Loss,
        TransferKind::Refund, TransferKind::Correction, TransferKind::Clawback, TransferKind::Reopening,
        TransferKind::DebtIncurred, TransferKind::DebtPaid, TransferKind::DebtCleared,
        TransferKind::DebtWrittenOff, TransferKind::Adjustment,
    ] from 0;
    /// The codes of a bettor's accounts.
    bettor_code, bettor_account, "account": BettorAccount =
        [BettorAccount::Cash, BettorAccount::Held, BettorAccount::Debt] from 0;
    /// The codes of the house's accounts.
    house_code, house_account, "account": HouseAccount = [
        HouseAccount::OpenStakes, HouseAccount::Revenue, HouseAccount::Cashier, HouseAccount::Adjustments,
    ] from 3;
    /// The codes of what can be claimed, in the order in which claims are sorted.
    claim_code, claim_kind, "claim": ClaimKind = [
        ClaimKind::Email, ClaimKind::Slug, ClaimKind::ParticipantName, ClaimKind::Payment,
        ClaimKind::ExternalCompetition, ClaimKind::ExternalParticipant, ClaimKind::ExternalFixture,
        ClaimKind::ExternalMarket, ClaimKind::ExternalSelection,
    ] from 0;
}

/// A count or a number as it stands in a column.
pub(crate) fn integer(value: u64) -> Result<i64> {
    i64::try_from(value).map_err(|_| Trouble::refused(format!("{value} is more than a column holds")))
}

pub(crate) fn count(value: i64) -> Result<u64> {
    u64::try_from(value).map_err(|_| Trouble::unreadable("count", value))
}

/// A sum as it stands in a column: SQLite's integers end at 9.2 quintillion minor units, and what goes beyond is refused.
pub(crate) fn sum(value: i128) -> Result<i64> {
    i64::try_from(value)
        .map_err(|_| Trouble::refused(format!("{value} minor units are more than a sum holds")))
}
