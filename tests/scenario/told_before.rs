//! What an act would do to what is planned, told before it is done.

use crate::{
    hours::{OFFICE, all_day, calendar, holiday, recurring},
    looked_at::{NOW, ask, at},
    replanned::desk_with_levels,
};
use rung::{
    engine::{
        calendar::{Calendar, Pattern},
        command::{CaseChange, Command},
        decide::decide,
        desk::Desk,
        id::{CalendarId, CaseId, RuleId},
        rule::{EscalationClock, EscalationRule},
        stamp::{Actor, Stamp},
    },
    view::{hours_edit::HoursEdit, rule_list::activation},
};

/// What a command would do to the desk, in sentences.
fn told_before(desk: &Desk, command: &Command) -> Vec<String> {
    let stamp = Stamp {
        at: at(NOW),
        by: Actor::System,
    };
    let changes = decide(desk, command, stamp).unwrap();
    HoursEdit::of(desk, &changes, at(NOW)).sentences()
}

fn night_shift(desk: &mut Desk) -> CalendarId {
    let night = Calendar {
        id: CalendarId(0),
        is_default: false,
        name: "Night".into(),
        ..calendar("UTC", "mon-sun 22:00-24:00")
    };
    ask(desk, &Command::SaveCalendar(night));
    *desk.calendars.keys().max().unwrap()
}

const BOTH_LEVELS: &str = "2 pending escalations will move, of 1 case.";

fn count_in(desk: &mut Desk, hours: Option<CalendarId>) {
    let case: CaseId = *desk.cases.keys().next().unwrap();
    let changes = vec![CaseChange::BusinessHours(hours)];
    ask(desk, &Command::SaveCase { case, changes });
}

#[test]
fn another_default_says_how_much_it_moves() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let night = night_shift(&mut desk);
    let by_its_own = told_before(&desk, &Command::MakeDefault(night));
    assert!(by_its_own.is_empty(), "{by_its_own:?}");
    count_in(&mut desk, None);
    assert_eq!(
        told_before(&desk, &Command::MakeDefault(night)),
        [BOTH_LEVELS]
    );
}

#[test]
fn hours_and_holidays_that_go_say_how_much_they_move() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let night = night_shift(&mut desk);
    let no_use = told_before(&desk, &Command::DeleteCalendar(night));
    assert!(no_use.is_empty(), "{no_use:?}");
    count_in(&mut desk, Some(night));
    assert_eq!(
        told_before(&desk, &Command::DeleteCalendar(night)),
        [BOTH_LEVELS]
    );

    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let mut founders_day = holiday(0, all_day("2026-03-11"));
    founders_day.calendars = vec![desk.default_calendar().unwrap().id];
    ask(&mut desk, &Command::SaveHoliday(founders_day));
    let id = *desk.holidays.keys().next().unwrap();
    assert_eq!(
        told_before(&desk, &Command::DeleteHoliday(id)),
        [BOTH_LEVELS]
    );
}

#[test]
fn a_case_on_which_nothing_is_pending_counts_in_hours_that_are_there() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let night = night_shift(&mut desk);
    count_in(&mut desk, Some(night));
    let mut rule = desk.rules.values().next().unwrap().clone();
    rule.entries[0].actions.clear();
    ask(&mut desk, &Command::SaveRule(rule));
    ask(&mut desk, &Command::DeleteCalendar(night));
    let plan = desk.plans.values().next().unwrap();
    let default = desk.default_calendar().map(|calendar| calendar.id);
    assert!(plan.pending.is_empty());
    assert_eq!(plan.following.as_ref().unwrap().calendar, default);
}

#[test]
fn a_holiday_on_every_day_says_that_the_hours_would_never_open() {
    let desk = desk_with_levels(EscalationClock::FromCreation);
    let every_day = recurring(Pattern::Daily { every: 1 }, "2026-03-01", None);
    let mut for_ever = holiday(0, every_day);
    for_ever.calendars = vec![desk.default_calendar().unwrap().id];
    assert_eq!(
        told_before(&desk, &Command::SaveHoliday(for_ever)),
        [
            BOTH_LEVELS,
            "Office would never open: nothing that counts in these hours comes due."
        ]
    );
}

#[test]
fn hours_that_are_shut_already_are_not_said_to_be_shut_by_the_edit() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let shut = Calendar {
        week: calendar("UTC", "").week,
        ..desk.default_calendar().unwrap().clone()
    };
    let opened = Calendar {
        week: calendar("UTC", OFFICE).week,
        ..shut.clone()
    };
    ask(&mut desk, &Command::SaveCalendar(shut.clone()));
    let renamed = Calendar {
        name: "Bureau".into(),
        ..shut
    };
    let nothing = told_before(&desk, &Command::SaveCalendar(renamed));
    assert!(nothing.is_empty(), "{nothing:?}");
    assert_eq!(
        told_before(&desk, &Command::SaveCalendar(opened)),
        [BOTH_LEVELS]
    );
}

/// Whether the dialog begins with "plan the open cases now" chosen.
fn is_offered(desk: &Desk, rule: RuleId) -> bool {
    activation(desk, rule).plans_open_cases
}

#[test]
fn planning_the_open_cases_is_chosen_for_the_first_rule_and_for_one_that_comes_back() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let first = *desk.rules.keys().next().unwrap();
    let switch_to = |desk: &mut Desk, rule, plan_open_cases| {
        let activate = Command::ActivateRule {
            rule,
            plan_open_cases,
        };
        ask(desk, &activate);
    };
    assert!(!is_offered(&desk, first), "its case follows it");
    let second = EscalationRule {
        id: RuleId(0),
        name: "Second".into(),
        ..desk.rules[&first].clone()
    };
    ask(&mut desk, &Command::SaveRule(second));
    let second = *desk.rules.keys().max().unwrap();
    assert!(
        !is_offered(&desk, second),
        "it never was active, and is not the first"
    );
    switch_to(&mut desk, second, false);
    assert!(!is_offered(&desk, first), "what is suspended goes on");
    let case: CaseId = *desk.cases.keys().next().unwrap();
    let changes = Vec::new();
    ask(&mut desk, &Command::SaveCase { case, changes });
    assert!(
        is_offered(&desk, first),
        "a save dropped what it had planned"
    );
    switch_to(&mut desk, first, true);
    assert!(is_offered(&desk, second), "the case left it");
    ask(&mut desk, &Command::DeactivateRule(first));
    assert!(!is_offered(&desk, first));
}
