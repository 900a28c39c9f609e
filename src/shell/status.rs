//! What the page has to say about itself, for banners.

use super::{Progress, clock::Simulated};
use crate::{
    engine::{clock_hold::ClockHold, instant::Instant},
    store::StoreError,
};

/// The state of the page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Status {
    /// Storage is forbidden: all is gone when the page is closed.
    pub is_memory_only: bool,
    /// This is a copy of the workspace, with a clock of its own.
    pub sandbox_clock: Option<Simulated>,
    /// Nothing fires, and why.
    pub hold: Option<ClockHold>,
    /// Nothing can be stored, or what is due could not be done, and why.
    pub trouble: Option<StoreError>,
    /// What is due is being done.
    pub catching_up: Option<Progress>,
    /// When the last backup was exported in this browser; `None` when none was.
    pub last_backup_at: Option<Instant>,
    /// Whether the browser has promised to keep the data; `None` until it was asked.
    pub is_persistent: Option<bool>,
}
