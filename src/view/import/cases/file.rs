//! A small file of cases to look at.

use crate::engine::{
    calendar::ZoneTable,
    command::Command,
    decide::decide,
    desk::Desk,
    exchange::cases_csv::{CaseImport, DateOrder, ImportOptions, MakeMissing, Mapping, Table},
    instant::Instant,
    stamp::{Actor, Stamp},
};
use std::sync::Arc;

pub(super) const FILE: &[u8] = b"Case Number,Subject,Tier,Owner,Opened\n\
    7,\"Printer, broken\",Gold,Ana,2026-01-05 09:00\n\
    8,Scanner,Gold,Ben,yesterday\n\
    9,=cmd,,Ana,2026-01-06 09:00\n\
    10,Too short\n";

pub(super) fn desk() -> Desk {
    let mut desk = Desk::new(1);
    for command in [
        Command::LearnZone(ZoneTable::utc()),
        Command::StartDesk { zone: "UTC".into() },
    ] {
        let changes = decide(&desk, &command, stamp()).unwrap();
        desk.apply(changes);
    }
    desk
}

fn stamp() -> Stamp {
    Stamp {
        at: Instant::parse("2026-02-01T00:00:00Z").unwrap(),
        by: Actor::System,
    }
}

pub(super) fn import(desk: &Desk) -> CaseImport {
    let table = Table::read(FILE).unwrap();
    let mapping = Mapping::guess(&table, desk);
    let options = ImportOptions {
        file: "cases.csv".into(),
        zone: ZoneTable::utc(),
        date_order: DateOrder::DayFirst,
        make: MakeMissing {
            owners: true,
            values: true,
            customers: true,
        },
        skip_bad_rows: true,
    };
    let mut import = CaseImport::new(Arc::new(table), &mapping, options, desk, stamp()).unwrap();
    import.step(desk, 100);
    import
}
