//! How each entry of a rule takes a case.

use crate::{
    ui::kit::{Icon, IconMark},
    view::explanation::{CriterionLine, EntryLine, VerdictView},
};
use leptos::prelude::*;

/// The verdict, with each entry behind it.
#[component]
pub(super) fn Verdict(
    /// What it says.
    told: VerdictView,
) -> impl IntoView {
    let entries = told
        .entries
        .into_iter()
        .map(|entry| view! { <EntryVerdict entry /> });
    view! {
        <p class="strong">{told.verdict}</p>
        <ol class="verdicts">{entries.collect_view()}</ol>
    }
}

/// One entry, opened when it is the one that counts.
#[component]
fn EntryVerdict(
    /// What it says.
    entry: EntryLine,
) -> impl IntoView {
    let lines = entry.criteria.into_iter().map(criterion_line);
    view! {
        <li>
            <details open=entry.is_chosen>
                <summary class="verdict" class:verdict--chosen=entry.is_chosen>
                    <span class="verdict__place">{format!("Entry {}: {}. ", entry.place, entry.word)}</span>
                    <span class="muted">{entry.condition}</span>
                </summary>
                <ol class="verdict__criteria">{lines.collect_view()}</ol>
                {(!entry.note.is_empty()).then(|| view! { <p class="muted">{entry.note}</p> })}
            </details>
        </li>
    }
}

fn criterion_line(line: CriterionLine) -> impl IntoView {
    let (icon, word) = if line.holds {
        (Icon::Check, "holds")
    } else {
        (Icon::Close, "does not hold")
    };
    view! {
        <li class="verdict__criterion">
            <IconMark icon />
            <span>
                {line.words}<span class="muted">{format!(" \u{2013} {word}: it is {}", line.value)}</span>
            </span>
        </li>
    }
}
