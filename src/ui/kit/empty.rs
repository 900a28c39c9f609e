//! What a list shows when there is nothing in it.

use leptos::prelude::*;

/// A heading, a sentence and one thing to do about it.
#[component]
pub fn Empty(
    /// What is not there: "No cases yet".
    #[prop(into)]
    heading: Signal<String>,
    /// What would put something there.
    #[prop(into)]
    text: Signal<String>,
    /// The one primary action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2 class="empty__heading">{heading}</h2>
            <p class="empty__text">{text}</p>
            {children.map(|children| view! { <div class="empty__actions">{children()}</div> })}
        </div>
    }
}
