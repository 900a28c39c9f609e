//! The monitor of pending escalations: which rows it has, in what order, and what each shows.

use super::{
    case_fields::{assignee_key, assignee_of_key},
    case_list::is_paused,
    phrase::{action_words, assignee_words, instant_in_full, instant_words},
    rule_words::condition_words,
};
use crate::engine::{
    calendar::{DayTime, ZoneTable},
    case::Case,
    desk::Desk,
    id::{ActionId, CaseId, EntryId, RuleId},
    in_order::by_name,
    instant::Instant,
    people::Assignee,
    record::Records,
    rule::{EscalationPlan, EscalationRule, Following, PendingAction, PendingState},
    wording::age_words,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Names one pending action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PendingId {
    /// The case.
    pub case: CaseId,
    /// The action.
    pub action: ActionId,
}

/// A value that a row must have, or must not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<T> {
    /// The value.
    pub value: T,
    /// Whether rows with it are left out instead.
    pub is_denied: bool,
}

impl<T: PartialEq> Wanted<T> {
    fn allows(&self, value: &T) -> bool {
        (self.value == *value) != self.is_denied
    }
}

/// What a row's state is, without its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StateKind {
    /// It fires at its instant.
    Pending,
    /// Its rule is not the active one.
    Suspended,
    /// Its target is not valid.
    Blocked,
}

impl StateKind {
    /// Every state with its key and its word.
    pub const ALL: [(Self, &str, &str); 3] = [
        (Self::Pending, "pending", "Pending"),
        (Self::Suspended, "suspended", "Suspended"),
        (Self::Blocked, "blocked", "Blocked"),
    ];

    const fn of(state: &PendingState) -> Self {
        match state {
            PendingState::Pending => Self::Pending,
            PendingState::Suspended => Self::Suspended,
            PendingState::Blocked(_) => Self::Blocked,
        }
    }

    /// As people see it.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(kind, ..)| *kind == self)
            .map_or("", |(.., word)| word)
    }
}

/// What narrows the rows down; nothing at all shows every row (semantics 11.2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PendingFilter {
    /// A part of the case's number or subject, in lower case.
    pub text: String,
    /// The rule.
    pub rule: Option<Wanted<RuleId>>,
    /// The entry.
    pub entry: Option<Wanted<EntryId>>,
    /// The owner.
    pub owner: Option<Wanted<Assignee>>,
    /// The state.
    pub state: Option<Wanted<StateKind>>,
    /// Not before this date.
    pub from: Option<NaiveDate>,
    /// Not after this date.
    pub until: Option<NaiveDate>,
}

/// The keys of the filter in the address.
pub const FILTER_KEYS: [&str; 7] = ["q", "rule", "entry", "owner", "state", "from", "until"];

impl PendingFilter {
    /// Reads the filter from an address; what cannot be read narrows nothing down.
    #[must_use]
    pub fn parse(query: &BTreeMap<String, String>) -> Self {
        let value = |key: &str| query.get(key).map_or("", String::as_str);
        let date = |key| value(key).parse().ok();
        Self {
            text: value("q").trim().to_lowercase(),
            rule: wanted(value("rule"), |key| key.parse().ok().map(RuleId)),
            entry: wanted(value("entry"), |key| key.parse().ok().map(EntryId)),
            owner: wanted(value("owner"), assignee_of_key),
            state: wanted(value("state"), |key| {
                let mut all = StateKind::ALL.into_iter();
                all.find(|(_, known, _)| *known == key)
                    .map(|(kind, ..)| kind)
            }),
            from: date("from"),
            until: date("until"),
        }
    }

    /// Whether it shows every row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn looks_at_plans(&self) -> bool {
        self.rule.is_some() || self.entry.is_some()
    }

    fn looks_at_cases(&self) -> bool {
        self.owner.is_some() || !self.text.is_empty()
    }

    fn allows_case(&self, case: &Case) -> bool {
        let has_text = || {
            case.number.to_string().contains(&self.text)
                || case.subject.to_lowercase().contains(&self.text)
        };
        self.owner.is_none_or(|owner| owner.allows(&case.owner))
            && (self.text.is_empty() || has_text())
    }

    fn allows_following(&self, following: &Following) -> bool {
        self.rule.is_none_or(|rule| rule.allows(&following.rule))
            && self
                .entry
                .is_none_or(|entry| entry.allows(&following.entry))
    }
}

/// A value of the address: what it names, or with `!` in front what it leaves out.
fn wanted<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Wanted<T>> {
    let (is_denied, key) = match text.strip_prefix('!') {
        Some(key) => (true, key),
        None => (false, text),
    };
    read(key).map(|value| Wanted { value, is_denied })
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
    let is_held = following.is_paused() && row.state == PendingState::Pending;
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
            None if is_held => "Not while the case waits".to_owned(),
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
        PendingState::Pending => row.fire_at.or(row.due_at),
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

/// The rules that rows may follow, by key.
#[must_use]
pub fn rule_filters(desk: &Desk) -> Vec<(String, String)> {
    let rules = desk.rules.values();
    let options = rules.map(|rule| (rule.id.0.to_string(), rule.name.to_string()));
    by_name(options.collect(), |(_, name)| name)
}

/// The entries of a rule, by key; of the active one when none is chosen.
#[must_use]
pub fn entry_filters(desk: &Desk, rule: Option<RuleId>) -> Vec<(String, String)> {
    let rule = match rule {
        Some(id) => desk.find::<EscalationRule>(id),
        None => desk.active_rule(),
    };
    let entries = rule.map(|rule| rule.entries.as_slice()).unwrap_or_default();
    let option = |(entry, place): (&crate::engine::rule::RuleEntry, usize)| {
        let words = condition_words(desk, entry);
        (entry.id.0.to_string(), format!("{place}. {words}"))
    };
    entries.iter().zip(1..).map(option).collect()
}

/// The owners of cases with something pending, by key.
#[must_use]
pub fn owner_filters(desk: &Desk) -> Vec<(String, String)> {
    let plans = desk.plans.values().filter(|plan| !plan.pending.is_empty());
    let owners: std::collections::BTreeSet<Assignee> = plans
        .filter_map(|plan| desk.find::<Case>(plan.id))
        .map(|case| case.owner)
        .collect();
    let options = owners
        .into_iter()
        .map(|owner| (assignee_key(owner), assignee_words(desk, owner)));
    by_name(options.collect(), |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        calendar::{Calendar, WeekHours},
        change::ChangeSet,
        id::{CalendarId, QueueId, StatusId, UserId},
        rule::{EscalationAction, EscalationClock, HoursMode, RuleEntry},
        stamp::{Actor, Stamp},
    };

    const DAY: i64 = 86_400;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn case(number: u64, owner: Assignee) -> Case {
        let stamp = Stamp {
            at: at("2026-11-20T09:00:00Z"),
            by: Actor::System,
        };
        serde_json::from_value(serde_json::json!({
            "id": number, "number": number, "subject": format!("Printer {number}"),
            "status": StatusId(1), "owner": owner, "created": stamp, "last_modified": stamp,
        }))
        .unwrap()
    }

    fn pending(case: u64, due_at: Option<Instant>, state: &PendingState) -> EscalationPlan {
        let row = |action, due_at| PendingAction {
            action: ActionId(action),
            age_minutes: 240,
            due_at,
            due_offset_seconds: 0,
            not_before: at("2026-11-20T09:00:00Z"),
            fire_at: due_at,
            state: state.clone(),
        };
        EscalationPlan {
            following: Some(Following {
                rule: RuleId(1),
                version: 1,
                entry: EntryId(1),
                base_at: at("2026-11-20T09:00:00Z"),
                clock: EscalationClock::FromCreation,
                hours: HoursMode::Set(CalendarId(1)),
                calendar: Some(CalendarId(1)),
                evaluated_at: at("2026-11-20T09:00:00Z"),
                pauses: Vec::new(),
            }),
            pending: vec![row(1, due_at)],
            ..EscalationPlan::of(CaseId(case))
        }
    }

    fn desk() -> Desk {
        let noon = at("2026-11-23T12:00:00Z");
        let mut changes = ChangeSet::default();
        changes.put(EscalationRule {
            id: RuleId(1),
            name: "Standard".into(),
            active: true,
            version: 1,
            import: None,
            entries: vec![RuleEntry {
                id: EntryId(1),
                criteria: Vec::new(),
                logic: None,
                formula: None,
                hours: HoursMode::OfCase,
                clock: EscalationClock::FromCreation,
                pause_on_hold: false,
                actions: vec![EscalationAction {
                    id: ActionId(1),
                    age_minutes: 240,
                    reassign: None,
                    notify_user: None,
                    notify_owner: true,
                    additional_emails: Vec::new(),
                    notify_template: None,
                }],
            }],
        });
        changes.put(Calendar {
            id: CalendarId(1),
            name: "Office".into(),
            active: true,
            is_default: true,
            zone: "UTC".into(),
            week: WeekHours::closed(),
            dates: Vec::new(),
            import: None,
        });
        let ana = Assignee::User(UserId(1));
        let tier = Assignee::Queue(QueueId(2));
        for (number, owner, due_at, state) in [
            (11, ana, Some(noon.plus_seconds(DAY)), PendingState::Pending),
            (12, tier, Some(noon), PendingState::Pending),
            (
                13,
                ana,
                Some(noon.plus_seconds(60)),
                PendingState::Suspended,
            ),
            (14, ana, None, PendingState::Pending),
            (
                15,
                tier,
                Some(noon),
                PendingState::Blocked("the queue is gone".into()),
            ),
        ] {
            changes.put(case(number, owner));
            changes.put(pending(number, due_at, &state));
        }
        let mut desk = Desk::new(1);
        desk.apply(changes);
        desk
    }

    fn numbers(desk: &Desk, query: &[(&str, &str)]) -> Vec<u64> {
        let pairs = query
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        let filter = PendingFilter::parse(&pairs.collect());
        let ids = pending_ids(desk, &filter, &ZoneTable::utc());
        ids.iter().map(|id| id.case.0).collect()
    }

    #[test]
    fn a_filter_leaves_its_rows_in_the_order_in_which_they_fire() {
        let desk = desk();
        for (query, left) in [
            (&[][..], vec![12, 15, 13, 11, 14]),
            (&[("state", "pending")], vec![12, 11, 14]),
            (&[("state", "!pending")], vec![15, 13]),
            (&[("owner", "q2")], vec![12, 15]),
            (&[("owner", "!q2")], vec![13, 11, 14]),
            (&[("q", "printer 1")], vec![12, 15, 13, 11, 14]),
            (&[("q", "PRINTER 13")], vec![13]),
            (&[("rule", "1"), ("entry", "1")], vec![12, 15, 13, 11, 14]),
            (&[("rule", "2")], vec![]),
            (&[("entry", "!1")], vec![]),
            (&[("from", "2026-11-24")], vec![11, 14]),
            (&[("until", "2026-11-23")], vec![12, 15, 13]),
            (
                &[("from", "soon"), ("state", "asleep")],
                vec![12, 15, 13, 11, 14],
            ),
        ] {
            assert_eq!(numbers(&desk, query), left, "{query:?}");
        }
    }

    #[test]
    fn a_row_says_what_will_happen_to_whom_and_when() {
        let desk = desk();
        let id = |case| PendingId {
            case: CaseId(case),
            action: ActionId(1),
        };
        let berlin = ZoneTable::new("Europe/Berlin", 3_600, Vec::new()).unwrap();
        let now = at("2026-11-21T12:00:00Z");
        let row = |case| pending_row(&desk, id(case), &berlin, now).unwrap();
        let first = row(12);
        assert_eq!(first.escalates, "Mon 23 Nov 2026, 13:00");
        assert!(first.escalates_exactly.contains("2026-11-23 12:00:00 UTC"));
        assert_eq!(first.criteria, "Every case");
        assert_eq!((first.age.as_str(), first.entry_place), ("4 h", 1));
        assert_eq!(first.action, "tells the owner");
        assert_eq!(first.calendar, "Office");
        assert!(first.is_paused);
        assert_eq!(row(15).reason, "the queue is gone");
        assert_eq!(row(14).escalates, "Never: the hours do not open");
        assert_eq!(pending_row(&desk, id(99), &berlin, now), None);
    }
}
