//! Rules: saving, activating and deleting them, and what becomes of what is pending.

use super::{
    Rejection,
    cases::of_case,
    check,
    names::check_name,
    plans::{put_plan, replan, told_of_failures, told_of_plan},
    put_changed, remove, told, unblock,
};
use crate::engine::{
    calendar::Calendar,
    case::Case,
    change::{ChangeSet, Counters},
    desk::Desk,
    history::{Deed, differences},
    id::{ActionId, CaseId, RuleId},
    record::{Records, Stored},
    rule::{
        EscalationPlan, EscalationRule, HoursMode, PendingState, Planner, Reckoning, TakenAway,
    },
    stamp::Stamp,
};

/// Saves a rule; a new name has to be its own. Rules of a file may share one.
pub(super) fn save_by_name(
    desk: &Desk,
    rule: &EscalationRule,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = desk.find::<EscalationRule>(rule.id);
    if before.is_none_or(|before| before.name != rule.name) {
        let others = desk.rules.values().filter(|other| other.id != rule.id);
        check_name(&rule.name, others.map(|other| &*other.name))?;
    }
    save(desk, rule, stamp)
}

/// Planned cases keep their plans, but for what was deleted (semantics 2.42, 2.43).
pub(in crate::engine) fn save(
    desk: &Desk,
    rule: &EscalationRule,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(rule.problems(desk))?;
    let mut counters = desk.counters().clone();
    let mut rule = rule.clone();
    let before = desk.find::<EscalationRule>(rule.id);
    if rule.id.0 == 0 {
        rule.id = counters.next_id::<EscalationRule>();
    } else if before.is_none() {
        return Err(Rejection::Gone(EscalationRule::key(rule.id)));
    }
    rule.active = before.is_some_and(|before| before.active);
    rule.was_active = before.is_some_and(|before| before.was_active);
    may_be_active(desk, &rule)?;
    rule.version = before.map_or(0, |before| before.version) + 1;
    name_parts(&mut rule, &mut counters);
    let deed = before.map_or(Deed::Created, |_| Deed::Edited);
    let because = EscalationRule::key(rule.id);
    let mut entry = told(because, deed, stamp);
    entry.changes = before
        .map(|before| differences(before, &rule))
        .unwrap_or_default();
    let mut changes = ChangeSet {
        history: vec![entry],
        counters: Some(counters),
        ..ChangeSet::default()
    };
    let is_gone = |plan: &EscalationPlan, action: ActionId| {
        let following = plan.following.as_ref();
        following.is_none_or(|following| rule.action(following.entry, action).is_none())
    };
    for plan in plans_of(desk, rule.id) {
        let mut after = plan.clone();
        after.pending.retain(|row| !is_gone(plan, row.action));
        replan(&mut changes, plan, after, because, stamp);
    }
    changes.put(rule);
    unblock(desk, &mut changes, because, stamp);
    Ok(changes)
}

/// Gives new entries and actions their ids.
pub(in crate::engine) fn name_parts(rule: &mut EscalationRule, counters: &mut Counters) {
    for entry in &mut rule.entries {
        if entry.id.0 == 0 {
            entry.id = counters.next_part();
        }
        for action in entry.actions.iter_mut().filter(|action| action.id.0 == 0) {
            action.id = counters.next_part();
        }
    }
}

/// The rule as it would be saved: new entries and actions have ids, so that it can be tried.
#[must_use]
pub fn with_parts_named(desk: &Desk, rule: &EscalationRule) -> EscalationRule {
    let mut rule = rule.clone();
    name_parts(&mut rule, &mut desk.counters().clone());
    rule
}

fn plans_of(desk: &Desk, rule: RuleId) -> impl Iterator<Item = &EscalationPlan> {
    let follows = move |plan: &&EscalationPlan| {
        plan.following
            .as_ref()
            .is_some_and(|following| following.rule == rule)
    };
    desk.plans.values().filter(follows)
}

/// An active rule does not count in hours that are not active (semantics 4.6).
fn may_be_active(desk: &Desk, rule: &EscalationRule) -> Result<(), Rejection> {
    let entries = rule.entries.iter().filter(|_| rule.active);
    let mut set = entries.filter_map(|entry| match entry.hours {
        HoursMode::Set(calendar) => desk.find::<Calendar>(calendar),
        HoursMode::Ignore | HoursMode::OfCase => None,
    });
    match set.find(|calendar| !calendar.active) {
        None => Ok(()),
        Some(calendar) => Err(Rejection::HoursInactive {
            rule: rule.name.clone(),
            hours: calendar.name.clone(),
        }),
    }
}

/// At most one rule is active (semantics 2.3, 2.44).
pub(in crate::engine) fn activate(
    desk: &Desk,
    id: RuleId,
    plan_open_cases: bool,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = found(desk, id)?;
    let rule = EscalationRule {
        active: true,
        was_active: true,
        ..before.clone()
    };
    may_be_active(desk, &rule)?;
    let mut changes = ChangeSet::default();
    for other in desk
        .rules
        .values()
        .filter(|other| other.active && other.id != id)
    {
        changes.append(deactivate(desk, other.id, stamp)?);
    }
    let mut reckoning = Reckoning::new(desk);
    for plan in plans_of(desk, id) {
        let mut after = plan.clone();
        let Some(following) = plan.following.as_ref() else {
            continue;
        };
        for row in after
            .pending
            .iter_mut()
            .filter(|row| row.state == PendingState::Suspended)
        {
            row.state = PendingState::Pending;
            row.hold_until(stamp.at, reckoning.hours(following.calendar), following);
        }
        replan(&mut changes, plan, after, EscalationRule::key(id), stamp);
    }
    put_changed(&mut changes, before, rule.clone(), Deed::Activated, stamp);
    if plan_open_cases {
        changes.append(reevaluate(desk, &changes, Some(&rule), stamp));
    }
    Ok(changes)
}

pub(super) fn deactivate(desk: &Desk, id: RuleId, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    let before = found(desk, id)?;
    let mut changes = ChangeSet::default();
    for plan in plans_of(desk, id) {
        let mut after = plan.clone();
        for row in &mut after.pending {
            row.state = PendingState::Suspended;
        }
        replan(&mut changes, plan, after, EscalationRule::key(id), stamp);
    }
    let rule = EscalationRule {
        active: false,
        was_active: true,
        ..before.clone()
    };
    put_changed(&mut changes, before, rule, Deed::Deactivated, stamp);
    Ok(changes)
}

pub(in crate::engine) fn delete(
    desk: &Desk,
    id: RuleId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let rule = found(desk, id)?;
    let mut changes = ChangeSet::default();
    for plan in plans_of(desk, id) {
        let mut after = plan.clone();
        after.following = None;
        after.pending.clear();
        replan(&mut changes, plan, after, EscalationRule::key(id), stamp);
    }
    remove(&mut changes, rule, stamp);
    Ok(changes)
}

/// Evaluates every open case by `rule`, as a person asked for (semantics 2.43, 2.44), once what was
/// decided `so_far` is done.
pub(super) fn reevaluate(
    desk: &Desk,
    so_far: &ChangeSet,
    rule: Option<&EscalationRule>,
    stamp: Stamp,
) -> ChangeSet {
    let after = desk.overlaid(so_far);
    let mut planner = Planner::with_rule(desk, rule, stamp.at);
    let mut changes = ChangeSet::default();
    for before in desk.cases.values().filter(|case| !case.is_closed()) {
        let mut case = before.clone();
        let plan_before = after.find::<EscalationPlan>(case.id);
        let (plan, _) = planner.evaluate(desk, &mut case, plan_before);
        changes
            .history
            .extend(told_of_failures(&planner, &case, stamp));
        let mut told = told_of_plan(plan_before, &plan, (desk, &case), stamp);
        if case != *before {
            // It is not marked as escalated any more (semantics 2.24, 2.41).
            case.system_modified_at = Some(stamp.at);
            let unplanned = || of_case(&case, Deed::Unplanned, stamp);
            told.get_or_insert_with(unplanned).changes = differences(before, &case);
        }
        changes.history.extend(told);
        if plan_before != Some(&plan) {
            put_plan(&mut changes, plan, plan_before.is_some());
        }
        if case != *before {
            changes.put(case);
        }
    }
    if let Some(rule) = rule {
        changes.name_cause(EscalationRule::key(rule.id));
    }
    changes
}

/// Where it is not for good, the action is pending again after the next evaluation of the case
/// (semantics 11.3).
pub(super) fn cancel_pending(
    desk: &Desk,
    case: CaseId,
    action: ActionId,
    until_closed: bool,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let gone = || Rejection::Gone(EscalationPlan::key(case));
    let mut plan = desk.find::<EscalationPlan>(case).ok_or_else(gone)?.clone();
    let n_before = plan.pending.len();
    plan.pending.retain(|row| row.action != action);
    if plan.pending.len() == n_before {
        return Err(gone());
    }
    plan.taken_away.push(TakenAway {
        action,
        until_closed,
    });
    let mut changes = ChangeSet::default();
    if let Some(case) = desk.find::<Case>(case) {
        changes.history.push(of_case(
            case,
            Deed::Cancelled {
                action,
                until_closed,
            },
            stamp,
        ));
    }
    changes.put(plan);
    Ok(changes)
}

fn found(desk: &Desk, id: RuleId) -> Result<&EscalationRule, Rejection> {
    let gone = || Rejection::Gone(EscalationRule::key(id));
    desk.find::<EscalationRule>(id).ok_or_else(gone)
}
