//! Business hours on the days on which the clocks change.

use crate::hours::{
    ALWAYS, NEW_YORK, NIGHT, OFFICE, all_day, at, calendar, check, compile, date_hours, laid_out,
    open_hours,
};
use rung::engine::calendar::SegmentKind::{Closed, Open};

#[test]
fn a_day_open_round_the_clock_lasts_as_long_as_the_day() {
    let hours = open_hours(NEW_YORK, ALWAYS, Vec::new());
    for (from, to, n_hours) in [
        ("2026-03-07T05:00:00Z", "2026-03-08T05:00:00Z", 24),
        ("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", 23),
        ("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 25),
    ] {
        assert_eq!(hours.elapsed(at(from), at(to)), n_hours * 3600, "{from}");
        assert_eq!(hours.segments(at(from), at(to)).len(), 1, "{from}");
    }
    check(
        &hours,
        &[("2026-03-07T17:00:00Z", 1440, "2026-03-08T17:00:00Z")],
    );
}

#[test]
fn office_hours_keep_to_the_wall_clock_over_both_changes() {
    for (zone, start, due) in [
        (NEW_YORK, "2026-03-06T21:00:00Z", "2026-03-09T14:00:00Z"),
        (NEW_YORK, "2026-10-30T20:00:00Z", "2026-11-02T15:00:00Z"),
        (
            "Australia/Sydney",
            "2026-04-03T05:00:00Z",
            "2026-04-06T00:00:00Z",
        ),
        (
            "Australia/Sydney",
            "2026-10-02T06:00:00Z",
            "2026-10-04T23:00:00Z",
        ),
    ] {
        check(&open_hours(zone, OFFICE, Vec::new()), &[(start, 120, due)]);
    }
}

#[test]
fn a_night_desk_works_an_hour_more_or_less_when_the_clocks_change() {
    let hours = open_hours(NEW_YORK, NIGHT, Vec::new());
    check(
        &hours,
        &[
            ("2026-11-01T02:00:00Z", 480, "2026-11-01T10:00:00Z"),
            ("2026-11-01T02:00:00Z", 540, "2026-11-01T11:00:00Z"),
            ("2026-03-08T03:00:00Z", 420, "2026-03-08T10:00:00Z"),
            ("2026-03-08T03:00:00Z", 421, "2026-03-09T02:01:00Z"),
        ],
    );
}

#[test]
fn an_opening_time_that_is_skipped_or_repeated_means_its_first_instant() {
    let skipped = open_hours(NEW_YORK, "sun 02:30-10:00", Vec::new());
    check(
        &skipped,
        &[("2026-03-08T05:00:00Z", 60, "2026-03-08T08:00:00Z")],
    );
    let repeated = open_hours(NEW_YORK, "sun 01:30-05:30", Vec::new());
    check(
        &repeated,
        &[("2026-11-01T04:00:00Z", 120, "2026-11-01T07:30:00Z")],
    );
    let swallowed = open_hours(NEW_YORK, "sun 02:10-02:50", Vec::new());
    check(
        &swallowed,
        &[("2026-03-08T05:00:00Z", 40, "2026-03-15T06:50:00Z")],
    );
}

#[test]
fn a_midnight_that_is_skipped_ends_one_day_and_begins_the_next_at_the_change() {
    for (zone, eve, day, change) in [
        (
            "America/Sao_Paulo",
            "2018-11-03",
            "2018-11-04",
            "2018-11-04T03:00:00Z",
        ),
        (
            "Africa/Cairo",
            "2026-04-23",
            "2026-04-24",
            "2026-04-23T22:00:00Z",
        ),
        (
            "Asia/Beirut",
            "2026-03-28",
            "2026-03-29",
            "2026-03-28T22:00:00Z",
        ),
    ] {
        let mut calendar = calendar(zone, "");
        calendar.dates = vec![
            date_hours(eve, &["22:00-24:00"]),
            date_hours(day, &["00:00-01:30"]),
        ];
        let hours = compile(&calendar, Vec::new());
        let change = at(change);
        let around = hours.segments(change.plus_seconds(-10_800), change.plus_seconds(7_200));
        let told: Vec<_> = around
            .iter()
            .map(|segment| (segment.start.seconds_since(change), segment.kind))
            .collect();
        assert_eq!(
            told,
            [(-10_800, Closed), (-7_200, Open), (1_800, Closed)],
            "{zone}"
        );
    }
}

#[test]
fn an_hour_before_midnight_that_is_repeated_belongs_to_the_day_it_ends() {
    let hours = open_hours("America/Sao_Paulo", "sat 22:00-24:00", Vec::new());
    check(
        &hours,
        &[("2019-02-17T00:00:00Z", 180, "2019-02-17T03:00:00Z")],
    );
}

#[test]
fn a_date_that_a_zone_skipped_is_never_open() {
    let hours = open_hours("Pacific/Apia", ALWAYS, Vec::new());
    // Samoa went from the end of 29 to the start of 31 December 2011.
    let only_skipped = open_hours("Pacific/Apia", ALWAYS, vec![all_day("2011-12-30")]);
    for hours in [hours, only_skipped] {
        let (from, to) = (at("2011-12-29T10:00:00Z"), at("2011-12-31T10:00:00Z"));
        assert_eq!(hours.elapsed(from, to), 48 * 3600);
    }
}

#[test]
fn zones_half_an_hour_apart_open_on_their_own_half_hour() {
    let bengaluru = open_hours("Asia/Kolkata", "mon-sat 09:30-18:30", Vec::new());
    check(
        &bengaluru,
        &[("2026-01-10T12:00:00Z", 180, "2026-01-12T06:00:00Z")],
    );
    let kathmandu = open_hours("Asia/Kathmandu", OFFICE, Vec::new());
    check(
        &kathmandu,
        &[("2026-01-05T00:00:00Z", 60, "2026-01-05T04:15:00Z")],
    );
    // Half an hour is all that Lord Howe moves its clocks by.
    let lord_howe = open_hours("Australia/Lord_Howe", ALWAYS, Vec::new());
    let (from, to) = (at("2026-04-04T13:00:00Z"), at("2026-04-05T13:30:00Z"));
    assert_eq!(
        laid_out(&lord_howe, "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z").len(),
        2
    );
    assert_eq!(lord_howe.elapsed(from, to), 49 * 1800);
}

#[test]
fn instants_at_which_other_calculators_err_or_hang_are_answered() {
    let office = open_hours(NEW_YORK, "mon-fri 09:00-17:30", Vec::new());
    check(
        &office,
        &[
            ("2024-03-09T13:22:00Z", 360, "2024-03-11T19:00:00Z"),
            ("2024-03-08T18:03:00Z", 960, "2024-03-12T16:03:00Z"),
            ("2025-03-08T21:57:00Z", 360, "2025-03-10T19:00:00Z"),
            ("2024-10-31T18:46:00Z", 960, "2024-11-04T18:46:00Z"),
        ],
    );
    let morning = open_hours(NEW_YORK, "mon-sun 00:00-10:00", Vec::new());
    check(
        &morning,
        &[("2024-11-03T04:35:00Z", 120, "2024-11-03T06:35:00Z")],
    );
    let lunch = open_hours(NEW_YORK, "mon-fri 09:00-12:00 13:00-17:30", Vec::new());
    let (from, to) = (at("2025-01-28T03:21:00Z"), at("2025-02-05T17:13:00Z"));
    assert_eq!(lunch.elapsed(from, to), 2880 * 60);
}
