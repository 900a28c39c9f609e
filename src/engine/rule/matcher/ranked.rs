//! Fields that criteria hold against numbers in order: where a number lies among the bounds says
//! what all of them find.

use super::{
    Line,
    field_tests::{BitTest, FieldTests},
    findings::{Block, Findings},
};
use crate::engine::{case::Case, record::Records, rule::fields::Field};

/// A field with the criteria that ask whether it is above or below a number.
#[derive(Debug, Clone)]
pub(super) struct RankedField {
    tests: FieldTests,
    /// Every number asked for, ascending.
    bounds: Vec<f64>,
    /// What is found below the first bound, at it, between it and the next, and so on, in blocks.
    findings: Vec<Block>,
}

impl RankedField {
    /// The test has bounds, as each that is added has.
    pub(super) fn new(field: &Field, test: BitTest) -> Self {
        Self {
            tests: FieldTests::new(field, test),
            bounds: Vec::new(),
            findings: Vec::new(),
        }
    }

    pub(super) const fn field(&self) -> &Field {
        &self.tests.field
    }

    /// Adds a criterion.
    pub(super) fn also(&mut self, test: BitTest) {
        self.tests.also(test);
    }

    /// Works out what is found of each number, once all criteria are there. `none` are so many
    /// findings as there are bits.
    pub(super) fn rank(&mut self, lines: &[Line], none: &Findings) {
        let asked = self.tests.lines(lines);
        let mut bounds: Vec<f64> = asked
            .filter_map(|line| line.test.bounds())
            .flatten()
            .collect();
        bounds.sort_by(f64::total_cmp);
        bounds.dedup();
        let mut below = f64::NEG_INFINITY;
        let mut numbers = Vec::new();
        for bound in &bounds {
            numbers.extend([below.midpoint(*bound), *bound]);
            below = *bound;
        }
        numbers.push(f64::INFINITY);
        for number in numbers {
            let mut found = none.clone();
            self.tests.find_of_number(lines, number, &mut found);
            self.findings.extend(found.blocks());
        }
        self.bounds = bounds;
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
        let Some(number) = self.tests.value(records, case).number() else {
            return self.tests.find(lines, records, case, found);
        };
        // To compare with all at once takes less time than to halve some thirty again and again.
        let n_below = self.bounds.iter().filter(|bound| **bound < number).count();
        let is_at = self
            .bounds
            .get(n_below)
            .is_some_and(|bound| *bound <= number);
        let place = 2 * n_below + usize::from(is_at);
        if let Some(known) = self.findings.get(place * found.blocks().len()..) {
            found.add(known);
        }
    }
}
