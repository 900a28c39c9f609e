//! The patterns in which dates come again.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// Which dates, between the first and the last.
///
/// `every` is the interval and never zero. Several weekdays with an [`Nth`] are taken together:
/// all seven name the nth day of the month, Monday to Friday the nth working day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// Every so many days, beginning with the first date.
    Daily {
        /// Days from one to the next.
        every: u32,
    },
    /// Monday to Friday.
    EveryWeekday,
    /// On some weekdays, every so many weeks. Weeks begin on Monday, as they do in .ics files and
    /// in the hours of a week here; the week of the first date is the first one.
    Weekly {
        /// Weeks from one to the next.
        every: u32,
        /// The weekdays, at least one.
        weekdays: Vec<Weekday>,
    },
    /// On a day of the month, every so many months. A month without that day is passed over
    /// (semantics 4.14).
    Monthly {
        /// Months from one to the next.
        every: u32,
        /// The day, 1 to 31.
        day: u32,
    },
    /// On the nth of some weekdays of a month, every so many months.
    MonthlyNth {
        /// Months from one to the next.
        every: u32,
        /// Which one.
        nth: Nth,
        /// The weekdays, at least one.
        weekdays: Vec<Weekday>,
    },
    /// On a date of every year; 29 February in leap years only.
    Yearly {
        /// The month, 1 to 12.
        month: u32,
        /// The day, 1 to 31.
        day: u32,
    },
    /// On the nth of some weekdays of one month of every year.
    YearlyNth {
        /// The month, 1 to 12.
        month: u32,
        /// Which one.
        nth: Nth,
        /// The weekdays, at least one.
        weekdays: Vec<Weekday>,
    },
}

/// Which of the days that a month has of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last, be it the fourth or the fifth.
    Last,
}

impl Pattern {
    /// The interval, where it has one.
    pub(super) fn interval(&self) -> Option<u32> {
        match self {
            Self::Daily { every }
            | Self::Weekly { every, .. }
            | Self::Monthly { every, .. }
            | Self::MonthlyNth { every, .. } => Some(*every),
            Self::EveryWeekday | Self::Yearly { .. } | Self::YearlyNth { .. } => None,
        }
    }

    /// The weekdays, where it has some.
    pub(super) fn weekdays(&self) -> Option<&[Weekday]> {
        match self {
            Self::Weekly { weekdays, .. }
            | Self::MonthlyNth { weekdays, .. }
            | Self::YearlyNth { weekdays, .. } => Some(weekdays),
            Self::Daily { .. }
            | Self::EveryWeekday
            | Self::Monthly { .. }
            | Self::Yearly { .. } => None,
        }
    }
}
