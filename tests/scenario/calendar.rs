//! Business hours, told as worked examples with literal instants.

use crate::{
    hours::{
        ALWAYS, NEW_YORK, OFFICE, all_day, at, calendar, check, compile, date_hours, holiday,
        laid_out, open_hours, part_of_day, recurring,
    },
    zones::zone_table,
};
use chrono::Weekday;
use rung::engine::{
    calendar::{
        HolidayWhen, Nth, OpenHours, Pattern,
        SegmentKind::{self, Closed, Open},
    },
    id::{CalendarId, HolidayId},
    instant::Instant,
};

#[test]
fn a_clock_pauses_overnight_and_starts_at_the_next_opening() {
    let hours = open_hours(NEW_YORK, OFFICE, Vec::new());
    check(
        &hours,
        &[
            ("2026-01-05T21:00:00Z", 120, "2026-01-06T15:00:00Z"),
            ("2026-01-09T23:00:00Z", 120, "2026-01-12T16:00:00Z"),
            ("2026-01-10T16:00:00Z", 120, "2026-01-12T16:00:00Z"),
            ("2026-01-09T20:00:00Z", 960, "2026-01-13T20:00:00Z"),
            ("2026-01-09T20:00:00Z", 4800, "2026-01-23T20:00:00Z"),
            ("2026-01-05T14:59:31Z", 60, "2026-01-05T15:59:31Z"),
        ],
    );
}

#[test]
fn an_age_used_up_at_closing_time_is_due_at_closing_time() {
    let hours = open_hours(NEW_YORK, OFFICE, Vec::new());
    check(
        &hours,
        &[("2026-01-05T14:00:00Z", 480, "2026-01-05T22:00:00Z")],
    );
    let closing = at("2026-01-05T22:00:00Z");
    assert!(!hours.is_open(closing));
    assert_eq!(hours.first_open_at(closing), Some(closing));
    assert_eq!(
        hours.first_open_at(closing.plus_seconds(1)),
        Some(at("2026-01-06T14:00:00Z"))
    );
}

#[test]
fn an_age_of_nothing_is_due_at_once_and_done_at_the_next_opening() {
    let hours = open_hours(NEW_YORK, OFFICE, Vec::new());
    let saturday = at("2026-01-10T16:00:00Z");
    assert_eq!(hours.add(saturday, 0), Some(saturday));
    assert_eq!(
        hours.first_open_at(saturday),
        Some(at("2026-01-12T14:00:00Z"))
    );
}

#[test]
fn a_lunch_break_cuts_every_working_day() {
    let lunch = recurring(Pattern::EveryWeekday, "2020-01-01", Some("12:00-13:00"));
    let hours = open_hours(NEW_YORK, OFFICE, vec![lunch]);
    check(
        &hours,
        &[
            ("2026-01-05T16:00:00Z", 60, "2026-01-05T17:00:00Z"),
            ("2026-01-05T16:00:00Z", 61, "2026-01-05T18:01:00Z"),
            ("2026-01-05T17:30:00Z", 420, "2026-01-06T17:00:00Z"),
        ],
    );
    let lunch_begins = at("2026-01-05T17:00:00Z");
    assert!(!hours.is_open(lunch_begins));
    assert_eq!(hours.first_open_at(lunch_begins), Some(lunch_begins));
}

#[test]
fn half_a_holiday_closes_half_a_day() {
    let half = part_of_day("2026-12-23", "12:00-17:00");
    let hours = open_hours(NEW_YORK, OFFICE, vec![half]);
    check(
        &hours,
        &[("2026-12-23T15:00:00Z", 240, "2026-12-24T16:00:00Z")],
    );
}

#[test]
fn a_span_closes_everything_from_its_first_minute_to_its_last() {
    let span = HolidayWhen::Span {
        start: "2026-12-31T20:00:00".parse().unwrap(),
        end: "2027-01-02T09:00:00".parse().unwrap(),
    };
    let hours = open_hours(NEW_YORK, ALWAYS, vec![span]);
    check(
        &hours,
        &[("2027-01-01T00:00:00Z", 240, "2027-01-02T17:00:00Z")],
    );
    assert_eq!(
        laid_out(&hours, "2027-01-01T00:00:00Z", "2027-01-03T00:00:00Z"),
        [
            ("2027-01-01T00:00:00Z".to_owned(), Open),
            (
                "2027-01-01T01:00:00Z".to_owned(),
                SegmentKind::Holiday(HolidayId(1))
            ),
            ("2027-01-02T14:00:00Z".to_owned(), Open),
            ("2027-01-03T00:00:00Z".to_owned(), Closed),
        ]
    );
}

#[test]
fn yearly_holidays_come_every_year() {
    let new_year = recurring(Pattern::Yearly { month: 1, day: 1 }, "2020-01-01", None);
    let thanksgiving = Pattern::YearlyNth {
        month: 11,
        nth: Nth::Fourth,
        weekdays: vec![Weekday::Thu],
    };
    let thanksgiving = recurring(thanksgiving, "2020-01-01", None);
    let hours = open_hours(NEW_YORK, OFFICE, vec![new_year, thanksgiving]);
    check(
        &hours,
        &[
            ("2026-12-31T21:00:00Z", 120, "2027-01-04T15:00:00Z"),
            ("2026-11-25T21:00:00Z", 120, "2026-11-27T15:00:00Z"),
        ],
    );
}

#[test]
fn every_second_wednesday_afternoon_counts_from_the_first() {
    let weekly = Pattern::Weekly {
        every: 2,
        weekdays: vec![Weekday::Wed],
    };
    let afternoons = recurring(weekly, "2026-01-07", Some("13:00-17:00"));
    let hours = open_hours(NEW_YORK, OFFICE, vec![afternoons]);
    check(
        &hours,
        &[
            ("2026-01-14T17:00:00Z", 180, "2026-01-14T20:00:00Z"),
            ("2026-01-21T17:00:00Z", 180, "2026-01-22T16:00:00Z"),
        ],
    );
}

#[test]
fn an_interval_of_seven_weeks_leaves_the_six_between_open() {
    let weekly = Pattern::Weekly {
        every: 7,
        weekdays: vec![Weekday::Wed],
    };
    let hours = open_hours(
        NEW_YORK,
        OFFICE,
        vec![recurring(weekly, "2026-01-07", None)],
    );
    let noons = (0..8).map(|week| at("2026-01-07T17:00:00Z").plus_minutes(week * 7 * 24 * 60));
    let open: Vec<bool> = noons.map(|noon| hours.is_open(noon)).collect();
    assert_eq!(open, [false, true, true, true, true, true, true, false]);
}

#[test]
fn an_interval_of_five_months_goes_on_over_the_turn_of_the_year() {
    let monthly = Pattern::Monthly { every: 5, day: 7 };
    let hours = open_hours(
        NEW_YORK,
        OFFICE,
        vec![recurring(monthly, "2026-01-07", None)],
    );
    let open: Vec<bool> = ["2026-01-07", "2026-06-08", "2026-10-07", "2026-11-06"]
        .into_iter()
        .chain(["2027-04-07", "2027-09-07", "2027-06-07", "2028-02-07"])
        .map(|day| hours.is_open(at(&format!("{day}T17:00:00Z"))))
        .collect();
    let expected = [false, true, true, true, false, false, true, false];
    assert_eq!(open, expected);
}

#[test]
fn a_holiday_closes_only_the_calendars_it_is_attached_to() {
    let mut elsewhere = holiday(1, all_day("2026-01-05"));
    elsewhere.calendars = vec![CalendarId(2)];
    let calendar = calendar(NEW_YORK, OFFICE);
    let hours = OpenHours::new(&calendar, &[&elsewhere], &zone_table(NEW_YORK));
    assert!(hours.is_open(at("2026-01-05T15:00:00Z")));
}

#[test]
fn one_holiday_closes_each_calendar_in_its_own_zone() {
    for (zone, start, due) in [
        (NEW_YORK, "2026-01-23T21:00:00Z", "2026-01-27T15:00:00Z"),
        (
            "Australia/Sydney",
            "2026-01-23T05:00:00Z",
            "2026-01-26T23:00:00Z",
        ),
    ] {
        let hours = open_hours(zone, OFFICE, vec![all_day("2026-01-26")]);
        check(&hours, &[(start, 120, due)]);
    }
}

#[test]
fn of_two_holidays_the_one_that_began_first_is_named() {
    let morning = part_of_day("2026-01-05", "10:00-12:00");
    let from_eleven = part_of_day("2026-01-05", "11:00-13:00");
    let hours = open_hours("UTC", OFFICE, vec![from_eleven, morning]);
    assert_eq!(
        laid_out(&hours, "2026-01-05T08:00:00Z", "2026-01-05T18:00:00Z"),
        [
            ("2026-01-05T08:00:00Z".to_owned(), Closed),
            ("2026-01-05T09:00:00Z".to_owned(), Open),
            (
                "2026-01-05T10:00:00Z".to_owned(),
                SegmentKind::Holiday(HolidayId(2))
            ),
            (
                "2026-01-05T12:00:00Z".to_owned(),
                SegmentKind::Holiday(HolidayId(1))
            ),
            ("2026-01-05T13:00:00Z".to_owned(), Open),
            ("2026-01-05T17:00:00Z".to_owned(), Closed),
            ("2026-01-05T18:00:00Z".to_owned(), Closed),
        ]
    );
}

#[test]
fn a_date_with_hours_of_its_own_replaces_its_weekday_and_holidays_still_cut_it() {
    let mut calendar = calendar("UTC", OFFICE);
    let short_day = date_hours("2026-12-24", &["09:00-12:00", "11:00-13:00"]);
    let open_saturday = date_hours("2026-12-26", &["10:00-14:00"]);
    let shut = date_hours("2026-12-28", &[]);
    calendar.dates = vec![short_day, open_saturday, shut];
    let hours = compile(
        &calendar,
        vec![all_day("2026-12-25"), all_day("2026-12-26")],
    );
    check(
        &hours,
        &[("2026-12-24T09:00:00Z", 300, "2026-12-29T10:00:00Z")],
    );
}

#[test]
fn a_window_that_closes_with_the_year_still_counts_at_the_new_years_first_instant() {
    let hours = open_hours("UTC", "thu 22:00-24:00", Vec::new());
    let midnight = at("2027-01-01T00:00:00Z");
    assert_eq!(hours.first_open_at(midnight), Some(midnight));
    assert!(!hours.is_open(midnight));
    check(
        &hours,
        &[("2026-12-31T22:00:00Z", 121, "2027-01-07T22:01:00Z")],
    );
}

#[test]
fn hours_that_never_open_are_never_due() {
    let shut = open_hours("UTC", "", Vec::new());
    let every_day = recurring(Pattern::Daily { every: 1 }, "1970-01-01", None);
    let on_holiday = open_hours("UTC", ALWAYS, vec![every_day]);
    for hours in [shut, on_holiday] {
        let now = at("2026-01-05T14:00:00Z");
        assert!(hours.never_opens(now));
        assert_eq!(hours.add(now, 1), None);
        assert_eq!(hours.first_open_at(now), None);
        assert_eq!(hours.elapsed(now, now.plus_seconds(1_000_000_000)), 0);
    }
}

#[test]
fn an_opening_is_looked_for_ten_years_ahead() {
    let mut calendar = calendar("UTC", "");
    calendar
        .dates
        .push(date_hours("2036-01-05", &["09:00-10:00"]));
    let hours = compile(&calendar, Vec::new());
    let opening = at("2036-01-05T09:00:00Z");
    assert_eq!(
        hours.first_open_at(at("2026-01-05T09:00:00Z")),
        Some(opening)
    );
    assert!(!hours.never_opens(at("2026-01-05T12:00:00Z")));
    assert_eq!(hours.first_open_at(at("2026-01-04T08:00:00Z")), None);
    assert!(hours.never_opens(at("2026-01-04T08:00:00Z")));
    assert!(hours.never_opens(at("2036-01-05T10:00:00Z")));
}

#[test]
fn instants_and_dates_far_away_are_closed_and_harm_nothing() {
    let far = ["1700-02-28", "0001-01-01", "9999-12-31"].map(all_day);
    let span = HolidayWhen::Span {
        start: "1700-01-01T00:00:00".parse().unwrap(),
        end: "1950-01-01T00:00:00".parse().unwrap(),
    };
    let hours = open_hours(NEW_YORK, ALWAYS, far.into_iter().chain([span]).collect());
    let (first, last) = (
        Instant::from_seconds(i64::MIN),
        Instant::from_seconds(i64::MAX),
    );
    for start in [
        first,
        last,
        at("1700-01-01T00:00:00Z"),
        at("2201-06-01T00:00:00Z"),
    ] {
        assert!(!hours.is_open(start));
        assert_eq!(hours.first_open_at(start), None, "{start}");
        assert_eq!(hours.add(start, u32::MAX), None, "{start}");
        assert!(hours.never_opens(start), "{start}");
    }
    assert_eq!(hours.elapsed(first, at("1950-01-01T05:00:00Z")), 0);
    assert_eq!(hours.elapsed(last, first), 0);
    let whole = hours.segments(first, last);
    assert_eq!(whole.len(), 4);
    assert_eq!(
        hours.elapsed(first, last),
        whole[2].end.seconds_since(whole[2].start)
    );
    assert_eq!(hours.add(at("2026-01-05T00:00:00Z"), u32::MAX), None);
}

#[test]
fn a_copy_answers_as_the_original_does() {
    let hours = open_hours(NEW_YORK, OFFICE, Vec::new());
    let copy = hours.clone();
    let start = at("2026-01-05T21:00:00Z");
    assert_eq!(hours.add(start, 120), copy.add(start, 120));
}
