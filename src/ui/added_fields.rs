//! The fields that were added to an object, in the form of one of its records.

use super::{
    asking::Asking,
    kit::{Binding, SelectField, TextField},
};
use crate::{
    engine::{account::CustomValue, choice::CustomFieldOf},
    shell::DeskHandle,
    view::added_field::{added_fields, custom_value, options, set_custom},
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
    let fields = desk.with(|desk| added_fields(desk, of));
    let input = move |(field, label): (_, String)| {
        let one = Binding::new(
            move || custom_value(&value.get(), field),
            move |text: String| {
                let mut values = value.get_untracked();
                set_custom(&mut values, field, &text);
                value.set(values);
            },
        );
        let options = desk.with(|desk| options(desk, field));
        let error = asking.error_at(format!("custom.{}", field.0));
        if options.is_empty() {
            view! { <TextField label value=one error /> }.into_any()
        } else {
            view! { <SelectField label value=one options error /> }.into_any()
        }
    };
    (!fields.is_empty()).then(|| {
        view! { <div class="form-grid">{fields.into_iter().map(input).collect_view()}</div> }
    })
}
