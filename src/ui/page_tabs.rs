//! Tabs of which each is a page with an address of its own.

use super::{kit::Tabs, route::Router};
use crate::view::{counted::with_count, route::Page};
use leptos::prelude::*;

/// A tab: its page, its key and its word.
pub(super) type PageTab = (Page, &'static str, &'static str);

/// The key and the word of the tab in view; those of the first where there is none.
pub(super) fn tab_in_view(tabs: &'static [PageTab]) -> (Signal<String>, Signal<String>) {
    let page = Router::here().page();
    let found = Memo::new(move |_| {
        let found = tabs.iter().find(|(known, ..)| *known == page.get());
        let (_, key, word) = *found.or(tabs.first())?;
        Some((key, word))
    });
    let key = move || found.get().map_or("", |(key, _)| key).to_owned();
    let word = move || found.get().map_or("", |(_, word)| word).to_owned();
    (Signal::derive(key), Signal::derive(word))
}

/// The row of tabs.
#[component]
pub(super) fn PageTabs(
    /// What they are tabs of, for screen readers.
    label: &'static str,
    /// The tabs in order.
    tabs: &'static [PageTab],
    /// How many things wait in each, in their order; none is as good as zero.
    #[prop(optional, into)]
    counts: Signal<Vec<usize>>,
    /// The key of the tab in view.
    selected: Signal<String>,
) -> impl IntoView {
    let router = Router::here();
    let select = move |key: String| {
        if let Some((page, ..)) = tabs.iter().find(|(_, known, _)| *known == key) {
            router.go(*page);
        }
    };
    let named = Signal::derive(move || {
        let counts = counts.get();
        let counts = counts.into_iter().chain(std::iter::repeat(0));
        let tabs = tabs.iter().zip(counts);
        let tabs = tabs.map(|((_, key, word), n)| ((*key).to_owned(), with_count(word, n)));
        tabs.collect::<Vec<_>>()
    });
    view! { <Tabs label tabs=named selected on_select=select /> }
}
