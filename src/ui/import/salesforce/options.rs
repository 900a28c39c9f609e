//! What is left to the person before files are brought in.

use crate::{
    engine::exchange::salesforce::{Proposal, SalesforceFiles},
    ui::kit::{Binding, Checkbox, SelectField},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The default calendar, the active rule, and the open cases.
#[component]
pub(super) fn Options(
    /// The files, whose choices are changed.
    files: RwSignal<Option<SalesforceFiles>>,
    /// What would come of them.
    proposal: Arc<Proposal>,
) -> impl IntoView {
    let default = proposal
        .calendars
        .iter()
        .find(|calendar| calendar.default_in_file);
    let default = default.map(|calendar| calendar.name.to_string());
    let rules = proposal.rules.iter().enumerate();
    let mut options: Vec<(String, String)> = rules
        .map(|(place, rule)| (place.to_string(), rule.name.to_string()))
        .collect();
    let has_rules = !options.is_empty();
    options.insert(0, (String::new(), "None: leave it as it is now".to_owned()));
    let make_default = Binding::new(
        move || {
            files.with(|files| {
                files
                    .as_ref()
                    .is_some_and(|files| files.choices.make_default)
            })
        },
        move |on| change(files, |files| files.choices.make_default = on),
    );
    let activate = Binding::new(
        move || {
            let place = files.with(|files| files.as_ref().and_then(|files| files.choices.activate));
            place.map(|place| place.to_string()).unwrap_or_default()
        },
        move |key: String| change(files, |files| files.choices.activate = key.parse().ok()),
    );
    let plan = Binding::new(
        move || {
            files.with(|files| {
                files
                    .as_ref()
                    .is_some_and(|files| files.choices.plan_open_cases)
            })
        },
        move |on| change(files, |files| files.choices.plan_open_cases = on),
    );
    let is_planless = Signal::derive(move || activate.get().is_empty());
    (has_rules || default.is_some()).then(|| {
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
                                    label=format!("Make {name} the default business hours of the desk")
                                    hint="Cases without hours of their own count in the default."
                                    checked=make_default
                                />
                            }
                        })}
                    {has_rules
                        .then(|| {
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
                        })}
                </div>
            </section>
        }
    })
}

fn change(files: RwSignal<Option<SalesforceFiles>>, change: impl FnOnce(&mut SalesforceFiles)) {
    files.update(|files| {
        if let Some(files) = files {
            change(files);
            if files.choices.activate.is_none() {
                files.choices.plan_open_cases = false;
            }
        }
    });
}
