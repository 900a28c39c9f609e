//! Criteria of one field, and the bits that they set.

use super::{Line, findings::Findings};
use crate::engine::{
    case::Case,
    record::Records,
    rule::{
        comparison::Ready,
        fields::{Field, FieldValue},
    },
};

/// A field with the criteria that look at it.
#[derive(Debug, Clone)]
pub(super) struct FieldTests {
    pub(super) field: Field,
    tests: Vec<BitTest>,
}

/// A criterion by its place among the lines, and the bit that it sets when it comes out so.
#[derive(Debug, Clone)]
pub(super) struct BitTest {
    pub(super) line: usize,
    pub(super) sets_when: bool,
    pub(super) bit: usize,
}

impl FieldTests {
    /// Adds a criterion to those that look at the same field.
    pub(super) fn add(fields: &mut Vec<Self>, field: &Field, test: BitTest) {
        match fields.iter_mut().find(|known| known.field == *field) {
            Some(known) => known.tests.push(test),
            None => fields.push(Self {
                field: field.clone(),
                tests: vec![test],
            }),
        }
    }

    /// The criteria.
    pub(super) fn lines<'a>(&self, lines: &'a [Line]) -> impl Iterator<Item = &'a Line> {
        self.tests.iter().filter_map(|test| lines.get(test.line))
    }

    /// Adds what the criteria find of a case.
    pub(super) fn find<R: Records>(
        &self,
        lines: &[Line],
        records: &R,
        case: &Case,
        found: &mut Findings,
    ) {
        self.find_of(lines, &Ready::new(self.field.value(records, case)), found);
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
