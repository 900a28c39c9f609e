//! The time that a severity allows, at its edges.

use super::floor::{Floor, asked, at};
use rung::{
    engine::{
        calendar::{DateHours, ZoneTable},
        case::Case,
        command::Command,
        escalation::{EscalationCommand, EscalationRequest, EscalationUpdate, Trend},
        history::{Deed, SlaStep},
        id::{EscalationId, SlaId},
        message::MessageKind,
        notice_kind::NoticeKind,
        record::Stored,
        sla::{SlaDefinition, SlaSegmentKind, SlaStage},
        stamp::Actor,
    },
    view::{deed::deed_line, escalation::record_page},
};

pub(super) fn change_sla(floor: &mut Floor, edit: impl Fn(&mut SlaDefinition)) {
    let mut slas = floor.desk.sla_definitions.values();
    let found = slas.find(|one| &*one.name == "Escalated case response - 4 hours");
    let mut definition = found.unwrap().clone();
    edit(&mut definition);
    let command = asked(EscalationCommand::SaveSla(definition));
    floor.done(Actor::System, &command);
}

/// Makes the SLA eight hours of the office's.
pub(super) fn count_in_the_office(floor: &mut Floor) {
    let office = floor.office;
    change_sla(floor, |sla| {
        sla.calendar = Some(office);
        sla.duration_minutes = 480;
    });
}

/// The office is closed on the day that everything begins.
pub(super) fn give_a_day_off(floor: &mut Floor) {
    let mut shorter = floor.desk.calendars[&floor.office].clone();
    shorter.dates = vec![DateHours {
        on: chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(),
        windows: vec![],
    }];
    floor.done(Actor::System, &Command::SaveCalendar(shorter));
}

pub(super) fn steps(floor: &Floor) -> Vec<(String, SlaStep)> {
    let steps = floor.history.iter().filter_map(|entry| match &entry.deed {
        Deed::Sla(sla) => Some((entry.at.to_string(), sla.step)),
        _ => None,
    });
    steps.collect()
}

pub(super) fn breach_at(floor: &Floor, id: EscalationId) -> String {
    floor.record(id).slas[0].breach_at.unwrap().to_string()
}

#[test]
fn the_assignee_hears_at_half_and_the_manager_from_three_quarters_on() {
    let mut floor = Floor::open();
    floor.escalate();
    floor.wait_until(at("2026-01-05T16:00:00Z"));
    assert_eq!(floor.told(NoticeKind::SlaWarning), ["ana@x.example", "Ana"]);
    let half = floor.desk.notifications.values().next_back().unwrap();
    assert_eq!(
        &*half.subject,
        "ESC0000001: 50 % of Escalated case response - 4 hours are over, of 4 h"
    );
    floor.wait_until(at("2026-01-05T17:00:00Z"));
    let twice = [
        "ana@x.example",
        "Ana",
        "ana@x.example",
        "Ana",
        "mia@x.example",
        "Mia",
    ];
    assert_eq!(floor.told(NoticeKind::SlaWarning), twice);
    floor.wait_until(at("2026-01-05T18:00:00Z"));
    assert_eq!(
        floor.told(NoticeKind::SlaWarning).len(),
        6,
        "in time until the last second"
    );
    floor.wait_until(at("2026-01-06T00:00:00Z"));
    assert_eq!(floor.told(NoticeKind::SlaWarning).len(), 10);
    let passed: Vec<_> = steps(&floor).into_iter().skip(1).collect();
    assert_eq!(
        passed,
        [
            ("2026-01-05T16:00:00Z".to_owned(), SlaStep::Passed(50)),
            ("2026-01-05T17:00:00Z".to_owned(), SlaStep::Passed(75)),
            ("2026-01-05T18:00:01Z".to_owned(), SlaStep::Passed(100)),
        ]
    );
    let breach = floor.desk.notifications.values().next_back().unwrap();
    assert_eq!(
        &*breach.subject,
        "ESC0000001: Escalated case response - 4 hours is breached, 4 h are over"
    );
}

#[test]
fn a_page_that_was_shut_tells_the_same_when_it_opens() {
    let (mut awake, mut asleep) = (Floor::open(), Floor::open());
    awake.escalate();
    asleep.escalate();
    let later = at("2026-01-08T00:00:00Z");
    awake.wait_until(later);
    asleep.catch_up(later);
    assert!(awake.desk == asleep.desk);
    assert_eq!(steps(&awake), steps(&asleep));
}

#[test]
fn on_hold_it_stands_and_what_is_left_is_laid_from_the_end_of_the_pause() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    floor.wait_until(at("2026-01-05T15:00:00Z"));
    floor.set_status("On Hold");
    assert_eq!(floor.record(id).slas[0].stage, SlaStage::Paused);
    floor.wait_until(at("2026-01-06T15:00:00Z"));
    assert_eq!(
        floor.told(NoticeKind::SlaWarning),
        [""; 0],
        "nothing passes meanwhile"
    );
    floor.set_status("In Progress");
    assert_eq!(breach_at(&floor, id), "2026-01-06T18:00:00Z");
    let sla = &floor.record(id).slas[0];
    assert_eq!(sla.original_breach_at, Some(at("2026-01-05T18:00:00Z")));
    assert_eq!(sla.elapsed_seconds(&floor.desk, floor.now), 3_600);
    let kinds: Vec<_> = sla
        .segments(&floor.desk, at("2026-01-06T16:00:00Z"))
        .iter()
        .map(|segment| segment.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            SlaSegmentKind::Counted,
            SlaSegmentKind::Paused,
            SlaSegmentKind::Counted
        ]
    );
}

#[test]
fn a_case_that_is_on_hold_when_it_is_escalated_starts_standing() {
    let mut floor = Floor::open();
    floor.set_status("On Hold");
    let id = floor.escalate();
    assert_eq!(floor.record(id).slas[0].stage, SlaStage::Paused);
    floor.wait_until(at("2026-01-05T20:00:00Z"));
    floor.set_status("In Progress");
    assert_eq!(breach_at(&floor, id), "2026-01-06T00:00:00Z");
}

#[test]
fn a_severity_chosen_while_the_case_is_on_hold_has_its_time_stand_too() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    floor.set_status("On Hold");
    let medium = EscalationUpdate {
        severity: Some(floor.severity("Medium")),
        ..EscalationUpdate::default()
    };
    floor.update(id, medium);
    let stages = floor.record(id).slas.iter().map(|sla| sla.stage);
    assert_eq!(
        stages.collect::<Vec<_>>(),
        [SlaStage::Cancelled, SlaStage::Paused]
    );
}

#[test]
fn reopening_an_escalated_case_attaches_anew_and_a_severity_chosen_meanwhile_counts() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    floor.wait_until(at("2026-01-05T15:00:00Z"));
    floor.done(Actor::User(floor.ana), &Command::CloseCase(floor.cases[0]));
    assert_eq!(floor.record(id).slas[0].stage, SlaStage::Completed);
    let medium = EscalationUpdate {
        severity: Some(floor.severity("Medium")),
        ..EscalationUpdate::default()
    };
    floor.update(id, medium);
    assert_eq!(floor.record(id).slas.len(), 1, "a closed case gets no SLA");
    floor.wait_until(at("2026-01-06T15:00:00Z"));
    floor.done(Actor::User(floor.ana), &Command::ReopenCase(floor.cases[0]));
    let slas = &floor.record(id).slas;
    assert_eq!(slas.len(), 2);
    assert_eq!(slas[1].breach_at, Some(at("2026-01-06T23:00:00Z")));
}

#[test]
fn business_hours_that_change_move_what_runs_and_keep_what_it_was_at_first() {
    let mut floor = Floor::open();
    let office = floor.office;
    count_in_the_office(&mut floor);
    let id = floor.escalate();
    assert_eq!(breach_at(&floor, id), "2026-01-05T22:00:00Z");
    give_a_day_off(&mut floor);
    assert_eq!(breach_at(&floor, id), "2026-01-06T22:00:00Z");
    let original = floor.record(id).slas[0].original_breach_at;
    assert_eq!(original, Some(at("2026-01-05T22:00:00Z")));
    let in_the_case = deed_line(
        &floor.desk,
        floor.history.last().unwrap(),
        &ZoneTable::utc(),
    );
    let page = record_page(&floor.desk, id, None, floor.now, &ZoneTable::utc()).unwrap();
    let office_name = &floor.desk.calendars[&office].name;
    let told = format!(
        "Escalated case response - 4 hours ends Tue 6 Jan 2026, 22:00 instead of Mon 5 Jan 2026, \
         22:00 because of the business hours {office_name}"
    );
    assert_eq!(in_the_case.what, told);
    assert_eq!(&*page.history[0].what[0], told);
    let mut inactive = floor.desk.calendars[&office].clone();
    inactive.active = false;
    let refused = floor.ask(Actor::System, &Command::SaveCalendar(inactive));
    let words = refused.unwrap_err().to_string();
    assert!(
        words.contains("Escalated case response - 4 hours"),
        "{words}"
    );
}

#[test]
fn one_that_counts_from_the_request_tells_nothing_of_what_had_passed_before() {
    let mut floor = Floor::open();
    change_sla(&mut floor, |sla| sla.retroactive_start = true);
    let id = floor.request(floor.approved);
    floor.wait_until(at("2026-01-05T16:30:00Z"));
    let approve = asked(EscalationCommand::Approve(id));
    floor.done(Actor::User(floor.mia), &approve);
    assert_eq!(breach_at(&floor, id), "2026-01-05T18:00:00Z");
    floor.wait_until(at("2026-01-06T00:00:00Z"));
    let passed: Vec<_> = steps(&floor).into_iter().map(|(_, step)| step).collect();
    assert_eq!(
        passed,
        [SlaStep::Attached, SlaStep::Passed(75), SlaStep::Passed(100)]
    );
}

#[test]
fn only_a_comment_starts_it_anew() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    floor.wait_until(at("2026-01-05T15:00:00Z"));
    floor.comment(MessageKind::WorkNote);
    assert_eq!(floor.record(id).slas.len(), 1);
    floor.comment(MessageKind::Comment);
    let slas = &floor.record(id).slas;
    assert_eq!(slas[0].stage, SlaStage::Completed);
    assert_eq!(slas[1].started_at, at("2026-01-05T15:00:00Z"));
}

#[test]
fn an_update_becomes_one_work_note_and_counts_as_no_modification() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    let before = floor.desk.cases[&floor.cases[0]].clone();
    floor.wait_until(at("2026-01-05T15:00:00Z"));
    floor.update(
        id,
        EscalationUpdate {
            severity: Some(floor.severity("Medium")),
            trend: Some(Trend::Declining),
            comment: "Call at noon".into(),
            ..EscalationUpdate::default()
        },
    );
    assert_eq!(floor.desk.cases[&floor.cases[0]], before);
    let notes: Vec<&str> = floor.messages.iter().map(|one| &*one.text).collect();
    assert_eq!(
        notes,
        ["ESC0000001 is updated: severity High → Medium; trend Same → Declining\nCall at noon"]
    );
    assert_eq!(floor.told(NoticeKind::EscalationUpdated), ["ana@x.example"]);
}

#[test]
fn a_definition_that_names_nothing_is_refused() {
    let mut floor = Floor::open();
    let sla = floor.desk.sla_definitions.values().next().unwrap().clone();
    let wrong = SlaDefinition {
        id: SlaId(0),
        name: " ".into(),
        duration_minutes: 0,
        ..sla
    };
    let refused = floor.ask(Actor::System, &asked(EscalationCommand::SaveSla(wrong)));
    let words = refused.unwrap_err().to_string();
    assert!(
        words.contains("name") && words.contains("duration"),
        "{words}"
    );
}

#[test]
fn a_milestone_is_due_to_its_sla_and_an_end_to_the_case_that_was_closed() {
    let mut floor = Floor::open();
    floor.escalate();
    floor.wait_until(at("2026-01-05T16:00:00Z"));
    let case = floor.cases[0];
    floor.done(Actor::User(floor.ana), &Command::CloseCase(case));
    let told = |step| {
        let mut entries = floor.history.iter();
        let is_meant = |deed: &Deed| matches!(deed, Deed::Sla(sla) if sla.step == step);
        entries.find(|entry| is_meant(&entry.deed)).unwrap().cause
    };
    let (request, record) = (
        *floor.desk.escalation_requests.keys().next().unwrap(),
        floor.desk.escalations.values().next().unwrap(),
    );
    let definition = record.slas[0].definition;
    assert_eq!(
        [SlaStep::Attached, SlaStep::Passed(50), SlaStep::Completed].map(told),
        [
            Some(EscalationRequest::key(request)),
            Some(SlaDefinition::key(definition)),
            Some(Case::key(case)),
        ]
    );
}

#[test]
fn what_a_comment_completed_is_not_completed_again_when_the_escalation_ends() {
    let mut floor = Floor::open();
    floor.escalate();
    floor.wait_until(at("2026-01-05T15:00:00Z"));
    floor.comment(MessageKind::Comment);
    floor.wait_until(at("2026-01-05T15:30:00Z"));
    let case = floor.cases[0];
    floor.done(Actor::User(floor.ana), &Command::CloseCase(case));
    let told = [
        ("2026-01-05T14:00:00Z", SlaStep::Attached),
        ("2026-01-05T15:00:00Z", SlaStep::Completed),
        ("2026-01-05T15:00:00Z", SlaStep::Attached),
        ("2026-01-05T15:30:00Z", SlaStep::Completed),
    ];
    assert_eq!(
        steps(&floor),
        told.map(|(at, step)| (at.to_owned(), step)).to_vec()
    );
}
