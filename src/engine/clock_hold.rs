//! When the computer's clock is not to be trusted, and nothing fires (semantics 13.5).

use super::{
    change::ChangeSet,
    decide::told,
    history::Deed,
    instant::Instant,
    preferences::Preferences,
    record::Stored,
    stamp::{Actor, Stamp},
};
use serde::{Deserialize, Serialize};

/// How far a clock may lie behind the latest stamp.
const BACK_SECONDS: i64 = 120;
/// How far a clock may go ahead between two looks at it while the page is open.
const AHEAD_SECONDS: i64 = 36 * 3_600;
/// How far a clock may be ahead of the host's.
const AHEAD_OF_HOST_SECONDS: i64 = 300;

/// Why nothing fires until a person says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockHold {
    /// The clock went back behind a stamp that was given already.
    Back {
        /// The latest stamp: from then on things fire again.
        until: Instant,
    },
    /// The clock went ahead by more than 36 hours while the page was open.
    Ahead {
        /// When it was last looked at.
        from: Instant,
        /// What it showed after.
        to: Instant,
    },
    /// The clock is more than five minutes ahead of the host's.
    AheadOfHost(HostTime),
}

impl ClockHold {
    /// The latest instant that there is no doubt about. What is told of the hold is told as of then:
    /// a stamp that runs ahead would outlive the clock's being put right.
    const fn trusted_at(&self) -> Instant {
        match self {
            Self::Back { until } => *until,
            Self::Ahead { from, .. } => *from,
            Self::AheadOfHost(told) => told.host,
        }
    }
}

/// What the host of the page said what time it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostTime {
    /// What it said.
    pub host: Instant,
    /// What the computer's clock showed then.
    pub clock: Instant,
}

/// What is known of the clock.
#[derive(Debug, Clone, Copy)]
pub struct ClockSight {
    /// What it shows.
    pub now: Instant,
    /// What it showed when it was last looked at and was to be trusted.
    pub before: Instant,
    /// The latest stamp that was given.
    pub latest_at: Instant,
    /// What the host said last; `None` where it was not asked, or gave no answer.
    pub host: Option<HostTime>,
}

impl ClockSight {
    /// Why nothing may fire; `None` while the clock is to be trusted.
    #[must_use]
    pub fn hold(&self) -> Option<ClockHold> {
        let Self {
            now,
            before,
            latest_at,
            host,
        } = *self;
        if latest_at.seconds_since(now) > BACK_SECONDS {
            return Some(ClockHold::Back { until: latest_at });
        }
        if now.seconds_since(before) > AHEAD_SECONDS {
            return Some(ClockHold::Ahead {
                from: before,
                to: now,
            });
        }
        let is_ahead =
            |told: &HostTime| told.clock.seconds_since(told.host) > AHEAD_OF_HOST_SECONDS;
        host.filter(is_ahead).map(ClockHold::AheadOfHost)
    }
}

/// What the history says when firing is held, and as of when: no earlier than the latest stamp.
#[must_use]
pub fn told_of_hold(hold: ClockHold, latest_at: Instant) -> (ChangeSet, Instant) {
    let (at, by) = (hold.trusted_at().max(latest_at), Actor::System);
    (of_settings(Deed::ClockHeld(hold), Stamp { at, by }), at)
}

/// What the history says when a person trusts the clock again.
#[must_use]
pub fn told_of_trust(stamp: Stamp) -> ChangeSet {
    of_settings(Deed::ClockTrusted, stamp)
}

fn of_settings(deed: Deed, stamp: Stamp) -> ChangeSet {
    ChangeSet {
        history: vec![told(Preferences::key(Preferences::ID), deed, stamp)],
        ..ChangeSet::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    /// A clock at noon that was looked at just before.
    fn sight() -> ClockSight {
        ClockSight {
            now: at("2026-03-10T12:00:00Z"),
            before: at("2026-03-10T11:59:00Z"),
            latest_at: at("2026-03-10T11:58:00Z"),
            host: None,
        }
    }

    #[test]
    fn a_clock_that_lies_two_minutes_behind_the_latest_stamp_is_trusted_and_no_further() {
        let of = |latest_at| {
            ClockSight {
                latest_at,
                ..sight()
            }
            .hold()
        };
        assert_eq!(of(at("2026-03-10T12:02:00Z")), None);
        let until = at("2026-03-10T12:02:01Z");
        assert_eq!(of(until), Some(ClockHold::Back { until }));
    }

    #[test]
    fn a_clock_that_goes_ahead_by_a_day_and_a_half_is_trusted_and_no_further() {
        let of = |before| ClockSight { before, ..sight() }.hold();
        assert_eq!(of(at("2026-03-09T00:00:00Z")), None);
        let from = at("2026-03-08T23:59:59Z");
        let to = at("2026-03-10T12:00:00Z");
        assert_eq!(of(from), Some(ClockHold::Ahead { from, to }));
    }

    #[test]
    fn what_is_told_of_a_clock_that_is_ahead_does_not_run_ahead_itself() {
        let (from, to) = (at("2026-03-10T12:00:00Z"), at("2026-03-12T12:00:00Z"));
        let (host, clock) = (from, to);
        for hold in [
            ClockHold::Ahead { from, to },
            ClockHold::AheadOfHost(HostTime { host, clock }),
            ClockHold::Back { until: from },
        ] {
            let (told, as_of) = told_of_hold(hold, at("2026-03-10T09:00:00Z"));
            assert_eq!((told.history[0].at, as_of), (from, from), "{hold:?}");
            let later = at("2026-03-10T12:00:01Z");
            assert_eq!(told_of_hold(hold, later).1, later);
        }
    }

    #[test]
    fn that_a_person_trusts_the_clock_is_told_once_and_of_that_person() {
        let stamp = Stamp {
            at: at("2026-03-10T12:00:00Z"),
            by: Actor::User(1.into()),
        };
        let told = told_of_trust(stamp).history;
        let told: Vec<_> = told.iter().map(|one| (one.at, one.by, &one.deed)).collect();
        assert_eq!(told, [(stamp.at, stamp.by, &Deed::ClockTrusted)]);
    }

    #[test]
    fn a_clock_five_minutes_ahead_of_the_host_is_trusted_and_no_further() {
        let clock = at("2026-03-10T11:59:30Z");
        let of = |host| {
            let host = Some(HostTime { host, clock });
            ClockSight { host, ..sight() }.hold()
        };
        assert_eq!(of(at("2026-03-10T11:54:30Z")), None);
        assert_eq!(of(at("2026-03-12T11:54:30Z")), None, "behind it is no jump");
        let host = at("2026-03-10T11:54:29Z");
        let told = HostTime { host, clock };
        assert_eq!(of(host), Some(ClockHold::AheadOfHost(told)));
    }
}
