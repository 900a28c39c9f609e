//! A calendar and its holidays put together, for every question about business hours.

use super::{
    Calendar, ClockSegment, DayTime, Holiday, SegmentKind, ZoneTable,
    segments::{Sources, join},
    sorted_keys::SortedKeys,
    year_table::YearTable,
};
use crate::engine::instant::Instant;
use chrono::NaiveDate;
use std::sync::{Arc, OnceLock};

/// The first local year that can be open. Earlier ones are closed.
const FIRST_YEAR: i32 = 1900;
/// The last local year that can be open. Later ones are closed.
const LAST_YEAR: i32 = 2200;
/// How far ahead an opening is looked for: ten years, with their leap days (semantics 4.21).
const HORIZON_SECONDS: i64 = 3_653 * 86_400;
/// Ten years touch eleven local years, or twelve when the search begins in the second before.
const HORIZON_YEARS: usize = 12;

/// When a calendar is open, in UTC.
///
/// Each local year is worked out when it is first asked for and kept; from outside every answer
/// depends on the calendar alone. A clone shares what is kept.
#[derive(Debug, Clone)]
pub struct OpenHours(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    sources: Sources,
    /// When each year begins, in seconds since 1970.
    starts: SortedKeys,
    years: Box<[LocalYear]>,
}

#[derive(Debug)]
struct LocalYear {
    year: i32,
    table: OnceLock<YearTable>,
}

impl OpenHours {
    /// Puts a calendar, those of the holidays that are attached to it and its zone together.
    #[must_use]
    pub fn new(calendar: &Calendar, holidays: &[&Holiday], zone: &ZoneTable) -> Self {
        let new_years_day = |year| NaiveDate::from_ymd_opt(year, 1, 1);
        let start = |day| zone.to_utc(DayTime::MIDNIGHT.on(day)).seconds();
        let starts = (FIRST_YEAR..=LAST_YEAR)
            .filter_map(new_years_day)
            .map(start);
        let years = (FIRST_YEAR..=LAST_YEAR).map(|year| LocalYear {
            year,
            table: OnceLock::new(),
        });
        Self(Arc::new(Compiled {
            sources: Sources::new(calendar, holidays, zone),
            starts: SortedKeys::new(starts.collect()),
            years: years.collect(),
        }))
    }

    /// Whether the clock runs at that instant; at closing time it no longer does.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        self.tables_from(at)
            .next()
            .is_some_and(|table| table.is_open(at))
    }

    /// The earliest instant from `at` on at which work of this calendar may be done: both the
    /// opening and the closing instant of a window count (semantics 2.34). `None` when there is
    /// none within ten years.
    #[must_use]
    pub fn first_open_at(&self, at: Instant) -> Option<Instant> {
        // A window that closes with the year still counts at the instant the next one begins.
        let mut years = self.tables_from(at.plus_seconds(-1)).take(HORIZON_YEARS);
        let found = years.find_map(|table| table.first_open_at(at));
        found.filter(|found| found.seconds_since(at) <= HORIZON_SECONDS)
    }

    /// The earliest instant at which a clock started at `start` has run for that age; when the
    /// age is used up exactly at closing time, closing time (semantics 4.9, 4.10). No age at all
    /// is reached at `start`, open or not. `None` means never: it is not reached within ten years
    /// (semantics 4.21).
    #[must_use]
    pub fn add(&self, start: Instant, age_minutes: u32) -> Option<Instant> {
        self.add_seconds(start, i64::from(age_minutes) * 60)
    }

    /// As [`OpenHours::add`], for what is left of an age after a pause.
    #[must_use]
    pub fn add_seconds(&self, start: Instant, age_seconds: i64) -> Option<Instant> {
        if age_seconds <= 0 {
            return Some(start);
        }
        let mut left = age_seconds;
        for table in self.tables_from(start).take(HORIZON_YEARS) {
            let passed = table.open_until(start);
            if let Some(at) = table.reached_at(passed + left) {
                return (at.seconds_since(start) <= HORIZON_SECONDS).then_some(at);
            }
            left -= table.open_seconds() - passed;
        }
        None
    }

    /// For how many seconds a clock runs between two instants; 0 when they are not in order.
    #[must_use]
    pub fn elapsed(&self, from: Instant, to: Instant) -> i64 {
        if to <= from {
            return 0;
        }
        let seconds = self.years_between(from, to).iter().map(|year| {
            let table = self.table(year);
            table.open_until(to) - table.open_until(from)
        });
        seconds.sum()
    }

    /// Whether no clock runs at all in the ten years after `at`: such business hours are worth a
    /// warning.
    #[must_use]
    pub fn never_opens(&self, at: Instant) -> bool {
        self.add_seconds(at, 1).is_none()
    }

    /// What the time from one instant to another consists of, in order, without gap or overlap.
    #[must_use]
    pub fn segments(&self, from: Instant, to: Instant) -> Vec<ClockSegment> {
        let mut segments = Vec::new();
        let mut told_until = from;
        for year in self.years_between(from, to) {
            for segment in self.0.sources.lay_out(year.year) {
                let (start, end) = (segment.start.max(from), segment.end.min(to));
                if start < end {
                    join(&mut segments, told_until, start, SegmentKind::Closed);
                    join(&mut segments, start, end, segment.kind);
                    told_until = end;
                }
            }
        }
        join(&mut segments, told_until, to, SegmentKind::Closed);
        segments
    }

    /// The tables of the year in which `at` lies and of those after it; all of them, when `at` is
    /// earlier than the first.
    fn tables_from(&self, at: Instant) -> impl Iterator<Item = &YearTable> {
        let years = self.0.years.get(self.year_of(at)..).unwrap_or_default();
        years.iter().map(|year| self.table(year))
    }

    /// The years that the time between two instants touches.
    fn years_between(&self, from: Instant, to: Instant) -> &[LocalYear] {
        let n_begun = self.0.starts.n_below(to.seconds());
        self.0
            .years
            .get(self.year_of(from)..n_begun)
            .unwrap_or_default()
    }

    fn year_of(&self, at: Instant) -> usize {
        self.0.starts.n_below(at.seconds() + 1).saturating_sub(1)
    }

    fn table<'a>(&'a self, year: &'a LocalYear) -> &'a YearTable {
        let lay_out = || YearTable::new(&self.0.sources.lay_out(year.year));
        year.table.get_or_init(lay_out)
    }
}
