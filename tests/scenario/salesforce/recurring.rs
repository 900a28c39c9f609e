//! What a person notices of how files write times and the days on which holidays come again.

use super::{bring_in, first_desk, told};
use chrono::Weekday;
use rung::engine::{
    calendar::{HolidayWhen, Nth, Pattern},
    desk::Desk,
    exchange::salesforce::{self, Proposal},
};

fn imported(elements: &str) -> (Desk, Proposal) {
    let file = format!(
        "<BusinessHoursSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n{elements}\
         </BusinessHoursSettings>"
    );
    let files = salesforce::read(&[("hours.xml", file.as_bytes())]).unwrap();
    let mut desk = first_desk();
    let proposal = bring_in(&mut desk, files).unwrap();
    (desk, proposal)
}

/// How a holiday recurs, with what was said besides, or all that was said of why it does not.
fn recurs(how: &str) -> (Option<Pattern>, Vec<String>) {
    let (desk, proposal) = imported(&format!(
        "<holidays><name>Day</name><businessHours>Default</businessHours>\
         <isRecurring>true</isRecurring>\
         <recurrenceStartDate>2026-01-01</recurrenceStartDate>{how}</holidays>\n"
    ));
    let pattern = desk.holidays.values().next().map(|one| match &one.when {
        HolidayWhen::Recurring(recurrence) => recurrence.pattern.clone(),
        other => panic!("{other:?}"),
    });
    (pattern, told(&proposal))
}

fn days(names: &[&str]) -> String {
    let days = names.iter();
    let days = days.map(|day| format!("<recurrenceDayOfWeek>{day}</recurrenceDayOfWeek>"));
    days.collect::<Vec<_>>().concat()
}

#[test]
fn every_weekday_is_the_working_week_unless_other_days_are_named() {
    use Weekday::*;
    let kind = "<recurrenceType>RecursEveryWeekday</recurrenceType>";
    let mask = |mask: u8| format!("<recurrenceDayOfWeekMask>{mask}</recurrenceDayOfWeekMask>");
    let on = |weekdays: &[Weekday]| Pattern::Weekly {
        every: 1,
        weekdays: weekdays.to_vec(),
    };
    for (named, pattern) in [
        (String::new(), Pattern::EveryWeekday),
        (mask(62), Pattern::EveryWeekday),
        (
            days(&["Friday", "Monday", "Tuesday", "Wednesday", "Thursday"]),
            Pattern::EveryWeekday,
        ),
        (mask(30), on(&[Mon, Tue, Wed, Thu])),
        (mask(63), on(&[Sun, Mon, Tue, Wed, Thu, Fri])),
        (mask(124), on(&[Tue, Wed, Thu, Fri, Sat])),
        (mask(127), on(&[Sun, Mon, Tue, Wed, Thu, Fri, Sat])),
        (days(&["saturday", "Saturday"]), on(&[Sat])),
    ] {
        let (found, said) = recurs(&format!("{kind}{named}"));
        assert_eq!(found, Some(pattern), "{named}");
        assert_eq!(said, [""; 0], "{named}");
    }
}

#[test]
fn names_of_weekdays_count_where_the_mask_says_otherwise() {
    let weekly = "<recurrenceType>RecursWeekly</recurrenceType>";
    for mask in ["1", "4", "6"] {
        let (found, said) = recurs(&format!(
            "{weekly}{}<recurrenceDayOfWeekMask>{mask}</recurrenceDayOfWeekMask>",
            days(&["Monday"])
        ));
        let weekdays = vec![Weekday::Mon];
        assert_eq!(found, Some(Pattern::Weekly { every: 1, weekdays }));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].ends_with("the names are taken"), "{said:?}");
    }
    let (_, said) = recurs(&format!(
        "{weekly}{}<recurrenceDayOfWeekMask>2</recurrenceDayOfWeekMask>",
        days(&["Monday"])
    ));
    assert_eq!(said, [""; 0]);
}

#[test]
fn months_days_and_intervals_are_taken_as_they_are_written() {
    let part = |name: &str, text: &str| format!("<recurrence{name}>{text}</recurrence{name}>");
    for (how, pattern) in [
        (
            part("Type", "RecursDaily") + &part("Interval", "1"),
            Pattern::Daily { every: 1 },
        ),
        (
            part("Type", "RecursMonthly") + &part("Interval", "3") + &part("DayOfMonth", "31"),
            Pattern::Monthly { every: 3, day: 31 },
        ),
        (
            part("Type", "RecursYearly")
                + &part("DayOfMonth", "1")
                + &part("MonthOfYear", "december"),
            Pattern::Yearly { month: 12, day: 1 },
        ),
        (
            part("Type", "RecursYearlyNth")
                + &part("Instance", "Second")
                + &part("DayOfWeek", "Sunday")
                + &part("MonthOfYear", "May"),
            Pattern::YearlyNth {
                month: 5,
                nth: Nth::Second,
                weekdays: vec![Weekday::Sun],
            },
        ),
    ] {
        assert_eq!(recurs(&how), (Some(pattern), Vec::new()), "{how}");
    }
}

#[test]
fn a_holiday_that_cannot_recur_as_its_file_says_is_left_out_with_the_reason() {
    let part = |name: &str, text: &str| format!("<recurrence{name}>{text}</recurrence{name}>");
    let monthly = part("Type", "RecursMonthly");
    let yearly = part("Type", "RecursYearly");
    let nth = part("Type", "RecursMonthlyNth");
    for (how, reason) in [
        (
            monthly.clone() + &part("Interval", "0") + &part("DayOfMonth", "1"),
            "“0” is no interval: 1 is the least",
        ),
        (
            monthly.clone() + &part("DayOfMonth", "32"),
            "“32” is no day of a month",
        ),
        (
            monthly.clone() + &part("DayOfMonth", "0"),
            "“0” is no day of a month",
        ),
        (monthly, "the day of the month is missing"),
        (
            yearly.clone() + &part("DayOfMonth", "1") + &part("MonthOfYear", "Dez"),
            "“Dez” is no month",
        ),
        (yearly + &part("DayOfMonth", "1"), "the month is missing"),
        (
            nth.clone() + &part("Instance", "Fifth") + &part("DayOfWeek", "Monday"),
            "“Fifth” is none of First to Fourth and Last",
        ),
        (
            nth + &part("DayOfWeek", "Monday"),
            "it is not said which of the days of the month it is",
        ),
        (
            part("Type", "RecursWeekly") + &part("DayOfWeek", "Mon"),
            "“Mon” is no weekday",
        ),
        (
            part("Type", "RecursWeekly") + &part("DayOfWeekMask", "128"),
            "“128” is no mask of weekdays",
        ),
        (
            part("Type", "RecursHourly"),
            "a holiday cannot recur as RecursHourly",
        ),
        (
            part("Type", "RecursDaily") + &part("EndDate", "2026-1-31"),
            "“2026-1-31” is no date such as 2026-12-25",
        ),
        (String::new(), "it is not said how the holiday recurs"),
    ] {
        let (found, said) = recurs(&how);
        assert_eq!(found, None, "{how}");
        assert!(
            said.iter().any(|one| one.contains(reason)),
            "{reason} in {said:?}"
        );
    }
}

#[test]
fn a_time_that_is_none_closes_its_day_and_seconds_are_cut_off() {
    let day = |start: &str| {
        let (desk, proposal) = imported(&format!(
            "<businessHours><active>true</active><default>false</default><name>Odd</name>\
             <timeZoneId>UTC</timeZoneId><mondayStartTime>{start}</mondayStartTime>\
             <mondayEndTime>17:00:00.000Z</mondayEndTime></businessHours>\n"
        ));
        let odd = desk.calendars.values().find(|one| &*one.name == "Odd");
        let windows = odd.unwrap().week.windows(Weekday::Mon);
        let windows: Vec<_> = windows.iter().map(ToString::to_string).collect();
        (windows.join(" "), told(&proposal).join("; "))
    };
    for start in ["09:00:00.000Z", "09:00", "09:00z", "09:00:00"] {
        assert_eq!(day(start), ("09:00–17:00".into(), String::new()), "{start}");
    }
    for start in ["09:00:59.999Z", "09:00:01"] {
        let (windows, said) = day(start);
        assert_eq!(windows, "09:00–17:00");
        assert!(
            said.ends_with("kept to the minute: 09:00 is taken"),
            "{said}"
        );
    }
    for start in [
        "09:00:60.000Z",
        "09:00:1e1",
        "09:00:1.2.3",
        "09:00-00",
        "9:00",
        "24:01",
    ] {
        let (windows, said) = day(start);
        assert_eq!(windows, "", "{start}");
        let words = format!("“{start}” is no time of day: the day is closed");
        assert!(said.contains(&words), "{said}");
    }
}
