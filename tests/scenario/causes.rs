//! What of the history was brought about by which record.

use crate::{
    cases_csv::bring_in,
    hours::{OFFICE, all_day, calendar, holiday},
    looked_at::{entry, queue},
    polls::{automate, older_than_half_an_hour},
    replanned::level,
    support_desk::SupportDesk,
};
use rung::engine::{
    assignment::EscalationAssignment,
    calendar::{Calendar, Holiday},
    case::Case,
    command::{CaseChange, Command},
    exchange::Import,
    history::{Deed, HistoryEntry},
    id::{EntryId, RuleId},
    people::{Queue, User},
    record::{RecordKey, Stored},
    rule::{EscalationRule, RuleEntry},
    stamp::Actor,
};

/// About what, and because of what.
fn caused(history: &[HistoryEntry]) -> Vec<(RecordKey, Option<RecordKey>)> {
    let told = history.iter().map(|entry| (entry.about, entry.cause));
    told.collect()
}

/// What brought the last entry with such a deed about.
fn cause_of(here: &SupportDesk, is_meant: impl Fn(&Deed) -> bool) -> Option<RecordKey> {
    let mut newest = here.history.iter().rev();
    newest.find(|entry| is_meant(&entry.deed)).unwrap().cause
}

#[test]
fn what_somebody_does_to_a_record_has_no_cause_and_what_comes_of_it_has_that_record() {
    let mut here = SupportDesk::open();
    here.activate(level(240));
    let case = here.open_case(Vec::new());
    let case = Case::key(case);
    let [.., created, planned] = &caused(&here.history)[..] else {
        panic!("two entries")
    };
    assert_eq!((*created, *planned), ((case, None), (case, Some(case))));

    here.wait_until("2026-01-05T19:00:00Z");
    let rule = *here.desk.rules.keys().next().unwrap();
    let fired = |deed: &Deed| matches!(deed, Deed::Fired(_));
    assert_eq!(cause_of(&here, fired), Some(EscalationRule::key(rule)));
}

#[test]
fn a_rule_that_takes_over_is_why_the_other_one_stops_and_why_cases_are_planned() {
    let mut here = SupportDesk::open();
    let case = Case::key(here.open_case(Vec::new()));
    here.activate(level(240));
    let first = *here.desk.rules.keys().next().unwrap();
    let second = EscalationRule {
        id: RuleId(0),
        name: "Second".into(),
        entries: vec![RuleEntry {
            id: EntryId(0),
            actions: vec![level(60)],
            ..entry(Vec::new(), None)
        }],
        active: false,
        ..here.desk.rules[&first].clone()
    };
    let second = RuleId(here.add(&Command::SaveRule(second)));
    let told = here.ask(&Command::ActivateRule {
        rule: second,
        plan_open_cases: true,
    });
    let (first, second) = (EscalationRule::key(first), EscalationRule::key(second));
    assert_eq!(
        caused(&told.history),
        [(first, Some(second)), (second, None), (case, Some(second))]
    );
}

#[test]
fn hours_that_go_are_why_their_holidays_change() {
    let mut here = SupportDesk::open();
    here.by = Actor::User(here.admin);
    let night = Calendar {
        id: 0.into(),
        name: "Night".into(),
        ..calendar("America/New_York", OFFICE)
    };
    let night = here.add(&Command::SaveCalendar(night)).into();
    let mut day_off = holiday(0, all_day("2026-03-11"));
    day_off.calendars = vec![night];
    let day_off = here.add(&Command::SaveHoliday(day_off)).into();
    let told = here.ask(&Command::DeleteCalendar(night));
    let night = Calendar::key(night);
    assert_eq!(
        caused(&told.history),
        [(Holiday::key(day_off), Some(night)), (night, None)]
    );
}

#[test]
fn a_queue_or_a_user_that_is_new_here_is_named_by_the_id_it_gets() {
    let mut here = SupportDesk::open();
    here.by = Actor::User(here.admin);
    let told = here.ask(&Command::SaveQueue(Queue {
        id: 0.into(),
        ..queue("Tier 2")
    }));
    let queue = *here.desk.queues.keys().last().unwrap();
    assert_eq!(caused(&told.history), [(Queue::key(queue), None)]);
    let ana = here.desk.users[&here.ana].clone();
    let told = here.ask(&Command::SaveUser(User {
        id: 0.into(),
        name: "Bea".into(),
        ..ana
    }));
    let bea = *here.desk.users.keys().last().unwrap();
    assert_eq!(caused(&told.history), [(User::key(bea), None)]);
}

#[test]
fn a_poll_hands_off_because_of_its_assignment() {
    let mut here = SupportDesk::open();
    let help = automate(&mut here, &[older_than_half_an_hour()]);
    here.open_case(Vec::new());
    here.wait_until("2026-01-05T15:00:00Z");
    let assigned = |deed: &Deed| matches!(deed, Deed::Assigned(_));
    let cause = EscalationAssignment::key(help.id);
    assert_eq!(cause_of(&here, assigned), Some(cause));
}

#[test]
fn cases_that_a_file_changes_are_changed_because_of_the_import() {
    let mut here = SupportDesk::open();
    bring_in(&mut here.desk, "Case Number,Subject\nA-1,Invoice\n");
    let told = bring_in(&mut here.desk, "Case Number,Subject\nA-1,Invoice two\n");
    let import = *here.desk.imports.keys().last().unwrap();
    let case = *here.desk.cases.keys().next().unwrap();
    let (import, case) = (Import::key(import), Case::key(case));
    let edited = told.history.iter().find(|entry| entry.about == case);
    assert_eq!(edited.unwrap().cause, Some(import));
    assert_eq!(
        (told.history[0].about, told.history[0].cause),
        (import, None)
    );
}

#[test]
fn a_case_that_is_saved_again_is_its_own_cause_for_the_rules_only() {
    let mut here = SupportDesk::open();
    here.activate(level(240));
    let case = here.open_case(Vec::new());
    let told = here.ask(&Command::SaveCase {
        case,
        changes: vec![CaseChange::Subject("Invoice again".into())],
    });
    assert_eq!(told.history[0].deed, Deed::Edited);
    for entry in &told.history {
        let due_to = (!entry.by.is_person()).then(|| Case::key(case));
        assert_eq!(entry.cause, due_to, "{entry:?}");
    }
}

#[test]
fn a_save_without_a_change_is_told_as_one() {
    let mut here = SupportDesk::open();
    let case = here.open_case(Vec::new());
    let told = here.ask(&Command::SaveCase {
        case,
        changes: Vec::new(),
    });
    assert_eq!(told.history[0].deed, Deed::Saved);
}
