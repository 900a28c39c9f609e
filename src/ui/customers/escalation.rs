//! The cases that bring the escalation of an account about (semantics 11.9).

use super::case_states::CaseStates;
use crate::view::{counted::counted, escalation::AccountPanel};
use leptos::prelude::*;

/// Each with its own state, while the account is escalated.
#[component]
pub(super) fn RelatedCases(
    /// What it shows.
    panel: Memo<AccountPanel>,
) -> impl IntoView {
    let is_open = Memo::new(move |_| panel.with(|panel| panel.escalation.is_some()));
    let related = Memo::new(move |_| panel.with(|panel| panel.related.clone()));
    let said = move || {
        let (n, n_open) = panel.with(|panel| (panel.related.len(), panel.n_open));
        let words = counted(n, "case has", "cases have");
        format!("{words} brought the escalation about, {n_open} still open.")
    };
    view! {
        <Show when=move || is_open.get()>
            <section class="panel" aria-labelledby="related-heading">
                <div class="panel__head">
                    <h2 id="related-heading">"Related cases"</h2>
                </div>
                <div class="panel__body">
                    <Show when=move || related.with(|cases| !cases.is_empty())>
                        <p class="muted">{said}</p>
                    </Show>
                    <CaseStates cases=related none="No case is named as bringing it about." />
                </div>
            </section>
        </Show>
    }
}
