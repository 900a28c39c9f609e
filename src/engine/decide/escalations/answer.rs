//! Answering requests (semantics 5.30 to 5.35).

use super::{entry, open, request::requester, request_of};
use crate::engine::{
    case::Case,
    change::ChangeSet,
    decide::Rejection,
    desk::Desk,
    escalation::{ApprovalState, EscalationRequest, Happening, RequestState},
    history::Deed,
    id::{EscalationId, UserId},
    notice_kind::NoticeKind,
    record::{Records, Stored},
    roles::{Act, Role},
    stamp::Stamp,
    wording::Wording,
};

/// Somebody who was asked says yes.
pub(super) fn approve(desk: &Desk, id: EscalationId, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    let mut request = answerable(desk, id, stamp)?.clone();
    let case = request.draft.source.case();
    let case = case.and_then(|id| desk.find::<Case>(id));
    if let Some(case) = case.filter(|case| case.is_closed()) {
        return Err(Rejection::SourceClosed(case.number));
    }
    request.approve(stamp);
    let mut changes = ChangeSet::default();
    let deed = Deed::EscalationAnswered {
        approved: true,
        reason: Box::default(),
    };
    let about = EscalationRequest::key(id);
    changes.history.push(entry(&request, about, deed, stamp));
    if request.state == RequestState::Approved {
        open::open(desk, &request, stamp.by.user(), stamp, &mut changes);
    }
    changes.put(request);
    Ok(changes)
}

/// Somebody who was asked says no, and why.
pub(super) fn reject(
    desk: &Desk,
    id: EscalationId,
    reason: &str,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut request = answerable(desk, id, stamp)?.clone();
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Rejection::ReasonRequired);
    }
    request.reject(reason, stamp);
    let mut changes = ChangeSet::default();
    let deed = Deed::EscalationAnswered {
        approved: false,
        reason: reason.into(),
    };
    let about = EscalationRequest::key(id);
    changes.history.push(entry(&request, about, deed, stamp));
    let happening = Happening {
        desk,
        request: &request,
        record: None,
        at: stamp.at,
        by: stamp.by,
        message: reason,
        due_at: None,
    };
    let mut told = happening.recipients();
    if let Some(requester) = requester(&request) {
        told.user(requester, Wording::of(NoticeKind::EscalationDeclined));
    }
    let mut counters = desk.counters().clone();
    happening.tell(told, &mut counters, &mut changes);
    changes.counters = Some(counters);
    changes.put(request);
    Ok(changes)
}

/// Whoever asked takes it back.
pub(super) fn withdraw(
    desk: &Desk,
    id: EscalationId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut request = request_of(desk, id)?.clone();
    if request.requested.by != stamp.by {
        super::may(desk, Act::AnswerForOthers, stamp)?;
    }
    if request.state != RequestState::Requested {
        return Err(Rejection::NotPending(request.number));
    }
    request.withdraw(stamp);
    let mut changes = ChangeSet::default();
    let about = EscalationRequest::key(id);
    changes
        .history
        .push(entry(&request, about, Deed::EscalationWithdrawn, stamp));
    changes.put(request);
    Ok(changes)
}

/// The request, if whoever acts may answer it now: a listed approver whose answer is awaited, or
/// an administrator when nobody is left (semantics 5.33, 5.35).
fn answerable(
    desk: &Desk,
    id: EscalationId,
    stamp: Stamp,
) -> Result<&EscalationRequest, Rejection> {
    let request = request_of(desk, id)?;
    let own = request
        .approvals
        .iter()
        .find(|approval| Some(approval.approver) == stamp.by.user());
    if request.state != RequestState::Requested {
        return Err(Rejection::NotPending(request.number));
    }
    match own {
        Some(own) if own.state == ApprovalState::Requested => {}
        _ if request.is_orphaned() => super::may(desk, Act::AnswerForOthers, stamp)?,
        Some(_) => return Err(Rejection::NotPending(request.number)),
        None => return Err(Rejection::NotAsked(request.number)),
    }
    Ok(request)
}

/// Adds to a change that makes `user` inactive what becomes of the requests that await the user's
/// answer; where nobody is left, administrators are told (semantics 5.35).
pub(in crate::engine::decide) fn released(
    desk: &Desk,
    user: UserId,
    stamp: Stamp,
    changes: &mut ChangeSet,
) {
    for request in desk.escalation_requests.values() {
        if !request.awaits(user) {
            continue;
        }
        let mut request = request.clone();
        request.release(user, stamp.at);
        if request.is_orphaned() {
            let happening = Happening {
                desk,
                request: &request,
                record: None,
                at: stamp.at,
                by: stamp.by,
                message: "",
                due_at: None,
            };
            let mut told = happening.recipients();
            let others = desk.users.values().filter(|other| other.id != user);
            for admin in others.filter(|other| other.active && other.has(Role::Admin)) {
                told.inbox(admin.id, Wording::of(NoticeKind::ApproversGone));
            }
            let counters = changes.counters.take();
            let mut counters = counters.unwrap_or_else(|| desk.counters().clone());
            happening.tell(told, &mut counters, changes);
            changes.counters = Some(counters);
        }
        changes.put(request);
    }
}
