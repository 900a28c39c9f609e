//! A value that a part of the kit shows and changes, wherever it is kept.

use leptos::prelude::*;
use reactive_stores::Subfield;

/// A value together with the way to change it; an `RwSignal` or a part of a draft's `Store` turns
/// into one by itself.
pub struct Binding<T: Send + Sync + 'static> {
    value: Signal<T>,
    change: UnsyncCallback<T>,
}

impl<T: Clone + Send + Sync + 'static> Binding<T> {
    /// For values that are put together from others.
    pub fn new(
        value: impl Fn() -> T + Send + Sync + 'static,
        change: impl Fn(T) + 'static,
    ) -> Self {
        Self {
            value: Signal::derive(value),
            change: UnsyncCallback::new(change),
        }
    }

    /// The value now; tracked.
    pub fn get(self) -> T {
        self.value.get()
    }

    /// The value now, without following it.
    pub fn get_untracked(self) -> T {
        self.value.get_untracked()
    }

    /// Hands a new value to whoever keeps it.
    pub fn set(self, value: T) {
        self.change.run(value);
    }
}

impl<T: Send + Sync + 'static> Clone for Binding<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Binding<T> {}

impl<T: Clone + Send + Sync + 'static> From<RwSignal<T>> for Binding<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self {
            value: signal.into(),
            change: UnsyncCallback::new(move |value| signal.set(value)),
        }
    }
}

impl<Inner, Before, T> From<Subfield<Inner, Before, T>> for Binding<T>
where
    Subfield<Inner, Before, T>: Get<Value = T> + Set<Value = T> + Copy + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    fn from(part: Subfield<Inner, Before, T>) -> Self {
        Self::new(move || part.get(), move |value| part.set(value))
    }
}
