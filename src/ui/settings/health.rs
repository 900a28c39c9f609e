//! What is wrong on the desk, with the way to mend it.

use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Badge, Each, Tone},
        route::Link,
    },
    view::health::{Finding, Weight, findings},
};
use leptos::prelude::*;

/// What decides whether all is well.
const KINDS: &[Kind] = &[
    Kind::EscalationPlan,
    Kind::Notification,
    Kind::EscalationRule,
    Kind::Calendar,
    Kind::Holiday,
    Kind::User,
    Kind::Queue,
];

/// Everything that is wrong; red as soon as a case is not escalated that should be.
#[component]
pub(super) fn HealthPanel() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let found = desk.derive(KINDS, move |here| findings(here, desk.stamp().at));
    let worst = move || found.with(|found| found.iter().map(|one| one.weight).min());
    let tone = Signal::derive(move || match worst() {
        Some(Weight::Wrong) => Tone::High,
        Some(Weight::Check) => Tone::Medium,
        None => Tone::Good,
    });
    let word = Signal::derive(move || {
        let word = match worst() {
            Some(Weight::Wrong) => "Cases are not escalated",
            Some(Weight::Check) => "Have a look",
            None => "All is well",
        };
        word.to_owned()
    });
    view! {
        <section class="panel" aria-labelledby="health-heading">
            <div class="panel__head">
                <h2 id="health-heading">"Health"</h2>
                <Badge tone text=word />
            </div>
            <div class="panel__body">
                <Show
                    when=move || found.with(|found| !found.is_empty())
                    fallback=|| {
                        view! {
                            <p class="muted">
                                "Nothing is blocked, every mail can be delivered, and all hours open."
                            </p>
                        }
                    }
                >
                    <ul class="plain-list">
                        <Each each=move || found.get() children=|found| view! { <Line found /> } />
                    </ul>
                </Show>
            </div>
        </section>
    }
}

/// One thing that is wrong.
#[component]
fn Line(
    /// What it is.
    found: Finding,
) -> impl IntoView {
    let (tone, word) = match found.weight {
        Weight::Wrong => (Tone::High, "Wrong"),
        Weight::Check => (Tone::Medium, "Check"),
    };
    view! {
        <li class="row">
            <Badge tone text=word />
            <span>{found.what}</span>
            <Link to=found.to>{found.link}</Link>
        </li>
    }
}
