//! A formula in place of criteria (semantics 3.7): a small typed language over the fields of a
//! case and of those around it.
//!
//! [`Formula::parse`] reads the text; [`Formula::check`] finds its fields and functions and holds
//! their types against each other. What is not known is refused by its name, with line and column.
//! Texts compare as those of criteria do, without regard to case and outer blanks; nothing is
//! below or above a blank; and `NOW` and `TODAY` are those of the evaluation.

mod check;
mod evaluate;
mod function;
mod mention;
mod syntax;

pub(super) use check::Program;
pub(super) use evaluate::Looking;
pub use mention::Mention;

use crate::engine::choice::{CustomField, CustomFieldOf};
use serde::{Deserialize, Serialize};
use std::fmt;
use syntax::Expr;

/// Characters of a formula, at most.
const CHARACTERS_MAX: usize = 5_000;

/// Finds a field that was added, by what it belongs to and its name in rule files.
pub type FindField<'f> = &'f dyn Fn(CustomFieldOf, &str) -> Option<&'f CustomField>;

/// A formula as it was written, with what it says when it can be read. One that cannot never
/// holds; none such can be saved.
///
/// ```
/// use rung::engine::rule::Formula;
/// let formula = Formula::parse("AND( ISPICKVAL(Priority, \"High\"),\n  SOMETIMES() )");
/// let error = formula.check(&|_, _| None).unwrap_err();
/// assert_eq!(error.to_string(), "line 2, column 3: the function SOMETIMES is not known here");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Formula {
    text: Box<str>,
    read: Result<Expr, Fault>,
}

/// What is wrong with a formula, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaError {
    /// The line, from 1 on.
    pub line: usize,
    /// The character in its line, from 1 on.
    pub column: usize,
    /// What; lower case, no full stop.
    pub what: Box<str>,
}

impl fmt::Display for FormulaError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, what } = self;
        write!(out, "line {line}, column {column}: {what}")
    }
}

impl std::error::Error for FormulaError {}

/// What is wrong, and how many bytes of the text stand before it.
#[derive(Debug, Clone, PartialEq)]
struct Fault {
    at: usize,
    what: Box<str>,
}

impl Fault {
    fn new(at: usize, what: impl Into<Box<str>>) -> Self {
        let what = what.into();
        Self { at, what }
    }
}

impl Formula {
    /// Reads a formula; [`Formula::check`] says whether that went well.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        // Blanks before it stay: a fault is found by the line that its author sees.
        let text = text.trim_end();
        let read = if text.chars().count() > CHARACTERS_MAX {
            let what = format!("a formula has at most {CHARACTERS_MAX} characters");
            Err(Fault::new(0, what))
        } else {
            syntax::parse(text)
        };
        Self {
            text: text.into(),
            read,
        }
    }

    /// As it was written, without blanks behind it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether everything in it is known and fits, with the fields that `find` finds.
    pub fn check(&self, find: FindField<'_>) -> Result<(), FormulaError> {
        self.program(find).map(drop)
    }

    /// The fields that it names, and what their use says of their types.
    #[must_use]
    pub fn mentions(&self) -> Vec<Mention> {
        self.read
            .as_ref()
            .map(mention::mentions)
            .unwrap_or_default()
    }

    /// The formula made ready to be evaluated.
    pub(super) fn program(&self, find: FindField<'_>) -> Result<Program, FormulaError> {
        let read = self.read.as_ref().map_err(Clone::clone);
        let program = read.and_then(|expr| Program::new(expr, find));
        program.map_err(|fault| self.error(fault))
    }

    fn error(&self, fault: Fault) -> FormulaError {
        let before = self.text.get(..fault.at).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let in_line = before.get(line_start..).unwrap_or_default();
        FormulaError {
            line: before.matches('\n').count() + 1,
            column: in_line.chars().count() + 1,
            what: fault.what,
        }
    }
}

impl From<String> for Formula {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

impl From<Formula> for String {
    fn from(formula: Formula) -> Self {
        formula.text.into()
    }
}
