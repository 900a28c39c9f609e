//! The lists that people choose from.

use super::{Rejection, check, save_record};
use crate::engine::{
    change::ChangeSet,
    choice::{CaseStatus, Choice, ChoiceList},
    desk::Desk,
    field_error::FieldError,
    id::ChoiceId,
    record::Records,
    stamp::Stamp,
};

pub(super) fn add_choice(
    desk: &Desk,
    list: ChoiceList,
    name: &str,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let name = name.trim();
    let of_list = || desk.choices.values().filter(|choice| choice.list == list);
    let problem = if name.is_empty() {
        Some("give it a name")
    } else if of_list().any(|choice| choice.name.eq_ignore_ascii_case(name)) {
        Some("the list has that already")
    } else {
        None
    };
    check(
        problem
            .map(|reason| FieldError::new("name", reason))
            .into_iter()
            .collect(),
    )?;
    let choice = Choice {
        id: ChoiceId(0),
        list,
        name: name.into(),
        order: of_list().map(|choice| choice.order).max().unwrap_or(0) + 1,
    };
    save_record(desk, choice, |choice, id| choice.id = id, stamp)
}

pub(super) fn save_status(
    desk: &Desk,
    status: &CaseStatus,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut others = desk.statuses.values().filter(|other| other.id != status.id);
    let before = desk.find::<CaseStatus>(status.id);
    let in_use = |change: fn(&CaseStatus, &CaseStatus) -> bool| {
        before.is_some_and(|before| change(before, status))
            && desk.cases.values().any(|case| case.status == status.id)
    };
    let problem = if status.name.trim().is_empty() {
        Some(("name", "give it a name"))
    } else if others.any(|other| other.name.eq_ignore_ascii_case(&status.name)) {
        Some(("name", "there is a status of that name already"))
    } else if in_use(|before, after| before.stage != after.stage) {
        Some(("stage", "cases are in this status: make another one"))
    } else if in_use(|before, after| before.on_hold != after.on_hold) {
        Some(("on_hold", "cases are in this status: make another one"))
    } else {
        None
    };
    let problem = problem.map(|(field, reason)| FieldError::new(field, reason));
    check(problem.into_iter().collect())?;
    save_record(desk, status.clone(), |status, id| status.id = id, stamp)
}
