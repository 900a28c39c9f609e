//! One contact: the fields, and the cases that are open.

use super::{case_states::CaseStates, fields::CustomerFields};
use crate::{
    engine::{id::ContactId, record::Kind},
    shell::DeskHandle,
    ui::{
        kit::Empty,
        route::{Link, PageHead},
    },
    view::{
        customer_fields::CustomerId,
        customer_list::cases_of_contact,
        escalation::case_states,
        route::{Page, Route},
    },
};
use leptos::prelude::*;

/// The contact of an id, or that there is none.
#[component]
pub fn ContactPage(
    /// The number of the id.
    id: u64,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let contact = ContactId(id);
    let name = desk.derive(&[Kind::Contact], move |desk| {
        let contact = desk.contacts.get(&contact)?;
        Some(contact.name.to_string())
    });
    let is_here = Memo::new(move |_| name.with(Option::is_some));
    let account = desk.derive(&[Kind::Contact, Kind::Account], move |desk| {
        let account = desk.contacts.get(&contact)?.account?;
        let account = desk.accounts.get(&account)?;
        Some((account.id.0, account.name.to_string()))
    });
    let kinds = &[
        Kind::Case,
        Kind::CaseStatus,
        Kind::EscalationPlan,
        Kind::User,
    ];
    let cases = desk.derive(kinds, move |desk| {
        case_states(desk, &cases_of_contact(desk, contact))
    });
    let gone = move || {
        view! {
            <PageHead title="Contact" />
            <Empty
                heading="This contact is not here any more"
                text="An import may have been removed."
            >
                <Link
                    to=Route::from(Page::Accounts).with("tab", "contacts")
                    attr:class="button button--primary">
                    "All contacts"
                </Link>
            </Empty>
        }
    };
    view! {
        <div class="page">
            <Show when=move || is_here.get() fallback=gone>
                <PageHead title=Signal::derive(move || name.get().unwrap_or_default()) />
                {move || {
                    account
                        .get()
                        .map(|(id, name)| {
                            view! {
                                <p>"Of " <Link to=Page::Account(id)>{name}</Link> "."</p>
                            }
                        })
                }}
                <div class="columns">
                    <section class="panel" aria-labelledby="fields-heading">
                        <div class="panel__head">
                            <h2 id="fields-heading">"Details"</h2>
                        </div>
                        <div class="panel__body">
                            <CustomerFields id=CustomerId::Contact(contact) />
                        </div>
                    </section>
                    <section class="panel" aria-labelledby="cases-heading">
                        <div class="panel__head">
                            <h2 id="cases-heading">"Open cases"</h2>
                        </div>
                        <div class="panel__body">
                            <CaseStates cases none="No case of this contact is open." />
                        </div>
                    </section>
                </div>
            </Show>
        </div>
    }
}
