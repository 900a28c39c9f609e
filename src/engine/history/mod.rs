//! What happened, by whom, when and why (semantics 12).

mod planning;

pub use planning::{FailedFormula, Firing, LevelMove, LevelStanding, Planned, Replanned};

use super::{
    clock_hold::ClockHold,
    hand_off::Escalatee,
    id::{ActionId, AssignmentId, CaseId, ImportId, SlaId},
    instant::Instant,
    record::RecordKey,
    roles::Act,
    stamp::Actor,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One thing that happened: append-only, never held by the desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When it counts as having happened: for a firing, its fire instant.
    pub at: Instant,
    /// When it was worked out; later than `at` when the page had been shut.
    pub processed_at: Instant,
    /// Who did it.
    pub by: Actor,
    /// What it is about.
    pub about: RecordKey,
    /// The case in whose history it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// What happened.
    pub deed: Deed,
    /// The record whose change or work brought it about: an edited calendar for a level that
    /// moved, the rule for a firing; `None` for what somebody did to `about` itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<RecordKey>,
    /// The fields that it changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Its name as stored.
    pub field: Box<str>,
    /// Its value before, null when it had none.
    pub before: Value,
    /// Its value after, null when it has none.
    pub after: Value,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// A record came to be.
    Created,
    /// A record was changed.
    Edited,
    /// A case was saved without any change, which counts (semantics 2.20).
    Saved,
    /// A case was closed.
    Closed,
    /// A case was opened again.
    Reopened,
    /// Something was said on a case; the text is a message.
    Commented,
    /// The customer was answered.
    Replied,
    /// The customer wrote.
    CustomerWrote,
    /// Others were asked to help; what they were asked is a message (semantics 12.3).
    HandedOff {
        /// Whom.
        to: Vec<Escalatee>,
    },
    /// Somebody who was asked to help replied to the one who asked.
    HandOffReplied,
    /// Those who were asked to help no longer are.
    HandOffEnded {
        /// Who.
        who: Vec<Escalatee>,
    },
    /// An automatic assignment took effect.
    Assigned(Assigning),
    /// A call, task or event took place.
    ActivityLogged,
    /// A record went away.
    Removed,
    /// A case began to follow an entry of the active rule.
    Planned(Planned),
    /// No entry matches the case, or none is active any more: nothing is pending.
    Unplanned,
    /// What is pending on a case changed, though it follows the same entry as before.
    Replanned(Replanned),
    /// An action fired.
    Fired(Box<Firing>),
    /// An action could not fire, and why.
    Blocked {
        /// The action.
        action: ActionId,
        /// Why not.
        reason: Box<str>,
    },
    /// The formula of an entry came to nothing, which counts as not holding (semantics 3.7).
    FormulaFailed(FailedFormula),
    /// Somebody took a pending action away (semantics 11.3).
    Cancelled {
        /// The action.
        action: ActionId,
        /// Whether for the rest of the open cycle; else until the next evaluation.
        #[serde(default)]
        until_closed: bool,
    },
    /// Somebody asked to escalate.
    EscalationRequested,
    /// Somebody who was asked answered.
    EscalationAnswered {
        /// Whether it was yes.
        approved: bool,
        /// Why not.
        #[serde(default, skip_serializing_if = "str::is_empty")]
        reason: Box<str>,
    },
    /// Whoever asked to escalate took it back.
    EscalationWithdrawn,
    /// An escalation began.
    EscalationOpened,
    /// An escalation was changed; the text is in the record.
    EscalationUpdated,
    /// An escalation is over.
    Deescalated {
        /// Why it could end.
        justification: Box<str>,
    },
    /// An escalation's SLA went a step on.
    Sla(SlaDeed),
    /// Somebody asked for what their roles do not allow (semantics 9.4).
    Refused {
        /// What it was.
        act: Act,
    },
    /// Somebody asked for what cannot be done as things stand.
    NotDone {
        /// Why not; lower case, no full stop.
        reason: Box<str>,
    },
    /// Nothing fires, since the computer's clock is not to be trusted (semantics 13.5).
    ClockHeld(ClockHold),
    /// Somebody said that the clock is right: things fire again.
    ClockTrusted,
    /// A rule became the active one.
    Activated,
    /// A rule stopped being the active one.
    Deactivated,
    /// A file was brought in.
    Imported {
        /// The import.
        import: ImportId,
    },
    /// All that an import had brought in was taken out.
    ImportRemoved {
        /// The import.
        import: ImportId,
    },
}

/// A step of one SLA of an escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlaDeed {
    /// What the SLA follows.
    pub definition: SlaId,
    /// Its place among the SLAs of the escalation.
    pub place: u32,
    /// What it came to.
    pub step: SlaStep,
}

/// What an SLA can come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlaStep {
    /// It runs from now on.
    Attached,
    /// It stands while the case is on hold.
    Paused,
    /// It goes on.
    Resumed,
    /// So many percent of its time are over; at 100 it is breached.
    Passed(u8),
    /// It ended in time.
    Completed,
    /// It ended too late.
    CompletedLate,
    /// The severity is another.
    Cancelled,
    /// An edit of business hours or holidays moved its end (semantics 4.17).
    Moved {
        /// What was edited.
        because: RecordKey,
        /// When it was to end; `None` for never.
        before: Option<Instant>,
        /// When it is to end now.
        after: Option<Instant>,
    },
}

impl HistoryEntry {
    /// What it may be stored once for, as one text for a unique index; `None` for what may happen
    /// any number of times.
    #[must_use]
    pub fn once_key(&self) -> Option<String> {
        match &self.deed {
            Deed::Fired(firing) => Some(firing.key(self.case?)),
            Deed::Assigned(assigning) => Some(assigning.key(self.case?)),
            Deed::Sla(SlaDeed {
                place,
                step: SlaStep::Passed(percent),
                ..
            }) => Some(format!("sla:{}:{place}:{percent}", self.about.id)),
            _ => None,
        }
    }
}

/// An automatic assignment on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigning {
    /// The assignment.
    pub assignment: AssignmentId,
    /// The open cycle of the case.
    pub cycle: u32,
    /// Who is asked to help; `None` when everybody on its list was already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Escalatee>,
}

impl Assigning {
    /// What it may happen once for (semantics 8.6): case, open cycle and assignment.
    fn key(&self, case: CaseId) -> String {
        format!("a:{}:{}:{}", case.0, self.cycle, self.assignment.0)
    }
}

/// The fields in which two versions of a record differ, in the order of their names.
#[must_use]
pub fn differences<T: Serialize>(before: &T, after: &T) -> Vec<FieldChange> {
    differing(fields(before), fields(after))
}

/// The name that goes with a record, where it has one.
#[must_use]
pub fn name_lost<T: Serialize>(record: &T) -> Vec<FieldChange> {
    let mut lost = fields(record);
    lost.retain(|field, _| field == "name");
    differing(lost, Map::new())
}

/// The fields of a record as they are stored: by way of its text, since storing needs that code
/// anyway and a second kind of serializer would be as large.
fn fields<T: Serialize>(record: &T) -> Map<String, Value> {
    let text = serde_json::to_vec(record).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

fn differing(mut before: Map<String, Value>, after: Map<String, Value>) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    for (field, after) in after {
        let before = before.remove(&field).unwrap_or(Value::Null);
        if before != after {
            changes.push(FieldChange {
                field: field.into(),
                before,
                after,
            });
        }
    }
    changes.extend(before.into_iter().map(|(field, before)| FieldChange {
        field: field.into(),
        before,
        after: Value::Null,
    }));
    changes
}
