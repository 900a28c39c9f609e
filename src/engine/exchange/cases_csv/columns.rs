//! Which column of a table says what of a case.

use super::{
    mapping::{Mapping, Target},
    names::Maker,
    row_error::RowError,
    table::{Row, Table},
};
use crate::engine::{
    choice::{ChoiceList, CustomField, CustomFieldOf},
    desk::Desk,
    field_type::FieldType,
    id::CustomFieldId,
    record::Records,
};

/// Which column says what.
pub(super) struct Columns {
    header: Vec<Box<str>>,
    pub(super) number: Option<usize>,
    pub(super) subject: Option<usize>,
    pub(super) description: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) choices: Vec<(usize, ChoiceList)>,
    pub(super) owner: Option<usize>,
    pub(super) account: Option<usize>,
    pub(super) account_country: Option<usize>,
    pub(super) account_sla: Option<usize>,
    pub(super) contact_name: Option<usize>,
    pub(super) contact_email: Option<usize>,
    pub(super) business_hours: Option<usize>,
    pub(super) created_at: Option<usize>,
    pub(super) last_modified_at: Option<usize>,
    pub(super) closed_at: Option<usize>,
    pub(super) custom: Vec<CustomColumn>,
}

/// A column of an added field.
pub(super) struct CustomColumn {
    pub(super) column: usize,
    pub(super) field: CustomFieldId,
    pub(super) of: CustomFieldOf,
    pub(super) field_type: FieldType,
}

impl Columns {
    /// Makes the new fields that the mapping asks for.
    pub(super) fn new(table: &Table, mapping: &Mapping, desk: &Desk, maker: &mut Maker) -> Self {
        let mut choices = Vec::new();
        let mut custom = Vec::new();
        for (column, target) in mapping.targets.iter().enumerate() {
            match target {
                Target::Choice(list) => choices.push((column, *list)),
                Target::Custom(id) => {
                    let field = desk.find::<CustomField>(*id);
                    custom.extend(field.map(|field| CustomColumn {
                        column,
                        field: *id,
                        of: field.of,
                        field_type: field.field_type,
                    }));
                }
                Target::NewCustom { of, name } => {
                    let new = mapping.new_field(table, column);
                    let (field_type, values) = new.unwrap_or_default();
                    custom.push(CustomColumn {
                        column,
                        field: maker.custom_field(*of, name, field_type, values),
                        of: *of,
                        field_type,
                    });
                }
                _ => {}
            }
        }
        Self {
            header: table.header().to_vec(),
            number: mapping.column(&Target::Number),
            subject: mapping.column(&Target::Subject),
            description: mapping.column(&Target::Description),
            status: mapping.column(&Target::Status),
            choices,
            owner: mapping.column(&Target::Owner),
            account: mapping.column(&Target::Account),
            account_country: mapping.column(&Target::AccountCountry),
            account_sla: mapping.column(&Target::AccountSla),
            contact_name: mapping.column(&Target::ContactName),
            contact_email: mapping.column(&Target::ContactEmail),
            business_hours: mapping.column(&Target::BusinessHours),
            created_at: mapping.column(&Target::CreatedAt),
            last_modified_at: mapping.column(&Target::LastModifiedAt),
            closed_at: mapping.column(&Target::ClosedAt),
            custom,
        }
    }

    /// The text of a column, empty when none was chosen.
    pub(super) fn text(row: Row<'_>, column: Option<usize>) -> &str {
        column.map_or("", |column| row.cell(column))
    }

    pub(super) fn error(
        &self,
        row: Row<'_>,
        column: Option<usize>,
        reason: impl Into<Box<str>>,
    ) -> RowError {
        let header = column.and_then(|column| self.header.get(column));
        RowError {
            line: row.line(),
            column: header.cloned().unwrap_or_default(),
            reason: reason.into(),
        }
    }
}

/// What a row says in a column; `None` when it says nothing.
pub(super) fn said(row: Row<'_>, column: Option<usize>) -> Option<&str> {
    Some(Columns::text(row, column)).filter(|text| !text.is_empty())
}
