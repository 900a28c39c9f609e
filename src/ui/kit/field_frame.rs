//! What stands around an input: its label, its hint and its error.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::{Icon, IconMark};

/// What every input says of itself; handed from the field to its frame.
#[derive(Clone)]
pub struct FieldNote {
    /// The input's id in the page.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Whether only screen readers get the label, because a column head shows it.
    pub label_hidden: bool,
    /// Whether it must be filled in.
    pub required: bool,
    /// A sentence that helps filling it in; empty for none.
    pub hint: String,
    /// What is wrong with it, if anything.
    pub error: Signal<Option<String>>,
}

impl FieldNote {
    /// The ids of what describes the input, for `aria-describedby`.
    pub fn described_by(&self) -> Signal<Option<String>> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let error_id = format!("{}-error", self.id);
        let error = self.error;
        Signal::derive(move || match (&hint, error.with(Option::is_some)) {
            (None, false) => None,
            (Some(hint), false) => Some(hint.clone()),
            (None, true) => Some(error_id.clone()),
            (Some(hint), true) => Some(format!("{error_id} {hint}")),
        })
    }

    /// The value for `aria-invalid`.
    pub fn invalid(&self) -> Signal<Option<&'static str>> {
        let error = self.error;
        Signal::derive(move || error.with(Option::is_some).then_some("true"))
    }
}

/// An id that no other element of this page has.
pub fn unique_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Label above, input, error, hint below.
#[component]
pub fn FieldFrame(
    /// What the input says of itself.
    note: FieldNote,
    /// The input.
    children: Children,
) -> impl IntoView {
    let FieldNote {
        id,
        label,
        label_hidden,
        required,
        hint,
        error,
    } = note;
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    view! {
        <div class="field" class:field--invalid=move || error.with(Option::is_some)>
            <label class="field__label" class:visually-hidden=label_hidden for=id>
                {label}
                {required.then(|| view! { <span class="field__required">" (required)"</span> })}
            </label>
            {children()}
            <Show when=move || error.with(Option::is_some)>
                <p class="field__error" id=error_id.clone()>
                    <IconMark icon=Icon::Alert />
                    {move || error.get()}
                </p>
            </Show>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        </div>
    }
}
