//! The screen for a database that does not hold what was stored last.

use super::kit::{Button, ButtonLook};
use crate::shell::{Boot, LostDesk};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Tells what is missing and lets a person choose: nothing is begun anew in silence.
#[component]
pub fn LostPage(
    /// What was expected and what was found.
    lost: LostDesk,
    /// Takes what came of the choice.
    go_on: UnsyncCallback<Boot>,
) -> impl IntoView {
    let expected = lost.expected.revision;
    let found = match lost.found {
        None => "Nothing is there now.".to_owned(),
        Some(revision) => format!("What is there now is of revision {revision}."),
    };
    let verb = match lost.found {
        None => "Begin with an empty desk",
        Some(_) => "Go on with what is there",
    };
    let pending = RwSignal::new(false);
    let lost = StoredValue::new_local(lost);
    let choose = move |()| {
        pending.set(true);
        let lost = lost.get_value();
        spawn_local(async move { go_on.run(lost.go_on().await) });
    };
    view! {
        <main class="main main--alone">
            <div class="page page--narrow">
                <h1>"Some of your data is missing"</h1>
                <p>
                    {format!(
                        "This browser stored revision {expected} of your desk, but does not have it any more. {found} Browsers clear storage when space runs out, when site data is cleared, or after damage.",
                    )}
                </p>
                <p>
                    "If you have a backup file: begin, then restore it under Settings. Nothing has been changed yet."
                </p>
                <div class="form__actions">
                    <Button look=ButtonLook::Primary pending on_press=choose>
                        {verb}
                    </Button>
                </div>
            </div>
        </main>
    }
}
