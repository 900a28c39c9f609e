//! The columns of a file of cases and what they become.

use crate::{
    engine::{
        desk::Desk,
        exchange::cases_csv::{Mapping, MatchOn, Table, Target},
        field_type::FieldType,
    },
    view::import::first_names,
};

/// Values of a column that help to see what it means.
const SAMPLES_MAX: usize = 3;
/// Rows that are looked through for such values.
const SAMPLED_ROWS: usize = 200;
/// Characters of a value at most, so that a description does not fill the page.
const SAMPLE_CHARS_MAX: usize = 40;
/// The key of a column that becomes a field of its own.
const NEW_FIELD: &str = "new";
/// Values of a list that are shown.
const VALUES_MAX: usize = 8;

/// One column of the file, for the screen that maps it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ColumnRow {
    /// Its place, from 0 on.
    pub place: usize,
    /// Its name.
    pub header: Box<str>,
    /// Some of its values; empty when it has none.
    pub samples: String,
}

/// The columns of a file.
#[must_use]
pub fn column_rows(table: &Table) -> Vec<ColumnRow> {
    let headers = table.header().iter().enumerate();
    headers
        .map(|(place, header)| ColumnRow {
            place,
            header: header.clone(),
            samples: samples(table, place),
        })
        .collect()
}

fn samples(table: &Table, column: usize) -> String {
    let mut found: Vec<String> = Vec::new();
    for row in table.rows().take(SAMPLED_ROWS) {
        let value = shortened(row.cell(column));
        if !value.is_empty() && !found.contains(&value) {
            found.push(value);
        }
        if found.len() == SAMPLES_MAX {
            break;
        }
    }
    found.join(" · ")
}

pub(super) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(SAMPLE_CHARS_MAX).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// What a column may become, as key and text.
#[must_use]
pub fn target_options(desk: &Desk, header: &str) -> Vec<(String, String)> {
    let targets = Target::all(desk);
    let known = targets
        .iter()
        .enumerate()
        .map(|(place, target)| (place.to_string(), target.label(desk).to_string()));
    let new = Target::new_custom(header);
    let new = (
        NEW_FIELD.to_owned(),
        format!("New field: {}", new.label(desk)),
    );
    known.chain([new]).collect()
}

/// The key of what a column becomes.
#[must_use]
pub fn target_key(desk: &Desk, target: &Target) -> String {
    let place = Target::all(desk).iter().position(|known| known == target);
    place.map_or_else(|| NEW_FIELD.to_owned(), |place| place.to_string())
}

/// What a column of that name becomes by a key.
#[must_use]
pub fn target_of_key(desk: &Desk, header: &str, key: &str) -> Target {
    if key == NEW_FIELD {
        return Target::new_custom(header);
    }
    let place = key.parse::<usize>().ok();
    let target = place.and_then(|place| Target::all(desk).into_iter().nth(place));
    target.unwrap_or(Target::Ignore)
}

/// The types of a new field, as key and text.
#[must_use]
pub fn type_options() -> Vec<(String, String)> {
    let types = FieldType::ALL.map(|one| (type_key(one), one.label().to_owned()));
    types.into()
}

/// The key of a type.
#[must_use]
pub fn type_key(field_type: FieldType) -> String {
    let place = FieldType::ALL.iter().position(|one| *one == field_type);
    place.unwrap_or_default().to_string()
}

/// The type that a key stands for.
#[must_use]
pub fn type_of_key(key: &str) -> FieldType {
    let place = key.parse::<usize>().ok();
    let found = place.and_then(|place| FieldType::ALL.get(place));
    found.copied().unwrap_or_default()
}

/// The values of the list of a new field, in words; empty when it has none.
#[must_use]
pub fn list_words(values: &[Box<str>]) -> String {
    match values {
        [] => String::new(),
        values => format!("Values: {}", first_names(values, values.len(), VALUES_MAX)),
    }
}

/// The ways of finding cases that are here, as key and text.
#[must_use]
pub fn match_options() -> Vec<(String, String)> {
    [
        ("", "Every row is a new case"),
        ("external", "A case of the same imported number is updated"),
        (
            "number",
            "A case of this desk with the same number is updated",
        ),
    ]
    .map(|(key, text)| (key.to_owned(), text.to_owned()))
    .into()
}

/// The key of a way.
#[must_use]
pub const fn match_key(match_on: Option<MatchOn>) -> &'static str {
    match match_on {
        None => "",
        Some(MatchOn::ExternalNumber) => "external",
        Some(MatchOn::Number) => "number",
    }
}

/// The way that a key stands for.
#[must_use]
pub fn match_of_key(key: &str) -> Option<MatchOn> {
    match key {
        "external" => Some(MatchOn::ExternalNumber),
        "number" => Some(MatchOn::Number),
        _ => None,
    }
}

/// What is wrong with the mapping of one column, if anything.
#[must_use]
pub fn column_problem(mapping: &Mapping, desk: &Desk, place: usize) -> Option<String> {
    let place = place.to_string();
    let mut problems = mapping.problems(desk).into_iter();
    problems
        .find(|problem| problem.field == place)
        .map(|problem| problem.reason)
}

/// What is wrong with the mapping as a whole.
#[must_use]
pub fn mapping_problems(mapping: &Mapping, desk: &Desk) -> Vec<String> {
    let problems = mapping.problems(desk).into_iter();
    problems
        .filter(|problem| problem.field == "columns")
        .map(|problem| problem.reason)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::file::*, *};

    #[test]
    fn a_column_shows_some_of_its_values_once() {
        let rows = column_rows(&Table::read(FILE).unwrap());
        let samples: Vec<_> = rows.iter().map(|row| row.samples.as_str()).collect();
        assert_eq!(samples[2..4], ["Gold", "Ana · Ben"]);
        assert_eq!(shortened(&"x".repeat(50)), format!("{}…", "x".repeat(40)));
        assert_eq!(shortened("one\ntwo"), "one…");
    }

    #[test]
    fn each_target_has_a_key_that_leads_back_to_it() {
        let desk = desk();
        for (key, _) in target_options(&desk, "Tier") {
            let target = target_of_key(&desk, "Tier", &key);
            assert_eq!(target_key(&desk, &target), key);
        }
        let options = target_options(&desk, "Tier");
        assert!(options.contains(&("new".into(), "New field: Tier".into())));
    }

    #[test]
    fn a_mapping_says_its_problems_at_the_columns_and_as_a_whole() {
        let desk = desk();
        let table = Table::read(FILE).unwrap();
        let mut mapping = Mapping::guess(&table, &desk);
        assert_eq!(column_problem(&mapping, &desk, 1), None);
        mapping.targets[3] = Target::Subject;
        assert!(
            column_problem(&mapping, &desk, 3)
                .unwrap()
                .contains("Subject")
        );
        mapping.targets = vec![Target::Ignore; 5];
        assert_eq!(mapping_problems(&mapping, &desk).len(), 2);
        for (key, _) in match_options() {
            assert_eq!(match_key(match_of_key(&key)), key);
        }
    }

    #[test]
    fn a_new_field_has_a_type_that_can_be_chosen_and_shows_its_list() {
        let desk = desk();
        let table = Table::read(FILE).unwrap();
        let mut mapping = Mapping::guess(&table, &desk);
        assert_eq!(mapping.new_field(&table, 2), None);
        mapping.give(&table, 2, target_of_key(&desk, "Tier", "new"));
        let (field_type, values) = mapping.new_field(&table, 2).unwrap();
        assert_eq!(field_type.label(), "Picklist");
        assert_eq!(list_words(&values), "Values: Gold");
        for (key, text) in type_options() {
            assert_eq!(type_of_key(&key).label(), text);
            assert_eq!(type_key(type_of_key(&key)), key);
        }
        mapping.types[2] = FieldType::Text;
        let (_, values) = mapping.new_field(&table, 2).unwrap();
        assert_eq!(list_words(&values), "");
    }
}
