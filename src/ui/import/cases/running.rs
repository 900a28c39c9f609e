//! Long work that shows how far it is and can be stopped, and what it came to.

use super::Journey;
use crate::{
    shell::Progress,
    ui::{
        kit::{Banner, ProgressBar, Tone},
        route::Link,
    },
    view::route::{ImportKind, Page},
};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// One piece of long work at a time.
#[derive(Clone, Copy)]
pub(super) struct Running {
    progress: RwSignal<Option<Progress>>,
    is_stopped: StoredValue<Rc<Cell<bool>>, LocalStorage>,
}

impl Running {
    /// Nothing runs; going away stops what will.
    pub(super) fn new() -> Self {
        let running = Self {
            progress: RwSignal::new(None),
            is_stopped: StoredValue::new_local(Rc::default()),
        };
        on_cleanup(move || running.stop());
        running
    }

    /// Something begins: gives what tells how far it is, and what asks whether to stop.
    pub(super) fn begin(self) -> (impl Fn(Progress) + 'static, impl Fn() -> bool + 'static) {
        let stop = Rc::new(Cell::new(false));
        self.is_stopped.set_value(Rc::clone(&stop));
        self.progress.set(Some(Progress {
            n_done: 0,
            n_total: 0,
        }));
        let tell = move |progress: Progress| {
            self.progress.try_set(Some(progress));
        };
        (tell, move || stop.get())
    }

    /// It has ended.
    pub(super) fn end(self) {
        self.progress.try_set(None);
    }

    /// Whether something runs.
    pub(super) fn is_on(self) -> bool {
        self.progress.with(Option::is_some)
    }

    fn stop(self) {
        if let Some(stop) = self.is_stopped.try_get_value() {
            stop.set(true);
        }
    }
}

/// How far it is, with the way to stop it.
#[component]
pub(super) fn RunningBar(
    /// The work.
    running: Running,
    /// What is under way.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let share = Signal::derive(move || running.progress.get().and_then(share));
    view! {
        <Show when=move || running.is_on()>
            <ProgressBar label share on_cancel=move |()| running.stop() />
        </Show>
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "a share of a bar needs no more than a float's precision"
)]
fn share(progress: Progress) -> Option<f64> {
    (progress.n_total > 0).then(|| progress.n_done as f64 / progress.n_total as f64)
}

/// What was brought in, with links.
#[component]
pub(super) fn Done(
    /// Where the way has come to.
    journey: Journey,
) -> impl IntoView {
    view! {
        <Banner tone=Tone::Good>{journey.done.get_untracked().unwrap_or_default()}</Banner>
        <ul class="plain-list">
            <li>
                <Link to=Page::Cases>"See the cases"</Link>
            </li>
            <li>
                <Link to=Page::Pending>"See what is pending"</Link>
            </li>
            <li>
                <Link to=Page::Inbox>"See the notices"</Link>
            </li>
            <li>
                <Link to=Page::Import(ImportKind::Choice)>"Back to imports, to remove this one"</Link>
            </li>
        </ul>
    }
}
