//! An evaluation: which entry of a rule a case follows, and when what is due by it.

use super::{
    FieldValue, Matcher,
    clock::{CountedHours, Reckoning},
    entry::{EscalationAction, EscalationClock, EscalationRule, HoursMode, RuleEntry},
    plan::{EscalationPlan, Following, PendingAction},
};
use crate::engine::{
    calendar::{Calendar, ZoneTable},
    case::{Case, Hold},
    choice::CustomFieldOf,
    desk::Desk,
    history::FailedFormula,
    id::CalendarId,
    instant::Instant,
    preferences::AgeAfterReopening,
    record::Records,
};

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
    reckoning: Reckoning<'d>,
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
        let zone = desk.home_zone().unwrap_or(&utc);
        Self {
            desk,
            rule: rule.map(|rule| {
                let find = |of: CustomFieldOf, name: &str| desk.custom_field(of, name);
                (rule, Matcher::new(rule, &find, zone, at))
            }),
            reckoning: Reckoning::new(desk),
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
                place: u32::try_from(place + 1).unwrap_or(u32::MAX),
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

    /// The rule that it plans by; `None` when none is active.
    pub(super) fn rule(&self) -> Option<&'d EscalationRule> {
        self.rule.as_ref().map(|(rule, _)| *rule)
    }

    /// Whether a criterion of its rule holds for a value, by the places of the entry and of the
    /// line in it, both from 0 on.
    pub(super) fn line_holds(&self, entry: usize, line: usize, value: FieldValue<'_>) -> bool {
        let matcher = self.rule.as_ref().map(|(_, matcher)| matcher);
        matcher.is_some_and(|matcher| matcher.line_holds(entry, line, value))
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
        let hours = self.reckoning.hours(following.calendar);
        plan.pending = self.pending(entry, &following, hours, case, &plan);
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
        hours: CountedHours<'_>,
        case: &Case,
        plan: &EscalationPlan,
    ) -> Vec<PendingAction> {
        let is_left = |action: &&EscalationAction| {
            plan.fired(entry.id, action.id, following.base_at).is_none()
                && plan.taken_away(action.id).is_none()
        };
        let rows = entry.actions.iter().filter(is_left).map(|action| {
            let mut row = PendingAction::new(action, self.at);
            row.reckon(hours, following);
            row
        });
        let mut rows: Vec<_> = rows
            .filter(|row| !is_disabled(following.clock, row, case))
            .collect();
        rows.sort_by_key(|row| row.age_minutes);
        rows
    }
}

/// The plan of a case that came to wait, or waits no longer, without being evaluated: its age
/// stands still or runs on (semantics 2.50).
pub(in crate::engine) fn paused_anew(
    desk: &Desk,
    case: &Case,
    before: &EscalationPlan,
    at: Instant,
) -> EscalationPlan {
    let mut plan = before.clone();
    let Some(following) = &mut plan.following else {
        return plan;
    };
    let rule = desk.find::<EscalationRule>(following.rule);
    let Some((_, entry)) = rule.and_then(|rule| rule.entry(following.entry)) else {
        return plan;
    };
    let pauses = pauses_of(entry, case, following.base_at);
    if pauses != following.pauses {
        following.pauses = pauses;
        let hours = CountedHours::of(desk, following.calendar);
        for row in &mut plan.pending {
            row.reckon(hours, following);
            row.hold_until(at, hours, following);
        }
    }
    plan
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
