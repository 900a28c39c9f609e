//! All escalations, what waits for an answer, and what one is asked to help with: three tabs, each
//! with an address of its own (semantics 11.6).

use super::{approvals::Approvals, list::EscalationList};
use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        hand_offs::MyHandOffs,
        kit::{TabPanel, Tabs},
        route::{PageHead, Router},
    },
    view::{escalation::n_approvals, hand_off::n_hand_offs, route::Page},
};
use leptos::prelude::*;

/// The tabs in order: their page, its key and its name.
const TABS: [(Page, &str, &str); 3] = [
    (Page::Escalations, "escalations", "Escalations"),
    (Page::Approvals, "approvals", "My approvals"),
    (Page::HandOffs, "hand-offs", "My hand-offs"),
];

/// How many requests wait for the acting user's answer, and how many cases for their help.
fn followed_counts() -> Memo<(usize, usize)> {
    let desk = expect_context::<DeskHandle>();
    let user = desk.user();
    Memo::new(move |_| {
        desk.track(&[
            Kind::EscalationRequest,
            Kind::HandOffs,
            Kind::Group,
            Kind::User,
        ]);
        let Some(user) = user.get() else {
            return (0, 0);
        };
        desk.with(|desk| (n_approvals(desk, user), n_hand_offs(desk, user)))
    })
}

/// How much waits for the acting user, followed: for the navigation.
pub fn followed_waiting() -> Memo<usize> {
    let counts = followed_counts();
    Memo::new(move |_| {
        let (n_approvals, n_hand_offs) = counts.get();
        n_approvals + n_hand_offs
    })
}

/// The three tabs.
#[component]
pub fn EscalationsPage() -> impl IntoView {
    let router = Router::here();
    let page = router.page();
    let here = Memo::new(move |_| {
        let known = TABS.into_iter().find(|(known, ..)| *known == page.get());
        known.map_or(("escalations", "Escalations"), |(_, key, name)| (key, name))
    });
    let counts = followed_counts();
    let tabs = Signal::derive(move || {
        let (n_approvals, n_hand_offs) = counts.get();
        let tab = |(page, key, name): (Page, &str, &str)| {
            let n = match page {
                Page::Approvals => n_approvals,
                Page::HandOffs => n_hand_offs,
                _ => 0,
            };
            let text = match n {
                0 => name.to_owned(),
                n => format!("{name} ({n})"),
            };
            (key.to_owned(), text)
        };
        TABS.map(tab).to_vec()
    });
    let select = move |key: String| {
        if let Some((page, ..)) = TABS.into_iter().find(|(_, known, _)| *known == key) {
            router.go(page);
        }
    };
    let selected = Signal::derive(move || here.get().0.to_owned());
    view! {
        <div class="page">
            <PageHead title=Signal::derive(move || here.get().1.to_owned()) />
            <Tabs label="Escalations" tabs selected on_select=select />
            <TabPanel key="escalations" selected>
                <EscalationList />
            </TabPanel>
            <TabPanel key="approvals" selected>
                <Approvals />
            </TabPanel>
            <TabPanel key="hand-offs" selected>
                <MyHandOffs />
            </TabPanel>
        </div>
    }
    .into_any()
}
