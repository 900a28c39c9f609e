//! How long until something is due, in two units, with the exact time behind it.

use leptos::prelude::*;

use super::{IconMark, Tone};
use crate::view::time_left::{Nearness, time_left};

/// A time chip; its text is not read out when it changes, only when it is reached.
#[component]
pub fn TimeChip(
    /// When it is due, in seconds since 1970; `None` when nothing is.
    #[prop(into)]
    due_at: Signal<Option<i64>>,
    /// Now, in seconds since 1970.
    #[prop(into)]
    now: Signal<i64>,
    /// Whether the clock stands still.
    #[prop(optional, into)]
    paused: Signal<bool>,
    /// The due instant in words, with its zone.
    #[prop(optional, into)]
    absolute: Signal<String>,
) -> impl IntoView {
    let left = Memo::new(move |_| {
        due_at
            .get()
            .map(|due| time_left(due, now.get(), paused.get()))
    });
    let tone = move || match left.with(|left| left.as_ref().map(|left| left.nearness)) {
        None | Some(Nearness::Far) => Tone::Neutral,
        Some(Nearness::Soon) => Tone::Medium,
        Some(Nearness::Late) => Tone::High,
    };
    let icon = Signal::derive(move || {
        if paused.get() {
            Tone::Paused.icon()
        } else {
            tone().icon()
        }
    });
    let shown = move || left.with(|left| left.as_ref().map(|left| left.text.clone()));
    let spoken = move || {
        left.with(|left| {
            left.as_ref()
                .map(|left| format!("{}, {}", left.spoken, absolute.get()))
        })
    };
    view! {
        <Show
            when=move || left.with(Option::is_some)
            fallback=|| view! { <span class="time-chip time-chip--none">"–"</span> }
        >
            <span
                class=move || format!("time-chip time-chip--{}", tone().name())
                title=move || absolute.get()
            >
                <IconMark icon />
                <span aria-hidden="true">{shown}</span>
                <span class="visually-hidden">{spoken}</span>
            </span>
        </Show>
    }
}
