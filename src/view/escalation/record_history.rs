//! What happened to an escalation, from the request on.

use super::words::sla_words;
use crate::engine::{
    calendar::ZoneTable,
    desk::Desk,
    escalation::{ApprovalState, Escalation, EscalationRequest, RecordUpdate, RequestState},
    in_order::by_number,
    sla::{TakenStep, TaskSla},
    stamp::{Actor, Stamp},
};
use crate::view::phrase::{actor_words, instant_in_full, instant_words};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HistoryRow {
    /// Who.
    pub who: String,
    /// When, on the reader's clocks.
    pub when: String,
    /// The same beyond doubt.
    pub when_in_full: String,
    /// What was done, or what changed.
    pub what: Vec<Box<str>>,
    /// What was said to those who watch, or why it was done.
    pub comment: Box<str>,
    /// What was noted and not mailed.
    pub work_note: Box<str>,
}

/// What happened to a request and its record, the latest first.
pub(super) fn history_rows(
    desk: &Desk,
    request: &EscalationRequest,
    zone: &ZoneTable,
) -> Vec<HistoryRow> {
    let mut told = vec![done(
        request.requested,
        "asked to escalate it",
        &request.draft.justification,
    )];
    for approval in &request.approvals {
        let (what, why) = match approval.state {
            ApprovalState::Approved => ("approved it", ""),
            ApprovalState::Rejected => ("declined it", &*request.answer),
            ApprovalState::Requested | ApprovalState::NoLongerRequired => continue,
        };
        let by = Actor::User(approval.approver);
        told.extend(approval.at.map(|at| done(Stamp { at, by }, what, why)));
    }
    if let (RequestState::Withdrawn, Some(stamp)) = (request.state, request.decided) {
        told.push(done(stamp, "took the request back", ""));
    }
    if let Some(record) = desk.escalations.get(&request.id) {
        let at = record.opened_at;
        let by = Actor::System;
        told.push(done(Stamp { at, by }, "it became escalated", ""));
        told.extend(record.updates.iter().cloned());
        let why = &record.deescalation_justification;
        told.extend(
            record
                .closed
                .map(|stamp| done(stamp, "de-escalated it", why)),
        );
        tell_slas(desk, record, zone, &mut told);
    }
    // What an act made of an SLA stands after that act.
    let told = by_number(told, |one| one.stamp.at.seconds());
    told.iter().rev().map(|one| row(desk, one, zone)).collect()
}

/// What became of the SLAs, in a case's escalation as in an account's (semantics 12.2).
fn tell_slas(desk: &Desk, record: &Escalation, zone: &ZoneTable, told: &mut Vec<RecordUpdate>) {
    let step = |sla: &TaskSla, taken: &TakenStep| {
        let stamp = Stamp {
            at: taken.at,
            by: Actor::SlaEngine,
        };
        done(
            stamp,
            &sla_words(desk, sla.definition, taken.step, zone),
            "",
        )
    };
    for sla in &record.slas {
        told.extend(sla.steps.iter().map(|taken| step(sla, taken)));
    }
}

fn done(stamp: Stamp, what: &str, why: &str) -> RecordUpdate {
    RecordUpdate {
        stamp,
        changes: vec![what.into()],
        comment: why.into(),
        work_note: Box::default(),
    }
}

fn row(desk: &Desk, update: &RecordUpdate, zone: &ZoneTable) -> HistoryRow {
    let stamp = update.stamp;
    HistoryRow {
        who: actor_words(desk, stamp.by),
        when: instant_words(stamp.at, zone),
        when_in_full: instant_in_full(stamp.at, zone),
        what: update.changes.clone(),
        comment: update.comment.clone(),
        work_note: update.work_note.clone(),
    }
}
