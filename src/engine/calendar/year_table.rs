//! The open time of one local year, ready for binary search.

use super::segments::{ClockSegment, SegmentKind};
use crate::engine::instant::Instant;

/// The open stretches of a year in order, each with the open time before it.
#[derive(Debug)]
pub(super) struct YearTable {
    stretches: Box<[Stretch]>,
    open_seconds: i64,
}

#[derive(Debug)]
struct Stretch {
    start: Instant,
    end: Instant,
    /// Seconds of the year that are open before this stretch.
    open_before: i64,
}

impl YearTable {
    pub(super) fn new(segments: &[ClockSegment]) -> Self {
        let mut open_seconds = 0;
        let open = segments
            .iter()
            .filter(|segment| segment.kind == SegmentKind::Open);
        let stretches = open
            .map(|segment| {
                let open_before = open_seconds;
                open_seconds += segment.end.seconds_since(segment.start);
                Stretch {
                    start: segment.start,
                    end: segment.end,
                    open_before,
                }
            })
            .collect();
        Self {
            stretches,
            open_seconds,
        }
    }

    /// The seconds of the whole year that are open.
    pub(super) fn open_seconds(&self) -> i64 {
        self.open_seconds
    }

    /// The seconds of the year that are open before an instant, be it of this year or not.
    pub(super) fn open_until(&self, at: Instant) -> i64 {
        let n_begun = self.stretches.partition_point(|stretch| stretch.start < at);
        let begun = n_begun
            .checked_sub(1)
            .and_then(|last| self.stretches.get(last));
        begun.map_or(0, |stretch| {
            stretch.open_before + at.min(stretch.end).seconds_since(stretch.start)
        })
    }

    /// The earliest instant before which so many seconds of the year, at least one, are open;
    /// `None` when the year has not as many.
    pub(super) fn reached_at(&self, open_seconds: i64) -> Option<Instant> {
        if open_seconds > self.open_seconds {
            return None;
        }
        let n_begun = self
            .stretches
            .partition_point(|stretch| stretch.open_before < open_seconds);
        let stretch = self.stretches.get(n_begun.checked_sub(1)?)?;
        Some(
            stretch
                .start
                .plus_seconds(open_seconds - stretch.open_before),
        )
    }

    /// The earliest instant from `at` on that lies in a stretch or at either end of one.
    pub(super) fn first_open_at(&self, at: Instant) -> Option<Instant> {
        let n_over = self.stretches.partition_point(|stretch| stretch.end < at);
        self.stretches
            .get(n_over)
            .map(|stretch| stretch.start.max(at))
    }

    /// Whether an instant lies in a stretch, the end of which is not included.
    pub(super) fn is_open(&self, at: Instant) -> bool {
        let n_over = self.stretches.partition_point(|stretch| stretch.end <= at);
        self.stretches
            .get(n_over)
            .is_some_and(|stretch| stretch.start <= at)
    }
}
