//! A save does what is due on its own case, even while everything else is held (semantics 13.5).

use crate::{
    looked_at::{ask, at},
    replanned::desk_with_levels,
};
use rung::engine::{
    advance::{catch_up, catch_up_case},
    command::{CaseChange, Command},
    desk::Desk,
    id::CaseId,
    rule::EscalationClock,
};

/// Two cases with a level due on Wednesday at eleven.
fn two_cases() -> (Desk, [CaseId; 2]) {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let create = Command::CreateCase {
        changes: vec![CaseChange::Subject("Scanner".into())],
        created_at: None,
        number: None,
    };
    ask(&mut desk, &create);
    let ids: Vec<CaseId> = desk.cases.keys().copied().collect();
    (desk, ids.try_into().unwrap())
}

#[test]
fn only_the_own_case_fires_and_the_other_still_waits() {
    let (mut desk, [printer, scanner]) = two_cases();
    let (before, due) = (desk.clone(), at("2026-03-11T11:00:00Z"));
    let changes = catch_up_case(&mut desk, scanner, due).unwrap();
    assert!(desk == before, "nothing is done before it is stored");
    assert_eq!(changes.fired_keys().count(), 1);
    desk.apply(changes);
    assert!(desk.cases[&scanner].is_escalated);
    assert!(!desk.cases[&printer].is_escalated);
    assert!(catch_up_case(&mut desk, scanner, due).is_none());
    let the_other = catch_up(&mut desk, due, usize::MAX).unwrap();
    assert_eq!(the_other.fired_keys().count(), 1);
}

#[test]
fn nothing_fires_before_its_time() {
    let (mut desk, [printer, _]) = two_cases();
    assert!(catch_up_case(&mut desk, printer, at("2026-03-11T10:59:59Z")).is_none());
}
