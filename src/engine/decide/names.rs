//! Names that people choose by and files are matched by.

use super::{Rejection, check};
use crate::engine::field_error::FieldError;

/// Refuses a name that is blank, or that another of the same kind has, whatever its case.
pub(super) fn check_name<'n>(
    name: &str,
    mut others: impl Iterator<Item = &'n str>,
) -> Result<(), Rejection> {
    let name = name.trim().to_lowercase();
    let problem = if name.is_empty() {
        Some("give it a name")
    } else if others.any(|other| other.trim().to_lowercase() == name) {
        Some("there is one of that name already")
    } else {
        None
    };
    let problem = problem.map(|reason| FieldError::new("name", reason));
    check(problem.into_iter().collect())
}
