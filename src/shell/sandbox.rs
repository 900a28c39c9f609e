//! The sandbox: a copy of the workspace in a database of its own, whose clock may be changed.

use super::{clock::Simulated, session};

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
    serde_json::from_str(&text).ok()
}
