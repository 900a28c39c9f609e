//! What moves the next poll of automatic assignments, and what a test of a rule says of a case.

use crate::support_desk::{SupportDesk, at};
use rung::{
    engine::{
        account::Account,
        advance::catch_up,
        assignment::{
            AssignmentField, AssignmentOperator, AssignmentRule, AssignmentTest,
            EscalationAssignment, explain_assignments,
        },
        calendar::ZoneTable,
        choice::{CustomField, CustomFieldOf},
        command::{CaseChange, Command},
        field_type::FieldType,
        hand_off::Escalatee,
        history::Deed,
        id::{AccountId, CaseId, CustomFieldId},
        instant::Instant,
        message::MessageKind,
        people::User,
        rule::Field,
        stamp::Actor,
    },
    view::assignment_draft::assignment_whys,
};
use serde_json::json;
use std::collections::BTreeSet;

fn test(field: &AssignmentField, operator: AssignmentOperator, values: &[&str]) -> AssignmentTest {
    AssignmentTest {
        field: field.clone(),
        operator,
        values: values.iter().map(|value| (*value).into()).collect(),
    }
}

pub(crate) fn older_than_half_an_hour() -> AssignmentTest {
    test(
        &minutes("created"),
        AssignmentOperator::GreaterThan,
        &["30"],
    )
}

/// No case is younger than nothing.
fn never() -> AssignmentTest {
    test(&minutes("created"), AssignmentOperator::LessThan, &["0"])
}

fn minutes(since: &str) -> AssignmentField {
    serde_json::from_value(json!({ "minutes": since })).unwrap()
}

/// A field as rule files name it.
fn field(desk: &SupportDesk, path: &str) -> AssignmentField {
    let find = |of: CustomFieldOf, name: &str| desk.desk.custom_field(of, name);
    AssignmentField::Of(Field::named(path, |of, name| {
        find(of, name).map(|field| field.id)
    }))
}

/// Automatic assignments are on, and one asks Sol for help.
pub(crate) fn automate(desk: &mut SupportDesk, tests: &[AssignmentTest]) -> EscalationAssignment {
    desk.set(|support| support.automated = true);
    let by = std::mem::replace(&mut desk.by, Actor::User(desk.admin));
    let rule: AssignmentRule = serde_json::from_value(json!({
        "id": 0, "name": "Rule", "tests": tests,
    }))
    .unwrap();
    let rule = desk.add(&Command::SaveAssignmentRule(rule));
    let assignment: EscalationAssignment = serde_json::from_value(json!({
        "id": 0, "name": "Help", "active": true, "order": 1, "rules": [rule],
        "targets": [Escalatee::User(desk.sol)],
    }))
    .unwrap();
    let id = desk.add(&Command::SaveAssignment(assignment));
    desk.by = by;
    desk.desk.assignments[&id.into()].clone()
}

fn is_in_norway(desk: &SupportDesk, path: &str) -> AssignmentTest {
    test(&field(desk, path), AssignmentOperator::AnyOf, &["Norway"])
}

fn acme(desk: &mut SupportDesk) -> AccountId {
    let acme = json!({ "id": 0, "name": "Acme", "country": "Sweden" });
    let acme: Account = serde_json::from_value(acme).unwrap();
    AccountId(desk.add(&Command::SaveAccount(acme)))
}

const NEXT: &str = "2026-01-05T14:05:00Z";

#[test]
fn an_account_or_a_contact_that_moves_makes_its_cases_match_and_no_others() {
    let mut desk = SupportDesk::open();
    let tests = ["Account.Country", "Contact.Country"].map(|path| is_in_norway(&desk, path));
    for (place, test) in tests.into_iter().enumerate() {
        desk = SupportDesk::open();
        let acme = acme(&mut desk);
        automate(&mut desk, &[test]);
        let case = desk.open_case(vec![CaseChange::Account(Some(acme))]);
        desk.open_case(vec![CaseChange::Contact(None)]);
        assert_eq!(desk.desk.next_due(), None);
        if place == 0 {
            let mut account = desk.desk.accounts[&acme].clone();
            account.country = "Norway".into();
            desk.ask(&Command::SaveAccount(account));
        } else {
            let mut karl = desk.desk.contacts[&desk.karl].clone();
            karl.country = "Norway".into();
            desk.ask(&Command::SaveContact(karl));
        }
        assert_eq!(desk.desk.next_due(), Some(at(NEXT)));
        desk.wait_until("2026-01-05T15:00:00Z");
        let handed: Vec<CaseId> = desk.desk.hand_offs.keys().copied().collect();
        assert_eq!(handed, [case]);
    }
}

#[test]
fn somebody_who_comes_back_is_asked_at_the_next_poll() {
    let mut desk = SupportDesk::open();
    let active = |desk: &mut SupportDesk, active| {
        let sol = User {
            active,
            ..desk.desk.users[&desk.sol].clone()
        };
        let by = std::mem::replace(&mut desk.by, Actor::User(desk.admin));
        desk.ask(&Command::SaveUser(sol));
        desk.by = by;
    };
    active(&mut desk, false);
    let always = test(
        &minutes("created"),
        AssignmentOperator::GreaterOrEqual,
        &["0"],
    );
    automate(&mut desk, &[always]);
    desk.open_case(Vec::new());
    assert_eq!(desk.desk.next_due(), None);
    active(&mut desk, true);
    assert_eq!(desk.desk.next_due(), Some(at(NEXT)));
}

#[test]
fn once_they_are_switched_off_nothing_is_due_any_more_and_on_again_it_is() {
    let mut desk = SupportDesk::open();
    let old = older_than_half_an_hour();
    let assignment = automate(&mut desk, &[old]);
    let case = desk.open_case(Vec::new());
    let due = Some(at("2026-01-05T14:35:00Z"));
    assert_eq!(desk.desk.next_due(), due);
    for (until, expected) in [("2026-01-05T14:34:59Z", 0), ("2026-01-05T14:35:00Z", 1)] {
        assert_eq!(desk.desk.agenda().n_due(at(until)), expected, "{until}");
    }
    desk.set(|support| support.automated = false);
    assert_eq!(desk.desk.next_due(), None);
    desk.set(|support| support.automated = true);
    assert_eq!(desk.desk.next_due(), due);
    desk.by = Actor::User(desk.admin);
    desk.ask(&Command::DeleteAssignment(assignment.id));
    assert_eq!(desk.desk.next_due(), None);
    desk.wait_until("2026-01-06T14:00:00Z");
    assert_eq!(desk.status(case), "New");
}

#[test]
fn a_case_says_when_it_is_handed_off_or_why_it_is_not() {
    let mut desk = SupportDesk::open();
    let old = older_than_half_an_hour();
    automate(&mut desk, &[old]);
    let case = desk.open_case(Vec::new());
    let why = |desk: &SupportDesk, at: Instant| {
        let whys = assignment_whys(&desk.desk, case, at, &ZoneTable::utc());
        let [why] = &whys[..] else { panic!("{whys:?}") };
        (why.matches, why.outcome.clone())
    };
    let now = desk.now;
    assert_eq!(why(&desk, now), (false, "Does not match now.".to_owned()));
    assert_eq!(
        why(&desk, now.plus_minutes(31)),
        (
            true,
            "Matches: hands the case off Mon 5 Jan 2026, 14:35.".to_owned()
        )
    );
    desk.wait_until("2026-01-05T15:00:00Z");
    assert_eq!(
        why(&desk, desk.now),
        (
            true,
            "Matches, and was used already since the case was opened.".to_owned()
        )
    );
}

#[test]
fn assignments_are_asked_in_the_order_they_are_put_in() {
    let mut desk = SupportDesk::open();
    let first = automate(&mut desk, &[older_than_half_an_hour()]);
    let mut second = automate(&mut desk, &[older_than_half_an_hour()]);
    second.order = 2;
    second.targets = vec![Escalatee::User(desk.lea)];
    desk.by = Actor::User(desk.admin);
    desk.ask(&Command::SaveAssignment(second.clone()));
    let order = Command::OrderAssignments(vec![second.id, first.id]);
    let told = desk.ask(&order).history;
    let edited = told.iter().filter(|entry| entry.deed == Deed::Edited);
    let changed = edited.map(|entry| {
        let [order] = &entry.changes[..] else {
            panic!("one field is told of");
        };
        (&*order.field, order.before.clone(), order.after.clone())
    });
    let changed: Vec<_> = changed.collect();
    let from_to = |before: u32, after: u32| ("order", before.into(), after.into());
    assert_eq!(changed, [from_to(2, 1), from_to(1, 2)]);
    assert_eq!(desk.ask(&order).history, [], "they stand so already");
    let case = desk.open_case(Vec::new());
    desk.wait_until("2026-01-05T15:00:00Z");
    assert!(desk.desk.hand_offs[&case].is_with(Escalatee::User(desk.lea)));
    let gone = Command::OrderAssignments(vec![first.id, 99.into()]);
    assert!(desk.refused(&gone).contains("not here any more"));
}

#[test]
fn what_two_pages_do_at_one_poll_is_stored_once_and_each_cycle_anew() {
    let mut desk = SupportDesk::open();
    let old = older_than_half_an_hour();
    automate(&mut desk, &[old]);
    let cases = [(); 2].map(|()| desk.open_case(Vec::new()));
    let keys = |desk: &SupportDesk, now: Instant| -> Vec<String> {
        let mut page = desk.desk.clone();
        let done = catch_up(&mut page, now, 100).unwrap();
        done.fired_keys().collect()
    };
    let due = at("2026-01-05T14:35:00Z");
    let first = keys(&desk, due);
    assert_eq!(keys(&desk, due.plus_seconds(9)), first);
    let different: BTreeSet<&String> = first.iter().collect();
    assert_eq!(different.len(), cases.len());
    desk.wait_until("2026-01-05T15:00:00Z");
    let told = desk
        .history
        .iter()
        .filter(|it| matches!(it.deed, Deed::Assigned(_)));
    for entry in told {
        let fields: Vec<&str> = entry.changes.iter().map(|change| &*change.field).collect();
        assert_eq!(fields, ["status"], "what people read of it");
    }
    desk.ask(&Command::CloseCase(cases[0]));
    desk.ask(&Command::ReopenCase(cases[0]));
    let again = keys(&desk, at("2026-01-05T16:00:00Z"));
    assert_eq!(again.len(), 1);
    assert!(!first.contains(&again[0]), "{again:?}");
}

/// What one test says of a case that was opened an hour before `at`.
fn holds(desk: &mut SupportDesk, case: CaseId, test: AssignmentTest, at: Instant) -> bool {
    let mut rule = desk.desk.assignment_rules.values().next().unwrap().clone();
    rule.tests = vec![test];
    desk.by = Actor::User(desk.admin);
    desk.ask(&Command::SaveAssignmentRule(rule));
    let told = explain_assignments(&desk.desk, &desk.desk.cases[&case], at);
    assert_eq!(told[0].rules[0].2, [told[0].matches]);
    told[0].matches
}

const OPERATORS: [AssignmentOperator; 7] = [
    AssignmentOperator::AnyOf,
    AssignmentOperator::NoneOf,
    AssignmentOperator::Equals,
    AssignmentOperator::GreaterThan,
    AssignmentOperator::GreaterOrEqual,
    AssignmentOperator::LessThan,
    AssignmentOperator::LessOrEqual,
];

/// Which operators hold, in that order, as in `=` is, `!` is none of, `e` equals, `>`, `g`, `<`, `l`.
fn holding(desk: &mut SupportDesk, case: CaseId, field: &AssignmentField, value: &str) -> String {
    let at = desk.now;
    let letters = OPERATORS.iter().zip("=!e>g<l".chars());
    let holds =
        letters.filter(|(operator, _)| holds(desk, case, test(field, **operator, &[value]), at));
    holds.map(|(_, letter)| letter).collect()
}

const EQUAL: &str = "=egl";
const GREATER: &str = "!>g";
const LESS: &str = "!<l";
const UNCOMPARED: &str = "!";

#[test]
fn minutes_are_compared_to_the_second_and_there_are_none_before_a_beginning() {
    let mut desk = SupportDesk::open();
    automate(&mut desk, &[never()]);
    let case = desk.open_case(Vec::new());
    desk.now = at("2026-01-05T15:00:00Z");
    let created = minutes("created");
    assert_eq!(holding(&mut desk, case, &created, " 60 "), EQUAL);
    assert_eq!(holding(&mut desk, case, &created, "59"), GREATER);
    assert_eq!(holding(&mut desk, case, &created, "61"), LESS);
    desk.now = at("2026-01-05T15:00:01Z");
    assert_eq!(holding(&mut desk, case, &created, "60"), GREATER);
    // The customer has not written yet, and nobody has saved it.
    for since in ["customer_modified", "internal_modified"] {
        assert_eq!(holding(&mut desk, case, &minutes(since), "60"), "");
    }
    desk.say(case, MessageKind::Customer, "Hello?");
    desk.now = at("2026-01-05T15:30:01Z");
    assert_eq!(
        holding(&mut desk, case, &minutes("customer_modified"), "30"),
        EQUAL
    );
}

#[test]
fn texts_are_compared_as_written_and_what_has_a_range_by_range() {
    let mut desk = SupportDesk::open();
    desk.by = Actor::User(desk.admin);
    let types = [
        ("Cost__c", FieldType::Number, "12.5"),
        ("Red__c", FieldType::Checkbox, "true"),
        ("Due__c", FieldType::Date, "2026-03-10"),
        ("Call__c", FieldType::DateTime, "2026-03-10T14:00:00Z"),
        ("Blank__c", FieldType::Text, ""),
    ];
    let mut values = Vec::new();
    for (name, field_type, text) in types {
        let id = desk.add(&Command::SaveCustomField(CustomField {
            field_type,
            ..CustomField::new(CustomFieldOf::Case, name)
        }));
        values.push(CaseChange::Custom((CustomFieldId(id), text.into())));
    }
    automate(&mut desk, &[never()]);
    let case = desk.open_case(values);
    for (path, value, expected) in [
        ("Case.Subject", "Invoice", EQUAL),
        ("Case.Subject", "invoice", UNCOMPARED),
        ("Case.Subject", "Zebra", UNCOMPARED),
        ("Case.Cost__c", "12.5", EQUAL),
        ("Case.Cost__c", " 12.50 ", EQUAL),
        ("Case.Cost__c", "9", GREATER),
        ("Case.Cost__c", "100", LESS),
        ("Case.Cost__c", "dear", UNCOMPARED),
        ("Case.Red__c", "true", EQUAL),
        ("Case.Red__c", "false", GREATER),
        ("Case.Due__c", "2026-03-10", EQUAL),
        ("Case.Due__c", "2026-03-09", GREATER),
        ("Case.Due__c", "2026-04-01", LESS),
        ("Case.Due__c", "soon", UNCOMPARED),
        ("Case.Call__c", "2026-03-10T15:00:00+01:00", EQUAL),
        ("Case.Call__c", "2026-03-10T13:59:59Z", GREATER),
        ("Case.Call__c", "2026-03-10T14:00:01Z", LESS),
        ("Case.Blank__c", "", EQUAL),
        ("Case.Blank__c", "x", UNCOMPARED),
    ] {
        let field = field(&desk, path);
        let found = holding(&mut desk, case, &field, value);
        assert_eq!(found, expected, "{path} {value}");
    }
    let save = CaseChange::Subject("12".into());
    desk.ask(&Command::SaveCase {
        case,
        changes: vec![save],
    });
    let subject = field(&desk, "Case.Subject");
    for (value, expected) in [("12.0", EQUAL), ("9", GREATER), ("100", LESS)] {
        assert_eq!(holding(&mut desk, case, &subject, value), expected);
    }
    let several = test(&subject, AssignmentOperator::AnyOf, &["11", "12"]);
    let now = desk.now;
    assert!(holds(&mut desk, case, several, now));
}
