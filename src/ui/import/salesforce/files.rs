//! Choosing the files, and reading them.

use crate::{
    engine::exchange::salesforce::{SalesforceFiles, preselected, read},
    shell::DeskHandle,
    ui::{
        file_bytes::file_bytes,
        kit::{Banner, Each, FileDrop, Icon, RemoveButton, Tone},
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// A file with the name it is called by here.
type NamedBytes = (String, Arc<[u8]>);

/// What only files of business hours speak of.
const OF_HOURS: &[u8] = b"BusinessHoursSettings";

/// What to call a file: organisations keep rules and business hours under one name in two folders,
/// and findings have to tell them apart.
fn called(name: &str, bytes: &[u8], chosen: &[NamedBytes]) -> String {
    let is_of_hours = |bytes: &[u8]| bytes.windows(OF_HOURS.len()).any(|part| part == OF_HOURS);
    let is_other =
        |(known, other): &NamedBytes| known == name && is_of_hours(other) != is_of_hours(bytes);
    match (chosen.iter().any(is_other), is_of_hours(bytes)) {
        (false, _) => name.to_owned(),
        (true, true) => format!("{name} (hours)"),
        (true, false) => format!("{name} (rules)"),
    }
}

/// What was chosen, and what is wrong with it.
#[derive(Clone, Copy)]
struct Choosing {
    desk: DeskHandle,
    chosen: RwSignal<Vec<NamedBytes>>,
    errors: RwSignal<Vec<String>>,
    is_reading: RwSignal<bool>,
    files: RwSignal<Option<SalesforceFiles>>,
}

impl Choosing {
    /// Adds files to those chosen before; one of the same name and sort takes its place.
    fn add(self, added: Vec<File>) {
        self.is_reading.set(true);
        spawn_local(async move {
            for file in added {
                match file_bytes(&file).await {
                    Ok(bytes) => self.chosen.update(|chosen| {
                        let name = called(&file.name(), &bytes, chosen);
                        chosen.retain(|(known, _)| *known != name);
                        chosen.push((name, bytes.into()));
                    }),
                    Err(error) => self.errors.set(vec![error]),
                }
            }
            self.read().await;
        });
    }

    fn remove(self, name: &str) {
        self.chosen
            .update(|chosen| chosen.retain(|(other, _)| other != name));
        spawn_local(self.read());
    }

    /// Reads all that is chosen, and teaches the desk the zones in it.
    async fn read(self) {
        self.is_reading.set(true);
        let chosen = self.chosen.get_untracked();
        let named: Vec<(&str, &[u8])> = chosen
            .iter()
            .map(|(name, bytes)| (name.as_str(), &**bytes))
            .collect();
        match read(&named) {
            Ok(_) if named.is_empty() => {
                self.errors.set(Vec::new());
                self.files.set(None);
            }
            Ok(mut files) => {
                for zone in files.zones_needed() {
                    // A zone that the browser does not know is a finding of the proposal.
                    let _ = self.desk.learn_zone(&zone).await;
                }
                files.choices = self.desk.with(|desk| preselected(desk, &files));
                self.errors.set(Vec::new());
                self.files.set(Some(files));
            }
            Err(errors) => {
                self.errors
                    .set(errors.iter().map(ToString::to_string).collect());
                self.files.set(None);
            }
        }
        self.is_reading.set(false);
    }
}

/// The place to choose files, those chosen, and why one cannot be read.
#[component]
pub(super) fn ChosenFiles(
    /// Set to what the files say, once all of them can be read.
    files: RwSignal<Option<SalesforceFiles>>,
) -> impl IntoView {
    let choosing = Choosing {
        desk: expect_context(),
        chosen: RwSignal::new(Vec::new()),
        errors: RwSignal::new(Vec::new()),
        is_reading: RwSignal::new(false),
        files,
    };
    let names = Memo::new(move |_| {
        choosing.chosen.with(|chosen| {
            chosen
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section class="stack stack--tight" aria-label="Files">
            <FileDrop
                label="Choose files"
                accept=".xml,.escalationRules,.escalationRules-meta.xml,.settings,.settings-meta.xml,text/xml"
                multiple=true
                hint="Escalation rules and business hours, as Salesforce's metadata API writes them. Several at once: calendars that a rule names are best brought in with it."
                on_files=move |added| choosing.add(added)
            />
            <Show when=move || names.with(|names| !names.is_empty())>
                <ul class="chips" aria-label="Chosen files">
                    <Each
                        each=move || names.get()
                        children=move |name| view! { <FileChip choosing name /> }
                    />
                </ul>
            </Show>
            <Show when=move || choosing.is_reading.get()>
                <p class="muted" role="status">
                    "Reading…"
                </p>
            </Show>
            <Show when=move || choosing.errors.with(|errors| !errors.is_empty())>
                <Banner tone=Tone::High>
                    <ul class="plain-list">
                        {move || {
                            let errors = choosing.errors.get().into_iter();
                            errors.map(|error| view! { <li>{error}</li> }).collect_view()
                        }}
                    </ul>
                </Banner>
            </Show>
        </section>
    }
}

/// One chosen file, with the way to leave it out.
#[component]
fn FileChip(
    /// Where it was chosen.
    choosing: Choosing,
    /// Its name.
    name: String,
) -> impl IntoView {
    let label = format!("Leave {name} out");
    let removed = name.clone();
    view! {
        <li class="file-chip">
            <span>{name}</span>
            <RemoveButton label icon=Icon::Close on_press=move |()| choosing.remove(&removed) />
        </li>
    }
}
