//! When a holiday is, read from the inputs of its draft.

use super::HolidayDraft;
use crate::{
    engine::{
        calendar::{HolidayWhen, Nth, Pattern, Recurrence, Window},
        field_error::FieldError,
    },
    view::{
        calendar_draft::WindowDraft,
        calendar_page::DAYS,
        holiday::{NTHS, WhenKind},
    },
};
use chrono::{NaiveDate, NaiveDateTime};

impl HolidayDraft {
    /// When it is, as far as its inputs can be read.
    pub(super) fn when(&self, reading: &mut Reading) -> HolidayWhen {
        let hours = match part_of(self.is_all_day, &self.hours) {
            Ok(hours) => hours,
            Err(_) if self.kind == WhenKind::Span => None,
            Err(reason) => reading.refuse("hours", reason),
        };
        match self.kind {
            WhenKind::Date => HolidayWhen::Date {
                on: reading.date("on", &self.on),
                hours,
            },
            WhenKind::Span => HolidayWhen::Span {
                start: reading.moment("start", &self.starts),
                end: reading.moment("end", &self.ends),
            },
            kind => HolidayWhen::Recurring(Recurrence {
                pattern: self.pattern(kind, reading),
                from: reading.date("from", &self.from),
                until: (!self.until.trim().is_empty()).then(|| reading.date("until", &self.until)),
                hours,
            }),
        }
    }

    fn pattern(&self, kind: WhenKind, reading: &mut Reading) -> Pattern {
        let weekdays = || {
            let days = DAYS.iter().zip(self.weekdays);
            days.filter(|(_, is_on)| *is_on)
                .map(|((day, ..), _)| *day)
                .collect::<Vec<_>>()
        };
        let nth = || {
            let known = NTHS.iter().find(|(_, word)| *word == self.nth);
            known.map_or(Nth::First, |(nth, _)| *nth)
        };
        match kind {
            WhenKind::Date | WhenKind::Span | WhenKind::EveryWeekday => Pattern::EveryWeekday,
            WhenKind::Daily => Pattern::Daily {
                every: reading.number("every", &self.every, 9_999),
            },
            WhenKind::Weekly => Pattern::Weekly {
                every: reading.number("every", &self.every, 9_999),
                weekdays: weekdays(),
            },
            WhenKind::Monthly => Pattern::Monthly {
                every: reading.number("every", &self.every, 9_999),
                day: reading.number("day", &self.day, 31),
            },
            WhenKind::MonthlyNth => Pattern::MonthlyNth {
                every: reading.number("every", &self.every, 9_999),
                nth: nth(),
                weekdays: weekdays(),
            },
            WhenKind::Yearly => Pattern::Yearly {
                month: self.month,
                day: reading.number("day", &self.day, 31),
            },
            WhenKind::YearlyNth => Pattern::YearlyNth {
                month: self.month,
                nth: nth(),
                weekdays: weekdays(),
            },
        }
    }
}

/// What could not be read so far.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) problems: Vec<FieldError>,
}

impl Reading {
    fn refuse<T: Default>(&mut self, field: &str, reason: impl Into<String>) -> T {
        self.problems.push(FieldError::new(field, reason));
        T::default()
    }

    fn date(&mut self, field: &str, text: &str) -> NaiveDate {
        match text.trim().parse() {
            Ok(date) => date,
            Err(_) => self.refuse(field, "choose a date"),
        }
    }

    fn moment(&mut self, field: &str, text: &str) -> NaiveDateTime {
        match NaiveDateTime::parse_from_str(text.trim(), "%Y-%m-%dT%H:%M") {
            Ok(moment) => moment,
            Err(_) => self.refuse(field, "choose a date and a time"),
        }
    }

    fn number(&mut self, field: &str, text: &str, most: u32) -> u32 {
        match text.trim().parse() {
            Ok(number) if (1..=most).contains(&number) => number,
            _ => self.refuse(field, format!("write a number from 1 to {most}")),
        }
    }
}

/// The hours of a holiday that is not all day.
fn part_of(is_all_day: bool, hours: &WindowDraft) -> Result<Option<Window>, String> {
    if is_all_day {
        return Ok(None);
    }
    hours.window().map(Some)
}
