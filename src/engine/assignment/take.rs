//! A poll hands a case off to the next target in turn (semantics 8.5).

use super::{
    EscalationAssignment, Polls,
    poll::{Assignments, is_target},
};
use crate::engine::{
    agenda::Poll,
    case::Case,
    change::{ChangeSet, Counters},
    decide::replan,
    desk::Desk,
    hand_off::{Escalatee, HandOff, HandOffs, UsedAssignment},
    history::{Assigning, Deed, HistoryEntry, differences},
    instant::Instant,
    message::{Message, MessageKind},
    record::{RecordKey, Records, Stored},
    rule::{EscalationPlan, paused_anew},
    sla,
    stamp::{Actor, Stamp},
};

/// Does what one poll finds on one case, as of its instant. It neither counts as a modification
/// nor evaluates the case (semantics 8.10).
pub(in crate::engine) fn take(desk: &Desk, poll: Poll, now: Instant) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let assignments = Assignments::of(desk);
    let case = desk.find::<Case>(poll.case);
    let (Some(assignments), Some(case)) = (assignments, case) else {
        return changes;
    };
    let Some(assignment) = assignments.first_match(case, poll.fire_at) else {
        return changes;
    };
    let mut rows = desk.find::<HandOffs>(case.id).cloned();
    let rows = rows.get_or_insert_with(|| HandOffs::of(case.id));
    let mut polls = desk.find::<Polls>(Polls::ID).cloned();
    let chosen = polls
        .as_ref()
        .and_then(|polls| next_target(desk, assignment, polls, rows));
    rows.used.push(UsedAssignment {
        assignment: assignment.id,
        cycle: case.open_cycle,
        at: poll.fire_at,
    });
    let stamp = Stamp {
        at: poll.fire_at,
        by: Actor::AssignmentEngine,
    };
    let mut counters = desk.counters().clone();
    let mut after = case.clone();
    if let Some((place, to)) = chosen {
        after = HandOff {
            desk,
            case,
            to: &[to],
            message: &assignment.message,
            stamp,
            zone: desk.zone_of(stamp.by),
        }
        .give(rows, &mut counters, &mut changes);
        if let Some(polls) = &mut polls {
            polls.set_turn(assignment.id, place + 1);
        }
        changes
            .records
            .extend(polls.map(|polls| (Polls::key(Polls::ID), Some(polls.into()))));
    } else {
        changes
            .messages
            .push(all_have_it(case, assignment, stamp, &mut counters));
    }
    changes.history.push(HistoryEntry {
        at: poll.fire_at,
        processed_at: now,
        by: stamp.by,
        about: Case::key(case.id),
        case: Some(case.id),
        deed: Deed::Assigned(Assigning {
            assignment: assignment.id,
            cycle: case.open_cycle,
            to: chosen.map(|(_, to)| to),
        }),
        cause: None,
        changes: differences(case, &after),
    });
    after.system_modified_at = Some(poll.fire_at);
    let due_to = EscalationAssignment::key(assignment.id);
    settle_clocks(desk, case, (&after, due_to), stamp, &mut changes);
    changes.put(after);
    changes.put(rows.clone());
    changes.counters = Some(counters);
    changes.name_cause(due_to);
    changes
}

/// The clocks of a case that waits no longer run on, though it is not evaluated (semantics 2.50,
/// 6.8).
fn settle_clocks(
    desk: &Desk,
    before: &Case,
    (after, cause): (&Case, RecordKey),
    stamp: Stamp,
    changes: &mut ChangeSet,
) {
    if let Some(plan) = desk.find::<EscalationPlan>(after.id) {
        let paused = paused_anew(desk, after, plan, stamp.at);
        replan(changes, plan, paused, cause, stamp);
    }
    sla::case_saved(desk, desk, before, after, stamp.at, changes);
}

/// The next of the targets in turn that can help and does not have the case yet, with its place.
fn next_target(
    desk: &Desk,
    assignment: &EscalationAssignment,
    polls: &Polls,
    rows: &HandOffs,
) -> Option<(u32, Escalatee)> {
    let targets = || (0..).zip(assignment.targets.iter().copied());
    let turn = polls.turn(assignment.id);
    let free = |(_, to): &(u32, Escalatee)| is_target(desk, *to) && !rows.is_with(*to);
    let later = targets().filter(|(place, _)| *place >= turn).find(free);
    later.or_else(|| targets().find(free))
}

fn all_have_it(
    case: &Case,
    assignment: &EscalationAssignment,
    stamp: Stamp,
    counters: &mut Counters,
) -> Message {
    let text = format!(
        "The assignment {} matches, and everybody on its list has the case already.",
        assignment.name
    );
    Message {
        case: case.id,
        serial: counters.next_part(),
        said: stamp,
        kind: MessageKind::System,
        to: Vec::new(),
        recorded_by: None,
        text: text.into(),
    }
}
