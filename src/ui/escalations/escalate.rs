//! The way to escalate, on the page of a case or an account (semantics 5.1).

use super::escalate_form::EscalateForm;
use crate::{
    engine::{
        command::Command,
        escalation::{EscalationCommand, EscalationDraft, Source},
        id::CaseId,
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Button, Dialog},
    },
    view::escalation::EscalateDraft,
};
use leptos::prelude::*;

/// What asks to escalate by a draft.
pub(super) fn request(draft: EscalationDraft) -> Command {
    Command::Escalation(Box::new(EscalationCommand::Request(draft)))
}

/// The buttons that open the dialog: on a case one, on an account one for itself and one for its
/// cases.
#[component]
pub fn EscalateButton(
    /// What the page shows.
    source: Source,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let asking = Asking::new();
    let draft = RwSignal::new(EscalateDraft::default());
    let is_open = RwSignal::new(false);
    let begin = move |source: Source| {
        let begun = desk.with(|desk| EscalateDraft::of(desk, source));
        let command = begun.draft().map(request);
        let go_on = move || {
            draft.set(begun);
            is_open.set(true);
        };
        match command {
            Some(command) => asking.begin(command, go_on),
            None => go_on(),
        }
    };
    let first_case = desk.derive(&[Kind::Case], move |desk| {
        let Source::Account(account) = source else {
            return None::<CaseId>;
        };
        let mut cases = desk.cases.values();
        let open = cases.find(|case| case.account == Some(account) && !case.is_closed());
        open.map(|case| case.id)
    });
    let begin_case = move |()| {
        if let Some(case) = first_case.get_untracked() {
            begin(Source::Case(case));
        }
    };
    let of_account = source.case().is_none();
    let heading = Memo::new(move |_| {
        desk.track(&[Kind::Case, Kind::Account]);
        let chosen = draft.with(EscalateDraft::source).unwrap_or(source);
        desk.with(|desk| format!("Escalate {}", chosen.words(desk)))
    });
    view! {
        <Button on_press=move |()| begin(source)>
            {if of_account { "Escalate account" } else { "Escalate" }}
        </Button>
        <Show when=move || first_case.with(Option::is_some)>
            <Button on_press=begin_case>"Escalate case"</Button>
        </Show>
        {asking.refusal()}
        <Dialog open=is_open heading wide=true>
            <EscalateForm page=source draft open=is_open />
        </Dialog>
    }
    .into_any()
}
