//! Fields that take a while to look at, though much is known of them beforehand: they wait until an
//! entry asks for them.

use super::{
    Line,
    field_tests::{BitTest, FieldTests},
    findings::Findings,
    ranked::RankedField,
};
use crate::engine::{case::Case, record::Records, rule::fields::Field};

/// A field with the criteria that look at it in one way.
#[derive(Debug, Clone)]
pub(super) enum AwaitedField {
    Listed(FieldTests),
    Ranked(RankedField),
}

impl AwaitedField {
    /// Adds a criterion to those that look at the same field in the same way, and gives the bit of
    /// the field; `None` where there are no more bits.
    pub(super) fn add(
        awaited: &mut Vec<Self>,
        field: &Field,
        test: BitTest,
        has_bounds: bool,
    ) -> Option<u64> {
        let is_one_with = |known: &Self| match known {
            Self::Listed(known) => !has_bounds && known.field == *field,
            Self::Ranked(known) => has_bounds && *known.field() == *field,
        };
        let place = awaited.iter().position(is_one_with);
        let place = place.unwrap_or(awaited.len());
        let bit = 1_u64.checked_shl(u32::try_from(place).ok()?)?;
        match awaited.get_mut(place) {
            Some(Self::Listed(known)) => known.also(test),
            Some(Self::Ranked(known)) => known.also(test),
            None if has_bounds => awaited.push(Self::Ranked(RankedField::new(field, test))),
            None => awaited.push(Self::Listed(FieldTests::new(field, test))),
        }
        Some(bit)
    }

    /// Gets ready once all criteria are there. `none` are so many findings as there are bits.
    pub(super) fn rank(&mut self, lines: &[Line], none: &Findings) {
        if let Self::Ranked(field) = self {
            field.rank(lines, none);
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
        match self {
            Self::Listed(field) => field.find(lines, records, case, found),
            Self::Ranked(field) => field.find(lines, records, case, found),
        }
    }
}
