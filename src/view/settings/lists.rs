//! The lists that an administrator keeps: case statuses, priorities and the like, added fields,
//! and the templates of notices.

use crate::{
    engine::{
        choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf, Stage},
        desk::Desk,
        id::StatusId,
        in_order::by_name,
        notification::NoticeTemplate,
    },
    view::{
        case_fields::choice_of,
        record_row::{RecordRow, RowMark},
    },
};

/// The stages as key and text.
pub const STAGES: [(Stage, &str, &str); 3] = [
    (Stage::Open, "open", "Open"),
    (Stage::Escalated, "escalated", "Escalated"),
    (Stage::Closed, "closed", "Closed"),
];

/// The word for a stage.
#[must_use]
pub fn stage_word(stage: Stage) -> &'static str {
    let found = STAGES.iter().find(|(known, ..)| *known == stage);
    found.map_or("", |(.., word)| word)
}

/// The key of a stage.
#[must_use]
pub fn stage_key(stage: Stage) -> &'static str {
    let found = STAGES.iter().find(|(known, ..)| *known == stage);
    found.map_or("", |(_, key, _)| key)
}

/// The stage that a key stands for.
#[must_use]
pub fn stage_of_key(key: &str) -> Stage {
    let found = STAGES.iter().find(|(_, known, _)| *known == key);
    found.map_or(Stage::Open, |(stage, ..)| *stage)
}

/// The statuses in their order: stage, and how many cases are in each.
#[must_use]
pub fn status_rows(desk: &Desk) -> Vec<RecordRow> {
    let n_cases = |id| desk.cases.values().filter(|case| case.status == id).count();
    let row = |status: &CaseStatus| {
        let cells = vec![
            stage_word(status.stage).to_owned(),
            n_cases(status.id).to_string(),
        ];
        RecordRow::new(status.id.0, &status.name)
            .with(cells)
            .marked(RowMark::Waits("On hold"), status.on_hold)
    };
    desk.statuses_in_order().into_iter().map(row).collect()
}

/// The statuses whose stage suits, after the one that stands for none of them.
#[must_use]
pub fn status_options(
    desk: &Desk,
    suits: fn(Stage) -> bool,
    none: &'static str,
) -> Vec<(String, String)> {
    let mut options = statuses_of(desk, suits);
    options.insert(0, (String::new(), none.to_owned()));
    options
}

/// A new status after all others.
#[must_use]
pub fn new_status(desk: &Desk) -> CaseStatus {
    let last = desk.statuses.values().map(|status| status.order).max();
    CaseStatus {
        id: StatusId(0),
        name: Box::default(),
        order: last.unwrap_or(0) + 1,
        stage: Stage::Open,
        on_hold: false,
        description: Box::default(),
    }
}

/// The statuses whose stage suits, as key and text, in their order.
#[must_use]
pub fn statuses_of(desk: &Desk, suits: fn(Stage) -> bool) -> Vec<(String, String)> {
    let mut options = Vec::new();
    for status in desk.statuses_in_order() {
        if suits(status.stage) {
            options.push((status.id.0.to_string(), status.name.to_string()));
        }
    }
    options
}

/// The values of a list in their order, with how many cases have each.
#[must_use]
pub fn choice_rows(desk: &Desk, list: ChoiceList) -> Vec<RecordRow> {
    let row = |choice: &&Choice| {
        let cases = desk.cases.values();
        let n_cases = cases.filter(|case| choice_of(case, list) == Some(choice.id.0));
        RecordRow::new(choice.id.0, &choice.name).with(vec![n_cases.count().to_string()])
    };
    desk.choices_of(list).iter().map(row).collect()
}

/// The added fields by what they belong to and their labels: the name that rule files have for
/// each, such as `Case.Region__c`, and what it holds.
#[must_use]
pub fn field_rows(desk: &Desk) -> Vec<RecordRow> {
    let fields = by_name(desk.custom_fields.values().collect(), |field| &field.label);
    let of_each = CustomFieldOf::ALL.into_iter().flat_map(|of| {
        let of_object = fields.iter().filter(move |field| field.of == of);
        of_object.copied()
    });
    let row = |field: &CustomField| {
        let cells = vec![
            format!("{}.{}", field.of.label(), field.name),
            field.field_type.label().to_owned(),
        ];
        RecordRow::new(field.id.0, &field.label)
            .with(cells)
            .active(!field.inactive)
    };
    of_each.map(row).collect()
}

/// The values of a picklist as they are typed, one a line.
#[must_use]
pub fn lines_of(values: &[Box<str>]) -> String {
    values.join("\n")
}

/// The values that such a text has.
#[must_use]
pub fn values_of(lines: &str) -> Vec<Box<str>> {
    let lines = lines.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(Into::into)
        .collect()
}

/// The notice templates by name, with their subjects.
#[must_use]
pub fn template_rows(desk: &Desk) -> Vec<RecordRow> {
    let row = |template: &NoticeTemplate| {
        RecordRow::new(template.id.0, &template.name)
            .with(vec![template.subject.to_string()])
            .marked(RowMark::StandIn, template.stand_in.is_some())
    };
    by_name(desk.templates.values().map(row).collect(), |row| &row.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_has_a_key_that_leads_back_to_it() {
        for (stage, key, _) in STAGES {
            assert_eq!(stage_of_key(key), stage);
            assert_eq!(stage_key(stage), key);
        }
    }
}
