//! Escalation rules and business hours as metadata files: the way back from [`super::read`].

mod hours;
mod rules;

pub use hours::hours_file;
pub use rules::rules_file;

use super::document::{Element, write};
use crate::engine::in_order::by_name;

/// A file that was written, and what of the desk it cannot say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub text: String,
    /// What is missing from it or stands there otherwise, for the person who takes it; lower case,
    /// no full stop.
    pub left_out: Vec<String>,
}

impl Exported {
    fn of(name: &str, children: Vec<Element>, left_out: Vec<String>) -> Self {
        Self {
            text: write(&node(name, children)),
            left_out,
        }
    }
}

/// An element that holds a text.
fn leaf(name: &str, text: impl Into<String>) -> Element {
    Element {
        name: name.into(),
        text: text.into(),
        ..Element::default()
    }
}

/// An element that holds others, in the order given.
fn node(name: &str, children: Vec<Element>) -> Element {
    Element {
        name: name.into(),
        children,
        ..Element::default()
    }
}

/// An element that holds others in the order of their names, as such files have them.
fn sorted(name: &str, children: Vec<Element>) -> Element {
    node(name, by_name(children, |child| &child.name))
}
