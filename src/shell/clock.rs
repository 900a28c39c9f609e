//! The one clock. In a sandbox it can be paused, set and run faster.

use crate::engine::instant::Instant;
use serde::{Deserialize, Serialize};
use std::cell::Cell;

/// How a sandbox's clock goes, from a moment of the real clock on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Simulated {
    /// The moment of the real clock, in milliseconds since 1970.
    since_ms: f64,
    /// What it showed at that moment, in milliseconds since 1970.
    showed_ms: f64,
    /// How many of its seconds pass in a real one: 0 pauses it.
    pub speed: u32,
}

/// What time it is.
#[derive(Debug, Default)]
pub(super) struct Clock {
    simulated: Cell<Option<Simulated>>,
}

impl Clock {
    /// The real clock, or one of a sandbox.
    pub(super) const fn new(simulated: Option<Simulated>) -> Self {
        Self {
            simulated: Cell::new(simulated),
        }
    }

    /// What it shows, to the second.
    pub(super) fn now(&self) -> Instant {
        seconds(self.shown_ms())
    }

    /// How the sandbox's clock goes; `None` for the real one.
    pub(super) fn simulated(&self) -> Option<Simulated> {
        self.simulated.get()
    }

    /// From now on it goes that fast.
    pub(super) fn run(&self, speed: u32) -> Simulated {
        self.go_on_from(self.shown_ms(), speed)
    }

    /// Shows that instant from now on, going as fast as before.
    pub(super) fn set(&self, at: Instant) -> Simulated {
        let speed = self.simulated.get().map_or(1, |clock| clock.speed);
        self.go_on_from(milliseconds(at), speed)
    }

    fn go_on_from(&self, showed_ms: f64, speed: u32) -> Simulated {
        let clock = Simulated {
            since_ms: real_ms(),
            showed_ms,
            speed,
        };
        self.simulated.set(Some(clock));
        clock
    }

    fn shown_ms(&self) -> f64 {
        match self.simulated.get() {
            None => real_ms(),
            Some(clock) => clock.showed_ms + (real_ms() - clock.since_ms) * f64::from(clock.speed),
        }
    }

    /// How many real milliseconds pass until it shows `at`; `None` while it is paused.
    pub(super) fn real_ms_until(&self, at: Instant) -> Option<f64> {
        let speed = self.simulated.get().map_or(1, |clock| clock.speed);
        (speed > 0).then(|| (milliseconds(at) - self.shown_ms()) / f64::from(speed))
    }
}

/// The wall clock: nothing else reads it.
#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
fn real_ms() -> f64 {
    js_sys::Date::now()
}

/// The instant that many milliseconds after 1970 began, to the second.
#[expect(
    clippy::cast_possible_truncation,
    clippy::as_conversions,
    reason = "what is out of bounds becomes the bound"
)]
pub(super) fn seconds(milliseconds: f64) -> Instant {
    Instant::from_seconds((milliseconds / 1000.0).floor() as i64)
}

#[expect(
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "seconds of any year up to 9999 fit 53 bits"
)]
fn milliseconds(at: Instant) -> f64 {
    at.seconds() as f64 * 1000.0
}
