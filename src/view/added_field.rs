//! The fields that were added to cases and customers: which forms and lists show them, what people
//! see of their values, and what they may choose.

use super::case_fields::with_none;
use crate::engine::{
    account::CustomValue, choice::CustomFieldOf, desk::Desk, field_type::FieldType,
    id::CustomFieldId, in_order::by_name,
};

/// The fields that forms show of those that were added to an object, with their names.
#[must_use]
pub fn added_fields(desk: &Desk, of: CustomFieldOf) -> Vec<(CustomFieldId, String)> {
    let fields = desk.custom_fields.values();
    let fields = fields.filter(|field| field.of == of && !field.inactive);
    fields
        .map(|field| (field.id, field.label.to_string()))
        .collect()
}

/// The value of an added field among those of a record.
#[must_use]
pub fn custom_value(values: &[CustomValue], field: CustomFieldId) -> String {
    let found = values.iter().find(|(id, _)| *id == field);
    found.map_or_else(String::new, |(_, text)| text.to_string())
}

/// Puts a value in place of the one that a record has.
pub fn set_custom(values: &mut Vec<CustomValue>, field: CustomFieldId, text: &str) {
    values.retain(|(id, _)| *id != field);
    values.push((field, text.into()));
}

fn field_type(desk: &Desk, field: CustomFieldId) -> FieldType {
    let field = desk.custom_fields.get(&field);
    field.map_or(FieldType::Text, |field| field.field_type)
}

/// The value of an added field as people read it.
pub(super) fn shown(desk: &Desk, field: CustomFieldId, value: &str) -> String {
    match field_type(desk, field) {
        FieldType::Checkbox if value == "true" => "Yes".to_owned(),
        FieldType::Checkbox if value.is_empty() => "No".to_owned(),
        FieldType::MultiPicklist => value.replace(';', "; "),
        _ => value.to_owned(),
    }
}

/// The fields added to an object that a list of it can show, as key and text; none first.
#[must_use]
pub fn column_options(desk: &Desk, of: CustomFieldOf) -> Vec<(String, String)> {
    let fields = added_fields(desk, of).into_iter();
    let named = fields.map(|(id, label)| (id.0.to_string(), label));
    let named = by_name(named.collect(), |(_, label)| label);
    let none = (String::new(), "No added field".to_owned());
    std::iter::once(none).chain(named).collect()
}

/// The head of the column of an added field; `None` where there is no such field.
#[must_use]
pub fn column_label(desk: &Desk, field: Option<CustomFieldId>) -> Option<String> {
    let field = desk.custom_fields.get(&field?)?;
    Some(field.label.to_string())
}

/// Whether a column of that field is in the order of numbers, not of texts.
pub(super) fn holds_numbers(desk: &Desk, field: Option<CustomFieldId>) -> bool {
    field.is_some_and(|field| field_type(desk, field) == FieldType::Number)
}

/// A whole number that orders numbers as they follow each other.
pub(super) const fn rank_of_number(number: f64) -> i64 {
    let bits = number.to_bits().cast_signed();
    // The greater a negative number's bits are, the less it is.
    if bits < 0 { i64::MIN - bits } else { bits }
}

/// What may be chosen, as key and text; empty for a text.
#[must_use]
pub fn options(desk: &Desk, field: CustomFieldId) -> Vec<(String, String)> {
    match field_type(desk, field) {
        FieldType::Checkbox => vec![
            (String::new(), "No".to_owned()),
            ("true".to_owned(), "Yes".to_owned()),
        ],
        FieldType::Picklist => {
            let field = desk.custom_fields.get(&field);
            let values = field.map(|field| field.values.iter()).into_iter().flatten();
            with_none(values.map(|value| (value.to_string(), value.to_string())))
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::choice::CustomField;

    #[test]
    fn a_checkbox_is_yes_or_no_and_a_picklist_offers_its_values() {
        let field = |id: u64, field_type, values: &[&str]| CustomField {
            id: CustomFieldId(id),
            field_type,
            values: values.iter().map(|value| (*value).into()).collect(),
            ..CustomField::new(CustomFieldOf::Case, "Any__c")
        };
        let mut changes = crate::engine::change::ChangeSet::default();
        changes.put(field(1, FieldType::Checkbox, &[]));
        changes.put(field(2, FieldType::Picklist, &["EMEA", "APAC"]));
        changes.put(field(3, FieldType::MultiPicklist, &["Red", "Blue"]));
        changes.put(field(4, FieldType::Number, &[]));
        let mut desk = Desk::new(1);
        desk.apply(changes);
        let texts = |id: u64| -> Vec<String> {
            let options = options(&desk, CustomFieldId(id)).into_iter();
            options.map(|(_, text)| text).collect()
        };
        assert_eq!(texts(1), ["No", "Yes"]);
        assert_eq!(texts(2), ["None", "EMEA", "APAC"]);
        assert!(texts(4).is_empty());
        for (id, value, text) in [
            (1, "", "No"),
            (1, "true", "Yes"),
            (3, "Red;Blue", "Red; Blue"),
        ] {
            assert_eq!(shown(&desk, CustomFieldId(id), value), text);
        }
    }
}
