//! Who and what an escalation concerns, as the request and the record's form ask for it.

use crate::{
    engine::{
        id::{AccountId, CaseId, UserId},
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Binding, Combobox, PickList, SelectField},
    },
    view::{
        escalation::{assignment_group_options, related_case_options},
        people::user_options,
    },
};
use leptos::prelude::*;

/// Ids that a form holds as texts.
fn ids<T: From<u64>>(keys: &[String]) -> Vec<T> {
    let numbers = keys.iter().filter_map(|key| key.parse::<u64>().ok());
    numbers.map(T::from).collect()
}

/// Those who are told of all that happens.
#[component]
pub(super) fn WatchListPicker(
    /// Who.
    #[prop(into)]
    value: Binding<Vec<String>>,
    /// Who else is told.
    #[prop(optional)]
    hint: &'static str,
    /// For the errors.
    asking: Asking,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let users = Memo::new(move |_| {
        desk.track(&[Kind::User]);
        let named = ids::<UserId>(&value.get());
        desk.with(|desk| user_options(desk, &named))
    });
    view! {
        <PickList
            legend="Watch list"
            add_label="Add somebody to the watch list"
            value
            options=users
            empty="Nobody named yet."
            hint
            error=asking.error_at("watch_list")
        />
    }
    .into_any()
}

/// What only the escalation of an account has: who manages it, and the cases behind it
/// (semantics 5.10, 5.11).
#[component]
pub(super) fn AccountPickers(
    /// The account.
    account: AccountId,
    /// The group that manages it.
    group: Binding<String>,
    /// Who manages it.
    assigned_to: Binding<String>,
    /// The cases that bring it about.
    related: Binding<Vec<String>>,
    /// For the errors.
    asking: Asking,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let groups = desk.derive(&[Kind::Group], assignment_group_options);
    let users = Memo::new(move |_| {
        desk.track(&[Kind::User]);
        let named = ids::<UserId>(&[assigned_to.get()]);
        desk.with(|desk| user_options(desk, &named))
    });
    let cases = Memo::new(move |_| {
        desk.track(&[Kind::Case]);
        let named = ids::<CaseId>(&related.get());
        desk.with(|desk| related_case_options(desk, account, &named))
    });
    view! {
        <div class="form-grid">
            <SelectField
                label="Assignment group"
                value=group
                options=groups
                error=asking.error_at("assignment_group")
            />
            <Combobox
                label="Assigned to"
                value=assigned_to
                options=users
                hint="Usually an escalation manager."
                error=asking.error_at("assigned_to")
            />
        </div>
        <PickList
            legend="Related cases"
            add_label="Add a case of the account"
            value=related
            options=cases
            empty="No case is named yet."
            hint="The cases that bring the escalation about."
            error=asking.error_at("related_cases")
        />
    }
    .into_any()
}
