//! The inbox of whoever acts.

use crate::{
    engine::{command::Command, id::NotificationId, record::Kind},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Badge, Button, ButtonLook, Dialog, Empty, Icon, IconMark, Tone, VirtualRows},
        reader::Reader,
        route::{Link, Router},
    },
    view::{
        counted::counted,
        inbox::{NoticeRow, inbox_ids, notice_row, unread},
        route::Page,
    },
};
use leptos::prelude::*;

const KINDS: &[Kind] = &[Kind::Notification, Kind::Case, Kind::EscalationRequest];

/// What the acting user was told: not read first, then the newest first.
#[component]
pub(super) fn Notices() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let user = desk.user();
    let ids = Memo::new(move |_| {
        desk.track(&[Kind::Notification]);
        let user = user.get();
        user.map(|user| desk.with(|desk| inbox_ids(desk, user)))
            .unwrap_or_default()
    });
    let n_unread = super::followed_unread();
    let asking = Asking::new();
    let mark_all = move |()| {
        let user = user.get_untracked();
        let ids = user.map(|user| desk.with(|desk| unread(desk, user)));
        asking.ask(Command::MarkRead(ids.unwrap_or_default()), |()| ());
    };
    view! {
        <Show when=move || ids.with(|ids| !ids.is_empty()) fallback=NothingCame>
            <div class="stack stack--tight">
                <div class="row row--spread">
                    <p class="list-count" role="status">
                        {move || {
                            let n = ids.with(Vec::len);
                            format!("{}, {} unread", counted(n, "notice", "notices"), n_unread.get())
                        }}
                    </p>
                    <Button
                        on_press=mark_all
                        pending=asking.pending()
                        disabled=Signal::derive(move || n_unread.get() == 0)
                    >
                        "Mark all as read"
                    </Button>
                </div>
                {asking.refusal()}
                <NoticeTable ids />
            </div>
        </Show>
    }
}

/// What an empty inbox says.
#[component]
fn NothingCame() -> impl IntoView {
    view! {
        <Empty
            heading="No notices"
            text="When a rule tells you of a case, the notice is put here. Rules say who is told, and when."
        >
            <Link to=Page::Rules attr:class="button button--primary">
                "Go to the rules"
            </Link>
        </Empty>
    }
}

/// The notices, of which only those in view exist.
#[component]
fn NoticeTable(
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
        zone.with(|zone| desk.with(|desk| notice_row(desk, *id, zone)))
    };
    let read = move |id: NotificationId| asking.ask(Command::MarkRead(vec![id]), |()| ());
    let open = move |id: NotificationId| {
        shown.set(Some(id));
        is_open.set(true);
        read(id);
    };
    let head = || {
        view! {
            <th scope="col" class="notice__mark">
                <span class="visually-hidden">"State"</span>
            </th>
            <th scope="col">"Notice"</th>
            <th scope="col" class="notice__case wide-only">
                "About"
            </th>
            <th scope="col" class="notice__at wide-only">
                "Written"
            </th>
            <th scope="col" class="notice__act">
                <span class="visually-hidden">"Actions"</span>
            </th>
        }
    };
    let cells = move |row: NoticeRow| view! { <NoticeCells row read /> };
    view! {
        <VirtualRows
            label="Notices"
            head
            ids
            row
            cells
            active=RwSignal::new(0)
            on_open=open
        />
        {asking.refusal()}
        <NoticeDialog open=is_open shown />
    }
}

/// One notice.
#[component]
fn NoticeCells(
    /// What the row shows.
    row: NoticeRow,
    /// Marks it as read.
    #[prop(into)]
    read: UnsyncCallback<NotificationId>,
) -> impl IntoView {
    let id = row.id;
    view! {
        <td class="notice__mark">
            {if row.is_unread {
                view! { <Badge tone=Tone::Info text="New" /> }.into_any()
            } else {
                view! { <span class="visually-hidden">"Read"</span> }.into_any()
            }}
        </td>
        <td>
            <span class="cell__line" class:strong=row.is_unread>{row.subject.to_string()}</span>
            <span class="cell__line muted small narrow-only">{row.at.clone()}</span>
        </td>
        <td class="notice__case wide-only">
            <AboutLink about=row.about />
        </td>
        <td class="notice__at wide-only">{row.at}</td>
        <td class="notice__act">
            {row
                .is_unread
                .then(|| {
                    view! {
                        <Button
                            look=ButtonLook::Quiet
                            label="Mark as read"
                            on_press=move |()| read.run(id)
                        >
                            <IconMark icon=Icon::Check />
                        </Button>
                    }
                })}
        </td>
    }
}

/// The case or escalation that a notice is about.
#[component]
pub(super) fn AboutLink(
    /// Its page and number; `None` when there is none any more.
    about: Option<(Page, String)>,
) -> impl IntoView {
    about.map(|(to, number)| view! { <Link to>{number}</Link> })
}

/// A notice in full.
#[component]
fn NoticeDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which.
    shown: RwSignal<Option<NotificationId>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let router = Router::here();
    let row = Memo::new(move |_| {
        desk.track(KINDS);
        let id = shown.get()?;
        zone.with(|zone| desk.with(|desk| notice_row(desk, id, zone)))
    });
    let of = move |part: fn(&NoticeRow) -> String| {
        row.with(|row| row.as_ref().map(part).unwrap_or_default())
    };
    let about = Memo::new(move |_| row.with(|row| Some(row.as_ref()?.about.as_ref()?.0)));
    let go = move |()| {
        open.set(false);
        if let Some(page) = about.get_untracked() {
            router.go(page);
        }
    };
    view! {
        <Dialog open heading=Signal::derive(move || of(|row| row.subject.to_string()))>
            <p class="muted">{move || of(|row| row.at.clone())}</p>
            <p class="preserve">{move || of(|row| row.body.to_string())}</p>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>"Close"</Button>
                <Show when=move || about.get().is_some()>
                    <Button look=ButtonLook::Primary on_press=go>
                        {move || match about.get() {
                            Some(Page::Escalation(_)) => "Go to the escalation",
                            _ => "Go to the case",
                        }}
                    </Button>
                </Show>
            </div>
        </Dialog>
    }
}
