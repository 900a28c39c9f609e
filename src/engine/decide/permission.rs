//! May this person? The matrix of acts, before anything is decided (semantics 9.2, 9.4).

use super::Rejection;
use crate::engine::{
    change::ChangeSet,
    command::Command,
    desk::Desk,
    escalation::EscalationCommand,
    hand_off::HandOffs,
    history::{Deed, HistoryEntry},
    id::CaseId,
    message::MessageKind,
    people::User,
    record::{Kind, RecordKey, Records, Stored},
    roles::Act,
    stamp::{Actor, Stamp},
};

/// Refuses what the roles of whoever acts do not allow.
pub fn may(desk: &Desk, act: Act, stamp: Stamp) -> Result<(), Rejection> {
    let allowed = match stamp.by {
        Actor::User(id) => {
            let user = desk.find::<User>(id);
            user.is_some_and(|user| user.active && user.may(act))
        }
        Actor::Customer => act == Act::WorkOnCases,
        Actor::RuleEngine | Actor::AssignmentEngine | Actor::SlaEngine | Actor::System => true,
    };
    if allowed {
        return Ok(());
    }
    Err(Rejection::Forbidden(act))
}

/// Refuses a command whose act the roles do not allow. What depends on more than the command is
/// refused where it is decided.
pub(super) fn may_ask(desk: &Desk, command: &Command, stamp: Stamp) -> Result<(), Rejection> {
    match act_of(command) {
        Some(_) if is_answer_of_escalatee(desk, command, stamp) => Ok(()),
        Some(act) => may(desk, act, stamp),
        None => Ok(()),
    }
}

/// Whoever is asked to help may answer the customer, whatever the roles (semantics 9.2).
fn is_answer_of_escalatee(desk: &Desk, command: &Command, stamp: Stamp) -> bool {
    let (
        Command::AddMessage {
            case,
            kind: MessageKind::Reply,
            ..
        },
        Actor::User(user),
    ) = (command, stamp.by)
    else {
        return false;
    };
    let rows = desk.find::<HandOffs>(*case);
    rows.is_some_and(|rows| rows.row_of(desk, user).is_some())
}

/// What a command is a case of; `None` for what everybody may, and for what is judged later.
fn act_of(command: &Command) -> Option<Act> {
    Some(match command {
        Command::StartDesk { .. }
        | Command::LearnZone(_)
        | Command::MarkRead(_)
        | Command::MarkSent(_)
        | Command::MarkFailed { .. }
        | Command::Suppress { .. }
        | Command::SendAgain { .. }
        | Command::NoteAttempt { .. }
        | Command::ReleaseDeliveries
        | Command::SuppressDeliveries
        | Command::AddMessage {
            kind: MessageKind::EscalationReply,
            ..
        } => return None,
        Command::Escalation(asked) => return act_of_escalation(asked),
        Command::CreateCase { .. }
        | Command::SaveCase { .. }
        | Command::CloseCase(_)
        | Command::ReopenCase(_)
        | Command::AddMessage { .. }
        | Command::GrabCase(_)
        | Command::LogActivity(_) => Act::WorkOnCases,
        Command::HandOff { .. } | Command::EndHandOff { .. } => Act::HandOff,
        Command::SaveAssignmentRule(_)
        | Command::DeleteAssignmentRule(_)
        | Command::SaveAssignment(_)
        | Command::DeleteAssignment(_)
        | Command::OrderAssignments(_) => Act::SetUpAssignments,
        Command::SaveAccount(_) | Command::SaveContact(_) => Act::SaveCustomers,
        Command::SaveQueue(_)
        | Command::SaveRule(_)
        | Command::ActivateRule { .. }
        | Command::DeactivateRule(_)
        | Command::DeleteRule(_)
        | Command::ReevaluateOpenCases
        | Command::SaveCalendar(_)
        | Command::MakeDefault(_)
        | Command::DeleteCalendar(_)
        | Command::SaveHoliday(_)
        | Command::BringInHolidays { .. }
        | Command::DeleteHoliday(_) => Act::SetUpRules,
        Command::CancelPending { .. } => Act::DeletePending,
        Command::PutInOrder(keys) if are_of_escalations(keys) => Act::SetUpEscalations,
        Command::PutInOrder(_)
        | Command::SaveUser(_)
        | Command::SaveGroup(_)
        | Command::SaveParty(_)
        | Command::SaveChoice(_)
        | Command::DeleteChoice(_)
        | Command::DeleteStatus(_)
        | Command::SaveCaseDefaults(_)
        | Command::SaveAutoResponse(_)
        | Command::DeleteAutoResponse(_)
        | Command::SaveSupport(_)
        | Command::SaveStatus(_)
        | Command::SaveCustomField(_)
        | Command::SaveTemplate(_)
        | Command::SaveWebhook(_)
        | Command::DeleteWebhook(_)
        | Command::SavePreferences { .. }
        | Command::BringInSalesforce(_)
        | Command::LoadSample
        | Command::RemoveImport(_) => Act::Administer,
    })
}

/// Whether all of them are set up for escalations, and nothing else is put in order along with them.
fn are_of_escalations(keys: &[RecordKey]) -> bool {
    let mut kinds = keys.iter().map(|key| key.kind);
    kinds.all(|kind| matches!(kind, Kind::EscalationSeverity | Kind::EscalationReason))
}

/// Setting escalations up takes a role; the rest is judged with what is escalated.
const fn act_of_escalation(asked: &EscalationCommand) -> Option<Act> {
    match asked {
        EscalationCommand::SaveSeverity(_)
        | EscalationCommand::SaveReason(_)
        | EscalationCommand::SaveTemplate(_)
        | EscalationCommand::SaveSla(_)
        | EscalationCommand::SetNotifyCustomer(_) => Some(Act::SetUpEscalations),
        _ => None,
    }
}

/// What is to be stored of a refusal (semantics 9.4, 12.2). What was only filled in wrong, or is of a
/// record that is not here any more, leaves no trace.
#[must_use]
pub fn told_of_refusal(
    case: Option<CaseId>,
    rejection: &Rejection,
    stamp: Stamp,
) -> Option<ChangeSet> {
    let Actor::User(user) = stamp.by else {
        return None;
    };
    let refused = |act| Deed::Refused { act };
    let deed = match rejection {
        Rejection::Forbidden(act) => refused(*act),
        Rejection::NotAsked(_) => refused(Act::AnswerForOthers),
        Rejection::Locked(_) => refused(Act::EditLockedCase),
        Rejection::Gone(_)
        | Rejection::Fields(_)
        | Rejection::JustificationRequired
        | Rejection::ReasonRequired
        | Rejection::TemplateTypeMismatch
        | Rejection::UnknownZone(_)
        | Rejection::Started(_) => return None,
        other => {
            let text = other.to_string();
            // What follows is advice to whoever asked, not to whoever reads of it.
            let reason = text.rsplit_once(": ").map_or(&*text, |(reason, _)| reason);
            Deed::NotDone {
                reason: reason.into(),
            }
        }
    };
    Some(ChangeSet {
        history: vec![HistoryEntry {
            case,
            ..super::told(User::key(user), deed, stamp)
        }],
        ..ChangeSet::default()
    })
}
