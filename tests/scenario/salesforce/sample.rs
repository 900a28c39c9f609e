//! The sample workspace: loaded with one act, taken out with another.

use super::{ask, first_desk, imported, stamp};
use rung::engine::{advance::advance, command::Command, decide::Rejection, instant::Instant};

#[test]
fn the_sample_shows_cases_at_every_stage_and_its_rule_plans_them() {
    let mut desk = first_desk();
    ask(&mut desk, &Command::LoadSample).unwrap();
    assert_eq!(
        (desk.cases.len(), desk.calendars.len(), desk.rules.len()),
        (24, 3, 1)
    );
    assert!(desk.active_rule().is_some());
    let closed = desk.cases.values().filter(|case| case.is_closed()).count();
    let rows = || desk.plans.values().flat_map(|plan| &plan.pending);
    let now = stamp().at;
    let overdue = rows()
        .filter(|row| row.fire_at.is_some_and(|at| at <= now))
        .count();
    let soon = now.plus_minutes(60);
    let near = rows().filter(|row| row.fire_at.is_some_and(|at| now < at && at <= soon));
    assert_eq!(closed, 4);
    assert!(overdue >= 3, "{overdue}");
    assert!(near.count() >= 2);
    for case in desk.cases.values() {
        let account = &desk.accounts[&case.account.unwrap()];
        let hours = match &*account.name {
            "Tidewater Freight" => "Open at weekends",
            _ => "Office hours",
        };
        let calendar = case.calendar.unwrap();
        assert_eq!(&*desk.calendars[&calendar].name, hours);
        let open = |instant: &str| {
            let instant = Instant::parse(instant).unwrap();
            desk.open_hours(calendar).unwrap().is_open(instant)
        };
        assert!(open("2026-01-05T10:00:00Z"), "a Monday");
        let on_saturday = open("2026-01-10T11:00:00Z");
        assert_eq!(on_saturday, hours == "Open at weekends");
    }
    // What is overdue fires, and nothing is in its way.
    let mut n_fired = 0;
    while let Some(changes) = Some(advance(&desk, now)).filter(|changes| !changes.is_empty()) {
        desk.apply(changes);
        n_fired += 1;
    }
    assert_eq!(n_fired, overdue);
}

#[test]
fn taking_the_sample_out_leaves_the_desk_as_it_was() {
    let before = first_desk();
    let mut desk = first_desk();
    ask(&mut desk, &Command::LoadSample).unwrap();
    let again = ask(&mut desk, &Command::LoadSample).unwrap_err();
    assert_eq!(again, Rejection::SampleLoaded);
    assert_eq!(
        again.to_string(),
        "the sample workspace is loaded already: remove it first"
    );
    while !advance(&desk, stamp().at).is_empty() {
        let changes = advance(&desk, stamp().at);
        desk.apply(changes);
    }
    let (id, _) = desk.imports.first_key_value().unwrap();
    let remove = Command::RemoveImport(*id);
    ask(&mut desk, &remove).unwrap();
    assert!(*desk == *before);
}

#[test]
fn the_sample_leaves_a_rule_of_your_own_active_and_your_cases_alone() {
    let (mut desk, _) = imported(&["actions.xml"]);
    let create = Command::CreateCase {
        changes: Vec::new(),
        created_at: None,
        number: None,
    };
    ask(&mut desk, &create).unwrap();
    let (id, plan) = desk.plans.first_key_value().unwrap();
    let (id, plan) = (*id, plan.clone());
    ask(&mut desk, &Command::LoadSample).unwrap();
    assert_eq!(&*desk.active_rule().unwrap().name, "Ladder");
    assert_eq!(desk.plans[&id], plan);
}
