//! Saying yes or no to a request.

use super::words_dialog::{Wanted, WordsDialog};
use crate::{
    engine::{command::Command, escalation::EscalationCommand, id::EscalationId},
    ui::{
        asking::Asking,
        kit::{Button, ButtonLook},
        toast::Toasts,
    },
};
use leptos::prelude::*;

/// The two buttons; rejecting asks why in a dialog.
#[component]
pub(super) fn Answer(
    /// The request.
    id: EscalationId,
    /// Its number.
    number: String,
) -> impl IntoView {
    let toasts = Toasts::here();
    let asking = Asking::new();
    let is_rejecting = RwSignal::new(false);
    let said = format!("{number} is approved");
    let approve = move |()| {
        let said = said.clone();
        let command = Command::Escalation(Box::new(EscalationCommand::Approve(id)));
        asking.ask(command, move |()| toasts.say(said));
    };
    let reject = move |reason: String| {
        let reason = reason.into();
        EscalationCommand::Reject {
            escalation: id,
            reason,
        }
    };
    let wanted = Wanted {
        heading: format!("Reject {number}"),
        label: "Reason",
        hint: "Whoever asked gets it by mail.",
        field: "answer",
        verb: "Reject",
        said: number + " is declined",
    };
    view! {
        <Button look=ButtonLook::Primary pending=asking.pending() on_press=approve>
            "Approve"
        </Button>
        <Button on_press=move |()| is_rejecting.set(true)>"Reject"</Button>
        {asking.refusal()}
        <WordsDialog open=is_rejecting wanted command=reject />
    }
    .into_any()
}
