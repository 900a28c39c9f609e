//! The save of a rule, and what is told before it.

use super::{dialogs::RuleDialog, draft::Editor, editor::saved};
use crate::{
    engine::command::Command,
    ui::{
        route::Router,
        toast::{ToastAction, Toasts},
    },
    view::{route::Page, rule_list::saving_sentences},
};
use leptos::prelude::*;

/// A save on its way: what it would do at once is told first.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    editor: Editor,
    dialog: RwSignal<Option<RuleDialog>>,
    /// What it would do at once.
    pub(super) sentences: RwSignal<Vec<String>>,
    /// Whether it is asked about.
    pub(super) asks: RwSignal<bool>,
    router: Router,
    toasts: Toasts,
}

impl Saving {
    /// Saves what `editor` holds; `dialog` is where re-evaluating is asked for afterwards.
    pub(super) fn new(editor: Editor, dialog: RwSignal<Option<RuleDialog>>) -> Self {
        Self {
            editor,
            dialog,
            sentences: RwSignal::default(),
            asks: RwSignal::new(false),
            router: Router::here(),
            toasts: Toasts::here(),
        }
    }

    /// Asks where something that is pending would go or fire, and saves at once where not. What
    /// cannot be saved is told by the save itself.
    pub(super) fn look_ahead(self) {
        let desk = self.editor.desk();
        let preview = desk.preview(&self.command());
        let sentences = preview.map(|preview| {
            desk.with(|desk| saving_sentences(desk, &preview.changes, preview.wave))
        });
        match sentences {
            Ok(sentences) if !sentences.is_empty() => {
                self.sentences.set(sentences);
                self.asks.set(true);
            }
            _ => self.keep(),
        }
    }

    fn command(self) -> Command {
        Command::SaveRule(self.editor.rule.get_untracked())
    }

    /// Saves, then shows what is stored; of the active rule, offers to lay it over the open cases.
    pub(super) fn keep(self) {
        let desk = self.editor.desk();
        let id = self.editor.rule.with_untracked(|rule| rule.id);
        let is_active = desk.with(|desk| desk.rules.get(&id).is_some_and(|rule| rule.active));
        self.editor.editing.asking.ask(self.command(), move |()| {
            self.asks.try_set(false);
            let newest = || desk.with(|desk| desk.rules.keys().max().copied());
            let id = if id.0 == 0 { newest() } else { Some(id) };
            let Some(id) = id else { return };
            if let Some(draft) = desk.with(|desk| saved(desk, id)) {
                self.editor.editing.reset(draft);
            }
            if is_active {
                let again = ToastAction::new("Re-evaluate…", move || {
                    self.dialog.try_set(Some(RuleDialog::Reevaluate));
                });
                let text = "Saved. Cases keep their plans until they are next saved.";
                self.toasts.offer(text, again);
            } else {
                self.toasts.say("Saved");
            }
            self.router.go(Page::Rule(id.0));
        });
    }
}
