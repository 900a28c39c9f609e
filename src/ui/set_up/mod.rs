//! What an administrator sets up for escalations.

mod case_defaults;
mod customer_notice;
mod guide;
mod reasons;
mod severities;
mod slas;
mod starter;
mod templates;

pub(super) use case_defaults::CaseDefaultsPanel;
pub(super) use customer_notice::CustomerNotice;
pub(super) use guide::SetUpPage;
pub(super) use reasons::Reasons;
pub(super) use severities::Severities;
pub(super) use slas::Slas;
pub(super) use templates::EscalationTemplates;

use crate::engine::{command::Command, escalation::EscalationCommand};

/// What is asked for of escalations.
fn asked(command: EscalationCommand) -> Command {
    Command::Escalation(Box::new(command))
}

/// Choices of a form from a table of the view: key and word.
fn choices<T>(table: &[(T, &str, &str)]) -> Vec<(String, String)> {
    let choice = |(_, key, word): &(T, &str, &str)| ((*key).to_owned(), (*word).to_owned());
    table.iter().map(choice).collect()
}
