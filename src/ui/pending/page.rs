//! Every pending escalation, in the order in which they fire.

use super::filters::{NothingPending, PendingFilters};
use crate::{
    engine::{record::Kind, roles::Act},
    shell::DeskHandle,
    ui::{
        kit::{Badge, Button, ButtonLook, Empty, TimeChip, Tone, VirtualRows},
        only_look::followed_may,
        reader::Reader,
        route::{Link, PageHead, Router},
        take_away::TakeAwayDialog,
    },
    view::{
        counted::counted,
        pending::{PendingFilter, PendingId, PendingRow, StateKind, pending_ids, pending_row},
        route::Page,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the order of the rows is made from.
const ORDER_KINDS: &[Kind] = &[Kind::EscalationPlan, Kind::Case];
/// What the text of a row is made from.
const ROW_KINDS: &[Kind] = &[
    Kind::EscalationPlan,
    Kind::EscalationRule,
    Kind::Case,
    Kind::Calendar,
    Kind::User,
    Kind::Queue,
    Kind::CustomField,
];

/// The rows that were ticked.
type Ticked = RwSignal<BTreeSet<PendingId>>;

/// The monitor, for those who may see it (semantics 9.2, 11.1 to 11.3).
#[component]
pub(crate) fn PendingPage() -> impl IntoView {
    let may_see = followed_may(Act::SeePending);
    view! {
        <div class="page page--pending">
            <PageHead title="Pending" />
            <Show when=move || may_see.get() fallback=NotForEverybody>
                <Monitor />
            </Show>
        </div>
    }
}

/// Why somebody sees nothing.
#[component]
fn NotForEverybody() -> impl IntoView {
    let why = format!(
        "Seeing what is pending on all cases takes {}: an administrator can change your roles under People. The page of each case shows what is pending on it.",
        Act::SeePending.roles_words()
    );
    view! {
        <Empty heading="This is for managers" text=why>
            <Link to=Page::Cases attr:class="button button--primary">
                "All cases"
            </Link>
        </Empty>
    }
}

/// The filters and the rows that they leave.
#[component]
fn Monitor() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let zone = Reader::here().zone();
    let filter = Memo::new(move |_| {
        router
            .route()
            .with(|route| PendingFilter::parse(&route.query))
    });
    let ids = Memo::new(move |_| {
        desk.track(ORDER_KINDS);
        let ids = |filter: &PendingFilter| {
            zone.with(|zone| desk.with(|desk| pending_ids(desk, filter, zone)))
        };
        filter.with(ids)
    });
    let ticked = Ticked::default();
    let count = move || {
        counted(
            ids.with(Vec::len),
            "pending escalation",
            "pending escalations",
        )
    };
    view! {
        <PendingFilters filter />
        <Show
            when=move || ids.with(|ids| !ids.is_empty())
            fallback=move || view! { <NothingPending filter /> }
        >
            <div class="row row--spread">
                <p class="list-count" role="status">
                    {count}
                </p>
                <TakeAway ticked />
            </div>
            <PendingTable ids ticked />
        </Show>
    }
}

/// The table, of which only the rows in view exist.
#[component]
fn PendingTable(
    /// The rows in their order.
    ids: Memo<Vec<PendingId>>,
    /// The rows that were ticked.
    ticked: Ticked,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let zone = Reader::here().zone();
    let now = desk.now();
    let open = move |id: PendingId| {
        if let Some(number) = desk.with(|desk| desk.cases.get(&id.case).map(|case| case.number)) {
            router.go(Page::Case(number));
        }
    };
    let row = move |id: &PendingId| {
        desk.track(ROW_KINDS);
        zone.with(|zone| desk.with(|desk| pending_row(desk, *id, zone, now.get())))
    };
    let head = || {
        view! {
            <th scope="col">
                <span class="visually-hidden">"Tick"</span>
            </th>
            <th scope="col">"Case"</th>
            <th scope="col">"Subject"</th>
            <th scope="col">"Escalate at"</th>
            <th scope="col">"Time left"</th>
            <th scope="col">"State"</th>
            <th scope="col">"Action"</th>
            <th scope="col">"Rule"</th>
            <th scope="col">"Criteria"</th>
            <th scope="col">"Owner"</th>
            <th scope="col">"Business hours"</th>
        }
    };
    view! {
        <VirtualRows
            label="Pending escalations"
            head
            ids
            row
            cells=move |row| view! { <Cells row ticked /> }
            active=RwSignal::new(0)
            on_open=open
        />
    }
}

#[component]
fn Cells(
    /// What the row shows.
    row: PendingRow,
    /// The rows that were ticked.
    ticked: Ticked,
) -> impl IntoView {
    let now = expect_context::<DeskHandle>().now();
    let id = row.id;
    let tick = move |on: bool| {
        ticked.update(|ticked| {
            if on {
                ticked.insert(id);
            } else {
                ticked.remove(&id);
            }
        });
    };
    let tone = match row.state {
        StateKind::Pending => Tone::Neutral,
        StateKind::Suspended => Tone::Paused,
        StateKind::Blocked => Tone::High,
    };
    let state = row.state.word();
    let place = match row.entry_place {
        0 => String::new(),
        place => format!(", entry {place}"),
    };
    let absolute = row.escalates_exactly.clone();
    view! {
        <td class="cell--tight">
            <input
                class="checkbox__box"
                type="checkbox"
                aria-label=format!("Tick {} of case {}", row.age, row.number)
                prop:checked=move || ticked.with(|ticked| ticked.contains(&id))
                on:change:target=move |event| tick(event.target().checked())
            />
        </td>
        <td class="cell--tight">
            <Link to=Page::Case(row.number)>{row.number}</Link>
        </td>
        <td class="cell--clip" title=row.subject.clone()>
            {row.subject.clone()}
            <span class="cell__line">
                {row.escalates.clone()}
            </span>
        </td>
        <td class="cell--tight" title=row.escalates_exactly>{row.escalates}</td>
        <td class="cell--number">
            <TimeChip
                due_at=row.due_at
                now=Signal::derive(move || now.get().seconds())
                paused=row.is_paused
                absolute
            />
        </td>
        <td class="cell--tight" title=row.reason.clone()>
            <Badge tone text=state />
            {(row.state == StateKind::Blocked)
                .then(|| view! { <span class="pending-reason">{row.reason.clone()}</span> })}
        </td>
        <td class="cell--clip" title=row.action.clone()>
            <span class="strong">{row.age}</span>
            " "
            {row.action.clone()}
        </td>
        <td class="cell--clip">
            <Link to=Page::Rule(row.rule_id.0)>{row.rule}</Link>
            {place}
        </td>
        <td class="cell--clip" title=row.criteria.clone()>{row.criteria.clone()}</td>
        <td class="cell--clip">{row.owner}</td>
        <td class="cell--clip">{row.calendar}</td>
    }
}

/// What can be done with the ticked rows.
#[component]
fn TakeAway(
    /// The rows that were ticked.
    ticked: Ticked,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let n_ticked = move || ticked.with(BTreeSet::len);
    view! {
        <div class="row">
            <Show when=move || n_ticked() != 0>
                <Button look=ButtonLook::Quiet on_press=move |()| ticked.set(BTreeSet::new())>
                    "Untick all"
                </Button>
                <Button on_press=move |()| open.set(true)>
                    {move || format!("Take {} away", n_ticked())}
                </Button>
            </Show>
        </div>
        <TakeAwayDialog chosen=ticked open />
    }
}
