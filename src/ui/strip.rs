//! What a clock did, as a strip of stretches one behind the other.

use crate::view::ledger::STRIP_LENGTH;
use leptos::prelude::*;

/// One stretch of a strip.
pub struct Stretch {
    /// What the clock did, the end of a class name.
    pub style: &'static str,
    /// Where it begins on the strip.
    pub x: i64,
    /// How long it is on the strip.
    pub width: i64,
    /// What it is, to read on pointing at it; may be empty.
    pub title: String,
}

/// The strip with its key; it only repeats what stands beside it in words.
#[component]
pub fn Strip(
    /// The stretches.
    stretches: Vec<Stretch>,
    /// Where now is.
    now_at: Option<i64>,
) -> impl IntoView {
    let stretches = stretches.into_iter().map(|stretch| {
        let class = format!("strip__stretch strip__stretch--{}", stretch.style);
        let width = stretch.width.max(1).to_string();
        view! {
            <rect class=class x=stretch.x.to_string() y="4" width=width height="16">
                <title>{stretch.title}</title>
            </rect>
        }
    });
    let now = now_at.map(|at| {
        view! { <rect class="strip__now" x=at.to_string() y="0" width="4" height="24"></rect> }
    });
    view! {
        <svg
            class="strip"
            viewBox=format!("0 0 {} 24", STRIP_LENGTH + 4)
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            {stretches.collect_view()}
            {now}
        </svg>
        <ul class="strip-key" aria-hidden="true">
            {[
                ("counted", "Counts"),
                ("closed", "Closed"),
                ("holiday", "Holiday"),
                ("paused", "Paused"),
            ]
                .map(|(style, word)| {
                    view! {
                        <li>
                            <span class=format!("strip-key__mark strip-key__mark--{style}")></span>
                            {word}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}
