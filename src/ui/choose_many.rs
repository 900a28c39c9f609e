//! Choosing any number of a few: a box for each.

use super::kit::{Binding, Checkbox};
use leptos::prelude::*;

/// A group of boxes; what is ticked stands in the order of the options.
#[component]
pub(super) fn ChooseMany(
    /// What is chosen.
    label: &'static str,
    /// Key and word of each.
    options: Vec<(String, String)>,
    /// The keys that are ticked.
    chosen: RwSignal<Vec<String>>,
    /// What is wrong with the choice.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let keys: Vec<String> = options.iter().map(|(key, _)| key.clone()).collect();
    let keys = StoredValue::new(keys);
    let option = |(key, word): (String, String)| {
        let own = key.clone();
        let checked = Binding::new(
            move || chosen.with(|chosen| chosen.contains(&own)),
            move |is_ticked| {
                chosen.update(|chosen| {
                    let before = std::mem::take(chosen);
                    *chosen = keys.get_value();
                    chosen.retain(|own| {
                        if *own == key {
                            is_ticked
                        } else {
                            before.contains(own)
                        }
                    });
                });
            },
        );
        view! { <Checkbox label=word checked /> }
    };
    view! {
        <fieldset class="choose-many">
            <legend>{label}</legend>
            <div class="choose-many__options">
                {options.into_iter().map(option).collect_view()}
            </div>
            {move || error.get().map(|text| view! { <p class="field__error">{text}</p> })}
        </fieldset>
    }
}
