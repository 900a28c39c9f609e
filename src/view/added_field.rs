//! The fields that were added to cases and customers: which forms and lists show them, what people
//! see of their values, and in which order.

use super::phrase::{day_words, instant_words};
use crate::engine::{
    account::CustomValue,
    calendar::ZoneTable,
    choice::{CustomField, CustomFieldOf},
    desk::Desk,
    field_type::{FieldType, read_day, read_number},
    id::CustomFieldId,
    in_order::by_name,
    instant::Instant,
};
use chrono::Datelike;

/// The fields that forms show of those that were added to an object.
pub fn added_fields(desk: &Desk, of: CustomFieldOf) -> impl Iterator<Item = &CustomField> {
    let fields = desk.custom_fields.values();
    fields.filter(move |field| field.of == of && !field.inactive)
}

/// The name of an added field.
#[must_use]
pub fn added_label(desk: &Desk, field: CustomFieldId) -> String {
    let field = desk.custom_fields.get(&field);
    field.map_or_else(|| "Added field".to_owned(), |field| field.label.to_string())
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

/// The value of an added field as people read it: times on the clocks of the organisation, which
/// those of the reader need not be. What is not of the field's type is shown as it stands.
pub(super) fn shown(desk: &Desk, field: CustomFieldId, value: &str) -> String {
    let words = match field_type(desk, field) {
        FieldType::Checkbox if value == "true" => Some("Yes".to_owned()),
        FieldType::Checkbox if value.is_empty() => Some("No".to_owned()),
        FieldType::MultiPicklist => Some(value.replace(';', "; ")),
        FieldType::Date => read_day(value).map(day_words),
        FieldType::DateTime => Instant::parse(value).map(|at| {
            let utc = ZoneTable::utc();
            let zone = desk.home_zone().unwrap_or(&utc);
            format!("{} ({})", instant_words(at, zone), zone.name())
        }),
        FieldType::Text | FieldType::Number | FieldType::Checkbox | FieldType::Picklist => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}

/// The fields added to an object that a list of it can show, as key and text; none first.
#[must_use]
pub fn column_options(desk: &Desk, of: CustomFieldOf) -> Vec<(String, String)> {
    let fields = added_fields(desk, of);
    let named = fields.map(|field| (field.id.0.to_string(), field.label.to_string()));
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

/// Whether a column of that field is in the order of numbers or of times, not of texts.
pub(super) fn is_ranked(desk: &Desk, field: Option<CustomFieldId>) -> bool {
    use FieldType::{Date, DateTime, Number};
    field.is_some_and(|field| matches!(field_type(desk, field), Number | Date | DateTime))
}

/// A whole number that orders what is kept of a number or a time as these follow each other; `None`
/// for what is neither.
pub(super) fn rank(desk: &Desk, field: CustomFieldId, value: &str) -> Option<i64> {
    match field_type(desk, field) {
        FieldType::Number => read_number(value).map(rank_of_number),
        FieldType::Date => read_day(value).map(|day| day.num_days_from_ce().into()),
        FieldType::DateTime => Instant::parse(value).map(Instant::seconds),
        FieldType::Text | FieldType::Checkbox | FieldType::Picklist | FieldType::MultiPicklist => {
            None
        }
    }
}

const fn rank_of_number(number: f64) -> i64 {
    let bits = number.to_bits().cast_signed();
    // The greater a negative number's bits are, the less it is.
    if bits < 0 { i64::MIN - bits } else { bits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::change::ChangeSet;

    fn desk() -> Desk {
        let mut changes = ChangeSet::default();
        for (id, field_type) in [
            (1, FieldType::Checkbox),
            (2, FieldType::MultiPicklist),
            (3, FieldType::Date),
            (4, FieldType::DateTime),
        ] {
            changes.put(CustomField {
                id: CustomFieldId(id),
                field_type,
                ..CustomField::new(CustomFieldOf::Case, "Any__c")
            });
        }
        let mut desk = Desk::new(1);
        desk.apply(changes);
        desk
    }

    #[test]
    fn a_value_is_shown_as_its_type_reads_and_a_damaged_one_as_it_stands() {
        for (id, value, text) in [
            (1, "", "No"),
            (1, "true", "Yes"),
            (1, "maybe", "maybe"),
            (2, "Red;Blue", "Red; Blue"),
            (3, "2026-03-10", "10 Mar 2026"),
            (3, "soon", "soon"),
            (4, "2026-03-10T14:00:05Z", "Tue 10 Mar 2026, 14:00 (UTC)"),
            (4, "2026-03-10", "2026-03-10"),
            (4, "", ""),
        ] {
            assert_eq!(shown(&desk(), CustomFieldId(id), value), text);
        }
    }
}
