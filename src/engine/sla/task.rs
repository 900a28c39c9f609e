//! One SLA that runs, stands or is over.

use super::definition::{SlaDefinition, hours_of};
use crate::engine::{
    calendar::{OpenHours, SegmentKind},
    desk::Desk,
    history::SlaStep,
    id::{CalendarId, HolidayId, SeverityId, SlaId},
    instant::Instant,
};
use serde::{Deserialize, Serialize};

/// The percentages of the duration at which people are told (semantics 6.9); the last one is the
/// breach.
const MILESTONES: [u8; 3] = [50, 75, 100];

/// An SLA of one escalation (semantics 1.18). It keeps the duration and hours it was attached with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskSla {
    /// What it follows.
    pub definition: SlaId,
    /// The severity it is for.
    pub severity: SeverityId,
    /// How long it may take.
    pub duration_minutes: u32,
    /// The business hours it counts in; `None` for every hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// What it counts from.
    pub started_at: Instant,
    /// When it stood, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// The last instant that is in time; `None` when its hours never come. While it stands, as it
    /// was before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach_at: Option<Instant>,
    /// The same as it was at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_breach_at: Option<Instant>,
    /// What comes next; `None` when nothing is left, or while it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Milestone>,
    /// The percentage that was passed last.
    #[serde(default)]
    pub passed_percent: u8,
    /// Whether it runs.
    pub stage: SlaStage,
    /// When it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<Instant>,
    /// Whether it took longer than it may.
    #[serde(default)]
    pub has_breached: bool,
    /// What it came to, oldest first: the page of an escalation tells of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<TakenStep>,
}

/// One step of an SLA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenStep {
    /// When it was taken.
    pub at: Instant,
    /// What the SLA came to.
    pub step: SlaStep,
}

/// Whether an SLA runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlaStage {
    /// It runs.
    InProgress,
    /// It stands while the case is on hold.
    Paused,
    /// It ended.
    Completed,
    /// It does not matter any more, since the severity is another.
    Cancelled,
}

/// A stretch in which an SLA stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// When it began.
    pub from: Instant,
    /// When it was over; `None` while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

/// A percentage of the duration at which people are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// The percentage.
    pub percent: u8,
    /// When it is passed. A breach is the first second that is too late (semantics 6.4).
    pub at: Instant,
}

/// A stretch of an SLA's span during which nothing changes, its end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlaSegment {
    /// When it begins.
    pub start: Instant,
    /// When it is over, always later.
    pub end: Instant,
    /// What it is.
    pub kind: SlaSegmentKind,
}

/// What the clock of an SLA does during a segment, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlaSegmentKind {
    /// It runs.
    Counted,
    /// It stands outside of business hours.
    Closed,
    /// It stands for a holiday.
    Holiday(HolidayId),
    /// It stands while the case is on hold.
    Paused,
}

impl TaskSla {
    /// An SLA that is attached at `at` and counts from `started_at`.
    pub(super) fn attached(
        desk: &Desk,
        definition: &SlaDefinition,
        started_at: Instant,
        at: Instant,
    ) -> Self {
        let mut sla = Self {
            definition: definition.id,
            severity: definition.severity,
            duration_minutes: definition.duration_minutes,
            calendar: definition.calendar,
            started_at,
            pauses: Vec::new(),
            breach_at: None,
            original_breach_at: None,
            next: None,
            passed_percent: 0,
            stage: SlaStage::InProgress,
            stopped_at: None,
            has_breached: false,
            steps: Vec::new(),
        };
        sla.skip_passed(desk, at);
        sla.reckon(desk, at);
        sla.original_breach_at = sla.breach_at;
        sla
    }

    /// Whether it runs or stands, so that it can still be stopped.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        matches!(self.stage, SlaStage::InProgress | SlaStage::Paused)
    }

    /// Seconds of its hours that have counted at `now`.
    #[must_use]
    pub fn elapsed_seconds(&self, desk: &Desk, now: Instant) -> i64 {
        let hours = hours_of(desk, self.calendar);
        let runs = self.runs(self.stopped_at.map_or(now, |at| at.min(now)));
        runs.map(|(from, until)| elapsed(hours, from, until)).sum()
    }

    /// Seconds of its hours that it may take.
    #[must_use]
    pub fn allowed_seconds(&self) -> i64 {
        i64::from(self.duration_minutes) * 60
    }

    /// What its span consists of up to `now` or its end, in order, without gap or overlap.
    #[must_use]
    pub fn segments(&self, desk: &Desk, now: Instant) -> Vec<SlaSegment> {
        let hours = hours_of(desk, self.calendar);
        let until = self.stopped_at.map_or(now, |at| at.min(now));
        let mut segments = Vec::new();
        let mut add = |start: Instant, end: Instant, kind| {
            if start < end {
                segments.push(SlaSegment { start, end, kind });
            }
        };
        let mut from = self.started_at;
        for pause in self.pauses.iter().map(Some).chain([None]) {
            let run_until = pause.map_or(until, |pause| pause.from.min(until));
            match hours {
                None => add(from, run_until, SlaSegmentKind::Counted),
                Some(hours) => {
                    for part in hours.segments(from, run_until) {
                        add(part.start, part.end, SlaSegmentKind::of(part.kind));
                    }
                }
            }
            let Some(pause) = pause else { break };
            let end = pause.until.unwrap_or(until).min(until);
            add(pause.from, end, SlaSegmentKind::Paused);
            from = end.max(run_until);
        }
        segments
    }

    /// Stops the clock; what is left is laid from when it goes on (semantics 6.8).
    pub(super) fn pause(&mut self, at: Instant) {
        self.stage = SlaStage::Paused;
        self.next = None;
        self.pauses.push(Pause {
            from: at,
            until: None,
        });
    }

    /// Lets the clock go on.
    pub(super) fn resume(&mut self, desk: &Desk, at: Instant) {
        self.stage = SlaStage::InProgress;
        self.end_pause(at);
        self.reckon(desk, at);
    }

    /// Ends it; it is too late only after the breach instant (semantics 6.4).
    pub(super) fn stop(&mut self, stage: SlaStage, at: Instant) {
        if self.stage == SlaStage::InProgress {
            self.has_breached |= self.breach_at.is_some_and(|breach_at| at > breach_at);
        }
        self.end_pause(at);
        self.stage = stage;
        self.stopped_at = Some(at);
        self.next = None;
    }

    /// Takes the next milestone as passed and reckons the one after it.
    pub(super) fn pass(&mut self, desk: &Desk, milestone: Milestone) {
        self.passed_percent = milestone.percent;
        self.has_breached |= milestone.percent >= 100;
        self.reckon(desk, milestone.at);
    }

    /// Reckons when it breaches and what comes next, but not before `not_before`: the event that
    /// made it overdue came then.
    pub(super) fn reckon(&mut self, desk: &Desk, not_before: Instant) {
        if self.stage != SlaStage::InProgress {
            return;
        }
        self.breach_at = self.reached_at(desk, 100);
        let left = MILESTONES
            .into_iter()
            .find(|percent| *percent > self.passed_percent);
        self.next = left.and_then(|percent| {
            let at = self.passed_at(desk, percent)?.max(not_before);
            Some(Milestone { percent, at })
        });
    }

    /// Nobody is told of what had passed before it was attached (semantics 6.9).
    fn skip_passed(&mut self, desk: &Desk, at: Instant) {
        for percent in MILESTONES {
            if self
                .passed_at(desk, percent)
                .is_some_and(|passed| passed < at)
            {
                self.passed_percent = percent;
                self.has_breached = percent >= 100;
            }
        }
    }

    fn passed_at(&self, desk: &Desk, percent: u8) -> Option<Instant> {
        let late = i64::from(percent >= 100);
        Some(self.reached_at(desk, percent)?.plus_seconds(late))
    }

    /// When that part of the duration has counted, given that the clock goes on.
    fn reached_at(&self, desk: &Desk, percent: u8) -> Option<Instant> {
        let hours = hours_of(desk, self.calendar);
        let mut left = self.allowed_seconds() * i64::from(percent) / 100;
        let mut from = self.started_at;
        for pause in &self.pauses {
            let ran = elapsed(hours, from, pause.from);
            if ran > left {
                break;
            }
            left -= ran;
            from = pause.until?;
        }
        match hours {
            Some(hours) => hours.add_seconds(from, left),
            None => Some(from.plus_seconds(left)),
        }
    }

    fn end_pause(&mut self, at: Instant) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.until.get_or_insert(at);
        }
    }

    /// The stretches up to `until` in which it was not paused.
    fn runs(&self, until: Instant) -> impl Iterator<Item = (Instant, Instant)> {
        let pauses = self.pauses.iter();
        let ends = pauses.clone().map(|pause| pause.from).chain([until]);
        let starts = [self.started_at].into_iter();
        let starts = starts.chain(pauses.map(move |pause| pause.until.unwrap_or(until)));
        starts.zip(ends.map(move |end| end.min(until)))
    }
}

impl SlaSegmentKind {
    const fn of(kind: SegmentKind) -> Self {
        match kind {
            SegmentKind::Open => Self::Counted,
            SegmentKind::Closed => Self::Closed,
            SegmentKind::Holiday(holiday) => Self::Holiday(holiday),
        }
    }
}

fn elapsed(hours: Option<&OpenHours>, from: Instant, until: Instant) -> i64 {
    match hours {
        Some(hours) => hours.elapsed(from, until),
        None => until.seconds_since(from).max(0),
    }
}
