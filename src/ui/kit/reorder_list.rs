//! A list whose order is changed by dragging, by buttons or by keys.

use std::hash::Hash;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use super::focus::{after_render, focus, focused};
use super::{Announcer, Button, ButtonLook, Each, Icon, IconMark};

/// A row that changes its place; both places are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowMove {
    /// Where it was.
    pub from: usize,
    /// Where it is once it has been taken out and put in again.
    pub to: usize,
}

/// What all the rows of a list share.
struct Reorder<K: Send + Sync + 'static> {
    keys: Signal<Vec<K>>,
    name: UnsyncCallback<K, String>,
    on_move: UnsyncCallback<RowMove>,
    drag: RwSignal<Option<RowMove>>,
    announcer: Announcer,
}

impl<K: Send + Sync + 'static> Clone for Reorder<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static> Copy for Reorder<K> {}

impl<K: Clone + PartialEq + Send + Sync + 'static> Reorder<K> {
    /// Where the row stands now.
    fn place(self, key: &K) -> usize {
        self.keys
            .with(|keys| keys.iter().position(|own| own == key).unwrap_or_default())
    }

    /// Moves a row and tells of it; the focus goes along once the list shows the new order.
    fn put(self, key: &K, to: usize) {
        let n_rows = self.keys.with_untracked(Vec::len);
        let from = untrack(|| self.place(key));
        let name = self.name.run(key.clone());
        if to >= n_rows || to == from {
            self.announcer
                .say(format!("{name} stays at {} of {n_rows}", from + 1));
            return;
        }
        self.announcer
            .say(format!("{name}, {} of {n_rows}", to + 1));
        self.on_move.run(RowMove { from, to });
    }

    fn press(self, key: &K, event: &KeyboardEvent) {
        let at = untrack(|| self.place(key));
        let to = match event.key().as_str() {
            "ArrowUp" => at.checked_sub(1).unwrap_or(at),
            "ArrowDown" => at + 1,
            "Escape" if self.drag.with_untracked(Option::is_some) => {
                event.prevent_default();
                return self.drag.set(None);
            }
            _ => return,
        };
        event.prevent_default();
        self.put(key, to);
    }
}

/// The list; each row has a handle to drag, and two buttons that do the same.
#[component]
pub fn ReorderList<K, V>(
    /// What the list holds, for screen readers.
    #[prop(into)]
    label: String,
    /// The rows' keys, in order; what a row shows may change while its key stays.
    #[prop(into)]
    keys: Signal<Vec<K>>,
    /// What a row is called when its place is told.
    #[prop(into)]
    name: UnsyncCallback<K, String>,
    /// Moves a row; until the keys change, the list shows the old order.
    #[prop(into)]
    on_move: UnsyncCallback<RowMove>,
    /// What a row shows.
    row: impl Fn(K) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let reorder = Reorder {
        keys,
        name,
        on_move,
        drag: RwSignal::new(None),
        announcer: Announcer::here(),
    };
    let held = StoredValue::new_local(None);
    Effect::new(move || {
        keys.track();
        let before = held.get_value();
        after_render(move || {
            if focused().is_none() {
                focus(before);
            }
        });
    });
    view! {
        <ol class="reorder" aria-label=label on:focusin=move |_| held.set_value(focused())>
            <Each
                each=move || keys.get()
                children=move |key| {
                    let body = row(key.clone());
                    view! { <ReorderRow reorder key>{body}</ReorderRow> }
                }
            />
        </ol>
    }
}

/// One row with its handle and buttons.
#[component]
fn ReorderRow<K>(
    /// What it shares with the others.
    reorder: Reorder<K>,
    /// Its key.
    key: K,
    /// What it shows.
    children: Children,
) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
{
    let item = NodeRef::<html::Li>::new();
    let key = StoredValue::new(key);
    let place = Memo::new(move |_| key.with_value(|key| reorder.place(key)));
    let name = reorder.name.run(key.get_value());
    let mark = move |wanted: fn(RowMove) -> bool, at: fn(RowMove) -> usize| {
        reorder
            .drag
            .get()
            .is_some_and(|drag| at(drag) == place.get() && wanted(drag))
    };
    let grab = move |event: PointerEvent| {
        let handle = event
            .current_target()
            .map(wasm_bindgen::JsCast::unchecked_into::<Element>);
        // A pointer that is gone already cannot be followed, and then nothing is dragged.
        let is_held =
            handle.is_some_and(|handle| handle.set_pointer_capture(event.pointer_id()).is_ok());
        if is_held && event.button() == 0 {
            let from = place.get_untracked();
            reorder.drag.set(Some(RowMove { from, to: from }));
        }
    };
    let drag = move |event: PointerEvent| {
        let list = item.get_untracked().and_then(|item| item.parent_element());
        if let (Some(RowMove { from, .. }), Some(list)) = (reorder.drag.get_untracked(), list) {
            reorder.drag.set(Some(RowMove {
                from,
                to: place_under(&list, &event, from),
            }));
        }
    };
    let drop = move |_| {
        if let Some(RowMove { from, to }) = reorder.drag.get_untracked() {
            reorder.drag.set(None);
            if from != to {
                key.with_value(|key| reorder.put(key, to));
            }
        }
    };
    let step = move |down: bool| {
        let at = place.get_untracked();
        let to = if down { at + 1 } else { at.saturating_sub(1) };
        key.with_value(|key| reorder.put(key, to));
    };
    view! {
        <li
            node_ref=item
            class="reorder__row"
            class:reorder__row--dragged=move || mark(|_| true, |drag| drag.from)
            class:reorder__row--before=move || mark(|drag| drag.to < drag.from, |drag| drag.to)
            class:reorder__row--after=move || mark(|drag| drag.to > drag.from, |drag| drag.to)
        >
            <button
                type="button"
                class="button button--quiet button--icon reorder__handle"
                aria-label=format!("Move {name}: drag, or arrow keys")
                title="Drag, or arrow keys"
                on:pointerdown=grab
                on:pointermove=drag
                on:pointerup=drop
                on:pointercancel=move |_| reorder.drag.set(None)
                on:keydown=move |event| key.with_value(|key| reorder.press(key, &event))
            >
                <IconMark icon=Icon::Drag />
            </button>
            <div class="reorder__body">{children()}</div>
            <div class="reorder__moves">
                <Button look=ButtonLook::Quiet label=format!("Move {name} up") on_press=move |()| step(false)>
                    <IconMark icon=Icon::Up />
                </Button>
                <Button look=ButtonLook::Quiet label=format!("Move {name} down") on_press=move |()| step(true)>
                    <IconMark icon=Icon::Down />
                </Button>
            </div>
        </li>
    }
}

/// The place that the row from `from` would take if it were dropped at the pointer.
fn place_under(list: &Element, event: &PointerEvent, from: usize) -> usize {
    let mut row = list.first_element_child();
    let mut n_above = 0;
    while let Some(element) = row {
        let rect = element.get_bounding_client_rect();
        if rect.top() + rect.height() / 2.0 < f64::from(event.client_y()) {
            n_above += 1;
        }
        row = element.next_element_sibling();
    }
    if n_above > from { n_above - 1 } else { n_above }
}
