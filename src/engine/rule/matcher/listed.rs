//! Fields whose values have ids: what criteria say of a value is remembered.

use super::{
    Line,
    field_tests::{BitTest, FieldTests},
    findings::{Block, Findings},
};
use crate::engine::{case::Case, record::Records, rule::fields::Field};

/// How many places there are for values at first, a power of two.
const PLACES_MIN: usize = 64;
/// How many there are at most; then the later one of two values with the same place stays.
const PLACES_MAX: usize = 16_384;
/// Stands at a place that is free: ids stay below 2⁵³.
const FREE: u64 = u64::MAX;

/// A field with the criteria that look at it. All fields of accounts are one: the account decides
/// what they hold.
#[derive(Debug, Clone)]
pub(super) struct ListedField {
    id: fn(&Case) -> u64,
    fields: Vec<FieldTests>,
    /// The value at each place: its last bits say which place is its own.
    ids: Vec<u64>,
    /// What is found of the value at each place, in blocks.
    findings: Vec<Block>,
}

impl ListedField {
    /// Adds a criterion beside the others that look at the same field, whose value `id` tells.
    pub(super) fn add(listed: &mut Vec<Self>, id: fn(&Case) -> u64, field: &Field, test: BitTest) {
        match listed.iter_mut().find(|known| known.decides(field)) {
            Some(known) => known.also(field, test),
            None => listed.push(Self {
                id,
                fields: vec![FieldTests::new(field, test)],
                ids: Vec::new(),
                findings: Vec::new(),
            }),
        }
    }

    /// Whether what it looks at decides what that field holds.
    fn decides(&self, field: &Field) -> bool {
        let decides = |known: &FieldTests| {
            let both = (&known.field, field);
            known.field == *field || matches!(both, (Field::Account(_), Field::Account(_)))
        };
        self.fields.iter().any(decides)
    }

    fn also(&mut self, field: &Field, test: BitTest) {
        let mut fields = self.fields.iter_mut();
        match fields.find(|known| known.field == *field) {
            Some(known) => known.also(test),
            None => self.fields.push(FieldTests::new(field, test)),
        }
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
        let id = (self.id)(case);
        let mut place = self.place(id);
        if self.ids.get(place) != Some(&id) {
            let mut findings = found.cleared();
            for field in &mut self.fields {
                field.find(lines, records, case, &mut findings);
            }
            place = self.remember(id, findings.blocks());
        }
        let n_blocks = found.blocks().len();
        if let Some(findings) = self.findings.get(place * n_blocks..) {
            found.add(findings);
        }
    }

    /// Gives the place where it remembers what is found of a value.
    fn remember(&mut self, id: u64, findings: &[Block]) -> usize {
        let at_place = self.ids.get(self.place(id));
        if at_place.is_none_or(|other| *other != FREE) && self.ids.len() < PLACES_MAX {
            // What was known is found again as it is asked for.
            let n_places = PLACES_MIN.max(self.ids.len() * 2);
            self.ids = vec![FREE; n_places];
            self.findings = vec![Block::default(); n_places * findings.len()];
        }
        let place = self.place(id);
        if let Some(known) = self.ids.get_mut(place) {
            *known = id;
        }
        let blocks = self.findings.iter_mut().skip(place * findings.len());
        for (block, found) in blocks.zip(findings) {
            *block = *found;
        }
        place
    }

    /// Serials follow one another, so their last bits spread them best.
    #[inline]
    fn place(&self, id: u64) -> usize {
        let serial = usize::try_from(id & u64::from(u32::MAX)).unwrap_or_default();
        serial & self.ids.len().wrapping_sub(1)
    }
}
