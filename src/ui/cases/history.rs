//! What has happened to a case and what was said on it.

use super::feed::CommunicationPanel;
use crate::{
    engine::{history::HistoryEntry, id::CaseId, message::Message},
    shell::DeskHandle,
    store::StoreError,
    ui::{deed_item::DeedItem, reader::Reader},
    view::{case_metrics::case_metrics, deed::deed_line},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What is read from the storage for the screen.
type Read<T> = Result<Vec<T>, StoreError>;

/// The newest first; read again whenever something was stored.
#[component]
pub(super) fn CaseHistory(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let history = RwSignal::new(None::<Read<HistoryEntry>>);
    let messages = RwSignal::new(None::<Read<Message>>);
    Effect::new(move || {
        desk.revision().track();
        spawn_local(async move {
            let read = desk.history_of(case).await;
            history.try_set(Some(read));
            let read = desk.messages_of(case).await;
            messages.try_set(Some(read));
        });
    });
    view! {
        <CommunicationPanel
            case
            messages=Signal::derive(move || messages.get().and_then(Result::ok))
            history=Signal::derive(move || history.get().and_then(Result::ok))
        />
        {move || messages.with(|read| read.as_ref().and_then(|read| read.as_ref().err()).map(trouble))}
        <Metrics
            case
            messages=Signal::derive(move || messages.get().and_then(Result::ok))
            history=Signal::derive(move || history.get().and_then(Result::ok))
        />
        <section class="panel" aria-labelledby="history-heading">
            <div class="panel__head">
                <h2 id="history-heading">"History"</h2>
            </div>
            <div class="panel__body">
                {move || {
                    history.with(|read| match read {
                        Some(Ok(entries)) if entries.is_empty() => {
                            view! { <p class="muted">"Nothing has happened to it since it came in."</p> }
                                .into_any()
                        }
                        Some(Ok(entries)) => view! { <Timeline entries=entries.clone() /> }.into_any(),
                        Some(Err(error)) => trouble(error),
                        None => view! { <p>"Reading the history…"</p> }.into_any(),
                    })
                }}
            </div>
        </section>
    }
}

/// How the case went, as numbers.
#[component]
fn Metrics(
    /// The case.
    case: CaseId,
    /// What was said, oldest first; `None` while it is read.
    messages: Signal<Option<Vec<Message>>>,
    /// What happened, oldest first; `None` while it is read.
    history: Signal<Option<Vec<HistoryEntry>>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let lines = move || {
        let (messages, history, now) = (messages.get()?, history.get()?, desk.now().get());
        let case = desk.with(|desk| desk.cases.get(&case).cloned())?;
        Some(case_metrics(&case, &history, &messages, now).lines())
    };
    view! {
        <section class="panel" aria-labelledby="metrics-heading">
            <div class="panel__head">
                <h2 id="metrics-heading">"Metrics"</h2>
            </div>
            <div class="panel__body">
                <dl class="facts">
                    {move || {
                        lines()
                            .into_iter()
                            .flatten()
                            .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
                            .collect_view()
                    }}
                </dl>
            </div>
        </section>
    }
}

fn trouble(error: &StoreError) -> AnyView {
    view! { <p role="alert">{error.to_string()}</p> }.into_any()
}

#[component]
fn Timeline(
    /// Oldest first, as stored.
    entries: Vec<HistoryEntry>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let lines = move || {
        let line =
            |entry: &HistoryEntry| zone.with(|zone| desk.with(|desk| deed_line(desk, entry, zone)));
        entries.iter().rev().map(line).collect::<Vec<_>>()
    };
    view! {
        <ol class="timeline">
            {move || lines().into_iter().map(|line| view! { <DeedItem line /> }).collect_view()}
        </ol>
    }
}
