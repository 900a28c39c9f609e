//! How each entry of a rule takes a case, criterion by criterion.

use super::{
    phrase::{day_words, instant_words},
    rule_words::{condition_words, criterion_words},
};
use crate::engine::{
    calendar::ZoneTable,
    desk::Desk,
    rule::{CriterionVerdict, EntryVerdict, Explanation, FieldValue, Outcome},
};

/// The verdict on a case with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictView {
    /// One sentence: which entry takes the case, or why none does.
    pub verdict: String,
    /// The entries in order.
    pub entries: Vec<EntryLine>,
}

/// How one entry takes the case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EntryLine {
    /// Its place in the rule, from 1 on.
    pub place: usize,
    /// Which cases it takes.
    pub condition: String,
    /// Whether it is the one that counts.
    pub is_chosen: bool,
    /// Whether it matches, in words: that an earlier one counts is said too.
    pub word: &'static str,
    /// Its criteria in order.
    pub criteria: Vec<CriterionLine>,
    /// How they combine where it is not simply all of them, or what its formula came to.
    pub note: String,
}

/// How one criterion comes out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CriterionLine {
    /// What it asks for.
    pub words: String,
    /// What the case has.
    pub value: String,
    /// Whether it holds.
    pub holds: bool,
}

/// The verdict, with instants on the clocks of `zone`.
#[must_use]
pub fn verdict_view(desk: &Desk, told: &Explanation<'_>, zone: &ZoneTable) -> VerdictView {
    let entries = told.entries.iter().enumerate().map(|(place, verdict)| {
        let is_chosen = told.winner == Some(place);
        let line = |criterion: &CriterionVerdict<'_>| CriterionLine {
            words: criterion_words(desk, criterion.criterion),
            value: value_words(&criterion.value, zone),
            holds: criterion.holds,
        };
        EntryLine {
            place: place + 1,
            condition: condition_words(desk, verdict.entry),
            is_chosen,
            word: match (verdict.matches, is_chosen) {
                (true, true) => "Matches",
                (true, false) => "Would match, but does not count",
                (false, _) => "Does not match",
            },
            criteria: verdict.criteria.iter().map(line).collect(),
            note: note(verdict),
        }
    });
    VerdictView {
        verdict: match (told.outcome, told.winner) {
            (Outcome::Closed, _) => "The case is closed: no entry is tried.".to_owned(),
            (Outcome::NoRule, _) => "No rule is active: no entry is tried.".to_owned(),
            (_, Some(place)) => format!("This case would match entry {}.", place + 1),
            (_, None) => "This case would match no entry: nothing escalates.".to_owned(),
        },
        entries: entries.collect(),
    }
}

fn note(verdict: &EntryVerdict<'_>) -> String {
    let entry = verdict.entry;
    match (&entry.formula, &verdict.failure, &entry.logic) {
        (Some(_), Some(reason), _) => format!("Its formula came to nothing: {reason}"),
        (Some(_), None, _) if verdict.matches => "Its formula holds".to_owned(),
        (Some(_), None, _) => "Its formula does not hold".to_owned(),
        (None, _, Some(logic)) => format!("Combined as {}", logic.text()),
        (None, _, None) if entry.criteria.is_empty() => "It takes every case".to_owned(),
        (None, _, None) => String::new(),
    }
}

fn value_words(value: &FieldValue<'_>, zone: &ZoneTable) -> String {
    match value {
        _ if value.is_empty() => "empty".to_owned(),
        FieldValue::Text(text) | FieldValue::DeveloperName(text) => (*text).to_owned(),
        FieldValue::Day(day) => day_words(*day),
        FieldValue::Moment(at) => instant_words(*at, zone),
        FieldValue::Flag(true) => "True".to_owned(),
        FieldValue::Flag(false) => "False".to_owned(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests;
