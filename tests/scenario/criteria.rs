//! Which cases criteria take, statement by statement (semantics 3.1 to 3.6).

use crate::looked_at::{LookedAt, at, entry};
use rung::engine::{
    change::ChangeSet,
    command::Command,
    decide::decide,
    field_type::FieldType,
    id::{GroupId, QueueId, RuleId, UserId},
    people::{Assignee, Group},
    rule::{CaseField, CaseUser, Criterion, EscalationRule, Field, Operator::*, UserField},
    stamp::{Actor, Stamp},
};

#[test]
fn an_entry_has_at_most_25_lines_of_at_most_255_characters() {
    let story = LookedAt::new();
    let refused = |n_lines: usize, n_characters: usize| {
        let value = "x".repeat(n_characters);
        let line = story.line(("Case.Subject", Contains, &value));
        let rule = EscalationRule {
            id: RuleId(0),
            name: "Standard".into(),
            active: false,
            was_active: false,
            version: 0,
            entries: vec![entry(vec![line; n_lines], None)],
            import: None,
        };
        let stamp = Stamp {
            at: at("2026-03-10T15:00:00Z"),
            by: Actor::System,
        };
        let decided = decide(&story.desk, &Command::SaveRule(rule), stamp);
        decided.err().map(|rejection| rejection.to_string())
    };
    assert_eq!(refused(25, 255), None);
    assert!(
        refused(26, 1)
            .unwrap()
            .starts_with("entries.0.criteria: at most 25")
    );
    assert!(
        refused(2, 256)
            .unwrap()
            .starts_with("entries.0.criteria.0.value: at most 255")
    );
}

#[test]
fn every_field_of_case_account_and_contact_can_be_looked_at() {
    let story = LookedAt::new();
    for (path, value) in [
        ("Case.Status", "in progress"),
        ("Case.Priority", "high"),
        ("Case.Type", "Damage Claim"),
        ("Case.RecordTypeId", "Order claim"),
        ("Case.RecordType.DeveloperName", "Order_Claim"),
        ("Case.Origin", ""),
        ("Case.Subject", "printer on FIRE"),
        ("Case.Description", "\"it burns, again\""),
        ("Case.CaseNumber", "1001"),
        ("case.external_number", "00012345"),
        ("Case.IsClosed", "False"),
        ("Case.IsEscalated", "True"),
        ("Case.CreatedDate", "2026-03-09T15:00:00Z"),
        ("Case.CreatedDate", "1 days ago"),
        ("Case.LastModifiedDate", "TODAY"),
        ("case.first_modified_at", "YESTERDAY"),
        ("case.last_customer_modified_at", ""),
        ("case.last_internal_modified_at", "2026-03-10T06:00:00Z"),
        ("case.last_activity_at", "2026-03-08"),
        ("Case.ClosedDate", ""),
        ("case.reopened_at", ""),
        ("case.open_cycle", "2"),
        ("Account.Name", "\"acme, inc.\""),
        ("Case.AccountId", "\"acme, inc.\""),
        ("Account.BillingCountry", "Norway"),
        ("Case.Account.Industry", "energy"),
        ("Account.SLA__c", "Platinum"),
        ("Account.Type", "Customer"),
        ("account.manager", "Ben Oda"),
        ("Contact.Name", "Ida Moe"),
        ("Contact.Email", "ida@acme.example"),
        ("Case.ContactEmail", "ida@acme.example"),
        ("Contact.Phone", "+47 1"),
        ("Case.ContactId", "Ida Moe"),
        ("Case.ContactPhone", "+47 1"),
        ("Contact.MailingCountry", "Sweden"),
    ] {
        assert!(story.holds(path, Equals, value), "{path}");
        assert!(!story.holds(path, NotEqual, value), "{path}");
    }
}

#[test]
fn the_group_of_a_case_and_who_wrote_last_can_be_looked_at() {
    let mut story = LookedAt::new();
    for path in [
        "case.assignment_group",
        "case.last_replied_by",
        "case.last_customer_message",
    ] {
        assert!(story.holds(path, Equals, ""), "{path}");
    }
    let group = serde_json::json!({ "id": 7, "name": "Field service" });
    let mut changes = ChangeSet::default();
    changes.put(serde_json::from_value::<Group>(group).unwrap());
    story.desk.apply(changes);
    story.case.assignment_group = Some(GroupId(7));
    story.case.last_replied_by = Some(UserId(2));
    story.case.last_customer_message = Some("It burns again".into());
    assert!(story.holds("case.assignment_group", Equals, "field service"));
    assert!(story.holds("case.last_replied_by", Equals, "Ben Oda"));
    assert!(story.holds("case.last_customer_message", Contains, "burns"));
}

#[test]
fn the_owner_is_looked_at_by_name_type_and_queue_and_the_creator_by_name() {
    let mut story = LookedAt::new();
    for (path, value) in [
        ("Case.OwnerId", "Ann Lee"),
        ("Case.Owner.Type", "User"),
        ("Case.Owner:Queue.QueueName", ""),
        ("Case.CreatedById", "Ben Oda"),
        ("Case.CreatedBy.Email", "ben@example.com"),
        ("Case.CreatedBy.IsActive", "False"),
        ("Case.CreatedBy.Manager.Name", "Ann Lee"),
        ("Case.LastModifiedById", "Ann Lee"),
        ("Case.Owner.IsActive", "True"),
    ] {
        assert!(story.holds(path, Equals, value), "{path}");
    }
    story.case.owner = Assignee::Queue(QueueId(1));
    for (path, value) in [
        ("Case.OwnerId", "Tier two"),
        ("Case.Owner.Type", "Queue"),
        ("Case.Owner:Queue.QueueName", "Tier two"),
        ("Case.Owner:Queue.DeveloperName", "tier_2_emea"),
        ("Case.Owner.Email", ""),
    ] {
        assert!(story.holds(path, Equals, value), "{path}");
    }
    story = story.with_queue(QueueId(2), "Tier three");
    story.case.owner = Assignee::Queue(QueueId(2));
    assert!(story.holds("Case.Owner:Queue.DeveloperName", Equals, "Tier_three"));
    story.case.created.by = Actor::Customer;
    assert!(story.holds("Case.CreatedById", Equals, "Customer"));
    story.case.created.by = Actor::User(UserId(9));
    assert!(story.holds("Case.CreatedById", Equals, ""));
}

#[test]
fn added_fields_of_every_object_are_looked_at_by_their_type() {
    let story = LookedAt::new()
        .with("Case.Cost__c", FieldType::Number, "9.50")
        .with("Case.Red__c", FieldType::Checkbox, "")
        .with("Account.Since__c", FieldType::Date, "2026-03-09")
        .with(
            "Contact.Called__c",
            FieldType::DateTime,
            "2026-03-10T14:00:00Z",
        )
        .with("Case.Colours__c", FieldType::MultiPicklist, "Red;Dark Blue")
        .with("User.Customer_Priority__c", FieldType::Picklist, "VIP");
    for (path, operator, value, expected) in [
        ("Case.Cost__c", Equals, "9.5", true),
        ("Case.Cost__c", LessThan, "10", true),
        ("Case.Cost__c", LessOrEqual, "9", false),
        ("Case.Cost__c", GreaterOrEqual, "9", true),
        ("Case.Cost__c", GreaterOrEqual, "10", false),
        ("Case.Cost__c", LessOrEqual, "10", true),
        ("Case.Cost__c", StartsWith, "9.", true),
        ("Case.Red__c", Equals, "False", true),
        ("Case.Red__c", NotEqual, "True", true),
        ("Account.Since__c", Equals, "YESTERDAY", true),
        ("Account.Since__c", LessThan, "TODAY", true),
        ("Account.Since__c", LessOrEqual, "TODAY", true),
        ("Account.Since__c", LessOrEqual, "2026-03-08", false),
        ("Account.Since__c", GreaterOrEqual, "2026-03-08", true),
        ("Account.Since__c", GreaterOrEqual, "TODAY", false),
        ("Account.Since__c", Equals, "2026-03-09T08:00:00Z", true),
        (
            "Account.Since__c",
            GreaterThan,
            "2026-03-09T08:00:00Z",
            false,
        ),
        ("Contact.Called__c", Equals, "2026-03-10", true),
        (
            "Contact.Called__c",
            GreaterOrEqual,
            "2026-03-10T14:00:01Z",
            false,
        ),
        (
            "Contact.Called__c",
            LessOrEqual,
            "2026-03-10T14:00:01Z",
            true,
        ),
        ("Case.Colours__c", Includes, "green, dark blue", true),
        ("Case.Colours__c", Includes, "Red;Dark Blue", true),
        ("Case.Colours__c", Includes, "Red;Green", false),
        ("Case.Colours__c", Excludes, "green,blue", true),
        ("Case.Colours__c", Excludes, "green,RED", false),
        ("Case.CreatedBy.Customer_Priority__c", Equals, "vip", true),
        ("Case.Owner.Customer_Priority__c", Equals, "", true),
    ] {
        assert_eq!(
            story.holds(path, operator, value),
            expected,
            "{path} {operator:?} {value}"
        );
    }
}

#[test]
fn a_text_from_before_a_field_had_its_type_is_still_a_text() {
    let story = LookedAt::new().with("Case.Cost__c", FieldType::Number, "a lot");
    assert!(story.holds("Case.Cost__c", Equals, "A LOT"));
    assert!(!story.holds("Case.Cost__c", LessThan, "5"));
}

#[test]
fn a_line_that_cannot_be_read_keeps_its_entry_from_matching_whatever_the_logic() {
    let story = LookedAt::new();
    let lines = || {
        vec![
            story.line(("User.UserRoleId", Equals, "CEO")),
            story.line(("Case.Priority", Equals, "High")),
        ]
    };
    for logic in [None, Some("1 OR 2"), Some("NOT 1 AND 2")] {
        assert!(!story.matches(entry(lines(), logic)), "{logic:?}");
    }
    assert!(story.matches(entry(lines().split_off(1), None)));
}

#[test]
fn days_are_those_of_the_organisation() {
    // Modified at 06:00 in London, which is 23:00 of the day before in Los Angeles.
    for (zone, today, day) in [
        ("UTC", true, "2026-03-10"),
        ("America/Los_Angeles", false, "2026-03-09"),
    ] {
        let mut story = LookedAt::new().with("Case.Due__c", FieldType::Date, day);
        story.zone = zone;
        assert_eq!(
            story.holds("Case.LastModifiedDate", Equals, "TODAY"),
            today,
            "{zone}"
        );
        assert_eq!(
            story.holds("Case.LastModifiedDate", Equals, "YESTERDAY"),
            !today
        );
        assert!(story.holds("Case.LastModifiedDate", Equals, day), "{zone}");
        assert!(
            story.holds("Case.Due__c", Equals, "2026-03-10T06:00:00Z"),
            "{zone}"
        );
        assert!(
            story.holds("Case.LastModifiedDate", Equals, "LAST_N_DAYS:1"),
            "{zone}"
        );
        assert!(
            story.holds("Case.LastModifiedDate", Equals, "THIS WEEK"),
            "{zone}"
        );
    }
    let mut story = LookedAt::new();
    story.zone = "America/Los_Angeles";
    assert!(story.holds("Case.LastModifiedDate", Equals, "2026-03-09 23:00"));
}

#[test]
fn a_list_is_any_of_for_what_asserts_and_none_of_for_what_denies() {
    let story = LookedAt::new();
    for (path, operator, value, expected) in [
        ("Case.Priority", Equals, " low , HIGH ", true),
        ("Case.Priority", NotEqual, "low, high", false),
        ("Case.Priority", NotEqual, "low,medium", true),
        ("Case.Subject", Contains, "smoke,fire", true),
        ("Case.Subject", NotContain, "smoke,fire", false),
        ("Case.Subject", StartsWith, "scanner,printer", true),
        ("Account.Name", Equals, "\"Acme, Inc.\",Other", true),
        ("Account.Name", Equals, "Acme, Inc.", false),
        ("Case.Origin", Equals, "Web,\"\"", true),
        ("Case.Origin", NotEqual, "Web", true),
        ("Case.Origin", NotContain, "Web", true),
    ] {
        assert_eq!(
            story.holds(path, operator, value),
            expected,
            "{path} {operator:?} {value}"
        );
    }
}

#[test]
fn an_empty_field_is_neither_below_nor_above_anything() {
    let story = LookedAt::new().with("Case.Cost__c", FieldType::Number, "");
    for path in ["Case.Cost__c", "Case.ClosedDate", "Case.Origin"] {
        for operator in [LessThan, GreaterThan, LessOrEqual, GreaterOrEqual] {
            for value in ["0", "2026-03-10", ""] {
                assert!(
                    !story.holds(path, operator, value),
                    "{path} {operator:?} {value}"
                );
            }
        }
        assert!(story.holds(path, Equals, ""), "{path}");
        assert!(!story.holds(path, NotEqual, ""), "{path}");
    }
}

#[test]
fn lines_hold_together_unless_logic_says_otherwise_and_not_binds_tightest() {
    let story = LookedAt::new();
    let lines = || {
        vec![
            story.line(("Case.Priority", Equals, "High")),
            story.line(("Case.Origin", Equals, "Web")),
            story.line(("Contact.Country", Equals, "Sweden")),
        ]
    };
    for (logic, expected) in [
        (None, false),
        (Some("1 AND (2 OR 3)"), true),
        (Some("1 OR 2 AND 2 AND 3"), true),
        (Some("NOT 1 OR 3 AND 1 AND NOT 2"), true),
        (Some("NOT (1 OR 2) OR 2 AND 3"), false),
        (Some("NOT 2 AND 1 AND 3"), true),
    ] {
        assert_eq!(story.matches(entry(lines(), logic)), expected, "{logic:?}");
    }
}

#[test]
fn the_first_entry_that_matches_is_taken_whatever_is_asked_and_how() {
    let story = LookedAt::new();
    let lines = [
        ("Case.Priority", Equals, "Low"),
        ("Account.BillingCountry", Equals, "Sweden"),
        ("Case.Subject", Contains, "water"),
        ("Case.CreatedBy.Email", StartsWith, "ann"),
    ];
    // What holds stands last; what is looked up in lists and what is read agree on it.
    let entries: Vec<_> = lines
        .iter()
        .flat_map(|line| {
            [
                entry(vec![story.line(*line)], None),
                entry(vec![story.line(*line)], Some("1")),
            ]
        })
        .chain([entry(
            lines.map(|line| story.line(line)).into(),
            Some("NOT (1 OR 2 OR 3 OR 4)"),
        )])
        .chain([entry(Vec::new(), None)])
        .collect();
    assert_eq!(story.first_match(entries), Some(8));
}

#[test]
fn fields_that_rules_were_saved_with_are_found_by_the_same_names() {
    let line = Criterion {
        field: Field::User(CaseUser::Owner, UserField::Email),
        operator: Equals,
        value: "x".into(),
    };
    let text = serde_json::to_string(&line).unwrap();
    assert_eq!(
        text,
        r#"{"field":{"user":["owner","email"]},"operator":"equals","value":"x"}"#
    );
    let old: Criterion =
        serde_json::from_str(r#"{"field":{"case":"closed_at"},"operator":"equals"}"#).unwrap();
    assert_eq!(old.field, Field::Case(CaseField::ClosedAt));
}

#[test]
fn an_entry_that_one_field_rules_out_says_nothing_of_the_other() {
    let story = LookedAt::new()
        .with("Case.Floor__c", FieldType::Text, "3")
        .with("Case.Room__c", FieldType::Text, "12");
    let floor = || story.line(("Case.Floor__c", Equals, "1"));
    let room = |number| story.line(("Case.Room__c", Equals, number));
    let entries = |number| {
        vec![
            entry(vec![floor(), room(number)], None),
            entry(vec![room(number)], None),
        ]
    };
    assert_eq!(story.first_match(entries("7")), None);
    assert_eq!(story.first_match(entries("12")), Some(1));
}
