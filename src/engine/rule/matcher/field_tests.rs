//! Criteria of one field, and the bits that they set.

use super::{Line, findings::Findings, text_hasher::TextHasher};
use crate::engine::{
    case::Case,
    record::Records,
    rule::{
        added_field::AddedField,
        comparison::Ready,
        fields::{Field, FieldValue},
    },
};
use std::{cell::OnceCell, collections::HashMap, hash::BuildHasherDefault};

/// Texts that are remembered at most; what is found of others is worked out each time.
const REMEMBERED_MAX: usize = 16_384;

/// A field with the criteria that look at it.
#[derive(Debug, Clone)]
pub(super) struct FieldTests {
    pub(super) field: Field,
    /// Those of the same line follow one another.
    tests: Vec<BitTest>,
    /// If it is an added field: what the records say of it, once that was looked up.
    added: OnceCell<Option<AddedField>>,
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
            added: OnceCell::new(),
            by_text: HashMap::default(),
        }
    }

    /// Adds a criterion.
    pub(super) fn also(&mut self, test: BitTest) {
        let place = self.tests.partition_point(|one| one.line <= test.line);
        self.tests.insert(place, test);
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
        let value = self.value(records, case);
        let Some(text) = self.recurring_text(value) else {
            return self.find_of(lines, &Ready::new(value), found);
        };
        if let Some(known) = self.by_text.get(text) {
            return found.add(known.blocks());
        }
        let mut findings = found.cleared();
        self.find_of(lines, &Ready::new(value), &mut findings);
        found.add(findings.blocks());
        if self.by_text.len() < REMEMBERED_MAX {
            self.by_text.insert(text.into(), findings);
        }
    }

    /// What the field holds for a case.
    #[inline]
    pub(super) fn value<'a, R: Records>(&self, records: &'a R, case: &'a Case) -> FieldValue<'a> {
        let Field::Custom(id) = self.field else {
            return self.field.value(records, case);
        };
        let added = self.added.get_or_init(|| AddedField::find(records, id));
        added.map_or(FieldValue::Empty, |added| added.value(records, case))
    }

    /// The text that it holds, where many cases have the same.
    const fn recurring_text<'a>(&self, value: FieldValue<'a>) -> Option<&'a str> {
        match (&self.field, value) {
            (Field::Account(_) | Field::Custom(_), FieldValue::Text(text)) => Some(text),
            (Field::Account(_) | Field::Custom(_), FieldValue::Empty) => Some(""),
            _ => None,
        }
    }

    /// Adds what the criteria find of a number.
    pub(super) fn find_of_number(&self, lines: &[Line], number: f64, found: &mut Findings) {
        self.find_of(lines, &Ready::new(FieldValue::Number(number)), found);
    }

    fn find_of(&self, lines: &[Line], value: &Ready<'_>, found: &mut Findings) {
        for tests in self.tests.chunk_by(|one, next| one.line == next.line) {
            let line = tests.first().and_then(|test| lines.get(test.line));
            let Some(line) = line else { continue };
            let holds = line.test.holds(value);
            for test in tests.iter().filter(|test| test.sets_when == holds) {
                found.set(test.bit);
            }
        }
    }
}
