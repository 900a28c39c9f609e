//! What the entries of a rule say in words, and what is doubtful about them.

#[cfg(test)]
pub(super) mod tests;
mod warnings;

pub use warnings::{action_warnings, entry_warnings, names_gone_value};

use crate::engine::{
    choice::{ChoiceList, CustomField},
    desk::Desk,
    in_order::by_number,
    record::Records,
    rule::{CaseField, Criterion, EscalationAction, Field, Operator, RuleEntry, split_list},
    wording::age_words,
};
use crate::view::phrase::{action_words, clock_words};

/// An entry in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EntryWords {
    /// Which cases it takes: `If Status is New or Working and Priority is High`.
    pub condition: String,
    /// What its ages count from, and in which hours.
    pub counting: String,
    /// Each action with its age: `4 h → reassigns to Tier 2, tells the owner`.
    pub actions: Vec<String>,
}

/// Says what an entry does.
#[must_use]
pub fn entry_words(desk: &Desk, entry: &RuleEntry) -> EntryWords {
    let actions: Vec<&EscalationAction> = entry.actions.iter().collect();
    let actions = by_number(actions, |action| action.age_minutes.into());
    let said = |action: &&EscalationAction| {
        let age = age_words(action.age_minutes);
        format!("{age} → {}", action_words(desk, action))
    };
    EntryWords {
        condition: condition_words(desk, entry),
        counting: format!("Counts {}", clock_words(desk, entry)),
        actions: actions.iter().map(said).collect(),
    }
}

/// Which cases an entry takes.
#[must_use]
pub fn condition_words(desk: &Desk, entry: &RuleEntry) -> String {
    if let Some(formula) = &entry.formula {
        return format!("If {}", in_one_line(formula.text()));
    }
    let words: Vec<String> = entry
        .criteria
        .iter()
        .map(|criterion| criterion_words(desk, criterion))
        .collect();
    match &entry.logic {
        _ if words.is_empty() => "Every case".to_owned(),
        Some(logic) => format!("If {}", with_words(logic.text(), &words)),
        None => format!("If {}", words.join(" and ")),
    }
}

/// The beginning of a formula, its lines made one.
fn in_one_line(formula: &str) -> String {
    /// Longer titles are no help: the form shows the whole.
    const CHARS: usize = 160;
    let words: Vec<&str> = formula.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(CHARS) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

/// Filter logic with each number replaced by what its criterion says.
fn with_words(logic: &str, words: &[String]) -> String {
    let mut said = String::new();
    let mut rest = logic;
    while let Some(first) = rest.chars().next() {
        let is_same = |c: char| match first {
            _ if first.is_ascii_digit() => c.is_ascii_digit(),
            _ if first.is_alphabetic() => c.is_alphabetic(),
            _ => false,
        };
        let end = rest
            .find(|c| !is_same(c))
            .filter(|end| *end > 0)
            .unwrap_or_else(|| {
                if is_same(first) {
                    rest.len()
                } else {
                    first.len_utf8()
                }
            });
        let (token, after) = rest.split_at(end);
        let named = token.parse::<usize>().ok();
        match named.and_then(|number| words.get(number.checked_sub(1)?)) {
            Some(words) => said.push_str(words),
            None => said.push_str(&token.to_lowercase()),
        }
        rest = after;
    }
    said
}

/// One criterion: `Priority is none of High, Medium`.
#[must_use]
pub fn criterion_words(desk: &Desk, criterion: &Criterion) -> String {
    let field = field_label(desk, &criterion.field);
    let values = split_list(&criterion.value);
    let is_blank = values.iter().all(|value| value.trim().is_empty());
    let denies = matches!(
        criterion.operator,
        Operator::NotEqual | Operator::NotContain | Operator::Excludes
    );
    if is_blank {
        let verb = if denies { "is not empty" } else { "is empty" };
        return format!("{field} {verb}");
    }
    let values: Vec<String> = values
        .iter()
        .map(|value| match value.trim() {
            "" => "empty".to_owned(),
            listed if listed.contains(',') => format!("“{listed}”"),
            value => value.to_owned(),
        })
        .collect();
    let verb = match (criterion.operator, values.len()) {
        (Operator::Equals, _) => "is",
        (Operator::NotEqual, 1) => "is not",
        (Operator::NotEqual, _) => "is none of",
        (Operator::LessThan, _) => "is below",
        (Operator::GreaterThan, _) => "is above",
        (Operator::LessOrEqual, _) => "is at most",
        (Operator::GreaterOrEqual, _) => "is at least",
        (Operator::Contains, _) => "contains",
        (Operator::NotContain, 1) => "does not contain",
        (Operator::NotContain, _) => "contains none of",
        (Operator::StartsWith, _) => "starts with",
        (Operator::Includes, _) => "includes",
        (Operator::Excludes, 1) => "excludes",
        (Operator::Excludes, _) => "excludes each of",
    };
    let values = match values.split_last() {
        _ if denies => values.join(", "),
        Some((last, [])) => last.clone(),
        Some((last, most)) => format!("{} or {last}", most.join(", ")),
        None => String::new(),
    };
    format!("{field} {verb} {values}")
}

/// A field as people see it.
#[must_use]
pub fn field_label(desk: &Desk, field: &Field) -> String {
    match field {
        Field::Case(field) => field.label().to_owned(),
        Field::Account(field) => field.label().to_owned(),
        Field::Contact(field) => field.label().to_owned(),
        Field::Custom(id) => desk.find::<CustomField>(*id).map_or_else(
            || "a field that was deleted".to_owned(),
            |field| field.label.to_string(),
        ),
        Field::User(who, field) => format!("{} {}", who.label(), field.label()),
        Field::UserCustom(who, id) => {
            let field = desk.find::<CustomField>(*id);
            let label = field.map_or("a field that was deleted", |field| &field.label);
            format!("{}: {label}", who.label())
        }
        Field::Unreadable(name) => name.to_string(),
    }
}

/// An operator as the editor calls it (semantics 3.3).
#[must_use]
pub const fn operator_label(operator: Operator) -> &'static str {
    match operator {
        Operator::Equals => "equals",
        Operator::NotEqual => "not equal to",
        Operator::LessThan => "less than",
        Operator::GreaterThan => "greater than",
        Operator::LessOrEqual => "less or equal",
        Operator::GreaterOrEqual => "greater or equal",
        Operator::Contains => "contains",
        Operator::NotContain => "does not contain",
        Operator::StartsWith => "starts with",
        Operator::Includes => "includes",
        Operator::Excludes => "excludes",
    }
}

/// The values that a field's list has, when it has one.
#[must_use]
pub fn listed_values(desk: &Desk, field: &Field) -> Option<Vec<String>> {
    let field = match field {
        Field::Case(field) => field,
        Field::Custom(id) | Field::UserCustom(_, id) => {
            let field = desk.custom_fields.get(id)?;
            let values = field.values.iter().map(ToString::to_string);
            return field.field_type.has_values().then(|| values.collect());
        }
        _ => return None,
    };
    if *field == CaseField::Status {
        let statuses = desk.statuses_in_order();
        let names = statuses.iter().map(|status| status.name.to_string());
        return Some(names.collect());
    }
    field.list().map(|list| choice_names(desk, list))
}

fn choice_names(desk: &Desk, list: ChoiceList) -> Vec<String> {
    desk.choices_of(list)
        .iter()
        .map(|choice| choice.name.to_string())
        .collect()
}
