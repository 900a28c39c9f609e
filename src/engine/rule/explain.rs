//! Why a case escalates or does not, told by the functions that decide it.

use super::{
    Criterion, FieldValue,
    clock::CountedHours,
    entry::{EscalationAction, EscalationRule, RuleEntry},
    fields::Field,
    fire::invalid_target,
    plan::{EscalationPlan, FiredAction, Following, PendingAction, PendingState},
    planner::{Outcome, Planner, is_disabled},
};
use crate::engine::{case::Case, desk::Desk, instant::Instant, record::Records};

/// Why, for one case at one instant (semantics 11.4).
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation<'a> {
    /// The rule whose entries are tried; `None` when none is active.
    pub rule: Option<&'a EscalationRule>,
    /// The entries in order, each as it comes out by itself at that instant.
    pub entries: Vec<EntryVerdict<'a>>,
    /// What an evaluation at that instant comes to.
    pub outcome: Outcome,
    /// The entry that an evaluation at that instant chooses, as its place from 0 on.
    pub winner: Option<usize>,
    /// What the case follows: since it was last evaluated or, for a rule that is tried, from then.
    pub following: Option<Following>,
    /// The levels of the entry that it follows, ascending by age. Where it follows none, those that
    /// have fired since it was opened, in the order in which they did.
    pub levels: Vec<LevelVerdict<'a>>,
}

/// How an entry comes out for a case.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryVerdict<'a> {
    /// The entry.
    pub entry: &'a RuleEntry,
    /// Whether it matches, whatever the entries before it do.
    pub matches: bool,
    /// Its criteria in order.
    pub criteria: Vec<CriterionVerdict<'a>>,
    /// Why its formula came to nothing, when it did (semantics 3.7).
    pub failure: Option<Box<str>>,
}

/// How a criterion comes out for a case.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionVerdict<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// What the case has there.
    pub value: FieldValue<'a>,
    /// Whether it holds; what cannot be read never does.
    pub holds: bool,
}

/// Where one level of a case stands.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelVerdict<'a> {
    /// The action, as it is defined now.
    pub action: &'a EscalationAction,
    /// How old the case has to be, as it was when planned.
    pub age_minutes: u32,
    /// When it is that old; `None` for never, or not while its clock stands still.
    pub due_at: Option<Instant>,
    /// What becomes of it.
    pub fate: LevelFate,
}

/// What becomes of a level when nothing else happens to the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelFate {
    /// It fires then.
    Fires(Instant),
    /// It is blocked then, for its target is not valid (semantics 2.45).
    WillBlock {
        /// When.
        at: Instant,
        /// What is wrong.
        reason: Box<str>,
    },
    /// It is blocked, and what is wrong.
    Blocked(Box<str>),
    /// It does not fire while the rule is not the active one (semantics 2.44).
    Suspended,
    /// It does not fire while the case waits (semantics 2.50).
    Paused,
    /// Its hours do not open, or hold no tick (semantics 2.39, 4.21).
    Never,
    /// It has fired, and when.
    Fired(Instant),
    /// The first modification came before it was due (semantics 2.13).
    Disabled,
    /// Somebody took it away (semantics 11.3).
    TakenAway {
        /// Whether for the rest of the open cycle.
        until_closed: bool,
    },
    /// It came into the entry after the case was evaluated (semantics 2.43).
    NotPlanned,
}

/// Why `case` escalates or does not by what it follows, and how the active rule takes it now.
#[must_use]
pub fn explain<'a>(desk: &'a Desk, case: &'a Case, at: Instant) -> Explanation<'a> {
    let stored = desk.find::<EscalationPlan>(case.id);
    let mut told = verdicts(&mut Planner::new(desk, at), case);
    if let Some(plan) = stored {
        let rule = plan.following.as_ref().map(|following| following.rule);
        let rule = rule.and_then(|rule| desk.find::<EscalationRule>(rule));
        told.follow(desk, rule, case, plan);
    }
    told
}

/// The same as if `rule` were the active one and evaluated `case` now; the desk stays as it is.
#[must_use]
pub fn try_rule<'a>(
    desk: &'a Desk,
    rule: &'a EscalationRule,
    case: &'a Case,
    at: Instant,
) -> Explanation<'a> {
    let mut planner = Planner::with_rule(desk, Some(rule), at);
    let mut told = verdicts(&mut planner, case);
    let before = desk.find::<EscalationPlan>(case.id);
    let (plan, _) = planner.evaluate(desk, &mut case.clone(), before);
    told.follow(desk, Some(rule), case, &plan);
    told
}

fn verdicts<'a>(planner: &mut Planner<'a>, case: &'a Case) -> Explanation<'a> {
    let (desk, rule) = (planner.desk(), planner.rule());
    let (plan, outcome) = planner.evaluate(desk, &mut case.clone(), None);
    let chosen = plan.following.map(|following| following.entry);
    let all = rule.map(|rule| rule.entries.as_slice()).unwrap_or_default();
    let matching = planner.matches(desk, case);
    let failures = planner.failures();
    let failure_of = |entry: &RuleEntry| {
        let failed = failures.iter().find(|failed| failed.entry == entry.id);
        failed.map(|failed| failed.reason.clone())
    };
    let verdict = |place: usize, line: usize, criterion: &'a Criterion| {
        let value = criterion.field.value(desk, case);
        let is_readable = !matches!(criterion.field, Field::Unreadable(_));
        CriterionVerdict {
            criterion,
            value,
            holds: is_readable && planner.line_holds(place, line, value),
        }
    };
    let entries = all.iter().enumerate().map(|(place, entry)| {
        let lines = entry.criteria.iter().enumerate();
        EntryVerdict {
            entry,
            matches: matching.contains(&place),
            criteria: lines.map(|(line, one)| verdict(place, line, one)).collect(),
            failure: failure_of(entry),
        }
    });
    Explanation {
        rule,
        entries: entries.collect(),
        outcome,
        winner: all.iter().position(|entry| Some(entry.id) == chosen),
        following: None,
        levels: Vec::new(),
    }
}

impl<'a> Explanation<'a> {
    fn follow(
        &mut self,
        desk: &'a Desk,
        rule: Option<&'a EscalationRule>,
        case: &Case,
        plan: &EscalationPlan,
    ) {
        let Some(following) = &plan.following else {
            // A case that follows nothing any more, as when it is closed, has still escalated.
            let fired = plan.fired.iter();
            self.levels = fired
                .filter_map(|one| LevelVerdict::found(desk, one))
                .collect();
            return;
        };
        let entry = rule.and_then(|rule| rule.entry(following.entry));
        let actions = entry.map(|(_, entry)| entry.actions.as_slice());
        let level = |action| LevelVerdict::of(desk, case, plan, following, action);
        self.levels = actions.unwrap_or_default().iter().map(level).collect();
        self.levels.sort_by_key(|level| level.age_minutes);
        self.following = Some(following.clone());
    }
}

impl<'a> LevelVerdict<'a> {
    /// Of an action that has fired; `None` where it was deleted since.
    fn found(desk: &'a Desk, fired: &FiredAction) -> Option<Self> {
        let mut entries = desk
            .rules
            .values()
            .filter_map(|rule| rule.entry(fired.entry));
        let (_, entry) = entries.next()?;
        let action = entry.actions.iter().find(|one| one.id == fired.action)?;
        Some(Self::fired(action, fired))
    }

    fn fired(action: &'a EscalationAction, fired: &FiredAction) -> Self {
        let age_minutes = match fired.age_minutes {
            0 => action.age_minutes,
            kept => kept,
        };
        Self {
            action,
            age_minutes,
            due_at: Some(fired.due_at),
            fate: LevelFate::Fired(fired.fired_at),
        }
    }

    fn of(
        desk: &Desk,
        case: &Case,
        plan: &EscalationPlan,
        following: &Following,
        action: &'a EscalationAction,
    ) -> Self {
        let with = |row: &PendingAction, due_at, fate| Self {
            action,
            age_minutes: row.age_minutes,
            due_at,
            fate,
        };
        if let Some(row) = plan.pending.iter().find(|row| row.action == action.id) {
            let fate = fate_of(desk, following, row, action);
            return with(row, row.due_at, fate);
        }
        if let Some(fired) = plan.fired(following.entry, action.id, following.base_at) {
            return Self::fired(action, &fired);
        }
        let mut row = PendingAction::new(action, following.evaluated_at);
        row.reckon(CountedHours::of(desk, following.calendar), following);
        let fate = match plan.taken_away(action.id) {
            Some(taken) => LevelFate::TakenAway {
                until_closed: taken.until_closed,
            },
            None if is_disabled(following.clock, &row, case) => LevelFate::Disabled,
            None => LevelFate::NotPlanned,
        };
        with(&row, row.due_at, fate)
    }
}

fn fate_of(
    desk: &Desk,
    following: &Following,
    row: &PendingAction,
    action: &EscalationAction,
) -> LevelFate {
    match (&row.state, row.fire_at) {
        (PendingState::Suspended, _) => LevelFate::Suspended,
        (PendingState::Blocked(reason), _) => LevelFate::Blocked(reason.clone()),
        (PendingState::Pending, Some(at)) => match invalid_target(desk, action) {
            Some(reason) => LevelFate::WillBlock { at, reason },
            None => LevelFate::Fires(at),
        },
        (PendingState::Pending, None) if following.is_paused() => LevelFate::Paused,
        (PendingState::Pending, None) => LevelFate::Never,
    }
}
