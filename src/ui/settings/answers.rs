//! Rules that answer customers whose cases come from web, e-mail or portal.

use super::test_rows::{TestKind, TestRows};
use crate::{
    engine::{
        auto_response::AutoResponseRule,
        command::Command,
        id::AutoResponseId,
        record::Kind,
        roles::Act,
        rule::{CaseField, Field},
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Button, Checkbox, Each, Icon, IconMark, SelectField, TextField, step_on},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
        route::Link,
    },
    view::{
        answer_draft::{AnswerDraft, answer_rows, answer_rule, answer_templates},
        assignment_draft::{TestDraft, matching_options},
        route::{Page, SettingsPart},
        rule_page::{field_groups, operator_options},
    },
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "Auto-response rules",
    noun: "Auto-response rule",
    new: "New auto-response rule",
    columns: &[("Answers", "wide-only")],
    empty: (
        "No auto-response rules yet",
        "The active rule answers customers whose cases come from web, e-mail or portal: the first of its entries that matches.",
    ),
    wide: true,
    act: Act::Administer,
};

/// The rules; at most one is active.
#[component]
pub(super) fn Answers() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let kinds = [Kind::AutoResponseRule, Kind::NoticeTemplate];
    let rows = desk.derive(&kinds, answer_rows);
    let form = |edited| view! { <AnswerForm edited /> }.into_any();
    view! { <RecordPanel list=LIST rows form /> }
}

/// An entry whose parts change by themselves.
#[derive(Clone, Copy)]
struct EntrySignals {
    key: u32,
    tests: RwSignal<Vec<TestDraft>>,
    matching: RwSignal<String>,
    template: RwSignal<String>,
    kept: StoredValue<AnswerDraft>,
}

impl EntrySignals {
    fn new(draft: AnswerDraft) -> Self {
        Self {
            key: draft.key,
            tests: RwSignal::new(draft.tests.clone()),
            matching: RwSignal::new(draft.matching.clone()),
            template: RwSignal::new(draft.template.clone()),
            kept: StoredValue::new(draft),
        }
    }

    fn draft(self) -> AnswerDraft {
        AnswerDraft {
            tests: self.tests.get_untracked(),
            matching: self.matching.get_untracked(),
            template: self.template.get_untracked(),
            ..self.kept.get_value()
        }
    }
}

/// Name, entries, and whether it answers.
#[component]
fn AnswerForm(
    /// Which rule.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let id = AutoResponseId(edited.key);
    let kept = desk.with(|desk| answer_rule(desk, id));
    let templates = desk.with(answer_templates);
    let first = templates.first().map(|(key, _)| key.clone());
    let first = first.unwrap_or_default();
    let asking = Asking::new();
    let name = RwSignal::new(kept.name.to_string());
    let active = RwSignal::new(kept.active);
    let mut drafts: Vec<AnswerDraft> = (0..)
        .zip(&kept.entries)
        .map(|(key, entry)| AnswerDraft::of(key, entry))
        .collect();
    if drafts.is_empty() {
        drafts.push(AnswerDraft::new(0, first.clone()));
    }
    let entries: Vec<_> = drafts.into_iter().map(EntrySignals::new).collect();
    let entries = RwSignal::new(entries);
    let command = move |()| {
        let entries = entries.with_untracked(|entries| {
            let entries = entries.iter().map(|entry| entry.draft().entry());
            entries.collect()
        });
        Command::SaveAutoResponse(AutoResponseRule {
            id,
            name: name.get_untracked().trim().into(),
            active: active.get_untracked(),
            entries,
        })
    };
    let add = move |()| {
        entries.update(|entries| {
            let key = entries.iter().map(|entry| entry.key + 1).max();
            entries.push(EntrySignals::new(AnswerDraft::new(
                key.unwrap_or(0),
                first.clone(),
            )));
        });
    };
    let placed = Memo::new(move |_| {
        entries.with(|entries| {
            let keys = entries.iter().map(|entry| entry.key);
            (0_usize..).zip(keys).collect::<Vec<_>>()
        })
    });
    let entry = move |(place, key): (usize, u32)| {
        let found = entries
            .with_untracked(|entries| entries.iter().find(|entry| entry.key == key).copied());
        let leave_out = move || entries.update(|entries| entries.retain(|it| it.key != key));
        let remove = move |()| step_on(leave_out);
        found.map(|entry| view! { <EntryPart entry place asking on_remove=remove /> })
    };
    let delete = (edited.key != 0).then_some(Command::DeleteAutoResponse(id));
    let has_templates = !templates.is_empty();
    view! {
        <RecordForm edited asking said="The rule is saved" command delete>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <Show when=move || !has_templates>
                <p>
                    "There is no template of auto-responses yet: make one under "
                    <Link to=Page::Settings(SettingsPart::Lists)>"Lists and wording"</Link> " first."
                </p>
            </Show>
            <Each each=move || placed.get() children=entry />
            <div class="row">
                <Button on_press=add>
                    <IconMark icon=Icon::Plus />
                    "Add an entry"
                </Button>
            </div>
            <Checkbox
                label="Active"
                hint="Another active rule is switched off by it."
                checked=active
            />
        </RecordForm>
    }
}

/// One entry: what has to hold, and the answer.
#[component]
fn EntryPart(
    /// What is typed.
    entry: EntrySignals,
    /// Its place, from 0 on.
    place: usize,
    /// For the errors.
    asking: Asking,
    /// Takes it out.
    #[prop(into)]
    on_remove: UnsyncCallback<()>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let is_equal = operator_options().first().map(|(key, _)| key.clone());
    let kind = TestKind {
        groups: desk.with(|desk| field_groups(desk, &Field::Case(CaseField::Priority))),
        operators: operator_options(),
        operator: is_equal.unwrap_or_default(),
        path: (format!("entries.{place}.criteria"), "value"),
    };
    view! {
        <fieldset class="part">
            <legend>{format!("Entry {}", place + 1)}</legend>
            <p class="field__hint">
                "Without lines it takes every case that the entries before it leave."
            </p>
            <TestRows tests=entry.tests kind asking />
            <SelectField
                label="What has to hold"
                value=entry.matching
                options=matching_options()
            />
            <SelectField
                label="Answer"
                value=entry.template
                options=desk.with(answer_templates)
                error=asking.error_at(format!("entries.{place}.template"))
            />
            <div class="row">
                <Button on_press=on_remove>{format!("Delete entry {}", place + 1)}</Button>
            </div>
        </fieldset>
    }
}
