//! Escalations that people ask for (semantics 5): a request, who approves it, and the record that
//! is born of it. Rules and hand-offs know nothing of them, nor they of these.

mod approval;
mod command;
mod notices;
mod reason;
mod record;
mod request;
mod severity;
mod template;

pub use approval::{Approval, ApprovalState};
pub use command::EscalationCommand;
pub(super) use notices::Happening;
pub use reason::EscalationReason;
pub use record::{Escalation, EscalationState, EscalationUpdate, RecordUpdate, Trend};
pub use request::{EscalationDraft, EscalationRequest, RequestSource, RequestState};
pub use severity::{EscalationSeverity, SeverityColour, SeverityShape};
pub use template::{ApprovalPolicy, EscalationTemplate};

use super::{
    account::Account,
    case::Case,
    desk::Desk,
    id::{AccountId, CaseId, SeverityId},
    record::Records,
};
use serde::{Deserialize, Serialize};

/// What an escalation is about (ServiceNow: source record).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A customer's case.
    Case(CaseId),
    /// A customer's company.
    Account(AccountId),
}

/// The two types of escalation: a template is for one of them (semantics 1.14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalationType {
    /// Of a case.
    Case,
    /// Of an account.
    Account,
}

impl Source {
    /// The type of its escalations.
    #[must_use]
    pub const fn escalation_type(self) -> EscalationType {
        match self {
            Self::Case(_) => EscalationType::Case,
            Self::Account(_) => EscalationType::Account,
        }
    }

    /// The case, if it is one.
    #[must_use]
    pub const fn case(self) -> Option<CaseId> {
        match self {
            Self::Case(case) => Some(case),
            Self::Account(_) => None,
        }
    }

    /// As people name it: `case 1001`, `account Acme`.
    #[must_use]
    pub fn words<R: Records>(self, records: &R) -> String {
        match self {
            Self::Case(id) => {
                let case = records.find::<Case>(id);
                case.map_or_else(
                    || "a deleted case".to_owned(),
                    |case| format!("case {}", case.number),
                )
            }
            Self::Account(id) => {
                let account = records.find::<Account>(id);
                account.map_or_else(
                    || "a deleted account".to_owned(),
                    |account| format!("account {}", account.name),
                )
            }
        }
    }
}

/// The number of an escalation as people see it (semantics 1.15).
#[must_use]
pub fn escalation_number(number: u64) -> String {
    format!("ESC{number:07}")
}

impl Desk {
    /// The record that escalates a source now; `None` while it is only asked for.
    #[must_use]
    pub fn escalation_of(&self, source: Source) -> Option<&Escalation> {
        let open = self.find::<Escalation>(self.open_escalation(source)?);
        open.filter(|escalation| escalation.is_open())
    }

    /// The severity that colours a source in lists and on its form (semantics 11.5).
    #[must_use]
    pub fn highlight(&self, source: Source) -> Option<&EscalationSeverity> {
        let severity: SeverityId = self.escalation_of(source)?.severity;
        self.find::<EscalationSeverity>(severity)
    }
}
