//! The forms of a new account and of a new contact.

use super::{fields::field_input, list::page_of};
use crate::{
    engine::{
        decide::Rejection,
        id::{AccountId, ContactId},
    },
    shell::DeskHandle,
    ui::{
        asking::{Asking, AskingForm},
        route::{PageHead, Router},
        toast::Toasts,
    },
    view::{
        customer_fields::{CustomerField, CustomerId},
        route::{Page, Route},
    },
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The form; a contact's begins with the account that the address names.
#[component]
pub fn NewCustomerPage(
    /// Whether it is that of a contact.
    is_contact: bool,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let (id, title, verb) = if is_contact {
        (
            CustomerId::Contact(ContactId(0)),
            "New contact",
            "Add contact",
        )
    } else {
        (
            CustomerId::Account(AccountId(0)),
            "New account",
            "Add account",
        )
    };
    let of = router.query("account");
    let first = move |field: CustomerField| match field {
        CustomerField::Account => of.get_untracked(),
        _ => String::new(),
    };
    let draft: Vec<(CustomerField, RwSignal<String>)> = desk
        .with(|desk| id.fields(desk))
        .into_iter()
        .map(|field| (field, RwSignal::new(first(field))))
        .collect();
    let fields = draft.clone();
    let save = move |()| {
        let Some(mut customer) = desk.with(|desk| id.find(desk)) else {
            return;
        };
        for (field, value) in &draft {
            if let Err(problem) = customer.set(*field, &value.get_untracked()) {
                return asking.refuse(Rejection::Fields(vec![problem]));
            }
        }
        let said = format!("{} is saved", customer.value(CustomerField::Name));
        spawn_local(async move {
            if asking.save(customer.saving()).await {
                toasts.say(said);
                router.go(made(desk, is_contact));
            }
        });
    };
    let input = move |(field, value): (CustomerField, RwSignal<String>)| {
        let error = asking.error_at(field.error_field());
        field_input(desk, field, value.into(), error, false)
    };
    let back = move |()| {
        let tab = if is_contact { "contacts" } else { "" };
        router.go(Route::from(Page::Accounts).with("tab", tab));
    };
    view! {
        <div class="page page--narrow">
            <PageHead title />
            <AskingForm asking verb on_submit=save on_cancel=back>
                <div class="form-grid">{fields.into_iter().map(input).collect_view()}</div>
            </AskingForm>
        </div>
    }
}

/// The page of the newest one.
fn made(desk: DeskHandle, is_contact: bool) -> Page {
    let newest = desk.with(|desk| {
        if is_contact {
            let id = desk.contacts.keys().next_back();
            id.map(|id| CustomerId::Contact(*id))
        } else {
            let id = desk.accounts.keys().next_back();
            id.map(|id| CustomerId::Account(*id))
        }
    });
    newest.map_or(Page::Accounts, page_of)
}
