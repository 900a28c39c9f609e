//! What a person notices of the quirks of business hours files.

use super::{imported, told};
use rung::engine::{
    calendar::OpenHours,
    desk::Desk,
    exchange::salesforce::{Finding, FindingKind},
    instant::Instant,
};

fn hours<'d>(desk: &'d Desk, name: &str) -> &'d OpenHours {
    let mut calendars = desk.calendars.values();
    let calendar = calendars.find(|one| &*one.name == name).unwrap();
    desk.open_hours(calendar.id).unwrap()
}

#[track_caller]
fn assert_open(desk: &Desk, name: &str, instants: &[(&str, bool)]) {
    let hours = hours(desk, name);
    for (at, open) in instants {
        assert_eq!(
            hours.is_open(Instant::parse(at).unwrap()),
            *open,
            "{name} at {at}"
        );
    }
}

#[test]
fn times_are_local_whatever_their_z_says_and_midnight_ends_a_day() {
    let (desk, proposal) = imported(&["shapes.xml"]);
    assert_eq!(told(&proposal), Vec::<String>::new());
    // In summer Leeds is an hour ahead of UTC. 20 July 2026 is a Monday.
    assert_open(
        &desk,
        "Support (Leeds)",
        &[
            ("2026-07-20T07:14:59Z", false),
            ("2026-07-20T07:15:00Z", true),
            ("2026-07-20T15:49:59Z", true),
            ("2026-07-20T15:50:00Z", false),
            // Wednesday is open round the clock, Thursday from 18:00 to midnight.
            ("2026-07-21T22:59:59Z", false),
            ("2026-07-21T23:00:00Z", true),
            ("2026-07-22T22:59:59Z", true),
            ("2026-07-22T23:00:00Z", false),
            ("2026-07-23T17:00:00Z", true),
            ("2026-07-23T22:59:59Z", true),
            ("2026-07-23T23:00:00Z", false),
            ("2026-07-25T12:00:00Z", false),
        ],
    );
}

#[test]
fn a_calendar_keeps_its_zone_whatever_its_name_says() {
    let (desk, _) = imported(&["shapes.xml"]);
    let mut calendars = desk.calendars.values();
    let tokyo = calendars.find(|one| &*one.name == "Asia/Tokyo").unwrap();
    assert_eq!(&*tokyo.zone, "Asia/Kolkata");
    let night = calendars
        .find(|one| &*one.name == "Horário *noite*: 24h")
        .unwrap();
    assert!(!night.active);
}

#[test]
fn the_default_of_the_file_takes_the_place_of_the_one_the_desk_began_with() {
    let (desk, _) = imported(&["shapes.xml"]);
    assert_eq!(&*desk.default_calendar().unwrap().name, "Support (Leeds)");
    let defaults = desk.calendars.values().filter(|one| one.is_default);
    assert_eq!((defaults.count(), desk.calendars.len()), (1, 4));
}

#[test]
fn holidays_of_every_kind_close_what_they_are_attached_to_and_nothing_else() {
    let (desk, _) = imported(&["holidays.xml"]);
    let closed = [
        "2026-01-01T10:00:00Z",
        "2026-05-25T10:00:00Z",
        "2026-06-02T10:00:00Z",
        "2026-03-10T12:30:00Z",
        "2026-07-06T10:00:00Z",
        "2026-07-08T10:00:00Z",
        "2026-01-16T10:00:00Z",
        "2026-04-17T10:00:00Z",
        "2026-02-28T10:00:00Z",
        "2026-08-01T10:00:00Z",
        "2026-08-02T10:00:00Z",
        "2026-12-24T14:00:00Z",
        "2080-03-01T10:00:00Z",
    ];
    let open = [
        "2019-01-01T10:00:00Z",
        "2026-05-18T10:00:00Z",
        "2026-06-01T10:00:00Z",
        "2026-03-10T11:30:00Z",
        "2026-03-10T13:00:00Z",
        "2026-03-14T12:30:00Z",
        "2026-07-07T10:00:00Z",
        "2026-07-10T10:00:00Z",
        "2026-02-20T10:00:00Z",
        "2026-08-03T10:00:00Z",
        "2026-09-05T10:00:00Z",
        "2026-12-24T11:59:59Z",
        "2026-03-03T10:00:00Z",
    ];
    let said = |instants: &[&'static str], open| -> Vec<_> {
        instants.iter().map(|at| (*at, open)).collect()
    };
    assert_open(&desk, "Support (Leeds)", &said(&closed, false));
    assert_open(&desk, "Support (Leeds)", &said(&open, true));
    assert_open(&desk, "Elsewhere", &said(&closed, true));
}

#[test]
fn texts_come_as_they_were_meant_and_a_holiday_of_nobody_is_noted() {
    let (desk, proposal) = imported(&["holidays.xml"]);
    let names: Vec<_> = desk.holidays.values().map(|one| &*one.name).collect();
    assert_eq!(names[0], "New Year's Day");
    let early = desk
        .holidays
        .values()
        .find(|one| &*one.name == "Early close");
    assert_eq!(&*early.unwrap().description, "Bakers & staff, it's early  ");
    let notes: Vec<&Finding> = proposal.findings.iter().collect();
    assert_eq!((notes.len(), notes[0].kind), (1, FindingKind::Note));
    assert!(notes[0].what.contains("attached to no business hours"));
    assert!(
        notes[0].element.ends_with("holidays 11"),
        "{}",
        notes[0].element
    );
}

#[test]
fn hours_and_holidays_that_cannot_be_taken_are_named_by_line() {
    let (desk, proposal) = imported(&["wrong_hours.xml"]);
    let said = told(&proposal);
    for (line, what) in [
        (
            6,
            "mondayStartTime: one of its two times is missing: the day is closed",
        ),
        (
            8,
            "timeZoneId: the zone Mars/Olympus is not known here: UTC is taken",
        ),
        (
            9,
            "tuesdayEndTime: business hours are kept to the minute: 17:00 is taken",
        ),
        (11, "22:00–06:00 does not end after it starts"),
        (20, "the recurring holiday has no occurrence"),
        (26, "no business hours are called “Not here”"),
        (
            34,
            "one of its two times is missing: the holiday takes the whole day",
        ),
        (37, "emailTemplate: is not known here"),
    ] {
        let named = |one: &&String| one.starts_with(&format!("{line} ")) && one.contains(what);
        assert!(
            said.iter().any(|one| named(&one)),
            "{line} {what} in {said:#?}"
        );
    }
    let names: Vec<_> = desk.holidays.values().map(|one| &*one.name).collect();
    assert_eq!(names, ["Stranger", "Half"]);
    assert_open(
        &desk,
        "Odd",
        &[
            ("2026-03-09T10:00:00Z", false),
            ("2026-03-10T10:00:00Z", true),
            ("2026-03-11T23:00:00Z", false),
            ("2026-03-03T10:00:00Z", false),
        ],
    );
}
