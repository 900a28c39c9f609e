//! What a person can ask for about escalations.

use super::{
    EscalationDraft, EscalationReason, EscalationSeverity, EscalationTemplate, EscalationUpdate,
};
use crate::engine::{id::EscalationId, preferences::NotifyCustomer, sla::SlaDefinition};

/// One thing asked for. A record whose id is zero is to be made.
#[derive(Debug, Clone, PartialEq)]
pub enum EscalationCommand {
    /// Asks to escalate a case or an account (semantics 5.1).
    Request(EscalationDraft),
    /// Says yes to a request.
    Approve(EscalationId),
    /// Says no to a request.
    Reject {
        /// The request.
        escalation: EscalationId,
        /// Why not.
        reason: Box<str>,
    },
    /// Takes a request back.
    Withdraw(EscalationId),
    /// Changes the record of an escalation, or comments on it.
    Update {
        /// The record.
        escalation: EscalationId,
        /// What becomes different.
        update: EscalationUpdate,
    },
    /// Ends an escalation (semantics 5.14).
    Deescalate {
        /// The record.
        escalation: EscalationId,
        /// Why it can end.
        justification: Box<str>,
    },
    /// Hides an escalation that is over (semantics 5.22).
    Delete(EscalationId),
    /// Adds or changes a severity of escalations.
    SaveSeverity(EscalationSeverity),
    /// Adds or changes a reason to escalate.
    SaveReason(EscalationReason),
    /// Adds or changes how escalations are handled.
    SaveTemplate(EscalationTemplate),
    /// Adds or changes how long escalations may last.
    SaveSla(SlaDefinition),
    /// Chooses whether customers are told when their case is escalated (semantics 5.36).
    SetNotifyCustomer(NotifyCustomer),
    /// Adds the shipped severities, reasons, templates and SLAs to a desk made before there were
    /// any.
    AddShipped,
}

impl EscalationCommand {
    /// The escalation that it is about, when there is one already.
    #[must_use]
    pub const fn escalation(&self) -> Option<EscalationId> {
        match self {
            Self::Approve(id) | Self::Withdraw(id) | Self::Delete(id) => Some(*id),
            Self::Reject { escalation, .. }
            | Self::Update { escalation, .. }
            | Self::Deescalate { escalation, .. } => Some(*escalation),
            _ => None,
        }
    }
}
