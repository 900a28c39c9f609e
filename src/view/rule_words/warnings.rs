//! What is doubtful about the entries of a rule.

use super::{field_label, listed_values};
use crate::engine::{
    calendar::Calendar,
    choice::CustomField,
    desk::Desk,
    people::{Assignee, Queue, User},
    record::Records,
    rule::{
        Criterion, EscalationAction, EscalationRule, Field, Formula, HoursMode, Operator,
        RuleEntry, split_list,
    },
    wording::age_words,
};

/// What is doubtful about the entry at that place, from 0 on; none of it keeps the rule from being
/// saved (semantics 2.5, 2.7, 2.10, 2.45, 3.2, 3.8).
#[must_use]
pub fn entry_warnings(desk: &Desk, rule: &EscalationRule, place: usize) -> Vec<String> {
    let Some(entry) = rule.entries.get(place) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let n_below = rule.entries.len() - place - 1;
    if let Some(formula) = &entry.formula {
        let checked = formula.check(&|of, name| desk.custom_field(of, name));
        found.extend(checked.err().map(|error| {
            format!("The formula cannot be read, so this entry never matches: {error}.")
        }));
        let gone = gone_from_formula(desk, formula);
        found.extend(gone.into_iter().map(|value| {
            format!("The formula names {value}, which its list does not have any more.")
        }));
    } else if entry.criteria.is_empty() && n_below > 0 {
        found.push(match n_below {
            1 => "It takes every case: the entry below is never reached.".to_owned(),
            n => format!("It takes every case: the {n} entries below are never reached."),
        });
    }
    let criteria = entry.criteria.iter();
    found.extend(criteria.filter_map(|criterion| criterion_warning(desk, criterion)));
    found.extend(hours_warning(desk, entry.hours));
    if entry.actions.is_empty() {
        found.push(
            "It has no actions: its cases stop here and never escalate by this rule.".to_owned(),
        );
    }
    for action in &entry.actions {
        let problems = action_warnings(desk, action);
        let age = age_words(action.age_minutes);
        found.extend(
            problems
                .iter()
                .map(|problem| format!("After {age}: {problem}.")),
        );
    }
    found
}

fn criterion_warning(desk: &Desk, criterion: &Criterion) -> Option<String> {
    let label = field_label(desk, &criterion.field);
    match &criterion.field {
        Field::Unreadable(name) => {
            return Some(format!(
                "{name} cannot be read here: this entry never matches."
            ));
        }
        Field::Custom(id) | Field::UserCustom(_, id) if desk.find::<CustomField>(*id).is_none() => {
            return Some("It looks at a field that was deleted.".to_owned());
        }
        _ => {}
    }
    if let Some(unread) = criterion.unread(criterion.field.field_type(desk)) {
        return Some(format!("{label}: {unread}."));
    }
    let gone = gone_values(desk, criterion);
    match gone.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is not in the list of {label}.")),
        several => Some(format!(
            "{} are not in the list of {label}.",
            several.join(", ")
        )),
    }
}

/// The values that a line names though the list of its field has them no longer, in quotes: it can
/// never match by them (semantics 3.8).
fn gone_values(desk: &Desk, criterion: &Criterion) -> Vec<String> {
    let compares = matches!(
        criterion.operator,
        Operator::Equals | Operator::NotEqual | Operator::Includes | Operator::Excludes
    );
    if !compares {
        return Vec::new();
    }
    // Several values joined by semicolons are asked for together.
    let values = split_list(&criterion.value);
    let values = values.iter().flat_map(|value| value.split(';'));
    gone_from_list(desk, &criterion.field, values)
}

/// The values that the formula of an entry names though the list of their field has them no longer.
fn gone_from_formula(desk: &Desk, formula: &Formula) -> Vec<String> {
    let added = |of, name: &str| desk.custom_field(of, name).map(|field| field.id);
    let mentions = formula.mentions().into_iter();
    let gone = mentions.flat_map(|mention| {
        gone_from_list(
            desk,
            &mention.field(added),
            mention.value.as_deref().into_iter(),
        )
    });
    gone.collect()
}

fn gone_from_list<'a>(
    desk: &Desk,
    field: &Field,
    values: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let Some(known) = listed_values(desk, field) else {
        return Vec::new();
    };
    let is_known = |value: &str| {
        let value = value.trim().to_lowercase();
        value.is_empty()
            || known
                .iter()
                .any(|known| known.trim().to_lowercase() == value)
    };
    values
        .filter(|value| !is_known(value))
        .map(|value| format!("“{}”", value.trim()))
        .collect()
}

/// Whether an entry names a value that its list has no longer.
#[must_use]
pub fn names_gone_value(desk: &Desk, entry: &RuleEntry) -> bool {
    let mut criteria = entry.criteria.iter();
    let mut formulas = entry.formula.iter();
    criteria.any(|criterion| !gone_values(desk, criterion).is_empty())
        || formulas.any(|formula| !gone_from_formula(desk, formula).is_empty())
}

fn hours_warning(desk: &Desk, hours: HoursMode) -> Option<String> {
    let HoursMode::Set(id) = hours else {
        return None;
    };
    match desk.find::<Calendar>(id) {
        None => Some("Its business hours were deleted: the default ones count.".to_owned()),
        Some(calendar) if !calendar.active => Some(format!(
            "The business hours {} are not active: the default ones count.",
            calendar.name
        )),
        Some(_) => None,
    }
}

/// What is doubtful about one action, each without its full stop.
#[must_use]
pub fn action_warnings(desk: &Desk, action: &EscalationAction) -> Vec<String> {
    let mut found = Vec::new();
    if action.only_marks() {
        found.push("it only marks the case as escalated".to_owned());
    }
    let user = |id| {
        let user = desk.find::<User>(id);
        ("user", user.map(|user| (&user.name, user.active)))
    };
    let target = action.reassign.map(|reassign| match reassign.to {
        Assignee::User(id) => user(id),
        Assignee::Queue(id) => {
            let queue = desk.find::<Queue>(id);
            ("queue", queue.map(|queue| (&queue.name, queue.active)))
        }
    });
    match target {
        Some((kind, None)) => found.push(format!(
            "the {kind} it gives the case to was deleted, so it is held back"
        )),
        Some((_, Some((name, false)))) => {
            found.push(format!("{name} is not active, so it is held back"));
        }
        Some((_, Some((_, true)))) | None => {}
    }
    match action.notify_user.map(user) {
        Some((_, None)) => found.push("the user it tells was deleted".to_owned()),
        Some((_, Some((name, false)))) => {
            found.push(format!("{name}, whom it tells, is not active"));
        }
        Some((_, Some((_, true)))) | None => {}
    }
    found
}
