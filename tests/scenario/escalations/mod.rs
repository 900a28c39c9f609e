//! Escalations that people ask for, beyond the worked scenarios: what always holds, and the cases
//! at the edge.

mod always;
mod approvals;
mod asked_for;
mod floor;
mod forms;
mod sla_ends;
mod slas;
mod taken_out;
mod views;
mod watched;
