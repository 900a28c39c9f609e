//! The clock of a plan: when an age is reached, and when what is due then is done.

use super::{
    entry::EscalationAction,
    plan::{Following, PendingAction, PendingState},
};
use crate::engine::{
    calendar::{Calendar, OpenHours, ZoneTable},
    desk::Desk,
    id::CalendarId,
    instant::Instant,
    preferences::FiringMode,
    record::Records,
};

/// How much earlier than due an action may be done in batched mode, in seconds (semantics 2.40).
const EARLY_SECONDS: i64 = 15 * 60;
/// How many openings are tried for one with a tick in it: about those of ten years of days
/// (semantics 4.21).
const OPENINGS_MAX: usize = 4_000;

/// What the instants of a plan are reckoned with: the hours that count, the zone they are told in,
/// and when what is due is done.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct CountedHours<'d> {
    /// `None` when every hour counts.
    open: Option<&'d OpenHours>,
    zone: Option<&'d ZoneTable>,
    firing: FiringMode,
}

impl<'d> CountedHours<'d> {
    /// Those of a calendar; `None` for every hour.
    pub(in crate::engine) fn of(desk: &'d Desk, calendar: Option<CalendarId>) -> Self {
        let preferences = desk.preferences();
        let named = calendar.and_then(|id| desk.find::<Calendar>(id));
        Self {
            open: calendar.and_then(|id| desk.open_hours(id)),
            zone: named.and_then(|calendar| desk.zone(&calendar.zone)),
            firing: preferences.map_or_else(FiringMode::default, |found| found.firing),
        }
    }
}

/// Looks up once what the instants of many plans are reckoned with.
#[derive(Debug)]
pub(in crate::engine) struct Reckoning<'d> {
    desk: &'d Desk,
    known: Vec<(Option<CalendarId>, CountedHours<'d>)>,
}

impl<'d> Reckoning<'d> {
    /// By the business hours of `desk`.
    pub(in crate::engine) const fn new(desk: &'d Desk) -> Self {
        let known = Vec::new();
        Self { desk, known }
    }

    /// What counts in that calendar; `None` for every hour.
    pub(in crate::engine) fn hours(&mut self, calendar: Option<CalendarId>) -> CountedHours<'d> {
        if let Some((_, hours)) = self.known.iter().find(|(known, _)| *known == calendar) {
            return *hours;
        }
        let hours = CountedHours::of(self.desk, calendar);
        self.known.push((calendar, hours));
        hours
    }
}

impl PendingAction {
    /// One that is to be reckoned.
    pub(super) const fn new(action: &EscalationAction, not_before: Instant) -> Self {
        Self {
            action: action.id,
            age_minutes: action.age_minutes,
            due_at: None,
            due_offset_seconds: 0,
            not_before,
            fire_at: None,
            state: PendingState::Pending,
        }
    }

    /// Reckons when it is due and when it fires, from the base, hours and pauses of its plan.
    pub(in crate::engine) fn reckon(&mut self, hours: CountedHours<'_>, following: &Following) {
        self.due_at = following.reaches(hours.open, self.age_minutes);
        let offset = hours
            .zone
            .zip(self.due_at)
            .map(|(zone, due_at)| zone.offset_at(due_at));
        self.due_offset_seconds = offset.unwrap_or(0);
        self.reckon_firing(hours, following);
    }

    /// Reckons when it fires, from when it is due.
    fn reckon_firing(&mut self, hours: CountedHours<'_>, following: &Following) {
        let CountedHours { open, firing, .. } = hours;
        let due_at = self.due_at.filter(|_| !following.is_paused());
        self.fire_at = due_at.and_then(|due_at| {
            let from = firing.threshold(due_at, following.base_at);
            firing.first_from(from.max(self.not_before), open)
        });
    }

    /// Lets it fire at `at` at the earliest.
    pub(in crate::engine) fn hold_until(
        &mut self,
        at: Instant,
        hours: CountedHours<'_>,
        following: &Following,
    ) {
        self.not_before = self.not_before.max(at);
        self.reckon_firing(hours, following);
    }
}

impl Following {
    /// The open hours that count; `None` when every hour does.
    #[must_use]
    pub fn open_hours<'d>(&self, desk: &'d Desk) -> Option<&'d OpenHours> {
        self.calendar.and_then(|id| desk.open_hours(id))
    }

    /// Whether the clock stands still because the case waits: then nothing fires (semantics 2.50).
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.pauses
            .last()
            .is_some_and(|pause| pause.until.is_none())
    }

    /// When the case is that old; `None` for never, or not before a pause that still lasts.
    fn reaches(&self, open_hours: Option<&OpenHours>, age_minutes: u32) -> Option<Instant> {
        let mut start = self.base_at;
        let mut left = i64::from(age_minutes) * 60;
        for pause in &self.pauses {
            let reached = add_seconds(open_hours, start, left);
            if reached.is_some_and(|at| at <= pause.from) {
                return reached;
            }
            left -= elapsed(open_hours, start, pause.from);
            start = start.max(pause.until?);
        }
        add_seconds(open_hours, start, left)
    }
}

fn add_seconds(open_hours: Option<&OpenHours>, start: Instant, seconds: i64) -> Option<Instant> {
    match open_hours {
        Some(open_hours) => open_hours.add_seconds(start, seconds),
        None => Some(start.plus_seconds(seconds)),
    }
}

fn elapsed(open_hours: Option<&OpenHours>, from: Instant, to: Instant) -> i64 {
    match open_hours {
        Some(open_hours) => open_hours.elapsed(from, to),
        None => to.seconds_since(from).max(0),
    }
}

impl FiringMode {
    /// From when on what is due then may be done (semantics 2.40).
    fn threshold(self, due_at: Instant, base_at: Instant) -> Instant {
        match self {
            Self::Batched { early: true, .. } => due_at.plus_seconds(-EARLY_SECONDS).max(base_at),
            Self::Batched { early: false, .. } | Self::Exact => due_at,
        }
    }

    /// The first instant from `from` on at which something is done: in open time, and at a tick
    /// where there are ticks (semantics 2.34, 2.39).
    fn first_from(self, from: Instant, open_hours: Option<&OpenHours>) -> Option<Instant> {
        let open_from = |at: Instant| match open_hours {
            Some(open_hours) => open_hours.first_open_at(at),
            None => Some(at),
        };
        let mut at = open_from(from)?;
        let Self::Batched { every_minutes, .. } = self else {
            return Some(at);
        };
        for _ in 0..OPENINGS_MAX {
            let tick = at.up_to_multiple(every_minutes);
            at = open_from(tick)?;
            if at == tick {
                return Some(tick);
            }
        }
        None
    }
}
