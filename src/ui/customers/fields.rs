//! The fields of an account or a contact, each edited in its place.

use crate::{
    engine::{field_error::FieldError, record::Kind},
    shell::DeskHandle,
    ui::{
        added_fields::AddedFieldInput,
        inline_field::{InlineField, InlineInput, InlineValue},
        kit::{Binding, Combobox, Each, SuggestField, TextField},
    },
    view::{
        customer_fields::{CustomerField, CustomerFieldView, CustomerId, CustomerInput},
        customer_record::Customer,
    },
};
use leptos::prelude::*;

/// What the fields are made from.
const KINDS: &[Kind] = &[Kind::Account, Kind::Contact, Kind::User, Kind::CustomField];

/// The input of a field, whatever its kind.
pub(super) fn field_input(
    desk: DeskHandle,
    field: CustomerField,
    value: Binding<String>,
    error: Signal<Option<String>>,
    label_hidden: bool,
) -> AnyView {
    let label = desk.with(|desk| field.label(desk));
    let required = field == CustomerField::Name;
    match desk.with(|desk| field.input(desk)) {
        CustomerInput::Line => {
            view! { <TextField label value error required label_hidden /> }.into_any()
        }
        CustomerInput::Suggest(suggestions) => {
            view! { <SuggestField label value suggestions error label_hidden /> }.into_any()
        }
        CustomerInput::Combobox(options) => {
            view! { <Combobox label value options error label_hidden /> }.into_any()
        }
        CustomerInput::Added(field) => {
            view! { <AddedFieldInput field value error label_hidden /> }.into_any()
        }
    }
}

/// All of them in a list. A field that changed is made anew, and no other.
#[component]
pub(super) fn CustomerFields(
    /// Whose.
    id: CustomerId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let fields = desk.derive(KINDS, move |desk| id.views(desk));
    let line = move |view: CustomerFieldView| {
        let field = view.field;
        let label = view.label.clone();
        let inline = InlineValue {
            label: view.label,
            value: view.value,
            text: view.text,
            error_field: field.error_field(),
        };
        let input =
            move |InlineInput { value, error }| field_input(desk, field, value.into(), error, true);
        let command = move |value: String| {
            let gone = || FieldError::new(field.error_field(), "it is not here any more");
            let mut customer: Customer = desk.with(|desk| id.find(desk)).ok_or_else(gone)?;
            customer.set(field, &value)?;
            Ok(customer.saving())
        };
        view! {
            <dt>{label}</dt>
            <dd>
                <InlineField field=inline place=format!("edit-{field:?}") input command />
            </dd>
        }
    };
    view! {
        <dl class="facts">
            <Each each=move || fields.get() children=line />
        </dl>
    }
}
