//! The list of escalations: requests and records under one number (semantics 5.6).

use super::{
    severity::{SeverityBadge, SeverityDot},
    source_link::SourceLink,
};
use crate::{
    engine::{id::EscalationId, record::Kind},
    shell::DeskHandle,
    ui::{
        kit::{Badge, Binding, Empty, SelectField, TimeChip, Tone, VirtualRows},
        reader::Reader,
        route::{Link, Router},
    },
    view::{
        counted::counted,
        escalation::{
            EscalationFilter, EscalationRow, SlaRow, SlaTone, escalation_ids, escalation_row,
        },
        route::{Page, Route},
    },
};
use leptos::prelude::*;

/// What a row is made from.
pub(super) const KINDS: &[Kind] = &[
    Kind::Escalation,
    Kind::EscalationRequest,
    Kind::EscalationReason,
    Kind::EscalationSeverity,
    Kind::EscalationTemplate,
    Kind::SlaDefinition,
    Kind::Case,
    Kind::CaseStatus,
    Kind::Account,
    Kind::User,
    Kind::Queue,
    Kind::Group,
    Kind::Calendar,
    Kind::Holiday,
];

/// The filter in the address and the table of those that it takes.
#[component]
pub(super) fn EscalationList() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let user = desk.user();
    let show = router.query("show");
    let filter = Memo::new(move |_| EscalationFilter::parse(&show.get()));
    let ids = Memo::new(move |_| {
        desk.track(KINDS);
        let (filter, user) = (filter.get(), user.get());
        desk.with(|desk| escalation_ids(desk, filter, user))
    });
    let options = EscalationFilter::ALL.map(|(_, key, text)| (key.to_owned(), text.to_owned()));
    let value = Binding::new(
        move || filter.get().name().to_owned(),
        move |key: String| router.set_query("show", &key),
    );
    let n_rows = Memo::new(move |_| ids.with(Vec::len));
    let empty = move || match filter.get() {
        EscalationFilter::ClosedSource => "No escalated case is closed: nothing is left to end.",
        EscalationFilter::Requested => "No request waits for an answer.",
        EscalationFilter::Closed => "None is over yet.",
        EscalationFilter::Mine => {
            "None that you asked for, manage or watch. Open a case and press Escalate to ask for one."
        }
        EscalationFilter::All => "Open a case and press Escalate to ask for one.",
    };
    view! {
        <div class="stack stack--tight">
        <div class="toolbar" role="group" aria-label="Filters">
            <SelectField label="Show" value options=Signal::stored(options.to_vec()) />
            <Link to=Route::from(Page::Cases).with("escalated", "yes")>"Escalated cases"</Link>
        </div>
        <Show
            when=move || n_rows.get() != 0
            fallback=move || {
                view! {
                    <Empty heading="No escalations here" text=Signal::derive(move || empty().to_owned())>
                        <Link to=Page::Cases>"All cases"</Link>
                    </Empty>
                }
            }
        >
            <p class="list-count" role="status">
                {move || counted(n_rows.get(), "escalation", "escalations")}
            </p>
            <EscalationTable ids />
        </Show>
        </div>
    }
    .into_any()
}

/// The escalations, of which only those in view exist.
#[component]
fn EscalationTable(
    /// Which, in order.
    ids: Memo<Vec<EscalationId>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let zone = Reader::here().zone();
    let now = desk.now();
    let row = move |id: &EscalationId| {
        desk.track(KINDS);
        let now = now.get_untracked();
        zone.with(|zone| desk.with(|desk| escalation_row(desk, *id, now, zone)))
    };
    let head = || {
        view! {
            <th scope="col" class="escalation__number">
                "Number"
            </th>
            <th scope="col" class="escalation__short wide-only">
                "State"
            </th>
            <th scope="col">"Of"</th>
            <th scope="col" class="escalation__short wide-only">
                "Severity"
            </th>
            <th scope="col" class="escalation__sla">
                "SLA"
            </th>
            <th scope="col" class="escalation__trend full-only">
                "Trend"
            </th>
            <th scope="col" class="escalation__who wide-only">
                "Assignee"
            </th>
            <th scope="col" class="escalation__when">
                "Asked for"
            </th>
        }
    };
    view! {
        <VirtualRows
            label="Escalations"
            head
            ids
            row
            cells=|row| view! { <Cells row /> }
            active=RwSignal::new(0)
            on_open=move |id: EscalationId| router.go(Page::Escalation(id.0))
        />
    }
}

/// What a state means.
pub(super) fn state_tone(state: &str) -> Tone {
    match state {
        "Escalated" => Tone::Info,
        "Requested" => Tone::Paused,
        "Closed" => Tone::Good,
        _ => Tone::Neutral,
    }
}

#[component]
fn Cells(
    /// What the row shows.
    row: EscalationRow,
) -> impl IntoView {
    let dot = row.severity.clone().filter(|_| row.is_open);
    let severity = row.severity.as_ref().map(|mark| mark.name.to_string());
    let second_line: Vec<String> = [Some(row.state.to_owned()), severity]
        .into_iter()
        .flatten()
        .chain([row.subject.to_string()])
        .filter(|word| !word.is_empty())
        .collect();
    // Only what is escalated now is coloured (semantics 5.6).
    let severity = row.severity.map(|mark| {
        if row.is_open {
            view! { <SeverityBadge mark /> }.into_any()
        } else {
            mark.name.to_string().into_any()
        }
    });
    view! {
        <td class="cell--tight">
            {dot.map(|mark| view! { <SeverityDot mark /> })}
            <Link to=Page::Escalation(row.id.0)>{row.number}</Link>
        </td>
        <td class="wide-only">
            <Badge tone=state_tone(row.state) text=row.state />
        </td>
        <td class="cell--main">
            <span class="cell__line">
                <SourceLink source=row.source words=row.source_words />
                " "
                <span class="muted wide-only">{row.subject.to_string()}</span>
            </span>
            <span class="cell__line muted small narrow-only">{second_line.join(" \u{b7} ")}</span>
        </td>
        <td class="wide-only">{severity}</td>
        <td>{row.sla.map(|sla| view! { <SlaChip sla /> })}</td>
        <td class="full-only">{row.trend}</td>
        <td class="cell--clip wide-only">{row.assignee}</td>
        <td class="cell--clip escalation__when" title=row.requested_at_in_full>
            {format!("{}, {}", row.requested_by, row.requested_at)}
        </td>
    }
}

/// What is left of an SLA while it runs, else how it stands.
#[component]
pub(super) fn SlaChip(
    /// What it shows.
    sla: SlaRow,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let now = desk.now();
    match sla.due {
        Some(due) => view! {
            <TimeChip
                due_at=Some(due.seconds())
                now=Signal::derive(move || now.get().seconds())
                absolute=sla.breach_at_in_full
            />
        }
        .into_any(),
        None => view! { <Badge tone=sla_tone(sla.tone) text=sla.stage_in_short /> }.into_any(),
    }
}

/// What the urgency of an SLA means.
pub(super) const fn sla_tone(tone: SlaTone) -> Tone {
    match tone {
        SlaTone::Running => Tone::Info,
        SlaTone::Near => Tone::Medium,
        SlaTone::Breached => Tone::High,
        SlaTone::Paused => Tone::Paused,
        SlaTone::Over => Tone::Neutral,
    }
}
