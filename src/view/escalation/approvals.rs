//! What waits for somebody's answer, oldest first (semantics 5.34).

use super::mark::{SeverityMark, severity_mark};
use crate::engine::{
    calendar::ZoneTable,
    case::Case,
    desk::Desk,
    escalation::{EscalationReason, EscalationRequest, Source, escalation_number},
    id::{EscalationId, UserId},
    record::Records,
    roles::Role,
};
use crate::view::phrase::{actor_words, instant_in_full, instant_words};

/// One request to answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ApprovalRow {
    /// Names the request.
    pub id: EscalationId,
    /// The number.
    pub number: String,
    /// What is to be escalated, for the link.
    pub source: Source,
    /// The same in words.
    pub source_words: String,
    /// The case's subject; empty for an account.
    pub subject: Box<str>,
    /// How severe it is.
    pub severity: Option<SeverityMark>,
    /// Why, in a few words.
    pub reason: Box<str>,
    /// Why, in the requester's words.
    pub justification: Box<str>,
    /// Who asked.
    pub requested_by: String,
    /// When, on the reader's clocks.
    pub requested_at: String,
    /// The same beyond doubt.
    pub requested_at_in_full: String,
    /// Whether those who were asked are gone, and an administrator may answer (semantics 5.35).
    pub is_orphaned: bool,
}

/// What waits for the answer of `user`, oldest first; for administrators also what nobody is left
/// to answer.
#[must_use]
pub fn approval_rows(desk: &Desk, user: UserId, zone: &ZoneTable) -> Vec<ApprovalRow> {
    let requests = waiting(desk, user);
    let row = |request: &EscalationRequest| {
        let draft = &request.draft;
        let case = draft.source.case().and_then(|id| desk.find::<Case>(id));
        let reason = desk.find::<EscalationReason>(draft.reason);
        ApprovalRow {
            id: request.id,
            number: escalation_number(request.number),
            source: draft.source,
            source_words: draft.source.words(desk),
            subject: case.map_or_else(Box::default, |case| case.subject.clone()),
            severity: severity_mark(desk, draft.severity),
            reason: reason.map_or_else(Box::default, |reason| reason.name.clone()),
            justification: draft.justification.clone(),
            requested_by: actor_words(desk, request.requested.by),
            requested_at: instant_words(request.requested.at, zone),
            requested_at_in_full: instant_in_full(request.requested.at, zone),
            is_orphaned: request.is_orphaned(),
        }
    };
    requests.into_iter().map(row).collect()
}

/// How many requests wait for the answer of `user`.
#[must_use]
pub fn n_approvals(desk: &Desk, user: UserId) -> usize {
    waiting(desk, user).len()
}

fn waiting(desk: &Desk, user: UserId) -> Vec<&EscalationRequest> {
    let found = desk.users.get(&user);
    let is_admin = found.is_some_and(|user| user.has(Role::Admin));
    let waits = |request: &&EscalationRequest| {
        request.deleted.is_none() && (request.awaits(user) || (is_admin && request.is_orphaned()))
    };
    desk.escalation_requests.values().filter(waits).collect()
}
