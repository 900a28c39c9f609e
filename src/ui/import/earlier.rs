//! The imports made before, each of which can be removed.

use crate::{
    engine::{command::Command, id::ImportId, record::Kind},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Button, ConfirmDialog, Each, Table},
        reader::Reader,
        toast::Toasts,
    },
    view::import::{ImportRow, import_rows, removal_lines},
};
use leptos::prelude::*;

/// The list; nothing while there is none.
#[component]
pub(super) fn EarlierImports() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let rows = Memo::new(move |_| {
        desk.track(&[Kind::Import, Kind::User]);
        zone.with(|zone| desk.with(|desk| import_rows(desk, zone)))
    });
    let chosen = RwSignal::new(None::<ImportId>);
    let is_asked = RwSignal::new(false);
    let remove = move |id: ImportId| {
        chosen.set(Some(id));
        is_asked.set(true);
    };
    view! {
        <section class="stack stack--tight">
            <h2>"Brought in before"</h2>
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=|| view! { <p class="muted">"Nothing yet."</p> }
            >
                <Table label="Earlier imports">
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col" class="wide-only">
                                "When"
                            </th>
                            <th scope="col" class="full-only">
                                "Made"
                            </th>
                            <th scope="col" class="cell--tight">
                                <span class="visually-hidden">"Actions"</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        <Each
                            each=move || rows.get()
                            children=move |row| view! { <ImportLine row on_remove=remove /> }
                        />
                    </tbody>
                </Table>
            </Show>
        </section>
        <RemoveDialog open=is_asked chosen />
    }
}

/// One import.
#[component]
fn ImportLine(
    /// What the row shows.
    row: ImportRow,
    /// Asks whether to remove it.
    #[prop(into)]
    on_remove: UnsyncCallback<ImportId>,
) -> impl IntoView {
    let id = row.id;
    view! {
        <tr>
            <th scope="row">
                {row.what} <span class="import__files">{row.files.to_string()}</span>
            </th>
            <td class="wide-only">{row.when}</td>
            <td class="full-only">{row.made}</td>
            <td class="cell--tight">
                <Button on_press=move |()| on_remove.run(id)>"Remove"</Button>
            </td>
        </tr>
    }
}

/// Asks before an import is removed, and says what goes.
#[component]
fn RemoveDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which import.
    chosen: RwSignal<Option<ImportId>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let lines = move || {
        let id = chosen.get();
        let lines = id.map(|id| desk.with(|desk| removal_lines(desk, id)));
        lines.unwrap_or_default()
    };
    let confirm = move |()| {
        if let Some(id) = chosen.get_untracked() {
            asking.ask(Command::RemoveImport(id), move |()| {
                open.set(false);
                toasts.say("The import is removed");
            });
        }
    };
    view! {
        <ConfirmDialog
            open
            heading="Remove this import?"
            verb="Remove"
            pending=asking.pending()
            on_confirm=confirm
        >
            <p>"These are deleted, whatever was done with them since:"</p>
            <ul class="plain-list">
                {lines().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ul>
            <p>"What the import changed rather than made stays as it is. This cannot be taken back."</p>
            {asking.refusal()}
        </ConfirmDialog>
    }
}
