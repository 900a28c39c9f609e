//! The lists of users, queues, groups, vendors and partners.

use super::{groups::Groups, parties::Parties};
use crate::{
    engine::{record::Kind, roles::Act},
    shell::DeskHandle,
    ui::{
        kit::{Binding, Button, Checkbox, Empty, SearchBox, TabPanel, Tabs},
        only_look::OnlyLook,
        record_table::{Column, RecordRows, RowOpens},
        route::{Link, PageHead, Router},
    },
    view::{
        counted::counted,
        people::{PeopleFilter, n_stand_ins, queue_rows, user_rows},
        route::{Page, Route},
    },
};
use leptos::prelude::*;

/// What the lists are made from.
const KINDS: &[Kind] = &[Kind::User, Kind::Queue];

/// The columns of users after the name.
const USER_COLUMNS: &[Column] = &[("E-mail", ""), ("Roles", "wide-only")];

/// The tabs: key and word.
const TABS: [(&str, &str); 4] = [
    ("users", "Users"),
    ("queues", "Queues"),
    ("groups", "Groups"),
    ("parties", "Vendors and partners"),
];

/// Users, queues, groups, and those outside, in a tab each.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let tab = router.query("tab");
    let page = router.page();
    let selected = Signal::derive(move || {
        let tab = tab.get();
        let known = TABS.iter().find(|(key, _)| *key == tab);
        match page.get() {
            Page::Group(_) => "groups",
            Page::Party(_) => "parties",
            _ => known.map_or("users", |(key, _)| key),
        }
        .to_owned()
    });
    let select = move |key: String| router.go(Route::from(Page::People).with("tab", &key));
    let kinds = &[Kind::User, Kind::Queue, Kind::Group, Kind::Party];
    let counts = desk.derive(kinds, |desk| {
        [
            desk.users.len(),
            desk.queues.len(),
            desk.groups.len(),
            desk.parties.len(),
        ]
    });
    let tabs = Signal::derive(move || {
        let counted = TABS.iter().zip(counts.get());
        counted
            .map(|((key, word), n)| ((*key).to_owned(), format!("{word} ({n})")))
            .collect::<Vec<_>>()
    });
    view! {
        <div class="page">
            <PageHead title="People">
                <Link to=Page::NewQueue attr:class="button">
                    "New queue"
                </Link>
                <Link to=Page::NewUser attr:class="button button--primary">
                    "New user"
                </Link>
            </PageHead>
            <p class="page__lead">
                "Roles guide people through their work. They are no protection: whoever has this device can act as anybody."
            </p>
            <Tabs
                label="People"
                tabs
                selected
                on_select=select
            />
            <TabPanel key="users" selected>
                <Users />
            </TabPanel>
            <TabPanel key="queues" selected>
                <Queues />
            </TabPanel>
            <TabPanel key="groups" selected>
                <Groups />
            </TabPanel>
            <TabPanel key="parties" selected>
                <Parties />
            </TabPanel>
        </div>
    }
}

/// What the address narrows both lists down to.
fn filter() -> Memo<PeopleFilter> {
    let router = Router::here();
    let (text, check) = (router.query("q"), router.query("check"));
    Memo::new(move |_| PeopleFilter {
        text: text.get(),
        only_stand_ins: check.with(|check| !check.is_empty()),
    })
}

/// The inputs that narrow a list down.
#[component]
fn Filters(
    /// What is searched.
    label: &'static str,
    /// How many rows wait for somebody to look at them.
    n_to_check: Signal<usize>,
    /// What the list is narrowed down to.
    filter: Memo<PeopleFilter>,
) -> impl IntoView {
    let router = Router::here();
    let text = Binding::new(
        move || filter.with(|filter| filter.text.clone()),
        move |text: String| router.set_query("q", &text),
    );
    let only = Binding::new(
        move || filter.with(|filter| filter.only_stand_ins),
        move |only| router.set_query("check", if only { "1" } else { "" }),
    );
    let is_shown = move || n_to_check.get() > 0 || only.get();
    view! {
        <div class="toolbar people__filters">
            <SearchBox label value=text />
            <Show when=is_shown>
                <Checkbox label="Only stand-ins to check" checked=only />
            </Show>
        </div>
    }
}

/// What a list shows when the filter leaves nothing.
#[component]
fn NothingFound() -> impl IntoView {
    let router = Router::here();
    let clear = move |()| {
        router.set_query("q", "");
        router.set_query("check", "");
    };
    view! {
        <Empty heading="Nothing found" text="Nothing here has that in its name or address.">
            <Button on_press=clear>"Show all"</Button>
        </Empty>
    }
}

/// The list of users.
#[component]
fn Users() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let filter = filter();
    let rows = desk.derive(KINDS, move |desk| {
        filter.with(|filter| user_rows(desk, filter))
    });
    let n_to_check = desk.derive(KINDS, |desk| n_stand_ins(desk).0);
    view! {
        <div class="stack">
            <Filters label="Search users" n_to_check=n_to_check.into() filter />
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=NothingFound>
                <p class="list-count" role="status">
                    {move || counted(rows.with(Vec::len), "user", "users")}
                </p>
                <RecordRows
                    label="Users"
                    columns=USER_COLUMNS
                    rows
                    opens=RowOpens::Page(Page::User)
                />
            </Show>
        </div>
    }
}

/// The users and a way to one more, as a part of another page.
#[component]
pub fn UserPanel() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::User], |desk| {
        user_rows(desk, &PeopleFilter::default())
    });
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Users"</h2>
                <Link to=Page::NewUser attr:class="button">
                    "New user"
                </Link>
            </div>
            <OnlyLook act=Act::Administer />
            <RecordRows
                label="Users"
                columns=USER_COLUMNS
                rows
                opens=RowOpens::Page(Page::User)
            />
        </section>
    }
}

/// The list of queues.
#[component]
fn Queues() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let filter = filter();
    let rows = desk.derive(KINDS, move |desk| {
        filter.with(|filter| queue_rows(desk, filter))
    });
    let n_to_check = desk.derive(KINDS, |desk| n_stand_ins(desk).1);
    let is_empty = desk.derive(&[Kind::Queue], |desk| desk.queues.is_empty());
    view! {
        <Show when=move || !is_empty.get() fallback=NoQueues>
            <div class="stack">
                <Filters label="Search queues" n_to_check=n_to_check.into() filter />
                <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=NothingFound>
                    <p class="list-count" role="status">
                        {move || counted(rows.with(Vec::len), "queue", "queues")}
                    </p>
                    <RecordRows
                        label="Queues"
                        columns=&[("E-mail", ""), ("Members", "wide-only")]
                        rows
                        opens=RowOpens::Page(Page::Queue)
                    />
                </Show>
            </div>
        </Show>
    }
}

/// What a desk without queues offers.
#[component]
fn NoQueues() -> impl IntoView {
    view! {
        <Empty
            heading="No queues yet"
            text="A queue holds cases until one of its members takes them. Rules can give cases to it."
        >
            <Link to=Page::NewQueue attr:class="button button--primary">
                "New queue"
            </Link>
        </Empty>
    }
}
