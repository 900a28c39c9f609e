//! Drafts of forms: one signal holds a form's draft, and each input is bound to a part of it.

use super::kit::Binding;
use leptos::prelude::*;

/// One part of a draft, for an input to show and change.
pub fn part<D, T>(draft: RwSignal<D>, of: fn(&D) -> &T, of_mut: fn(&mut D) -> &mut T) -> Binding<T>
where
    D: Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    Binding::new(
        move || draft.with(|draft| of(draft).clone()),
        move |value| draft.update(|draft| *of_mut(draft) = value),
    )
}
