//! Light, dark, or as the system has it.

use leptos::prelude::*;

use super::kit::{Icon, IconMark, unique_id};

/// Where the choice is kept, so that the next page opens in it.
const THEME_KEY: &str = "rung.theme";

/// The choices: the value of `data-theme`, the word, the drawing.
const THEMES: [(&str, &str, Icon); 3] = [
    ("light", "Light", Icon::Sun),
    ("dark", "Dark", Icon::Moon),
    ("system", "As the system", Icon::System),
];

/// The browser's small store for preferences; `None` where it is forbidden.
pub(super) fn preferences() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The kept theme, or the system's.
fn kept() -> &'static str {
    let kept = preferences().and_then(|store| store.get_item(THEME_KEY).ok().flatten());
    THEMES
        .iter()
        .map(|(key, ..)| *key)
        .find(|key| kept.as_deref() == Some(key))
        .unwrap_or("system")
}

/// Dresses the whole page.
fn wear(theme: &str) {
    if let Some(root) = document().document_element() {
        root.set_attribute("data-theme", theme)
            .unwrap_or_else(|_| unreachable!("a plain attribute name is allowed"));
    }
}

/// The theme in force; provided once by the frame, so that every switch shows the same.
#[derive(Clone, Copy)]
pub struct Theme(RwSignal<&'static str>);

impl Theme {
    /// Dresses the page as it was left, and puts the choice into the context.
    pub fn provide() -> Self {
        let theme = Self(RwSignal::new(kept()));
        Effect::new(move || wear(theme.0.get()));
        provide_context(theme);
        theme
    }

    fn choose(self, key: &'static str) {
        self.0.set(key);
        // Without a store the choice holds until the page is closed.
        preferences().map(|store| store.set_item(THEME_KEY, key).ok());
    }
}

/// Three radio buttons side by side.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let theme: Theme = expect_context();
    let name = unique_id("theme");
    view! {
        <fieldset class="theme-switch">
            <legend class="visually-hidden">"Theme"</legend>
            {THEMES
                .map(|(key, word, icon)| {
                    view! {
                        <label class="theme-switch__choice" title=word>
                            <input
                                class="visually-hidden"
                                type="radio"
                                name=name.clone()
                                value=key
                                prop:checked=move || theme.0.get() == key
                                on:change=move |_| theme.choose(key)
                            />
                            <IconMark icon />
                            <span class="visually-hidden">{word}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}
