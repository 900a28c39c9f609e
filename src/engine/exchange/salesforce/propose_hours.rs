//! The business hours and holidays that bringing files in would put.

use super::{
    holidays::HolidayText,
    hours::CalendarText,
    names::folded,
    propose::{Draft, Fate, HolidayCount, ProposedCalendar},
    report::{FindingKind, Said},
    rules::{HoursText, RuleText},
};
use crate::engine::{
    calendar::{Calendar, Holiday, HolidayWhen},
    decide::counting_in,
    id::{CalendarId, HolidayId},
    record::Record,
};
use std::collections::{BTreeMap, BTreeSet};

/// The calendar that goes by a name: one of the files before one of the desk.
pub(super) fn calendar_named(
    draft: &Draft<'_>,
    calendars: &[ProposedCalendar],
    name: &str,
) -> Option<CalendarId> {
    let name = folded(name);
    let of_files = calendars.iter().find(|one| folded(&one.name) == name);
    let on_desk = || {
        let mut here = draft.desk.calendars.values();
        here.find(|one| folded(&one.name) == name).map(|one| one.id)
    };
    of_files.map(|one| one.id).or_else(on_desk)
}

/// Puts the calendars. Those that the desk has by name change.
pub(super) fn put_calendars(
    draft: &mut Draft<'_>,
    texts: &[CalendarText],
    rules: &[RuleText],
) -> Vec<ProposedCalendar> {
    let counted_in = hours_of_active_rules(draft, rules);
    let default = choose_default(draft, texts);
    let mut proposed = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let known = calendar_named(draft, &[], &text.name);
        let before = known.and_then(|id| draft.desk.calendars.get(&id));
        let is_default = match default {
            Some(default) => default == place,
            None => before.is_some_and(|before| before.is_default),
        };
        let calendar = Calendar {
            id: before.map_or_else(|| draft.counters.next_id::<Calendar>(), |before| before.id),
            name: text.name.clone(),
            active: {
                let must_be = is_default || counted_in.contains(&folded(&text.name));
                stays_active(draft, text, before, must_be)
            },
            is_default,
            zone: zone_of(draft, text),
            week: text.week.clone(),
            dates: before
                .map(|before| before.dates.clone())
                .unwrap_or_default(),
            import: before.map_or(Some(draft.import), |before| before.import),
        };
        proposed.push(ProposedCalendar {
            name: calendar.name.clone(),
            zone: calendar.zone.clone(),
            fate: draft.put(calendar.clone(), before),
            changes: before.map_or_else(Vec::new, |before| changed_parts(before, &calendar)),
            default_in_file: text.default.is_some(),
            id: calendar.id,
        });
    }
    if default.is_some() {
        let here = |id: &CalendarId| proposed.iter().any(|one| one.id == *id);
        let others = draft.desk.calendars.values();
        for other in others.filter(|one| one.is_default && !here(&one.id)) {
            let mut after = other.clone();
            after.is_default = false;
            draft.put(after, Some(other));
        }
    }
    proposed
}

/// What a file makes another of business hours that are on the desk.
fn changed_parts(before: &Calendar, after: &Calendar) -> Vec<&'static str> {
    let parts = [
        ("the name", before.name != after.name),
        ("the time zone", before.zone != after.zone),
        ("the week", before.week != after.week),
        ("whether they are active", before.active != after.active),
        (
            "whether they are the default",
            before.is_default != after.is_default,
        ),
    ];
    let changed = parts.into_iter().filter(|(_, is_other)| *is_other);
    changed.map(|(part, _)| part).collect()
}

/// The place of the calendar that becomes the default one, when that was chosen.
fn choose_default(draft: &mut Draft<'_>, texts: &[CalendarText]) -> Option<usize> {
    let mut defaults = (0..)
        .zip(texts)
        .filter_map(|(place, text)| Some((place, text, text.default.as_ref()?)));
    let (place, text, at) = defaults.next()?;
    for (_, _, more) in defaults {
        let what = format!("only one can be the default: “{}” is taken", text.name);
        draft
            .findings
            .push(more.finding(FindingKind::NotHonoured, what));
    }
    let present = draft.desk.default_calendar();
    if draft.choices.make_default {
        return Some(place);
    }
    if present.is_none_or(|present| folded(&present.name) != folded(&text.name)) {
        let stays = present.map_or("none", |present| &present.name);
        let what = format!("the default business hours of the desk stay as they are: {stays}");
        draft
            .findings
            .push(at.finding(FindingKind::NotHonoured, what));
    }
    None
}

/// The names of the hours that the active rule counts in: the one that is chosen, and the one that
/// is active while the files come in.
fn hours_of_active_rules(draft: &Draft<'_>, rules: &[RuleText]) -> BTreeSet<String> {
    let is_active_here = |rule: &RuleText| {
        let active = draft.desk.active_rule();
        active.is_some_and(|active| folded(&active.name) == folded(&rule.name))
    };
    let is_active = |(place, rule): &(usize, &RuleText)| {
        draft.choices.activate == Some(*place) || is_active_here(rule)
    };
    let active = rules.iter().enumerate().filter(is_active);
    let entries = active.flat_map(|(_, rule)| &rule.entries);
    let named = entries.filter_map(|entry| match &entry.hours {
        HoursText::Named { name, .. } => Some(folded(&name.text)),
        HoursText::Ignore | HoursText::OfCase => None,
    });
    named.collect()
}

/// Whether a calendar is active. Although its file has it inactive, one that must be is, such as
/// the default one, and one that the active rule or an active SLA counts in (semantics 4.2, 4.6).
fn stays_active(
    draft: &mut Draft<'_>,
    text: &CalendarText,
    before: Option<&Calendar>,
    must_be: bool,
) -> bool {
    let Some(at) = &text.inactive else {
        return true;
    };
    let is_counted_in = |id| !counting_in(draft.desk, id).is_empty();
    let in_use = before.is_some_and(|before| before.active && is_counted_in(before.id));
    if must_be || in_use {
        let what = "inactive in the file, but in use here: it stays active";
        draft
            .findings
            .push(at.finding(FindingKind::NotHonoured, what));
    }
    must_be || in_use
}

fn zone_of(draft: &mut Draft<'_>, text: &CalendarText) -> Box<str> {
    let named = text.zone.as_ref();
    if let Some(zone) = named.filter(|zone| draft.desk.zone(&zone.text).is_some()) {
        return zone.text.clone();
    }
    let own = draft.desk.preferences().map_or("UTC", |one| &one.zone);
    let (at, what) = match named {
        Some(zone) => (
            &zone.at,
            format!("the zone {} is not known here: {own} is taken", zone.text),
        ),
        None => (&text.at, format!("no zone is given: {own} is taken")),
    };
    draft
        .findings
        .push(at.finding(FindingKind::Substituted, what));
    own.into()
}

/// What tells holidays apart; the name alone does not, since each year and region may use it.
type HolidayKey = (String, String, Vec<CalendarId>);

/// Puts the holidays that the desk does not have yet.
pub(super) fn put_holidays(
    draft: &mut Draft<'_>,
    texts: &[HolidayText],
    calendars: &[ProposedCalendar],
) -> HolidayCount {
    // Two alike in a file are two on the desk: each is found once.
    let mut here: BTreeMap<HolidayKey, Vec<HolidayId>> = BTreeMap::new();
    for holiday in draft.desk.holidays.values().rev() {
        let key = key_of(&holiday.name, &holiday.when, holiday.calendars.clone());
        here.entry(key).or_default().push(holiday.id);
    }
    let mut count = HolidayCount::default();
    for text in texts {
        let attached = attached(draft, &text.calendars, calendars);
        let key = key_of(&text.name, &text.when, attached.clone());
        let known = here.get_mut(&key).and_then(Vec::pop);
        let before = known.and_then(|id| draft.desk.holidays.get(&id));
        let holiday = Holiday {
            id: before.map_or_else(|| draft.counters.next_id::<Holiday>(), |before| before.id),
            name: text.name.clone(),
            description: text.description.clone(),
            calendars: before.map_or(attached, |before| before.calendars.clone()),
            when: text.when.clone(),
            import: before.map_or(Some(draft.import), |before| before.import),
        };
        match draft.put(holiday, before) {
            Fate::New => count.n_new += 1,
            Fate::Changed => count.n_changed += 1,
            Fate::Unchanged => count.n_unchanged += 1,
        }
    }
    count
}

fn key_of(name: &str, when: &HolidayWhen, mut calendars: Vec<CalendarId>) -> HolidayKey {
    calendars.sort_unstable();
    (folded(name), format!("{when:?}"), calendars)
}

fn attached(
    draft: &mut Draft<'_>,
    named: &[Said],
    calendars: &[ProposedCalendar],
) -> Vec<CalendarId> {
    let mut attached = Vec::new();
    for said in named {
        match calendar_named(draft, calendars, &said.text) {
            Some(id) if !attached.contains(&id) => attached.push(id),
            Some(_) => {}
            None => {
                let what = format!(
                    "no business hours are called “{}”: it does not close them",
                    said.text
                );
                draft
                    .findings
                    .push(said.at.finding(FindingKind::NotHonoured, what));
            }
        }
    }
    attached
}

impl Draft<'_> {
    /// Puts a record unless it is on the desk as it is.
    fn put<T>(&mut self, record: T, before: Option<&T>) -> Fate
    where
        T: PartialEq,
        Record: From<T>,
    {
        let fate = match before {
            None => Fate::New,
            Some(before) if *before == record => return Fate::Unchanged,
            Some(_) => Fate::Changed,
        };
        self.changes.put(record);
        fate
    }
}
