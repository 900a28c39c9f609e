//! What an edit of business hours or holidays would do, told before it is done (semantics 4.17).

use crate::engine::{
    change::ChangeSet,
    desk::Desk,
    history::{Deed, SlaDeed, SlaStep},
    in_order::by_name,
    instant::Instant,
    record::Record,
    rule::PendingAction,
};

/// What an edit of hours would do to what is planned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HoursEdit {
    /// Pending escalations that become due, or fire, at another instant.
    pub n_actions: usize,
    /// The cases they belong to.
    pub n_cases: usize,
    /// SLAs that run and end at another instant.
    pub n_slas: usize,
    /// Business hours that open now and would not any more (semantics 4.21).
    pub shut: Vec<String>,
}

impl HoursEdit {
    /// What `changes` would do to a desk at `now`.
    #[must_use]
    pub fn of(desk: &Desk, changes: &ChangeSet, now: Instant) -> Self {
        let mut edit = Self {
            n_slas: n_slas_moved(changes),
            shut: shut(desk, changes, now),
            ..Self::default()
        };
        for n_actions in actions_moved(desk, changes) {
            edit.n_actions += n_actions;
            edit.n_cases += 1;
        }
        edit
    }

    /// In sentences; none when nothing that is planned changes.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let cases = match self.n_cases {
            1 => "1 case".to_owned(),
            n => format!("{n} cases"),
        };
        let actions = match self.n_actions {
            0 => None,
            1 => Some(format!("1 pending escalation will move, of {cases}.")),
            n => Some(format!("{n} pending escalations will move, of {cases}.")),
        };
        let slas = match self.n_slas {
            0 => None,
            1 => Some("1 running SLA will move.".to_owned()),
            n => Some(format!("{n} running SLAs will move.")),
        };
        let never = |name: &String| {
            format!("{name} would never open: nothing that counts in these hours comes due.")
        };
        let shut = self.shut.iter().map(never);
        actions.into_iter().chain(slas).chain(shut).collect()
    }
}

/// How many actions move, for each case that has any.
fn actions_moved(desk: &Desk, changes: &ChangeSet) -> impl Iterator<Item = usize> {
    let records = changes.records.values().flatten();
    let moved = |record: &Record| {
        let Record::EscalationPlan(after) = record else {
            return 0;
        };
        let Some(before) = desk.plans.get(&after.id) else {
            return 0;
        };
        let is_moved = |row: &&PendingAction| {
            let mut rows = before.pending.iter();
            let same = rows.find(|before| before.action == row.action);
            same.is_some_and(|same| (same.due_at, same.fire_at) != (row.due_at, row.fire_at))
        };
        after.pending.iter().filter(is_moved).count()
    };
    records.map(moved).filter(|n_actions| *n_actions > 0)
}

fn n_slas_moved(changes: &ChangeSet) -> usize {
    let is_move = |deed: &Deed| {
        matches!(
            deed,
            Deed::Sla(SlaDeed {
                step: SlaStep::Moved { .. },
                ..
            })
        )
    };
    let told = changes.history.iter();
    told.filter(|entry| is_move(&entry.deed)).count()
}

fn shut(desk: &Desk, changes: &ChangeSet, now: Instant) -> Vec<String> {
    let edited = desk.with_hours_of(changes);
    let never_opens = |desk: &Desk, id| {
        let hours = desk.open_hours(id);
        hours.is_some_and(|hours| hours.never_opens(now))
    };
    let calendars = edited.calendars.values();
    let shut = calendars
        .filter(|calendar| never_opens(&edited, calendar.id) && !never_opens(desk, calendar.id));
    by_name(shut.map(|one| one.name.to_string()).collect(), |name| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_edit_does_is_said_in_sentences() {
        let edit = |n_actions, n_cases, n_slas, shut: &[&str]| HoursEdit {
            n_actions,
            n_cases,
            n_slas,
            shut: shut.iter().map(ToString::to_string).collect(),
        };
        let nothing: &[&str] = &[];
        for (edit, sentences) in [
            (edit(0, 0, 0, &[]), nothing),
            (
                edit(1, 1, 1, &[]),
                &[
                    "1 pending escalation will move, of 1 case.",
                    "1 running SLA will move.",
                ],
            ),
            (
                edit(5, 2, 3, &["Office"]),
                &[
                    "5 pending escalations will move, of 2 cases.",
                    "3 running SLAs will move.",
                    "Office would never open: nothing that counts in these hours comes due.",
                ],
            ),
        ] {
            assert_eq!(edit.sentences(), sentences);
        }
    }
}
