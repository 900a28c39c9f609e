use super::*;
use crate::engine::calendar::{Nth, Pattern, Recurrence};
use chrono::{NaiveDate, Weekday};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn file_of(events: &[&str]) -> String {
    let events: Vec<String> = events
        .iter()
        .map(|lines| {
            format!(
                "BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n",
                lines.replace('\n', "\r\n")
            )
        })
        .collect();
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n",
        events.concat()
    )
}

fn read_events(events: &[&str]) -> HolidayFile {
    read("days.ics", file_of(events).as_bytes()).unwrap()
}

/// When the only event is.
fn when(event: &str) -> HolidayWhen {
    let said = read_events(&[event]);
    assert_eq!(said.left_out, []);
    said.found[0].when.clone()
}

/// Why the only event stays out.
fn reason(event: &str) -> String {
    let said = read_events(&[event]);
    assert_eq!(said.found, []);
    said.left_out[0].reason.to_string()
}

#[test]
fn a_whole_day_is_a_date_and_several_are_a_span() {
    let date = |text| HolidayWhen::Date {
        on: on(text),
        hours: None,
    };
    let christmas = "SUMMARY:Christmas\nDTSTART;VALUE=DATE:20261225";
    assert_eq!(when(christmas), date("2026-12-25"));
    for end in [
        "DTEND;VALUE=DATE:20261226",
        "DTEND;VALUE=DATE:20261225",
        "DURATION:P1D",
    ] {
        assert_eq!(
            when(&format!("{christmas}\n{end}")),
            date("2026-12-25"),
            "{end}"
        );
    }
    for end in ["DTEND;VALUE=DATE:20270101", "DURATION:P1W"] {
        let span = HolidayWhen::Span {
            start: on("2026-12-25").into(),
            end: on("2027-01-01").into(),
        };
        assert_eq!(when(&format!("{christmas}\n{end}")), span, "{end}");
    }
}

#[test]
fn a_yearly_rule_is_a_date_or_the_nth_weekday_of_a_month() {
    let yearly = |pattern, until: &str, from: &str| {
        HolidayWhen::Recurring(Recurrence {
            pattern,
            from: on(from),
            until: until.parse().ok(),
            hours: None,
        })
    };
    let fixed = Pattern::Yearly { month: 12, day: 25 };
    let christmas = "SUMMARY:Christmas\nDTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY";
    for (rule, until) in [
        ("", ""),
        (";INTERVAL=1;BYMONTH=12", ""),
        (";BYMONTHDAY=25;BYMONTH=12;WKST=SU", ""),
        (";UNTIL=20301231", "2030-12-31"),
        (";UNTIL=20301225T000000Z", "2030-12-25"),
        (";COUNT=3", "2022-12-25"),
    ] {
        let expected = yearly(fixed.clone(), until, "2020-12-25");
        assert_eq!(when(&format!("{christmas}{rule}")), expected, "{rule}");
    }
    let thanksgiving = Pattern::YearlyNth {
        month: 11,
        nth: Nth::Fourth,
        weekdays: vec![Weekday::Thu],
    };
    let event =
        "SUMMARY:Thanksgiving\nDTSTART;VALUE=DATE:20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH";
    assert_eq!(when(event), yearly(thanksgiving, "", "2026-11-26"));
    let memorial = Pattern::YearlyNth {
        month: 5,
        nth: Nth::Last,
        weekdays: vec![Weekday::Mon],
    };
    let event = "SUMMARY:Memorial Day\nDTSTART;VALUE=DATE:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2";
    assert_eq!(when(event), yearly(memorial, "2027-05-31", "2026-05-25"));
}

#[test]
fn what_is_no_whole_day_once_or_yearly_stays_out_and_says_why() {
    let day = "SUMMARY:X\nDTSTART;VALUE=DATE:20261225\n";
    for (event, expected) in [
        (
            "SUMMARY:X\nDTSTART:20261225T090000Z",
            "it does not last whole days",
        ),
        ("SUMMARY:X", "it has no date"),
        ("DTSTART;VALUE=DATE:20261225", "its name: enter a name"),
        (
            "SUMMARY:X\nDTSTART;VALUE=DATE:20261332",
            "“20261332” is no date such as 20261225",
        ),
        (
            &format!("{day}DTEND;VALUE=DATE:20261224"),
            "it ends before it begins",
        ),
        (
            &format!("{day}DURATION:PT1H"),
            "it does not last whole days",
        ),
        (&format!("{day}DURATION:P"), "it does not last whole days"),
        (
            &format!("{day}RRULE:FREQ=MONTHLY"),
            "it does not come once a year",
        ),
        (
            &format!("{day}RRULE:COUNT=3"),
            "its rule does not say how often it comes",
        ),
        (
            &format!("{day}RRULE:FREQ=YEARLY;INTERVAL=2"),
            "it does not come every year",
        ),
        (
            &format!("{day}RRULE:FREQ=YEARLY;BYMONTH=11"),
            "it begins on a day on which its rule does not come",
        ),
        (
            &format!("{day}RRULE:FREQ=YEARLY;BYMONTHDAY=25"),
            "its rule “FREQ=YEARLY;BYMONTHDAY=25” is more than one date a year",
        ),
        (
            &format!("{day}RRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=5FR"),
            "“5FR” is none of the first four of a weekday, nor the last",
        ),
        (
            &format!("{day}RRULE:FREQ=YEARLY;BYEASTER=1"),
            "its rule says BYEASTER, which no holiday can",
        ),
        (
            &format!("{day}RRULE:FREQ=YEARLY;COUNT=0"),
            "“COUNT=0” of its rule cannot be read",
        ),
        (
            &format!("{day}RRULE:FREQ=YEARLY\nDURATION:P2D"),
            "it comes again and lasts several days: make one for each day",
        ),
        (
            &format!("{day}RRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20271225"),
            "it leaves out some of its dates",
        ),
        (
            &format!("{day}RECURRENCE-ID;VALUE=DATE:20271225"),
            "it moves one date of another event",
        ),
        (&format!("{day}STATUS:CANCELLED"), "it is cancelled"),
    ] {
        assert_eq!(reason(event), expected, "{event}");
    }
}

#[test]
fn folded_lines_and_escaped_text_are_read_as_they_were_meant() {
    let said = read_events(&[
        "SUMMARY;LANGUAGE=\"d:e\":Heilige Drei K\u{f6}nige\\, \n auch Dreik\u{f6}nig\nDESCRIPTION:Nur in:\\nBayern\\; Sachsen-Anhalt\nDTSTART;VALUE=DATE:20270106\nTRANSP:TRANSPARENT\nBEGIN:VALARM\nSUMMARY:Wake up\nEND:VALARM",
    ]);
    let found = &said.found[0];
    assert_eq!(&*found.name, "Heilige Drei Könige, auch Dreikönig");
    assert_eq!(&*found.description, "Nur in:\nBayern; Sachsen-Anhalt");
    assert!(found.is_free);
    // A program may fold in the middle of a letter.
    let mut bytes = file_of(&["SUMMARY:K@nig\nDTSTART:20270106"]).into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'@').unwrap();
    bytes.splice(at..=at, *b"\xc3\r\n\t\xb6");
    assert_eq!(&*read("days.ics", &bytes).unwrap().found[0].name, "König");
}

#[test]
fn what_stands_twice_comes_once_and_what_is_no_event_is_named() {
    let day = "SUMMARY:New Year\nDTSTART;VALUE=DATE:20270101";
    let text = file_of(&[day, day]).replace(
        "END:VCALENDAR",
        "BEGIN:VTODO\r\nSUMMARY:Buy presents\r\nEND:VTODO\r\nBEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\nEND:VCALENDAR",
    );
    let said = read("days.ics", text.as_bytes()).unwrap();
    assert_eq!(said.found.len(), 1);
    let left_out: Vec<(u32, &str, &str)> = said
        .left_out
        .iter()
        .map(|one| (one.line, &*one.name, &*one.reason))
        .collect();
    let expected = [
        (7, "New Year", "line 3 says the same"),
        (11, "VTODO", "it is a task and no event"),
    ];
    assert_eq!(left_out, expected);
}

#[test]
fn a_file_that_is_none_is_refused_by_line() {
    let error = |bytes: &[u8]| read("days.ics", bytes).unwrap_err().to_string();
    assert_eq!(error(b""), "days.ics, line 1: the file is empty");
    assert_eq!(
        error(b"name,date\nChristmas,2026-12-25\n"),
        "days.ics, line 1: the file is no iCalendar file: it does not begin with BEGIN:VCALENDAR"
    );
    assert_eq!(
        error(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:X\n"),
        "days.ics, line 3: the file breaks off inside VEVENT"
    );
    assert_eq!(
        error(b"BEGIN:VCALENDAR\nEND:VEVENT\n"),
        "days.ics, line 2: END:VEVENT ends what was not begun"
    );
    assert_eq!(
        error(b"BEGIN:VCALENDAR\nSUMMARY:\xff\nEND:VCALENDAR\n"),
        "days.ics, line 2: the line is not UTF-8 text"
    );
}
