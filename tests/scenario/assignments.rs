//! Automatic assignments, at the polls of five minutes.

use crate::{
    replanned::level,
    support_desk::{SupportDesk, at},
};
use rung::{
    engine::{
        assignment::{
            AssignmentField, AssignmentOperator, AssignmentRule, AssignmentTest,
            EscalationAssignment, Matching, Since,
        },
        change::ChangeSet,
        command::{CaseChange, Command},
        desk::Desk,
        hand_off::Escalatee,
        history::Deed,
        id::{AssignmentId, AssignmentRuleId, CaseId},
        message::MessageKind,
        record::{Kind, Record},
        rule::{CaseField, Field},
        stamp::Actor,
    },
    view::assignment_draft::{new_assignment_rule, test_words},
};

fn older_than(minutes: u32) -> AssignmentTest {
    AssignmentTest {
        field: AssignmentField::Minutes(Since::Created),
        operator: AssignmentOperator::GreaterThan,
        values: vec![minutes.to_string().into()],
    }
}

fn subject_is(subject: &str) -> AssignmentTest {
    AssignmentTest {
        field: AssignmentField::Of(Field::Case(CaseField::Subject)),
        operator: AssignmentOperator::AnyOf,
        values: vec![subject.into()],
    }
}

fn assign(desk: &mut SupportDesk, tests: Vec<AssignmentTest>, targets: Vec<Escalatee>) -> u64 {
    let by = std::mem::replace(&mut desk.by, Actor::User(desk.admin));
    let order = u32::try_from(desk.desk.assignments.len()).unwrap();
    let rule = desk.add(&Command::SaveAssignmentRule(AssignmentRule {
        id: AssignmentRuleId(0),
        name: "Rule".into(),
        matching: Matching::All,
        tests,
    }));
    let made = desk.add(&Command::SaveAssignment(EscalationAssignment {
        id: AssignmentId(0),
        name: format!("Assignment {order}").into(),
        active: true,
        order,
        matching: Matching::All,
        rules: vec![rule.into()],
        targets,
        message: "Please look".into(),
    }));
    desk.by = by;
    made
}

/// Case, who was asked, and when.
fn asked(desk: &SupportDesk) -> Vec<(CaseId, Option<Escalatee>, String)> {
    let assigned = desk.history.iter().filter_map(|entry| match &entry.deed {
        Deed::Assigned(assigning) => Some((entry.case?, assigning.to, entry.at.to_string())),
        _ => None,
    });
    assigned.collect()
}

#[test]
fn cases_go_to_the_targets_in_turn_and_to_each_once_a_cycle() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.automated = true);
    let (sol, lea) = (Escalatee::User(desk.sol), Escalatee::User(desk.lea));
    assign(&mut desk, vec![older_than(30)], vec![sol, lea]);
    let cases = [(); 3].map(|()| desk.open_case(Vec::new()));
    desk.wait_until("2026-01-05T20:00:00Z");
    let when = "2026-01-05T14:35:00Z".to_owned();
    assert_eq!(
        asked(&desk),
        [
            (cases[0], Some(sol), when.clone()),
            (cases[1], Some(lea), when.clone()),
            (cases[2], Some(sol), when),
        ]
    );
    // Ending it does not bring it back in the same cycle; a reopening does, at the next poll.
    desk.ask(&Command::EndHandOff {
        case: cases[0],
        who: sol,
    });
    desk.wait_until("2026-01-06T10:01:00Z");
    assert_eq!(asked(&desk).len(), 3);
    desk.ask(&Command::CloseCase(cases[0]));
    desk.ask(&Command::ReopenCase(cases[0]));
    desk.wait_until("2026-01-06T12:00:00Z");
    assert_eq!(
        asked(&desk)[3..],
        [(cases[0], Some(lea), "2026-01-06T10:05:00Z".to_owned())]
    );
}

#[test]
fn the_first_that_matches_ends_the_pass_though_it_was_used() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.automated = true);
    let (sol, lea) = (Escalatee::User(desk.sol), Escalatee::User(desk.lea));
    let first = vec![older_than(10), subject_is("Invoice")];
    assign(&mut desk, first, vec![sol]);
    assign(&mut desk, vec![older_than(20)], vec![lea]);
    let case = desk.open_case(Vec::new());
    desk.wait_until("2026-01-05T18:02:00Z");
    assert_eq!(
        asked(&desk),
        [(case, Some(sol), "2026-01-05T14:15:00Z".to_owned())]
    );
    // Texts are compared as they are written; now the first one does not match any more.
    desk.ask(&Command::SaveCase {
        case,
        changes: vec![CaseChange::Subject("invoice".into())],
    });
    desk.wait_until("2026-01-05T19:00:00Z");
    assert_eq!(
        asked(&desk)[1..],
        [(case, Some(lea), "2026-01-05T18:05:00Z".to_owned())]
    );
}

#[test]
fn a_level_that_is_due_does_not_wait_for_a_poll_that_comes_after_it() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.automated = true);
    let sol = Escalatee::User(desk.sol);
    assign(&mut desk, vec![older_than(60)], vec![sol]);
    desk.activate(level(15));
    desk.open_case(Vec::new());
    desk.now = at("2026-01-05T14:20:00Z");
    desk.catch_up();
    let fired = desk.history.last().unwrap();
    assert!(matches!(fired.deed, Deed::Fired(_)), "{fired:?}");
    assert_eq!(fired.at, at("2026-01-05T14:15:00Z"));
}

#[test]
fn at_one_instant_a_level_fires_before_a_poll_hands_off() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.automated = true);
    let sol = Escalatee::User(desk.sol);
    assign(&mut desk, vec![older_than(10)], vec![sol]);
    desk.activate(level(15));
    desk.open_case(Vec::new());
    desk.wait_until("2026-01-05T14:15:00Z");
    let [.., fired, assigned] = &desk.history[..] else {
        panic!("two at once")
    };
    assert!(matches!(fired.deed, Deed::Fired(_)), "{fired:?}");
    assert!(matches!(assigned.deed, Deed::Assigned(_)), "{assigned:?}");
    assert_eq!(fired.at, assigned.at);
}

#[test]
fn nothing_comes_before_what_brought_it_about_though_the_page_was_shut() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.automated = true);
    let sol = Escalatee::User(desk.sol);
    assign(&mut desk, vec![subject_is("Pump")], vec![sol]);
    let case = desk.open_case(Vec::new());
    desk.now = at("2026-01-05T15:05:00Z");
    desk.ask(&Command::SaveCase {
        case,
        changes: vec![CaseChange::Subject("Pump".into())],
    });
    desk.now = at("2026-01-09T08:00:00Z");
    desk.catch_up();
    assert_eq!(
        asked(&desk),
        [(case, Some(sol), "2026-01-05T15:10:00Z".to_owned())]
    );
    let told = desk
        .history
        .iter()
        .find(|entry| matches!(entry.deed, Deed::Assigned(_)));
    assert_eq!(told.unwrap().processed_at, desk.now);
}

#[test]
fn years_of_idle_polls_are_not_stepped_through() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.automated = true);
    let sol = Escalatee::User(desk.sol);
    assign(&mut desk, vec![older_than(4_000_000)], vec![sol]);
    desk.open_case(Vec::new());
    assert_eq!(desk.desk.next_due(), Some(at("2033-08-14T08:45:00Z")));
}

#[test]
fn a_list_whose_people_left_waits_for_somebody_and_one_who_has_the_case_is_not_asked_twice() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.automated = true);
    let sol = Escalatee::User(desk.sol);
    let mut gone = desk.desk.users[&desk.sol].clone();
    gone.active = false;
    let mut back = gone.clone();
    back.active = true;
    desk.by = Actor::User(desk.admin);
    desk.ask(&Command::SaveUser(gone));
    desk.by = Actor::User(desk.ana);
    assign(&mut desk, vec![older_than(10)], vec![sol]);
    let case = desk.open_case(Vec::new());
    desk.wait_until("2026-01-05T16:00:00Z");
    assert_eq!(asked(&desk), []);
    desk.by = Actor::User(desk.admin);
    desk.ask(&Command::SaveUser(back));
    desk.by = Actor::User(desk.ana);
    desk.hand_off(case, vec![sol], "By hand");
    desk.wait_until("2026-01-05T17:00:00Z");
    assert_eq!(
        asked(&desk),
        [(case, None, "2026-01-05T16:05:00Z".to_owned())]
    );
    assert_eq!(desk.messages.last().unwrap().kind, MessageKind::System);
}

/// The desk that another page would read from the storage.
fn read_anew(desk: &Desk) -> Desk {
    let nothing = ChangeSet::default();
    let stored = desk.overlaid(&nothing);
    let mut records = Vec::new();
    for kind in Kind::ALL {
        let ids = desk.ids(*kind);
        if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
            let page = stored.encode_page(*kind, *first..=*last).unwrap();
            records.extend(Record::decode_page(*kind, &page).unwrap());
        }
    }
    Desk::load(records, desk.counters().clone())
}

#[test]
fn a_page_that_is_opened_knows_the_same_next_poll() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.automated = true);
    let (sol, lea) = (Escalatee::User(desk.sol), Escalatee::User(desk.lea));
    assign(&mut desk, vec![subject_is("Pump")], vec![sol]);
    assign(&mut desk, vec![older_than(90)], vec![lea]);
    let cases = [(); 3].map(|()| desk.open_case(Vec::new()));
    for (minute, case) in (3..).step_by(7).zip(cases) {
        desk.now = at("2026-01-05T14:00:00Z").plus_minutes(minute);
        let changes = vec![CaseChange::Subject("Pump".into())];
        desk.ask(&Command::SaveCase { case, changes });
        assert_eq!(read_anew(&desk.desk).next_due(), desk.desk.next_due());
    }
    let mut dues = Vec::new();
    while let Some(due) = desk.desk.next_due() {
        dues.push(due.to_string());
        desk.now = due;
        desk.catch_up();
        let other = read_anew(&desk.desk);
        assert!(other == desk.desk);
        assert_eq!(other.next_due(), desk.desk.next_due());
    }
    // The first assignment matches on, so the second one never has its turn.
    assert_eq!(dues, ["2026-01-05T14:20:00Z"]);
    assert_eq!(asked(&desk).len(), 3);
}

/// Semantics 8.7: closed cases are never touched, and the first rule of a desk says so.
#[test]
fn the_first_rule_of_a_desk_begins_as_that_of_the_open_cases() {
    let mut desk = SupportDesk::open();
    let (name, draft) = new_assignment_rule(&desk.desk);
    assert_eq!(name, "Open cases");
    let test = draft.test();
    assert_eq!(test_words(&desk.desk, &test), "Status is none of Closed");
    let sol = Escalatee::User(desk.sol);
    assign(&mut desk, vec![test], vec![sol]);
    let (name, draft) = new_assignment_rule(&desk.desk);
    assert_eq!((name.as_str(), draft.values.as_str()), ("", ""));
}
