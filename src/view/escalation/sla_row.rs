//! The SLAs of an escalation, with what has run and what is left (semantics 6.10).

use crate::engine::{
    calendar::ZoneTable,
    desk::Desk,
    escalation::Escalation,
    instant::Instant,
    sla::{SlaSegmentKind, SlaStage, TaskSla},
    wording::age_words,
};
use crate::view::{
    ledger::STRIP_LENGTH,
    phrase::{counted_words, instant_in_full, instant_words},
};

/// How urgent an SLA is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlaTone {
    /// It runs in time.
    Running,
    /// Three quarters are over.
    Near,
    /// It is breached.
    Breached,
    /// It stands.
    Paused,
    /// It is over and was kept, or does not matter any more.
    Over,
}

/// One SLA.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SlaRow {
    /// What it follows.
    pub name: Box<str>,
    /// Whether it runs, and whether it is breached.
    pub stage: String,
    /// The same in one word, for a column.
    pub stage_in_short: &'static str,
    /// How urgent it is.
    pub tone: SlaTone,
    /// How long it may take.
    pub allowed: String,
    /// How much of that has counted.
    pub elapsed: String,
    /// The same in percent; more than 100 once it is breached.
    pub percent: i64,
    /// What is left, or by how much it is too late.
    pub left: String,
    /// When it is breached, while it runs.
    pub due: Option<Instant>,
    /// The last instant in time, on the reader's clocks.
    pub breach_at: String,
    /// The same beyond doubt.
    pub breach_at_in_full: String,
    /// The same as it was at first, when it has moved.
    pub original_breach_at: String,
    /// The stretches of its span on a strip: what the clock did, where it begins, how long it is.
    pub strip: Vec<(&'static str, i64, i64)>,
}

/// The SLAs of an escalation, the latest first.
#[must_use]
pub fn sla_rows(
    desk: &Desk,
    escalation: &Escalation,
    now: Instant,
    zone: &ZoneTable,
) -> Vec<SlaRow> {
    let slas = escalation.slas.iter().rev();
    slas.map(|sla| sla_row(desk, sla, now, zone)).collect()
}

fn sla_row(desk: &Desk, sla: &TaskSla, now: Instant, zone: &ZoneTable) -> SlaRow {
    let definition = desk.sla_definitions.get(&sla.definition);
    let elapsed = sla.elapsed_seconds(desk, now);
    let allowed = sla.allowed_seconds();
    let left = allowed - elapsed;
    let moved = sla.original_breach_at != sla.breach_at;
    let words = |at: Option<Instant>| {
        let words = at.map(|at| instant_words(at, zone));
        words.unwrap_or_else(|| "never: its hours do not open".to_owned())
    };
    SlaRow {
        name: definition.map_or_else(
            || "A deleted SLA".into(),
            |definition| definition.name.clone(),
        ),
        stage: stage_words(sla).to_owned(),
        stage_in_short: stage_in_short(sla),
        tone: tone(sla, elapsed * 100 / allowed.max(1)),
        allowed: age_words(sla.duration_minutes),
        elapsed: counted_words(elapsed),
        percent: elapsed * 100 / allowed.max(1),
        left: if left >= 0 {
            format!("{} left", counted_words(left))
        } else {
            format!("{} too late", counted_words(-left))
        },
        due: sla.breach_at.filter(|_| sla.stage == SlaStage::InProgress),
        breach_at: words(sla.breach_at),
        breach_at_in_full: sla
            .breach_at
            .map_or_else(String::new, |at| instant_in_full(at, zone)),
        original_breach_at: if moved {
            words(sla.original_breach_at)
        } else {
            String::new()
        },
        strip: strip(desk, sla, now),
    }
}

const fn stage_words(sla: &TaskSla) -> &'static str {
    match (sla.stage, sla.has_breached) {
        (SlaStage::InProgress, false) => "In progress",
        (SlaStage::InProgress, true) => "Breached, still running",
        (SlaStage::Paused, false) => "Paused while the case is on hold",
        (SlaStage::Paused, true) => "Breached, paused",
        (SlaStage::Completed, false) => "Kept",
        (SlaStage::Completed, true) => "Breached",
        (SlaStage::Cancelled, _) => "Cancelled: the severity changed",
    }
}

const fn stage_in_short(sla: &TaskSla) -> &'static str {
    match sla.stage {
        SlaStage::Cancelled => "Cancelled",
        _ if sla.has_breached => "Breached",
        SlaStage::InProgress => "Running",
        SlaStage::Paused => "Paused",
        SlaStage::Completed => "Kept",
    }
}

const fn tone(sla: &TaskSla, percent: i64) -> SlaTone {
    match sla.stage {
        SlaStage::Cancelled => SlaTone::Over,
        _ if sla.has_breached => SlaTone::Breached,
        SlaStage::Completed => SlaTone::Over,
        SlaStage::Paused => SlaTone::Paused,
        SlaStage::InProgress if percent >= 75 => SlaTone::Near,
        SlaStage::InProgress => SlaTone::Running,
    }
}

fn strip(desk: &Desk, sla: &TaskSla, now: Instant) -> Vec<(&'static str, i64, i64)> {
    let segments = sla.segments(desk, now);
    let end = segments.last().map_or(sla.started_at, |last| last.end);
    let span = end.seconds_since(sla.started_at).max(1);
    let place = |at: Instant| at.seconds_since(sla.started_at) * STRIP_LENGTH / span;
    let part = |segment: &crate::engine::sla::SlaSegment| {
        let style = match segment.kind {
            SlaSegmentKind::Counted => "counted",
            SlaSegmentKind::Closed => "closed",
            SlaSegmentKind::Holiday(_) => "holiday",
            SlaSegmentKind::Paused => "paused",
        };
        let x = place(segment.start);
        (style, x, place(segment.end) - x)
    };
    segments.iter().map(part).collect()
}
