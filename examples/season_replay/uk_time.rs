//! Dates and times as season files write them: British local time, as text in several hands.
//!
//! `09/08/2019`, `09/08/19` and `09-08-2019`; `20:00`, `20` and `17.3`, which a spreadsheet has made of 17.30. A date
//! alone is midday.

use realdeal::time::Timestamp;
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);
const DAY_MICROS: i64 = 86_400_000_000;

/// A date and a time of day on a British clock.
#[derive(Debug, Clone, Copy)]
struct Local {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
}

/// The instant that a date and a time mean, or why they mean none.
pub(crate) fn kick_off(date: &str, time: &str) -> Result<Timestamp, String> {
    let no_date = || format!("\"{date}\" is not a date such as 09/08/2019");
    let (year, month, day) = read_date(date).ok_or_else(no_date)?;
    // The calendar is the engine's: it knows which months have 31 days.
    Timestamp::utc(year, month, day, 12, 0).map_err(|_| no_date())?;
    let no_time = || format!("\"{time}\" is not a time such as 20:00");
    let (hour, minute) = read_time(time).ok_or_else(no_time)?;
    instant(Local { year, month, day, hour, minute }).ok_or_else(no_time)
}

fn instant(local: Local) -> Option<Timestamp> {
    let Local { year, month, day, hour, minute } = local;
    let as_if_utc = Timestamp::utc(year, month, day, hour, minute).ok()?;
    Some(if is_summer_time(local) { as_if_utc.minus(HOUR) } else { as_if_utc })
}

/// Summer time lasts from the last Sunday of March to the last Sunday of October, changing at 01:00 UTC. The hour that
/// comes twice in October counts as summer; nobody kicks off in it.
fn is_summer_time(local: Local) -> bool {
    let Local { year, month, day, hour, .. } = local;
    match month {
        3 => (day, hour) >= (last_sunday(year, month), 2),
        10 => (day, hour) < (last_sunday(year, month), 2),
        _ => (4..10).contains(&month),
    }
}

/// The last Sunday of a month with 31 days.
fn last_sunday(year: u16, month: u8) -> u8 {
    let days = Timestamp::utc(year, month, 31, 0, 0).map_or(0, |last| last.micros() / DAY_MICROS);
    // Day 0, the first of 1970, was a Thursday; Sunday is weekday 0.
    31 - u8::try_from((days + 4).rem_euclid(7)).unwrap_or_default()
}

/// One or two digits, or four where `long` is wanted, too.
fn digits(text: &str, long: bool) -> Option<u16> {
    let fits = matches!(text.len(), 1 | 2) || long && text.len() == 4;
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if fits && plain { text.parse().ok() } else { None }
}

fn small(text: &str) -> Option<u8> {
    digits(text, false).and_then(|number| u8::try_from(number).ok())
}

fn read_date(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.split(['/', '-']);
    let (day, month, year) = (small(parts.next()?)?, small(parts.next()?)?, parts.next()?);
    let year = match (year.len(), digits(year, true)?) {
        (4, year) => year,
        // League files start in 1993, and there is no time before 1970 in the engine.
        (2, year @ 70..) => 1_900 + year,
        (2, year) => 2_000 + year,
        _ => return None,
    };
    parts.next().is_none().then_some((year, month, day))
}

fn read_time(text: &str) -> Option<(u8, u8)> {
    if text.is_empty() {
        return Some((12, 0));
    }
    if let Some((hour, minute)) = text.split_once(':') {
        return Some((small(hour)?, small(minute).filter(|_| minute.len() == 2)?));
    }
    let (hour, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let minute = small(fraction)?;
    // A spreadsheet drops the last zero: 17.3 was 17.30.
    let minute = if fraction.len() == 1 { minute * 10 } else { minute };
    Some((small(hour)?, minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_british_clock_is_an_hour_ahead_in_summer() {
        for (date, time, instant) in [
            ("09/08/2019", "20:00", "2019-08-09T19:00:00Z"),
            ("09/08/19", "17.3", "2019-08-09T16:30:00Z"),
            ("02-11-2023", "19.45", "2023-11-02T19:45:00Z"),
            ("2/1/2024", "20", "2024-01-02T20:00:00Z"),
            ("14/08/93", "", "1993-08-14T11:00:00Z"),
            ("25/12/1999", "", "1999-12-25T12:00:00Z"),
            // The last Sundays of March and October 2024, and the days before.
            ("30/03/2024", "12:30", "2024-03-30T12:30:00Z"),
            ("31/03/2024", "12:30", "2024-03-31T11:30:00Z"),
            ("26/10/2024", "15:00", "2024-10-26T14:00:00Z"),
            ("27/10/2024", "15:00", "2024-10-27T15:00:00Z"),
        ] {
            assert_eq!(kick_off(date, time).unwrap().to_string(), instant, "{date} {time}");
        }
    }
}
