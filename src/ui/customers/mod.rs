//! Customers: their companies, their people, and how their cases stand.

mod account;
mod case_states;
mod contact;
mod escalation;
mod fields;
mod list;
mod new;

pub use account::AccountPage;
pub use case_states::CaseStates;
pub use contact::ContactPage;
pub use list::AccountsPage;
pub use new::NewCustomerPage;
