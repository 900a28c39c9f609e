//! What history tells of plans and firings.

use crate::engine::{
    id::{ActionId, CalendarId, CaseId, EntryId, RuleId},
    instant::Instant,
    people::Assignee,
};
use serde::{Deserialize, Serialize};

/// Which entry a case follows, and from when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The rule.
    pub rule: RuleId,
    /// The version of the rule that decided.
    pub version: u32,
    /// The entry.
    pub entry: EntryId,
    /// Its place in that version, from 1 on; 0 where it was not told yet.
    #[serde(default)]
    pub place: u32,
    /// What ages count from.
    pub base_at: Instant,
    /// How many actions are pending.
    pub n_pending: u32,
    /// Those that were pending before as well, or no longer are.
    #[serde(default, skip_serializing_if = "<[LevelMove]>::is_empty")]
    pub moves: Box<[LevelMove]>,
}

/// What an edit did to what is pending on a case (semantics 12.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replanned {
    /// What became of which action, in the order of their ages.
    pub moves: Box<[LevelMove]>,
}

/// What became of one action of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelMove {
    /// The action.
    pub action: ActionId,
    /// How old the case has to be, in minutes.
    pub age_minutes: u32,
    /// Where it stood.
    pub before: LevelStanding,
    /// Where it stands.
    pub after: LevelStanding,
}

/// Where an action of a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelStanding {
    /// It is due then.
    Due(Instant),
    /// It is never due (semantics 4.21).
    Never,
    /// Nobody knows when it is due while the case waits (semantics 2.50).
    Paused,
    /// It does not fire while its rule is not the active one (semantics 2.44).
    Suspended,
    /// It waits for a valid target (semantics 2.45).
    Blocked,
    /// It is not pending.
    Gone,
}

/// Which formula came to nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedFormula {
    /// The rule.
    pub rule: RuleId,
    /// The version of the rule.
    pub version: u32,
    /// The entry.
    pub entry: EntryId,
    /// Its place in that version, from 1 on; 0 where it was not told yet.
    #[serde(default)]
    pub place: u32,
    /// Why; lower case, no full stop.
    pub reason: Box<str>,
}

/// Everything that is to be known of a firing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Firing {
    /// The rule.
    pub rule: RuleId,
    /// The version of the rule whose action took effect.
    pub version: u32,
    /// The entry.
    pub entry: EntryId,
    /// Its place in that version, from 1 on; 0 where it was not told yet.
    #[serde(default)]
    pub place: u32,
    /// The action.
    pub action: ActionId,
    /// How old the case had to be, in minutes.
    pub age_minutes: u32,
    /// The open cycle of the case.
    pub cycle: u32,
    /// What the age counted from.
    pub base_at: Instant,
    /// The calendar it counted in; `None` for plain time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// When it was due.
    pub due_at: Instant,
    /// Who had the case before.
    pub owner_before: Assignee,
    /// Who has it now.
    pub owner_after: Assignee,
    /// Who was told: addresses mailed and inboxes written to, as people read them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Box<str>>,
}

impl Firing {
    /// What a firing may happen once for (semantics 2.30): case, open cycle, entry, action and
    /// base instant, as one text for a unique index.
    #[must_use]
    pub fn key(&self, case: CaseId) -> String {
        let Self {
            cycle,
            entry,
            action,
            base_at,
            ..
        } = self;
        format!(
            "{}:{cycle}:{}:{}:{}",
            case.0,
            entry.0,
            action.0,
            base_at.seconds()
        )
    }
}
