//! Criteria of one field, and the bits that they set.

use super::{Line, findings::Findings, text_hasher::TextHasher};
use crate::engine::{
    case::Case,
    record::Records,
    rule::{
        comparison::Ready,
        fields::{Field, FieldValue},
    },
};
use std::{collections::HashMap, hash::BuildHasherDefault};

/// Texts that are remembered at most; what is found of others is worked out each time.
const REMEMBERED_MAX: usize = 16_384;

/// A field with the criteria that look at it.
#[derive(Debug, Clone)]
pub(super) struct FieldTests {
    pub(super) field: Field,
    tests: Vec<BitTest>,
    /// What was found of texts that recur.
    by_text: HashMap<Box<str>, Findings, BuildHasherDefault<TextHasher>>,
}

/// A criterion by its place among the lines, and the bit that it sets when it comes out so.
#[derive(Debug, Clone)]
pub(super) struct BitTest {
    pub(super) line: usize,
    pub(super) sets_when: bool,
    pub(super) bit: usize,
}

impl FieldTests {
    pub(super) fn new(field: &Field, test: BitTest) -> Self {
        Self {
            field: field.clone(),
            tests: vec![test],
            by_text: HashMap::default(),
        }
    }

    /// Adds a criterion.
    pub(super) fn also(&mut self, test: BitTest) {
        self.tests.push(test);
    }

    /// The criteria.
    pub(super) fn lines<'a>(&self, lines: &'a [Line]) -> impl Iterator<Item = &'a Line> {
        self.tests.iter().filter_map(|test| lines.get(test.line))
    }

    /// Adds what the criteria find of a case.
    #[inline]
    pub(super) fn find<R: Records>(
        &mut self,
        lines: &[Line],
        records: &R,
        case: &Case,
        found: &mut Findings,
    ) {
        let value = || Ready::new(self.field.value(records, case));
        let Some(text) = self.field.recurring_text(records, case) else {
            return self.find_of(lines, &value(), found);
        };
        if let Some(known) = self.by_text.get(text) {
            return found.add(known.words());
        }
        let mut findings = found.cleared();
        self.find_of(lines, &value(), &mut findings);
        found.add(findings.words());
        if self.by_text.len() < REMEMBERED_MAX {
            self.by_text.insert(text.into(), findings);
        }
    }

    /// Adds what the criteria find of a number.
    pub(super) fn find_of_number(&self, lines: &[Line], number: f64, found: &mut Findings) {
        self.find_of(lines, &Ready::new(FieldValue::Number(number)), found);
    }

    fn find_of(&self, lines: &[Line], value: &Ready<'_>, found: &mut Findings) {
        for (test, line) in self.tests.iter().zip(self.lines(lines)) {
            if line.test.holds(value) == test.sets_when {
                found.set(test.bit);
            }
        }
    }
}
