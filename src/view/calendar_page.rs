//! Business hours in a list, and what counts in them.

use crate::engine::{
    calendar::{Calendar, WeekHours, Window},
    desk::Desk,
    id::CalendarId,
    in_order::{by_name, by_number},
    instant::Instant,
    rule::HoursMode,
};
use chrono::Weekday;

/// The days of a week in the order people see them, with the names that errors have.
pub const DAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "monday", "Monday"),
    (Weekday::Tue, "tuesday", "Tuesday"),
    (Weekday::Wed, "wednesday", "Wednesday"),
    (Weekday::Thu, "thursday", "Thursday"),
    (Weekday::Fri, "friday", "Friday"),
    (Weekday::Sat, "saturday", "Saturday"),
    (Weekday::Sun, "sunday", "Sunday"),
];

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CalendarRow {
    /// Names the business hours.
    pub id: CalendarId,
    /// What people call them.
    pub name: String,
    /// Whether cases without hours of their own count in them.
    pub is_default: bool,
    /// Whether they may be chosen.
    pub is_active: bool,
    /// The zone of their clocks.
    pub zone: String,
    /// The week in words: `Mon–Fri 09:00–17:00`.
    pub hours: String,
    /// How many holidays close them.
    pub n_holidays: usize,
    /// Whether they are open at the moment.
    pub opening: Opening,
}

/// Whether business hours are open at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opening {
    /// They are.
    Open,
    /// They open later.
    Closed,
    /// They do not open in the ten years ahead.
    Never,
}

/// Every calendar, the default first, then by name.
#[must_use]
pub fn calendar_rows(desk: &Desk, now: Instant) -> Vec<CalendarRow> {
    let row = |calendar: &Calendar| {
        let hours = desk.open_hours(calendar.id);
        let attached = desk.holidays.values();
        CalendarRow {
            id: calendar.id,
            name: calendar.name.to_string(),
            is_default: calendar.is_default,
            is_active: calendar.active,
            zone: calendar.zone.to_string(),
            hours: week_words(&calendar.week),
            n_holidays: attached
                .filter(|holiday| holiday.calendars.contains(&calendar.id))
                .count(),
            opening: match hours {
                Some(hours) if hours.is_open(now) => Opening::Open,
                Some(hours) if hours.never_opens(now) => Opening::Never,
                _ => Opening::Closed,
            },
        }
    };
    let rows: Vec<CalendarRow> = desk.calendars.values().map(row).collect();
    let rows = by_name(rows, |row| &row.name);
    by_number(rows, |row| i64::from(!row.is_default))
}

/// A week in words; days with the same hours are taken together: `Mon–Fri 09:00–17:00`.
#[must_use]
pub fn week_words(week: &WeekHours) -> String {
    let mut runs: Vec<(usize, usize, &[Window])> = Vec::new();
    for (place, (day, ..)) in DAYS.iter().enumerate() {
        let windows = week.windows(*day);
        match runs.last_mut() {
            Some((_, last, same)) if *same == windows => *last = place,
            _ => runs.push((place, place, windows)),
        }
    }
    let short = |place: usize| {
        let name = DAYS.get(place).map_or("", |(.., name)| *name);
        name.get(..3).unwrap_or(name)
    };
    let said: Vec<String> = runs
        .iter()
        .filter(|(.., windows)| !windows.is_empty())
        .map(|(first, last, windows)| {
            let days = match last - first {
                6 => "Every day".to_owned(),
                0 => short(*first).to_owned(),
                1 => format!("{}, {}", short(*first), short(*last)),
                _ => format!("{}–{}", short(*first), short(*last)),
            };
            format!("{days} {}", windows_words(windows))
        })
        .collect();
    if said.is_empty() {
        return "Never open".to_owned();
    }
    said.join("; ")
}

fn windows_words(windows: &[Window]) -> String {
    if windows == [Window::ALL_DAY] {
        return "24 hours".to_owned();
    }
    let said: Vec<String> = windows.iter().map(ToString::to_string).collect();
    said.join(", ")
}

/// What counts in a calendar: entries of rules by name and place, and cases that name it.
#[must_use]
pub fn users_of(desk: &Desk, calendar: CalendarId) -> Vec<String> {
    let mut users = Vec::new();
    for rule in desk.rules.values() {
        let entries = rule.entries.iter().zip(1..);
        let places: Vec<String> = entries
            .filter(|(entry, _)| entry.hours == HoursMode::Set(calendar))
            .map(|(_, place): (_, usize)| place.to_string())
            .collect();
        match places.as_slice() {
            [] => {}
            [place] => users.push(format!("entry {place} of {}", rule.name)),
            several => users.push(format!("entries {} of {}", several.join(", "), rule.name)),
        }
    }
    let cases = desk.cases.values();
    let n_cases = cases.filter(|case| case.calendar == Some(calendar)).count();
    match n_cases {
        0 => {}
        1 => users.push("1 case".to_owned()),
        n => users.push(format!("{n} cases")),
    }
    users
}
