//! What stays as it is when business hours are edited: whose hours a case counts in, the holidays,
//! and the rounds in which the engine fires.

use crate::{
    hours::{ALWAYS, OFFICE, all_day, calendar, holiday},
    looked_at::{NOW, ask, at, first_desk, queue},
    replanned::{desk_with_levels, level},
};
use rung::engine::{
    calendar::Calendar,
    command::{CaseChange, Command},
    desk::Desk,
    history::Deed,
    id::{CaseId, EntryId, RuleId},
    instant::Instant,
    people::Assignee,
    preferences::{AgeAfterReopening, FiringMode},
    rule::{
        CaseField, Criterion, EscalationClock, EscalationRule, Field, HoursMode, Operator,
        RuleEntry,
    },
};

fn create(desk: &mut Desk, changes: Vec<CaseChange>) -> CaseId {
    let create = Command::CreateCase {
        changes,
        created_at: None,
        number: None,
    };
    ask(desk, &create);
    *desk.cases.keys().last().unwrap()
}

/// When the levels of a case fire.
fn fires_at(desk: &Desk, case: CaseId) -> Vec<Instant> {
    let pending = desk.plans[&case].pending.iter();
    pending.filter_map(|row| row.fire_at).collect()
}

/// Makes a rule of one entry the active one and plans the open cases by it.
fn plan_by(desk: &mut Desk, entry: RuleEntry) {
    let rule = EscalationRule {
        id: RuleId(0),
        name: format!("Rule {}", desk.rules.len() + 1).into(),
        active: false,
        was_active: false,
        version: 0,
        entries: vec![entry],
        import: None,
    };
    ask(desk, &Command::SaveRule(rule));
    let rule = *desk.rules.keys().last().unwrap();
    let activate = Command::ActivateRule {
        rule,
        plan_open_cases: true,
    };
    ask(desk, &activate);
}

fn asking(field: CaseField, value: &str) -> RuleEntry {
    let criterion = Criterion {
        field: Field::Case(field),
        operator: Operator::Equals,
        value: value.into(),
    };
    RuleEntry {
        id: EntryId(0),
        hours: HoursMode::OfCase,
        actions: vec![level(240)],
        ..crate::looked_at::entry(vec![criterion], None)
    }
}

#[test]
fn a_case_counts_in_its_own_hours_though_one_without_a_plan_stands_before_it() {
    let mut desk = first_desk();
    let night = Calendar {
        id: 0.into(),
        name: "Night".into(),
        is_default: false,
        ..calendar("UTC", OFFICE)
    };
    ask(&mut desk, &Command::SaveCalendar(night));
    let night = *desk.calendars.keys().last().unwrap();
    let subject = |text: &str| CaseChange::Subject(text.into());
    create(&mut desk, vec![subject("Scanner")]);
    let own = CaseChange::BusinessHours(Some(night));
    let case = create(&mut desk, vec![subject("Printer"), own]);
    plan_by(&mut desk, asking(CaseField::Subject, "Printer"));
    assert_eq!(fires_at(&desk, case), [at("2026-03-11T11:00:00Z")]);
    let always = Calendar {
        week: calendar("UTC", ALWAYS).week,
        ..desk.calendars[&night].clone()
    };
    ask(&mut desk, &Command::SaveCalendar(always));
    assert_eq!(fires_at(&desk, case), [at("2026-03-10T19:00:00Z")]);
    let office = Calendar {
        week: calendar("UTC", OFFICE).week,
        ..desk.calendars[&night].clone()
    };
    ask(&mut desk, &Command::SaveCalendar(office));
    assert_eq!(fires_at(&desk, case), [at("2026-03-11T11:00:00Z")]);
}

#[test]
fn another_week_leaves_the_holidays_closed() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let case = *desk.cases.keys().next().unwrap();
    let office = desk.default_calendar().unwrap().clone();
    let mut founders_day = holiday(0, all_day("2026-03-11"));
    founders_day.calendars = vec![office.id];
    ask(&mut desk, &Command::SaveHoliday(founders_day));
    let always = Calendar {
        week: calendar("UTC", ALWAYS).week,
        ..office
    };
    ask(&mut desk, &Command::SaveCalendar(always));
    let levels = ["2026-03-10T19:00:00Z", "2026-03-10T23:00:00Z"];
    assert_eq!(fires_at(&desk, case), levels.map(at));
    let holiday = desk.holidays.values().next().unwrap().clone();
    let night = Calendar {
        week: calendar("UTC", "mon-sun 18:00-20:00").week,
        ..desk.default_calendar().unwrap().clone()
    };
    assert_eq!(holiday.calendars, [night.id]);
    ask(&mut desk, &Command::SaveCalendar(night));
    // Two hours on Tuesday, none on the holiday, two hours on Thursday and each day after.
    let levels = ["2026-03-12T20:00:00Z", "2026-03-14T20:00:00Z"];
    assert_eq!(fires_at(&desk, case), levels.map(at));
}

#[test]
fn an_edit_of_hours_leaves_the_rounds_of_the_engine_as_they_are() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let case = *desk.cases.keys().next().unwrap();
    let before = desk.preferences().unwrap();
    let rounds = Command::SavePreferences {
        organisation: before.organisation.clone(),
        zone: before.zone.clone(),
        age_after_reopening: AgeAfterReopening::FromCreation,
        firing: FiringMode::Batched {
            every_minutes: 120,
            early: false,
        },
    };
    ask(&mut desk, &rounds);
    let levels = ["2026-03-11T12:00:00Z", "2026-03-11T16:00:00Z"];
    assert_eq!(fires_at(&desk, case), levels.map(at));
    let always = Calendar {
        week: calendar("UTC", ALWAYS).week,
        ..desk.default_calendar().unwrap().clone()
    };
    ask(&mut desk, &Command::SaveCalendar(always));
    let levels = ["2026-03-10T20:00:00Z", "2026-03-11T00:00:00Z"];
    assert_eq!(fires_at(&desk, case), levels.map(at));
}

#[test]
fn days_of_a_rule_are_those_of_the_organisation() {
    let mut desk = first_desk();
    let tokyo = crate::zones::zone_table("Asia/Tokyo");
    ask(&mut desk, &Command::LearnZone(tokyo));
    let before = desk.preferences().unwrap();
    let move_to_tokyo = Command::SavePreferences {
        organisation: before.organisation.clone(),
        zone: "Asia/Tokyo".into(),
        age_after_reopening: before.age_after_reopening,
        firing: before.firing,
    };
    ask(&mut desk, &move_to_tokyo);
    assert_eq!(NOW, "2026-03-10T15:00:00Z", "midnight in Tokyo");
    let case = create(&mut desk, Vec::new());
    plan_by(&mut desk, asking(CaseField::CreatedAt, "2026-03-11"));
    assert_eq!(fires_at(&desk, case).len(), 1);
}

#[test]
fn owners_of_one_number_are_told_apart() {
    let mut desk = first_desk();
    let you = *desk.users.keys().next().unwrap();
    for name in ["Tier 1", "Tier 2"] {
        ask(&mut desk, &Command::SaveQueue(queue(name)));
    }
    let queues: Vec<_> = desk.queues.keys().copied().collect();
    assert_eq!(you.0, queues[0].0, "a user and a queue have one number");
    let owners = [
        Assignee::User(you),
        Assignee::Queue(queues[0]),
        Assignee::Queue(queues[1]),
    ];
    let cases = owners.map(|owner| create(&mut desk, vec![CaseChange::Owner(owner)]));
    plan_by(&mut desk, asking(CaseField::Owner, "Tier 1"));
    let planned = cases.map(|case| desk.plans.contains_key(&case));
    assert_eq!(planned, [false, true, false]);
}

#[test]
fn a_plan_tells_the_place_of_its_entry() {
    let mut desk = first_desk();
    let rule = EscalationRule {
        id: RuleId(0),
        name: "Standard".into(),
        active: false,
        was_active: false,
        version: 0,
        entries: vec![
            asking(CaseField::Subject, "Scanner"),
            asking(CaseField::Subject, "Printer"),
        ],
        import: None,
    };
    ask(&mut desk, &Command::SaveRule(rule));
    let rule = *desk.rules.keys().next().unwrap();
    let activate = Command::ActivateRule {
        rule,
        plan_open_cases: false,
    };
    ask(&mut desk, &activate);
    let told = ask(
        &mut desk,
        &Command::CreateCase {
            changes: vec![CaseChange::Subject("Printer".into())],
            created_at: None,
            number: None,
        },
    );
    let places: Vec<u32> = told
        .iter()
        .filter_map(|entry| match &entry.deed {
            Deed::Planned(planned) => Some(planned.place),
            _ => None,
        })
        .collect();
    assert_eq!(places, [2]);
}
