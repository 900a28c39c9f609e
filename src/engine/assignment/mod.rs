//! Automatic escalation assignments: rules on cases, and who is asked to help (NetSuite,
//! semantics 8).

mod explain;
mod matching;
mod poll;
mod take;

pub use explain::{AssignmentVerdict, explain_assignments};
pub use matching::{AssignmentField, AssignmentOperator, AssignmentTest, Since};
pub(super) use poll::{Stale, mark_polled};
pub(super) use take::take;

use super::{
    case::Case,
    field_error::FieldError,
    hand_off::Escalatee,
    id::{AssignmentId, AssignmentRuleId, PollsId},
    instant::Instant,
    record::Records,
};
use serde::{Deserialize, Serialize};

/// Whether all have to hold, or one is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matching {
    /// All of them.
    #[default]
    All,
    /// One at least.
    Any,
}

impl Matching {
    /// Whether the answers satisfy it.
    pub(super) fn holds(self, mut answers: impl Iterator<Item = bool>) -> bool {
        match self {
            Self::All => answers.all(|answer| answer),
            Self::Any => answers.any(|answer| answer),
        }
    }
}

/// What is asked of a case or its customer: one test, and further ones (semantics 8.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentRule {
    /// Names the record.
    pub id: AssignmentRuleId,
    /// As colleagues know it.
    pub name: Box<str>,
    /// Whether all tests have to hold.
    #[serde(default)]
    pub matching: Matching,
    /// The tests.
    pub tests: Vec<AssignmentTest>,
}

/// Rules, and those whom a case that meets them is handed to in turn (semantics 8.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationAssignment {
    /// Names the record.
    pub id: AssignmentId,
    /// As colleagues know it.
    pub name: Box<str>,
    /// Whether it is looked at.
    pub active: bool,
    /// Its priority: the least is looked at first.
    pub order: u32,
    /// Whether all rules have to match.
    #[serde(default)]
    pub matching: Matching,
    /// The rules.
    pub rules: Vec<AssignmentRuleId>,
    /// Who is asked to help, in turn.
    pub targets: Vec<Escalatee>,
    /// What they are asked; may be empty.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub message: Box<str>,
}

/// The one record of how far polls have come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Polls {
    /// Always [`Polls::ID`].
    pub id: PollsId,
    /// Polls up to then are done: what people did then is seen by the next one.
    pub until: Instant,
    /// For each assignment that took effect, the place of its next target.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<(AssignmentId, u32)>,
}

impl Polls {
    /// The id of the only record.
    pub const ID: PollsId = PollsId(1);

    fn turn(&self, assignment: AssignmentId) -> u32 {
        let known = self.turns.iter().find(|(id, _)| *id == assignment);
        known.map_or(0, |(_, turn)| *turn)
    }

    fn set_turn(&mut self, assignment: AssignmentId, turn: u32) {
        self.turns.retain(|(id, _)| *id != assignment);
        self.turns.push((assignment, turn));
    }
}

impl AssignmentRule {
    /// Whether it matches a case at `at`.
    pub(super) fn matches<R: Records>(&self, records: &R, case: &Case, at: Instant) -> bool {
        let tests = self.tests.iter();
        self.matching
            .holds(tests.map(|test| test.holds(records, case, at)))
    }

    /// What keeps the rule from being saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(FieldError::new("name", "give it a name"));
        }
        if self.tests.is_empty() {
            problems.push(FieldError::new("tests", "ask at least one thing"));
        }
        for (place, test) in self.tests.iter().enumerate() {
            if let Some(reason) = test.problem() {
                problems.push(FieldError::new(format!("tests.{place}.values"), reason));
            }
        }
        problems
    }
}

impl EscalationAssignment {
    /// What keeps the assignment from being saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let empty = [
            ("name", self.name.trim().is_empty(), "give it a name"),
            ("rules", self.rules.is_empty(), "choose at least one rule"),
            (
                "targets",
                self.targets.is_empty(),
                "choose at least one who is to help",
            ),
        ];
        let wrong = empty.into_iter().filter(|(_, is_empty, _)| *is_empty);
        wrong
            .map(|(field, _, reason)| FieldError::new(field, reason))
            .collect()
    }
}
