//! The whole workspace as one file, and back.

use crate::{
    engine::{record::Kind, roles::Act},
    shell::{DeskHandle, save_file},
    ui::{
        kit::{Banner, Button, ButtonLook, ConfirmDialog, FileDrop, Tone},
        only_look::OnlyLook,
        reader::Reader,
        toast::Toasts,
    },
    view::{import::kind_counted, settings::backup_name},
};
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

/// Kinds of records that people count a workspace by.
const COUNTED: [Kind; 7] = [
    Kind::Case,
    Kind::Account,
    Kind::User,
    Kind::Queue,
    Kind::EscalationRule,
    Kind::Calendar,
    Kind::Notification,
];

/// Backup and restore.
#[component]
pub(super) fn BackupPanels() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let is_exporting = RwSignal::new(false);
    let download = move |()| {
        is_exporting.set(true);
        spawn_local(async move {
            let name = desk.with(|here| {
                let organisation = here.preferences().map(|all| all.organisation.to_string());
                backup_name(&organisation.unwrap_or_default(), desk.stamp().at)
            });
            let saved = match desk.export_backup().await {
                Ok(blob) => save_file(&blob, &name)
                    .map_err(|_| "the browser did not take the file: allow downloads".to_owned()),
                Err(error) => Err(error.to_string()),
            };
            is_exporting.try_set(false);
            match saved {
                Ok(()) => toasts.say(format!("The backup is saved as {name}")),
                Err(reason) => toasts.fail(format!("No backup was made: {reason}")),
            }
        });
    };
    view! {
        <OnlyLook act=Act::Administer />
        <section class="panel">
            <div class="panel__head">
                <h2>"Backup"</h2>
            </div>
            <div class="panel__body">
                <p>
                    "Everything on this desk in one file: records, plans, what has fired, history and messages. Keep it somewhere else than this browser."
                </p>
                <div>
                    <Button
                        look=ButtonLook::Primary
                        on_press=download
                        pending=is_exporting
                        attr:id="download-backup"
                    >
                        "Download a backup"
                    </Button>
                </div>
            </div>
        </section>
        <RestorePanel />
    }
}

/// Restoring a backup in place of all that is here.
#[component]
fn RestorePanel() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reader = Reader::here();
    let toasts = Toasts::here();
    let read = StoredValue::new_local(None);
    let error = RwSignal::new(None::<String>);
    let found = RwSignal::new(Vec::<String>::new());
    let n_due = RwSignal::new(0);
    let is_asked = RwSignal::new(false);
    let is_restoring = RwSignal::new(false);
    let take = move |files: Vec<File>| {
        error.set(None);
        spawn_local(async move {
            let Some(file) = files.into_iter().next() else {
                return;
            };
            let text = JsFuture::from(file.text())
                .await
                .ok()
                .and_then(|text| text.as_string());
            let backup = text
                .ok_or_else(|| "it cannot be read: choose it again".to_owned())
                .and_then(|text| desk.read_backup(&text).map_err(|error| error.to_string()));
            match backup {
                Ok(backup) => {
                    let counts = COUNTED.map(|kind| kind_counted(kind, backup.n_records(kind)));
                    let latest = format!("last stamp {}", reader.words(backup.latest_at));
                    found.set(counts.into_iter().chain([latest]).collect());
                    n_due.set(backup.n_due(desk.stamp().at));
                    read.set_value(Some(backup));
                    is_asked.set(true);
                }
                Err(reason) => error.set(Some(format!("{}: {reason}", file.name()))),
            }
        });
    };
    let restore = move |()| {
        let Some(backup) = read.try_update_value(Option::take).flatten() else {
            return;
        };
        is_restoring.set(true);
        spawn_local(async move {
            let outcome = desk.restore(backup).await;
            is_restoring.try_set(false);
            is_asked.try_set(false);
            match outcome {
                Ok(()) => toasts.say("The backup is restored"),
                Err(refusal) => toasts.fail(format!("Nothing was restored: {refusal}")),
            }
        });
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Restore"</h2>
            </div>
            <div class="panel__body">
                <p>
                    "A backup takes the place of everything that is here. A damaged or foreign file is refused, and nothing is touched."
                </p>
                <FileDrop
                    label="Choose a backup"
                    accept=".json,application/json"
                    hint="A file that \"Download a backup\" has made."
                    on_files=take
                />
                {move || error.get().map(|text| view! { <Banner tone=Tone::High>{text}</Banner> })}
            </div>
        </section>
        <ConfirmDialog
            open=is_asked
            heading="Restore this backup?"
            verb="Restore"
            pending=is_restoring
            on_confirm=restore
        >
            <p>"It holds:"</p>
            <ul class="plain-list">
                {move || {
                    found.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()
                }}
            </ul>
            <p class="strong">
                "Everything that is on this desk now is deleted. Nothing fires by the restoring itself."
            </p>
            {move || {
                let due = match n_due.get() {
                    0 => return None,
                    1 => "1 escalation in it has come due since: it fires right after.".to_owned(),
                    n => format!("{n} escalations in it have come due since: they fire right after."),
                };
                Some(view! { <p class="strong">{due}</p> })
            }}
        </ConfirmDialog>
    }
}
