//! The list of cases: in which order, and what a row shows.

use super::{
    added_field,
    case_filter::{CaseColumn, CaseFilter, CaseOrder},
    escalation::{CaseMarks, case_marks},
};
use crate::engine::{
    case::{Case, custom_text},
    choice::Choice,
    desk::Desk,
    id::{CaseId, CustomFieldId},
    instant::Instant,
    people::Assignee,
    rule::{EscalationPlan, Following, PendingState},
    wording::assignee_name,
};
use std::collections::HashMap;

/// The cases of a list in their order; equal ones by number.
#[must_use]
pub fn case_ids(desk: &Desk, filter: &CaseFilter, order: CaseOrder) -> Vec<CaseId> {
    let words: Vec<String> = filter
        .text
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    let cases = desk
        .cases
        .values()
        .filter(|case| filter.takes(desk, case, &words));
    let by_text = matches!(order.column, CaseColumn::Subject | CaseColumn::Added);
    let descending = order.descending && !by_text;
    let rank = Ranks::new(desk, order.column, filter.added);
    let mut keyed: Vec<(u64, u64, CaseId)> = cases
        .map(|case| (rank.of(desk, case, descending), case.number, case.id))
        .collect();
    if by_text {
        keyed.sort_by_cached_key(|(rank, number, id)| {
            let text = desk.cases.get(id).map(|case| match order.column {
                CaseColumn::Added => filter.added.map_or("", |id| custom_text(&case.custom, id)),
                _ => &case.subject,
            });
            (*rank, text.map(str::to_lowercase), *number)
        });
        if order.descending {
            keyed.reverse();
        }
    } else {
        keyed.sort_unstable();
    }
    keyed.into_iter().map(|(_, _, id)| id).collect()
}

/// What a column orders by, as numbers: names are ranked once, not compared for each pair.
struct Ranks {
    column: CaseColumn,
    owners: HashMap<Assignee, u64>,
    /// The added field, where it holds numbers or times.
    ranked: Option<CustomFieldId>,
}

impl Ranks {
    fn new(desk: &Desk, column: CaseColumn, added: Option<CustomFieldId>) -> Self {
        let mut owners: Vec<Assignee> = Vec::new();
        if column == CaseColumn::Owner {
            owners.extend(desk.users.keys().map(|id| Assignee::User(*id)));
            owners.extend(desk.queues.keys().map(|id| Assignee::Queue(*id)));
            owners.sort_by_cached_key(|owner| assignee_name(desk, *owner).to_lowercase());
        }
        Self {
            column,
            owners: owners.into_iter().zip(0..).collect(),
            ranked: added.filter(|_| added_field::is_ranked(desk, added)),
        }
    }

    fn of(&self, desk: &Desk, case: &Case, descending: bool) -> u64 {
        let order_of = |choice: Option<&Choice>| choice.map_or(0, |choice| u64::from(choice.order));
        let rank = match self.column {
            CaseColumn::Number => case.number,
            CaseColumn::Subject => 0,
            CaseColumn::Added => {
                let rank = |id| added_field::rank(desk, id, custom_text(&case.custom, id));
                self.ranked.and_then(rank).map_or(0, from_zero)
            }
            CaseColumn::Owner => self.owners.get(&case.owner).copied().unwrap_or(u64::MAX),
            CaseColumn::Priority => order_of(case.priority.and_then(|id| desk.choices.get(&id))),
            CaseColumn::Status => desk
                .statuses
                .get(&case.status)
                .map_or(0, |status| u64::from(status.order)),
            // The older, the greater.
            CaseColumn::Age => u64::MAX - in_order(case.created.at),
            CaseColumn::NextEscalation => {
                let Some(next) = next_escalation(desk, case.id) else {
                    return u64::MAX;
                };
                in_order(next.due_at)
            }
        };
        if descending { u64::MAX - rank } else { rank }
    }
}

/// A number that orders instants as they follow each other.
fn in_order(at: Instant) -> u64 {
    from_zero(at.seconds())
}

/// The same order from zero on.
const fn from_zero(rank: i64) -> u64 {
    rank.abs_diff(i64::MIN)
}

/// The next escalation of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NextEscalation {
    /// When it is due.
    pub due_at: Instant,
    /// When it fires.
    pub fire_at: Instant,
}

/// The pending action of a case that is due first; `None` when none may fire.
#[must_use]
pub fn next_escalation(desk: &Desk, case: CaseId) -> Option<NextEscalation> {
    let plan: &EscalationPlan = desk.plans.get(&case)?;
    let pending = plan
        .pending
        .iter()
        .filter(|row| row.state == PendingState::Pending);
    let due = pending.filter_map(|row| {
        Some(NextEscalation {
            due_at: row.due_at?,
            fire_at: row.fire_at?,
        })
    });
    due.min_by_key(|next| next.due_at)
}

/// Whether the clock of a case stands still at `now`: outside its business hours, or while the case
/// waits.
#[must_use]
pub fn is_paused(desk: &Desk, case: CaseId, now: Instant) -> bool {
    let following = desk
        .plans
        .get(&case)
        .and_then(|plan| plan.following.as_ref());
    let calendar = following.and_then(|following| following.calendar);
    let hours = calendar.and_then(|id| desk.open_hours(id));
    following.is_some_and(Following::is_paused) || hours.is_some_and(|hours| !hours.is_open(now))
}

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaseRow {
    /// Names the case.
    pub id: CaseId,
    /// Its number.
    pub number: u64,
    /// Its subject.
    pub subject: String,
    /// The customer's company.
    pub account: String,
    /// Who has it.
    pub owner: String,
    /// How urgent it is.
    pub priority: String,
    /// How far along it is.
    pub status: String,
    /// What the added field that is shown holds.
    pub added: String,
    /// When it was opened.
    pub created_at: Instant,
    /// When it escalates next.
    pub next: Option<NextEscalation>,
    /// Why it is shown as escalated.
    pub marks: CaseMarks,
    /// Whether it is closed.
    pub is_closed: bool,
}

/// The row of one case, with the value of an added field; `None` when the case is gone.
#[must_use]
pub fn case_row(desk: &Desk, id: CaseId, added: Option<CustomFieldId>) -> Option<CaseRow> {
    let case = desk.cases.get(&id)?;
    let priority = case.priority.and_then(|id| desk.choices.get(&id));
    let account = case.account.and_then(|id| desk.accounts.get(&id));
    Some(CaseRow {
        id,
        number: case.number,
        subject: case.subject.to_string(),
        account: account
            .map(|account| account.name.to_string())
            .unwrap_or_default(),
        owner: assignee_name(desk, case.owner).to_owned(),
        priority: priority
            .map(|priority| priority.name.to_string())
            .unwrap_or_default(),
        status: desk
            .statuses
            .get(&case.status)
            .map(|status| status.name.to_string())
            .unwrap_or_default(),
        added: added
            .map(|id| added_field::shown(desk, id, custom_text(&case.custom, id)))
            .unwrap_or_default(),
        created_at: case.created.at,
        next: next_escalation(desk, id),
        marks: case_marks(desk, id),
        is_closed: case.is_closed(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{
            change::ChangeSet,
            choice::{CustomField, CustomFieldOf},
            field_type::FieldType,
        },
        view::added_field::column_options,
    };

    #[test]
    fn an_added_field_is_a_column_that_is_searched_and_orders_by_its_type() {
        let mut desk = Desk::new(1);
        let seats = CustomField {
            id: CustomFieldId(9),
            field_type: FieldType::Number,
            ..CustomField::new(CustomFieldOf::Case, "Seats__c")
        };
        let mut changes = ChangeSet::default();
        changes.put(seats);
        for (id, seats) in [(1, "100"), (2, "20"), (3, "-5"), (4, "")] {
            let stamp = serde_json::json!({"at": 0, "by": "System"});
            let case = serde_json::json!({
                "id": id, "number": id, "subject": "X", "status": 1, "owner": {"User": 1},
                "custom": [[9, seats]], "created": stamp, "last_modified": stamp,
            });
            changes.put(serde_json::from_value::<Case>(case).unwrap());
        }
        desk.apply(changes);
        let ids = |query: &[(&str, &str)], order: &str| -> Vec<u64> {
            let pairs = query.iter().chain(&[("field", "9")]);
            let query = pairs.map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
            let filter = CaseFilter::parse(&query.collect());
            let ids = case_ids(&desk, &filter, CaseOrder::parse(order)).into_iter();
            ids.map(|id| id.0).collect()
        };
        assert_eq!(ids(&[], "added"), [4, 3, 2, 1]);
        assert_eq!(ids(&[], "-added"), [1, 2, 3, 4]);
        assert_eq!(ids(&[("q", "20")], "added"), [2]);
        let row = case_row(&desk, CaseId(1), Some(CustomFieldId(9))).unwrap();
        assert_eq!(row.added, "100");
        assert_eq!(column_options(&desk, CustomFieldOf::Case)[1].1, "Seats");
    }

    #[test]
    fn a_column_of_dates_is_searched_by_what_it_shows() {
        let mut changes = ChangeSet::default();
        changes.put(CustomField {
            id: CustomFieldId(9),
            field_type: FieldType::Date,
            ..CustomField::new(CustomFieldOf::Case, "Renewal__c")
        });
        let stamp = serde_json::json!({"at": 0, "by": "System"});
        let case = serde_json::json!({
            "id": 1, "number": 1, "subject": "X", "status": 1, "owner": {"User": 1},
            "custom": [[9, "2026-03-10"]], "created": stamp, "last_modified": stamp,
        });
        changes.put(serde_json::from_value::<Case>(case).unwrap());
        let mut desk = Desk::new(1);
        desk.apply(changes);
        for (words, n_found) in [("10 mar", 1), ("10 nov", 0)] {
            let query = [("field", "9"), ("q", words)];
            let query = query.map(|(key, value)| (key.to_owned(), value.to_owned()));
            let filter = CaseFilter::parse(&query.into_iter().collect());
            let found = case_ids(&desk, &filter, CaseOrder::parse("added"));
            assert_eq!(found.len(), n_found, "{words}");
        }
    }
}
