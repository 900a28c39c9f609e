//! Rules that answer customers whose cases come from web, e-mail or portal (semantics 10.12).

use super::{
    calendar::ZoneTable,
    case::Case,
    choice::CustomFieldOf,
    desk::Desk,
    field_error::FieldError,
    id::{AutoResponseId, EntryId, TemplateId},
    instant::Instant,
    notice_kind::NoticeKind,
    notification::NoticeTemplate,
    record::Records,
    rule::{
        Criterion, EscalationClock, EscalationRule, Formula, HoursMode, Logic, Matcher, RuleEntry,
    },
};
use serde::{Deserialize, Serialize};

/// Ordered entries, of which the first that matches answers. At most one rule is active.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AutoResponseRule {
    /// Names the record.
    pub id: AutoResponseId,
    /// As colleagues know it.
    pub name: Box<str>,
    /// Whether it answers.
    pub active: bool,
    /// What is tried, in order.
    pub entries: Vec<AutoResponseEntry>,
}

/// What a case has to be like, and the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AutoResponseEntry {
    /// What has to hold; none matches every case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// How the criteria combine; all of them when `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logic: Option<Logic>,
    /// A formula in place of criteria.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
    /// The wording of the answer.
    pub template: TemplateId,
}

impl AutoResponseRule {
    /// The answer of the first entry that matches a case at `at`, its dates read in `zone`.
    pub(super) fn answer(
        &self,
        desk: &Desk,
        case: &Case,
        zone: &ZoneTable,
        at: Instant,
    ) -> Option<TemplateId> {
        let find = |of: CustomFieldOf, name: &str| desk.custom_field(of, name);
        let mut matcher = Matcher::new(&self.as_rule(), &find, zone, at);
        let place = matcher.first_match(desk, case)?;
        Some(self.entries.get(place)?.template)
    }

    /// What keeps the rule from being saved, each at its field.
    #[must_use]
    pub fn problems(&self, desk: &Desk) -> Vec<FieldError> {
        let mut problems = self.as_rule().problems(desk);
        for (place, entry) in self.entries.iter().enumerate() {
            let template = desk.find::<NoticeTemplate>(entry.template);
            if template.is_none_or(|found| found.kind != Some(NoticeKind::AutoResponse)) {
                let field = format!("entries.{place}.template");
                let reason = "choose a template of auto-responses, which has nothing internal";
                problems.push(FieldError::new(field, reason));
            }
        }
        problems
    }

    /// The criteria as an escalation rule has them, so that they mean the same.
    fn as_rule(&self) -> EscalationRule {
        let entry = |entry: &AutoResponseEntry| RuleEntry {
            id: EntryId(0),
            criteria: entry.criteria.clone(),
            logic: entry.logic.clone(),
            formula: entry.formula.clone(),
            hours: HoursMode::Ignore,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: Vec::new(),
        };
        EscalationRule {
            id: 0.into(),
            name: self.name.clone(),
            active: self.active,
            was_active: false,
            version: 0,
            entries: self.entries.iter().map(entry).collect(),
            import: None,
        }
    }
}
