//! The form of one queue.

use super::aims::{AimsPanel, DeactivateDialog, followed_aims};
use crate::{
    engine::{command::Command, id::QueueId, people::Assignee},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        draft::part,
        kit::{
            Banner, Button, ButtonKind, ButtonLook, Checkbox, Empty, LineKind, TextField, Tone,
            focus_first_invalid,
        },
        route::{Link, PageHead, Router},
        toast::Toasts,
        user_list::UserList,
    },
    view::{
        people::QueueDraft,
        route::{Page, Route},
    },
};
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

/// The list that a queue's form goes back to.
fn queues() -> Route {
    Route::from(Page::People).with("tab", "queues")
}

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
        Some((QueueDraft::of(found), found.stand_in.is_some()))
    });
    match (id, found) {
        (None, _) => {
            view! { <QueueForm queue draft=QueueDraft::new() is_stand_in=false /> }.into_any()
        }
        (Some(_), Some((draft, is_stand_in))) => {
            view! { <QueueForm queue draft is_stand_in /> }.into_any()
        }
        (Some(_), None) => view! {
            <div class="page">
                <PageHead title="Queue" />
                <Empty
                    heading="This queue is not here any more"
                    text="An import may have been removed."
                >
                    <Link to=queues() attr:class="button button--primary">
                        "All queues"
                    </Link>
                </Empty>
            </div>
        }
        .into_any(),
    }
}

/// The form.
#[component]
fn QueueForm(
    /// Zero for a new queue.
    queue: QueueId,
    /// What it begins with.
    draft: QueueDraft,
    /// Whether an import made the queue and nobody has looked.
    is_stand_in: bool,
) -> impl IntoView {
    let router = Router::here();
    let is_new = queue.0 == 0;
    let was_active = !is_new && draft.active;
    let title = if is_new {
        "New queue".to_owned()
    } else {
        draft.name.clone()
    };
    let aims = followed_aims(Assignee::Queue(queue));
    let is_asked = RwSignal::new(false);
    let draft = RwSignal::new(draft);
    let asking = Asking::new();
    let toasts = Toasts::here();
    let save = move || {
        let record = draft.with_untracked(|draft| draft.queue(queue));
        spawn_local(async move {
            let said = format!("{} is saved", record.name);
            let is_saved = asking.ask_and_wait(Command::SaveQueue(record)).await;
            is_asked.try_set(false);
            if is_saved {
                toasts.say(said);
                router.go(queues());
            } else if let Some(root) = document().document_element() {
                focus_first_invalid(root);
            }
        });
    };
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
                            "Stand-in: an import met this name and made a queue for it. Add its members and save; the mark goes with that."
                        </Banner>
                    }
                })}
            <form class="stack" on:submit=submit novalidate>
                <QueueFields draft asking />
                <UserList
                    legend="Members"
                    add="Add a member"
                    value=part(draft, |draft| &draft.members, |draft| &mut draft.members)
                />
                {asking.refusal()}
                <div class="form__actions">
                    <Button
                        kind=ButtonKind::Submit
                        look=ButtonLook::Primary
                        pending=asking.pending()
                    >
                        {if is_new { "Add queue" } else { "Save" }}
                    </Button>
                    <Button on_press=move |()| router.go(queues())>"Cancel"</Button>
                </div>
            </form>
            {(!is_new).then(|| view! { <AimsPanel target=Assignee::Queue(queue) aims /> })}
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
