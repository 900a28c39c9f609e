//! Fields that were added, and the values that records have of them.

use super::{Rejection, check, save_record};
use crate::engine::{
    account::CustomValue,
    change::ChangeSet,
    choice::{CustomField, CustomFieldOf},
    command::CaseChange,
    desk::Desk,
    field_error::FieldError,
    field_type::FieldType,
    record::Records,
    stamp::Stamp,
};

/// Adds or changes a field. Its type changes only to one that every value fits.
pub(super) fn save(desk: &Desk, field: &CustomField, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    let mut field = field.clone();
    if field.label.trim().is_empty() {
        field.label = CustomField::label_of(&field.name);
    }
    if !field.field_type.has_values() {
        field.values.clear();
    }
    check(problems(desk, &field))?;
    save_record(desk, field, |field, id| field.id = id, stamp)
}

fn problems(desk: &Desk, field: &CustomField) -> Vec<FieldError> {
    let mut found = Vec::new();
    let before = desk.find::<CustomField>(field.id);
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if field.name.is_empty() || !field.name.chars().all(is_word) {
        let reason = "write letters, digits and underscores only";
        found.push(FieldError::new("name", reason));
    } else if before.is_some_and(|before| (before.of, &before.name) != (field.of, &field.name)) {
        let reason = "rules and files know the field by this name, so it stays";
        found.push(FieldError::new("name", reason));
    } else if desk
        .custom_field(field.of, &field.name)
        .is_some_and(|other| other.id != field.id)
    {
        let reason = "there is a field of that name already";
        found.push(FieldError::new("name", reason));
    }
    if field.field_type.has_values() && field.values.is_empty() {
        found.push(FieldError::new("values", "write at least one value"));
    }
    let twice = field.values.iter().enumerate().find(|(place, value)| {
        let mut earlier = field.values.iter().take(*place);
        earlier.any(|other| other.to_lowercase() == value.to_lowercase())
    });
    if let Some((_, value)) = twice {
        found.push(FieldError::new("values", format!("{value} stands twice")));
    }
    let mut values = field.values.iter();
    if field.field_type == FieldType::MultiPicklist && values.any(|value| value.contains(';')) {
        let reason = "no value may have a semicolon: it stands between several";
        found.push(FieldError::new("values", reason));
    }
    let n_unfit = before.map_or(0, |_| n_unfit(desk, field));
    if n_unfit > 0 {
        let reason = match n_unfit {
            1 => "one value does not fit this type: change it first".to_owned(),
            n => format!("{n} values do not fit this type: change them first"),
        };
        found.push(FieldError::new("type", reason));
    }
    found.extend(broken_formula(desk, field).map(|reason| FieldError::new("type", reason)));
    found
}

/// The first formula that reads now and would not, were the field as it is to be.
fn broken_formula(desk: &Desk, field: &CustomField) -> Option<String> {
    let now = |of: CustomFieldOf, name: &str| desk.custom_field(of, name);
    let to_be = |of: CustomFieldOf, name: &str| {
        let found = desk.custom_field(of, name)?;
        Some(if found.id == field.id { field } else { found })
    };
    let rules = desk.rules.values();
    rules
        .flat_map(|rule| {
            (1_usize..)
                .zip(&rule.entries)
                .map(move |entry| (rule, entry))
        })
        .find_map(|(rule, (place, entry))| {
            let formula = entry.formula.as_ref()?;
            formula.check(&now).ok()?;
            let error = formula.check(&to_be).err()?;
            let rule = &rule.name;
            Some(format!(
                "the formula of entry {place} of {rule} could not be read: {error}"
            ))
        })
}

/// How many records have a text that the type of the field does not take.
fn n_unfit(desk: &Desk, field: &CustomField) -> usize {
    let is_unfit = |values: &Vec<CustomValue>| {
        let mut values = values.iter();
        values.any(|(id, text)| *id == field.id && field.field_type.kept(text).is_err())
    };
    match field.of {
        CustomFieldOf::Case => {
            let all = desk.cases.values();
            all.filter(|one| is_unfit(&one.custom)).count()
        }
        CustomFieldOf::Account => {
            let all = desk.accounts.values();
            all.filter(|one| is_unfit(&one.custom)).count()
        }
        CustomFieldOf::Contact => {
            let all = desk.contacts.values();
            all.filter(|one| is_unfit(&one.custom)).count()
        }
        CustomFieldOf::User => {
            let all = desk.users.values();
            all.filter(|one| is_unfit(&one.custom)).count()
        }
    }
}

/// The changes with the texts of added fields in the writing of their types.
pub(super) fn fitting(desk: &Desk, given: &[CaseChange]) -> Result<Vec<CaseChange>, Rejection> {
    let mut problems = Vec::new();
    let mut changes = given.to_vec();
    for change in &mut changes {
        if let CaseChange::Custom((id, text)) = change {
            let field = desk.find::<CustomField>(*id);
            let field_type = field.map_or(FieldType::Text, |field| field.field_type);
            match field_type.kept(text) {
                Ok(kept) => *text = kept,
                Err(reason) => {
                    problems.push(FieldError::new(format!("custom.{}", id.0), reason));
                }
            }
        }
    }
    check(problems)?;
    Ok(changes)
}

/// The values of a record in the writing of their types, without the empty ones. What stands as
/// it stood is not looked at.
pub(super) fn kept(
    desk: &Desk,
    before: &[CustomValue],
    values: &[CustomValue],
) -> Result<Vec<CustomValue>, Rejection> {
    let changed = values.iter().filter(|value| !before.contains(value));
    let changed: Vec<CaseChange> = changed.cloned().map(CaseChange::Custom).collect();
    let mut fitting = fitting(desk, &changed)?.into_iter();
    let mut all = Vec::new();
    for value in values {
        let value = if before.contains(value) {
            value.clone()
        } else if let Some(CaseChange::Custom(value)) = fitting.next() {
            value
        } else {
            continue;
        };
        if !value.1.is_empty() {
            all.push(value);
        }
    }
    Ok(all)
}
