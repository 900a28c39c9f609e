//! People, customers, and the lists that people choose from.

use crate::looked_at::{ask, first_desk, refused};
use rung::engine::{
    account::{Account, Contact},
    choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf, Stage},
    command::Command,
    desk::Desk,
    field_type::FieldType,
    people::{Group, Party, Queue, User},
};
use serde_json::json;

const NAMELESS: Option<&str> = Some("name: give it a name");
const NO_ADDRESS: Option<&str> = Some("email: write an address such as ana@example.com");

/// Somebody of each kind with that name and address.
fn anybody(name: &str, email: &str) -> [Command; 4] {
    let user: User = serde_json::from_value(json!({
        "id": 0, "name": name, "email": email, "active": true,
    }))
    .unwrap();
    let queue: Queue = serde_json::from_value(json!({
        "id": 0, "name": name, "email": email, "active": true,
    }))
    .unwrap();
    let group: Group =
        serde_json::from_value(json!({ "id": 0, "name": name, "email": email })).unwrap();
    let party: Party = serde_json::from_value(json!({
        "id": 0, "kind": "vendor", "name": name, "email": email,
    }))
    .unwrap();
    [
        Command::SaveUser(user),
        Command::SaveQueue(queue),
        Command::SaveGroup(group),
        Command::SaveParty(party),
    ]
}

#[test]
fn whoever_is_asked_to_help_has_a_name_and_an_address_that_mail_can_reach() {
    let desk = first_desk();
    for (name, email, expected) in [
        ("Ana", "", None),
        ("Ana", "ana@x.example", None),
        ("", "ana@x.example", NAMELESS),
        (" \t", "", NAMELESS),
        ("Ana", "ana", NO_ADDRESS),
        ("Ana", "@x.example", NO_ADDRESS),
        ("Ana", "ana@", NO_ADDRESS),
        ("Ana", "ana@x@example", NO_ADDRESS),
        ("Ana", "ana lee@x.example", NO_ADDRESS),
        ("Ana", "ana\u{7}@x.example", NO_ADDRESS),
    ] {
        for command in anybody(name, email) {
            let told = refused(&desk, &command);
            assert_eq!(told.as_deref(), expected, "{name:?} {email:?} {command:?}");
        }
    }
}

#[test]
fn customers_have_a_name() {
    let desk = first_desk();
    for (name, expected) in [("Acme", None), ("", NAMELESS), ("  ", NAMELESS)] {
        let account: Account = serde_json::from_value(json!({ "id": 0, "name": name })).unwrap();
        let contact: Contact = serde_json::from_value(json!({ "id": 0, "name": name })).unwrap();
        for command in [Command::SaveAccount(account), Command::SaveContact(contact)] {
            assert_eq!(refused(&desk, &command).as_deref(), expected, "{name:?}");
        }
    }
}

#[test]
fn what_is_not_here_any_more_is_not_saved() {
    let desk = first_desk();
    let mut commands = anybody("Ana", "").to_vec();
    for command in &mut commands {
        match command {
            Command::SaveUser(user) => user.id = 99.into(),
            Command::SaveQueue(queue) => queue.id = 99.into(),
            Command::SaveGroup(group) => group.id = 99.into(),
            Command::SaveParty(party) => party.id = 99.into(),
            _ => {}
        }
    }
    let told: Vec<_> = commands
        .iter()
        .filter_map(|command| refused(&desk, command))
        .collect();
    assert_eq!(
        told,
        ["user", "queue", "group", "party"].map(|kind| format!("the {kind} is not here any more"))
    );
}

fn status(desk: &Desk, name: &str) -> CaseStatus {
    let mut statuses = desk.statuses.values();
    statuses.find(|one| &*one.name == name).unwrap().clone()
}

#[test]
fn a_status_has_a_name_of_its_own() {
    let desk = first_desk();
    let mut waiting = status(&desk, "On Hold");
    for (name, expected) in [
        ("Waiting", None),
        ("ON HOLD", None),
        (" ", NAMELESS),
        ("new", Some("name: there is a status of that name already")),
    ] {
        waiting.name = name.into();
        let save = Command::SaveStatus(waiting.clone());
        assert_eq!(refused(&desk, &save).as_deref(), expected, "{name:?}");
    }
}

#[test]
fn a_status_in_use_keeps_its_stage_and_whether_it_waits() {
    let mut desk = first_desk();
    ask(
        &mut desk,
        &Command::CreateCase {
            changes: Vec::new(),
            created_at: None,
            number: None,
        },
    );
    let staged = |name: &str, stage| {
        Command::SaveStatus(CaseStatus {
            stage,
            ..status(&desk, name)
        })
    };
    let held = |name: &str, on_hold| {
        Command::SaveStatus(CaseStatus {
            on_hold,
            ..status(&desk, name)
        })
    };
    let renamed = Command::SaveStatus(CaseStatus {
        name: "Fresh".into(),
        ..status(&desk, "New")
    });
    let in_use = "cases are in this status: make another one";
    for (save, expected) in [
        (
            staged("New", Stage::Closed),
            Some(format!("stage: {in_use}")),
        ),
        (held("New", true), Some(format!("on_hold: {in_use}"))),
        (renamed, None),
        // Nothing is in these.
        (staged("Not Started", Stage::Closed), None),
        (held("On Hold", false), None),
    ] {
        assert_eq!(refused(&desk, &save), expected, "{save:?}");
    }
}

#[test]
fn a_value_stands_once_in_its_list_and_may_stand_in_another() {
    let desk = first_desk();
    let value = |id: u64, list, name: &str| {
        Command::SaveChoice(Choice {
            id: id.into(),
            list,
            name: name.into(),
            order: 0,
        })
    };
    let low = desk.choices.values().find(|one| &*one.name == "Low");
    let low = low.unwrap().id.0;
    for (save, expected) in [
        (value(0, ChoiceList::Priority, " "), NAMELESS),
        (
            value(0, ChoiceList::Priority, "low "),
            Some("name: the list has that already"),
        ),
        (value(0, ChoiceList::Type, "low"), None),
        (value(low, ChoiceList::Priority, "LOW"), None),
        (
            value(low, ChoiceList::Priority, "medium"),
            Some("name: the list has that already"),
        ),
    ] {
        assert_eq!(refused(&desk, &save).as_deref(), expected, "{save:?}");
    }
}

#[test]
fn an_added_field_has_a_name_that_rules_can_say_and_each_value_once() {
    let desk = first_desk();
    let save = |name: &str, field_type, values: &[&str]| {
        Command::SaveCustomField(CustomField {
            field_type,
            values: values.iter().map(|value| (*value).into()).collect(),
            ..CustomField::new(CustomFieldOf::Case, name)
        })
    };
    let text = FieldType::Text;
    let unspeakable = Some("name: write letters, digits and underscores only");
    for (command, expected) in [
        (save("Due_2__c", text, &[]), None),
        (save("", text, &[]), unspeakable),
        (save("Due date", text, &[]), unspeakable),
        (save("Größe", text, &[]), unspeakable),
        (
            save("Colour__c", FieldType::Picklist, &[]),
            Some("values: write at least one value"),
        ),
        (
            save(
                "Colour__c",
                FieldType::MultiPicklist,
                &["Red", "Blue", "red"],
            ),
            Some("values: red stands twice"),
        ),
        (
            save("Colour__c", FieldType::MultiPicklist, &["Red;Blue"]),
            Some("values: no value may have a semicolon: it stands between several"),
        ),
        (
            save("Colour__c", FieldType::Picklist, &["Red", "Blue"]),
            None,
        ),
        // A text has no list, whatever is left of one.
        (save("Colour__c", text, &["Red", "red"]), None),
    ] {
        let told = refused(&desk, &command);
        assert_eq!(told.as_deref(), expected, "{command:?}");
    }
}
