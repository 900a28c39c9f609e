//! What the composer of a case offers to say, and what it tells of clocks.

use super::hand_off::is_asked;
use crate::engine::{
    desk::Desk,
    id::{CaseId, UserId},
    message::MessageKind,
    roles::Act,
    rule::EscalationClock,
};

/// What can be said, as key and text.
const KINDS: [(MessageKind, &str, &str); 7] = [
    (
        MessageKind::EscalationReply,
        "hand-off-reply",
        "Reply to whoever asked me, private",
    ),
    (MessageKind::Reply, "reply", "Reply to the customer"),
    (MessageKind::Comment, "comment", "Comment"),
    (MessageKind::WorkNote, "work-note", "Work note, private"),
    (
        MessageKind::Customer,
        "customer",
        "Record what the customer wrote",
    ),
    (
        MessageKind::EmailOut,
        "mail-out",
        "Note mail to the customer",
    ),
    (
        MessageKind::EmailIn,
        "mail-in",
        "Note mail from others, private",
    ),
];

/// What somebody can say on a case, as key and text; the first is offered first.
#[must_use]
pub fn composer_kinds(desk: &Desk, case: CaseId, user: Option<UserId>) -> Vec<(String, String)> {
    let asked = user.is_some_and(|user| is_asked(desk, case, user));
    let offered = KINDS
        .iter()
        .filter(|(kind, ..)| asked || *kind != MessageKind::EscalationReply);
    offered
        .map(|(_, key, text)| ((*key).to_owned(), (*text).to_owned()))
        .collect()
}

/// What a key stands for.
#[must_use]
pub fn kind_of_key(key: &str) -> MessageKind {
    let found = KINDS.iter().find(|(_, known, _)| *known == key);
    found.map_or(MessageKind::Comment, |(kind, ..)| *kind)
}

/// The key of a kind that can be said.
#[must_use]
pub fn key_of_kind(kind: MessageKind) -> &'static str {
    let found = KINDS.iter().find(|(known, ..)| *known == kind);
    found.map_or("comment", |(_, key, _)| key)
}

/// Whether somebody can set a status along with such a message: what the customer wrote and what is
/// replied to a colleague save nothing.
#[must_use]
pub fn sets_status(desk: &Desk, kind: MessageKind, user: Option<UserId>) -> bool {
    let user = user.and_then(|id| desk.users.get(&id));
    let may = user.is_some_and(|user| user.may(Act::WorkOnCases));
    may && !matches!(kind, MessageKind::Customer | MessageKind::EscalationReply)
}

/// The statuses that can be set along with a message.
#[must_use]
pub fn status_options(desk: &Desk) -> Vec<(String, String)> {
    let statuses = desk.statuses_in_order().into_iter();
    statuses
        .map(|status| (status.id.0.to_string(), status.name.to_string()))
        .collect()
}

/// What saving a status along does to the clock of the case, which sending alone does not (K17).
#[must_use]
pub fn clock_hint(desk: &Desk, case: CaseId) -> &'static str {
    let plan = desk
        .plans
        .get(&case)
        .filter(|plan| !plan.pending.is_empty());
    let following = plan.and_then(|plan| plan.following.as_ref());
    match following.map(|following| following.clock) {
        None => "Sending alone does not save the case; setting a status does.",
        Some(EscalationClock::FromLastModification) => {
            "Sending alone stops no clock. Setting a status saves the case, and its escalation begins to count anew."
        }
        Some(EscalationClock::FromCreationUntilModified) => {
            "Sending alone stops no clock. Setting a status saves the case, and what is not yet due of its escalation is dropped."
        }
        Some(EscalationClock::FromCreation) => {
            "Sending alone does not save the case; setting a status does. Its escalation counts on from the creation either way."
        }
    }
}
