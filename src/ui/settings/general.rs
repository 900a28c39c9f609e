//! The organisation, this browser's preferences, and what is said plainly.

use crate::{
    engine::{
        command::Command,
        preferences::{FiringMode, Preferences},
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::{Asking, AskingForm},
        kit::{Checkbox, SelectField, TextField},
        only_look::OnlyLook,
        shortcut::Shortcuts,
        theme::ThemeSwitch,
        toast::Toasts,
        zone_field::{ZoneField, at_zone},
    },
    view::settings::{
        PLAIN_WORDS, firing_key, firing_of_key, firing_options, reopening_key, reopening_of_key,
    },
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The first tab.
#[component]
pub(super) fn General() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let kept = desk.with(|desk| desk.preferences().cloned());
    let shortcuts = expect_context::<Shortcuts>();
    view! {
        <div class="stack">
            {kept.map(|kept| view! { <Organisation kept /> })}
            <section class="panel">
                <div class="panel__head">
                    <h2>"This browser"</h2>
                </div>
                <div class="panel__body">
                    <div class="row row--spread">
                        <span>"Theme"</span>
                        <ThemeSwitch />
                    </div>
                    <Checkbox
                        label="Single-key shortcuts"
                        hint="Off, no key does anything by itself; Tab, Enter and the arrows work as ever."
                        checked=shortcuts.switch()
                    />
                </div>
            </section>
            <section class="panel">
                <div class="panel__head">
                    <h2>"What you should know"</h2>
                </div>
                <div class="panel__body">
                    <ul class="plain-list">
                        {PLAIN_WORDS
                            .iter()
                            .map(|words| view! { <li>{*words}</li> })
                            .collect_view()}
                    </ul>
                    <p class="muted">{format!("Rung {}", env!("CARGO_PKG_VERSION"))}</p>
                </div>
            </section>
        </div>
    }
}

/// Name, zone, and what ages count from after a reopening.
#[component]
fn Organisation(
    /// What is stored.
    kept: Preferences,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let name = RwSignal::new(kept.organisation.to_string());
    let zone = RwSignal::new(kept.zone.to_string());
    let age = RwSignal::new(reopening_key(kept.age_after_reopening).to_owned());
    let ages = [
        ("creation", "From the creation, as before"),
        ("reopening", "From the reopening"),
    ]
    .map(|(key, word)| (key.to_owned(), word.to_owned()))
    .to_vec();
    let firing = RwSignal::new(firing_key(kept.firing));
    let early = RwSignal::new(matches!(
        kept.firing,
        FiringMode::Batched { early: true, .. }
    ));
    let firings = firing_options(kept.firing);
    let is_batched = move || firing.with(|key| key != "exact");
    let save = move |()| {
        let command = Command::SavePreferences {
            organisation: name.get_untracked().into(),
            zone: zone.get_untracked().into(),
            age_after_reopening: reopening_of_key(&age.get_untracked()),
            firing: firing_of_key(&firing.get_untracked(), early.get_untracked()),
        };
        spawn_local(async move {
            if let Err(refusal) = desk.learn_zone(&zone.get_untracked()).await {
                return asking.refuse(at_zone(refusal));
            }
            if asking.save(command).await {
                toasts.say("The settings are saved");
            }
        });
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Organisation"</h2>
            </div>
            <AskingForm asking verb="Save" on_submit=save in_panel=true>
                <OnlyLook act=Act::Administer />
                <div class="form-grid">
                    <TextField
                        label="Name"
                        required=true
                        value=name
                        error=asking.error_at("organisation")
                    />
                    <ZoneField
                        label="Time zone"
                        value=zone
                        hint="Times are shown in it to whoever has no zone of their own."
                        error=asking.error_at("zone")
                    />
                    <SelectField
                        label="After a reopening, ages count"
                        value=age
                        options=ages
                        hint="For the clocks that start at creation."
                    />
                    <SelectField
                        label="Escalations fire"
                        value=firing
                        options=firings
                        hint="Other systems look at their cases every few minutes only; choose that to behave as they do. A change moves what is pending."
                        error=asking.error_at("firing")
                    />
                </div>
                <Show when=is_batched>
                    <Checkbox
                        label="Early triggers"
                        hint="What is due in less than fifteen minutes is taken along."
                        checked=early
                    />
                </Show>
            </AskingForm>
        </section>
    }
}
