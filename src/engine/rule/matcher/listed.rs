//! Fields whose values are chosen from lists: what criteria say of a value is remembered.

use super::findings::Findings;
use crate::engine::{
    case::Case,
    record::Records,
    rule::{
        criteria::{Ready, Test},
        fields::Field,
    },
};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A field of listed values with the criteria that look at it. All fields of accounts are one:
/// the account decides what they hold.
#[derive(Debug, Clone)]
pub(super) struct ListedField {
    key: fn(&Case) -> u64,
    tests: Vec<ListedTest>,
    /// Where the findings for a key begin in `findings`.
    remembered: HashMap<u64, usize, BuildHasherDefault<IdHasher>>,
    findings: Vec<u64>,
}

/// A criterion, and the bit that it sets when it comes out so.
#[derive(Debug, Clone)]
struct ListedTest {
    field: Field,
    test: Test,
    sets_when: bool,
    bit: usize,
}

impl ListedField {
    /// Adds a criterion of a field, beside the others that look at it.
    pub(super) fn add(
        fields: &mut Vec<Self>,
        field: Field,
        key: fn(&Case) -> u64,
        test: Test,
        sets_when: bool,
        bit: usize,
    ) {
        let is_one_with = |other: &Field| {
            *other == field || matches!((other, &field), (Field::Account(_), Field::Account(_)))
        };
        let same = fields
            .iter()
            .position(|listed| listed.tests.iter().any(|test| is_one_with(&test.field)));
        let test = ListedTest {
            field,
            test,
            sets_when,
            bit,
        };
        match same.and_then(|place| fields.get_mut(place)) {
            Some(listed) => listed.tests.push(test),
            None => fields.push(Self {
                key,
                tests: vec![test],
                remembered: HashMap::default(),
                findings: Vec::new(),
            }),
        }
    }

    /// Adds what the criteria find of a case.
    pub(super) fn find<R: Records>(&mut self, records: &R, case: &Case, found: &mut Findings) {
        let key = (self.key)(case);
        if let Some(start) = self.remembered.get(&key) {
            return found.add(self.findings.get(*start..).unwrap_or(&[]));
        }
        let mut findings = found.cleared();
        for test in &self.tests {
            let value = Ready::new(test.field.value(records, case));
            if test.test.holds(&value) == test.sets_when {
                findings.set(test.bit);
            }
        }
        found.add(findings.words());
        self.remembered.insert(key, self.findings.len());
        self.findings.extend(findings.words());
    }
}

/// Hashes ids, which are spread well enough by one multiplication: nobody from outside chooses
/// them.
#[derive(Debug, Clone, Default)]
struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = (self.0 ^ id).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
