//! Time as the engine knows it: microseconds since 1970 in UTC, always given by the host.
//!
//! There is no clock here, no time zone and no calendar beyond what reading and writing RFC 3339 takes.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What is wrong with a text or figures offered as a time.
///
/// ```
/// use realdeal::time::Timestamp;
/// assert_eq!("tomorrow".parse::<Timestamp>().unwrap_err().code(), "bad_time");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum TimeError {
    /// Not a time in the form of RFC 3339, or a date that no calendar has.
    #[error("\"{text}\" is not a time such as 2024-08-16T19:00:00Z")]
    BadTime {
        /// The text as it came.
        text: String,
    },
}

impl TimeError {
    /// Every code that [`TimeError::code`] can give.
    pub const CODES: &'static [&'static str] = &["bad_time"];

    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadTime { .. } => "bad_time",
        }
    }
}

/// An instant: microseconds since 1970-01-01T00:00:00Z, in the years 1970 to 9999.
///
/// ```
/// use realdeal::time::Timestamp;
/// let kick_off: Timestamp = "2024-08-16T20:00:00+01:00".parse()?;
/// assert_eq!(kick_off, Timestamp::utc(2024, 8, 16, 19, 0)?);
/// assert_eq!(kick_off.to_string(), "2024-08-16T19:00:00Z");
/// # Ok::<(), realdeal::time::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

const SECOND: i64 = 1_000_000;
const DAY_SECONDS: i64 = 86_400;
/// 9999-12-31T23:59:59.999999Z: the last instant that RFC 3339 can write.
const LAST: i64 = 253_402_300_799_999_999;

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);
    /// 9999-12-31T23:59:59.999999Z.
    pub const MAX: Self = Self(LAST);

    /// From microseconds since 1970; held within the years 1970 to 9999.
    ///
    /// ```
    /// use realdeal::time::Timestamp;
    /// assert_eq!(Timestamp::from_micros(1_500_000).to_string(), "1970-01-01T00:00:01.500Z");
    /// ```
    pub const fn from_micros(micros: i64) -> Self {
        match micros {
            i64::MIN..0 => Self::EPOCH,
            0..=LAST => Self(micros),
            _ => Self::MAX,
        }
    }

    /// From seconds since 1970; held within the years 1970 to 9999.
    ///
    /// ```
    /// use realdeal::time::Timestamp;
    /// assert_eq!(Timestamp::from_seconds(1_723_834_800).to_string(), "2024-08-16T19:00:00Z");
    /// ```
    pub const fn from_seconds(seconds: i64) -> Self {
        Self::from_micros(seconds.saturating_mul(SECOND))
    }

    /// Microseconds since 1970.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// From a date and a time of day in UTC.
    ///
    /// Error: `bad_time`, for what no calendar has and for years outside of 1970 to 9999.
    ///
    /// ```
    /// use realdeal::time::Timestamp;
    /// assert_eq!(Timestamp::utc(2024, 8, 16, 19, 0)?.to_string(), "2024-08-16T19:00:00Z");
    /// assert!(Timestamp::utc(2023, 2, 29, 0, 0).is_err());
    /// # Ok::<(), realdeal::time::TimeError>(())
    /// ```
    pub fn utc(year: u16, month: u8, day: u8, hour: u8, minute: u8) -> Result<Self, TimeError> {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z").parse()
    }

    /// Later by `span`; the last instant where that lies beyond it.
    ///
    /// ```
    /// use realdeal::time::Timestamp;
    /// use std::time::Duration;
    /// let late = Timestamp::utc(2024, 8, 16, 23, 30)?.plus(Duration::from_secs(3_600));
    /// assert_eq!(late, Timestamp::utc(2024, 8, 17, 0, 30)?);
    /// # Ok::<(), realdeal::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        let micros = i64::try_from(span.as_micros()).unwrap_or(i64::MAX);
        Self::from_micros(self.0.saturating_add(micros))
    }

    /// Earlier by `span`; 1970 where that lies before it.
    ///
    /// ```
    /// use realdeal::time::Timestamp;
    /// use std::time::Duration;
    /// assert_eq!(Timestamp::EPOCH.minus(Duration::from_secs(1)), Timestamp::EPOCH);
    /// ```
    #[must_use]
    pub fn minus(self, span: Duration) -> Self {
        let micros = i64::try_from(span.as_micros()).unwrap_or(i64::MAX);
        Self::from_micros(self.0.saturating_sub(micros))
    }
}

/// Days since 1970 of a date in the Gregorian calendar, by counting the year from March so that the leap day is last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date of a count of days since 1970: the inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.div_euclid(SECOND);
        let (year, month, day) = civil_from_days(seconds.div_euclid(DAY_SECONDS));
        let of_day = seconds.rem_euclid(DAY_SECONDS);
        let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        match self.0.rem_euclid(SECOND) {
            0 => {}
            micros if micros % 1_000 == 0 => write!(f, ".{:03}", micros / 1_000)?,
            micros => write!(f, ".{micros:06}")?,
        }
        f.write_str("Z")
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

/// Takes exactly `count` digits from the front.
fn digits(text: &mut &str, count: usize) -> Option<i64> {
    let (head, tail) = text.split_at_checked(count)?;
    if !head.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    *text = tail;
    head.parse().ok()
}

/// Takes one character from the front if it is one of `wanted`.
fn mark(text: &mut &str, wanted: &[char]) -> Option<char> {
    let first = text.chars().next().filter(|c| wanted.contains(c))?;
    *text = &text[first.len_utf8()..];
    Some(first)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days_from_civil(next.0, next.1, 1) - days_from_civil(year, month, 1)
}

/// Reads RFC 3339 with an offset, at most six places of a second, and no leap second.
fn read(mut text: &str) -> Option<i64> {
    let text = &mut text;
    let year = digits(text, 4)?;
    mark(text, &['-'])?;
    let month = digits(text, 2).filter(|month| (1..=12).contains(month))?;
    mark(text, &['-'])?;
    let day = digits(text, 2).filter(|day| (1..=days_in_month(year, month)).contains(day))?;
    mark(text, &['T', 't', ' '])?;
    let hour = digits(text, 2).filter(|hour| *hour < 24)?;
    mark(text, &[':'])?;
    let minute = digits(text, 2).filter(|minute| *minute < 60)?;
    mark(text, &[':'])?;
    let second = digits(text, 2).filter(|second| *second < 60)?;
    let mut micros = 0;
    if mark(text, &['.']).is_some() {
        let places = text.bytes().take_while(u8::is_ascii_digit).count();
        let scale = 10_i64.pow(u32::try_from(6_usize.checked_sub(places)?).ok()?);
        micros = digits(text, places.max(1))? * scale;
    }
    let offset = match mark(text, &['Z', 'z', '+', '-'])? {
        'Z' | 'z' => 0,
        sign => {
            let hours = digits(text, 2).filter(|hours| *hours < 24)?;
            mark(text, &[':'])?;
            let minutes = digits(text, 2).filter(|minutes| *minutes < 60)?;
            let seconds = hours * 3_600 + minutes * 60;
            if sign == '-' { -seconds } else { seconds }
        }
    };
    let seconds =
        days_from_civil(year, month, day) * DAY_SECONDS + hour * 3_600 + minute * 60 + second - offset;
    let all = seconds * SECOND + micros;
    (text.is_empty() && (0..=LAST).contains(&all)).then_some(all)
}

impl FromStr for Timestamp {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        read(text).map(Self).ok_or_else(|| TimeError::BadTime { text: text.to_owned() })
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
        } else {
            let micros = i64::deserialize(deserializer)?;
            let time = Self::from_micros(micros);
            if time.0 == micros { Ok(time) } else { Err(de::Error::custom("a time out of range")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_and_writes() {
        let cases = [
            ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
            ("2000-02-29T12:30:15.5Z", "2000-02-29T12:30:15.500Z"),
            ("2024-12-31T23:59:59.999999Z", "2024-12-31T23:59:59.999999Z"),
            ("2024-08-16t20:00:00+01:00", "2024-08-16T19:00:00Z"),
            ("2024-03-01T00:30:00-05:30", "2024-03-01T06:00:00Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ];
        for (text, written) in cases {
            assert_eq!(text.parse::<Timestamp>().unwrap().to_string(), written, "{text}");
        }
    }

    #[test]
    fn text_that_is_no_time_is_refused() {
        let cases = [
            "",
            "2024-08-16",
            "2024-08-16T20:00:00",
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:60Z",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00.1234567Z",
            "1969-12-31T23:59:59Z",
            "2024-01-01T00:00:00Z ",
            "２024-01-01T00:00:00Z",
        ];
        for text in cases {
            assert_eq!(text.parse::<Timestamp>().unwrap_err().code(), "bad_time", "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        for days in 0..146_097 {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
    }
}
