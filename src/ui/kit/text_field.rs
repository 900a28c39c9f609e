//! A field of one line, for text, numbers, dates and times.

use leptos::prelude::*;

use super::{Binding, FieldFrame, FieldNote, unique_id};

/// The longest text it takes, far above what any field needs.
const LINE_MAX_CHARS: u32 = 1_000;

/// What is typed into a single line; the browser offers the fitting keyboard and picker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineKind {
    #[default]
    Text,
    Email,
    Phone,
    Web,
    /// Digits; the text is checked where it is parsed.
    Number,
    /// `2026-11-21`.
    Date,
    /// `09:30`.
    Time,
    /// `2026-11-21T09:30`, without a zone.
    DateTime,
}

impl LineKind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Web => "url",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime-local",
        }
    }
}

/// A field of one line.
#[component]
pub fn TextField(
    /// The label.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    value: Binding<String>,
    /// What is typed.
    #[prop(optional)]
    kind: LineKind,
    /// A sentence that helps filling it in.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView {
    let id = unique_id("field");
    let note = FieldNote {
        id: id.clone(),
        label,
        label_hidden,
        required,
        hint,
        error,
    };
    let (described_by, invalid) = (note.described_by(), note.invalid());
    view! {
        <FieldFrame note>
            <input
                class="input"
                class:input--number=kind == LineKind::Number
                class:input--time=matches!(kind, LineKind::Date | LineKind::Time | LineKind::DateTime)
                id=id
                type=kind.input_type()
                inputmode=(kind == LineKind::Number).then_some("numeric")
                maxlength=LINE_MAX_CHARS.to_string()
                autocomplete="off"
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described_by
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </FieldFrame>
    }
}
