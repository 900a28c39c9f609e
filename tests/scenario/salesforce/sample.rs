//! The sample workspace: loaded with one act, taken out with another.

use super::{ask, first_desk, imported, stamp};
use rung::engine::{
    advance::{advance, catch_up},
    case::Case,
    command::Command,
    decide::Rejection,
    desk::Desk,
    instant::Instant,
    people::Assignee,
    roles::Role,
};

fn sample() -> Desk {
    let mut desk = first_desk();
    ask(&mut desk, &Command::LoadSample).unwrap();
    desk
}

fn case<'d>(desk: &'d Desk, subject: &str) -> &'d Case {
    let mut cases = desk.cases.values();
    cases.find(|case| &*case.subject == subject).unwrap()
}

/// The name of whoever has a case.
fn owner<'d>(desk: &'d Desk, subject: &str) -> &'d str {
    match case(desk, subject).owner {
        Assignee::User(id) => &desk.users[&id].name,
        Assignee::Queue(id) => &desk.queues[&id].name,
    }
}

fn due(desk: &Desk, subject: &str) -> Vec<String> {
    let plan = &desk.plans[&case(desk, subject).id];
    let due = plan.pending.iter().filter_map(|row| row.due_at);
    due.map(|due| due.to_string()).collect()
}

#[test]
fn people_and_queues_of_the_sample_have_its_cases() {
    let desk = sample();
    let users = desk.users.values().skip(1);
    let users: Vec<_> = users
        .map(|user| (&*user.name, user.roles.clone()))
        .collect();
    assert_eq!(
        users,
        [
            ("Ana Ruiz", vec![Role::Agent]),
            ("Ben Okafor", vec![Role::Agent]),
            ("Chiyo Tanaka", vec![Role::Agent]),
            ("Dana Levy", vec![Role::Manager]),
        ]
    );
    for (subject, name) in [
        ("Ward tablets lose the network at night", "Ana Ruiz"),
        ("Container tracking stands still", "Ben Okafor"),
        ("Label printer feeds blank labels", "Chiyo Tanaka"),
        ("Please add two reception accounts", "First line"),
        ("Card payments fail in both shops", "Second line"),
    ] {
        assert_eq!(owner(&desk, subject), name, "{subject}");
    }
    let n_in = |name: &str| {
        let mut statuses = desk.statuses.values();
        let status = statuses.find(|status| &*status.name == name).unwrap().id;
        let cases = desk.cases.values();
        cases.filter(|case| case.status == status).count()
    };
    assert_eq!((n_in("In Progress"), n_in("On Hold")), (4, 3));
}

#[test]
fn the_rule_of_the_sample_tells_after_two_hours_and_hands_over_after_four() {
    let mut desk = sample();
    let ward = "Ward tablets lose the network at night";
    assert_eq!(
        due(&desk, ward),
        ["2026-03-10T15:25:00Z", "2026-03-10T17:25:00Z"]
    );
    let waits = "Backup warning every Sunday";
    assert_eq!(
        due(&desk, waits),
        ["2026-03-10T15:10:00Z"],
        "two days after it came to wait"
    );
    for (until, name) in [
        ("2026-03-10T17:24:59Z", "Ana Ruiz"),
        ("2026-03-10T17:25:00Z", "Second line"),
    ] {
        let until = Instant::parse(until).unwrap();
        while let Some(changes) = catch_up(&mut desk, until, 100) {
            desk.apply(changes);
        }
        assert_eq!(owner(&desk, ward), name, "{until:?}");
    }
}

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
