//! A first rule from a starter.

use crate::{
    engine::{choice::ChoiceList, command::Command, record::Kind, roles::Act},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        draft::part,
        kit::{Button, ButtonKind, Combobox, LineKind, SelectField, TextField},
        only_look::OnlyLook,
        route::Link,
        toast::Toasts,
    },
    view::{
        case_fields::CaseFieldKey,
        people::user_options,
        route::Page,
        set_up::{Starter, newest_rule},
    },
};
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

/// The active rule, or the form that makes one.
#[component]
pub(super) fn StarterPanel() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let active = desk.derive(&[Kind::EscalationRule], |desk| {
        let rule = desk.active_rule()?;
        Some((rule.id.0, rule.name.to_string()))
    });
    move || match active.get() {
        Some((id, name)) => view! {
            <p>"Cases are planned by " <Link to=Page::Rule(id)>{name}</Link> "."</p>
        }
        .into_any(),
        None => view! { <StarterForm /> }.into_any(),
    }
}

/// Two ages and somebody to tell.
#[component]
fn StarterForm() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let draft = RwSignal::new(desk.with(Starter::new));
    let priorities = desk.derive(&[Kind::Choice], |desk| {
        CaseFieldKey::Choice(ChoiceList::Priority).options(desk)
    });
    let people = desk.derive(&[Kind::User], |desk| {
        let mut options = user_options(desk, &[]);
        options.insert(0, (String::new(), "Nobody else".to_owned()));
        options
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let command = desk.with(|desk| draft.with_untracked(|draft| draft.command(desk)));
        spawn_local(async move {
            if !asking.ask_and_wait(command).await {
                return;
            }
            let Some(rule) = desk.with(newest_rule) else {
                return;
            };
            let activate = Command::ActivateRule {
                rule,
                plan_open_cases: true,
            };
            if asking.ask_and_wait(activate).await {
                toasts.say("The rule is active");
            }
        });
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Starter"</h2>
                <Link to=Page::NewRule>"Write a rule from nothing instead"</Link>
            </div>
            <form class="panel__body" on:submit=submit novalidate>
                <OnlyLook act=Act::SetUpRules />
                <p class="muted">
                    "A case that is not closed in time is marked as escalated and its owner is told. Hours count in the business hours of the case."
                </p>
                <div class="form-grid">
                    <SelectField
                        label="Urgent priority"
                        value=part(draft, |draft| &draft.urgent, |draft| &mut draft.urgent)
                        options=priorities
                    />
                    <TextField
                        label="Urgent cases, after hours"
                        kind=LineKind::Number
                        value=part(
                            draft,
                            |draft| &draft.urgent_hours,
                            |draft| &mut draft.urgent_hours,
                        )
                    />
                    <TextField
                        label="All others, after hours"
                        kind=LineKind::Number
                        value=part(
                            draft,
                            |draft| &draft.other_hours,
                            |draft| &mut draft.other_hours,
                        )
                    />
                    <Combobox
                        label="Tell besides the owner"
                        value=part(draft, |draft| &draft.notify, |draft| &mut draft.notify)
                        options=people
                    />
                </div>
                {asking.refusal_in_words()}
                <div class="form__actions">
                    <Button kind=ButtonKind::Submit pending=asking.pending()>
                        "Make and activate the rule"
                    </Button>
                </div>
            </form>
        </section>
    }
}
