//! The running desk, as components hold it.

use super::{
    Progress, alarm,
    arrivals::{Arrivals, Lead},
    boot, crash, deliver,
    refusal::Refusal,
    run::{BulkJob, Run, World},
    session,
    status::Status,
    turn::Turns,
    world::{PageWorld, Signals},
    zones,
};
use crate::{
    engine::{
        advance::{Wave, wave},
        change::ChangeSet,
        command::Command,
        decide::{Rejection, decide},
        desk::Desk,
        history::HistoryEntry,
        id::{CaseId, UserId},
        instant::Instant,
        message::Message,
        record::Kind,
        stamp::Stamp,
    },
    store::{Kept, Meta, StoreError},
};
use futures::channel::oneshot;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    future::Future,
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;

/// How long the time of day stays as it is on the screen.
const SHOWN_SECONDS: i64 = 30;

/// The desk: indexes into stored values, so it is copied freely.
#[derive(Clone, Copy)]
pub struct DeskHandle {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    pub(super) signals: Signals,
}

pub(super) struct Inner {
    pub(super) run: Run<Kept, PageWorld>,
    /// The meta row that goes with the desk; whoever holds it decides.
    pub(super) turns: Turns<Meta>,
    alarm: RefCell<Option<Timeout>>,
    is_waking: Cell<bool>,
    pub(super) arrivals: Arrivals,
}

impl Inner {
    /// Holds firing while the clock is not to be trusted, and tells the history when that begins.
    async fn look_at_clock(&self, meta: &mut Meta) -> Result<(), StoreError> {
        let world = self.run.world();
        match world.look_at_clock(meta.latest_at) {
            Some(hold) if world.tabs.lead() != Lead::Elsewhere => {
                self.run.tell_of_hold(meta, hold).await
            }
            _ => Ok(()),
        }
    }
}

/// What a command would do at once.
#[derive(Debug, Clone)]
pub struct Preview {
    /// What would be stored.
    pub changes: ChangeSet,
    /// What would fire right after it.
    pub wave: Wave,
}

impl DeskHandle {
    pub(super) fn new(run: Run<Kept, PageWorld>, meta: Meta) -> Self {
        let signals = run.world().signals;
        let inner = Inner {
            run,
            turns: Turns::new(meta),
            alarm: RefCell::default(),
            is_waking: Cell::default(),
            arrivals: Arrivals::default(),
        };
        Self {
            inner: StoredValue::new_local(Rc::new(inner)),
            signals,
        }
    }

    pub(super) fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    /// Reads the desk as it is now, without following it.
    pub fn with<T>(self, read: impl FnOnce(&Desk) -> T) -> T {
        read(&self.inner().run.desk().borrow())
    }

    /// A value of the desk that follows the records of those kinds, and no others.
    pub fn derive<T: PartialEq + Send + Sync + 'static>(
        self,
        kinds: &[Kind],
        view: impl Fn(&Desk) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let followed = kinds.iter().filter_map(|kind| self.signals.of_kind(*kind));
        let followed: Vec<RwSignal<u64>> = followed.collect();
        Memo::new(move |_| {
            for signal in &followed {
                signal.track();
            }
            self.with(&view)
        })
    }

    /// Follows the records of those kinds inside a closure of the caller's own.
    pub fn track(self, kinds: &[Kind]) {
        for signal in kinds.iter().filter_map(|kind| self.signals.of_kind(*kind)) {
            signal.track();
        }
    }

    /// What the page has to say about itself.
    #[must_use]
    pub fn status(self) -> Signal<Status> {
        self.signals.status.into()
    }

    /// What time it is, told anew every half minute: for ages and countdowns.
    #[must_use]
    pub fn now(self) -> Signal<Instant> {
        self.signals.now.into()
    }

    /// The revision that the screen shows.
    #[must_use]
    pub fn revision(self) -> Signal<u64> {
        self.signals.revision.into()
    }

    /// Who acts in this tab.
    #[must_use]
    pub fn user(self) -> Signal<Option<UserId>> {
        self.signals.user.into()
    }

    /// From now on they act in this tab.
    pub fn switch_user(self, user: UserId) {
        session::set_user(user);
        self.signals.user.set(Some(user));
        self.look_at_inbox();
    }

    /// Does what is due, then `command`, then what the command made due (semantics 2.37). It is
    /// done even when whoever asked goes away meanwhile.
    pub async fn dispatch(self, command: Command) -> Result<(), Refusal> {
        let inner = self.inner();
        self.spawn(async move {
            let mut meta = inner.turns.take().await;
            inner.look_at_clock(&mut meta).await?;
            inner.run.act(&mut meta, &command).await
        })
        .await
    }

    /// Makes a long job of many records: in slices, stored as one commit. Until then `cancelled`
    /// stops it. It is started again when another tab was first.
    pub async fn run_import<J: BulkJob + 'static>(
        self,
        start: impl Fn(&Desk, Stamp) -> Result<J, Rejection> + 'static,
        on_progress: impl Fn(Progress) + 'static,
        cancelled: impl Fn() -> bool + 'static,
    ) -> Result<(), Refusal> {
        let inner = self.inner();
        self.spawn(async move {
            let mut meta = inner.turns.take().await;
            inner.look_at_clock(&mut meta).await?;
            let world = inner.run.world();
            world.set_busy(true);
            let outcome = inner
                .run
                .bulk(&mut meta, start, on_progress, cancelled)
                .await;
            world.set_busy(false);
            outcome
        })
        .await
    }

    /// What `command` would do now, and what would fire at once. Nothing is stored.
    pub fn preview(self, command: &Command) -> Result<Preview, Rejection> {
        let stamp = self.stamp();
        self.with(|desk| {
            let changes = decide(desk, command, stamp)?;
            let wave = wave(desk, &changes, stamp.at);
            Ok(Preview { changes, wave })
        })
    }

    /// Who acts and when, as a command given now would be stamped.
    #[must_use]
    pub fn stamp(self) -> Stamp {
        let inner = self.inner();
        let world = inner.run.world();
        Stamp {
            at: world.now(),
            by: world.actor(),
        }
    }

    /// Teaches the desk a zone before a command that names it, unless it knows it.
    pub async fn learn_zone(self, name: &str) -> Result<(), Refusal> {
        if self.with(|desk| desk.zone(name).is_some()) {
            return Ok(());
        }
        self.learn_zone_anew(name).await
    }

    /// Teaches the desk a zone as the browser knows it today.
    pub(super) async fn learn_zone_anew(self, name: &str) -> Result<(), Refusal> {
        let table = zones::zone_table(name, self.stamp().at)
            .ok_or_else(|| Rejection::UnknownZone(name.into()))?;
        self.dispatch(Command::LearnZone(table)).await
    }

    /// The history of a case, oldest first, as it is stored.
    pub async fn history_of(self, case: CaseId) -> Result<Vec<HistoryEntry>, StoreError> {
        self.inner().run.history_of(case).await
    }

    /// The messages on a case, oldest first.
    pub async fn messages_of(self, case: CaseId) -> Result<Vec<Message>, StoreError> {
        self.inner().run.messages_of(case).await
    }

    /// The latest history of the whole desk, at least so many entries where there are, oldest first.
    pub async fn latest_history(self, n_entries: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        self.inner().run.latest_history(n_entries).await
    }

    /// Fires again from this time on, after the clock had jumped (semantics 13.5).
    pub async fn resume_from_this_time(self) -> Result<(), Refusal> {
        let inner = self.inner();
        self.spawn(async move {
            let mut meta = inner.turns.take().await;
            inner.run.trust_clock(&mut meta).await?;
            inner.run.world().trust_clock();
            Ok(())
        })
        .await?;
        self.wake();
        Ok(())
    }

    /// Runs work that nothing may interrupt, and arms the alarm after it.
    pub(super) async fn spawn(
        self,
        work: impl Future<Output = Result<(), Refusal>> + 'static,
    ) -> Result<(), Refusal> {
        if crash::is_halted() {
            return Err(StoreError::Lost.into());
        }
        let (tell, told) = oneshot::channel();
        spawn_local(async move {
            let outcome = work.await;
            if let Err(Refusal::Store(error)) = &outcome {
                self.has_failed(error);
            }
            self.choose_user();
            self.look_at_inbox();
            alarm::arm(self);
            // Whoever asked may be gone.
            let _ = tell.send(outcome);
        });
        told.await.unwrap_or(Err(StoreError::Lost.into()))
    }

    /// The alarm has rung, or something else may be new: reads what other tabs stored and does what
    /// is due.
    pub(super) fn wake(self) {
        let inner = self.inner();
        if crash::is_halted() || inner.is_waking.replace(true) {
            return;
        }
        spawn_local(async move {
            if inner.run.world().is_worth_asking_host() {
                self.ask_host().await;
            }
            let mut meta = inner.turns.take().await;
            inner.is_waking.set(false);
            let outcome = self.sweep(&inner, &mut meta).await;
            drop(meta);
            if let Err(error) = outcome {
                self.has_failed(&error);
            }
            self.look_at_inbox();
            alarm::arm(self);
        });
    }

    async fn sweep(self, inner: &Inner, meta: &mut Meta) -> Result<(), StoreError> {
        let world = inner.run.world();
        inner.run.refresh(meta).await?;
        inner.look_at_clock(meta).await?;
        if world.is_held() {
            return Ok(());
        }
        let now = inner.run.stamp(meta).at;
        let grace = if world.tabs.is_leader() {
            0
        } else {
            alarm::GRACE_SECONDS
        };
        let next_due = self.with(Desk::next_due);
        if next_due.is_some_and(|due| due.plus_seconds(grace) <= now) {
            inner.run.catch_up(meta, now).await?;
        }
        let delivery = self.next_delivery(world);
        if delivery.is_some_and(|due| due.plus_seconds(grace) <= now) {
            let (claimed, since) = inner.run.claim(meta).await?;
            deliver::send(self, claimed, since);
        }
        Ok(())
    }

    /// When the page has something to send; a sandbox never has.
    fn next_delivery(self, world: &PageWorld) -> Option<Instant> {
        let is_real = world.clock.simulated().is_none();
        self.with(Desk::next_delivery).filter(|_| is_real)
    }

    pub(super) fn set_alarm(self, alarm: Timeout) {
        self.inner().alarm.replace(Some(alarm));
    }

    /// Real milliseconds until this tab has something to do; `None` when nothing is pending.
    pub(super) fn ms_until_due(self) -> Option<f64> {
        let inner = self.inner();
        let world = inner.run.world();
        if world.is_held() {
            return None;
        }
        let due = [self.with(Desk::next_due), self.next_delivery(world)];
        let due = due.into_iter().flatten().min()?;
        let grace = if world.tabs.is_leader() {
            0
        } else {
            alarm::GRACE_SECONDS
        };
        world.clock.real_ms_until(due.plus_seconds(grace))
    }

    /// Shows what time it is, when it has become another to whoever looks.
    pub(super) fn tick(self) {
        let now = self.stamp().at;
        let shown = self.signals.now.get_untracked();
        if now.seconds_since(shown).abs() >= SHOWN_SECONDS {
            self.signals.now.set(now);
        }
    }

    /// Shows what time it is at once, since somebody has changed the clock.
    pub(super) fn show_time(self) {
        self.signals.now.set(self.stamp().at);
    }

    pub(super) fn listen(self) {
        self.inner().run.world().tabs.listen(self);
    }

    pub(super) fn say(self, change: impl FnOnce(&mut Status)) {
        self.signals.tell(change);
    }

    pub(super) fn has_failed(self, error: &StoreError) {
        self.inner().run.world().failed(error);
    }

    /// Lets somebody act who is there.
    pub(super) fn choose_user(self) {
        let kept = self.signals.user.get_untracked();
        let user = self.with(|desk| boot::first_user(desk, kept));
        if user != kept {
            self.signals.user.set(user);
        }
    }

    /// Shows the revision of a desk that was just opened.
    pub(super) fn show_revision(self) {
        self.inner().run.world().set_busy(false);
    }
}
