//! What the page has to say about itself, for banners.

use super::{Progress, clock::Simulated};
use crate::{engine::instant::Instant, store::StoreError};

/// Why nothing fires until a person says so (semantics 13.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// The clock went back behind a stamp that was given already.
    Back {
        /// The latest stamp: from then on things fire again.
        until: Instant,
    },
    /// The clock went ahead by more than 36 hours while the page was open.
    Ahead {
        /// When it was last looked at.
        from: Instant,
        /// What it showed after.
        to: Instant,
    },
}

/// The state of the page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Status {
    /// Storage is forbidden: all is gone when the page is closed.
    pub is_memory_only: bool,
    /// This is a copy of the workspace, with a clock of its own.
    pub sandbox_clock: Option<Simulated>,
    /// Nothing fires, and why.
    pub hold: Option<Hold>,
    /// Nothing can be stored, or what is due could not be done, and why.
    pub trouble: Option<StoreError>,
    /// What is due is being done.
    pub catching_up: Option<Progress>,
    /// When the last backup was exported in this browser; `None` when none was.
    pub last_backup_at: Option<Instant>,
    /// Whether the browser has promised to keep the data; `None` until it was asked.
    pub is_persistent: Option<bool>,
}
