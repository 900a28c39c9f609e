//! Where one is on the way from a file to the desk.

use leptos::prelude::*;

/// The steps, with the one that one is at.
#[component]
pub(super) fn Steps(
    /// Their words.
    words: &'static [&'static str],
    /// Which one is at, from 0 on; beyond the last when all are done.
    #[prop(into)]
    at: Signal<usize>,
) -> impl IntoView {
    let step = move |(place, word): (usize, &'static str)| {
        view! {
            <li
                class="steps__step"
                class:steps__step--done=move || place < at.get()
                aria-current=move || (place == at.get()).then_some("step")
            >
                {word}
            </li>
        }
    };
    view! {
        <ol class="steps" aria-label="Steps">
            {words.iter().copied().enumerate().map(step).collect_view()}
        </ol>
    }
}
