//! Saving and discarding, in sight wherever a long form is scrolled to.

use super::kit::{Button, ButtonKind, ButtonLook};
use crate::view::counted::counted;
use leptos::prelude::*;

/// The foot of a form: whether something is unsaved, and the two ways on.
#[component]
pub fn SaveBar(
    /// Whether something is not saved.
    #[prop(into)]
    dirty: Signal<bool>,
    /// Whether a save is under way.
    #[prop(into)]
    pending: Signal<bool>,
    /// How many fields keep it from being saved, as far as that shows.
    #[prop(into)]
    n_faults: Signal<usize>,
    /// Goes back to what is saved.
    #[prop(into)]
    on_discard: UnsyncCallback<()>,
) -> impl IntoView {
    let state = move || match n_faults.get() {
        0 if dirty.get() => "Unsaved changes".to_owned(),
        0 => "No unsaved changes".to_owned(),
        1 => "1 field needs another look".to_owned(),
        n => format!("{} need another look", counted(n, "field", "fields")),
    };
    view! {
        <div class="save-bar">
            <span class="save-bar__state" role="status">
                {state}
            </span>
            <Show when=move || dirty.get()>
                <Button on_press=on_discard>"Discard"</Button>
            </Show>
            <Button kind=ButtonKind::Submit look=ButtonLook::Primary pending>
                "Save"
            </Button>
        </div>
    }
}
