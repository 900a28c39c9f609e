//! Rules that answer customers, as lists and forms show them.

use super::{
    assignment_draft::{TestDraft, matching_key, matching_of_key},
    record_row::RecordRow,
    rule_page::{field_key, field_of_key, operator_of_key},
    rule_words::operator_label,
};
use crate::engine::{
    assignment::Matching,
    auto_response::{AutoResponseEntry, AutoResponseRule},
    desk::Desk,
    id::{AutoResponseId, TemplateId},
    in_order::by_name,
    notice_kind::NoticeKind,
    rule::{Criterion, Formula, Logic},
};

/// One entry while it is typed.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerDraft {
    /// Tells it from the others of its form.
    pub key: u32,
    /// What has to hold.
    pub tests: Vec<TestDraft>,
    /// The key of how the lines combine.
    pub matching: String,
    /// The key of the template.
    pub template: String,
    /// A formula in place of lines, which stays as it is.
    pub formula: Option<Formula>,
}

impl AnswerDraft {
    /// An entry that takes every case.
    #[must_use]
    pub fn new(key: u32, template: String) -> Self {
        Self {
            key,
            tests: Vec::new(),
            matching: matching_key(Matching::All).to_owned(),
            template,
            formula: None,
        }
    }

    /// An entry as it is typed.
    #[must_use]
    pub fn of(key: u32, entry: &AutoResponseEntry) -> Self {
        let lines = (0..).zip(&entry.criteria);
        let test = |(key, criterion): (u32, &Criterion)| TestDraft {
            key,
            field: field_key(&criterion.field),
            operator: operator_label(criterion.operator).to_owned(),
            values: criterion.value.to_string(),
        };
        Self {
            tests: lines.map(test).collect(),
            matching: matching_key(match entry.logic {
                Some(_) => Matching::Any,
                None => Matching::All,
            })
            .to_owned(),
            formula: entry.formula.clone(),
            ..Self::new(key, entry.template.0.to_string())
        }
    }

    /// The entry that is typed.
    #[must_use]
    pub fn entry(&self) -> AutoResponseEntry {
        let criterion = |test: &TestDraft| {
            Some(Criterion {
                field: field_of_key(&test.field),
                operator: operator_of_key(&test.operator)?,
                value: test.values.trim().into(),
            })
        };
        let criteria: Vec<_> = self.tests.iter().filter_map(criterion).collect();
        let numbers: Vec<_> = (1..=criteria.len()).map(|n| n.to_string()).collect();
        let any = matching_of_key(&self.matching) == Matching::Any && numbers.len() > 1;
        AutoResponseEntry {
            criteria,
            logic: any
                .then(|| Logic::parse(&numbers.join(" OR ")).ok())
                .flatten(),
            formula: self.formula.clone(),
            template: TemplateId(self.template.parse().unwrap_or(0)),
        }
    }
}

/// The rules by their names.
#[must_use]
pub fn answer_rows(desk: &Desk) -> Vec<RecordRow> {
    let row = |rule: &AutoResponseRule| {
        let templates = rule.entries.iter();
        let templates = templates.filter_map(|entry| desk.templates.get(&entry.template));
        let names: Vec<&str> = templates.map(|template| &*template.name).collect();
        RecordRow::new(rule.id.0, &rule.name)
            .with(vec![names.join(", ")])
            .active(rule.active)
    };
    let rows = desk.auto_responses.values().map(row).collect();
    by_name(rows, |row: &RecordRow| &row.name)
}

/// The templates that may answer, as key and name.
#[must_use]
pub fn answer_templates(desk: &Desk) -> Vec<(String, String)> {
    let templates = desk.templates.values();
    let fitting = templates.filter(|it| it.kind == Some(NoticeKind::AutoResponse));
    let options = fitting.map(|it| (it.id.0.to_string(), it.name.to_string()));
    by_name(options.collect(), |option: &(String, String)| &option.1)
}

/// The rule of that id, or a new one.
#[must_use]
pub fn answer_rule(desk: &Desk, id: AutoResponseId) -> AutoResponseRule {
    let found = desk.auto_responses.get(&id).cloned();
    found.unwrap_or_else(|| AutoResponseRule {
        id,
        name: Box::default(),
        active: true,
        entries: Vec::new(),
    })
}
