//! Whether customers are told when their case is escalated (semantics 5.36).

use super::{asked, choices};
use crate::{
    engine::{
        escalation::EscalationCommand, preferences::NotifyCustomer, record::Kind, roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Binding, SelectField},
        only_look::OnlyLook,
    },
};
use leptos::prelude::*;

/// The choices: key and words.
const CHOICES: [(NotifyCustomer, &str, &str); 3] = [
    (NotifyCustomer::Never, "never", "Never"),
    (
        NotifyCustomer::IfCustomerRequested,
        "if_requested",
        "When it is escalated on the customer's behalf",
    ),
    (NotifyCustomer::Always, "always", "Always"),
];

/// The choice, stored as soon as it is made.
#[component]
pub fn CustomerNotice() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let asking = Asking::new();
    let kept = desk.derive(&[Kind::Preferences], |desk| {
        let kept = desk.preferences().map(|all| all.notify_customer);
        let kept = CHOICES.iter().find(|(one, ..)| Some(*one) == kept);
        kept.map_or("", |(_, key, _)| key).to_owned()
    });
    let value = Binding::new(
        move || kept.get(),
        move |key: String| {
            if let Some((one, ..)) = CHOICES.iter().find(|(_, known, _)| *known == key) {
                asking.ask(asked(EscalationCommand::SetNotifyCustomer(*one)), |()| {});
            }
        },
    );
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"What customers hear"</h2>
            </div>
            <div class="panel__body">
                <OnlyLook act=Act::SetUpEscalations />
                <SelectField
                    label="The contact of a case is told that it is escalated"
                    value
                    options=choices(&CHOICES)
                    hint="In a neutral text, which never has the reason, the justification or notes."
                />
                {asking.refusal()}
            </div>
        </section>
    }
}
