//! What a case follows: the entry that matched it, what its ages count from, and what is pending.

use super::entry::{EscalationClock, HoursMode};
use crate::engine::{
    case::Hold,
    history::{LevelMove, LevelStanding},
    id::{ActionId, CalendarId, CaseId, EntryId, RuleId},
    instant::Instant,
};
use serde::{Deserialize, Serialize};

/// A stored fact, made when a case is created or counted as modified (semantics 1.12): editing the
/// rule does not move it (2.43), a calendar edit does (4.17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationPlan {
    /// The case.
    pub id: CaseId,
    /// The entry it follows; `None` when none matched at the last evaluation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub following: Option<Following>,
    /// What has not fired, ascending by age.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<PendingAction>,
    /// What has fired in the open cycle of the case. It outlives a match and a closing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fired: Vec<FiredAction>,
    /// What somebody took away (semantics 11.3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_away: Vec<TakenAway>,
}

/// Which entry a case follows, and how its ages are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Following {
    /// The rule.
    pub rule: RuleId,
    /// The version of the rule that decided.
    pub version: u32,
    /// The entry.
    pub entry: EntryId,
    /// What ages count from.
    pub base_at: Instant,
    /// What starts, stops and restarts them.
    pub clock: EscalationClock,
    /// Which hours count.
    pub hours: HoursMode,
    /// The calendar that these hours came to when they were last computed; `None` for every hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// When the entry was chosen.
    pub evaluated_at: Instant,
    /// When the age stood still, for an entry that pauses while a case waits (semantics 2.50).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Hold>,
}

/// An action that has not fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingAction {
    /// The action.
    pub action: ActionId,
    /// How old the case has to be, as it was when planned.
    pub age_minutes: u32,
    /// When that is; `None` for never: the calendar does not open (semantics 4.21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Instant>,
    /// The offset from UTC at the due instant, in seconds, where it was computed.
    #[serde(default)]
    pub due_offset_seconds: i32,
    /// It never fires earlier: the event that made it overdue came then (semantics 2.35).
    pub not_before: Instant,
    /// The first open instant from then on, at which it fires (semantics 2.34).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fire_at: Option<Instant>,
    /// Whether it may.
    #[serde(default)]
    pub state: PendingState,
}

/// Whether a pending action may fire.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PendingState {
    /// At its instant.
    #[default]
    Pending,
    /// Not while its rule is not the active one (semantics 2.44).
    Suspended,
    /// Not until its target is valid again, and what is wrong (semantics 2.45).
    Blocked(Box<str>),
}

/// What has fired: with case and open cycle, the key it may fire once for (semantics 2.30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiredAction {
    /// The entry.
    pub entry: EntryId,
    /// The action.
    pub action: ActionId,
    /// How old the case had to be, in minutes; 0 where it was not kept yet.
    #[serde(default)]
    pub age_minutes: u32,
    /// What its age counted from.
    pub base_at: Instant,
    /// When it was due.
    pub due_at: Instant,
    /// When it fired.
    pub fired_at: Instant,
}

/// An action that does not fire because somebody said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenAway {
    /// The action.
    pub action: ActionId,
    /// Whether for the rest of the open cycle; else the next evaluation brings it back.
    pub until_closed: bool,
}

impl EscalationPlan {
    /// The plan of a case that nothing was planned for yet.
    #[must_use]
    pub const fn of(case: CaseId) -> Self {
        Self {
            id: case,
            following: None,
            pending: Vec::new(),
            fired: Vec::new(),
            taken_away: Vec::new(),
        }
    }

    /// Whether there is nothing to remember.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.following.is_none() && self.fired.is_empty() && self.taken_away.is_empty()
    }

    /// How an action has fired for that base, when it has.
    #[must_use]
    pub fn fired(&self, entry: EntryId, action: ActionId, base_at: Instant) -> Option<FiredAction> {
        let is = |one: &&FiredAction| {
            one.entry == entry && one.action == action && one.base_at == base_at
        };
        self.fired.iter().find(is).copied()
    }

    /// What has become of each action that is pending in `self` or in `after` and stands elsewhere
    /// there, in the order of their ages (semantics 12.2).
    #[must_use]
    pub fn moves_to(&self, after: &Self) -> Box<[LevelMove]> {
        let told_below = |action: ActionId| self.pending.iter().any(|row| row.action == action);
        let new = after.pending.iter().filter(|row| !told_below(row.action));
        let mut moves = Vec::with_capacity(self.pending.len());
        for row in self.pending.iter().chain(new) {
            let one = LevelMove {
                action: row.action,
                age_minutes: row.age_minutes,
                before: self.standing(row.action),
                after: after.standing(row.action),
            };
            if one.before != one.after {
                moves.push(one);
            }
        }
        moves.sort_by_key(|one| one.age_minutes);
        moves.into()
    }

    /// Where an action stands.
    fn standing(&self, action: ActionId) -> LevelStanding {
        let Some(row) = self.pending.iter().find(|row| row.action == action) else {
            return LevelStanding::Gone;
        };
        let is_paused = self.following.as_ref().is_some_and(Following::is_paused);
        match (&row.state, row.due_at) {
            (PendingState::Pending, Some(due_at)) => LevelStanding::Due(due_at),
            (PendingState::Pending, None) if is_paused => LevelStanding::Paused,
            (PendingState::Pending, None) => LevelStanding::Never,
            (PendingState::Suspended, _) => LevelStanding::Suspended,
            (PendingState::Blocked(_), _) => LevelStanding::Blocked,
        }
    }

    /// How an action was taken away, when it was.
    #[must_use]
    pub fn taken_away(&self, action: ActionId) -> Option<TakenAway> {
        let mut taken = self.taken_away.iter();
        taken.find(|taken| taken.action == action).copied()
    }
}
