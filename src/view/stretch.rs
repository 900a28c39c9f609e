//! Which rows of a long list are made, and which are only left room for.

use std::ops::Range;

/// A part of a long list, from the top down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Rows that are not made.
    Gap(Range<usize>),
    /// One row, by its place.
    Row(usize),
}

/// The rows `in_view` of a list of `n_rows`, and the `active` one wherever it is, so that it can
/// keep the keyboard's focus; everything else is gaps.
#[must_use]
pub fn stretches(n_rows: usize, in_view: &Range<usize>, active: usize) -> Vec<Stretch> {
    let (first, after) = (in_view.start.min(n_rows), in_view.end.min(n_rows));
    let active = active.min(n_rows.saturating_sub(1));
    let above = (active < first).then_some(active);
    let below = (active >= after && active < n_rows).then_some(active);
    let mut made = Vec::new();
    let mut next = 0;
    for row in above.into_iter().chain(first..after).chain(below) {
        if row > next {
            made.push(Stretch::Gap(next..row));
        }
        made.push(Stretch::Row(row));
        next = row + 1;
    }
    if next < n_rows {
        made.push(Stretch::Gap(next..n_rows));
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use Stretch::{Gap, Row};

    #[test]
    fn only_rows_in_view_and_the_active_one_are_made() {
        for (n_rows, in_view, active, expected) in [
            (0, 0..10, 0, vec![]),
            (2, 0..10, 9, vec![Row(0), Row(1)]),
            (9, 4..6, 4, vec![Gap(0..4), Row(4), Row(5), Gap(6..9)]),
            (
                9,
                4..6,
                0,
                vec![Row(0), Gap(1..4), Row(4), Row(5), Gap(6..9)],
            ),
            (
                9,
                4..6,
                8,
                vec![Gap(0..4), Row(4), Row(5), Gap(6..8), Row(8)],
            ),
            (
                9,
                4..6,
                3,
                vec![Gap(0..3), Row(3), Row(4), Row(5), Gap(6..9)],
            ),
            (9, 20..40, 0, vec![Row(0), Gap(1..9)]),
        ] {
            assert_eq!(
                stretches(n_rows, &in_view, active),
                expected,
                "{in_view:?} of {n_rows}"
            );
        }
    }

    #[test]
    fn every_row_is_made_or_left_room_for_exactly_once_and_the_active_one_is_made() {
        for n_rows in 0..7 {
            for (first, after) in (0..9).flat_map(|first| (first..9).map(move |end| (first, end))) {
                for active in 0..8 {
                    let told = stretches(n_rows, &(first..after), active);
                    let rows = told.iter().flat_map(|stretch| match stretch {
                        Gap(rows) => rows.clone(),
                        Row(row) => *row..row + 1,
                    });
                    assert!(rows.eq(0..n_rows), "{told:?}");
                    let active = Row(active.min(n_rows.saturating_sub(1)));
                    assert_eq!(told.contains(&active), n_rows > 0, "{told:?}");
                }
            }
        }
    }
}
