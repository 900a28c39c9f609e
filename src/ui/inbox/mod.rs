//! Notices: the inbox of whoever acts, and the mail that waits in the outbox.

mod desktop;
mod message;
mod notices;
mod outbox;

use self::{desktop::DesktopSwitch, notices::Notices, outbox::Outbox};
use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{TabPanel, Tabs},
        route::{PageHead, Router},
    },
    view::{
        inbox::{n_mails_to_do, unread_count},
        route::Page,
    },
};
use leptos::prelude::*;

/// How many notices the acting user has not read, followed: for the navigation and the tab.
pub fn followed_unread() -> Memo<usize> {
    let desk = expect_context::<DeskHandle>();
    let user = desk.user();
    Memo::new(move |_| {
        desk.track(&[Kind::Notification]);
        let user = user.get();
        user.map_or(0, |user| desk.with(|desk| unread_count(desk, user)))
    })
}

/// The inbox and the outbox in two tabs, each with an address of its own.
#[component]
pub fn InboxPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let page = router.page();
    let selected = Signal::derive(move || {
        if page.get() == Page::Outbox {
            "outbox"
        } else {
            "inbox"
        }
        .to_owned()
    });
    let n_unread = followed_unread();
    let n_to_do = desk.derive(&[Kind::Notification], n_mails_to_do);
    let with_count = |word: &str, n: usize| {
        if n == 0 {
            word.to_owned()
        } else {
            format!("{word} ({n})")
        }
    };
    let tabs = Signal::derive(move || {
        vec![
            ("inbox".to_owned(), with_count("Inbox", n_unread.get())),
            ("outbox".to_owned(), with_count("Outbox", n_to_do.get())),
        ]
    });
    let title = Signal::derive(move || {
        if page.get() == Page::Outbox {
            "Outbox"
        } else {
            "Inbox"
        }
        .to_owned()
    });
    let select = move |key: String| {
        router.go(if key == "outbox" {
            Page::Outbox
        } else {
            Page::Inbox
        });
    };
    view! {
        <div class="page">
            <PageHead title />
            <Tabs label="Notices" tabs selected on_select=select />
            <TabPanel key="inbox" selected>
                <div class="stack stack--tight">
                    <DesktopSwitch />
                    <Notices />
                </div>
            </TabPanel>
            <TabPanel key="outbox" selected>
                <Outbox />
            </TabPanel>
        </div>
    }
}
