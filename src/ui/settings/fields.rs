//! The fields that were added to cases, customers and users.

use crate::{
    engine::{
        choice::{CustomField, CustomFieldOf},
        command::Command,
        field_type::FieldType,
        id::CustomFieldId,
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{
            Badge, Button, Checkbox, Dialog, DialogActions, Each, SelectField, Table, TextArea,
            TextField, Tone,
        },
        toast::Toasts,
    },
    view::settings::{FieldRow, field_rows, lines_of, values_of},
};
use leptos::{ev, prelude::*};

/// Every added field, with a form for each and for one more.
#[component]
pub(super) fn Fields() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::CustomField], field_rows);
    let edited = RwSignal::new(None::<CustomField>);
    let is_open = RwSignal::new(false);
    let edit = move |id: Option<CustomFieldId>| {
        let field = match id {
            Some(id) => desk.with(|desk| desk.custom_fields.get(&id).cloned()),
            None => Some(CustomField::new(CustomFieldOf::Case, "")),
        };
        edited.set(field);
        is_open.set(true);
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Custom fields"</h2>
                <Button on_press=move |()| edit(None)>"Add a field"</Button>
            </div>
            <Table label="Custom fields">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col" class="wide-only">
                            "In rule files"
                        </th>
                        <th scope="col">"Type"</th>
                        <th scope="col" class="cell--tight">
                            <span class="visually-hidden">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    <Each
                        each=move || rows.get()
                        children=move |row| {
                            let id = row.id;
                            view! { <FieldLine row on_edit=move |()| edit(Some(id)) /> }
                        }
                    />
                </tbody>
            </Table>
        </section>
        <FieldDialog open=is_open edited />
    }
}

/// One field.
#[component]
fn FieldLine(
    /// What the row shows.
    row: FieldRow,
    /// Opens its form.
    #[prop(into)]
    on_edit: UnsyncCallback<()>,
) -> impl IntoView {
    let label = format!("Edit {}", row.label);
    view! {
        <tr>
            <th scope="row">{row.label.to_string()}</th>
            <td class="wide-only">{row.name}</td>
            <td>
                <span class="row">
                    {row.field_type}
                    {row.inactive.then(|| view! { <Badge tone=Tone::Paused text="Not active" /> })}
                </span>
            </td>
            <td class="cell--tight">
                <Button attr:aria-label=label on_press=on_edit>
                    "Edit"
                </Button>
            </td>
        </tr>
    }
}

/// The form, in a dialog.
#[component]
fn FieldDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it begins with; the id is zero for a new one.
    edited: RwSignal<Option<CustomField>>,
) -> impl IntoView {
    let heading = Signal::derive(move || {
        edited.with(|edited| match edited {
            Some(field) if field.id.0 != 0 => format!("Field {}", field.label),
            _ => "New field".to_owned(),
        })
    });
    view! {
        <Dialog open heading>
            {move || edited.get_untracked().map(|field| view! { <FieldForm open field /> })}
        </Dialog>
    }
}

/// What it belongs to, its names, its type and its values.
#[component]
fn FieldForm(
    /// Set to false once it is saved.
    open: RwSignal<bool>,
    /// What it begins with.
    field: CustomField,
) -> impl IntoView {
    let toasts = Toasts::here();
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
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let chosen = of.get_untracked();
        let mut objects = CustomFieldOf::ALL.into_iter();
        let saved = CustomField {
            of: objects.find(|of| of.label() == chosen).unwrap_or(field.of),
            name: name.get_untracked().trim().into(),
            label: label.get_untracked().trim().into(),
            field_type: untrack(chosen_type),
            values: values_of(&values.get_untracked()),
            inactive: !active.get_untracked(),
            ..field.clone()
        };
        asking.ask(Command::SaveCustomField(saved), move |()| {
            open.try_set(false);
            toasts.say("The field is saved");
        });
    };
    view! {
        <form on:submit=submit novalidate>
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
            {asking.refusal()}
            <DialogActions open verb="Save" pending=asking.pending() />
        </form>
    }
}
