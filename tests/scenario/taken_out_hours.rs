//! What becomes of the plans of cases that stay when hours and rules that were brought in are taken
//! out again.

use crate::{
    looked_at::{self, at},
    replanned::desk_with_levels,
    salesforce::{self, ask},
};
use rung::engine::{
    calendar::Calendar,
    choice::ChoiceList,
    command::{CaseChange, Command},
    desk::Desk,
    history::{Deed, HistoryEntry, LevelStanding},
    id::{CalendarId, CaseId},
    record::Stored,
    rule::EscalationClock,
};

#[test]
fn the_oldest_active_hours_that_stay_become_the_default() {
    let mut desk = salesforce::first_desk();
    for (name, active) in [("Old", false), ("Ours", true), ("Later", true)] {
        let hours = Calendar {
            id: CalendarId(0),
            name: name.into(),
            active,
            is_default: false,
            ..desk.default_calendar().unwrap().clone()
        };
        ask(&mut desk, &Command::SaveCalendar(hours)).unwrap();
    }
    salesforce::bring_in(&mut desk, salesforce::read(&["shapes.xml"])).unwrap();
    assert_eq!(&*desk.default_calendar().unwrap().name, "Support (Leeds)");
    let mut calendars = desk.calendars.values();
    let shipped = calendars.find(|one| &*one.name == "Default").unwrap();
    let shipped = Calendar {
        active: false,
        ..shipped.clone()
    };
    ask(&mut desk, &Command::SaveCalendar(shipped)).unwrap();
    let import = *desk.imports.keys().next().unwrap();
    let told = looked_at::ask(&mut desk, &Command::RemoveImport(import));
    let ours = desk.default_calendar().unwrap();
    assert_eq!(&*ours.name, "Ours");
    let told = told
        .iter()
        .find(|entry| entry.about == Calendar::key(ours.id));
    let told = told.unwrap().changes.iter();
    let told: Vec<_> = told.map(|it| (&*it.field, &it.after)).collect();
    assert_eq!(told, [("is_default", &true.into())]);
    assert_eq!(desk.calendars.len(), 4);
}

/// Lets a case count in the office hours of the sample, which are open until half past five.
fn count_in_office_hours_of_the_sample(desk: &mut Desk, case: CaseId) {
    let mut calendars = desk.calendars.values();
    let hours = calendars.find(|one| &*one.name == "Office hours");
    let change = CaseChange::BusinessHours(Some(hours.unwrap().id));
    let changes = vec![change];
    looked_at::ask(desk, &Command::SaveCase { case, changes });
}

fn take_out_the_sample(desk: &mut Desk) -> Vec<HistoryEntry> {
    let import = *desk.imports.keys().last().unwrap();
    looked_at::ask(desk, &Command::RemoveImport(import))
}

/// Where the levels of a case stand by what was told of it.
fn moves(told: &[HistoryEntry]) -> Vec<(CaseId, Vec<LevelStanding>)> {
    let of_cases = told.iter().filter_map(|entry| {
        let Deed::Replanned(replanned) = &entry.deed else {
            return None;
        };
        let standings = replanned.moves.iter().map(|one| one.after);
        Some((entry.case?, standings.collect()))
    });
    of_cases.collect()
}

#[test]
fn levels_of_a_case_that_stays_move_with_the_hours_that_go_and_only_of_it_that_is_told() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let own = *desk.cases.keys().next().unwrap();
    looked_at::ask(&mut desk, &Command::LoadSample);
    count_in_office_hours_of_the_sample(&mut desk, own);
    let due = |desk: &Desk| -> Vec<_> {
        let pending = desk.plans[&own].pending.iter();
        pending.filter_map(|row| row.due_at).collect()
    };
    let until_half_past_five = ["2026-03-11T10:30:00Z", "2026-03-11T15:15:00Z"];
    assert_eq!(due(&desk), until_half_past_five.map(at));
    assert!(desk.plans.len() > 1, "cases of the sample are planned too");
    let told = take_out_the_sample(&mut desk);
    let until_five = ["2026-03-11T11:00:00Z", "2026-03-11T15:00:00Z"].map(at);
    assert_eq!(due(&desk), until_five);
    assert_eq!(
        moves(&told),
        [(own, until_five.map(LevelStanding::Due).to_vec())]
    );
    assert!(
        told.iter()
            .all(|entry| entry.case.is_none_or(|case| case == own))
    );
}

#[test]
fn a_case_that_followed_a_rule_which_goes_is_told_so_once_whatever_hours_go_with_it() {
    let mut desk = looked_at::first_desk();
    looked_at::ask(&mut desk, &Command::LoadSample);
    let mut choices = desk.choices.values();
    let low = choices.find(|one| one.list == ChoiceList::Priority && &*one.name == "Low");
    let create = Command::CreateCase {
        changes: vec![CaseChange::Choice(
            ChoiceList::Priority,
            low.map(|one| one.id),
        )],
        created_at: None,
        number: None,
    };
    looked_at::ask(&mut desk, &create);
    let own = *desk.cases.keys().last().unwrap();
    count_in_office_hours_of_the_sample(&mut desk, own);
    assert_eq!(desk.plans[&own].pending.len(), 1);
    let told = take_out_the_sample(&mut desk);
    assert!(
        desk.plans
            .get(&own)
            .is_none_or(|plan| plan.pending.is_empty())
    );
    assert_eq!(moves(&told), [(own, vec![LevelStanding::Gone])]);
}
