//! Escalations that people ask for: asking, answering, managing and ending them.

mod answer;
mod approvals;
mod chips;
mod escalate;
mod escalate_form;
mod list;
mod of_source;
mod page;
mod pickers;
mod record;
mod record_end;
mod record_side;
mod record_update;
mod severity;
mod slas;
mod source_link;
mod words_dialog;

pub use chips::CaseChips;
pub use of_source::RecordsPanel;
pub use page::{EscalationsPage, followed_waiting};
pub use record::EscalationPage;
pub use severity::{SeverityBadge, SeverityDot, severity_tint};
