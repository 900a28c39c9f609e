//! When the next poll finds something to do, so that idle polls are never stepped through.

use super::{AssignmentRule, EscalationAssignment, Polls};
use crate::engine::{
    agenda::Poll,
    case::Case,
    change::ChangeSet,
    desk::Desk,
    hand_off::{Escalatee, HandOffs},
    id::{AccountId, CaseId, ContactId},
    in_order::by_number,
    instant::Instant,
    preferences::Preferences,
    record::{Kind, RecordKey, Records},
};
use std::collections::BTreeSet;

/// The assignments that are looked at, in the order of their priority, with their rules.
pub(in crate::engine) struct Assignments<'a> {
    desk: &'a Desk,
    polls: &'a Polls,
    poll_seconds: i64,
    pub(super) list: Vec<(&'a EscalationAssignment, Vec<&'a AssignmentRule>)>,
}

impl<'a> Assignments<'a> {
    /// Those of the desk; `None` where none takes effect (semantics 8.1).
    pub(in crate::engine) fn of(desk: &'a Desk) -> Option<Self> {
        if desk.assignments.is_empty() {
            return None;
        }
        let support = desk.support();
        let polls = desk.find::<Polls>(Polls::ID).filter(|_| support.automated);
        let active = desk.assignments.values().filter(|one| one.active);
        let active: Vec<_> = active.map(|one| (one, rules(desk, one))).collect();
        let list = by_number(active, |(one, _)| one.order.into());
        Some(Self {
            desk,
            polls: polls.filter(|_| !list.is_empty())?,
            poll_seconds: i64::from(support.poll_minutes.max(1)) * 60,
            list,
        })
    }

    /// The first assignment that matches at `at`: it ends the pass (semantics 8.4).
    pub(super) fn first_match(&self, case: &Case, at: Instant) -> Option<&'a EscalationAssignment> {
        let matches = |rule: &&AssignmentRule| rule.matches(self.desk, case, at);
        let mut list = self.list.iter();
        let found = list.find(|(one, rules)| one.matching.holds(rules.iter().map(matches)));
        found.map(|(one, _)| *one)
    }

    /// The first poll from now on that hands the case off, or finds that everybody has it already.
    ///
    /// What tests say changes only around their turning points: between two of them every poll
    /// comes to the same.
    pub(super) fn next(&self, case: &Case) -> Option<Instant> {
        if case.is_closed() {
            return None;
        }
        let rows = self.desk.find::<HandOffs>(case.id);
        let used = rows.and_then(|rows| rows.used.iter().map(|used| used.at).max());
        // What people did is seen by the next poll, what an action did by that of its instant.
        let mut start =
            self.poll_after(used.map_or(self.polls.until, |at| at.max(self.polls.until)));
        if let Some(written_at) = case.system_modified_at {
            start = start.max(self.poll_from(written_at));
        }
        let mut polls = BTreeSet::from([start]);
        let tests = self.list.iter().flat_map(|(_, rules)| rules);
        for at in tests
            .flat_map(|rule| &rule.tests)
            .flat_map(|test| test.turning_points(case))
        {
            polls.extend([self.poll_from(at), self.poll_after(at)]);
        }
        polls.range(start..).copied().find(|at| {
            self.first_match(case, *at).is_some_and(|one| {
                let is_used = rows.is_some_and(|rows| rows.has_used(one.id, case.open_cycle));
                !is_used && one.targets.iter().any(|to| is_target(self.desk, *to))
            })
        })
    }

    /// The first poll at or after `at`: polls are at multiples of their interval of UTC.
    fn poll_from(&self, at: Instant) -> Instant {
        let rest = at.seconds().rem_euclid(self.poll_seconds);
        match rest {
            0 => at,
            rest => at.plus_seconds(self.poll_seconds - rest),
        }
    }

    /// The first poll after `at`.
    fn poll_after(&self, at: Instant) -> Instant {
        self.poll_from(at.plus_seconds(1))
    }
}

fn rules<'a>(desk: &'a Desk, assignment: &EscalationAssignment) -> Vec<&'a AssignmentRule> {
    let rules = assignment.rules.iter();
    rules
        .filter_map(|id| desk.find::<AssignmentRule>(*id))
        .collect()
}

/// Whether a case can be handed to them now (semantics 7.2).
pub(super) fn is_target(desk: &Desk, to: Escalatee) -> bool {
    let facts = to.facts(desk);
    facts.is_some_and(|facts| facts.active && (facts.supports || !desk.support().support_reps_only))
}

/// The cases whose next poll has to be reckoned anew, because of what was changed.
#[derive(Debug, Default)]
pub(in crate::engine) struct Stale {
    all: bool,
    cases: BTreeSet<CaseId>,
    accounts: BTreeSet<AccountId>,
    contacts: BTreeSet<ContactId>,
}

impl Stale {
    /// Takes into account that a record was put or removed.
    pub(in crate::engine) fn add(&mut self, key: RecordKey) {
        match key.kind {
            Kind::Case | Kind::HandOffs => {
                self.cases.insert(key.id.into());
            }
            Kind::Account => {
                self.accounts.insert(key.id.into());
            }
            Kind::Contact => {
                self.contacts.insert(key.id.into());
            }
            Kind::Preferences
            | Kind::AssignmentRule
            | Kind::EscalationAssignment
            | Kind::User
            | Kind::Queue
            | Kind::Group
            | Kind::Party
            | Kind::CaseStatus
            | Kind::Choice
            | Kind::CustomField
            | Kind::Calendar => self.all = true,
            _ => {}
        }
    }

    /// The next poll of each case that it may have changed for; `None` for none.
    pub(in crate::engine) fn polls(&self, desk: &Desk) -> Vec<(CaseId, Option<Poll>)> {
        let Some(assignments) = Assignments::of(desk) else {
            return Vec::new();
        };
        let poll = |case: &Case| {
            assignments.next(case).map(|at| Poll {
                fire_at: at,
                case_number: case.number,
                case: case.id,
            })
        };
        let is_of = |case: &&Case| {
            self.all
                || case.account.is_some_and(|id| self.accounts.contains(&id))
                || case.contact.is_some_and(|id| self.contacts.contains(&id))
        };
        let mut polls = Vec::new();
        if self.all || !self.accounts.is_empty() || !self.contacts.is_empty() {
            let of_others = desk.cases.values().filter(is_of);
            polls.extend(of_others.map(|case| (case.id, poll(case))));
        }
        for id in &self.cases {
            polls.push((*id, desk.find::<Case>(*id).and_then(poll)));
        }
        polls
    }

    /// Whether assignments may have been switched off, or every case is to be looked at.
    pub(in crate::engine) const fn is_all(&self) -> bool {
        self.all
    }
}

/// Notes that polls up to `at` are done, so that the next one sees what `changes` do.
pub(in crate::engine) fn mark_polled(desk: &Desk, changes: &mut ChangeSet, at: Instant) {
    let matters = |key: &RecordKey| key.kind != Kind::Notification;
    if !changes.records.keys().any(matters) {
        return;
    }
    let records = desk.overlaid(changes);
    let preferences = records.find::<Preferences>(Preferences::ID);
    if !preferences.is_some_and(|preferences| preferences.support.automated) {
        return;
    }
    let polls = records.find::<Polls>(Polls::ID).cloned();
    let mut polls = polls.unwrap_or(Polls {
        id: Polls::ID,
        until: at,
        turns: Vec::new(),
    });
    polls.until = polls.until.max(at);
    changes.put(polls);
}
