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
fn a_file_that_is_read_is_known_by_its_name() {
    let file = read("days.ics", TWO_DAYS.as_bytes()).unwrap();
    assert_eq!(&*file.name, "days.ics");
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

fn events(lines: &[&str]) -> Vec<u8> {
    let events = lines
        .iter()
        .map(|event| format!("BEGIN:VEVENT\nSUMMARY:Day\nDTSTART:20261225\n{event}\nEND:VEVENT\n"));
    let events: String = events.collect();
    format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n").into()
}

#[test]
fn an_event_that_says_more_than_a_holiday_can_stays_out_with_the_reason() {
    for (event, reason) in [
        (
            "RRULE:FREQ=YEARLY\nRRULE:FREQ=YEARLY;COUNT=2",
            "it has two rules of recurrence",
        ),
        ("RDATE:20271226", "it adds single dates to those of a rule"),
        (
            "RRULE:FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=25",
            "it comes in several months",
        ),
        ("DTEND:2026122", "“2026122” is no date such as 20261225"),
        ("DTEND:+2026122", "“+2026122” is no date such as 20261225"),
        ("STATUS:cancelled", "it is cancelled"),
    ] {
        let file = read("days.ics", &events(&[event])).unwrap();
        assert_eq!(file.found, [], "{event}");
        assert_eq!(&*file.left_out[0].reason, reason, "{event}");
    }
    let held = read("days.ics", &events(&["STATUS:CONFIRMED"])).unwrap();
    assert_eq!(held.found.len(), 1);
}

#[test]
fn holidays_are_the_same_by_name_and_date_together() {
    let two = events(&["DTSTART:20271225", "SUMMARY:Christmas", "UID:1"]);
    let file = read("days.ics", &two).unwrap();
    assert_eq!((file.found.len(), file.left_out.len()), (3, 0));
    let (mut desk, berlin) = berlin();
    let mut known = holidays(&[berlin]);
    bring_in(&mut desk, known.clone());
    let import = desk.imports.values().next().unwrap();
    let (first, last) = import.made[0];
    assert_eq!(
        (import.made.len(), last - first.id),
        (1, 1),
        "one run of two"
    );
    known[0].name = "Christmas Eve (half a day)".into();
    assert_eq!(fate(&desk, &known[0], &[berlin]), Fate::New);
    let default = desk.default_calendar().unwrap().id;
    bring_in(&mut desk, holidays(&[default]));
    let import = desk.imports.values().next_back().unwrap();
    assert_eq!((import.n_updated, import.made.len()), (2, 0));
}

#[test]
fn a_file_of_more_than_20_megabytes_is_refused() {
    let mut bytes = TWO_DAYS.as_bytes().to_vec();
    bytes.resize(20 * 1024 * 1024, b'\n');
    assert_eq!(read("days.ics", &bytes).unwrap().found.len(), 2);
    bytes.push(b'\n');
    assert_eq!(
        read("days.ics", &bytes).unwrap_err().to_string(),
        "days.ics, line 1: the file is larger than 20 MB: split it"
    );
}
