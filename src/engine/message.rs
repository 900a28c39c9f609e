//! What is said on a case.

use super::{id::CaseId, stamp::Stamp};
use serde::{Deserialize, Serialize};

/// Who may read a message, and what it is for (semantics 1.20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Said to everybody on the case.
    Comment,
    /// Said among those who work here.
    WorkNote,
}

/// A message on a case: append-only, never held by the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The case it is on.
    pub case: CaseId,
    /// Its place among the messages of the desk's device, from 1 on.
    pub serial: u64,
    /// Who said it, and when.
    pub said: Stamp,
    /// What it is for.
    pub kind: MessageKind,
    /// The text.
    pub text: Box<str>,
}
