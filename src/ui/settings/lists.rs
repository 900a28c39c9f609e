//! The lists that people choose from: statuses, priorities and the others.

use super::status_form::StatusForm;
use crate::{
    engine::{choice::ChoiceList, command::Command, record::Kind},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Button, ButtonKind, Each, TextField},
        record_table::{RecordList, RecordPanel},
    },
    view::{
        case_fields::list_label,
        settings::{choice_names, status_rows},
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

const STATUSES: RecordList = RecordList {
    heading: "Case statuses",
    noun: "Status",
    new: "New status",
    columns: &[("Stage", ""), ("Cases", "wide-only cell--number")],
    empty: ("No statuses", "A case is always in one of them."),
    wide: false,
};

/// The case statuses.
#[component]
fn Statuses() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::CaseStatus, Kind::Case], status_rows);
    let form = |edited| view! { <StatusForm edited /> }.into_any();
    view! { <RecordPanel list=STATUSES rows form /> }
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
