//! A real organisation's rules and business hours, and cases that escalate by them. The files are
//! other people's and stay where they are: without them these tests say so and end.
//!
//! The instants were worked out by hand on the organisation's wall clocks.

use crate::zones::zone_table;
use rung::engine::{
    advance::catch_up,
    calendar::ZoneTable,
    case::Case,
    command::Command,
    decide::decide,
    desk::Desk,
    exchange::{
        cases_csv::{CaseImport, DateOrder, ImportOptions, MakeMissing, Mapping, Table},
        salesforce::{self, preselected},
    },
    history::{Deed, HistoryEntry},
    instant::Instant,
    notification::{Channel, Notification},
    stamp::{Actor, Stamp},
    wording::assignee_name,
};
use std::{fs, path::Path, sync::Arc};

const FILES: &str = "../shared/data/salesforce";

struct Organisation {
    desk: Desk,
    history: Vec<HistoryEntry>,
    now: Instant,
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

impl Organisation {
    /// A first desk that brings in both files of one organisation; `None` where they are not.
    fn open(number: &str, now: &str) -> Option<Self> {
        let read =
            |folder: &str| fs::read(Path::new(FILES).join(folder).join(format!("{number}.xml")));
        let (Ok(rules), Ok(hours)) = (read("rules"), read("hours")) else {
            println!("skipped: {FILES} is not here");
            return None;
        };
        let mut organisation = Self {
            desk: Desk::new(1),
            history: Vec::new(),
            now: at(now),
        };
        organisation.ask(&Command::LearnZone(ZoneTable::utc()));
        organisation.ask(&Command::StartDesk { zone: "UTC".into() });
        let mut files = salesforce::read(&[("rules.xml", &rules), ("hours.xml", &hours)]).unwrap();
        for zone in files.zones_needed() {
            organisation.ask(&Command::LearnZone(zone_table(&zone)));
        }
        files.choices = preselected(&organisation.desk, &files);
        organisation.ask(&Command::BringInSalesforce(Box::new(files)));
        Some(organisation)
    }

    fn stamp(&self) -> Stamp {
        let by = self.desk.users.keys().next().copied();
        Stamp {
            at: self.now,
            by: by.map_or(Actor::System, Actor::User),
        }
    }

    fn ask(&mut self, command: &Command) {
        let changes = decide(&self.desk, command, self.stamp()).unwrap();
        self.history.extend(changes.history.iter().cloned());
        self.desk.apply(changes);
        self.catch_up();
    }

    fn bring_in_cases(&mut self, csv: &str) {
        let table = Table::read(csv.as_bytes()).unwrap();
        let mapping = Mapping::guess(&table, &self.desk);
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
        let import = CaseImport::new(Arc::new(table), &mapping, options, &self.desk, self.stamp());
        let changes = import.unwrap().finish(&self.desk).unwrap();
        self.desk.apply(changes);
        self.catch_up();
    }

    fn catch_up(&mut self) {
        while let Some(changes) = catch_up(&mut self.desk, self.now, 100) {
            self.history.extend(changes.history.iter().cloned());
            self.desk.apply(changes);
        }
    }

    /// The page stays open until then.
    fn wait_until(&mut self, until: &str) {
        while let Some(due) = self.desk.next_due().filter(|due| *due <= at(until)) {
            self.now = self.now.max(due);
            self.catch_up();
        }
        self.now = at(until);
    }

    /// The page is shut until then, and opened.
    fn sleep_until(&mut self, until: &str) {
        self.now = at(until);
        self.catch_up();
    }

    fn case(&self, subject: &str) -> &Case {
        let mut cases = self.desk.cases.values();
        cases.find(|case| *case.subject == *subject).unwrap()
    }

    fn owner(&self, subject: &str) -> &str {
        assignee_name(&self.desk, self.case(subject).owner)
    }

    /// When what has fired was due, fired and done, in the order in which it was done.
    fn fired(&self) -> Vec<(String, String, String)> {
        let firings = self.history.iter().filter_map(|entry| match &entry.deed {
            Deed::Fired(firing) => Some((
                firing.due_at.to_string(),
                entry.at.to_string(),
                entry.processed_at.to_string(),
            )),
            _ => None,
        });
        firings.collect()
    }

    fn mails(&self, subject: &str) -> Vec<(&str, String)> {
        let case = self.case(subject).id;
        let mails = self
            .desk
            .notifications
            .values()
            .filter_map(|notice: &Notification| {
                let Channel::Email(to) = &notice.channel else {
                    return None;
                };
                (notice.case == Some(case)).then(|| (&**to, notice.at.to_string()))
            });
        mails.collect()
    }
}

/// 26 entries on last-modified clocks, each of 57 business hours, Monday to Friday from nine to
/// five in Los Angeles. Thanksgiving, 26 November 2026, is a holiday.
#[test]
fn a_bank_whose_clocks_count_from_the_last_modification() {
    let Some(mut bank) = Organisation::open("021", "2026-11-23T17:00:00Z") else {
        return;
    };
    let rule = bank.desk.active_rule().unwrap();
    assert_eq!(
        (&*rule.name, rule.entries.len()),
        ("Global Case Escalation Rules", 26)
    );
    assert_eq!(
        &*bank.desk.default_calendar().unwrap().name,
        "BOFI Servicing"
    );
    assert_eq!(bank.desk.holidays.len(), 13);
    bank.bring_in_cases(
        "Case Number,Subject,Status,Case Owner,Case Record Type,CreatedDate,LastModifiedDate\n\
         77,Wire to Lisbon,New,Ana Ruiz,Wires,2026-11-16T18:00:00Z,2026-11-18T18:00:00Z\n\
         78,Tax bill,In Process,Ana Ruiz,LS Taxes,2026-11-16T18:00:00Z,2026-11-17T01:00:00Z\n\
         79,In a queue already,New,Feedback desk,Wires,2026-11-16T18:00:00Z,2026-11-16T18:00:00Z\n\
         80,Done,Closed,Ana Ruiz,Wires,2026-11-16T18:00:00Z,2026-11-16T18:00:00Z\n\
         81,\"Lost, and found\",New,Ana Ruiz,\"Adjustments (Miles, ATM, Check, Deposits)\",2026-11-16T18:00:00Z,2026-11-19T17:30:00Z\n",
    );
    assert_eq!(bank.owner("Wire to Lisbon"), "Ana Ruiz");
    assert_eq!(bank.fired(), Vec::new());

    // Tuesday to Friday, Monday to Wednesday are 56 h; the hour after the holiday is the 57th.
    bank.wait_until("2026-11-27T18:00:00Z");
    assert_eq!(bank.owner("Tax bill"), "LS Taxes");
    assert_eq!(bank.owner("Wire to Lisbon"), "Ana Ruiz");

    // A save on Monday morning starts the 57 hours of that case again.
    bank.wait_until("2026-11-30T18:30:00Z");
    let saved = bank.case("Lost, and found").id;
    bank.ask(&Command::SaveCase {
        case: saved,
        changes: Vec::new(),
    });

    bank.sleep_until("2026-12-02T18:00:00Z");
    assert_eq!(bank.owner("Wire to Lisbon"), "Deposit Ops Wires");
    assert_eq!(bank.owner("In a queue already"), "Feedback desk");
    assert_eq!(bank.owner("Done"), "Ana Ruiz");
    assert!(bank.case("Wire to Lisbon").is_escalated);
    let told = |due: &str, done: &str| (due.to_owned(), due.to_owned(), done.to_owned());
    assert_eq!(
        bank.fired(),
        [
            told("2026-11-27T18:00:00Z", "2026-11-27T18:00:00Z"),
            told("2026-11-30T19:00:00Z", "2026-12-02T18:00:00Z"),
        ]
    );

    // Monday from 10:30 are 6.5 h, six days 48 h, and 2.5 h on the Wednesday after.
    bank.wait_until("2026-12-09T19:29:59Z");
    assert_eq!(bank.owner("Lost, and found"), "Ana Ruiz");
    bank.wait_until("2026-12-09T19:30:00Z");
    assert_eq!(
        bank.owner("Lost, and found"),
        "Deposit Ops Research Adjustments"
    );
}

/// 15 entries with filter logic, 65 actions that tell people, counted around the clock.
#[test]
fn a_manufacturer_that_tells_owners_after_a_day_two_and_seven() {
    let Some(mut plant) = Organisation::open("014", "2026-11-20T12:00:00Z") else {
        return;
    };
    let rule = plant.desk.active_rule().unwrap();
    let n_actions: usize = rule.entries.iter().map(|entry| entry.actions.len()).sum();
    assert_eq!((rule.entries.len(), n_actions), (15, 65));
    plant.bring_in_cases(
        "Case Number,Subject,Status,Case Owner,Case Record Type,CreatedDate,Work_Order_Status__c,Region__c,Attempt_Case_Completion__c\n\
         5,Pump in Turin,In Progress,Bo Berg,Repair,2026-11-20T10:00:00Z,Completed,EMEA,False\n\
         6,Pump in Osaka,In Progress,Bo Berg,Service Request,2026-11-20T10:00:00Z,Completed,APJ,False\n\
         7,Late pump,Initiated,Bo Berg,Repair,2026-11-18T09:00:00Z,Closed,EUR,False\n",
    );
    let bo = plant
        .desk
        .users
        .values()
        .find(|user| &*user.name == "Bo Berg")
        .unwrap();
    let mut bo = bo.clone();
    bo.email = "bo@plant.example".into();
    plant.ask(&Command::SaveUser(bo));

    // Two days and three hours old when it came: both levels were overdue and fired at once.
    assert_eq!(
        plant.fired(),
        [
            (
                "2026-11-19T09:00:00Z",
                "2026-11-20T12:00:00Z",
                "2026-11-20T12:00:00Z"
            ),
            (
                "2026-11-20T09:00:00Z",
                "2026-11-20T12:00:00Z",
                "2026-11-20T12:00:00Z"
            ),
        ]
        .map(|(due, fired, done)| (due.to_owned(), fired.to_owned(), done.to_owned()))
    );

    plant.sleep_until("2026-11-23T08:00:00Z");
    assert_eq!(
        plant.mails("Pump in Turin"),
        [
            ("bo@plant.example", "2026-11-21T10:00:00Z".to_owned()),
            ("bo@plant.example", "2026-11-22T10:00:00Z".to_owned()),
            ("user3@example.com", "2026-11-22T10:00:00Z".to_owned()),
        ]
    );
    assert_eq!(plant.mails("Pump in Osaka"), Vec::new());
    plant.wait_until("2026-11-27T10:00:00Z");
    let last = plant.mails("Pump in Turin").pop().unwrap();
    assert_eq!(
        last,
        ("user3@example.com", "2026-11-27T10:00:00Z".to_owned())
    );
    assert_eq!(plant.owner("Pump in Turin"), "Bo Berg");
}
