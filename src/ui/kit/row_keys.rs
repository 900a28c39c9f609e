//! The keys that go through the rows of a list.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Whether keys without a modifier may do something; the frame provides it, and off means off.
#[derive(Clone, Copy)]
pub struct SingleKeys(pub Signal<bool>);

/// The rows that keys go through.
#[derive(Clone, Copy)]
pub struct RowSpan {
    /// How many there are.
    pub n_rows: usize,
    /// How many a page key passes over.
    pub n_page: usize,
}

/// The row that a key leads to from the row `at`; without the frame's word `j` and `k` are on.
pub fn row_after(
    event: &KeyboardEvent,
    at: usize,
    RowSpan { n_rows, n_page }: RowSpan,
    single_keys: Option<SingleKeys>,
) -> Option<usize> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let end = n_rows.checked_sub(1)?;
    let single_keys = single_keys.is_none_or(|keys| keys.0.get_untracked());
    let to = match event.key().as_str() {
        "ArrowDown" => at + 1,
        "ArrowUp" => at.saturating_sub(1),
        "j" if single_keys => at + 1,
        "k" if single_keys => at.saturating_sub(1),
        "PageDown" => at + n_page,
        "PageUp" => at.saturating_sub(n_page),
        "Home" => 0,
        "End" => end,
        _ => return None,
    };
    Some(to.min(end))
}
