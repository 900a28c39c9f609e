//! The clock ledger: what the time of a case consists of, second by second.

use super::plan::Following;
use crate::engine::{
    calendar::{OpenHours, SegmentKind},
    desk::Desk,
    id::HolidayId,
    instant::Instant,
};

/// A stretch of time during which the clock of a case does one thing, its end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerSegment {
    /// When it begins.
    pub start: Instant,
    /// When it is over, always later.
    pub end: Instant,
    /// What the clock does.
    pub kind: LedgerKind,
}

/// What the clock of a case does, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LedgerKind {
    /// It counts.
    Counted,
    /// It has not begun: the hours open for the first time later (semantics 4.9).
    BeforeStart,
    /// It stands: outside of the hours that count.
    Closed,
    /// It stands: a holiday takes hours that would count.
    Holiday(HolidayId),
    /// It stands: the case waits (semantics 2.50).
    Paused,
}

impl LedgerSegment {
    /// How long it lasts.
    #[must_use]
    pub const fn seconds(&self) -> i64 {
        self.end.seconds_since(self.start)
    }
}

impl Following {
    /// What the time from the base to `until` consists of, in order, without gap or overlap. Up to
    /// the instant at which an age is reached, what is counted is exactly that age.
    #[must_use]
    pub fn ledger(&self, desk: &Desk, until: Instant) -> Vec<LedgerSegment> {
        let open_hours = self.open_hours(desk);
        let mut segments = Vec::new();
        let mut told_until = self.base_at;
        for pause in &self.pauses {
            let from = pause.from.clamp(told_until, until.max(told_until));
            let end = pause.until.unwrap_or(until).clamp(from, until.max(from));
            add_counting(&mut segments, open_hours, told_until, from);
            add(&mut segments, from, end, LedgerKind::Paused);
            told_until = end;
        }
        add_counting(&mut segments, open_hours, told_until, until);
        let is_counted = |segment: &LedgerSegment| segment.kind == LedgerKind::Counted;
        let start = segments.iter().position(is_counted);
        for segment in segments.iter_mut().take(start.unwrap_or(usize::MAX)) {
            if segment.kind == LedgerKind::Closed {
                segment.kind = LedgerKind::BeforeStart;
            }
        }
        segments
    }
}

/// How many seconds of a ledger are counted.
#[must_use]
pub fn counted_seconds(ledger: &[LedgerSegment]) -> i64 {
    let counted = ledger
        .iter()
        .filter(|segment| segment.kind == LedgerKind::Counted);
    counted.map(LedgerSegment::seconds).sum()
}

fn add_counting(
    segments: &mut Vec<LedgerSegment>,
    open_hours: Option<&OpenHours>,
    from: Instant,
    to: Instant,
) {
    let Some(open_hours) = open_hours.filter(|_| from < to) else {
        return add(segments, from, to, LedgerKind::Counted);
    };
    for segment in open_hours.segments(from, to) {
        let kind = match segment.kind {
            SegmentKind::Open => LedgerKind::Counted,
            SegmentKind::Closed => LedgerKind::Closed,
            SegmentKind::Holiday(holiday) => LedgerKind::Holiday(holiday),
        };
        add(segments, segment.start, segment.end, kind);
    }
}

fn add(segments: &mut Vec<LedgerSegment>, start: Instant, end: Instant, kind: LedgerKind) {
    if start < end {
        segments.push(LedgerSegment { start, end, kind });
    }
}
