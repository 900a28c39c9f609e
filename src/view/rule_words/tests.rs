use super::*;
use crate::engine::{
    change::ChangeSet,
    choice::CaseStatus,
    choice::Stage,
    id::{ActionId, EntryId, QueueId, RuleId, StatusId},
    people::{Assignee, Queue},
    rule::{EscalationClock, EscalationRule, Formula, HoursMode, Logic, Reassign},
};

fn desk() -> Desk {
    let mut changes = ChangeSet::default();
    for (id, name) in [(1, "New"), (2, "Working")] {
        changes.put(CaseStatus {
            id: StatusId(id),
            name: name.into(),
            order: 0,
            stage: Stage::Open,
            on_hold: false,
            description: "".into(),
        });
    }
    changes.put(Queue {
        id: QueueId(7),
        name: "Tier 2".into(),
        developer_name: "".into(),
        email: "".into(),
        email_members: false,
        members: Vec::new(),
        active: false,
        stand_in: None,
    });
    let mut desk = Desk::new(1);
    desk.apply(changes);
    desk
}

pub(in crate::view) fn criterion(field: CaseField, operator: Operator, value: &str) -> Criterion {
    Criterion {
        field: Field::Case(field),
        operator,
        value: value.into(),
    }
}

pub(in crate::view) fn action(age_minutes: u32) -> EscalationAction {
    EscalationAction {
        id: ActionId(u64::from(age_minutes)),
        age_minutes,
        reassign: None,
        notify_user: None,
        notify_owner: true,
        additional_emails: Vec::new(),
        notify_template: None,
    }
}

pub(in crate::view) fn entry(criteria: Vec<Criterion>) -> RuleEntry {
    RuleEntry {
        id: EntryId(1),
        criteria,
        logic: None,
        formula: None,
        hours: HoursMode::OfCase,
        clock: EscalationClock::FromCreation,
        pause_on_hold: false,
        actions: vec![action(240)],
    }
}

/// The active rule, whose entries are numbered from 1 on.
pub(in crate::view) fn rule(mut entries: Vec<RuleEntry>) -> EscalationRule {
    for (place, entry) in (1..).zip(&mut entries) {
        entry.id = EntryId(place);
    }
    EscalationRule {
        id: RuleId(1),
        name: "Standard".into(),
        active: true,
        was_active: false,
        version: 1,
        entries,
        import: None,
    }
}

#[test]
fn a_criterion_reads_as_a_clause() {
    use CaseField::{Priority, Subject};
    for (field, operator, value, words) in [
        (Priority, Operator::Equals, "High", "Priority is High"),
        (
            Priority,
            Operator::Equals,
            "High, Medium,Low",
            "Priority is High, Medium or Low",
        ),
        (
            Priority,
            Operator::NotEqual,
            "High,Low",
            "Priority is none of High, Low",
        ),
        (Priority, Operator::Equals, "", "Priority is empty"),
        (Priority, Operator::NotEqual, " ", "Priority is not empty"),
        (
            Subject,
            Operator::Contains,
            "\"a, b\",c",
            "Subject contains “a, b” or c",
        ),
    ] {
        let criterion = criterion(field, operator, value);
        assert_eq!(criterion_words(&desk(), &criterion), words);
    }
}

#[test]
fn filter_logic_is_said_with_the_criteria_in_place_of_their_numbers() {
    let mut entry = entry(vec![
        criterion(CaseField::Status, Operator::Equals, "New"),
        criterion(CaseField::Priority, Operator::Equals, "High"),
        criterion(CaseField::Origin, Operator::Equals, "Web"),
    ]);
    assert_eq!(
        condition_words(&desk(), &entry),
        "If Status is New and Priority is High and Origin is Web"
    );
    entry.logic = Logic::parse("1 AND(2 or NOT 3)").ok();
    assert_eq!(
        condition_words(&desk(), &entry),
        "If Status is New and(Priority is High or not Origin is Web)"
    );
    entry.criteria.clear();
    assert_eq!(condition_words(&desk(), &entry), "Every case");
}

#[test]
fn a_formula_is_told_in_one_line_and_doubted_when_it_cannot_be_read() {
    let by = |text: &str| {
        let mut entry = entry(Vec::new());
        entry.formula = Some(Formula::parse(text));
        entry
    };
    let fine = by("AND(\n  ISPICKVAL(Status, \"New\"),\n  NOT(IsClosed) )");
    assert_eq!(
        condition_words(&desk(), &fine),
        "If AND( ISPICKVAL(Status, \"New\"), NOT(IsClosed) )"
    );
    assert!(entry_warnings(&desk(), &rule(vec![fine]), 0).is_empty());
    let gone = by("ISPICKVAL(Status, \"Solved\")");
    assert!(names_gone_value(&desk(), &gone));
    assert_eq!(
        entry_warnings(&desk(), &rule(vec![gone]), 0),
        ["The formula names “Solved”, which its list does not have any more."]
    );
    assert_eq!(
        entry_warnings(&desk(), &rule(vec![by("REGEX(Subject)")]), 0),
        [
            "The formula cannot be read, so this entry never matches: line 1, column 1: the function REGEX is not known here."
        ]
    );
}

#[test]
fn an_entry_tells_its_actions_in_the_order_of_their_ages() {
    let mut entry = entry(Vec::new());
    entry.actions.push(action(90));
    let words = entry_words(&desk(), &entry);
    assert_eq!(
        words.actions,
        ["1 h 30 min → tells the owner", "4 h → tells the owner"]
    );
    assert_eq!(
        words.counting,
        "Counts from creation, in the case's business hours"
    );
}

#[test]
fn what_is_doubtful_is_said_and_what_is_fine_is_not() {
    let status = |value| entry(vec![criterion(CaseField::Status, Operator::Equals, value)]);
    let mut idle = status("new");
    idle.actions.clear();
    let mut given = status("New, Working");
    given.actions[0].reassign = Some(Reassign {
        to: Assignee::Queue(QueueId(7)),
        template: None,
    });
    let mut silent = status("New");
    silent.actions[0].notify_owner = false;
    let mut unreadable = entry(Vec::new());
    unreadable.criteria.push(Criterion {
        field: Field::Unreadable("User.UserRoleId".into()),
        operator: Operator::Equals,
        value: "CEO".into(),
    });
    for (entries, warning) in [
        (vec![status("New"), entry(Vec::new())], None),
        (
            vec![entry(Vec::new()), status("New"), status("Working")],
            Some("It takes every case: the 2 entries below are never reached."),
        ),
        (
            vec![status("New, Solved")],
            Some("“Solved” is not in the list of Status."),
        ),
        (
            vec![entry(vec![criterion(
                CaseField::Status,
                Operator::Includes,
                "New;Solved",
            )])],
            Some("“Solved” is not in the list of Status."),
        ),
        (
            vec![idle],
            Some("It has no actions: its cases stop here and never escalate by this rule."),
        ),
        (
            vec![given],
            Some("After 4 h: Tier 2 is not active, so it is held back."),
        ),
        (
            vec![silent],
            Some("After 4 h: it only marks the case as escalated."),
        ),
        (
            vec![unreadable],
            Some("User.UserRoleId cannot be read here: this entry never matches."),
        ),
    ] {
        let found = entry_warnings(&desk(), &rule(entries), 0);
        assert_eq!(found.first().map(String::as_str), warning);
    }
}

#[test]
fn a_value_that_is_none_of_its_field_is_named_with_what_to_write() {
    for (field, operator, value, warning) in [
        (
            CaseField::CreatedAt,
            Operator::LessThan,
            "3/10/2026, TODAY",
            Some(
                "Created: “3/10/2026” cannot be read: write a time such as \
                 2026-03-10T14:00:00Z, or a date such as TODAY.",
            ),
        ),
        (
            CaseField::IsEscalated,
            Operator::NotEqual,
            "maybe,true",
            Some("Is escalated: “maybe” cannot be read: write True or False."),
        ),
        (
            CaseField::Number,
            Operator::Equals,
            "a lot,few",
            Some("Number: “a lot”, “few” cannot be read: write a number such as 12.5."),
        ),
        (CaseField::Number, Operator::StartsWith, "a lot", None),
        (CaseField::Number, Operator::Equals, "00001001,", None),
    ] {
        let doubtful = entry(vec![criterion(field, operator, value)]);
        let found = entry_warnings(&desk(), &rule(vec![doubtful]), 0);
        assert_eq!(found.first().map(String::as_str), warning);
    }
}
