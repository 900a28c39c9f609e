//! Opening the desk: what is stored, a first desk where there is none, or why it cannot be opened.

use super::{
    DeskHandle, alarm,
    clock::Clock,
    crash, sandbox,
    session::{self, Sentinel},
    whole::restoring,
    world::PageWorld,
    yield_now::yield_now,
};
use crate::{
    engine::{
        change::Counters, command::Command, desk::Desk, escalation::EscalationCommand, id::UserId,
    },
    shell::{Refusal, run::Run},
    store::{Backup, IndexedDb, Kept, MemoryRows, Meta, Notice, Rows, StoreError, Write},
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};

/// Who is told what happens to the connection: the desk, once there is one.
type Listener = Rc<RefCell<Option<DeskHandle>>>;

/// What came of opening the desk.
pub enum Boot {
    /// It is open.
    Ready(DeskHandle),
    /// The database is gone, or older than what was stored last: a person has to choose.
    DataLost(LostDesk),
    /// It cannot be opened, and why.
    Refused(StoreError),
}

/// A database that does not hold what was stored last.
#[derive(Clone)]
pub struct LostDesk {
    rows: Kept,
    listener: Listener,
    database_name: Rc<str>,
    /// What was stored last.
    pub expected: Sentinel,
    /// The revision that is there; `None` when nothing is.
    pub found: Option<u64>,
}

impl LostDesk {
    /// Goes on with what is there: an older revision, or nothing and so a first desk.
    pub async fn go_on(self) -> Boot {
        session::set_sentinel(&self.database_name, None);
        match start(self.rows, &self.database_name, true).await {
            Ok(desk) => {
                self.listener.replace(Some(desk));
                Boot::Ready(desk)
            }
            Err(error) => Boot::Refused(error),
        }
    }

    /// Puts a backup in place of what is there, in one transaction, and opens it.
    pub async fn restore(self, backup: Backup) -> Boot {
        let there = match self.rows.meta().await {
            Ok(there) => there,
            Err(error) => return Boot::Refused(error),
        };
        let database = session::draw_database();
        let write = restoring(there.as_ref(), backup, &database, yield_now);
        let stored = match write.await {
            Ok(write) => self.rows.commit(write).await,
            Err(error) => Err(error),
        };
        match stored {
            Ok(()) => self.go_on().await,
            Err(error) => Boot::Refused(error),
        }
    }
}

/// Opens the desk of this page: the workspace, or the sandbox when this tab is in one.
pub async fn open() -> Boot {
    crash::install();
    open_named(sandbox::database_name()).await
}

/// Opens the desk in the database of that name.
pub async fn open_named(database_name: &str) -> Boot {
    match boot(database_name).await {
        Ok(boot) => boot,
        Err(error) => Boot::Refused(error),
    }
}

async fn boot(database_name: &str) -> Result<Boot, StoreError> {
    let listener = Listener::default();
    let hear = {
        let listener = Rc::clone(&listener);
        move |notice| {
            if let Some(desk) = *listener.borrow() {
                heard(desk, notice);
            }
        }
    };
    let rows = match IndexedDb::open(database_name, hear).await {
        Ok(rows) => Kept::InBrowser(rows),
        Err(StoreError::Unavailable) => Kept::InMemory(MemoryRows::default()),
        Err(error) => return Err(error),
    };
    let is_kept = matches!(rows, Kept::InBrowser(_));
    let sentinel = session::sentinel(database_name).filter(|_| is_kept);
    let meta = rows.meta().await?;
    if let Some(expected) = sentinel {
        let is_there = meta.as_ref().is_some_and(|meta| {
            meta.database == expected.database && meta.revision >= expected.revision
        });
        if !is_there {
            return Ok(Boot::DataLost(LostDesk {
                rows,
                listener,
                database_name: database_name.into(),
                expected,
                found: meta.map(|meta| meta.revision),
            }));
        }
    }
    let desk = start(rows, database_name, is_kept).await?;
    listener.replace(Some(desk));
    Ok(Boot::Ready(desk))
}

fn heard(desk: DeskHandle, notice: Notice) {
    match notice {
        Notice::OlderTab => desk.has_failed(&StoreError::OlderTab),
        Notice::Closed => desk.wake(),
    }
}

/// Reads what is stored, makes a first desk where nothing is, and sets everything going.
async fn start(rows: Kept, database_name: &str, is_kept: bool) -> Result<DeskHandle, StoreError> {
    let meta = match rows.meta().await? {
        Some(meta) => meta,
        None => make(&rows).await?,
    };
    let clock = Clock::new(sandbox::clock());
    // Of its own, since the desk outlives every component.
    let owner = Owner::new_root(None);
    let world = owner.with(|| PageWorld::new(database_name, is_kept, clock));
    let run = Run::new(rows, world, meta.counters.clone());
    let mut mirror = Meta {
        revision: 0,
        ..meta
    };
    run.refresh(&mut mirror).await?;
    let desk = owner.with(|| DeskHandle::new(run, mirror));
    // Never cleaned up: it goes with the page.
    std::mem::forget(owner);
    // What lies in the inbox already is no news; what the page catches up with is.
    desk.choose_user();
    desk.look_at_inbox();
    desk.ask_host().await;
    if let Err(error) = begin(desk).await {
        desk.has_failed(&error);
    }
    desk.choose_user();
    desk.say(|status| {
        status.is_memory_only = !is_kept;
        status.sandbox_clock = sandbox::clock();
        status.last_backup_at = session::last_backup_at();
    });
    desk.listen();
    alarm::listen(desk);
    desk.show_revision();
    desk.wake();
    Ok(desk)
}

/// Makes the database's meta row, unless another tab does at the same time.
async fn make(rows: &Kept) -> Result<Meta, StoreError> {
    let counters = Counters::new(session::draw_device());
    let meta = Meta::new(session::draw_database(), counters);
    let write = Write {
        expected: None,
        replaces: false,
        pages: Vec::new(),
        journal: Vec::new(),
        messages: Vec::new(),
        meta: meta.clone(),
    };
    match rows.commit(write).await {
        Ok(()) => Ok(meta),
        Err(StoreError::Conflict) => rows.meta().await?.ok_or(StoreError::Lost),
        Err(error) => Err(error),
    }
}

/// The first desk, in the browser's zone; and zones learnt anew when the browser is another.
async fn begin(desk: DeskHandle) -> Result<(), StoreError> {
    let is_new = desk.with(|desk| desk.preferences().is_none());
    if is_new {
        let mut zone = session::browser_zone().unwrap_or_default();
        if desk.learn_zone(&zone).await.is_err() {
            "UTC".clone_into(&mut zone);
            stored(desk.learn_zone(&zone).await)?;
        }
        let start = Command::StartDesk { zone: zone.into() };
        // Another tab may have started it first, which is as good.
        stored(desk.dispatch(start).await)?;
    }
    if desk.with(|desk| desk.severities.is_empty()) {
        let shipped = Command::Escalation(Box::new(EscalationCommand::AddShipped));
        stored(desk.dispatch(shipped).await)?;
    }
    if session::is_other_browser() && !is_new {
        let known = |desk: &Desk| -> Vec<String> {
            let zones = desk.zones.values();
            zones.map(|zone| zone.table.name().to_owned()).collect()
        };
        for zone in desk.with(known) {
            stored(desk.learn_zone_anew(&zone).await)?;
        }
    }
    Ok(())
}

/// What the storage says of it; a rejection is none of its business.
fn stored(outcome: Result<(), Refusal>) -> Result<(), StoreError> {
    match outcome {
        Err(Refusal::Store(error)) => Err(error),
        _ => Ok(()),
    }
}

/// Who acts at first: who acted here before, if they are still there, or else the first person.
pub(super) fn first_user(desk: &Desk, kept: Option<UserId>) -> Option<UserId> {
    let kept = kept.filter(|id| desk.users.get(id).is_some_and(|user| user.active));
    kept.or_else(|| desk.users.keys().next().copied())
}
