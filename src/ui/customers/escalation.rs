//! How the escalation of an account stands, with the cases that bring it about (semantics 11.9).

use super::case_states::CaseStates;
use crate::{
    ui::{
        escalations::{SeverityBadge, SlaPanel},
        route::Link,
    },
    view::{
        counted::counted,
        escalation::{AccountPanel, SeverityMark},
        route::Page,
    },
};
use leptos::prelude::*;

/// The open escalation, its cases with their own state, and its SLA; nothing when none is open.
#[component]
pub(super) fn AccountEscalation(
    /// What it shows.
    panel: Memo<AccountPanel>,
) -> impl IntoView {
    let open = Memo::new(move |_| panel.with(|panel| panel.escalation.clone()));
    let related = Memo::new(move |_| panel.with(|panel| panel.related.clone()));
    let slas = Memo::new(move |_| panel.with(|panel| panel.sla.iter().cloned().collect()));
    let said = move || {
        let (n, n_open) = panel.with(|panel| (panel.related.len(), panel.n_open));
        format!("{} of {} still open.", n_open, counted(n, "related case", "related cases"))
    };
    let is_open = Memo::new(move |_| open.with(Option::is_some));
    view! {
        <Show when=move || is_open.get()>
            <section class="panel" aria-labelledby="escalation-heading">
                <div class="panel__head">
                    <h2 id="escalation-heading">"Escalation"</h2>
                    {move || open.get().map(|(id, number, mark)| head(id.0, number, mark))}
                </div>
                <div class="panel__body">
                    <p>{said}</p>
                    <CaseStates cases=related none="No case is named as bringing it about." />
                </div>
            </section>
            <SlaPanel slas />
        </Show>
    }
}

/// The number of the record with its severity.
fn head(id: u64, number: String, mark: Option<SeverityMark>) -> AnyView {
    view! {
        <span class="row">
            {mark.map(|mark| view! { <SeverityBadge mark /> })}
            <Link to=Page::Escalation(id)>{number}</Link>
        </span>
    }
    .into_any()
}
