//! The severity at a case or account: colour, shape and word (semantics 11.5), and the three ways
//! in which a case can be escalated (0.2).

use crate::engine::{
    desk::Desk,
    escalation::{SeverityColour, SeverityShape, Source, escalation_number},
    id::{CaseId, EscalationId, SeverityId},
    instant::Instant,
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct CaseMarks {
    /// A rule has escalated it.
    pub by_rule: bool,
    /// When a rule did so last.
    pub fired_at: Option<Instant>,
    /// A person has: the record, its number and its severity.
    pub by_record: Option<(EscalationId, String, Option<SeverityMark>)>,
    /// Whom it is handed to.
    pub handed_to: Vec<String>,
}

impl CaseMarks {
    /// How severe its record is, which alone gives it a colour.
    #[must_use]
    pub fn severity(&self) -> Option<SeverityMark> {
        self.by_record.as_ref()?.2.clone()
    }

    /// Whether any of the three is so.
    #[must_use]
    pub fn is_escalated(&self) -> bool {
        self.by_rule || self.by_record.is_some() || !self.handed_to.is_empty()
    }
}

/// Why a case is shown as escalated.
#[must_use]
pub fn case_marks(desk: &Desk, case: CaseId) -> CaseMarks {
    let record = desk.escalation_of(Source::Case(case));
    let handed = desk.hand_offs.get(&case);
    let fired = desk
        .plans
        .get(&case)
        .into_iter()
        .flat_map(|plan| &plan.fired);
    CaseMarks {
        by_rule: desk.cases.get(&case).is_some_and(|case| case.is_escalated),
        fired_at: fired.map(|fired| fired.fired_at).max(),
        by_record: record.map(|record| {
            let mark = severity_mark(desk, record.severity);
            (record.id, escalation_number(record.number), mark)
        }),
        handed_to: handed.map_or_else(Vec::new, |rows| {
            let escalatees = rows.active().map(|row| row.escalatee);
            escalatees.map(|one| one.name(desk).to_owned()).collect()
        }),
    }
}
