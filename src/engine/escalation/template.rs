//! How an escalation of one type is handled: who has to approve it, who watches.

use super::EscalationType;
use crate::engine::{
    case::Case,
    field_error::FieldError,
    id::{EscalationTemplateId, GroupId, UserId},
    people::{Group, User},
    record::Records,
};
use serde::{Deserialize, Serialize};

/// What people choose when they escalate (semantics 1.16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationTemplate {
    /// Names the record.
    pub id: EscalationTemplateId,
    /// As people see it.
    pub name: Box<str>,
    /// What it is for.
    #[serde(rename = "type")]
    pub escalation_type: EscalationType,
    /// Whether nobody has to approve.
    pub skip_approval: bool,
    /// Whose answers decide.
    #[serde(default)]
    pub approval_policy: ApprovalPolicy,
    /// Whose members are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval_group: Option<GroupId>,
    /// Whether the manager of the case's assignment group is asked too; of cases only.
    #[serde(default)]
    pub add_group_manager: bool,
    /// Who is told of all that happens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watch_list: Vec<UserId>,
    /// Whether it may be chosen.
    pub active: bool,
}

/// Whose answers decide a request (semantics 5.32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalPolicy {
    /// The first answer, the default approval.
    #[default]
    FirstAnswer,
    /// Everyone must approve; the first rejection declines.
    Everyone,
}

impl EscalationTemplate {
    /// What keeps it from being saved (semantics 5.30).
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(FieldError::new("name", "give it a name"));
        }
        let of_account = self.escalation_type == EscalationType::Account;
        if of_account && !self.skip_approval && self.approval_group.is_none() {
            let reason = "choose who is asked, or let nobody have to approve";
            problems.push(FieldError::new("approval_group", reason));
        }
        problems
    }

    /// Who is asked to approve, once each and active people only: the members of the approval
    /// group, then the manager of the case's assignment group (semantics 5.30).
    pub fn approvers<R: Records>(&self, records: &R, case: Option<&Case>) -> Vec<UserId> {
        if self.skip_approval {
            return Vec::new();
        }
        let group = |id: Option<GroupId>| records.find::<Group>(id?);
        let mut asked: Vec<UserId> = Vec::new();
        if let Some(group) = group(self.approval_group) {
            asked.extend(&group.members);
        }
        if self.add_group_manager && self.escalation_type == EscalationType::Case {
            let of_case = group(case.and_then(|case| case.assignment_group));
            asked.extend(of_case.and_then(|group| group.manager));
        }
        let mut approvers: Vec<UserId> = Vec::new();
        for user in asked {
            let active = records.find::<User>(user).is_some_and(|user| user.active);
            if active && !approvers.contains(&user) {
                approvers.push(user);
            }
        }
        approvers
    }
}
