//! What stands beside an escalation: who was asked, the cases behind it, and what happened.

use super::record::{Shown, shown};
use crate::{
    ui::{
        customers::CaseStates,
        kit::{Badge, Each, Tone},
    },
    view::escalation::{ApproverRow, HistoryRow},
};
use leptos::prelude::*;

/// Who was asked to approve, and what became of it (semantics 5.33).
#[component]
pub(super) fn Approvers(
    /// What the page shows.
    page: Shown,
) -> impl IntoView {
    let rows = shown(page, |page| page.approvers.clone());
    let asks_others = shown(page, |page| page.state == "Requested" && !page.may_answer);
    let row = |row: ApproverRow| {
        let tone = match row.state {
            "Approved" => Tone::Good,
            "Rejected" => Tone::High,
            "Requested" => Tone::Paused,
            _ => Tone::Neutral,
        };
        view! {
            <li class="level">
                <div class="level__head">
                    <strong>{row.name}</strong>
                    <Badge tone text=row.state />
                </div>
                {(!row.at.is_empty()).then(|| view! { <p class="level__what">{row.at}</p> })}
            </li>
        }
    };
    view! {
        <section class="panel" aria-labelledby="approvers-heading">
            <div class="panel__head">
                <h2 id="approvers-heading">"Approvers"</h2>
            </div>
            <div class="panel__body">
                <Show when=move || asks_others.get()>
                    <p class="muted">"You were not asked: only those on this list may answer."</p>
                </Show>
                <Show when=move || rows.with(Vec::is_empty)>
                    <p class="muted">"Nobody had to approve it."</p>
                </Show>
                <ul class="levels levels--bare">
                    <Each each=move || rows.get() children=row />
                </ul>
            </div>
        </section>
    }
    .into_any()
}

/// The cases that bring the escalation of an account about, each with its own state
/// (semantics 5.10).
#[component]
pub(super) fn RelatedCases(
    /// What the page shows.
    page: Shown,
) -> impl IntoView {
    let of_account = shown(page, |page| page.source.case().is_none());
    let cases = shown(page, |page| page.related.clone());
    view! {
        <Show when=move || of_account.get()>
            <section class="panel" aria-labelledby="related-heading">
                <div class="panel__head">
                    <h2 id="related-heading">"Related cases"</h2>
                </div>
                <div class="panel__body">
                    <CaseStates cases none="No case is named as bringing it about." />
                </div>
            </section>
        </Show>
    }
    .into_any()
}

/// What happened from the request on, the latest first.
#[component]
pub(super) fn History(
    /// What the page shows.
    page: Shown,
) -> impl IntoView {
    let rows = shown(page, |page| page.history.clone());
    // Two that say the same at the same instant are told apart by their place, from the first on.
    let placed = move || {
        let rows = rows.get();
        (0..rows.len()).rev().zip(rows).collect::<Vec<_>>()
    };
    view! {
        <section class="panel" aria-labelledby="history-heading">
            <div class="panel__head">
                <h2 id="history-heading">"History"</h2>
            </div>
            <div class="panel__body">
                <ul class="messages">
                    <Each each=placed children=|(_, row)| view! { <HistoryItem row /> } />
                </ul>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn HistoryItem(
    /// What it shows.
    row: HistoryRow,
) -> impl IntoView {
    let what = row.what.join("; ");
    let said = |word: &'static str, text: Box<str>| {
        (!text.is_empty()).then(|| {
            view! {
                <p class="message__text">
                    <span class="muted">{word}</span>
                    {text.to_string()}
                </p>
            }
        })
    };
    view! {
        <li class="message">
            <div class="message__head">
                <strong>{row.who}</strong>
                <span class="timeline__when" title=row.when_in_full>
                    {row.when}
                </span>
            </div>
            {(!what.is_empty()).then(|| view! { <p class="message__text">{what}</p> })}
            {said("", row.comment)}
            {said("Work note: ", row.work_note)}
        </li>
    }
}
