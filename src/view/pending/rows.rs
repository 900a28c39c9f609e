//! The rows of the monitor.

use super::{PendingFilter, StateKind};
use crate::{
    engine::{
        calendar::{DayTime, ZoneTable},
        case::Case,
        desk::Desk,
        id::{ActionId, CaseId, RuleId},
        instant::Instant,
        record::Records,
        rule::{EscalationPlan, EscalationRule, PendingAction, PendingState},
        wording::age_words,
    },
    view::{
        case_list::is_paused,
        phrase::{action_words, assignee_words, instant_in_full, instant_words},
        rule_words::condition_words,
    },
};
use chrono::NaiveDate;

/// Names one pending action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PendingId {
    /// The case.
    pub case: CaseId,
    /// The action.
    pub action: ActionId,
}

/// What orders the rows: the instant, then the case's number, then the age.
type Place = (Instant, u64, u32, PendingId);

/// The rows that the filter leaves, by the instant at which they fire; what never does comes last.
#[must_use]
pub fn pending_ids(desk: &Desk, filter: &PendingFilter, zone: &ZoneTable) -> Vec<PendingId> {
    let far = Instant::from_seconds(i64::MAX);
    let midnight = |date: NaiveDate| zone.to_utc(DayTime::MIDNIGHT.on(date));
    let from = filter.from.map(midnight);
    let until = filter.until.and_then(|date| date.succ_opt()).map(midnight);
    let in_range =
        |at: Instant| from.is_none_or(|from| from <= at) && until.is_none_or(|until| at < until);
    let mut places: Vec<Place> = Vec::new();
    if filter
        .state
        .is_none_or(|state| state.allows(&StateKind::Pending))
    {
        places.extend(desk.agenda().due(far).map(|work| {
            let id = PendingId {
                case: work.case,
                action: work.action,
            };
            (work.fire_at, work.case_number, work.age_minutes, id)
        }));
    }
    places.extend(not_on_the_agenda(desk, filter));
    places.retain(|(at, .., id)| in_range(*at) && is_allowed(desk, filter, id.case));
    places.sort();
    places.into_iter().map(|(.., id)| id).collect()
}

fn is_allowed(desk: &Desk, filter: &PendingFilter, id: CaseId) -> bool {
    let by_plan = !filter.looks_at_plans()
        || desk
            .find::<EscalationPlan>(id)
            .and_then(|plan| plan.following.as_ref())
            .is_some_and(|following| filter.allows_following(following));
    let by_case = !filter.looks_at_cases()
        || desk
            .find::<Case>(id)
            .is_some_and(|case| filter.allows_case(case));
    by_plan && by_case
}

/// What is suspended, blocked or never comes.
fn not_on_the_agenda<'a>(
    desk: &'a Desk,
    filter: &'a PendingFilter,
) -> impl Iterator<Item = Place> + 'a {
    let never = Instant::from_seconds(i64::MAX);
    let rows = desk
        .plans
        .values()
        .flat_map(|plan| plan.pending.iter().map(move |row| (plan.id, row)));
    rows.filter(|(_, row)| row.state != PendingState::Pending || row.fire_at.is_none())
        .filter(|(_, row)| {
            let kind = StateKind::of(&row.state);
            filter.state.is_none_or(|state| state.allows(&kind))
        })
        .map(move |(case, row)| {
            let number = desk.find::<Case>(case).map_or(0, |case| case.number);
            let id = PendingId {
                case,
                action: row.action,
            };
            (row.due_at.unwrap_or(never), number, row.age_minutes, id)
        })
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PendingRow {
    /// Names the pending action.
    pub id: PendingId,
    /// The case's number.
    pub number: u64,
    /// The case's subject.
    pub subject: String,
    /// The rule's name.
    pub rule: String,
    /// The rule, when it is still there.
    pub rule_id: RuleId,
    /// The entry's place in the rule, from 1 on; nought when it was deleted.
    pub entry_place: usize,
    /// Which cases the entry takes.
    pub criteria: String,
    /// The age, and what is done then.
    pub age: String,
    /// What is done.
    pub action: String,
    /// When it is due, in seconds since 1970; `None` for never.
    pub due_at: Option<i64>,
    /// When it fires, in the reader's zone, or why it never does.
    pub escalates: String,
    /// The same beyond doubt, with UTC; empty for never.
    pub escalates_exactly: String,
    /// Whether the case's clock stands still at the moment.
    pub is_paused: bool,
    /// Its state.
    pub state: StateKind,
    /// Why it is held back; empty when it is not.
    pub reason: String,
    /// Who has the case.
    pub owner: String,
    /// The business hours that count.
    pub calendar: String,
}

/// What the row of `id` shows; `None` once it is no longer pending.
#[must_use]
pub fn pending_row(
    desk: &Desk,
    id: PendingId,
    zone: &ZoneTable,
    now: Instant,
) -> Option<PendingRow> {
    let plan = desk.find::<EscalationPlan>(id.case)?;
    let row = plan.pending.iter().find(|row| row.action == id.action)?;
    let following = plan.following.as_ref()?;
    let case = desk.find::<Case>(id.case)?;
    let rule = desk.find::<EscalationRule>(following.rule);
    let entry = rule.and_then(|rule| rule.entry(following.entry));
    let action = rule.and_then(|rule| rule.action(following.entry, id.action));
    let is_paused_now = following.is_paused();
    let is_held = is_paused_now && row.state == PendingState::Pending;
    let fires_at = fires_at(row).filter(|_| !is_held);
    Some(PendingRow {
        id,
        number: case.number,
        subject: case.subject.to_string(),
        rule: rule.map_or_else(
            || "A rule that was deleted".to_owned(),
            |rule| rule.name.to_string(),
        ),
        rule_id: following.rule,
        entry_place: entry.map_or(0, |(place, _)| place),
        criteria: entry.map_or_else(
            || "An entry that was deleted".to_owned(),
            |(_, entry)| condition_words(desk, entry),
        ),
        age: age_words(row.age_minutes),
        action: action.map_or_else(String::new, |action| action_words(desk, action)),
        due_at: row.due_at.map(Instant::seconds),
        escalates: match fires_at {
            Some(at) => instant_words(at, zone),
            None if is_paused_now => "Not while the case waits".to_owned(),
            None => "Never: the hours do not open".to_owned(),
        },
        escalates_exactly: fires_at.map_or_else(String::new, |at| exact(row, at, zone)),
        is_paused: is_paused(desk, id.case, now),
        state: StateKind::of(&row.state),
        reason: match &row.state {
            PendingState::Pending => String::new(),
            PendingState::Suspended => "the rule is not active".to_owned(),
            PendingState::Blocked(reason) => reason.to_string(),
        },
        owner: assignee_words(desk, case.owner),
        calendar: following
            .calendar
            .map_or("Every hour", |calendar| {
                desk.calendars
                    .get(&calendar)
                    .map_or("", |found| &found.name)
            })
            .to_owned(),
    })
}

/// When a row fires, or would if it were not held back.
fn fires_at(row: &PendingAction) -> Option<Instant> {
    match row.state {
        PendingState::Pending => row.fire_at,
        PendingState::Suspended | PendingState::Blocked(_) => row.due_at,
    }
}

/// The instant in full, with the due instant where it fires later.
fn exact(row: &PendingAction, at: Instant, zone: &ZoneTable) -> String {
    let full = instant_in_full(at, zone);
    match row.due_at.filter(|due_at| *due_at != at) {
        Some(due_at) => format!("{full}; due {}", instant_in_full(due_at, zone)),
        None => full,
    }
}
