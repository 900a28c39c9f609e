//! Import: rules and business hours, cases, the sample workspace, and what was brought in before.

mod cases;
mod choice;
mod earlier;
mod holidays;
mod salesforce;
mod steps;
mod take_out;

use self::{
    cases::CasesImport, choice::ImportChoice, holidays::HolidaysImport,
    salesforce::SalesforceImport,
};
use crate::view::route::ImportKind;
use leptos::prelude::*;

/// What is brought in by the address.
#[component]
pub fn ImportPage(
    /// What.
    kind: ImportKind,
) -> impl IntoView {
    match kind {
        ImportKind::Choice => view! { <ImportChoice /> }.into_any(),
        ImportKind::Salesforce => view! { <SalesforceImport /> }.into_any(),
        ImportKind::Holidays => view! { <HolidaysImport /> }.into_any(),
        ImportKind::Cases => view! { <CasesImport /> }.into_any(),
    }
}
