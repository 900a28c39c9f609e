//! How customers, hand-offs and answers are treated.

use crate::{
    engine::{
        choice::Stage, command::Command, id::StatusId, record::Kind, support::SupportPreferences,
    },
    shell::DeskHandle,
    ui::{
        asking::{Asking, AskingForm},
        draft::part,
        kit::{Binding, Checkbox, LineKind, SelectField, TextField},
        toast::Toasts,
    },
    view::settings::status_options,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The preferences, each with what it does.
#[component]
pub(super) fn SupportPanel() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let kept = desk.with(|desk| desk.support().clone());
    view! { <SupportForm kept /> }
}

type Draft = RwSignal<SupportPreferences>;

/// The form.
#[component]
fn SupportForm(
    /// What is stored.
    kept: SupportPreferences,
) -> impl IntoView {
    let toasts = Toasts::here();
    let asking = Asking::new();
    let lock_days = RwSignal::new(
        kept.lock_after_days
            .map_or_else(String::new, |days| days.to_string()),
    );
    let bulk_hold = RwSignal::new(kept.bulk_hold.to_string());
    let poll_minutes = RwSignal::new(kept.poll_minutes.to_string());
    let draft: Draft = RwSignal::new(kept);
    let save = move |()| {
        let mut saved = draft.get_untracked();
        // What is no number becomes one that is refused at its field.
        saved.lock_after_days = match lock_days.get_untracked().trim() {
            "" => None,
            text => Some(text.parse().unwrap_or(u32::MAX)),
        };
        saved.bulk_hold = bulk_hold.get_untracked().trim().parse().unwrap_or(u32::MAX);
        saved.poll_minutes = poll_minutes.get_untracked().trim().parse().unwrap_or(0);
        spawn_local(async move {
            if asking.save(Command::SaveSupport(Box::new(saved))).await {
                toasts.say("The settings are saved");
            }
        });
    };
    view! {
        <AskingForm asking verb="Save" on_submit=save>
            <HandOffPart draft asking />
            <section class="panel">
                <div class="panel__head">
                    <h2>"Customers"</h2>
                </div>
                <div class="panel__body">
                    <Checkbox
                        label="Mail replies to the customer"
                        hint="A reply is put into the outbox. What is asked of colleagues never is."
                        checked=part(draft, |it| &it.mail_replies, |it| &mut it.mail_replies)
                    />
                    <Checkbox
                        label="Acknowledge cases entered by hand"
                        hint="Cases from web, e-mail and portal are answered by auto-response rules only."
                        checked=part(draft, |it| &it.acknowledge, |it| &mut it.acknowledge)
                    />
                    <Checkbox
                        label="A customer's message reopens a closed case"
                        hint="It goes to whoever replied last."
                        checked=part(draft, |it| &it.messages_reopen, |it| &mut it.messages_reopen)
                    />
                    <TextField
                        label="Lock closed cases after (days)"
                        kind=LineKind::Number
                        value=lock_days
                        hint="A locked case is not reopened, and only administrators edit it. 0 locks at once; blank never."
                        error=asking.error_at("lock_after_days")
                    />
                </div>
            </section>
            <section class="panel">
                <div class="panel__head">
                    <h2>"What leaves the page"</h2>
                </div>
                <div class="panel__body form-grid">
                    <TextField
                        label="Ask before more leave at once than"
                        kind=LineKind::Number
                        value=bulk_hold
                        hint="Messages to webhooks, as after days with the page shut."
                        error=asking.error_at("bulk_hold")
                    />
                    <TextField
                        label="Look for automatic assignments every (minutes)"
                        kind=LineKind::Number
                        value=poll_minutes
                        error=asking.error_at("poll_minutes")
                    />
                </div>
            </section>
        </AskingForm>
    }
}

/// What is about hand-offs.
#[component]
fn HandOffPart(
    /// What is changed.
    draft: Draft,
    /// Where it is saved.
    asking: Asking,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let statuses = |suits: fn(Stage) -> bool, none: &'static str| {
        desk.derive(&[Kind::CaseStatus], move |desk| {
            status_options(desk, suits, none)
        })
    };
    let escalated = statuses(
        |stage| stage == Stage::Escalated,
        "The first escalated status",
    );
    let grabbed = statuses(|stage| stage != Stage::Closed, "In Progress");
    let status_for_escalated = status_choice(
        draft,
        |it| it.status_for_escalated,
        |it, id| it.status_for_escalated = id,
    );
    let status_for_grabbed = status_choice(
        draft,
        |it| it.status_for_grabbed,
        |it, id| it.status_for_grabbed = id,
    );
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Hand-offs"</h2>
            </div>
            <div class="panel__body">
                <div class="form-grid">
                    <SelectField
                        label="Status of a case that is handed off"
                        value=status_for_escalated
                        options=escalated
                        error=asking.error_at("status_for_escalated")
                    />
                    <SelectField
                        label="Status of a case that is grabbed"
                        value=status_for_grabbed
                        options=grabbed
                        error=asking.error_at("status_for_grabbed")
                    />
                </div>
                <Checkbox
                    label="To support reps and support groups only"
                    hint="Vendors and partners are then not offered, and refused."
                    checked=part(draft, |it| &it.support_reps_only, |it| &mut it.support_reps_only)
                />
                <Checkbox
                    label="The status goes back when the last hand-off ends"
                    hint="To what it was before the first. Otherwise it stays."
                    checked=part(draft, |it| &it.restores_status, |it| &mut it.restores_status)
                />
                <Checkbox
                    label="Tell those asked for help of each save"
                    checked=part(draft, |it| &it.notify_escalatees, |it| &mut it.notify_escalatees)
                />
                <Checkbox
                    label="Tell nobody about their own act"
                    checked=part(draft, |it| &it.skip_self, |it| &mut it.skip_self)
                />
                <Checkbox
                    label="Assign automatically"
                    hint="Off, none of the automatic assignments runs."
                    checked=part(draft, |it| &it.automated, |it| &mut it.automated)
                />
            </div>
        </section>
    }
}

fn status_choice(
    draft: Draft,
    read: fn(&SupportPreferences) -> Option<StatusId>,
    write: fn(&mut SupportPreferences, Option<StatusId>),
) -> Binding<String> {
    Binding::new(
        move || {
            draft
                .with(read)
                .map_or_else(String::new, |id| id.0.to_string())
        },
        move |key: String| draft.update(|draft| write(draft, key.parse().ok().map(StatusId))),
    )
}
