//! The list of escalations: requests and records under one number (semantics 5.6, 11.6).

use super::{
    mark::{SeverityMark, severity_mark},
    sla_row::{SlaRow, sla_rows},
    words::state_words,
};
use crate::engine::{
    calendar::ZoneTable,
    case::Case,
    desk::Desk,
    escalation::{Escalation, EscalationRequest, RequestState, Source, escalation_number},
    id::{EscalationId, UserId},
    in_order::by_number,
    instant::Instant,
    people::Assignee,
    record::Records,
    stamp::Actor,
};
use crate::view::phrase::{actor_words, assignee_words, instant_in_full, instant_words};

/// Which escalations a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EscalationFilter {
    /// All of them.
    #[default]
    All,
    /// Those that concern the reader: asked for, assigned, watched, or of a case of the reader's.
    Mine,
    /// Those that wait for an answer.
    Requested,
    /// Records whose case is closed, which need to be de-escalated (semantics 5.16).
    ClosedSource,
    /// Those that are over.
    Closed,
}

impl EscalationFilter {
    /// Every filter with its name in the address and its label.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::All, "all", "All"),
        (Self::Mine, "mine", "Mine"),
        (Self::Requested, "requested", "Requested"),
        (Self::ClosedSource, "closed-source", "Closed source"),
        (Self::Closed, "closed", "Closed"),
    ];

    /// The filter of that name; all for a name that is none.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        let known = Self::ALL.iter().find(|(_, known, _)| *known == name);
        known.map_or(Self::All, |(filter, ..)| *filter)
    }

    /// As the address has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        let known = Self::ALL.iter().find(|(filter, ..)| *filter == self);
        known.map_or("all", |(_, name, _)| name)
    }

    fn has(self, desk: &Desk, request: &EscalationRequest, reader: Option<UserId>) -> bool {
        let record = desk.escalations.get(&request.id);
        let is_open = record.is_some_and(Escalation::is_open);
        match self {
            Self::All => true,
            Self::Mine => reader.is_some_and(|reader| concerns(desk, request, reader)),
            Self::Requested => request.state == RequestState::Requested,
            Self::ClosedSource => {
                let case = request.draft.source.case();
                let case = case.and_then(|id| desk.find::<Case>(id));
                is_open && case.is_some_and(Case::is_closed)
            }
            Self::Closed => !is_open && request.state != RequestState::Requested,
        }
    }
}

fn concerns(desk: &Desk, request: &EscalationRequest, reader: UserId) -> bool {
    let record = desk.escalations.get(&request.id);
    let case = request.draft.source.case();
    let case = case.and_then(|id| desk.find::<Case>(id));
    request.requested.by == Actor::User(reader)
        || request.awaits(reader)
        || case.is_some_and(|case| case.owner == Assignee::User(reader))
        || record.is_some_and(|record| {
            record.assigned_to == Some(reader) || record.watch_list.contains(&reader)
        })
}

/// One escalation in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EscalationRow {
    /// Names request and record.
    pub id: EscalationId,
    /// The number.
    pub number: String,
    /// Where it stands.
    pub state: &'static str,
    /// What is escalated, for the link.
    pub source: Source,
    /// The same in words.
    pub source_words: String,
    /// The case's subject; empty for an account.
    pub subject: Box<str>,
    /// How severe it is; coloured only while a record is open.
    pub severity: Option<SeverityMark>,
    /// Whether a record is open.
    pub is_open: bool,
    /// Where it is going; empty for a request.
    pub trend: &'static str,
    /// Who manages it: of a case its owner.
    pub assignee: String,
    /// Who asked.
    pub requested_by: String,
    /// When it was asked for, on the reader's clocks.
    pub requested_at: String,
    /// The same beyond doubt.
    pub requested_at_in_full: String,
    /// The SLA that matters now.
    pub sla: Option<SlaRow>,
}

/// The escalations of a filter: open records by severity first, then requests, then what is over,
/// each the latest first.
#[must_use]
pub fn escalation_ids(
    desk: &Desk,
    filter: EscalationFilter,
    reader: Option<UserId>,
) -> Vec<EscalationId> {
    let requests = desk.escalation_requests.values().rev();
    let wanted = requests
        .filter(|request| request.deleted.is_none() && filter.has(desk, request, reader))
        .collect();
    let in_order = by_number(wanted, |request: &&EscalationRequest| rank(desk, request));
    in_order.into_iter().map(|request| request.id).collect()
}

fn rank(desk: &Desk, request: &EscalationRequest) -> i64 {
    let record = desk.escalations.get(&request.id);
    match record.filter(|record| record.is_open()) {
        Some(record) => {
            let severity = desk.severities.get(&record.severity);
            severity.map_or(0, |severity| i64::from(severity.order))
        }
        None if request.state == RequestState::Requested => i64::from(u32::MAX) + 1,
        None => i64::from(u32::MAX) + 2,
    }
}

/// What a row of the list shows; `None` when the escalation is gone.
#[must_use]
pub fn escalation_row(
    desk: &Desk,
    id: EscalationId,
    now: Instant,
    zone: &ZoneTable,
) -> Option<EscalationRow> {
    let request = desk.escalation_requests.get(&id)?;
    let record = desk.escalations.get(&request.id);
    let source = request.draft.source;
    let case = source.case().and_then(|id| desk.find::<Case>(id));
    let severity = record.map_or(request.draft.severity, |record| record.severity);
    let assigned_to = record.map_or(request.draft.assigned_to, |record| record.assigned_to);
    let assignee = case
        .map(|case| case.owner)
        .or(assigned_to.map(Assignee::User));
    let slas = record.map(|record| sla_rows(desk, record, now, zone));
    Some(EscalationRow {
        id,
        number: escalation_number(request.number),
        state: state_words(desk, request),
        source,
        source_words: source.words(desk),
        subject: case.map_or_else(Box::default, |case| case.subject.clone()),
        severity: severity_mark(desk, severity),
        is_open: record.is_some_and(Escalation::is_open),
        trend: record.map_or("", |record| record.trend.name()),
        assignee: assignee.map_or_else(String::new, |assignee| assignee_words(desk, assignee)),
        requested_by: actor_words(desk, request.requested.by),
        requested_at: instant_words(request.requested.at, zone),
        requested_at_in_full: instant_in_full(request.requested.at, zone),
        sla: slas.and_then(|slas| slas.into_iter().next()),
    })
}
