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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::calendar::{DayTime, Pattern};

    fn holiday(when: HolidayWhen) -> Holiday {
        Holiday {
            id: HolidayId(1),
            name: "Christmas".into(),
            description: "".into(),
            calendars: Vec::new(),
            when,
            import: None,
        }
    }

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const NOTHING: Option<Window> = Some(Window {
        start: DayTime::MIDNIGHT,
        end: DayTime::MIDNIGHT,
    });

    #[test]
    fn a_holiday_that_cannot_be_is_refused_at_the_field_that_is_wrong() {
        let span = |start: &str, end: &str| HolidayWhen::Span {
            start: start.parse().unwrap(),
            end: end.parse().unwrap(),
        };
        let recurring = |from, until: &str, hours| {
            HolidayWhen::Recurring(Recurrence {
                pattern: Pattern::EveryWeekday,
                from: on(from),
                until: until.parse().ok(),
                hours,
            })
        };
        let date = |hours| HolidayWhen::Date {
            on: on("2026-12-25"),
            hours,
        };
        for (when, field) in [
            (date(None), None),
            (date(NOTHING), Some("hours")),
            (span("2026-12-31T20:00:00", "2027-01-02T09:00:00"), None),
            (
                span("2026-12-31T20:00:00", "2026-12-31T20:00:00"),
                Some("end"),
            ),
            (recurring("2026-12-25", "", None), None),
            (recurring("2026-12-25", "", NOTHING), Some("hours")),
            (recurring("2026-12-26", "2026-12-27", None), Some("when")),
        ] {
            let problems = holiday(when.clone()).problems();
            let told = problems.first().map(|problem| problem.field.as_str());
            assert_eq!(told, field, "{when:?}");
        }
    }

    #[test]
    fn a_stored_holiday_reads_as_it_was_written() {
        let texts = [
            r#"{"date":{"on":"2026-12-25","hours":{"start":"12:00","end":"24:00"}}}"#,
            r#"{"span":{"start":"2026-12-31T20:00:00","end":"2027-01-02T09:00:00"}}"#,
            r#"{"recurring":{"pattern":{"yearly_nth":{"month":11,"nth":"fourth","weekdays":["Thu"]}},"from":"2020-01-01","until":null,"hours":null}}"#,
        ];
        for text in texts {
            let when: HolidayWhen = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&when).unwrap(), text);
        }
    }
}
