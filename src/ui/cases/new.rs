//! Opening a case by hand.

use super::field::CaseFieldInput;
use crate::{
    engine::{
        choice::ChoiceList, command::Command, decide::Rejection, field_error::FieldError,
        people::Assignee,
    },
    shell::DeskHandle,
    ui::{
        asking::{Asking, AskingForm},
        route::{PageHead, Router},
        toast::Toasts,
    },
    view::{
        case_fields::{CaseFieldKey, assignee_key, shown_fields},
        route::Page,
    },
};
use leptos::prelude::*;

/// What the form asks for, in its order.
const FIELDS: [CaseFieldKey; 10] = [
    CaseFieldKey::Subject,
    CaseFieldKey::Description,
    CaseFieldKey::Choice(ChoiceList::Priority),
    CaseFieldKey::Status,
    CaseFieldKey::Owner,
    CaseFieldKey::Account,
    CaseFieldKey::Contact,
    CaseFieldKey::Choice(ChoiceList::Type),
    CaseFieldKey::Choice(ChoiceList::RecordType),
    CaseFieldKey::BusinessHours,
];

/// A field of the form with what is typed.
type DraftField = (CaseFieldKey, RwSignal<String>);

/// The form; business hours are filled in by themselves, shown or not (semantics 4.3).
#[component]
pub fn NewCasePage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let draft = StoredValue::new(draft(desk));
    let open = move |()| match draft.with_value(|draft| read(draft)) {
        Err(problems) => asking.refuse(Rejection::Fields(problems)),
        Ok(command) => asking.ask(command, move |()| {
            let newest = desk.with(|desk| desk.cases.values().map(|case| case.number).max());
            if let Some(number) = newest {
                toasts.say(format!("Case {number} is open"));
                router.go(Page::Case(number));
            }
        }),
    };
    let field = move |(key, value): DraftField| {
        let error = asking.error_at(key.error_field());
        let wide = matches!(key, CaseFieldKey::Subject | CaseFieldKey::Description);
        view! {
            <div class:form-grid__wide=wide>
                <CaseFieldInput key value error />
            </div>
        }
    };
    view! {
        <div class="page page--narrow">
            <PageHead title="New case" />
            <AskingForm
                asking
                verb="Open case"
                on_submit=open
                on_cancel=move |()| router.go(Page::Cases)
            >
                <div class="form-grid">
                    {draft.get_value().into_iter().map(field).collect_view()}
                </div>
            </AskingForm>
        </div>
    }
}

/// The form as it begins: what the preferences say of new cases, owned by whoever opens it.
fn draft(desk: DeskHandle) -> Vec<DraftField> {
    let user = desk.user().get_untracked();
    desk.with(|desk| {
        let preferences = desk.preferences();
        let first = |key: CaseFieldKey| match key {
            CaseFieldKey::Owner => user.map(|id| assignee_key(Assignee::User(id))),
            CaseFieldKey::Status => preferences.map(|all| all.status_for_new.0.to_string()),
            CaseFieldKey::Choice(ChoiceList::Priority) => preferences
                .and_then(|all| all.priority_for_new)
                .map(|id| id.0.to_string()),
            CaseFieldKey::BusinessHours => desk.default_calendar().map(|one| one.id.0.to_string()),
            _ => None,
        };
        let keys = shown_fields(desk, &FIELDS).into_iter();
        keys.map(|key| (key, RwSignal::new(first(key).unwrap_or_default())))
            .collect()
    })
}

fn read(draft: &[DraftField]) -> Result<Command, Vec<FieldError>> {
    let mut problems = Vec::new();
    let mut changes = Vec::new();
    for (key, value) in draft {
        let value = value.get_untracked();
        if *key == CaseFieldKey::Subject && value.trim().is_empty() {
            problems.push(FieldError::new("subject", "say in a line what it is about"));
        }
        match key.change(&value) {
            Ok(change) => changes.push(change),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Command::CreateCase {
        changes,
        created_at: None,
        number: None,
    })
}
