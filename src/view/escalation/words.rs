//! What happened to escalations and where they stand, in words.

use crate::{
    engine::{
        calendar::ZoneTable,
        desk::Desk,
        escalation::{EscalationRequest, RequestState},
        history::{Deed, SlaStep},
        id::SlaId,
        instant::Instant,
    },
    view::{phrase::instant_words, record_words::with_article},
};

/// Where a request or its record stands: one word over both (semantics 1.14, 5.6).
#[must_use]
pub fn state_words(desk: &Desk, request: &EscalationRequest) -> &'static str {
    match request.state {
        RequestState::Requested => "Requested",
        RequestState::Declined | RequestState::Withdrawn => "Declined",
        RequestState::Approved => match desk.escalations.get(&request.id) {
            Some(record) if record.is_open() => "Escalated",
            _ => "Closed",
        },
    }
}

/// What happened to an escalation, to a reader whose clocks are those of `zone`; `None` for what is
/// about none.
#[must_use]
pub fn deed_words(desk: &Desk, deed: &Deed, zone: &ZoneTable) -> Option<String> {
    Some(match deed {
        Deed::EscalationRequested => "asked to escalate it".to_owned(),
        Deed::EscalationAnswered { approved: true, .. } => "approved its escalation".to_owned(),
        Deed::EscalationAnswered { reason, .. } => format!("declined its escalation: {reason}"),
        Deed::EscalationWithdrawn => "took the request to escalate it back".to_owned(),
        Deed::EscalationOpened => "escalated it".to_owned(),
        Deed::EscalationUpdated => "updated its escalation".to_owned(),
        Deed::Deescalated { justification } => format!("de-escalated it: {justification}"),
        Deed::Sla(deed) => sla_words(desk, deed.definition, deed.step, zone),
        Deed::Refused { act } => format!("was refused: may not {}", act.words()),
        _ => return None,
    })
}

/// What an SLA came to.
pub(super) fn sla_words(desk: &Desk, definition: SlaId, step: SlaStep, zone: &ZoneTable) -> String {
    let definition = desk.sla_definitions.get(&definition);
    let name = definition.map_or("an SLA", |definition| &definition.name);
    match step {
        SlaStep::Attached => format!("{name} runs"),
        SlaStep::Paused => format!("{name} stands while the case is on hold"),
        SlaStep::Resumed => format!("{name} goes on"),
        SlaStep::Passed(percent @ 0..100) => format!("{percent} % of {name} are over"),
        SlaStep::Passed(_) => format!("{name} is breached"),
        SlaStep::Completed => format!("{name} is kept"),
        SlaStep::CompletedLate => format!("{name} ended too late"),
        SlaStep::Cancelled => format!("{name} does not matter any more: the severity is another"),
        SlaStep::Moved {
            because,
            before,
            after,
        } => {
            let ends = |at: Option<Instant>| {
                at.map_or_else(|| "never".to_owned(), |at| instant_words(at, zone))
            };
            format!(
                "{name} ends {} instead of {} because of {}",
                ends(after),
                ends(before),
                with_article(desk, because)
            )
        }
    }
}
