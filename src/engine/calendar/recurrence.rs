//! On which dates a recurring holiday falls.

use super::Window;
use crate::engine::field_error::FieldError;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A holiday that comes again (semantics 4.13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// On which dates it falls.
    pub pattern: Pattern,
    /// It never falls before this date, and intervals are counted from it. Where a file has none,
    /// 1970-01-01 stands for it: without an interval that changes nothing.
    #[serde(default)]
    pub from: NaiveDate,
    /// It never falls after this date; `None` is for ever.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The part of each day; `None` is all of it.
    #[serde(default)]
    pub hours: Option<Window>,
}

/// Which dates, between the first and the last.
///
/// `every` is the interval and never zero. Several weekdays with an [`Nth`] are taken together:
/// all seven name the nth day of the month, Monday to Friday the nth working day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// Every so many days, beginning with the first date.
    Daily {
        /// Days from one to the next.
        every: u32,
    },
    /// Monday to Friday.
    EveryWeekday,
    /// On some weekdays, every so many weeks. Weeks begin on Monday, as they do in .ics files and
    /// in the hours of a week here; the week of the first date is the first one.
    Weekly {
        /// Weeks from one to the next.
        every: u32,
        /// The weekdays, at least one.
        weekdays: Vec<Weekday>,
    },
    /// On a day of the month, every so many months. A month without that day is passed over
    /// (semantics 4.14).
    Monthly {
        /// Months from one to the next.
        every: u32,
        /// The day, 1 to 31.
        day: u32,
    },
    /// On the nth of some weekdays of a month, every so many months.
    MonthlyNth {
        /// Months from one to the next.
        every: u32,
        /// Which one.
        nth: Nth,
        /// The weekdays, at least one.
        weekdays: Vec<Weekday>,
    },
    /// On a date of every year; 29 February in leap years only.
    Yearly {
        /// The month, 1 to 12.
        month: u32,
        /// The day, 1 to 31.
        day: u32,
    },
    /// On the nth of some weekdays of one month of every year.
    YearlyNth {
        /// The month, 1 to 12.
        month: u32,
        /// Which one.
        nth: Nth,
        /// The weekdays, at least one.
        weekdays: Vec<Weekday>,
    },
}

/// Which of the days that a month has of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last, be it the fourth or the fifth.
    Last,
}

/// No later year is looked at for an occurrence: the last with four digits.
const LAST_YEAR: i32 = 9_999;

impl Recurrence {
    /// The dates it falls on in that year, in order.
    #[must_use]
    pub fn dates_in(&self, year: i32) -> Vec<NaiveDate> {
        let mut dates = match &self.pattern {
            Pattern::Daily { every } => self.daily(year, *every),
            Pattern::EveryWeekday => days_of(year).filter(|day| is_working_day(*day)).collect(),
            Pattern::Weekly { every, weekdays } => days_of(year)
                .filter(|day| weekdays.contains(&day.weekday()))
                .filter(|day| is_nth(weeks_between(self.from, *day), *every))
                .collect(),
            Pattern::Monthly { every, day } => self
                .months(year, *every)
                .filter_map(|month| NaiveDate::from_ymd_opt(year, month, *day))
                .collect(),
            Pattern::MonthlyNth {
                every,
                nth,
                weekdays,
            } => self
                .months(year, *every)
                .filter_map(|month| nth_day(year, month, *nth, weekdays))
                .collect(),
            Pattern::Yearly { month, day } => NaiveDate::from_ymd_opt(year, *month, *day)
                .into_iter()
                .collect(),
            Pattern::YearlyNth {
                month,
                nth,
                weekdays,
            } => nth_day(year, *month, *nth, weekdays).into_iter().collect(),
        };
        dates.retain(|date| self.from <= *date && self.until.is_none_or(|until| *date <= until));
        dates
    }

    /// Whether it falls on any date at all, up to the year 9999 (semantics 4.14).
    #[must_use]
    pub fn has_occurrence(&self) -> bool {
        let last_year = self
            .until
            .map_or(LAST_YEAR, |until| until.year().min(LAST_YEAR));
        (self.from.year()..=last_year).any(|year| !self.dates_in(year).is_empty())
    }

    /// All that must be put right before it can be saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        let mut complain = |field: &str, reason: String| {
            problems.push(FieldError::new(field, reason));
        };
        if let Some(reason) = self.hours.and_then(Window::problem) {
            complain("hours", reason);
        }
        if self.pattern.interval() == Some(0) {
            complain("every", "must be at least 1".to_owned());
        }
        if self.pattern.weekdays().is_some_and(<[_]>::is_empty) {
            complain("weekdays", "choose at least one".to_owned());
        }
        if problems.is_empty() && !self.has_occurrence() {
            let reason = "the recurring holiday has no occurrence";
            problems.push(FieldError::new("when", reason));
        }
        problems
    }

    fn daily(&self, year: i32, every: u32) -> Vec<NaiveDate> {
        days_of(year)
            .filter(|day| is_nth((*day - self.from).num_days(), every))
            .collect()
    }

    /// The months of the year that the interval meets.
    fn months(&self, year: i32, every: u32) -> impl Iterator<Item = u32> {
        let number = |year: i32, month: u32| i64::from(year) * 12 + i64::from(month);
        let first = number(self.from.year(), self.from.month());
        (1..=12).filter(move |month| is_nth(number(year, *month) - first, every))
    }
}

impl Pattern {
    fn interval(&self) -> Option<u32> {
        match self {
            Self::Daily { every }
            | Self::Weekly { every, .. }
            | Self::Monthly { every, .. }
            | Self::MonthlyNth { every, .. } => Some(*every),
            Self::EveryWeekday | Self::Yearly { .. } | Self::YearlyNth { .. } => None,
        }
    }

    fn weekdays(&self) -> Option<&[Weekday]> {
        match self {
            Self::Weekly { weekdays, .. }
            | Self::MonthlyNth { weekdays, .. }
            | Self::YearlyNth { weekdays, .. } => Some(weekdays),
            Self::Daily { .. }
            | Self::EveryWeekday
            | Self::Monthly { .. }
            | Self::Yearly { .. } => None,
        }
    }
}

/// The days of a year; none when the year is out of all bounds.
pub(super) fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1);
    let days = first.into_iter().flat_map(|first| first.iter_days());
    days.take_while(move |day| day.year() == year)
}

fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether so many units after the first date the interval comes round again.
fn is_nth(units: i64, every: u32) -> bool {
    units.checked_rem(every.into()) == Some(0)
}

fn weeks_between(from: NaiveDate, day: NaiveDate) -> i64 {
    let monday = |date: NaiveDate| {
        i64::from(date.num_days_from_ce()) - i64::from(date.weekday().num_days_from_monday())
    };
    (monday(day) - monday(from)) / 7
}

/// The nth day of the month among those weekdays.
fn nth_day(year: i32, month: u32, nth: Nth, weekdays: &[Weekday]) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let mut days = first
        .iter_days()
        .take_while(|day| day.month() == month)
        .filter(|day| weekdays.contains(&day.weekday()));
    match nth {
        Nth::First => days.next(),
        Nth::Second => days.nth(1),
        Nth::Third => days.nth(2),
        Nth::Fourth => days.nth(3),
        Nth::Last => days.last(),
    }
}

#[cfg(test)]
mod tests {
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
}
