//! What an administrator sets up: rules, their entries and the entries' actions.

use super::{Criterion, Formula, Logic};
use crate::engine::{
    desk::Desk,
    field_error::FieldError,
    id::{ActionId, CalendarId, EntryId, ImportId, RuleId, TemplateId, UserId},
    people::{Assignee, is_mail_address},
};
use serde::{Deserialize, Serialize};

/// Actions of one entry at most (semantics 2.7).
pub const ACTIONS_MAX: usize = 5;
/// The greatest age of an action: ten years of minutes (semantics 2.8).
pub const AGE_MINUTES_MAX: u32 = 5_256_000;
/// Criteria of one entry at most (semantics 3.1).
pub const CRITERIA_MAX: usize = 25;
/// Characters of one criterion's value at most (semantics 3.1).
const VALUE_CHARACTERS_MAX: usize = 255;
/// Further addresses of one action at most (semantics 1.9).
const EMAILS_MAX: usize = 5;

/// A container of entries, of which at most one is active (semantics 2.1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EscalationRule {
    /// Names the record.
    pub id: RuleId,
    /// As people see it.
    pub name: Box<str>,
    /// Whether cases are planned by it.
    pub active: bool,
    /// Whether it was the active one before: the open cases may have lost what it had planned
    /// (semantics 2.44).
    #[serde(default)]
    pub was_active: bool,
    /// Counts the saves, from 1 on: a firing names the version that decided.
    pub version: u32,
    /// In the order in which they are tried.
    pub entries: Vec<RuleEntry>,
    /// The import that brought it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
}

/// Which cases are meant, how their age is counted, and what is done at which age.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleEntry {
    /// Names it for ever, whatever its place.
    pub id: EntryId,
    /// All must hold, unless `logic` says otherwise; none means every case (semantics 2.5).
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// How the criteria combine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logic: Option<Logic>,
    /// A formula in place of criteria (semantics 3.7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
    /// Which hours count.
    pub hours: HoursMode,
    /// What ages count from.
    pub clock: EscalationClock,
    /// Whether the age stands still while the case is in a status in which cases wait
    /// (semantics 2.50).
    #[serde(default)]
    pub pause_on_hold: bool,
    /// What is done, at which age.
    #[serde(default)]
    pub actions: Vec<EscalationAction>,
}

/// Which hours count towards the age (semantics 4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoursMode {
    /// Every hour.
    Ignore,
    /// Those of the case's business hours.
    OfCase,
    /// Those of one calendar.
    Set(CalendarId),
}

/// What starts, stops and restarts the age (semantics 2.12, 2.13, 2.18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalationClock {
    /// Starts when the case is created.
    FromCreation,
    /// The same, and what is not yet due stops at the first counted modification.
    FromCreationUntilModified,
    /// Starts again at each counted modification.
    FromLastModification,
}

/// What is done at one age (semantics 2.10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationAction {
    /// Names it for ever, whatever its age.
    pub id: ActionId,
    /// How old the case has to be, in minutes from the base (semantics 2.8, 2.9).
    pub age_minutes: u32,
    /// Who gets the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reassign: Option<Reassign>,
    /// Who is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notify_user: Option<UserId>,
    /// Whether the owner is told, as it was before the reassignment.
    #[serde(default)]
    pub notify_owner: bool,
    /// Further addresses that are told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub additional_emails: Vec<Box<str>>,
    /// The wording for those who are told; the shipped one when `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notify_template: Option<TemplateId>,
}

/// A new owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reassign {
    /// Who gets the case.
    pub to: Assignee,
    /// The wording of the mail to them; `None` sends none (semantics 10.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplateId>,
}

impl EscalationAction {
    /// Whether it only marks the case as escalated (semantics 2.10).
    #[must_use]
    pub const fn only_marks(&self) -> bool {
        self.reassign.is_none()
            && self.notify_user.is_none()
            && !self.notify_owner
            && self.additional_emails.is_empty()
    }
}

impl EscalationRule {
    /// The entry that `id` names, with its place from 1 on.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Option<(usize, &RuleEntry)> {
        let mut places = self.entries.iter().enumerate();
        places
            .find(|(_, entry)| entry.id == id)
            .map(|(place, entry)| (place + 1, entry))
    }

    /// The action that `id` names.
    #[must_use]
    pub fn action(&self, entry: EntryId, id: ActionId) -> Option<&EscalationAction> {
        let (_, entry) = self.entry(entry)?;
        entry.actions.iter().find(|action| action.id == id)
    }

    /// What keeps the rule from being saved, each at its field.
    #[must_use]
    pub fn problems(&self, desk: &Desk) -> Vec<FieldError> {
        let nameless = self.name.trim().is_empty();
        let name = nameless.then(|| FieldError::new("name", "give the rule a name"));
        let entries = self.entries.iter().enumerate();
        let of_entries =
            entries.flat_map(|(at, entry)| entry.problems(&format!("entries.{at}"), desk));
        name.into_iter().chain(of_entries).collect()
    }
}

impl RuleEntry {
    fn problems(&self, path: &str, desk: &Desk) -> Vec<FieldError> {
        let at_field =
            |field: &str, reason: String| Some(FieldError::new(format!("{path}.{field}"), reason));
        let too_many = |field: &str, n: usize, n_max: usize| {
            (n > n_max).then(|| format!("at most {n_max} {field} fit one entry"))
        };
        let mut found = Vec::new();
        for (field, n, n_max) in [
            ("criteria", self.criteria.len(), CRITERIA_MAX),
            ("actions", self.actions.len(), ACTIONS_MAX),
        ] {
            found.extend(too_many(field, n, n_max).and_then(|reason| at_field(field, reason)));
        }
        for (at, criterion) in self.criteria.iter().enumerate() {
            if criterion.value.chars().count() > VALUE_CHARACTERS_MAX {
                let reason = format!("at most {VALUE_CHARACTERS_MAX} characters");
                found.extend(at_field(&format!("criteria.{at}.value"), reason));
            }
        }
        let logic = self
            .logic
            .as_ref()
            .map(|logic| logic.check(self.criteria.len()));
        if let Some(Err(error)) = logic {
            found.extend(at_field("logic", error.to_string()));
        }
        if let Some(formula) = &self.formula {
            let reason = if self.criteria.is_empty() {
                let checked = formula.check(&|of, name| desk.custom_field(of, name));
                checked.err().map(|error| error.to_string())
            } else {
                Some("an entry has either criteria or a formula".to_owned())
            };
            found.extend(reason.and_then(|reason| at_field("formula", reason)));
        }
        for (at, action) in self.actions.iter().enumerate() {
            let mut earlier = self.actions.iter().take(at);
            if earlier.any(|other| other.age_minutes == action.age_minutes) {
                let reason = "two actions of one entry cannot have the same age".to_owned();
                found.extend(at_field(&format!("actions.{at}.age_minutes"), reason));
            }
            found.extend(action.problems(&format!("{path}.actions.{at}")));
        }
        found
    }
}

impl EscalationAction {
    fn problems(&self, path: &str) -> Vec<FieldError> {
        let mut found = Vec::new();
        if !(1..=AGE_MINUTES_MAX).contains(&self.age_minutes) {
            found.push(FieldError::new(
                format!("{path}.age_minutes"),
                "write an age between one minute and ten years",
            ));
        }
        if self.additional_emails.len() > EMAILS_MAX {
            found.push(FieldError::new(
                format!("{path}.additional_emails"),
                format!("at most {EMAILS_MAX} further addresses"),
            ));
        }
        if let Some(wrong) = self
            .additional_emails
            .iter()
            .find(|text| !is_mail_address(text))
        {
            found.push(FieldError::new(
                format!("{path}.additional_emails"),
                format!("\u{201c}{wrong}\u{201d} is not a mail address"),
            ));
        }
        found
    }
}
