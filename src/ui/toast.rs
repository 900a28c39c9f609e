//! Short messages in a corner, which go by themselves unless they tell of a failure.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::kit::{Button, ButtonLook, Each, Icon, IconMark};

/// How long a message stays: long enough to read two lines and reach for its button.
const TOAST_MS: u32 = 8_000;

/// More than these push out the oldest.
const N_TOASTS: usize = 4;

/// A button on a message; it outlives the screen that offered it.
#[derive(Clone)]
pub struct ToastAction {
    label: String,
    run: Arc<dyn Fn() + Send + Sync>,
}

impl ToastAction {
    /// What the button says, such as "Undo", and what it does; the message goes afterwards.
    pub fn new(label: impl Into<String>, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            label: label.into(),
            run: Arc::new(run),
        }
    }
}

/// One message.
#[derive(Clone)]
struct Toast {
    serial: u64,
    text: String,
    is_error: bool,
    action: Option<ToastAction>,
}

/// The serial tells a message from all others.
impl Hash for Toast {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.serial.hash(state);
    }
}

/// The messages in view; provided once by the frame.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next_serial: StoredValue<u64>,
}

impl Toasts {
    /// Puts an empty list into the context.
    pub fn provide() -> Self {
        let toasts = Self {
            shown: RwSignal::new(Vec::new()),
            next_serial: StoredValue::new(0),
        };
        provide_context(toasts);
        toasts
    }

    /// The messages of the page.
    pub fn here() -> Self {
        expect_context()
    }

    /// Tells that something was done.
    pub fn say(self, text: impl Into<String>) {
        self.add(text.into(), false, None);
    }

    /// Tells that something was done, with a button.
    pub fn offer(self, text: impl Into<String>, action: ToastAction) {
        self.add(text.into(), false, Some(action));
    }

    /// Tells that something failed; it stays until it is dismissed.
    pub fn fail(self, text: impl Into<String>) {
        self.add(text.into(), true, None);
    }

    fn add(self, text: String, is_error: bool, action: Option<ToastAction>) {
        let serial = self.next_serial.get_value();
        self.next_serial.set_value(serial + 1);
        self.shown.update(|shown| {
            shown.push(Toast {
                serial,
                text,
                is_error,
                action,
            });
            let n_surplus = shown.len().saturating_sub(N_TOASTS);
            shown.drain(..n_surplus);
        });
    }

    fn dismiss(self, serial: u64) {
        self.shown
            .update(|shown| shown.retain(|toast| toast.serial != serial));
    }

    fn of_kind(self, is_error: bool) -> Vec<Toast> {
        self.shown.with(|shown| {
            shown
                .iter()
                .filter(|toast| toast.is_error == is_error)
                .cloned()
                .collect()
        })
    }
}

/// The corner; both regions are there from the start, so that what comes into them is read out.
#[component]
pub fn ToastCorner(
    /// The messages.
    toasts: Toasts,
) -> impl IntoView {
    let list = move |is_error| {
        view! {
            <Each
                each=move || toasts.of_kind(is_error)
                children=move |toast| view! { <ToastCard toasts toast /> }
            />
        }
    };
    view! {
        <section class="toasts" aria-label="Announcements">
            <div class="toasts__list" role="alert">{list(true)}</div>
            <div class="toasts__list" role="status">{list(false)}</div>
        </section>
    }
}

/// One message; pointing at it or focusing it stops its time.
#[component]
fn ToastCard(
    /// Where it goes from.
    toasts: Toasts,
    /// What it says.
    toast: Toast,
) -> impl IntoView {
    let Toast {
        serial,
        text,
        is_error,
        action,
    } = toast;
    let timer = StoredValue::new_local(None::<Timeout>);
    let hold = move || timer.set_value(None);
    let arm = move || {
        if !is_error {
            timer.set_value(Some(Timeout::new(TOAST_MS, move || toasts.dismiss(serial))));
        }
    };
    arm();
    view! {
        <div
            class="toast"
            class:toast--error=is_error
            on:mouseenter=move |_| hold()
            on:mouseleave=move |_| arm()
            on:focusin=move |_| hold()
            on:focusout=move |_| arm()
        >
            <IconMark icon=if is_error { Icon::Alert } else { Icon::Check } />
            <p class="toast__text">{text}</p>
            <Button
                look=ButtonLook::Quiet
                label="Dismiss"
                on_press=move |()| toasts.dismiss(serial)
            >
                <IconMark icon=Icon::Close />
            </Button>
            {action
                .map(|ToastAction { label, run }| {
                    let press = move |()| {
                        run();
                        toasts.dismiss(serial);
                    };
                    view! { <Button on_press=press>{label}</Button> }
                })}
        </div>
    }
}
