//! A page without a screen, on rows in memory: it drives the code that the browser runs.

use crate::seed::{self, MONDAY, ManyCases};
use rung::{
    engine::{
        change::Counters,
        command::Command,
        desk::Desk,
        history::{Deed, HistoryEntry},
        instant::Instant,
        record::Kind,
        stamp::Actor,
    },
    shell::{
        Progress, Refusal,
        run::{Run, World},
    },
    store::{JournalQuery, JournalRow, MemoryRows, Meta, Rows, StoreError, Write, entries},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    future::Future,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

/// A page without a screen.
pub(crate) struct Blind {
    now: Cell<Instant>,
    actor: Cell<Actor>,
    failures: RefCell<Vec<StoreError>>,
}

impl World for Blind {
    fn now(&self) -> Instant {
        self.now.get()
    }

    fn actor(&self) -> Actor {
        self.actor.get()
    }

    fn is_held(&self) -> bool {
        false
    }

    async fn pause(&self) {
        breathe().await;
    }

    fn committed(&self, _: &Meta) {}

    fn shown(&self, _: &BTreeSet<Kind>, _: &Meta) {}

    fn catching_up(&self, _: Option<Progress>) {}

    fn failed(&self, error: &StoreError) {
        self.failures.borrow_mut().push(error.clone());
    }
}

/// Gives the other futures their turn, once.
async fn breathe() {
    let mut has_breathed = false;
    std::future::poll_fn(|_| {
        if has_breathed {
            return Poll::Ready(());
        }
        has_breathed = true;
        Poll::Pending
    })
    .await;
}

pub(crate) fn step<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// Runs a future that never waits for anything outside.
pub(crate) fn finish<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = step(future.as_mut()) {
            return output;
        }
    }
}

/// A page that has opened the desk of those rows.
pub(crate) struct Page<R> {
    pub(crate) run: Run<R, Blind>,
    pub(crate) meta: Meta,
}

impl<R: Rows> Page<R> {
    pub(crate) async fn open(rows: R) -> Result<Self, StoreError> {
        let stored = rows.meta().await?.unwrap();
        let world = Blind {
            now: Cell::new(MONDAY),
            actor: Cell::new(Actor::System),
            failures: RefCell::default(),
        };
        let run = Run::new(rows, world, stored.counters.clone());
        let mut meta = Meta {
            revision: 0,
            ..stored
        };
        run.refresh(&mut meta).await?;
        Ok(Self { run, meta })
    }

    pub(crate) fn at(&self, minutes: u32) {
        self.run.world().now.set(MONDAY.plus_minutes(minutes));
    }

    /// Somebody else sits before the page.
    pub(crate) fn is_used_by(&self, actor: Actor) {
        self.run.world().actor.set(actor);
    }

    pub(crate) async fn act(&mut self, command: &Command) -> Result<(), Refusal> {
        self.run.act(&mut self.meta, command).await?;
        // What comes after a command fails apart from it.
        match self.run.world().failures.borrow_mut().pop() {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }

    pub(crate) async fn wake(&mut self) -> Result<(), StoreError> {
        self.run.refresh(&mut self.meta).await?;
        let now = self.run.world().now();
        self.run.catch_up(&mut self.meta, now).await
    }

    pub(crate) fn desk(&self) -> Desk {
        self.run.desk().borrow().clone()
    }
}

pub(crate) fn empty_rows() -> MemoryRows {
    let rows = MemoryRows::default();
    finish(rows.commit(Write {
        expected: None,
        replaces: false,
        pages: Vec::new(),
        journal: Vec::new(),
        messages: Vec::new(),
        meta: Meta::new("a", Counters::new(1)),
    }))
    .unwrap();
    rows
}

pub(crate) fn all_rows(rows: &MemoryRows) -> Vec<JournalRow> {
    finish(rows.journal(JournalQuery::Between(0, u64::MAX))).unwrap()
}

pub(crate) fn history(rows: &MemoryRows) -> Vec<HistoryEntry> {
    entries(&all_rows(rows)).unwrap()
}

pub(crate) fn n_fired(rows: &MemoryRows) -> usize {
    let history = history(rows);
    let fired = history
        .iter()
        .filter(|entry| matches!(entry.deed, Deed::Fired(_)));
    fired.count()
}

/// A desk with a rule and many cases that are all overdue once.
pub(crate) fn overdue(rows: &MemoryRows, n_cases: usize) -> Page<MemoryRows> {
    let mut page = finish(Page::open(rows.clone())).unwrap();
    for command in seed::first_desk().iter().chain([&seed::rule()]) {
        finish(page.act(command)).unwrap();
    }
    let activate = seed::activate(&page.desk());
    finish(page.act(&activate)).unwrap();
    let start = |desk: &Desk, stamp| Ok(ManyCases::new(desk, n_cases, MONDAY, stamp));
    let Page { run, meta } = &mut page;
    finish(run.bulk(meta, start, |_| {}, || false)).unwrap();
    page
}
