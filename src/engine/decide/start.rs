//! The first desk, the zones it knows, and its settings.

use super::{
    Rejection,
    calendars::{knows_zone, moved},
    check,
    escalation_set_up::put_shipped,
    put_changed, told,
};
use crate::engine::{
    calendar::{Calendar, WeekHours, Zone, ZoneTable},
    change::{ChangeSet, Counters},
    choice::{CaseStatus, Choice, ChoiceList, Stage},
    desk::Desk,
    field_error::FieldError,
    history::{Deed, HistoryEntry},
    id::{ChoiceId, StatusId},
    people::User,
    preferences::{AgeAfterReopening, CaseDefaults, FiringMode, NotifyCustomer, Preferences},
    record::{Records, Stored},
    roles::Role,
    stamp::{Actor, Stamp},
    support::SupportPreferences,
};

/// The shipped statuses (semantics 1.4): name, stage, whether the case waits for somebody.
const STATUSES: [(&str, Stage, bool); 7] = [
    ("New", Stage::Open, false),
    ("Not Started", Stage::Open, false),
    ("In Progress", Stage::Open, false),
    ("On Hold", Stage::Open, true),
    ("Escalated", Stage::Escalated, false),
    ("Re-Opened", Stage::Open, false),
    ("Closed", Stage::Closed, false),
];

/// The shipped priorities (semantics 1.7) and origins (1.1), and which of them new cases have.
const CHOICES: [(ChoiceList, &str); 8] = [
    (ChoiceList::Priority, "Low"),
    (ChoiceList::Priority, "Medium"),
    (ChoiceList::Priority, "High"),
    (ChoiceList::Origin, "Web"),
    (ChoiceList::Origin, "Email"),
    (ChoiceList::Origin, "Phone"),
    (ChoiceList::Origin, "Portal"),
    (ChoiceList::Origin, "Manual"),
];

/// A day: whoever waits longer for a poll wants none.
const POLL_MINUTES_MAX: u32 = 1_440;
/// The longest time after which closed cases are locked: ten years.
const LOCK_DAYS_MAX: u32 = 3_650;
/// The most messages that may leave at once unasked.
const BULK_HOLD_MAX: u32 = 1_000_000;

pub(super) fn start(desk: &Desk, zone: &str, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    if desk.preferences().is_some() {
        return Err(Rejection::Started("started already"));
    }
    knows_zone(desk, zone)?;
    let mut counters = desk.counters().clone();
    let mut changes = ChangeSet::default();
    let you = you(&mut counters, zone);
    let statuses = put_statuses(&mut counters, &mut changes);
    let status = |name: &str| {
        let found = statuses.iter().find(|(known, _)| *known == name);
        found.map_or(StatusId(0), |(_, id)| *id)
    };
    let default = Calendar {
        id: counters.next_id::<Calendar>(),
        name: "Default".into(),
        active: true,
        is_default: true,
        zone: zone.into(),
        week: WeekHours::around_the_clock(),
        dates: Vec::new(),
        import: None,
    };
    let preferences = Preferences {
        id: Preferences::ID,
        organisation: "My desk".into(),
        zone: zone.into(),
        status_for_new: status("New"),
        status_for_reopened: status("Re-Opened"),
        status_for_closed: status("Closed"),
        priority_for_new: put_choices(&mut counters, &mut changes),
        owner_for_new: you.id,
        age_after_reopening: AgeAfterReopening::FromCreation,
        firing: FiringMode::Exact,
        support: SupportPreferences {
            status_for_escalated: Some(status("Escalated")),
            status_for_grabbed: Some(status("In Progress")),
            ..SupportPreferences::SHIPPED
        },
        notify_customer: NotifyCustomer::IfCustomerRequested,
        show_business_hours: false,
    };
    let by_system = Stamp {
        by: Actor::System,
        ..stamp
    };
    changes.history.push(told(
        Preferences::key(preferences.id),
        Deed::Created,
        by_system,
    ));
    changes.put(preferences);
    changes.put(default);
    changes.put(you);
    put_shipped(&mut counters, &mut changes);
    changes.counters = Some(counters);
    Ok(changes)
}

fn you(counters: &mut Counters, zone: &str) -> User {
    User {
        id: counters.next_id::<User>(),
        name: "You".into(),
        username: Box::default(),
        email: Box::default(),
        phone: Box::default(),
        zone: zone.into(),
        active: true,
        roles: vec![Role::Admin, Role::Agent],
        support_rep: true,
        no_mail_of_own_updates: false,
        manager: None,
        custom: Vec::new(),
        stand_in: None,
    }
}

fn put_statuses(counters: &mut Counters, changes: &mut ChangeSet) -> Vec<(&'static str, StatusId)> {
    let mut made = Vec::new();
    for (order, (name, stage, on_hold)) in (1..).zip(STATUSES) {
        let status = CaseStatus {
            id: counters.next_id::<CaseStatus>(),
            name: name.into(),
            order,
            stage,
            on_hold,
            description: Box::default(),
        };
        made.push((name, status.id));
        changes.put(status);
    }
    made
}

/// Gives the priority of new cases (semantics 1.5).
fn put_choices(counters: &mut Counters, changes: &mut ChangeSet) -> Option<ChoiceId> {
    let mut medium = None;
    for (order, (list, name)) in (1..).zip(CHOICES) {
        let id = counters.next_id::<Choice>();
        if name == "Medium" {
            medium = Some(id);
        }
        changes.put(Choice {
            id,
            list,
            name: name.into(),
            order,
        });
    }
    medium
}

/// A changed table moves what is pending, as an edit of the calendar does (semantics 4.17).
pub(super) fn learn_zone(desk: &Desk, table: &ZoneTable, stamp: Stamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let known = desk
        .zones
        .values()
        .find(|zone| zone.table.name() == table.name());
    if known.is_some_and(|zone| zone.table == *table) {
        return changes;
    }
    let id = known.map_or_else(
        || {
            let mut counters = desk.counters().clone();
            let id = counters.next_id::<Zone>();
            changes.counters = Some(counters);
            id
        },
        |zone| zone.id,
    );
    changes.put(Zone {
        id,
        table: table.clone(),
    });
    if known.is_some() {
        // The browser knows it better now, whoever sits before it.
        changes.history.push(HistoryEntry {
            by: Actor::System,
            ..told(Zone::key(id), Deed::Edited, stamp)
        });
        changes = moved(desk, changes, Zone::key(id), stamp);
    }
    changes
}

/// Another firing mode moves what is pending, as an edit of a calendar does.
pub(super) fn save_preferences(
    desk: &Desk,
    organisation: &str,
    zone: &str,
    age_after_reopening: AgeAfterReopening,
    firing: FiringMode,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = desk
        .preferences()
        .ok_or(Rejection::Started("not started yet"))?;
    knows_zone(desk, zone)?;
    let nameless = organisation.trim().is_empty();
    let problem = nameless.then(|| FieldError::new("organisation", "give it a name"));
    check(problem.into_iter().chain(firing.problem()).collect())?;
    let after = Preferences {
        organisation: organisation.trim().into(),
        zone: zone.into(),
        age_after_reopening,
        firing,
        ..before.clone()
    };
    let changes = edited(before, after, stamp);
    if firing != before.firing {
        return Ok(moved(
            desk,
            changes,
            Preferences::key(Preferences::ID),
            stamp,
        ));
    }
    Ok(changes)
}

/// What new, reopened and closed cases get.
pub(super) fn save_case_defaults(
    desk: &Desk,
    defaults: &CaseDefaults,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = desk
        .preferences()
        .ok_or(Rejection::Started("not started yet"))?;
    let stage = |id: StatusId| Some(desk.find::<CaseStatus>(id)?.stage);
    let mut problems = Vec::new();
    for (field, status) in [
        ("status_for_new", defaults.status_for_new),
        ("status_for_reopened", defaults.status_for_reopened),
    ] {
        if stage(status).is_none_or(|stage| stage == Stage::Closed) {
            problems.push(FieldError::new(field, "choose a status that is not closed"));
        }
    }
    if stage(defaults.status_for_closed) != Some(Stage::Closed) {
        let reason = "choose a status of the closed stage";
        problems.push(FieldError::new("status_for_closed", reason));
    }
    let priority = defaults.priority_for_new;
    let list = |id: ChoiceId| Some(desk.find::<Choice>(id)?.list);
    if priority.is_some_and(|id| list(id) != Some(ChoiceList::Priority)) {
        let reason = "choose one of the list";
        problems.push(FieldError::new("priority_for_new", reason));
    }
    let owner = desk.find::<User>(defaults.owner_for_new);
    if !owner.is_some_and(|owner| owner.active) {
        let reason = "choose somebody who is active";
        problems.push(FieldError::new("owner_for_new", reason));
    }
    check(problems)?;
    let after = Preferences {
        status_for_new: defaults.status_for_new,
        status_for_reopened: defaults.status_for_reopened,
        status_for_closed: defaults.status_for_closed,
        priority_for_new: defaults.priority_for_new,
        owner_for_new: defaults.owner_for_new,
        show_business_hours: defaults.show_business_hours,
        ..before.clone()
    };
    Ok(edited(before, after, stamp))
}

fn edited(before: &Preferences, after: Preferences, stamp: Stamp) -> ChangeSet {
    let mut changes = ChangeSet::default();
    put_changed(&mut changes, before, after, Deed::Edited, stamp);
    changes
}

/// Changes how customers and hand-offs are treated.
pub(super) fn save_support(
    desk: &Desk,
    support: &SupportPreferences,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let before = desk
        .preferences()
        .ok_or(Rejection::Started("not started yet"))?;
    let stage = |id: Option<StatusId>| Some(desk.find::<CaseStatus>(id?)?.stage);
    let mut problems = Vec::new();
    if support.status_for_escalated.is_some()
        && stage(support.status_for_escalated) != Some(Stage::Escalated)
    {
        let reason = "choose a status of the escalated stage";
        problems.push(FieldError::new("status_for_escalated", reason));
    }
    if support.status_for_grabbed.is_some()
        && stage(support.status_for_grabbed).is_none_or(|stage| stage == Stage::Closed)
    {
        let reason = "choose a status that is not closed";
        problems.push(FieldError::new("status_for_grabbed", reason));
    }
    if !(1..=POLL_MINUTES_MAX).contains(&support.poll_minutes) {
        let reason = format!("write 1 to {POLL_MINUTES_MAX} minutes");
        problems.push(FieldError::new("poll_minutes", reason));
    }
    if support
        .lock_after_days
        .is_some_and(|days| days > LOCK_DAYS_MAX)
    {
        let reason = format!("write 0 to {LOCK_DAYS_MAX} days, or nothing");
        problems.push(FieldError::new("lock_after_days", reason));
    }
    if support.bulk_hold > BULK_HOLD_MAX {
        let reason = format!("write 0 to {BULK_HOLD_MAX}");
        problems.push(FieldError::new("bulk_hold", reason));
    }
    check(problems)?;
    let after = Preferences {
        support: support.clone(),
        ..before.clone()
    };
    Ok(edited(before, after, stamp))
}
