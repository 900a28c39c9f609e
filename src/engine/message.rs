//! What is said on a case.

use super::{
    hand_off::Escalatee,
    id::{CaseId, UserId},
    stamp::Stamp,
};
use serde::{Deserialize, Serialize};

/// Characters of a message, at most: a long mail fits, a file does not.
pub const MESSAGE_CHARACTERS_MAX: usize = 32_000;

/// What a message is for (semantics 1.20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// What the customer wrote.
    Customer,
    /// What the customer was answered.
    Reply,
    /// Said to everybody on the case.
    Comment,
    /// Asked of those whom the case is handed to.
    Escalation,
    /// What they replied to the one who asked.
    EscalationReply,
    /// Said among those who work here.
    WorkNote,
    /// Mail that came from somebody other than the customer.
    EmailIn,
    /// Mail that went to the customer beside the replies.
    EmailOut,
    /// What the desk itself notes.
    System,
}

impl MessageKind {
    /// Every kind, in the order people see them.
    pub const ALL: [Self; 9] = [
        Self::Customer,
        Self::Reply,
        Self::Comment,
        Self::Escalation,
        Self::EscalationReply,
        Self::WorkNote,
        Self::EmailIn,
        Self::EmailOut,
        Self::System,
    ];

    /// Whether the customer is never to see it (semantics 7.5).
    #[must_use]
    pub const fn is_internal(self) -> bool {
        match self {
            Self::Customer | Self::Reply | Self::Comment | Self::EmailOut => false,
            Self::Escalation
            | Self::EscalationReply
            | Self::WorkNote
            | Self::EmailIn
            | Self::System => true,
        }
    }
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
    /// Whom a hand-off asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Escalatee>,
    /// Who recorded what the customer wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<UserId>,
    /// The text.
    pub text: Box<str>,
}
