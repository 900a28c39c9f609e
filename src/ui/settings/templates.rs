//! The wording of notices.

use crate::{
    engine::{
        command::Command, id::TemplateId, merge_field::MergeField, notice_kind::NoticeKind,
        notification::NoticeTemplate, record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{TextArea, TextField},
        record_table::{Edited, RecordForm, RecordList, RecordPanel},
    },
    view::settings::template_rows,
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "Notice templates",
    noun: "Template",
    new: "New template",
    columns: &[("Subject", "wide-only")],
    empty: (
        "No templates yet",
        "Actions of rules use the shipped wording until a template of your own is chosen there.",
    ),
    wide: true,
};

/// The templates, each with its form.
#[component]
pub(super) fn Templates() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::NoticeTemplate], template_rows);
    let form = |edited| view! { <TemplateForm edited /> }.into_any();
    view! { <RecordPanel list=LIST rows form /> }
}

/// A template that begins as the shipped wording.
fn new_template() -> NoticeTemplate {
    let (subject, body) = NoticeKind::Escalated.shipped();
    NoticeTemplate {
        id: TemplateId(0),
        name: Box::default(),
        kind: None,
        subject: subject.into(),
        body: body.into(),
        stand_in: None,
    }
}

/// Name, subject and text, with the merge fields.
#[component]
fn TemplateForm(
    /// Which template.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let found = desk.with(|desk| desk.templates.get(&TemplateId(edited.key)).cloned());
    let template = found.unwrap_or_else(new_template);
    let asking = Asking::new();
    let name = RwSignal::new(template.name.to_string());
    let subject = RwSignal::new(template.subject.to_string());
    let body = RwSignal::new(template.body.to_string());
    let kind = template.kind;
    let command = move |()| {
        Command::SaveTemplate(NoticeTemplate {
            name: name.get_untracked().trim().into(),
            subject: subject.get_untracked().trim().into(),
            body: body.get_untracked().into(),
            ..template.clone()
        })
    };
    view! {
        <RecordForm open=edited.open asking said="The template is saved" command>
            <TextField
                label="Name"
                required=true
                value=name
                hint="Rule files call the template by this name."
                error=asking.error_at("name")
            />
            <TextField
                label="Subject"
                required=true
                value=subject
                error=asking.error_at("subject")
            />
            <TextArea
                label="Text"
                required=true
                value=body
                n_lines=8
                error=asking.error_at("body")
            />
            <div class="stack stack--tight">
                <p class="field__hint">"These are filled in when the notice is written:"</p>
                <ul class="value-list">
                    {MergeField::ALL
                        .into_iter()
                        .filter(|field| kind.unwrap_or_default().has(*field))
                        .map(|field| {
                            view! { <li><code>{format!("{{{}}}", field.name())}</code></li> }
                        })
                        .collect_view()}
                </ul>
            </div>
        </RecordForm>
    }
}
