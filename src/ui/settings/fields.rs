//! The fields that were added to cases, customers and users.

use crate::{
    engine::{
        choice::{CustomField, CustomFieldOf},
        command::Command,
        field_type::FieldType,
        id::CustomFieldId,
        record::Kind,
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Checkbox, SelectField, TextArea, TextField},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
    },
    view::settings::{field_rows, lines_of, values_of},
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "Custom fields",
    noun: "Field",
    new: "New field",
    columns: &[("In rule files", "wide-only"), ("Type", "")],
    empty: (
        "No fields of your own yet",
        "Cases, accounts, contacts and users can hold what your rules ask for and nothing here has a place for.",
    ),
    wide: false,
    act: Act::Administer,
};

/// Every added field, with a form for each and for one more.
#[component]
pub(super) fn Fields() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::CustomField], field_rows);
    let form = |edited| view! { <FieldForm edited /> }.into_any();
    view! { <RecordPanel list=LIST rows form /> }
}

/// What it belongs to, its names, its type and its values.
#[component]
fn FieldForm(
    /// Which field.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let found = desk.with(|desk| desk.custom_fields.get(&CustomFieldId(edited.key)).cloned());
    let field = found.unwrap_or_else(|| CustomField::new(CustomFieldOf::Case, ""));
    let asking = Asking::new();
    let is_new = field.id.0 == 0;
    let of = RwSignal::new(field.of.label().to_owned());
    let name = RwSignal::new(field.name.to_string());
    let label = RwSignal::new(field.label.to_string());
    let field_type = RwSignal::new(field.field_type.label().to_owned());
    let values = RwSignal::new(lines_of(&field.values));
    let active = RwSignal::new(!field.inactive);
    let objects = CustomFieldOf::ALL.map(|of| (of.label().to_owned(), of.label().to_owned()));
    let types = FieldType::ALL.map(|one| (one.label().to_owned(), one.label().to_owned()));
    let chosen_type = move || {
        let chosen = field_type.get();
        let mut all = FieldType::ALL.into_iter();
        all.find(|one| one.label() == chosen).unwrap_or_default()
    };
    let command = move |()| {
        let chosen = of.get_untracked();
        let mut objects = CustomFieldOf::ALL.into_iter();
        Command::SaveCustomField(CustomField {
            of: objects.find(|of| of.label() == chosen).unwrap_or(field.of),
            name: name.get_untracked().trim().into(),
            label: label.get_untracked().trim().into(),
            field_type: untrack(chosen_type),
            values: values_of(&values.get_untracked()),
            inactive: !active.get_untracked(),
            ..field.clone()
        })
    };
    view! {
        <RecordForm edited asking said="The field is saved" command>
            <Show when=move || is_new>
                <SelectField label="Belongs to" value=of options=objects.to_vec() />
                <TextField
                    label="Name in rule files"
                    required=true
                    value=name
                    hint="Such as Region__c. It stays, since rules and files know the field by it."
                    error=asking.error_at("name")
                />
            </Show>
            <TextField label="Label" value=label hint="As people see it." />
            <SelectField
                label="Type"
                value=field_type
                options=types.to_vec()
                error=asking.error_at("type")
            />
            <Show when=move || chosen_type().has_values()>
                <TextArea
                    label="Values"
                    value=values
                    hint="One a line."
                    error=asking.error_at("values")
                />
            </Show>
            <Checkbox
                label="Active"
                hint="Forms leave out a field that is not; rules read it all the same."
                checked=active
            />
        </RecordForm>
    }
}
