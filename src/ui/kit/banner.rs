//! A message that stays at the top of what it is about.

use leptos::prelude::*;

use super::{Icon, IconMark, RemoveButton, Tone};

/// A message with its actions beside it; a high one is read out at once.
#[component]
pub fn Banner(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// What the dismiss button does; without it the banner stays.
    #[prop(optional, into)]
    on_dismiss: Option<UnsyncCallback<()>>,
    /// The sentence, and after it any buttons.
    children: Children,
) -> impl IntoView {
    let icon = match tone {
        Tone::High | Tone::Medium => Icon::Alert,
        Tone::Good => Icon::Check,
        Tone::Neutral | Tone::Info | Tone::Paused => Icon::Info,
    };
    view! {
        <div
            class=format!("banner banner--{}", tone.name())
            role=if tone == Tone::High { "alert" } else { "status" }
        >
            <IconMark icon />
            <div class="banner__body">{children()}</div>
            {on_dismiss
                .map(|on_dismiss| {
                    view! {
                        <RemoveButton label="Dismiss" icon=Icon::Close on_press=on_dismiss />
                    }
                })}
        </div>
    }
}
