//! What a command is about: it is the cause of all else that the command brings about
//! (semantics 12.1).

use crate::engine::{
    assignment::{AssignmentRule, EscalationAssignment},
    auto_response::AutoResponseRule,
    calendar::{Calendar, Holiday},
    case::Case,
    choice::{CaseStatus, Choice},
    command::Command,
    delivery::Webhook,
    desk::Desk,
    escalation::{Escalation, EscalationCommand, EscalationRequest},
    exchange::Import,
    id::CaseId,
    preferences::Preferences,
    record::{Kind, RecordKey, Records, Stored},
    rule::EscalationRule,
};

/// The case, of those that are here, that a command is about; for an escalation, that of its
/// source.
#[must_use]
pub fn case_of(desk: &Desk, command: &Command) -> Option<CaseId> {
    match command {
        Command::CreateCase { .. } => None,
        Command::Escalation(asked) => match &**asked {
            EscalationCommand::Request(draft) => draft.source.case(),
            asked => {
                let request = desk.find::<EscalationRequest>(asked.escalation()?)?;
                request.draft.source.case()
            }
        },
        other => {
            let subject = subject_of(desk, other).filter(|key| key.kind == Kind::Case);
            subject.map(|key| CaseId(key.id))
        }
    }
}

/// The record that a command asks something of; `None` for what is told of each record by itself.
pub(super) fn subject_of(desk: &Desk, command: &Command) -> Option<RecordKey> {
    Some(match command {
        Command::StartDesk { .. }
        | Command::LearnZone(_)
        | Command::PutInOrder(_)
        | Command::OrderAssignments(_)
        | Command::MarkRead(_)
        | Command::MarkSent(_)
        | Command::MarkFailed { .. }
        | Command::Suppress { .. }
        | Command::SendAgain { .. }
        | Command::NoteAttempt { .. }
        | Command::ReleaseDeliveries
        | Command::SuppressDeliveries
        | Command::ReevaluateOpenCases => return None,
        Command::Escalation(asked) => return subject_of_escalation(desk, asked),
        Command::CreateCase { .. } => next_key::<Case>(desk),
        Command::SaveCase { case, .. }
        | Command::CloseCase(case)
        | Command::ReopenCase(case)
        | Command::AddMessage { case, .. }
        | Command::HandOff { case, .. }
        | Command::EndHandOff { case, .. }
        | Command::GrabCase(case)
        | Command::LogActivity(case)
        | Command::CancelPending { case, .. } => Case::key(*case),
        Command::SaveAccount(account) => key_to_be(desk, account),
        Command::SaveContact(contact) => key_to_be(desk, contact),
        Command::SaveUser(user) => key_to_be(desk, user),
        Command::SaveQueue(queue) => key_to_be(desk, queue),
        Command::SaveGroup(group) => key_to_be(desk, group),
        Command::SaveParty(party) => key_to_be(desk, party),
        Command::SaveAssignmentRule(rule) => key_to_be(desk, rule),
        Command::DeleteAssignmentRule(id) => AssignmentRule::key(*id),
        Command::SaveAssignment(assignment) => key_to_be(desk, assignment),
        Command::DeleteAssignment(id) => EscalationAssignment::key(*id),
        Command::SaveAutoResponse(rule) => key_to_be(desk, rule),
        Command::DeleteAutoResponse(id) => AutoResponseRule::key(*id),
        Command::SaveChoice(choice) => key_to_be(desk, choice),
        Command::DeleteChoice(id) => Choice::key(*id),
        Command::SaveStatus(status) => key_to_be(desk, status),
        Command::DeleteStatus(id) => CaseStatus::key(*id),
        Command::SaveSupport(_)
        | Command::SaveCaseDefaults(_)
        | Command::SavePreferences { .. } => Preferences::key(Preferences::ID),
        Command::SaveCustomField(field) => key_to_be(desk, field),
        Command::SaveRule(rule) => key_to_be(desk, rule),
        Command::ActivateRule { rule, .. }
        | Command::DeactivateRule(rule)
        | Command::DeleteRule(rule) => EscalationRule::key(*rule),
        Command::SaveCalendar(calendar) => key_to_be(desk, calendar),
        Command::MakeDefault(id) | Command::DeleteCalendar(id) => Calendar::key(*id),
        Command::SaveHoliday(holiday) => key_to_be(desk, holiday),
        Command::DeleteHoliday(id) => Holiday::key(*id),
        Command::SaveWebhook(webhook) => key_to_be(desk, webhook),
        Command::DeleteWebhook(id) => Webhook::key(*id),
        Command::SaveTemplate(template) => key_to_be(desk, template),
        Command::BringInSalesforce(_) | Command::BringInHolidays { .. } | Command::LoadSample => {
            next_key::<Import>(desk)
        }
        Command::RemoveImport(id) => Import::key(*id),
    })
}

fn subject_of_escalation(desk: &Desk, asked: &EscalationCommand) -> Option<RecordKey> {
    Some(match asked {
        EscalationCommand::Request(_) => next_key::<EscalationRequest>(desk),
        EscalationCommand::Approve(id)
        | EscalationCommand::Withdraw(id)
        | EscalationCommand::Delete(id)
        | EscalationCommand::Reject { escalation: id, .. } => EscalationRequest::key(*id),
        EscalationCommand::Update { escalation: id, .. }
        | EscalationCommand::Deescalate { escalation: id, .. } => Escalation::key(*id),
        EscalationCommand::SaveSeverity(severity) => key_to_be(desk, severity),
        EscalationCommand::SaveReason(reason) => key_to_be(desk, reason),
        EscalationCommand::SaveTemplate(template) => key_to_be(desk, template),
        EscalationCommand::SaveSla(definition) => key_to_be(desk, definition),
        EscalationCommand::SetNotifyCustomer(_) => Preferences::key(Preferences::ID),
        EscalationCommand::AddShipped => return None,
    })
}

/// The key that a record will be saved by: a new one has no id yet.
pub(super) fn key_to_be<T: Stored>(desk: &Desk, record: &T) -> RecordKey {
    match record.id() {
        id if id.into() == 0 => next_key::<T>(desk),
        id => T::key(id),
    }
}

fn next_key<T: Stored>(desk: &Desk) -> RecordKey {
    T::key(desk.counters().clone().next_id::<T>())
}
