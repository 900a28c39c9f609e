//! Dates as reports and exports write them.

use super::{mapping::Mapping, table::Table};
use crate::engine::{calendar::ZoneTable, field_type::FieldType, instant::Instant};
use chrono::{NaiveDate, NaiveTime};

/// Which of the first two parts of `05/01/2026` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 5 January.
    DayFirst,
    /// 1 May.
    MonthFirst,
}

/// What the dates of a file tell of their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateOrderGuess {
    /// No date is written in a way that leaves it open.
    NotNeeded,
    /// A part above 12 tells.
    Known(DateOrder),
    /// A person must say, and one such date.
    Open(Box<str>),
}

impl DateOrderGuess {
    /// Looks at every date of the columns that are dates.
    #[must_use]
    pub fn of(table: &Table, mapping: &Mapping) -> Self {
        let columns = mapping.date_columns();
        let mut open = None;
        let mut known = None;
        for row in table.rows() {
            for column in &columns {
                let text = row.cell(*column);
                let Some((first, second)) = slashed_parts(text) else {
                    continue;
                };
                open.get_or_insert(text);
                if first > 12 {
                    known.get_or_insert(DateOrder::DayFirst);
                } else if second > 12 {
                    known.get_or_insert(DateOrder::MonthFirst);
                }
            }
        }
        match (known, open) {
            (Some(order), _) => Self::Known(order),
            (None, Some(text)) => Self::Open(text.into()),
            (None, None) => Self::NotNeeded,
        }
    }
}

/// The first two numbers of a date such as `05/01/2026`, whose order is not known.
fn slashed_parts(text: &str) -> Option<(u32, u32)> {
    let mut scan = Scan(text.as_bytes());
    let first = scan.number(1..=2)?;
    scan.one_of(b"/-")?;
    let second = scan.number(1..=2)?;
    scan.one_of(b"/-")?;
    Some((first, second))
}

/// Reads dates and times of one file.
#[derive(Debug, Clone)]
pub(super) struct DateReader {
    /// The zone of times that do not name an offset.
    pub(super) zone: ZoneTable,
    /// What `05/01/2026` means.
    pub(super) order: DateOrder,
}

const EXPECTED: &str = "is no date and time such as 2026-01-05 14:00";

impl DateReader {
    /// The instant that a text means. A date alone means its first instant; a reading that the
    /// zone's clocks show twice means the first time, one that they skip the instant of the change
    /// (semantics 4.7).
    pub(super) fn instant(&self, text: &str) -> Result<Instant, String> {
        let expected = || format!("{text} {EXPECTED}");
        let mut scan = Scan(text.as_bytes());
        let (year, month, day) = self.date(&mut scan).ok_or_else(expected)?;
        let date = NaiveDate::from_ymd_opt(year, month, day)
            .ok_or_else(|| format!("{text} is not in the calendar"))?;
        let time = time(&mut scan).ok_or_else(expected)?;
        scan.blanks();
        let offset_seconds = match scan.0 {
            [] => None,
            _ => Some(offset(&mut scan).ok_or_else(expected)?),
        };
        if !scan.0.is_empty() {
            return Err(expected());
        }
        let wall = date.and_time(time);
        Ok(match offset_seconds {
            Some(ahead) => {
                Instant::from_seconds(wall.and_utc().timestamp()).plus_seconds(-i64::from(ahead))
            }
            None => self.zone.to_utc(wall),
        })
    }

    /// The text that a value of an added field is kept as; dates are read as this file writes
    /// them.
    pub(super) fn kept(&self, field_type: FieldType, text: &str) -> Result<Box<str>, String> {
        Ok(match field_type {
            FieldType::Date => self
                .zone
                .civil(self.instant(text)?)
                .date()
                .to_string()
                .into(),
            FieldType::DateTime => self.instant(text)?.to_string().into(),
            other => other.kept(text)?,
        })
    }

    /// Year, month and day.
    fn date(&self, scan: &mut Scan<'_>) -> Option<(i32, u32, u32)> {
        let n_digits = scan.n_digits();
        let first = scan.number(1..=4)?;
        let separator = scan.one_of(b"-/.")?;
        let second = scan.number(1..=2)?;
        scan.one_of(&[separator])?;
        let n_digits_last = scan.n_digits();
        let third = scan.number(1..=4)?;
        if n_digits == 4 {
            return Some((i32::try_from(first).ok()?, second, third));
        }
        let year = i32::try_from(third).ok()?;
        let year = match n_digits_last {
            4 => year,
            2 => year + 2000,
            _ => return None,
        };
        // Dots are written where the day comes first.
        let day_first = separator == b'.' || self.order == DateOrder::DayFirst;
        let (month, day) = if day_first {
            (second, first)
        } else {
            (first, second)
        };
        Some((year, month, day))
    }
}

/// The time after a date; midnight when there is none. `None` when it cannot be read.
fn time(scan: &mut Scan<'_>) -> Option<NaiveTime> {
    scan.one_of(b",");
    let has_separator = scan.one_of(b"T t").is_some();
    if scan.0.is_empty() {
        return Some(NaiveTime::MIN);
    }
    if !has_separator {
        return None;
    }
    scan.blanks();
    let mut hour = scan.number(1..=2)?;
    scan.one_of(b":")?;
    let minute = scan.number(2..=2)?;
    let mut second = 0;
    if scan.one_of(b":").is_some() {
        second = scan.number(2..=2)?;
        if scan.one_of(b".,").is_some() {
            scan.digits()?;
        }
    }
    scan.blanks();
    if let Some(half) = scan.one_of(b"aApP") {
        scan.one_of(b".");
        scan.one_of(b"mM")?;
        scan.one_of(b".");
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12
            + if half.eq_ignore_ascii_case(&b'p') {
                12
            } else {
                0
            };
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// The offset after a time, in seconds ahead of UTC.
fn offset(scan: &mut Scan<'_>) -> Option<i32> {
    if scan.one_of(b"Zz").is_some() {
        return Some(0);
    }
    let sign = if scan.one_of(b"+-")? == b'+' { 1 } else { -1 };
    let n_digits = scan.n_digits();
    let number = scan.number(2..=4)?;
    let (hours, minutes) = match n_digits {
        4 => (number / 100, number % 100),
        2 if scan.one_of(b":").is_some() => (number, scan.number(2..=2)?),
        2 => (number, 0),
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (hours < 24 && minutes < 60).then_some(sign * seconds)
}

/// What is left of a text to be read.
struct Scan<'t>(&'t [u8]);

impl Scan<'_> {
    fn n_digits(&self) -> usize {
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit());
        digits.count()
    }

    fn number(&mut self, n_digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let n = self.n_digits();
        if !n_digits.contains(&n) {
            return None;
        }
        let (digits, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        let digit = |sum: u32, byte: &u8| sum * 10 + u32::from(byte - b'0');
        Some(digits.iter().fold(0, digit))
    }

    /// Passes over digits, at least one.
    fn digits(&mut self) -> Option<()> {
        let n = self.n_digits();
        self.0 = self.0.get(n..)?;
        (n > 0).then_some(())
    }

    fn one_of(&mut self, wanted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !wanted.contains(first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    fn blanks(&mut self) {
        while self.one_of(b" ").is_some() {}
    }
}
