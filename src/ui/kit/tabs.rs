//! Tabs over the parts of one page.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::Each;
use wasm_bindgen::JsCast;

/// A row of tabs; the arrow keys, Home and End go through them.
#[component]
pub fn Tabs(
    /// What the tabs belong to, for screen readers.
    #[prop(into)]
    label: String,
    /// Key and text of each.
    #[prop(into)]
    tabs: Signal<Vec<(String, String)>>,
    /// The key of the one that shows.
    #[prop(into)]
    selected: Signal<String>,
    /// Shows another.
    #[prop(into)]
    on_select: UnsyncCallback<String>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let step = move |event: KeyboardEvent| {
        let keys: Vec<String> =
            tabs.with_untracked(|tabs| tabs.iter().map(|tab| tab.0.clone()).collect());
        let at = selected
            .with_untracked(|on| keys.iter().position(|key| key == on))
            .unwrap_or(0);
        let n_after = keys.len().saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowRight" => {
                if at < n_after {
                    at + 1
                } else {
                    0
                }
            }
            "ArrowLeft" => at.checked_sub(1).unwrap_or(n_after),
            "Home" => 0,
            "End" => n_after,
            _ => return,
        };
        event.prevent_default();
        if let Some(key) = keys.get(to) {
            on_select.run(key.clone());
            let tab = list
                .get_untracked()
                .and_then(|list| list.query_selector(&format!("#tab-{key}")).ok().flatten())
                .and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(tab) = tab {
                tab.focus()
                    .unwrap_or_else(|_| unreachable!("a tab of the page takes the focus"));
            }
        }
    };
    view! {
        <div node_ref=list class="tabs" role="tablist" aria-label=label on:keydown=step>
            <Each
                each=move || tabs.get()
                children=move |(key, text)| view! { <Tab key text selected on_select /> }
            />
        </div>
    }
}

/// One tab.
#[component]
fn Tab(
    /// Its key.
    key: String,
    /// What it says.
    text: String,
    /// The key of the one that shows.
    selected: Signal<String>,
    /// Shows this one.
    on_select: UnsyncCallback<String>,
) -> impl IntoView {
    let own = key.clone();
    let is_on = Signal::derive(move || selected.with(|on| *on == own));
    view! {
        <button
            type="button"
            class="tab"
            role="tab"
            id=format!("tab-{key}")
            aria-controls=format!("panel-{key}")
            aria-selected=move || if is_on.get() { "true" } else { "false" }
            tabindex=move || if is_on.get() { "0" } else { "-1" }
            on:click=move |_| on_select.run(key.clone())
        >
            {text}
        </button>
    }
}

/// What a tab shows; it is in the page only while its tab is on.
#[component]
pub fn TabPanel(
    /// Its tab's key.
    key: &'static str,
    /// The key of the tab that shows.
    #[prop(into)]
    selected: Signal<String>,
    /// What it shows.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Show when=move || selected.with(|on| on == key)>
            <div
                class="tab-panel"
                role="tabpanel"
                id=format!("panel-{key}")
                aria-labelledby=format!("tab-{key}")
            >
                {children()}
            </div>
        </Show>
    }
}
