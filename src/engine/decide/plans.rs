//! What an evaluation has changed: the plan it leaves, and what is told of it.

use super::{cases::of_case, told};
use crate::engine::{
    case::Case,
    change::ChangeSet,
    desk::Desk,
    history::{Deed, HistoryEntry, Planned, Replanned},
    record::{RecordKey, Records, Stored},
    rule::{EscalationPlan, EscalationRule, Following, Planner},
    stamp::{Actor, Stamp},
};

/// The entry of the history that tells what an evaluation has changed, when it has.
pub(in crate::engine) fn told_of_plan(
    before: Option<&EscalationPlan>,
    after: &EscalationPlan,
    (desk, case): (&Desk, &Case),
    stamp: Stamp,
) -> Option<HistoryEntry> {
    let mut entry = of_case(case, plan_deed(desk, before, after)?, stamp);
    entry.by = Actor::RuleEngine;
    Some(entry)
}

/// The entries of the history that tell which formulas came to nothing at an evaluation that has
/// just been made (semantics 3.7).
pub(in crate::engine) fn told_of_failures(
    planner: &Planner<'_>,
    case: &Case,
    stamp: Stamp,
) -> Vec<HistoryEntry> {
    let failures = planner.failures().into_iter();
    let told = failures.map(|failed| HistoryEntry {
        by: Actor::RuleEngine,
        ..of_case(case, Deed::FormulaFailed(failed), stamp)
    });
    told.collect()
}

/// Puts a plan, or leaves none where there is nothing to remember.
pub(in crate::engine) fn put_plan(changes: &mut ChangeSet, plan: EscalationPlan, was_there: bool) {
    if !plan.is_empty() {
        changes.put(plan);
    } else if was_there {
        changes.remove::<EscalationPlan>(plan.id);
    }
}

/// Puts the plan that an edit of another record leaves, when it is another one, and tells in the
/// history of the case what moved (semantics 12.2).
pub(in crate::engine) fn replan(
    changes: &mut ChangeSet,
    before: &EscalationPlan,
    after: EscalationPlan,
    cause: RecordKey,
    stamp: Stamp,
) {
    if after == *before {
        return;
    }
    let moves = before.moves_to(&after);
    if !moves.is_empty() {
        let deed = Deed::Replanned(Replanned { moves });
        changes.history.push(HistoryEntry {
            by: Actor::RuleEngine,
            case: Some(before.id),
            cause: Some(cause),
            ..told(Case::key(before.id), deed, stamp)
        });
    }
    put_plan(changes, after, true);
}

/// What an evaluation has changed, when it has.
fn plan_deed(desk: &Desk, before: Option<&EscalationPlan>, after: &EscalationPlan) -> Option<Deed> {
    let was = before.and_then(|plan| plan.following.as_ref());
    let moves = || before.map_or_else(Box::default, |before| before.moves_to(after));
    match (&after.following, was) {
        (None, None) => None,
        (None, Some(_)) => Some(Deed::Unplanned),
        (Some(now), Some(was))
            if (was.entry, was.base_at, was.version) == (now.entry, now.base_at, now.version) =>
        {
            let moves = moves();
            (!moves.is_empty()).then_some(Deed::Replanned(Replanned { moves }))
        }
        (Some(now), _) => Some(Deed::Planned(Planned {
            rule: now.rule,
            version: now.version,
            entry: now.entry,
            place: place_of(desk, now),
            base_at: now.base_at,
            n_pending: u32::try_from(after.pending.len()).unwrap_or(u32::MAX),
            moves: moves(),
        })),
    }
}

/// The place of the entry that a case follows, from 1 on.
fn place_of(desk: &Desk, following: &Following) -> u32 {
    let rule = desk.find::<EscalationRule>(following.rule);
    let place = rule.and_then(|rule| rule.entry(following.entry));
    place.map_or(0, |(place, _)| u32::try_from(place).unwrap_or(u32::MAX))
}
