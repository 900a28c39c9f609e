//! A list of users in a form, with the ways in and out.

use super::kit::{Binding, Button, ButtonLook, Combobox, Each, Icon, IconMark};
use crate::{
    engine::{id::UserId, people::Assignee, record::Kind},
    shell::DeskHandle,
    view::{people::user_options, phrase::assignee_words},
};
use leptos::prelude::*;

/// Who is in it, each with a button that takes them out, and a field that puts one more in.
#[component]
pub(super) fn UserList(
    /// What the list is: "Members".
    legend: &'static str,
    /// The label of the field: "Add a member".
    add: &'static str,
    /// Who is in it.
    #[prop(into)]
    value: Binding<Vec<UserId>>,
    /// What is good to know of it.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let options = Memo::new(move |_| {
        desk.track(&[Kind::User]);
        let inside = value.get();
        let mut options = desk.with(|desk| user_options(desk, &[]));
        options.retain(|(key, _)| !inside.iter().any(|id| id.0.to_string() == *key));
        options
    });
    let chosen = Binding::new(String::new, move |key: String| {
        if let Ok(id) = key.parse().map(UserId) {
            let mut users = value.get_untracked();
            users.push(id);
            value.set(users);
        }
    });
    let users = Memo::new(move |_| value.get());
    let line = move |id: UserId| {
        let name = desk.with(|desk| assignee_words(desk, Assignee::User(id)));
        let remove = move |()| {
            let mut users = value.get_untracked();
            users.retain(|user| *user != id);
            value.set(users);
        };
        view! {
            <li class="members__one">
                <span>{name.clone()}</span>
                <Button look=ButtonLook::Quiet label=format!("Remove {name}") on_press=remove>
                    <IconMark icon=Icon::Close />
                </Button>
            </li>
        }
    };
    view! {
        <fieldset class="stack stack--tight">
            <legend>{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint">{hint}</p> })}
            <Show
                when=move || users.with(|users| !users.is_empty())
                fallback=|| view! { <p class="muted">"Nobody yet."</p> }
            >
                <ul class="members">
                    <Each each=move || users.get() children=line />
                </ul>
            </Show>
            <Combobox label=add value=chosen options />
        </fieldset>
    }
}
