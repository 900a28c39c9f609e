//! Fields of which many cases hold the same: what criteria say of a value is remembered.

use super::{
    Line,
    field_tests::{BitTest, FieldTests},
    findings::Findings,
};
use crate::engine::{
    case::Case,
    record::Records,
    rule::fields::{Field, ValueKey},
};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// Values of a field that are remembered at most; what is said of others is worked out each time.
const REMEMBERED_MAX: usize = 16_384;

/// A field with the criteria that look at it. All fields of accounts are one: the account decides
/// what they hold.
#[derive(Debug, Clone)]
pub(super) struct ListedField {
    key: ValueKey,
    fields: Vec<FieldTests>,
    /// Where the findings for a key begin in `findings`.
    by_id: HashMap<u64, usize, BuildHasherDefault<KeyHasher>>,
    by_text: HashMap<Box<str>, usize, BuildHasherDefault<KeyHasher>>,
    findings: Vec<u64>,
}

impl ListedField {
    /// Adds a criterion beside the others that look at the same field.
    pub(super) fn add(listed: &mut Vec<Self>, key: ValueKey, field: &Field, test: BitTest) {
        let is_one_with = |other: &Field| {
            let both = (other, field);
            other == field || matches!(both, (Field::Account(_), Field::Account(_)))
        };
        let looks_at_it = |known: &Self| known.fields.iter().any(|it| is_one_with(&it.field));
        let mut known = listed.iter_mut();
        if let Some(known) = known.find(|known| looks_at_it(known)) {
            return FieldTests::add(&mut known.fields, field, test);
        }
        let mut fields = Vec::new();
        FieldTests::add(&mut fields, field, test);
        listed.push(Self {
            key,
            fields,
            by_id: HashMap::default(),
            by_text: HashMap::default(),
            findings: Vec::new(),
        });
    }

    /// Adds what the criteria find of a case.
    pub(super) fn find<R: Records>(
        &mut self,
        lines: &[Line],
        records: &R,
        case: &Case,
        found: &mut Findings,
    ) {
        let known = match self.key {
            ValueKey::Id(id) => self.by_id.get(&id(case)),
            ValueKey::Text(field) => self.by_text.get(field.text(records, case)),
        };
        if let Some(start) = known {
            return found.add(self.findings.get(*start..).unwrap_or(&[]));
        }
        let mut findings = found.cleared();
        for field in &self.fields {
            field.find(lines, records, case, &mut findings);
        }
        found.add(findings.words());
        if self.by_id.len() + self.by_text.len() < REMEMBERED_MAX {
            let start = self.findings.len();
            self.findings.extend(findings.words());
            match self.key {
                ValueKey::Id(id) => self.by_id.insert(id(case), start),
                ValueKey::Text(field) => {
                    self.by_text.insert(field.text(records, case).into(), start)
                }
            };
        }
    }
}

/// Hashes ids and short texts, which are spread well enough by one multiplication for eight bytes:
/// so few are remembered that nobody gains by choosing them badly.
#[derive(Debug, Clone, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        let rest = rest.iter();
        self.write_u64(rest.fold(0, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        // The upper bits of a product depend on all of what was multiplied, the lower ones do not.
        self.0.rotate_left(26)
    }
}
