//! The receipt of a bet: what a bettor is given, and reads out when he asks about it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Bet, BetType, LegTerms, LineStake, Way};
use crate::house_rules::RulesVersion;
use crate::id::{BetId, IdError, SelectionId, UserId};
use crate::money::Money;
use crate::odds::Odds;
use crate::time::Timestamp;

/// A bet's id as people read it out: 25 letters and digits in groups of five, and one that checks them.
///
/// The alphabet is Crockford's base 32 (without I, L, O and U), and the last sign is the number's remainder by 37 in his
/// extended alphabet (source: crockford.com/base32.html): a wrong sign or two neighbours in the wrong order are noticed. Six bits of
/// an id are always the same and are left out. Small letters, spaces and other hyphens are read, and so are O for 0,
/// I and L for 1.
///
/// ```
/// use realdeal::betting::TicketNumber;
/// use realdeal::{id::CommandId, time::Timestamp};
/// let bet = CommandId::from_parts(Timestamp::utc(2024, 8, 16, 19, 0)?, 7, 42).into();
/// let ticket = TicketNumber(bet);
/// assert_eq!(ticket.to_string(), "00S2Q-4FJY0-00W00-00000-0001A-Q");
/// assert_eq!(ticket.to_string().to_lowercase().parse(), Ok(ticket));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketNumber(pub BetId);

const SIGNS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
const LENGTH: usize = 25;
const GROUP: usize = 5;

/// The bits of an id without the four that say its version and the two that say its variant.
fn packed(id: BetId) -> u128 {
    let bits = id.uuid().as_u128();
    let (time, rest) = (bits >> 80, bits >> 64 & 0xFFF);
    time << 74 | rest << 62 | bits & ((1 << 62) - 1)
}

fn unpacked(bits: u128) -> Option<BetId> {
    if bits >> 122 != 0 {
        return None;
    }
    let (time, rest, low) = (bits >> 74, bits >> 62 & 0xFFF, bits & ((1 << 62) - 1));
    BetId::new(uuid::Uuid::from_u128(time << 80 | 0x7 << 76 | rest << 64 | 0b10 << 62 | low)).ok()
}

/// A sign as the alphabet has it, however it was written.
fn plain(sign: char) -> char {
    match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        sign => sign,
    }
}

/// The value of a sign of the plain alphabet.
fn value(sign: char) -> Option<u128> {
    let sign = plain(sign);
    SIGNS[..32].iter().position(|&known| char::from(known) == sign).map(|place| place as u128)
}

fn check_sign(bits: u128) -> char {
    // Below 37, by the remainder.
    char::from(SIGNS[usize::try_from(bits % 37).unwrap_or(0)])
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = packed(self.0);
        for place in 0..LENGTH {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            let digit = bits >> (5 * (LENGTH - 1 - place)) & 31;
            write!(f, "{}", char::from(SIGNS[usize::try_from(digit).unwrap_or(0)]))?;
        }
        write!(f, "-{}", check_sign(bits))
    }
}

impl FromStr for TicketNumber {
    type Err = IdError;

    /// Errors: `bad_id`, also if the last sign does not fit the others.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let bad = || IdError::BadId { text: text.to_owned() };
        let mut signs: Vec<char> =
            text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        let check = signs.pop().ok_or_else(bad)?;
        if signs.len() != LENGTH {
            return Err(bad());
        }
        let bits = signs
            .into_iter()
            .try_fold(0_u128, |bits, sign| Some(bits << 5 | value(sign)?))
            .ok_or_else(bad)?;
        if plain(check) != check_sign(bits) {
            return Err(bad());
        }
        unpacked(bits).map(Self).ok_or_else(bad)
    }
}

impl Serialize for TicketNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TicketNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// What was accepted, for whoever placed it: it stays the same whatever becomes of the bet.
///
/// ```
/// use realdeal::betting::Slip;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, market, .. } = doc::world()?;
/// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
/// let bet = book.session(alice).place_bet(slip)?.id;
/// let receipt = book.session(alice).receipt(bet)?;
/// assert_eq!(receipt.potential_return.to_string(), "21.00 EUR");
/// assert_eq!(receipt.ticket.to_string().parse(), Ok(receipt.ticket)); // as read out on the telephone
/// assert_eq!(receipt.ticket.0, bet);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BetReceipt {
    /// The number to ask about it by.
    pub ticket: TicketNumber,
    /// Whose bet.
    pub user: UserId,
    /// How its legs make lines.
    pub bet_type: BetType,
    /// How many lines it has: one for a single or an accumulator.
    pub lines: u32,
    /// The stake of the whole bet.
    pub stake: Money,
    /// What is backed, with the prices asked and accepted.
    pub legs: Vec<ReceiptLeg>,
    /// What it returns if every leg wins, stake included.
    pub potential_return: Money,
    /// The house rules that it settles by.
    pub rules: RulesVersion,
    /// When it was accepted.
    pub placed_at: Timestamp,
    /// Whether it stands on the win, the place, or both.
    pub way: Way,
    /// The stake of each line.
    pub stake_per_line: Money,
    /// On how many lines, from the first, one minor unit more lies, where the stake did not divide into them.
    pub spread: u32,
}

/// A leg on a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptLeg {
    /// What is backed.
    pub selection: SelectionId,
    /// The price that was asked for.
    pub requested: Odds,
    /// The price that was accepted.
    pub accepted: Odds,
    /// What was agreed on it beside its price.
    #[serde(default)]
    pub terms: LegTerms,
}

impl ReceiptLeg {
    /// The price that a place pays, `1 + (d - 1) * fraction` of the accepted one; none without places, and for one finer
    /// than a price can be.
    pub fn place_odds(&self) -> Option<Odds> {
        let fraction = self.terms.place?.fraction;
        let (numerator, denominator) = (self.accepted.numerator(), u64::from(self.accepted.denominator()));
        // Odds and fractions have far fewer than 32 bits each.
        let winnings = (numerator - denominator) * u64::from(fraction.num());
        let part = denominator * u64::from(fraction.den());
        Odds::new(part + winnings, part).ok()
    }
}

impl BetReceipt {
    /// The receipt of a bet.
    pub fn of(bet: &Bet) -> Self {
        let leg = |leg: &super::Leg| ReceiptLeg {
            selection: leg.selection,
            requested: leg.requested,
            accepted: leg.odds,
            terms: leg.terms,
        };
        let LineStake { per_line, spread } = bet.line_stake();
        Self {
            ticket: TicketNumber(bet.id),
            user: bet.user,
            bet_type: bet.bet_type,
            lines: bet.lines(),
            stake: bet.stake,
            legs: bet.legs.iter().map(leg).collect(),
            potential_return: bet.potential_return(),
            rules: bet.rules,
            placed_at: bet.placed_at,
            way: bet.way,
            stake_per_line: Money::new(per_line, bet.stake.currency()),
            spread,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CommandId;

    fn ticket() -> TicketNumber {
        let at = Timestamp::utc(2024, 8, 16, 19, 0).unwrap();
        TicketNumber(CommandId::from_parts(at, 0xABC, 0x0123_4567_89AB_CDEF).into())
    }

    #[test]
    fn a_ticket_comes_back_however_it_is_written() {
        let (ticket, text) = (ticket(), ticket().to_string());
        for written in [text.clone(), text.to_lowercase(), text.replace('-', " "), text.replace('0', "O")] {
            assert_eq!(written.parse(), Ok(ticket), "{written}");
        }
    }

    #[test]
    fn every_wrong_sign_and_every_swap_of_neighbours_is_noticed() {
        let plain: Vec<char> = ticket().to_string().chars().filter(|sign| *sign != '-').collect();
        let read = |signs: &[char]| signs.iter().collect::<String>().parse::<TicketNumber>();
        assert_eq!(read(&plain), Ok(ticket()));
        for place in 0..plain.len() {
            for &other in &SIGNS[..32] {
                let mut wrong = plain.clone();
                wrong[place] = char::from(other);
                assert!(wrong == plain || read(&wrong).is_err(), "{wrong:?}");
            }
        }
        for place in 1..LENGTH {
            let mut wrong = plain.clone();
            wrong.swap(place - 1, place);
            assert!(wrong == plain || read(&wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn what_is_no_ticket_is_refused() {
        for text in ["", "-", "0", "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-0", "U0000-00000-00000-00000-00000-0", "é"]
        {
            assert_eq!(text.parse::<TicketNumber>().unwrap_err().code(), "bad_id", "{text}");
        }
    }
}
