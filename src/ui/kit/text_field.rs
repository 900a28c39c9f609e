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
    /// A number that may have a fraction; the text is checked where it is parsed.
    Decimal,
    /// `2026-11-21`.
    Date,
    /// `09:30`.
    Time,
    /// `2026-11-21T09:30`, without a zone; seconds are kept where there are some.
    DateTime,
}

impl LineKind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number | Self::Decimal => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Web => "url",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime-local",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("numeric"),
            Self::Decimal => Some("decimal"),
            Self::Text
            | Self::Email
            | Self::Phone
            | Self::Web
            | Self::Date
            | Self::Time
            | Self::DateTime => None,
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
                class:input--number=matches!(kind, LineKind::Number | LineKind::Decimal)
                class:input--time=matches!(kind, LineKind::Date | LineKind::Time | LineKind::DateTime)
                id=id
                type=kind.input_type()
                inputmode=kind.input_mode()
                // Without it the browser takes whole minutes only.
                step=(kind == LineKind::DateTime).then_some("any")
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
