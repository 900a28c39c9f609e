//! What is left to the person before files are brought in.

use crate::{
    engine::exchange::salesforce::{Choices, SalesforceFiles},
    ui::kit::{Binding, Checkbox, SelectField},
};
use leptos::prelude::*;

/// The files, whose choices are changed.
type Files = RwSignal<Option<SalesforceFiles>>;

/// The default calendar, the active rule, and the open cases.
#[component]
pub(super) fn Options(
    /// The files, whose choices are changed.
    files: Files,
    /// The business hours that the files have as the default.
    default: Option<String>,
    /// The rules of the files: place and name.
    rules: Vec<(String, String)>,
) -> impl IntoView {
    let is_shown = default.is_some() || !rules.is_empty();
    let make_default = choice(
        files,
        |choices| choices.make_default,
        |choices, on| choices.make_default = on,
    );
    is_shown.then(|| {
        view! {
            <section class="panel">
                <div class="panel__head">
                    <h2>"Options"</h2>
                </div>
                <div class="panel__body">
                    {default
                        .map(|name| {
                            view! {
                                <Checkbox
                                    label=format!(
                                        "Make {name} the default business hours of the desk",
                                    )
                                    hint="Cases without hours of their own count in the default."
                                    checked=make_default
                                />
                            }
                        })}
                    {(!rules.is_empty()).then(|| view! { <RuleOptions files rules /> })}
                </div>
            </section>
        }
    })
}

/// Which rule becomes active, and whether it plans the open cases.
#[component]
fn RuleOptions(
    /// The files, whose choices are changed.
    files: Files,
    /// The rules of the files: place and name.
    rules: Vec<(String, String)>,
) -> impl IntoView {
    let none = (String::new(), "None: leave it as it is now".to_owned());
    let options: Vec<(String, String)> = [none].into_iter().chain(rules).collect();
    let activate = choice(
        files,
        |choices| {
            let place = choices.activate.map(|place| place.to_string());
            place.unwrap_or_default()
        },
        |choices, key: String| {
            choices.activate = key.parse().ok();
            choices.plan_open_cases &= choices.activate.is_some();
        },
    );
    let plan = choice(
        files,
        |choices| choices.plan_open_cases,
        |choices, on| choices.plan_open_cases = on,
    );
    let is_planless = Signal::derive(move || activate.get().is_empty());
    view! {
        <SelectField
            label="Activate a rule"
            value=activate
            options
            hint="One rule is active at a time; another one that is active now stops."
        />
        <Checkbox
            label="Plan the open cases by it now"
            hint="Otherwise the rule begins with the next save of each case."
            checked=plan
            disabled=is_planless
        />
    }
}

/// One choice, for an input.
fn choice<T: Clone + Default + Send + Sync + 'static>(
    files: Files,
    read: fn(&Choices) -> T,
    write: fn(&mut Choices, T),
) -> Binding<T> {
    Binding::new(
        move || {
            let value = files.with(|files| files.as_ref().map(|files| read(&files.choices)));
            value.unwrap_or_default()
        },
        move |value| {
            files.update(|files| {
                if let Some(files) = files {
                    write(&mut files.choices, value);
                }
            });
        },
    )
}
