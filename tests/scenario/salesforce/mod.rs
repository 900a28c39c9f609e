//! Bringing in what real organisations exported, and small files of our own for each quirk.

mod corpus;
mod found;
mod walk;

use crate::zones::zone_table;
use rung::engine::{
    calendar::ZoneTable,
    command::Command,
    decide::{Rejection, decide},
    desk::Desk,
    exchange::salesforce::{self, Proposal, SalesforceFiles},
    instant::Instant,
    stamp::{Actor, Stamp},
};

/// When everything here is brought in.
pub(crate) const NOW: &str = "2026-03-10T15:00:00Z";

pub(crate) fn stamp() -> Stamp {
    Stamp {
        at: Instant::parse(NOW).unwrap(),
        by: Actor::System,
    }
}

/// Does what is asked for.
pub(crate) fn ask(desk: &mut Desk, command: &Command) -> Result<(), Rejection> {
    let changes = decide(desk, command, stamp())?;
    desk.apply(changes);
    Ok(())
}

/// A desk that was just opened, in UTC.
pub(crate) fn first_desk() -> Desk {
    let mut desk = Desk::new(1);
    ask(&mut desk, &Command::LearnZone(ZoneTable::utc())).unwrap();
    ask(&mut desk, &Command::StartDesk { zone: "UTC".into() }).unwrap();
    desk
}

/// Brings files in with what is preselected, zones first, and gives what was proposed.
pub(crate) fn bring_in(desk: &mut Desk, mut files: SalesforceFiles) -> Result<Proposal, Rejection> {
    for zone in files.zones_needed() {
        if jiff::tz::TimeZone::get(&zone).is_ok() {
            ask(desk, &Command::LearnZone(zone_table(&zone)))?;
        }
    }
    files.choices = salesforce::preselected(desk, &files);
    let proposal = salesforce::propose(desk, &files);
    ask(desk, &Command::BringInSalesforce(Box::new(files)))?;
    Ok(proposal)
}
