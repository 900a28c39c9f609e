//! The table and its sortable heads.

use leptos::prelude::*;

use super::{Icon, IconMark};

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortOrder {
    Ascending,
    Descending,
}

impl SortOrder {
    /// The other way.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// A table that scrolls sideways by itself when the page is narrow.
#[component]
pub fn Table(
    /// What the table holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Its `thead` and `tbody`.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class="table">
                <caption class="visually-hidden">{label}</caption>
                {children()}
            </table>
        </div>
    }
}

/// A column head that sorts; the first press sorts upwards, the next turns it round.
#[component]
pub fn SortHeader(
    /// The column's name.
    #[prop(into)]
    label: String,
    /// How the table is sorted by this column; `None` when by another.
    #[prop(into)]
    order: Signal<Option<SortOrder>>,
    /// Sorts by this column.
    #[prop(into)]
    on_sort: UnsyncCallback<SortOrder>,
    /// Whether the column holds numbers and stands to the right.
    #[prop(optional)]
    numeric: bool,
    /// The column's own class, for its width and for where it shows.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let sort = move || match order.get() {
        None => "none",
        Some(SortOrder::Ascending) => "ascending",
        Some(SortOrder::Descending) => "descending",
    };
    let icon = Signal::derive(move || match order.get() {
        Some(SortOrder::Descending) => Icon::Down,
        Some(SortOrder::Ascending) | None => Icon::Up,
    });
    let press = move |_| {
        let next = order
            .get_untracked()
            .map_or(SortOrder::Ascending, SortOrder::reversed);
        on_sort.run(next);
    };
    view! {
        <th scope="col" class=class class:cell--number=numeric aria-sort=sort>
            <button
                type="button"
                class="sort"
                class:sort--on=move || order.with(Option::is_some)
                on:click=press
            >
                {label}
                <IconMark icon />
            </button>
        </th>
    }
}
