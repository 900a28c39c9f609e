//! Requests to escalate made a second time from what history tells of them and of the people who
//! are asked (semantics 5.30 to 5.35).

use super::told_again::stamp_of;
use rung::engine::{
    escalation::{ApprovalPolicy, ApprovalState, EscalationRequest, RequestState},
    history::{Deed, HistoryEntry},
    id::UserId,
    record::Kind,
    stamp::Actor,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// By their numbers.
#[derive(Default)]
pub(super) struct RequestsTold(BTreeMap<u64, EscalationRequest>);

impl RequestsTold {
    /// `record` is what the entry is about, as it was when it came to be.
    pub(super) fn tell(&mut self, entry: &HistoryEntry, record: Option<&Value>) {
        if entry.about.kind == Kind::User && leaves(entry) {
            for request in self.0.values_mut() {
                answer(
                    request,
                    UserId(entry.about.id),
                    ApprovalState::NoLongerRequired,
                    entry,
                );
            }
        }
        if entry.about.kind != Kind::EscalationRequest {
            return;
        }
        let begun = || serde_json::from_value(record.unwrap().clone()).unwrap();
        let request = self.0.entry(entry.about.id).or_insert_with(begun);
        match &entry.deed {
            Deed::EscalationAnswered { approved, reason } => {
                answered(request, *approved, reason, entry);
            }
            Deed::EscalationWithdrawn => {
                decided(request, RequestState::Withdrawn, "withdrawn", entry);
            }
            Deed::Removed => request.deleted = Some(stamp_of(entry)),
            _ => {}
        }
    }

    pub(super) fn check<'a>(&self, requests: impl Iterator<Item = &'a EscalationRequest>) {
        assert!(self.0.values().eq(requests), "{:?}", self.0);
    }
}

/// Whether somebody is made inactive.
fn leaves(entry: &HistoryEntry) -> bool {
    let mut changes = entry.changes.iter();
    changes.any(|change| &*change.field == "active" && change.after == json!(false))
}

fn answered(request: &mut EscalationRequest, approved: bool, reason: &str, entry: &HistoryEntry) {
    let state = if approved {
        ApprovalState::Approved
    } else {
        ApprovalState::Rejected
    };
    if let Actor::User(user) = entry.by {
        answer(request, user, state, entry);
    }
    let is_awaited = |request: &EscalationRequest| {
        let mut states = request.approvals.iter().map(|approval| approval.state);
        states.any(|state| state == ApprovalState::Requested)
    };
    match (approved, request.approval_policy) {
        (false, _) => decided(request, RequestState::Declined, reason, entry),
        (true, ApprovalPolicy::Everyone) if is_awaited(request) => {}
        (true, _) => decided(request, RequestState::Approved, "", entry),
    }
}

fn answer(
    request: &mut EscalationRequest,
    who: UserId,
    state: ApprovalState,
    entry: &HistoryEntry,
) {
    let asked = request.approvals.iter_mut();
    for approval in asked.filter(|approval| approval.state == ApprovalState::Requested) {
        if approval.approver == who {
            approval.state = state;
            approval.at = Some(entry.at);
        }
    }
}

fn decided(request: &mut EscalationRequest, state: RequestState, why: &str, entry: &HistoryEntry) {
    request.state = state;
    request.decided = Some(stamp_of(entry));
    request.answer = why.into();
    let asked = request.approvals.iter_mut();
    for approval in asked.filter(|approval| approval.state == ApprovalState::Requested) {
        approval.state = ApprovalState::NoLongerRequired;
        approval.at = Some(entry.at);
    }
}
