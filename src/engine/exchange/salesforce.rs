//! Escalation rules and business hours of a Salesforce organisation.

use crate::engine::{change::ChangeSet, decide::Rejection, desk::Desk, stamp::Stamp};

/// The files that are brought in together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SalesforceFiles {}

/// Brings the files in.
pub fn bring_in(_: &Desk, _: &SalesforceFiles, _: Stamp) -> Result<ChangeSet, Rejection> {
    Ok(ChangeSet::default())
}
