//! Making what was chosen into holidays, in one change.

use crate::engine::{
    calendar::{Calendar, Holiday},
    change::ChangeSet,
    decide::{Rejection, check, moved, told},
    desk::Desk,
    exchange::import::{Import, ImportKind, made_by},
    field_error::FieldError,
    history::{Deed, differences},
    id::CalendarId,
    record::Stored,
    stamp::Stamp,
};

/// What becomes of an event that is brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// A holiday is made.
    New,
    /// The holiday is here, and closes more business hours than before.
    Joins,
    /// The holiday is here and closes all of them.
    Here,
}

/// The holiday of the desk that has its name and is when it is.
fn same<'d>(desk: &'d Desk, holiday: &Holiday) -> Option<&'d Holiday> {
    let mut holidays = desk.holidays.values();
    holidays.find(|known| known.when == holiday.when && known.name == holiday.name)
}

/// What would become of a holiday that is brought in for these business hours.
#[must_use]
pub fn fate(desk: &Desk, holiday: &Holiday, calendars: &[CalendarId]) -> Fate {
    match same(desk, holiday) {
        None => Fate::New,
        Some(known) if calendars.iter().all(|id| known.calendars.contains(id)) => Fate::Here,
        Some(_) => Fate::Joins,
    }
}

/// Brings holidays in; those that are here already close the business hours of the new ones too.
/// Their ids are not looked at. Where that changes nothing, nothing is done.
pub fn bring_in(
    desk: &Desk,
    file: &str,
    holidays: &[Holiday],
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let mut changes = ChangeSet::default();
    let mut counters = desk.counters().clone();
    let import = counters.next_id::<Import>();
    let mut n_updated = 0;
    for (place, holiday) in holidays.iter().enumerate() {
        let at =
            |error: FieldError| FieldError::new(format!("{place}.{}", error.field), error.reason);
        check(holiday.problems().into_iter().map(at).collect())?;
        let keys = holiday.calendars.iter().map(|id| Calendar::key(*id));
        if let Some(gone) = keys.into_iter().find(|key| !desk.has(*key)) {
            return Err(Rejection::Gone(gone));
        }
        let mut holiday = holiday.clone();
        match same(desk, &holiday) {
            None => {
                holiday.id = counters.next_id::<Holiday>();
                holiday.import = Some(import);
                changes.put(holiday);
            }
            Some(known) => {
                let mut joined = known.clone();
                let added = holiday.calendars.into_iter();
                let added = added.filter(|id| !known.calendars.contains(id));
                joined.calendars.extend(added);
                if joined != *known {
                    let mut entry = told(Holiday::key(known.id), Deed::Edited, stamp);
                    entry.changes = differences(known, &joined);
                    changes.history.push(entry);
                    changes.put(joined);
                    n_updated += 1;
                }
            }
        }
    }
    if changes.is_empty() {
        return Ok(changes);
    }
    let made = made_by(desk, &changes);
    changes.counters = Some(counters);
    changes = moved(desk, changes, Import::key(import), stamp);
    let deed = Deed::Imported { import };
    changes.history.push(told(Import::key(import), deed, stamp));
    changes.put(Import {
        id: import,
        kind: ImportKind::Holidays,
        files: file.into(),
        stamp,
        n_updated,
        made,
    });
    Ok(changes)
}
