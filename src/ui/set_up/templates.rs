//! How escalations are handled: who approves, who watches.

use super::{asked, choices};
use crate::{
    engine::{
        escalation::{EscalationCommand, EscalationTemplate, EscalationType},
        id::GroupId,
        record::Kind,
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Checkbox, SelectField, TextField},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
        user_list::UserList,
    },
    view::escalation_set_up::{
        POLICIES, TYPES, group_choices, template_of, template_rows, type_key, type_of_key,
    },
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "Escalation templates",
    noun: "Escalation template",
    new: "New escalation template",
    columns: &[
        ("For", ""),
        ("Approval", "wide-only"),
        ("Watchers", "wide-only cell--number"),
    ],
    empty: (
        "No escalation templates",
        "A template says who has to approve an escalation and who is told of all that happens to it. Without one nothing can be escalated.",
    ),
    wide: false,
    act: Act::SetUpEscalations,
};

/// The templates, each with its form.
#[component]
pub fn EscalationTemplates() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let kinds = &[Kind::EscalationTemplate, Kind::Group, Kind::User];
    let rows = desk.derive(kinds, template_rows);
    let form = |edited| view! { <TemplateForm edited /> }.into_any();
    view! { <RecordPanel list=LIST rows form /> }
}

/// Type, approval, watch list.
#[component]
fn TemplateForm(
    /// Which template.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let template = desk.with(|desk| template_of(desk, edited.key));
    let asking = Asking::new();
    let name = RwSignal::new(template.name.to_string());
    let of = RwSignal::new(type_key(template.escalation_type).to_owned());
    let approves = RwSignal::new(!template.skip_approval);
    let policy = POLICIES
        .iter()
        .find(|(one, ..)| *one == template.approval_policy);
    let policy = RwSignal::new(policy.map_or("", |(_, key, _)| key).to_owned());
    let group = template.approval_group.map(|id| id.0.to_string());
    let group = RwSignal::new(group.unwrap_or_default());
    let add_manager = RwSignal::new(template.add_group_manager);
    let watch_list = RwSignal::new(template.watch_list.clone());
    let active = RwSignal::new(template.active);
    let groups = desk.derive(&[Kind::Group], group_choices);
    let is_of_case = move || of.with(|of| type_of_key(of) == EscalationType::Case);
    let command = move |()| {
        let policy = policy.get_untracked();
        let policy = POLICIES.iter().find(|(_, key, _)| *key == policy);
        asked(EscalationCommand::SaveTemplate(EscalationTemplate {
            name: name.get_untracked().trim().into(),
            escalation_type: type_of_key(&of.get_untracked()),
            skip_approval: !approves.get_untracked(),
            approval_policy: policy.map_or(template.approval_policy, |(one, ..)| *one),
            approval_group: group.get_untracked().parse().ok().map(GroupId),
            add_group_manager: add_manager.get_untracked() && untrack(is_of_case),
            watch_list: watch_list.get_untracked(),
            active: active.get_untracked(),
            ..template.clone()
        }))
    };
    view! {
        <RecordForm edited asking said="The escalation template is saved" command>
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <SelectField label="For escalations of" value=of options=choices(&TYPES) />
            <Checkbox
                label="Somebody has to approve"
                hint="Until then there is a request only: nothing is coloured and no SLA runs."
                checked=approves
            />
            <Show when=move || approves.get()>
                <SelectField
                    label="Approval group"
                    value=group
                    options=groups
                    hint="Each active member is asked. When nobody can be asked it is approved by itself."
                    error=asking.error_at("approval_group")
                />
                <Show when=is_of_case>
                    <Checkbox
                        label="Ask the manager of the case's assignment group too"
                        checked=add_manager
                    />
                </Show>
                <SelectField label="Who decides" value=policy options=choices(&POLICIES) />
            </Show>
            <UserList
                legend="Watch list"
                add="Add to the watch list"
                hint="Mailed when it is escalated, at each update, and when it ends."
                value=watch_list
            />
            <Checkbox label="Active" hint="May be chosen." checked=active />
        </RecordForm>
    }
}
