//! Opening, saving, closing and reopening cases: what counts as a modification.

use super::{
    Rejection,
    case_check::check,
    custom_fields::fitting,
    permission::may,
    plans::{put_plan, told_of_failures, told_of_plan},
    told,
    welcome::welcome,
};
use crate::engine::{
    case::Case,
    change::ChangeSet,
    choice::{CaseStatus, ChoiceList, Stage},
    command::CaseChange,
    desk::Desk,
    field_error::FieldError,
    hand_off::{HandOffs, tell_of_update},
    history::{Deed, HistoryEntry, differences},
    id::{CaseId, StatusId},
    instant::Instant,
    people::{Assignee, User},
    preferences::Preferences,
    record::{Records, Stored},
    roles::Act,
    rule::{EscalationPlan, Planner},
    sla,
    stamp::{Actor, Stamp},
};

pub(super) fn create(
    desk: &Desk,
    given: &[CaseChange],
    created_at: Option<Instant>,
    number: Option<u64>,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let preferences = preferences(desk)?;
    let mut changes = ChangeSet::default();
    let mut counters = desk.counters().clone();
    let created = Stamp {
        at: created_at.unwrap_or(stamp.at).min(stamp.at),
        by: stamp.by,
    };
    let number = match number {
        None => counters.next_case_number(),
        Some(taken) if desk.cases.values().any(|case| case.number == taken) => {
            let reason = "another case has that number";
            return Err(Rejection::Fields(vec![FieldError::new("number", reason)]));
        }
        Some(number) => {
            counters.pass_case_number(number);
            number
        }
    };
    let mut case = open_case(
        desk,
        preferences,
        counters.next_id::<Case>(),
        number,
        created,
    );
    for change in &fitting(desk, given)? {
        apply_change(&mut case, change);
    }
    check(desk, &case)?;
    may_mark(desk, false, &case, stamp)?;
    enter_status(desk, &mut case, stamp.at);
    changes.history.push(of_case(&case, Deed::Created, stamp));
    changes.append(welcome(desk, &case, stamp, &mut counters));
    changes.counters = Some(counters);
    let mut planner = Planner::new(desk, stamp.at);
    let (plan, _) = planner.evaluate(desk, &mut case, None);
    changes
        .history
        .extend(told_of_failures(&planner, &case, stamp));
    let told = told_of_plan(None, &plan, (desk, &case), stamp);
    changes.history.extend(told);
    put_plan(&mut changes, plan, false);
    changes.put(case);
    Ok(changes)
}

/// A new case with what the preferences say of new ones, in the default business hours
/// (semantics 4.3).
#[must_use]
pub fn open_case(
    desk: &Desk,
    preferences: &Preferences,
    id: CaseId,
    number: u64,
    created: Stamp,
) -> Case {
    Case {
        id,
        number,
        external_number: None,
        subject: Box::default(),
        description: Box::default(),
        account: None,
        contact: None,
        status: preferences.status_for_new,
        priority: preferences.priority_for_new,
        case_type: None,
        origin: None,
        reason: None,
        product: None,
        record_type: None,
        owner: Assignee::User(preferences.owner_for_new),
        assignment_group: None,
        watch_list: Vec::new(),
        calendar: desk.default_calendar().map(|calendar| calendar.id),
        custom: Vec::new(),
        created,
        last_modified: created,
        first_modified_at: None,
        last_customer_modified_at: None,
        last_internal_modified_at: None,
        last_customer_message: None,
        last_replied_by: None,
        last_activity_at: None,
        system_modified_at: None,
        closed_at: None,
        reopened_at: None,
        open_cycle: 0,
        holds: Vec::new(),
        is_escalated: false,
        import: None,
    }
}

pub(super) fn save(
    desk: &Desk,
    id: CaseId,
    given: &[CaseChange],
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = found(desk, id)?;
    let mut case = before.clone();
    for change in &fitting(desk, given)? {
        apply_change(&mut case, change);
    }
    check(desk, &case)?;
    may_mark(desk, before.is_escalated, &case, stamp)?;
    refuse_locked(desk, before, stamp)?;
    let mut planner = Planner::new(desk, stamp.at);
    let mut changes = save_counted(desk, &mut planner, before, case, stamp);
    let mut counters = desk.counters().clone();
    let records = desk.overlaid(&changes);
    if let Some(case) = records.find::<Case>(id) {
        let told = tell_of_update(desk, &records, case, stamp, &mut counters);
        if !told.is_empty() {
            changes.append(told);
            changes.counters = Some(counters);
        }
    }
    Ok(changes)
}

/// Only administrators say by hand whether a case is escalated (semantics 2.41).
fn may_mark(desk: &Desk, was: bool, case: &Case, stamp: Stamp) -> Result<(), Rejection> {
    if case.is_escalated == was {
        return Ok(());
    }
    may(desk, Act::Administer, stamp)
}

/// A locked case is for administrators only (semantics 7.16).
pub(super) fn refuse_locked(desk: &Desk, case: &Case, stamp: Stamp) -> Result<(), Rejection> {
    let may = match stamp.by {
        Actor::User(id) => desk
            .find::<User>(id)
            .is_some_and(|user| user.may(Act::EditLockedCase)),
        Actor::Customer => false,
        Actor::RuleEngine | Actor::AssignmentEngine | Actor::SlaEngine | Actor::System => true,
    };
    if desk.is_locked(case, stamp.at) && !may {
        return Err(Rejection::Locked(case.number));
    }
    Ok(())
}

/// Saves a case that was changed as a counted modification (semantics 2.23), evaluates it and
/// tells of both.
pub(in crate::engine) fn save_counted<R: Records>(
    records: &R,
    planner: &mut Planner<'_>,
    before: &Case,
    mut case: Case,
    stamp: Stamp,
) -> ChangeSet {
    let is_same = case == *before;
    let deed = match modify(records, &mut case, stamp) {
        Deed::Edited if is_same => Deed::Saved,
        deed => deed,
    };
    let plan = records.find::<EscalationPlan>(case.id);
    // What has fired in an earlier open cycle may fire again (semantics 2.49).
    let known = plan.filter(|_| deed != Deed::Reopened);
    let mut changes = ChangeSet::default();
    let (after, _) = planner.evaluate(records, &mut case, known);
    let mut entry = of_case(&case, deed, stamp);
    entry.changes = differences(before, &case);
    changes.history.push(entry);
    changes
        .history
        .extend(told_of_failures(planner, &case, stamp));
    changes
        .history
        .extend(told_of_plan(known, &after, (planner.desk(), &case), stamp));
    put_plan(&mut changes, after, plan.is_some());
    let desk = planner.desk();
    sla::case_saved(desk, records, before, &case, stamp.at, &mut changes);
    if case.is_closed()
        && let Some(rows) = records.find::<HandOffs>(case.id)
    {
        changes.append(end_hand_offs(rows, &case, stamp));
    }
    changes.put(case);
    changes
}

/// Closing ends all hand-offs (semantics 7.13).
fn end_hand_offs(rows: &HandOffs, case: &Case, stamp: Stamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let mut rows = rows.clone();
    let who = rows.end(stamp, |_| true);
    if !who.is_empty() {
        rows.status_before = None;
        let deed = Deed::HandOffEnded { who };
        changes.history.push(of_case(case, deed, stamp));
        changes.put(rows);
    }
    changes
}

pub(super) fn close(desk: &Desk, id: CaseId, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    if found(desk, id)?.is_closed() {
        return Err(Rejection::Already("closed"));
    }
    let closed = CaseChange::Status(preferences(desk)?.status_for_closed);
    save(desk, id, &[closed], stamp)
}

pub(super) fn reopen(desk: &Desk, id: CaseId, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    if !found(desk, id)?.is_closed() {
        return Err(Rejection::Already("open"));
    }
    let reopened = CaseChange::Status(preferences(desk)?.status_for_reopened);
    save(desk, id, &[reopened], stamp)
}

pub(super) fn preferences(desk: &Desk) -> Result<&Preferences, Rejection> {
    let preferences = desk.preferences();
    preferences.ok_or(Rejection::Started("not started yet"))
}

/// A counted modification (semantics 2.23), which may close or reopen the case. Gives what it was.
fn modify<R: Records>(records: &R, case: &mut Case, stamp: Stamp) -> Deed {
    case.last_modified = stamp;
    case.first_modified_at.get_or_insert(stamp.at);
    match stamp.by {
        Actor::Customer => case.last_customer_modified_at = Some(stamp.at),
        Actor::User(_) => case.last_internal_modified_at = Some(stamp.at),
        Actor::RuleEngine | Actor::AssignmentEngine | Actor::SlaEngine | Actor::System => {}
    }
    enter_status(records, case, stamp.at)
}

/// Closes or reopens the case when its status is of another stage than it is in, and begins or
/// ends a hold (semantics 2.50).
fn enter_status<R: Records>(records: &R, case: &mut Case, at: Instant) -> Deed {
    case.hold(is_on_hold_status(records, case.status), at);
    let closes = is_closed_status(records, case.status);
    match (case.is_closed(), closes) {
        (false, true) => {
            case.closed_at = Some(at);
            Deed::Closed
        }
        (true, false) => {
            case.closed_at = None;
            case.reopened_at = Some(at);
            case.open_cycle += 1;
            Deed::Reopened
        }
        (true, true) | (false, false) => Deed::Edited,
    }
}

/// Whether cases of that status are closed (semantics 1.6).
#[must_use]
pub(in crate::engine) fn is_closed_status<R: Records>(records: &R, status: StatusId) -> bool {
    let status = records.find::<CaseStatus>(status);
    status.is_some_and(|status| status.stage == Stage::Closed)
}

/// Whether cases of that status wait for somebody outside.
#[must_use]
pub(in crate::engine) fn is_on_hold_status<R: Records>(records: &R, status: StatusId) -> bool {
    let status = records.find::<CaseStatus>(status);
    status.is_some_and(|status| status.on_hold)
}

/// Makes one field of a case what it is to become.
pub fn apply_change(case: &mut Case, change: &CaseChange) {
    match change {
        CaseChange::Subject(text) => case.subject = text.trim().into(),
        CaseChange::Description(text) => case.description = text.clone(),
        CaseChange::ExternalNumber(number) => case.external_number.clone_from(number),
        CaseChange::Account(account) => case.account = *account,
        CaseChange::Contact(contact) => case.contact = *contact,
        CaseChange::Status(status) => case.status = *status,
        CaseChange::Choice(list, choice) => {
            let field = match list {
                ChoiceList::Priority => &mut case.priority,
                ChoiceList::Type => &mut case.case_type,
                ChoiceList::Origin => &mut case.origin,
                ChoiceList::Reason => &mut case.reason,
                ChoiceList::Product => &mut case.product,
                ChoiceList::RecordType => &mut case.record_type,
            };
            *field = *choice;
        }
        CaseChange::Owner(owner) => case.owner = *owner,
        CaseChange::AssignmentGroup(group) => case.assignment_group = *group,
        CaseChange::WatchList(users) => case.watch_list.clone_from(users),
        CaseChange::BusinessHours(calendar) => case.calendar = *calendar,
        CaseChange::IsEscalated(flag) => case.is_escalated = *flag,
        CaseChange::Custom((field, text)) => {
            case.custom.retain(|(id, _)| id != field);
            if !text.trim().is_empty() {
                case.custom.push((*field, text.clone()));
            }
        }
    }
}

pub(super) fn log_activity(
    desk: &Desk,
    case: CaseId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = found(desk, case)?;
    let mut case = before.clone();
    case.last_activity_at = Some(stamp.at);
    let mut entry = of_case(&case, Deed::ActivityLogged, stamp);
    entry.changes = differences(before, &case);
    let mut changes = ChangeSet::default();
    changes.history.push(entry);
    changes.put(case);
    Ok(changes)
}

pub(super) fn found(desk: &Desk, id: CaseId) -> Result<&Case, Rejection> {
    desk.find::<Case>(id)
        .ok_or_else(|| Rejection::Gone(Case::key(id)))
}

/// An entry in the history of a case.
pub(super) fn of_case(case: &Case, deed: Deed, stamp: Stamp) -> HistoryEntry {
    HistoryEntry {
        case: Some(case.id),
        ..told(Case::key(case.id), deed, stamp)
    }
}
