//! What people do to cases and escalations, and what their SLAs make of it. At one instant new
//! ones are attached first, then they stop, start anew, are cancelled, pause or go on
//! (semantics 6.11).

use super::{
    definition::SlaDefinition,
    task::{SlaStage, TakenStep, TaskSla},
};
use crate::engine::{
    case::Case,
    change::ChangeSet,
    decide::is_on_hold_status,
    desk::Desk,
    escalation::{Escalation, EscalationRequest, Source},
    history::{Deed, HistoryEntry, SlaDeed, SlaStep},
    id::{EscalationId, StatusId},
    instant::Instant,
    record::{RecordKey, Records, Stored},
    stamp::Actor,
};

/// Attaches what the escalation's severity asks for (semantics 6.1, 6.2).
pub(in crate::engine) fn attach(
    desk: &Desk,
    escalation: &mut Escalation,
    requested_at: Instant,
    at: Instant,
) -> Vec<HistoryEntry> {
    let mut told = Vec::new();
    let wanted = |definition: &&SlaDefinition| {
        definition.active
            && definition.escalation_type == escalation.escalation_type()
            && definition.severity == escalation.severity
    };
    let wanted: Vec<_> = desk.sla_definitions.values().filter(wanted).collect();
    for definition in wanted {
        let started_at = if definition.retroactive_start {
            requested_at
        } else {
            at
        };
        put(desk, escalation, definition, started_at, at, &mut told);
    }
    told
}

fn put(
    desk: &Desk,
    escalation: &mut Escalation,
    definition: &SlaDefinition,
    started_at: Instant,
    at: Instant,
    told: &mut Vec<HistoryEntry>,
) {
    let sla = TaskSla::attached(desk, definition, started_at, at);
    escalation.slas.push(sla);
    let place = escalation.slas.len() - 1;
    told.extend(step_told(escalation, place, SlaStep::Attached, at));
}

/// Completes what runs (semantics 6.7).
pub(in crate::engine) fn complete(escalation: &mut Escalation, at: Instant) -> Vec<HistoryEntry> {
    stop(escalation, SlaStage::Completed, at, |_| true)
}

/// Cancels what runs for another severity than the escalation now has (semantics 6.5).
pub(in crate::engine) fn cancel_other_severities(
    escalation: &mut Escalation,
    at: Instant,
) -> Vec<HistoryEntry> {
    let severity = escalation.severity;
    stop(escalation, SlaStage::Cancelled, at, |sla| {
        sla.severity != severity
    })
}

fn stop(
    escalation: &mut Escalation,
    stage: SlaStage,
    at: Instant,
    is_meant: impl Fn(&TaskSla) -> bool,
) -> Vec<HistoryEntry> {
    let mut told = Vec::new();
    for place in 0..escalation.slas.len() {
        let Some(sla) = escalation.slas.get_mut(place) else {
            continue;
        };
        if sla.is_running() && is_meant(sla) {
            sla.stop(stage, at);
            let step = match stage {
                SlaStage::Cancelled => SlaStep::Cancelled,
                _ if sla.has_breached => SlaStep::CompletedLate,
                _ => SlaStep::Completed,
            };
            told.extend(step_told(escalation, place, step, at));
        }
    }
    told
}

/// Somebody commented on a case: the SLAs that say so are completed and start anew
/// (semantics 6.6).
pub(in crate::engine) fn commented(desk: &Desk, case: &Case, at: Instant, changes: &mut ChangeSet) {
    let Some(escalation) = desk.escalation_of(Source::Case(case.id)) else {
        return;
    };
    let resets = |sla: &TaskSla| {
        let definition = desk.find::<SlaDefinition>(sla.definition);
        definition.filter(|definition| {
            sla.is_running() && definition.active && definition.reset_on_case_comment
        })
    };
    let anew: Vec<_> = escalation.slas.iter().filter_map(resets).collect();
    if anew.is_empty() {
        return;
    }
    let mut after = escalation.clone();
    let mut told = stop(&mut after, SlaStage::Completed, at, |sla| {
        resets(sla).is_some()
    });
    for definition in anew {
        put(desk, &mut after, definition, at, at, &mut told);
    }
    told.extend(settle_hold(desk, desk, &mut after, case.status, at));
    changes.history.extend(told);
    changes.put(after);
}

/// A case was saved: closing completes what is attached to it, reopening attaches anew, a status
/// on hold pauses (semantics 5.16, 6.7, 6.8). Records are read from `records`, hours from `desk`.
pub(in crate::engine) fn case_saved<R: Records>(
    desk: &Desk,
    records: &R,
    before: &Case,
    after: &Case,
    at: Instant,
    changes: &mut ChangeSet,
) {
    let Some(id) = desk.open_escalation(Source::Case(after.id)) else {
        return;
    };
    let Some(escalation) = records.find::<Escalation>(id).filter(|open| open.is_open()) else {
        return;
    };
    let mut kept = escalation.clone();
    let mut told = Vec::new();
    match (before.is_closed(), after.is_closed()) {
        (false, true) => told.extend(complete(&mut kept, at)),
        (true, false) => {
            let asked_at = requested_at(desk, id).unwrap_or(at);
            told.extend(attach(desk, &mut kept, asked_at, at));
        }
        _ => {}
    }
    if !after.is_closed() {
        told.extend(settle_hold(desk, records, &mut kept, after.status, at));
    }
    if kept != *escalation {
        changes.history.extend(told);
        changes.put(kept);
    }
}

/// When an escalation was asked for.
fn requested_at(desk: &Desk, id: EscalationId) -> Option<Instant> {
    let request = desk.find::<EscalationRequest>(id);
    request.map(|request| request.requested.at)
}

/// Lets the SLAs of a case stand while its status is on hold, and go on when it is not
/// (semantics 6.8).
pub(in crate::engine) fn settle_hold<R: Records>(
    desk: &Desk,
    records: &R,
    escalation: &mut Escalation,
    status: StatusId,
    at: Instant,
) -> Vec<HistoryEntry> {
    let mut told = Vec::new();
    let on_hold = is_on_hold_status(records, status);
    for place in 0..escalation.slas.len() {
        let Some(sla) = escalation.slas.get_mut(place) else {
            continue;
        };
        let definition = desk.find::<SlaDefinition>(sla.definition);
        let pauses = definition.is_some_and(|definition| definition.pause_on_hold);
        let step = match sla.stage {
            SlaStage::InProgress if on_hold && pauses => {
                sla.pause(at);
                SlaStep::Paused
            }
            SlaStage::Paused if !on_hold => {
                sla.resume(desk, at);
                SlaStep::Resumed
            }
            _ => continue,
        };
        told.extend(step_told(escalation, place, step, at));
    }
    told
}

/// Running SLAs move with their business hours; what they had at first stays (semantics 4.17).
pub(in crate::engine) fn recalculate(
    desk: &Desk,
    edited: &Desk,
    because: RecordKey,
    at: Instant,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for escalation in desk.escalations.values().filter(|one| one.is_open()) {
        let mut after = escalation.clone();
        for place in 0..after.slas.len() {
            let counts = |sla: &&mut TaskSla| sla.calendar.is_some();
            let Some(sla) = after.slas.get_mut(place).filter(counts) else {
                continue;
            };
            let before = sla.breach_at;
            sla.reckon(edited, at);
            let step = SlaStep::Moved {
                because,
                before,
                after: sla.breach_at,
            };
            if sla.breach_at != before {
                changes
                    .history
                    .extend(step_told(&mut after, place, step, at));
            }
        }
        if after != *escalation {
            changes.put(after);
        }
    }
    changes
}

/// Keeps one step of an SLA, and tells of it.
pub(super) fn step_told(
    escalation: &mut Escalation,
    place: usize,
    step: SlaStep,
    at: Instant,
) -> Option<HistoryEntry> {
    let sla = escalation.slas.get_mut(place)?;
    sla.steps.push(TakenStep { at, step });
    Some(HistoryEntry {
        at,
        processed_at: at,
        by: Actor::SlaEngine,
        about: Escalation::key(escalation.id),
        case: escalation.source.case(),
        deed: Deed::Sla(SlaDeed {
            definition: sla.definition,
            place: u32::try_from(place).unwrap_or(u32::MAX),
            step,
        }),
        cause: None,
        changes: Vec::new(),
    })
}
