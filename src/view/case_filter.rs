//! Which cases a list shows and in which order, as the address has it.

use super::{
    added_field::shown,
    case_fields::{assignee_key, assignee_of_key},
    escalation::case_marks,
};
use crate::engine::{
    case::{Case, custom_text},
    desk::Desk,
    id::{ChoiceId, CustomFieldId, StatusId},
    people::Assignee,
};
use std::collections::BTreeMap;

/// Which cases a list shows, kept in the address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseFilter {
    /// Words that must stand in the number, the subject, the account's name or the added column.
    pub text: String,
    /// Open ones, closed ones, all, or those of one status.
    pub status: StatusFilter,
    /// Those that one user or queue has.
    pub owner: Option<Assignee>,
    /// Those of one priority.
    pub priority: Option<ChoiceId>,
    /// Those that are escalated only: by a rule, by a record or by a hand-off (semantics 0.2).
    pub escalated_only: bool,
    /// An added field that has a column of its own.
    pub added: Option<CustomFieldId>,
}

/// Which statuses a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StatusFilter {
    /// All that are not closed.
    #[default]
    Open,
    /// The closed ones.
    Closed,
    /// Whatever their status.
    All,
    /// Those in one status.
    One(StatusId),
}

/// A column that the list can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CaseColumn {
    /// The case's number.
    Number,
    /// The subject.
    Subject,
    /// Who has it.
    Owner,
    /// How urgent it is, in the order of the list of priorities.
    Priority,
    /// How far along it is, in the order of the list of statuses.
    Status,
    /// The added field that is shown.
    Added,
    /// How old it is.
    Age,
    /// When it will escalate next; those that will not come last.
    #[default]
    NextEscalation,
}

impl CaseColumn {
    const NAMES: [(Self, &'static str); 8] = [
        (Self::Number, "number"),
        (Self::Subject, "subject"),
        (Self::Owner, "owner"),
        (Self::Priority, "priority"),
        (Self::Status, "status"),
        (Self::Added, "added"),
        (Self::Age, "age"),
        (Self::NextEscalation, "next"),
    ];

    /// As the address has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        let named = Self::NAMES.iter().find(|(column, _)| *column == self);
        named.map_or("next", |(_, name)| name)
    }
}

/// The order of the list, kept in the address: `-age` is from the oldest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaseOrder {
    /// By which column.
    pub column: CaseColumn,
    /// From the greatest on.
    pub descending: bool,
}

impl CaseOrder {
    /// As the address has it; what cannot be read is the usual order.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (descending, name) = match text.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, text),
        };
        let named = CaseColumn::NAMES.iter().find(|(_, known)| *known == name);
        named.map_or_else(Self::default, |(column, _)| Self {
            column: *column,
            descending,
        })
    }

    /// What [`CaseOrder::parse`] makes this order from.
    #[must_use]
    pub fn text(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.column.name())
    }
}

impl CaseFilter {
    /// The filter in the pairs of an address; what cannot be read filters nothing.
    #[must_use]
    pub fn parse(query: &BTreeMap<String, String>) -> Self {
        let value = |key: &str| query.get(key).map_or("", String::as_str);
        let number = |key: &str| value(key).parse::<u64>().ok();
        Self {
            text: value("q").to_owned(),
            status: match value("status") {
                "closed" => StatusFilter::Closed,
                "all" => StatusFilter::All,
                _ => number("status").map_or(StatusFilter::Open, |id| StatusFilter::One(id.into())),
            },
            owner: assignee_of_key(value("owner")),
            priority: number("priority").map(ChoiceId),
            escalated_only: value("escalated") == "yes",
            added: number("field").map(CustomFieldId),
        }
    }

    /// The value that the address has for a key of [`CaseFilter::parse`].
    #[must_use]
    pub fn value(&self, key: &str) -> String {
        match key {
            "q" => self.text.clone(),
            "status" => match self.status {
                StatusFilter::Open => String::new(),
                StatusFilter::Closed => "closed".to_owned(),
                StatusFilter::All => "all".to_owned(),
                StatusFilter::One(id) => id.0.to_string(),
            },
            "owner" => self.owner.map(assignee_key).unwrap_or_default(),
            "priority" => self.priority.map(|id| id.0.to_string()).unwrap_or_default(),
            "field" => self.added.map(|id| id.0.to_string()).unwrap_or_default(),
            "escalated" if self.escalated_only => "yes".to_owned(),
            _ => String::new(),
        }
    }

    pub(super) fn takes(&self, desk: &Desk, case: &Case, words: &[String]) -> bool {
        let status = match self.status {
            StatusFilter::Open => !case.is_closed(),
            StatusFilter::Closed => case.is_closed(),
            StatusFilter::All => true,
            StatusFilter::One(id) => case.status == id,
        };
        status
            && self.owner.is_none_or(|owner| case.owner == owner)
            && self
                .priority
                .is_none_or(|priority| case.priority == Some(priority))
            && (!self.escalated_only || case_marks(desk, case.id).is_escalated())
            && (words.is_empty() || self.has_words(desk, case, words))
    }

    fn has_words(&self, desk: &Desk, case: &Case, words: &[String]) -> bool {
        let account = case.account.and_then(|id| desk.accounts.get(&id));
        let external = case.external_number.as_deref().unwrap_or("");
        let name = account.map_or("", |account| &account.name);
        let added = self.added.map_or_else(String::new, |id| {
            shown(desk, id, custom_text(&case.custom, id))
        });
        let text = format!("{} {external} {} {name} {added}", case.number, case.subject);
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_and_an_order_survive_the_address() {
        let query: BTreeMap<String, String> = [
            ("q", "printer"),
            ("status", "all"),
            ("owner", "q7"),
            ("priority", "12"),
            ("escalated", "yes"),
            ("field", "9"),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
        let filter = CaseFilter::parse(&query);
        assert_eq!(filter.owner, Some(Assignee::Queue(7.into())));
        for (key, value) in &query {
            assert_eq!(filter.value(key), *value, "{key}");
        }
        for text in ["-age", "next", "owner"] {
            assert_eq!(CaseOrder::parse(text).text(), text);
        }
        assert_eq!(CaseOrder::parse("-weather"), CaseOrder::default());
    }
}
