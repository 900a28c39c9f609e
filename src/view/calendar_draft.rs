//! Business hours while they are edited.

use super::calendar_page::DAYS;
use crate::engine::{
    calendar::{Calendar, DateHours, DayTime, WeekHours, Window},
    field_error::FieldError,
    id::{CalendarId, ImportId},
};
use chrono::NaiveDate;

/// Business hours in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDraft {
    /// The business hours; zero when they are new.
    pub id: CalendarId,
    /// What people call them.
    pub name: String,
    /// The zone of their clocks.
    pub zone: String,
    /// Whether they may be chosen.
    pub active: bool,
    /// Whether they are the default.
    pub is_default: bool,
    /// The windows of each weekday, Monday first.
    pub days: [Vec<WindowDraft>; 7],
    /// Dates with windows of their own.
    pub dates: Vec<DateDraft>,
    import: Option<ImportId>,
}

/// A window in the editor, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WindowDraft {
    /// When it begins.
    pub start: String,
    /// When it is over.
    pub end: String,
}

/// A date with windows of its own in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateDraft {
    /// The date, as the browser's input has it.
    pub on: String,
    /// Its windows; none when it is closed.
    pub windows: Vec<WindowDraft>,
}

impl WindowDraft {
    /// The hours that a day usually begins with in the editor.
    #[must_use]
    pub fn office() -> Self {
        Self {
            start: "09:00".to_owned(),
            end: "17:00".to_owned(),
        }
    }

    /// The whole day.
    #[must_use]
    pub fn all_day() -> Self {
        Self::of(&Window::ALL_DAY)
    }

    /// A window as it was saved.
    #[must_use]
    pub fn of(window: &Window) -> Self {
        Self {
            start: window.start.to_string(),
            end: window.end.to_string(),
        }
    }

    /// The window, or what is wrong with it.
    pub fn window(&self) -> Result<Window, String> {
        let start = day_time(&self.start)?;
        let end = day_time(&self.end)?;
        let end = if end == DayTime::MIDNIGHT {
            DayTime::ENDNIGHT
        } else {
            end
        };
        Ok(Window { start, end })
    }
}

/// A time of day as people type it: `9`, `9:30`, `09.30`, `0930`.
fn day_time(text: &str) -> Result<DayTime, String> {
    let typed = text.trim().replace('.', ":");
    let (hours, minutes) = match typed.split_once(':') {
        Some((hours, minutes)) => (hours.to_owned(), minutes.to_owned()),
        None if typed.len() > 2 && typed.is_ascii() => {
            let (hours, minutes) = typed.split_at(typed.len() - 2);
            (hours.to_owned(), minutes.to_owned())
        }
        None => (typed.clone(), "00".to_owned()),
    };
    if typed.is_empty() {
        return Err("write a time such as 09:00".to_owned());
    }
    DayTime::parse(&format!("{hours:0>2}:{minutes}")).map_err(|error| error.to_string())
}

impl CalendarDraft {
    /// New business hours: office hours on weekdays.
    #[must_use]
    pub fn new(zone: &str) -> Self {
        let office = || vec![WindowDraft::office()];
        Self {
            id: CalendarId(0),
            name: String::new(),
            zone: zone.to_owned(),
            active: true,
            is_default: false,
            days: [
                office(),
                office(),
                office(),
                office(),
                office(),
                Vec::new(),
                Vec::new(),
            ],
            dates: Vec::new(),
            import: None,
        }
    }

    /// Business hours as they were saved.
    #[must_use]
    pub fn of(calendar: &Calendar) -> Self {
        let drafts = |windows: &[Window]| windows.iter().map(WindowDraft::of).collect();
        Self {
            id: calendar.id,
            name: calendar.name.to_string(),
            zone: calendar.zone.to_string(),
            active: calendar.active,
            is_default: calendar.is_default,
            days: DAYS.map(|(day, ..)| drafts(calendar.week.windows(day))),
            dates: calendar
                .dates
                .iter()
                .map(|date| DateDraft {
                    on: date.on.to_string(),
                    windows: drafts(&date.windows),
                })
                .collect(),
            import: calendar.import,
        }
    }

    /// Gives Tuesday to Friday the hours of Monday.
    pub fn copy_monday(&mut self) {
        let [monday, weekdays @ .., _, _] = &mut self.days;
        for day in weekdays {
            day.clone_from(monday);
        }
    }

    /// What is to be saved, or all that is wrong with it, each at its field.
    pub fn finish(&self) -> Result<Calendar, Vec<FieldError>> {
        let mut problems = Vec::new();
        let mut calendar = Calendar {
            id: self.id,
            name: self.name.trim().into(),
            active: self.active,
            is_default: self.is_default,
            zone: self.zone.trim().into(),
            week: WeekHours::closed(),
            dates: Vec::new(),
            import: self.import,
        };
        let mut days: [Vec<Window>; 7] = Default::default();
        for ((day, drafts), (_, name, _)) in days.iter_mut().zip(&self.days).zip(DAYS) {
            match checked(drafts) {
                Ok(windows) => *day = windows,
                Err(reason) => problems.push(FieldError::new(name, reason)),
            }
        }
        match WeekHours::new(days) {
            Ok(week) => calendar.week = week,
            Err(problem) => problems.push(problem),
        }
        for (place, date) in self.dates.iter().enumerate() {
            match date.finish() {
                Ok(date) if calendar.dates.iter().any(|other| other.on == date.on) => {
                    let reason = "the date is listed twice: put its hours into one line";
                    problems.push(FieldError::new(format!("dates.{place}"), reason));
                }
                Ok(date) => calendar.dates.push(date),
                Err(reason) => problems.push(FieldError::new(format!("dates.{place}"), reason)),
            }
        }
        problems.extend(calendar.problems());
        if problems.is_empty() {
            Ok(calendar)
        } else {
            Err(problems)
        }
    }
}

/// The windows of one day, or what is wrong with them.
fn checked(drafts: &[WindowDraft]) -> Result<Vec<Window>, String> {
    let windows = drafts
        .iter()
        .map(WindowDraft::window)
        .collect::<Result<Vec<_>, _>>()?;
    let mut days: [Vec<Window>; 7] = Default::default();
    let [first, ..] = &mut days;
    first.clone_from(&windows);
    match WeekHours::new(days) {
        Ok(_) => Ok(windows),
        Err(problem) => Err(problem.reason),
    }
}

impl DateDraft {
    fn finish(&self) -> Result<DateHours, String> {
        let on = self
            .on
            .parse::<NaiveDate>()
            .map_err(|_| "choose a date".to_owned())?;
        let windows = checked(&self.windows)?;
        Ok(DateHours { on, windows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::calendar_page::week_words;

    fn window(text: &str) -> WindowDraft {
        let (start, end) = text.split_once('-').unwrap();
        WindowDraft {
            start: start.to_owned(),
            end: end.to_owned(),
        }
    }

    fn draft() -> CalendarDraft {
        let mut draft = CalendarDraft::new("Europe/London");
        draft.name = "Office".to_owned();
        draft
    }

    #[test]
    fn a_week_is_said_with_like_days_together() {
        let mut draft = draft();
        let week = |draft: &CalendarDraft| week_words(&draft.finish().unwrap().week);
        assert_eq!(week(&draft), "Mon–Fri 09:00–17:00");
        draft.days[0] = vec![window("9-12"), window("13-18")];
        draft.days[5] = vec![window("10:00-14")];
        assert_eq!(
            week(&draft),
            "Mon 09:00–12:00, 13:00–18:00; Tue–Fri 09:00–17:00; Sat 10:00–14:00"
        );
        draft.days = DAYS.map(|_| vec![WindowDraft::all_day()]);
        assert_eq!(week(&draft), "Every day 24 hours");
        draft.days = DAYS.map(|_| Vec::new());
        assert_eq!(week(&draft), "Never open");
    }

    #[test]
    fn times_are_taken_as_people_type_them() {
        for (typed, read) in [
            ("9-17", "09:00–17:00"),
            ("9:30-17.45", "09:30–17:45"),
            ("0930-1745", "09:30–17:45"),
            ("930-24", "09:30–24:00"),
            ("22:00-0:00", "22:00–24:00"),
        ] {
            assert_eq!(window(typed).window().unwrap().to_string(), read);
        }
        for typed in ["-17", "9-25", "9-17:60", "nine-five", "9-é"] {
            assert!(window(typed).window().is_err(), "{typed}");
        }
    }

    #[test]
    fn all_that_is_wrong_is_said_at_its_day_or_date() {
        let mut draft = draft();
        draft.name.clear();
        draft.days[0] = vec![window("9-12"), window("11-17")];
        draft.days[2] = vec![window("17-9")];
        let date = |on: &str, windows| DateDraft {
            on: on.to_owned(),
            windows,
        };
        draft.dates = vec![
            date("2026-12-24", vec![window("9-12")]),
            date("", Vec::new()),
            date("2026-12-24", Vec::new()),
        ];
        let problems = draft.finish().unwrap_err();
        let fields: Vec<&str> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(
            fields,
            ["monday", "wednesday", "dates.1", "dates.2", "name"]
        );
    }

    #[test]
    fn what_was_saved_comes_back_and_monday_is_copied_to_weekdays_only() {
        let mut draft = draft();
        draft.days[0] = vec![window("08:00-16:00")];
        draft.copy_monday();
        assert_eq!(draft.days[4], draft.days[0]);
        assert!(draft.days[5].is_empty());
        let saved = draft.finish().unwrap();
        assert_eq!(CalendarDraft::of(&saved).finish().unwrap(), saved);
    }
}
