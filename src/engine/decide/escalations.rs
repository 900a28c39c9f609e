//! Escalating, answering, managing and de-escalating (semantics 5).

mod answer;
mod manage;
mod open;
mod request;

pub(super) use answer::released;

use super::{Rejection, escalation_set_up as set_up, permission::may, told};
use crate::engine::{
    change::ChangeSet,
    desk::Desk,
    escalation::{Escalation, EscalationCommand, EscalationRequest},
    history::{Deed, HistoryEntry},
    id::EscalationId,
    message::{Message, MessageKind},
    record::{RecordKey, Records, Stored},
    stamp::Stamp,
};

/// Decides what is asked about escalations.
pub(super) fn decide(
    desk: &Desk,
    asked: &EscalationCommand,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    match asked {
        EscalationCommand::Request(draft) => request::request(desk, draft, stamp),
        EscalationCommand::Approve(id) => answer::approve(desk, *id, stamp),
        EscalationCommand::Reject { escalation, reason } => {
            answer::reject(desk, *escalation, reason, stamp)
        }
        EscalationCommand::Withdraw(id) => answer::withdraw(desk, *id, stamp),
        EscalationCommand::Update { escalation, update } => {
            manage::update(desk, *escalation, update, stamp)
        }
        EscalationCommand::Deescalate {
            escalation,
            justification,
        } => manage::deescalate(desk, *escalation, justification, stamp),
        EscalationCommand::Delete(id) => manage::delete(desk, *id, stamp),
        EscalationCommand::SaveSeverity(severity) => set_up::save_severity(desk, severity, stamp),
        EscalationCommand::SaveReason(reason) => set_up::save_reason(desk, reason, stamp),
        EscalationCommand::SaveTemplate(template) => set_up::save_template(desk, template, stamp),
        EscalationCommand::SaveSla(definition) => set_up::save_sla(desk, definition, stamp),
        EscalationCommand::SetNotifyCustomer(notify) => {
            set_up::set_notify_customer(desk, *notify, stamp)
        }
        EscalationCommand::AddShipped => Ok(set_up::add_shipped(desk)),
    }
}

/// The request, unless it is deleted.
fn request_of(desk: &Desk, id: EscalationId) -> Result<&EscalationRequest, Rejection> {
    let found = desk.find::<EscalationRequest>(id);
    let there = found.filter(|request| request.deleted.is_none());
    there.ok_or_else(|| Rejection::Gone(EscalationRequest::key(id)))
}

/// The record, which there is once its request is approved.
fn record_of(desk: &Desk, id: EscalationId) -> Result<&Escalation, Rejection> {
    let request = request_of(desk, id)?;
    let record = desk.find::<Escalation>(id);
    record.ok_or(Rejection::NoRecord(request.number))
}

/// An entry in the history of an escalation, and of its case.
fn entry(request: &EscalationRequest, about: RecordKey, deed: Deed, stamp: Stamp) -> HistoryEntry {
    HistoryEntry {
        case: request.draft.source.case(),
        ..told(about, deed, stamp)
    }
}

/// Copies what happened to the record of a case to the case, as an internal work note; that counts
/// as no modification (semantics 5.13).
fn note_on_case(record: &Escalation, text: &str, stamp: Stamp, changes: &mut ChangeSet) {
    let (Some(case), Some(counters)) = (record.source.case(), &mut changes.counters) else {
        return;
    };
    changes.messages.push(Message {
        case,
        serial: counters.next_part(),
        said: stamp,
        kind: MessageKind::WorkNote,
        to: Vec::new(),
        recorded_by: None,
        text: text.into(),
    });
}
