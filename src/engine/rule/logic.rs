//! How the criteria of an entry combine: `1 AND (2 OR 3)`.

use serde::{Deserialize, Serialize};
use winnow::{
    ModalResult, Parser,
    ascii::{Caseless, dec_uint, multispace0},
    combinator::{alt, cut_err, delimited, fail, preceded, repeat},
    error::{StrContext, StrContextValue},
};

/// Brackets inside brackets, at most: a text from outside must not exhaust the stack.
const DEPTH_MAX: u32 = 50;
/// Characters of filter logic, at most.
const CHARACTERS_MAX: usize = 2_000;

/// Filter logic over numbered criteria (semantics 3.6). `AND` binds tighter than `OR`; the words
/// may be written in any case and need no blanks around brackets.
///
/// ```
/// use rung::engine::rule::Logic;
/// let logic = Logic::parse("1 and (2 OR not 3)").unwrap();
/// assert!(logic.holds(&|number| number == 1));
/// assert!(!logic.holds(&|number| number == 3));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Logic {
    text: Box<str>,
    term: Term,
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Criterion(usize),
    Not(Box<Term>),
    All(Vec<Term>),
    Any(Vec<Term>),
}

/// What is wrong with filter logic.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogicError {
    /// It cannot be read.
    #[error(
        "write numbers, AND, OR, NOT and brackets, such as 1 AND (2 OR 3): not understood from character {at} on"
    )]
    Unreadable {
        /// The first character that was not understood, from 1 on.
        at: usize,
    },
    /// It is too long.
    #[error("filter logic has at most {CHARACTERS_MAX} characters")]
    TooLong,
    /// A number without a criterion.
    #[error("there is no criterion {0}")]
    Unknown(usize),
    /// A criterion that is not used.
    #[error("criterion {0} is not used: every one must be")]
    Unused(usize),
}

impl Logic {
    /// Reads filter logic; which criteria there are is for [`Logic::check`] to say.
    pub fn parse(text: &str) -> Result<Self, LogicError> {
        if text.chars().count() > CHARACTERS_MAX {
            return Err(LogicError::TooLong);
        }
        let term = (|input: &mut &str| any(input, DEPTH_MAX))
            .parse(text)
            .map_err(|error| LogicError::Unreadable {
                at: text.get(..error.offset()).unwrap_or(text).chars().count() + 1,
            })?;
        Ok(Self {
            text: text.trim().into(),
            term,
        })
    }

    /// Whether it names criteria 1 to `n_criteria`, each at least once, and no other.
    pub fn check(&self, n_criteria: usize) -> Result<(), LogicError> {
        let mut used = vec![false; n_criteria];
        self.term.mark(&mut used)?;
        match used.iter().position(|used| !used) {
            Some(at) => Err(LogicError::Unused(at + 1)),
            None => Ok(()),
        }
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it holds when `criterion` tells for each number, from 1 on, if that one does.
    pub fn holds(&self, criterion: &impl Fn(usize) -> bool) -> bool {
        self.term.holds(criterion)
    }
}

impl Term {
    fn holds(&self, criterion: &impl Fn(usize) -> bool) -> bool {
        match self {
            Self::Criterion(number) => criterion(*number),
            Self::Not(term) => !term.holds(criterion),
            Self::All(terms) => terms.iter().all(|term| term.holds(criterion)),
            Self::Any(terms) => terms.iter().any(|term| term.holds(criterion)),
        }
    }

    fn mark(&self, used: &mut [bool]) -> Result<(), LogicError> {
        match self {
            Self::Criterion(number) => {
                let at = number.checked_sub(1).and_then(|at| used.get_mut(at));
                *at.ok_or(LogicError::Unknown(*number))? = true;
                Ok(())
            }
            Self::Not(term) => term.mark(used),
            Self::All(terms) | Self::Any(terms) => {
                terms.iter().try_for_each(|term| term.mark(used))
            }
        }
    }
}

fn any(input: &mut &str, depth: u32) -> ModalResult<Term> {
    let first = all(input, depth)?;
    let more = preceded(
        Caseless("or"),
        cut_err(|input: &mut &str| all(input, depth)),
    );
    Ok(joined(
        first,
        repeat(0.., more).parse_next(input)?,
        Term::Any,
    ))
}

fn all(input: &mut &str, depth: u32) -> ModalResult<Term> {
    let first = one(input, depth)?;
    let more = preceded(
        Caseless("and"),
        cut_err(|input: &mut &str| one(input, depth)),
    );
    Ok(joined(
        first,
        repeat(0.., more).parse_next(input)?,
        Term::All,
    ))
}

fn joined(first: Term, more: Vec<Term>, join: fn(Vec<Term>) -> Term) -> Term {
    if more.is_empty() {
        return first;
    }
    join(std::iter::once(first).chain(more).collect())
}

fn one(input: &mut &str, depth: u32) -> ModalResult<Term> {
    let Some(depth) = depth.checked_sub(1) else {
        let reason = StrContext::Expected(StrContextValue::Description("fewer brackets"));
        return cut_err(fail.context(reason)).parse_next(input);
    };
    let brackets = delimited(
        '(',
        cut_err(|input: &mut &str| any(input, depth)),
        cut_err(')'),
    );
    let not = preceded(
        Caseless("not"),
        cut_err(|input: &mut &str| one(input, depth)),
    );
    let term = alt((
        dec_uint.map(Term::Criterion),
        brackets,
        not.map(|term| Term::Not(Box::new(term))),
    ));
    delimited(multispace0, term, multispace0).parse_next(input)
}

impl TryFrom<String> for Logic {
    type Error = LogicError;

    fn try_from(text: String) -> Result<Self, LogicError> {
        Self::parse(&text)
    }
}

impl From<Logic> for String {
    fn from(logic: Logic) -> Self {
        logic.text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn and_binds_tighter_than_or_and_case_and_blanks_do_not_matter() {
        for (text, holding, expected) in [
            ("1 AND (2 OR 3)", vec![1, 3], true),
            ("1 AND (2 OR 3)", vec![2, 3], false),
            ("1 OR 2 AND 3", vec![1], true),
            ("1 OR 2 AND 3", vec![2], false),
            ("(1 OR 2 )AND( 3 OR 4 OR 5 Or 6) and 7", vec![2, 6, 7], true),
            ("(1 OR 2 )AND( 3 OR 4 OR 5 Or 6) and 7", vec![2, 6], false),
            ("NOT 1 and not(2 or 3)", vec![], true),
            (" 1  and\n2 ", vec![1, 2], true),
        ] {
            let logic = Logic::parse(text).unwrap();
            assert_eq!(
                logic.holds(&|number| holding.contains(&number)),
                expected,
                "{text} {holding:?}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_place() {
        for (text, at) in [
            ("", 1),
            ("1 AND", 6),
            ("1 XOR 2", 3),
            ("(1 OR 2", 8),
            ("1 2", 3),
            ("a", 1),
        ] {
            assert_eq!(
                Logic::parse(text).unwrap_err(),
                LogicError::Unreadable { at },
                "{text}"
            );
        }
        let deep = "(".repeat(60) + "1" + &")".repeat(60);
        assert!(Logic::parse(&deep).is_err());
        let longest = "1 OR 1".to_owned() + &" ".repeat(1_994);
        assert!(Logic::parse(&longest).is_ok());
        let longer = longest + " ";
        assert_eq!(Logic::parse(&longer).unwrap_err(), LogicError::TooLong);
    }

    #[test]
    fn every_criterion_must_be_used_and_no_other() {
        let logic = Logic::parse("1 AND 3").unwrap();
        assert_eq!(logic.check(3).unwrap_err(), LogicError::Unused(2));
        assert_eq!(logic.check(2).unwrap_err(), LogicError::Unknown(3));
        assert_eq!(
            Logic::parse("0").unwrap().check(1).unwrap_err(),
            LogicError::Unknown(0)
        );
    }
}
