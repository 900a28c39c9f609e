//! Business hours: when an organisation works, and how much working time lies between instants.
//!
//! To people these are *business hours*, in code a calendar. A [`Calendar`] and its [`Holiday`]s
//! are what people enter; [`OpenHours`] is both put together in one zone and answers all
//! questions. Nothing else counts in business hours.

mod day_time;
mod holiday;
mod open_hours;
mod pattern;
mod recurrence;
mod segments;
mod sorted_keys;
mod week;
mod year_table;
mod zone;

pub use day_time::{DayTime, InvalidDayTime};
pub use holiday::{Holiday, HolidayWhen};
pub use open_hours::OpenHours;
pub use pattern::{Nth, Pattern};
pub use recurrence::Recurrence;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn around_the_clock() -> Calendar {
        Calendar {
            id: CalendarId(1),
            name: "Default".into(),
            active: true,
            is_default: true,
            zone: "Europe/London".into(),
            week: WeekHours::around_the_clock(),
            dates: Vec::new(),
            import: None,
        }
    }

    fn date(windows: &[(u16, u16)]) -> DateHours {
        let time = |minutes| DayTime::from_minutes(minutes).unwrap();
        let window = |(start, end): &(u16, u16)| Window {
            start: time(*start),
            end: time(*end),
        };
        DateHours {
            on: NaiveDate::from_ymd_opt(2026, 12, 24).unwrap(),
            windows: windows.iter().map(window).collect(),
        }
    }

    #[test]
    fn all_that_is_wrong_with_a_calendar_is_said_at_once() {
        assert_eq!(around_the_clock().problems(), []);
        let mut calendar = around_the_clock();
        calendar.name = " ".into();
        calendar.zone = "".into();
        calendar.active = false;
        calendar.dates = vec![date(&[(540, 720), (700, 800)]), date(&[])];
        let problems = calendar.problems();
        let fields: Vec<_> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(
            fields,
            [
                "name",
                "zone",
                "active",
                "date 2026-12-24",
                "date 2026-12-24"
            ]
        );
    }

    #[test]
    fn a_name_longer_than_any_list_is_refused() {
        let mut calendar = around_the_clock();
        calendar.name = "デ".repeat(255).into();
        assert_eq!(calendar.problems(), []);
        calendar.name = "デ".repeat(256).into();
        assert!(calendar.problems()[0].reason.contains("255"));
    }

    #[test]
    fn a_calendar_stored_without_what_came_later_is_still_read() {
        let mut calendar = around_the_clock();
        calendar.dates = vec![date(&[(540, 720)])];
        let text = serde_json::to_string(&calendar).unwrap();
        assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);

        let mut stored: serde_json::Value = serde_json::from_str(&text).unwrap();
        for optional in ["is_default", "dates", "import"] {
            stored.as_object_mut().unwrap().remove(optional);
        }
        let read: Calendar = serde_json::from_value(stored).unwrap();
        assert_eq!(read.week, calendar.week);
        assert!(!read.is_default);
    }
}
