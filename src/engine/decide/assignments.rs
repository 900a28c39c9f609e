//! Automatic assignments: saving their rules, themselves and their order.

use super::{Rejection, check, delete_record, put_edited, save_record};
use crate::engine::{
    assignment::{AssignmentRule, EscalationAssignment},
    change::ChangeSet,
    desk::Desk,
    field_error::FieldError,
    id::{AssignmentId, AssignmentRuleId},
    record::{Records, Stored},
    stamp::Stamp,
};

pub(super) fn save_rule(
    desk: &Desk,
    rule: &AssignmentRule,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(rule.problems())?;
    save_record(desk, rule.clone(), |rule, id| rule.id = id, stamp)
}

/// Deletes a rule that no assignment asks.
pub(super) fn delete_rule(
    desk: &Desk,
    id: AssignmentRuleId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let assignments = desk.assignments.values();
    let users: Vec<&str> = assignments
        .filter(|one| one.rules.contains(&id))
        .map(|one| &*one.name)
        .collect();
    if let (Some(rule), false) = (desk.find::<AssignmentRule>(id), users.is_empty()) {
        return Err(Rejection::InUse {
            what: rule.name.clone(),
            users: users.join(", ").into(),
        });
    }
    delete_record::<AssignmentRule>(desk, id, stamp)
}

pub(super) fn save(
    desk: &Desk,
    assignment: &EscalationAssignment,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut problems = assignment.problems();
    let known = |id: &AssignmentRuleId| desk.find::<AssignmentRule>(*id).is_some();
    if !assignment.rules.iter().all(known) {
        problems.push(FieldError::new("rules", "one of them was deleted"));
    }
    if assignment.targets.iter().any(|to| to.facts(desk).is_none()) {
        problems.push(FieldError::new("targets", "one of them was deleted"));
    }
    check(problems)?;
    save_record(desk, assignment.clone(), |one, id| one.id = id, stamp)
}

pub(super) fn delete(desk: &Desk, id: AssignmentId, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    delete_record::<EscalationAssignment>(desk, id, stamp)
}

/// Makes the order the one given; those that are not named keep theirs (semantics 8.3).
pub(super) fn put_in_order(
    desk: &Desk,
    ids: &[AssignmentId],
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut changes = ChangeSet::default();
    for (order, id) in (1..).zip(ids) {
        let gone = || Rejection::Gone(EscalationAssignment::key(*id));
        let before = desk.find::<EscalationAssignment>(*id).ok_or_else(gone)?;
        let mut after = before.clone();
        after.order = order;
        put_edited(&mut changes, before, after, stamp);
    }
    Ok(changes)
}
