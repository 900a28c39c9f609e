//! Automatic assignments as lists and forms show them, and why they take a case or do not.

use super::{
    hand_off::{escalatee_key, hand_off_targets},
    phrase::instant_words,
    record_row::RecordRow,
    rule_page::{OptionGroup, field_groups, field_key, field_of_key},
    rule_words::field_label,
};
use crate::engine::{
    assignment::{
        AssignmentField, AssignmentOperator, AssignmentRule, AssignmentTest, EscalationAssignment,
        Matching, Since, explain_assignments,
    },
    calendar::ZoneTable,
    choice::Stage,
    desk::Desk,
    hand_off::Escalatee,
    id::{AssignmentId, AssignmentRuleId, CaseId},
    in_order::{by_name, by_number},
    instant::Instant,
    rule::{CaseField, Field},
};

/// One test while it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestDraft {
    /// Tells it from the others of its form.
    pub key: u32,
    /// The key of what is looked at.
    pub field: String,
    /// The key of how.
    pub operator: String,
    /// The values, with commas between them.
    pub values: String,
}

const TIMES: [(Since, &str, &str); 3] = [
    (
        Since::Created,
        "minutes.created",
        "Minutes since it was created",
    ),
    (
        Since::CustomerModified,
        "minutes.customer",
        "Minutes since the customer modified it",
    ),
    (
        Since::InternalModified,
        "minutes.internal",
        "Minutes since one of us modified it",
    ),
];

const OPERATORS: [(AssignmentOperator, &str, &str); 7] = [
    (AssignmentOperator::AnyOf, "any", "is one of"),
    (AssignmentOperator::NoneOf, "none", "is none of"),
    (AssignmentOperator::Equals, "eq", "is"),
    (AssignmentOperator::GreaterThan, "gt", "is more than"),
    (AssignmentOperator::GreaterOrEqual, "ge", "is at least"),
    (AssignmentOperator::LessThan, "lt", "is less than"),
    (AssignmentOperator::LessOrEqual, "le", "is at most"),
];

impl TestDraft {
    /// A test to begin with: of the priority.
    #[must_use]
    pub fn new(key: u32, operator: String) -> Self {
        Self {
            key,
            field: field_key(&Field::Case(CaseField::Priority)),
            operator,
            values: String::new(),
        }
    }

    /// A test as it is typed.
    #[must_use]
    pub fn of(key: u32, test: &AssignmentTest) -> Self {
        let operator = OPERATORS.iter().find(|(own, ..)| *own == test.operator);
        Self {
            key,
            field: key_of_field(&test.field),
            operator: operator.map_or("", |(_, key, _)| key).to_owned(),
            values: test.values.join(", "),
        }
    }

    /// The test that is typed.
    #[must_use]
    pub fn test(&self) -> AssignmentTest {
        let operator = OPERATORS.iter().find(|(_, key, _)| *key == self.operator);
        let since = TIMES.iter().find(|(_, key, _)| *key == self.field);
        let values = self.values.split(',').map(str::trim);
        AssignmentTest {
            field: since.map_or_else(
                || AssignmentField::Of(field_of_key(&self.field)),
                |(since, ..)| AssignmentField::Minutes(*since),
            ),
            operator: operator.map_or(AssignmentOperator::AnyOf, |(operator, ..)| *operator),
            values: values
                .filter(|value| !value.is_empty())
                .map(Box::from)
                .collect(),
        }
    }
}

fn key_of_field(field: &AssignmentField) -> String {
    match field {
        AssignmentField::Of(field) => field_key(field),
        AssignmentField::Minutes(since) => {
            let found = TIMES.iter().find(|(own, ..)| own == since);
            found.map_or("", |(_, key, _)| key).to_owned()
        }
    }
}

/// What a test can look at, in titled groups; time comes first.
#[must_use]
pub fn test_field_groups(desk: &Desk) -> Vec<OptionGroup> {
    let times = TIMES
        .iter()
        .map(|(_, key, word)| ((*key).to_owned(), (*word).to_owned()));
    let mut groups = vec![("Time".to_owned(), times.collect())];
    groups.extend(field_groups(desk, &Field::Case(CaseField::Priority)));
    groups
}

/// How a field can be held against values, as key and word.
#[must_use]
pub fn test_operator_options() -> Vec<(String, String)> {
    OPERATORS
        .iter()
        .map(|(_, key, word)| ((*key).to_owned(), (*word).to_owned()))
        .collect()
}

/// A test in words: `Priority is one of High`.
#[must_use]
pub fn test_words(desk: &Desk, test: &AssignmentTest) -> String {
    let field = match &test.field {
        AssignmentField::Of(field) => field_label(desk, field),
        AssignmentField::Minutes(since) => {
            let found = TIMES.iter().find(|(own, ..)| own == since);
            found.map_or("", |(.., word)| word).to_owned()
        }
    };
    let operator = OPERATORS.iter().find(|(own, ..)| *own == test.operator);
    let operator = operator.map_or("", |(.., word)| word);
    format!("{field} {operator} {}", test.values.join(", "))
}

/// The name and the test that a new rule begins with. The first one of a desk is that of the open
/// cases, which every assignment keeps to in any case (semantics 8.7).
#[must_use]
pub fn new_assignment_rule(desk: &Desk) -> (String, TestDraft) {
    let (any_of, none_of) = ("any".to_owned(), "none".to_owned());
    if !desk.assignment_rules.is_empty() {
        return (String::new(), TestDraft::new(0, any_of));
    }
    let statuses = desk.statuses_in_order().into_iter();
    let closed = statuses.filter(|status| status.stage == Stage::Closed);
    let closed: Vec<&str> = closed.map(|status| &*status.name).collect();
    let test = TestDraft {
        field: field_key(&Field::Case(CaseField::Status)),
        values: closed.join(", "),
        ..TestDraft::new(0, none_of)
    };
    ("Open cases".to_owned(), test)
}

/// The two ways to combine, as key and word.
#[must_use]
pub fn matching_options() -> Vec<(String, String)> {
    vec![
        ("all".to_owned(), "All of them".to_owned()),
        ("any".to_owned(), "Any of them".to_owned()),
    ]
}

/// The key of a way to combine.
#[must_use]
pub const fn matching_key(matching: Matching) -> &'static str {
    match matching {
        Matching::All => "all",
        Matching::Any => "any",
    }
}

/// The way that such a key stands for.
#[must_use]
pub fn matching_of_key(key: &str) -> Matching {
    if key == "any" {
        Matching::Any
    } else {
        Matching::All
    }
}

const fn glue(matching: Matching) -> &'static str {
    match matching {
        Matching::All => " and ",
        Matching::Any => " or ",
    }
}

/// The rules by their names, each with what it asks.
#[must_use]
pub fn assignment_rule_rows(desk: &Desk) -> Vec<RecordRow> {
    let row = |rule: &AssignmentRule| {
        let tests: Vec<_> = rule
            .tests
            .iter()
            .map(|test| test_words(desk, test))
            .collect();
        RecordRow::new(rule.id.0, &rule.name).with(vec![tests.join(glue(rule.matching))])
    };
    let rows = desk.assignment_rules.values().map(row).collect();
    by_name(rows, |row: &RecordRow| &row.name)
}

/// The assignments in the order of their priority, each with its rules and its targets.
#[must_use]
pub fn assignment_rows(desk: &Desk) -> Vec<RecordRow> {
    let row = |one: &EscalationAssignment| {
        let rules = one.rules.iter();
        let rules = rules.filter_map(|id| Some(&*desk.assignment_rules.get(id)?.name));
        let rules: Vec<&str> = rules.collect();
        let targets = one.targets.iter();
        let targets = targets.filter_map(|to| Some(to.facts(desk)?.name));
        let targets: Vec<&str> = targets.collect();
        RecordRow::new(one.id.0, &one.name)
            .with(vec![rules.join(glue(one.matching)), targets.join(", ")])
            .active(one.active)
    };
    let all = by_number(
        desk.assignments.values().collect(),
        |it: &&EscalationAssignment| it.order.into(),
    );
    all.into_iter().map(row).collect()
}

/// An assignment to begin with, after all others.
#[must_use]
pub fn new_assignment(desk: &Desk) -> EscalationAssignment {
    let last = desk.assignments.values().map(|one| one.order).max();
    EscalationAssignment {
        id: AssignmentId(0),
        name: Box::default(),
        active: true,
        order: last.unwrap_or(0) + 1,
        matching: Matching::All,
        rules: Vec::new(),
        targets: Vec::new(),
        message: Box::default(),
    }
}

/// The rules that an assignment can ask, as key and name.
#[must_use]
pub fn rule_options(desk: &Desk) -> Vec<(String, String)> {
    let rules = desk.assignment_rules.values();
    let options = rules.map(|rule| (rule.id.0.to_string(), rule.name.to_string()));
    by_name(options.collect(), |option: &(String, String)| &option.1)
}

/// The rules that such keys stand for.
#[must_use]
pub fn rules_of_keys(keys: &[String]) -> Vec<AssignmentRuleId> {
    let ids = keys.iter().filter_map(|key| key.parse().ok());
    ids.map(AssignmentRuleId).collect()
}

/// Those who can be asked to help, as key and name.
#[must_use]
pub fn target_options(desk: &Desk) -> Vec<(String, String)> {
    // No case has that number, so nobody has it already.
    let all = hand_off_targets(desk, CaseId(0)).into_iter();
    all.map(|target| (target.key, target.label)).collect()
}

/// Those whom such keys stand for.
#[must_use]
pub fn targets_of_keys(desk: &Desk, keys: &[String]) -> Vec<Escalatee> {
    let all = hand_off_targets(desk, CaseId(0)).into_iter();
    let chosen = all.filter(|target| keys.contains(&target.key));
    chosen.map(|target| target.escalatee).collect()
}

/// The keys of those who are asked to help.
#[must_use]
pub fn target_keys(targets: &[Escalatee]) -> Vec<String> {
    targets.iter().map(|to| escalatee_key(*to)).collect()
}

/// How one assignment takes a case, in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AssignmentWhy {
    /// Its name.
    pub name: String,
    /// Whether its rules match.
    pub matches: bool,
    /// What comes of it.
    pub outcome: String,
    /// Each test with its rule and what it says.
    pub tests: Vec<(String, bool)>,
}

/// How each assignment takes a case at `at`; empty while none takes effect at all.
#[must_use]
pub fn assignment_whys(
    desk: &Desk,
    case: CaseId,
    at: Instant,
    zone: &ZoneTable,
) -> Vec<AssignmentWhy> {
    let Some(case) = desk.cases.get(&case) else {
        return Vec::new();
    };
    let next = desk.agenda().poll_of(case.id);
    let verdicts = explain_assignments(desk, case, at).into_iter();
    let why = verdicts.map(|told| {
        let outcome = match (told.matches, told.comes_first) {
            _ if case.is_closed() => "A closed case is never touched.".to_owned(),
            (false, _) => "Does not match now.".to_owned(),
            (true, false) => "Matches, but one before it does too and ends the pass.".to_owned(),
            (true, true) if told.is_used => {
                "Matches, and was used already since the case was opened.".to_owned()
            }
            (true, true) => match next {
                Some(next) => format!("Matches: hands the case off {}.", instant_words(next, zone)),
                None => "Matches, but there is nobody it can hand the case to.".to_owned(),
            },
        };
        let tests = told.rules.iter().flat_map(|(rule, _, answers)| {
            let tests = rule.tests.iter().zip(answers);
            tests.map(|(test, answer)| {
                (
                    format!("{}: {}", rule.name, test_words(desk, test)),
                    *answer,
                )
            })
        });
        AssignmentWhy {
            name: told.assignment.name.to_string(),
            matches: told.matches,
            outcome,
            tests: tests.collect(),
        }
    });
    why.collect()
}
