//! On which dates a recurring holiday falls.

use super::{Nth, Pattern, Window};
use crate::engine::field_error::FieldError;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A holiday that comes again (semantics 4.13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// On which dates it falls.
    pub pattern: Pattern,
    /// It never falls before this date, and intervals are counted from it. Where a file has none,
    /// 1970-01-01 stands for it: without an interval that changes nothing.
    #[serde(default)]
    pub from: NaiveDate,
    /// It never falls after this date; `None` is for ever.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The part of each day; `None` is all of it.
    #[serde(default)]
    pub hours: Option<Window>,
}

/// No later year is looked at for an occurrence: the last with four digits.
const LAST_YEAR: i32 = 9_999;

impl Recurrence {
    /// The dates it falls on in that year, in order.
    #[must_use]
    pub fn dates_in(&self, year: i32) -> Vec<NaiveDate> {
        let mut dates = match &self.pattern {
            Pattern::Daily { every } => self.daily(year, *every),
            Pattern::EveryWeekday => days_of(year).filter(|day| is_working_day(*day)).collect(),
            Pattern::Weekly { every, weekdays } => days_of(year)
                .filter(|day| weekdays.contains(&day.weekday()))
                .filter(|day| is_nth(weeks_between(self.from, *day), *every))
                .collect(),
            Pattern::Monthly { every, day } => self
                .months(year, *every)
                .filter_map(|month| NaiveDate::from_ymd_opt(year, month, *day))
                .collect(),
            Pattern::MonthlyNth {
                every,
                nth,
                weekdays,
            } => self
                .months(year, *every)
                .filter_map(|month| nth_day(year, month, *nth, weekdays))
                .collect(),
            Pattern::Yearly { month, day } => NaiveDate::from_ymd_opt(year, *month, *day)
                .into_iter()
                .collect(),
            Pattern::YearlyNth {
                month,
                nth,
                weekdays,
            } => nth_day(year, *month, *nth, weekdays).into_iter().collect(),
        };
        dates.retain(|date| self.from <= *date && self.until.is_none_or(|until| *date <= until));
        dates
    }

    /// Whether it falls on any date at all, up to the year 9999 (semantics 4.14).
    #[must_use]
    pub fn has_occurrence(&self) -> bool {
        let last_year = self
            .until
            .map_or(LAST_YEAR, |until| until.year().min(LAST_YEAR));
        (self.from.year()..=last_year).any(|year| !self.dates_in(year).is_empty())
    }

    /// All that must be put right before it can be saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        let mut complain = |field: &str, reason: String| {
            problems.push(FieldError::new(field, reason));
        };
        if let Some(reason) = self.hours.and_then(Window::problem) {
            complain("hours", reason);
        }
        if self.pattern.interval() == Some(0) {
            complain("every", "must be at least 1".to_owned());
        }
        if self.pattern.weekdays().is_some_and(<[_]>::is_empty) {
            complain("weekdays", "choose at least one".to_owned());
        }
        if problems.is_empty() && !self.has_occurrence() {
            let reason = "the recurring holiday has no occurrence";
            problems.push(FieldError::new("when", reason));
        }
        problems
    }

    fn daily(&self, year: i32, every: u32) -> Vec<NaiveDate> {
        days_of(year)
            .filter(|day| is_nth((*day - self.from).num_days(), every))
            .collect()
    }

    /// The months of the year that the interval meets.
    fn months(&self, year: i32, every: u32) -> impl Iterator<Item = u32> {
        let number = |year: i32, month: u32| i64::from(year) * 12 + i64::from(month);
        let first = number(self.from.year(), self.from.month());
        (1..=12).filter(move |month| is_nth(number(year, *month) - first, every))
    }
}

/// The days of a year; none when the year is out of all bounds.
pub(super) fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1);
    let days = first.into_iter().flat_map(|first| first.iter_days());
    days.take_while(move |day| day.year() == year)
}

fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether so many units after the first date the interval comes round again.
fn is_nth(units: i64, every: u32) -> bool {
    units.checked_rem(every.into()) == Some(0)
}

fn weeks_between(from: NaiveDate, day: NaiveDate) -> i64 {
    let monday = |date: NaiveDate| {
        i64::from(date.num_days_from_ce()) - i64::from(date.weekday().num_days_from_monday())
    };
    (monday(day) - monday(from)) / 7
}

/// The nth day of the month among those weekdays.
fn nth_day(year: i32, month: u32, nth: Nth, weekdays: &[Weekday]) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let mut days = first
        .iter_days()
        .take_while(|day| day.month() == month)
        .filter(|day| weekdays.contains(&day.weekday()));
    match nth {
        Nth::First => days.next(),
        Nth::Second => days.nth(1),
        Nth::Third => days.nth(2),
        Nth::Fourth => days.nth(3),
        Nth::Last => days.last(),
    }
}

#[cfg(test)]
mod tests;
