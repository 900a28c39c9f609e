//! Holidays that come from a file of events.

use crate::{
    hours::{OFFICE, at, calendar},
    salesforce::{ask, first_desk},
    zones::zone_table,
};
use rung::engine::{
    calendar::{Calendar, Holiday},
    command::Command,
    desk::Desk,
    exchange::holidays_ics::{Fate, fate, read},
    id::{CalendarId, HolidayId},
    instant::Instant,
};

const TWO_DAYS: &str = "BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Christmas Eve
DTSTART;VALUE=DATE:20261224
END:VEVENT
BEGIN:VEVENT
SUMMARY:Christmas Day
DTSTART;VALUE=DATE:20201225
RRULE:FREQ=YEARLY
END:VEVENT
END:VCALENDAR
";

/// A desk with an office in Berlin.
fn berlin() -> (Desk, CalendarId) {
    let mut desk = first_desk();
    ask(&mut desk, &Command::LearnZone(zone_table("Europe/Berlin"))).unwrap();
    let office = Calendar {
        id: CalendarId(0),
        ..calendar("Europe/Berlin", OFFICE)
    };
    ask(&mut desk, &Command::SaveCalendar(office)).unwrap();
    let id = desk.calendars.keys().max().copied().unwrap();
    (desk, id)
}

fn holidays(calendars: &[CalendarId]) -> Vec<Holiday> {
    let found = read("days.ics", TWO_DAYS.as_bytes()).unwrap().found;
    let made = found.into_iter().map(|found| Holiday {
        id: HolidayId(0),
        name: found.name,
        description: found.description,
        calendars: calendars.to_vec(),
        when: found.when,
        import: None,
    });
    made.collect()
}

fn bring_in(desk: &mut Desk, holidays: Vec<Holiday>) {
    let file = "days.ics".into();
    ask(desk, &Command::BringInHolidays { file, holidays }).unwrap();
}

/// Four hours after four in the afternoon of 23 December in Berlin.
fn four_hours_later(desk: &Desk, calendar: CalendarId) -> Option<Instant> {
    let hours = desk.open_hours(calendar).unwrap();
    hours.add(at("2026-12-23T15:00:00Z"), 240)
}

#[test]
fn holidays_of_a_file_close_the_hours_they_are_brought_in_for_until_they_are_removed() {
    let (mut desk, berlin) = berlin();
    let (thursday, monday) = (at("2026-12-24T11:00:00Z"), at("2026-12-28T11:00:00Z"));
    assert_eq!(four_hours_later(&desk, berlin), Some(thursday));
    bring_in(&mut desk, holidays(&[berlin]));
    assert_eq!(four_hours_later(&desk, berlin), Some(monday));
    assert_eq!(desk.holidays.len(), 2);
    let import = *desk.imports.keys().next().unwrap();
    ask(&mut desk, &Command::RemoveImport(import)).unwrap();
    assert_eq!(four_hours_later(&desk, berlin), Some(thursday));
    assert!(desk.holidays.is_empty());
}

#[test]
fn what_is_here_already_is_not_made_twice_and_may_close_more_hours() {
    let (mut desk, berlin) = berlin();
    let default = desk.default_calendar().unwrap().id;
    bring_in(&mut desk, holidays(&[berlin]));
    let before = desk.clone();
    bring_in(&mut desk, holidays(&[berlin]));
    assert!(desk == before);
    let fates = |desk: &Desk, calendars: &[CalendarId]| -> Vec<Fate> {
        let holidays = holidays(calendars);
        holidays
            .iter()
            .map(|one| fate(desk, one, calendars))
            .collect()
    };
    assert_eq!(fates(&desk, &[berlin]), [Fate::Here; 2]);
    assert_eq!(fates(&desk, &[berlin, default]), [Fate::Joins; 2]);
    bring_in(&mut desk, holidays(&[default]));
    assert_eq!(desk.holidays.len(), 2);
    assert!(
        desk.holidays
            .values()
            .all(|one| one.calendars == [berlin, default])
    );
}

#[test]
fn a_file_for_business_hours_that_are_gone_is_refused_whole() {
    let (mut desk, berlin) = berlin();
    ask(&mut desk, &Command::DeleteCalendar(berlin)).unwrap();
    let file = "days.ics".into();
    let holidays = holidays(&[berlin]);
    let refused = ask(&mut desk, &Command::BringInHolidays { file, holidays });
    assert!(refused.is_err());
    assert!(desk.holidays.is_empty());
}
