//! What is done with every text that a fuzzer thinks of: it is read, and what can be taken from it
//! is brought in on a desk on which time then goes on. Nothing of that may panic or hang.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each fuzzer uses one of these, and a test may stop where it stands"
)]

use rung::engine::{
    advance::catch_up,
    calendar::{Holiday, ZoneTable},
    command::Command,
    decide::decide,
    desk::Desk,
    exchange::{
        cases_csv::{
            CaseImport, DateOrder, Encoding, ImportOptions, MakeMissing, Mapping, TableReader,
        },
        holidays_ics, salesforce,
    },
    id::{EntryId, HolidayId, RuleId},
    instant::Instant,
    rule::{
        EscalationClock, EscalationRule, Formula, HoursMode, Logic, RuleEntry, split_list, try_rule,
    },
    stamp::{Actor, Stamp},
};
use std::{
    str,
    sync::{Arc, OnceLock},
};

const NOW: &str = "2026-01-10T12:00:00Z";
/// Time goes on until then after something was brought in.
const LATER: &str = "2026-03-10T12:00:00Z";
/// Firings that are looked at: some rules fire for ever.
const N_FIRINGS: usize = 50;

fn stamp() -> Stamp {
    Stamp {
        at: Instant::parse(NOW).unwrap(),
        by: Actor::System,
    }
}

/// The sample workspace, in UTC.
fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(|| {
        let mut desk = Desk::new(1);
        for command in [
            Command::LearnZone(ZoneTable::utc()),
            Command::StartDesk { zone: "UTC".into() },
            Command::LoadSample,
        ] {
            let changes = decide(&desk, &command, stamp());
            desk.apply(changes.unwrap_or_default());
        }
        desk
    })
}

/// Asks for it, and lets time go on where it is done.
fn attempt(command: &Command) {
    let Ok(changes) = decide(desk(), command, stamp()) else {
        return;
    };
    let mut after = desk().clone();
    after.apply(changes);
    for _ in 0..N_FIRINGS {
        let Some(changes) = catch_up(&mut after, Instant::parse(LATER).unwrap(), 1) else {
            break;
        };
        after.apply(changes);
    }
}

/// Rules and business hours.
pub(super) fn salesforce_xml(bytes: &[u8]) {
    if let Ok(mut files) = salesforce::read(&[("file.xml", bytes)]) {
        files.choices = salesforce::preselected(desk(), &files);
        attempt(&Command::BringInSalesforce(Box::new(files)));
    }
}

/// Cases, first as UTF-8 and then as what spreadsheets write.
pub(super) fn cases_csv(bytes: &[u8]) {
    for encoding in [Encoding::Utf8, Encoding::Windows1252] {
        import_cases(bytes.to_vec(), encoding);
    }
}

fn import_cases(bytes: Vec<u8>, encoding: Encoding) -> Option<()> {
    let mut reader = TableReader::new(bytes, encoding).ok()?;
    while !reader.read_rows(100).ok()?.is_done() {}
    let table = reader.finish().ok()?;
    let mapping = Mapping::guess(&table, desk());
    for skip_bad_rows in [false, true] {
        let options = ImportOptions {
            file: "cases.csv".into(),
            zone: ZoneTable::utc(),
            date_order: DateOrder::DayFirst,
            make: MakeMissing {
                owners: true,
                values: true,
                customers: true,
            },
            skip_bad_rows,
        };
        let table = Arc::new(table.clone());
        let import = CaseImport::new(table, &mapping, options, desk(), stamp()).ok()?;
        if let Ok(changes) = import.finish(desk()) {
            desk().clone().apply(changes);
        }
    }
    Some(())
}

/// Holidays.
pub(super) fn holidays_ics(bytes: &[u8]) {
    let Ok(said) = holidays_ics::read("days.ics", bytes) else {
        return;
    };
    let calendars: Vec<_> = desk().calendars.keys().copied().collect();
    let holiday = |found: holidays_ics::FoundHoliday| Holiday {
        id: HolidayId(0),
        name: found.name,
        description: found.description,
        calendars: calendars.clone(),
        when: found.when,
        import: None,
    };
    let holidays = said.found.into_iter().map(holiday).collect();
    let file = "days.ics".into();
    attempt(&Command::BringInHolidays { file, holidays });
}

/// Formulas, and the other two texts that criteria have: logic and lists.
pub(super) fn formula(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    if let Ok(logic) = Logic::parse(text) {
        assert!(Logic::parse(logic.text()).unwrap() == logic, "{text}");
        logic.holds(&|number| number % 2 == 0);
        drop(logic.check(3));
    }
    drop(split_list(text));
    let rule = EscalationRule {
        id: RuleId(0),
        name: "Fuzzed".into(),
        active: false,
        was_active: false,
        version: 0,
        entries: vec![RuleEntry {
            id: EntryId(0),
            criteria: Vec::new(),
            logic: None,
            formula: Some(Formula::parse(text)),
            hours: HoursMode::Ignore,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: Vec::new(),
        }],
        import: None,
    };
    for case in desk().cases.values().take(2) {
        drop(try_rule(desk(), &rule, case, stamp().at));
    }
    attempt(&Command::SaveRule(rule));
}
