//! Bringing cases in from a file of separated values.

mod dates;
mod limits;
mod planning;
mod reading;
mod rows;

use crate::zones::zone_table;
use rung::engine::{
    advance::{self, catch_up},
    calendar::ZoneTable,
    case::Case,
    change::ChangeSet,
    command::Command,
    decide::decide,
    desk::Desk,
    exchange::cases_csv::{
        CaseImport, CaseImportError, DateOrder, DateOrderGuess, Encoding, ImportOptions,
        MakeMissing, Mapping, MatchOn, Row, RowOutcome, Table, TableError, TableReader, Target,
    },
    history::Deed,
    id::{ActionId, EntryId, RuleId},
    instant::Instant,
    people::Assignee,
    record::Kind,
    rule::{
        AccountField, CaseField, Criterion, EscalationAction, EscalationClock, EscalationRule,
        Field, HoursMode, Operator, RuleEntry,
    },
    stamp::{Actor, Stamp},
};
use std::sync::Arc;

const NOW: &str = "2026-01-10T12:00:00Z";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn do_it(desk: &mut Desk, command: &Command, instant: &str) -> ChangeSet {
    let changes = decide(desk, command, stamp(desk, instant)).unwrap();
    desk.apply(changes.clone());
    changes
}

fn stamp(desk: &Desk, instant: &str) -> Stamp {
    let by = desk.users.keys().next().copied();
    Stamp {
        at: at(instant),
        by: by.map_or(Actor::System, Actor::User),
    }
}

/// A desk in UTC that nothing has come to yet.
fn desk() -> Desk {
    let mut desk = Desk::new(1);
    do_it(&mut desk, &Command::LearnZone(ZoneTable::utc()), NOW);
    do_it(&mut desk, &Command::StartDesk { zone: "UTC".into() }, NOW);
    desk
}

/// The same with an active rule: one entry of these criteria, which tells the owner at 60 and
/// 600 minutes.
fn desk_with_rule(criteria: Vec<Criterion>, clock: EscalationClock) -> Desk {
    let mut desk = desk();
    let action = |age_minutes| EscalationAction {
        id: ActionId(0),
        age_minutes,
        reassign: None,
        notify_user: None,
        notify_owner: true,
        additional_emails: Vec::new(),
        notify_template: None,
    };
    let rule = EscalationRule {
        id: RuleId(0),
        name: "Standard".into(),
        active: false,
        was_active: false,
        version: 0,
        entries: vec![RuleEntry {
            id: EntryId(0),
            criteria,
            logic: None,
            formula: None,
            hours: HoursMode::Ignore,
            clock,
            pause_on_hold: false,
            actions: vec![action(60), action(600)],
        }],
        import: None,
    };
    do_it(&mut desk, &Command::SaveRule(rule), NOW);
    let rule = *desk.rules.keys().next().unwrap();
    let plan_open_cases = false;
    do_it(
        &mut desk,
        &Command::ActivateRule {
            rule,
            plan_open_cases,
        },
        NOW,
    );
    desk
}

fn criterion(field: Field, value: &str) -> Criterion {
    Criterion {
        field,
        operator: Operator::Equals,
        value: value.into(),
    }
}

fn options() -> ImportOptions {
    ImportOptions {
        file: "cases.csv".into(),
        zone: ZoneTable::utc(),
        date_order: DateOrder::DayFirst,
        make: MakeMissing {
            owners: true,
            values: true,
            customers: true,
        },
        skip_bad_rows: false,
    }
}

fn begin(desk: &Desk, text: &str, options: ImportOptions) -> CaseImport {
    let table = Table::read(text.as_bytes()).unwrap();
    let mapping = Mapping::guess(&table, desk);
    CaseImport::new(Arc::new(table), &mapping, options, desk, stamp(desk, NOW)).unwrap()
}

pub(crate) fn bring_in(desk: &mut Desk, text: &str) -> ChangeSet {
    let changes = begin(desk, text, options()).finish(desk).unwrap();
    desk.apply(changes.clone());
    changes
}

/// What is wrong with the rows of a file, line by line.
pub(crate) fn complaints(desk: &Desk, text: &str) -> Vec<String> {
    match begin(desk, text, options()).finish(desk) {
        Err(CaseImportError::Rows(errors)) => {
            errors.listed().iter().map(ToString::to_string).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn only_case(desk: &Desk) -> &Case {
    let mut cases = desk.cases.values();
    let case = cases.next().unwrap();
    assert!(cases.next().is_none());
    case
}
