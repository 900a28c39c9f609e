//! Everything that the page of an escalation shows (semantics 1.13).

use super::{
    account_panel::{CaseState, case_states},
    mark::{SeverityMark, severity_mark},
    record_history::{HistoryRow, history_rows},
    sla_row::{SlaRow, sla_rows},
    words::state_words,
};
use crate::engine::{
    calendar::ZoneTable,
    case::Case,
    desk::Desk,
    escalation::{
        ApprovalState, EscalationReason, EscalationRequest, EscalationTemplate, RequestSource,
        Source, escalation_number,
    },
    id::{EscalationId, UserId},
    instant::Instant,
    people::{Assignee, Group},
    record::Records,
    roles::Act,
    stamp::{Actor, Stamp},
};
use crate::view::phrase::{actor_words, assignee_words, instant_words, listed};

/// The page of a request and its record.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what the reader may do, each by itself"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPage {
    /// The number.
    pub number: String,
    /// Where it stands.
    pub state: &'static str,
    /// What is escalated, for the link.
    pub source: Source,
    /// The same in words.
    pub source_words: String,
    /// The case's subject or the account's name.
    pub subject: Box<str>,
    /// How severe it is.
    pub severity: Option<SeverityMark>,
    /// Where it is going; empty for a request.
    pub trend: &'static str,
    /// On whose behalf it is.
    pub request_source: &'static str,
    /// Why, in a few words.
    pub reason: Box<str>,
    /// How it is handled.
    pub template: Box<str>,
    /// Why, in the requester's words.
    pub justification: Box<str>,
    /// Who asked, and when.
    pub requested: String,
    /// Who decided on the request, when and why; empty while it is open, or where nobody had to.
    pub decided: String,
    /// When it became escalated; empty for a request.
    pub opened: String,
    /// Who de-escalated it, when and why; empty while it is under way.
    pub closed: String,
    /// Who watches.
    pub watch_list: String,
    /// The group that manages it; of accounts only.
    pub assignment_group: Box<str>,
    /// Who manages it: of a case its owner (semantics 5.11).
    pub assigned_to: String,
    /// The cases that bring it about, with their own state.
    pub related: Vec<CaseState>,
    /// Who was asked to approve.
    pub approvers: Vec<ApproverRow>,
    /// Its SLAs, the latest first.
    pub slas: Vec<SlaRow>,
    /// What happened to it, the latest first.
    pub history: Vec<HistoryRow>,
    /// Whether the case is closed while the record is open (semantics 5.16).
    pub is_source_closed: bool,
    /// Whether the reader may answer it.
    pub may_answer: bool,
    /// Whether the reader may take it back.
    pub may_withdraw: bool,
    /// Whether the reader may manage it.
    pub may_manage: bool,
    /// Whether it is over: only then may it be deleted.
    pub is_over: bool,
}

/// Somebody who was asked to approve.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ApproverRow {
    /// The name.
    pub name: String,
    /// The answer.
    pub state: &'static str,
    /// When it came; empty while it is awaited.
    pub at: String,
}

/// The page of an escalation as `reader` sees it; `None` when there is none.
#[must_use]
pub fn record_page(
    desk: &Desk,
    id: EscalationId,
    reader: Option<UserId>,
    now: Instant,
    zone: &ZoneTable,
) -> Option<RecordPage> {
    let request = desk.find::<EscalationRequest>(id)?;
    let request = Some(request).filter(|request| request.deleted.is_none())?;
    let record = desk.escalations.get(&id);
    let draft = &request.draft;
    let case = draft.source.case().and_then(|id| desk.find::<Case>(id));
    let open = record.filter(|record| record.is_open());
    let watch_list = record.map_or(&draft.watch_list, |record| &record.watch_list);
    let group = record.map_or(draft.assignment_group, |one| one.assignment_group);
    let group = group.and_then(|id| desk.find::<Group>(id));
    let assigned_to = record.map_or(draft.assigned_to, |record| record.assigned_to);
    let manager = case
        .map(|case| case.owner)
        .or(assigned_to.map(Assignee::User));
    let may = |act: Act| {
        let reader = reader.and_then(|id| desk.users.get(&id));
        reader.is_some_and(|reader| reader.may(act))
    };
    let managing = match draft.source {
        Source::Case(_) => Act::ManageCaseEscalation,
        Source::Account(_) => Act::ManageAccountEscalation,
    };
    let is_asked = desk.open_escalation(draft.source) == Some(id) && record.is_none();
    let reason = desk.find::<EscalationReason>(draft.reason);
    let template = desk.find::<EscalationTemplate>(draft.template);
    Some(RecordPage {
        number: escalation_number(request.number),
        state: state_words(desk, request),
        source: draft.source,
        source_words: draft.source.words(desk),
        subject: subject(desk, draft.source),
        severity: severity_mark(
            desk,
            record.map_or(draft.severity, |record| record.severity),
        ),
        trend: record.map_or("", |record| record.trend.name()),
        request_source: match draft.request_source {
            RequestSource::Customer => "Customer",
            RequestSource::Internal => "Internal",
        },
        reason: reason.map_or_else(Box::default, |reason| reason.name.clone()),
        template: template.map_or_else(Box::default, |template| template.name.clone()),
        justification: draft.justification.clone(),
        requested: stamp_words(desk, request.requested, zone),
        decided: decided_words(desk, request, zone),
        opened: record.map_or_else(String::new, |record| instant_words(record.opened_at, zone)),
        closed: record
            .and_then(|record| {
                let closed = stamp_words(desk, record.closed?, zone);
                Some(format!("{closed}: {}", record.deescalation_justification))
            })
            .unwrap_or_default(),
        watch_list: names(desk, watch_list),
        assignment_group: group.map_or_else(Box::default, |group| group.name.clone()),
        assigned_to: manager.map_or_else(String::new, |manager| assignee_words(desk, manager)),
        related: case_states(
            desk,
            record.map_or(&draft.related_cases, |record| &record.related_cases),
        ),
        approvers: approver_rows(desk, request, zone),
        slas: record.map_or_else(Vec::new, |record| sla_rows(desk, record, now, zone)),
        history: history_rows(desk, request, zone),
        is_source_closed: open.is_some() && case.is_some_and(Case::is_closed),
        may_answer: reader.is_some_and(|reader| {
            request.awaits(reader) || (request.is_orphaned() && may(Act::AnswerForOthers))
        }),
        may_withdraw: is_asked
            && (reader.map(Actor::User) == Some(request.requested.by) || may(Act::AnswerForOthers)),
        may_manage: open.is_some() && may(managing),
        is_over: open.is_none() && !is_asked,
    })
}

fn names(desk: &Desk, users: &[UserId]) -> String {
    let names = users
        .iter()
        .map(|id| assignee_words(desk, Assignee::User(*id)));
    listed(&names.collect::<Vec<_>>())
}

fn subject(desk: &Desk, source: Source) -> Box<str> {
    match source {
        Source::Case(id) => {
            let case = desk.cases.get(&id);
            case.map_or_else(Box::default, |case| case.subject.clone())
        }
        Source::Account(id) => {
            let account = desk.accounts.get(&id);
            account.map_or_else(Box::default, |account| account.name.clone())
        }
    }
}

fn stamp_words(desk: &Desk, stamp: Stamp, zone: &ZoneTable) -> String {
    format!(
        "{}, {}",
        actor_words(desk, stamp.by),
        instant_words(stamp.at, zone)
    )
}

fn decided_words(desk: &Desk, request: &EscalationRequest, zone: &ZoneTable) -> String {
    let Some(decided) = request.decided.filter(|_| !request.approvals.is_empty()) else {
        return String::new();
    };
    let who = stamp_words(desk, decided, zone);
    if request.answer.is_empty() {
        return who;
    }
    format!("{who}: {}", request.answer)
}

fn approver_rows(desk: &Desk, request: &EscalationRequest, zone: &ZoneTable) -> Vec<ApproverRow> {
    let rows = request.approvals.iter().map(|row| ApproverRow {
        name: assignee_words(desk, Assignee::User(row.approver)),
        state: match row.state {
            ApprovalState::Requested => "Requested",
            ApprovalState::Approved => "Approved",
            ApprovalState::Rejected => "Rejected",
            ApprovalState::NoLongerRequired => "No longer required",
        },
        at: row
            .at
            .map_or_else(String::new, |at| instant_words(at, zone)),
    });
    rows.collect()
}
