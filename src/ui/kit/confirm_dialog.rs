//! The dialog that asks whether to go on.

use leptos::prelude::*;

use super::{Button, ButtonLook, Dialog};

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
