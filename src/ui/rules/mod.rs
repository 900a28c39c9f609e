//! Escalation rules: their list and their editor.

mod actions;
mod criteria;
mod dialogs;
mod draft;
mod editor;
mod entry;
mod list;
mod saving;
mod try_it;

pub(crate) use editor::{NewRulePage, RulePage};
pub(crate) use list::RulesPage;
