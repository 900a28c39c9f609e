//! Asking to escalate (semantics 5.1 to 5.9).

use super::{entry, may, open};
use crate::engine::{
    case::Case,
    change::ChangeSet,
    decide::{Rejection, check},
    desk::Desk,
    escalation::{
        Approval, EscalationDraft, EscalationReason, EscalationRequest, EscalationSeverity,
        EscalationTemplate, EscalationType, Happening, RequestState, Source,
    },
    field_error::FieldError,
    history::Deed,
    id::UserId,
    notice_kind::NoticeKind,
    people::{Group, User},
    record::{Records, Stored},
    roles::Act,
    stamp::Stamp,
    wording::Wording,
};

/// Allots the number and asks those who have to approve; where nobody has, escalates at once
/// (semantics 5.4, 5.31).
pub(super) fn request(
    desk: &Desk,
    draft: &EscalationDraft,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    may(
        desk,
        match draft.source.escalation_type() {
            EscalationType::Case => Act::EscalateCase,
            EscalationType::Account => Act::EscalateAccount,
        },
        stamp,
    )?;
    let case = source_is_free(desk, draft.source)?;
    let template = checked(desk, draft)?;
    let mut counters = desk.counters().clone();
    let approvers = template.approvers(desk, case);
    let mut request = EscalationRequest {
        id: counters.next_id::<EscalationRequest>(),
        number: counters.next_escalation_number(),
        draft: EscalationDraft {
            watch_list: watch_list(desk, draft, template),
            justification: draft.justification.trim().into(),
            ..draft.clone()
        },
        requested: stamp,
        approval_policy: template.approval_policy,
        approvals: approvers.iter().copied().map(Approval::of).collect(),
        state: RequestState::Requested,
        decided: None,
        answer: Box::default(),
        deleted: None,
    };
    let mut changes = ChangeSet::default();
    let about = EscalationRequest::key(request.id);
    changes
        .history
        .push(entry(&request, about, Deed::EscalationRequested, stamp));
    if approvers.is_empty() {
        request.state = RequestState::Approved;
        request.decided = Some(stamp);
        changes.counters = Some(counters);
        open::open(desk, &request, None, stamp, &mut changes);
    } else {
        let happening = Happening {
            desk,
            request: &request,
            record: None,
            at: stamp.at,
            by: stamp.by,
            message: &why(desk, &request.draft),
            due_at: None,
        };
        let mut told = happening.recipients();
        for approver in approvers {
            told.user(approver, Wording::of(NoticeKind::ApprovalRequested));
        }
        happening.tell(told, &mut counters, &mut changes);
        changes.counters = Some(counters);
    }
    changes.put(request);
    Ok(changes)
}

/// An open case, or an account, that is not escalated yet (semantics 5.8, 5.9).
fn source_is_free(desk: &Desk, source: Source) -> Result<Option<&Case>, Rejection> {
    let case = match source {
        Source::Case(id) => {
            let gone = || Rejection::Gone(Case::key(id));
            let case = desk.find::<Case>(id).ok_or_else(gone)?;
            if case.is_closed() {
                return Err(Rejection::SourceClosed(case.number));
            }
            Some(case)
        }
        Source::Account(id) => {
            let gone = || Rejection::Gone(crate::engine::account::Account::key(id));
            desk.accounts.get(&id).ok_or_else(gone)?;
            None
        }
    };
    match desk.open_escalation(source) {
        None => Ok(case),
        Some(open) => {
            let number = desk.find::<EscalationRequest>(open);
            Err(Rejection::AlreadyEscalated {
                what: source.words(desk).into(),
                number: number.map_or(0, |request| request.number),
                escalation: open,
            })
        }
    }
}

/// The template, when all that is filled in can be taken.
fn checked<'a>(
    desk: &'a Desk,
    draft: &EscalationDraft,
) -> Result<&'a EscalationTemplate, Rejection> {
    let mut problems = Vec::new();
    let mut wrong = |is_wrong: bool, field: &str, reason: &str| {
        if is_wrong {
            problems.push(FieldError::new(field, reason));
        }
    };
    let template = desk
        .find::<EscalationTemplate>(draft.template)
        .filter(|template| template.active);
    if template.is_some_and(|one| one.escalation_type != draft.source.escalation_type()) {
        return Err(Rejection::TemplateTypeMismatch);
    }
    wrong(
        template.is_none(),
        "template",
        "choose one of the templates",
    );
    let severity = desk.find::<EscalationSeverity>(draft.severity);
    let severity = severity.is_some_and(|severity| severity.active);
    wrong(!severity, "severity", "choose one of the severities");
    let reason = desk.find::<EscalationReason>(draft.reason);
    let reason = reason.is_some_and(|reason| reason.active);
    wrong(!reason, "reason", "choose one of the reasons");
    let group = draft.assignment_group;
    let group = group.is_none_or(|group| desk.find::<Group>(group).is_some());
    wrong(!group, "assignment_group", "choose one of the groups");
    let assignee = draft.assigned_to;
    let assignee = assignee.is_none_or(|user| desk.find::<User>(user).is_some());
    wrong(!assignee, "assigned_to", "choose one of the users");
    wrong(
        !super::manage::are_of_source(desk, draft.source, &draft.related_cases),
        "related_cases",
        "choose cases of this account",
    );
    check(problems)?;
    if draft.justification.trim().is_empty() {
        return Err(Rejection::JustificationRequired);
    }
    template.ok_or(Rejection::TemplateTypeMismatch)
}

/// Who watches, once each: those of the template, those named, and the account's team
/// (semantics 5.2, 10.6).
fn watch_list(desk: &Desk, draft: &EscalationDraft, template: &EscalationTemplate) -> Vec<UserId> {
    let mut watch: Vec<UserId> = Vec::new();
    let team = match draft.source {
        Source::Account(id) if draft.add_account_team => desk
            .accounts
            .get(&id)
            .map_or(&[][..], |account| &account.team),
        _ => &[],
    };
    for user in template
        .watch_list
        .iter()
        .chain(&draft.watch_list)
        .chain(team)
    {
        if !watch.contains(user) {
            watch.push(*user);
        }
    }
    watch
}

/// Why it is escalated, as those read who are told.
pub(super) fn why(desk: &Desk, draft: &EscalationDraft) -> String {
    let reason = desk.find::<EscalationReason>(draft.reason);
    let reason = reason.map_or("", |reason| &reason.name);
    format!("Reason: {reason}\nJustification: {}", draft.justification)
}

/// Whoever asked, when it was a user.
pub(super) const fn requester(request: &EscalationRequest) -> Option<UserId> {
    request.requested.by.user()
}
