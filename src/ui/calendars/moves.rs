//! What an edit of hours or holidays would move, told before it is done (semantics 4.17).

use crate::{
    engine::{command::Command, decide::Rejection},
    shell::DeskHandle,
    view::hours_edit::HoursEdit,
};
use leptos::prelude::*;

/// What `command` would do to what is planned, in sentences; none when it does nothing.
pub(crate) fn move_sentences(
    desk: DeskHandle,
    command: &Command,
) -> Result<Vec<String>, Rejection> {
    let preview = desk.preview(command)?;
    let now = desk.stamp().at;
    Ok(desk.with(|desk| HoursEdit::of(desk, &preview.changes, now).sentences()))
}

/// What `command` would do to what is planned, for the dialog that asks whether to.
pub(crate) fn moves(command: &Command) -> AnyView {
    match move_sentences(expect_context(), command) {
        Ok(sentences) if sentences.is_empty() => {
            view! { <p>"Nothing that is pending moves."</p> }.into_any()
        }
        Ok(sentences) => strong(sentences).into_any(),
        Err(rejection) => view! { <p>{format!("It will be refused: {rejection}.")}</p> }.into_any(),
    }
}

/// Sentences that are not to be overlooked.
pub(crate) fn strong(sentences: Vec<String>) -> impl IntoView {
    let strong = |sentence| view! { <p class="strong">{sentence}</p> };
    sentences.into_iter().map(strong).collect_view().into_any()
}
