//! What is wrong with one field of what somebody handed in.

use std::fmt;

/// A field and why its value cannot be taken, so that a form can place the reason at the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, a path for parts of lists: `entries.2.actions.0.age`.
    pub field: String,
    /// Lower case, no full stop.
    pub reason: String,
}

impl FieldError {
    /// A reason at a field.
    #[must_use]
    pub fn new(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            reason: reason.into(),
        }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.field, self.reason)
    }
}
