//! What aims at a user or a queue, and what they own.

use crate::{
    engine::{desk::Desk, in_order::by_number, people::Assignee, rule::EscalationAction},
    view::phrase::aged_action_words,
};

/// One action of a rule that is for a user or a queue.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Aim {
    /// The rule.
    pub rule: u64,
    /// Its name.
    pub rule_name: Box<str>,
    /// Whether cases are planned by it.
    pub rule_active: bool,
    /// The entry's place, from 1 on.
    pub entry_place: usize,
    /// What is done: `after 5 h: reassigns to Tier 2`.
    pub what: String,
}

/// The actions that give a case to somebody or tell a user by name: what a deactivation would
/// hold up (semantics 2.45).
#[must_use]
pub fn aims(desk: &Desk, target: Assignee) -> Vec<Aim> {
    let mut found = Vec::new();
    for rule in desk.rules.values() {
        for (place, entry) in (1..).zip(&rule.entries) {
            let aiming = entry
                .actions
                .iter()
                .filter(|action| aims_at(action, target));
            found.extend(aiming.map(|action| Aim {
                rule: rule.id.into(),
                rule_name: rule.name.clone(),
                rule_active: rule.active,
                entry_place: place,
                what: aged_action_words(desk, action),
            }));
        }
    }
    by_number(found, |aim| i64::from(!aim.rule_active))
}

fn aims_at(action: &EscalationAction, target: Assignee) -> bool {
    let gets_it = action
        .reassign
        .is_some_and(|reassign| reassign.to == target);
    let is_told = matches!(target, Assignee::User(id) if action.notify_user == Some(id));
    gets_it || is_told
}

/// How many open cases somebody has.
#[must_use]
pub fn n_open_cases(desk: &Desk, owner: Assignee) -> usize {
    let cases = desk.cases.values();
    cases
        .filter(|case| case.owner == owner && !case.is_closed())
        .count()
}
