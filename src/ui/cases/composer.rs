//! Saying something on a case: to the customer, to colleagues, or what the customer wrote.

use super::mail_in::MailFiles;
use crate::{
    engine::{
        command::Command,
        id::{CaseId, StatusId},
        message::MessageKind,
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Binding, Button, ButtonKind, ButtonLook, SelectField, TextArea},
    },
    view::composer::{clock_hint, composer_kinds, kind_of_key, sets_status, status_options},
};
use leptos::{ev, prelude::*};

/// What recording the customer's words does.
const RECORD_HINT: &str = "It is recorded as the customer's own words, and opens a closed case again where the settings say so.";

/// The composer. Its main button saves a status along, which counts as a modification; sending
/// alone does not (K17).
#[component]
pub(super) fn Composer(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let asking = Asking::new();
    let text = RwSignal::new(String::new());
    let user = desk.user();
    let KindField { kinds, says, kind } = KindField::of(desk, case);
    let with_status = Memo::new(move |_| {
        desk.track(&[Kind::User]);
        let (kind, user) = (says.get(), user.get());
        desk.with(|desk| sets_status(desk, kind, user))
    });
    let chosen_status = RwSignal::new(None::<String>);
    let status_now = desk.derive(&[Kind::Case], move |desk| {
        let case = desk.cases.get(&case);
        case.map_or_else(String::new, |case| case.status.0.to_string())
    });
    let shown_status = Memo::new(move |_| chosen_status.get().unwrap_or_else(|| status_now.get()));
    let hint = desk.derive(&[Kind::EscalationPlan], move |desk| clock_hint(desk, case));
    let send = move |with_status: bool| {
        let status = shown_status.get_untracked().parse().ok().map(StatusId);
        let command = Command::AddMessage {
            case,
            kind: says.get_untracked(),
            text: text.get_untracked().into(),
            set_status: status.filter(|_| with_status),
        };
        asking.ask(command, move |()| {
            text.try_set(String::new());
            chosen_status.try_set(None);
        });
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send(with_status.get_untracked());
    };
    let status = Binding::new(
        move || shown_status.get(),
        move |key| chosen_status.set(Some(key)),
    );
    view! {
        <form
            class="composer stack stack--tight"
            class:composer--private=move || says.get().is_internal()
            on:submit=submit
            novalidate
        >
            <SelectField label="What it is" value=kind options=kinds label_hidden=true />
            <TextArea label="Message" value=text n_lines=3 error=asking.error_at("text") />
            <p class="field__hint">
                {move || match says.get() {
                    MessageKind::Customer => RECORD_HINT,
                    _ => hint.get(),
                }}
            </p>
            <Actions
                with_status
                is_record=Signal::derive(move || says.get() == MessageKind::Customer)
                status
                pending=asking.pending()
                on_send=move |()| send(false)
            />
            {asking.refusal()}
        </form>
        <Show when=move || matches!(says.get(), MessageKind::Customer | MessageKind::EmailIn)>
            <MailFiles case />
        </Show>
    }
}

/// What can be said, and what is chosen of it.
struct KindField {
    kinds: Memo<Vec<(String, String)>>,
    says: Memo<MessageKind>,
    kind: Binding<String>,
}

impl KindField {
    /// What is offered first follows who acts.
    fn of(desk: DeskHandle, case: CaseId) -> Self {
        let kinds = Memo::new(move |_| {
            desk.track(&[Kind::HandOffs, Kind::Group]);
            let user = desk.user().get();
            desk.with(|desk| composer_kinds(desk, case, user))
        });
        let chosen_kind = RwSignal::new(String::new());
        let shown_kind = Memo::new(move |_| {
            let chosen = chosen_kind.get();
            kinds.with(|kinds| {
                let known = kinds.iter().find(|(key, _)| *key == chosen);
                known.or(kinds.first()).map(|(key, _)| key.clone())
            })
        });
        let kind = Binding::new(
            move || shown_kind.get().unwrap_or_default(),
            move |key| chosen_kind.set(key),
        );
        let says = Memo::new(move |_| kind_of_key(&shown_kind.get().unwrap_or_default()));
        Self { kinds, says, kind }
    }
}

/// The status to set along, and the ways to send.
#[component]
fn Actions(
    /// Whether a status can be set along.
    with_status: Memo<bool>,
    /// Whether the customer's words are recorded.
    #[prop(into)]
    is_record: Signal<bool>,
    /// The key of the status that is set along.
    status: Binding<String>,
    /// Whether an answer is awaited.
    pending: Signal<bool>,
    /// Sends without setting the status.
    #[prop(into)]
    on_send: UnsyncCallback<()>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let statuses = desk.derive(&[Kind::CaseStatus], status_options);
    let main = move || match (with_status.get(), is_record.get()) {
        (true, _) => "Send and set status",
        (false, true) => "Record",
        (false, false) => "Send",
    };
    view! {
        <div class="composer__actions">
            <Show when=move || with_status.get()>
                <SelectField label="Status" value=status options=statuses />
            </Show>
            <Button kind=ButtonKind::Submit look=ButtonLook::Primary pending>
                {main}
            </Button>
            <Show when=move || with_status.get()>
                <Button pending on_press=on_send>"Send only"</Button>
            </Show>
        </div>
    }
}
