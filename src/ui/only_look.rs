//! Saying to whoever acts that they may look at something and not change it (semantics 9.2).

use super::{
    kit::{Icon, IconMark},
    route::Router,
};
use crate::{
    engine::{record::Kind, roles::Act},
    shell::DeskHandle,
    view::only_look::{changing, only_look},
};
use leptos::prelude::*;

/// Whether whoever acts may do that, followed.
pub(super) fn followed_may(act: Act) -> Memo<bool> {
    let why = followed_why(Signal::stored(Some(act)));
    Memo::new(move |_| why.with(Option::is_none))
}

fn followed_why(act: Signal<Option<Act>>) -> Memo<Option<String>> {
    let desk = expect_context::<DeskHandle>();
    let user = desk.user();
    Memo::new(move |_| {
        desk.track(&[Kind::User]);
        let user = user.get();
        desk.with(|desk| only_look(desk, user, act.get()?))
    })
}

/// The sentence at a part of a page, unless the page has said it of all that is on it.
#[component]
pub(super) fn OnlyLook(
    /// What changing it is.
    act: Act,
) -> impl IntoView {
    let page = Router::here().page();
    let own = Signal::derive(move || Some(act).filter(|act| changing(page.get()) != Some(*act)));
    sentence(followed_why(own))
}

/// The sentence at the top of a page on which all takes the same act to change.
#[component]
pub(super) fn OnlyLookPage() -> impl IntoView {
    let page = Router::here().page();
    sentence(followed_why(Signal::derive(move || changing(page.get()))))
}

fn sentence(why: Memo<Option<String>>) -> AnyView {
    (move || {
        why.get().map(|why| {
            view! {
                <p class="only-look">
                    <IconMark icon=Icon::Info />
                    {why}
                </p>
            }
        })
    })
    .into_any()
}
