//! Due work in the order in which it is to be done.

use super::{
    escalation::Escalation,
    id::{ActionId, CaseId, EscalationId},
    instant::Instant,
    rule::{EscalationPlan, PendingState},
};
use std::collections::{BTreeMap, BTreeSet};

/// One action to fire, ordered by fire instant, due instant, case number and age (semantics 2.38).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Work {
    /// When it is to fire.
    pub fire_at: Instant,
    /// When it is due.
    pub due_at: Instant,
    /// The case's number.
    pub case_number: u64,
    /// How old the case has to be, in minutes.
    pub age_minutes: u32,
    /// The case.
    pub case: CaseId,
    /// The action.
    pub action: ActionId,
}

/// One poll that finds something to do on a case, ordered by instant and case number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Poll {
    /// When it is.
    pub fire_at: Instant,
    /// The case's number.
    pub case_number: u64,
    /// The case.
    pub case: CaseId,
}

/// One milestone of an SLA to pass, ordered by instant and by the escalation's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlaWork {
    /// When it is passed.
    pub fire_at: Instant,
    /// The escalation's number.
    pub number: u64,
    /// Its place among the SLAs of the escalation.
    pub place: usize,
    /// The escalation.
    pub escalation: EscalationId,
}

/// What is to be done next, of whatever kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// An action of a rule.
    Action(Work),
    /// A poll for automatic assignments.
    Poll(Poll),
    /// A milestone of an SLA.
    Sla(SlaWork),
}

impl Piece {
    /// When it is to be done.
    #[must_use]
    pub const fn fire_at(self) -> Instant {
        match self {
            Self::Action(work) => work.fire_at,
            Self::Poll(poll) => poll.fire_at,
            Self::Sla(work) => work.fire_at,
        }
    }
}

/// All the work of a desk, derived from its plans, its automatic assignments and its escalations.
#[derive(Debug, Clone, Default)]
pub struct Agenda {
    work: BTreeSet<Work>,
    of_case: BTreeMap<CaseId, Vec<Work>>,
    polls: BTreeSet<Poll>,
    poll_of_case: BTreeMap<CaseId, Poll>,
    slas: BTreeSet<SlaWork>,
    of_escalation: BTreeMap<EscalationId, Vec<SlaWork>>,
}

impl Agenda {
    /// What is to be done first; at one instant actions come before polls, and these before SLAs.
    #[must_use]
    pub fn first(&self) -> Option<Piece> {
        let action = self.work.first().copied().map(Piece::Action);
        let poll = self.polls.first().copied().map(Piece::Poll);
        let sla = self.slas.first().copied().map(Piece::Sla);
        earlier(earlier(action, poll), sla)
    }

    /// What is to be done first on a case, and on its open escalation.
    #[must_use]
    pub fn first_of(&self, case: CaseId, escalation: Option<EscalationId>) -> Option<Piece> {
        let actions = self.of_case.get(&case).into_iter().flatten();
        let action = actions.min().copied().map(Piece::Action);
        let poll = self.poll_of_case.get(&case).copied().map(Piece::Poll);
        let slas = escalation.and_then(|id| self.of_escalation.get(&id));
        let sla = slas.into_iter().flatten().min().copied().map(Piece::Sla);
        earlier(earlier(action, poll), sla)
    }

    /// The poll that hands a case off next; `None` when none is known to.
    #[must_use]
    pub fn poll_of(&self, case: CaseId) -> Option<Instant> {
        self.poll_of_case.get(&case).map(|poll| poll.fire_at)
    }

    /// How much is to be done at or before `now`, as far as it is known: a poll may lead to others.
    #[must_use]
    pub fn n_due(&self, now: Instant) -> usize {
        let polls = self.polls.iter().take_while(|poll| poll.fire_at <= now);
        let slas = self.slas.iter().take_while(|sla| sla.fire_at <= now);
        self.due(now).count() + polls.count() + slas.count()
    }

    /// All actions that are to fire at or before `now`, in order.
    pub fn due(&self, now: Instant) -> impl Iterator<Item = &Work> {
        self.work.iter().take_while(move |work| work.fire_at <= now)
    }

    /// Takes what is pending in `plan` in place of what was pending for its case.
    pub(super) fn set(&mut self, case_number: u64, plan: &EscalationPlan) {
        self.clear(plan.id);
        let pending = plan
            .pending
            .iter()
            .filter(|row| row.state == PendingState::Pending);
        let work: Vec<Work> = pending
            .filter_map(|row| {
                Some(Work {
                    fire_at: row.fire_at?,
                    due_at: row.due_at?,
                    case_number,
                    age_minutes: row.age_minutes,
                    case: plan.id,
                    action: row.action,
                })
            })
            .collect();
        if !work.is_empty() {
            self.work.extend(&work);
            self.of_case.insert(plan.id, work);
        }
    }

    /// Forgets the work of a case.
    pub(super) fn clear(&mut self, case: CaseId) {
        for work in self.of_case.remove(&case).unwrap_or_default() {
            self.work.remove(&work);
        }
    }

    /// Takes the SLAs of `escalation` in place of what was known of it.
    pub(super) fn set_slas(&mut self, escalation: &Escalation) {
        self.clear_slas(escalation.id);
        let mut work = Vec::new();
        for (place, sla) in escalation.slas.iter().enumerate() {
            if let Some(next) = sla.next {
                work.push(SlaWork {
                    fire_at: next.at,
                    number: escalation.number,
                    place,
                    escalation: escalation.id,
                });
            }
        }
        if !work.is_empty() {
            self.slas.extend(&work);
            self.of_escalation.insert(escalation.id, work);
        }
    }

    /// Forgets the SLAs of an escalation.
    pub(super) fn clear_slas(&mut self, escalation: EscalationId) {
        for work in self.of_escalation.remove(&escalation).unwrap_or_default() {
            self.slas.remove(&work);
        }
    }

    /// Takes `poll` in place of what was known of its case.
    pub(super) fn set_poll(&mut self, case: CaseId, poll: Option<Poll>) {
        if let Some(before) = self.poll_of_case.remove(&case) {
            self.polls.remove(&before);
        }
        if let Some(poll) = poll {
            self.polls.insert(poll);
            self.poll_of_case.insert(case, poll);
        }
    }

    /// Forgets all polls.
    pub(super) fn clear_polls(&mut self) {
        self.polls.clear();
        self.poll_of_case.clear();
    }
}

/// The one that comes first; at one instant the one that is named first.
fn earlier(one: Option<Piece>, other: Option<Piece>) -> Option<Piece> {
    match (one, other) {
        (Some(one), Some(other)) if other.fire_at() < one.fire_at() => Some(other),
        (one, other) => one.or(other),
    }
}
