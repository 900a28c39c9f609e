//! The escalations of a case or an account, on its page (semantics 5.19, 6.10).

use super::{
    escalate::EscalateButton,
    list::{KINDS, state_tone},
    severity::SeverityBadge,
    slas::SlaList,
};
use crate::{
    engine::escalation::Source,
    shell::DeskHandle,
    ui::{
        kit::{Badge, Each},
        reader::Reader,
        route::Link,
    },
    view::{
        escalation::{SourceEscalation, escalations_of, sla_rows},
        route::Page,
    },
};
use leptos::prelude::*;

/// The panel: the way to escalate, every request and record, and the SLAs of the open one.
#[component]
pub fn RecordsPanel(
    /// What the page shows.
    source: Source,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let now = desk.now();
    let rows = desk.derive(KINDS, move |desk| escalations_of(desk, source));
    let slas = Memo::new(move |_| {
        desk.track(KINDS);
        let rows = |zone: &_| {
            desk.with(|desk| {
                let record = desk.escalation_of(source)?;
                Some(sla_rows(desk, record, now.get(), zone))
            })
        };
        zone.with(rows).unwrap_or_default()
    });
    view! {
        <section class="panel" aria-labelledby="records-heading">
            <div class="panel__head">
                <h2 id="records-heading">"Escalation records"</h2>
                <div class="row">
                    <EscalateButton source />
                </div>
            </div>
            <div class="panel__body">
                <Show when=move || rows.with(Vec::is_empty)>
                    <p class="muted">"Nobody has asked to escalate it."</p>
                </Show>
                <ul class="levels levels--bare">
                    <Each each=move || rows.get() children=|row| view! { <Row row /> } />
                </ul>
                <SlaList slas />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Row(
    /// What it shows.
    row: SourceEscalation,
) -> impl IntoView {
    let severity = row.severity.map(|mark| {
        if row.state == "Escalated" {
            view! { <SeverityBadge mark /> }.into_any()
        } else {
            mark.name.to_string().into_any()
        }
    });
    view! {
        <li class="level">
            <div class="level__head">
                <Link to=Page::Escalation(row.id.0)>{row.number}</Link>
                <Badge tone=state_tone(row.state) text=row.state />
                {severity}
            </div>
        </li>
    }
}
