//! The form of one queue.

use super::form::{GonePage, PersonForm, Stored};
use crate::{
    engine::{command::Command, id::QueueId, people::Assignee},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        draft::part,
        kit::{Checkbox, LineKind, TextField},
        user_list::UserList,
    },
    view::people::QueueDraft,
};
use leptos::prelude::*;

/// A queue's page, or the form of a new one.
#[component]
pub fn QueuePage(
    /// The number of the queue's id; `None` for a new queue.
    id: Option<u64>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let queue = QueueId(id.unwrap_or_default());
    let found = desk.with(|desk| {
        let found = desk.queues.get(&queue)?;
        let stored = Stored {
            exists: true,
            active: found.active,
            is_stand_in: found.stand_in.is_some(),
        };
        Some((QueueDraft::of(found), stored))
    });
    let new = || (QueueDraft::new(), Stored::default());
    match found.or_else(|| id.is_none().then(new)) {
        Some((draft, stored)) => view! { <QueueForm queue draft stored /> }.into_any(),
        None => view! { <GonePage target=Assignee::Queue(queue) /> }.into_any(),
    }
}

/// The form.
#[component]
fn QueueForm(
    /// Zero for a new queue.
    queue: QueueId,
    /// What it begins with.
    draft: QueueDraft,
    /// What is stored.
    stored: Stored,
) -> impl IntoView {
    let draft = RwSignal::new(draft);
    let asking = Asking::new();
    let desk = expect_context::<DeskHandle>();
    let reload = move |()| {
        let stored = desk.with(|desk| desk.queues.get(&queue).map(QueueDraft::of));
        if let Some(stored) = stored {
            draft.set(stored);
        }
    };
    let command = move |()| Command::SaveQueue(draft.with_untracked(|draft| draft.queue(queue)));
    view! {
        <PersonForm
            target=Assignee::Queue(queue)
            stored
            name=Signal::derive(move || draft.with(|draft| draft.name.clone()))
            active=Signal::derive(move || draft.with(|draft| draft.active))
            asking
            command
            on_reload=reload
        >
            <QueueFields draft asking />
            <UserList
                legend="Members"
                add="Add a member"
                value=part(draft, |draft| &draft.members, |draft| &mut draft.members)
            />
        </PersonForm>
    }
}

/// Name and addresses.
#[component]
fn QueueFields(
    /// The form's draft.
    draft: RwSignal<QueueDraft>,
    /// For the errors.
    asking: Asking,
) -> impl IntoView {
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
                hint="Mail to the queue waits in the outbox under this address."
                error=asking.error_at("email")
            />
            <TextField
                label="Developer name in rule files"
                value=part(
                    draft,
                    |draft| &draft.developer_name,
                    |draft| &mut draft.developer_name,
                )
                hint="Files of rules call the queue by this."
            />
        </div>
        <div class="stack stack--tight">
            <Checkbox
                label="Active"
                hint="Cases can be given to this queue. An action that gives a case to an inactive queue waits, blocked."
                checked=part(draft, |draft| &draft.active, |draft| &mut draft.active)
            />
            <Checkbox
                label="Send mail to each member as well"
                checked=part(
                    draft,
                    |draft| &draft.email_members,
                    |draft| &mut draft.email_members,
                )
            />
        </div>
    }
}
