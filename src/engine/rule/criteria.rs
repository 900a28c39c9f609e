//! One line of an entry: a field, an operator and a value.

use super::fields::Field;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, cmp::Ordering};

/// A field, an operator and a value (semantics 3.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Criterion {
    /// What is looked at.
    pub field: Field,
    /// How.
    pub operator: Operator,
    /// What it is held against, as written: a list separated by commas, quoted where a value has
    /// a comma itself.
    #[serde(default)]
    pub value: Box<str>,
}

/// How a field is held against a value (semantics 3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// Is one of the values.
    Equals,
    /// Is none of the values.
    NotEqual,
    /// Lies below the value.
    LessThan,
    /// Lies above the value.
    GreaterThan,
    /// Lies below the value or is it.
    LessOrEqual,
    /// Lies above the value or is it.
    GreaterOrEqual,
    /// Has one of the values in it.
    Contains,
    /// Has none of the values in it.
    NotContain,
    /// Begins with one of the values.
    StartsWith,
    /// One of its parts, which semicolons separate, is one of the values.
    Includes,
    /// None of its parts is one of the values.
    Excludes,
}

impl Operator {
    /// Every operator, in the order people see them.
    pub const ALL: [Self; 11] = [
        Self::Equals,
        Self::NotEqual,
        Self::LessThan,
        Self::GreaterThan,
        Self::LessOrEqual,
        Self::GreaterOrEqual,
        Self::Contains,
        Self::NotContain,
        Self::StartsWith,
        Self::Includes,
        Self::Excludes,
    ];

    /// The positive operator that it denies, when it denies one: then it holds where that one
    /// does not, for every value of the list (semantics 3.4).
    pub(super) const fn denied(self) -> Option<Self> {
        match self {
            Self::NotEqual => Some(Self::Equals),
            Self::NotContain => Some(Self::Contains),
            Self::Excludes => Some(Self::Includes),
            _ => None,
        }
    }

    /// Whether it asks what is above and what is below.
    pub(super) const fn orders(self) -> bool {
        matches!(
            self,
            Self::LessThan | Self::GreaterThan | Self::LessOrEqual | Self::GreaterOrEqual
        )
    }

    /// Whether a number is looked at as it is written.
    pub(super) const fn reads_text(self) -> bool {
        matches!(
            self,
            Self::Contains | Self::NotContain | Self::StartsWith | Self::Includes | Self::Excludes
        )
    }

    /// Whether a comparison that came out so satisfies it.
    pub(super) const fn accepts(self, order: Ordering) -> bool {
        match self {
            Self::LessThan => order.is_lt(),
            Self::GreaterThan => order.is_gt(),
            Self::LessOrEqual => order.is_le(),
            Self::GreaterOrEqual => order.is_ge(),
            _ => order.is_eq(),
        }
    }
}

/// Takes a list apart at its commas; double quotes keep a value with a comma together, and a
/// doubled quote inside them stands for one. An empty text is a list of one empty value.
///
/// ```
/// use rung::engine::rule::split_list;
/// assert_eq!(split_list(r#"New, "Copies, Checks" ,Other"#), ["New", "Copies, Checks", "Other"]);
/// ```
#[must_use]
pub fn split_list(text: &str) -> Vec<Cow<'_, str>> {
    let mut values = if text.contains('"') {
        split_quoted(text)
    } else {
        let parts = text.split(',').map(str::trim);
        let values = parts.filter(|part| !part.is_empty());
        values.map(Cow::from).collect()
    };
    if values.is_empty() {
        values.push("".into());
    }
    values
}

/// The same where quotes may keep commas.
fn split_quoted<'a>(text: &str) -> Vec<Cow<'a, str>> {
    let mut values = Vec::new();
    let mut value = String::new();
    let (mut in_quotes, mut was_quoted) = (false, false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if in_quotes && rest.peek() == Some(&'"') => {
                value.push('"');
                rest.next();
            }
            '"' if in_quotes => in_quotes = false,
            '"' if value.trim().is_empty() && !was_quoted => {
                value.clear();
                (in_quotes, was_quoted) = (true, true);
            }
            ',' if !in_quotes => {
                take_value(&mut values, &mut value, was_quoted);
                was_quoted = false;
            }
            c => value.push(c),
        }
    }
    take_value(&mut values, &mut value, was_quoted);
    values
}

/// An empty place between two commas is no value, unless it was quoted.
fn take_value(values: &mut Vec<Cow<'_, str>>, value: &mut String, was_quoted: bool) {
    let taken = std::mem::take(value);
    let trimmed = taken.trim();
    if was_quoted || !trimmed.is_empty() {
        values.push(trimmed.to_owned().into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_taken_apart_at_commas_outside_quotes() {
        for (text, expected) in [
            ("", vec![""]),
            ("a", vec!["a"]),
            (" a , b ", vec!["a", "b"]),
            ("a,,b", vec!["a", "b"]),
            ("\"\",a", vec!["", "a"]),
            ("\"a \"\"b\"\"\",c", vec!["a \"b\"", "c"]),
            ("\"unfinished, value", vec!["unfinished, value"]),
            ("it's \"so\"", vec!["it's \"so\""]),
        ] {
            assert_eq!(split_list(text), expected, "{text}");
        }
    }
}
