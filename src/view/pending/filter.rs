//! Which rows of the monitor are wanted, and what they may be wanted by.

use crate::{
    engine::{
        case::Case,
        desk::Desk,
        id::{EntryId, RuleId},
        in_order::by_name,
        people::Assignee,
        record::Records,
        rule::{EscalationRule, Following, PendingState, RuleEntry},
    },
    view::{
        case_fields::{assignee_key, assignee_of_key},
        phrase::assignee_words,
        rule_words::condition_words,
    },
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A value that a row must have, or must not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<T> {
    /// The value.
    pub value: T,
    /// Whether rows with it are left out instead.
    pub is_denied: bool,
}

impl<T: PartialEq> Wanted<T> {
    pub(super) fn allows(&self, value: &T) -> bool {
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

    pub(super) const fn of(state: &PendingState) -> Self {
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

    pub(super) fn looks_at_plans(&self) -> bool {
        self.rule.is_some() || self.entry.is_some()
    }

    pub(super) fn looks_at_cases(&self) -> bool {
        self.owner.is_some() || !self.text.is_empty()
    }

    pub(super) fn allows_case(&self, case: &Case) -> bool {
        let has_text = || {
            case.number.to_string().contains(&self.text)
                || case.subject.to_lowercase().contains(&self.text)
        };
        self.owner.is_none_or(|owner| owner.allows(&case.owner))
            && (self.text.is_empty() || has_text())
    }

    pub(super) fn allows_following(&self, following: &Following) -> bool {
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
    let option = |(entry, place): (&RuleEntry, usize)| {
        let words = condition_words(desk, entry);
        (entry.id.0.to_string(), format!("{place}. {words}"))
    };
    entries.iter().zip(1..).map(option).collect()
}

/// The owners of cases with something pending, by key.
#[must_use]
pub fn owner_filters(desk: &Desk) -> Vec<(String, String)> {
    let plans = desk.plans.values().filter(|plan| !plan.pending.is_empty());
    let owners: BTreeSet<Assignee> = plans
        .filter_map(|plan| desk.find::<Case>(plan.id))
        .map(|case| case.owner)
        .collect();
    let options = owners
        .into_iter()
        .map(|owner| (assignee_key(owner), assignee_words(desk, owner)));
    by_name(options.collect(), |(_, name)| name)
}
