//! Business hours and holidays: saving them moves what is pending (semantics 4.17).

use super::{Rejection, check, save_record, told};
use crate::engine::{
    calendar::{Calendar, Holiday},
    case::Case,
    change::ChangeSet,
    desk::Desk,
    history::Deed,
    id::{CalendarId, HolidayId},
    instant::Instant,
    record::{Records, Stored},
    rule::{EscalationPlan, EscalationRule, HoursMode, PendingState, calendar_of, invalid_target},
    sla::{self, SlaDefinition},
    stamp::Stamp,
};

pub(super) fn save(desk: &Desk, calendar: &Calendar, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    check(calendar.problems())?;
    knows_zone(desk, &calendar.zone)?;
    let mut calendar = calendar.clone();
    if let Some(before) = desk.find::<Calendar>(calendar.id) {
        calendar.is_default = before.is_default;
        if before.active && !calendar.active {
            may_go(desk, before)?;
        }
    } else {
        calendar.is_default = false;
    }
    let changes = save_record(desk, calendar, |calendar, id| calendar.id = id, stamp)?;
    Ok(moved(desk, changes, stamp.at))
}

pub(super) fn make_default(
    desk: &Desk,
    id: CalendarId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let gone = || Rejection::Gone(Calendar::key(id));
    let mut chosen = desk.find::<Calendar>(id).ok_or_else(gone)?.clone();
    let mut changes = ChangeSet::default();
    for calendar in desk
        .calendars
        .values()
        .filter(|calendar| calendar.is_default)
    {
        let mut calendar = calendar.clone();
        calendar.is_default = false;
        changes.put(calendar);
    }
    (chosen.is_default, chosen.active) = (true, true);
    changes.put(chosen);
    changes
        .history
        .push(told(Calendar::key(id), Deed::Edited, stamp));
    Ok(moved(desk, changes, stamp.at))
}

pub(super) fn delete(desk: &Desk, id: CalendarId, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    let gone = || Rejection::Gone(Calendar::key(id));
    may_go(desk, desk.find::<Calendar>(id).ok_or_else(gone)?)?;
    let mut changes = ChangeSet::default();
    changes.remove::<Calendar>(id);
    for holiday in desk
        .holidays
        .values()
        .filter(|holiday| holiday.calendars.contains(&id))
    {
        let mut holiday = holiday.clone();
        holiday.calendars.retain(|calendar| *calendar != id);
        changes.put(holiday);
    }
    changes
        .history
        .push(told(Calendar::key(id), Deed::Removed, stamp));
    Ok(moved(desk, changes, stamp.at))
}

/// The default calendar stays, and so does one that an active entry or SLA counts in (semantics 4.2,
/// 4.6).
fn may_go(desk: &Desk, calendar: &Calendar) -> Result<(), Rejection> {
    if calendar.is_default {
        return Err(Rejection::IsDefault(calendar.name.clone()));
    }
    let uses = |rule: &&EscalationRule| {
        let mut entries = rule.entries.iter();
        rule.active && entries.any(|entry| entry.hours == HoursMode::Set(calendar.id))
    };
    let rules = desk.rules.values().filter(uses).map(|rule| &*rule.name);
    let counts = |sla: &&SlaDefinition| sla.active && sla.calendar == Some(calendar.id);
    let slas = desk.sla_definitions.values().filter(counts);
    let by: Vec<&str> = rules.chain(slas.map(|sla| &*sla.name)).collect();
    if by.is_empty() {
        return Ok(());
    }
    Err(Rejection::InUse {
        what: calendar.name.clone(),
        users: by.join(", ").into(),
    })
}

pub(super) fn save_holiday(
    desk: &Desk,
    holiday: &Holiday,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(holiday.problems())?;
    let changes = save_record(desk, holiday.clone(), |holiday, id| holiday.id = id, stamp)?;
    Ok(moved(desk, changes, stamp.at))
}

pub(super) fn delete_holiday(
    desk: &Desk,
    id: HolidayId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    if desk.find::<Holiday>(id).is_none() {
        return Err(Rejection::Gone(Holiday::key(id)));
    }
    let mut changes = ChangeSet::default();
    changes.remove::<Holiday>(id);
    changes
        .history
        .push(told(Holiday::key(id), Deed::Removed, stamp));
    Ok(moved(desk, changes, stamp.at))
}

pub(super) fn knows_zone(desk: &Desk, zone: &str) -> Result<(), Rejection> {
    match desk.zone(zone) {
        Some(_) => Ok(()),
        None => Err(Rejection::UnknownZone(zone.into())),
    }
}

/// Adds to an edit of hours, or of when what is due is done, what it moves.
pub(in crate::engine) fn moved(desk: &Desk, mut changes: ChangeSet, at: Instant) -> ChangeSet {
    let mut edited = desk.clone_hours();
    edited.apply(changes.clone());
    let plans = recalculate(desk, &edited, at);
    changes.append(plans);
    changes
}

/// The plans of `desk` whose instants are others in the hours of `edited`, recomputed from the age
/// and base stored with them; no criteria are looked at (semantics 4.17).
pub(in crate::engine) fn recalculate(desk: &Desk, edited: &Desk, at: Instant) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for plan in desk.plans.values().filter(|plan| !plan.pending.is_empty()) {
        let mut after = plan.clone();
        let Some(following) = &mut after.following else {
            continue;
        };
        let of_case = desk.find::<Case>(plan.id).and_then(|case| case.calendar);
        following.calendar = calendar_of(edited, following.hours, of_case);
        for row in &mut after.pending {
            let before = row.clone();
            row.reckon(edited, following);
            if (row.due_at, row.fire_at) != (before.due_at, before.fire_at) {
                row.hold_until(at, edited, following);
            }
        }
        if after != *plan {
            changes.put(after);
        }
    }
    changes.append(sla::recalculate(desk, edited, at));
    changes
}

/// Lets blocked actions go whose target `changes` made valid again (semantics 2.45).
pub(in crate::engine) fn unblock(desk: &Desk, changes: &mut ChangeSet, at: Instant) {
    let mut freed = Vec::new();
    for plan in desk.plans.values() {
        let blocked = |state: &PendingState| matches!(state, PendingState::Blocked(_));
        let Some(following) = &plan.following else {
            continue;
        };
        if !plan.pending.iter().any(|row| blocked(&row.state)) {
            continue;
        }
        let records = desk.overlaid(changes);
        let Some(rule) = records.find::<EscalationRule>(following.rule) else {
            continue;
        };
        let mut after: EscalationPlan = plan.clone();
        for row in after.pending.iter_mut().filter(|row| blocked(&row.state)) {
            let action = rule.action(following.entry, row.action);
            if action.is_some_and(|action| invalid_target(&records, action).is_none()) {
                row.state = PendingState::Pending;
                row.hold_until(at, desk, following);
            }
        }
        if after != *plan {
            freed.push(after);
        }
    }
    for plan in freed {
        changes.put(plan);
    }
}
