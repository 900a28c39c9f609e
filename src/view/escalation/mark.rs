//! The severity at a case or account: colour, shape and word (semantics 11.5), and the three ways
//! in which a case can be escalated (0.2).

use crate::engine::{
    desk::Desk,
    escalation::{SeverityColour, SeverityShape, Source, escalation_number},
    id::{CaseId, EscalationId, SeverityId},
};

/// A severity as it is drawn: never by colour alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SeverityMark {
    /// The word.
    pub name: Box<str>,
    /// The colour.
    pub colour: SeverityColour,
    /// The shape.
    pub shape: SeverityShape,
}

/// The mark of a severity; `None` when it was deleted.
#[must_use]
pub fn severity_mark(desk: &Desk, severity: SeverityId) -> Option<SeverityMark> {
    let severity = desk.severities.get(&severity)?;
    Some(SeverityMark {
        name: severity.name.clone(),
        colour: severity.colour,
        shape: severity.shape,
    })
}

/// The mark at a case's or account's name while a record escalates it.
#[must_use]
pub fn source_mark(desk: &Desk, source: Source) -> Option<SeverityMark> {
    severity_mark(desk, desk.escalation_of(source)?.severity)
}

/// Why a case is shown as escalated: three facts, each with its own reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseMarks {
    /// A rule has escalated it.
    pub by_rule: bool,
    /// A person has: the record, its number and its severity.
    pub by_record: Option<(EscalationId, String, Option<SeverityMark>)>,
    /// How many it is handed to.
    pub n_handed: usize,
}

impl CaseMarks {
    /// Whether any of the three is so.
    #[must_use]
    pub const fn is_escalated(&self) -> bool {
        self.by_rule || self.by_record.is_some() || self.n_handed > 0
    }
}

/// Why a case is shown as escalated.
#[must_use]
pub fn case_marks(desk: &Desk, case: CaseId) -> CaseMarks {
    let record = desk.escalation_of(Source::Case(case));
    let handed = desk.hand_offs.get(&case);
    CaseMarks {
        by_rule: desk.cases.get(&case).is_some_and(|case| case.is_escalated),
        by_record: record.map(|record| {
            let mark = severity_mark(desk, record.severity);
            (record.id, escalation_number(record.number), mark)
        }),
        n_handed: handed.map_or(0, |rows| rows.active().count()),
    }
}
