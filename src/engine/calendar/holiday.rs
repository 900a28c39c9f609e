//! Holidays: when a calendar is closed although its week says otherwise.

use super::{Recurrence, Window};
use crate::engine::{
    field_error::FieldError,
    id::{CalendarId, HolidayId, ImportId},
};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Closes the calendars it is attached to, each in its own zone (semantics 4.12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// Names this record.
    pub id: HolidayId,
    /// What people call it; no key, since each year or region may use it again.
    pub name: Box<str>,
    /// Anything worth knowing about it.
    #[serde(default)]
    pub description: Box<str>,
    /// The calendars it closes; with none it does nothing.
    #[serde(default)]
    pub calendars: Vec<CalendarId>,
    /// When it is.
    pub when: HolidayWhen,
    /// The import that brought it.
    #[serde(default)]
    pub import: Option<ImportId>,
}

/// When a holiday is (semantics 4.13), on the clocks of each calendar's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayWhen {
    /// One date.
    Date {
        /// The date.
        on: NaiveDate,
        /// The part of the day; `None` is all of it.
        #[serde(default)]
        hours: Option<Window>,
    },
    /// From one moment to another, across as many days as it takes.
    Span {
        /// When it begins.
        start: NaiveDateTime,
        /// When it is over.
        end: NaiveDateTime,
    },
    /// Again and again.
    Recurring(Recurrence),
}

impl HolidayWhen {
    /// When it begins and is over, each time that it touches that year; in no particular order.
    pub(super) fn in_year(&self, year: i32) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        let part_of = |on: NaiveDate, hours: Option<Window>| {
            let hours = hours.unwrap_or(Window::ALL_DAY);
            (hours.start.on(on), hours.end.on(on))
        };
        match self {
            Self::Date { on, hours } => {
                let part = (on.year() == year).then(|| part_of(*on, *hours));
                part.into_iter().collect()
            }
            Self::Span { start, end } => {
                let touches = start.year() <= year && year <= end.year();
                touches.then_some((*start, *end)).into_iter().collect()
            }
            Self::Recurring(recurrence) => {
                let dates = recurrence.dates_in(year).into_iter();
                dates.map(|on| part_of(on, recurrence.hours)).collect()
            }
        }
    }
}

impl Holiday {
    /// All that must be put right before it can be saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        problems.extend(super::name_problem(&self.name));
        match &self.when {
            HolidayWhen::Date { hours, .. } => {
                let problem = hours.and_then(Window::problem);
                problems.extend(problem.map(|reason| FieldError::new("hours", reason)));
            }
            HolidayWhen::Span { start, end } if end <= start => {
                problems.push(FieldError::new("end", "must be later than the start"));
            }
            HolidayWhen::Span { .. } => {}
            HolidayWhen::Recurring(recurrence) => problems.extend(recurrence.problems()),
        }
        problems
    }
}
