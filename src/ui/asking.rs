//! Asking the desk for something, and showing where it was asked what came of it.

use super::kit::{Banner, Button, ButtonKind, ButtonLook, Tone, focus_first_invalid};
use crate::{
    engine::{command::Command, decide::Rejection},
    shell::{DeskHandle, Refusal},
};
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

/// One place that asks: whether an answer is awaited, and the last refusal.
#[derive(Clone, Copy)]
pub struct Asking {
    desk: DeskHandle,
    pending: RwSignal<bool>,
    refusal: RwSignal<Option<Refusal>>,
}

impl Asking {
    /// A place of its own, usually one a form or a button.
    pub fn new() -> Self {
        Self {
            desk: expect_context(),
            pending: RwSignal::new(false),
            refusal: RwSignal::new(None),
        }
    }

    /// The desk that is asked.
    pub fn desk(self) -> DeskHandle {
        self.desk
    }

    /// Asks for `command`, and does `then` once it is stored. The place may be gone by then.
    pub fn ask(self, command: Command, then: impl FnOnce(()) + 'static) {
        spawn_local(async move {
            if self.ask_and_wait(command).await {
                then(());
            }
        });
    }

    /// Goes on with a form for `command`. Whoever may not have it is told so by the engine at once,
    /// which keeps what it refused (semantics 9.4).
    pub fn begin(self, command: Command, go_on: impl FnOnce()) {
        match self.desk.preview(&command) {
            Err(Rejection::Forbidden(_)) => self.ask(command, |()| ()),
            _ => go_on(),
        }
    }

    /// Asks for `command`, and says whether it is stored; a refusal is shown here.
    pub async fn ask_and_wait(self, command: Command) -> bool {
        self.pending.try_set(true);
        let outcome = self.desk.dispatch(command).await;
        self.pending.try_set(false);
        let is_stored = outcome.is_ok();
        self.refusal.try_set(outcome.err());
        is_stored
    }

    /// Asks for what a form holds, and says whether it is stored; otherwise the first field that is
    /// wrong gets the focus.
    pub async fn save(self, command: Command) -> bool {
        let is_stored = self.ask_and_wait(command).await;
        if !is_stored && let Some(root) = document().document_element() {
            focus_first_invalid(root);
        }
        is_stored
    }

    /// Whether an answer is awaited.
    pub fn pending(self) -> Signal<bool> {
        self.pending.into()
    }

    /// Shows a refusal that came from elsewhere, such as a draft that cannot be read.
    pub fn refuse(self, refusal: impl Into<Refusal>) {
        self.refusal.set(Some(refusal.into()));
    }

    /// What is wrong with one field.
    pub fn error_at(self, field: impl Into<String>) -> Signal<Option<String>> {
        let field = field.into();
        Signal::derive(move || {
            self.refusal.with(|refusal| {
                let Some(Refusal::Rejected(rejection)) = refusal else {
                    return None;
                };
                problem_at(rejection, &field)
            })
        })
    }

    /// Every refusal in words, for a form whose fields the engine knows by other names.
    pub fn refusal_in_words(self) -> impl IntoView {
        move || {
            self.refusal.get().map(|refusal| {
                view! { <Banner tone=Tone::High>{refusal.to_string()}</Banner> }
            })
        }
    }

    /// The refusal where it is not about fields that the form shows.
    pub fn refusal(self) -> impl IntoView {
        let text = Memo::new(move |_| {
            self.refusal.with(|refusal| match refusal {
                None
                | Some(Refusal::Rejected(
                    Rejection::Fields(_)
                    | Rejection::JustificationRequired
                    | Rejection::ReasonRequired,
                )) => None,
                Some(refusal) => Some(refusal.to_string()),
            })
        });
        move || {
            text.get().map(|text| {
                view! { <Banner tone=Tone::High>{text}</Banner> }
            })
        }
    }
}

/// A form that stands in a page: its fields, what was refused, and its buttons.
#[component]
pub fn AskingForm(
    /// Who asks.
    asking: Asking,
    /// The verb on the button that sends.
    verb: &'static str,
    /// Sends what is filled in.
    #[prop(into)]
    on_submit: UnsyncCallback<()>,
    /// The way out, where the form has a page of its own.
    #[prop(optional, into)]
    on_cancel: Option<UnsyncCallback<()>>,
    /// Whether it is the body of a panel.
    #[prop(optional)]
    in_panel: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class=if in_panel { "panel__body" } else { "stack" } on:submit=submit novalidate>
            {children()}
            {asking.refusal()}
            <div class="form__actions">
                <Button
                    kind=ButtonKind::Submit
                    look=ButtonLook::Primary
                    pending=asking.pending()
                >
                    {verb}
                </Button>
                {on_cancel
                    .map(|on_cancel| {
                        view! { <Button on_press=move |()| on_cancel.run(())>"Cancel"</Button> }
                    })}
            </div>
        </form>
    }
}

/// What a rejection says of one field of a form.
fn problem_at(rejection: &Rejection, field: &str) -> Option<String> {
    match (rejection, field) {
        (Rejection::Fields(problems), _) => {
            let found = problems.iter().find(|problem| problem.field == field);
            found.map(|problem| problem.reason.clone())
        }
        (Rejection::JustificationRequired, "justification")
        | (Rejection::ReasonRequired, "answer") => Some(rejection.to_string()),
        _ => None,
    }
}
