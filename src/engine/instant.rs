//! A point in time, to the second.

use chrono::{DateTime, NaiveDateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Seconds since 1970 in UTC (semantics 1: instants are stored with second precision).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// The last second of the year 9999, so that every instant has a civil date. The first is its
    /// negative, which lies in the year -6060.
    const BOUND: i64 = 253_402_300_799;

    /// The instant that many seconds after 1970 began; what lies out of bounds becomes the bound.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        if seconds > Self::BOUND {
            Self(Self::BOUND)
        } else if seconds < -Self::BOUND {
            Self(-Self::BOUND)
        } else {
            Self(seconds)
        }
    }

    /// Seconds since 1970.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// Reads an instant such as `2026-01-05T14:00:00Z`; any offset is understood.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parsed = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self::from_seconds(parsed.timestamp()))
    }

    /// The instant `seconds` later, or earlier when negative.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_seconds(self.0.saturating_add(seconds))
    }

    /// The instant `minutes` later.
    #[must_use]
    pub fn plus_minutes(self, minutes: u32) -> Self {
        self.plus_seconds(i64::from(minutes) * 60)
    }

    /// The first instant from `self` on that is a multiple of so many minutes since 1970.
    #[must_use]
    pub fn up_to_multiple(self, minutes: u32) -> Self {
        let step = i64::from(minutes.max(1)) * 60;
        self.plus_seconds((-self.0).rem_euclid(step))
    }

    /// How many seconds `self` lies after `earlier`; negative when it lies before.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The civil time that a clock with this offset from UTC shows.
    #[must_use]
    pub fn civil(self, offset_seconds: i32) -> NaiveDateTime {
        let shifted = self.plus_seconds(i64::from(offset_seconds));
        shifted.utc().naive_utc()
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or_default()
    }
}

/// As `2026-01-05T14:00:00Z`.
impl fmt::Display for Instant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.utc().to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}
