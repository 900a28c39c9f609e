//! Escalations that people ask for, as lists, forms and the record's page show them.

mod account_panel;
mod approvals;
mod list;
mod mark;
mod preview;
mod record_page;
mod sla_row;
mod words;

pub(super) use account_panel::next_events;
pub use account_panel::{AccountPanel, CaseState, account_panel, case_states};
pub use approvals::{ApprovalRow, approval_rows};
pub use list::{EscalationFilter, EscalationRow, escalation_rows};
pub use mark::{CaseMarks, SeverityMark, case_marks, severity_mark, source_mark};
pub use preview::{EscalatePreview, escalate_preview};
pub use record_page::{ApproverRow, RecordPage, UpdateRow, record_page};
pub use sla_row::{SlaRow, SlaTone, sla_rows};
pub use words::{deed_words, state_words};
