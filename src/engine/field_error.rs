//! One thing wrong with one field of what was entered or brought in.

use std::fmt;

/// A field and what is wrong with it, so that a form can say it beside the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field as the form or the file names it.
    pub field: String,
    /// What is wrong and what to do; lower case, no full stop.
    pub reason: String,
}

impl FieldError {
    /// Says `reason` of `field`.
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

impl std::error::Error for FieldError {}
