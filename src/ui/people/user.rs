//! The form of one user.

use super::aims::{AimsPanel, DeactivateDialog, followed_aims};
use crate::{
    engine::{
        choice::CustomFieldOf,
        command::Command,
        id::UserId,
        people::{Assignee, User},
        record::Kind,
        roles::Role,
    },
    shell::DeskHandle,
    ui::{
        added_fields::AddedFields,
        asking::Asking,
        draft::part,
        kit::{
            Banner, Binding, Button, ButtonKind, ButtonLook, Checkbox, Combobox, Empty, LineKind,
            TextField, Tone, focus_first_invalid,
        },
        route::{Link, PageHead, Router},
        toast::Toasts,
        zone_field::{ZoneField, at_zone},
    },
    view::{
        people::{UserDraft, role_hint, user_options},
        route::Page,
    },
};
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

/// A user's page, or the form of a new one.
#[component]
pub fn UserPage(
    /// The number of the user's id; `None` for a new user.
    id: Option<u64>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let user = UserId(id.unwrap_or_default());
    let found = desk.with(|desk| {
        desk.users
            .get(&user)
            .map(|found| (UserDraft::of(found), found.stand_in.is_some()))
    });
    match (id, found) {
        (None, _) => view! { <UserForm user draft=UserDraft::new() is_stand_in=false /> }.into_any(),
        (Some(_), Some((draft, is_stand_in))) => {
            view! { <UserForm user draft is_stand_in /> }.into_any()
        }
        (Some(_), None) => view! {
            <div class="page">
                <PageHead title="User" />
                <Empty heading="This user is not here any more" text="An import may have been removed.">
                    <Link to=Page::People attr:class="button button--primary">
                        "All people"
                    </Link>
                </Empty>
            </div>
        }
        .into_any(),
    }
}

/// The form.
#[component]
fn UserForm(
    /// Zero for a new user.
    user: UserId,
    /// What it begins with.
    draft: UserDraft,
    /// Whether an import made the user and nobody has looked.
    is_stand_in: bool,
) -> impl IntoView {
    let router = Router::here();
    let is_new = user.0 == 0;
    let was_active = !is_new && draft.active;
    let title = if is_new {
        "New user".to_owned()
    } else {
        draft.name.clone()
    };
    let aims = followed_aims(Assignee::User(user));
    let is_asked = RwSignal::new(false);
    let draft = RwSignal::new(draft);
    let asking = Asking::new();
    let saving = Saving {
        desk: expect_context(),
        router,
        toasts: Toasts::here(),
        asking,
        is_asked,
    };
    let save = move || saving.save(draft.with_untracked(|draft| draft.user(user)));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let goes = was_active && draft.with_untracked(|draft| !draft.active);
        if goes && aims.with_untracked(|aims| !aims.is_empty()) {
            is_asked.set(true);
        } else {
            save();
        }
    };
    view! {
        <div class="page page--narrow">
            <PageHead title />
            {is_stand_in
                .then(|| {
                    view! {
                        <Banner tone=Tone::Medium>
                            "Stand-in: an import met this name and made a user for it. Check the details and save; the mark goes with that."
                        </Banner>
                    }
                })}
            <form class="stack" on:submit=submit novalidate>
                <UserFields draft asking user />
                <AddedFields
                    of=CustomFieldOf::User
                    value=part(draft, |draft| &draft.custom, |draft| &mut draft.custom)
                    asking
                />
                <Roles draft />
                {asking.refusal()}
                <div class="form__actions">
                    <Button
                        kind=ButtonKind::Submit
                        look=ButtonLook::Primary
                        pending=asking.pending()
                    >
                        {if is_new { "Add user" } else { "Save" }}
                    </Button>
                    <Button on_press=move |()| router.go(Page::People)>"Cancel"</Button>
                </div>
            </form>
            {(!is_new).then(|| view! { <AimsPanel target=Assignee::User(user) aims /> })}
            <DeactivateDialog
                open=is_asked
                name=Signal::derive(move || draft.with(|draft| draft.name.clone()))
                aims
                pending=asking.pending()
                on_confirm=move |()| save()
            />
        </div>
    }
}

/// What saving needs of the page.
#[derive(Clone, Copy)]
struct Saving {
    desk: DeskHandle,
    router: Router,
    toasts: Toasts,
    asking: Asking,
    is_asked: RwSignal<bool>,
}

impl Saving {
    /// Saves, after the desk has learnt the zone that the user reads times in.
    fn save(self, user: User) {
        spawn_local(async move {
            if !user.zone.is_empty()
                && let Err(refusal) = self.desk.learn_zone(&user.zone).await
            {
                self.is_asked.try_set(false);
                return self.asking.refuse(at_zone(refusal));
            }
            let said = format!("{} is saved", user.name);
            let is_saved = self.asking.ask_and_wait(Command::SaveUser(user)).await;
            self.is_asked.try_set(false);
            if is_saved {
                self.toasts.say(said);
                self.router.go(Page::People);
            } else if let Some(root) = document().document_element() {
                focus_first_invalid(root);
            }
        });
    }
}

/// Name, addresses, zone and manager.
#[component]
fn UserFields(
    /// The form's draft.
    draft: RwSignal<UserDraft>,
    /// For the errors.
    asking: Asking,
    /// Zero for a new user.
    user: UserId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let options = desk.derive(&[Kind::User], move |desk| {
        let chosen: Vec<UserId> = draft
            .with_untracked(|draft| draft.manager.parse().ok().map(UserId))
            .into_iter()
            .collect();
        let mut options = user_options(desk, &chosen);
        options.retain(|(key, _)| *key != user.0.to_string());
        options.insert(0, (String::new(), "Nobody".to_owned()));
        options
    });
    view! {
        <div class="form-grid">
            <TextField
                label="Name"
                required=true
                value=part(draft, |draft| &draft.name, |draft| &mut draft.name)
                error=asking.error_at("name")
            />
            <TextField
                label="E-mail"
                kind=LineKind::Email
                value=part(draft, |draft| &draft.email, |draft| &mut draft.email)
                hint="Mail for this person waits in the outbox under this address."
                error=asking.error_at("email")
            />
            <TextField
                label="User name in rule files"
                value=part(draft, |draft| &draft.username, |draft| &mut draft.username)
                hint="Files of rules call the person by this, often an address."
                error=asking.error_at("username")
            />
            <TextField
                label="Phone"
                kind=LineKind::Phone
                value=part(draft, |draft| &draft.phone, |draft| &mut draft.phone)
            />
            <ZoneField
                label="Reads times in"
                none="The organisation's zone"
                value=part(draft, |draft| &draft.zone, |draft| &mut draft.zone)
                error=asking.error_at("zone")
            />
            <Combobox
                label="Manager"
                value=part(draft, |draft| &draft.manager, |draft| &mut draft.manager)
                options
            />
        </div>
    }
}

/// What the user may do.
#[component]
fn Roles(
    /// The form's draft.
    draft: RwSignal<UserDraft>,
) -> impl IntoView {
    let role = move |role: Role| {
        let checked = Binding::new(
            move || draft.with(|draft| draft.roles.contains(&role)),
            move |on: bool| {
                draft.update(|draft| {
                    draft.roles.retain(|other| *other != role);
                    if on {
                        draft.roles.push(role);
                    }
                });
            },
        );
        view! { <Checkbox label=role.name() hint=role_hint(role) checked /> }
    };
    view! {
        <fieldset class="stack stack--tight">
            <legend>"Roles"</legend>
            <p class="field__hint">
                "Roles guide people; they are no protection from someone who has this device: whoever sits here chooses who acts."
            </p>
            {Role::ALL.map(role).collect_view()}
        </fieldset>
        <fieldset class="stack stack--tight">
            <legend>"Work"</legend>
            <Checkbox
                label="Active"
                hint="Cases can be given to this person. An action that gives a case to somebody inactive waits, blocked."
                checked=part(draft, |draft| &draft.active, |draft| &mut draft.active)
            />
            <Checkbox
                label="Answers customers"
                checked=part(draft, |draft| &draft.support_rep, |draft| &mut draft.support_rep)
            />
            <Checkbox
                label="No mail about their own updates of escalations"
                hint="Everybody else who watches an escalation is mailed all the same."
                checked=part(
                    draft,
                    |draft| &draft.no_mail_of_own_updates,
                    |draft| &mut draft.no_mail_of_own_updates,
                )
            />
        </fieldset>
    }
}
