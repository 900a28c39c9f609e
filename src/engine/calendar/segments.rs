//! A stretch of time laid out as open, closed and on holiday.

use super::{
    Calendar, DateHours, Holiday, HolidayWhen, WeekHours, Window, ZoneTable, recurrence::days_of,
    week::joined,
};
use crate::engine::{id::HolidayId, instant::Instant};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

/// A stretch during which nothing changes, its end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockSegment {
    /// When it begins.
    pub start: Instant,
    /// When it is over, always later.
    pub end: Instant,
    /// What it is.
    pub kind: SegmentKind,
}

/// What the escalation clock does during a segment, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentKind {
    /// Open: the clock runs.
    Open,
    /// Outside of all windows: the clock stands.
    Closed,
    /// Inside a window that this holiday takes away: the clock stands. Of several holidays it is
    /// the one that began first.
    Holiday(HolidayId),
}

/// All that decides when a calendar is open.
#[derive(Debug)]
pub(super) struct Sources {
    zone: ZoneTable,
    week: WeekHours,
    dates: BTreeMap<NaiveDate, Vec<Window>>,
    holidays: Vec<(HolidayId, HolidayWhen)>,
}

impl Sources {
    pub(super) fn new(calendar: &Calendar, holidays: &[&Holiday], zone: &ZoneTable) -> Self {
        let hours_of_date = |date: &DateHours| (date.on, joined(date.windows.clone()));
        let attached = holidays
            .iter()
            .filter(|holiday| holiday.calendars.contains(&calendar.id));
        Self {
            zone: zone.clone(),
            week: calendar.week.clone(),
            dates: calendar.dates.iter().map(hours_of_date).collect(),
            holidays: attached
                .map(|holiday| (holiday.id, holiday.when.clone()))
                .collect(),
        }
    }

    /// The windows of one local year in order: what of them is open, and what a holiday takes.
    /// What lies between is closed.
    pub(super) fn lay_out(&self, year: i32) -> Vec<ClockSegment> {
        let closures = self.closures(year);
        let mut segments = Vec::new();
        for (start, end) in self.windows(year) {
            let mut free_from = start;
            let first = closures.partition_point(|closure| closure.end <= start);
            for closure in closures
                .iter()
                .skip(first)
                .take_while(|closure| closure.start < end)
            {
                join(&mut segments, free_from, closure.start, SegmentKind::Open);
                join(
                    &mut segments,
                    closure.start.max(start),
                    closure.end.min(end),
                    closure.kind,
                );
                free_from = closure.end;
            }
            join(&mut segments, free_from, end, SegmentKind::Open);
        }
        segments
    }

    fn windows(&self, year: i32) -> impl Iterator<Item = (Instant, Instant)> {
        days_of(year).flat_map(move |day| {
            let windows = match self.dates.get(&day) {
                Some(windows) => windows,
                None => self.week.windows(day.weekday()),
            };
            windows
                .iter()
                .map(move |window| self.in_utc(window.start.on(day), window.end.on(day)))
        })
    }

    /// What the holidays close of a year, in order and without overlap: where two meet, the one
    /// that began first keeps what it has.
    fn closures(&self, year: i32) -> Vec<ClockSegment> {
        let mut closures = Vec::new();
        for (id, when) in &self.holidays {
            let kind = SegmentKind::Holiday(*id);
            closures.extend(when.in_year(year).into_iter().map(|(start, end)| {
                let (start, end) = self.in_utc(start, end);
                ClockSegment { start, end, kind }
            }));
        }
        closures.sort_by_key(|closure| closure.start);
        let mut taken_until = None;
        closures.retain_mut(|closure| {
            closure.start = taken_until.map_or(closure.start, |until| closure.start.max(until));
            let is_left = closure.start < closure.end;
            if is_left {
                taken_until = Some(closure.end);
            }
            is_left
        });
        closures
    }

    fn in_utc(&self, start: NaiveDateTime, end: NaiveDateTime) -> (Instant, Instant) {
        (self.zone.to_utc(start), self.zone.to_utc(end))
    }
}

/// Adds a stretch, unless it is empty, to the segments before it; one that goes on becomes longer.
pub(super) fn join(
    segments: &mut Vec<ClockSegment>,
    start: Instant,
    end: Instant,
    kind: SegmentKind,
) {
    if end <= start {
        return;
    }
    match segments.last_mut() {
        Some(last) if last.kind == kind && last.end >= start => last.end = last.end.max(end),
        _ => segments.push(ClockSegment { start, end, kind }),
    }
}
