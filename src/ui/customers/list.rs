//! The lists of accounts and contacts.

use crate::{
    engine::{instant::Instant, record::Kind},
    shell::DeskHandle,
    ui::{
        escalations::SeverityBadge,
        kit::{
            Binding, Button, Empty, SearchBox, SelectField, SortHeader, SortOrder, TabPanel, Tabs,
            TimeChip, VirtualRows,
        },
        reader::Reader,
        route::{Link, PageHead, Router},
    },
    view::{
        account_heat::loads,
        counted::counted,
        customer_fields::CustomerId,
        customer_list::{CustomerColumn, CustomerFilter, CustomerRow, added_column_options},
        route::{Page, Route},
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
    Kind::CustomField,
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
    // The words, the order and the added field of one list mean nothing in the other.
    let select = move |key: String| {
        router.set_query("q", "");
        router.set_query("sort", "");
        router.set_query("field", "");
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
    let filter = Memo::new(move |_| {
        let parse = |route: &Route| CustomerFilter::parse(is_contacts, &route.query);
        router.route().with(parse)
    });
    let columns = desk.derive(&[Kind::CustomField], move |desk| {
        filter.with(|filter| filter.columns(desk))
    });
    let loads = desk.derive(KINDS, loads);
    let ids = desk.derive(KINDS, move |desk| {
        filter.with(|filter| loads.with(|loads| filter.ids(desk, loads)))
    });
    let added = desk.derive(&[Kind::CustomField], move |desk| {
        added_column_options(desk, is_contacts)
    });
    let is_empty = desk.derive(KINDS, move |desk| {
        if is_contacts {
            desk.contacts.is_empty()
        } else {
            desk.accounts.is_empty()
        }
    });
    let text = Binding::new(
        move || filter.with(|filter| filter.text.clone()),
        move |text: String| router.set_query("q", &text),
    );
    let field = Binding::new(
        move || filter.with(|filter| filter.added.map_or_else(String::new, |id| id.0.to_string())),
        move |field: String| router.set_query("field", &field),
    );
    let (label, one, many) = if is_contacts {
        ("Contacts", "contact", "contacts")
    } else {
        ("Accounts", "account", "accounts")
    };
    let row = move |id: &CustomerId| {
        desk.track(KINDS);
        filter.with(|filter| loads.with(|loads| desk.with(|desk| filter.row(desk, *id, loads))))
    };
    let table = move || {
        view! {
            <p class="list-count" role="status">
                {move || counted(ids.with(Vec::len), one, many)}
            </p>
            <VirtualRows
                label
                head=move || view! { <Heads columns filter /> }
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
                <Show when=move || added.with(|options| options.len() > 1)>
                    <SelectField label="Also show" value=field options=added />
                </Show>
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
    columns: Memo<Vec<CustomerColumn>>,
    /// The filter, for the order.
    filter: Memo<CustomerFilter>,
) -> impl IntoView {
    let router = Router::here();
    let head = move |column: CustomerColumn| {
        let key = column.key;
        let sorted = Signal::derive(move || {
            let order = filter.with(|filter| (filter.column == key).then_some(filter.descending));
            order.map(|descending| {
                if descending {
                    SortOrder::Descending
                } else {
                    SortOrder::Ascending
                }
            })
        });
        let sort = move |to: SortOrder| {
            let sort = CustomerFilter::sort_text(key, to == SortOrder::Descending);
            router.set_query("sort", &sort);
        };
        let class = wide_only(&column);
        view! {
            <SortHeader
                label=column.label
                order=sorted
                on_sort=sort
                numeric=column.is_numeric
                class
            />
        }
    };
    move || columns.get().into_iter().map(head).collect_view()
}

const fn wide_only(column: &CustomerColumn) -> &'static str {
    if column.is_wide_only { "wide-only" } else { "" }
}

#[component]
fn Cells(
    /// What the row shows.
    row: CustomerRow,
    /// The columns.
    columns: Memo<Vec<CustomerColumn>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reader = Reader::here();
    let now = desk.now();
    let next = row.next;
    let cells = columns.with_untracked(|columns| {
        let cells = columns.iter().skip(1).zip(row.cells);
        let cells = cells.map(|(column, text)| {
            let look = if column.is_numeric {
                "cell--number"
            } else {
                "cell--clip"
            };
            let class = format!("{look} {}", wide_only(column));
            let text = if text.is_empty() {
                "–".to_owned()
            } else {
                text
            };
            view! { <td class=class>{text}</td> }
        });
        cells.collect_view()
    });
    let absolute = Signal::derive(move || next.map(|at| reader.in_full(at)).unwrap_or_default());
    let chip = matches!(row.id, CustomerId::Account(_)).then(|| {
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
        {cells}
        {chip}
    }
}
