//! Finding and taking one of many options by its text.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Binding;

/// More than these are found by typing on.
const N_SHOWN: usize = 50;

/// The state of one combobox while it is used.
#[derive(Clone, Copy)]
pub(super) struct Choosing {
    pub(super) value: Binding<String>,
    options: Signal<Vec<(String, String)>>,
    /// What was typed; `None` while the chosen text shows.
    pub(super) typed: RwSignal<Option<String>>,
    /// The option that Enter takes; `None` while the list is shut.
    pub(super) active: RwSignal<Option<usize>>,
    pub(super) matches: Memo<Vec<(String, String)>>,
}

impl Choosing {
    pub(super) fn new(value: Binding<String>, options: Signal<Vec<(String, String)>>) -> Self {
        let typed = RwSignal::new(None::<String>);
        let matches = Memo::new(move |_| {
            let sought = typed.get().unwrap_or_default().to_lowercase();
            options.with(|options| {
                let found = options
                    .iter()
                    .filter(|(_, text)| text.to_lowercase().contains(&sought));
                found.take(N_SHOWN).cloned().collect()
            })
        });
        Self {
            value,
            options,
            typed,
            active: RwSignal::new(None),
            matches,
        }
    }

    /// The text in the input.
    pub(super) fn text(self) -> String {
        self.typed.get().unwrap_or_else(|| {
            let value = self.value.get();
            self.options.with(|options| {
                let chosen = options.iter().find(|(key, _)| *key == value);
                chosen.map(|(_, text)| text.clone()).unwrap_or_default()
            })
        })
    }

    pub(super) fn take(self, key: String) {
        self.value.set(key);
        self.shut();
    }

    pub(super) fn shut(self) {
        self.typed.set(None);
        self.active.set(None);
    }

    /// Leaving takes a text that names an option, or nothing at all; any other text goes back.
    pub(super) fn leave(self) {
        let typed = self.typed.get_untracked();
        if let Some(typed) = typed {
            let named = self.options.with_untracked(|options| {
                options
                    .iter()
                    .find(|(_, text)| text.eq_ignore_ascii_case(typed.trim()))
                    .cloned()
            });
            match named {
                Some((key, _)) => self.value.set(key),
                None if typed.trim().is_empty() => self.value.set(String::new()),
                None => {}
            }
        }
        self.shut();
    }

    pub(super) fn press(self, event: &KeyboardEvent) {
        let n_matches = self.matches.with_untracked(Vec::len);
        let active = self.active.get_untracked();
        match (event.key().as_str(), active) {
            ("ArrowDown" | "ArrowUp", None) => self.active.set(Some(0)),
            ("ArrowDown", Some(at)) => self
                .active
                .set(Some((at + 1).min(n_matches.saturating_sub(1)))),
            ("ArrowUp", Some(at)) => self.active.set(Some(at.saturating_sub(1))),
            ("Enter", Some(at)) => {
                if let Some((key, _)) = self.matches.with_untracked(|found| found.get(at).cloned())
                {
                    self.take(key);
                }
            }
            ("Escape", Some(_)) => self.shut(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }
}
