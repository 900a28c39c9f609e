//! The lists of accounts and contacts.

use crate::{
    engine::{instant::Instant, record::Kind},
    shell::DeskHandle,
    ui::{
        escalations::SeverityBadge,
        kit::{
            Binding, Button, Empty, SearchBox, SortHeader, SortOrder, TabPanel, Tabs, TimeChip,
            VirtualRows,
        },
        reader::Reader,
        route::{Link, PageHead, Router},
    },
    view::{
        counted::counted,
        customer_fields::CustomerId,
        customer_list::{
            ACCOUNT_COLUMNS, CONTACT_COLUMNS, CustomerColumn, CustomerOrder, CustomerRow,
            account_ids, contact_ids, customer_row, loads,
        },
        route::Page,
    },
};
use leptos::prelude::*;

/// What the rows are made from.
const KINDS: &[Kind] = &[
    Kind::Account,
    Kind::Contact,
    Kind::User,
    Kind::Case,
    Kind::EscalationPlan,
    Kind::Escalation,
    Kind::EscalationSeverity,
];

/// The page of an account or a contact.
pub(super) const fn page_of(id: CustomerId) -> Page {
    match id {
        CustomerId::Account(id) => Page::Account(id.0),
        CustomerId::Contact(id) => Page::Contact(id.0),
    }
}

/// Accounts and contacts in two tabs.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let tab = router.query("tab");
    let selected = Signal::derive(move || {
        let is_contacts = tab.with(|tab| tab == "contacts");
        if is_contacts { "contacts" } else { "accounts" }.to_owned()
    });
    let counts = desk.derive(&[Kind::Account, Kind::Contact], |desk| {
        (desk.accounts.len(), desk.contacts.len())
    });
    let tabs = Signal::derive(move || {
        let (n_accounts, n_contacts) = counts.get();
        vec![
            ("accounts".to_owned(), format!("Accounts ({n_accounts})")),
            ("contacts".to_owned(), format!("Contacts ({n_contacts})")),
        ]
    });
    // The words and the order of one list mean nothing in the other.
    let select = move |key: String| {
        router.set_query("q", "");
        router.set_query("sort", "");
        router.set_query("tab", &key);
    };
    view! {
        <div class="page page--list page--customers">
            <PageHead title="Accounts">
                <Link to=Page::NewContact attr:class="button">
                    "New contact"
                </Link>
                <Link to=Page::NewAccount attr:class="button button--primary">
                    "New account"
                </Link>
            </PageHead>
            <Tabs
                label="Customers"
                tabs
                selected
                on_select=select
            />
            <TabPanel key="accounts" selected>
                <CustomerList is_contacts=false />
            </TabPanel>
            <TabPanel key="contacts" selected>
                <CustomerList is_contacts=true />
            </TabPanel>
        </div>
    }
}

/// One of the two lists, narrowed down and ordered as the address says.
#[component]
fn CustomerList(
    /// Whether it is that of contacts.
    is_contacts: bool,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let (words, sort) = (router.query("q"), router.query("sort"));
    let columns: &'static [CustomerColumn] = if is_contacts {
        &CONTACT_COLUMNS
    } else {
        &ACCOUNT_COLUMNS
    };
    let order = Memo::new(move |_| CustomerOrder::parse(&sort.get(), columns));
    let loads = desk.derive(KINDS, loads);
    let ids = desk.derive(KINDS, move |desk| {
        words.with(|words| {
            if is_contacts {
                contact_ids(desk, words, order.get())
            } else {
                loads.with(|loads| account_ids(desk, words, order.get(), loads))
            }
        })
    });
    let is_empty = desk.derive(KINDS, move |desk| {
        if is_contacts {
            desk.contacts.is_empty()
        } else {
            desk.accounts.is_empty()
        }
    });
    let text = Binding::new(
        move || words.get(),
        move |text: String| router.set_query("q", &text),
    );
    let (label, one, many) = if is_contacts {
        ("Contacts", "contact", "contacts")
    } else {
        ("Accounts", "account", "accounts")
    };
    let row = move |id: &CustomerId| {
        desk.track(KINDS);
        loads.with(|loads| desk.with(|desk| customer_row(desk, *id, loads)))
    };
    let table = move || {
        view! {
            <p class="list-count" role="status">
                {move || counted(ids.with(Vec::len), one, many)}
            </p>
            <VirtualRows
                label
                head=move || view! { <Heads columns order /> }
                ids
                row
                cells=move |row| view! { <Cells row columns /> }
                active=RwSignal::new(0)
                on_open=move |id| router.go(page_of(id))
            />
        }
    };
    view! {
        <Show when=move || !is_empty.get() fallback=move || view! { <NoCustomers is_contacts /> }>
            <div class="toolbar people__filters">
                <SearchBox label=format!("Search {many}") value=text />
            </div>
            <Show when=move || ids.with(|ids| !ids.is_empty()) fallback=NothingFound>
                {table}
            </Show>
        </Show>
    }
}

/// What a list shows before there is anything in it.
#[component]
fn NoCustomers(
    /// Whether it is that of contacts.
    is_contacts: bool,
) -> impl IntoView {
    let (heading, text, to, verb) = if is_contacts {
        (
            "No contacts yet",
            "The people who write to you. A case names the one who asked.",
            Page::NewContact,
            "New contact",
        )
    } else {
        (
            "No accounts yet",
            "The companies you work for. Rules read their country and service level, and an account can be escalated with the cases that bring it about.",
            Page::NewAccount,
            "New account",
        )
    };
    view! {
        <Empty heading text>
            <Link to attr:class="button button--primary">
                {verb}
            </Link>
        </Empty>
    }
}

/// What a list shows when the words leave nothing.
#[component]
fn NothingFound() -> impl IntoView {
    let router = Router::here();
    view! {
        <Empty heading="Nothing found" text="Other or fewer words may find it.">
            <Button on_press=move |()| router.set_query("q", "")>"Show all"</Button>
        </Empty>
    }
}

#[component]
fn Heads(
    /// The columns.
    columns: &'static [CustomerColumn],
    /// The order in the address.
    order: Memo<CustomerOrder>,
) -> impl IntoView {
    let router = Router::here();
    let head = move |(key, label, class): &'static CustomerColumn| {
        let sorted = Signal::derive(move || {
            let order = order.get();
            (order.column == *key).then_some(if order.descending {
                SortOrder::Descending
            } else {
                SortOrder::Ascending
            })
        });
        let sort = move |to: SortOrder| {
            let order = CustomerOrder {
                column: key,
                descending: to == SortOrder::Descending,
            };
            router.set_query("sort", &order.text());
        };
        let numeric = is_numeric(key);
        view! { <SortHeader label=*label order=sorted on_sort=sort numeric class=*class /> }
    };
    columns.iter().map(head).collect_view()
}

fn is_numeric(key: &str) -> bool {
    matches!(key, "cases" | "next")
}

#[component]
fn Cells(
    /// What the row shows.
    row: CustomerRow,
    /// The columns.
    columns: &'static [CustomerColumn],
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reader = Reader::here();
    let now = desk.now();
    let next = row.next;
    let class = |(key, _, class): &CustomerColumn| {
        if is_numeric(key) {
            format!("cell--number {class}")
        } else {
            format!("cell--clip {class}")
        }
    };
    let cells = columns.iter().skip(1).zip(row.cells).map(|(column, text)| {
        let text = if text.is_empty() {
            "–".to_owned()
        } else {
            text
        };
        view! { <td class=class(column)>{text}</td> }
    });
    let has_next = columns.iter().any(|(key, ..)| *key == "next");
    let absolute = Signal::derive(move || next.map(|at| reader.in_full(at)).unwrap_or_default());
    let chip = has_next.then(|| {
        view! {
            <td class="cell--number">
                <TimeChip
                    due_at=next.map(Instant::seconds)
                    now=Signal::derive(move || now.get().seconds())
                    absolute
                />
            </td>
        }
    });
    view! {
        <td class="cell--main">
            <span class="row">
                {row.mark.map(|mark| view! { <SeverityBadge mark /> })}
                <Link to=page_of(row.id)>{row.name}</Link>
            </span>
        </td>
        {cells.collect_view()}
        {chip}
    }
}
