//! Deterministic desks, rules, cases and files to measure the engine on.

mod many_entries;
pub(crate) mod office;

pub(crate) use many_entries::ManyEntries;

use rung::engine::{
    calendar::{WeekHours, Window, ZoneTable},
    change::ChangeSet,
    command::Command,
    decide::decide,
    desk::Desk,
    exchange::cases_csv::{
        CaseImport, DateOrder, ImportOptions, MakeMissing, Mapping, Progress, Table, TableReader,
    },
    id::{ActionId, EntryId, RuleId},
    instant::Instant,
    people::{Assignee, Queue},
    rule::{
        CaseField, Criterion, EscalationAction, EscalationClock, EscalationRule, Field, HoursMode,
        Operator, Reassign, RuleEntry,
    },
    stamp::{Actor, Stamp},
};
use std::{fmt::Write, sync::Arc};

/// Steps that an import is built in, as the page does.
const ROWS_A_STEP: usize = 2_000;

/// A small generator: the same numbers on every machine, and no crate.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// Whether something of that many per cent happens.
    pub(crate) fn chance(&mut self, per_cent: u64) -> bool {
        self.below(100) < per_cent
    }
}

pub(crate) fn now() -> Instant {
    Instant::parse("2026-06-01T12:00:00Z").unwrap()
}

pub(crate) const fn stamp(at: Instant) -> Stamp {
    let by = Actor::System;
    Stamp { at, by }
}

fn do_it(desk: &mut Desk, command: &Command) {
    let changes = decide(desk, command, stamp(now())).unwrap();
    desk.apply(changes);
}

/// A desk with an active rule of that many entries, each with an action at the given age that
/// gives the case to a queue and tells the owner and the queue.
pub(crate) fn desk_with_rule(n_entries: u64, age_minutes: u32) -> Desk {
    let mut desk = Desk::new(1);
    do_it(&mut desk, &Command::LearnZone(ZoneTable::utc()));
    do_it(&mut desk, &Command::StartDesk { zone: "UTC".into() });
    do_it(&mut desk, &Command::SaveQueue(tier_two()));
    let queue = *desk.queues.keys().next().unwrap();
    let entries = (0..n_entries).map(|place| RuleEntry {
        id: EntryId(0),
        criteria: criteria(place, n_entries),
        logic: None,
        formula: None,
        hours: HoursMode::OfCase,
        clock: EscalationClock::FromLastModification,
        pause_on_hold: false,
        actions: vec![EscalationAction {
            id: ActionId(0),
            age_minutes,
            reassign: Some(Reassign {
                to: Assignee::Queue(queue),
                template: None,
            }),
            notify_user: None,
            notify_owner: true,
            additional_emails: vec!["tier.two@example.com".into()],
            notify_template: None,
        }],
    });
    let rule = EscalationRule {
        id: RuleId(0),
        name: "Standard".into(),
        active: false,
        was_active: false,
        version: 0,
        entries: entries.collect(),
        import: None,
    };
    do_it(&mut desk, &Command::SaveRule(rule));
    let rule = *desk.rules.keys().next().unwrap();
    let plan_open_cases = false;
    do_it(
        &mut desk,
        &Command::ActivateRule {
            rule,
            plan_open_cases,
        },
    );
    desk
}

fn tier_two() -> Queue {
    Queue {
        id: 0.into(),
        name: "Tier two".into(),
        developer_name: "Tier_two".into(),
        email: "tier.two@example.com".into(),
        email_members: false,
        members: Vec::new(),
        active: true,
        stand_in: None,
    }
}

/// A desk whose cases are planned by a rule of 26 entries, on working days from eight to five with
/// an hour for lunch.
pub(crate) fn desk_in_office_hours(n_cases: u64) -> Desk {
    let mut desk = desk_with_rule(26, 200_000);
    let hours = open_until(&desk, "17:00");
    desk.apply(hours);
    let import = build(&desk, read(file_of_cases(n_cases)));
    desk.apply(import);
    desk
}

/// What changes when those hours become half an hour longer.
pub(crate) fn longer_hours(desk: &Desk) -> ChangeSet {
    open_until(desk, "17:30")
}

fn open_until(desk: &Desk, end: &str) -> ChangeSet {
    let window = |start: &str, end: &str| Window {
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
    };
    let day = vec![window("08:00", "12:00"), window("13:00", end)];
    let mut edited = desk.default_calendar().unwrap().clone();
    let week = std::array::from_fn(|place| if place < 5 { day.clone() } else { Vec::new() });
    edited.week = WeekHours::new(week).unwrap();
    decide(desk, &Command::SaveCalendar(edited), stamp(now())).unwrap()
}

/// What real rules look at: statuses, owners that are left out, a value of a list, a new field.
/// The last entry takes every case.
fn criteria(place: u64, n_entries: u64) -> Vec<Criterion> {
    if place + 1 == n_entries {
        return Vec::new();
    }
    let line = |field, operator, value: &str| Criterion {
        field: Field::Case(field),
        operator,
        value: value.into(),
    };
    let owners = "Feedback,Queue,Commercial,Deposit,Fax,Impound,Insurance,Internal,Notices,Taxes";
    vec![
        line(
            CaseField::Status,
            Operator::Equals,
            "New,In Progress,Re-Opened",
        ),
        line(CaseField::Owner, Operator::NotContain, owners),
        line(
            CaseField::Type,
            Operator::Equals,
            &format!("Type {},Type {}", place % 40, place),
        ),
        line(
            CaseField::Subject,
            Operator::Contains,
            &format!("word{}", place * 3),
        ),
    ]
}

/// A file of twelve columns and some 600 bytes a case.
pub(crate) fn file_of_cases(n_cases: u64) -> Vec<u8> {
    let mut draw = Draw::new(7);
    let mut text = String::from(
        "Case Number,Subject,Description,Status,Priority,Type,Case Origin,Case Owner,Account Name,\
         Date/Time Opened,Last Modified Date,Region__c\r\n",
    );
    let sentence = "The customer says that, since the last update, nothing works as it did. ";
    for number in 1..=n_cases {
        let description = sentence.repeat(6);
        let (day, minute) = (draw.below(28) + 1, draw.below(60));
        write!(
            text,
            "{number:08},\"Trouble, with word{} and word{}\",\"{description}\",{},{},Type {},{},\
             Agent {},Account {},2026-04-{day:02} 09:{minute:02},2026-05-{day:02} 10:{minute:02},\
             Region {}\r\n",
            draw.below(200),
            draw.below(200),
            ["New", "In Progress", "On Hold"][usize::try_from(draw.below(3)).unwrap()],
            ["Low", "Medium", "High"][usize::try_from(draw.below(3)).unwrap()],
            draw.below(40),
            ["Web", "Phone", "Email"][usize::try_from(draw.below(3)).unwrap()],
            draw.below(50),
            draw.below(5_000),
            draw.below(6),
        )
        .unwrap();
    }
    text.into_bytes()
}

/// Reads a file in slices.
pub(crate) fn read(bytes: Vec<u8>) -> Table {
    let mut reader =
        TableReader::new(bytes, rung::engine::exchange::cases_csv::Encoding::Utf8).unwrap();
    while !reader.read_rows(ROWS_A_STEP).unwrap().is_done() {}
    reader.finish().unwrap()
}

/// Builds the import of a table in slices.
pub(crate) fn build(desk: &Desk, table: Table) -> ChangeSet {
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
        skip_bad_rows: false,
    };
    let mut import =
        CaseImport::new(Arc::new(table), &mapping, options, desk, stamp(now())).unwrap();
    while !Progress::is_done(import.step(desk, ROWS_A_STEP)) {}
    import.finish(desk).unwrap()
}
