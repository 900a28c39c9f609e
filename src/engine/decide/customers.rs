//! Customers: saving their companies and people. No case is evaluated by it (semantics 2.27).

use super::{Rejection, check, custom_fields::kept, save_record};
use crate::engine::{
    account::{Account, Contact},
    change::ChangeSet,
    desk::Desk,
    field_error::FieldError,
    record::Records,
    stamp::Stamp,
};

pub(super) fn save_account(
    desk: &Desk,
    account: &Account,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(nameless(&account.name))?;
    let before = desk.find::<Account>(account.id);
    let mut account = account.clone();
    account.custom = kept(
        desk,
        before.map_or(&[], |before| &before.custom),
        &account.custom,
    )?;
    save_record(desk, account, |account, id| account.id = id, stamp)
}

pub(super) fn save_contact(
    desk: &Desk,
    contact: &Contact,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(nameless(&contact.name))?;
    let before = desk.find::<Contact>(contact.id);
    let mut contact = contact.clone();
    contact.custom = kept(
        desk,
        before.map_or(&[], |before| &before.custom),
        &contact.custom,
    )?;
    save_record(desk, contact, |contact, id| contact.id = id, stamp)
}

fn nameless(name: &str) -> Vec<FieldError> {
    let problem = name
        .trim()
        .is_empty()
        .then(|| FieldError::new("name", "give it a name"));
    problem.into_iter().collect()
}
