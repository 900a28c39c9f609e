//! All escalations, what waits for an answer, and what one is asked to help with: three tabs, each
//! with an address of its own (semantics 11.6).

use super::{approvals::Approvals, list::EscalationList};
use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        hand_offs::MyHandOffs,
        kit::TabPanel,
        page_tabs::{PageTab, PageTabs, tab_in_view},
        route::PageHead,
    },
    view::{escalation::n_approvals, hand_off::n_hand_offs, route::Page},
};
use leptos::prelude::*;

const TABS: &[PageTab] = &[
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
    let (selected, title) = tab_in_view(TABS);
    let counts = followed_counts();
    let counts = Signal::derive(move || {
        let (n_approvals, n_hand_offs) = counts.get();
        vec![0, n_approvals, n_hand_offs]
    });
    view! {
        <div class="page">
            <PageHead title />
            <PageTabs label="Escalations" tabs=TABS counts selected />
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
