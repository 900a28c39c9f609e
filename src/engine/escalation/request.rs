//! What somebody asked for: it becomes a record once it is approved (semantics 5.5, 5.6).

use super::{Source, approval::Approval, template::ApprovalPolicy};
use crate::engine::{
    id::{CaseId, EscalationId, EscalationTemplateId, GroupId, ReasonId, SeverityId, UserId},
    stamp::Stamp,
};
use serde::{Deserialize, Serialize};

/// What somebody who escalates fills in (semantics 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationDraft {
    /// What is escalated.
    pub source: Source,
    /// On whose behalf.
    pub request_source: RequestSource,
    /// Why, in one of a few words.
    pub reason: ReasonId,
    /// How severe it is.
    pub severity: SeverityId,
    /// How it is handled.
    pub template: EscalationTemplateId,
    /// Why, in one's own words.
    pub justification: Box<str>,
    /// Who is told of all that happens, beside those of the template.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watch_list: Vec<UserId>,
    /// Whether the account's team is told as well; of accounts only.
    pub add_account_team: bool,
    /// The group that manages it; of accounts only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment_group: Option<GroupId>,
    /// Who manages it; of accounts only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_to: Option<UserId>,
    /// The cases that bring it about; of accounts only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related_cases: Vec<CaseId>,
}

/// A request; the record that comes of it has the same id and number (semantics 1.15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationRequest {
    /// Names the request and its record.
    pub id: EscalationId,
    /// What people call it by.
    pub number: u64,
    /// What is asked for; the watch list is complete.
    pub draft: EscalationDraft,
    /// Who asked, and when.
    pub requested: Stamp,
    /// Whose answers decide.
    #[serde(default)]
    pub approval_policy: ApprovalPolicy,
    /// Who was asked to approve, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// How far it has come.
    pub state: RequestState,
    /// Who decided it, and when; `None` while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Stamp>,
    /// Why it was declined.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub answer: Box<str>,
    /// Who deleted it and its record, and when; both stay for the audit (semantics 5.22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Stamp>,
}

/// On whose behalf somebody escalates (semantics 5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestSource {
    /// The customer's.
    Customer,
    /// Our own.
    Internal,
}

/// How far a request has come (semantics 5.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Answers are awaited.
    Requested,
    /// There is a record.
    Approved,
    /// There will be none.
    Declined,
    /// Whoever asked took it back; shown as declined.
    Withdrawn,
}
