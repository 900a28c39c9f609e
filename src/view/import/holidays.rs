//! What bringing holidays in would make of the desk, in words.

use crate::{
    engine::{
        calendar::Holiday,
        desk::Desk,
        exchange::holidays_ics::{Fate, FoundHoliday, HolidayFile, LeftOut, fate},
        id::{CalendarId, HolidayId},
    },
    view::holiday::{next_dates, when_words},
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One event of the file as the review shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FoundRow {
    /// Its place in the file, from 0 on.
    pub place: usize,
    /// What it is called.
    pub name: String,
    /// When it is: `25 December every year`.
    pub when: String,
    /// What is to be known before it is chosen: that it is over, or here already.
    pub notes: Vec<&'static str>,
}

/// The events of a file, in its order.
#[must_use]
pub fn found_rows(
    desk: &Desk,
    file: &HolidayFile,
    calendars: &[CalendarId],
    today: NaiveDate,
) -> Vec<FoundRow> {
    let row = |(place, found): (usize, &FoundHoliday)| {
        let here = match fate(desk, &holiday(found, calendars), calendars) {
            Fate::New => None,
            Fate::Joins => Some("Here already, will close these too"),
            Fate::Here => Some("Here already"),
        };
        let notes = [
            here,
            is_over(found, today).then_some("Over"),
            found
                .is_free
                .then_some("Marked as a day on which people work"),
        ];
        FoundRow {
            place,
            name: found.name.to_string(),
            when: when_words(&found.when),
            notes: notes.into_iter().flatten().collect(),
        }
    };
    file.found.iter().enumerate().map(row).collect()
}

/// The places of those to offer first: not over, and not marked as working days.
#[must_use]
pub fn preselected(file: &HolidayFile, today: NaiveDate) -> BTreeSet<usize> {
    let found = file.found.iter().enumerate();
    found
        .filter(|(_, found)| !found.is_free && !is_over(found, today))
        .map(|(place, _)| place)
        .collect()
}

/// The holidays that were chosen, for the business hours that were chosen.
#[must_use]
pub fn chosen_holidays(
    file: &HolidayFile,
    chosen: &BTreeSet<usize>,
    calendars: &BTreeSet<CalendarId>,
) -> Vec<Holiday> {
    let calendars: Vec<CalendarId> = calendars.iter().copied().collect();
    let found = file.found.iter().enumerate();
    found
        .filter(|(place, _)| chosen.contains(place))
        .map(|(_, found)| holiday(found, &calendars))
        .collect()
}

/// What stays out, a line each.
#[must_use]
pub fn left_out_lines(left_out: &[LeftOut]) -> Vec<String> {
    let line = |one: &LeftOut| format!("Line {}, {}: {}", one.line, one.name, one.reason);
    left_out.iter().map(line).collect()
}

fn holiday(found: &FoundHoliday, calendars: &[CalendarId]) -> Holiday {
    Holiday {
        id: HolidayId(0),
        name: found.name.clone(),
        description: found.description.clone(),
        calendars: calendars.to_vec(),
        when: found.when.clone(),
        import: None,
    }
}

fn is_over(found: &FoundHoliday, today: NaiveDate) -> bool {
    next_dates(&found.when, today, 1).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::exchange::holidays_ics::read;

    const FILE: &str = "BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:New Year
DTSTART;VALUE=DATE:20260101
END:VEVENT
BEGIN:VEVENT
SUMMARY:Christmas
DTSTART;VALUE=DATE:20201225
RRULE:FREQ=YEARLY
END:VEVENT
BEGIN:VEVENT
SUMMARY:Mothers' Day
DTSTART;VALUE=DATE:20270509
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
SUMMARY:Party
DTSTART:20261231T200000Z
END:VEVENT
END:VCALENDAR
";

    #[test]
    fn the_review_offers_what_is_to_come_and_says_what_is_odd() {
        let file = read("days.ics", FILE.as_bytes()).unwrap();
        let today = "2026-03-10".parse().unwrap();
        let rows = found_rows(&Desk::new(1), &file, &[], today);
        let notes: Vec<(&str, Vec<&str>)> = rows
            .iter()
            .map(|row| (row.name.as_str(), row.notes.clone()))
            .collect();
        let expected = [
            ("New Year", vec!["Over"]),
            ("Christmas", vec![]),
            ("Mothers' Day", vec!["Marked as a day on which people work"]),
        ];
        assert_eq!(notes, expected);
        let chosen = preselected(&file, today);
        assert_eq!(chosen, BTreeSet::from([1]));
        let holidays = chosen_holidays(&file, &chosen, &BTreeSet::from([CalendarId(7)]));
        assert_eq!(&*holidays[0].name, "Christmas");
        assert_eq!(holidays[0].calendars, [CalendarId(7)]);
        assert_eq!(
            left_out_lines(&file.left_out),
            ["Line 16, Party: it does not last whole days"]
        );
    }
}
