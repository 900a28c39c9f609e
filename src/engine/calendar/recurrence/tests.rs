use super::*;
use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

const ALL: [Weekday; 7] = [Mon, Tue, Wed, Thu, Fri, Sat, Sun];
const WORKING: [Weekday; 5] = [Mon, Tue, Wed, Thu, Fri];

fn recurrence(pattern: Pattern, from: &str, until: &str) -> Recurrence {
    Recurrence {
        pattern,
        from: from.parse().unwrap(),
        until: until.parse().ok(),
        hours: None,
    }
}

fn weekly(every: u32, weekdays: &[Weekday]) -> Pattern {
    let weekdays = weekdays.to_vec();
    Pattern::Weekly { every, weekdays }
}

fn monthly(every: u32, nth: Nth, weekdays: &[Weekday]) -> Pattern {
    let weekdays = weekdays.to_vec();
    Pattern::MonthlyNth {
        every,
        nth,
        weekdays,
    }
}

fn yearly(month: u32, nth: Nth, weekdays: &[Weekday]) -> Pattern {
    let weekdays = weekdays.to_vec();
    Pattern::YearlyNth {
        month,
        nth,
        weekdays,
    }
}

/// Each row: the pattern, from, until, a year, the dates in it as month and day.
fn check(rows: &[(Pattern, &str, &str, i32, &str)]) {
    for (pattern, from, until, year, expected) in rows {
        let dates = recurrence(pattern.clone(), from, until).dates_in(*year);
        let told: Vec<_> = dates
            .iter()
            .map(|date| date.format("%m-%d").to_string())
            .collect();
        assert_eq!(
            told.join(" "),
            *expected,
            "{pattern:?} from {from} until “{until}”"
        );
    }
}

#[test]
fn days_and_weeks_are_counted_from_the_first_date() {
    let ten_days = Pattern::Daily { every: 10 };
    check(&[
        (
            ten_days.clone(),
            "2025-12-20",
            "2026-01-20",
            2026,
            "01-09 01-19",
        ),
        (ten_days, "2026-12-20", "", 2026, "12-20 12-30"),
        (
            Pattern::EveryWeekday,
            "2026-01-02",
            "2026-01-06",
            2026,
            "01-02 01-05 01-06",
        ),
        (
            weekly(2, &[Wed]),
            "2026-01-07",
            "2026-02-10",
            2026,
            "01-07 01-21 02-04",
        ),
        (
            weekly(2, &[Wed]),
            "2025-12-24",
            "2026-02-10",
            2026,
            "01-07 01-21 02-04",
        ),
        (
            weekly(1, &[Sat, Mon]),
            "2026-12-21",
            "",
            2026,
            "12-21 12-26 12-28",
        ),
        (weekly(1, &[Tue]), "2026-12-30", "", 2026, ""),
    ]);
}

#[test]
fn a_week_runs_from_monday_to_sunday() {
    check(&[(
        weekly(2, &[Mon, Wed, Sun]),
        "2026-01-07",
        "2026-02-01",
        2026,
        "01-07 01-11 01-19 01-21 01-25",
    )]);
}

#[test]
fn months_without_the_day_are_passed_over() {
    let monthly = |every, day| Pattern::Monthly { every, day };
    check(&[
        (
            monthly(1, 31),
            "2026-01-01",
            "2026-06-30",
            2026,
            "01-31 03-31 05-31",
        ),
        (
            monthly(3, 15),
            "2025-11-20",
            "",
            2026,
            "02-15 05-15 08-15 11-15",
        ),
        (monthly(12, 29), "2023-02-01", "", 2027, ""),
        (monthly(12, 29), "2023-02-01", "", 2028, "02-29"),
        (
            Pattern::Yearly { month: 2, day: 29 },
            "2020-01-01",
            "",
            2026,
            "",
        ),
        (
            Pattern::Yearly { month: 2, day: 29 },
            "2020-01-01",
            "",
            2028,
            "02-29",
        ),
        (
            Pattern::Yearly { month: 12, day: 25 },
            "2027-12-26",
            "",
            2027,
            "",
        ),
    ]);
}

#[test]
fn several_weekdays_are_taken_together() {
    check(&[
        (
            yearly(11, Nth::Fourth, &[Thu]),
            "2020-01-01",
            "",
            2026,
            "11-26",
        ),
        (
            yearly(5, Nth::Last, &[Mon]),
            "2020-01-01",
            "",
            2026,
            "05-25",
        ),
        (yearly(3, Nth::First, &ALL), "2020-01-01", "", 2026, "03-01"),
        (yearly(2, Nth::Last, &ALL), "2020-01-01", "", 2028, "02-29"),
        (
            yearly(8, Nth::First, &WORKING),
            "2020-01-01",
            "",
            2026,
            "08-03",
        ),
        (
            yearly(5, Nth::Last, &WORKING),
            "2020-01-01",
            "",
            2026,
            "05-29",
        ),
        (
            yearly(8, Nth::Second, &[Sat, Sun]),
            "2020-01-01",
            "",
            2026,
            "08-02",
        ),
        (
            monthly(4, Nth::Third, &[Tue]),
            "2026-02-18",
            "",
            2026,
            "06-16 10-20",
        ),
    ]);
}

#[test]
fn a_recurrence_without_an_occurrence_is_refused() {
    for (pattern, from, until) in [
        (Pattern::EveryWeekday, "2026-01-03", "2026-01-04"),
        (weekly(1, &[Mon]), "2026-01-06", "2026-01-11"),
        (weekly(3, &[Mon]), "2026-01-06", "2026-01-25"),
        (Pattern::Monthly { every: 12, day: 30 }, "2026-02-01", ""),
        (Pattern::Monthly { every: 1, day: 32 }, "2026-02-01", ""),
        (Pattern::Yearly { month: 4, day: 31 }, "2026-01-01", ""),
        (Pattern::Yearly { month: 13, day: 1 }, "2026-01-01", ""),
        (
            Pattern::Yearly { month: 2, day: 29 },
            "2025-01-01",
            "2027-12-31",
        ),
        (Pattern::Daily { every: 7 }, "2026-01-02", "2026-01-01"),
    ] {
        let problems = recurrence(pattern.clone(), from, until).problems();
        let reasons: Vec<_> = problems
            .iter()
            .map(|problem| problem.reason.as_str())
            .collect();
        assert_eq!(
            reasons,
            ["the recurring holiday has no occurrence"],
            "{pattern:?}"
        );
    }
}

#[test]
fn one_occurrence_is_enough() {
    for (pattern, from, until) in [
        (Pattern::EveryWeekday, "2026-01-03", "2026-01-05"),
        (
            Pattern::Daily { every: u32::MAX },
            "2026-01-03",
            "2026-01-03",
        ),
        (weekly(u32::MAX, &[Sun]), "2026-01-03", ""),
        (
            Pattern::Yearly { month: 2, day: 29 },
            "1897-01-01",
            "1904-12-31",
        ),
        (Pattern::Monthly { every: 48, day: 29 }, "2020-02-29", ""),
        (yearly(1, Nth::Fourth, &[Mon]), "9998-12-31", ""),
    ] {
        let problems = recurrence(pattern.clone(), from, until).problems();
        assert_eq!(problems, [], "{pattern:?}");
    }
}

#[test]
fn what_is_missing_is_said_at_its_field() {
    for (pattern, field) in [
        (Pattern::Daily { every: 0 }, "every"),
        (weekly(1, &[]), "weekdays"),
        (yearly(1, Nth::First, &[]), "weekdays"),
    ] {
        let problems = recurrence(pattern, "2026-01-01", "").problems();
        let fields: Vec<_> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(fields, [field]);
    }
}

#[test]
fn years_out_of_all_bounds_have_no_dates() {
    for year in [i32::MIN, -300_000, 300_000, i32::MAX] {
        let every_month = Pattern::Monthly { every: 1, day: 1 };
        assert_eq!(recurrence(every_month, "2026-01-01", "").dates_in(year), []);
        assert_eq!(
            recurrence(weekly(1, &[Wed]), "2026-01-01", "").dates_in(year),
            []
        );
    }
}
