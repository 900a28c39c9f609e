//! The record is born (semantics 5.4, 5.5).

use super::{
    entry,
    request::{requester, why},
};
use crate::engine::{
    account::Contact,
    case::Case,
    change::ChangeSet,
    desk::Desk,
    escalation::{
        Escalation, EscalationRequest, EscalationState, Happening, RequestSource, Source, Trend,
    },
    history::Deed,
    id::UserId,
    notice_kind::NoticeKind,
    preferences::NotifyCustomer,
    record::{Records, Stored},
    sla,
    stamp::Stamp,
    wording::Wording,
};

/// Makes the record of an approved request, attaches its SLAs and tells those who watch.
pub(super) fn open(
    desk: &Desk,
    request: &EscalationRequest,
    approved_by: Option<UserId>,
    stamp: Stamp,
    changes: &mut ChangeSet,
) {
    let draft = &request.draft;
    let mut record = Escalation {
        id: request.id,
        number: request.number,
        source: draft.source,
        state: EscalationState::Escalated,
        severity: draft.severity,
        trend: Trend::Same,
        watch_list: draft.watch_list.clone(),
        assignment_group: draft.assignment_group,
        assigned_to: draft.assigned_to,
        related_cases: draft.related_cases.clone(),
        opened_at: stamp.at,
        approved_by,
        closed: None,
        deescalation_justification: Box::default(),
        updates: Vec::new(),
        slas: Vec::new(),
    };
    let about = Escalation::key(record.id);
    changes
        .history
        .push(entry(request, about, Deed::EscalationOpened, stamp));
    let attached = sla::attach(desk, &mut record, request.requested.at, stamp.at);
    changes.history.extend(attached);
    let case = draft.source.case().and_then(|id| desk.find::<Case>(id));
    if let Some(case) = case {
        let held = sla::settle_hold(desk, desk, &mut record, case.status, stamp.at);
        changes.history.extend(held);
    }
    let message = why(desk, draft);
    let happening = Happening {
        desk,
        request,
        record: Some(&record),
        at: stamp.at,
        by: stamp.by,
        message: &message,
        due_at: None,
    };
    let mut told = happening.recipients();
    // Those who watch the case or account itself are told as well (semantics 10.7).
    let of_source = match draft.source {
        Source::Case(_) => case.map(|case| &case.watch_list),
        Source::Account(id) => desk.accounts.get(&id).map(|account| &account.watch_list),
    };
    for watcher in record
        .watch_list
        .iter()
        .chain(of_source.into_iter().flatten())
    {
        told.user(*watcher, Wording::of(NoticeKind::EscalationOpened));
    }
    if let Some(requester) = requester(request)
        && approved_by.is_some()
        && stamp.by.user() != Some(requester)
    {
        told.inbox(requester, Wording::of(NoticeKind::EscalationApproved));
    }
    let customer = case.and_then(|case| desk.find::<Contact>(case.contact?));
    if let Some(customer) = customer.filter(|_| is_customer_told(desk, draft.request_source)) {
        let wording = Wording::of(NoticeKind::EscalationAcceptedCustomer);
        told.mail(&customer.email, &customer.name, wording);
    }
    let counters = changes.counters.take();
    let mut counters = counters.unwrap_or_else(|| desk.counters().clone());
    happening.tell(told, &mut counters, changes);
    changes.counters = Some(counters);
    changes.put(record);
}

/// Whether the customer gets a neutral text (semantics 5.36).
fn is_customer_told(desk: &Desk, request_source: RequestSource) -> bool {
    let preference = desk
        .preferences()
        .map(|preferences| preferences.notify_customer);
    match preference.unwrap_or_default() {
        NotifyCustomer::Never => false,
        NotifyCustomer::IfCustomerRequested => request_source == RequestSource::Customer,
        NotifyCustomer::Always => true,
    }
}
