//! A rule while it is edited, for every part of the editor.

use crate::{
    engine::{record::Kind, rule::EscalationRule},
    shell::DeskHandle,
    ui::editing::Editing,
    view::{
        rule_draft::{EntryDraft, PartKey, RuleDraft},
        rule_words::condition_words,
    },
};
use leptos::prelude::*;
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
    pub(super) draft: RwSignal<RuleDraft>,
    pub(super) editing: Editing<RuleDraft>,
    pub(super) rule: Memo<EscalationRule>,
    /// The entries whose forms show.
    open: RwSignal<BTreeSet<PartKey>>,
}

impl Editor {
    pub(super) fn new(draft: RuleDraft) -> Self {
        let editing = Editing::new(draft, |desk, draft| {
            desk.track(&[Kind::CustomField]);
            desk.with(|desk| draft.problems(desk))
        });
        let draft = editing.draft;
        Self {
            draft,
            editing,
            rule: Memo::new(move |_| draft.with(RuleDraft::rule)),
            open: RwSignal::default(),
        }
    }

    /// The desk that the rule is for.
    pub(super) fn desk(self) -> DeskHandle {
        self.editing.desk()
    }

    /// The editor around.
    pub(super) fn here() -> Self {
        expect_context()
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
            if !is_live && !is_typed && !self.editing.is_strict() {
                return None;
            }
            let place = self.draft.with(|draft| draft.place(entry))?;
            self.editing.problem(&format!("entries.{place}.{path}"))
        })
    }

    /// How many problems an entry has that show.
    pub(super) fn n_problems(self, entry: PartKey) -> usize {
        let place = self.draft.with(|draft| draft.place(entry));
        let (Some(place), true) = (place, self.editing.is_strict()) else {
            return 0;
        };
        let start = format!("entries.{place}.");
        self.editing.problems().with(|problems| {
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
        let words = self.desk().with(|desk| {
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

    /// Opens the forms that have a problem, once all of them show.
    pub(super) fn open_faulty(self) {
        let faulty: Vec<PartKey> = self.draft.with_untracked(|draft| {
            let keys = draft.entries.iter().map(|entry| entry.key);
            keys.filter(|key| untrack(|| self.n_problems(*key)) > 0)
                .collect()
        });
        self.open.update(|open| open.extend(faulty));
    }
}
