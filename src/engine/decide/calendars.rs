//! Business hours and holidays: saving them moves what is pending (semantics 4.17).

use super::{
    Rejection, check, delete_record, names::check_name, plans::replan, remove, save_record,
    subject::key_to_be,
};
use crate::engine::{
    calendar::{Calendar, Holiday},
    change::ChangeSet,
    desk::Desk,
    id::{CalendarId, HolidayId},
    record::{RecordKey, Records, Stored},
    rule::{
        EscalationPlan, EscalationRule, HoursMode, PendingState, Reckoning, calendar_of,
        invalid_target,
    },
    sla::{self, SlaDefinition},
    stamp::Stamp,
};

pub(super) fn save(desk: &Desk, calendar: &Calendar, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    check(calendar.problems())?;
    knows_zone(desk, &calendar.zone)?;
    let before = desk.find::<Calendar>(calendar.id);
    if before.is_none_or(|before| before.name != calendar.name) {
        let others = desk.calendars.values().filter(|one| one.id != calendar.id);
        check_name(&calendar.name, others.map(|one| &*one.name))?;
    }
    let mut calendar = calendar.clone();
    if let Some(before) = before {
        calendar.is_default = before.is_default;
        if before.active && !calendar.active {
            may_go(desk, before)?;
        }
    } else {
        calendar.is_default = false;
    }
    let because = key_to_be(desk, &calendar);
    let changes = save_record(desk, calendar, |calendar, id| calendar.id = id, stamp)?;
    Ok(moved(desk, changes, because, stamp))
}

pub(super) fn make_default(
    desk: &Desk,
    id: CalendarId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let gone = || Rejection::Gone(Calendar::key(id));
    let because = Calendar::key(id);
    let mut chosen = desk.find::<Calendar>(id).ok_or_else(gone)?.clone();
    (chosen.is_default, chosen.active) = (true, true);
    let mut changes = save_record(desk, chosen, |_, _| {}, stamp)?;
    let defaults = desk.calendars.values().filter(|one| one.is_default);
    for former in defaults.filter(|one| one.id != id) {
        let former = Calendar {
            is_default: false,
            ..former.clone()
        };
        changes.append(save_record(desk, former, |_, _| {}, stamp)?);
    }
    Ok(moved(desk, changes, because, stamp))
}

pub(super) fn delete(desk: &Desk, id: CalendarId, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    let gone = || Rejection::Gone(Calendar::key(id));
    let calendar = desk.find::<Calendar>(id).ok_or_else(gone)?;
    may_go(desk, calendar)?;
    let because = Calendar::key(id);
    let mut changes = ChangeSet::default();
    for holiday in desk
        .holidays
        .values()
        .filter(|holiday| holiday.calendars.contains(&id))
    {
        let mut holiday = holiday.clone();
        holiday.calendars.retain(|calendar| *calendar != id);
        changes.append(save_record(desk, holiday, |_, _| {}, stamp)?);
    }
    remove(&mut changes, calendar, stamp);
    Ok(moved(desk, changes, because, stamp))
}

/// The default calendar stays, and so does one that an active entry or SLA counts in (semantics 4.2,
/// 4.6).
fn may_go(desk: &Desk, calendar: &Calendar) -> Result<(), Rejection> {
    if calendar.is_default {
        return Err(Rejection::IsDefault(calendar.name.clone()));
    }
    let by = counting_in(desk, calendar.id);
    if by.is_empty() {
        return Ok(());
    }
    Err(Rejection::InUse {
        what: calendar.name.clone(),
        users: by.join(", ").into(),
    })
}

/// The names of the active rule and of the active SLAs that count in a calendar.
pub(in crate::engine) fn counting_in(desk: &Desk, calendar: CalendarId) -> Vec<&str> {
    let uses = |rule: &&EscalationRule| {
        let mut entries = rule.entries.iter();
        rule.active && entries.any(|entry| entry.hours == HoursMode::Set(calendar))
    };
    let rules = desk.rules.values().filter(uses).map(|rule| &*rule.name);
    let counts = |sla: &&SlaDefinition| sla.active && sla.calendar == Some(calendar);
    let slas = desk.sla_definitions.values().filter(counts);
    rules.chain(slas.map(|sla| &*sla.name)).collect()
}

pub(super) fn save_holiday(
    desk: &Desk,
    holiday: &Holiday,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(holiday.problems())?;
    let because = key_to_be(desk, holiday);
    let changes = save_record(desk, holiday.clone(), |holiday, id| holiday.id = id, stamp)?;
    Ok(moved(desk, changes, because, stamp))
}

pub(super) fn delete_holiday(
    desk: &Desk,
    id: HolidayId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let changes = delete_record::<Holiday>(desk, id, stamp)?;
    Ok(moved(desk, changes, Holiday::key(id), stamp))
}

pub(super) fn knows_zone(desk: &Desk, zone: &str) -> Result<(), Rejection> {
    match desk.zone(zone) {
        Some(_) => Ok(()),
        None => Err(Rejection::UnknownZone(zone.into())),
    }
}

/// Adds to an edit of hours, or of when what is due is done, what it moves.
pub(in crate::engine) fn moved(
    desk: &Desk,
    mut changes: ChangeSet,
    because: RecordKey,
    stamp: Stamp,
) -> ChangeSet {
    let edited = desk.with_hours_of(&changes);
    changes.append(recalculate(desk, &edited, because, stamp));
    changes
}

/// The plans of `desk` whose instants are others in the hours of `edited`, recomputed from the age
/// and base stored with them; no criteria are looked at (semantics 4.17).
pub(in crate::engine) fn recalculate(
    desk: &Desk,
    edited: &Desk,
    because: RecordKey,
    stamp: Stamp,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let mut reckoning = Reckoning::new(edited);
    // Both go by the ids of cases, so that none has to be looked up.
    let mut cases = desk.cases.iter().peekable();
    let is_counted = |plan: &&EscalationPlan| {
        let following = plan.following.as_ref();
        let counts_in = following.and_then(|following| following.calendar);
        // Where nothing is pending, its clock is still told of.
        !plan.pending.is_empty()
            || counts_in.is_some_and(|id| edited.find::<Calendar>(id).is_none())
    };
    for plan in desk.plans.values().filter(is_counted) {
        let mut after = plan.clone();
        let Some(following) = &mut after.following else {
            continue;
        };
        following.calendar = match following.hours {
            HoursMode::Ignore => None,
            hours => {
                while cases.next_if(|(id, _)| **id < plan.id).is_some() {}
                let case = cases.peek().filter(|(id, _)| **id == plan.id);
                calendar_of(edited, hours, case.and_then(|(_, case)| case.calendar))
            }
        };
        let hours = reckoning.hours(following.calendar);
        for row in &mut after.pending {
            let before = (row.due_at, row.fire_at);
            row.reckon(hours, following);
            if (row.due_at, row.fire_at) != before {
                row.hold_until(stamp.at, hours, following);
            }
        }
        replan(&mut changes, plan, after, because, stamp);
    }
    changes.append(sla::recalculate(desk, edited, because, stamp.at));
    changes
}

/// Lets blocked actions go whose target `changes` made valid again (semantics 2.45).
pub(in crate::engine) fn unblock(
    desk: &Desk,
    changes: &mut ChangeSet,
    because: RecordKey,
    stamp: Stamp,
) {
    let mut freed = Vec::new();
    let mut reckoning = Reckoning::new(desk);
    let records = desk.overlaid(changes);
    for id in desk.plans.keys() {
        // What the same edit has taken away is not pending any more.
        let Some(plan) = records.find::<EscalationPlan>(*id) else {
            continue;
        };
        let blocked = |state: &PendingState| matches!(state, PendingState::Blocked(_));
        let Some(following) = &plan.following else {
            continue;
        };
        if !plan.pending.iter().any(|row| blocked(&row.state)) {
            continue;
        }
        let Some(rule) = records.find::<EscalationRule>(following.rule) else {
            continue;
        };
        let mut after: EscalationPlan = plan.clone();
        let hours = reckoning.hours(following.calendar);
        for row in after.pending.iter_mut().filter(|row| blocked(&row.state)) {
            let action = rule.action(following.entry, row.action);
            if action.is_some_and(|action| invalid_target(&records, action).is_none()) {
                row.state = PendingState::Pending;
                row.hold_until(stamp.at, hours, following);
            }
        }
        freed.push((plan.clone(), after));
    }
    for (plan, after) in freed {
        replan(changes, &plan, after, because, stamp);
    }
}
