//! The editor of a rule.

use super::{
    dialogs::{RuleDialog, RuleDialogs},
    entry::EntryCard,
};
use crate::{
    engine::{
        command::Command,
        desk::Desk,
        field_error::FieldError,
        id::RuleId,
        record::{Kind, Records},
        rule::EscalationRule,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{
            Badge, Banner, Binding, Button, ButtonKind, ButtonLook, Empty, Icon, IconMark, Menu,
            MenuItem, ReorderList, RowMove, TextField, Tone, after_render, find_within, focus,
            focus_first_invalid,
        },
        leaving::LeaveGuard,
        route::{PageHead, Router},
        toast::{ToastAction, Toasts},
    },
    view::{
        counted::counted,
        route::Page,
        rule_draft::{EntryDraft, PartKey, RuleDraft},
        rule_words::condition_words,
    },
};
use leptos::{ev, html, prelude::*};
use std::collections::BTreeSet;

/// What a rule's words are made from.
pub(super) const KINDS: &[Kind] = &[
    Kind::User,
    Kind::Queue,
    Kind::CaseStatus,
    Kind::Choice,
    Kind::CustomField,
    Kind::NoticeTemplate,
    Kind::Calendar,
];

/// The draft and what goes with it, for every part of the editor.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    pub(super) desk: DeskHandle,
    pub(super) draft: RwSignal<RuleDraft>,
    saved: RwSignal<RuleDraft>,
    pub(super) rule: Memo<EscalationRule>,
    problems: Memo<Vec<FieldError>>,
    /// Whether all problems show: once somebody has tried to save.
    strict: RwSignal<bool>,
    /// The entries whose forms show.
    open: RwSignal<BTreeSet<PartKey>>,
}

impl Editor {
    fn new(draft: RuleDraft) -> Self {
        let saved = RwSignal::new(draft.clone());
        let draft = RwSignal::new(draft);
        Self {
            desk: expect_context(),
            draft,
            saved,
            rule: Memo::new(move |_| draft.with(RuleDraft::rule)),
            problems: Memo::new(move |_| draft.with(RuleDraft::problems)),
            strict: RwSignal::new(false),
            open: RwSignal::default(),
        }
    }

    /// The editor around.
    pub(super) fn here() -> Self {
        expect_context()
    }

    /// Whether something is not saved.
    fn is_dirty(self) -> Signal<bool> {
        Signal::derive(move || {
            self.draft
                .with(|draft| self.saved.with(|saved| draft != saved))
        })
    }

    /// What is wrong with a field of the rule itself.
    fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.strict.get().then(|| self.problem(field)).flatten())
    }

    /// What is wrong with a field of an entry. Filter logic and ages are judged while they are
    /// typed, everything else once somebody has tried to save.
    pub(super) fn entry_error(
        self,
        entry: PartKey,
        path: impl Fn(&EntryDraft) -> Option<String> + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        Signal::derive(move || {
            let field = self.draft.with(|draft| {
                let place = draft.place(entry)?;
                let path = path(draft.entry(entry)?)?;
                Some(format!("entries.{place}.{path}"))
            })?;
            let is_live = field.ends_with(".logic") || field.ends_with(".age_minutes");
            (is_live || self.strict.get())
                .then(|| self.problem(&field))
                .flatten()
        })
    }

    fn problem(self, field: &str) -> Option<String> {
        self.problems.with(|problems| {
            let found = problems.iter().find(|problem| problem.field == field);
            found.map(|problem| problem.reason.clone())
        })
    }

    /// How many problems an entry has that show.
    pub(super) fn n_problems(self, entry: PartKey) -> usize {
        let place = self.draft.with(|draft| draft.place(entry));
        let (Some(place), true) = (place, self.strict.get()) else {
            return 0;
        };
        let start = format!("entries.{place}.");
        self.problems.with(|problems| {
            let of_entry = problems.iter().filter(|one| one.field.starts_with(&start));
            of_entry.count()
        })
    }

    /// Changes an entry.
    pub(super) fn change(self, entry: PartKey, change: impl FnOnce(&mut EntryDraft)) {
        self.draft.update(|draft| {
            if let Some(entry) = draft.entry_mut(entry) {
                change(entry);
            }
        });
    }

    /// A value of an entry; `default` once the entry is gone.
    pub(super) fn read<T: Default>(self, entry: PartKey, read: impl FnOnce(&EntryDraft) -> T) -> T {
        self.draft
            .with(|draft| draft.entry(entry).map(read).unwrap_or_default())
    }

    /// Whether the form of an entry shows.
    pub(super) fn is_open(self, entry: PartKey) -> bool {
        self.open.with(|open| open.contains(&entry))
    }

    /// Shows the form of an entry or puts it away.
    pub(super) fn turn(self, entry: PartKey) {
        self.open.update(|open| {
            if !open.remove(&entry) {
                open.insert(entry);
            }
        });
    }

    /// What the entry is called in labels.
    pub(super) fn name(self, entry: PartKey) -> String {
        /// Longer labels are no help.
        const CHARS: usize = 60;
        let words = self.desk.with(|desk| {
            self.draft.with_untracked(|draft| {
                draft
                    .entry(entry)
                    .map(|entry| condition_words(desk, &entry.entry()))
            })
        });
        let words = words.unwrap_or_default();
        match words.char_indices().nth(CHARS) {
            Some((at, _)) => format!("entry “{}…”", words.get(..at).unwrap_or_default()),
            None => format!("entry “{words}”"),
        }
    }

    fn reset(self, to: RuleDraft) {
        self.saved.set(to.clone());
        self.draft.set(to);
        self.strict.set(false);
    }

    /// Opens the forms that have a problem, and goes to the first.
    fn show_problems(self, form: NodeRef<html::Form>) {
        self.strict.set(true);
        let faulty: Vec<PartKey> = self.draft.with_untracked(|draft| {
            let keys = draft.entries.iter().map(|entry| entry.key);
            keys.filter(|key| untrack(|| self.n_problems(*key)) > 0)
                .collect()
        });
        self.open.update(|open| open.extend(faulty));
        if let Some(form) = form.get_untracked() {
            focus_first_invalid(form.into());
        }
    }
}

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

fn saved(desk: &Desk, id: RuleId) -> Option<RuleDraft> {
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
    let asking = Asking::new();
    let dialog = RwSignal::new(None::<RuleDialog>);
    let form = NodeRef::<html::Form>::new();
    let title = Signal::derive(move || {
        editor.draft.with(|draft| match draft.name.trim() {
            "" if id.0 == 0 => "New rule".to_owned(),
            "" => "Rule".to_owned(),
            name => name.to_owned(),
        })
    });
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if editor.problems.with_untracked(Vec::is_empty) {
            save(editor, asking, dialog);
        } else {
            editor.show_problems(form);
        }
    };
    let name = Binding::new(
        move || editor.draft.with(|draft| draft.name.clone()),
        move |name| editor.draft.update(|draft| draft.name = name),
    );
    view! {
        <div class="page rule-page">
            <PageHead title>
                <RuleActions id dialog />
            </PageHead>
            <SavedElsewhere editor />
            <form node_ref=form class="stack" on:submit=save>
                <div class="form">
                    <TextField label="Name" value=name required=true error=editor.error("name") />
                </div>
                <Entries editor />
                {asking.refusal()}
                <SaveBar editor asking />
            </form>
            <RuleDialogs dialog />
            <LeaveGuard when=editor.is_dirty() />
        </div>
    }
}

fn save(editor: Editor, asking: Asking, dialog: RwSignal<Option<RuleDialog>>) {
    let desk = editor.desk;
    let toasts = Toasts::here();
    let router = Router::here();
    let rule = editor.rule.get_untracked();
    let id = rule.id;
    let is_active = desk.with(|desk| desk.rules.get(&id).is_some_and(|rule| rule.active));
    asking.ask(Command::SaveRule(rule), move |()| {
        let newest = || desk.with(|desk| desk.rules.keys().max().copied());
        let id = if id.0 == 0 { newest() } else { Some(id) };
        let Some(id) = id else { return };
        if let Some(draft) = desk.with(|desk| saved(desk, id)) {
            editor.reset(draft);
        }
        if is_active {
            let again = ToastAction::new("Re-evaluate…", move || {
                dialog.try_set(Some(RuleDialog::Reevaluate));
            });
            toasts.offer(
                "Saved. Cases keep their plans until they are next saved.",
                again,
            );
        } else {
            toasts.say("Saved");
        }
        router.go(Page::Rule(id.0));
    });
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

/// Warns when the rule was saved in another tab while it is edited here.
#[component]
fn SavedElsewhere(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let id = editor.draft.with_untracked(|draft| draft.id);
    let version = editor.desk.derive(&[Kind::EscalationRule], move |desk| {
        desk.find::<EscalationRule>(id).map(|rule| rule.version)
    });
    let is_other = move || {
        let edited = editor.draft.with(|draft| draft.version);
        version.get().is_some_and(|version| version > edited)
    };
    let reload = move |()| {
        if let Some(draft) = editor.desk.with(|desk| saved(desk, id)) {
            editor.reset(draft);
        }
    };
    view! {
        <Show when=is_other>
            <Banner tone=Tone::Medium>
                "The rule was saved elsewhere meanwhile. Saving here replaces that."
                <Button on_press=reload>"Show the saved one"</Button>
            </Banner>
        </Show>
    }
}

/// The entries, in the order in which they are tried.
#[component]
fn Entries(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let section = NodeRef::<html::Section>::new();
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

/// Save and discard, in sight wherever the page is scrolled to.
#[component]
fn SaveBar(
    /// The editor.
    editor: Editor,
    /// Where saving is asked for.
    asking: Asking,
) -> impl IntoView {
    let dirty = editor.is_dirty();
    let router = Router::here();
    let discard = move |()| {
        let saved = editor.saved.get_untracked();
        let is_new = saved.id.0 == 0;
        editor.reset(saved);
        if is_new {
            router.go(Page::Rules);
        }
    };
    let n_faults = move || {
        if editor.strict.get() {
            editor.problems.with(Vec::len)
        } else {
            0
        }
    };
    view! {
        <div class="save-bar">
            <span class="save-bar__state" role="status">
                {move || match n_faults() {
                    0 if dirty.get() => "Unsaved changes".to_owned(),
                    0 => "All changes saved".to_owned(),
                    1 => "1 field needs another look".to_owned(),
                    n => format!("{n} fields need another look"),
                }}
            </span>
            <Show when=move || dirty.get()>
                <Button on_press=discard>"Discard"</Button>
            </Show>
            <Button
                kind=ButtonKind::Submit
                look=ButtonLook::Primary
                pending=asking.pending()
            >
                "Save"
            </Button>
        </div>
    }
}
