//! The record of an escalation that is under way or over.

use super::{EscalationType, Source};
use crate::engine::{
    id::{CaseId, EscalationId, GroupId, SeverityId, UserId},
    instant::Instant,
    sla::TaskSla,
    stamp::Stamp,
};
use serde::{Deserialize, Serialize};

/// An escalation, born when its request is approved (semantics 5.4, 5.5). Rules do not look at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Names the record and its request.
    pub id: EscalationId,
    /// What people call it by.
    pub number: u64,
    /// What is escalated.
    pub source: Source,
    /// Whether it is over.
    pub state: EscalationState,
    /// How severe it is.
    pub severity: SeverityId,
    /// Where it is going.
    pub trend: Trend,
    /// Who is told of all that happens, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watch_list: Vec<UserId>,
    /// The group that manages it; of accounts only (semantics 5.11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment_group: Option<GroupId>,
    /// Who manages it; of accounts only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_to: Option<UserId>,
    /// The cases that bring it about; of accounts only (semantics 5.10).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related_cases: Vec<CaseId>,
    /// When it became escalated.
    pub opened_at: Instant,
    /// Who approved it last; `None` where nobody had to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<UserId>,
    /// Who de-escalated it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Stamp>,
    /// Why it could be de-escalated.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub deescalation_justification: Box<str>,
    /// What was done to it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<RecordUpdate>,
    /// Its SLAs, oldest first; one keeps its place for ever.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slas: Vec<TaskSla>,
}

/// Whether an escalation is over. Nothing leaves closed (semantics 5.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalationState {
    /// Under way.
    Escalated,
    /// De-escalated.
    Closed,
}

/// Where an escalation is going; at first the same (semantics 5.17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// To the better.
    Improving,
    /// Nowhere.
    #[default]
    Same,
    /// To the worse.
    Declining,
}

impl Trend {
    /// Every trend, in the order people see them.
    pub const ALL: [Self; 3] = [Self::Improving, Self::Same, Self::Declining];

    /// As people see it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Improving => "Improving",
            Self::Same => "Same",
            Self::Declining => "Declining",
        }
    }
}

/// One update of a record (semantics 5.12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordUpdate {
    /// Who, and when.
    pub stamp: Stamp,
    /// What changed: `severity High → Medium`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Box<str>>,
    /// What was said to those who watch.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub comment: Box<str>,
    /// What was noted and not mailed.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub work_note: Box<str>,
}

/// What an update makes different; `None` leaves it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EscalationUpdate {
    /// The severity.
    pub severity: Option<SeverityId>,
    /// The trend.
    pub trend: Option<Trend>,
    /// Who is told.
    pub watch_list: Option<Vec<UserId>>,
    /// The group that manages it, or none.
    pub assignment_group: Option<Option<GroupId>>,
    /// Who manages it, or nobody.
    pub assigned_to: Option<Option<UserId>>,
    /// The cases that bring it about.
    pub related_cases: Option<Vec<CaseId>>,
    /// What is said to those who watch.
    pub comment: Box<str>,
    /// What is noted and not mailed.
    pub work_note: Box<str>,
}

impl Escalation {
    /// Whether it is under way.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == EscalationState::Escalated
    }

    /// What it is of.
    #[must_use]
    pub const fn escalation_type(&self) -> EscalationType {
        self.source.escalation_type()
    }
}
