//! The form of a case status.

use crate::{
    engine::{choice::CaseStatus, command::Command, id::StatusId},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Banner, Checkbox, SelectField, TextArea, TextField, Tone},
        record_form::{Edited, RecordForm},
    },
    view::settings::{STAGES, new_status, stage_key, stage_of_key},
};
use leptos::prelude::*;

/// Name, stage, and whether cases wait in it.
#[component]
pub(super) fn StatusForm(
    /// Which status.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let status = desk.with(|desk| {
        let found = desk.statuses.get(&StatusId(edited.key)).cloned();
        found.unwrap_or_else(|| new_status(desk))
    });
    let delete = (edited.key != 0).then_some(Command::DeleteStatus(status.id));
    let asking = Asking::new();
    let name = RwSignal::new(status.name.to_string());
    let stage = RwSignal::new(stage_key(status.stage).to_owned());
    let on_hold = RwSignal::new(status.on_hold);
    let description = RwSignal::new(status.description.to_string());
    let in_use = asking.error_at("on_hold");
    let stages = STAGES
        .map(|(_, key, word)| (key.to_owned(), word.to_owned()))
        .to_vec();
    let command = move |()| {
        Command::SaveStatus(CaseStatus {
            name: name.get_untracked().trim().into(),
            stage: stage_of_key(&stage.get_untracked()),
            on_hold: on_hold.get_untracked(),
            description: description.get_untracked().trim().into(),
            ..status.clone()
        })
    };
    view! {
        <RecordForm edited asking said="The status is saved" command delete>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <SelectField
                label="Stage"
                value=stage
                options=stages
                hint="In a closed stage no clock runs. Cases that are in a status keep it from changing its stage."
                error=asking.error_at("stage")
            />
            <Checkbox
                label="Cases wait for somebody outside"
                hint="Only entries that say so pause then. Cases that are in a status keep this as it is."
                checked=on_hold
            />
            {move || in_use.get().map(|text| view! { <Banner tone=Tone::High>{text}</Banner> })}
            <TextArea label="Description" value=description n_lines=2 />
        </RecordForm>
    }
}
