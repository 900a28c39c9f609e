//! A message of the outbox in full, with all that can be done with it.

use super::outbox::KINDS;
use crate::{
    engine::{command::Command, id::NotificationId},
    shell::{DeskHandle, save_text},
    ui::{
        asking::Asking,
        kit::{Button, ButtonKind, ButtonLook, Dialog, TextField},
        reader::Reader,
        route::Link,
        toast::Toasts,
    },
    view::{
        eml::{eml, eml_name},
        inbox::{MailRow, MailState, mail_row},
    },
};
use leptos::{ev, prelude::*};

/// Why somebody's own choice keeps a message from being sent.
const BY_HAND: &str = "somebody chose so";

/// The dialog of one message.
#[component]
pub(super) fn MessageDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which.
    shown: RwSignal<Option<NotificationId>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let row = Memo::new(move |_| {
        desk.track(KINDS);
        let id = shown.get()?;
        zone.with(|zone| desk.with(|desk| mail_row(desk, id, zone)))
    });
    let heading = Signal::derive(move || {
        row.with(|row| {
            row.as_ref()
                .map_or_else(String::new, |row| row.subject.to_string())
        })
    });
    view! {
        <Dialog open heading wide=true>
            {move || row.get().map(|row| view! { <Message row open /> })}
        </Dialog>
    }
}

/// The message and its actions, as it is now.
#[component]
fn Message(
    /// What is known of it.
    row: MailRow,
    /// Set to false to shut the dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let id = row.id;
    let body = desk.with(|desk| {
        let notice = desk.notifications.get(&id);
        notice.map_or_else(String::new, |notice| notice.body.to_string())
    });
    let ask = move |command: Command| asking.ask(command, |()| ());
    let is_waiting = row.state == MailState::Waiting;
    let again = matches!(
        row.state,
        MailState::Failed(_) | MailState::Undeliverable(_) | MailState::Suppressed(_)
    );
    let take_out = move |()| {
        let by = desk.user().get_untracked();
        let file = desk.with(|desk| {
            let notice = desk.notifications.get(&id)?;
            let by = by.and_then(|by| desk.users.get(&by));
            let from = by.map_or(("", ""), |by| (&*by.email, &*by.name));
            Some((eml(notice, from)?, eml_name(notice)))
        });
        if let Some((text, name)) = file
            && save_text(&text, "message/rfc822", &name).is_err()
        {
            toasts.say("The browser does not let the page save files");
        }
    };
    let why = match row.state.reason() {
        "" => row.tries.clone(),
        reason => reason.to_owned(),
    };
    let mend = row.mend.clone().map(|(page, name)| {
        view! {
            <p>
                "Mend it for good under " <Link to=page>{name.to_string()}</Link> "."
            </p>
        }
    });
    let to = if row.to.is_empty() {
        "nobody"
    } else {
        &*row.to
    };
    view! {
        <p class="muted">
            {format!("To {to}, written {}. {}", row.at, row.state.word())}
        </p>
        {(!why.is_empty()).then(|| view! { <p>{why}</p> })}
        {mend}
        <p class="preserve">{body}</p>
        {asking.refusal()}
        {again
            .then(|| {
                let (address, is_webhook) = (row.address_now.clone(), row.is_webhook);
                view! { <Again id address is_webhook asking /> }
            })}
        <div class="dialog__actions">
            <Button on_press=move |()| open.set(false)>"Close"</Button>
            {is_waiting
                .then(|| {
                    let command = Command::Suppress {
                        notices: vec![id],
                        reason: BY_HAND.into(),
                    };
                    view! {
                        <Button on_press=move |()| ask(command.clone())>"Do not send"</Button>
                    }
                })}
            {row
                .mailto
                .map(|link| {
                    view! {
                        <Button on_press=take_out>"Save as file (.eml)"</Button>
                        <Button on_press=move |()| ask(Command::MarkSent(vec![id]))>
                            "Mark as sent"
                        </Button>
                        <a
                            class="button button--primary"
                            href=link
                            target="_blank"
                            rel="noopener"
                        >
                            "Open mail"
                        </a>
                    }
                })}
        </div>
    }
}

/// Puts the message into the outbox again, a mail with the address that is right.
#[component]
fn Again(
    /// The message.
    id: NotificationId,
    /// The address to begin with.
    address: Box<str>,
    /// Whether the page knows the address by itself.
    is_webhook: bool,
    /// Where it is asked for.
    asking: Asking,
) -> impl IntoView {
    let address = RwSignal::new(address.to_string());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let command = Command::SendAgain {
            notice: id,
            address: address.get_untracked().trim().into(),
        };
        asking.ask(command, |()| ());
    };
    view! {
        <form class="row row--fields" on:submit=submit novalidate>
            {(!is_webhook)
                .then(|| {
                    view! {
                        <TextField
                            label="Address"
                            value=address
                            error=asking.error_at("address")
                        />
                    }
                })}
            <Button kind=ButtonKind::Submit look=ButtonLook::Primary pending=asking.pending()>
                "Send again"
            </Button>
        </form>
    }
}
