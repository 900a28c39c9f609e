//! The form of a case status.

use crate::{
    engine::{choice::CaseStatus, command::Command},
    ui::{
        asking::Asking,
        kit::{Banner, Checkbox, Dialog, DialogActions, SelectField, TextArea, TextField, Tone},
        toast::Toasts,
    },
    view::settings::{STAGES, stage_key, stage_of_key},
};
use leptos::{ev, prelude::*};

/// The form, in a dialog.
#[component]
pub(super) fn StatusDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it begins with; the id is zero for a new one.
    edited: RwSignal<Option<CaseStatus>>,
) -> impl IntoView {
    let heading = Signal::derive(move || {
        edited.with(|edited| match edited {
            Some(status) if status.id.0 != 0 => format!("Status {}", status.name),
            _ => "New status".to_owned(),
        })
    });
    view! {
        <Dialog open heading>
            {move || {
                edited.get_untracked().map(|status| view! { <StatusForm open status /> })
            }}
        </Dialog>
    }
}

/// Name, stage, and whether cases wait in it.
#[component]
fn StatusForm(
    /// Set to false once it is saved.
    open: RwSignal<bool>,
    /// What it begins with.
    status: CaseStatus,
) -> impl IntoView {
    let toasts = Toasts::here();
    let asking = Asking::new();
    let name = RwSignal::new(status.name.to_string());
    let stage = RwSignal::new(stage_key(status.stage).to_owned());
    let on_hold = RwSignal::new(status.on_hold);
    let description = RwSignal::new(status.description.to_string());
    let in_use = asking.error_at("on_hold");
    let stages = STAGES
        .map(|(_, key, word)| (key.to_owned(), word.to_owned()))
        .to_vec();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let saved = CaseStatus {
            name: name.get_untracked().trim().into(),
            stage: stage_of_key(&stage.get_untracked()),
            on_hold: on_hold.get_untracked(),
            description: description.get_untracked().trim().into(),
            ..status.clone()
        };
        asking.ask(Command::SaveStatus(saved), move |()| {
            open.try_set(false);
            toasts.say("The status is saved");
        });
    };
    view! {
        <form on:submit=submit novalidate>
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
            {asking.refusal()}
            <DialogActions open verb="Save" pending=asking.pending() />
        </form>
    }
}
