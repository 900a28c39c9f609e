//! How the data is kept: what the browser says, what the engine does, and what zones are known.

use super::{health::HealthPanel, journal::JournalPanel};
use crate::{
    engine::{desk::Desk, record::Kind},
    shell::{DeskHandle, Space},
    ui::{
        kit::{Badge, Button, Each, Table, Tone},
        reader::Reader,
    },
    view::{
        counted::{counted, grouped},
        settings::{ZoneRow, backup_words, bytes_words, zone_rows},
    },
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What is wrong, the storage, the engine, the zones, and what happened last.
#[component]
pub(super) fn StoragePanels() -> impl IntoView {
    view! {
        <HealthPanel />
        <Storage />
        <Engine />
        <Zones />
        <JournalPanel />
    }
}

/// What the browser says of the storage.
#[component]
fn Storage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let status = desk.status();
    let space = RwSignal::new(None::<Space>);
    spawn_local(async move {
        space.try_set(desk.space().await);
    });
    let is_asking = RwSignal::new(false);
    let keep = move |()| {
        is_asking.set(true);
        spawn_local(async move {
            desk.ask_to_persist().await;
            is_asking.try_set(false);
        });
    };
    let promise = Memo::new(move |_| {
        status.with(
            |status| match (status.is_memory_only, status.is_persistent) {
                (true, _) => (
                    Tone::High,
                    "Nothing is stored: all is gone when the page is closed",
                ),
                (false, Some(true)) => (Tone::Good, "The browser has promised to keep it"),
                (false, Some(false)) => (
                    Tone::Medium,
                    "The browser may delete it when space runs short",
                ),
                (false, None) => (Tone::Medium, "The browser was not asked to keep it"),
            },
        )
    });
    let backup = Memo::new(move |_| {
        let last_at = status.with(|status| status.last_backup_at);
        backup_words(last_at, desk.now().get())
    });
    let used = move || match space.get() {
        None => "the browser does not say".to_owned(),
        Some(space) => {
            format!(
                "{} of {}",
                bytes_words(whole(space.used)),
                bytes_words(whole(space.granted))
            )
        }
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Storage"</h2>
                <Show when=move || promise.with(|(tone, _)| *tone == Tone::Medium)>
                    <Button on_press=keep pending=is_asking>
                        "Keep my data"
                    </Button>
                </Show>
            </div>
            <div class="panel__body">
                <dl class="facts">
                    <dt>"Promise"</dt>
                    <dd>
                        <Badge
                            tone=Signal::derive(move || promise.get().0)
                            text=Signal::derive(move || promise.get().1.to_owned())
                        />
                    </dd>
                    <dt>"Space used"</dt>
                    <dd>{used}</dd>
                    <dt>"Last backup"</dt>
                    <dd>
                        <Badge
                            tone=Signal::derive(move || {
                                if backup.get().1 { Tone::Medium } else { Tone::Good }
                            })
                            text=Signal::derive(move || backup.get().0)
                        />
                    </dd>
                    <dt>"Revision"</dt>
                    <dd>{move || desk.revision().get()}</dd>
                </dl>
            </div>
        </section>
    }
}

/// A number of bytes as browsers tell it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::as_conversions,
    reason = "bytes of storage are whole and below 2⁵³"
)]
fn whole(bytes: f64) -> u64 {
    bytes.max(0.0) as u64
}

/// What the engine has done and will do next.
#[component]
fn Engine() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reader = Reader::here();
    let next = desk.derive(&[Kind::EscalationPlan], Desk::next_due);
    let counts = desk.derive(
        &[Kind::Case, Kind::EscalationPlan, Kind::Notification],
        |desk| (desk.cases.len(), desk.plans.len(), desk.notifications.len()),
    );
    let counts = move || {
        let (n_cases, n_plans, n_notices) = counts.get();
        format!(
            "{}, {}, {}",
            counted(n_cases, "case", "cases"),
            counted(n_plans, "plan", "plans"),
            counted(n_notices, "notice", "notices")
        )
    };
    let next_words = move || match next.get() {
        None => "nothing is pending".to_owned(),
        Some(at) => reader.words(at),
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Engine"</h2>
            </div>
            <div class="panel__body">
                <dl class="facts">
                    <dt>"It is now"</dt>
                    <dd>{move || reader.in_full(desk.now().get())}</dd>
                    <dt>"Next look"</dt>
                    <dd>{next_words}</dd>
                    <dt>"On the desk"</dt>
                    <dd>{counts}</dd>
                </dl>
            </div>
        </section>
    }
}

/// The zones that the desk knows, with samples (semantics 13.7).
#[component]
fn Zones() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = Memo::new(move |_| {
        desk.track(&[Kind::Zone]);
        let now = desk.stamp().at;
        desk.with(|desk| zone_rows(desk, now))
    });
    let line = |row: ZoneRow| {
        view! {
            <tr>
                <th scope="row">{row.name.to_string()}</th>
                <td class="number">{row.january}</td>
                <td class="number">{row.july}</td>
            </tr>
        }
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>{move || format!("Time zones in use ({})", grouped(rows.with(Vec::len)))}</h2>
            </div>
            <p class="panel__note muted">
                "Their rules come from this browser, looked up again whenever it is of another version."
            </p>
            <Table label="Time zones in use">
                <thead>
                    <tr>
                        <th scope="col">"Zone"</th>
                        <th scope="col">"On 1 January"</th>
                        <th scope="col">"On 1 July"</th>
                    </tr>
                </thead>
                <tbody>
                    <Each each=move || rows.get() children=line />
                </tbody>
            </Table>
        </section>
    }
}
