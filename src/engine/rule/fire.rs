//! One action fires: who is told, the flag, the new owner, the notices, the ledger.

use super::{
    entry::{EscalationAction, EscalationRule},
    plan::{EscalationPlan, FiredAction, PendingAction, PendingState},
    recipients::recipients,
};
use crate::engine::{
    agenda::Work,
    case::Case,
    change::{ChangeSet, Counters},
    desk::Desk,
    history::{Deed, FieldChange, Firing, HistoryEntry},
    instant::Instant,
    merge_field::MergeField,
    notice_kind::NoticeKind,
    notification::{Channel, NoticeState, Notification},
    people::{Assignee, Queue, User},
    recipients::{Recipients, write},
    record::{Records, Stored},
    roles::Role,
    stamp::Actor,
    wording::{Occasion, Texts, Wording, age_words, utc_words},
};
use serde_json::json;

/// Does one piece of due work, as of its fire instant (semantics 2.36). What cannot be done any
/// more is dropped; what has no valid target is blocked (2.42, 2.45).
pub(in crate::engine) fn fire(desk: &Desk, work: Work, now: Instant) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let Some(plan) = desk.find::<EscalationPlan>(work.case) else {
        return changes;
    };
    let mut after = plan.clone();
    let row = after
        .pending
        .iter()
        .position(|row| row.action == work.action);
    let Some(row) = row.map(|at| after.pending.remove(at)) else {
        return changes;
    };
    if let Some(shot) = Shot::aim(desk, plan, &row, work, now) {
        match invalid_target(desk, shot.action) {
            None => shot.take(&row, &mut after, &mut changes),
            Some(reason) => shot.block(row, reason, &mut after, &mut changes),
        }
    }
    changes.put(after);
    changes
}

/// Everything that a firing refers to.
struct Shot<'a> {
    desk: &'a Desk,
    case: &'a Case,
    rule: &'a EscalationRule,
    action: &'a EscalationAction,
    firing: Firing,
    fired_at: Instant,
    now: Instant,
}

impl<'a> Shot<'a> {
    fn aim(
        desk: &'a Desk,
        plan: &EscalationPlan,
        row: &PendingAction,
        work: Work,
        now: Instant,
    ) -> Option<Self> {
        let following = plan.following.as_ref()?;
        let case = desk
            .find::<Case>(plan.id)
            .filter(|case| !case.is_closed())?;
        let rule = desk
            .find::<EscalationRule>(following.rule)
            .filter(|rule| rule.active)?;
        let (place, entry) = rule.entry(following.entry)?;
        let action = entry
            .actions
            .iter()
            .find(|action| action.id == row.action)?;
        let firing = Firing {
            rule: rule.id,
            version: rule.version,
            entry: following.entry,
            place: u32::try_from(place).unwrap_or(u32::MAX),
            action: row.action,
            age_minutes: row.age_minutes,
            cycle: case.open_cycle,
            base_at: following.base_at,
            calendar: following.calendar,
            due_at: work.due_at,
            owner_before: case.owner,
            owner_after: action.reassign.map_or(case.owner, |reassign| reassign.to),
            told: Vec::new(),
        };
        Some(Self {
            desk,
            case,
            rule,
            action,
            firing,
            fired_at: work.fire_at,
            now,
        })
    }

    fn take(self, row: &PendingAction, plan: &mut EscalationPlan, changes: &mut ChangeSet) {
        let mut counters = self.desk.counters().clone();
        let firing = Firing {
            told: self.tell(&mut counters, changes),
            ..self.firing.clone()
        };
        let mut case = self.case.clone();
        case.is_escalated = true;
        case.owner = self.firing.owner_after;
        case.system_modified_at = Some(self.fired_at);
        plan.fired.push(FiredAction {
            entry: self.firing.entry,
            action: row.action,
            age_minutes: row.age_minutes,
            base_at: self.firing.base_at,
            due_at: self.firing.due_at,
            fired_at: self.fired_at,
        });
        let fields = [
            ("is_escalated", json!(self.case.is_escalated), json!(true)),
            ("owner", json!(self.case.owner), json!(case.owner)),
        ];
        let mut entry = self.history(Deed::Fired(Box::new(firing)));
        entry.changes = fields
            .into_iter()
            .filter(|(_, before, after)| before != after)
            .map(|(field, before, after)| FieldChange {
                field: field.into(),
                before,
                after,
            })
            .collect();
        changes.history.push(entry);
        changes.counters = Some(counters);
        changes.put(case);
    }

    fn block(
        self,
        mut row: PendingAction,
        reason: Box<str>,
        plan: &mut EscalationPlan,
        changes: &mut ChangeSet,
    ) {
        changes.history.push(self.history(Deed::Blocked {
            action: row.action,
            reason: reason.clone(),
        }));
        let wording = Wording::of(NoticeKind::Blocked);
        let mut admins = Recipients::new(self.desk, Some(self.case));
        let nothing = ChangeSet::default();
        let records = self.desk.overlaid(&nothing);
        let occasion = Occasion {
            at: self.fired_at,
            case: Some(self.case),
            escalation: None,
            facts: &[(MergeField::Message, &reason)],
        };
        let subject = Texts::new(wording, &records, &occasion).subject;
        for admin in self.desk.users.values() {
            if is_told_of_trouble(self.desk, admin, &subject) {
                admins.inbox(admin.id, wording);
            }
        }
        let mut counters = self.desk.counters().clone();
        write(admins.found(), &records, &occasion, &mut counters, changes);
        changes.counters = Some(counters);
        row.state = PendingState::Blocked(reason);
        plan.pending.push(row);
        plan.pending.sort_by_key(|row| row.age_minutes);
    }

    fn history(&self, deed: Deed) -> HistoryEntry {
        HistoryEntry {
            at: self.fired_at,
            processed_at: self.now,
            by: Actor::RuleEngine,
            about: Case::key(self.case.id),
            case: Some(self.case.id),
            deed,
            cause: Some(EscalationRule::key(self.rule.id)),
            changes: Vec::new(),
        }
    }

    /// Writes the notices and gives who was told.
    fn tell(&self, counters: &mut Counters, changes: &mut ChangeSet) -> Vec<Box<str>> {
        let told = recipients(self.desk, self.action, self.case, self.case.owner);
        if told.is_empty() {
            return Vec::new();
        }
        let nothing = ChangeSet::default();
        let records = self.desk.overlaid(&nothing);
        let age = age_words(self.firing.age_minutes);
        let occasion = Occasion {
            at: self.fired_at,
            case: Some(self.case),
            escalation: None,
            facts: &[
                (MergeField::Age, &age),
                (MergeField::Rule, &self.rule.name),
                (MergeField::Entry, &self.firing.place.to_string()),
                (MergeField::Action, &format!("after {age}")),
                (MergeField::Due, &utc_words(self.firing.due_at)),
            ],
        };
        write(told, &records, &occasion, counters, changes)
    }
}

/// An administrator whom nobody has told yet.
fn is_told_of_trouble(desk: &Desk, user: &User, subject: &str) -> bool {
    let told = |notice: &Notification| {
        notice.state == NoticeState::Queued
            && notice.channel == Channel::Inbox(user.id)
            && *notice.subject == *subject
    };
    user.active && user.has(Role::Admin) && !desk.notifications.values().any(told)
}

/// Why the action's new owner cannot be given the case; `None` when it can (semantics 2.45).
pub(in crate::engine) fn invalid_target<R: Records>(
    records: &R,
    action: &EscalationAction,
) -> Option<Box<str>> {
    let (kind, name, active) = match action.reassign?.to {
        Assignee::User(id) => {
            let user = records.find::<User>(id);
            (
                "user",
                user.map(|user| &user.name),
                user.is_some_and(|user| user.active),
            )
        }
        Assignee::Queue(id) => {
            let queue = records.find::<Queue>(id);
            (
                "queue",
                queue.map(|queue| &queue.name),
                queue.is_some_and(|queue| queue.active),
            )
        }
    };
    match name {
        _ if active => None,
        Some(name) => Some(format!("the {kind} {name} is not active").into()),
        None => Some(format!("the {kind} it aims at was deleted").into()),
    }
}
