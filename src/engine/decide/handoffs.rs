//! Handing a case off, ending that, and taking a case from a queue (semantics 7).

use super::{
    Rejection,
    calendars::knows_zone,
    cases::{found, of_case, refuse_locked, save, save_counted},
    check,
};
use crate::engine::{
    case::Case,
    change::ChangeSet,
    choice::{CaseStatus, Stage},
    command::CaseChange,
    desk::Desk,
    field_error::FieldError,
    hand_off::{Escalatee, HandOff, HandOffs},
    history::Deed,
    id::CaseId,
    message::MESSAGE_CHARACTERS_MAX,
    people::{Assignee, User},
    record::Records,
    rule::Planner,
    stamp::{Actor, Stamp},
    wording::assignee_name,
};

/// Asks others to help: the status becomes that of escalated cases and nothing else changes. It
/// counts as a modification (semantics 7.3, 7.14).
pub(super) fn hand_off(
    desk: &Desk,
    id: CaseId,
    to: &[Escalatee],
    message: &str,
    zone: Option<&str>,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = found(desk, id)?;
    if before.is_closed() {
        return Err(Rejection::CaseClosed(before.number));
    }
    let here = desk.find::<HandOffs>(id).cloned();
    let mut rows = here.unwrap_or_else(|| HandOffs::of(id));
    check(problems(desk, to, message))?;
    for (place, escalatee) in to.iter().enumerate() {
        let name = escalatee.name(desk);
        let supports = escalatee.facts(desk).is_some_and(|facts| facts.supports);
        if desk.support().support_reps_only && !supports {
            return Err(Rejection::SupportRepsOnly(name.into()));
        }
        if rows.is_with(*escalatee) || to.iter().take(place).any(|one| one == escalatee) {
            return Err(Rejection::AlreadyEscalatedTo(name.into()));
        }
    }
    if let Some(zone) = zone {
        knows_zone(desk, zone)?;
    }
    let mut counters = desk.counters().clone();
    let mut changes = ChangeSet::default();
    let given = HandOff {
        desk,
        case: before,
        to,
        message: message.trim(),
        stamp,
        zone: zone.unwrap_or_else(|| desk.zone_of(stamp.by)),
    }
    .give(&mut rows, &mut counters, &mut changes);
    let deed = Deed::HandedOff { to: to.into() };
    changes.history.push(of_case(before, deed, stamp));
    changes.put(rows);
    changes.counters = Some(counters);
    let mut planner = Planner::new(desk, stamp.at);
    changes.append(save_counted(desk, &mut planner, before, given, stamp));
    Ok(changes)
}

fn problems(desk: &Desk, to: &[Escalatee], message: &str) -> Vec<FieldError> {
    let mut problems = Vec::new();
    if to.is_empty() {
        let reason = "choose at least one who is to help";
        problems.push(FieldError::new("to", reason));
    }
    for escalatee in to {
        let reason = match escalatee.facts(desk) {
            None => "one of them was deleted: choose again".to_owned(),
            Some(facts) if !facts.active => format!("{} is not active", facts.name),
            Some(_) => continue,
        };
        problems.push(FieldError::new("to", reason));
    }
    if message.chars().count() > MESSAGE_CHARACTERS_MAX {
        let reason = format!("at most {MESSAGE_CHARACTERS_MAX} characters fit");
        problems.push(FieldError::new("message", reason));
    }
    problems
}

/// Ends the hand-off to one of them. The row stays; with the last one the status goes back to what
/// it was, where the desk does so and it is still one of the escalated stage (semantics 7.8, 7.9).
pub(super) fn end(
    desk: &Desk,
    id: CaseId,
    who: Escalatee,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = found(desk, id)?;
    let rows = desk.find::<HandOffs>(id).filter(|rows| rows.is_with(who));
    let Some(rows) = rows else {
        return Err(Rejection::NotEscalatedTo(who.name(desk).into()));
    };
    let mut rows = rows.clone();
    let mut case = before.clone();
    let ended = rows.end(stamp, |row| row.escalatee == who);
    if rows.active().next().is_none() {
        let status_before = rows.status_before.take();
        let stage = desk.find::<CaseStatus>(case.status);
        let is_escalated = stage.is_some_and(|status| status.stage == Stage::Escalated);
        if is_escalated && desk.support().restores_status {
            let is_open = |status: &CaseStatus| status.stage != Stage::Closed;
            let back = status_before.filter(|id| desk.find(*id).is_some_and(is_open));
            case.status = back
                .or_else(|| desk.status_for_grabbed())
                .unwrap_or(case.status);
        }
    }
    let mut changes = ChangeSet::default();
    let deed = Deed::HandOffEnded { who: ended };
    changes.history.push(of_case(before, deed, stamp));
    changes.put(rows);
    let mut planner = Planner::new(desk, stamp.at);
    changes.append(save_counted(desk, &mut planner, before, case, stamp));
    Ok(changes)
}

/// Takes a case that no person has (semantics 7.15).
pub(super) fn grab(desk: &Desk, id: CaseId, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    let before = found(desk, id)?;
    let Actor::User(user) = stamp.by else {
        return Err(Rejection::NotSupportRep);
    };
    if !desk.find::<User>(user).is_some_and(|user| user.support_rep) {
        return Err(Rejection::NotSupportRep);
    }
    if before.is_closed() {
        return Err(Rejection::CaseClosed(before.number));
    }
    if is_with_a_person(desk, before) {
        let name = assignee_name(desk, before.owner).into();
        return Err(Rejection::OwnedAlready(name));
    }
    refuse_locked(desk, before, stamp)?;
    let mut taken = vec![CaseChange::Owner(Assignee::User(user))];
    taken.extend(desk.status_for_grabbed().map(CaseChange::Status));
    save(desk, id, &taken, stamp)
}

fn is_with_a_person(desk: &Desk, case: &Case) -> bool {
    match case.owner {
        Assignee::User(user) => desk.find::<User>(user).is_some(),
        Assignee::Queue(_) => false,
    }
}
