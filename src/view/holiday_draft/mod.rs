//! A holiday while it is edited.

mod reading;
#[cfg(test)]
mod tests;

use super::{
    calendar_draft::WindowDraft,
    calendar_page::DAYS,
    holiday::{NTHS, WhenKind, date_words, kind_of, next_dates},
};
use crate::engine::{
    calendar::{Holiday, HolidayWhen, Nth, Pattern, Window},
    field_error::FieldError,
    id::{CalendarId, HolidayId, ImportId},
};
use chrono::{Datelike, NaiveDate, Weekday};
use reading::Reading;
use std::collections::BTreeSet;

/// A holiday in the editor; every kind of it keeps its inputs, so that trying another loses none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayDraft {
    /// The holiday; zero when it is new.
    pub id: HolidayId,
    /// What people call it.
    pub name: String,
    /// Anything worth knowing about it.
    pub description: String,
    /// The business hours it closes.
    pub calendars: BTreeSet<CalendarId>,
    /// Which kind it is.
    pub kind: WhenKind,
    /// The date, of one that has one.
    pub on: String,
    /// Whether it takes the whole of its days.
    pub is_all_day: bool,
    /// The part of its days otherwise.
    pub hours: WindowDraft,
    /// When a span begins.
    pub starts: String,
    /// When a span is over.
    pub ends: String,
    /// The interval, as typed.
    pub every: String,
    /// Its weekdays, Monday first.
    pub weekdays: [bool; 7],
    /// Which weekday of the month, by its word.
    pub nth: String,
    /// The day of the month, as typed.
    pub day: String,
    /// The month, from 1 on.
    pub month: u32,
    /// It never falls before this date.
    pub from: String,
    /// It never falls after this date; blank for ever.
    pub until: String,
    import: Option<ImportId>,
}

impl HolidayDraft {
    /// A new holiday, tomorrow at the earliest.
    #[must_use]
    pub fn new(today: NaiveDate) -> Self {
        let on = today.succ_opt().unwrap_or(today);
        Self {
            id: HolidayId(0),
            name: String::new(),
            description: String::new(),
            calendars: BTreeSet::new(),
            kind: WhenKind::Date,
            on: on.to_string(),
            is_all_day: true,
            hours: WindowDraft::office(),
            starts: format!("{on}T20:00"),
            ends: format!("{}T09:00", on.succ_opt().unwrap_or(on)),
            every: "1".to_owned(),
            weekdays: DAYS.map(|(day, ..)| day == on.weekday()),
            nth: "first".to_owned(),
            day: on.day().to_string(),
            month: on.month(),
            from: today.to_string(),
            until: String::new(),
            import: None,
        }
    }

    /// A holiday as it was saved.
    #[must_use]
    pub fn of(holiday: &Holiday, today: NaiveDate) -> Self {
        let mut draft = Self {
            id: holiday.id,
            name: holiday.name.to_string(),
            description: holiday.description.to_string(),
            calendars: holiday.calendars.iter().copied().collect(),
            kind: kind_of(&holiday.when),
            import: holiday.import,
            ..Self::new(today)
        };
        match &holiday.when {
            HolidayWhen::Date { on, hours } => {
                draft.on = on.to_string();
                draft.set_hours(*hours);
            }
            HolidayWhen::Span { start, end } => {
                draft.starts = start.format("%Y-%m-%dT%H:%M").to_string();
                draft.ends = end.format("%Y-%m-%dT%H:%M").to_string();
            }
            HolidayWhen::Recurring(recurrence) => {
                draft.from = recurrence.from.to_string();
                draft.until = recurrence
                    .until
                    .map(|until| until.to_string())
                    .unwrap_or_default();
                draft.set_hours(recurrence.hours);
                draft.set_pattern(&recurrence.pattern);
            }
        }
        draft
    }

    /// A copy to be saved as another holiday (semantics 4.19).
    #[must_use]
    pub fn cloned(mut self) -> Self {
        self.id = HolidayId(0);
        self.import = None;
        self.name = format!("{} (copy)", self.name);
        self
    }

    fn set_hours(&mut self, hours: Option<Window>) {
        self.is_all_day = hours.is_none();
        if let Some(hours) = hours {
            self.hours = WindowDraft::of(&hours);
        }
    }

    fn set_pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Daily { every } => self.every = every.to_string(),
            Pattern::EveryWeekday => {}
            Pattern::Weekly { every, weekdays } => {
                self.every = every.to_string();
                self.set_weekdays(weekdays);
            }
            Pattern::Monthly { every, day } => {
                self.every = every.to_string();
                self.day = day.to_string();
            }
            Pattern::MonthlyNth {
                every,
                nth,
                weekdays,
            } => {
                self.every = every.to_string();
                self.set_nth(*nth);
                self.set_weekdays(weekdays);
            }
            Pattern::Yearly { month, day } => {
                self.month = *month;
                self.day = day.to_string();
            }
            Pattern::YearlyNth {
                month,
                nth,
                weekdays,
            } => {
                self.month = *month;
                self.set_nth(*nth);
                self.set_weekdays(weekdays);
            }
        }
    }

    fn set_weekdays(&mut self, weekdays: &[Weekday]) {
        self.weekdays = DAYS.map(|(day, ..)| weekdays.contains(&day));
    }

    fn set_nth(&mut self, nth: Nth) {
        let word = NTHS.iter().find(|(known, _)| *known == nth);
        word.map_or("", |(_, word)| *word).clone_into(&mut self.nth);
    }

    /// What is to be saved, or all that is wrong with it, each at its field.
    pub fn finish(&self) -> Result<Holiday, Vec<FieldError>> {
        let mut reading = Reading::default();
        let when = self.when(&mut reading);
        let holiday = Holiday {
            id: self.id,
            name: self.name.trim().into(),
            description: self.description.trim().into(),
            calendars: self.calendars.iter().copied().collect(),
            when,
            import: self.import,
        };
        let mut problems = reading.problems;
        let is_unread = !problems.is_empty();
        for problem in holiday.problems() {
            // Whether it ever falls is told only once everything can be read.
            if problem.field == "name" || !is_unread {
                problems.push(problem);
            }
        }
        if problems.is_empty() {
            Ok(holiday)
        } else {
            Err(problems)
        }
    }
}

/// What the editor says under the form: the next three dates, or what is wrong.
#[must_use]
pub fn coming_words(draft: &HolidayDraft, today: NaiveDate) -> String {
    let mut nameless = draft.clone();
    "Holiday".clone_into(&mut nameless.name);
    let holiday = match nameless.finish() {
        Ok(holiday) => holiday,
        Err(problems) => {
            let told = problems.iter().find(|problem| problem.field == "when");
            return told.map_or_else(String::new, |problem| {
                let mut letters = problem.reason.chars();
                let first: String = letters
                    .next()
                    .into_iter()
                    .flat_map(char::to_uppercase)
                    .collect();
                format!("{first}{}.", letters.as_str())
            });
        }
    };
    let dates = next_dates(&holiday.when, today, 3);
    if dates.is_empty() {
        return "It is over: it does not come again.".to_owned();
    }
    let said: Vec<String> = dates.into_iter().map(date_words).collect();
    format!("Next: {}.", said.join(" · "))
}
