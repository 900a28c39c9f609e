//! A field of a case, shown as a value that turns into its input when pressed.

use crate::{
    engine::{
        command::{CaseChange, Command},
        id::CaseId,
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{
            Button, ButtonKind, ButtonLook, Combobox, Icon, IconMark, SelectField, TextArea,
            TextField, after_render, find_within, focus, unique_id,
        },
    },
    view::case_fields::{CaseFieldKey, CaseFieldView, CaseInput},
};
use leptos::{ev, prelude::*};

/// What the texts of a case's fields are made from.
pub(super) const KINDS: &[Kind] = &[
    Kind::Case,
    Kind::User,
    Kind::Queue,
    Kind::CaseStatus,
    Kind::Choice,
    Kind::Account,
    Kind::Contact,
    Kind::Calendar,
    Kind::CustomField,
];

/// The input of a field, whatever its kind.
#[component]
pub(super) fn CaseFieldInput(
    /// Which field.
    key: CaseFieldKey,
    /// What the input holds.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let label = desk.with(|desk| key.label(desk));
    let options = desk.derive(KINDS, move |desk| key.options(desk));
    match key.input() {
        CaseInput::Line => view! { <TextField label value error label_hidden /> }.into_any(),
        CaseInput::Area => view! { <TextArea label value error label_hidden /> }.into_any(),
        CaseInput::Select => {
            view! { <SelectField label value options error label_hidden /> }.into_any()
        }
        CaseInput::Combobox => {
            view! { <Combobox label value options error label_hidden /> }.into_any()
        }
    }
}

/// A field of one case: pressed, it is edited; Enter or *Save* stores it, Escape goes back.
#[component]
pub(super) fn EditableField(
    /// The case.
    case: CaseId,
    /// The field as it is.
    field: CaseFieldView,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    let place = unique_id("edit");
    let button = place.clone();
    let leave = UnsyncCallback::new(move |()| {
        editing.set(false);
        let selector = format!("#{button}");
        after_render(move || focus(find_within(&document_root(), &selector)));
    });
    let shown = field.clone();
    view! {
        <Show
            when=move || editing.get()
            fallback=move || {
                let empty = shown.text.is_empty();
                let label = format!("Edit {}", shown.label);
                view! {
                    <button
                        type="button"
                        class="inline-edit"
                        id=place.clone()
                        title=label
                        on:click=move |_| editing.set(true)
                    >
                        <span class:inline-edit__empty=empty>
                            {if empty { "–".to_owned() } else { shown.text.clone() }}
                        </span>
                        <IconMark icon=Icon::Edit />
                    </button>
                }
            }
        >
            <FieldEditor case field=field.clone() leave />
        </Show>
    }
}

fn document_root() -> web_sys::Element {
    document()
        .document_element()
        .unwrap_or_else(|| unreachable!("a page has a root element"))
}

/// The input with its two buttons.
#[component]
fn FieldEditor(
    /// The case.
    case: CaseId,
    /// The field as it was.
    field: CaseFieldView,
    /// Shows the value again.
    leave: UnsyncCallback<()>,
) -> impl IntoView {
    let asking = Asking::new();
    let value = RwSignal::new(field.value.clone());
    let key = field.key;
    let before = field.value.clone();
    let form = NodeRef::<leptos::html::Form>::new();
    form.on_load(|form| focus(find_within(&form, "input, select, textarea")));
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let now = value.get_untracked();
        if now == before {
            // Leaving a field as it was is no save (semantics 2.20).
            return leave.run(());
        }
        match key.change(&now) {
            Ok(change) => asking.ask(saving(case, change), move |()| leave.run(())),
            Err(error) => asking.refuse(crate::engine::decide::Rejection::Fields(vec![error])),
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            leave.run(());
        }
    };
    view! {
        <form node_ref=form class="inline-form" on:submit=save on:keydown=escape>
            <CaseFieldInput
                key
                value
                error=asking.error_at(key.error_field())
                label_hidden=true
            />
            <div class="row">
                <Button kind=ButtonKind::Submit look=ButtonLook::Primary pending=asking.pending()>
                    "Save"
                </Button>
                <Button on_press=move |()| leave.run(())>"Cancel"</Button>
            </div>
            {asking.refusal()}
        </form>
    }
}

fn saving(case: CaseId, change: CaseChange) -> Command {
    Command::SaveCase {
        case,
        changes: vec![change],
    }
}
