//! Vendors and partners, whom cases can be handed to.

use crate::{
    engine::{
        command::Command,
        id::PartyId,
        people::{Party, PartyKind},
        record::Kind,
        roles::Act,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{LineKind, SelectField, TextField},
        record_form::{Edited, RecordForm},
        record_table::{RecordList, RecordPanel},
        route::Router,
    },
    view::{
        groups::{PARTY_KINDS, party_kind_of_key, party_rows},
        route::Page,
    },
};
use leptos::prelude::*;

const LIST: RecordList = RecordList {
    heading: "Vendors and partners",
    noun: "Vendor or partner",
    new: "New vendor or partner",
    columns: &[("Kind", ""), ("E-mail", ""), ("Phone", "wide-only")],
    empty: (
        "No vendors or partners yet",
        "Companies outside that help with cases. A case can be handed to them as to a colleague; they are mailed at their address.",
    ),
    wide: false,
    act: Act::Administer,
};

/// The vendors and partners, each with its form.
#[component]
pub(super) fn Parties() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let rows = desk.derive(&[Kind::Party], party_rows);
    let form = |edited| view! { <PartyForm edited /> }.into_any();
    let shown = match Router::here().page().get_untracked() {
        Page::Party(id) => id,
        _ => 0,
    };
    view! { <RecordPanel list=LIST rows form shown /> }
}

/// Kind, name and addresses.
#[component]
fn PartyForm(
    /// Which one.
    edited: Edited,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let id = PartyId(edited.key);
    let found = desk.with(|desk| desk.parties.get(&id).cloned());
    let party = found.unwrap_or_else(|| Party {
        id,
        kind: PartyKind::Vendor,
        name: Box::default(),
        email: Box::default(),
        phone: Box::default(),
    });
    let asking = Asking::new();
    let kind = RwSignal::new(
        PARTY_KINDS
            .iter()
            .find(|(known, ..)| *known == party.kind)
            .map_or("", |(_, key, _)| key)
            .to_owned(),
    );
    let kinds = PARTY_KINDS
        .map(|(_, key, word)| (key.to_owned(), word.to_owned()))
        .to_vec();
    let name = RwSignal::new(party.name.to_string());
    let email = RwSignal::new(party.email.to_string());
    let phone = RwSignal::new(party.phone.to_string());
    let command = move |()| {
        Command::SaveParty(Party {
            id,
            kind: party_kind_of_key(&kind.get_untracked()),
            name: name.get_untracked().trim().into(),
            email: email.get_untracked().trim().into(),
            phone: phone.get_untracked().trim().into(),
        })
    };
    view! {
        <RecordForm edited asking said="The vendor or partner is saved" command>
            <SelectField label="Kind" value=kind options=kinds />
            <TextField label="Name" required=true value=name error=asking.error_at("name") />
            <TextField
                label="E-mail"
                kind=LineKind::Email
                value=email
                hint="Where they are asked for help."
                error=asking.error_at("email")
            />
            <TextField label="Phone" kind=LineKind::Phone value=phone />
        </RecordForm>
    }
}
