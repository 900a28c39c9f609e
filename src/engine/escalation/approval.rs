//! Who was asked to approve, and what they answered.

use super::{
    request::{EscalationRequest, RequestState},
    template::ApprovalPolicy,
};
use crate::engine::{
    id::UserId,
    instant::Instant,
    stamp::{Actor, Stamp},
};
use serde::{Deserialize, Serialize};

/// One person who was asked (semantics 5.33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who.
    pub approver: UserId,
    /// How far it has come.
    pub state: ApprovalState,
    /// When it came to that; `None` while the answer is awaited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
}

/// How far an approval has come; what is no longer requested stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    /// The answer is awaited.
    Requested,
    /// Yes.
    Approved,
    /// No.
    Rejected,
    /// Decided without this answer.
    NoLongerRequired,
}

impl Approval {
    /// Asks somebody.
    #[must_use]
    pub const fn of(approver: UserId) -> Self {
        Self {
            approver,
            state: ApprovalState::Requested,
            at: None,
        }
    }

    fn becomes(&mut self, state: ApprovalState, at: Instant) {
        if self.state == ApprovalState::Requested {
            self.state = state;
            self.at = Some(at);
        }
    }
}

impl EscalationRequest {
    /// Whether that user's answer is awaited.
    #[must_use]
    pub fn awaits(&self, user: UserId) -> bool {
        let of_user = |approval: &Approval| {
            approval.approver == user && approval.state == ApprovalState::Requested
        };
        self.state == RequestState::Requested && self.approvals.iter().any(of_user)
    }

    /// Whether it is open though nobody is left to answer (semantics 5.35).
    #[must_use]
    pub fn is_orphaned(&self) -> bool {
        let asked = |approval: &Approval| approval.state == ApprovalState::Requested;
        self.state == RequestState::Requested && !self.approvals.iter().any(asked)
    }

    /// Takes an approval (semantics 5.32).
    pub(in crate::engine) fn approve(&mut self, stamp: Stamp) {
        self.answer(ApprovalState::Approved, stamp);
        let waits = self.approval_policy == ApprovalPolicy::Everyone && !self.is_orphaned();
        if !waits {
            self.decide(RequestState::Approved, stamp, "");
        }
    }

    /// Takes a rejection, which declines it.
    pub(in crate::engine) fn reject(&mut self, reason: &str, stamp: Stamp) {
        self.answer(ApprovalState::Rejected, stamp);
        self.decide(RequestState::Declined, stamp, reason);
    }

    /// Ends it, whatever was asked.
    pub(in crate::engine) fn withdraw(&mut self, stamp: Stamp) {
        self.decide(RequestState::Withdrawn, stamp, "withdrawn");
    }

    /// Somebody who was asked is not active any more (semantics 5.35).
    pub(in crate::engine) fn release(&mut self, user: UserId, at: Instant) {
        for approval in &mut self.approvals {
            if approval.approver == user {
                approval.becomes(ApprovalState::NoLongerRequired, at);
            }
        }
    }

    fn answer(&mut self, state: ApprovalState, stamp: Stamp) {
        for approval in &mut self.approvals {
            if Actor::User(approval.approver) == stamp.by {
                approval.becomes(state, stamp.at);
            }
        }
    }

    fn decide(&mut self, state: RequestState, stamp: Stamp, reason: &str) {
        self.state = state;
        self.decided = Some(stamp);
        self.answer = reason.into();
        for approval in &mut self.approvals {
            approval.becomes(ApprovalState::NoLongerRequired, stamp.at);
        }
    }
}
