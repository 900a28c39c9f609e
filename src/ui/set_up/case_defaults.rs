//! What new, reopened and closed cases get (semantics 1.5).

use crate::{
    engine::{
        choice::{ChoiceList, Stage},
        command::Command,
        id::{ChoiceId, StatusId, UserId},
        preferences::{CaseDefaults, Preferences},
        record::Kind,
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::{Asking, AskingForm},
        kit::{Checkbox, Combobox, SelectField},
        only_look::OnlyLook,
        toast::Toasts,
    },
    view::{case_fields::CaseFieldKey, people::user_options, settings::statuses_of},
};
use leptos::prelude::*;

/// The form; each list offers only statuses of a stage that fits.
#[component]
pub fn CaseDefaultsPanel() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let kept = desk.with(|desk| desk.preferences().cloned());
    kept.map(|kept| view! { <CaseDefaultsForm kept /> })
}

#[component]
fn CaseDefaultsForm(
    /// What is stored.
    kept: Preferences,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let key = |id: u64| RwSignal::new(id.to_string());
    let new = key(kept.status_for_new.0);
    let reopened = key(kept.status_for_reopened.0);
    let closed = key(kept.status_for_closed.0);
    let priority = kept.priority_for_new.map(|id| id.0.to_string());
    let priority = RwSignal::new(priority.unwrap_or_default());
    let owner = key(kept.owner_for_new.0);
    let shows_hours = RwSignal::new(kept.show_business_hours);
    let statuses = |suits: fn(Stage) -> bool| {
        desk.derive(&[Kind::CaseStatus], move |desk| statuses_of(desk, suits))
    };
    let open_ones = statuses(|stage| stage != Stage::Closed);
    let closed_ones = statuses(|stage| stage == Stage::Closed);
    let priorities = desk.derive(&[Kind::Choice], |desk| {
        CaseFieldKey::Choice(ChoiceList::Priority).options(desk)
    });
    let owners = desk.derive(&[Kind::User], move |desk| {
        user_options(desk, &[kept.owner_for_new])
    });
    let save = move |()| {
        let number = |value: RwSignal<String>| value.get_untracked().parse().unwrap_or(0_u64);
        let defaults = CaseDefaults {
            status_for_new: StatusId(number(new)),
            status_for_reopened: StatusId(number(reopened)),
            status_for_closed: StatusId(number(closed)),
            priority_for_new: priority.get_untracked().parse().ok().map(ChoiceId),
            owner_for_new: UserId(number(owner)),
            show_business_hours: shows_hours.get_untracked(),
        };
        asking.ask(Command::SaveCaseDefaults(defaults), move |()| {
            toasts.say("What cases begin with is saved");
        });
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"What cases begin with"</h2>
            </div>
            <AskingForm asking verb="Save what cases begin with" on_submit=save in_panel=true>
                <OnlyLook act=Act::Administer />
                <div class="form-grid">
                    <SelectField
                        label="Status of new cases"
                        value=new
                        options=open_ones
                        error=asking.error_at("status_for_new")
                    />
                    <SelectField
                        label="Status of reopened cases"
                        value=reopened
                        options=open_ones
                        error=asking.error_at("status_for_reopened")
                    />
                    <SelectField
                        label="Status that closing sets"
                        value=closed
                        options=closed_ones
                        error=asking.error_at("status_for_closed")
                    />
                    <SelectField
                        label="Priority of new cases"
                        value=priority
                        options=priorities
                        error=asking.error_at("priority_for_new")
                    />
                    <Combobox
                        label="Owner of cases that name nobody"
                        value=owner
                        options=owners
                        error=asking.error_at("owner_for_new")
                    />
                </div>
                <Checkbox
                    label="Show the business hours of cases"
                    hint="Each case counts in its own, shown or not. New cases get the default ones."
                    checked=shows_hours
                />
            </AskingForm>
        </section>
    }
}
