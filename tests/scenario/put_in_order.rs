//! In which order people see the values of lists.

use crate::looked_at::{ask, first_desk, refused};
use rung::engine::{
    choice::{CaseStatus, Choice, ChoiceList},
    command::Command,
    desk::Desk,
    escalation::{EscalationReason, EscalationSeverity},
    people::User,
    record::{RecordKey, Stored},
};

fn reasons(desk: &Desk) -> Vec<&str> {
    let mut all: Vec<_> = desk.escalation_reasons.values().collect();
    all.sort_by_key(|reason| reason.order);
    all.iter().map(|reason| &*reason.name).collect()
}

#[test]
fn new_values_come_one_after_the_other_behind_the_last_of_their_list() {
    let mut desk = first_desk();
    let add = |desk: &mut Desk, list, name: &str| {
        let choice = Choice {
            id: 0.into(),
            list,
            name: name.into(),
            order: 0,
        };
        ask(desk, &Command::SaveChoice(choice));
        desk.choices.values().next_back().unwrap().order
    };
    let product = ChoiceList::Product;
    assert!(desk.choices_of(product).is_empty());
    assert_eq!(add(&mut desk, product, "Toaster"), 1);
    assert_eq!(add(&mut desk, product, "Kettle"), 2);
    let last = desk.choices_of(ChoiceList::Priority).last().unwrap().order;
    assert_eq!(add(&mut desk, ChoiceList::Priority, "Urgent"), last + 1);
}

#[test]
fn values_are_seen_in_the_order_they_are_put_in_and_only_those_that_moved_are_told_of() {
    let mut desk = first_desk();
    let [one, two, three] = desk.escalation_reasons.keys().copied().collect::<Vec<_>>()[..] else {
        panic!("three are shipped");
    };
    let keys = [two, one, three].map(EscalationReason::key);
    let told = ask(&mut desk, &Command::PutInOrder(keys.to_vec()));
    assert_eq!(
        reasons(&desk),
        [
            "Lack of Progress",
            "Inactivity",
            "Customer Imposed Deadline"
        ]
    );
    let about: Vec<_> = told.iter().map(|entry| entry.about).collect();
    assert_eq!(about, [keys[0], keys[1]]);
    assert_eq!(ask(&mut desk, &Command::PutInOrder(keys.to_vec())), []);
    let gone = [one, 999.into()].map(EscalationReason::key);
    let told = refused(&desk, &Command::PutInOrder(gone.to_vec()));
    assert_eq!(
        told.as_deref(),
        Some("the escalation reason is not here any more")
    );
}

/// Puts all of a list the other way round.
fn turn(desk: &mut Desk, keys: impl IntoIterator<Item = RecordKey>) {
    let mut keys: Vec<RecordKey> = keys.into_iter().collect();
    keys.reverse();
    ask(desk, &Command::PutInOrder(keys));
}

#[test]
fn statuses_severities_and_values_are_put_in_order_in_the_same_way() {
    let mut desk = first_desk();
    let statuses: Vec<_> = desk.statuses.keys().copied().collect();
    turn(&mut desk, statuses.into_iter().map(CaseStatus::key));
    let names = desk.statuses_in_order();
    let names: Vec<&str> = names.iter().map(|status| &*status.name).collect();
    assert_eq!(
        names,
        [
            "Closed",
            "Re-Opened",
            "Escalated",
            "On Hold",
            "In Progress",
            "Not Started",
            "New",
        ]
    );
    let priorities = desk.choices_of(ChoiceList::Priority).into_iter();
    let priorities: Vec<_> = priorities.map(|choice| Choice::key(choice.id)).collect();
    turn(&mut desk, priorities);
    let names = desk.choices_of(ChoiceList::Priority);
    let names: Vec<&str> = names.iter().map(|choice| &*choice.name).collect();
    assert_eq!(names, ["High", "Medium", "Low"]);
    let severities: Vec<_> = desk.severities.keys().copied().collect();
    turn(
        &mut desk,
        severities.into_iter().map(EscalationSeverity::key),
    );
    let first = desk.severities.values().min_by_key(|one| one.order);
    assert_eq!(&*first.unwrap().name, "Medium");
}

#[test]
fn what_has_no_order_is_not_put_in_one() {
    let desk = first_desk();
    let you = User::key(*desk.users.keys().next().unwrap());
    let told = refused(&desk, &Command::PutInOrder(vec![you]));
    assert_eq!(told.as_deref(), Some("the user is not here any more"));
}
