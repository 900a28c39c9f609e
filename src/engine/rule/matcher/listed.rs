//! Fields of which many cases hold the same: what criteria say of a value is remembered.

use super::{Line, findings::Findings};
use crate::engine::{
    case::Case,
    record::Records,
    rule::{
        comparison::Ready,
        fields::{Field, ValueKey},
    },
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
    tests: Vec<ListedTest>,
    /// Where the findings for a key begin in `findings`.
    by_id: HashMap<u64, usize, BuildHasherDefault<KeyHasher>>,
    by_text: HashMap<Box<str>, usize, BuildHasherDefault<KeyHasher>>,
    findings: Vec<u64>,
}

/// A criterion by its place among the lines, and the bit that it sets when it comes out so.
#[derive(Debug, Clone)]
struct ListedTest {
    line: usize,
    sets_when: bool,
    bit: usize,
}

impl ListedField {
    /// Adds the last of `lines` beside the others that look at the same field.
    pub(super) fn add(
        fields: &mut Vec<Self>,
        lines: &[Line],
        key: ValueKey,
        sets_when: bool,
        bit: usize,
    ) {
        let Some((line, added)) = lines.iter().enumerate().next_back() else {
            return;
        };
        let is_one_with = |other: &Field| {
            let both = (other, &added.field);
            *other == added.field || matches!(both, (Field::Account(_), Field::Account(_)))
        };
        let looks_at_it = |listed: &Self| {
            let first = listed.tests.first().and_then(|test| lines.get(test.line));
            first.is_some_and(|first| is_one_with(&first.field))
        };
        let test = ListedTest {
            line,
            sets_when,
            bit,
        };
        match fields.iter_mut().find(|listed| looks_at_it(listed)) {
            Some(listed) => listed.tests.push(test),
            None => fields.push(Self {
                key,
                tests: vec![test],
                by_id: HashMap::default(),
                by_text: HashMap::default(),
                findings: Vec::new(),
            }),
        }
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
        let mut read: Option<(&Field, Ready<'_>)> = None;
        for test in &self.tests {
            let Some(line) = lines.get(test.line) else {
                continue;
            };
            // Neighbouring criteria mostly look at one field, which is read once for them.
            let same = read.take_if(|(field, _)| **field == line.field);
            let value = same.map_or_else(
                || Ready::new(line.field.value(records, case)),
                |(_, value)| value,
            );
            if line.test.holds(&value) == test.sets_when {
                findings.set(test.bit);
            }
            read = Some((&line.field, value));
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
        for chunk in bytes.chunks(8) {
            let word = chunk.iter().rev();
            self.write_u64(word.fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        // The upper bits of a product depend on all of what was multiplied, the lower ones do not.
        self.0.rotate_left(26)
    }
}
