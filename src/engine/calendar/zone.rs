//! The offsets of a time zone, and the way between a wall clock and an instant.
//!
//! This is the only place that knows of daylight saving. The table itself is data: the browser's
//! `Intl` fills it in the product, a zone database in the native tests.

use crate::engine::{field_error::FieldError, id::ZoneId, instant::Instant};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A stored zone table. A changed table moves due instants as an edit of the calendar does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Names this record.
    pub id: ZoneId,
    /// The zone's name and its offsets.
    pub table: ZoneTable,
}

/// The offsets of one zone from UTC: the first one known and every change since, in order.
///
/// Before the first change the initial offset holds, after the last one the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct ZoneTable {
    name: Box<str>,
    initial_offset_seconds: i32,
    changes: Vec<(Instant, i32)>,
}

/// No offset reaches a day, in either direction.
const OFFSET_BOUND_SECONDS: i32 = 86_400;

impl ZoneTable {
    /// Takes a zone's name as it was asked for, the offset before the first change, and each
    /// change as the instant it comes and the offset in seconds from then on.
    pub fn new(
        name: impl Into<Box<str>>,
        initial_offset_seconds: i32,
        changes: Vec<(Instant, i32)>,
    ) -> Result<Self, FieldError> {
        let name = name.into();
        let refuse = |reason: String| Err(FieldError::new("zone", format!("{name}: {reason}")));
        for offset in changes
            .iter()
            .map(|change| change.1)
            .chain([initial_offset_seconds])
        {
            if offset.unsigned_abs() >= OFFSET_BOUND_SECONDS.unsigned_abs() {
                return refuse(format!(
                    "an offset of {offset} s is not within a day of UTC"
                ));
            }
        }
        for ((earlier, _), (later, _)) in changes.iter().zip(changes.iter().skip(1)) {
            if later <= earlier {
                return refuse(format!(
                    "the change at {later} does not follow that at {earlier}"
                ));
            }
        }
        Ok(Self {
            name,
            initial_offset_seconds,
            changes,
        })
    }

    /// The zone that never differs from UTC.
    #[must_use]
    pub fn utc() -> Self {
        Self {
            name: "UTC".into(),
            initial_offset_seconds: 0,
            changes: Vec::new(),
        }
    }

    /// The zone's name, as `Europe/London`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many seconds the zone's clocks are ahead of UTC at that instant.
    #[must_use]
    pub fn offset_at(&self, at: Instant) -> i32 {
        self.offset_after(self.changes.partition_point(|change| change.0 <= at))
    }

    /// What the zone's clocks show at that instant.
    #[must_use]
    pub fn civil(&self, at: Instant) -> NaiveDateTime {
        at.civil(self.offset_at(at))
    }

    /// The earliest instant at which the zone's clocks show this reading or a later one.
    ///
    /// So a reading that comes twice means its first time, and one that is skipped means the
    /// instant of the change (semantics 4.7). Fractions of a second are cut off.
    #[must_use]
    pub fn to_utc(&self, wall: NaiveDateTime) -> Instant {
        let reading = wall.and_utc().timestamp();
        // The clocks had passed the reading's day before those changes, whatever their offset.
        let bound = i64::from(OFFSET_BOUND_SECONDS);
        let n_passed = self
            .changes
            .partition_point(|change| change.0.seconds() <= reading - bound);
        let mut offset = self.offset_after(n_passed);
        let mut since = i64::MIN;
        for (at, next_offset) in self.changes.iter().skip(n_passed) {
            if reading < at.seconds() + i64::from(offset) {
                break;
            }
            since = at.seconds();
            offset = *next_offset;
        }
        Instant::from_seconds((reading - i64::from(offset)).max(since))
    }

    fn offset_after(&self, n_changes: usize) -> i32 {
        let last = n_changes
            .checked_sub(1)
            .and_then(|index| self.changes.get(index));
        last.map_or(self.initial_offset_seconds, |change| change.1)
    }
}

/// What a stored table looks like before it is checked.
#[derive(Deserialize)]
struct Unchecked {
    name: Box<str>,
    initial_offset_seconds: i32,
    #[serde(default)]
    changes: Vec<(Instant, i32)>,
}

impl TryFrom<Unchecked> for ZoneTable {
    type Error = FieldError;

    fn try_from(table: Unchecked) -> Result<Self, FieldError> {
        Self::new(table.name, table.initial_offset_seconds, table.changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn zone(initial_hours: i32, changes: &[(&str, i32)]) -> ZoneTable {
        let changes = changes
            .iter()
            .map(|(text, hours)| (at(text), hours * 3600))
            .collect();
        ZoneTable::new("Somewhere", initial_hours * 3600, changes).unwrap()
    }

    fn check(zone: &ZoneTable, rows: &[(&str, &str)]) {
        for (wall, instant) in rows {
            assert_eq!(zone.to_utc(wall.parse().unwrap()), at(instant), "{wall}");
        }
    }

    #[test]
    fn an_ordinary_reading_is_the_instant_at_which_the_clock_shows_it() {
        let new_york = zone(
            -5,
            &[("2026-03-08T07:00:00Z", -4), ("2026-11-01T06:00:00Z", -5)],
        );
        check(
            &new_york,
            &[
                ("1931-01-05T09:00:00", "1931-01-05T14:00:00Z"),
                ("2026-03-08T01:59:59", "2026-03-08T06:59:59Z"),
                ("2026-03-08T03:00:00", "2026-03-08T07:00:00Z"),
                ("2026-07-01T09:00:00", "2026-07-01T13:00:00Z"),
                ("2026-11-01T00:59:59", "2026-11-01T04:59:59Z"),
                ("2026-11-01T02:00:00", "2026-11-01T07:00:00Z"),
                ("2199-07-01T09:00:00", "2199-07-01T14:00:00Z"),
            ],
        );
        for instant in [
            "2026-03-08T06:59:59Z",
            "2026-03-08T07:00:00Z",
            "2026-11-01T06:59:59Z",
        ] {
            let shown = new_york.civil(at(instant));
            assert!(new_york.to_utc(shown) <= at(instant), "{instant}");
        }
    }

    #[test]
    fn a_skipped_reading_is_the_instant_of_the_change() {
        let new_york = zone(-5, &[("2026-03-08T07:00:00Z", -4)]);
        check(
            &new_york,
            &[
                ("2026-03-08T02:00:00", "2026-03-08T07:00:00Z"),
                ("2026-03-08T02:30:00", "2026-03-08T07:00:00Z"),
                ("2026-03-08T02:59:59", "2026-03-08T07:00:00Z"),
            ],
        );
    }

    #[test]
    fn a_skipped_midnight_is_the_instant_of_the_change_for_both_its_days() {
        let sao_paulo = zone(-3, &[("2018-11-04T03:00:00Z", -2)]);
        check(
            &sao_paulo,
            &[
                ("2018-11-03T23:59:59", "2018-11-04T02:59:59Z"),
                ("2018-11-04T00:00:00", "2018-11-04T03:00:00Z"),
                ("2018-11-04T01:00:00", "2018-11-04T03:00:00Z"),
            ],
        );
    }

    #[test]
    fn a_repeated_reading_is_the_earlier_instant() {
        let new_york = zone(-4, &[("2026-11-01T06:00:00Z", -5)]);
        check(
            &new_york,
            &[
                ("2026-11-01T01:00:00", "2026-11-01T05:00:00Z"),
                ("2026-11-01T01:30:00", "2026-11-01T05:30:00Z"),
                ("2026-11-01T01:59:59", "2026-11-01T05:59:59Z"),
            ],
        );
        let sao_paulo = zone(-2, &[("2019-02-17T02:00:00Z", -3)]);
        check(
            &sao_paulo,
            &[
                ("2019-02-16T23:30:00", "2019-02-17T01:30:00Z"),
                ("2019-02-17T00:00:00", "2019-02-17T03:00:00Z"),
            ],
        );
    }

    #[test]
    fn a_date_that_was_skipped_is_one_instant() {
        let apia = zone(-10, &[("2011-12-30T10:00:00Z", 14)]);
        check(
            &apia,
            &[
                ("2011-12-30T00:00:00", "2011-12-30T10:00:00Z"),
                ("2011-12-30T17:00:00", "2011-12-30T10:00:00Z"),
                ("2011-12-31T00:00:00", "2011-12-30T10:00:00Z"),
                ("2011-12-31T09:00:00", "2011-12-30T19:00:00Z"),
            ],
        );
    }

    #[test]
    fn changes_that_follow_close_upon_each_other_are_told_apart() {
        let hasty = zone(
            0,
            &[
                ("2026-01-01T10:00:00Z", 12),
                ("2026-01-01T11:00:00Z", -12),
                ("2026-01-01T12:00:00Z", 1),
            ],
        );
        check(
            &hasty,
            &[
                ("2026-01-01T09:00:00", "2026-01-01T09:00:00Z"),
                ("2026-01-01T12:00:00", "2026-01-01T10:00:00Z"),
                ("2026-01-01T22:30:00", "2026-01-01T10:30:00Z"),
                ("2026-01-01T23:30:00", "2026-01-01T22:30:00Z"),
            ],
        );
    }

    #[test]
    fn readings_far_away_keep_within_bounds() {
        let utc = ZoneTable::utc();
        assert_eq!(
            utc.to_utc(NaiveDateTime::MAX),
            Instant::from_seconds(i64::MAX)
        );
        assert_eq!(
            utc.to_utc(NaiveDateTime::MIN),
            Instant::from_seconds(i64::MIN)
        );
    }

    #[test]
    fn a_table_that_cannot_be_is_refused_with_the_name_of_its_zone() {
        let change = |text, offset| (at(text), offset);
        let first = change("2026-03-08T07:00:00Z", 3600);
        for (initial, changes, complaint) in [
            (
                0,
                vec![first, change("2026-03-08T06:59:59Z", 0)],
                "does not follow",
            ),
            (0, vec![first, first], "does not follow"),
            (86_400, vec![], "86400 s is not within a day"),
            (0, vec![change("2026-03-08T07:00:00Z", -90_000)], "-90000 s"),
            (i32::MIN, vec![], "is not within a day"),
        ] {
            let error = ZoneTable::new("Mars/Olympus", initial, changes).unwrap_err();
            assert!(error.reason.contains(complaint), "{error}");
            assert!(error.reason.contains("Mars/Olympus"), "{error}");
        }
    }

    #[test]
    fn a_stored_table_is_checked_when_it_is_read() {
        let table = zone(
            -5,
            &[("2026-03-08T07:00:00Z", -4), ("2026-11-01T06:00:00Z", -5)],
        );
        let text = serde_json::to_string(&table).unwrap();
        assert_eq!(serde_json::from_str::<ZoneTable>(&text).unwrap(), table);
        let wrong = text.replace("-18000", "-180000");
        assert!(serde_json::from_str::<ZoneTable>(&wrong).is_err());
    }
}
