//! The sandbox: a copy of the workspace in a database of its own, whose clock may be changed.

use super::{DeskHandle, Refusal, clock::Simulated, session};
use crate::store::{IndexedDb, Kept, Rows, StoreError, delete_database};

/// The database of the workspace, and of its copy.
const WORKSPACE: &str = "rung";
const SANDBOX: &str = "rung-sandbox";

/// What a tab in the sandbox remembers, so that a reload stays in it.
const IS_IN: &str = "rung.sandbox";
const CLOCK: &str = "rung.sandbox.clock";

/// Whether this tab is in the sandbox.
pub(super) fn is_in() -> bool {
    session::of_this_tab(IS_IN).is_some()
}

/// The database that this tab works on.
pub(super) fn database_name() -> &'static str {
    if is_in() { SANDBOX } else { WORKSPACE }
}

/// How the sandbox's clock goes; `None` outside of it.
pub(super) fn clock() -> Option<Simulated> {
    let text = session::of_this_tab(CLOCK).filter(|_| is_in())?;
    serde_json::from_slice(text.as_bytes()).ok()
}

/// Copies the workspace and goes into the copy, with the clock as it is, by loading the page anew.
pub(super) async fn enter(desk: DeskHandle) -> Result<(), Refusal> {
    let inner = desk.inner();
    let mut meta = inner.turns.take().await;
    if !inner.run.world().is_kept() {
        return Err(StoreError::Unavailable.into());
    }
    let copy = IndexedDb::open(SANDBOX, |_| {}).await?;
    let there = copy.meta().await?;
    let name = session::draw_database();
    let write = inner.run.copy(&mut meta, there.as_ref(), &name).await?;
    copy.commit(write).await?;
    copy.close();
    session::set_sentinel(SANDBOX, None);
    session::remember_in_tab(IS_IN, Some("yes"));
    remember_clock(inner.run.world().clock.run(1));
    reload();
    Ok(())
}

/// Deletes the copy and goes back to the workspace, by loading the page anew.
pub(super) async fn leave(desk: DeskHandle) -> Result<(), Refusal> {
    let inner = desk.inner();
    let _held = inner.turns.take().await;
    if let Kept::InBrowser(rows) = inner.run.rows() {
        rows.close();
    }
    session::set_sentinel(SANDBOX, None);
    for key in [IS_IN, CLOCK] {
        session::remember_in_tab(key, None);
    }
    let deleted = delete_database(SANDBOX).await;
    reload();
    Ok(deleted?)
}

/// Remembers how the clock goes, so that a reload keeps it.
pub(super) fn remember_clock(clock: Simulated) {
    let text = serde_json::to_string(&clock).ok();
    session::remember_in_tab(CLOCK, text.as_deref());
}

fn reload() {
    if let Some(window) = web_sys::window() {
        // Refused only while the page goes away anyway.
        let _ = window.location().reload();
    }
}
