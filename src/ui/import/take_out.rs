//! Rules and business hours out again, as files for Salesforce.

use crate::{
    engine::{
        desk::Desk,
        exchange::salesforce::{Exported, hours_file, rules_file},
        record::Kind,
    },
    shell::{DeskHandle, save_text},
    ui::{
        kit::{Banner, Button, Tone},
        toast::Toasts,
    },
};
use leptos::prelude::*;

/// The files that can be had, and what the last one could not say.
#[component]
pub(super) fn TakeOut() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let left_out = RwSignal::new(Vec::<String>::new());
    let has_rules = desk.derive(&[Kind::EscalationRule], |desk| !desk.rules.is_empty());
    let save = move |write: fn(&Desk) -> Exported, name: &'static str| {
        let file = desk.with(write);
        match save_text(&file.text, "text/xml", name) {
            Ok(()) => toasts.say(format!("{name} is made")),
            Err(_) => toasts.fail("This browser does not let a page save a file"),
        }
        left_out.set(file.left_out);
    };
    let missing = move || {
        let lines = left_out.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
            view! {
                <Banner tone=Tone::Medium>
                    <p>"The file cannot say all that is kept here:"</p>
                    <ul>{lines.collect_view()}</ul>
                </Banner>
            }
            .into_any()
        })
    };
    view! {
        <section class="stack stack--tight" aria-labelledby="take-out">
            <h2 id="take-out">"Take out for Salesforce"</h2>
            <p class="muted">
                "Files as its metadata API reads them; what was brought in goes out as it came."
            </p>
            <div class="row">
                <Show when=move || has_rules.get()>
                    <Button on_press=move |()| {
                        save(rules_file, "Case.escalationRules");
                    }>"Escalation rules"</Button>
                </Show>
                <Button on_press=move |()| {
                    save(hours_file, "BusinessHours.settings");
                }>"Business hours and holidays"</Button>
            </div>
            {missing}
        </section>
    }
}
