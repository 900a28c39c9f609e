//! The fields that a formula names, and what their use says of their types: for fields that are
//! not there yet when a formula is brought in.

use super::{
    check::field_named,
    syntax::{Expr, Node},
};
use crate::engine::{
    choice::CustomFieldOf, field_type::FieldType, id::CustomFieldId, rule::fields::Field,
};

/// One use of a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    path: Box<str>,
    /// The type that the use speaks for.
    pub field_type: Option<FieldType>,
    /// The text that it is held against as a whole.
    pub value: Option<Box<str>>,
}

impl Mention {
    /// The field that is meant, where `custom` finds one that was added.
    pub fn field(
        &self,
        custom: impl FnOnce(CustomFieldOf, &str) -> Option<CustomFieldId>,
    ) -> Field {
        field_named(&self.path, custom)
    }
}

/// Every use, in the order of the text.
pub(super) fn mentions(expr: &Expr) -> Vec<Mention> {
    let mut found = Vec::new();
    visit(expr, Some(FieldType::Checkbox), None, &mut found);
    found
}

/// `speaks_for` is the type that is asked for here, `value` what the part is held against.
fn visit(
    expr: &Expr,
    speaks_for: Option<FieldType>,
    value: Option<&str>,
    found: &mut Vec<Mention>,
) {
    match &expr.node {
        Node::Path(path) => found.push(Mention {
            path: path.clone(),
            field_type: speaks_for,
            value: value.map(Into::into),
        }),
        Node::Negate(part) => visit(part, Some(FieldType::Number), None, found),
        Node::Binary(_, left, right) => {
            visit(left, type_of(right), text_of(right), found);
            visit(right, type_of(left), text_of(left), found);
        }
        Node::Call(name, parts) => {
            let (each, value) = match (&**name, parts.as_slice()) {
                ("AND" | "OR" | "NOT", _) => (Some(FieldType::Checkbox), None),
                ("ISPICKVAL", [_, value]) => (Some(FieldType::Picklist), text_of(value)),
                ("INCLUDES", [_, value]) => (Some(FieldType::MultiPicklist), text_of(value)),
                ("CONTAINS" | "BEGINS" | "LEN" | "LOWER" | "UPPER" | "TRIM" | "VALUE", _) => {
                    (Some(FieldType::Text), None)
                }
                ("ABS" | "MOD" | "DATE", _) => (Some(FieldType::Number), None),
                ("YEAR" | "MONTH" | "DAY" | "WEEKDAY", _) => (Some(FieldType::Date), None),
                ("DATEVALUE", _) => (Some(FieldType::DateTime), None),
                _ => (None, None),
            };
            for (place, part) in parts.iter().enumerate() {
                let each = match &**name {
                    "IF" if place == 0 => Some(FieldType::Checkbox),
                    _ => each,
                };
                visit(part, each, value, found);
            }
        }
        Node::Text(_) | Node::Number(_) | Node::Flag(_) | Node::Blank => {}
    }
}

/// The type of a part that can be told without knowing any field.
fn type_of(expr: &Expr) -> Option<FieldType> {
    Some(match &expr.node {
        Node::Text(_) => FieldType::Text,
        Node::Number(_) | Node::Negate(_) => FieldType::Number,
        Node::Flag(_) => FieldType::Checkbox,
        Node::Binary(_, left, right) => return type_of(left).or_else(|| type_of(right)),
        Node::Call(name, _) => match &**name {
            "NOW" => FieldType::DateTime,
            "TODAY" | "DATE" | "DATEVALUE" => FieldType::Date,
            "TEXT" | "LOWER" | "UPPER" | "TRIM" => FieldType::Text,
            "VALUE" | "LEN" | "ABS" | "MOD" => FieldType::Number,
            _ => return None,
        },
        Node::Path(_) | Node::Blank => return None,
    })
}

fn text_of(expr: &Expr) -> Option<&str> {
    match &expr.node {
        Node::Text(text) => Some(text),
        _ => None,
    }
}
