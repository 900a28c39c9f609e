//! What was brought in, and where to go on.

use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Banner, Tone},
        route::Link,
    },
    view::{
        counted::counted,
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
    let n_users = Signal::derive(move || n_to_check.get().0);
    let n_queues = Signal::derive(move || n_to_check.get().1);
    view! {
        <Banner tone=Tone::Good>{said}</Banner>
        <ul class="plain-list">
            <li>
                <Link to=Page::Rules>"See the rules"</Link>
            </li>
            <li>
                <Link to=Page::Calendars>"See the business hours"</Link>
            </li>
            <ToCheck tab="" n=n_users words=("user that stands in", "users that stand in") />
            <ToCheck
                tab="queues"
                n=n_queues
                words=("queue that stands in", "queues that stand in")
            />
            <li>
                <Link to=Page::Pending>"See what is pending"</Link>
            </li>
            <li>
                <Link to=Page::Import(ImportKind::Cases)>"Bring in cases"</Link>
            </li>
        </ul>
    }
}

/// The way to the people or queues that the import made up, while there are some.
#[component]
fn ToCheck(
    /// The tab that shows them.
    tab: &'static str,
    /// How many there are.
    #[prop(into)]
    n: Signal<usize>,
    /// What one of them is called, and several.
    words: (&'static str, &'static str),
) -> impl IntoView {
    let to = Route::from(Page::People)
        .with("tab", tab)
        .with("check", "1");
    let said = move || format!("Check {}", counted(n.get(), words.0, words.1));
    view! {
        <Show when=move || n.get() != 0>
            <li>
                <Link to=to.clone()>{said}</Link>
            </li>
        </Show>
    }
}
