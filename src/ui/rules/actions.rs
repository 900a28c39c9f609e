//! The actions of an entry: what is done at which age.

use super::draft::{Editor, KINDS};
use crate::{
    engine::{
        id::{TemplateId, UserId},
        rule::ACTIONS_MAX,
    },
    ui::kit::{
        Binding, Button, Checkbox, Combobox, Each, FieldFrame, FieldNote, Icon, IconMark, LineKind,
        RemoveButton, SelectField, SuggestField, TextField, unique_id,
    },
    view::{
        action_draft::ActionDraft,
        case_fields::{assignee_key, assignee_of_key},
        rule_draft::{EntryDraft, PartKey},
        rule_page::{target_options, template_key, template_options, user_options},
    },
};
use leptos::prelude::*;

/// One action in its entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct ActionKey {
    entry: PartKey,
    action: PartKey,
    /// From 0 on.
    place: usize,
}

impl ActionKey {
    fn find(self, entry: &EntryDraft) -> Option<&ActionDraft> {
        entry.actions.iter().find(|one| one.key == self.action)
    }

    fn read<T: Default>(self, editor: Editor, read: impl FnOnce(&ActionDraft) -> T) -> T {
        editor.read(self.entry, |entry| {
            self.find(entry).map(read).unwrap_or_default()
        })
    }

    /// A part of the action as an input has it.
    fn bind<T: Default + Clone + Send + Sync + 'static>(
        self,
        editor: Editor,
        read: impl Fn(&ActionDraft) -> T + Send + Sync + 'static,
        write: impl Fn(&mut ActionDraft, T) + 'static,
    ) -> Binding<T> {
        Binding::new(
            move || self.read(editor, &read),
            move |value| {
                editor.change(self.entry, |entry| {
                    let mut actions = entry.actions.iter_mut();
                    if let Some(action) = actions.find(|one| one.key == self.action) {
                        write(action, value);
                    }
                });
            },
        )
    }

    fn error(self, editor: Editor, field: &'static str) -> Signal<Option<String>> {
        editor.entry_error(self.entry, format!("actions.{}.{field}", self.place))
    }
}

/// The actions, in the order in which they were entered.
#[component]
pub(super) fn ActionRows(
    /// Names the entry in the draft.
    key_of_entry: PartKey,
) -> impl IntoView {
    let key = key_of_entry;
    let editor = Editor::here();
    let actions = Memo::new(move |_| {
        editor.read(key, |entry| {
            let actions = entry.actions.iter().enumerate();
            actions
                .map(|(place, action)| ActionKey {
                    entry: key,
                    action: action.key,
                    place,
                })
                .collect::<Vec<_>>()
        })
    });
    let is_full = Signal::derive(move || actions.with(Vec::len) >= ACTIONS_MAX);
    view! {
        <p class="muted">
            "Every age counts from the same start: four hours, and two more after that, are 4 and 6."
        </p>
        <div class="stack stack--tight">
            <Each
                each=move || actions.get()
                children=|action| view! { <ActionRow action /> }
            />
        </div>
        <div class="row">
            <Button
                disabled=is_full
                on_press=move |()| editor.draft.update(|draft| draft.add_action(key))
            >
                <IconMark icon=Icon::Plus />
                "Add action"
            </Button>
            <Show when=move || is_full.get()>
                <span class="muted">{format!("An entry has at most {ACTIONS_MAX} actions.")}</span>
            </Show>
        </div>
    }
}

/// One action.
#[component]
fn ActionRow(
    /// Which one.
    action: ActionKey,
) -> impl IntoView {
    let editor = Editor::here();
    let remove = move |()| {
        editor.change(action.entry, |entry| {
            entry.actions.retain(|other| other.key != action.action);
        });
    };
    let number = action.place + 1;
    view! {
        <fieldset class="action-card">
            <legend class="visually-hidden">{format!("Action {number}")}</legend>
            <div class="action-card__head">
                <AgeField action />
                <RemoveButton label=format!("Delete action {number}") on_press=remove />
            </div>
            <NewOwner action />
            <WhoIsTold action />
        </fieldset>
    }
}

/// The age in hours and minutes, with one error for both.
#[component]
fn AgeField(
    /// Which action.
    action: ActionKey,
) -> impl IntoView {
    let editor = Editor::here();
    let error = action.error(editor, "age_minutes");
    let hours = action.bind(
        editor,
        |action| action.hours.clone(),
        |action, text| action.hours = text,
    );
    let minutes = action.bind(
        editor,
        |action| action.minutes.clone(),
        |action, text| action.minutes = text,
    );
    let id = unique_id("age");
    let note = FieldNote {
        id: id.clone(),
        label: "Age over".to_owned(),
        label_hidden: false,
        required: false,
        hint: String::new(),
        error,
    };
    let (described_by, invalid) = (note.described_by(), note.invalid());
    let steps = ["0", "30"].map(str::to_owned).to_vec();
    view! {
        <FieldFrame note>
            <div class="age">
                <input
                    class="input input--number age__hours"
                    id=id
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength="6"
                    aria-label="Age over, hours"
                    aria-invalid=invalid
                    aria-describedby=described_by
                    prop:value=move || hours.get()
                    on:input:target=move |event| hours.set(event.target().value())
                />
                <span aria-hidden="true">"h"</span>
                <div class="age__minutes">
                    <SuggestField
                        label="Age over, minutes"
                        label_hidden=true
                        value=minutes
                        suggestions=steps
                    />
                </div>
                <span aria-hidden="true">"min"</span>
            </div>
        </FieldFrame>
    }
}

/// Who gets the case, and whether a mail tells them so.
#[component]
fn NewOwner(
    /// Which action.
    action: ActionKey,
) -> impl IntoView {
    let editor = Editor::here();
    let chosen = Memo::new(move |_| action.read(editor, |action| action.reassign));
    let target = action.bind(
        editor,
        |action| action.reassign.map(assignee_key).unwrap_or_default(),
        |action, key| action.reassign = assignee_of_key(&key),
    );
    let template = action.bind(
        editor,
        |action| template_key(action.reassign_template),
        |action, key| action.reassign_template = key.parse().ok().map(TemplateId),
    );
    let targets = Signal::derive(move || {
        editor.desk().track(KINDS);
        let options = editor
            .desk()
            .with(|desk| target_options(desk, chosen.get()));
        with_nobody("Nobody: the owner stays", options)
    });
    let templates = Signal::derive(move || {
        editor.desk().track(KINDS);
        editor.desk().with(|desk| template_options(desk, "No mail"))
    });
    view! {
        <div class="row row--fields">
            <Combobox label="Reassign to" value=target options=targets />
            <Show when=move || chosen.with(Option::is_some)>
                <SelectField label="Mail to the new owner" value=template options=templates />
            </Show>
        </div>
    }
}

/// Who is told, and in what words.
#[component]
fn WhoIsTold(
    /// Which action.
    action: ActionKey,
) -> impl IntoView {
    let editor = Editor::here();
    let told = Memo::new(move |_| action.read(editor, |action| action.notify_user));
    let user = action.bind(
        editor,
        |action| {
            let user = action.notify_user.map(|id| id.0.to_string());
            user.unwrap_or_default()
        },
        |action, key: String| action.notify_user = key.parse().ok().map(UserId),
    );
    let owner = action.bind(
        editor,
        |action| action.notify_owner,
        |action, on| action.notify_owner = on,
    );
    let emails = action.bind(
        editor,
        |action| action.emails.clone(),
        |action, text| action.emails = text,
    );
    let template = action.bind(
        editor,
        |action| template_key(action.notify_template),
        |action, key| action.notify_template = key.parse().ok().map(TemplateId),
    );
    let users = Signal::derive(move || {
        editor.desk().track(KINDS);
        let options = editor.desk().with(|desk| user_options(desk, told.get()));
        with_nobody("Nobody", options)
    });
    let templates = Signal::derive(move || {
        editor.desk().track(KINDS);
        editor
            .desk()
            .with(|desk| template_options(desk, "The shipped wording"))
    });
    view! {
        <div class="row row--fields">
            <Combobox label="Tell a user" value=user options=users />
            <TextField
                label="Tell further addresses"
                kind=LineKind::Text
                value=emails
                hint="Up to five, separated by commas."
                error=action.error(editor, "additional_emails")
            />
            <SelectField label="Wording of the notice" value=template options=templates />
        </div>
        <Checkbox label="Tell the owner" checked=owner />
    }
}

fn with_nobody(word: &str, options: Vec<(String, String)>) -> Vec<(String, String)> {
    let nobody = (String::new(), word.to_owned());
    [nobody].into_iter().chain(options).collect()
}
