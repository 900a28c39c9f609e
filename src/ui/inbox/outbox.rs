//! Mail that waits: a page cannot send any, so it prepares it for the person's own program.

use super::notices::CaseLink;
use crate::{
    engine::{command::Command, id::NotificationId, record::Kind},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Badge, Binding, Button, ButtonLook, Dialog, Empty, SelectField, Tone, VirtualRows},
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

const KINDS: &[Kind] = &[Kind::Notification, Kind::Case];

/// The mail of the whole desk.
#[component]
pub(super) fn Outbox() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let show = router.query("show");
    let filter = move || {
        if show.with(|show| show == "all") {
            MailFilter::All
        } else {
            MailFilter::ToDo
        }
    };
    let ids = desk.derive(&[Kind::Notification], move |desk| {
        outbox_ids(desk, filter())
    });
    let is_empty = desk.derive(&[Kind::Notification], |desk| {
        outbox_ids(desk, MailFilter::All).is_empty()
    });
    let choice = Binding::new(
        move || show.get(),
        move |key: String| router.set_query("show", &key),
    );
    let choices = vec![
        (String::new(), "To be sent".to_owned()),
        ("all".to_owned(), "All mail".to_owned()),
    ];
    view! {
        <Show when=move || !is_empty.get() fallback=NoMail>
            <div class="stack stack--tight">
                <p class="page__lead">
                    "A page cannot send mail. Open a message in your mail program, send it there, and mark it as sent here."
                </p>
                <div class="toolbar">
                    <SelectField
                        label="Show"
                        label_hidden=true
                        value=choice
                        options=choices.clone()
                    />
                    <p class="list-count" role="status">
                        {move || counted(ids.with(Vec::len), "message", "messages")}
                    </p>
                </div>
                <Show when=move || ids.with(|ids| !ids.is_empty()) fallback=AllSent>
                    <MailTable ids />
                </Show>
            </div>
        </Show>
    }
}

/// What an outbox says into which nothing was ever put.
#[component]
fn NoMail() -> impl IntoView {
    view! {
        <Empty
            heading="No mail"
            text="When a rule tells somebody by mail, the message waits here until you send it from your own mail program."
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
        <Empty heading="Nothing waits" text="Every message is marked as sent.">
            <Button on_press=move |()| router.set_query("show", "all")>"Show all mail"</Button>
        </Empty>
    }
}

/// The mail, of which only what is in view exists.
#[component]
fn MailTable(
    /// Which, in order.
    ids: Memo<Vec<NotificationId>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let asking = Asking::new();
    let shown = RwSignal::new(None::<NotificationId>);
    let is_open = RwSignal::new(false);
    let row = move |id: &NotificationId| {
        desk.track(KINDS);
        zone.with(|zone| desk.with(|desk| mail_row(desk, *id, zone)))
    };
    let mark = move |id: NotificationId| asking.ask(Command::MarkSent(vec![id]), |()| ());
    let head = || {
        view! {
            <th scope="col" class="mail__state">
                "State"
            </th>
            <th scope="col" class="mail__to">
                "To"
            </th>
            <th scope="col" class="wide-only">
                "Subject"
            </th>
            <th scope="col" class="notice__case wide-only">
                "Case"
            </th>
            <th scope="col" class="notice__at full-only">
                "Written"
            </th>
            <th scope="col" class="mail__act">
                <span class="visually-hidden">"Actions"</span>
            </th>
        }
    };
    let open = move |id| {
        shown.set(Some(id));
        is_open.set(true);
    };
    let cells = move |row: MailRow| view! { <MailCells row mark /> };
    view! {
        <VirtualRows label="Mail" head ids row cells active=RwSignal::new(0) on_open=open />
        {asking.refusal()}
        <MailDialog open=is_open shown mark />
    }
}

fn tone(state: &MailState) -> Tone {
    match state {
        MailState::Waiting => Tone::Info,
        MailState::Sent(_) => Tone::Good,
        MailState::Suppressed(_) => Tone::Paused,
        MailState::Failed(_) | MailState::Undeliverable(_) => Tone::High,
    }
}

/// The state in the width of a column.
fn short_state(state: &MailState) -> &'static str {
    match state {
        MailState::Waiting => "Waiting",
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
) -> impl IntoView {
    let id = row.id;
    let subject = row.subject.to_string();
    let to = match (&*row.to, row.state.reason()) {
        ("", reason) => reason.to_owned(),
        (to, "") => to.to_owned(),
        (to, reason) => format!("{to}: {reason}"),
    };
    let act = row.mailto.map(|link| {
        view! {
            <span class="row row--end">
                <a class="button" href=link target="_blank" rel="noopener">
                    "Open mail"
                </a>
                <Button look=ButtonLook::Quiet on_press=move |()| mark.run(id)>
                    "Mark as sent"
                </Button>
            </span>
        }
    });
    view! {
        <td class="mail__state">
            <Badge tone=tone(&row.state) text=short_state(&row.state) />
        </td>
        <td>
            <span class="cell__line">{to}</span>
            <span class="cell__line muted small narrow-only">{subject.clone()}</span>
        </td>
        <td class="wide-only">{subject}</td>
        <td class="notice__case wide-only">
            <CaseLink number=row.case_number />
        </td>
        <td class="notice__at full-only">{row.at}</td>
        <td class="mail__act">{act}</td>
    }
}

/// A mail in full.
#[component]
fn MailDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which.
    shown: RwSignal<Option<NotificationId>>,
    /// Marks it as sent.
    #[prop(into)]
    mark: UnsyncCallback<NotificationId>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let row = Memo::new(move |_| {
        desk.track(KINDS);
        let id = shown.get()?;
        zone.with(|zone| desk.with(|desk| mail_row(desk, id, zone)))
    });
    let body = Memo::new(move |_| {
        let id = shown.get()?;
        desk.with(|desk| {
            desk.notifications
                .get(&id)
                .map(|notice| notice.body.to_string())
        })
    });
    let of = move |part: fn(&MailRow) -> String| {
        row.with(|row| row.as_ref().map(part).unwrap_or_default())
    };
    let link = move || row.with(|row| row.as_ref().and_then(|row| row.mailto.clone()));
    view! {
        <Dialog open heading=Signal::derive(move || of(|row| row.subject.to_string()))>
            <p class="muted">
                {move || of(|row| format!("To {}, written {}. {}", row.to, row.at, row.state.word()))}
            </p>
            <p>{move || of(|row| row.state.reason().to_owned())}</p>
            <p class="preserve">{body}</p>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>"Close"</Button>
                {move || {
                    link().map(|link| {
                        view! {
                            <Button on_press=move |()| {
                                if let Some(id) = shown.get_untracked() {
                                    mark.run(id);
                                }
                            }>"Mark as sent"</Button>
                            <a
                                class="button button--primary"
                                href=link
                                target="_blank"
                                rel="noopener"
                            >
                                "Open mail"
                            </a>
                        }
                    })
                }}
            </div>
        </Dialog>
    }
}
