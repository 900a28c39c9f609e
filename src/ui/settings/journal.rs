//! The newest of everything that happened, for whoever looks after the desk.

use crate::{
    engine::history::HistoryEntry,
    shell::DeskHandle,
    store::StoreError,
    ui::{deed_item::DeedItem, kit::Each, reader::Reader},
    view::journal::{JournalLine, journal_lines},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// More of it is in the histories of cases, and in a backup.
const LINES_MAX: usize = 50;

/// Changes of the configuration, refused acts and what happened to cases; read again whenever
/// something was stored.
#[component]
pub(super) fn JournalPanel() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let read = RwSignal::new(None::<Result<Vec<HistoryEntry>, StoreError>>);
    Effect::new(move || {
        desk.revision().track();
        spawn_local(async move {
            let latest = desk.latest_history(LINES_MAX).await;
            read.try_set(Some(latest));
        });
    });
    let lines = move || {
        read.with(|read| match read {
            Some(Ok(entries)) => {
                zone.with(|zone| desk.with(|desk| journal_lines(desk, entries, LINES_MAX, zone)))
            }
            _ => Vec::new(),
        })
    };
    let trouble = move || {
        let error = read.with(|read| Some(read.as_ref()?.as_ref().err()?.to_string()))?;
        Some(view! { <p role="alert">{error}</p> })
    };
    view! {
        <section class="panel" aria-labelledby="journal-heading">
            <div class="panel__head">
                <h2 id="journal-heading">"Journal"</h2>
            </div>
            <div class="panel__body">
                <p class="muted">
                    {format!("The newest {LINES_MAX} entries of the history of the desk: what was changed, refused and fired.")}
                </p>
                {trouble}
                <ol class="timeline">
                    <Each
                        each=lines
                        children=|line: JournalLine| {
                            view! { <DeedItem line=line.deed about=(line.about, line.to) /> }
                        }
                    />
                </ol>
            </div>
        </section>
    }
}
