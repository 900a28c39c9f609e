//! The button, in four looks, with a state for work under way.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// How much a button asks for attention; one primary a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonLook {
    #[default]
    Plain,
    Primary,
    /// Without a border until pointed at: for rows and toolbars.
    Quiet,
    /// For what cannot be taken back.
    Danger,
}

impl ButtonLook {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button button--primary",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        }
    }
}

/// Whether a press hands in the form around the button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Press,
    Submit,
}

/// A button; while `pending` it keeps the focus and ignores presses.
#[component]
pub fn Button(
    /// Its look.
    #[prop(optional)]
    look: ButtonLook,
    /// Whether it hands in its form.
    #[prop(optional)]
    kind: ButtonKind,
    /// Work under way that this button began.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// It cannot be pressed now; say why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The name for a button that shows only an icon; shown as its tooltip too.
    #[prop(optional, into)]
    label: Option<String>,
    /// What a press does.
    #[prop(optional, into)]
    on_press: Option<UnsyncCallback<()>>,
    /// What the button shows.
    children: Children,
) -> impl IntoView {
    let kind = match kind {
        ButtonKind::Press => "button",
        ButtonKind::Submit => "submit",
    };
    let press = move |event: MouseEvent| {
        if pending.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            class=look.class()
            class:button--icon=label.is_some()
            type=kind
            aria-label=label.clone()
            title=label
            aria-disabled=move || pending.get().then_some("true")
            aria-busy=move || pending.get().then_some("true")
            disabled=disabled
            on:click=press
        >
            {children()}
        </button>
    }
}
