//! The lists of users and queues.

use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{
            Badge, Binding, Button, Checkbox, Each, Empty, SearchBox, TabPanel, Table, Tabs, Tone,
        },
        route::{Link, PageHead, Router},
    },
    view::{
        counted::counted,
        people::{PeopleFilter, QueueRow, UserRow, n_stand_ins, queue_rows, user_rows},
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
                <Table label="Users">
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">"E-mail"</th>
                            <th scope="col" class="wide-only">
                                "Roles"
                            </th>
                            <th scope="col">"State"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <Each
                            each=move || rows.get()
                            children=|row| view! { <UserLine row /> }
                        />
                    </tbody>
                </Table>
            </Show>
        </div>
    }
}

/// One user.
#[component]
fn UserLine(
    /// What the row shows.
    row: UserRow,
) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">
                <Link to=Page::User(row.id.0)>{row.name.to_string()}</Link>
            </th>
            <td>{or_dash(&row.email)}</td>
            <td class="wide-only">{or_dash(&row.roles)}</td>
            <td>
                <States active=row.active is_stand_in=row.is_stand_in />
            </td>
        </tr>
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
                    <Table label="Queues">
                        <thead>
                            <tr>
                                <th scope="col">"Name"</th>
                                <th scope="col">"E-mail"</th>
                                <th scope="col" class="wide-only">
                                    "Members"
                                </th>
                                <th scope="col">"State"</th>
                            </tr>
                        </thead>
                        <tbody>
                            <Each
                                each=move || rows.get()
                                children=|row| view! { <QueueLine row /> }
                            />
                        </tbody>
                    </Table>
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

/// One queue.
#[component]
fn QueueLine(
    /// What the row shows.
    row: QueueRow,
) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">
                <Link to=Page::Queue(row.id.0)>{row.name.to_string()}</Link>
            </th>
            <td>{or_dash(&row.email)}</td>
            <td class="wide-only">{row.members}</td>
            <td>
                <States active=row.active is_stand_in=row.is_stand_in />
            </td>
        </tr>
    }
}

/// Whether work may be given, and whether somebody should look.
#[component]
fn States(
    /// Whether work may be given.
    active: bool,
    /// Whether an import made it and nobody has looked.
    is_stand_in: bool,
) -> impl IntoView {
    let (tone, text) = if active {
        (Tone::Good, "Active")
    } else {
        (Tone::Paused, "Inactive")
    };
    view! {
        <span class="row">
            <Badge tone text />
            {is_stand_in.then(|| view! { <Badge tone=Tone::Medium text="Stand-in: check me" /> })}
        </span>
    }
}

fn or_dash(text: &str) -> String {
    if text.is_empty() { "–" } else { text }.to_owned()
}
