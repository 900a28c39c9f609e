//! What a person edits at length before saving it: the draft, what is wrong with it, and the form
//! around it.

use super::{
    asking::Asking, kit::Binding, kit::focus_first_invalid, leaving::LeaveGuard, save_bar::SaveBar,
};
use crate::{engine::field_error::FieldError, shell::DeskHandle};
use leptos::{ev, html, prelude::*};

/// A draft that is edited, for every part of its editor.
pub struct Editing<D: Send + Sync + 'static> {
    pub draft: RwSignal<D>,
    pub asking: Asking,
    saved: RwSignal<D>,
    problems: Memo<Vec<FieldError>>,
    /// Whether all problems show: once somebody has tried to save.
    strict: RwSignal<bool>,
}

impl<D: Send + Sync + 'static> Clone for Editing<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: Send + Sync + 'static> Copy for Editing<D> {}

impl<D: Clone + PartialEq + Send + Sync + 'static> Editing<D> {
    /// Begins with what is saved; `problems` says all that is wrong with a draft.
    pub fn new(
        saved: D,
        problems: impl Fn(DeskHandle, &D) -> Vec<FieldError> + Send + Sync + 'static,
    ) -> Self {
        let asking = Asking::new();
        let draft = RwSignal::new(saved.clone());
        Self {
            draft,
            asking,
            saved: RwSignal::new(saved),
            problems: Memo::new(move |_| draft.with(|draft| problems(asking.desk(), draft))),
            strict: RwSignal::new(false),
        }
    }

    /// The desk that it is for.
    pub fn desk(self) -> DeskHandle {
        self.asking.desk()
    }

    /// Tracks what is saved: it changes whenever the draft begins anew.
    pub fn track_saved(self) {
        self.saved.track();
    }

    /// Whether something is not saved.
    pub fn is_dirty(self) -> Signal<bool> {
        Signal::derive(move || {
            self.draft
                .with(|draft| self.saved.with(|saved| draft != saved))
        })
    }

    /// Whether all problems show.
    pub fn is_strict(self) -> bool {
        self.strict.get()
    }

    /// All that is wrong, whether it shows or not.
    pub fn problems(self) -> Memo<Vec<FieldError>> {
        self.problems
    }

    /// What is wrong with a field while it is typed.
    pub fn problem(self, field: &str) -> Option<String> {
        self.problems.with(|problems| {
            let found = problems.iter().find(|problem| problem.field == field);
            found.map(|problem| problem.reason.clone())
        })
    }

    /// What is wrong with a field once somebody has tried to save.
    pub fn error(self, field: impl Into<String>) -> Signal<Option<String>> {
        let field = field.into();
        Signal::derive(move || self.is_strict().then(|| self.problem(&field)).flatten())
    }

    /// How many problems show.
    pub fn n_faults(self) -> Signal<usize> {
        Signal::derive(move || {
            if self.is_strict() {
                self.problems.with(Vec::len)
            } else {
                0
            }
        })
    }

    /// A part of the draft as an input has it.
    pub fn bind<T: Clone + Send + Sync + 'static>(
        self,
        read: impl Fn(&D) -> T + Send + Sync + 'static,
        write: impl Fn(&mut D, T) + 'static,
    ) -> Binding<T> {
        Binding::new(
            move || self.draft.with(&read),
            move |value| self.draft.update(|draft| write(draft, value)),
        )
    }

    /// Lets every problem show, and says whether there is none.
    pub fn can_be_saved(self) -> bool {
        self.strict.set(true);
        self.problems.with_untracked(Vec::is_empty)
    }

    /// Begins anew with what is saved.
    pub fn reset(self, to: D) {
        self.saved.set(to.clone());
        self.draft.set(to);
        self.strict.set(false);
    }

    /// Goes back to what was saved last.
    pub fn discard(self) {
        self.reset(self.saved.get_untracked());
    }
}

/// The form of an editor: its parts, what was refused, and the bar that saves and discards.
/// Nobody leaves it by mistake while something is not saved.
#[component]
pub fn EditingForm(
    /// Who asks.
    asking: Asking,
    /// Whether something is not saved.
    dirty: Signal<bool>,
    /// How many problems show.
    n_faults: Signal<usize>,
    /// Saves, or lets the problems show.
    #[prop(into)]
    on_save: UnsyncCallback<()>,
    /// Goes back to what is saved.
    #[prop(into)]
    on_discard: UnsyncCallback<()>,
    /// The parts.
    children: Children,
) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        on_save.run(());
        if n_faults.get_untracked() > 0
            && let Some(form) = form.get_untracked()
        {
            focus_first_invalid(form.into());
        }
    };
    view! {
        <form node_ref=form class="stack" on:submit=submit novalidate>
            {children()}
            {asking.refusal()}
            <SaveBar dirty pending=asking.pending() n_faults on_discard />
        </form>
        <LeaveGuard when=dirty />
    }
}
