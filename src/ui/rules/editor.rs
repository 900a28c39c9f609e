//! The editor of a rule.

use super::{
    dialogs::{RuleDialog, RuleDialogs},
    draft::Editor,
    entry::EntryCard,
    saving::Saving,
    try_it::TryIt,
};
use crate::{
    engine::{
        desk::Desk,
        id::{EntryId, RuleId},
        record::{Kind, Record, Records},
        rule::EscalationRule,
    },
    shell::DeskHandle,
    ui::{
        calendars::strong,
        draft::part,
        editing::EditingForm,
        kit::{
            Badge, Button, ConfirmDialog, Empty, Icon, IconMark, Menu, MenuItem, ReorderList,
            RowMove, TextField, Tone, after_render, find_within, focus,
        },
        route::{PageHead, Router},
        saved_elsewhere::SavedElsewhere,
    },
    view::{
        counted::counted,
        route::Page,
        rule_draft::{PartKey, RuleDraft},
    },
};
use leptos::{html, prelude::*};
use web_sys::Element;

/// A new rule.
#[component]
pub(crate) fn NewRulePage() -> impl IntoView {
    view! { <RuleEditor draft=RuleDraft::new() /> }
}

/// A rule that was saved.
#[component]
pub(crate) fn RulePage(
    /// The number of its id.
    id: u64,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    match desk.with(|desk| saved(desk, RuleId(id))) {
        Some(draft) => view! { <RuleEditor draft /> }.into_any(),
        None => view! {
            <div class="page">
                <PageHead title="Rule" />
                <Empty heading="This rule is not here" text="It was deleted, or never was.">
                    <Button on_press=move |()| router.go(Page::Rules)>"All rules"</Button>
                </Empty>
            </div>
        }
        .into_any(),
    }
}

pub(super) fn saved(desk: &Desk, id: RuleId) -> Option<RuleDraft> {
    desk.find::<EscalationRule>(id).map(RuleDraft::of)
}

/// The form, with what can be done about the rule above it.
#[component]
fn RuleEditor(
    /// What is edited.
    draft: RuleDraft,
) -> impl IntoView {
    let id = draft.id;
    let editor = Editor::new(draft);
    provide_context(editor);
    let editing = editor.editing;
    let asking = editing.asking;
    let dialog = RwSignal::new(None::<RuleDialog>);
    let router = Router::here();
    let saving = Saving::new(editor, dialog);
    let discard = move |()| {
        editing.discard();
        if id.0 == 0 {
            router.go(Page::Rules);
        }
    };
    let title = Signal::derive(move || {
        editor.draft.with(|draft| match draft.name.trim() {
            "" if id.0 == 0 => "New rule".to_owned(),
            "" => "Rule".to_owned(),
            name => name.to_owned(),
        })
    });
    let save = move |()| {
        if editing.can_be_saved() {
            saving.look_ahead();
        } else {
            editor.open_faulty();
        }
    };
    let name = part(editor.draft, |draft| &draft.name, |draft| &mut draft.name);
    // That it is active is not saved by the form.
    let stored = editor.desk().derive(&[Kind::EscalationRule], move |desk| {
        let rule = desk.find::<EscalationRule>(id)?;
        let (active, was_active) = (false, false);
        Some(Record::from(EscalationRule {
            active,
            was_active,
            ..rule.clone()
        }))
    });
    view! {
        <div class="page rule-page">
            <PageHead title>
                <RuleActions id dialog />
            </PageHead>
            <SavedElsewhere
                stored=stored
                begun=move || editing.track_saved()
                on_reload=move |()| {
                    if let Some(draft) = editor.desk().with(|desk| saved(desk, id)) {
                        editing.reset(draft);
                    }
                }
            />
            <EditingForm
                asking
                dirty=editing.is_dirty()
                n_faults=editing.n_faults()
                on_save=save
                on_discard=discard
            >
                <div class="form">
                    <TextField label="Name" value=name required=true error=editing.error("name") />
                </div>
                <Entries editor />
            </EditingForm>
            <TryIt />
            <RuleDialogs dialog />
            <ConfirmDialog
                open=saving.asks
                heading="Save this rule?"
                verb="Save"
                pending=asking.pending()
                on_confirm=move |()| saving.keep()
            >
                {strong(saving.sentences.get())}
                <p>"What has fired stays as it is."</p>
            </ConfirmDialog>
        </div>
    }
}

/// The state of the rule and what can be done about it, once it is saved.
#[component]
fn RuleActions(
    /// The rule; zero while it is new.
    id: RuleId,
    /// Where its dialogs are asked for.
    dialog: RwSignal<Option<RuleDialog>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let active = desk.derive(&[Kind::EscalationRule], move |desk| {
        desk.find::<EscalationRule>(id).map(|rule| rule.active)
    });
    move || {
        let is_active = active.get()?;
        let (tone, state, word, turn) = if is_active {
            let turn = RuleDialog::Deactivate(id);
            (Tone::Good, "Active", "Deactivate", turn)
        } else {
            let turn = RuleDialog::Activate(id);
            (Tone::Neutral, "Not active", "Activate", turn)
        };
        Some(view! {
            <Badge tone text=state />
            <Button on_press=move |()| dialog.set(Some(turn))>{word}</Button>
            <Menu label="More" icon=Icon::More>
                {is_active
                    .then(|| {
                        view! {
                            <MenuItem on_press=move |()| {
                                dialog.set(Some(RuleDialog::Reevaluate));
                            }>"Re-evaluate open cases"</MenuItem>
                        }
                    })}
                <MenuItem on_press=move |()| {
                    dialog.set(Some(RuleDialog::Delete(id)));
                }>"Delete"</MenuItem>
            </Menu>
        })
    }
}

/// Opens the entry that the address asks for, as the history of a case does.
fn show_asked_for(editor: Editor, section: Element) {
    let asked = Router::here().query("entry").get_untracked();
    let entry = asked.parse().ok().map(EntryId);
    let found = entry.and_then(|id| editor.draft.with_untracked(|draft| draft.find_entry(id)));
    let Some((place, key)) = found else { return };
    editor.turn(key);
    let title = format!(".reorder__row:nth-child({place}) .entry-card__open");
    after_render(move || focus(find_within(&section, &title)));
}

/// The entries, in the order in which they are tried.
#[component]
fn Entries(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let section = NodeRef::<html::Section>::new();
    section.on_load(move |section| show_asked_for(editor, section.into()));
    let keys = Memo::new(move |_| {
        editor.draft.with(|draft| {
            let keys = draft.entries.iter().map(|entry| entry.key);
            keys.collect::<Vec<PartKey>>()
        })
    });
    let count = move || counted(keys.with(Vec::len), "entry", "entries");
    let add = move |()| {
        let mut added = 0;
        editor.draft.update(|draft| added = draft.add_entry());
        editor.turn(added);
        after_render(move || {
            let field = section.get_untracked().and_then(|section| {
                find_within(&section, ".reorder__row:last-child .entry-form select")
            });
            focus(field);
        });
    };
    let put = move |RowMove { from, to }: RowMove| {
        editor.draft.update(|draft| draft.move_entry(from, to));
    };
    view! {
        <section node_ref=section class="stack stack--tight" aria-labelledby="entries-heading">
            <div class="row row--spread">
                <h2 id="entries-heading">"Entries"</h2>
                <span class="muted">{count}</span>
            </div>
            <p class="muted">
                "Tried from the top: a case follows the first entry that it matches. Drag to reorder, or press Alt with an arrow key on an entry."
            </p>
            <Show
                when=move || keys.with(|keys| !keys.is_empty())
                fallback=|| {
                    view! {
                        <Empty
                            heading="No entries yet"
                            text="An entry says which cases it takes and what is done at which age."
                        />
                    }
                }
            >
                <ReorderList
                    label="Entries"
                    keys
                    name=move |key| editor.name(key)
                    on_move=put
                    row=move |key| view! { <EntryCard key_of_entry=key /> }
                />
            </Show>
            <div>
                <Button on_press=add>
                    <IconMark icon=Icon::Plus />
                    "Add entry"
                </Button>
            </div>
        </section>
    }
}
