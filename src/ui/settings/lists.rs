//! The lists that people choose from: statuses, priorities and the others.

use super::status_form::StatusForm;
use crate::{
    engine::{
        choice::{CaseStatus, Choice, ChoiceList},
        command::Command,
        id::{ChoiceId, StatusId},
        record::{Kind, Stored},
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::TextField,
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
    },
    view::{
        case_fields::list_label,
        settings::{choice_rows, status_rows},
    },
};
use leptos::prelude::*;

/// Statuses, and every list of values.
#[component]
pub(super) fn Lists() -> impl IntoView {
    let lists = ChoiceList::ALL.into_iter();
    view! {
        <Statuses />
        <div class="settings__lists">
            {lists.map(|list| view! { <Values list /> }).collect_view()}
        </div>
    }
}

const STATUSES: RecordList = RecordList {
    heading: "Case statuses",
    noun: "Status",
    new: "New status",
    columns: &[("Stage", ""), ("Cases", "wide-only cell--number")],
    empty: ("No statuses", "A case is always in one of them."),
    wide: false,
    act: Act::Administer,
};

/// The case statuses.
#[component]
pub fn Statuses() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let asking = Asking::new();
    let rows = desk.derive(&[Kind::CaseStatus, Kind::Case], status_rows);
    let form = |edited| view! { <StatusForm edited /> }.into_any();
    let order = move |keys: Vec<u64>| {
        let keys = keys.into_iter().map(|id| CaseStatus::key(StatusId(id)));
        asking.ask(Command::PutInOrder(keys.collect()), |()| {});
    };
    view! {
        <RecordPanel list=STATUSES rows form on_order=order />
        {asking.refusal()}
    }
}

/// What a list of values is called.
const fn values_of(list: ChoiceList) -> RecordList {
    let new = match list {
        ChoiceList::Priority => "New priority",
        ChoiceList::Type => "New type",
        ChoiceList::Origin => "New origin",
        ChoiceList::Reason => "New reason",
        ChoiceList::Product => "New product",
        ChoiceList::RecordType => "New record type",
    };
    RecordList {
        heading: list_label(list),
        noun: list_label(list),
        new,
        columns: &[("Cases", "cell--number")],
        empty: (
            "No values yet",
            "Cases have this field only once there is one to choose.",
        ),
        wide: false,
        act: Act::Administer,
    }
}

/// One list of values.
#[component]
fn Values(
    /// Which list.
    list: ChoiceList,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let asking = Asking::new();
    let rows = desk.derive(&[Kind::Choice, Kind::Case], move |desk| {
        choice_rows(desk, list)
    });
    let form = move |edited| view! { <ValueForm edited list /> }.into_any();
    let order = move |keys: Vec<u64>| {
        let keys = keys.into_iter().map(|id| Choice::key(ChoiceId(id)));
        asking.ask(Command::PutInOrder(keys.collect()), |()| {});
    };
    view! {
        <div>
            <RecordPanel list=values_of(list) rows form on_order=order />
            {asking.refusal()}
        </div>
    }
}

/// The name of one value.
#[component]
fn ValueForm(
    /// Which value.
    edited: Edited,
    /// The list that it is in.
    list: ChoiceList,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let id = ChoiceId(edited.key);
    let found = desk.with(|desk| desk.choices.get(&id).cloned());
    let delete = found.is_some().then_some(Command::DeleteChoice(id));
    let choice = found.unwrap_or_else(|| Choice {
        id,
        list,
        name: Box::default(),
        order: 0,
    });
    let asking = Asking::new();
    let name = RwSignal::new(choice.name.to_string());
    let command = move |()| {
        Command::SaveChoice(Choice {
            name: name.get_untracked().into(),
            ..choice.clone()
        })
    };
    view! {
        <RecordForm edited asking said="The value is saved" command delete>
            <TextField
                label="Name"
                required=true
                value=name
                hint="Rules compare with the name: an entry that names another one is marked."
                error=asking.error_at("name")
            />
        </RecordForm>
    }
}
