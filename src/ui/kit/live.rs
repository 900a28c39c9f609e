//! The one place through which changes are told to screen readers.

use leptos::prelude::*;

use super::Each;

/// Says something politely; provided once by the frame, and silent where there is none.
#[derive(Clone, Copy)]
pub struct Announcer {
    said: RwSignal<Option<(u32, String)>>,
}

impl Announcer {
    /// Puts a new one into the context.
    pub fn provide() -> Self {
        let announcer = Self {
            said: RwSignal::new(None),
        };
        provide_context(announcer);
        announcer
    }

    /// The one in the context, or one that nobody hears.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self {
            said: RwSignal::new(None),
        })
    }

    /// Has the text read out, also when it was the last one already.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        self.said.update(|said| {
            let turn = said.as_ref().map_or(0, |(turn, _)| turn.wrapping_add(1));
            *said = Some((turn, text));
        });
    }
}

/// The polite live region; a repeated text is a new element, so that it is read again.
#[component]
pub fn LiveRegion(
    /// What speaks through it.
    announcer: Announcer,
) -> impl IntoView {
    view! {
        <div class="visually-hidden" aria-live="polite" data-live>
            <Each
                each=move || announcer.said.get()
                children=|(_, text)| view! { <p>{text}</p> }
            />
        </div>
    }
}
