//! The lists that people choose from: statuses, priorities and the others.

use super::status_form::StatusDialog;
use crate::{
    engine::{
        choice::{CaseStatus, ChoiceList},
        command::Command,
        id::StatusId,
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Badge, Button, ButtonKind, Each, Table, TextField, Tone},
    },
    view::{
        case_fields::list_label,
        settings::{StatusRow, choice_names, new_status, status_rows},
    },
};
use leptos::{ev, prelude::*};

/// Statuses, and every list of values.
#[component]
pub(super) fn Lists() -> impl IntoView {
    let lists = ChoiceList::ALL.into_iter();
    view! {
        <Statuses />
        <section class="panel">
            <div class="panel__head">
                <h2>"Values to choose from"</h2>
            </div>
            <div class="panel__body settings__lists">
                {lists.map(|list| view! { <Values list /> }).collect_view()}
            </div>
        </section>
    }
}

/// The case statuses.
#[component]
fn Statuses() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::CaseStatus, Kind::Case], status_rows);
    let edited = RwSignal::new(None::<CaseStatus>);
    let is_open = RwSignal::new(false);
    let edit = move |id: Option<StatusId>| {
        let status = desk.with(|desk| match id {
            Some(id) => desk.statuses.get(&id).cloned(),
            None => Some(new_status(desk)),
        });
        edited.set(status);
        is_open.set(true);
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Case statuses"</h2>
                <Button on_press=move |()| edit(None)>"Add a status"</Button>
            </div>
            <Table label="Case statuses">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Stage"</th>
                        <th scope="col" class="wide-only cell--number">
                            "Cases"
                        </th>
                        <th scope="col" class="cell--tight">
                            <span class="visually-hidden">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    <Each
                        each=move || rows.get()
                        children=move |row| {
                            let id = row.id;
                            view! { <StatusLine row on_edit=move |()| edit(Some(id)) /> }
                        }
                    />
                </tbody>
            </Table>
        </section>
        <StatusDialog open=is_open edited />
    }
}

/// One status.
#[component]
fn StatusLine(
    /// What the row shows.
    row: StatusRow,
    /// Opens its form.
    #[prop(into)]
    on_edit: UnsyncCallback<()>,
) -> impl IntoView {
    let label = format!("Edit {}", row.name);
    view! {
        <tr>
            <th scope="row">{row.name.to_string()}</th>
            <td>
                <span class="row">
                    {row.stage}
                    {row.on_hold.then(|| view! { <Badge tone=Tone::Paused text="On hold" /> })}
                </span>
            </td>
            <td class="wide-only cell--number">{row.n_cases}</td>
            <td class="cell--tight">
                <Button attr:aria-label=label on_press=on_edit>
                    "Edit"
                </Button>
            </td>
        </tr>
    }
}

/// One list, with an input for one more.
#[component]
fn Values(
    /// Which list.
    list: ChoiceList,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let names = desk.derive(&[Kind::Choice], move |desk| choice_names(desk, list));
    let asking = Asking::new();
    let name = RwSignal::new(String::new());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let command = Command::AddChoice {
            list,
            name: name.get_untracked().into(),
        };
        asking.ask(command, move |()| {
            name.try_set(String::new());
        });
    };
    let title = list_label(list);
    view! {
        <section class="stack stack--tight" aria-label=title>
            <h3>{title}</h3>
            <Show
                when=move || names.with(|names| !names.is_empty())
                fallback=|| view! { <p class="muted">"No values yet."</p> }
            >
                <ul class="value-list">
                    <Each
                        each=move || names.get()
                        children=|name| view! { <li>{name.to_string()}</li> }
                    />
                </ul>
            </Show>
            <form class="row row--fields" on:submit=submit novalidate>
                <TextField
                    label=format!("Add to {title}")
                    label_hidden=true
                    value=name
                    error=asking.error_at("name")
                />
                <Button kind=ButtonKind::Submit pending=asking.pending()>
                    "Add"
                </Button>
            </form>
            {asking.refusal()}
        </section>
    }
}
