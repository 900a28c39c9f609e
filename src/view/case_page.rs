//! One case: what it follows, which levels have fired or are to come, and what has happened.

use super::phrase::{action_words, clock_words, instant_in_full, instant_words};
use crate::engine::{
    calendar::{Calendar, ZoneTable},
    case::Case,
    desk::Desk,
    id::{ActionId, CaseId, RuleId},
    in_order::by_number,
    instant::Instant,
    rule::{
        EscalationAction, EscalationClock, EscalationPlan, Following, PendingAction, PendingState,
        RuleEntry, TakenAway,
    },
    wording::age_words,
};

/// What a case follows and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationPanel {
    /// One sentence: what the case follows, or why it follows nothing.
    pub headline: String,
    /// The rule that it follows, for the link.
    pub rule: Option<RuleId>,
    /// What ages count from and in which hours.
    pub clock: String,
    /// The levels of the entry, ascending by age.
    pub levels: Vec<Level>,
}

/// One action of the entry that a case follows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Level {
    /// The action, so that it can be taken away.
    pub action: ActionId,
    /// How old the case has to be.
    pub age: String,
    /// What it does.
    pub what: String,
    /// Where it stands.
    pub state: LevelState,
    /// When it is due, as the reader's clocks show it; empty for never.
    pub due: String,
    /// The same beyond doubt.
    pub due_in_full: String,
}

/// Where a level stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LevelState {
    /// It fires then.
    Pending {
        /// When it is due.
        due_at: Instant,
        /// When it fires, which is later when the hours are closed at the due instant.
        fire_at: Instant,
    },
    /// Its business hours never open.
    Never,
    /// The case waits for somebody, and the entry pauses then.
    Paused,
    /// Its rule is not the active one.
    Suspended,
    /// It waits for a valid target.
    Blocked(String),
    /// It has fired.
    Fired(String),
    /// The case was modified before it was due.
    Disabled,
    /// Somebody took it away.
    TakenAway {
        /// Whether for the rest of the open cycle.
        until_closed: bool,
    },
    /// It was added to the entry after the case was planned.
    Added,
}

impl LevelState {
    /// In a word or two.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Pending { .. } => "Pending".to_owned(),
            Self::Never => "Never due: its business hours do not open".to_owned(),
            Self::Suspended => "Suspended: the rule is not active".to_owned(),
            Self::Blocked(reason) => format!("Blocked: {reason}"),
            Self::Fired(when) => format!("Fired {when}"),
            Self::Disabled => "Stopped: the case was modified before it was due".to_owned(),
            Self::Paused => "Paused while the case waits".to_owned(),
            Self::TakenAway {
                until_closed: false,
            } => "Taken away until the case is next saved".to_owned(),
            Self::TakenAway { until_closed: true } => {
                "Taken away until the case is closed".to_owned()
            }
            Self::Added => "Added since: planned when the case is next saved".to_owned(),
        }
    }
}

/// The panel of one case, with instants on the clocks of `zone`.
#[must_use]
pub fn escalation_panel(desk: &Desk, case: &Case, zone: &ZoneTable) -> EscalationPanel {
    let plan = desk.plans.get(&case.id);
    let following = plan.and_then(|plan| plan.following.as_ref());
    let rule = following.and_then(|following| desk.rules.get(&following.rule));
    let entry = following
        .zip(rule)
        .and_then(|(following, rule)| rule.entry(following.entry));
    if let (Some(plan), Some(following), Some(rule), Some((place, entry))) =
        (plan, following, rule, entry)
    {
        let levels: Vec<&EscalationAction> = entry.actions.iter().collect();
        let levels = by_number(levels, |action| action.age_minutes.into());
        return EscalationPanel {
            headline: format!("Follows entry {place} of {}", rule.name),
            rule: Some(rule.id),
            clock: base_words(desk, entry, following, zone),
            levels: levels
                .into_iter()
                .map(|action| level(desk, plan, following, action, zone))
                .collect(),
        };
    }
    let headline = if case.is_closed() {
        "The case is closed: nothing is pending"
    } else if following.is_some() {
        "The entry that the case followed was deleted"
    } else if desk.active_rule().is_none() {
        "No rule is active: nothing is planned"
    } else if plan.is_none() && case.last_modified == case.created && desk.active_rule().is_some() {
        "No entry matched when the case was last looked at, or no rule was active then"
    } else {
        "No entry of the active rule matched when the case was last saved"
    };
    EscalationPanel {
        headline: headline.to_owned(),
        rule: None,
        clock: String::new(),
        levels: Vec::new(),
    }
}

fn base_words(desk: &Desk, entry: &RuleEntry, following: &Following, zone: &ZoneTable) -> String {
    let calendar = following.calendar.and_then(|id| desk.calendars.get(&id));
    let hours = match calendar {
        Some(calendar) => format!("in {}", calendar.name),
        None => "around the clock".to_owned(),
    };
    let base = instant_words(following.base_at, zone);
    let now_otherwise = if entry.hours == following.hours && entry.clock == following.clock {
        String::new()
    } else {
        format!(". The entry now counts {}", clock_words(desk, entry))
    };
    let from = match following.clock {
        EscalationClock::FromCreation => "its creation",
        EscalationClock::FromCreationUntilModified => "its creation, until first modified",
        EscalationClock::FromLastModification => "its last modification",
    };
    format!("Ages count from {from}, {base}, {hours}{now_otherwise}")
}

fn level(
    desk: &Desk,
    plan: &EscalationPlan,
    following: &Following,
    action: &EscalationAction,
    zone: &ZoneTable,
) -> Level {
    let fired = plan.fired.iter().rev().find(|fired| {
        fired.entry == following.entry
            && fired.action == action.id
            && fired.base_at == following.base_at
    });
    let row = plan.pending.iter().find(|row| row.action == action.id);
    let (due_at, state) = match (row, fired) {
        (Some(row), _) => (row.due_at, pending_state(row, following)),
        (None, Some(fired)) => {
            let when = instant_words(fired.fired_at, zone);
            (Some(fired.due_at), LevelState::Fired(when))
        }
        (None, None) => {
            let state = match plan.taken_away(action.id) {
                Some(TakenAway { until_closed, .. }) => LevelState::TakenAway { until_closed },
                None if following.clock == EscalationClock::FromCreationUntilModified => {
                    LevelState::Disabled
                }
                None => LevelState::Added,
            };
            (None, state)
        }
    };
    let age_minutes = row.map_or(action.age_minutes, |row| row.age_minutes);
    Level {
        action: action.id,
        age: age_words(age_minutes),
        what: action_words(desk, action),
        state,
        due: due_at.map(|at| instant_words(at, zone)).unwrap_or_default(),
        due_in_full: due_at
            .map(|at| instant_in_full(at, zone))
            .unwrap_or_default(),
    }
}

fn pending_state(row: &PendingAction, following: &Following) -> LevelState {
    match (&row.state, row.due_at, row.fire_at) {
        (PendingState::Suspended, ..) => LevelState::Suspended,
        (PendingState::Blocked(reason), ..) => LevelState::Blocked(reason.to_string()),
        (PendingState::Pending, Some(due_at), Some(fire_at)) => {
            LevelState::Pending { due_at, fire_at }
        }
        (PendingState::Pending, ..) if following.is_paused() => LevelState::Paused,
        (PendingState::Pending, ..) => LevelState::Never,
    }
}

/// The case of a number; numbers are unique.
#[must_use]
pub fn case_of_number(desk: &Desk, number: u64) -> Option<CaseId> {
    let mut cases = desk.cases.values();
    cases.find(|case| case.number == number).map(|case| case.id)
}

/// The hours of a case: their name and whether they are open at `now`.
#[must_use]
pub fn hours_words(desk: &Desk, case: &Case, now: Instant) -> String {
    let chosen = case.calendar.and_then(|id| desk.calendars.get(&id));
    let calendar: Option<&Calendar> = chosen
        .filter(|calendar| calendar.active)
        .or_else(|| desk.default_calendar());
    let Some(calendar) = calendar else {
        return String::new();
    };
    let is_open = desk
        .open_hours(calendar.id)
        .is_some_and(|hours| hours.is_open(now));
    let state = if is_open { "open now" } else { "closed now" };
    format!("{} ({state})", calendar.name)
}
