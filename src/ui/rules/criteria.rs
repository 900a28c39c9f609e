//! The criteria of an entry, and how they combine.

use super::draft::{Editor, KINDS};
use crate::{
    engine::rule::{CRITERIA_MAX, CaseField, Field, Operator},
    ui::kit::{
        Binding, Button, Each, GroupedSelect, Icon, IconMark, RemoveButton, SelectField,
        SuggestField, TextField,
    },
    view::{
        rule_draft::{CriterionDraft, EntryDraft, PartKey},
        rule_page::{
            field_groups, field_key, field_of_key, operator_of_key, operator_options,
            value_suggestions,
        },
        rule_words::operator_label,
    },
};
use leptos::prelude::*;

/// One line in its entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct LineKey {
    entry: PartKey,
    line: PartKey,
    /// From 0 on.
    place: usize,
}

impl LineKey {
    fn find(self, entry: &EntryDraft) -> Option<&CriterionDraft> {
        entry.criteria.iter().find(|line| line.key == self.line)
    }

    fn read<T: Default>(self, editor: Editor, read: impl FnOnce(&CriterionDraft) -> T) -> T {
        editor.read(self.entry, |entry| {
            self.find(entry).map(read).unwrap_or_default()
        })
    }

    fn change(self, editor: Editor, change: impl FnOnce(&mut CriterionDraft)) {
        editor.change(self.entry, |entry| {
            let mut lines = entry.criteria.iter_mut();
            if let Some(line) = lines.find(|line| line.key == self.line) {
                change(line);
            }
        });
    }
}

/// The lines of an entry; none takes every case.
#[component]
pub(super) fn CriteriaRows(
    /// Names the entry in the draft.
    key_of_entry: PartKey,
) -> impl IntoView {
    let key = key_of_entry;
    let editor = Editor::here();
    let lines = Memo::new(move |_| {
        editor.read(key, |entry| {
            let lines = entry.criteria.iter().enumerate();
            lines
                .map(|(place, line)| LineKey {
                    entry: key,
                    line: line.key,
                    place,
                })
                .collect::<Vec<_>>()
        })
    });
    let n_lines = move || lines.with(Vec::len);
    let too_many = editor.entry_error(key, "criteria");
    view! {
        <Show
            when=move || n_lines() != 0
            fallback=|| view! { <p class="muted">"No criteria: every case matches."</p> }
        >
            <div class="criteria">
                <Each
                    each=move || lines.get()
                    children=|line| view! { <CriterionRow line /> }
                />
            </div>
        </Show>
        <Show when=move || too_many.with(Option::is_some)>
            <p class="field__error">{move || too_many.get()}</p>
        </Show>
        <div class="row">
            <Button
                disabled=Signal::derive(move || n_lines() >= CRITERIA_MAX)
                on_press=move |()| editor.draft.update(|draft| draft.add_criterion(key))
            >
                <IconMark icon=Icon::Plus />
                "Add criterion"
            </Button>
        </div>
        <Show when=move || { n_lines() > 1 || editor.read(key, |entry| !entry.logic.is_empty()) }>
            <LogicField key_of_entry=key />
        </Show>
    }
}

/// How the lines combine.
#[component]
fn LogicField(
    /// Names the entry in the draft.
    key_of_entry: PartKey,
) -> impl IntoView {
    let key = key_of_entry;
    let editor = Editor::here();
    let logic = Binding::new(
        move || editor.read(key, |entry| entry.logic.clone()),
        move |text| editor.change(key, |entry| entry.logic = text),
    );
    view! {
        <TextField
            label="Filter logic"
            value=logic
            hint="Blank when all lines must hold. Otherwise their numbers with AND, OR, NOT and brackets: 1 AND (2 OR 3)."
            error=editor.entry_error(key, "logic")
        />
    }
}

/// One line: field, operator, value.
#[component]
fn CriterionRow(
    /// Which line.
    line: LineKey,
) -> impl IntoView {
    let editor = Editor::here();
    let number = line.place + 1;
    let field = Memo::new(move |_| {
        editor.draft.with(|draft| {
            let found = draft.entry(line.entry).and_then(|entry| line.find(entry));
            found.map_or(Field::Case(CaseField::Status), |line| line.field.clone())
        })
    });
    let field_choice = Binding::new(
        move || field.with(field_key),
        move |key: String| line.change(editor, |line| line.field = field_of_key(&key)),
    );
    let operator = Binding::new(
        move || {
            editor.draft.with(|draft| {
                let found = draft.entry(line.entry).and_then(|entry| line.find(entry));
                let operator = found.map_or(Operator::Equals, |line| line.operator);
                operator_label(operator).to_owned()
            })
        },
        move |key: String| {
            if let Some(operator) = operator_of_key(&key) {
                line.change(editor, |line| line.operator = operator);
            }
        },
    );
    let value = Binding::new(
        move || line.read(editor, |line| line.value.clone()),
        move |text| line.change(editor, |line| line.value = text),
    );
    let groups = Signal::derive(move || {
        editor.desk().track(KINDS);
        field.with(|field| editor.desk().with(|desk| field_groups(desk, field)))
    });
    let suggestions = Signal::derive(move || {
        editor.desk().track(KINDS);
        let typed = value.get();
        field.with(|field| {
            editor
                .desk()
                .with(|desk| value_suggestions(desk, field, &typed))
        })
    });
    let remove = move |()| {
        editor.change(line.entry, |entry| {
            entry.criteria.retain(|other| other.key != line.line);
        });
    };
    view! {
        <div class="criteria__row">
            <span class="criteria__number" aria-hidden="true">
                {number}
            </span>
            <GroupedSelect
                label=format!("Field of line {number}")
                label_hidden=true
                value=field_choice
                groups
            />
            <SelectField
                label=format!("Operator of line {number}")
                label_hidden=true
                value=operator
                options=operator_options()
            />
            <SuggestField
                label=format!("Value of line {number}")
                label_hidden=true
                value
                suggestions
                error=editor.entry_error(line.entry, format!("criteria.{}.value", line.place))
            />
            <RemoveButton label=format!("Delete line {number}") on_press=remove />
        </div>
    }
}
