use super::*;
use crate::{
    engine::{
        case::Case,
        change::ChangeSet,
        choice::{CustomField, CustomFieldOf},
        command::{CaseChange, Command},
        field_type::FieldType,
        id::{CaseId, CustomFieldId, RuleId},
        rule::{
            CaseField, Criterion, EscalationRule, Field, Formula, Logic, Operator, RuleEntry,
            explain, try_rule,
        },
    },
    view::{
        rule_words::tests::{criterion, entry, rule},
        story::{Story, at, new_york},
    },
};

const NOON: &str = "2026-01-05T17:00:00Z";

fn verdict(story: &Story, case: CaseId) -> VerdictView {
    let told = explain(&story.desk, story.case(case), at(NOON));
    verdict_view(&story.desk, &told, &new_york())
}

/// The lines of an entry's criteria: what it asks for, what the case has, whether it holds.
fn criteria(line: &EntryLine) -> Vec<(&str, &str, bool)> {
    let lines = line.criteria.iter();
    lines
        .map(|line| (&*line.words, &*line.value, line.holds))
        .collect()
}

/// Low priority; a fire or a new case; everything else.
fn three_entries() -> Vec<RuleEntry> {
    let low = criterion(CaseField::Priority, Operator::Equals, "Low");
    let fire = criterion(CaseField::Subject, Operator::Contains, "fire, smoke");
    let web = criterion(CaseField::Origin, Operator::Equals, "Web");
    let burning = RuleEntry {
        logic: Logic::parse("1 OR 2").ok(),
        ..entry(vec![fire, web])
    };
    vec![entry(vec![low]), burning, entry(Vec::new())]
}

#[test]
fn the_first_entry_that_matches_counts_and_the_ones_after_it_only_would() {
    let mut story = Story::with_rule(three_entries());
    let case = story.open_case("2026-01-05T15:00:00Z", Vec::new());
    let told = verdict(&story, case);
    assert_eq!(told.verdict, "This case would match entry 2.");
    let entries: Vec<_> = told
        .entries
        .iter()
        .map(|line| (line.place, &*line.condition, line.word, line.is_chosen))
        .collect();
    let burning = "If Subject contains fire or smoke or Origin is Web";
    assert_eq!(
        entries,
        [
            (1, "If Priority is Low", "Does not match", false),
            (2, burning, "Matches", true),
            (3, "Every case", "Would match, but does not count", false),
        ]
    );
    let notes: Vec<&str> = told.entries.iter().map(|line| &*line.note).collect();
    assert_eq!(notes, ["", "Combined as 1 OR 2", "It takes every case"]);
    assert_eq!(
        criteria(&told.entries[0]),
        [("Priority is Low", "Medium", false)]
    );
    assert_eq!(
        criteria(&told.entries[1]),
        [
            ("Subject contains fire or smoke", "Printer on fire", true),
            ("Origin is Web", "empty", false),
        ]
    );
    assert_eq!(criteria(&told.entries[2]), []);
}

#[test]
fn where_no_entry_is_tried_or_none_matches_the_verdict_says_which() {
    let mut narrow = three_entries();
    narrow.truncate(1);
    let mut story = Story::with_rule(narrow);
    let case = story.open_case("2026-01-05T15:00:00Z", Vec::new());
    assert_eq!(
        verdict(&story, case).verdict,
        "This case would match no entry: nothing escalates."
    );
    story.edit_rule("2026-01-05T15:30:00Z", |rule| {
        rule.entries[0].criteria.clear();
    });
    story.ask("2026-01-05T16:00:00Z", &Command::CloseCase(case));
    let closed = verdict(&story, case);
    assert_eq!(closed.verdict, "The case is closed: no entry is tried.");
    assert_eq!(closed.entries[0].word, "Would match, but does not count");
    let deactivate = Command::DeactivateRule(RuleId(1));
    story.ask("2026-01-05T16:30:00Z", &Command::ReopenCase(case));
    story.ask("2026-01-05T16:30:00Z", &deactivate);
    let ruleless = verdict(&story, case);
    assert_eq!(ruleless.verdict, "No rule is active: no entry is tried.");
    assert_eq!(ruleless.entries, []);
}

#[test]
fn a_formula_holds_or_does_not_or_comes_to_nothing_and_says_why() {
    let by = |formula: &str| RuleEntry {
        formula: Some(Formula::parse(formula)),
        ..entry(Vec::new())
    };
    let mut story = Story::with_rule(vec![
        by("IsEscalated"),
        by("1 / (OpenCycle__c - OpenCycle__c) > 0"),
        by("CONTAINS(Subject, \"fire\")"),
    ]);
    let cycle = CustomField {
        id: CustomFieldId(9),
        field_type: FieldType::Number,
        ..CustomField::new(CustomFieldOf::Case, "OpenCycle__c")
    };
    let mut changes = ChangeSet::default();
    changes.put(cycle);
    story.desk.apply(changes);
    let three = CaseChange::Custom((CustomFieldId(9), "3".into()));
    let case = story.open_case("2026-01-05T15:00:00Z", vec![three]);
    let told = verdict(&story, case);
    let lines: Vec<_> = told
        .entries
        .iter()
        .map(|line| (line.word, &*line.note))
        .collect();
    assert_eq!(
        lines,
        [
            ("Does not match", "Its formula does not hold"),
            (
                "Does not match",
                "Its formula came to nothing: division by zero"
            ),
            ("Matches", "Its formula holds"),
        ]
    );
    assert_eq!(told.verdict, "This case would match entry 3.");
}

#[test]
fn what_the_case_has_is_said_as_people_read_it() {
    use CaseField::{Description, IsClosed, LastModifiedAt, OpenCycle, Owner, RecordType};
    let asked = [
        (Owner, "You", "You"),
        (Description, "any", "empty"),
        (RecordType, "any", "empty"),
        (IsClosed, "False", "False"),
        (OpenCycle, "0", "0"),
        (
            LastModifiedAt,
            "2026-01-05T15:00:00Z",
            "Mon 5 Jan 2026, 10:00",
        ),
    ];
    let lines = asked.map(|(field, value, _)| criterion(field, Operator::Equals, value));
    let mut story = Story::with_rule(vec![entry(lines.to_vec())]);
    let case = story.open_case("2026-01-05T15:00:00Z", Vec::new());
    let told = verdict(&story, case);
    let values: Vec<&str> = told.entries[0]
        .criteria
        .iter()
        .map(|line| &*line.value)
        .collect();
    assert_eq!(values, asked.map(|(.., shown)| shown));
}

#[test]
fn what_cannot_be_read_here_is_empty_and_never_holds() {
    let role = Criterion {
        field: Field::Unreadable("User.UserRoleId".into()),
        operator: Operator::NotEqual,
        value: "CEO".into(),
    };
    let mut story = Story::with_rule(vec![entry(vec![role])]);
    let case = story.open_case("2026-01-05T15:00:00Z", Vec::new());
    let told = verdict(&story, case);
    assert_eq!(
        criteria(&told.entries[0]),
        [("User.UserRoleId is not CEO", "empty", false)]
    );
}

#[test]
fn a_rule_that_is_tried_is_told_as_the_active_one_is() {
    let mut story = Story::at_an_office();
    let case = story.open_case("2026-01-05T15:00:00Z", Vec::new());
    let draft = EscalationRule {
        active: false,
        ..rule(three_entries())
    };
    let case: &Case = story.case(case);
    let tried = try_rule(&story.desk, &draft, case, at(NOON));
    let told = verdict_view(&story.desk, &tried, &new_york());
    assert_eq!(told.entries.len(), 3);
    assert_eq!(told.verdict, "This case would match entry 2.");
}
