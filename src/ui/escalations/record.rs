//! The page of an escalation: its request, and the record once there is one (semantics 1.13).

use super::{
    answer::Answer,
    list::{KINDS, state_tone},
    record_end::{Deescalate, Delete, Withdraw},
    record_side::{Approvers, History, RelatedCases},
    record_update::RecordUpdatePanel,
    severity::{SeverityBadge, severity_tint},
    slas::SlaPanel,
    source_link::SourceLink,
};
use crate::{
    engine::id::EscalationId,
    shell::DeskHandle,
    ui::{
        kit::{Badge, Banner, Empty, Tone},
        reader::Reader,
        route::{Link, PageHead},
    },
    view::{
        escalation::{RecordPage, record_page, sla_rows},
        route::Page,
    },
};
use leptos::prelude::*;

/// The escalation of an id, or that there is none.
#[component]
pub fn EscalationPage(
    /// The number of its id.
    id: u64,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let (user, now) = (desk.user(), desk.now());
    let id = EscalationId(id);
    let page = Memo::new(move |_| {
        desk.track(KINDS);
        let (user, now) = (user.get(), now.get_untracked());
        zone.with(|zone| desk.with(|desk| record_page(desk, id, user, now, zone)))
    });
    let is_there = Memo::new(move |_| page.with(Option::is_some));
    view! {
        <div class="page">
            {move || {
                if is_there.get() {
                    view! { <Record id page /> }.into_any()
                } else {
                    view! { <NoRecord /> }.into_any()
                }
            }}
        </div>
    }
    .into_any()
}

#[component]
fn NoRecord() -> impl IntoView {
    view! {
        <PageHead title="Escalation" />
        <Empty
            heading="There is no such escalation"
            text="It may have been deleted; what was done to it stays in the history."
        >
            <Link to=Page::Escalations>"All escalations"</Link>
        </Empty>
    }
}

/// What the parts of the page follow.
pub(super) type Shown = Memo<Option<RecordPage>>;

/// One thing of the page; the default while the page is going.
pub(super) fn shown<T: Default + PartialEq + Send + Sync + 'static>(
    page: Shown,
    of: fn(&RecordPage) -> T,
) -> Memo<T> {
    Memo::new(move |_| page.with(|page| page.as_ref().map(of)).unwrap_or_default())
}

#[component]
fn Record(
    /// The escalation.
    id: EscalationId,
    /// What it shows.
    page: Shown,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let now = desk.now();
    let slas = Memo::new(move |_| {
        desk.track(KINDS);
        let rows = |zone: &_| {
            desk.with(|desk| {
                let record = desk.escalations.get(&id)?;
                Some(sla_rows(desk, record, now.get(), zone))
            })
        };
        zone.with(rows).unwrap_or_default()
    });
    let title = Memo::new(move |_| {
        page.with(|page| {
            let words = page
                .as_ref()
                .map(|page| format!("{} {}", page.number, page.subject));
            words.unwrap_or_default()
        })
    });
    let number = shown(page, |page| page.number.clone());
    let is_open = shown(page, |page| page.state == "Escalated");
    let tint = Memo::new(move |_| {
        let mark = page.with(|page| page.as_ref()?.severity.clone());
        let mark = mark.filter(|_| is_open.get());
        mark.as_ref().map(severity_tint).unwrap_or_default()
    });
    let may_answer = shown(page, |page| page.may_answer);
    let may_withdraw = shown(page, |page| page.may_withdraw);
    let is_over = shown(page, |page| page.is_over);
    let is_source_closed = shown(page, |page| page.is_source_closed);
    let has_slas = Memo::new(move |_| slas.with(|slas| !slas.is_empty()));
    view! {
        <PageHead title tint>
            <Show when=move || may_answer.get()>
                <Answer id number=number.get_untracked() />
            </Show>
            <Show when=move || may_withdraw.get()>
                <Withdraw id />
            </Show>
            <Show when=move || is_open.get()>
                <Deescalate id number=number.get_untracked() />
            </Show>
            <Show when=move || is_over.get()>
                <Delete id number=number.get_untracked() />
            </Show>
        </PageHead>
        <Show when=move || is_source_closed.get()>
            <Banner tone=Tone::Medium>
                "The case is closed, and still escalated: de-escalate it when that is over, too."
            </Banner>
        </Show>
        <div class="columns">
            <div>
                <Details page />
                <Show when=move || is_open.get()>
                    <RecordUpdatePanel id page />
                </Show>
                <History page />
            </div>
            <div>
                <Show when=move || has_slas.get()>
                    <SlaPanel slas />
                </Show>
                <Approvers page />
                <RelatedCases page />
            </div>
        </div>
    }
    .into_any()
}

/// What was asked for, and where it stands.
#[component]
fn Details(
    /// What the page shows.
    page: Shown,
) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="details-heading">
            <div class="panel__head">
                <h2 id="details-heading">"Details"</h2>
            </div>
            <div class="panel__body">
                {move || page.get().map(|page| view! { <Facts page /> })}
            </div>
        </section>
    }
}

#[component]
fn Facts(
    /// What the page shows.
    page: RecordPage,
) -> impl IntoView {
    let state = page.state;
    let severity = page.severity.map(|mark| {
        if state == "Escalated" {
            view! { <SeverityBadge mark /> }.into_any()
        } else {
            mark.name.to_string().into_any()
        }
    });
    let texts: [(&str, String); 12] = [
        ("Trend", page.trend.to_owned()),
        ("Reason", page.reason.to_string()),
        ("Justification", page.justification.to_string()),
        ("Request source", page.request_source.to_owned()),
        ("Template", page.template.to_string()),
        ("Assignment group", page.assignment_group.to_string()),
        ("Assigned to", page.assigned_to),
        ("Watch list", page.watch_list),
        ("Asked for", page.requested),
        ("Decided", page.decided),
        ("Escalated", page.opened),
        ("De-escalated", page.closed),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
    let texts = texts.map(|(word, text)| {
        view! {
            <dt>{word}</dt>
            <dd class="asked__text">{text}</dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>"Of"</dt>
            <dd>
                <SourceLink source=page.source words=page.source_words />
            </dd>
            <dt>"State"</dt>
            <dd>
                <Badge tone=state_tone(state) text=state />
            </dd>
            <dt>"Severity"</dt>
            <dd>{severity}</dd>
            {texts.collect_view()}
        </dl>
    }
    .into_any()
}
