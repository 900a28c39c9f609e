//! Managing and ending escalations (semantics 5.10 to 5.18).

use super::{entry, may, note_on_case, record_of, request_of};
use crate::engine::{
    case::Case,
    change::ChangeSet,
    decide::{Rejection, check},
    desk::Desk,
    escalation::{
        Escalation, EscalationRequest, EscalationSeverity, EscalationState, EscalationType,
        EscalationUpdate, Happening, RecordUpdate, Source, escalation_number,
    },
    field_error::FieldError,
    history::{Deed, differences},
    id::{CaseId, EscalationId, GroupId, SeverityId, UserId},
    notice_kind::NoticeKind,
    people::{Group, User},
    record::{Records, Stored},
    roles::Act,
    sla,
    stamp::Stamp,
    wording::Wording,
};

/// Changes a record or comments on it (semantics 5.12); pressing *Update* without a change is an
/// update too.
pub(super) fn update(
    desk: &Desk,
    id: EscalationId,
    update: &EscalationUpdate,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let record = record_of(desk, id)?;
    may(desk, acts(record.escalation_type()).0, stamp)?;
    if !record.is_open() {
        return Err(Rejection::EscalationClosed(record.number));
    }
    let mut after = record.clone();
    take(update, &mut after);
    check(problems(desk, record, &after))?;
    let request = request_of(desk, id)?;
    let said = RecordUpdate {
        stamp,
        changes: said(desk, record, &after),
        comment: update.comment.trim().into(),
        work_note: update.work_note.trim().into(),
    };
    let mut changes = ChangeSet {
        counters: Some(desk.counters().clone()),
        ..ChangeSet::default()
    };
    let about = Escalation::key(id);
    let mut told = entry(request, about, Deed::EscalationUpdated, stamp);
    told.changes = differences(record, &after);
    changes.history.push(told);
    if after.severity != record.severity {
        // New ones are attached before the others are cancelled (semantics 6.11).
        let is_closed = is_source_closed(desk, &after);
        if !is_closed {
            let attached = sla::attach(desk, &mut after, request.requested.at, stamp.at);
            changes.history.extend(attached);
        }
        let cancelled = sla::cancel_other_severities(&mut after, stamp.at);
        changes.history.extend(cancelled);
        let case = after.source.case().and_then(|id| desk.find::<Case>(id));
        if let Some(case) = case.filter(|_| !is_closed) {
            let held = sla::settle_hold(desk, desk, &mut after, case.status, stamp.at);
            changes.history.extend(held);
        }
    }
    note_on_case(&after, &note(&after, &said), stamp, &mut changes);
    let kind = NoticeKind::EscalationUpdated;
    tell_watchers(desk, &after, kind, &message(&said), stamp, &mut changes);
    after.updates.push(said);
    changes.put(after);
    Ok(changes)
}

/// Ends an escalation; the flag of the rules, hand-offs and the status stay (semantics 5.14,
/// 5.15).
pub(super) fn deescalate(
    desk: &Desk,
    id: EscalationId,
    justification: &str,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let record = record_of(desk, id)?;
    may(desk, acts(record.escalation_type()).1, stamp)?;
    if !record.is_open() {
        return Err(Rejection::EscalationClosed(record.number));
    }
    let justification = justification.trim();
    if justification.is_empty() {
        return Err(Rejection::JustificationRequired);
    }
    let request = request_of(desk, id)?;
    let mut after = record.clone();
    after.state = EscalationState::Closed;
    after.closed = Some(stamp);
    after.deescalation_justification = justification.into();
    let mut changes = ChangeSet {
        counters: Some(desk.counters().clone()),
        ..ChangeSet::default()
    };
    let deed = Deed::Deescalated {
        justification: justification.into(),
    };
    let about = Escalation::key(id);
    changes.history.push(entry(request, about, deed, stamp));
    changes.history.extend(sla::complete(&mut after, stamp.at));
    let number = escalation_number(after.number);
    let note = format!("{number} is de-escalated: {justification}");
    note_on_case(&after, &note, stamp, &mut changes);
    let kind = NoticeKind::EscalationClosed;
    tell_watchers(desk, &after, kind, justification, stamp, &mut changes);
    changes.put(after);
    Ok(changes)
}

/// Hides what is over; request and record stay for the audit (semantics 5.22).
pub(super) fn delete(desk: &Desk, id: EscalationId, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    let request = request_of(desk, id)?;
    may(desk, acts(request.draft.source.escalation_type()).2, stamp)?;
    if desk.open_escalation(request.draft.source) == Some(id) {
        return Err(Rejection::EscalationOpen(request.number));
    }
    let mut after = request.clone();
    after.deleted = Some(stamp);
    let mut changes = ChangeSet::default();
    let about = EscalationRequest::key(id);
    changes
        .history
        .push(entry(request, about, Deed::Removed, stamp));
    changes.put(after);
    Ok(changes)
}

/// What managing, ending and deleting an escalation of that type take.
const fn acts(escalation_type: EscalationType) -> (Act, Act, Act) {
    match escalation_type {
        EscalationType::Case => (
            Act::ManageCaseEscalation,
            Act::DeescalateCase,
            Act::DeleteCaseEscalation,
        ),
        EscalationType::Account => (
            Act::ManageAccountEscalation,
            Act::DeescalateAccount,
            Act::DeleteAccountEscalation,
        ),
    }
}

fn take(update: &EscalationUpdate, record: &mut Escalation) {
    let update = update.clone();
    record.severity = update.severity.unwrap_or(record.severity);
    record.trend = update.trend.unwrap_or(record.trend);
    record.assignment_group = update.assignment_group.unwrap_or(record.assignment_group);
    record.assigned_to = update.assigned_to.unwrap_or(record.assigned_to);
    if let Some(watch_list) = update.watch_list {
        record.watch_list = watch_list;
    }
    if let Some(related_cases) = update.related_cases {
        record.related_cases = related_cases;
    }
}

fn problems(desk: &Desk, before: &Escalation, after: &Escalation) -> Vec<FieldError> {
    let mut problems = Vec::new();
    if desk.find::<EscalationSeverity>(after.severity).is_none() {
        problems.push(FieldError::new("severity", "choose one of the severities"));
    }
    let group = after.assignment_group;
    if group.is_some_and(|group| desk.find::<Group>(group).is_none()) {
        problems.push(FieldError::new(
            "assignment_group",
            "choose one of the groups",
        ));
    }
    let user = after.assigned_to;
    if user.is_some_and(|user| desk.find::<User>(user).is_none()) {
        problems.push(FieldError::new("assigned_to", "choose one of the users"));
    }
    let added = after.related_cases.iter().copied();
    let added: Vec<CaseId> = added
        .filter(|case| !before.related_cases.contains(case))
        .collect();
    if !are_of_source(desk, after.source, &added) {
        problems.push(FieldError::new(
            "related_cases",
            "choose cases of this account",
        ));
    }
    problems
}

/// Whether only an account has related cases, and they are its own (semantics 5.10).
pub(super) fn are_of_source(desk: &Desk, source: Source, cases: &[CaseId]) -> bool {
    cases.iter().all(|id| match source {
        Source::Case(_) => false,
        Source::Account(account) => {
            let case = desk.find::<Case>(*id);
            case.is_some_and(|case| case.account == Some(account))
        }
    })
}

fn is_source_closed(desk: &Desk, record: &Escalation) -> bool {
    let case = record.source.case().and_then(|id| desk.find::<Case>(id));
    case.is_some_and(Case::is_closed)
}

/// Tells those who watch, by mail also whoever does it, unless that person does not want to hear
/// of their own acts (semantics 10.6).
fn tell_watchers(
    desk: &Desk,
    record: &Escalation,
    kind: NoticeKind,
    message: &str,
    stamp: Stamp,
    changes: &mut ChangeSet,
) {
    let (Some(request), Some(mut counters)) = (
        desk.find::<EscalationRequest>(record.id),
        changes.counters.take(),
    ) else {
        return;
    };
    let happening = Happening {
        desk,
        request,
        record: Some(record),
        at: stamp.at,
        by: stamp.by,
        message,
        due_at: None,
    };
    let mut told = happening.recipients();
    let by = stamp.by.user().and_then(|user| desk.find::<User>(user));
    let by = by.filter(|by| by.active && !by.no_mail_of_own_updates);
    for watcher in &record.watch_list {
        if Some(*watcher) != stamp.by.user() {
            told.user(*watcher, Wording::of(kind));
        } else if let Some(by) = by {
            told.mail(&by.email, &by.name, Wording::of(kind));
        }
    }
    if let Some(by) = by.filter(|_| kind == NoticeKind::EscalationUpdated) {
        told.mail(&by.email, &by.name, Wording::of(kind));
    }
    happening.tell(told, &mut counters, changes);
    changes.counters = Some(counters);
}

/// What became different, as people read it: `severity High → Medium`.
fn said(desk: &Desk, before: &Escalation, after: &Escalation) -> Vec<Box<str>> {
    let severity = |id: SeverityId| {
        let severity = desk.find::<EscalationSeverity>(id);
        severity.map_or("", |severity| &severity.name).to_owned()
    };
    let user = |id: UserId| {
        desk.find::<User>(id)
            .map_or("", |user| &user.name)
            .to_owned()
    };
    let assignee = |id: Option<UserId>| id.map_or_else(|| "nobody".to_owned(), user);
    let group = |id: Option<GroupId>| {
        let group = id.and_then(|id| desk.find::<Group>(id));
        group.map_or("none", |group| &group.name).to_owned()
    };
    let number = |id: CaseId| {
        let case = desk.find::<Case>(id);
        case.map(|case| case.number.to_string()).unwrap_or_default()
    };
    let mut said: Vec<Box<str>> = Vec::new();
    let mut moved = |what: &str, before: String, after: String| {
        if before != after {
            said.push(format!("{what} {before} → {after}").into());
        }
    };
    moved(
        "severity",
        severity(before.severity),
        severity(after.severity),
    );
    moved(
        "trend",
        before.trend.name().to_owned(),
        after.trend.name().to_owned(),
    );
    moved(
        "assignment group",
        group(before.assignment_group),
        group(after.assignment_group),
    );
    moved(
        "assigned to",
        assignee(before.assigned_to),
        assignee(after.assigned_to),
    );
    let users = (&before.watch_list, &after.watch_list);
    said.extend(membership("watch list", users.0, users.1, user));
    let cases = (&before.related_cases, &after.related_cases);
    said.extend(membership("related cases", cases.0, cases.1, number));
    said
}

/// Who or what joined and left a list: `watch list: + Ana, - Ben`.
fn membership<T: Copy + PartialEq>(
    what: &str,
    before: &[T],
    after: &[T],
    name: impl Fn(T) -> String,
) -> Option<Box<str>> {
    let joined = after.iter().filter(|one| !before.contains(one));
    let left = before.iter().filter(|one| !after.contains(one));
    let joined = joined.map(|one| format!("+ {}", name(*one)));
    let left = left.map(|one| format!("- {}", name(*one)));
    let moved: Vec<String> = joined.chain(left).collect();
    (!moved.is_empty()).then(|| format!("{what}: {}", moved.join(", ")).into())
}

/// What those who watch read; a work note is not mailed.
fn message(said: &RecordUpdate) -> String {
    let mut lines = vec![said.changes.join("; ")];
    lines.push(said.comment.to_string());
    lines.retain(|line| !line.is_empty());
    if lines.is_empty() {
        lines.push("Nothing changed.".to_owned());
    }
    lines.join("\n")
}

/// What the case's work note says.
fn note(record: &Escalation, said: &RecordUpdate) -> String {
    let number = escalation_number(record.number);
    let what = if said.changes.is_empty() {
        format!("{number} is updated")
    } else {
        format!("{number} is updated: {}", said.changes.join("; "))
    };
    let mut lines = vec![what.as_str(), &said.comment, &said.work_note];
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::membership;

    #[test]
    fn who_joined_and_left_a_list_is_said() {
        let name = |n: u32| n.to_string();
        let said = membership("watch list", &[1, 2], &[2, 3], name);
        assert_eq!(said.as_deref(), Some("watch list: + 3, - 1"));
        assert_eq!(membership("watch list", &[1], &[1], name), None);
    }
}
