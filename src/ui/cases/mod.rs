//! The screens about cases: the list, one case, a new one.

mod assignments;
mod composer;
mod feed;
mod field;
mod hand_offs;
mod history;
mod list;
mod mail_in;
mod new;
mod page;
mod panel;
mod why;

pub use list::CasesPage;
pub use new::NewCasePage;
pub use page::CasePage;
