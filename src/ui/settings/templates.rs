//! The wording of notices.

use crate::{
    engine::{
        command::Command, id::TemplateId, merge_field::MergeField, notice_kind::NoticeKind,
        notification::NoticeTemplate, record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{
            Badge, Button, ButtonLook, Dialog, DialogActions, Each, Empty, Table, TextArea,
            TextField, Tone,
        },
        toast::Toasts,
    },
    view::settings::{TemplateRow, template_rows},
};
use leptos::{ev, prelude::*};

/// The templates, each with its form.
#[component]
pub(super) fn Templates() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::NoticeTemplate], template_rows);
    let edited = RwSignal::new(None::<NoticeTemplate>);
    let is_open = RwSignal::new(false);
    let edit = move |id: Option<TemplateId>| {
        let found = id.and_then(|id| desk.with(|desk| desk.templates.get(&id).cloned()));
        edited.set(Some(found.unwrap_or_else(new_template)));
        is_open.set(true);
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Notice templates"</h2>
                <Show when=move || rows.with(|rows| !rows.is_empty())>
                    <Button on_press=move |()| edit(None)>"New template"</Button>
                </Show>
            </div>
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=move || view! { <NoTemplates on_new=move |()| edit(None) /> }
            >
                <TemplateTable rows edit=move |id| edit(Some(id)) />
            </Show>
        </section>
        <Dialog
            open=is_open
            heading=Signal::derive(move || {
                edited.with(|edited| match edited {
                    Some(template) if template.id.0 != 0 => format!("Template {}", template.name),
                    _ => "New template".to_owned(),
                })
            })
            wide=true
        >
            {move || {
                edited
                    .get_untracked()
                    .map(|template| view! { <TemplateForm open=is_open template /> })
            }}
        </Dialog>
    }
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

/// What a desk without templates offers.
#[component]
fn NoTemplates(
    /// Opens the form of a new one.
    #[prop(into)]
    on_new: UnsyncCallback<()>,
) -> impl IntoView {
    view! {
        <Empty
            heading="No templates yet"
            text="Actions of rules use the shipped wording until a template of your own is chosen there."
        >
            <Button look=ButtonLook::Primary on_press=on_new>
                "New template"
            </Button>
        </Empty>
    }
}

/// The list.
#[component]
fn TemplateTable(
    /// The templates.
    rows: Memo<Vec<TemplateRow>>,
    /// Opens the form of one.
    #[prop(into)]
    edit: UnsyncCallback<TemplateId>,
) -> impl IntoView {
    let line = move |row: TemplateRow| {
        let id = row.id;
        let label = format!("Edit {}", row.name);
        view! {
            <tr>
                <th scope="row">
                    <span class="row">
                        {row.name.to_string()}
                        {row
                            .is_stand_in
                            .then(|| {
                                view! { <Badge tone=Tone::Medium text="Stand-in: check me" /> }
                            })}
                    </span>
                </th>
                <td class="wide-only">{row.subject.to_string()}</td>
                <td class="cell--tight">
                    <Button attr:aria-label=label on_press=move |()| edit.run(id)>
                        "Edit"
                    </Button>
                </td>
            </tr>
        }
    };
    view! {
        <Table label="Notice templates">
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col" class="wide-only">
                        "Subject"
                    </th>
                    <th scope="col" class="cell--tight">
                        <span class="visually-hidden">"Actions"</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                <Each each=move || rows.get() children=line />
            </tbody>
        </Table>
    }
}

/// Name, subject and text, with the merge fields.
#[component]
fn TemplateForm(
    /// Set to false once it is saved.
    open: RwSignal<bool>,
    /// What it begins with.
    template: NoticeTemplate,
) -> impl IntoView {
    let toasts = Toasts::here();
    let asking = Asking::new();
    let name = RwSignal::new(template.name.to_string());
    let subject = RwSignal::new(template.subject.to_string());
    let body = RwSignal::new(template.body.to_string());
    let kind = template.kind;
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let saved = NoticeTemplate {
            name: name.get_untracked().trim().into(),
            subject: subject.get_untracked().trim().into(),
            body: body.get_untracked().into(),
            ..template.clone()
        };
        asking.ask(Command::SaveTemplate(saved), move |()| {
            open.try_set(false);
            toasts.say("The template is saved");
        });
    };
    view! {
        <form on:submit=submit novalidate>
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
            {asking.refusal()}
            <DialogActions open verb="Save" pending=asking.pending() />
        </form>
    }
}
