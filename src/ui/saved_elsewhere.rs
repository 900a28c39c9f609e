//! The warning that what is edited here was saved in another tab meanwhile.

use super::kit::{Banner, Button, Tone};
use crate::engine::record::Record;
use leptos::prelude::*;

/// Warns when a record is stored otherwise than it was when its form began, and offers to begin
/// anew: what one tab saves, another does not undo unawares.
#[component]
pub fn SavedElsewhere(
    /// The record as it is stored, but for what does not go through the form.
    #[prop(into)]
    stored: Signal<Option<Record>>,
    /// Tracks what changes whenever the form begins anew, as after it has saved.
    begun: impl Fn() + 'static,
    /// Begins anew with what is stored.
    #[prop(into)]
    on_reload: UnsyncCallback<()>,
) -> impl IntoView {
    let seen = RwSignal::new(stored.get_untracked());
    Effect::new(move || {
        begun();
        seen.set(stored.get_untracked());
    });
    let is_other = move || {
        stored.with(|stored| stored.is_some() && seen.with(|seen| seen.is_some() && seen != stored))
    };
    let reload = move |()| {
        on_reload.run(());
        seen.set(stored.get_untracked());
    };
    view! {
        <Show when=is_other>
            <Banner tone=Tone::Medium>
                "It was saved elsewhere meanwhile. Saving here replaces that."
                <Button on_press=reload>"Show the saved one"</Button>
            </Banner>
        </Show>
    }
}
