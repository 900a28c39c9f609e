//! How a rule is made ready: what its criteria have in common, and when each is looked at.

use super::{
    AskedFor, Entry, Line, Reading, Rest, awaited::AwaitedField, field_tests::BitTest,
    listed::ListedField, text_hasher::TextHasher,
};
use crate::engine::{
    calendar::ZoneTable,
    instant::Instant,
    rule::{Criterion, Operator, comparison::Test, entry::RuleEntry, fields::Field},
};
use std::{collections::HashMap, hash::BuildHasherDefault};

/// What the entries looked at so far have in common.
#[derive(Default)]
pub(super) struct Making<'r> {
    pub(super) lines: Vec<Line>,
    /// Where each criterion is among the lines.
    places: HashMap<&'r Criterion, usize, BuildHasherDefault<TextHasher>>,
    pub(super) listed: Vec<ListedField>,
    pub(super) awaited: Vec<AwaitedField>,
    /// The fields whose values are read.
    read: Vec<Field>,
    /// One for each entry, and then one for each criterion of filter logic that is found.
    pub(super) n_bits: usize,
}

/// When it is known what a criterion says of a case.
enum Known {
    /// Before any entry is looked at.
    First,
    /// Once the awaited field of that bit is looked at.
    Awaited(u64),
    /// Only when its field is read.
    Read,
}

impl<'r> Making<'r> {
    pub(super) fn new(n_entries: usize) -> Self {
        Self {
            n_bits: n_entries,
            ..Self::default()
        }
    }

    /// Makes a criterion ready, unless another entry has it too, and gives its place.
    pub(super) fn line(
        &mut self,
        criterion: &'r Criterion,
        zone: &ZoneTable,
        at: Instant,
    ) -> usize {
        *self.places.entry(criterion).or_insert_with(|| {
            self.lines.push(Line {
                field: criterion.field.clone(),
                test: Test::new(criterion, zone, at),
            });
            self.lines.len() - 1
        })
    }

    /// Lets the entry at a place know what its lines find, and gives what is left to be looked at.
    pub(super) fn entry(&mut self, place: usize, entry: &RuleEntry, lines: &[usize]) -> Entry {
        let mut awaits = 0;
        let mut late: Vec<Reading> = Vec::new();
        let mut asked_for = Vec::new();
        for (criterion, line) in entry.criteria.iter().zip(lines) {
            let (line, field) = (*line, &criterion.field);
            let (sets_when, bit) = match entry.logic {
                None => (false, place),
                Some(_) => (true, self.n_bits),
            };
            let test = BitTest {
                line,
                sets_when,
                bit,
            };
            let known = self.know(criterion, test);
            if let Known::Awaited(field) = known {
                awaits |= field;
            }
            match (known, &entry.logic) {
                (Known::Read, None) => late.push(self.reading(line, field)),
                (Known::Read, Some(_)) => asked_for.push(AskedFor::Read(self.reading(line, field))),
                (_, None) => {}
                (_, Some(_)) => {
                    asked_for.push(AskedFor::Found(self.n_bits));
                    self.n_bits += 1;
                }
            }
        }
        // What searches a text is asked last.
        let searches = |late: &Reading| {
            let line = self.lines.get(late.line);
            line.is_some_and(|line| line.test.searches())
        };
        late.sort_by_key(searches);
        let rest = match &entry.logic {
            None => Rest::All(late),
            Some(logic) => Rest::Logic {
                logic: logic.clone(),
                criteria: asked_for,
            },
        };
        Entry { awaits, rest }
    }

    /// Lets what a criterion says be known as early as it can be.
    fn know(&mut self, criterion: &Criterion, test: BitTest) -> Known {
        let field = &criterion.field;
        let has_bounds = |line: &Line| line.test.bounds().is_some();
        let has_bounds = self.lines.get(test.line).is_some_and(has_bounds);
        if !has_bounds {
            if let Some(key) = field.key() {
                ListedField::add(&mut self.listed, key, field, test);
                return Known::First;
            }
            // Of texts that are compared in order or searched, hardly two cases hold the same.
            let is_list_test = matches!(criterion.operator, Operator::Equals | Operator::NotEqual);
            if !is_list_test || !matches!(field, Field::Custom(_)) {
                return Known::Read;
            }
        }
        let added = AwaitedField::add(&mut self.awaited, field, test, has_bounds);
        added.map_or(Known::Read, Known::Awaited)
    }

    fn reading(&mut self, line: usize, field: &Field) -> Reading {
        let known = self.read.iter().position(|other| other == field);
        let place = known.unwrap_or(self.read.len());
        if known.is_none() {
            self.read.push(field.clone());
        }
        Reading { line, field: place }
    }
}
