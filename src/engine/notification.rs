//! Notices: what lies in somebody's inbox, and what waits in the outbox to be mailed.

use super::{
    delivery::Delivery,
    id::{CaseId, EscalationId, ImportId, NotificationId, TemplateId, UserId, WebhookId},
    instant::Instant,
    notice_kind::NoticeKind,
    record::RecordKey,
};
use serde::{Deserialize, Serialize};

/// The way a notice takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The inbox of somebody who works here.
    Inbox(UserId),
    /// Mail to an address. A page cannot send: it waits in the outbox (semantics 1.22).
    Email(Box<str>),
    /// A webhook, to which the page sends by itself.
    Webhook(WebhookId),
}

/// How far a notice has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeState {
    /// Not read, or not mailed yet.
    Queued,
    /// A page began to send it at that instant and has not noted yet what came of it.
    Sending(Instant),
    /// Read in the inbox at that instant.
    Read(Instant),
    /// Somebody prepared the mail and said that it is sent, or a webhook took it.
    Sent(Instant),
    /// It could not be sent, and why; it can be tried again.
    Failed(Box<str>),
    /// Not to be sent, and why.
    Suppressed(Box<str>),
    /// It cannot reach anybody, and why.
    Undeliverable(Box<str>),
}

/// One notice to one address or inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Names the record.
    pub id: NotificationId,
    /// The way it takes.
    pub channel: Channel,
    /// How far it has come.
    pub state: NoticeState,
    /// The instant it was due to be written: for rules, that of the firing.
    pub at: Instant,
    /// What it is about.
    #[serde(default)]
    pub kind: NoticeKind,
    /// The template it was made from; `None` for the shipped wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplateId>,
    /// One line.
    pub subject: Box<str>,
    /// The text.
    pub body: Box<str>,
    /// The case it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// The escalation it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<EscalationId>,
    /// The user, queue, group or party whose address it takes, so that a wrong one can be mended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<RecordKey>,
    /// How the page sends it; `None` for what people send or read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Box<Delivery>>,
}

/// The wording of a notice, with merge fields such as `{case number}` (semantics 10.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeTemplate {
    /// Names the record.
    pub id: TemplateId,
    /// As rule files and people call it.
    pub name: Box<str>,
    /// The notices it words in place of the shipped text; `None` where rules choose it by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<NoticeKind>,
    /// One line with merge fields.
    pub subject: Box<str>,
    /// The text with merge fields.
    pub body: Box<str>,
    /// The import that made it for a name it met; `None` once edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<ImportId>,
}
