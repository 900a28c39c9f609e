//! The way to what is escalated.

use crate::{engine::escalation::Source, shell::DeskHandle, ui::route::Link, view::route::Page};
use leptos::prelude::*;

/// A link to its page; a case that was deleted is only named.
#[component]
pub(super) fn SourceLink(
    /// What is escalated.
    source: Source,
    /// As people name it.
    words: String,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let page = match source {
        Source::Case(id) => {
            let number = desk.with(|desk| desk.cases.get(&id).map(|case| case.number));
            number.map(Page::Case)
        }
        Source::Account(id) => Some(Page::Account(id.0)),
    };
    match page {
        Some(to) => view! { <Link to>{words}</Link> }.into_any(),
        None => view! { <span>{words}</span> }.into_any(),
    }
}
