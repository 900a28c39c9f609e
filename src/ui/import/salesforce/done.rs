//! What was brought in, and where to go on.

use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Banner, Tone},
        route::Link,
    },
    view::{
        people::n_stand_ins,
        route::{ImportKind, Page, Route},
    },
};
use leptos::prelude::*;

/// What was done, with links.
#[component]
pub(super) fn Done(
    /// What was done.
    said: String,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let n_to_check = desk.derive(&[Kind::User, Kind::Queue], n_stand_ins);
    let check = move |tab: &str| {
        Route::from(Page::People)
            .with("tab", tab)
            .with("check", "1")
    };
    view! {
        <Banner tone=Tone::Good>{said}</Banner>
        <ul class="plain-list">
            <li>
                <Link to=Page::Rules>"See the rules"</Link>
            </li>
            <li>
                <Link to=Page::Calendars>"See the business hours"</Link>
            </li>
            <Show when=move || n_to_check.get().0 != 0>
                <li>
                    <Link to=check(
                        "",
                    )>{move || format!("Check {} users that stand in", n_to_check.get().0)}</Link>
                </li>
            </Show>
            <Show when=move || n_to_check.get().1 != 0>
                <li>
                    <Link to=check(
                        "queues",
                    )>{move || format!("Check {} queues that stand in", n_to_check.get().1)}</Link>
                </li>
            </Show>
            <li>
                <Link to=Page::Pending>"See what is pending"</Link>
            </li>
            <li>
                <Link to=Page::Import(ImportKind::Cases)>"Bring in cases"</Link>
            </li>
        </ul>
    }
}
