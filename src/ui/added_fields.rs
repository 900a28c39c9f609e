//! The fields that were added to an object, in the forms of its records.

use super::{
    asking::Asking,
    kit::{Binding, Checkbox, LineKind, PickList, SelectField, TextField},
};
use crate::{
    engine::{account::CustomValue, choice::CustomFieldOf, field_type::several, id::CustomFieldId},
    shell::DeskHandle,
    view::{
        added_field::{added_fields, added_label, custom_value, set_custom},
        added_input::AddedInput,
    },
};
use leptos::prelude::*;

/// An input for each; nothing where there are none.
#[component]
pub(super) fn AddedFields(
    /// What the record is.
    of: CustomFieldOf,
    /// The values that it has.
    value: Binding<Vec<CustomValue>>,
    /// For the errors.
    asking: Asking,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let fields: Vec<CustomFieldId> =
        desk.with(|desk| added_fields(desk, of).map(|field| field.id).collect());
    let input = move |field: CustomFieldId| {
        let one = Binding::new(
            move || custom_value(&value.get(), field),
            move |text: String| {
                let mut values = value.get_untracked();
                set_custom(&mut values, field, &text);
                value.set(values);
            },
        );
        let error = asking.error_at(format!("custom.{}", field.0));
        view! { <AddedFieldInput field value=one error /> }
    };
    (!fields.is_empty()).then(|| {
        view! { <div class="form-grid">{fields.into_iter().map(input).collect_view()}</div> }
    })
}

/// The input of one, whatever its type.
#[component]
pub(super) fn AddedFieldInput(
    /// Which field.
    field: CustomFieldId,
    /// The text that is kept.
    #[prop(into)]
    value: Binding<String>,
    /// What is wrong with it.
    error: Signal<Option<String>>,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let before = value.get_untracked();
    let label = desk.with(|desk| added_label(desk, field));
    let input = desk.with(|desk| AddedInput::of(desk, field, &before));
    let hint = input.hint();
    let (reading, writing) = (input.clone(), input.clone());
    let text = Binding::new(
        move || reading.entered(&value.get()),
        move |text: String| value.set(writing.kept(&text, &before)),
    );
    let kind = match input {
        AddedInput::Checkbox => {
            let checked = Binding::new(
                move || text.get() == "true",
                move |is_ticked: bool| text.set(if is_ticked { "true" } else { "" }.to_owned()),
            );
            return view! { <Checkbox label checked /> }.into_any();
        }
        AddedInput::One(options) => {
            return view! { <SelectField label value=text options error label_hidden /> }
                .into_any();
        }
        AddedInput::Several(options) => {
            let keys = Binding::new(
                move || several(&text.get()).map(ToOwned::to_owned).collect(),
                move |keys: Vec<String>| text.set(keys.join(";")),
            );
            return view! { <PickList legend=label value=keys options error /> }.into_any();
        }
        AddedInput::Number => LineKind::Decimal,
        AddedInput::Day => LineKind::Date,
        AddedInput::Moment(_) => LineKind::DateTime,
        AddedInput::Text | AddedInput::Values | AddedInput::Unfit(_) => LineKind::Text,
    };
    view! { <TextField label value=text kind hint error label_hidden /> }.into_any()
}
