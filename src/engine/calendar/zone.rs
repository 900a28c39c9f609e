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
