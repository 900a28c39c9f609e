//! Why a case escalates or does not: every entry and criterion, and every second of its clock.

use super::panel::KINDS;
use crate::{
    engine::{id::CaseId, rule::explain},
    shell::DeskHandle,
    ui::{
        kit::{CopyButton, Table},
        reader::Reader,
        strip::{Stretch, Strip},
        verdict::Verdict,
    },
    view::{
        explanation::verdict_view,
        ledger::{LedgerView, ROWS_MAX, ledger_view},
    },
};
use leptos::prelude::*;

/// How each entry of the active rule takes the case at this instant.
#[component]
pub(super) fn Why(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let now = desk.now();
    let told = desk.derive(KINDS, move |desk| {
        let case = desk.cases.get(&case)?;
        let told = explain(desk, case, now.get_untracked());
        Some(zone.with(|zone| verdict_view(desk, &told, zone)))
    });
    view! {
        <section class="panel" aria-labelledby="why-heading">
            <div class="panel__head">
                <h2 id="why-heading">"Why"</h2>
            </div>
            <div class="panel__body">
                <p class="muted">
                    "How the active rule takes the case as it is now. What it follows was chosen when it was last saved."
                </p>
                {move || told.get().map(|told| view! { <Verdict told /> })}
            </div>
        </section>
    }
}

/// What the clock of the case has done and is to do.
#[component]
pub(super) fn Ledger(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let now = desk.now();
    let minute = Memo::new(move |_| now.get().seconds() / 60);
    let ledger = Memo::new(move |_| {
        desk.track(KINDS);
        minute.track();
        desk.with(|desk| {
            let case = desk.cases.get(&case)?;
            zone.with(|zone| ledger_view(desk, case, now.get_untracked(), zone))
        })
    });
    let text = Signal::derive(move || {
        ledger.with(|ledger| {
            let text = ledger.as_ref().map(|ledger| ledger.text.clone());
            text.unwrap_or_default()
        })
    });
    view! {
        <Show when=move || ledger.with(Option::is_some)>
            <section class="panel" aria-labelledby="ledger-heading">
                <div class="panel__head">
                    <h2 id="ledger-heading">"Clock"</h2>
                    <CopyButton text label="Copy the clock as text" />
                </div>
                <div class="panel__body">
                    {move || ledger.get().map(|ledger| view! { <LedgerBody ledger /> })}
                </div>
            </section>
        </Show>
    }
}

#[component]
fn LedgerBody(
    /// What it shows.
    ledger: LedgerView,
) -> impl IntoView {
    // What is too short to be seen is left out of a long strip, not what comes last.
    let is_long = ledger.rows.len() > ROWS_MAX;
    let seen = ledger.rows.iter().filter(|row| row.width > 0 || !is_long);
    let stretches = seen.map(|row| Stretch {
        style: row.style,
        x: row.x,
        width: row.width,
        title: format!("{}: {} \u{2013} {}", row.what, row.from, row.until),
    });
    let stretches: Vec<Stretch> = stretches.collect();
    let rows = ledger.rows.into_iter().take(ROWS_MAX).map(|row| {
        view! {
            <tr>
                <th scope="row">
                    {row.what} <div class="stretches__when">{row.from}" \u{2013}"</div>
                    <div class="stretches__when">{row.until}</div>
                </th>
                <td class="cell--number">{row.lasts}</td>
                <td class="cell--number">{row.counted}</td>
            </tr>
        }
    });
    view! {
        <p>{ledger.summary}</p>
        <Strip stretches now_at=ledger.now_at />
        <details>
            <summary>"Every stretch"</summary>
            <div class="stretches">
                <Table label="What the clock does, in order, and the age at the end of each stretch">
                    <thead>
                        <tr>
                            <th scope="col">"Clock"</th>
                            <th scope="col" class="cell--number">
                                "Lasts, h:mm"
                            </th>
                            <th scope="col" class="cell--number">
                                "Age, h:mm"
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </Table>
            </div>
            <p class="muted">{ledger.rest}</p>
        </details>
    }
}
