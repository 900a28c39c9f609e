//! Why people escalate.

use super::asked;
use crate::{
    engine::{
        command::Command,
        escalation::{EscalationCommand, EscalationReason},
        id::ReasonId,
        record::{Kind, Stored},
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Checkbox, TextField},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
    },
    view::escalation_set_up::{reason_of, reason_rows},
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "Reasons to escalate",
    noun: "Reason",
    new: "New reason",
    columns: &[],
    empty: (
        "No reasons yet",
        "Whoever escalates says why, by one of these and in words of their own.",
    ),
    wide: false,
    act: Act::SetUpEscalations,
};

/// The reasons, each with its form.
#[component]
pub fn Reasons() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::EscalationReason], reason_rows);
    let form = |edited| view! { <ReasonForm edited /> }.into_any();
    let asking = Asking::new();
    let order = move |keys: Vec<u64>| {
        let keys = keys
            .into_iter()
            .map(|id| EscalationReason::key(ReasonId(id)));
        asking.ask(Command::PutInOrder(keys.collect()), |()| {});
    };
    view! {
        <RecordPanel list=LIST rows form on_order=order />
        {asking.refusal()}
    }
}

#[component]
fn ReasonForm(
    /// Which reason.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reason = desk.with(|desk| reason_of(desk, edited.key));
    let asking = Asking::new();
    let name = RwSignal::new(reason.name.to_string());
    let active = RwSignal::new(reason.active);
    let command = move |()| {
        asked(EscalationCommand::SaveReason(EscalationReason {
            name: name.get_untracked().trim().into(),
            active: active.get_untracked(),
            ..reason.clone()
        }))
    };
    view! {
        <RecordForm edited asking said="The reason is saved" command>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <Checkbox label="Active" hint="May be chosen." checked=active />
        </RecordForm>
    }
}
