//! What a hold does to the clock of a case that nobody saves.

use crate::{
    looked_at::entry,
    polls::{automate, older_than_half_an_hour},
    replanned::level,
    support_desk::{SupportDesk, at},
};
use rung::engine::{
    command::{CaseChange, Command},
    id::EntryId,
    rule::RuleEntry,
    stamp::Actor,
};

#[test]
fn a_case_that_waits_runs_on_from_when_a_poll_hands_it_off() {
    let mut desk = SupportDesk::open();
    desk.activate_entry(RuleEntry {
        id: EntryId(0),
        pause_on_hold: true,
        actions: vec![level(60)],
        ..entry(Vec::new(), None)
    });
    desk.by = Actor::User(desk.ana);
    let case = desk.open_case(Vec::new());
    automate(&mut desk, &[older_than_half_an_hour()]);
    desk.wait_until("2026-01-05T14:10:00Z");
    let mut statuses = desk.desk.statuses.values();
    let on_hold = statuses.find(|status| status.on_hold).unwrap().id;
    let changes = vec![CaseChange::Status(on_hold)];
    desk.ask(&Command::SaveCase { case, changes });
    assert_eq!(desk.desk.next_due(), Some(at("2026-01-05T14:35:00Z")));
    desk.wait_until("2026-01-05T14:35:00Z");
    assert_eq!(desk.status(case), "Escalated");
    // Twenty-five minutes of it do not count.
    let plan = &desk.desk.plans[&case];
    assert_eq!(plan.pending[0].due_at, Some(at("2026-01-05T15:25:00Z")));
    assert_eq!(desk.desk.next_due(), Some(at("2026-01-05T15:25:00Z")));
    desk.wait_until("2026-01-05T15:25:00Z");
    assert_eq!(desk.desk.plans[&case].fired.len(), 1);
}
