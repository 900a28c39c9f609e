//! One case: what it follows, which levels have fired or are to come, and what comes next.

use super::phrase::{action_words, clock_words, instant_in_full, instant_words};
use crate::engine::{
    calendar::{Calendar, ZoneTable},
    case::Case,
    desk::Desk,
    id::{ActionId, CaseId, RuleId},
    instant::Instant,
    rule::{
        EscalationClock, EscalationRule, Explanation, Following, LevelFate, LevelVerdict, Outcome,
        RuleEntry, explain,
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
    /// What comes next, and what would keep it from coming; empty when nothing comes.
    pub forecast: String,
    /// The levels of the entry, ascending by age; without one, those that have fired.
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
    /// When it is due and when it fires, while it is pending.
    pub fires: Option<(Instant, Instant)>,
    /// Where it stands.
    pub state: String,
    /// How urgent that is.
    pub weight: LevelWeight,
    /// When it is due, as the reader's clocks show it; empty for never.
    pub due: String,
    /// The same beyond doubt.
    pub due_in_full: String,
}

/// How urgent the state of a level is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LevelWeight {
    /// It has fired.
    Fired,
    /// Something keeps it from firing.
    Trouble,
    /// Its clock stands still.
    Still,
    /// Nothing to worry about.
    Plain,
}

/// Where a level stands, in a few words.
#[must_use]
pub fn fate_words(fate: &LevelFate, zone: &ZoneTable) -> String {
    match fate {
        LevelFate::Fires(_) => "Pending".to_owned(),
        LevelFate::WillBlock { reason, .. } => format!("Will be blocked: {reason}"),
        LevelFate::Blocked(reason) => format!("Blocked: {reason}"),
        LevelFate::Suspended => "Suspended: the rule is not active".to_owned(),
        LevelFate::Paused => "Paused while the case waits".to_owned(),
        LevelFate::Never => "Never: its business hours do not open".to_owned(),
        LevelFate::Fired(at) => format!("Fired {}", instant_words(*at, zone)),
        LevelFate::Disabled => "Stopped by the first modification of the case".to_owned(),
        LevelFate::TakenAway {
            until_closed: false,
        } => "Taken away until the case is next saved".to_owned(),
        LevelFate::TakenAway { until_closed: true } => {
            "Taken away until the case is closed".to_owned()
        }
        LevelFate::NotPlanned => "Added since: planned when the case is next saved".to_owned(),
    }
}

const fn weight(fate: &LevelFate) -> LevelWeight {
    match fate {
        LevelFate::Fired(_) => LevelWeight::Fired,
        LevelFate::WillBlock { .. } | LevelFate::Blocked(_) | LevelFate::Never => {
            LevelWeight::Trouble
        }
        LevelFate::Suspended | LevelFate::Paused => LevelWeight::Still,
        LevelFate::Fires(_)
        | LevelFate::Disabled
        | LevelFate::TakenAway { .. }
        | LevelFate::NotPlanned => LevelWeight::Plain,
    }
}

/// The panel of one case at `now`, with instants on the clocks of `zone`.
#[must_use]
pub fn escalation_panel(
    desk: &Desk,
    case: &Case,
    now: Instant,
    zone: &ZoneTable,
) -> EscalationPanel {
    let told = explain(desk, case, now);
    let following = told.following.as_ref();
    let rule = following.and_then(|following| desk.rules.get(&following.rule));
    if let Some(panel) = rule.and_then(|rule| followed(desk, case, &told, rule, zone)) {
        return panel;
    }
    let headline = match told.outcome {
        Outcome::Closed => "The case is closed: nothing is pending",
        _ if following.is_some() => "The entry that the case followed was deleted",
        Outcome::NoRule => "No rule is active: nothing is planned",
        Outcome::NoMatch => "No entry of the active rule matches the case",
        Outcome::Follows => {
            "An entry of the active rule matches the case by now: saving the case plans it"
        }
    };
    EscalationPanel {
        headline: headline.to_owned(),
        rule: None,
        clock: String::new(),
        forecast: String::new(),
        levels: levels_of(desk, &told, zone),
    }
}

/// What becomes of a case by the entry of `rule` that it follows; `None` where it follows none.
#[must_use]
pub fn followed(
    desk: &Desk,
    case: &Case,
    told: &Explanation<'_>,
    rule: &EscalationRule,
    zone: &ZoneTable,
) -> Option<EscalationPanel> {
    let following = told.following.as_ref()?;
    let (place, entry) = rule.entry(following.entry)?;
    Some(EscalationPanel {
        headline: format!("Follows entry {place} of {}", rule.name),
        rule: Some(rule.id),
        clock: base_words(desk, case, entry, following, zone),
        forecast: forecast_words(desk, told, zone),
        levels: levels_of(desk, told, zone),
    })
}

/// What comes next of a case that follows an entry: what, when, and unless what.
fn forecast_words(desk: &Desk, told: &Explanation<'_>, zone: &ZoneTable) -> String {
    let fires = |level: &LevelVerdict<'_>| match level.fate {
        LevelFate::Fires(at) => Some(at),
        _ => None,
    };
    let mut pending = told.levels.iter().filter(|level| fires(level).is_some());
    let next = pending
        .clone()
        .min_by_key(|level| (fires(level), level.age_minutes));
    let (Some(next), Some(following)) = (next, &told.following) else {
        return String::new();
    };
    let at = fires(next).map(|at| instant_words(at, zone));
    let unless = match following.clock {
        EscalationClock::FromCreation => "closed, or saved so that another entry or none takes it",
        EscalationClock::FromCreationUntilModified => "closed or saved before it is due",
        EscalationClock::FromLastModification => "closed, or saved: then its age begins anew",
    };
    let is_last = pending.nth(1).is_none();
    format!(
        "It will escalate on {} ({}) unless it is {unless}.{}",
        at.unwrap_or_default(),
        action_words(desk, next.action),
        if is_last { "" } else { " Later levels follow." }
    )
}

fn base_words(
    desk: &Desk,
    case: &Case,
    entry: &RuleEntry,
    following: &Following,
    zone: &ZoneTable,
) -> String {
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
        EscalationClock::FromLastModification => "its last modification",
        _ if following.base_at != case.created.at => "its reopening",
        _ => "its creation",
    };
    let until = match following.clock {
        EscalationClock::FromCreationUntilModified => ", until it is first modified",
        EscalationClock::FromCreation | EscalationClock::FromLastModification => "",
    };
    format!("Ages count from {from}, {base}, {hours}{until}{now_otherwise}")
}

fn levels_of(desk: &Desk, told: &Explanation<'_>, zone: &ZoneTable) -> Vec<Level> {
    let levels = told.levels.iter();
    levels.map(|level| level_of(desk, level, zone)).collect()
}

fn level_of(desk: &Desk, level: &LevelVerdict<'_>, zone: &ZoneTable) -> Level {
    let fires = match level.fate {
        LevelFate::Fires(at) => level.due_at.map(|due_at| (due_at, at)),
        _ => None,
    };
    let due = |words: fn(Instant, &ZoneTable) -> String| {
        level.due_at.map(|at| words(at, zone)).unwrap_or_default()
    };
    Level {
        action: level.action.id,
        age: age_words(level.age_minutes),
        what: action_words(desk, level.action),
        fires,
        state: fate_words(&level.fate, zone),
        weight: weight(&level.fate),
        due: due(instant_words),
        due_in_full: due(instant_in_full),
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

#[cfg(test)]
mod tests;
