//! A customer's case.

use super::{
    account::CustomValue,
    id::{
        AccountId, CalendarId, CaseId, ChoiceId, ContactId, CustomFieldId, GroupId, ImportId,
        StatusId, UserId,
    },
    instant::Instant,
    people::Assignee,
    stamp::Stamp,
};
use serde::{Deserialize, Serialize};

/// A customer's issue (semantics 1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Names the record.
    pub id: CaseId,
    /// What people call it by; never changes.
    pub number: u64,
    /// What the system it was imported from called it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_number: Option<Box<str>>,
    /// One line.
    pub subject: Box<str>,
    /// The whole story.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub description: Box<str>,
    /// The customer's company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The customer's person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// How far along it is.
    pub status: StatusId,
    /// How urgent it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<ChoiceId>,
    /// What kind it is.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub case_type: Option<ChoiceId>,
    /// The channel it came through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<ChoiceId>,
    /// What brought it about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ChoiceId>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ChoiceId>,
    /// The form that was filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_type: Option<ChoiceId>,
    /// Who has it.
    pub owner: Assignee,
    /// The group that works on it, whose manager may be asked to approve its escalation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment_group: Option<GroupId>,
    /// Who is told when it is escalated (semantics 10.7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watch_list: Vec<UserId>,
    /// The business hours of the case; the default ones when `None` (semantics 4.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// Values of custom fields; a field that is not here is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custom: Vec<CustomValue>,
    /// When and by whom it was opened.
    pub created: Stamp,
    /// The last counted modification, at first the creation (semantics 2.18).
    pub last_modified: Stamp,
    /// The first counted modification (semantics 2.13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_modified_at: Option<Instant>,
    /// The last counted modification by the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_customer_modified_at: Option<Instant>,
    /// The last counted modification by somebody who works here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_internal_modified_at: Option<Instant>,
    /// What the customer wrote last (semantics 2.22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_customer_message: Option<Box<str>>,
    /// The last who answered the customer, and gets a case that the customer reopens (semantics
    /// 7.16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_replied_by: Option<UserId>,
    /// The last call, task or event (semantics 1.21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_activity_at: Option<Instant>,
    /// The last write by the engine itself (semantics 2.24).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_modified_at: Option<Instant>,
    /// When it was closed; `None` while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Instant>,
    /// When it was last reopened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopened_at: Option<Instant>,
    /// How often it was reopened.
    #[serde(default)]
    pub open_cycle: u32,
    /// When it was in a status in which cases wait, in order; the last hold may still last
    /// (semantics 2.50).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Hold>,
    /// Whether an action of a rule has fired and it still follows an entry (semantics 2.41).
    #[serde(default)]
    pub is_escalated: bool,
    /// The import that brought it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
}

/// A stretch of time during which a case waited for somebody outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// When it came into such a status.
    pub from: Instant,
    /// When it left it; `None` while it is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

impl Case {
    /// Begins a hold at `at`, or ends the one that lasts, when its status says so.
    pub fn hold(&mut self, on_hold: bool, at: Instant) {
        let lasting = self.holds.last_mut().filter(|hold| hold.until.is_none());
        match (lasting, on_hold) {
            (None, true) => self.holds.push(Hold {
                from: at,
                until: None,
            }),
            (Some(hold), false) => hold.until = Some(at.max(hold.from)),
            (None, false) | (Some(_), true) => {}
        }
    }

    /// Whether no clock runs any more (semantics 1.6).
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }

    /// The text of a custom field, empty when it was never set.
    #[must_use]
    pub fn custom(&self, field: CustomFieldId) -> &str {
        custom_text(&self.custom, field)
    }
}

/// The text of one field among `values`, empty when it is not there.
#[must_use]
pub fn custom_text(values: &[CustomValue], field: CustomFieldId) -> &str {
    let found = values.iter().find(|(id, _)| *id == field);
    found.map_or("", |(_, text)| text)
}
