//! What keeps a case from being saved.

use super::Rejection;
use crate::engine::{
    case::Case,
    choice::{CaseStatus, Choice},
    desk::Desk,
    field_error::FieldError,
    people::{Assignee, Group},
    record::Records,
};

/// Characters of a subject, at most.
pub const SUBJECT_CHARACTERS_MAX: usize = 255;

pub(super) fn check(desk: &Desk, case: &Case) -> Result<(), Rejection> {
    let mut problems = Vec::new();
    let n_characters = case.subject.chars().count();
    if n_characters > SUBJECT_CHARACTERS_MAX {
        let reason = format!("at most {SUBJECT_CHARACTERS_MAX} characters fit");
        problems.push(FieldError::new("subject", reason));
    }
    if desk.find::<CaseStatus>(case.status).is_none() {
        problems.push(FieldError::new("status", "choose one of the statuses"));
    }
    let choices = [
        ("priority", case.priority),
        ("type", case.case_type),
        ("origin", case.origin),
        ("reason", case.reason),
        ("product", case.product),
        ("record_type", case.record_type),
    ];
    for (field, choice) in choices {
        if choice.is_some_and(|choice| desk.find::<Choice>(choice).is_none()) {
            problems.push(FieldError::new(field, "choose one of the list"));
        }
    }
    let owner_known = match case.owner {
        Assignee::User(id) => desk.users.contains_key(&id),
        Assignee::Queue(id) => desk.queues.contains_key(&id),
    };
    let group = case.assignment_group;
    if group.is_some_and(|group| desk.find::<Group>(group).is_none()) {
        problems.push(FieldError::new(
            "assignment_group",
            "choose one of the groups",
        ));
    }
    if !owner_known {
        problems.push(FieldError::new("owner", "choose a user or a queue"));
    }
    super::check(problems)
}
