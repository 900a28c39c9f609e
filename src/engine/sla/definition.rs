//! How long an escalation of a severity may last.

use crate::engine::{
    calendar::OpenHours,
    desk::Desk,
    escalation::EscalationType,
    field_error::FieldError,
    id::{CalendarId, SeverityId, SlaId},
    rule::{HoursMode, calendar_of},
};
use serde::{Deserialize, Serialize};

/// The longest duration: ten years, as ages of rules.
pub const DURATION_MINUTES_MAX: u32 = 5_256_000;

/// What SLA an escalation gets (semantics 1.18). Those of cases are attached to the case, those of
/// accounts to the record (6.1).
#[expect(
    clippy::struct_excessive_bools,
    reason = "the switches are independent of each other"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlaDefinition {
    /// Names the record.
    pub id: SlaId,
    /// As people see it.
    pub name: Box<str>,
    /// What it is for.
    #[serde(rename = "type")]
    pub escalation_type: EscalationType,
    /// The severity it is for.
    pub severity: SeverityId,
    /// How long it may take.
    pub duration_minutes: u32,
    /// The business hours it counts in; `None` for every hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// Whether a comment on the case starts it anew (semantics 6.6).
    #[serde(default)]
    pub reset_on_case_comment: bool,
    /// Whether it stands while the case is on hold (semantics 6.8).
    #[serde(default)]
    pub pause_on_hold: bool,
    /// Whether it counts from the request instead of from the escalation (semantics 6.2).
    #[serde(default)]
    pub retroactive_start: bool,
    /// Whether new escalations get it.
    pub active: bool,
}

impl SlaDefinition {
    /// What keeps it from being saved.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(FieldError::new("name", "give it a name"));
        }
        if !(1..=DURATION_MINUTES_MAX).contains(&self.duration_minutes) {
            let reason = format!("between 1 and {DURATION_MINUTES_MAX} minutes");
            problems.push(FieldError::new("duration", reason));
        }
        problems
    }
}

/// The open hours that an SLA counts in; `None` for every hour. Business hours that are not active
/// any more give way to the default ones.
pub(super) fn hours_of(desk: &Desk, calendar: Option<CalendarId>) -> Option<&OpenHours> {
    let calendar = calendar_of(desk, HoursMode::Set(calendar?), None)?;
    desk.open_hours(calendar)
}
