//! A rule while it is edited: what stands in the inputs, whether it can be saved or not.

use super::action_draft::ActionDraft;
use crate::engine::{
    desk::Desk,
    field_error::FieldError,
    id::{ActionId, EntryId, ImportId, RuleId},
    rule::{
        CaseField, Criterion, EscalationClock, EscalationRule, Field, Formula, HoursMode, Logic,
        Operator, RuleEntry,
    },
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

/// An entry in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDraft {
    /// Names it in the draft.
    pub key: PartKey,
    id: EntryId,
    /// Its lines.
    pub criteria: Vec<CriterionDraft>,
    /// Filter logic as typed; blank for none.
    pub logic: String,
    /// Whether the formula says which cases are meant, and not the lines.
    pub by_formula: bool,
    /// The formula as typed; the other way of saying it is kept until the rule is saved.
    pub formula: String,
    /// Which hours count.
    pub hours: HoursMode,
    /// What ages count from.
    pub clock: EscalationClock,
    /// Whether ages stand still while the case waits.
    pub pause_on_hold: bool,
    /// What is done, in the order in which it was entered.
    pub actions: Vec<ActionDraft>,
}

/// A criterion in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionDraft {
    /// Names it in the draft.
    pub key: PartKey,
    /// What is looked at.
    pub field: Field,
    /// How.
    pub operator: Operator,
    /// What it is held against, as typed.
    pub value: String,
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

    /// The rule as far as the inputs make one; what they do not is in [`RuleDraft::problems`].
    #[must_use]
    pub fn rule(&self) -> EscalationRule {
        EscalationRule {
            id: self.id,
            name: self.name.trim().into(),
            active: self.active,
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

impl EntryDraft {
    /// The entry as far as the inputs make one.
    #[must_use]
    pub fn entry(&self) -> RuleEntry {
        let (mut criteria, mut logic, mut formula) = (Vec::new(), None, None);
        if self.by_formula {
            formula = Some(Formula::parse(&self.formula));
        } else {
            criteria.extend(self.criteria.iter().map(CriterionDraft::criterion));
            logic = Logic::parse(&self.logic).ok();
        }
        RuleEntry {
            id: self.id,
            criteria,
            logic,
            formula,
            hours: self.hours,
            clock: self.clock,
            pause_on_hold: self.pause_on_hold,
            actions: self.actions.iter().map(ActionDraft::action).collect(),
        }
    }

    /// What cannot be read in its inputs.
    fn unreadable(&self, path: &str) -> Vec<FieldError> {
        let mut found = Vec::new();
        found.extend(
            self.logic_problem()
                .map(|reason| FieldError::new(format!("{path}.logic"), reason)),
        );
        for (at, action) in self.actions.iter().enumerate() {
            if action.age_minutes().is_none() {
                let field = format!("{path}.actions.{at}.age_minutes");
                found.push(FieldError::new(field, "write whole hours and minutes"));
            }
        }
        found
    }

    /// What is wrong with the filter logic while it is typed.
    #[must_use]
    pub fn logic_problem(&self) -> Option<String> {
        if self.by_formula || self.logic.trim().is_empty() {
            return None;
        }
        let checked = Logic::parse(&self.logic).and_then(|logic| logic.check(self.criteria.len()));
        checked.err().map(|error| error.to_string())
    }
}

impl CriterionDraft {
    fn criterion(&self) -> Criterion {
        Criterion {
            field: self.field.clone(),
            operator: self.operator,
            value: self.value.trim().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drafted() -> RuleDraft {
        let mut draft = RuleDraft::new();
        draft.name = "Standard".to_owned();
        let key = draft.add_entry();
        draft.add_action(key);
        draft
    }

    #[test]
    fn what_was_saved_comes_back_as_it_was() {
        let mut draft = drafted();
        let key = draft.entries[0].key;
        draft.add_criterion(key);
        let entry = draft.entry_mut(key).unwrap();
        entry.logic = "1 AND 2".to_owned();
        entry.actions[0].hours = "1".to_owned();
        entry.actions[0].minutes = "30".to_owned();
        entry.actions[0].emails = "a@b.c; d@e.f".to_owned();
        assert_eq!(draft.problems(&Desk::new(1)), []);
        let rule = draft.rule();
        assert_eq!(rule.entries[0].actions[0].age_minutes, 90);
        assert_eq!(rule.entries[0].actions[0].additional_emails.len(), 2);
        assert_eq!(RuleDraft::of(&rule).rule(), rule);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_its_field_and_once() {
        let mut draft = drafted();
        draft.name = " ".to_owned();
        let key = draft.entries[0].key;
        let entry = draft.entry_mut(key).unwrap();
        entry.logic = "1 AND 7".to_owned();
        entry.actions[0].hours = "soon".to_owned();
        entry.actions[1].hours = String::new();
        entry.actions[1].emails = "nobody".to_owned();
        let problems = draft.problems(&Desk::new(1));
        let said: Vec<_> = problems
            .iter()
            .map(|problem| (problem.field.as_str(), problem.reason.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("entries.0.logic", "there is no criterion 7"),
                (
                    "entries.0.actions.0.age_minutes",
                    "write whole hours and minutes"
                ),
                ("name", "give the rule a name"),
                (
                    "entries.0.actions.1.age_minutes",
                    "two actions of one entry cannot have the same age"
                ),
                (
                    "entries.0.actions.1.additional_emails",
                    "“nobody” is not a mail address"
                ),
            ]
        );
    }

    #[test]
    fn an_entry_is_told_by_its_lines_or_by_its_formula_and_never_by_both() {
        let mut draft = drafted();
        let key = draft.entries[0].key;
        let entry = draft.entry_mut(key).unwrap();
        entry.criteria[0].value = "New".to_owned();
        entry.logic = "1 AND 7".to_owned();
        entry.by_formula = true;
        entry.formula = "ISPICKVAL(Status,\n  Priorty)".to_owned();
        let problems = draft.problems(&Desk::new(1));
        let [problem] = problems.as_slice() else {
            panic!("{problems:?}")
        };
        assert_eq!(
            problem.to_string(),
            "entries.0.formula: line 2, column 3: the field Priorty is not known here"
        );
        let entry = draft.entry_mut(key).unwrap();
        entry.formula = "ISPICKVAL(Status, \"New\")".to_owned();
        assert_eq!(draft.problems(&Desk::new(1)), []);
        let rule = draft.rule();
        assert_eq!(
            (rule.entries[0].criteria.len(), &rule.entries[0].logic),
            (0, &None)
        );
        assert_eq!(RuleDraft::of(&rule).rule(), rule);
        draft.entry_mut(key).unwrap().by_formula = false;
        assert_eq!(draft.rule().entries[0].formula, None);
        assert_eq!(draft.rule().entries[0].criteria.len(), 1);
    }

    #[test]
    fn entries_are_copied_moved_and_taken_out_by_their_keys() {
        let mut draft = drafted();
        let first = draft.entries[0].key;
        let second = draft.add_entry();
        let copy = draft.duplicate_entry(first).unwrap();
        let keys = |draft: &RuleDraft| -> Vec<PartKey> {
            draft.entries.iter().map(|entry| entry.key).collect()
        };
        assert_eq!(keys(&draft), [first, copy, second]);
        draft.move_entry(2, 0);
        assert_eq!(keys(&draft), [second, first, copy]);
        draft.move_entry(0, 3);
        assert_eq!(keys(&draft), [second, first, copy], "no such place");
        draft.remove_entry(first);
        assert_eq!(keys(&draft), [second, copy]);
    }
}
