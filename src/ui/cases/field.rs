//! A field of a case, shown as a value that turns into its input when pressed.

use crate::{
    engine::{command::Command, id::CaseId, record::Kind},
    shell::DeskHandle,
    ui::{
        added_fields::AddedFieldInput,
        inline_field::{InlineField, InlineInput, InlineValue},
        kit::{Combobox, SelectField, TextArea, TextField},
    },
    view::case_fields::{CaseFieldKey, CaseFieldView, CaseInput},
};
use leptos::prelude::*;

/// What the texts of a case's fields are made from.
pub(super) const KINDS: &[Kind] = &[
    Kind::Case,
    Kind::User,
    Kind::Queue,
    Kind::CaseStatus,
    Kind::Choice,
    Kind::Account,
    Kind::Contact,
    Kind::Calendar,
    Kind::CustomField,
];

/// The input of a field, whatever its kind.
#[component]
pub(super) fn CaseFieldInput(
    /// Which field.
    key: CaseFieldKey,
    /// What the input holds.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let label = desk.with(|desk| key.label(desk));
    let options = desk.derive(KINDS, move |desk| key.options(desk));
    match key.input() {
        CaseInput::Line => view! { <TextField label value error label_hidden /> }.into_any(),
        CaseInput::Area => view! { <TextArea label value error label_hidden /> }.into_any(),
        CaseInput::Select => {
            view! { <SelectField label value options error label_hidden /> }.into_any()
        }
        CaseInput::Combobox => {
            view! { <Combobox label value options error label_hidden /> }.into_any()
        }
        CaseInput::Added(field) => {
            view! { <AddedFieldInput field value error label_hidden /> }.into_any()
        }
    }
}

/// A field of one case, edited in its place.
#[component]
pub(super) fn EditableField(
    /// The case.
    case: CaseId,
    /// The field as it is.
    field: CaseFieldView,
) -> impl IntoView {
    let key = field.key;
    let inline = InlineValue {
        label: field.label,
        value: field.value,
        text: field.text,
        error_field: key.error_field(),
    };
    let input = move |InlineInput { value, error }| {
        view! { <CaseFieldInput key value error label_hidden=true /> }.into_any()
    };
    let command = move |value: String| {
        key.change(&value).map(|change| Command::SaveCase {
            case,
            changes: vec![change],
        })
    };
    view! { <InlineField field=inline place=format!("edit-{key:?}") input command /> }
}
