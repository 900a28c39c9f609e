//! Groups, which cases are handed to and which approve.

use crate::{
    engine::{
        command::Command,
        id::{GroupId, UserId},
        people::Group,
        record::Kind,
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Checkbox, Combobox, LineKind, TextField},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
        route::Router,
        user_list::UserList,
    },
    view::{groups::group_rows, people::user_options, route::Page},
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "Groups",
    noun: "Group",
    new: "New group",
    columns: &[
        ("E-mail", ""),
        ("Members", "wide-only"),
        ("Manager", "wide-only"),
    ],
    empty: (
        "No groups yet",
        "A group of colleagues can be asked for help with a case, can work on cases together, and can approve escalations.",
    ),
    wide: false,
    act: Act::Administer,
};

/// The groups, each with its form.
#[component]
pub fn Groups() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::Group, Kind::User], group_rows);
    let form = |edited| view! { <GroupForm edited /> }.into_any();
    let shown = match Router::here().page().get_untracked() {
        Page::Group(id) => id,
        _ => 0,
    };
    view! { <RecordPanel list=LIST rows form shown /> }
}

/// Name, address, members, manager, and whether it answers customers.
#[component]
fn GroupForm(
    /// Which group.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let id = GroupId(edited.key);
    let found = desk.with(|desk| desk.groups.get(&id).cloned());
    let group = found.unwrap_or_else(|| Group {
        id,
        name: Box::default(),
        email: Box::default(),
        members: Vec::new(),
        support_group: false,
        manager: None,
    });
    let asking = Asking::new();
    let name = RwSignal::new(group.name.to_string());
    let email = RwSignal::new(group.email.to_string());
    let members = RwSignal::new(group.members.clone());
    let support_group = RwSignal::new(group.support_group);
    let manager = RwSignal::new(group.manager.map(|id| id.0.to_string()).unwrap_or_default());
    let chosen: Vec<UserId> = group.manager.into_iter().collect();
    let managers = desk.derive(&[Kind::User], move |desk| {
        let mut options = user_options(desk, &chosen);
        options.insert(0, (String::new(), "Nobody".to_owned()));
        options
    });
    let command = move |()| {
        Command::SaveGroup(Group {
            id,
            name: name.get_untracked().trim().into(),
            email: email.get_untracked().trim().into(),
            members: members.get_untracked(),
            support_group: support_group.get_untracked(),
            manager: manager.get_untracked().parse().ok().map(UserId),
        })
    };
    view! {
        <RecordForm edited asking said="The group is saved" command>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <TextField
                label="E-mail"
                kind=LineKind::Email
                value=email
                hint="Mail to a group goes to this one address and never to its members. To reach them all, make a mailing list with them in your mail system and put its address here. Without an address, mail to the group reaches nobody."
                error=asking.error_at("email")
            />
            <UserList legend="Members" add="Add a member" value=members />
            <Combobox
                label="Manager"
                value=manager
                options=managers
                hint="May be asked to approve escalations of cases that the group works on."
            />
            <Checkbox
                label="Answers customers"
                hint="A support group: cases can be handed to it also where they go to support only."
                checked=support_group
            />
        </RecordForm>
    }
}
