//! Customers: saving their companies and people. No case is evaluated by it (semantics 2.27).

use super::{Rejection, check, save_record};
use crate::engine::{
    account::{Account, Contact},
    change::ChangeSet,
    desk::Desk,
    field_error::FieldError,
    stamp::Stamp,
};

pub(super) fn save_account(
    desk: &Desk,
    account: &Account,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(nameless(&account.name))?;
    save_record(desk, account.clone(), |account, id| account.id = id, stamp)
}

pub(super) fn save_contact(
    desk: &Desk,
    contact: &Contact,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(nameless(&contact.name))?;
    save_record(desk, contact.clone(), |contact, id| contact.id = id, stamp)
}

fn nameless(name: &str) -> Vec<FieldError> {
    let problem = name
        .trim()
        .is_empty()
        .then(|| FieldError::new("name", "give it a name"));
    problem.into_iter().collect()
}
