//! Bringing in what real organisations exported, and small files of our own for each quirk.

mod again;
mod back;
pub(crate) mod corpus;
mod found;
mod found_hours;
mod made;
mod made_lists;
mod named;
mod planted;
mod quirks;
mod quirks_hours;
mod recurring;
mod sample;
pub(crate) mod walk;

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

/// A small file of our own.
pub(crate) fn own(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/scenario/data/salesforce/{name}")).unwrap()
}

/// What small files of our own say.
pub(crate) fn read(names: &[&str]) -> SalesforceFiles {
    let bytes: Vec<_> = names.iter().map(|name| own(name)).collect();
    let files: Vec<_> = names
        .iter()
        .copied()
        .zip(bytes.iter().map(Vec::as_slice))
        .collect();
    salesforce::read(&files).unwrap()
}

/// A first desk that small files of our own were brought into.
pub(crate) fn imported(names: &[&str]) -> (Desk, Proposal) {
    let mut desk = first_desk();
    let proposal = bring_in(&mut desk, read(names)).unwrap();
    (desk, proposal)
}

/// The findings as `line element: what`, but for notes.
pub(crate) fn told(proposal: &Proposal) -> Vec<String> {
    let findings = proposal.findings.iter();
    findings
        .filter(|finding| finding.kind != salesforce::FindingKind::Note)
        .map(|finding| format!("{} {}: {}", finding.line, finding.element, finding.what))
        .collect()
}
