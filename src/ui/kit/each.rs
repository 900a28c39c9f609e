//! A list that keeps the elements of items that stay.

use std::{
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash},
    sync::Arc,
};

use leptos::prelude::*;

/// An item as the list behind all lists sees it.
struct Item {
    /// The hash of the item.
    key: u64,
    /// Shows it.
    view: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Shows each item, and builds only those anew that were not there before. Leptos's own list is
/// compiled again for each type of items, at ten kilobytes each; this one only once.
#[component]
pub fn Each<I, V>(
    /// The items in order, followed; no two are equal.
    each: impl Fn() -> I + Send + Sync + 'static,
    /// Shows an item.
    children: impl Fn(I::Item) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    I: IntoIterator,
    I::Item: Hash + Send + 'static,
    V: IntoView + 'static,
{
    let children = Arc::new(children);
    let item = move |value: I::Item| {
        let children = Arc::clone(&children);
        Item {
            key: BuildHasherDefault::<DefaultHasher>::default().hash_one(&value),
            view: Box::new(move || children(value).into_any()),
        }
    };
    shared_list(Arc::new(move || each().into_iter().map(&item).collect()))
}

fn shared_list(items: Arc<dyn Fn() -> Vec<Item> + Send + Sync>) -> AnyView {
    let key = |item: &Item| item.key;
    let children = |item: Item| (item.view)();
    view! { <For each=move || items() key children /> }.into_any()
}
