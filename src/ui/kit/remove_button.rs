//! The small button that takes its own row away.

use super::{
    button::{Button, ButtonLook},
    focus::step_on,
    icon::{Icon, IconMark},
};
use leptos::prelude::*;

/// Takes the row around it away, and hands the keyboard's focus on to what follows the row.
#[component]
pub fn RemoveButton(
    /// What it takes away: "Delete line 2".
    #[prop(into)]
    label: String,
    /// A bin for what is lost with it, a cross for what was only chosen.
    #[prop(default = Icon::Trash)]
    icon: Icon,
    /// Takes the row away.
    #[prop(into)]
    on_press: UnsyncCallback<()>,
) -> impl IntoView {
    let remove = move |()| step_on(|| on_press.run(()));
    view! {
        <Button look=ButtonLook::Quiet label on_press=remove>
            <IconMark icon />
        </Button>
    }
}
