//! The question before what is pending is taken away.

use super::{
    asking::Asking,
    kit::{Checkbox, ConfirmDialog},
    toast::Toasts,
};
use crate::{
    engine::command::Command,
    shell::DeskHandle,
    view::{counted::counted, pending::PendingId},
};
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen_futures::spawn_local;

/// Takes pending escalations away once it is confirmed; each that is gone leaves `chosen`
/// (semantics 11.3).
#[component]
pub fn TakeAwayDialog(
    /// Which.
    chosen: RwSignal<BTreeSet<PendingId>>,
    /// Whether it is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let working = RwSignal::new(false);
    let until_closed = RwSignal::new(false);
    let words = |n: usize| counted(n, "pending escalation", "pending escalations");
    let confirm = move |()| {
        working.set(true);
        let asked = chosen.get_untracked();
        spawn_local(async move {
            let mut n_done = 0;
            for id in asked {
                let PendingId { case, action } = id;
                let command = Command::CancelPending {
                    case,
                    action,
                    until_closed: until_closed.get_untracked(),
                };
                match desk.dispatch(command).await {
                    Ok(()) => {
                        n_done += 1;
                        chosen.try_update(|chosen| chosen.remove(&id));
                    }
                    Err(refusal) => {
                        asking.refuse(refusal);
                        break;
                    }
                }
            }
            working.try_set(false);
            let is_done = chosen.try_with_untracked(BTreeSet::is_empty);
            if is_done.unwrap_or(true) {
                open.try_set(false);
            }
            toasts.say(format!("{} taken away", words(n_done)));
        });
    };
    view! {
        <ConfirmDialog
            open
            heading=Signal::derive(move || {
                format!("Take {} away?", words(chosen.with(BTreeSet::len)))
            })
            verb="Take away"
            pending=working
            on_confirm=confirm
        >
            <p>
                "What is taken away does not fire. It comes back when its case is next saved, unless it has fired by then."
            </p>
            <Checkbox
                label="Skip until the case is closed"
                hint="Then it comes back only when the case is opened again."
                checked=until_closed
            />
            {asking.refusal()}
        </ConfirmDialog>
    }
}
