//! Due work in the order in which it is to be done.

use super::{
    id::{ActionId, CaseId},
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

/// All the work of a desk, derived from its plans.
#[derive(Debug, Clone, Default)]
pub struct Agenda {
    work: BTreeSet<Work>,
    of_case: BTreeMap<CaseId, Vec<Work>>,
}

impl Agenda {
    /// The work to be done first.
    #[must_use]
    pub fn first(&self) -> Option<Work> {
        self.work.first().copied()
    }

    /// All work that is to fire at or before `now`, in order.
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
}
