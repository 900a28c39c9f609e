//! A holiday while it is edited.

use super::{
    calendar_draft::WindowDraft,
    calendar_page::DAYS,
    holiday::{NTHS, WhenKind, date_words, kind_of, next_dates, part_of},
};
use crate::engine::{
    calendar::{Holiday, HolidayWhen, Nth, Pattern, Recurrence, Window},
    field_error::FieldError,
    id::{CalendarId, HolidayId, ImportId},
};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
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

    fn when(&self, reading: &mut Reading) -> HolidayWhen {
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
struct Reading {
    problems: Vec<FieldError>,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn draft(kind: WhenKind) -> HolidayDraft {
        HolidayDraft {
            name: "Closed".to_owned(),
            kind,
            ..HolidayDraft::new(today())
        }
    }

    #[test]
    fn every_kind_can_be_saved_and_comes_back_as_it_was() {
        for (kind, ..) in WhenKind::ALL {
            for is_all_day in [true, false] {
                let mut draft = draft(kind);
                draft.is_all_day = is_all_day;
                let saved = draft.finish().unwrap();
                let again = HolidayDraft::of(&saved, today());
                assert_eq!(again.kind, kind);
                assert_eq!(again.finish().unwrap(), saved, "{kind:?}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let check = |kind, spoil: fn(&mut HolidayDraft), field: &str| {
            let mut draft = draft(kind);
            spoil(&mut draft);
            let problems = draft.finish().unwrap_err();
            let fields: Vec<&str> = problems.iter().map(|one| one.field.as_str()).collect();
            assert_eq!(fields, [field], "{kind:?}");
        };
        check(WhenKind::Date, |draft| draft.name.clear(), "name");
        check(WhenKind::Date, |draft| draft.on.clear(), "on");
        check(WhenKind::Span, |draft| draft.ends.clear(), "end");
        check(
            WhenKind::Span,
            |draft| draft.ends = draft.starts.clone(),
            "end",
        );
        check(
            WhenKind::Weekly,
            |draft| draft.weekdays = [false; 7],
            "weekdays",
        );
        check(
            WhenKind::Daily,
            |draft| draft.every = "0".to_owned(),
            "every",
        );
        check(
            WhenKind::Monthly,
            |draft| draft.day = "32".to_owned(),
            "day",
        );
        check(
            WhenKind::EveryWeekday,
            |draft| {
                draft.is_all_day = false;
                draft.hours.end = "noon".to_owned();
            },
            "hours",
        );
    }

    #[test]
    fn the_next_dates_are_told_while_it_is_edited() {
        let mut yearly = draft(WhenKind::Yearly);
        yearly.name.clear();
        (yearly.month, yearly.day) = (12, "25".to_owned());
        assert_eq!(
            coming_words(&yearly, today()),
            "Next: Fri 25 Dec 2026 · Sat 25 Dec 2027 · Mon 25 Dec 2028."
        );
        (yearly.month, yearly.day) = (2, "30".to_owned());
        assert_eq!(
            coming_words(&yearly, today()),
            "The recurring holiday has no occurrence."
        );
        let mut past = draft(WhenKind::Date);
        past.on = "2020-01-01".to_owned();
        assert_eq!(
            coming_words(&past, today()),
            "It is over: it does not come again."
        );
    }
}
