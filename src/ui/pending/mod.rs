//! The monitor of pending escalations.

mod filters;
mod page;

pub(crate) use page::PendingPage;
