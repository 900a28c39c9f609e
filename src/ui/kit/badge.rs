//! A word with a shape and a colour, for states and severities.

use leptos::prelude::*;

use super::{Icon, IconMark};

/// What a badge or banner means; each has its own shape, so that colour is never the only sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    #[default]
    Neutral,
    /// Worth knowing.
    Info,
    /// Done, well, active.
    Good,
    /// Medium severity, or soon: orange, a diamond.
    Medium,
    /// High severity, or too late: red, a triangle.
    High,
    /// The clock stands still.
    Paused,
}

impl Tone {
    /// The end of the class name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Good => "good",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Paused => "paused",
        }
    }

    /// The shape that goes with the colour.
    pub fn icon(self) -> Icon {
        match self {
            Self::Neutral => Icon::Ring,
            Self::Info => Icon::Dot,
            Self::Good => Icon::Check,
            Self::Medium => Icon::Diamond,
            Self::High => Icon::Triangle,
            Self::Paused => Icon::Pause,
        }
    }
}

/// A state as shape and word.
#[component]
pub fn Badge(
    /// What it means.
    #[prop(into)]
    tone: Signal<Tone>,
    /// The word.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <span class=move || format!("badge badge--{}", tone.get().name())>
            <IconMark icon=Signal::derive(move || tone.get().icon()) />
            {text}
        </span>
    }
}
