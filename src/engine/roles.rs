//! What users may do: roles, what each contains, and the matrix of acts (semantics 9).

use super::people::User;
use serde::{Deserialize, Serialize};

/// What a user may do (semantics 9.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything.
    Admin,
    /// Works on cases.
    Agent,
    /// Leads agents; sees the pending queue.
    Manager,
    /// Leads the support desk.
    SupportManager,
    /// Handles escalated accounts.
    EscalationManager,
    /// Works on cases of consumers, and on their escalations.
    ConsumerAgent,
    /// May escalate.
    EscalationRequester,
    /// May escalate, and end it.
    DeescalationRequester,
    /// Looks after accounts, and may escalate them.
    AccountDataManager,
    /// Sees all escalations and how they are set up.
    EscalationConfigViewer,
    /// Sets escalations up.
    EscalationAdmin,
    /// May be asked to approve.
    Approver,
    /// Sees what customers see.
    Customer,
}

impl Role {
    /// Every role, in the order people see them.
    pub const ALL: [Self; 13] = [
        Self::Admin,
        Self::Agent,
        Self::ConsumerAgent,
        Self::Manager,
        Self::SupportManager,
        Self::EscalationRequester,
        Self::DeescalationRequester,
        Self::EscalationManager,
        Self::AccountDataManager,
        Self::Approver,
        Self::EscalationAdmin,
        Self::EscalationConfigViewer,
        Self::Customer,
    ];

    /// As people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Admin => "Administrator",
            Self::Agent => "Agent",
            Self::ConsumerAgent => "Consumer agent",
            Self::Manager => "Manager",
            Self::SupportManager => "Support manager",
            Self::EscalationRequester => "Escalation requester",
            Self::DeescalationRequester => "De-escalation requester",
            Self::EscalationManager => "Escalation manager",
            Self::AccountDataManager => "Account data manager",
            Self::Approver => "Approver",
            Self::EscalationAdmin => "Escalation administrator",
            Self::EscalationConfigViewer => "Escalation viewer",
            Self::Customer => "Customer",
        }
    }

    /// The roles that it contains, which may contain others (semantics 9.1).
    const fn contained(self) -> &'static [Self] {
        match self {
            Self::Admin => &Self::ALL,
            Self::Manager => &[Self::Agent, Self::ConsumerAgent, Self::Approver],
            Self::Agent | Self::EscalationManager => &[Self::DeescalationRequester],
            Self::EscalationAdmin => &[Self::DeescalationRequester, Self::EscalationConfigViewer],
            Self::DeescalationRequester => &[Self::EscalationRequester],
            Self::EscalationRequester => &[Self::ConsumerAgent],
            _ => &[],
        }
    }

    /// Whether who has this role has the other one by it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        let mut inside = self.contained().iter();
        self == other || self == Self::Admin || inside.any(|role| role.contains(other))
    }
}

/// Something that not everybody may do: the rows of the matrix (semantics 9.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Escalating a case.
    EscalateCase,
    /// Escalating an account.
    EscalateAccount,
    /// Changing the escalation of a case.
    ManageCaseEscalation,
    /// Changing the escalation of an account.
    ManageAccountEscalation,
    /// Ending the escalation of a case.
    DeescalateCase,
    /// Ending the escalation of an account.
    DeescalateAccount,
    /// Deleting the record of a case's escalation (semantics 5.22).
    DeleteCaseEscalation,
    /// Deleting the record of an account's escalation.
    DeleteAccountEscalation,
    /// Approving or declining without having been asked.
    AnswerForOthers,
    /// Templates, severities, escalation SLAs and reasons.
    SetUpEscalations,
    /// Rules, business hours, holidays, queues.
    SetUpRules,
    /// Looking at what is pending on all cases.
    SeePending,
    /// Deleting what is pending.
    DeletePending,
    /// Handing a case off, and ending that.
    HandOff,
    /// Automatic assignments.
    SetUpAssignments,
    /// Changing a closed case that is locked.
    EditLockedCase,
    /// Creating, editing, closing and reopening cases; comments, work notes, activities.
    WorkOnCases,
    /// Accounts and contacts.
    SaveCustomers,
    /// People, roles, statuses, priorities, settings, imports.
    Administer,
}

impl Act {
    /// The roles that may, beside an administrator; one that contains another may as well.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::EscalateCase => &[Role::EscalationRequester],
            Self::EscalateAccount => &[Role::EscalationRequester, Role::AccountDataManager],
            Self::ManageCaseEscalation => {
                &[Role::Agent, Role::ConsumerAgent, Role::EscalationManager]
            }
            Self::ManageAccountEscalation => &[
                Role::EscalationManager,
                Role::Agent,
                Role::ConsumerAgent,
                Role::EscalationAdmin,
            ],
            Self::DeescalateCase => &[Role::DeescalationRequester, Role::EscalationAdmin],
            Self::DeescalateAccount => &[
                Role::DeescalationRequester,
                Role::EscalationAdmin,
                Role::AccountDataManager,
            ],
            Self::DeleteCaseEscalation | Self::SetUpEscalations => &[Role::EscalationAdmin],
            Self::DeleteAccountEscalation => &[Role::EscalationAdmin, Role::AccountDataManager],
            Self::HandOff | Self::WorkOnCases => {
                &[Role::Agent, Role::ConsumerAgent, Role::SupportManager]
            }
            Self::SeePending => &[Role::Manager],
            Self::SetUpAssignments => &[Role::SupportManager],
            Self::SaveCustomers => &[Role::Agent, Role::AccountDataManager],
            Self::AnswerForOthers
            | Self::SetUpRules
            | Self::DeletePending
            | Self::EditLockedCase
            | Self::Administer => &[Role::Admin],
        }
    }

    /// The roles that may, as people read them.
    #[must_use]
    pub fn roles_words(self) -> String {
        let names: Vec<&str> = self.roles().iter().map(|role| role.name()).collect();
        let kind = if names.len() == 1 {
            "the role"
        } else {
            "one of the roles"
        };
        format!("{kind} {}", names.join(", "))
    }

    /// What it is, after *may not*.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::EscalateCase => "escalate a case",
            Self::EscalateAccount => "escalate an account",
            Self::ManageCaseEscalation => "change the escalation of a case",
            Self::ManageAccountEscalation => "change the escalation of an account",
            Self::DeescalateCase => "de-escalate a case",
            Self::DeescalateAccount => "de-escalate an account",
            Self::DeleteCaseEscalation => "delete the escalation of a case",
            Self::DeleteAccountEscalation => "delete the escalation of an account",
            Self::AnswerForOthers => "answer a request that asks others",
            Self::SetUpEscalations => "set escalations up",
            Self::SetUpRules => "change rules, business hours or queues",
            Self::SeePending => "see what is pending on all cases",
            Self::DeletePending => "delete what is pending",
            Self::HandOff => "hand cases off",
            Self::SetUpAssignments => "set automatic assignments up",
            Self::EditLockedCase => "change a locked case",
            Self::WorkOnCases => "work on cases",
            Self::SaveCustomers => "change accounts or contacts",
            Self::Administer => "administer the desk",
        }
    }

    /// Whether every support rep may, whatever the roles (semantics 9.2).
    const fn is_for_support_reps(self) -> bool {
        matches!(self, Self::HandOff | Self::WorkOnCases)
    }
}

impl User {
    /// Whether one of the user's roles is that one or contains it.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|own| own.contains(role))
    }

    /// Whether the user may do that. Roles guide and do not protect: whoever sits here chooses who
    /// acts (semantics 9.5).
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        (act.is_for_support_reps() && self.support_rep)
            || self.has(Role::Admin)
            || act.roles().iter().any(|role| self.has(*role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_contain_what_the_matrix_says() {
        for (role, other, expected) in [
            (Role::Agent, Role::EscalationRequester, true),
            (Role::Agent, Role::ConsumerAgent, true),
            (Role::Manager, Role::DeescalationRequester, true),
            (Role::Manager, Role::Approver, true),
            (Role::EscalationManager, Role::DeescalationRequester, true),
            (Role::EscalationAdmin, Role::EscalationConfigViewer, true),
            (Role::ConsumerAgent, Role::EscalationRequester, false),
            (Role::EscalationManager, Role::Agent, false),
            (Role::SupportManager, Role::Agent, false),
            (Role::Admin, Role::Approver, true),
        ] {
            assert_eq!(role.contains(other), expected, "{role:?} {other:?}");
        }
    }
}
