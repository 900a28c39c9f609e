//! A panic aborts the open transaction, halts the desk and shows a page with a reload button.

use crate::store::abort_open_transaction;
use std::{cell::Cell, panic};

thread_local! {
    static IS_HALTED: Cell<bool> = const { Cell::new(false) };
}

/// Whether there was a panic: nothing may be decided or stored any more.
pub(super) fn is_halted() -> bool {
    IS_HALTED.with(Cell::get)
}

/// From now on a panic is shown, and keeps nothing half done.
pub(super) fn install() {
    panic::set_hook(Box::new(|panic| {
        IS_HALTED.with(|is_halted| is_halted.set(true));
        abort_open_transaction();
        show(&panic.to_string());
    }));
}

/// Uncovers the static part of the page that nothing of the app is needed for.
fn show(detail: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = |id: &str| document.as_ref()?.get_element_by_id(id);
    if let Some(boot) = element("boot") {
        boot.remove();
    }
    if let Some(place) = element("crash-detail") {
        place.set_text_content(Some(detail));
    }
    if let Some(crash) = element("crash") {
        // The page is beyond repair anyway when even this fails.
        let _ = crash.remove_attribute("hidden");
    }
}
