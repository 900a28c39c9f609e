//! Holidays in words, in a list and in the editor.

mod kind;
#[cfg(test)]
mod tests;
mod words;

pub use kind::WhenKind;
pub(super) use kind::kind_of;
pub use words::{MONTHS, NTHS, when_words};

use crate::engine::{
    calendar::{Holiday, HolidayWhen},
    desk::Desk,
    id::HolidayId,
    in_order::{by_name, by_number},
};
use chrono::{Datelike, NaiveDate};

/// So many years ahead an occurrence is looked for: past two turns of the leap year.
const YEARS_AHEAD: i32 = 12;

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HolidayRow {
    /// Names the holiday.
    pub id: HolidayId,
    /// What people call it.
    pub name: String,
    /// When it is: `25 December every year`.
    pub when: String,
    /// When it is next: `Fri 25 Dec 2026`; empty when it is over.
    pub next: String,
    /// The names of the business hours it closes.
    pub calendars: Vec<String>,
}

/// Holidays that come next in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayYear {
    /// `2026`, or `Over` for those that do not come again.
    pub title: String,
    /// In the order in which they come.
    pub rows: Vec<HolidayRow>,
}

/// Every holiday by the year in which it comes next, those that are over at the end.
#[must_use]
pub fn holiday_years(desk: &Desk, today: NaiveDate) -> Vec<HolidayYear> {
    let rows: Vec<(Option<NaiveDate>, HolidayRow)> = desk
        .holidays
        .values()
        .map(|holiday| {
            let next = next_dates(&holiday.when, today, 1).first().copied();
            (next, holiday_row(desk, holiday, next))
        })
        .collect();
    let rows = by_name(rows, |(_, row)| &row.name);
    let rows = by_number(rows, |(next, _)| {
        next.map_or(i64::MAX, |on| on.num_days_from_ce().into())
    });
    let mut years: Vec<HolidayYear> = Vec::new();
    for (next, row) in rows {
        let title = next.map_or_else(|| "Over".to_owned(), |on| on.year().to_string());
        match years.last_mut() {
            Some(year) if year.title == title => year.rows.push(row),
            _ => years.push(HolidayYear {
                title,
                rows: vec![row],
            }),
        }
    }
    years
}

fn holiday_row(desk: &Desk, holiday: &Holiday, next: Option<NaiveDate>) -> HolidayRow {
    let calendars = desk.calendars.values();
    HolidayRow {
        id: holiday.id,
        name: holiday.name.to_string(),
        when: when_words(&holiday.when),
        next: next.map(date_words).unwrap_or_default(),
        calendars: calendars
            .filter(|calendar| holiday.calendars.contains(&calendar.id))
            .map(|calendar| calendar.name.to_string())
            .collect(),
    }
}

/// A date: `Fri 25 Dec 2026`.
#[must_use]
pub fn date_words(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// The next dates, from `today` on, on which a holiday begins or still goes on.
#[must_use]
pub fn next_dates(when: &HolidayWhen, today: NaiveDate, n_max: usize) -> Vec<NaiveDate> {
    match when {
        HolidayWhen::Date { on, .. } => [*on]
            .into_iter()
            .filter(|on| today <= *on)
            .take(n_max)
            .collect(),
        HolidayWhen::Span { start, end } => {
            let begins = start.date().max(today);
            let last = end.date();
            (begins <= last).then_some(begins).into_iter().collect()
        }
        HolidayWhen::Recurring(recurrence) => {
            let first = today.year().max(recurrence.from.year());
            (first..=first + YEARS_AHEAD)
                .flat_map(|year| recurrence.dates_in(year))
                .filter(|on| today <= *on)
                .take(n_max)
                .collect()
        }
    }
}
