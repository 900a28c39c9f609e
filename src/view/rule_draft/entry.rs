//! An entry of a rule while it is edited.

use super::PartKey;
use crate::{
    engine::{
        field_error::FieldError,
        id::EntryId,
        rule::{Criterion, EscalationClock, Field, Formula, HoursMode, Logic, Operator, RuleEntry},
    },
    view::action_draft::ActionDraft,
};

/// An entry in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDraft {
    /// Names it in the draft.
    pub key: PartKey,
    pub(super) id: EntryId,
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
    pub(super) fn unreadable(&self, path: &str) -> Vec<FieldError> {
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
    pub(super) fn criterion(&self) -> Criterion {
        Criterion {
            field: self.field.clone(),
            operator: self.operator,
            value: self.value.trim().into(),
        }
    }
}
