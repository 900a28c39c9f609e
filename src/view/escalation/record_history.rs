//! What happened to an escalation, from the request on.

use crate::engine::{
    calendar::ZoneTable,
    desk::Desk,
    escalation::{ApprovalState, EscalationRequest, RecordUpdate, RequestState},
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
    let done = |stamp: Stamp, what: &str, why: &str| {
        let update = RecordUpdate {
            stamp,
            changes: vec![what.into()],
            comment: why.into(),
            work_note: Box::default(),
        };
        row(desk, &update, zone)
    };
    let mut rows = vec![done(
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
        rows.extend(approval.at.map(|at| done(Stamp { at, by }, what, why)));
    }
    if let (RequestState::Withdrawn, Some(stamp)) = (request.state, request.decided) {
        rows.push(done(stamp, "took the request back", ""));
    }
    if let Some(record) = desk.escalations.get(&request.id) {
        let at = record.opened_at;
        let by = Actor::System;
        rows.push(done(Stamp { at, by }, "it became escalated", ""));
        rows.extend(record.updates.iter().map(|update| row(desk, update, zone)));
        let why = &record.deescalation_justification;
        rows.extend(
            record
                .closed
                .map(|stamp| done(stamp, "de-escalated it", why)),
        );
    }
    rows.reverse();
    rows
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
