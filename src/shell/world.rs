//! The page around the loop: its clock, its signals, its sentinel and the other tabs.

use super::{
    Progress,
    clock::Clock,
    run::World,
    session::{self, Sentinel},
    status::Status,
    tabs::Tabs,
    yield_now::{Slices, now_ms},
};
use crate::{
    engine::{
        clock_hold::{ClockHold, ClockSight, HostTime},
        id::{NotificationId, UserId},
        instant::Instant,
        record::Kind,
        stamp::Actor,
    },
    store::{Meta, StoreError},
};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};

/// How long a page that is awake is left alone at most between two looks at its clock.
const LEFT_ALONE_SECONDS: i64 = 300;
/// How long the screen stays as it is during long work.
const SCREEN_MS: f64 = 250.0;
/// How many kinds of records there are.
const N_KINDS: usize = Kind::ALL.len();

/// What screens watch.
#[derive(Clone, Copy)]
pub(super) struct Signals {
    /// Kept in one place, so that what screens hand around stays small.
    kinds: StoredValue<[RwSignal<u64>; N_KINDS]>,
    pub(super) status: RwSignal<Status>,
    pub(super) user: RwSignal<Option<UserId>>,
    pub(super) now: RwSignal<Instant>,
    pub(super) revision: RwSignal<u64>,
    pub(super) arrived: RwSignal<Vec<NotificationId>>,
}

impl Signals {
    fn new(now: Instant) -> Self {
        Self {
            kinds: StoredValue::new(std::array::from_fn(|_| RwSignal::new(0))),
            status: RwSignal::default(),
            user: RwSignal::new(session::user()),
            now: RwSignal::new(now),
            revision: RwSignal::new(0),
            arrived: RwSignal::default(),
        }
    }

    /// The one that changes with the records of a kind.
    pub(super) fn of_kind(self, kind: Kind) -> Option<RwSignal<u64>> {
        let place = usize::from(kind.tag());
        self.kinds.with_value(|kinds| kinds.get(place).copied())
    }

    /// Changes the status, and tells the screens only if it is another.
    pub(super) fn tell(self, change: impl FnOnce(&mut Status)) {
        let mut status = self.status.get_untracked();
        change(&mut status);
        if status != self.status.get_untracked() {
            self.status.set(status);
        }
    }
}

/// The page.
pub(super) struct PageWorld {
    pub(super) clock: Clock,
    pub(super) signals: Signals,
    pub(super) tabs: Tabs,
    database_name: Box<str>,
    /// Whether commits outlive the page, so that a lost database can be noticed.
    is_kept: bool,
    slices: Slices,
    changed: RefCell<BTreeSet<Kind>>,
    revision: Cell<u64>,
    shown_at_ms: Cell<f64>,
    is_busy: Cell<bool>,
    looked_at: Cell<Option<Instant>>,
    host: Cell<Option<HostTime>>,
    /// By how many seconds the host is behind a clock that a person has said is right.
    trusted_lead: Cell<i64>,
}

impl PageWorld {
    pub(super) fn new(database_name: &str, is_kept: bool, clock: Clock) -> Self {
        let signals = Signals::new(clock.now());
        Self {
            clock,
            signals,
            tabs: Tabs::new(database_name),
            database_name: database_name.into(),
            is_kept,
            slices: Slices::default(),
            changed: RefCell::default(),
            revision: Cell::default(),
            shown_at_ms: Cell::default(),
            is_busy: Cell::default(),
            looked_at: Cell::default(),
            host: Cell::default(),
            trusted_lead: Cell::default(),
        }
    }

    pub(super) const fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// Holds firing while the clock is not to be trusted, and lets go when it is again (semantics
    /// 13.5). Gives why, when it is held from now on for another reason than before. A sandbox's
    /// clock is whatever its user wants.
    pub(super) fn look_at_clock(&self, latest_at: Instant) -> Option<ClockHold> {
        if self.clock.simulated().is_some() {
            return None;
        }
        let now = self.clock.now();
        let sight = ClockSight {
            now,
            before: self.looked_at.get().unwrap_or(now),
            latest_at,
            host: self.host.get(),
        };
        let hold = sight.hold();
        if !matches!(hold, Some(ClockHold::Ahead { .. })) {
            self.looked_at.set(Some(now));
        }
        let before = self.signals.status.with_untracked(|status| status.hold);
        self.signals.tell(|status| status.hold = hold);
        let is_same = |before: ClockHold| {
            let kind = |hold: &ClockHold| std::mem::discriminant(hold);
            hold.is_some_and(|hold| kind(&hold) == kind(&before))
        };
        hold.filter(|_| !before.is_some_and(is_same))
    }

    /// The host has said what time it is.
    pub(super) fn heard_host(&self, told: HostTime) {
        let host = told.host.plus_seconds(self.trusted_lead.get());
        self.host.set(Some(HostTime { host, ..told }));
    }

    /// Whether it is worth asking the host: what it has said holds firing and may not be true any
    /// more, or the clock has gone on further than the page was ever left alone.
    pub(super) fn is_worth_asking_host(&self) -> bool {
        let now = self.clock.now();
        let before = self.looked_at.get().unwrap_or(now);
        let is_real = self.clock.simulated().is_none();
        is_real && (self.is_held_by_host() || now.seconds_since(before) > LEFT_ALONE_SECONDS)
    }

    fn is_held_by_host(&self) -> bool {
        let hold = self.signals.status.with_untracked(|status| status.hold);
        matches!(hold, Some(ClockHold::AheadOfHost(_)))
    }

    /// The person trusts the clock as it is.
    pub(super) fn trust_clock(&self) {
        self.looked_at.set(Some(self.clock.now()));
        if let Some(told) = self.host.take().filter(|_| self.is_held_by_host()) {
            let lead = told.clock.seconds_since(told.host);
            self.trusted_lead.set(self.trusted_lead.get() + lead);
        }
        self.signals.tell(|status| status.hold = None);
    }

    /// While busy the screen changes at most four times a second.
    pub(super) fn set_busy(&self, is_busy: bool) {
        self.is_busy.set(is_busy);
        set_body_attribute("data-busy", is_busy.then_some("true"));
        if !is_busy {
            self.show_changes();
        }
    }

    fn is_early(&self) -> bool {
        self.is_busy.get() && now_ms() - self.shown_at_ms.get() < SCREEN_MS
    }

    fn show_changes(&self) {
        self.shown_at_ms.set(now_ms());
        for kind in self.changed.take() {
            if let Some(signal) = self.signals.of_kind(kind) {
                signal.update(|n| *n += 1);
            }
        }
        let revision = self.revision.get();
        if self.signals.revision.get_untracked() != revision {
            self.signals.revision.set(revision);
            set_body_attribute("data-revision", Some(&revision.to_string()));
        }
    }
}

impl World for PageWorld {
    fn now(&self) -> Instant {
        self.clock.now()
    }

    fn actor(&self) -> Actor {
        let user = self.signals.user.get_untracked();
        user.map_or(Actor::System, Actor::User)
    }

    fn is_held(&self) -> bool {
        self.signals
            .status
            .with_untracked(|status| status.hold.is_some())
    }

    async fn pause(&self) {
        self.slices.pause().await;
    }

    fn committed(&self, meta: &Meta) {
        if self.is_kept {
            let sentinel = Sentinel {
                database: meta.database.clone(),
                revision: meta.revision,
            };
            session::set_sentinel(&self.database_name, Some(&sentinel));
        }
        self.tabs.announce(meta.revision);
        self.signals.tell(|status| {
            status.trouble.take_if(|trouble| !trouble.is_lasting());
        });
    }

    fn shown(&self, kinds: &BTreeSet<Kind>, meta: &Meta) {
        self.changed.borrow_mut().extend(kinds);
        self.revision.set(meta.revision);
        if !self.is_early() {
            self.show_changes();
        }
    }

    fn catching_up(&self, progress: Option<Progress>) {
        if progress.is_none() || !self.is_early() {
            self.signals.tell(|status| status.catching_up = progress);
        }
        if self.is_busy.get() != progress.is_some() {
            self.set_busy(progress.is_some());
        }
    }

    fn failed(&self, error: &StoreError) {
        self.signals
            .tell(|status| status.trouble = Some(error.clone()));
    }
}

/// Sets or removes an attribute of the page's body, which tests wait for.
pub(super) fn set_body_attribute(name: &str, value: Option<&str>) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(body) = document.and_then(|document| document.body()) {
        let _ = match value {
            Some(value) => body.set_attribute(name, value),
            None => body.remove_attribute(name),
        };
    }
}
