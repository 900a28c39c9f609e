//! The modal dialog.

use leptos::html;
use leptos::prelude::*;

use super::focus::{after_render, find_within, focus, focused};
use super::{Button, ButtonKind, ButtonLook, Icon, IconMark, unique_id};

/// What gets the focus first: what asks for it, else the first input, else the heading.
const FIRST_FOCUS: [&str; 3] = [
    "[autofocus]",
    ".dialog__body :is(input, select, textarea):not([type=hidden]):not(:disabled)",
    ".dialog__heading",
];

/// A modal dialog that is in the page only while it is open; Escape closes it.
#[component]
pub fn Dialog(
    /// Whether it is open; closing sets it to false.
    open: RwSignal<bool>,
    /// Its heading and its name.
    #[prop(into)]
    heading: Signal<String>,
    /// Whether it is wide enough for two columns.
    #[prop(optional)]
    wide: bool,
    /// What it shows, made anew each time that it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let body = StoredValue::new(children);
    view! {
        <Show when=move || open.get()>
            <DialogBox open heading wide>
                {body.with_value(|body| body())}
            </DialogBox>
        </Show>
    }
}

/// The open dialog; going away gives the focus back to where it was.
#[component]
fn DialogBox(
    /// Set to false when it closes.
    open: RwSignal<bool>,
    /// Its heading.
    heading: Signal<String>,
    /// Whether it is wide.
    wide: bool,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let heading_id = unique_id("dialog");
    let labelled_by = heading_id.clone();
    let before = StoredValue::new_local(focused());
    element.on_load(|dialog| {
        dialog
            .show_modal()
            .unwrap_or_else(|_| unreachable!("a dialog just put into the page is not open yet"));
        focus(
            FIRST_FOCUS
                .iter()
                .find_map(|selector| find_within(&dialog, selector)),
        );
    });
    // Only once the dialog is gone: while it stands, the page behind it takes no focus.
    on_cleanup(move || {
        let before = before.try_get_value().flatten();
        after_render(move || focus(before));
    });
    view! {
        <dialog
            node_ref=element
            class="dialog"
            class:dialog--wide=wide
            aria-labelledby=labelled_by
            on:close=move |_| open.set(false)
        >
            <div class="dialog__head">
                <h2 class="dialog__heading" id=heading_id tabindex="-1">
                    {heading}
                </h2>
                <Button look=ButtonLook::Quiet label="Close" on_press=move |()| open.set(false)>
                    <IconMark icon=Icon::Close />
                </Button>
            </div>
            <div class="dialog__body">{children()}</div>
        </dialog>
    }
}

/// The end of a form in a dialog: the way out, and the button that sends the form.
#[component]
pub fn DialogActions(
    /// Set to false by the way out.
    open: RwSignal<bool>,
    /// The verb on the button that sends.
    verb: &'static str,
    /// Whether what was sent is under way.
    pending: Signal<bool>,
) -> impl IntoView {
    view! {
        <div class="dialog__actions">
            <Button on_press=move |()| open.set(false)>"Cancel"</Button>
            <Button kind=ButtonKind::Submit look=ButtonLook::Primary pending>
                {verb}
            </Button>
        </div>
    }
}
