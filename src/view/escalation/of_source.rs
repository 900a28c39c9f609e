//! The escalations of one case or account, on its form (semantics 5.19).

use super::{
    mark::{SeverityMark, severity_mark},
    words::state_words,
};
use crate::engine::{
    desk::Desk,
    escalation::{EscalationRequest, Source, escalation_number},
    id::EscalationId,
};

/// One escalation of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceEscalation {
    /// Names request and record.
    pub id: EscalationId,
    /// The number.
    pub number: String,
    /// Where it stands.
    pub state: &'static str,
    /// How severe it is.
    pub severity: Option<SeverityMark>,
}

/// The requests and records of a source under their one number, the latest first.
#[must_use]
pub fn escalations_of(desk: &Desk, source: Source) -> Vec<SourceEscalation> {
    let requests = desk.escalation_requests.values().rev();
    let of_source =
        |request: &&EscalationRequest| request.draft.source == source && request.deleted.is_none();
    let row = |request: &EscalationRequest| {
        let record = desk.escalations.get(&request.id);
        let severity = record.map_or(request.draft.severity, |record| record.severity);
        SourceEscalation {
            id: request.id,
            number: escalation_number(request.number),
            state: state_words(desk, request),
            severity: severity_mark(desk, severity),
        }
    };
    requests.filter(of_source).map(row).collect()
}
