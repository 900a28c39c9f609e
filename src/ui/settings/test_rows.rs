//! What is asked of a case, line by line: a field, how, and what it is held against.

use crate::{
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{
            Binding, Button, Each, GroupedSelect, Icon, IconMark, RemoveButton, SelectField,
            SuggestField,
        },
    },
    view::{
        assignment_draft::TestDraft,
        rule_page::{OptionGroup, field_of_key, value_suggestions},
    },
};
use leptos::prelude::*;

/// How many tests a rule may have.
const TESTS_MAX: usize = 20;

type Draft = RwSignal<Vec<TestDraft>>;

/// What the lines are made of.
#[derive(Clone)]
pub(super) struct TestKind {
    /// What can be looked at.
    pub(super) groups: Vec<OptionGroup>,
    /// How, as key and word.
    pub(super) operators: Vec<(String, String)>,
    /// The operator of a line to begin with.
    pub(super) operator: String,
    /// The path of the lines, and the name of the value in a line, for errors.
    pub(super) path: (String, &'static str),
}

/// A line for each test.
#[component]
pub(super) fn TestRows(
    /// The tests as they are typed.
    tests: Draft,
    /// What they are made of.
    kind: TestKind,
    /// For the errors.
    asking: Asking,
) -> impl IntoView {
    let kind = StoredValue::new(kind);
    let lines = Memo::new(move |_| {
        tests.with(|tests| {
            let keys = tests.iter().map(|test| test.key);
            (0_usize..).zip(keys).collect::<Vec<_>>()
        })
    });
    let n_lines = move || lines.with(Vec::len);
    let add = move |()| {
        tests.update(|tests| {
            let key = tests.iter().map(|test| test.key + 1).max();
            let operator = kind.with_value(|kind| kind.operator.clone());
            tests.push(TestDraft::new(key.unwrap_or(0), operator));
        });
    };
    let missing = asking.error_at(kind.with_value(|kind| kind.path.0.clone()));
    view! {
        <div class="criteria">
            <Each
                each=move || lines.get()
                children=move |(place, key)| view! { <TestRow tests kind asking place key /> }
            />
        </div>
        {move || missing.get().map(|text| view! { <p class="field__error">{text}</p> })}
        <div class="row">
            <Button
                disabled=Signal::derive(move || n_lines() >= TESTS_MAX)
                on_press=add
            >
                <IconMark icon=Icon::Plus />
                "Add a test"
            </Button>
        </div>
    }
}

/// One part of a test, for an input.
fn part(tests: Draft, key: u32, of: fn(&mut TestDraft) -> &mut String) -> Binding<String> {
    Binding::new(
        move || {
            let mut test = tests.with(|tests| tests.iter().find(|test| test.key == key).cloned());
            test.as_mut().map(of).cloned().unwrap_or_default()
        },
        move |text| {
            tests.update(|tests| {
                if let Some(test) = tests.iter_mut().find(|test| test.key == key) {
                    *of(test) = text;
                }
            });
        },
    )
}

/// One test.
#[component]
fn TestRow(
    /// The tests as they are typed.
    tests: Draft,
    /// What it is made of.
    kind: StoredValue<TestKind>,
    /// For the errors.
    asking: Asking,
    /// Its place, from 0 on.
    place: usize,
    /// Which.
    key: u32,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let number = place + 1;
    let field = part(tests, key, |test| &mut test.field);
    let values = part(tests, key, |test| &mut test.values);
    let TestKind {
        groups,
        operators,
        path: (path, value),
        ..
    } = kind.get_value();
    let suggestions = Signal::derive(move || {
        let (field, typed) = (field_of_key(&field.get()), values.get());
        desk.with(|desk| value_suggestions(desk, &field, &typed))
    });
    let remove = move |()| tests.update(|tests| tests.retain(|test| test.key != key));
    view! {
        <div class="criteria__row">
            <span class="criteria__number" aria-hidden="true">
                {number}
            </span>
            <GroupedSelect
                label=format!("Field of line {number}")
                label_hidden=true
                value=field
                groups=Signal::stored(groups)
            />
            <SelectField
                label=format!("Operator of line {number}")
                label_hidden=true
                value=part(tests, key, |test| &mut test.operator)
                options=operators
            />
            <SuggestField
                label=format!("Value of line {number}")
                label_hidden=true
                value=values
                suggestions
                error=asking.error_at(format!("{path}.{place}.{value}"))
            />
            <RemoveButton label=format!("Delete line {number}") on_press=remove />
        </div>
    }
}
