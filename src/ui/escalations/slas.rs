//! The SLAs of an escalation (semantics 6.10).

use super::list::{SlaChip, sla_tone};
use crate::{
    ui::{
        kit::{Badge, Each},
        strip::{Stretch, Strip},
    },
    view::escalation::SlaRow,
};
use leptos::prelude::*;

/// The panel of the SLAs.
#[component]
pub(super) fn SlaPanel(
    /// What it shows.
    slas: Memo<Vec<SlaRow>>,
) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="slas-heading">
            <div class="panel__head">
                <h2 id="slas-heading">"SLAs"</h2>
            </div>
            <div class="panel__body">
                <SlaList slas />
            </div>
        </section>
    }
    .into_any()
}

/// The SLAs, the latest on top.
#[component]
pub(super) fn SlaList(
    /// What it shows.
    slas: Memo<Vec<SlaRow>>,
) -> impl IntoView {
    let placed = move || {
        let slas = slas.get();
        (0..slas.len()).rev().zip(slas).collect::<Vec<_>>()
    };
    view! {
        <ul class="levels levels--bare">
            <Each each=placed children=|(_, sla)| view! { <Sla sla /> } />
        </ul>
    }
    .into_any()
}

#[component]
fn Sla(
    /// What it shows.
    sla: SlaRow,
) -> impl IntoView {
    let stretches = sla.strip.iter().map(|(style, x, width)| Stretch {
        style,
        x: *x,
        width: *width,
        title: String::new(),
    });
    let stretches: Vec<Stretch> = stretches.collect();
    let counted = format!("{} of {}, {} %", sla.elapsed, sla.allowed, sla.percent);
    let original = sla.original_breach_at.clone();
    view! {
        <li class="level">
            <div class="level__head">
                <strong>{sla.name.to_string()}</strong>
            </div>
            <p class="row">
                <Badge tone=sla_tone(sla.tone) text=sla.stage.clone() />
                {sla.due.is_some().then(|| view! { <SlaChip sla=sla.clone() /> })}
            </p>
            <dl class="facts">
                <dt>"Elapsed"</dt>
                <dd>{counted}</dd>
                <dt>"Left"</dt>
                <dd>{sla.left}</dd>
                <dt>"Breach"</dt>
                <dd title=sla.breach_at_in_full>{sla.breach_at}</dd>
                {(!original.is_empty())
                    .then(|| {
                        view! {
                            <dt>"At first"</dt>
                            <dd>{original}</dd>
                        }
                    })}
            </dl>
            {(!stretches.is_empty()).then(|| view! { <Strip stretches now_at=None /> })}
        </li>
    }
}
