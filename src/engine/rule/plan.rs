//! What a case follows: the entry that matched it, what its ages count from, and what is pending.

use super::{
    Matcher,
    entry::{EscalationAction, EscalationClock, EscalationRule, HoursMode, RuleEntry},
};
use crate::engine::{
    calendar::{Calendar, ZoneTable},
    case::{Case, Hold},
    choice::CustomFieldOf,
    desk::Desk,
    history::FailedFormula,
    id::{ActionId, CalendarId, CaseId, EntryId, RuleId},
    instant::Instant,
    preferences::AgeAfterReopening,
    record::Records,
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

    /// How an action was taken away, when it was.
    #[must_use]
    pub fn taken_away(&self, action: ActionId) -> Option<TakenAway> {
        let mut taken = self.taken_away.iter();
        taken.find(|taken| taken.action == action).copied()
    }
}

/// What an evaluation came to (semantics 2.25).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The case is closed.
    Closed,
    /// No rule is active.
    NoRule,
    /// No entry matches.
    NoMatch,
    /// The case follows an entry.
    Follows,
}

/// The active rule made ready to plan many cases at one instant.
#[derive(Debug)]
pub struct Planner<'d> {
    desk: &'d Desk,
    rule: Option<(&'d EscalationRule, Matcher)>,
    at: Instant,
}

impl<'d> Planner<'d> {
    /// Plans by the active rule of `desk`.
    #[must_use]
    pub fn new(desk: &'d Desk, at: Instant) -> Self {
        Self::with_rule(desk, desk.active_rule(), at)
    }

    /// Plans by `rule`, whether it is the active one or not.
    #[must_use]
    pub fn with_rule(desk: &'d Desk, rule: Option<&'d EscalationRule>, at: Instant) -> Self {
        let utc = ZoneTable::utc();
        let zone = home_zone(desk).unwrap_or(&utc);
        Self {
            desk,
            rule: rule.map(|rule| {
                let find = |of: CustomFieldOf, name: &str| desk.custom_field(of, name);
                (rule, Matcher::new(rule, &find, zone, at))
            }),
            at,
        }
    }

    /// The formulas that came to nothing at the last evaluation (semantics 3.7).
    #[must_use]
    pub fn failures(&self) -> Vec<FailedFormula> {
        let Some((rule, matcher)) = &self.rule else {
            return Vec::new();
        };
        let failed = matcher.failures().iter().filter_map(|(place, reason)| {
            Some(FailedFormula {
                rule: rule.id,
                version: rule.version,
                entry: rule.entries.get(*place)?.id,
                reason: reason.clone(),
            })
        });
        failed.collect()
    }

    /// The desk that it plans on.
    #[must_use]
    pub const fn desk(&self) -> &'d Desk {
        self.desk
    }

    /// The places of all entries that match a case, ascending from 0 on.
    pub(super) fn matches<R: Records>(&mut self, records: &R, case: &Case) -> Vec<usize> {
        let matcher = self.rule.as_mut().map(|(_, matcher)| matcher);
        matcher.map_or_else(Vec::new, |matcher| matcher.matches(records, case))
    }

    /// Evaluates a case (semantics 2.25): gives its new plan and sets its flag. Criteria read the
    /// case as given and what it refers to from `records`.
    pub fn evaluate<R: Records>(
        &mut self,
        records: &R,
        case: &mut Case,
        before: Option<&EscalationPlan>,
    ) -> (EscalationPlan, Outcome) {
        let mut plan = EscalationPlan::of(case.id);
        if let Some(before) = before {
            plan.fired.clone_from(&before.fired);
            let lasting = before.taken_away.iter().filter(|taken| taken.until_closed);
            plan.taken_away = lasting.copied().collect();
        }
        if case.is_closed() {
            case.is_escalated = false;
            return (plan, Outcome::Closed);
        }
        let Some((rule, matcher)) = &mut self.rule else {
            return (plan, Outcome::NoRule);
        };
        let place = matcher.first_match(records, case);
        let Some(entry) = place.and_then(|place| rule.entries.get(place)) else {
            case.is_escalated = false;
            return (plan, Outcome::NoMatch);
        };
        let mut following = Following {
            rule: rule.id,
            version: rule.version,
            entry: entry.id,
            base_at: self.base_at(entry.clock, case),
            clock: entry.clock,
            hours: entry.hours,
            calendar: calendar_of(self.desk, entry.hours, case.calendar),
            evaluated_at: self.at,
            pauses: Vec::new(),
        };
        following.pauses = pauses_of(entry, case, following.base_at);
        plan.pending = self.pending(entry, &following, case, &plan);
        plan.following = Some(following);
        (plan, Outcome::Follows)
    }

    fn base_at(&self, clock: EscalationClock, case: &Case) -> Instant {
        let preference = self
            .desk
            .preferences()
            .map(|preferences| preferences.age_after_reopening);
        match (clock, preference, case.reopened_at) {
            (EscalationClock::FromLastModification, ..) => case.last_modified.at,
            (_, Some(AgeAfterReopening::FromReopening), Some(reopened_at)) => reopened_at,
            _ => case.created.at,
        }
    }

    fn pending(
        &self,
        entry: &RuleEntry,
        following: &Following,
        case: &Case,
        plan: &EscalationPlan,
    ) -> Vec<PendingAction> {
        let is_left = |action: &&EscalationAction| {
            plan.fired(entry.id, action.id, following.base_at).is_none()
                && plan.taken_away(action.id).is_none()
        };
        let rows = entry.actions.iter().filter(is_left).map(|action| {
            let mut row = PendingAction::new(action, self.at);
            row.reckon(self.desk, following);
            row
        });
        let mut rows: Vec<_> = rows
            .filter(|row| !is_disabled(following.clock, row, case))
            .collect();
        rows.sort_by_key(|row| row.age_minutes);
        rows
    }
}

/// The zone of the organisation, when it is known.
pub(super) fn home_zone(desk: &Desk) -> Option<&ZoneTable> {
    let preferences = desk.preferences();
    preferences.and_then(|preferences| desk.zone(&preferences.zone))
}

/// When the age of a case stands still by that entry: the holds that do not end before it begins.
fn pauses_of(entry: &RuleEntry, case: &Case, base_at: Instant) -> Vec<Hold> {
    if !entry.pause_on_hold {
        return Vec::new();
    }
    let holds = case.holds.iter();
    holds
        .filter(|hold| hold.until.is_none_or(|until| until > base_at))
        .copied()
        .collect()
}

/// Whether the first modification came before the action was due (semantics 2.13 to 2.17).
pub(super) fn is_disabled(clock: EscalationClock, row: &PendingAction, case: &Case) -> bool {
    let in_time = |modified_at: Instant| row.due_at.is_none_or(|due_at| modified_at < due_at);
    clock == EscalationClock::FromCreationUntilModified
        && (case.open_cycle > 0 || case.first_modified_at.is_some_and(in_time))
}

/// The calendar that counts: that of the case falls back to the default one when it names none or
/// an inactive one (semantics 4.4); `None` when every hour counts.
#[must_use]
pub fn calendar_of(
    desk: &Desk,
    hours: HoursMode,
    of_case: Option<CalendarId>,
) -> Option<CalendarId> {
    let wanted = match hours {
        HoursMode::Ignore => return None,
        HoursMode::OfCase => of_case,
        HoursMode::Set(calendar) => Some(calendar),
    };
    let active = |id: &CalendarId| desk.find::<Calendar>(*id).is_some_and(|found| found.active);
    wanted
        .filter(active)
        .or_else(|| desk.default_calendar().map(|calendar| calendar.id))
}
