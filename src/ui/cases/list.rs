//! The list of cases.

use crate::{
    engine::{
        choice::{ChoiceList, CustomFieldOf},
        command::Command,
        desk::Desk,
        id::CaseId,
        instant::Instant,
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        escalations::{CaseChips, SeverityDot},
        kit::{
            Badge, Binding, Button, ButtonLook, Checkbox, Combobox, Empty, SelectField, SortHeader,
            SortOrder, TimeChip, Tone, VirtualRows,
        },
        reader::Reader,
        route::{Link, PageHead, Router},
    },
    view::{
        added_field::{column_label, column_options},
        case_fields::{CaseFieldKey, assignee_options},
        case_filter::{CaseColumn, CaseFilter, CaseOrder},
        case_list::{CaseRow, case_ids, case_row, is_paused},
        phrase::lasted,
        route::{ImportKind, Page},
    },
};
use leptos::prelude::*;

/// What a row of the list is made from.
const KINDS: &[Kind] = &[
    Kind::Case,
    Kind::EscalationPlan,
    Kind::User,
    Kind::Queue,
    Kind::CaseStatus,
    Kind::Choice,
    Kind::Account,
    Kind::Escalation,
    Kind::EscalationSeverity,
    Kind::HandOffs,
    Kind::CustomField,
];

/// Every case that the filter in the address takes, in the order in the address.
#[component]
pub fn CasesPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let filter = Memo::new(move |_| router.route().with(|route| CaseFilter::parse(&route.query)));
    let sort = router.query("sort");
    let order = Memo::new(move |_| CaseOrder::parse(&sort.get()));
    let ids = desk.derive(KINDS, move |desk| {
        filter.with(|filter| case_ids(desk, filter, order.get()))
    });
    let is_empty = desk.derive(&[Kind::Case], |desk| desk.cases.is_empty());
    let n_shown = move || match ids.with(Vec::len) {
        1 => "1 case".to_owned(),
        n => format!("{n} cases"),
    };
    view! {
        <div class="page page--list page--cases">
            <PageHead title="Cases">
                <Button
                    look=ButtonLook::Primary
                    on_press=move |()| router.go(Page::NewCase)
                    attr:id="new-case"
                >
                    "New case"
                </Button>
            </PageHead>
            <Show when=move || !is_empty.get() fallback=NoCases>
                <CaseFilters filter />
                <Show
                    when=move || ids.with(|ids| !ids.is_empty())
                    fallback=move || view! { <NothingMatches /> }
                >
                    <p class="list-count" role="status">{n_shown}</p>
                    <CaseTable ids filter order />
                </Show>
            </Show>
        </div>
    }
}

/// What an empty desk offers.
#[component]
fn NoCases() -> impl IntoView {
    let asking = Asking::new();
    let router = Router::here();
    let load = move |()| asking.ask(Command::LoadSample, |()| {});
    view! {
        <Empty
            heading="No cases yet"
            text="Load the sample workspace to look around, bring your own cases in from a CSV file, or open the first one by hand. The sample goes again with one click."
        >
            <Button look=ButtonLook::Primary pending=asking.pending() on_press=load>
                "Load the sample workspace"
            </Button>
            <Button on_press=move |()| {
                router.go(Page::Import(ImportKind::Choice));
            }>"Import"</Button>
            <Button on_press=move |()| router.go(Page::SetUp)>"Set the desk up"</Button>
        </Empty>
        {asking.refusal()}
    }
}

#[component]
fn NothingMatches() -> impl IntoView {
    let router = Router::here();
    view! {
        <Empty heading="No case matches" text="Other words or fewer filters may find it.">
            <Button on_press=move |()| router.go(Page::Cases)>"Clear the filters"</Button>
        </Empty>
    }
}

/// The filters, each kept in the address.
#[component]
fn CaseFilters(
    /// What the address has.
    filter: Memo<CaseFilter>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let binding = move |key: &'static str| {
        Binding::new(
            move || filter.with(|filter| filter.value(key)),
            move |value: String| router.set_query(key, &value),
        )
    };
    let escalated = Binding::new(
        move || filter.with(|filter| filter.escalated_only),
        move |on| router.set_query("escalated", if on { "yes" } else { "" }),
    );
    let statuses = desk.derive(&[Kind::CaseStatus], |desk| {
        let fixed = [("", "Open"), ("closed", "Closed"), ("all", "All")];
        let fixed = fixed.map(|(key, text)| (key.to_owned(), text.to_owned()));
        fixed
            .into_iter()
            .chain(CaseFieldKey::Status.options(desk))
            .collect()
    });
    let priorities = desk.derive(&[Kind::Choice], |desk| {
        let key = CaseFieldKey::Choice(ChoiceList::Priority);
        with_any("Any priority", key.options(desk).into_iter().skip(1))
    });
    let owners = desk.derive(&[Kind::User, Kind::Queue], |desk: &Desk| {
        with_any("Anybody", assignee_options(desk).into_iter())
    });
    let added = desk.derive(&[Kind::CustomField], |desk| {
        column_options(desk, CustomFieldOf::Case)
    });
    view! {
        <div class="toolbar" role="group" aria-label="Filters">
            <SelectField label="Status" value=binding("status") options=statuses />
            <SelectField label="Priority" value=binding("priority") options=priorities />
            <Combobox label="Owner" value=binding("owner") options=owners />
            <Show when=move || added.with(|options| options.len() > 1)>
                <SelectField label="Also show" value=binding("field") options=added />
            </Show>
            <Checkbox label="Escalated only" checked=escalated />
        </div>
    }
}

fn with_any(word: &str, options: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), word.to_owned()))
        .chain(options)
        .collect()
}

/// The table, of which only the rows in view exist.
#[component]
fn CaseTable(
    /// The cases in their order.
    ids: Memo<Vec<CaseId>>,
    /// The filter, for the added column.
    filter: Memo<CaseFilter>,
    /// The order, for the heads.
    order: Memo<CaseOrder>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let open = move |id: CaseId| {
        if let Some(number) = desk.with(|desk| desk.cases.get(&id).map(|case| case.number)) {
            router.go(Page::Case(number));
        }
    };
    let row = move |id: &CaseId| {
        desk.track(KINDS);
        desk.with(|desk| case_row(desk, *id, filter.with(|filter| filter.added)))
    };
    let added = desk.derive(&[Kind::CustomField], move |desk| {
        column_label(desk, filter.with(|filter| filter.added))
    });
    view! {
        <VirtualRows
            label="Cases"
            head=move || view! { <Heads order added /> }
            ids
            row
            cells=move |row| view! { <Cells row added /> }
            active=RwSignal::new(0)
            on_open=open
        />
    }
}

#[component]
fn Heads(
    /// The order in the address.
    order: Memo<CaseOrder>,
    /// The head of the added column; `None` where there is none.
    added: Memo<Option<String>>,
) -> impl IntoView {
    let router = Router::here();
    let head = move |column: CaseColumn, label: String, numeric: bool, class: &'static str| {
        let sorted = Signal::derive(move || {
            let order = order.get();
            (order.column == column).then_some(if order.descending {
                SortOrder::Descending
            } else {
                SortOrder::Ascending
            })
        });
        let sort = move |to: SortOrder| {
            let order = CaseOrder {
                column,
                descending: to == SortOrder::Descending,
            };
            router.set_query("sort", &order.text());
        };
        view! { <SortHeader label order=sorted on_sort=sort numeric class /> }
    };
    let named =
        move |column, label: &str, numeric, class| head(column, label.to_owned(), numeric, class);
    view! {
        {named(CaseColumn::Number, "Case", false, "")}
        {named(CaseColumn::Subject, "Subject", false, "")}
        {named(CaseColumn::Priority, "Priority", false, "wide-only")}
        {named(CaseColumn::Status, "Status", false, "wide-only")}
        {named(CaseColumn::Owner, "Owner", false, "wide-only")}
        {move || added.get().map(|label| head(CaseColumn::Added, label, false, "wide-only"))}
        {named(CaseColumn::Age, "Age", true, "wide-only")}
        {named(CaseColumn::NextEscalation, "Next escalation", true, "")}
    }
}

#[component]
fn Cells(
    /// What the row shows.
    row: CaseRow,
    /// The head of the added column; `None` where there is none.
    added: Memo<Option<String>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let now = desk.now();
    let (created_at, id) = (row.created_at, row.id);
    let next = row.next;
    let reader = Reader::here();
    let absolute = Signal::derive(move || {
        next.map(|next| reader.in_full(next.due_at))
            .unwrap_or_default()
    });
    let paused = Signal::derive(move || {
        let waits = |at: Instant| next.is_some_and(|next| next.fire_at > at);
        waits(now.get()) && desk.with(|desk| is_paused(desk, id, now.get()))
    });
    let dot = row.marks.severity();
    let chips = row.marks.is_escalated().then(|| {
        let marks = row.marks.clone();
        view! {
            <span class="marks wide-only">
                <CaseChips marks />
            </span>
        }
    });
    let second_line = [&row.priority, &row.status, &row.owner, &row.added];
    let second_line = second_line.map(String::as_str).into_iter();
    let second_line = second_line.filter(|word| !word.is_empty());
    let second_line = second_line.collect::<Vec<_>>().join(" \u{b7} ");
    view! {
        <td class="cell--tight">
            {dot.map(|mark| view! { <SeverityDot mark /> })}
            <Link to=Page::Case(row.number)>{row.number}</Link>
        </td>
        <td class="cell--main">
            <span class="case-subject cell__line">
                {row.is_closed.then(|| view! { <Badge tone=Tone::Good text="Closed" /> })}
                {chips}
                <span class="case-subject__text">{row.subject}</span>
                <span class="case-subject__account full-only">{row.account}</span>
            </span>
            <span class="cell__line muted small narrow-only">
                <span class="marks">
                    <CaseChips marks=row.marks />
                </span>
                {second_line}
            </span>
        </td>
        <td class="wide-only">{row.priority}</td>
        <td class="wide-only">{row.status}</td>
        <td class="cell--clip wide-only">{row.owner}</td>
        {move || {
            let value = row.added.clone();
            added.get().map(|_| view! { <td class="cell--clip wide-only">{value}</td> })
        }}
        <td class="cell--number wide-only">
            {move || lasted(now.get().seconds_since(created_at))}
        </td>
        <td class="cell--number">
            <TimeChip
                due_at=next.map(|next| next.due_at.seconds())
                now=Signal::derive(move || now.get().seconds())
                paused
                absolute
            />
        </td>
    }
}
