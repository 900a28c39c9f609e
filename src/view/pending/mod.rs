//! The monitor of pending escalations: which rows it has, in what order, and what each shows.

mod filter;
mod rows;
#[cfg(test)]
mod tests;

pub use filter::{
    FILTER_KEYS, PendingFilter, StateKind, Wanted, entry_filters, owner_filters, rule_filters,
};
pub use rows::{PendingId, PendingRow, pending_ids, pending_row};
