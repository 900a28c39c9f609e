//! Cases with where each stands, on the page of whose they are.

use crate::{
    shell::DeskHandle,
    ui::{
        escalations::SeverityBadge,
        kit::{Badge, Each, TimeChip, Tone},
        reader::Reader,
        route::Link,
    },
    view::{escalation::CaseState, route::Page},
};
use leptos::prelude::*;

/// The cases in their order, or that there are none.
#[component]
pub fn CaseStates(
    /// What is shown of each.
    #[prop(into)]
    cases: Signal<Vec<CaseState>>,
    /// What is said when there are none.
    none: &'static str,
) -> impl IntoView {
    view! {
        <Show
            when=move || cases.with(|cases| !cases.is_empty())
            fallback=move || view! { <p class="muted">{none}</p> }
        >
            <ul class="levels levels--bare">
                <Each each=move || cases.get() children=|case| view! { <State case /> } />
            </ul>
        </Show>
    }
}

#[component]
fn State(
    /// What it shows.
    case: CaseState,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reader = Reader::here();
    let now = desk.now();
    let tone = if case.is_closed {
        Tone::Good
    } else {
        Tone::Info
    };
    let chip = case.next.map(|at| {
        let absolute = Signal::derive(move || reader.in_full(at));
        view! {
            <TimeChip
                due_at=Some(at.seconds())
                now=Signal::derive(move || now.get().seconds())
                absolute
            />
        }
    });
    view! {
        <li class="level">
            <div class="level__head">
                <Link to=Page::Case(
                    case.number,
                )>{format!("{} {}", case.number, case.subject)}</Link>
                <Badge tone text=case.status.to_string() />
                {case.mark.map(|mark| view! { <SeverityBadge mark /> })}
                {chip}
            </div>
            <p class="level__what">{case.owner}</p>
        </li>
    }
}
