//! Business hours while they are edited, for every part of the editor.

use crate::{
    engine::{calendar::Calendar, field_error::FieldError, id::CalendarId, record::Records},
    shell::DeskHandle,
    ui::{asking::Asking, kit::Binding},
    view::calendar_draft::CalendarDraft,
};
use leptos::prelude::*;

/// The draft and what goes with it.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    pub(super) desk: DeskHandle,
    pub(super) draft: RwSignal<CalendarDraft>,
    saved: RwSignal<CalendarDraft>,
    problems: Memo<Vec<FieldError>>,
    /// Whether all problems show: once somebody has tried to save. Hours show theirs at once.
    pub(super) strict: RwSignal<bool>,
    pub(super) asking: Asking,
}

impl Editor {
    pub(super) fn new(draft: CalendarDraft) -> Self {
        let saved = RwSignal::new(draft.clone());
        let draft = RwSignal::new(draft);
        Self {
            desk: expect_context(),
            draft,
            saved,
            problems: Memo::new(move |_| {
                draft.with(|draft| draft.finish().err().unwrap_or_default())
            }),
            strict: RwSignal::new(false),
            asking: Asking::new(),
        }
    }

    /// Whether something is not saved.
    pub(super) fn is_dirty(self) -> Signal<bool> {
        Signal::derive(move || {
            self.draft
                .with(|draft| self.saved.with(|saved| draft != saved))
        })
    }

    /// What is wrong with a field once somebody has tried to save.
    pub(super) fn error(self, field: impl Into<String>) -> Signal<Option<String>> {
        let at_once = self.error_at_once(field);
        Signal::derive(move || self.strict.get().then(|| at_once.get()).flatten())
    }

    /// What is wrong with a field while it is typed.
    pub(super) fn error_at_once(self, field: impl Into<String>) -> Signal<Option<String>> {
        let field = field.into();
        Signal::derive(move || {
            self.problems.with(|problems| {
                let found = problems.iter().find(|problem| problem.field == field);
                found.map(|problem| problem.reason.clone())
            })
        })
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

    /// A part of the draft as an input has it.
    pub(super) fn bind<T: Clone + Send + Sync + 'static>(
        self,
        read: impl Fn(&CalendarDraft) -> T + Send + Sync + 'static,
        write: impl Fn(&mut CalendarDraft, T) + 'static,
    ) -> Binding<T> {
        Binding::new(
            move || self.draft.with(&read),
            move |value| self.draft.update(|draft| write(draft, value)),
        )
    }

    /// Begins anew with what is saved.
    pub(super) fn reset(self, to: CalendarDraft) {
        self.saved.set(to.clone());
        self.draft.set(to);
        self.strict.set(false);
    }

    /// Goes back to what was saved last; tells whether there was anything.
    pub(super) fn discard(self) -> bool {
        let saved = self.saved.get_untracked();
        let was_saved = saved.id.0 != 0;
        self.reset(saved);
        was_saved
    }
}

/// Business hours as they are stored.
pub(super) fn stored(desk: DeskHandle, id: CalendarId) -> Option<CalendarDraft> {
    desk.with(|desk| desk.find::<Calendar>(id).map(CalendarDraft::of))
}
