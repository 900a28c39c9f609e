//! Business hours: when an organisation works, and how much working time lies between instants.
//!
//! To people these are *business hours*, in code a calendar. A [`Calendar`] and its [`Holiday`]s
//! are what people enter; [`OpenHours`] is both put together in one zone and answers all
//! questions. Nothing else counts in business hours.

mod day_time;
mod holiday;
mod open_hours;
mod recurrence;
mod segments;
mod week;
mod year_table;
mod zone;

pub use day_time::{DayTime, InvalidDayTime};
pub use holiday::{Holiday, HolidayWhen};
pub use open_hours::OpenHours;
pub use recurrence::{Nth, Pattern, Recurrence};
pub use segments::{ClockSegment, SegmentKind};
pub use week::{WeekHours, Window};
pub use zone::{Zone, ZoneTable};

use crate::engine::{
    field_error::FieldError,
    id::{CalendarId, ImportId},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Business hours as people enter them (semantics 4.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Names this record.
    pub id: CalendarId,
    /// What people call it.
    pub name: Box<str>,
    /// Whether it may be chosen; a case that names an inactive one counts in the default.
    pub active: bool,
    /// Whether cases without hours of their own count in it; exactly one calendar is the default.
    #[serde(default)]
    pub is_default: bool,
    /// The name of the zone whose clocks its windows and holidays are read on.
    pub zone: Box<str>,
    /// When it is open in an ordinary week.
    pub week: WeekHours,
    /// Dates that have windows of their own.
    #[serde(default)]
    pub dates: Vec<DateHours>,
    /// The import that brought it.
    #[serde(default)]
    pub import: Option<ImportId>,
}

/// The windows of one date; they replace those of its weekday, and holidays still cut them
/// (semantics 4.22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateHours {
    /// The date.
    pub on: NaiveDate,
    /// When it is open; never, when there is none.
    #[serde(default)]
    pub windows: Vec<Window>,
}

impl Calendar {
    /// All that must be put right before it can be saved. Whether the zone is known and whether
    /// another calendar is the default, only the desk can tell.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        problems.extend(name_problem(&self.name));
        if self.zone.trim().is_empty() {
            problems.push(FieldError::new("zone", "choose a time zone"));
        }
        if self.is_default && !self.active {
            let reason = "the default must stay active; make another one the default first";
            problems.push(FieldError::new("active", reason));
        }
        let mut dates = BTreeSet::new();
        for date in &self.dates {
            let problem = if dates.insert(date.on) {
                week::ordered(date.windows.clone()).err()
            } else {
                Some("is listed twice; put its hours into one line".to_owned())
            };
            let field = || format!("date {}", date.on);
            problems.extend(problem.map(|reason| FieldError::new(field(), reason)));
        }
        problems
    }
}

/// The longest name of a calendar or a holiday: more does not fit a list, and no known one has more.
const NAME_MAX_CHARS: usize = 255;

fn name_problem(name: &str) -> Option<FieldError> {
    let reason = if name.trim().is_empty() {
        "enter a name".to_owned()
    } else if name.chars().count() > NAME_MAX_CHARS {
        format!("shorten it to {NAME_MAX_CHARS} characters")
    } else {
        return None;
    };
    Some(FieldError::new("name", reason))
}
