//! The lists of users and queues.

use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Binding, Button, Checkbox, Empty, SearchBox, TabPanel, Tabs},
        record_table::{RecordRows, RowOpens},
        route::{Link, PageHead, Router},
    },
    view::{
        counted::counted,
        people::{PeopleFilter, n_stand_ins, queue_rows, user_rows},
        route::Page,
    },
};
use leptos::prelude::*;

/// What both lists are made from.
const KINDS: &[Kind] = &[Kind::User, Kind::Queue];

/// Users and queues in two tabs.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let tab = router.query("tab");
    let selected = Signal::derive(move || {
        let is_queues = tab.with(|tab| tab == "queues");
        if is_queues { "queues" } else { "users" }.to_owned()
    });
    let counts = desk.derive(KINDS, |desk| (desk.users.len(), desk.queues.len()));
    let tabs = Signal::derive(move || {
        let (n_users, n_queues) = counts.get();
        vec![
            ("users".to_owned(), format!("Users ({n_users})")),
            ("queues".to_owned(), format!("Queues ({n_queues})")),
        ]
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
                on_select=move |key: String| router.set_query("tab", &key)
            />
            <TabPanel key="users" selected>
                <Users />
            </TabPanel>
            <TabPanel key="queues" selected>
                <Queues />
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
                    columns=&[("E-mail", ""), ("Roles", "wide-only")]
                    rows
                    opens=RowOpens::Page(Page::User)
                />
            </Show>
        </div>
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
