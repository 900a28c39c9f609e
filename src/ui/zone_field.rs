//! The choice of a time zone among those that the browser knows.

use super::kit::{Binding, Combobox};
use crate::{
    engine::{decide::Rejection, field_error::FieldError},
    shell::Refusal,
};
use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// A zone by its name, found by typing a part of it.
#[component]
pub fn ZoneField(
    /// The label.
    #[prop(into)]
    label: String,
    /// The zone's name; empty for none.
    #[prop(into)]
    value: Binding<String>,
    /// What none means, where none may be chosen: "As the organisation".
    #[prop(optional, into)]
    none: Option<String>,
    /// A sentence that helps choosing.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let required = none.is_none();
    let known = StoredValue::new(zone_names());
    let options = Signal::derive(move || {
        let first = none.clone().map(|none| (String::new(), none));
        let mut names = known.get_value();
        // Files name zones that the browser understands but does not list, such as Asia/Calcutta.
        let chosen = value.get();
        if !chosen.is_empty() && !names.contains(&chosen) {
            names.insert(0, chosen);
        }
        let names = names.into_iter().map(|name| (name.clone(), name));
        first.into_iter().chain(names).collect::<Vec<_>>()
    });
    view! { <Combobox label value options hint error required /> }
}

/// The names that the browser lists, with UTC, which some leave out.
fn zone_names() -> Vec<String> {
    let listed = || -> Result<Array, JsValue> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
        let list: Function = Reflect::get(&intl, &"supportedValuesOf".into())?.dyn_into()?;
        list.call1(&intl, &"timeZone".into())?.dyn_into()
    };
    let names = listed().unwrap_or_default();
    let mut names: Vec<String> = names.iter().filter_map(|name| name.as_string()).collect();
    if !names.iter().any(|name| name == "UTC") {
        names.insert(0, "UTC".to_owned());
    }
    names
}

/// A zone that the browser does not know is told at its field.
pub fn at_zone(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Rejected(unknown @ Rejection::UnknownZone(_)) => {
            let problem = FieldError::new("zone", unknown.to_string());
            Rejection::Fields(vec![problem]).into()
        }
        other => other,
    }
}
