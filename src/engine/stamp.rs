//! Who did something, and when.

use super::{id::UserId, instant::Instant};
use serde::{Deserialize, Serialize};

/// Who acts (semantics 12.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Actor {
    /// Someone who works here.
    User(UserId),
    /// The customer, through a channel.
    Customer,
    /// The rules, by the clock.
    RuleEngine,
    /// The automatic assignments, by the clock.
    AssignmentEngine,
    /// The SLAs of escalations, by the clock and by what people do.
    SlaEngine,
    /// The desk itself, at its first opening.
    System,
}

impl Actor {
    /// Whether it is somebody, and not the desk by itself.
    #[must_use]
    pub const fn is_person(self) -> bool {
        matches!(self, Self::User(_) | Self::Customer)
    }

    /// The user that it is; `None` for everybody and everything else.
    #[must_use]
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::User(id) => Some(id),
            Self::Customer
            | Self::RuleEngine
            | Self::AssignmentEngine
            | Self::SlaEngine
            | Self::System => None,
        }
    }
}

/// Who asks, and when: the only way the engine learns either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// The instant of the act. It never runs backwards from one command to the next.
    pub at: Instant,
    /// Who acts.
    pub by: Actor,
}
