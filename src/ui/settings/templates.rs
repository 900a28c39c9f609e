//! The wording of notices.

use crate::{
    engine::{
        command::Command, id::TemplateId, merge_field::MergeField, notice_kind::NoticeKind,
        notification::NoticeTemplate, record::Kind, roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Binding, SelectField, TextArea, TextField},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
    },
    view::{
        settings::template_rows,
        template_preview::{preview, preview_cases, template_kind_of_key, template_kinds},
    },
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
    act: Act::Administer,
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
    let is_new = template.id.0 == 0;
    let kind_key = RwSignal::new(
        template
            .kind
            .map_or_else(String::new, |it| it.name().to_owned()),
    );
    let kind = Memo::new(move |_| kind_key.with(|key| template_kind_of_key(key)));
    let kind_choice = Binding::new(
        move || kind_key.get(),
        move |key: String| {
            // What was not touched becomes the shipped wording of the other kind.
            let (before, after) = (
                kind.get_untracked().unwrap_or_default().shipped(),
                template_kind_of_key(&key).unwrap_or_default().shipped(),
            );
            if subject.with_untracked(|text| text == before.0) {
                subject.set(after.0.to_owned());
            }
            if body.with_untracked(|text| text == before.1) {
                body.set(after.1.to_owned());
            }
            kind_key.set(key);
        },
    );
    let command = move |()| {
        Command::SaveTemplate(NoticeTemplate {
            kind: kind.get_untracked(),
            name: name.get_untracked().trim().into(),
            subject: subject.get_untracked().trim().into(),
            body: body.get_untracked().into(),
            ..template.clone()
        })
    };
    view! {
        <RecordForm edited asking said="The template is saved" command>
            <TextField
                label="Name"
                required=true
                value=name
                hint="Rule files call the template by this name."
                error=asking.error_at("name")
            />
            <Show when=move || is_new>
                <SelectField
                    label="For"
                    value=kind_choice
                    options=template_kinds()
                    hint="A template for one kind of notice takes the place of its shipped wording."
                />
            </Show>
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
                    {move || {
                        MergeField::ALL
                            .iter()
                            .copied()
                            .filter(|field| kind.get().unwrap_or_default().has(*field))
                            .map(|field| {
                                view! { <li><code>{format!("{{{}}}", field.name())}</code></li> }
                            })
                            .collect_view()
                    }}
                </ul>
            </div>
            <Preview subject body />
        </RecordForm>
    }
}

/// What the notice comes to for a case of the desk.
#[component]
fn Preview(
    /// The subject as it is typed.
    subject: RwSignal<String>,
    /// The text as it is typed.
    body: RwSignal<String>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let cases = desk.with(preview_cases);
    let first = cases.first().map(|(key, _)| key.clone());
    let case = RwSignal::new(first.unwrap_or_default());
    let now = desk.stamp().at;
    let filled = move |text: RwSignal<String>| {
        desk.with(|desk| text.with(|text| case.with(|case| preview(desk, text, case, now))))
    };
    let has_cases = !cases.is_empty();
    view! {
        <Show when=move || has_cases>
            <section class="stack stack--tight" aria-label="Preview">
                <SelectField label="As written for case" value=case options=cases.clone() />
                <div class="preview">
                    <p class="strong">{move || filled(subject)}</p>
                    <p class="preserve">{move || filled(body)}</p>
                </div>
            </section>
        </Show>
    }
}
