//! How much is due, and that nothing which is due is lost when something else goes.

use crate::{
    hours::{all_day, holiday},
    looked_at::{ask, at, refused},
    replanned::desk_with_levels,
};
use rung::engine::{
    advance::catch_up,
    calendar::ZoneTable,
    change::ChangeSet,
    command::{CaseChange, Command},
    decide::decide,
    desk::Desk,
    escalation::{EscalationCommand, EscalationDraft, RequestSource, Source},
    history::Deed,
    id::{HolidayId, RuleId},
    record::Stored,
    rule::{EscalationClock, EscalationRule, explain},
    stamp::{Actor, Stamp},
};

/// Escalates the case with four hours to answer, from Tuesday at three on.
fn escalate(desk: &mut Desk) {
    let draft = EscalationDraft {
        source: Source::Case(*desk.cases.keys().next().unwrap()),
        request_source: RequestSource::Internal,
        reason: *desk.escalation_reasons.keys().next().unwrap(),
        severity: *desk.severities.keys().next().unwrap(),
        template: *desk.escalation_templates.keys().next().unwrap(),
        justification: "They lose money".into(),
        watch_list: Vec::new(),
        add_account_team: false,
        assignment_group: None,
        assigned_to: None,
        related_cases: Vec::new(),
    };
    let request = Box::new(EscalationCommand::Request(draft));
    ask(desk, &Command::Escalation(request));
}

#[test]
fn what_is_due_is_counted_up_to_the_instant_and_no_further() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    escalate(&mut desk);
    let n_due = |desk: &Desk, text: &str| desk.agenda().n_due(at(text));
    // Half of the four hours passes at five, the levels are due on Wednesday at eleven and three.
    for (until, expected) in [
        ("2026-03-10T16:59:59Z", 0),
        ("2026-03-10T17:00:00Z", 1),
        ("2026-03-11T10:59:59Z", 1),
        ("2026-03-11T11:00:00Z", 2),
        ("2026-03-11T15:00:00Z", 3),
    ] {
        assert_eq!(n_due(&desk, until), expected, "{until}");
    }
    let later = at("2026-03-12T00:00:00Z");
    while let Some(changes) = catch_up(&mut desk, later, 1) {
        assert_eq!(changes.fired_keys().count(), 1, "one at a time");
        desk.apply(changes);
    }
    assert_eq!(n_due(&desk, "2026-03-12T00:00:00Z"), 0);
    assert_eq!(desk.next_due(), None);
}

#[test]
fn an_sla_runs_on_when_something_else_is_deleted() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    escalate(&mut desk);
    let away = holiday(0, all_day("2026-12-25"));
    ask(&mut desk, &Command::SaveHoliday(away));
    let due = desk.next_due();
    assert_eq!(due, Some(at("2026-03-10T17:00:00Z")));
    let first: HolidayId = *desk.holidays.keys().next().unwrap();
    ask(&mut desk, &Command::DeleteHoliday(first));
    assert_eq!(desk.next_due(), due);
}

#[test]
fn a_closed_case_has_nothing_due_and_its_record_none_of_its_own() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    escalate(&mut desk);
    let case = *desk.cases.keys().next().unwrap();
    ask(&mut desk, &Command::CloseCase(case));
    assert_eq!(desk.next_due(), None);
    ask(&mut desk, &Command::ReopenCase(case));
    assert_eq!(desk.next_due(), Some(at("2026-03-10T17:00:00Z")));
}

#[test]
fn what_is_taken_away_is_not_due_and_cannot_be_taken_away_twice() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let case = *desk.cases.keys().next().unwrap();
    let actions: Vec<_> = desk.plans[&case]
        .pending
        .iter()
        .map(|row| row.action)
        .collect();
    let cancel = |action| Command::CancelPending {
        case,
        action,
        until_closed: true,
    };
    ask(&mut desk, &cancel(actions[0]));
    assert_eq!(desk.next_due(), Some(at("2026-03-11T15:00:00Z")));
    let stamp = Stamp {
        at: at("2026-03-10T15:00:00Z"),
        by: Actor::System,
    };
    assert!(decide(&desk, &cancel(actions[0]), stamp).is_err());
    let saved = Command::SaveCase {
        case,
        changes: vec![CaseChange::Subject("Scanner".into())],
    };
    ask(&mut desk, &saved);
    assert_eq!(desk.next_due(), Some(at("2026-03-11T15:00:00Z")));
}

#[test]
fn a_rule_that_is_deleted_takes_what_was_due_by_it_along() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let rule = *desk.rules.keys().next().unwrap();
    ask(&mut desk, &Command::DeleteRule(rule));
    assert!(desk.rules.is_empty());
    assert_eq!(desk.next_due(), None);
    let again = refused(&desk, &Command::DeleteRule(rule));
    assert_eq!(
        again.as_deref(),
        Some("the escalation rule is not here any more")
    );
}

#[test]
fn a_rule_that_is_made_the_active_one_switches_off_the_one_that_was() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let first = desk.rules.values().next().unwrap().clone();
    for name in ["Draft", "Next"] {
        let copy = EscalationRule {
            id: RuleId(0),
            name: name.into(),
            ..first.clone()
        };
        ask(&mut desk, &Command::SaveRule(copy));
    }
    let next = *desk.rules.keys().last().unwrap();
    let told = ask(
        &mut desk,
        &Command::ActivateRule {
            rule: next,
            plan_open_cases: false,
        },
    );
    let switched_off = told.iter().filter(|it| it.deed == Deed::Deactivated);
    let about: Vec<_> = switched_off.map(|it| it.about).collect();
    assert_eq!(about, [EscalationRule::key(first.id)]);
    assert_eq!(desk.active_rule().unwrap().id, next);
    assert_eq!(desk.next_due(), None, "what was due by the first waits");
}

#[test]
fn a_zone_that_is_known_as_it_is_changes_nothing() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let before = desk.clone();
    let told = ask(&mut desk, &Command::LearnZone(ZoneTable::utc()));
    assert_eq!(told, []);
    assert!(desk == before);
}

/// Firings were kept without their age at first.
#[test]
fn a_firing_without_an_age_is_shown_with_that_of_its_level() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let now = at("2026-03-11T12:00:00Z");
    let fired = catch_up(&mut desk, now, usize::MAX).unwrap();
    desk.apply(fired);
    let case = *desk.cases.keys().next().unwrap();
    let mut levels = |age_minutes| {
        let mut plan = desk.plans[&case].clone();
        plan.fired[0].age_minutes = age_minutes;
        let mut changes = ChangeSet::default();
        changes.put(plan);
        desk.apply(changes);
        let levels = explain(&desk, &desk.cases[&case], now).levels.into_iter();
        levels.map(|level| level.age_minutes).collect::<Vec<_>>()
    };
    assert_eq!(levels(0), [240, 480]);
    assert_eq!(levels(200), [200, 480], "what it was when it fired");
}

/// The browser brings it along, whoever sits before it.
#[test]
fn a_zone_that_is_corrected_is_told_of_the_system() {
    let mut desk = desk_with_levels(EscalationClock::FromCreation);
    let you = Actor::User(*desk.users.keys().next().unwrap());
    let learn = |desk: &mut Desk, offset_seconds| {
        let table = ZoneTable::new("Europe/Berlin", offset_seconds, Vec::new()).unwrap();
        let stamp = Stamp {
            at: at("2026-03-10T15:00:00Z"),
            by: you,
        };
        let changes = decide(desk, &Command::LearnZone(table), stamp).unwrap();
        desk.apply(changes.clone());
        changes.history
    };
    assert_eq!(learn(&mut desk, 0), []);
    let told = learn(&mut desk, 3_600);
    let told: Vec<_> = told.iter().map(|entry| (&entry.deed, entry.by)).collect();
    assert_eq!(told, [(&Deed::Edited, Actor::System)]);
}
