//! Why automatic assignments take a case or do not, by the very functions that take it.

use super::{AssignmentRule, EscalationAssignment, poll::Assignments};
use crate::engine::{
    case::Case, desk::Desk, hand_off::HandOffs, instant::Instant, record::Records,
};

/// How one assignment takes a case.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignmentVerdict<'a> {
    /// The assignment.
    pub assignment: &'a EscalationAssignment,
    /// Whether its rules match, as it combines them.
    pub matches: bool,
    /// Whether it comes first among those that match, and so ends the pass (semantics 8.4).
    pub comes_first: bool,
    /// Whether it was used in this open cycle already (semantics 8.6).
    pub is_used: bool,
    /// Each rule with whether it matches, and with what each of its tests says.
    pub rules: Vec<(&'a AssignmentRule, bool, Vec<bool>)>,
}

/// How each active assignment takes a case at `at`, in the order of their priority; empty while
/// none takes effect at all.
#[must_use]
pub fn explain_assignments<'a>(
    desk: &'a Desk,
    case: &Case,
    at: Instant,
) -> Vec<AssignmentVerdict<'a>> {
    let Some(assignments) = Assignments::of(desk) else {
        return Vec::new();
    };
    let first = assignments.first_match(case, at).map(|one| one.id);
    let rows = desk.find::<HandOffs>(case.id);
    let verdict = |(assignment, rules): &(&'a EscalationAssignment, Vec<&'a AssignmentRule>)| {
        let rules: Vec<_> = rules
            .iter()
            .map(|rule| {
                let tests = rule.tests.iter().map(|test| test.holds(desk, case, at));
                (*rule, rule.matches(desk, case, at), tests.collect())
            })
            .collect();
        AssignmentVerdict {
            assignment,
            matches: assignment.matching.holds(rules.iter().map(|rule| rule.1)),
            comes_first: first == Some(assignment.id),
            is_used: rows.is_some_and(|rows| rows.has_used(assignment.id, case.open_cycle)),
            rules,
        }
    };
    assignments.list.iter().map(verdict).collect()
}
