//! Automatic assignments: the rules they ask, and whom they hand cases to.

use super::test_rows::{TestKind, TestRows};
use crate::{
    engine::{
        assignment::{AssignmentRule, EscalationAssignment, Matching},
        command::Command,
        id::{AssignmentId, AssignmentRuleId},
        record::Kind,
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        choose_many::ChooseMany,
        kit::{Banner, Checkbox, SelectField, TextArea, TextField, Tone},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
        route::Link,
    },
    view::{
        assignment_draft::{
            TestDraft, assignment_rows, assignment_rule_rows, matching_key, matching_of_key,
            matching_options, new_assignment, new_assignment_rule, rule_options, rules_of_keys,
            target_keys, target_options, targets_of_keys, test_field_groups, test_operator_options,
        },
        route::{Page, SettingsPart},
    },
};
use leptos::prelude::*;

const RULES: RecordList = RecordList {
    heading: "Assignment rules",
    noun: "Assignment rule",
    new: "New assignment rule",
    columns: &[("Asks", "wide-only")],
    empty: (
        "No assignment rules yet",
        "A rule asks something of a case, such as whether the customer has waited for more than an hour. Assignments put rules together.",
    ),
    wide: true,
    act: Act::SetUpAssignments,
};

const ASSIGNMENTS: RecordList = RecordList {
    heading: "Automatic assignments",
    noun: "Assignment",
    new: "New assignment",
    columns: &[("When", "wide-only"), ("Handed to, in turn", "")],
    empty: (
        "No automatic assignments yet",
        "An assignment hands each case that its rules match to the next of its people and groups, so that all get their share.",
    ),
    wide: true,
    act: Act::SetUpAssignments,
};

/// The operator that a test begins with.
const FIRST: &str = "any";

const KINDS: &[Kind] = &[
    Kind::AssignmentRule,
    Kind::EscalationAssignment,
    Kind::User,
    Kind::Group,
    Kind::Party,
    Kind::CustomField,
];

/// Both lists, and whether any of it runs.
#[component]
pub(super) fn Assignments() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let asking = Asking::new();
    let is_on = desk.derive(&[Kind::Preferences], |desk| desk.support().automated);
    let rules = desk.derive(KINDS, assignment_rule_rows);
    let assignments = desk.derive(KINDS, assignment_rows);
    let order = move |keys: Vec<u64>| {
        let ids = keys.into_iter().map(AssignmentId).collect();
        asking.ask(Command::OrderAssignments(ids), |()| ());
    };
    view! {
        <Show when=move || !is_on.get()>
            <Banner tone=Tone::Info>
                <span>
                    "Nothing here runs: automatic assignment is switched off under "
                    <Link to=Page::Settings(SettingsPart::Support)>"Support"</Link> "."
                </span>
            </Banner>
        </Show>
        <RecordPanel
            list=ASSIGNMENTS
            rows=assignments
            form=|edited| view! { <AssignmentForm edited /> }.into_any()
            on_order=order
        />
        {asking.refusal()}
        <RecordPanel
            list=RULES
            rows=rules
            form=|edited| view! { <RuleForm edited /> }.into_any()
        />
    }
}

/// What a rule asks.
#[component]
fn RuleForm(
    /// Which rule.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let id = AssignmentRuleId(edited.key);
    let found = desk.with(|desk| desk.assignment_rules.get(&id).cloned());
    let asking = Asking::new();
    let (new_name, new_test) = desk.with(new_assignment_rule);
    let name = RwSignal::new(
        found
            .as_ref()
            .map_or(new_name, |rule| rule.name.to_string()),
    );
    let matching = found.as_ref().map_or(Matching::All, |rule| rule.matching);
    let matching = RwSignal::new(matching_key(matching).to_owned());
    let tests = match &found {
        Some(rule) => (0..)
            .zip(&rule.tests)
            .map(|(key, test)| TestDraft::of(key, test))
            .collect(),
        None => vec![new_test],
    };
    let tests = RwSignal::new(tests);
    let kind = TestKind {
        groups: desk.with(test_field_groups),
        operators: test_operator_options(),
        operator: FIRST.to_owned(),
        path: ("tests".to_owned(), "values"),
    };
    let command = move |()| {
        Command::SaveAssignmentRule(AssignmentRule {
            id,
            name: name.get_untracked().trim().into(),
            matching: matching_of_key(&matching.get_untracked()),
            tests: tests.with_untracked(|tests| tests.iter().map(TestDraft::test).collect()),
        })
    };
    let delete = (edited.key != 0).then_some(Command::DeleteAssignmentRule(id));
    view! {
        <RecordForm edited asking said="The rule is saved" command delete>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <TestRows tests kind asking />
            <SelectField
                label="What has to hold"
                value=matching
                options=matching_options()
                hint="Minutes are plain ones, by day and by night."
            />
        </RecordForm>
    }
}

/// Rules, targets and what they are asked.
#[component]
fn AssignmentForm(
    /// Which assignment.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let id = AssignmentId(edited.key);
    let kept = desk.with(|desk| {
        let found = desk.assignments.get(&id).cloned();
        found.unwrap_or_else(|| new_assignment(desk))
    });
    let asking = Asking::new();
    let name = RwSignal::new(kept.name.to_string());
    let matching = RwSignal::new(matching_key(kept.matching).to_owned());
    let rules = RwSignal::new(kept.rules.iter().map(|id| id.0.to_string()).collect());
    let targets = RwSignal::new(target_keys(&kept.targets));
    let message = RwSignal::new(kept.message.to_string());
    let active = RwSignal::new(kept.active);
    let delete = (edited.key != 0).then_some(Command::DeleteAssignment(id));
    let command = move |()| {
        let targets = desk.with(|desk| targets.with_untracked(|keys| targets_of_keys(desk, keys)));
        Command::SaveAssignment(EscalationAssignment {
            name: name.get_untracked().trim().into(),
            matching: matching_of_key(&matching.get_untracked()),
            rules: rules.with_untracked(|keys: &Vec<String>| rules_of_keys(keys)),
            targets,
            message: message.get_untracked().trim().into(),
            active: active.get_untracked(),
            ..kept.clone()
        })
    };
    view! {
        <RecordForm edited asking said="The assignment is saved" command delete>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <ChooseMany
                label="Rules"
                options=desk.with(rule_options)
                chosen=rules
                error=asking.error_at("rules")
            />
            <SelectField label="Which of them match" value=matching options=matching_options() />
            <ChooseMany
                label="Handed to, in turn"
                options=desk.with(target_options)
                chosen=targets
                error=asking.error_at("targets")
            />
            <TextArea
                label="What they are asked"
                value=message
                n_lines=3
                hint="Not for the customer. May be empty."
            />
            <Checkbox label="Active" checked=active />
        </RecordForm>
    }
}
