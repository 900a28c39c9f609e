//! The loop: decide on the newest desk, make it durable, and only then show it. No signals, so that
//! native tests drive the very same code over rows in memory.

use super::refusal::Refusal;
use crate::{
    engine::{
        advance::{catch_up, catch_up_case},
        change::{ChangeSet, Counters},
        command::Command,
        decide::{Rejection, case_of, decide},
        delivery::claim,
        desk::Desk,
        exchange::cases_csv::{CaseImport, Progress},
        id::{CaseId, NotificationId},
        instant::Instant,
        notification::{NoticeState, Notification},
        record::{Kind, RecordKey, Stored},
        stamp::{Actor, Stamp},
    },
    store::{Draft, Meta, Rows, StoreError, Write},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    future::Future,
};

/// How many firings share a commit at most.
const PIECES_MAX: usize = 2_000;
/// How many rows of a long job are worked on between two pauses.
const ROWS_A_STEP: usize = 500;
/// How many records are shown between two pauses.
const RECORDS_A_SLICE: usize = 4_000;
/// How many times in a row another tab may be first.
const CONFLICTS_MAX: u32 = 3;

/// What the loop asks of the world around it.
pub trait World {
    /// What the clock says.
    fn now(&self) -> Instant;

    /// Who acts.
    fn actor(&self) -> Actor;

    /// Whether firing waits for a person, since the clock is not to be trusted (semantics 13.5).
    fn is_held(&self) -> bool;

    /// Lets the page breathe when work has gone on for a while.
    fn pause(&self) -> impl Future<Output = ()>;

    /// A commit is complete, but not shown yet.
    fn committed(&self, meta: &Meta);

    /// The desk shows that revision, in which records of these kinds are different.
    fn shown(&self, kinds: &BTreeSet<Kind>, meta: &Meta);

    /// So many of the due actions have fired; none at the end.
    fn catching_up(&self, progress: Option<Progress>);

    /// What is due after a command could not be done, though the command was.
    fn failed(&self, error: &StoreError);
}

/// A long job on many records, such as an import, made in slices into one change set.
pub trait BulkJob {
    /// Works on the next rows.
    fn step(&mut self, desk: &Desk, n_rows: usize) -> Progress;

    /// All that is to be stored, once every row is done.
    fn finish(self, desk: &Desk) -> Result<ChangeSet, Refusal>;
}

impl BulkJob for CaseImport {
    fn step(&mut self, desk: &Desk, n_rows: usize) -> Progress {
        Self::step(self, desk, n_rows)
    }

    fn finish(self, desk: &Desk) -> Result<ChangeSet, Refusal> {
        Ok(Self::finish(self, desk)?)
    }
}

/// The desk, its rows and the world. The meta row that goes with the desk is passed in by whoever
/// has the turn, so that only one at a time decides.
pub struct Run<R, W> {
    desk: RefCell<Desk>,
    rows: R,
    world: W,
}

impl<R: Rows, W: World> Run<R, W> {
    /// A desk without records, of the database whose counters those are, until [`Run::refresh`]
    /// reads what is stored.
    pub fn new(rows: R, world: W, counters: Counters) -> Self {
        Self {
            desk: RefCell::new(Desk::load(Vec::new(), counters)),
            rows,
            world,
        }
    }

    /// The desk as it is shown.
    pub const fn desk(&self) -> &RefCell<Desk> {
        &self.desk
    }

    /// What keeps the rows.
    pub const fn rows(&self) -> &R {
        &self.rows
    }

    /// The world around.
    pub const fn world(&self) -> &W {
        &self.world
    }

    /// Who acts and when: never before a stamp that was given already.
    pub fn stamp(&self, meta: &Meta) -> Stamp {
        Stamp {
            at: self.world.now().max(meta.latest_at),
            by: self.world.actor(),
        }
    }

    /// Does what is due, then `command`, then what the command made due (semantics 2.37).
    pub async fn act(&self, meta: &mut Meta, command: &Command) -> Result<(), Refusal> {
        self.refresh(meta).await?;
        let case = case_of(&self.desk.borrow(), command);
        let mut n_conflicts = 0;
        let stamp = loop {
            let stamp = self.due_before(meta, case).await?;
            let decided = decide(&self.desk.borrow(), command, stamp);
            let changes = self.or_told(meta, decided, case, stamp).await?;
            match self.keep(meta, changes, stamp.at).await {
                Ok(()) => break stamp,
                Err(error) => self.give_way(meta, error, &mut n_conflicts).await?,
            }
        };
        let after = if self.world.is_held() {
            self.fire_case(meta, case, stamp.at).await
        } else {
            self.catch_up(meta, stamp.at).await
        };
        if let Err(error) = after {
            self.world.failed(&error);
        }
        Ok(())
    }

    /// Makes a long job as one commit: what is due first, then the job in slices, then what it made
    /// due. Until the commit `cancelled` stops it.
    pub async fn bulk<J: BulkJob>(
        &self,
        meta: &mut Meta,
        start: impl Fn(&Desk, Stamp) -> Result<J, Rejection>,
        on_progress: impl Fn(Progress),
        cancelled: impl Fn() -> bool,
    ) -> Result<(), Refusal> {
        self.refresh(meta).await?;
        let mut n_conflicts = 0;
        let stamp = loop {
            let stamp = self.due_before(meta, None).await?;
            let started = start(&self.desk.borrow(), stamp);
            let mut job = self.or_told(meta, started, None, stamp).await?;
            loop {
                let progress = job.step(&self.desk.borrow(), ROWS_A_STEP);
                on_progress(progress);
                self.world.pause().await;
                if cancelled() {
                    return Err(Refusal::Cancelled);
                }
                if progress.is_done() {
                    break;
                }
            }
            let changes = job.finish(&self.desk.borrow())?;
            if self.world.is_held() && self.fire_cases(meta, &changes, stamp.at).await? > 0 {
                continue;
            }
            let write = self.encode(meta, &changes, stamp.at, &cancelled).await?;
            let Some(write) = write else {
                return Err(Refusal::Cancelled);
            };
            match self.write(meta, write).await {
                Ok(()) => {
                    self.show(meta, changes).await;
                    break stamp;
                }
                Err(error) => self.give_way(meta, error, &mut n_conflicts).await?,
            }
        };
        if !self.world.is_held()
            && let Err(error) = self.catch_up(meta, stamp.at).await
        {
            self.world.failed(&error);
        }
        Ok(())
    }

    /// What has to happen before a command is decided on, and the stamp to decide it with: nothing
    /// more has come due by then, however long it took (semantics 2.37).
    async fn due_before(&self, meta: &mut Meta, case: Option<CaseId>) -> Result<Stamp, StoreError> {
        loop {
            let stamp = self.stamp(meta);
            if self.world.is_held() {
                self.fire_case(meta, case, stamp.at).await?;
            } else {
                self.catch_up(meta, stamp.at).await?;
            }
            // Later, when another tab was ahead.
            if meta.latest_at <= stamp.at {
                return Ok(stamp);
            }
        }
    }

    /// Fires everything due at `now`, in order.
    pub async fn catch_up(&self, meta: &mut Meta, now: Instant) -> Result<(), StoreError> {
        let n_total = self.desk.borrow().agenda().n_due(now);
        if n_total == 0 {
            return Ok(());
        }
        let mut progress = Progress { n_done: 0, n_total };
        self.world.catching_up(Some(progress));
        let outcome = loop {
            let next = |desk: &mut Desk| catch_up(desk, now, PIECES_MAX);
            match self.fire(meta, now, next).await {
                Ok(0) => break Ok(()),
                Ok(n_fired) => progress.n_done += n_fired,
                Err(error) => break Err(error),
            }
            self.world.catching_up(Some(progress));
            self.world.pause().await;
        };
        self.world.catching_up(None);
        outcome
    }

    /// Fires what is due on one case only.
    async fn fire_case(
        &self,
        meta: &mut Meta,
        case: Option<CaseId>,
        now: Instant,
    ) -> Result<(), StoreError> {
        if let Some(case) = case {
            self.fire(meta, now, |desk| catch_up_case(desk, case, now))
                .await?;
        }
        Ok(())
    }

    /// Fires what is due on the cases that changes are about; gives how many actions were.
    async fn fire_cases(
        &self,
        meta: &mut Meta,
        changes: &ChangeSet,
        now: Instant,
    ) -> Result<usize, StoreError> {
        let planned = |key: &&RecordKey| {
            let case = CaseId::from(key.id);
            key.kind == Kind::Case && self.desk.borrow().plans.contains_key(&case)
        };
        let cases: Vec<RecordKey> = changes.records.keys().filter(planned).copied().collect();
        let mut n_fired = 0;
        for key in cases {
            n_fired += self
                .fire(meta, now, |desk| catch_up_case(desk, key.id.into(), now))
                .await?;
        }
        Ok(n_fired)
    }

    /// One commit of firings; gives how many there were.
    async fn fire(
        &self,
        meta: &mut Meta,
        now: Instant,
        next: impl Fn(&mut Desk) -> Option<ChangeSet>,
    ) -> Result<usize, StoreError> {
        let mut n_conflicts = 0;
        loop {
            let Some(changes) = next(&mut self.desk.borrow_mut()) else {
                return Ok(0);
            };
            let n_fired = changes.history.len();
            match self.keep(meta, changes, now).await {
                Ok(()) => return Ok(n_fired),
                Err(error) => self.give_way(meta, error, &mut n_conflicts).await?,
            }
        }
    }

    /// Claims what the page is to send now, and gives it: nobody else sends that. Nothing when
    /// another tab was first.
    pub async fn claim(
        &self,
        meta: &mut Meta,
    ) -> Result<(Vec<NotificationId>, Instant), StoreError> {
        let now = self.stamp(meta).at;
        let changes = claim(&self.desk.borrow(), now);
        let notices = changes.records.values().flatten();
        let claimed = notices
            .filter_map(<Notification as Stored>::of)
            .filter(|notice| notice.state == NoticeState::Sending(now))
            .map(|notice| notice.id)
            .collect();
        match self.keep(meta, changes, now).await {
            Ok(()) => Ok((claimed, now)),
            Err(StoreError::Conflict) => {
                self.refresh(meta).await?;
                Ok((Vec::new(), now))
            }
            Err(error) => Err(error),
        }
    }

    /// After another tab was first: reads what it wrote, so that the decision is made anew.
    async fn give_way(
        &self,
        meta: &mut Meta,
        error: StoreError,
        n_conflicts: &mut u32,
    ) -> Result<(), StoreError> {
        *n_conflicts += 1;
        if error != StoreError::Conflict || *n_conflicts >= CONFLICTS_MAX {
            return Err(error);
        }
        self.refresh(meta).await
    }

    /// Makes changes durable and then shows them. They must have been decided on this desk.
    pub async fn keep(
        &self,
        meta: &mut Meta,
        changes: ChangeSet,
        at: Instant,
    ) -> Result<(), StoreError> {
        if changes.is_empty() {
            return Ok(());
        }
        if let Some(write) = self.encode(meta, &changes, at, || false).await? {
            self.write(meta, write).await?;
            self.show(meta, changes).await;
        }
        Ok(())
    }

    /// The rows of changes that were decided on this desk; `None` when it was stopped.
    async fn encode(
        &self,
        meta: &Meta,
        changes: &ChangeSet,
        at: Instant,
        cancelled: impl Fn() -> bool,
    ) -> Result<Option<Write>, StoreError> {
        let mut draft = Draft::new(changes, meta, at)?;
        while draft.encode_next(&self.desk.borrow(), changes)? {
            self.world.pause().await;
            if cancelled() {
                return Ok(None);
            }
        }
        Ok(Some(draft.finish()))
    }

    /// One commit, after which `meta` is the row written.
    pub async fn write(&self, meta: &mut Meta, write: Write) -> Result<(), StoreError> {
        let next = write.meta.clone();
        self.rows.commit(write).await?;
        *meta = next;
        self.world.committed(meta);
        Ok(())
    }

    /// Applies what is stored, in slices.
    pub(super) async fn show(&self, meta: &Meta, changes: ChangeSet) {
        let kinds: BTreeSet<Kind> = changes.records.keys().map(|key| key.kind).collect();
        let mut records = changes.records.into_iter();
        let mut counters = changes.counters;
        loop {
            let slice: BTreeMap<_, _> = records.by_ref().take(RECORDS_A_SLICE).collect();
            let counters = counters.take();
            if slice.is_empty() && counters.is_none() {
                break;
            }
            self.desk.borrow_mut().apply(ChangeSet {
                records: slice,
                counters,
                ..ChangeSet::default()
            });
            self.world.pause().await;
        }
        self.world.shown(&kinds, meta);
    }
}
