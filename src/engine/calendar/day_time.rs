//! A time of day to the minute, from midnight to the midnight that ends the day.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Minutes since midnight, 0 to 1440: a day may end at 24:00, so that a day open round the clock
/// needs no special case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayTime(u16);

impl DayTime {
    /// 00:00, with which a day begins.
    pub const MIDNIGHT: Self = Self(0);
    /// 24:00, with which a day ends.
    pub const ENDNIGHT: Self = Self(24 * 60);

    /// The time that many minutes after midnight; `None` beyond 24:00.
    #[must_use]
    pub const fn from_minutes(minutes: u16) -> Option<Self> {
        if minutes <= Self::ENDNIGHT.0 {
            Some(Self(minutes))
        } else {
            None
        }
    }

    /// Reads `HH:MM`, up to `24:00`.
    pub fn parse(text: &str) -> Result<Self, InvalidDayTime> {
        let read = || {
            let (hours, minutes) = text.split_once(':')?;
            let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
            (minutes < 60).then(|| Self::from_minutes(hours * 60 + minutes))?
        };
        read().ok_or_else(|| InvalidDayTime(text.into()))
    }

    /// Minutes since midnight, 0 to 1440.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// The wall reading of this time on that date; 24:00 is the next day's midnight.
    #[must_use]
    pub fn on(self, date: NaiveDate) -> NaiveDateTime {
        date.and_time(chrono::NaiveTime::MIN)
            .checked_add_signed(TimeDelta::minutes(self.0.into()))
            .unwrap_or(NaiveDateTime::MAX)
    }
}

/// A text that is no time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no time of day: write it from 00:00 to 24:00")]
pub struct InvalidDayTime(Box<str>);

fn two_digits(text: &str) -> Option<u16> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// As `09:30`.
impl fmt::Display for DayTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for DayTime {
    type Err = InvalidDayTime;

    fn from_str(text: &str) -> Result<Self, InvalidDayTime> {
        Self::parse(text)
    }
}

impl TryFrom<String> for DayTime {
    type Error = InvalidDayTime;

    fn try_from(text: String) -> Result<Self, InvalidDayTime> {
        Self::parse(&text)
    }
}

impl From<DayTime> for String {
    fn from(time: DayTime) -> Self {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_runs_from_midnight_to_its_own_end() {
        for (text, minutes) in [
            ("00:00", 0),
            ("09:30", 570),
            ("23:59", 1439),
            ("24:00", 1440),
        ] {
            let time = DayTime::parse(text).unwrap();
            assert_eq!(time.minutes(), minutes);
            assert_eq!(time.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_time_of_day_is_refused_by_name() {
        for text in [
            "",
            "9:30",
            "09:3",
            "09:60",
            "24:01",
            "25:00",
            "+9:30",
            "09:30:00",
            "٠٩:٣٠",
        ] {
            let refusal = DayTime::parse(text).unwrap_err().to_string();
            assert!(refusal.contains(text), "{refusal}");
        }
    }

    #[test]
    fn the_end_of_a_day_is_the_next_days_midnight() {
        let date = |day| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        assert_eq!(
            DayTime::ENDNIGHT.on(date(30)),
            DayTime::MIDNIGHT.on(date(31))
        );
        assert_eq!(DayTime::ENDNIGHT.on(NaiveDate::MAX), NaiveDateTime::MAX);
    }
}
