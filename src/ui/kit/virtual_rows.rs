//! A table of any length of which only the rows in view exist.

use std::hash::Hash;
use std::ops::Range;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::Each;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::row_keys::{RowSpan, SingleKeys, row_after};
use super::scrolled::Scrolled;
use crate::view::stretch::{Stretch, stretches};

/// A stretch with what its row shows, which makes its key.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Shown<R> {
    Gap(Range<usize>),
    Row { index: usize, row: R },
}

/// The table; arrows, `j`, `k`, Home and End go through it, Enter or a click opens a row.
#[component]
pub fn VirtualRows<I, R, V>(
    /// What the table holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The column heads, `th` by `th`.
    #[prop(into)]
    head: ViewFn,
    /// Every row's id, in order.
    #[prop(into)]
    ids: Signal<Vec<I>>,
    /// What a row shows, asked only for rows in view, and followed.
    row: impl Fn(&I) -> Option<R> + Send + Sync + 'static,
    /// The row's cells, `td` by `td`.
    cells: impl Fn(R) -> V + Clone + Send + Sync + 'static,
    /// Which row the keyboard is on, counted from 0.
    active: RwSignal<usize>,
    /// Opens a row.
    #[prop(into)]
    on_open: UnsyncCallback<I>,
) -> impl IntoView
where
    I: Clone + Send + Sync + 'static,
    R: Clone + Eq + Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let element = NodeRef::<html::Div>::new();
    let scrolled = Scrolled::new(element);
    let n_rows = Memo::new(move |_| ids.with(Vec::len));
    let shown = Memo::new(move |_| {
        let stretches = stretches(n_rows.get(), &scrolled.in_view.get(), active.get());
        let shown = |stretch| match stretch {
            Stretch::Gap(gap) => Some(Shown::Gap(gap)),
            Stretch::Row(index) => {
                let row = ids.with(|ids| ids.get(index).and_then(&row))?;
                Some(Shown::Row { index, row })
            }
        };
        stretches.into_iter().filter_map(shown).collect::<Vec<_>>()
    });
    Effect::new(move || {
        shown.track();
        scrolled.hold(active.get_untracked());
    });
    let open = UnsyncCallback::new(move |index: usize| {
        if let Some(id) = ids.with_untracked(|ids| ids.get(index).cloned()) {
            on_open.run(id);
        }
    });
    let handling = Handling {
        scrolled,
        active,
        n_rows,
        open,
        single_keys: use_context(),
    };
    view! {
        <div
            node_ref=element
            class="virtual"
            on:scroll=move |_| scrolled.measure()
            on:focusin=move |_| scrolled.enter()
            on:focusout=move |event| scrolled.leave(&event)
            on:keydown=move |event| handling.press(&event)
        >
            <table class="table" aria-rowcount=move || n_rows.get() + 1>
                <caption class="visually-hidden">{label}</caption>
                <thead>
                    <tr aria-rowindex="1">{move || head.run()}</tr>
                </thead>
                <tbody>
                    <Each
                        each=move || shown.get()
                        children=move |shown| handling.view(shown, &cells)
                    />
                </tbody>
            </table>
        </div>
    }
}

/// What the keys and the rows of one table work on.
#[derive(Clone, Copy)]
struct Handling {
    scrolled: Scrolled,
    active: RwSignal<usize>,
    n_rows: Memo<usize>,
    open: UnsyncCallback<usize>,
    single_keys: Option<SingleKeys>,
}

impl Handling {
    fn press(self, event: &KeyboardEvent) {
        let span = RowSpan {
            n_rows: self.n_rows.get_untracked(),
            n_page: self.scrolled.n_page(),
        };
        let at = self.active.get_untracked();
        if let Some(to) = row_after(event, at, span, self.single_keys) {
            event.prevent_default();
            self.active.set(to);
            self.scrolled.go_to(to);
        } else if event.key() == "Enter" && is_row(event) {
            event.prevent_default();
            self.open.run(at);
        }
    }

    fn press_row(self, event: &MouseEvent, index: usize) {
        self.active.set(index);
        if !is_on_control(event) {
            self.open.run(index);
        }
    }

    fn view<R, V: IntoView + 'static>(self, shown: Shown<R>, cells: &impl Fn(R) -> V) -> AnyView {
        match shown {
            Shown::Gap(gap) => {
                let height = move || self.scrolled.height_of(gap.len());
                view! { <tr aria-hidden="true" style:height=height></tr> }.into_any()
            }
            Shown::Row { index, row } => view! {
                <tr
                    data-row=index
                    aria-rowindex=index + 2
                    style:height=move || self.scrolled.height_of(1)
                    tabindex=move || if self.active.get() == index { "0" } else { "-1" }
                    on:click=move |event| self.press_row(&event, index)
                >
                    {cells(row)}
                </tr>
            }
            .into_any(),
        }
    }
}

/// Whether the key was pressed on a row itself and not on a link in it.
fn is_row(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.tag_name() == "TR")
}

/// Whether the press was meant for something inside the row.
fn is_on_control(event: &MouseEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let control = target.map(|target| target.closest("a, button, input, label, select"));
    control.is_some_and(|found| found.is_ok_and(|found| found.is_some()))
}
