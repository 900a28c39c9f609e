//! What waits for the answer of whoever acts, oldest first (semantics 5.34).

use super::{answer::Answer, severity::SeverityBadge, source_link::SourceLink};
use crate::{
    shell::DeskHandle,
    ui::{
        kit::{Badge, Each, Empty, Tone},
        reader::Reader,
        route::Link,
    },
    view::{
        escalation::{ApprovalRow, approval_rows},
        route::{Page, Route},
    },
};
use leptos::prelude::*;

/// The list, with the answers.
#[component]
pub(super) fn Approvals() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let user = desk.user();
    let rows = Memo::new(move |_| {
        desk.track(super::list::KINDS);
        let rows = |user| zone.with(|zone| desk.with(|desk| approval_rows(desk, user, zone)));
        user.get().map(rows).unwrap_or_default()
    });
    view! {
        <Show
            when=move || rows.with(|rows| !rows.is_empty())
            fallback=move || {
                view! {
                    <Empty
                        heading="Nothing waits for your answer"
                        text="Requests to escalate that ask you for approval stand here, the oldest first."
                    >
                        <Link to=Route::from(Page::Escalations).with("show", "requested")>"All open requests"</Link>
                    </Empty>
                }
            }
        >
            <ul class="asked">
                <Each each=move || rows.get() children=|row| view! { <Row row /> } />
            </ul>
        </Show>
    }
    .into_any()
}

#[component]
fn Row(
    /// What it shows.
    row: ApprovalRow,
) -> impl IntoView {
    let number = row.number.clone();
    let subject = (!row.subject.is_empty()).then(|| format!(" {}", row.subject));
    view! {
        <li class="panel asked__one">
            <div class="panel__head">
                <h2>
                    <Link to=Page::Escalation(row.id.0)>{row.number}</Link>
                </h2>
                {row.severity.map(|mark| view! { <SeverityBadge mark /> })}
            </div>
            <div class="panel__body stack stack--tight">
                <p title=row.requested_at_in_full>
                    {format!("Asked for by {}: ", row.requested_by)}
                    <SourceLink source=row.source words=row.source_words /> {subject}
                    {format!(", {}.", row.requested_at)}
                </p>
                <dl class="facts">
                    <dt>"Reason"</dt>
                    <dd>{row.reason.to_string()}</dd>
                    <dt>"Justification"</dt>
                    <dd class="asked__text">{row.justification.to_string()}</dd>
                </dl>
                {row
                    .is_orphaned
                    .then(|| {
                        view! {
                            <Badge
                                tone=Tone::Medium
                                text="Those who were asked are gone: an administrator may answer"
                            />
                        }
                    })}
                <div class="row">
                    <Answer id=row.id number />
                </div>
            </div>
        </li>
    }
}
