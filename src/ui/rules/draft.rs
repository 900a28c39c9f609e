//! A rule while it is edited, for every part of the editor.

use crate::{
    engine::{field_error::FieldError, record::Kind, rule::EscalationRule},
    shell::DeskHandle,
    ui::kit::focus_first_invalid,
    view::{
        rule_draft::{EntryDraft, PartKey, RuleDraft},
        rule_words::condition_words,
    },
};
use leptos::{html, prelude::*};
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
    pub(super) saved: RwSignal<RuleDraft>,
    pub(super) rule: Memo<EscalationRule>,
    pub(super) problems: Memo<Vec<FieldError>>,
    /// Whether all problems show: once somebody has tried to save.
    strict: RwSignal<bool>,
    /// The entries whose forms show.
    open: RwSignal<BTreeSet<PartKey>>,
}

impl Editor {
    pub(super) fn new(draft: RuleDraft) -> Self {
        let saved = RwSignal::new(draft.clone());
        let draft = RwSignal::new(draft);
        let desk: DeskHandle = expect_context();
        Self {
            desk,
            draft,
            saved,
            rule: Memo::new(move |_| draft.with(RuleDraft::rule)),
            problems: Memo::new(move |_| {
                desk.track(&[Kind::CustomField]);
                draft.with(|draft| desk.with(|desk| draft.problems(desk)))
            }),
            strict: RwSignal::new(false),
            open: RwSignal::default(),
        }
    }

    /// The editor around.
    pub(super) fn here() -> Self {
        expect_context()
    }

    /// Whether something is not saved.
    pub(super) fn is_dirty(self) -> Signal<bool> {
        Signal::derive(move || {
            self.draft
                .with(|draft| self.saved.with(|saved| draft != saved))
        })
    }

    /// What is wrong with a field of the rule itself.
    pub(super) fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.strict.get().then(|| self.problem(field)).flatten())
    }

    /// What is wrong with a field of an entry. Filter logic, formulas and ages are judged while
    /// they are typed, everything else once somebody has tried to save.
    pub(super) fn entry_error(
        self,
        entry: PartKey,
        path: impl Into<String>,
    ) -> Signal<Option<String>> {
        let path = path.into();
        let is_live = path == "logic" || path.ends_with("age_minutes");
        Signal::derive(move || {
            let is_typed =
                path == "formula" && self.read(entry, |entry| !entry.formula.trim().is_empty());
            if !is_live && !is_typed && !self.strict.get() {
                return None;
            }
            let place = self.draft.with(|draft| draft.place(entry))?;
            self.problem(&format!("entries.{place}.{path}"))
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

    /// How many problems show.
    pub(super) fn n_faults(self) -> Signal<usize> {
        Signal::derive(move || {
            if self.strict.get() {
                self.problems.with(Vec::len)
            } else {
                0
            }
        })
    }

    pub(super) fn reset(self, to: RuleDraft) {
        self.saved.set(to.clone());
        self.draft.set(to);
        self.strict.set(false);
    }

    /// Opens the forms that have a problem, and goes to the first.
    pub(super) fn show_problems(self, form: NodeRef<html::Form>) {
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
