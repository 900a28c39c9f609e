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
        kit::TabPanel,
        page_tabs::{PageTab, PageTabs, tab_in_view},
        route::PageHead,
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

const TABS: &[PageTab] = &[
    (Page::Inbox, "inbox", "Inbox"),
    (Page::Outbox, "outbox", "Outbox"),
];

/// The inbox and the outbox in two tabs, each with an address of its own.
#[component]
pub fn InboxPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let (selected, title) = tab_in_view(TABS);
    let n_unread = followed_unread();
    let n_to_do = desk.derive(&[Kind::Notification], n_mails_to_do);
    let counts = Signal::derive(move || vec![n_unread.get(), n_to_do.get()]);
    view! {
        <div class="page">
            <PageHead title />
            <PageTabs label="Notices" tabs=TABS counts selected />
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
