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
            TextField, after_render, find_within, focus,
        },
    },
    view::case_fields::{CaseFieldKey, CaseFieldView, CaseInput},
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

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
    match desk.with(|desk| key.input(desk)) {
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
    // The same for the value that comes after a save, so that the focus finds it.
    let place = format!("edit-{:?}", field.key);
    let shown = field.clone();
    let button_place = place.clone();
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
                        id=button_place.clone()
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
            <FieldEditor case field=field.clone() editing place=place.clone() />
        </Show>
    }
}

/// Shows the value again and gives it the focus. A save makes the field anew, so that this one may
/// be gone already.
fn leave(editing: RwSignal<bool>, place: String) {
    editing.try_set(false);
    after_render(move || {
        let value = document().get_element_by_id(&place);
        focus(value.and_then(|value| value.dyn_into().ok()));
    });
}

/// The input with its two buttons.
#[component]
fn FieldEditor(
    /// The case.
    case: CaseId,
    /// The field as it was.
    field: CaseFieldView,
    /// Whether it is edited.
    editing: RwSignal<bool>,
    /// Where the value stands when it is not.
    place: String,
) -> impl IntoView {
    let asking = Asking::new();
    let value = RwSignal::new(field.value.clone());
    let key = field.key;
    let before = field.value;
    let form = NodeRef::<leptos::html::Form>::new();
    form.on_load(|form| focus(find_within(&form, "input, select, textarea")));
    let place = StoredValue::new(place);
    let cancel = move || leave(editing, place.get_value());
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let now = value.get_untracked();
        if now == before {
            // Leaving a field as it was is no save (semantics 2.20).
            return cancel();
        }
        let place = place.get_value();
        match key.change(&now) {
            Ok(change) => asking.ask(saving(case, change), move |()| leave(editing, place)),
            Err(error) => asking.refuse(crate::engine::decide::Rejection::Fields(vec![error])),
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            cancel();
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
                <Button on_press=move |()| cancel()>"Cancel"</Button>
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
