//! What time does: the earliest due work, and all of it.

use super::{
    agenda::Piece,
    assignment,
    case::Case,
    change::ChangeSet,
    desk::Desk,
    escalation::Source,
    id::CaseId,
    instant::Instant,
    record::{Records, Stored},
    rule::{self, EscalationPlan, EscalationRule, PendingAction, PendingState},
    sla,
};

/// Does the earliest piece of work that is to fire at or before `now`, as of its own instant;
/// empty when there is none (semantics 13.1).
#[must_use]
pub fn advance(desk: &Desk, now: Instant) -> ChangeSet {
    match desk.agenda().first() {
        Some(piece) if piece.fire_at() <= now => take(desk, piece, now),
        _ => ChangeSet::default(),
    }
}

fn take(desk: &Desk, piece: Piece, now: Instant) -> ChangeSet {
    match piece {
        Piece::Action(work) => rule::fire(desk, work, now),
        Piece::Poll(poll) => assignment::take(desk, poll, now),
        Piece::Sla(work) => sla::pass_milestone(desk, work, now),
    }
}

/// Does what is due at `now`, in order, up to `limit` pieces, each on the desk that the one before
/// left behind (semantics 13.3). The desk is as before when it returns: the changes are still to
/// be stored. `None` when nothing is due.
#[must_use]
pub fn catch_up(desk: &mut Desk, now: Instant, limit: usize) -> Option<ChangeSet> {
    run(desk, limit, |desk| advance(desk, now))
}

/// Does what is due at `now` on one case only (semantics 13.5: a save runs the case's own work
/// even while firing is held).
#[must_use]
pub fn catch_up_case(desk: &mut Desk, case: CaseId, now: Instant) -> Option<ChangeSet> {
    run(desk, usize::MAX, |desk| {
        let agenda = desk.agenda();
        let escalation = desk.open_escalation(Source::Case(case));
        let first = agenda.first_of(case, escalation);
        let due = first.filter(|piece| piece.fire_at() <= now);
        due.map(|piece| take(desk, piece, now)).unwrap_or_default()
    })
}

fn run(
    desk: &mut Desk,
    limit: usize,
    mut step: impl FnMut(&Desk) -> ChangeSet,
) -> Option<ChangeSet> {
    let mut done = ChangeSet::default();
    let mut before = Vec::new();
    let mut n_pieces = 0;
    while n_pieces < limit {
        let piece = step(desk);
        if piece.is_empty() {
            break;
        }
        n_pieces += 1;
        done.history.extend(piece.history);
        done.messages.extend(piece.messages);
        desk.swap(piece.records, &mut before);
        if let Some(counters) = piece.counters {
            let first = desk.swap_counters(counters);
            done.counters.get_or_insert(first);
        }
    }
    // Undoing, the last first, gives what is to be done again: of what changed more than once, the
    // last that it became.
    let mut after = Vec::with_capacity(before.len());
    desk.swap(before.into_iter().rev(), &mut after);
    done.records = after.into_iter().rev().collect();
    done.counters = done.counters.map(|first| desk.swap_counters(first));
    (n_pieces > 0).then_some(done)
}

/// What is going to happen at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wave {
    /// Actions that fire.
    pub n_actions: usize,
    /// Notices that these write, in inboxes and the outbox.
    pub n_notices: usize,
}

impl Wave {
    /// Adds what is due at `now` in the plan of one case.
    pub(super) fn add_plan<R: Records>(
        &mut self,
        records: &R,
        case: &Case,
        plan: &EscalationPlan,
        now: Instant,
    ) {
        let is_due = |row: &&PendingAction| {
            row.state == PendingState::Pending && row.fire_at.is_some_and(|at| at <= now)
        };
        let mut due = plan.pending.iter().filter(is_due).peekable();
        let Some(following) = plan.following.as_ref().filter(|_| due.peek().is_some()) else {
            return;
        };
        let Some(rule) = records.find::<EscalationRule>(following.rule) else {
            return;
        };
        let mut owner = case.owner;
        for action in due.filter_map(|row| rule.action(following.entry, row.action)) {
            if rule::invalid_target(records, action).is_some() {
                continue;
            }
            self.n_actions += 1;
            self.n_notices += rule::recipients(records, action, case, owner).len();
            owner = action.reassign.map_or(owner, |reassign| reassign.to);
        }
    }
}

/// What `changes` would make fire at `now`, counted by the functions that fire it
/// (semantics 2.33, 2.44).
#[must_use]
pub fn wave(desk: &Desk, changes: &ChangeSet, now: Instant) -> Wave {
    let records = desk.overlaid(changes);
    let mut wave = Wave::default();
    for plan in changes
        .records
        .values()
        .flatten()
        .filter_map(<EscalationPlan as Stored>::of)
    {
        if let Some(case) = records.find::<Case>(plan.id) {
            wave.add_plan(&records, case, plan, now);
        }
    }
    wave
}
