//! Single keys that work wherever nobody is typing, and the sheet that lists them.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::frame::DESTINATIONS;
use super::kit::{Binding, Checkbox, Dialog, SingleKeys, focus_found};
use super::route::Router;
use super::theme::preferences;
use crate::view::route::Page;

/// Where the switch is kept; the value "off" turns the keys off.
const SHORTCUTS_KEY: &str = "rung.shortcuts";

/// The keys that are not a "go to", for the sheet.
const SHEET: [(&str, &str); 6] = [
    ("/", "Search"),
    ("c", "New case"),
    ("j  k", "Next and previous row of a list"),
    ("Enter", "Open the row"),
    ("Esc", "Close what is open"),
    ("?", "This sheet"),
];

/// Whether the keys are on, and whether the sheet is open.
#[derive(Clone, Copy)]
pub struct Shortcuts {
    on: RwSignal<bool>,
    sheet: RwSignal<bool>,
    /// Whether the last key was the `g` of a sequence.
    going: StoredValue<bool>,
}

impl Shortcuts {
    /// Listens as long as the frame stands.
    pub fn provide(router: Router) -> Self {
        let is_off = preferences()
            .and_then(|store| store.get_item(SHORTCUTS_KEY).ok().flatten())
            .is_some_and(|kept| kept == "off");
        let shortcuts = Self {
            on: RwSignal::new(!is_off),
            sheet: RwSignal::new(false),
            going: StoredValue::new(false),
        };
        let keys = window_event_listener(ev::keydown, move |event| shortcuts.press(router, &event));
        on_cleanup(move || keys.remove());
        provide_context(shortcuts);
        provide_context(SingleKeys(shortcuts.on.into()));
        shortcuts
    }

    /// Shows the sheet.
    pub fn open_sheet(self) {
        self.sheet.set(true);
    }

    /// The switch, for the sheet and the settings.
    pub fn switch(self) -> Binding<bool> {
        Binding::new(
            move || self.on.get(),
            move |on| {
                self.on.set(on);
                // Without a store the choice holds until the page is closed.
                preferences().map(|store| {
                    store
                        .set_item(SHORTCUTS_KEY, if on { "on" } else { "off" })
                        .ok()
                });
            },
        )
    }

    fn press(self, router: Router, event: &KeyboardEvent) {
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
        if !self.on.get_untracked() || has_modifier || event.default_prevented() || is_typing(event)
        {
            return;
        }
        let key = event.key();
        if self.going.get_value() {
            self.going.set_value(false);
            if let Some(to) = DESTINATIONS.iter().find(|to| to.key == key) {
                event.prevent_default();
                router.go(to.page);
            }
            return;
        }
        match key.as_str() {
            "g" => self.going.set_value(true),
            "c" => router.go(Page::NewCase),
            "/" => focus_found(".header input[type=search]"),
            // A list with the focus takes these itself.
            "j" | "k" => focus_found(".main tr[tabindex='0']"),
            "?" => self.open_sheet(),
            _ => return,
        }
        event.prevent_default();
    }
}

/// Whether the key belongs to an input or to an open dialog.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let in_input = target.is_some_and(|target| {
        let input = target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu]");
        input.is_ok_and(|found| found.is_some())
    });
    in_input
        || document()
            .query_selector("dialog[open]")
            .is_ok_and(|found| found.is_some())
}

/// The list of all keys, with the switch.
#[component]
pub fn ShortcutSheet(
    /// The keys.
    shortcuts: Shortcuts,
) -> impl IntoView {
    let line = |keys: Vec<&'static str>, word: &'static str| {
        view! {
            <div class="shortcut">
                <dt>{word}</dt>
                <dd>{keys.into_iter().map(|key| view! { <kbd>{key}</kbd> }).collect_view()}</dd>
            </div>
        }
    };
    view! {
        <Dialog open=shortcuts.sheet heading="Keyboard shortcuts">
            <Checkbox
                label="Single-key shortcuts"
                hint="Off, no key does anything by itself; Tab, Enter and the arrows work as ever."
                checked=shortcuts.switch()
            />
            <dl class="shortcuts">
                {SHEET
                    .map(|(keys, word)| line(keys.split_whitespace().collect(), word))
                    .collect_view()}
                {DESTINATIONS.map(|to| line(vec!["g", to.key], to.word)).collect_view()}
            </dl>
        </Dialog>
    }
}
