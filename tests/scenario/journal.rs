//! What an administrator reads of everything that happened.

use crate::support_desk::{SupportDesk, at};
use rung::{
    engine::{
        calendar::ZoneTable,
        command::Command,
        decide::{case_of, decide, told_of_refusal},
        desk::Desk,
        id::UserId,
        stamp::{Actor, Stamp},
    },
    view::{
        journal::{JournalLine, journal_lines},
        route::Page,
    },
};

/// About what, where that is to be read, who, and what.
fn told(line: &JournalLine) -> (&str, Option<Page>, &str, &str) {
    (&line.about, line.to, &line.deed.who, &line.deed.what)
}

#[test]
fn a_desk_is_begun_by_itself_whoever_opens_the_page() {
    let mut desk = Desk::new(1);
    let stamp = Stamp {
        at: at("2026-01-05T14:00:00Z"),
        by: Actor::User(UserId(1)),
    };
    let mut history = Vec::new();
    for command in [
        Command::LearnZone(ZoneTable::utc()),
        Command::StartDesk { zone: "UTC".into() },
    ] {
        let changes = decide(&desk, &command, stamp).unwrap();
        history.extend(changes.history.iter().cloned());
        desk.apply(changes);
    }
    let lines = journal_lines(&desk, &history, 2, &ZoneTable::utc());
    assert_eq!(lines.len(), 1);
    assert_eq!(told(&lines[0]), ("settings", None, "Rung", "created it"));
}

#[test]
fn the_journal_tells_of_the_configuration_of_cases_and_of_refused_acts_the_newest_first() {
    let mut here = SupportDesk::open();
    let hours = here.desk.default_calendar().unwrap().clone();
    here.by = Actor::User(here.admin);
    here.ask(&Command::SaveCalendar(hours.clone()));
    here.by = Actor::User(here.ana);
    let case = here.open_case(Vec::new());
    let command = Command::SaveCalendar(hours.clone());
    let refused = here.try_ask(&command).unwrap_err();
    let (at, by) = (here.now, here.by);
    let refusal = told_of_refusal(case_of(&here.desk, &command), &refused, Stamp { at, by });
    here.apply(refusal.unwrap());

    let lines = journal_lines(&here.desk, &here.history, 3, &ZoneTable::utc());
    let lines: Vec<_> = lines.iter().map(told).collect();
    let number = here.desk.cases[&case].number;
    let [refused, created, saved] = lines.as_slice() else {
        panic!("three lines, not {lines:?}");
    };
    let ana = Some(Page::User(here.ana.0));
    let denied = "was refused: may not change rules, business hours or queues";
    assert_eq!(*refused, ("user Ana", ana, "Ana", denied));
    let about = format!("Case {number}");
    assert_eq!(
        *created,
        (&*about, Some(Page::Case(number)), "Ana", "created it")
    );
    let page = Some(Page::Calendar(hours.id.0));
    let about = format!("business hours {}", hours.name);
    assert_eq!((saved.0, saved.1, saved.3), (&*about, page, "changed it"));
}
