//! The lists that people choose from: case statuses, and priorities, types and the like.

use super::{
    field_type::FieldType,
    id::{ChoiceId, CustomFieldId, ImportId, StatusId},
};
use serde::{Deserialize, Serialize};

/// How far along a case is in a status (semantics 1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being worked on.
    Open,
    /// Handed to somebody else to help.
    Escalated,
    /// Done: no clock runs (semantics 1.6).
    Closed,
}

/// A row of the editable list of case statuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStatus {
    /// Names the record.
    pub id: StatusId,
    /// As people see it.
    pub name: Box<str>,
    /// Its place in the list, least first.
    pub order: u32,
    /// How far along a case is.
    pub stage: Stage,
    /// Whether the case waits for somebody outside; rule clocks run on, but for entries that pause
    /// then (semantics 2.50).
    #[serde(default)]
    pub on_hold: bool,
    /// What it is for.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub description: Box<str>,
}

/// Which list a choice belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceList {
    /// How urgent a case is.
    Priority,
    /// What kind of case it is.
    Type,
    /// The channel it came through.
    Origin,
    /// What brought it about.
    Reason,
    /// What it is about.
    Product,
    /// The form that was filled in (Salesforce: record type).
    RecordType,
}

impl ChoiceList {
    /// Every list, in the order people see them.
    pub const ALL: [Self; 6] = [
        Self::Priority,
        Self::Type,
        Self::Origin,
        Self::Reason,
        Self::Product,
        Self::RecordType,
    ];
}

/// One value of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Names the record.
    pub id: ChoiceId,
    /// The list it is in.
    pub list: ChoiceList,
    /// As people see it.
    pub name: Box<str>,
    /// Its place in the list, least first.
    pub order: u32,
}

/// What a custom field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomFieldOf {
    /// A case.
    Case,
    /// An account.
    Account,
    /// A contact.
    Contact,
    /// Somebody who works here.
    User,
}

impl CustomFieldOf {
    /// Everything that can have added fields, in the order people see it.
    pub const ALL: [Self; 4] = [Self::Case, Self::Account, Self::Contact, Self::User];

    /// As people and rule files call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Case => "Case",
            Self::Account => "Account",
            Self::Contact => "Contact",
            Self::User => "User",
        }
    }
}

/// A field that an administrator or an import added. Its values are kept as texts, in the one
/// writing of its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// Names the record.
    pub id: CustomFieldId,
    /// What it belongs to.
    pub of: CustomFieldOf,
    /// As rule files call it: `Region__c`.
    pub name: Box<str>,
    /// As people see it: `Region`.
    pub label: Box<str>,
    /// What it holds.
    #[serde(default, rename = "type")]
    pub field_type: FieldType,
    /// The values that a picklist has, in the order people see them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Box<str>>,
    /// Whether it is left out of forms and lists; rules read it all the same.
    #[serde(default)]
    pub inactive: bool,
    /// The import that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
}

impl CustomField {
    /// A new text field that goes by `name` in rule files.
    #[must_use]
    pub fn new(of: CustomFieldOf, name: &str) -> Self {
        Self {
            id: CustomFieldId(0),
            of,
            name: name.into(),
            label: Self::label_of(name),
            field_type: FieldType::Text,
            values: Vec::new(),
            inactive: false,
            import: None,
        }
    }

    /// What people see for a name such as `Work_Order_Status__c`.
    #[must_use]
    pub fn label_of(name: &str) -> Box<str> {
        let stem = name.strip_suffix("__c").unwrap_or(name);
        stem.replace('_', " ").trim().into()
    }
}
