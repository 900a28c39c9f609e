//! A list of users in a form, with the ways in and out.

use super::kit::{Binding, PickList};
use crate::{
    engine::{id::UserId, record::Kind},
    shell::DeskHandle,
    view::people::user_options,
};
use leptos::prelude::*;

/// Who is in it; somebody inactive stays until taken out.
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
        desk.with(|desk| user_options(desk, &inside))
    });
    let keys = Binding::new(
        move || {
            let users = value.get().into_iter();
            users.map(|id| id.0.to_string()).collect::<Vec<_>>()
        },
        move |keys: Vec<String>| {
            let ids = keys.iter().filter_map(|key| key.parse().ok().map(UserId));
            value.set(ids.collect());
        },
    );
    view! {
        <PickList legend add_label=add value=keys options empty="Nobody yet." hint />
    }
}
