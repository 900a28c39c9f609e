//! The values of fields that were added.

use super::fields::FieldValue;
use crate::engine::{
    account::{Account, Contact},
    case::{Case, custom_text},
    choice::{CustomField, CustomFieldOf},
    field_type::{FieldType, read_day, read_flag, read_number},
    id::CustomFieldId,
    instant::Instant,
    record::Records,
};

/// An added field as it is read: what it belongs to, and what it holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct AddedField {
    id: CustomFieldId,
    of: CustomFieldOf,
    field_type: FieldType,
}

impl AddedField {
    /// The field of that id, as `records` have it.
    pub(super) fn find<R: Records>(records: &R, id: CustomFieldId) -> Option<Self> {
        let found = records.find::<CustomField>(id)?;
        Some(Self {
            id,
            of: found.of,
            field_type: found.field_type,
        })
    }

    /// What a case has there, itself or by its account or contact.
    #[inline]
    pub(super) fn value<'a, R: Records>(self, records: &'a R, case: &'a Case) -> FieldValue<'a> {
        let text = self.text(records, case);
        text.map_or(FieldValue::Empty, |text| self.value_of(text))
    }

    /// The text that is kept for a case; `None` where there is nothing that could keep it.
    #[inline]
    pub(super) fn text<'a, R: Records>(self, records: &'a R, case: &'a Case) -> Option<&'a str> {
        let values = match self.of {
            CustomFieldOf::Case => &case.custom,
            CustomFieldOf::Account => &records.find::<Account>(case.account?)?.custom,
            CustomFieldOf::Contact => &records.find::<Contact>(case.contact?)?.custom,
            CustomFieldOf::User => return None,
        };
        Some(custom_text(values, self.id))
    }

    /// What a kept text says. One that is not of the field's type, from before the field had that,
    /// is a text.
    #[inline]
    pub(super) fn value_of(self, text: &str) -> FieldValue<'_> {
        let typed = match self.field_type {
            FieldType::Text | FieldType::Picklist | FieldType::MultiPicklist => None,
            FieldType::Number => read_number(text).map(FieldValue::Number),
            FieldType::Checkbox if text.trim().is_empty() => Some(FieldValue::Flag(false)),
            FieldType::Checkbox => read_flag(text).map(FieldValue::Flag),
            FieldType::Date => read_day(text).map(FieldValue::Day),
            FieldType::DateTime => Instant::parse(text.trim()).map(FieldValue::Moment),
        };
        typed.unwrap_or(match text {
            "" => FieldValue::Empty,
            text => FieldValue::Text(text),
        })
    }
}
