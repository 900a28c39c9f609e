//! Why what somebody asked for was not done.

use crate::{
    engine::{decide::Rejection, exchange::cases_csv::CaseImportError},
    store::StoreError,
};

/// Why a command did not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The engine says no.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The storage says no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file says no.
    #[error(transparent)]
    Import(#[from] CaseImportError),
    /// The person stopped it before anything was stored.
    #[error("stopped: nothing was changed")]
    Cancelled,
}
