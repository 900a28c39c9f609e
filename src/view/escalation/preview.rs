//! What will happen before somebody escalates: who is asked, who is told, which SLA starts.

use crate::engine::{
    change::ChangeSet,
    desk::Desk,
    escalation::{ApprovalPolicy, EscalationDraft, EscalationRequest, RequestState},
    id::UserId,
    notice_kind::NoticeKind,
    notification::{Channel, Notification},
    record::Stored,
    sla::SlaDefinition,
    wording::age_words,
};
use crate::view::phrase::listed;

/// What escalating would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EscalatePreview {
    /// Whether it is escalated at once, with nobody to ask.
    pub is_immediate: bool,
    /// Who is asked to approve, and whose answers decide; or that nobody is.
    pub approval: String,
    /// Who is told, at once or once it is approved.
    pub told: String,
    /// Which SLAs start, at once or once it is approved.
    pub slas: String,
    /// Whether the customer hears of it.
    pub customer: String,
}

/// What `changes` tell of escalating by `draft`; they are those that the engine decided on
/// `desk`, and nothing of them is stored.
#[must_use]
pub fn escalate_preview(
    desk: &Desk,
    draft: &EscalationDraft,
    changes: &ChangeSet,
) -> EscalatePreview {
    let records = changes.records.values().flatten();
    let request = records.clone().find_map(<EscalationRequest as Stored>::of);
    let Some(request) = request else {
        return EscalatePreview::default();
    };
    let is_immediate = request.state == RequestState::Approved;
    let when = if is_immediate {
        "at once"
    } else {
        "once it is approved"
    };
    let notices = records.filter_map(<Notification as Stored>::of);
    let customer = notices
        .filter(|notice| notice.kind == NoticeKind::EscalationAcceptedCustomer)
        .find_map(|notice| match &notice.channel {
            Channel::Email(address) => Some(address),
            Channel::Inbox(_) | Channel::Webhook(_) => None,
        });
    EscalatePreview {
        is_immediate,
        approval: approval_words(desk, request),
        told: told_words(desk, &request.draft.watch_list, when),
        slas: sla_words(desk, draft, when),
        customer: customer.map_or_else(String::new, |address| {
            format!("The customer gets a neutral mail at {address}.")
        }),
    }
}

fn names(desk: &Desk, users: impl Iterator<Item = UserId>) -> Vec<String> {
    let users = users.filter_map(|id| desk.users.get(&id));
    users.map(|user| user.name.to_string()).collect()
}

fn approval_words(desk: &Desk, request: &EscalationRequest) -> String {
    let asked = names(desk, request.approvals.iter().map(|row| row.approver));
    match (asked.len(), request.approval_policy) {
        (0, _) => "Nobody has to approve it: it is escalated at once.".to_owned(),
        (1, _) => format!("{} is asked to approve it.", listed(&asked)),
        (_, ApprovalPolicy::FirstAnswer) => {
            format!("{} are asked; the first answer decides.", listed(&asked))
        }
        (_, ApprovalPolicy::Everyone) => {
            format!(
                "{} are asked, and all of them must approve.",
                listed(&asked)
            )
        }
    }
}

fn told_words(desk: &Desk, watch_list: &[UserId], when: &str) -> String {
    let told = names(desk, watch_list.iter().copied());
    if told.is_empty() {
        return "Nobody watches it yet.".to_owned();
    }
    format!(
        "{} will be told {when}, and of every update.",
        listed(&told)
    )
}

fn sla_words(desk: &Desk, draft: &EscalationDraft, when: &str) -> String {
    let starts = |definition: &&SlaDefinition| {
        definition.active
            && definition.severity == draft.severity
            && definition.escalation_type == draft.source.escalation_type()
    };
    let slas = desk.sla_definitions.values().filter(starts);
    let slas: Vec<String> = slas
        .map(|sla| format!("{} ({})", sla.name, age_words(sla.duration_minutes)))
        .collect();
    if slas.is_empty() {
        return "No SLA is set for this severity.".to_owned();
    }
    format!("{} will start {when}.", listed(&slas))
}
