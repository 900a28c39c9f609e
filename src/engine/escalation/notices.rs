//! Who is told of an escalation, and what it says of itself (semantics 5.34, 10.6, 10.7).

use super::{
    EscalationSeverity, Source, escalation_number, record::Escalation, request::EscalationRequest,
};
use crate::engine::{
    case::Case,
    change::{ChangeSet, Counters},
    desk::Desk,
    instant::Instant,
    merge_field::MergeField,
    recipients::{Recipients, write},
    record::Records,
    stamp::Actor,
    wording::{Occasion, actor_name, utc_words},
};

/// One thing that happens to an escalation, of which some are told.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Happening<'a> {
    /// The desk before it.
    pub(in crate::engine) desk: &'a Desk,
    /// The request.
    pub(in crate::engine) request: &'a EscalationRequest,
    /// The record, where there is one.
    pub(in crate::engine) record: Option<&'a Escalation>,
    /// When it is.
    pub(in crate::engine) at: Instant,
    /// Who did it.
    pub(in crate::engine) by: Actor,
    /// What is said of it.
    pub(in crate::engine) message: &'a str,
    /// When the SLA is due, for a warning.
    pub(in crate::engine) due_at: Option<Instant>,
}

impl<'a> Happening<'a> {
    /// The case that it is about.
    pub(in crate::engine) fn case(&self) -> Option<&'a Case> {
        let case = self.request.draft.source.case()?;
        self.desk.find::<Case>(case)
    }

    /// Nobody yet.
    pub(in crate::engine) fn recipients(&self) -> Recipients<'a, Desk> {
        Recipients::new(self.desk, self.case())
    }

    /// Writes to those who are told.
    pub(in crate::engine) fn tell(
        &self,
        told: Recipients<'a, Desk>,
        counters: &mut Counters,
        changes: &mut ChangeSet,
    ) {
        let (desk, source) = (self.desk, self.request.draft.source);
        let severity = self
            .record
            .map_or(self.request.draft.severity, |record| record.severity);
        let severity = desk.find::<EscalationSeverity>(severity);
        let trend = self.record.map(|record| record.trend).unwrap_or_default();
        let number = escalation_number(self.request.number);
        let words = source.words(desk);
        let due = self.due_at.map(utc_words).unwrap_or_default();
        let mut facts = vec![
            (MergeField::EscalationNumber, number.as_str()),
            (MergeField::Source, &words),
            (
                MergeField::Severity,
                severity.map_or("", |severity| &severity.name),
            ),
            (MergeField::Trend, trend.name()),
            (MergeField::From, actor_name(desk, self.by)),
            (MergeField::Message, self.message),
            (MergeField::Due, &due),
        ];
        if let Source::Account(id) = source
            && let Some(account) = desk.accounts.get(&id)
        {
            facts.push((MergeField::Account, &account.name));
        }
        let occasion = Occasion {
            at: self.at,
            case: self.case(),
            escalation: Some(self.request.id),
            facts: &facts,
        };
        let nothing = ChangeSet::default();
        write(
            told.found(),
            &desk.overlaid(&nothing),
            &occasion,
            counters,
            changes,
        );
    }
}
