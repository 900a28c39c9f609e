//! The list of rules, and what activating or deleting one of them means.

use super::{
    counted::{counted, grouped},
    rule_words::names_gone_value,
};
use crate::engine::{
    advance::Wave,
    case::Case,
    change::ChangeSet,
    desk::Desk,
    id::RuleId,
    in_order::{by_name, by_number},
    record::{Record, Records},
    rule::{EscalationPlan, EscalationRule, PendingAction},
};
use std::collections::BTreeMap;

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RuleRow {
    /// Names the rule.
    pub id: RuleId,
    /// As people see it.
    pub name: String,
    /// Whether cases are planned by it.
    pub is_active: bool,
    /// How many entries it has.
    pub n_entries: usize,
    /// How often it was saved.
    pub version: u32,
    /// How many cases follow one of its entries.
    pub n_cases: usize,
    /// How many entries name a value that its list has no longer (semantics 3.8).
    pub n_gone: usize,
}

/// Every rule, the active one first, then by name.
#[must_use]
pub fn rule_rows(desk: &Desk) -> Vec<RuleRow> {
    let mut n_following: BTreeMap<RuleId, usize> = BTreeMap::new();
    for plan in desk.plans.values() {
        if let Some(following) = &plan.following {
            *n_following.entry(following.rule).or_default() += 1;
        }
    }
    let row = |rule: &EscalationRule| RuleRow {
        id: rule.id,
        name: rule.name.to_string(),
        is_active: rule.active,
        n_entries: rule.entries.len(),
        version: rule.version,
        n_cases: n_following.get(&rule.id).copied().unwrap_or_default(),
        n_gone: rule
            .entries
            .iter()
            .filter(|entry| names_gone_value(desk, entry))
            .count(),
    };
    let rows: Vec<RuleRow> = desk.rules.values().map(row).collect();
    let rows = by_name(rows, |row| &row.name);
    by_number(rows, |row| i64::from(!row.is_active))
}

/// What activating a rule means, before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activation {
    /// The rule that is switched off by it (semantics 2.3).
    pub switches_off: Option<String>,
    /// Cases that are not closed.
    pub n_open_cases: usize,
    /// Whether planning them now is offered as already chosen (semantics 2.44).
    pub plans_open_cases: bool,
}

/// Looks at what activating `rule` means.
#[must_use]
pub fn activation(desk: &Desk, rule: RuleId) -> Activation {
    let mut others = desk.rules.values();
    let other = others.find(|other| other.active && other.id != rule);
    let known = desk.find::<EscalationRule>(rule);
    let was_active = known.is_some_and(|rule| rule.was_active);
    let follows = |case: &&Case, which: &dyn Fn(RuleId) -> bool| {
        let plan = desk.plans.get(&case.id);
        let following = plan.and_then(|plan| plan.following.as_ref());
        following.is_some_and(|following| which(following.rule))
    };
    let open = || desk.cases.values().filter(|case| !case.is_closed());
    let n_open_cases = open().count();
    // A rule that was active planned these cases once; the first rule of all has yet to.
    let is_offered = if was_active {
        open().any(|case| !follows(&case, &|one| one == rule))
    } else {
        other.is_none() && open().any(|case| !follows(&case, &|_| true))
    };
    Activation {
        switches_off: other.map(|other| other.name.to_string()),
        n_open_cases,
        plans_open_cases: is_offered,
    }
}

/// What is going to happen at once: `3 actions fire now, with 5 notices.`
#[must_use]
pub fn wave_words(wave: Wave) -> String {
    let fires = match wave.n_actions {
        0 => return "Nothing fires now.".to_owned(),
        1 => "1 action fires now".to_owned(),
        n => format!("{n} actions fire now"),
    };
    match wave.n_notices {
        0 => format!("{fires}, without a notice."),
        1 => format!("{fires}, with 1 notice."),
        n => format!("{fires}, with {n} notices."),
    }
}

/// What saving a rule does at once to what is pending, in sentences: levels that were deleted go,
/// and what was blocked fires if it can now (semantics 2.42, 2.45). None when it does neither.
#[must_use]
pub fn saving_sentences(desk: &Desk, changes: &ChangeSet, wave: Wave) -> Vec<String> {
    let records = changes.records.values().flatten();
    let dropped = records.filter_map(|record| {
        let Record::EscalationPlan(after) = record else {
            return None;
        };
        let before = desk.plans.get(&after.id)?.pending.iter();
        let is_left = |row: &&PendingAction| {
            let mut rows = after.pending.iter();
            rows.any(|other| other.action == row.action)
        };
        Some(before.filter(|row| !is_left(row)).count())
    });
    let dropped: Vec<usize> = dropped.filter(|n| *n > 0).collect();
    let cases = counted(dropped.len(), "case", "cases");
    let goes = match dropped.iter().sum() {
        0 => None,
        1 => Some(format!("1 pending escalation goes, of {cases}.")),
        n => Some(format!(
            "{} pending escalations go, of {cases}.",
            grouped(n)
        )),
    };
    let fires = (wave.n_actions > 0).then(|| wave_words(wave));
    goes.into_iter().chain(fires).collect()
}

/// What deleting a rule takes with it (semantics 2.42).
#[must_use]
pub fn deletion_words(desk: &Desk, rule: RuleId) -> String {
    let of_rule = |plan: &&EscalationPlan| {
        let following = plan.following.as_ref();
        following.is_some_and(|following| following.rule == rule)
    };
    let n_pending: usize = desk
        .plans
        .values()
        .filter(of_rule)
        .map(|plan| plan.pending.len())
        .sum();
    let is_active = desk
        .find::<EscalationRule>(rule)
        .is_some_and(|rule| rule.active);
    let pending = match n_pending {
        0 => "Nothing is pending by it.".to_owned(),
        1 => "1 pending escalation goes with it.".to_owned(),
        n => format!("{n} pending escalations go with it."),
    };
    let active = if is_active {
        " No rule is active afterwards."
    } else {
        ""
    };
    format!("{pending}{active} What has fired stays as it is.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{
            command::Command,
            decide::decide,
            rule::RuleEntry,
            stamp::{Actor, Stamp},
        },
        view::{
            rule_words::tests::{action, entry},
            story::{Story, at},
        },
    };

    fn desk(rules: &[(u64, &str, bool)]) -> Desk {
        let mut changes = ChangeSet::default();
        for (id, name, active) in rules {
            changes.put(EscalationRule {
                id: RuleId(*id),
                name: (*name).into(),
                active: *active,
                was_active: false,
                version: 1,
                entries: Vec::new(),
                import: None,
            });
        }
        let mut desk = Desk::new(1);
        desk.apply(changes);
        desk
    }

    #[test]
    fn the_active_rule_leads_the_list() {
        let desk = desk(&[
            (1, "beta", false),
            (2, "Standard", true),
            (3, "Alpha", false),
        ]);
        let rows = rule_rows(&desk);
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Standard", "Alpha", "beta"]);
    }

    #[test]
    fn activating_names_the_rule_that_is_switched_off() {
        let desk = desk(&[(1, "Old", true), (2, "New", false)]);
        let activation = activation(&desk, RuleId(2));
        assert_eq!(activation.switches_off.as_deref(), Some("Old"));
        assert!(!activation.plans_open_cases, "no case is open");
    }

    #[test]
    fn saving_a_rule_says_what_of_the_pending_goes_and_what_fires_at_once() {
        let now = at("2026-01-05T15:00:00Z");
        let actions = vec![action(60), action(240)];
        let mut story = Story::with_rule(vec![RuleEntry {
            actions,
            ..entry(Vec::new())
        }]);
        for _ in 0..2 {
            story.open_case("2026-01-05T15:00:00Z", Vec::new());
        }
        let rule = story.desk.rules.values().next().unwrap().clone();
        let said = |edit: &dyn Fn(&mut EscalationRule)| {
            let mut rule = rule.clone();
            edit(&mut rule);
            let (at, by) = (now, Actor::System);
            let changes = decide(&story.desk, &Command::SaveRule(rule), Stamp { at, by });
            saving_sentences(&story.desk, &changes.unwrap(), Wave::default())
        };
        assert_eq!(said(&|rule| rule.name = "Other".into()), [""; 0]);
        assert_eq!(
            said(&|rule| rule.entries[0].actions.truncate(1)),
            ["2 pending escalations go, of 2 cases."]
        );
        assert_eq!(
            said(&|rule| rule.entries.clear()),
            ["4 pending escalations go, of 2 cases."]
        );
        let wave = Wave {
            n_actions: 1,
            n_notices: 2,
        };
        assert_eq!(
            saving_sentences(&story.desk, &ChangeSet::default(), wave),
            ["1 action fires now, with 2 notices."]
        );
    }

    #[test]
    fn a_wave_is_counted_in_words() {
        for (n_actions, n_notices, words) in [
            (0, 0, "Nothing fires now."),
            (1, 0, "1 action fires now, without a notice."),
            (3, 1, "3 actions fire now, with 1 notice."),
            (2, 5, "2 actions fire now, with 5 notices."),
        ] {
            let wave = Wave {
                n_actions,
                n_notices,
            };
            assert_eq!(wave_words(wave), words);
        }
    }
}
