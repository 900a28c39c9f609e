//! What dates and date-times are held against: an instant, or a stretch of whole days.

use crate::engine::{calendar::ZoneTable, field_type::read_day, instant::Instant};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime};
use std::cmp::Ordering;

/// A date literal as the organisation's zone has it (semantics 3.2).
#[derive(Debug, Clone, Copy)]
pub(super) enum Moment {
    /// An instant, and the day on which it lies.
    At(Instant, NaiveDate),
    /// Whole days, the last one not included, and the instants at which they begin and end.
    Days {
        first: NaiveDate,
        end: NaiveDate,
        begins_at: Instant,
        ends_at: Instant,
    },
}

impl Moment {
    /// Reads a literal in lower case: `2026-03-10`, `2026-03-10t14:00:00z`, a date and time
    /// without an offset, `today`, `last week`, `next 3 days`, `last_n_days:3`. `at` is the
    /// instant of the evaluation.
    pub(super) fn parse(text: &str, zone: &ZoneTable, at: Instant) -> Option<Self> {
        // Most values of criteria are words: only what begins with a digit is read as a date.
        let is_dated = text.starts_with(|letter: char| letter.is_ascii_digit());
        let days = match is_dated.then(|| read_day(text)).flatten() {
            Some(day) => Some((day, day.succ_opt()?)),
            None => relative_days(text, || zone.civil(at).date()),
        };
        if let Some((first, end)) = days {
            let midnight = |day: NaiveDate| zone.to_utc(day.and_time(NaiveTime::MIN));
            return Some(Self::Days {
                first,
                end,
                begins_at: midnight(first),
                ends_at: midnight(end),
            });
        }
        if !is_dated {
            return None;
        }
        let wall = |format| NaiveDateTime::parse_from_str(text, format).ok();
        let instant = Instant::parse(&text.to_uppercase()).or_else(|| {
            let wall = wall("%Y-%m-%dt%H:%M:%S")
                .or_else(|| wall("%Y-%m-%dt%H:%M"))
                .or_else(|| wall("%Y-%m-%d %H:%M"))?;
            Some(zone.to_utc(wall))
        })?;
        Some(Self::At(instant, zone.civil(instant).date()))
    }

    /// How an instant compares with it; every instant of whole days is equal to them.
    pub(super) fn order_of(self, at: Instant) -> Ordering {
        match self {
            Self::At(wanted, _) => at.cmp(&wanted),
            Self::Days {
                begins_at, ends_at, ..
            } => order_within(&at, &begins_at, &ends_at),
        }
    }

    /// How a day compares with it; an instant counts as the day on which it lies.
    pub(super) fn order_of_day(self, day: NaiveDate) -> Ordering {
        match self {
            Self::At(_, wanted) => day.cmp(&wanted),
            Self::Days { first, end, .. } => order_within(&day, &first, &end),
        }
    }
}

fn order_within<T: Ord>(value: &T, start: &T, end: &T) -> Ordering {
    if value < start {
        Ordering::Less
    } else if value < end {
        Ordering::Equal
    } else {
        Ordering::Greater
    }
}

/// Days that are told from today; weeks begin on Monday. The first, and the one after the last.
fn relative_days(text: &str, today: impl FnOnce() -> NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let one = |day: NaiveDate| Some((day, day.succ_opt()?));
    // Nearly all that is asked about is no date at all, which the first word tells.
    let first = text.split(['_', ':', ' ']).next()?;
    let begins = ["today", "yesterday", "tomorrow", "this", "last", "next"];
    if !begins.contains(&first) && first.parse::<u32>().is_err() {
        return None;
    }
    let today = today();
    let words = text.replace(['_', ':'], " ");
    let words: Vec<&str> = words
        .split_whitespace()
        .filter(|word| *word != "n")
        .collect();
    match words.as_slice() {
        ["today"] => one(today),
        ["yesterday"] => one(today.pred_opt()?),
        ["tomorrow"] => one(today.succ_opt()?),
        [n, "days", "ago"] => one(today.checked_sub_days(Days::new(n.parse().ok()?))?),
        ["last", "days", n] | ["last", n, "days"] => {
            let first = today.checked_sub_days(Days::new(n.parse().ok()?))?;
            Some((first, today.succ_opt()?))
        }
        ["next", "days", n] | ["next", n, "days"] => {
            let first = today.succ_opt()?;
            Some((first, first.checked_add_days(Days::new(n.parse().ok()?))?))
        }
        [which, unit] => {
            let (first, next) = around(unit, today)?;
            match *which {
                "this" => Some((first, next)),
                "last" => Some((around(unit, first.pred_opt()?)?.0, first)),
                "next" => Some((next, around(unit, next)?.1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The week, month, quarter or year around a day: its first day, and that of the next.
fn around(unit: &str, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let months = |first_month: u32, n: u32| {
        let first = NaiveDate::from_ymd_opt(day.year(), first_month, 1)?;
        Some((first, first.checked_add_months(Months::new(n))?))
    };
    match unit {
        "week" => {
            let into = u64::from(day.weekday().num_days_from_monday());
            let first = day.checked_sub_days(Days::new(into))?;
            Some((first, first.checked_add_days(Days::new(7))?))
        }
        "month" => months(day.month(), 1),
        "quarter" => months((day.month() - 1) / 3 * 3 + 1, 3),
        "year" => months(1, 12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_told_from_today_are_whole_days() {
        // A Tuesday.
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        for (text, first, end) in [
            ("today", "2026-03-10", "2026-03-11"),
            ("yesterday", "2026-03-09", "2026-03-10"),
            ("tomorrow", "2026-03-11", "2026-03-12"),
            ("3 days ago", "2026-03-07", "2026-03-08"),
            ("last 3 days", "2026-03-07", "2026-03-11"),
            ("last_n_days:3", "2026-03-07", "2026-03-11"),
            ("next 2 days", "2026-03-11", "2026-03-13"),
            ("this week", "2026-03-09", "2026-03-16"),
            ("last week", "2026-03-02", "2026-03-09"),
            ("next month", "2026-04-01", "2026-05-01"),
            ("last_quarter", "2025-10-01", "2026-01-01"),
            ("this year", "2026-01-01", "2027-01-01"),
        ] {
            let (from, to) = relative_days(text, || today).unwrap();
            assert_eq!(
                (from.to_string(), to.to_string()),
                (first.into(), end.into()),
                "{text}"
            );
        }
        for text in ["soon", "last", "this fortnight", "last x days", "4 days"] {
            assert_eq!(relative_days(text, || today), None, "{text}");
        }
    }
}
