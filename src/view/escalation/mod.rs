//! Escalations that people ask for, as lists, forms and the record's page show them.

mod account_panel;
mod approvals;
mod escalate_draft;
mod list;
mod mark;
mod of_source;
mod preview;
mod record_history;
mod record_page;
mod sla_row;
mod words;

pub(super) use account_panel::next_events;
pub use account_panel::{AccountPanel, CaseState, account_panel, case_states};
pub use approvals::{ApprovalRow, approval_rows, n_approvals};
pub use escalate_draft::{
    EscalateDraft, assignment_group_options, reason_options, related_case_options,
    severity_options, source_options, template_options,
};
pub use list::{EscalationFilter, EscalationRow, escalation_ids, escalation_row};
pub use mark::{CaseMarks, SeverityMark, case_marks, severity_mark, source_mark};
pub use of_source::{SourceEscalation, escalations_of};
pub use preview::{EscalatePreview, escalate_preview};
pub use record_history::HistoryRow;
pub use record_page::{ApproverRow, RecordPage, record_page};
pub use sla_row::{SlaRow, SlaTone, sla_rows};
pub use words::{deed_words, state_words};
