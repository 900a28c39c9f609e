//! The open time of one local year, so kept that every question is one look-up.

use super::{
    segments::{ClockSegment, SegmentKind},
    sorted_keys::SortedKeys,
};
use crate::engine::instant::Instant;

/// The open stretches of a year in order.
#[derive(Debug)]
pub(super) struct YearTable {
    /// When each stretch begins, in seconds since 1970.
    starts: SortedKeys,
    /// The open seconds of the year before each stretch, and after the last one those of the
    /// whole year; so a stretch lasts from its own number to the next.
    open_before: SortedKeys,
    open_seconds: i64,
}

impl YearTable {
    pub(super) fn new(segments: &[ClockSegment]) -> Self {
        let (mut starts, mut open_before, mut open_seconds) = (Vec::new(), vec![0], 0);
        for segment in segments {
            if segment.kind == SegmentKind::Open {
                starts.push(segment.start.seconds());
                open_seconds += segment.end.seconds_since(segment.start);
                open_before.push(open_seconds);
            }
        }
        Self {
            starts: SortedKeys::new(starts.into()),
            open_before: SortedKeys::new(open_before.into()),
            open_seconds,
        }
    }

    /// The seconds of the whole year that are open.
    pub(super) fn open_seconds(&self) -> i64 {
        self.open_seconds
    }

    /// The seconds of the year that are open before an instant, be it of this year or not.
    pub(super) fn open_until(&self, at: Instant) -> i64 {
        let n_begun = self.starts.n_below(at.seconds());
        self.last_of(n_begun).map_or(0, |last| {
            last.open_before + last.seconds.min(at.seconds() - last.start)
        })
    }

    /// The earliest instant before which so many seconds of the year, at least one, are open;
    /// `None` when the year has not as many.
    pub(super) fn reached_at(&self, open_seconds: i64) -> Option<Instant> {
        let last = self.last_of(self.open_before.n_below(open_seconds))?;
        Some(Instant::from_seconds(
            last.start + open_seconds - last.open_before,
        ))
    }

    /// The earliest instant from `at` on that lies in a stretch or at either end of one.
    pub(super) fn first_open_at(&self, at: Instant) -> Option<Instant> {
        let n_begun = self.starts.n_below(at.seconds());
        let last = self.last_of(n_begun);
        if last.is_some_and(|last| at.seconds() - last.start <= last.seconds) {
            return Some(at);
        }
        self.starts.get(n_begun).map(Instant::from_seconds)
    }

    /// Whether an instant lies in a stretch, the end of which is not included.
    pub(super) fn is_open(&self, at: Instant) -> bool {
        let last = self.last_of(self.starts.n_below(at.seconds() + 1));
        last.is_some_and(|last| at.seconds() - last.start < last.seconds)
    }

    /// The last of so many stretches; `None` of none, or of more than there are.
    fn last_of(&self, n_stretches: usize) -> Option<Stretch> {
        let index = n_stretches.checked_sub(1)?;
        let open_before = self.open_before.get(index)?;
        Some(Stretch {
            start: self.starts.get(index)?,
            seconds: self.open_before.get(n_stretches)? - open_before,
            open_before,
        })
    }
}

struct Stretch {
    start: i64,
    seconds: i64,
    open_before: i64,
}
