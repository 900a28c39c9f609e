//! The first entry that matches a case.
//!
//! Every criterion of a rule is one bit. For a case, the bits that hold are gathered field by
//! field; an entry matches when the bits it needs are among them. What the criteria of a field say
//! of a value that is chosen from a list is worked out once and remembered, so that many cases
//! cost little more than looking their values up.

use super::{
    criteria::Test,
    entry::{EscalationRule, RuleEntry},
    fields::Field,
};
use crate::engine::{calendar::ZoneTable, case::Case, instant::Instant, record::Records};
use std::collections::HashMap;

/// A rule made ready to look at many cases at one instant.
#[derive(Debug, Clone)]
pub struct Matcher {
    fields: Vec<TestedField>,
    needs: Vec<Need>,
    held: Bits,
}

/// A field with the criteria that look at it, each with its bit.
#[derive(Debug, Clone)]
struct TestedField {
    field: Field,
    tests: Vec<(usize, Test)>,
    remembered: HashMap<u64, Bits>,
}

/// What an entry needs: the bits from `first` on, one a criterion.
#[derive(Debug, Clone)]
enum Need {
    All {
        words: Vec<(usize, u64)>,
    },
    Logic {
        logic: super::Logic,
        first: usize,
    },
    /// A formula, which is not evaluated, or a field that cannot be read.
    Never,
}

impl Matcher {
    /// `at` is the instant of the evaluation, in whose day `TODAY` lies, in the zone of the
    /// organisation.
    #[must_use]
    pub fn new(rule: &EscalationRule, zone: &ZoneTable, at: Instant) -> Self {
        let mut fields: Vec<TestedField> = Vec::new();
        let mut needs = Vec::new();
        let mut n_bits = 0;
        for entry in &rule.entries {
            let first = n_bits;
            n_bits += entry.criteria.len();
            needs.push(Need::new(entry, first));
            for (place, criterion) in entry.criteria.iter().enumerate() {
                let test = (first + place, Test::new(criterion, zone, at));
                match fields
                    .iter_mut()
                    .find(|tested| tested.field == criterion.field)
                {
                    Some(tested) => tested.tests.push(test),
                    None => fields.push(TestedField {
                        field: criterion.field.clone(),
                        tests: vec![test],
                        remembered: HashMap::new(),
                    }),
                }
            }
        }
        Self {
            fields,
            needs,
            held: Bits::none(n_bits),
        }
    }

    /// The place of the first entry that matches, from 0 on (semantics 2.4).
    pub fn first_match<R: Records>(&mut self, records: &R, case: &Case) -> Option<usize> {
        self.held.clear();
        for tested in &mut self.fields {
            tested.gather(records, case, &mut self.held);
        }
        let held = &self.held;
        self.needs.iter().position(|need| need.met(held))
    }
}

impl TestedField {
    fn gather<R: Records>(&mut self, records: &R, case: &Case, held: &mut Bits) {
        let Some(key) = self.field.value_key(case) else {
            return self.test(records, case, held);
        };
        if let Some(bits) = self.remembered.get(&key) {
            return held.add(bits);
        }
        let mut bits = Bits::none_like(held);
        self.test(records, case, &mut bits);
        held.add(&bits);
        self.remembered.insert(key, bits);
    }

    fn test<R: Records>(&self, records: &R, case: &Case, held: &mut Bits) {
        let value = self.field.value(records, case);
        for (bit, test) in &self.tests {
            if test.holds(&value) {
                held.set(*bit);
            }
        }
    }
}

impl Need {
    fn new(entry: &RuleEntry, first: usize) -> Self {
        let unreadable = |field: &Field| matches!(field, Field::Unreadable(_));
        if entry.formula.is_some() || entry.criteria.iter().any(|line| unreadable(&line.field)) {
            return Self::Never;
        }
        if let Some(logic) = &entry.logic {
            return Self::Logic {
                logic: logic.clone(),
                first,
            };
        }
        let mut words: Vec<(usize, u64)> = Vec::new();
        for bit in first..first + entry.criteria.len() {
            let (word, mask) = Bits::place(bit);
            match words.last_mut() {
                Some((last, masks)) if *last == word => *masks |= mask,
                _ => words.push((word, mask)),
            }
        }
        Self::All { words }
    }

    fn met(&self, held: &Bits) -> bool {
        match self {
            Self::All { words } => words
                .iter()
                .all(|(word, mask)| held.word(*word) & mask == *mask),
            Self::Logic { logic, first } => logic.holds(&|number| held.has(first + number - 1)),
            Self::Never => false,
        }
    }
}

/// A set of criteria, one bit each.
#[derive(Debug, Clone)]
struct Bits(Box<[u64]>);

impl Bits {
    fn none(n_bits: usize) -> Self {
        Self(vec![0; n_bits.div_ceil(64)].into())
    }

    fn none_like(other: &Self) -> Self {
        Self(vec![0; other.0.len()].into())
    }

    const fn place(bit: usize) -> (usize, u64) {
        (bit / 64, 1 << (bit % 64))
    }

    fn clear(&mut self) {
        self.0.fill(0);
    }

    fn word(&self, word: usize) -> u64 {
        self.0.get(word).copied().unwrap_or(0)
    }

    fn has(&self, bit: usize) -> bool {
        let (word, mask) = Self::place(bit);
        self.word(word) & mask != 0
    }

    fn set(&mut self, bit: usize) {
        let (word, mask) = Self::place(bit);
        if let Some(word) = self.0.get_mut(word) {
            *word |= mask;
        }
    }

    fn add(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }
}
