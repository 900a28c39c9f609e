//! Customers: their companies and their people.

use super::id::{AccountId, ContactId, CustomFieldId, ImportId, UserId};
use serde::{Deserialize, Serialize};

/// The text of a custom field.
pub type CustomValue = (CustomFieldId, Box<str>);

/// A customer's company (semantics 1.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Names the record.
    pub id: AccountId,
    /// As it calls itself.
    pub name: Box<str>,
    /// The country it is billed in.
    #[serde(default)]
    pub country: Box<str>,
    /// The level of service it pays for: Platinum, Gold.
    #[serde(default)]
    pub sla: Box<str>,
    /// What it does.
    #[serde(default)]
    pub industry: Box<str>,
    /// What it is to us: customer, prospect.
    #[serde(default, rename = "type")]
    pub account_type: Box<str>,
    /// Who looks after it among us; told of all that happens to its escalation (semantics 5.2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub team: Vec<UserId>,
    /// Who leads the team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<UserId>,
    /// Who is told when it is escalated (semantics 10.7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watch_list: Vec<UserId>,
    /// Values of custom fields; a field that is not here is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custom: Vec<CustomValue>,
    /// The import that brought it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
}

/// A person of a customer (semantics 1.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Names the record.
    pub id: ContactId,
    /// The person's name.
    pub name: Box<str>,
    /// Where mail reaches them; empty when unknown.
    #[serde(default)]
    pub email: Box<str>,
    /// A telephone number as they write it.
    #[serde(default)]
    pub phone: Box<str>,
    /// The country they are in.
    #[serde(default)]
    pub country: Box<str>,
    /// The company they belong to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// Values of custom fields; a field that is not here is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custom: Vec<CustomValue>,
    /// The import that brought them in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
}
