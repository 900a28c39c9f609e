//! The list of escalations: requests and records under one number (semantics 5.6).

use super::{
    severity::{SeverityBadge, SeverityDot},
    source_link::SourceLink,
};
use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Badge, Binding, Each, Empty, SelectField, Table, TimeChip, Tone},
        reader::Reader,
        route::{Link, Router},
    },
    view::{
        counted::counted,
        escalation::{EscalationFilter, EscalationRow, SlaRow, SlaTone, escalation_rows},
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

/// More rows than these are found by a narrower filter.
const N_SHOWN_MAX: usize = 300;

/// The filter in the address and the table of those that it takes.
#[component]
pub(super) fn EscalationList() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let zone = Reader::here().zone();
    let (user, now) = (desk.user(), desk.now());
    let show = router.query("show");
    let filter = Memo::new(move |_| EscalationFilter::parse(&show.get()));
    let rows = Memo::new(move |_| {
        desk.track(KINDS);
        let (filter, user, now) = (filter.get(), user.get(), now.get());
        let rows = |zone: &_| desk.with(|desk| escalation_rows(desk, filter, user, now, zone));
        zone.with(rows)
    });
    let options = EscalationFilter::ALL.map(|(_, key, text)| (key.to_owned(), text.to_owned()));
    let value = Binding::new(
        move || filter.get().name().to_owned(),
        move |key: String| router.set_query("show", &key),
    );
    let n_rows = Memo::new(move |_| rows.with(Vec::len));
    let count = move || match n_rows.get() {
        n if n > N_SHOWN_MAX => format!("The first {N_SHOWN_MAX} of {n} escalations"),
        n => counted(n, "escalation", "escalations"),
    };
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
            <p class="list-count" role="status">{count}</p>
            <EscalationTable rows />
        </Show>
        </div>
    }
    .into_any()
}

#[component]
fn EscalationTable(
    /// The rows in order.
    rows: Memo<Vec<EscalationRow>>,
) -> impl IntoView {
    view! {
        <Table label="Escalations">
            <thead>
                <tr>
                    <th scope="col">"Number"</th>
                    <th scope="col" class="wide-only">"State"</th>
                    <th scope="col">"Of"</th>
                    <th scope="col">"Severity"</th>
                    <th scope="col">"SLA"</th>
                    <th scope="col" class="wide-only">"Trend"</th>
                    <th scope="col" class="wide-only">"Assignee"</th>
                    <th scope="col" class="wide-only">"Asked for"</th>
                </tr>
            </thead>
            <tbody>
                <Each
                    each=move || rows.get().into_iter().take(N_SHOWN_MAX)
                    children=|row| view! { <Row row /> }
                />
            </tbody>
        </Table>
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
fn Row(
    /// What it shows.
    row: EscalationRow,
) -> impl IntoView {
    let dot = row.severity.clone().filter(|_| row.is_open);
    // Only what is escalated now is coloured (semantics 5.6).
    let severity = row.severity.map(|mark| {
        if row.is_open {
            view! { <SeverityBadge mark /> }.into_any()
        } else {
            mark.name.to_string().into_any()
        }
    });
    view! {
        <tr>
            <td class="cell--tight">
                {dot.map(|mark| view! { <SeverityDot mark /> })}
                <Link to=Page::Escalation(row.id.0)>{row.number}</Link>
            </td>
            <td class="wide-only">
                <Badge tone=state_tone(row.state) text=row.state />
            </td>
            <td class="cell--main">
                <SourceLink source=row.source words=row.source_words />
                <span class="cell__line muted">{row.subject.to_string()}</span>
                <span class="cell__line muted small narrow-only">{row.state}</span>
            </td>
            <td>{severity}</td>
            <td>{row.sla.map(|sla| view! { <SlaChip sla /> })}</td>
            <td class="wide-only">{row.trend}</td>
            <td class="cell--clip wide-only">{row.assignee}</td>
            <td class="wide-only" title=row.requested_at_in_full>
                {row.requested_by}
                <span class="cell__line muted">{row.requested_at}</span>
            </td>
        </tr>
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
        None => view! { <Badge tone=sla_tone(sla.tone) text=sla.stage /> }.into_any(),
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
