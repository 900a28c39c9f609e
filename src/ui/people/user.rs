//! The form of one user.

use super::form::{GonePage, PersonForm, Stored};
use crate::{
    engine::{
        choice::CustomFieldOf, command::Command, id::UserId, people::Assignee, record::Kind,
        roles::Role,
    },
    shell::DeskHandle,
    ui::{
        added_fields::AddedFields,
        asking::Asking,
        draft::part,
        kit::{Binding, Checkbox, Combobox, LineKind, TextField},
        zone_field::ZoneField,
    },
    view::people::{UserDraft, role_hint, user_options},
};
use leptos::prelude::*;

/// A user's page, or the form of a new one.
#[component]
pub fn UserPage(
    /// The number of the user's id; `None` for a new user.
    id: Option<u64>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let user = UserId(id.unwrap_or_default());
    let found = desk.with(|desk| {
        let found = desk.users.get(&user)?;
        let stored = Stored {
            exists: true,
            active: found.active,
            is_stand_in: found.stand_in.is_some(),
        };
        Some((UserDraft::of(found), stored))
    });
    let new = || (UserDraft::new(), Stored::default());
    match found.or_else(|| id.is_none().then(new)) {
        Some((draft, stored)) => view! { <UserForm user draft stored /> }.into_any(),
        None => view! { <GonePage target=Assignee::User(user) /> }.into_any(),
    }
}

/// The form.
#[component]
fn UserForm(
    /// Zero for a new user.
    user: UserId,
    /// What it begins with.
    draft: UserDraft,
    /// What is stored.
    stored: Stored,
) -> impl IntoView {
    let draft = RwSignal::new(draft);
    let asking = Asking::new();
    let desk = expect_context::<DeskHandle>();
    let reload = move |()| {
        let stored = desk.with(|desk| desk.users.get(&user).map(UserDraft::of));
        if let Some(stored) = stored {
            draft.set(stored);
        }
    };
    let command = move |()| Command::SaveUser(draft.with_untracked(|draft| draft.user(user)));
    view! {
        <PersonForm
            target=Assignee::User(user)
            stored
            name=Signal::derive(move || draft.with(|draft| draft.name.clone()))
            active=Signal::derive(move || draft.with(|draft| draft.active))
            asking
            command
            on_reload=reload
        >
            <UserFields draft asking user />
            <AddedFields
                of=CustomFieldOf::User
                value=part(draft, |draft| &draft.custom, |draft| &mut draft.custom)
                asking
            />
            <Roles draft />
        </PersonForm>
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
