//! The modal dialog, and the one that asks whether to go on.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Button, ButtonLook, Icon, IconMark, unique_id};

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
    let before = document()
        .active_element()
        .and_then(|active| active.dyn_into::<HtmlElement>().ok());
    let before = StoredValue::new_local(before);
    element.on_load(|dialog| {
        dialog
            .show_modal()
            .unwrap_or_else(|_| unreachable!("a dialog just put into the page is not open yet"));
        let found = FIRST_FOCUS
            .iter()
            .find_map(|selector| dialog.query_selector(selector).ok().flatten());
        focus(found.and_then(|first| first.dyn_into().ok()));
    });
    on_cleanup(move || focus(before.try_get_value().flatten()));
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

/// Gives an element the focus, when there is one that still stands in the page.
fn focus(element: Option<HtmlElement>) {
    if let Some(element) = element.filter(|element| element.is_connected()) {
        element
            .focus()
            .unwrap_or_else(|_| unreachable!("focusing an element of the page does not fail"));
    }
}

/// Asks before something that cannot be taken back; the focus begins on "Cancel".
#[component]
pub fn ConfirmDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    heading: Signal<String>,
    /// The verb on the button that goes on.
    #[prop(into)]
    verb: Signal<String>,
    /// Work under way after "go on"; the dialog closes when the caller sets `open` to false.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Goes on.
    #[prop(into)]
    on_confirm: UnsyncCallback<()>,
    /// What will happen.
    children: ChildrenFn,
) -> impl IntoView {
    let text = StoredValue::new(children);
    view! {
        <Dialog open heading>
            <div class="dialog__text">{text.with_value(|text| text())}</div>
            <div class="dialog__actions">
                <Button attr:autofocus=true on_press=move |()| open.set(false)>
                    "Cancel"
                </Button>
                <Button look=ButtonLook::Danger pending on_press=on_confirm>
                    {verb}
                </Button>
            </div>
        </Dialog>
    }
}
