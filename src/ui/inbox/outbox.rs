//! What goes out: mail, which a page can only prepare for the person's own program, and messages to
//! webhooks, which it sends by itself.

use super::{message::MessageDialog, notices::AboutLink};
use crate::{
    engine::{command::Command, id::NotificationId, record::Kind},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{
            Badge, Binding, Button, ButtonLook, Empty, Icon, IconMark, SelectField, Tone,
            VirtualRows,
        },
        reader::Reader,
        route::{Link, Router},
    },
    view::{
        counted::counted,
        inbox::{MailFilter, MailRow, MailState, mail_row, outbox_ids},
        route::Page,
    },
};
use leptos::prelude::*;

pub(super) const KINDS: &[Kind] = &[
    Kind::Notification,
    Kind::Case,
    Kind::EscalationRequest,
    Kind::Webhook,
    Kind::User,
];

/// What a list shows: its key in the address, and its word.
const FILTERS: [(MailFilter, &str, &str); 4] = [
    (MailFilter::ToDo, "", "To be sent"),
    (MailFilter::Trouble, "trouble", "In trouble"),
    (MailFilter::Webhooks, "webhooks", "To webhooks"),
    (MailFilter::All, "all", "All of it"),
];

/// The messages of the whole desk.
#[component]
pub(super) fn Outbox() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let show = router.query("show");
    let filter = move || {
        show.with(|show| {
            let found = FILTERS.iter().find(|(_, key, _)| key == show);
            found.map_or(MailFilter::ToDo, |(filter, ..)| *filter)
        })
    };
    let case = router.query("case");
    let about = move || case.with(|number| number.parse::<u64>().ok());
    let ids = desk.derive(&[Kind::Notification, Kind::Case], move |desk| {
        let mut cases = desk.cases.values();
        let case = about().map(|number| cases.find(|case| case.number == number));
        match case {
            Some(None) => Vec::new(),
            case => outbox_ids(desk, filter(), case.flatten().map(|case| case.id)),
        }
    });
    let is_empty = desk.derive(&[Kind::Notification], |desk| {
        outbox_ids(desk, MailFilter::All, None).is_empty()
    });
    let choice = Binding::new(
        move || show.get(),
        move |key: String| router.set_query("show", &key),
    );
    let choices = FILTERS
        .map(|(_, key, word)| (key.to_owned(), word.to_owned()))
        .to_vec();
    let shown = RwSignal::new(None::<NotificationId>);
    let is_open = RwSignal::new(false);
    let open = UnsyncCallback::new(move |id| {
        shown.set(Some(id));
        is_open.set(true);
    });
    view! {
        <Show when=move || !is_empty.get() fallback=NoMail>
            <div class="stack stack--tight">
                <p class="page__lead">
                    "A page cannot send mail. Open a message in your mail program, send it there, and mark it as sent here. Messages to webhooks leave by themselves while a page is open."
                </p>
                <div class="toolbar">
                    <SelectField
                        label="Show"
                        label_hidden=true
                        value=choice
                        options=choices.clone()
                    />
                    {move || {
                        about()
                            .map(|number| {
                                view! {
                                    <Button on_press=move |()| {
                                        router.set_query("case", "");
                                    }>{format!("Only about case {number}")} <IconMark icon=Icon::Close /></Button>
                                }
                            })
                    }}
                    <p class="list-count" role="status">
                        {move || counted(ids.with(Vec::len), "message", "messages")}
                    </p>
                </div>
                <Show when=move || ids.with(|ids| !ids.is_empty()) fallback=AllSent>
                    <MailTable ids open />
                </Show>
            </div>
            // Beside the table, since mending may empty it.
            <MessageDialog open=is_open shown />
        </Show>
    }
}

/// What an outbox says into which nothing was ever put.
#[component]
fn NoMail() -> impl IntoView {
    view! {
        <Empty
            heading="No messages"
            text="When somebody is told by mail, the message waits here until you send it from your own mail program. Messages to webhooks are listed here too."
        >
            <Link to=Page::Rules attr:class="button button--primary">
                "Go to the rules"
            </Link>
        </Empty>
    }
}

/// What the outbox says when nothing waits.
#[component]
fn AllSent() -> impl IntoView {
    let router = Router::here();
    view! {
        <Empty heading="Nothing waits" text="There is no such message.">
            <Button on_press=move |()| {
                router.set_query("case", "");
                router.set_query("show", "all");
            }>"Show all of it"</Button>
        </Empty>
    }
}

/// The mail, of which only what is in view exists.
#[component]
fn MailTable(
    /// Which, in order.
    ids: Memo<Vec<NotificationId>>,
    /// Shows one in full.
    #[prop(into)]
    open: UnsyncCallback<NotificationId>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let asking = Asking::new();
    let row = move |id: &NotificationId| {
        desk.track(KINDS);
        zone.with(|zone| desk.with(|desk| mail_row(desk, *id, zone)))
    };
    let mark = move |id: NotificationId| asking.ask(Command::MarkSent(vec![id]), |()| ());
    let head = || {
        view! {
            <th scope="col" class="mail__state wide-only">
                "State"
            </th>
            <th scope="col" class="mail__to">
                "To"
            </th>
            <th scope="col" class="wide-only">
                "Subject"
            </th>
            <th scope="col" class="notice__case wide-only">
                "About"
            </th>
            <th scope="col" class="notice__at full-only">
                "Written"
            </th>
            <th scope="col" class="mail__act">
                <span class="visually-hidden">"Actions"</span>
            </th>
        }
    };
    let cells = move |row: MailRow| view! { <MailCells row mark open /> };
    view! {
        <VirtualRows label="Messages" head ids row cells active=RwSignal::new(0) on_open=open />
        {asking.refusal()}
    }
}

fn tone(state: &MailState) -> Tone {
    match state {
        MailState::Waiting | MailState::Sending => Tone::Info,
        MailState::Sent(_) => Tone::Good,
        MailState::Suppressed(_) => Tone::Paused,
        MailState::Failed(_) | MailState::Undeliverable(_) => Tone::High,
    }
}

/// The state in the width of a column.
fn short_state(state: &MailState) -> &'static str {
    match state {
        MailState::Waiting => "Waiting",
        MailState::Sending => "Being sent",
        MailState::Sent(_) => "Sent",
        MailState::Suppressed(_) => "Not to send",
        MailState::Failed(_) => "Failed",
        MailState::Undeliverable(_) => "Undeliverable",
    }
}

/// One mail.
#[component]
fn MailCells(
    /// What the row shows.
    row: MailRow,
    /// Marks it as sent.
    #[prop(into)]
    mark: UnsyncCallback<NotificationId>,
    /// Shows it in full.
    #[prop(into)]
    open: UnsyncCallback<NotificationId>,
) -> impl IntoView {
    let id = row.id;
    let subject = row.subject.to_string();
    let why = match row.state.reason() {
        "" => &*row.tries,
        reason => reason,
    };
    let to = match (&*row.to, why) {
        ("", reason) => reason.to_owned(),
        (to, "") => to.to_owned(),
        (to, reason) => format!("{to}: {reason}"),
    };
    let is_trouble = matches!(
        row.state,
        MailState::Failed(_) | MailState::Undeliverable(_)
    );
    let mend = is_trouble.then(|| {
        view! { <Button on_press=move |()| open.run(id)>"Mend"</Button> }
    });
    let act = row.mailto.map(|link| {
        view! {
            <span class="row">
                <a class="button" href=link target="_blank" rel="noopener">
                    "Open mail"
                </a>
                <Button look=ButtonLook::Quiet on_press=move |()| mark.run(id)>
                    "Mark as sent"
                </Button>
            </span>
        }
    });
    let state = move || view! { <Badge tone=tone(&row.state) text=short_state(&row.state) /> };
    view! {
        <td class="mail__state wide-only">{state()}</td>
        <td>
            <span class="cell__line">{to}</span>
            <span class="cell__line muted small narrow-only">{state()}" "{subject.clone()}</span>
        </td>
        <td class="wide-only">{subject}</td>
        <td class="notice__case wide-only">
            <AboutLink about=row.about />
        </td>
        <td class="notice__at full-only">{row.at}</td>
        <td class="mail__act">{act} {mend}</td>
    }
}
