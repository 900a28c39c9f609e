//! Everything that is to be known of a firing or a plan, part by part.

use super::{
    phrase::{instant_words, lasted, listed},
    record_words::RecordWords,
    route::{Page, Route},
    rule_words::entry_words,
};
use crate::engine::{
    calendar::ZoneTable,
    desk::Desk,
    history::{Deed, Firing, HistoryEntry, Planned},
    id::{ActionId, CaseId, EntryId, RuleId},
    wording::age_words,
};

/// One part, with where more is to be read of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fact {
    /// Which part.
    pub label: &'static str,
    /// What it was.
    pub text: String,
    /// Where more is to be read; `None` when it is gone.
    pub to: Option<Route>,
}

fn fact(label: &'static str, text: impl Into<String>, to: Option<Route>) -> Fact {
    let text = text.into();
    Fact { label, text, to }
}

/// The parts of what an entry of the history tells; none where it says all in a sentence.
pub(super) fn facts(desk: &Desk, entry: &HistoryEntry, zone: &ZoneTable) -> Vec<Fact> {
    let mut facts = match &entry.deed {
        Deed::Fired(firing) => return of_firing(desk, entry, firing, zone),
        Deed::Planned(planned) => of_plan(desk, entry.case, planned, zone),
        Deed::Blocked { action, .. } | Deed::Cancelled { action, .. } => of_level(desk, *action),
        _ => Vec::new(),
    };
    let cause = entry.cause.filter(|cause| *cause != entry.about);
    facts.extend(cause.map(|cause| {
        let words = RecordWords::of(desk, cause);
        fact("Cause", words.text(), words.page().map(Route::from))
    }));
    facts
}

fn of_firing(desk: &Desk, entry: &HistoryEntry, firing: &Firing, zone: &ZoneTable) -> Vec<Fact> {
    let hours = firing.calendar.map(|id| desk.calendars.get(&id));
    let hours = match hours {
        None => "every hour",
        Some(None) => "business hours that were deleted",
        Some(Some(calendar)) => &calendar.name,
    };
    let calendar = firing.calendar.filter(|id| desk.calendars.contains_key(id));
    let to_hours = calendar.map(|id| Page::Calendar(id.0).into());
    let to_case = case_route(desk, entry.case);
    let to_entry = entry_route(desk, firing.rule, firing.entry);
    let late = entry.processed_at.seconds_since(firing.due_at);
    let late = if late > 0 {
        lasted(late)
    } else {
        "not at all".to_owned()
    };
    let to_mail = outbox_route(desk, entry.case).filter(|_| !firing.told.is_empty());
    let told: Vec<String> = firing.told.iter().map(ToString::to_string).collect();
    let told = if told.is_empty() {
        "nobody".to_owned()
    } else {
        listed(&told)
    };
    vec![
        rule_fact(desk, firing.rule),
        entry_fact(
            desk,
            firing.rule,
            firing.entry,
            (firing.place, firing.version),
        ),
        fact(
            "Level",
            format!("after {}", age_words(firing.age_minutes)),
            to_entry,
        ),
        fact(
            "Counted from",
            instant_words(firing.base_at, zone),
            to_case.clone(),
        ),
        fact("Hours", hours, to_hours.clone()),
        fact(
            "Due",
            instant_words(firing.due_at, zone),
            to_hours.or_else(|| to_case.clone()),
        ),
        fact(
            "Done",
            instant_words(entry.processed_at, zone),
            to_case.clone(),
        ),
        fact("Late", late, to_case),
        fact("Told", told, to_mail),
    ]
}

fn of_plan(desk: &Desk, case: Option<CaseId>, planned: &Planned, zone: &ZoneTable) -> Vec<Fact> {
    let rule = desk.rules.get(&planned.rule);
    // What another version asked for is not known any more.
    let same = rule.filter(|rule| rule.version == planned.version);
    let because = same.and_then(|rule| rule.entry(planned.entry));
    let because = because.map(|(_, entry)| entry_words(desk, entry).condition);
    let to_entry = entry_route(desk, planned.rule, planned.entry);
    let mut facts = vec![
        rule_fact(desk, planned.rule),
        entry_fact(
            desk,
            planned.rule,
            planned.entry,
            (planned.place, planned.version),
        ),
    ];
    facts.extend(because.map(|because| fact("Because", because, to_entry)));
    facts.push(fact(
        "Counted from",
        instant_words(planned.base_at, zone),
        case_route(desk, case),
    ));
    facts
}

/// Which level, as its rule has it now; nothing where it was deleted.
fn of_level(desk: &Desk, action: ActionId) -> Vec<Fact> {
    for rule in desk.rules.values() {
        for entry in &rule.entries {
            let mut levels = entry.actions.iter();
            if let Some(level) = levels.find(|level| level.id == action) {
                let text = format!("after {}", age_words(level.age_minutes));
                let to_entry = entry_route(desk, rule.id, entry.id);
                return vec![rule_fact(desk, rule.id), fact("Level", text, to_entry)];
            }
        }
    }
    Vec::new()
}

fn rule_fact(desk: &Desk, rule: RuleId) -> Fact {
    let to = desk.rules.get(&rule).map(|rule| Page::Rule(rule.id.0));
    fact("Rule", rule_name(desk, rule), to.map(Route::from))
}

/// The entry, where it stood in the version that decided, and whether there is a newer one.
fn entry_fact(desk: &Desk, rule: RuleId, entry: EntryId, (told, version): (u32, u32)) -> Fact {
    let place = place_words(desk, rule, entry, told).unwrap_or_else(|| "not known".to_owned());
    let since = match desk.rules.get(&rule) {
        Some(rule) if rule.entry(entry).is_none() => ", deleted since".to_owned(),
        Some(rule) if rule.version > version => {
            format!(" (the rule has version {} now)", rule.version)
        }
        _ => String::new(),
    };
    let text = format!("{place}, as of version {version}{since}");
    fact("Entry", text, entry_route(desk, rule, entry))
}

/// The rule with the entry open; the rule where that is gone.
fn entry_route(desk: &Desk, rule: RuleId, entry: EntryId) -> Option<Route> {
    let rule = desk.rules.get(&rule)?;
    let to = Route::from(Page::Rule(rule.id.0));
    Some(match rule.entry(entry) {
        Some(_) => to.with("entry", &entry.0.to_string()),
        None => to,
    })
}

fn case_route(desk: &Desk, case: Option<CaseId>) -> Option<Route> {
    let case = desk.cases.get(&case?)?;
    Some(Page::Case(case.number).into())
}

/// The messages about the case.
fn outbox_route(desk: &Desk, case: Option<CaseId>) -> Option<Route> {
    let case = desk.cases.get(&case?)?;
    let all = Route::from(Page::Outbox).with("show", "all");
    Some(all.with("case", &case.number.to_string()))
}

/// What a rule is called now.
pub(super) fn rule_name(desk: &Desk, rule: RuleId) -> &str {
    let rule = desk.rules.get(&rule);
    rule.map_or("a deleted rule", |rule| &rule.name)
}

/// The place of an entry as it was told; where that was not told yet, its place now.
pub(super) fn place_words(desk: &Desk, rule: RuleId, entry: EntryId, told: u32) -> Option<String> {
    if told > 0 {
        return Some(told.to_string());
    }
    let (place, _) = desk.rules.get(&rule)?.entry(entry)?;
    Some(place.to_string())
}

/// Due, fired, done: only where they are not one instant (semantics 13.3).
pub(super) fn lateness(entry: &HistoryEntry, zone: &ZoneTable) -> String {
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
