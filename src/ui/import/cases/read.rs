//! Choosing the file and taking it apart.

use super::{
    Chosen, Journey,
    job::read_table,
    running::{Running, RunningBar},
};
use crate::{
    engine::exchange::cases_csv::{Encoding, TableError},
    shell::DeskHandle,
    ui::{
        file_bytes::file_bytes,
        kit::{Banner, Button, FileDrop, Tone},
        route::Router,
    },
    view::route::{ImportKind, Page},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// What reading works on.
#[derive(Clone, Copy)]
struct Reading {
    desk: DeskHandle,
    journey: Journey,
    running: Running,
    error: RwSignal<Option<String>>,
    /// A file that may be of an older Windows program, to be read again as such.
    of_windows: RwSignal<Option<File>, LocalStorage>,
}

impl Reading {
    fn read(self, file: File, encoding: Encoding) {
        let (tell, cancelled) = self.running.begin();
        self.error.set(None);
        self.of_windows.set(None);
        spawn_local(async move {
            let table = match file_bytes(&file).await {
                Ok(bytes) => read_table(bytes, encoding, tell, cancelled).await,
                Err(error) => {
                    self.running.end();
                    self.error.try_set(Some(error));
                    return;
                }
            };
            self.running.end();
            match table {
                None => {}
                Some(Ok(table)) => {
                    let chosen = Chosen::of(&self.desk, &file.name(), table);
                    self.journey.chosen.try_set(Some(chosen));
                }
                Some(Err(error)) => {
                    self.error
                        .try_set(Some(format!("{}: {error}", file.name())));
                    if matches!(error, TableError::NotUtf8 { .. }) {
                        self.of_windows.try_set(Some(file));
                    }
                }
            }
        });
    }
}

/// The first step.
#[component]
pub(super) fn ReadStep(
    /// Where the way has come to.
    journey: Journey,
) -> impl IntoView {
    let reading = Reading {
        desk: expect_context(),
        journey,
        running: Running::new(),
        error: RwSignal::new(None),
        of_windows: RwSignal::new_local(None),
    };
    let router = Router::here();
    let take = move |files: Vec<File>| {
        if let Some(file) = files.into_iter().next() {
            reading.read(file, Encoding::Utf8);
        }
    };
    let again = move |()| {
        if let Some(file) = reading.of_windows.get_untracked() {
            reading.read(file, Encoding::Windows1252);
        }
    };
    view! {
        <section class="stack stack--tight" aria-label="File">
            <FileDrop
                label="Choose a CSV file"
                accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
                hint="The first line names the columns. Commas, semicolons and tabs are understood."
                on_files=take
            />
            <RunningBar running=reading.running label="Reading the file" />
            {move || {
                reading
                    .error
                    .get()
                    .map(|error| {
                        view! {
                            <Banner tone=Tone::High>
                                <span>{error}</span>
                                <Show when=move || {
                                    reading.of_windows.with(Option::is_some)
                                }>
                                    <Button on_press=again>"Read it as Windows-1252"</Button>
                                </Show>
                            </Banner>
                        }
                    })
            }}
            <div class="form__actions">
                <Button on_press=move |()| {
                    router.go(Page::Import(ImportKind::Choice));
                }>"Cancel"</Button>
            </div>
        </section>
    }
}
