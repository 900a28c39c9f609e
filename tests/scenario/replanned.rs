//! What the history of a case says when something else than the case moves what is pending on it.

use crate::{
    hours::{OFFICE, all_day, calendar, holiday},
    looked_at::{ask, at, entry, first_desk},
};
use rung::{
    engine::{
        calendar::{Calendar, Holiday, ZoneTable},
        command::{CaseChange, Command},
        decide::decide,
        desk::Desk,
        history::HistoryEntry,
        id::{ActionId, CalendarId, EntryId, HolidayId, RuleId},
        preferences::FiringMode,
        record::Stored,
        rule::{
            CaseField, Criterion, EscalationAction, EscalationClock, EscalationRule, Field,
            HoursMode, Operator, RuleEntry,
        },
        stamp::{Actor, Stamp},
    },
    view::deed::deed_line,
};

/// A level, where it stood and where it stands.
type Move = (String, String, String);

/// A level that tells the owner.
pub(crate) fn level(age_minutes: u32) -> EscalationAction {
    EscalationAction {
        id: ActionId(0),
        age_minutes,
        reassign: None,
        notify_user: None,
        notify_owner: true,
        additional_emails: Vec::new(),
        notify_template: None,
    }
}

/// A case opened on a Tuesday at three, in office hours, with levels after four and eight hours.
pub(crate) fn desk_with_levels(clock: EscalationClock) -> Desk {
    let mut desk = first_desk();
    let office = Calendar {
        week: calendar("UTC", OFFICE).week,
        name: "Office".into(),
        ..desk.default_calendar().unwrap().clone()
    };
    ask(&mut desk, &Command::SaveCalendar(office));
    let rule = EscalationRule {
        id: RuleId(0),
        name: "Standard".into(),
        active: false,
        was_active: false,
        version: 0,
        entries: vec![RuleEntry {
            id: EntryId(0),
            hours: HoursMode::OfCase,
            clock,
            actions: vec![level(240), level(480)],
            ..entry(Vec::new(), None)
        }],
        import: None,
    };
    ask(&mut desk, &Command::SaveRule(rule));
    let rule = *desk.rules.keys().next().unwrap();
    let activate = Command::ActivateRule {
        rule,
        plan_open_cases: false,
    };
    ask(&mut desk, &activate);
    let create = Command::CreateCase {
        changes: vec![CaseChange::Subject("Printer".into())],
        created_at: None,
        number: None,
    };
    ask(&mut desk, &create);
    desk
}

/// What the command tells in the history of the case, in words.
fn told(desk: &mut Desk, command: &Command) -> Vec<(String, Vec<Move>)> {
    let history = ask(desk, command);
    let of_case = |entry: &&HistoryEntry| entry.case.is_some();
    let lines = history.iter().filter(of_case).map(|entry| {
        let line = deed_line(desk, entry, &ZoneTable::utc());
        (line.what, line.changes)
    });
    lines.collect()
}

fn moved(level: &str, before: &str, after: &str) -> Move {
    (level.into(), before.into(), after.into())
}

#[test]
fn a_holiday_moves_every_level_and_the_case_says_from_where_to_where() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let mut founders_day = holiday(0, all_day("2026-03-11"));
    founders_day.name = "Founders' day".into();
    founders_day.calendars = vec![desk.default_calendar().unwrap().id];
    let lines = told(&mut desk, &Command::SaveHoliday(founders_day));
    let wednesday = ["due Wed 11 Mar 2026, 11:00", "due Wed 11 Mar 2026, 15:00"];
    let thursday = ["due Thu 12 Mar 2026, 11:00", "due Thu 12 Mar 2026, 15:00"];
    assert_eq!(
        lines,
        [(
            "planned it anew because of the holiday Founders' day".to_owned(),
            vec![
                moved("Level after 4 h", wednesday[0], thursday[0]),
                moved("Level after 8 h", wednesday[1], thursday[1]),
            ]
        )]
    );
    let id: HolidayId = *desk.holidays.keys().next().unwrap();
    let lines = told(&mut desk, &Command::DeleteHoliday(id));
    assert_eq!(
        lines,
        [(
            "planned it anew because of the holiday, since deleted".to_owned(),
            vec![
                moved("Level after 4 h", thursday[0], wednesday[0]),
                moved("Level after 8 h", thursday[1], wednesday[1]),
            ]
        )]
    );
}

#[test]
fn hours_that_never_open_leave_levels_that_are_never_due() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let closed = Calendar {
        week: calendar("UTC", "").week,
        ..desk.default_calendar().unwrap().clone()
    };
    let [(_, moves)] = &told(&mut desk, &Command::SaveCalendar(closed))[..] else {
        panic!("one entry a case")
    };
    assert_eq!(
        moves[0],
        moved("Level after 4 h", "due Wed 11 Mar 2026, 11:00", "never due")
    );
}

/// It fires only in the next round, and a save when it is due does not come before that.
#[test]
fn a_first_modification_takes_a_level_away_until_it_is_due_and_not_any_more_then() {
    for (saved_at, n_left) in [("2026-03-11T10:59:59Z", 0), ("2026-03-11T11:00:00Z", 1)] {
        let mut desk = desk_with_levels(EscalationClock::FromCreationUntilModified);
        let before = desk.preferences().unwrap();
        let rounds = Command::SavePreferences {
            organisation: before.organisation.clone(),
            zone: before.zone.clone(),
            age_after_reopening: before.age_after_reopening,
            firing: FiringMode::Batched {
                every_minutes: 120,
                early: false,
            },
        };
        ask(&mut desk, &rounds);
        let case = *desk.cases.keys().next().unwrap();
        let save = Command::SaveCase {
            case,
            changes: vec![CaseChange::Subject("Scanner".into())],
        };
        let stamp = Stamp {
            at: at(saved_at),
            by: Actor::System,
        };
        let changes = decide(&desk, &save, stamp).unwrap();
        desk.apply(changes);
        let fires_at: Vec<_> = desk.plans[&case]
            .pending
            .iter()
            .map(|row| row.fire_at)
            .collect();
        let noon = vec![Some(at("2026-03-11T12:00:00Z")); n_left];
        assert_eq!(fires_at, noon, "{saved_at}");
    }
}

#[test]
fn an_edit_that_moves_nothing_is_not_told() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let renamed = Calendar {
        name: "Bureau".into(),
        ..desk.default_calendar().unwrap().clone()
    };
    assert_eq!(told(&mut desk, &Command::SaveCalendar(renamed)), []);
}

#[test]
fn a_rule_that_goes_and_comes_back_suspends_and_resumes_in_the_history() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let rule = *desk.rules.keys().next().unwrap();
    let [(what, moves)] = &told(&mut desk, &Command::DeactivateRule(rule))[..] else {
        panic!("one entry a case")
    };
    assert_eq!(what, "planned it anew because of the rule Standard");
    let due = "due Wed 11 Mar 2026, 11:00";
    assert_eq!(moves[0], moved("Level after 4 h", due, "suspended"));
    let activate = Command::ActivateRule {
        rule,
        plan_open_cases: false,
    };
    let lines = told(&mut desk, &activate);
    assert_eq!(lines[0].1[0], moved("Level after 4 h", "suspended", due));
    let mut shorter = desk.rules.values().next().unwrap().clone();
    shorter.entries[0].actions.pop();
    let lines = told(&mut desk, &Command::SaveRule(shorter));
    assert_eq!(
        lines[0].1,
        [moved(
            "Level after 8 h",
            "due Wed 11 Mar 2026, 15:00",
            "not pending"
        )]
    );
}

#[test]
fn the_first_modification_says_which_levels_it_took_away() {
    let mut desk = desk_with_levels(EscalationClock::FromCreationUntilModified);
    let case = *desk.cases.keys().next().unwrap();
    let save = Command::SaveCase {
        case,
        changes: Vec::new(),
    };
    let lines = told(&mut desk, &save);
    let (what, moves) = lines.last().unwrap();
    assert_eq!(what, "planned it anew");
    assert_eq!(
        moves[0],
        moved(
            "Level after 4 h",
            "due Wed 11 Mar 2026, 11:00",
            "not pending"
        )
    );
    assert_eq!(moves.len(), 2);
}

#[test]
fn a_clock_that_restarts_says_so_in_one_entry_with_the_new_base() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let mut longer = desk.rules.values().next().unwrap().clone();
    longer.entries[0].actions[0].age_minutes = 300;
    ask(&mut desk, &Command::SaveRule(longer));
    let lines = told(&mut desk, &Command::ReevaluateOpenCases);
    let [(what, moves)] = &lines[..] else {
        panic!("one entry a case")
    };
    assert!(
        what.starts_with("entry 1 of Standard matches (version 2)"),
        "{what}"
    );
    assert_eq!(
        moves[0],
        moved(
            "Level after 4 h",
            "due Wed 11 Mar 2026, 11:00",
            "due Wed 11 Mar 2026, 12:00"
        )
    );
}

#[test]
fn a_case_that_no_entry_takes_any_more_says_that_its_mark_went_with_its_plan() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let case = *desk.cases.keys().next().unwrap();
    let mark = Command::SaveCase {
        case,
        changes: vec![CaseChange::IsEscalated(true)],
    };
    ask(&mut desk, &mark);
    let mut narrow = desk.rules.values().next().unwrap().clone();
    narrow.entries[0].criteria = vec![Criterion {
        field: Field::Case(CaseField::Subject),
        operator: Operator::Equals,
        value: "Scanner".into(),
    }];
    ask(&mut desk, &Command::SaveRule(narrow));
    let lines = told(&mut desk, &Command::ReevaluateOpenCases);
    assert_eq!(lines.len(), 1);
    assert_eq!(
        lines[0].0,
        "it follows no entry any more: nothing is pending"
    );
    assert_eq!(lines[0].1, [moved("Escalated", "Yes", "No")]);
    assert!(!desk.cases[&case].is_escalated);
}

#[test]
fn a_rule_that_comes_back_with_all_open_cases_tells_each_of_them_once() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let rule: RuleId = *desk.rules.keys().next().unwrap();
    ask(&mut desk, &Command::DeactivateRule(rule));
    let activate = Command::ActivateRule {
        rule,
        plan_open_cases: true,
    };
    assert_eq!(
        told(&mut desk, &activate),
        [(
            "planned it anew because of the rule Standard".to_owned(),
            vec![
                moved("Level after 4 h", "suspended", "due Wed 11 Mar 2026, 11:00"),
                moved("Level after 8 h", "suspended", "due Wed 11 Mar 2026, 15:00"),
            ]
        )]
    );
}

#[test]
fn hours_that_become_the_default_or_go_tell_of_every_record_that_changes() {
    let mut desk = first_desk();
    let shipped = desk.default_calendar().unwrap().clone();
    let night = Calendar {
        id: CalendarId(0),
        name: "Night".into(),
        is_default: false,
        ..shipped.clone()
    };
    ask(&mut desk, &Command::SaveCalendar(night));
    let night = *desk.calendars.last_key_value().unwrap().0;
    let told = |history: Vec<HistoryEntry>| -> Vec<_> {
        let lines = history.into_iter().flat_map(|entry| {
            let changes = entry.changes.into_iter();
            changes.map(move |one| (entry.about, one.field, one.before, one.after))
        });
        lines.collect()
    };
    let history = ask(&mut desk, &Command::MakeDefault(night));
    assert_eq!(
        told(history),
        [
            (
                Calendar::key(night),
                "is_default".into(),
                false.into(),
                true.into()
            ),
            (
                Calendar::key(shipped.id),
                "is_default".into(),
                true.into(),
                false.into()
            ),
        ]
    );
    let founding = Holiday {
        calendars: vec![shipped.id, night],
        ..holiday(0, all_day("2026-03-20"))
    };
    ask(&mut desk, &Command::SaveHoliday(founding));
    let founding = *desk.holidays.last_key_value().unwrap().0;
    let history = ask(&mut desk, &Command::DeleteCalendar(shipped.id));
    let about: Vec<_> = history.iter().map(|entry| entry.about).collect();
    assert_eq!(about, [Holiday::key(founding), Calendar::key(shipped.id)]);
    assert_eq!(&*history[0].changes[0].field, "calendars");
}
