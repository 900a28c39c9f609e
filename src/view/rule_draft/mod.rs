//! A rule while it is edited: what stands in the inputs, whether it can be saved or not.

#[cfg(test)]
mod tests;
mod entry;

pub use entry::{CriterionDraft, EntryDraft};

use super::action_draft::ActionDraft;
use crate::engine::{
    desk::Desk,
    field_error::FieldError,
    id::{ActionId, EntryId, ImportId, RuleId},
    rule::{CaseField, EscalationClock, EscalationRule, Field, HoursMode, Operator, RuleEntry},
};

/// Names a part of a draft as long as it is edited, wherever it is moved.
pub type PartKey = u32;

/// A rule in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDraft {
    /// The rule; zero when it is new.
    pub id: RuleId,
    /// The version that is edited.
    pub version: u32,
    /// As people see it.
    pub name: String,
    /// In the order in which they are tried.
    pub entries: Vec<EntryDraft>,
    active: bool,
    import: Option<ImportId>,
    next_key: PartKey,
}

impl RuleDraft {
    /// A new rule.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            id: RuleId(0),
            version: 0,
            name: String::new(),
            entries: Vec::new(),
            active: false,
            import: None,
            next_key: 1,
        }
    }

    /// A rule as it was saved.
    #[must_use]
    pub fn of(rule: &EscalationRule) -> Self {
        let mut draft = Self {
            id: rule.id,
            version: rule.version,
            name: rule.name.to_string(),
            active: rule.active,
            import: rule.import,
            ..Self::new()
        };
        draft.entries = rule
            .entries
            .iter()
            .map(|entry| draft.entry_of(entry))
            .collect();
        draft
    }

    fn new_key(&mut self) -> PartKey {
        let key = self.next_key;
        self.next_key += 1;
        key
    }

    fn entry_of(&mut self, entry: &RuleEntry) -> EntryDraft {
        let logic = entry.logic.as_ref().map(|logic| logic.text().to_owned());
        EntryDraft {
            key: self.new_key(),
            id: entry.id,
            criteria: entry
                .criteria
                .iter()
                .map(|criterion| CriterionDraft {
                    key: self.new_key(),
                    field: criterion.field.clone(),
                    operator: criterion.operator,
                    value: criterion.value.to_string(),
                })
                .collect(),
            logic: logic.unwrap_or_default(),
            by_formula: entry.formula.is_some(),
            formula: entry
                .formula
                .as_ref()
                .map(|formula| formula.text().to_owned())
                .unwrap_or_default(),
            hours: entry.hours,
            clock: entry.clock,
            pause_on_hold: entry.pause_on_hold,
            actions: entry
                .actions
                .iter()
                .map(|action| ActionDraft::of(self.new_key(), action))
                .collect(),
        }
    }

    /// Where the entry stands, from 0 on.
    #[must_use]
    pub fn place(&self, key: PartKey) -> Option<usize> {
        self.entries.iter().position(|entry| entry.key == key)
    }

    /// The entry of that key.
    #[must_use]
    pub fn entry(&self, key: PartKey) -> Option<&EntryDraft> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The entry of that key, to change it.
    pub fn entry_mut(&mut self, key: PartKey) -> Option<&mut EntryDraft> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }

    /// Adds an entry at the end, with a line to begin with.
    pub fn add_entry(&mut self) -> PartKey {
        let key = self.new_key();
        self.entries.push(EntryDraft {
            key,
            id: EntryId(0),
            criteria: Vec::new(),
            logic: String::new(),
            by_formula: false,
            formula: String::new(),
            hours: HoursMode::OfCase,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: Vec::new(),
        });
        self.add_criterion(key);
        self.add_action(key);
        key
    }

    /// Adds a copy right behind the entry, with parts of its own.
    pub fn duplicate_entry(&mut self, key: PartKey) -> Option<PartKey> {
        let place = self.place(key)?;
        let mut copy = self.entries.get(place)?.clone();
        copy.key = self.new_key();
        copy.id = EntryId(0);
        for criterion in &mut copy.criteria {
            criterion.key = self.new_key();
        }
        for action in &mut copy.actions {
            action.key = self.new_key();
            action.id = ActionId(0);
        }
        let key = copy.key;
        self.entries.insert(place + 1, copy);
        Some(key)
    }

    /// Takes the entry out.
    pub fn remove_entry(&mut self, key: PartKey) {
        self.entries.retain(|entry| entry.key != key);
    }

    /// Takes the entry at one place out and puts it in at another.
    pub fn move_entry(&mut self, from: usize, to: usize) {
        if from < self.entries.len() && to < self.entries.len() {
            let entry = self.entries.remove(from);
            self.entries.insert(to, entry);
        }
    }

    /// Adds a line to an entry.
    pub fn add_criterion(&mut self, entry: PartKey) {
        let key = self.new_key();
        if let Some(entry) = self.entry_mut(entry) {
            entry.criteria.push(CriterionDraft {
                key,
                field: Field::Case(CaseField::Status),
                operator: Operator::Equals,
                value: String::new(),
            });
        }
    }

    /// Adds an action to an entry, four hours later than the latest.
    pub fn add_action(&mut self, entry: PartKey) {
        let key = self.new_key();
        if let Some(entry) = self.entry_mut(entry) {
            let ages = entry.actions.iter().filter_map(ActionDraft::age_minutes);
            let hours = ages.max().unwrap_or_default() / 60 + 4;
            entry.actions.push(ActionDraft {
                key,
                id: ActionId(0),
                hours: hours.to_string(),
                minutes: "0".to_owned(),
                reassign: None,
                reassign_template: None,
                notify_user: None,
                notify_owner: false,
                emails: String::new(),
                notify_template: None,
            });
        }
    }

    /// The saved entry of that id, with its place from 1 on.
    #[must_use]
    pub fn find_entry(&self, id: EntryId) -> Option<(usize, PartKey)> {
        let mut places = (1..).zip(&self.entries);
        let found = places.find(|(_, entry)| entry.id == id);
        found.map(|(place, entry)| (place, entry.key))
    }

    /// The rule as far as the inputs make one; what they do not is in [`RuleDraft::problems`].
    #[must_use]
    pub fn rule(&self) -> EscalationRule {
        EscalationRule {
            id: self.id,
            name: self.name.trim().into(),
            active: self.active,
            was_active: false,
            version: self.version,
            entries: self.entries.iter().map(EntryDraft::entry).collect(),
            import: self.import,
        }
    }

    /// All that keeps it from being saved, each at its field; one reason a field.
    #[must_use]
    pub fn problems(&self, desk: &Desk) -> Vec<FieldError> {
        let entries = self.entries.iter().enumerate();
        let mut found: Vec<FieldError> = entries
            .flat_map(|(at, entry)| entry.unreadable(&format!("entries.{at}")))
            .collect();
        for problem in self.rule().problems(desk) {
            if !found.iter().any(|known| known.field == problem.field) {
                found.push(problem);
            }
        }
        found
    }
}

impl Default for RuleDraft {
    fn default() -> Self {
        Self::new()
    }
}
