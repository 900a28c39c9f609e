//! What happened, as sentences.

use super::{
    changed_fields::changed_words,
    deed_facts::{Fact, facts, lateness, place_words, rule_name},
    escalation,
    phrase::{actor_words, assignee_words, held_words, instant_in_full, instant_words, listed},
    plan_moves::{move_words, plan_moves},
    record_words::with_article,
};
use crate::engine::{
    calendar::ZoneTable,
    desk::Desk,
    hand_off::Escalatee,
    history::{Assigning, Deed, Firing, HistoryEntry, Planned},
    id::{EntryId, RuleId},
    record::{Kind, RecordKey},
    stamp::Actor,
    wording::age_words,
};

/// One line of a history.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DeedLine {
    /// When it counts as having happened, on the reader's clocks.
    pub when: String,
    /// The same beyond doubt.
    pub when_in_full: String,
    /// Who did it.
    pub who: String,
    /// Whether that is somebody, whose name begins the sentence.
    pub is_person: bool,
    /// What happened.
    pub what: String,
    /// Due, done and how late, for what was done later than it counts.
    pub lateness: String,
    /// The fields that changed: name, before, after.
    pub changes: Vec<(String, String, String)>,
    /// The rule that it came from, for a link.
    pub rule: Option<RuleId>,
    /// Whether an action fired.
    pub is_firing: bool,
    /// Everything about a firing or a plan, part by part.
    pub facts: Vec<Fact>,
}

/// What a history entry says to a reader whose clocks are those of `zone`.
#[must_use]
pub fn deed_line(desk: &Desk, entry: &HistoryEntry, zone: &ZoneTable) -> DeedLine {
    let changes = entry.changes.iter();
    let changes = changes.flat_map(|change| changed_words(desk, entry.about.kind, change));
    let moves = plan_moves(&entry.deed)
        .iter()
        .map(|one| move_words(one, zone));
    DeedLine {
        when: instant_words(entry.at, zone),
        when_in_full: instant_in_full(entry.at, zone),
        who: actor_words(desk, entry.by),
        is_person: entry.by.is_person(),
        what: deed_words(desk, entry, zone),
        lateness: lateness(entry, zone),
        changes: changes.chain(moves).collect(),
        rule: match &entry.deed {
            Deed::Fired(firing) => Some(firing.rule),
            Deed::Planned(planned) => Some(planned.rule),
            Deed::FormulaFailed(failed) => Some(failed.rule),
            _ => None,
        },
        is_firing: matches!(entry.deed, Deed::Fired(_)),
        facts: facts(desk, entry, zone),
    }
}

fn deed_words(desk: &Desk, entry: &HistoryEntry, zone: &ZoneTable) -> String {
    let deed = &entry.deed;
    match deed {
        Deed::Created => "created it".to_owned(),
        Deed::Edited => "changed it".to_owned(),
        Deed::Saved => "saved it without a change".to_owned(),
        Deed::Closed => "closed it".to_owned(),
        Deed::Reopened => "opened it again".to_owned(),
        Deed::Commented => "wrote on it".to_owned(),
        Deed::Replied => "answered the customer".to_owned(),
        Deed::CustomerWrote => match entry.by {
            Actor::Customer => "wrote".to_owned(),
            _ => "recorded what the customer wrote".to_owned(),
        },
        Deed::HandedOff { to } => format!("handed it to {}", escalatees(desk, to)),
        Deed::HandOffReplied => "replied to the one who asked".to_owned(),
        Deed::HandOffEnded { who } => format!("took it back from {}", escalatees(desk, who)),
        Deed::Assigned(assigning) => assigning_words(desk, assigning),
        Deed::ActivityLogged => "noted an activity".to_owned(),
        Deed::Removed => "deleted it".to_owned(),
        Deed::Planned(planned) => planned_words(desk, planned, entry.cause, zone),
        Deed::FormulaFailed(failed) => format!(
            "the formula of {} came to nothing: {}; the entry does not match",
            entry_place(desk, failed.rule, failed.entry, failed.place),
            failed.reason
        ),
        Deed::Unplanned => "it follows no entry any more: nothing is pending".to_owned(),
        Deed::Replanned(_) => match entry.cause.filter(|cause| *cause != entry.about) {
            Some(cause) => format!("planned it anew because of {}", with_article(desk, cause)),
            None => "planned it anew".to_owned(),
        },
        Deed::Fired(firing) => firing_words(desk, firing),
        Deed::Blocked { reason, .. } => format!("an escalation is blocked: {reason}"),
        Deed::Cancelled {
            until_closed: false,
            ..
        } => "took a pending escalation away until the case is next saved".to_owned(),
        Deed::Cancelled {
            until_closed: true, ..
        } => "took a pending escalation away until the case is closed".to_owned(),
        Deed::EscalationRequested
        | Deed::EscalationAnswered { .. }
        | Deed::EscalationWithdrawn
        | Deed::EscalationOpened
        | Deed::EscalationUpdated
        | Deed::Deescalated { .. }
        | Deed::Sla(_)
        | Deed::Refused { .. } => escalation::deed_words(desk, deed, zone).unwrap_or_default(),
        Deed::NotDone { reason } => format!("was refused: {reason}"),
        Deed::ClockHeld(hold) => format!("stopped firing, since {}", held_words(*hold, zone)),
        Deed::ClockTrusted => "said that the clock is right: things fire again".to_owned(),
        Deed::Activated => "made the rule the active one".to_owned(),
        Deed::Deactivated => "switched the rule off".to_owned(),
        Deed::Imported { .. } => "brought a file in".to_owned(),
        Deed::ImportRemoved { .. } => "took an import out again".to_owned(),
    }
}

fn planned_words(
    desk: &Desk,
    planned: &Planned,
    cause: Option<RecordKey>,
    zone: &ZoneTable,
) -> String {
    let with_all = match cause {
        Some(cause) if cause.kind == Kind::EscalationRule => "; planned with all open cases",
        _ => "",
    };
    let pending = match planned.n_pending {
        0 => "nothing is pending".to_owned(),
        1 => "1 level is pending".to_owned(),
        n => format!("{n} levels are pending"),
    };
    format!(
        "{} matches (version {}); ages count from {}, {pending}{with_all}",
        entry_place(desk, planned.rule, planned.entry, planned.place),
        planned.version,
        instant_words(planned.base_at, zone),
    )
}

/// An entry as people find it: `entry 3 of Standard`.
fn entry_place(desk: &Desk, rule: RuleId, entry: EntryId, told: u32) -> String {
    let entry = match place_words(desk, rule, entry, told) {
        Some(place) => format!("entry {place}"),
        None => "a deleted entry".to_owned(),
    };
    format!("{entry} of {}", rule_name(desk, rule))
}

fn escalatees(desk: &Desk, who: &[Escalatee]) -> String {
    let names: Vec<String> = who.iter().map(|one| one.name(desk).to_owned()).collect();
    listed(&names)
}

fn assigning_words(desk: &Desk, assigning: &Assigning) -> String {
    let assignment = desk.assignments.get(&assigning.assignment);
    let name = assignment.map_or("a deleted assignment", |one| &one.name);
    match assigning.to {
        Some(to) => format!("handed it to {} by {name}", to.name(desk)),
        None => format!("{name} matches, and everybody on its list has it already"),
    }
}

fn firing_words(desk: &Desk, firing: &Firing) -> String {
    let mut said = vec![format!(
        "escalated after {}, by {} (version {})",
        age_words(firing.age_minutes),
        entry_place(desk, firing.rule, firing.entry, firing.place),
        firing.version
    )];
    if let Some(calendar) = firing.calendar.and_then(|id| desk.calendars.get(&id)) {
        said.push(format!("counted in {}", calendar.name));
    }
    if firing.owner_after != firing.owner_before {
        said.push(format!(
            "reassigned to {}",
            assignee_words(desk, firing.owner_after)
        ));
    }
    if !firing.told.is_empty() {
        let told: Vec<String> = firing.told.iter().map(ToString::to_string).collect();
        said.push(format!("told {}", listed(&told)));
    }
    said.join("; ")
}

#[cfg(test)]
mod tests;
