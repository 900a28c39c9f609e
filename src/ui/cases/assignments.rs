//! Why automatic assignments take a case or do not.

use crate::{
    engine::{id::CaseId, record::Kind},
    shell::DeskHandle,
    ui::{
        kit::{Each, Icon, IconMark},
        reader::Reader,
    },
    view::assignment_draft::{AssignmentWhy, assignment_whys},
};
use leptos::prelude::*;

const KINDS: &[Kind] = &[
    Kind::Case,
    Kind::HandOffs,
    Kind::Preferences,
    Kind::AssignmentRule,
    Kind::EscalationAssignment,
    Kind::Polls,
];

/// Each assignment with its tests, as they are at this minute; nothing while none takes effect.
#[component]
pub(super) fn AssignmentsWhy(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let now = desk.now();
    let told = Memo::new(move |_| {
        desk.track(KINDS);
        let at = now.get();
        zone.with(|zone| desk.with(|desk| assignment_whys(desk, case, at, zone)))
    });
    view! {
        <Show when=move || told.with(|told| !told.is_empty())>
            <section class="panel" aria-labelledby="assignments-heading">
                <div class="panel__head">
                    <h2 id="assignments-heading">"Automatic assignments"</h2>
                </div>
                <div class="panel__body">
                    <ol class="verdicts">
                        <Each
                            each=move || told.get()
                            children=|why| view! { <OneWhy why /> }
                        />
                    </ol>
                </div>
            </section>
        </Show>
    }
}

/// One assignment.
#[component]
fn OneWhy(
    /// What is said of it.
    why: AssignmentWhy,
) -> impl IntoView {
    let line = |(words, holds): (String, bool)| {
        let (icon, word) = if holds {
            (Icon::Check, "holds")
        } else {
            (Icon::Close, "does not hold")
        };
        view! {
            <li class="verdict__criterion">
                <IconMark icon />
                <span>{words}<span class="muted">{format!(" \u{2013} {word}")}</span></span>
            </li>
        }
    };
    view! {
        <li>
            <details open=why.matches>
                <summary class="verdict" class:verdict--chosen=why.matches>
                    <span class="verdict__place">{format!("{}. ", why.name)}</span>
                    <span class="muted">{why.outcome}</span>
                </summary>
                <ol class="verdict__criteria">
                    {why.tests.into_iter().map(line).collect_view()}
                </ol>
            </details>
        </li>
    }
}
