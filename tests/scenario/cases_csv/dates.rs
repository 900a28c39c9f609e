//! How the dates of a file are written, and what is nearly one.

use super::*;

/// When a case with that date of creation was created, or why the date is refused.
fn created(text: &str, date_order: DateOrder) -> Result<Instant, String> {
    let mut desk = desk();
    let file = format!("Subject,Created\nx,\"{text}\"\n");
    let options = ImportOptions {
        date_order,
        ..options()
    };
    match begin(&desk, &file, options).finish(&desk) {
        Ok(changes) => {
            desk.apply(changes);
        }
        Err(CaseImportError::Rows(errors)) => return Err(errors.listed()[0].reason.to_string()),
        Err(other) => panic!("{other:?}"),
    }
    Ok(only_case(&desk).created.at)
}

#[test]
fn a_time_with_an_offset_is_that_instant_wherever_the_desk_is() {
    for (text, instant) in [
        ("2026-01-05 10:00 -0330", "2026-01-05T13:30:00Z"),
        ("2026-01-05T10:00:00+05:45", "2026-01-05T04:15:00Z"),
        ("2026-01-05T10:00:00+05", "2026-01-05T05:00:00Z"),
        ("2026-01-05T10:00:00-05", "2026-01-05T15:00:00Z"),
        ("2026-01-05T10:00:30+1130", "2026-01-04T22:30:30Z"),
        ("2026-01-05 10:00 -23:59", "2026-01-06T09:59:00Z"),
        ("2026-01-05 10:00:00.25z", "2026-01-05T10:00:00Z"),
        ("2026-01-05 10:00:59,5", "2026-01-05T10:00:59Z"),
        ("5.1.26, 7:05 p.m.", "2026-01-05T19:05:00Z"),
        ("5.1.2026 12:05 a.m.", "2026-01-05T00:05:00Z"),
        ("5.1.2026 12:05 PM", "2026-01-05T12:05:00Z"),
        // What came in this very second has come.
        ("2026-01-10 12:00:00", "2026-01-10T12:00:00Z"),
    ] {
        assert_eq!(
            created(text, DateOrder::DayFirst),
            Ok(at(instant)),
            "{text}"
        );
    }
}

#[test]
fn the_day_comes_first_where_dots_are_and_where_it_is_said_to() {
    for (text, day_first, month_first) in [
        ("2/1/2026", "2026-01-02", "2026-02-01"),
        ("2-1-26", "2026-01-02", "2026-02-01"),
        ("2.1.2026", "2026-01-02", "2026-01-02"),
        ("2026/1/2", "2026-01-02", "2026-01-02"),
    ] {
        let day = |order| match created(text, order) {
            Ok(at) => at.to_string(),
            // February has not come yet.
            Err(reason) => reason,
        };
        let expected = |date: &str| match date {
            "2026-02-01" => format!("{text} has not come yet"),
            date => format!("{date}T00:00:00Z"),
        };
        assert_eq!(day(DateOrder::DayFirst), expected(day_first), "{text}");
        assert_eq!(day(DateOrder::MonthFirst), expected(month_first), "{text}");
    }
    // The twelfth of a month may be the month.
    for (text, guess) in [
        ("12/12/2025", DateOrderGuess::Open("12/12/2025".into())),
        ("13/12/2025", DateOrderGuess::Known(DateOrder::DayFirst)),
        ("12-13-2025", DateOrderGuess::Known(DateOrder::MonthFirst)),
    ] {
        let file = format!("Subject,Status,Created\nx,New,{text}\n");
        let table = Table::read(file.as_bytes()).unwrap();
        let mapping = Mapping::guess(&table, &desk());
        assert_eq!(DateOrderGuess::of(&table, &mapping), guess, "{text}");
    }
}

#[test]
fn what_is_nearly_a_date_and_time_is_none() {
    for text in [
        "2026-01-05 10:00 +24:00",
        "2026-01-05 10:00 +0060",
        "2026-01-05 10:00 +01:60",
        "2026-01-05 10:00 +2400",
        "2026-01-05 10:00 +5",
        "2026-01-05 10:00 +05:6",
        "2026-01-05 10:00 +123",
        "2026-01-05 10:00Zz",
        "2026-01-05 10:00:00.",
        "2026-01-05 10:00:0",
        "2026-01-05 10:60",
        "2026-01-05 10",
        "2026-01-05x10:00",
        "2026-01-05 13:00 PM",
        "2026-01-05 0:30 am",
        "2026-01-05 1:30 a",
        "2026-01/05",
        "2026-01",
        "5/1/126",
        "5/1/6",
        "12026-01-05",
    ] {
        assert_eq!(
            created(text, DateOrder::DayFirst),
            Err(format!(
                "{text} is no date and time such as 2026-01-05 14:00"
            ))
        );
    }
}

#[test]
fn a_case_that_was_last_modified_when_it_was_created_was_never_modified() {
    let mut desk = desk();
    bring_in(
        &mut desk,
        "Subject,Created,Last Modified\n\
         a,2026-01-05 10:00,2026-01-05 10:00\n\
         b,2026-01-05 10:00,2026-01-05 10:00:01\n",
    );
    let modified: Vec<_> = desk
        .cases
        .values()
        .map(|case| case.first_modified_at)
        .collect();
    assert_eq!(modified, [None, Some(at("2026-01-05T10:00:01Z"))]);
}
