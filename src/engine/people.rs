//! Those who work here: users, the queues they serve, the groups they form, and the vendors and
//! partners they can ask for help.

use super::{
    account::CustomValue,
    field_error::FieldError,
    id::{GroupId, ImportId, PartyId, QueueId, UserId},
    roles::Role,
};
use serde::{Deserialize, Serialize};

/// Who has a case (semantics 1.1): a user or a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Assignee {
    /// A person.
    User(UserId),
    /// A queue.
    Queue(QueueId),
}

/// Someone who works here (semantics 1.8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Names the record.
    pub id: UserId,
    /// As colleagues know them.
    pub name: Box<str>,
    /// The name that rule files call them by, often an address; empty when nobody does.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub username: Box<str>,
    /// Where mail reaches them; empty when unknown.
    #[serde(default)]
    pub email: Box<str>,
    /// A telephone number as they write it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub phone: Box<str>,
    /// The zone they read times in; empty for that of the organisation.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub zone: Box<str>,
    /// Whether work may be given to them.
    pub active: bool,
    /// What they may do.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Whether they answer customers.
    #[serde(default)]
    pub support_rep: bool,
    /// Whether they do not want mail about their own updates of escalations (semantics 10.6).
    #[serde(default)]
    pub no_mail_of_own_updates: bool,
    /// Whom they report to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<UserId>,
    /// Values of custom fields; a field that is not here is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custom: Vec<CustomValue>,
    /// The import that made them as a stand-in for a name it met; `None` once edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<ImportId>,
}

/// A place where cases wait for whoever serves it (semantics 1.8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// Names the record.
    pub id: QueueId,
    /// As colleagues know it.
    pub name: Box<str>,
    /// The name that rule files call it by; empty when none does.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub developer_name: Box<str>,
    /// Where mail to the queue goes; empty when it has no address.
    #[serde(default)]
    pub email: Box<str>,
    /// Whether mail to the queue goes to each member as well (semantics 10.5).
    #[serde(default)]
    pub email_members: bool,
    /// Who serves it.
    #[serde(default)]
    pub members: Vec<UserId>,
    /// Whether cases may be given to it.
    pub active: bool,
    /// The import that made it as a stand-in for a name it met; `None` once edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<ImportId>,
}

/// Some of those who work here, who may be handed a case or be asked to approve (semantics 1.8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Names the record.
    pub id: GroupId,
    /// As colleagues know it.
    pub name: Box<str>,
    /// Where mail to the group goes, never to its members (semantics 7.6); empty when unknown.
    #[serde(default)]
    pub email: Box<str>,
    /// Who belongs to it.
    #[serde(default)]
    pub members: Vec<UserId>,
    /// Whether it answers customers, as support reps do.
    #[serde(default)]
    pub support_group: bool,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<UserId>,
}

/// What an outside party is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// Sells to us.
    Vendor,
    /// Works with us.
    Partner,
}

/// A vendor or a partner, whom a case can be handed to (semantics 1.8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Names the record.
    pub id: PartyId,
    /// What it is to us.
    pub kind: PartyKind,
    /// As it calls itself.
    pub name: Box<str>,
    /// Where mail reaches it; empty when unknown.
    #[serde(default)]
    pub email: Box<str>,
    /// A telephone number as it writes it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub phone: Box<str>,
}

impl User {
    /// What keeps the user from being saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        named(&self.name)
            .into_iter()
            .chain(mail(&self.email))
            .collect()
    }
}

impl Queue {
    /// What keeps the queue from being saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        named(&self.name)
            .into_iter()
            .chain(mail(&self.email))
            .collect()
    }
}

impl Group {
    /// What keeps the group from being saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        named(&self.name)
            .into_iter()
            .chain(mail(&self.email))
            .collect()
    }
}

impl Party {
    /// What keeps the vendor or partner from being saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        named(&self.name)
            .into_iter()
            .chain(mail(&self.email))
            .collect()
    }
}

fn named(name: &str) -> Option<FieldError> {
    name.trim()
        .is_empty()
        .then(|| FieldError::new("name", "give it a name"))
}

fn mail(address: &str) -> Option<FieldError> {
    let fine = address.is_empty() || is_mail_address(address);
    (!fine).then(|| FieldError::new("email", "write an address such as ana@example.com"))
}

/// Whether a text can be a mail address: one `@` with something on both sides and no blanks.
#[must_use]
pub fn is_mail_address(text: &str) -> bool {
    let blank = text.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts = text.split_once('@');
    !blank
        && parts
            .is_some_and(|(who, host)| !who.is_empty() && !host.is_empty() && !host.contains('@'))
}
