//! The desk of a story made a second time from its history alone: every record as it was when it
//! came to be, with all that was told of it since.

use super::{requests_told::RequestsTold, slas_told::SlasTold};
use crate::conformance::play::{Story, stored};
use rung::engine::{
    hand_off::{Escalatee, HandOffs, UsedAssignment},
    history::{Deed, Firing, HistoryEntry, LevelMove, LevelStanding, Planned},
    id::{ActionId, CaseId, EntryId, RuleId, StatusId},
    instant::Instant,
    record::{Kind, RecordKey},
    rule::{EscalationPlan, FiredAction, Following, PendingAction, PendingState},
    stamp::Stamp,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What history tells of these is in its deeds, not in their fields; notices, polls and the rules
/// of zones are what the engine keeps for itself.
const NOT_BY_FIELD: [Kind; 6] = [
    Kind::EscalationPlan,
    Kind::HandOffs,
    Kind::EscalationRequest,
    Kind::Notification,
    Kind::Polls,
    Kind::Zone,
];

/// Whatever became of a record, of a plan and of hand-offs is what the desk ends with, whole.
pub(super) fn check_told_again(story: &Story) {
    let mut again = ToldAgain {
        records: story.begun.clone(),
        ..ToldAgain::default()
    };
    for entry in &story.history {
        again.tell(entry);
    }
    again
        .requests
        .check(story.desk.escalation_requests.values());
    let mut records = again.records;
    records.retain(|key, _| !NOT_BY_FIELD.contains(&key.kind));
    for (key, record) in &mut records {
        let mut now = stored(&story.desk, *key);
        now.iter_mut().for_each(leave_out_what_is_no_field);
        leave_out_what_is_no_field(record);
        assert_eq!(Some(&*record), now.as_ref(), "{key}");
    }
    for kind in Kind::ALL.iter().filter(|kind| !NOT_BY_FIELD.contains(kind)) {
        let told = records.keys().filter(|key| key.kind == *kind);
        let told: Vec<u64> = told.map(|key| key.id).collect();
        assert_eq!(told, story.desk.ids(*kind), "{kind:?}");
    }
    for (id, escalation) in story.desk.escalations.iter() {
        again.slas.check(id.0, &escalation.slas);
    }
    for case in story.desk.cases.keys() {
        let plan = story.desk.plans.get(case);
        let told = again.plans.remove(case).unwrap_or_default();
        told.check(plan.unwrap_or(&EscalationPlan::of(*case)));
        let rows = story.desk.hand_offs.get(case);
        let told = again.hand_offs.remove(case).unwrap_or_default();
        assert_eq!(told, HandOffsTold::of(rows.unwrap_or(&HandOffs::of(*case))));
    }
}

/// A field that is empty, or that grows by every deed of an escalation.
fn leave_out_what_is_no_field(record: &mut Value) {
    let record = record.as_object_mut().unwrap();
    record.retain(|field, value| !value.is_null() && !["updates", "slas"].contains(&&**field));
}

#[derive(Default)]
struct ToldAgain {
    records: BTreeMap<RecordKey, Value>,
    slas: SlasTold,
    requests: RequestsTold,
    plans: BTreeMap<CaseId, PlanTold>,
    hand_offs: BTreeMap<CaseId, HandOffsTold>,
}

impl ToldAgain {
    fn tell(&mut self, entry: &HistoryEntry) {
        self.requests.tell(entry, self.records.get(&entry.about));
        self.slas.tell(entry);
        if let Some(case) = entry.case {
            self.plans.entry(case).or_default().tell(entry);
            let status = self.records.get(&entry.about).map(|case| &case["status"]);
            let status = status.and_then(|status| serde_json::from_value(status.clone()).ok());
            self.hand_offs.entry(case).or_default().tell(entry, status);
        }
        if entry.deed == Deed::Removed && !NOT_BY_FIELD.contains(&entry.about.kind) {
            self.records.remove(&entry.about);
        } else if let Some(record) = self.records.get_mut(&entry.about) {
            tell_fields(record, entry);
        }
        if let (Deed::Removed, Kind::EscalationRule) = (&entry.deed, entry.about.kind) {
            for plan in self.plans.values_mut() {
                let goes = |(rule, ..): &Followed| *rule == RuleId(entry.about.id);
                plan.follows = plan.follows.filter(|follows| !goes(follows));
            }
        }
    }
}

fn tell_fields(record: &mut Value, entry: &HistoryEntry) {
    for change in &entry.changes {
        let (field, about) = (&*change.field, entry.about);
        let before = record.get(field).unwrap_or(&Value::Null);
        assert_eq!(*before, change.before, "{field} of {about} at {}", entry.at);
        record[field] = change.after.clone();
    }
    match &entry.deed {
        // What the engine does by itself is no modification (semantics 2.24).
        Deed::Fired(_) | Deed::Assigned(_) => record["system_modified_at"] = json!(entry.at),
        Deed::Deescalated { justification } => {
            record["state"] = "closed".into();
            record["deescalation_justification"] = justification.as_ref().into();
            record["closed"] = json!(stamp_of(entry));
        }
        _ => {}
    }
}

pub(super) const fn stamp_of(entry: &HistoryEntry) -> Stamp {
    Stamp {
        at: entry.at,
        by: entry.by,
    }
}

/// The rule, its version, the entry and what ages count from.
type Followed = (RuleId, u32, EntryId, Instant);

/// What a history tells of the plan of a case.
#[derive(Default)]
struct PlanTold {
    follows: Option<Followed>,
    /// Of a first plan only the number of levels is told: each is told of when it moves.
    n_unnamed: usize,
    standing: BTreeMap<ActionId, LevelStanding>,
    fired: Vec<FiredAction>,
}

impl PlanTold {
    fn tell(&mut self, entry: &HistoryEntry) {
        match &entry.deed {
            Deed::Planned(planned) => self.plan(planned),
            Deed::Unplanned => {
                self.follows = None;
                self.n_unnamed = 0;
                self.standing.clear();
            }
            Deed::Replanned(replanned) => replanned.moves.iter().for_each(|one| self.take(one)),
            Deed::Fired(firing) => self.fire(firing, entry.at),
            Deed::Blocked { action, .. } => {
                self.leave(*action, None);
                self.standing.insert(*action, LevelStanding::Blocked);
            }
            Deed::Cancelled { action, .. } => self.leave(*action, None),
            Deed::Reopened => self.fired.clear(),
            _ => {}
        }
    }

    fn plan(&mut self, planned: &Planned) {
        let Planned {
            rule,
            version,
            entry,
            base_at,
            ..
        } = *planned;
        let was = self.follows.replace((rule, version, entry, base_at));
        planned.moves.iter().for_each(|one| self.take(one));
        let n_pending = usize::try_from(planned.n_pending).unwrap();
        if was.is_none() && planned.moves.is_empty() {
            self.n_unnamed = n_pending;
        }
        assert_eq!(self.n_pending(), n_pending, "{planned:?}");
    }

    fn take(&mut self, one: &LevelMove) {
        if one.before != LevelStanding::Gone {
            self.leave(one.action, Some(one.before));
        }
        if one.after != LevelStanding::Gone {
            self.standing.insert(one.action, one.after);
        }
    }

    fn fire(&mut self, firing: &Firing, fired_at: Instant) {
        self.leave(firing.action, Some(LevelStanding::Due(firing.due_at)));
        self.fired.push(FiredAction {
            entry: firing.entry,
            action: firing.action,
            age_minutes: firing.age_minutes,
            base_at: firing.base_at,
            due_at: firing.due_at,
            fired_at,
        });
    }

    /// A level is not any more where it stood, which is as it was told.
    fn leave(&mut self, action: ActionId, stood: Option<LevelStanding>) {
        match self.standing.remove(&action) {
            Some(told) => assert_eq!(stood.unwrap_or(told), told, "{action:?}"),
            None => self.n_unnamed -= 1,
        }
    }

    fn n_pending(&self) -> usize {
        self.n_unnamed + self.standing.len()
    }

    fn check(&self, plan: &EscalationPlan) {
        let follows = plan.following.as_ref();
        let follows = follows.map(|it| (it.rule, it.version, it.entry, it.base_at));
        assert_eq!(self.follows, follows);
        assert_eq!(self.fired, plan.fired);
        assert_eq!(self.n_pending(), plan.pending.len());
        let rows: BTreeMap<_, _> = plan.pending.iter().map(|row| (row.action, row)).collect();
        for (action, standing) in &self.standing {
            let stands = standing_of(rows[action], plan.following.as_ref());
            assert_eq!(*standing, stands, "{action:?}");
        }
    }
}

fn standing_of(row: &PendingAction, following: Option<&Following>) -> LevelStanding {
    match (&row.state, row.due_at) {
        (PendingState::Suspended, _) => LevelStanding::Suspended,
        (PendingState::Blocked(_), _) => LevelStanding::Blocked,
        (PendingState::Pending, Some(due_at)) => LevelStanding::Due(due_at),
        (PendingState::Pending, None) if following.is_some_and(Following::is_paused) => {
            LevelStanding::Paused
        }
        (PendingState::Pending, None) => LevelStanding::Never,
    }
}

/// What a history tells of the hand-offs of a case: who had it, from when to when.
#[derive(Debug, PartialEq, Default)]
struct HandOffsTold {
    rows: Vec<(Escalatee, Stamp, Option<Stamp>)>,
    status_before: Option<StatusId>,
    used: Vec<UsedAssignment>,
}

impl HandOffsTold {
    fn of(rows: &HandOffs) -> Self {
        let told = rows.rows.iter();
        Self {
            rows: told
                .map(|row| (row.escalatee, row.escalated, row.ended))
                .collect(),
            status_before: rows.status_before,
            used: rows.used.clone(),
        }
    }

    /// `status` is what the case had before.
    fn tell(&mut self, entry: &HistoryEntry, status: Option<StatusId>) {
        let stamp = stamp_of(entry);
        match &entry.deed {
            Deed::HandedOff { to } => self.give(to, stamp, status),
            Deed::Assigned(assigning) => {
                self.give(assigning.to.as_slice(), stamp, status);
                self.used.push(UsedAssignment {
                    assignment: assigning.assignment,
                    cycle: assigning.cycle,
                    at: entry.at,
                });
            }
            Deed::HandOffEnded { who } => {
                let ends = |row: &(Escalatee, Stamp, Option<Stamp>)| who.contains(&row.0);
                let lasting = self.rows.iter_mut().filter(|row| row.2.is_none());
                for row in lasting.filter(|row| ends(row)) {
                    row.2 = Some(stamp);
                }
                if self.is_with_nobody() {
                    self.status_before = None;
                }
            }
            _ => {}
        }
    }

    fn give(&mut self, to: &[Escalatee], stamp: Stamp, status: Option<StatusId>) {
        if self.is_with_nobody() && !to.is_empty() {
            self.status_before = status;
        }
        self.rows.extend(to.iter().map(|to| (*to, stamp, None)));
    }

    fn is_with_nobody(&self) -> bool {
        self.rows.iter().all(|(.., ended)| ended.is_some())
    }
}
