//! Why people escalate.

use crate::engine::id::ReasonId;
use serde::{Deserialize, Serialize};

/// A row of the editable list of reasons (semantics 1.14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationReason {
    /// Names the record.
    pub id: ReasonId,
    /// As people see it.
    pub name: Box<str>,
    /// Its place in the list, least first.
    pub order: u32,
    /// Whether it may be chosen.
    pub active: bool,
}
