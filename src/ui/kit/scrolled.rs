//! Where a long list is scrolled to, and the focus in it.

use std::ops::Range;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::FocusEvent;

use super::focus::{after_render, find_within, focus, focused};

/// Rows made beyond both edges, so that a quick scroll shows no gap.
const N_SPARE: usize = 12;

/// A row's height in pixels, line included: for a mouse, for a finger, and on a narrow page, where
/// the first cell has two lines. The style sheet leaves heights to these.
const ROW_PX: [usize; 3] = [33, 41, 57];

/// A scrolling element with rows of one height.
#[derive(Clone, Copy)]
pub(super) struct Scrolled {
    scroller: NodeRef<html::Div>,
    scroll_top: RwSignal<usize>,
    row_px: RwSignal<usize>,
    /// The rows to make; changes only when a row comes or goes.
    pub(super) in_view: Memo<Range<usize>>,
    /// Whether the focus is inside, also while the row that had it is made anew.
    has_focus: StoredValue<bool>,
}

impl Scrolled {
    pub(super) fn new(scroller: NodeRef<html::Div>) -> Self {
        let row_px = RwSignal::new(row_height());
        let scroll_top = RwSignal::new(0_usize);
        // Never less than the list's own height, so nothing has to be measured.
        let height_px = RwSignal::new(window_height());
        let in_view = Memo::new(move |_| {
            let row_px = row_px.get();
            let first = (scroll_top.get() / row_px).saturating_sub(N_SPARE);
            first..first + height_px.get() / row_px + 2 * N_SPARE
        });
        let resize = window_event_listener(ev::resize, move |_| {
            height_px.set(window_height());
            row_px.set(row_height());
        });
        on_cleanup(move || resize.remove());
        Self {
            scroller,
            scroll_top,
            row_px,
            in_view,
            has_focus: StoredValue::new(false),
        }
    }

    /// How many rows a page key passes over.
    pub(super) fn n_page(self) -> usize {
        let height = self
            .scroller
            .get_untracked()
            .map(|scroller| scroller.client_height());
        let height = height.and_then(|height| usize::try_from(height).ok());
        (height.unwrap_or_default() / self.row_px.get_untracked())
            .saturating_sub(2)
            .max(1)
    }

    /// The height of some rows; tracked.
    pub(super) fn height_of(self, n_rows: usize) -> String {
        format!("{}px", n_rows * self.row_px.get())
    }

    /// Takes over where the element is scrolled to now.
    pub(super) fn measure(self) {
        if let Some(scroller) = self.scroller.get_untracked() {
            self.scroll_top
                .set(usize::try_from(scroller.scroll_top()).unwrap_or_default());
        }
    }

    /// Scrolls as little as needed for a row to stand free under the heads, and focuses it.
    pub(super) fn go_to(self, row: usize) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        let row_px = self.row_px.get_untracked();
        let px = |n_rows: usize| i32::try_from(n_rows * row_px).unwrap_or(i32::MAX);
        let top = scroller.scroll_top();
        let least_top = px(row + 2).saturating_sub(scroller.client_height());
        if px(row) < top {
            scroller.set_scroll_top(px(row));
        } else if least_top > top {
            scroller.set_scroll_top(least_top);
        }
        after_render(move || focus(find_within(&scroller, &selector(row))));
    }

    pub(super) fn enter(self) {
        self.has_focus.set_value(true);
    }

    /// Without a new place for the focus, its row was taken away or the window was left.
    pub(super) fn leave(self, event: &FocusEvent) {
        if event.related_target().is_some() {
            self.has_focus.set_value(false);
        }
    }

    /// Gives the focus back to a row that was made anew under it.
    pub(super) fn hold(self, row: usize) {
        let scroller = self
            .scroller
            .get_untracked()
            .filter(|_| self.has_focus.get_value());
        if let Some(scroller) = scroller {
            after_render(move || {
                if focused().is_none() {
                    focus(find_within(&scroller, &selector(row)));
                }
            });
        }
    }
}

fn selector(row: usize) -> String {
    format!("tr[data-row='{row}']")
}

fn row_height() -> usize {
    let [for_mouse, for_finger, two_lines] = ROW_PX;
    if is_so("(max-width: 720px)") {
        two_lines
    } else if is_so("(pointer: coarse)") {
        for_finger
    } else {
        for_mouse
    }
}

fn is_so(media: &str) -> bool {
    let query = window().match_media(media).ok().flatten();
    query.is_some_and(|query| query.matches())
}

fn window_height() -> usize {
    let height = document()
        .document_element()
        .map(|root| root.client_height());
    height
        .and_then(|height| usize::try_from(height).ok())
        .unwrap_or_default()
}
