//! How a case went, as numbers (semantics 11.8).

use super::phrase::lasted;
use crate::engine::{
    case::Case,
    history::{Deed, HistoryEntry},
    instant::Instant,
    message::{Message, MessageKind},
    people::Assignee,
};

/// How long it took, in seconds; `None` for what has not happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseMetrics {
    /// How long it was open, all open cycles together.
    pub open: i64,
    /// How long it waited for somebody outside while it was open.
    pub on_hold: i64,
    /// Until a person had it.
    pub to_assign: Option<i64>,
    /// Until the customer was first answered.
    pub first_response: Option<i64>,
    /// Until it was closed for the last time.
    pub to_close: Option<i64>,
    /// Until it was first saved.
    pub first_updated: Option<i64>,
}

/// The metrics of a case at `now`, from its history and its messages, both oldest first.
#[must_use]
pub fn case_metrics(
    case: &Case,
    history: &[HistoryEntry],
    messages: &[Message],
    now: Instant,
) -> CaseMetrics {
    let since_created = |at: Instant| at.seconds_since(case.created.at).max(0);
    let replied = messages
        .iter()
        .find(|message| message.kind == MessageKind::Reply);
    let n_closed = closed_seconds(case, history, now);
    CaseMetrics {
        open: (since_created(now) - n_closed).max(0),
        on_hold: case
            .holds
            .iter()
            .map(|hold| hold.until.unwrap_or(now).seconds_since(hold.from).max(0))
            .sum(),
        to_assign: assigned_at(case, history).map(since_created),
        first_response: replied.map(|message| since_created(message.said.at)),
        to_close: case.closed_at.map(since_created),
        first_updated: case.first_modified_at.map(since_created),
    }
}

impl CaseMetrics {
    /// Each with its name, in words.
    #[must_use]
    pub fn lines(&self) -> [(&'static str, String); 6] {
        let words = |seconds: Option<i64>| seconds.map_or("not yet".to_owned(), lasted);
        [
            ("Time open", lasted(self.open)),
            ("Time on hold", lasted(self.on_hold)),
            ("Time to assign", words(self.to_assign)),
            ("First response", words(self.first_response)),
            ("Time to close", words(self.to_close)),
            ("First updated", words(self.first_updated)),
        ]
    }
}

/// How long it was closed up to now.
fn closed_seconds(case: &Case, history: &[HistoryEntry], now: Instant) -> i64 {
    let mut closed = 0;
    let mut closed_at = None;
    for entry in history {
        match entry.deed {
            Deed::Closed => closed_at = closed_at.or(Some(entry.at)),
            Deed::Reopened => {
                let since: Option<Instant> = closed_at.take();
                closed += since.map_or(0, |since| entry.at.seconds_since(since));
            }
            _ => {}
        }
    }
    // What came in closed has no entry that says so.
    let still = case
        .closed_at
        .map(|at| now.seconds_since(closed_at.unwrap_or(at)));
    closed + still.unwrap_or(0).max(0)
}

/// When a person first had it.
fn assigned_at(case: &Case, history: &[HistoryEntry]) -> Option<Instant> {
    let mut changes = history.iter().flat_map(|entry| {
        let owners = entry
            .changes
            .iter()
            .filter(|change| &*change.field == "owner");
        owners.map(move |change| (entry.at, change))
    });
    let owner = |value: &serde_json::Value| serde_json::from_value::<Assignee>(value.clone()).ok();
    let is_person = |owner: Option<Assignee>| matches!(owner, Some(Assignee::User(_)));
    match changes.next() {
        None => is_person(Some(case.owner)).then_some(case.created.at),
        Some((_, first)) if is_person(owner(&first.before)) => Some(case.created.at),
        Some((at, first)) if is_person(owner(&first.after)) => Some(at),
        Some(_) => changes
            .find(|(_, change)| is_person(owner(&change.after)))
            .map(|(at, _)| at),
    }
}
