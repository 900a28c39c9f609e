//! Business hours that something counts in stay, and stay active.

use crate::{
    hours::{OFFICE, all_day, calendar, holiday},
    looked_at::{ask, entry, first_desk, refused},
};
use rung::engine::{
    calendar::Calendar,
    command::Command,
    desk::Desk,
    escalation::EscalationCommand,
    id::{CalendarId, EntryId, HolidayId, RuleId},
    rule::{EscalationRule, HoursMode, RuleEntry},
    sla::SlaDefinition,
};

/// A desk with office hours besides the default ones.
fn with_office() -> (Desk, CalendarId) {
    let mut desk = first_desk();
    let office = Calendar {
        id: CalendarId(0),
        name: "Office".into(),
        ..calendar("UTC", OFFICE)
    };
    ask(&mut desk, &Command::SaveCalendar(office));
    let id = *desk.calendars.keys().last().unwrap();
    (desk, id)
}

/// What is said to whoever deletes them, or switches them off; the same for both.
#[track_caller]
fn told(desk: &Desk, hours: CalendarId) -> Option<String> {
    let off = Calendar {
        active: false,
        ..desk.calendars[&hours].clone()
    };
    let switched_off = refused(desk, &Command::SaveCalendar(off));
    let deleted = refused(desk, &Command::DeleteCalendar(hours));
    assert_eq!(switched_off, deleted);
    deleted
}

fn counts_in(desk: &mut Desk, hours: HoursMode) -> RuleId {
    let rule = EscalationRule {
        id: RuleId(0),
        name: format!("Rule {}", desk.rules.len() + 1).into(),
        active: false,
        was_active: false,
        version: 0,
        entries: vec![RuleEntry {
            id: EntryId(0),
            hours,
            ..entry(Vec::new(), None)
        }],
        import: None,
    };
    ask(desk, &Command::SaveRule(rule));
    *desk.rules.keys().last().unwrap()
}

#[test]
fn new_hours_are_not_the_default_and_go_again_when_nothing_counts_in_them() {
    let (mut desk, office) = with_office();
    assert!(!desk.calendars[&office].is_default);
    assert_eq!(told(&desk, office), None);
    let default = desk.default_calendar().unwrap().id;
    let mut away = holiday(0, all_day("2026-12-25"));
    away.calendars = vec![default, office];
    ask(&mut desk, &Command::SaveHoliday(away));
    ask(&mut desk, &Command::DeleteCalendar(office));
    assert_eq!(desk.calendars.len(), 1);
    let away = desk.holidays.values().next().unwrap();
    assert_eq!(away.calendars, [default], "the holiday closes the others");
    let gone = refused(&desk, &Command::DeleteCalendar(office));
    assert_eq!(gone.as_deref(), Some("the calendar is not here any more"));
    let gone = refused(&desk, &Command::DeleteHoliday(HolidayId(9)));
    assert_eq!(gone.as_deref(), Some("the holiday is not here any more"));
    let gone = refused(&desk, &Command::MakeDefault(office));
    assert_eq!(gone.as_deref(), Some("the calendar is not here any more"));
}

#[test]
fn hours_that_an_entry_of_the_active_rule_counts_in_stay() {
    let (mut desk, office) = with_office();
    let rule = counts_in(&mut desk, HoursMode::Set(office));
    assert_eq!(told(&desk, office), None, "the rule is not active");
    let activate = |rule| Command::ActivateRule {
        rule,
        plan_open_cases: false,
    };
    ask(&mut desk, &activate(rule));
    let in_use = "Office is used by Rule 1: choose others there first";
    assert_eq!(told(&desk, office).as_deref(), Some(in_use));
    let of_case = counts_in(&mut desk, HoursMode::OfCase);
    ask(&mut desk, &activate(of_case));
    assert_eq!(told(&desk, office), None);
}

#[test]
fn a_rule_that_counts_in_hours_that_are_not_active_is_not_the_active_one() {
    let (mut desk, office) = with_office();
    let rule = counts_in(&mut desk, HoursMode::Set(office));
    let off = Calendar {
        active: false,
        ..desk.calendars[&office].clone()
    };
    ask(&mut desk, &Command::SaveCalendar(off));
    let activate = |rule| Command::ActivateRule {
        rule,
        plan_open_cases: false,
    };
    let told = |rule: u32| {
        Some(format!(
            "Rule {rule} counts in Office, which are not active: make these business hours active \
             first"
        ))
    };
    assert_eq!(refused(&desk, &activate(rule)), told(1));
    let of_case = counts_in(&mut desk, HoursMode::OfCase);
    ask(&mut desk, &activate(of_case));
    let mut after = desk.rules[&of_case].clone();
    after.entries[0].hours = HoursMode::Set(office);
    assert_eq!(refused(&desk, &Command::SaveRule(after)), told(2));
}

#[test]
fn hours_that_an_active_sla_counts_in_stay() {
    let (mut desk, office) = with_office();
    let shipped = desk.sla_definitions.values().next().unwrap().clone();
    let save = |active| {
        let sla = SlaDefinition {
            calendar: Some(office),
            active,
            ..shipped.clone()
        };
        Command::Escalation(Box::new(EscalationCommand::SaveSla(sla)))
    };
    ask(&mut desk, &save(true));
    let in_use = format!(
        "Office is used by {}: choose others there first",
        shipped.name
    );
    assert_eq!(told(&desk, office), Some(in_use));
    ask(&mut desk, &save(false));
    assert_eq!(told(&desk, office), None);
}

#[test]
fn the_default_hours_stay_until_others_are_the_default() {
    let (mut desk, office) = with_office();
    let first = desk.default_calendar().unwrap().id;
    let delete = refused(&desk, &Command::DeleteCalendar(first));
    assert_eq!(
        delete.as_deref(),
        Some("Default is the default business hours: make others the default first")
    );
    let off = Calendar {
        active: false,
        ..desk.calendars[&first].clone()
    };
    assert!(refused(&desk, &Command::SaveCalendar(off)).is_some());
    ask(&mut desk, &Command::MakeDefault(office));
    assert_eq!(desk.default_calendar().unwrap().id, office);
    assert_eq!(told(&desk, first), None);
    // Saving them as they are says nothing of which are the default.
    let again = Calendar {
        is_default: true,
        ..desk.calendars[&first].clone()
    };
    ask(&mut desk, &Command::SaveCalendar(again));
    assert!(!desk.calendars[&first].is_default);
    let elsewhere = Calendar {
        zone: "Mars/Base".into(),
        ..desk.calendars[&first].clone()
    };
    let unknown = refused(&desk, &Command::SaveCalendar(elsewhere));
    assert_eq!(
        unknown.as_deref(),
        Some("the browser does not know the time zone Mars/Base")
    );
}

#[test]
fn rules_and_hours_have_names_of_their_own() {
    let (mut desk, office) = with_office();
    let taken = Some("name: there is one of that name already");
    let office = desk.calendars[&office].clone();
    let second = Calendar {
        id: CalendarId(0),
        name: "OFFICE ".into(),
        ..office.clone()
    };
    let refusal = refused(&desk, &Command::SaveCalendar(second));
    assert_eq!(refusal.as_deref(), taken);
    let renamed = Calendar {
        name: desk.default_calendar().unwrap().name.clone(),
        ..office.clone()
    };
    let refusal = refused(&desk, &Command::SaveCalendar(renamed));
    assert_eq!(refusal.as_deref(), taken);
    assert_eq!(refused(&desk, &Command::SaveCalendar(office)), None);
    let other = counts_in(&mut desk, HoursMode::Ignore);
    let rule = counts_in(&mut desk, HoursMode::Ignore);
    let rule = desk.rules[&rule].clone();
    let second = EscalationRule {
        id: RuleId(0),
        ..rule.clone()
    };
    let refusal = refused(&desk, &Command::SaveRule(second));
    assert_eq!(refusal.as_deref(), taken);
    let renamed = EscalationRule {
        name: rule.name.clone(),
        ..desk.rules[&other].clone()
    };
    let refusal = refused(&desk, &Command::SaveRule(renamed));
    assert_eq!(refusal.as_deref(), taken);
    assert_eq!(refused(&desk, &Command::SaveRule(rule)), None);
}
