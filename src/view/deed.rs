//! What happened, as sentences.

use super::{
    case_fields::{CaseFieldKey, list_label},
    escalation,
    phrase::{actor_words, assignee_words, instant_in_full, instant_words, lasted, listed},
    plan_moves::{edited_words, move_words, plan_moves},
    route::Page,
};
use crate::engine::{
    calendar::ZoneTable,
    choice::ChoiceList,
    desk::Desk,
    hand_off::Escalatee,
    history::{Assigning, Deed, FieldChange, Firing, HistoryEntry},
    id::{EntryId, RuleId},
    people::Assignee,
    stamp::Actor,
    wording::age_words,
};
use serde_json::Value;

/// One line of a history.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DeedLine {
    /// When it counts as having happened, on the reader's clocks.
    pub when: String,
    /// The same beyond doubt.
    pub when_in_full: String,
    /// Who did it.
    pub who: String,
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
    /// Everything about a firing, each part with where more is to be read.
    pub facts: Vec<(&'static str, String, Option<Page>)>,
}

/// What a history entry says to a reader whose clocks are those of `zone`.
#[must_use]
pub fn deed_line(desk: &Desk, entry: &HistoryEntry, zone: &ZoneTable) -> DeedLine {
    let changes = entry
        .changes
        .iter()
        .filter_map(|change| change_words(desk, change));
    let moves = plan_moves(&entry.deed)
        .iter()
        .map(|one| move_words(one, zone));
    DeedLine {
        when: instant_words(entry.at, zone),
        when_in_full: instant_in_full(entry.at, zone),
        who: actor_words(desk, entry.by),
        what: deed_words(desk, &entry.deed, entry.by, zone),
        lateness: lateness(entry, zone),
        changes: changes.chain(moves).collect(),
        rule: match &entry.deed {
            Deed::Fired(firing) => Some(firing.rule),
            Deed::Planned(planned) => Some(planned.rule),
            Deed::FormulaFailed(failed) => Some(failed.rule),
            _ => None,
        },
        is_firing: matches!(entry.deed, Deed::Fired(_)),
        facts: match &entry.deed {
            Deed::Fired(firing) => firing_facts(desk, entry, firing, zone),
            _ => Vec::new(),
        },
    }
}

/// Due, fired, done: only where they are not one instant (semantics 13.3).
fn lateness(entry: &HistoryEntry, zone: &ZoneTable) -> String {
    let Deed::Fired(firing) = &entry.deed else {
        return String::new();
    };
    let mut parts = vec![format!("due {}", instant_words(firing.due_at, zone))];
    let late = entry.at.seconds_since(firing.due_at);
    if late != 0 {
        let side = if late < 0 { "before" } else { "after" };
        parts.push(format!(
            "fired {}, {} {side} due",
            instant_words(entry.at, zone),
            lasted(late.abs())
        ));
    }
    if entry.processed_at != entry.at {
        let late = entry.processed_at.seconds_since(entry.at);
        parts.push(format!(
            "done {}, {} late",
            instant_words(entry.processed_at, zone),
            lasted(late)
        ));
    }
    parts.join(" \u{b7} ")
}

fn deed_words(desk: &Desk, deed: &Deed, by: Actor, zone: &ZoneTable) -> String {
    match deed {
        Deed::Created => "created it".to_owned(),
        Deed::Edited => "changed it".to_owned(),
        Deed::Saved => "saved it without a change".to_owned(),
        Deed::Closed => "closed it".to_owned(),
        Deed::Reopened => "opened it again".to_owned(),
        Deed::Commented => "wrote on it".to_owned(),
        Deed::Replied => "answered the customer".to_owned(),
        Deed::CustomerWrote => match by {
            Actor::Customer => "wrote".to_owned(),
            _ => "recorded what the customer wrote".to_owned(),
        },
        Deed::HandedOff { to } => format!("handed it to {}", escalatees(desk, to)),
        Deed::HandOffReplied => "replied to the one who asked".to_owned(),
        Deed::HandOffEnded { who } => format!("took it back from {}", escalatees(desk, who)),
        Deed::Assigned(assigning) => assigning_words(desk, assigning),
        Deed::ActivityLogged => "noted an activity".to_owned(),
        Deed::Removed => "deleted it".to_owned(),
        Deed::Planned(planned) => {
            let pending = match planned.n_pending {
                0 => "nothing is pending".to_owned(),
                1 => "1 level is pending".to_owned(),
                n => format!("{n} levels are pending"),
            };
            format!(
                "{} matches (version {}); ages count from {}, {pending}",
                entry_place(desk, planned.rule, planned.entry),
                planned.version,
                instant_words(planned.base_at, zone),
            )
        }
        Deed::FormulaFailed(failed) => format!(
            "the formula of {} came to nothing: {}; the entry does not match",
            entry_place(desk, failed.rule, failed.entry),
            failed.reason
        ),
        Deed::Unplanned => "no entry matches any more: nothing is pending".to_owned(),
        Deed::Replanned(replanned) => match edited_words(desk, replanned.because) {
            Some(what) => format!("planned it anew after an edit of {what}"),
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
        Deed::Activated => "made the rule the active one".to_owned(),
        Deed::Deactivated => "switched the rule off".to_owned(),
        Deed::Imported { .. } => "brought a file in".to_owned(),
        Deed::ImportRemoved { .. } => "took an import out again".to_owned(),
    }
}

/// An entry as people find it: `entry 3 of Standard`.
fn entry_place(desk: &Desk, rule: RuleId, entry: EntryId) -> String {
    let Some(rule) = desk.rules.get(&rule) else {
        return "an entry of a deleted rule".to_owned();
    };
    match rule.entry(entry) {
        Some((place, _)) => format!("entry {place} of {}", rule.name),
        None => format!("a deleted entry of {}", rule.name),
    }
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
    let rule = desk.rules.get(&firing.rule);
    let place = rule
        .and_then(|rule| rule.entry(firing.entry))
        .map(|(place, _)| place);
    let name = rule.map_or("a deleted rule", |rule| &rule.name);
    let entry = place.map_or("a deleted entry".to_owned(), |place| {
        format!("entry {place}")
    });
    let mut said = vec![format!(
        "escalated after {}, by {entry} of {name} (version {})",
        age_words(firing.age_minutes),
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

/// What is to be known of a firing, part by part.
fn firing_facts(
    desk: &Desk,
    entry: &HistoryEntry,
    firing: &Firing,
    zone: &ZoneTable,
) -> Vec<(&'static str, String, Option<Page>)> {
    let rule = desk.rules.get(&firing.rule);
    let to_rule = rule.map(|rule| Page::Rule(rule.id.0));
    let place = rule.and_then(|rule| rule.entry(firing.entry));
    let name = rule.map_or("a deleted rule", |rule| &rule.name);
    let hours = firing.calendar.map(|id| desk.calendars.get(&id));
    let hours = match hours {
        None => "every hour",
        Some(None) => "business hours that were deleted",
        Some(Some(calendar)) => &calendar.name,
    };
    let calendar = firing.calendar.filter(|id| desk.calendars.contains_key(id));
    let to_case = entry.case.and_then(|id| desk.cases.get(&id));
    let to_case = to_case.map(|case| Page::Case(case.number));
    let late = entry.processed_at.seconds_since(firing.due_at);
    let told: Vec<String> = firing.told.iter().map(ToString::to_string).collect();
    vec![
        ("Rule", name.to_owned(), to_rule),
        (
            "Entry",
            match place {
                Some((place, _)) => format!("{place}, as of version {}", firing.version),
                None => format!("deleted since version {}", firing.version),
            },
            to_rule,
        ),
        (
            "Level",
            format!("after {}", age_words(firing.age_minutes)),
            to_rule,
        ),
        ("Counted from", instant_words(firing.base_at, zone), to_case),
        (
            "Hours",
            hours.to_owned(),
            calendar.map(|id| Page::Calendar(id.0)),
        ),
        (
            "Due",
            instant_words(firing.due_at, zone),
            Some(Page::Pending),
        ),
        ("Done", instant_words(entry.processed_at, zone), to_case),
        (
            "Late",
            if late > 0 {
                lasted(late)
            } else {
                "not at all".to_owned()
            },
            to_case,
        ),
        (
            "Told",
            if told.is_empty() {
                "nobody".to_owned()
            } else {
                listed(&told)
            },
            Some(Page::Outbox),
        ),
    ]
}

/// The name of a changed field with what it held before and holds after; `None` for what the desk
/// keeps for itself.
fn change_words(desk: &Desk, change: &FieldChange) -> Option<(String, String, String)> {
    let words = |value: &Value| value_words(desk, &change.field, value);
    let label = field_label(desk, &change.field)?;
    Some((label, words(&change.before), words(&change.after)))
}

fn field_label(desk: &Desk, field: &str) -> Option<String> {
    let key = match field {
        "subject" => CaseFieldKey::Subject,
        "description" => CaseFieldKey::Description,
        "status" => CaseFieldKey::Status,
        "owner" => CaseFieldKey::Owner,
        "account" => CaseFieldKey::Account,
        "contact" => CaseFieldKey::Contact,
        "calendar" => CaseFieldKey::BusinessHours,
        "is_escalated" => CaseFieldKey::IsEscalated,
        _ => return list_of(field).map(|list| list_label(list).to_owned()),
    };
    Some(key.label(desk))
}

fn list_of(field: &str) -> Option<ChoiceList> {
    let lists = [
        "priority",
        "type",
        "origin",
        "reason",
        "product",
        "record_type",
    ];
    let at = lists.iter().position(|known| *known == field)?;
    ChoiceList::ALL.get(at).copied()
}

fn value_words(desk: &Desk, field: &str, value: &Value) -> String {
    let key = match field {
        "owner" => {
            let owner: Option<Assignee> = serde_json::from_value(value.clone()).ok();
            return owner
                .map(|owner| assignee_words(desk, owner))
                .unwrap_or_default();
        }
        "status" => CaseFieldKey::Status,
        "account" => CaseFieldKey::Account,
        "contact" => CaseFieldKey::Contact,
        "calendar" => CaseFieldKey::BusinessHours,
        "is_escalated" => CaseFieldKey::IsEscalated,
        _ => match list_of(field) {
            Some(list) => CaseFieldKey::Choice(list),
            None => return plain_words(value),
        },
    };
    if value.is_null() {
        return String::new();
    }
    key.text(desk, &plain_words(value))
}

fn plain_words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
