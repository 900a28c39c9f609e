//! The order in which people see the values of lists.

use super::{Rejection, put_edited};
use crate::engine::{
    change::ChangeSet,
    desk::Desk,
    record::{Kind, RecordKey},
    stamp::Stamp,
};

/// Numbers the records as their keys stand; those that are in their place stay untouched.
pub(super) fn put_in_order(
    desk: &Desk,
    keys: &[RecordKey],
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut changes = ChangeSet::default();
    for (order, key) in (1..).zip(keys) {
        let gone = || Rejection::Gone(*key);
        match key.kind {
            Kind::CaseStatus => {
                let before = desk.statuses.get(&key.id.into()).ok_or_else(gone)?;
                let mut after = before.clone();
                after.order = order;
                put_edited(&mut changes, before, after, stamp);
            }
            Kind::Choice => {
                let before = desk.choices.get(&key.id.into()).ok_or_else(gone)?;
                let mut after = before.clone();
                after.order = order;
                put_edited(&mut changes, before, after, stamp);
            }
            Kind::EscalationSeverity => {
                let before = desk.severities.get(&key.id.into()).ok_or_else(gone)?;
                let mut after = before.clone();
                after.order = order;
                put_edited(&mut changes, before, after, stamp);
            }
            Kind::EscalationReason => {
                let reasons = &desk.escalation_reasons;
                let before = reasons.get(&key.id.into()).ok_or_else(gone)?;
                let mut after = before.clone();
                after.order = order;
                put_edited(&mut changes, before, after, stamp);
            }
            // Nothing else has an order that people give.
            _ => return Err(gone()),
        }
    }
    Ok(changes)
}
