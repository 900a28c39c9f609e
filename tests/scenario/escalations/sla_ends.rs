//! How the time that a severity allows ends: in time or late, once, and for whom it is meant.

use super::{
    floor::{Floor, asked, at},
    slas::{breach_at, change_sla, count_in_the_office, give_a_day_off, steps},
};
use rung::engine::{
    command::{CaseChange, Command},
    escalation::{EscalationCommand, EscalationUpdate},
    history::SlaStep,
    id::{EscalationId, SlaId},
    message::MessageKind,
    sla::{SlaDefinition, SlaStage},
    stamp::Actor,
};

fn close(floor: &mut Floor, when: &str) {
    floor.wait_until(at(when));
    let command = Command::CloseCase(floor.cases[0]);
    floor.done(Actor::User(floor.ana), &command);
}

fn last_step(floor: &Floor) -> SlaStep {
    steps(floor).last().unwrap().1
}

/// Asked for at 14:00, approved then.
fn escalate_from_the_request(approved_at: &str) -> (Floor, EscalationId) {
    let mut floor = Floor::open();
    change_sla(&mut floor, |sla| sla.retroactive_start = true);
    let id = floor.request(floor.approved);
    floor.wait_until(at(approved_at));
    floor.approve(floor.mia, id).unwrap();
    (floor, id)
}

#[test]
fn a_comment_starts_only_those_anew_that_say_so_and_only_the_one_that_runs() {
    let mut floor = Floor::open();
    let mut definitions = floor.desk.sla_definitions.values();
    let shipped = definitions.find(|one| &*one.name == "Escalated case response - 4 hours");
    let patient = SlaDefinition {
        id: SlaId(0),
        name: "Solved in 8 hours".into(),
        duration_minutes: 480,
        reset_on_case_comment: false,
        ..shipped.unwrap().clone()
    };
    floor.done(Actor::System, &asked(EscalationCommand::SaveSla(patient)));
    let patient = *floor.desk.sla_definitions.keys().last().unwrap();
    let id = floor.escalate();
    for when in ["2026-01-05T15:00:00Z", "2026-01-05T15:30:00Z"] {
        floor.wait_until(at(when));
        floor.comment(MessageKind::Comment);
    }
    let slas = floor.record(id).slas.iter();
    let (calm, anew): (Vec<_>, Vec<_>) = slas.partition(|sla| sla.definition == patient);
    assert_eq!(calm.len(), 1);
    assert_eq!(calm[0].stage, SlaStage::InProgress);
    assert_eq!(calm[0].breach_at, Some(at("2026-01-05T22:00:00Z")));
    let anew: Vec<_> = anew.iter().map(|sla| (sla.started_at, sla.stage)).collect();
    assert_eq!(
        anew,
        [
            (at("2026-01-05T14:00:00Z"), SlaStage::Completed),
            (at("2026-01-05T15:00:00Z"), SlaStage::Completed),
            (at("2026-01-05T15:30:00Z"), SlaStage::InProgress),
        ]
    );
}

#[test]
fn saving_a_case_that_stays_on_hold_keeps_its_time_standing() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    floor.wait_until(at("2026-01-05T15:00:00Z"));
    floor.set_status("On Hold");
    floor.wait_until(at("2026-01-05T16:00:00Z"));
    let command = Command::SaveCase {
        case: floor.cases[0],
        changes: vec![CaseChange::Subject("It is slower still".into())],
    };
    floor.done(Actor::User(floor.ana), &command);
    assert_eq!(floor.record(id).slas[0].stage, SlaStage::Paused);
    assert_eq!(last_step(&floor), SlaStep::Paused);
    floor.wait_until(at("2026-01-05T17:00:00Z"));
    floor.set_status("In Progress");
    assert_eq!(breach_at(&floor, id), "2026-01-05T20:00:00Z");
}

#[test]
fn a_case_that_is_closed_at_the_last_instant_is_in_time_and_a_second_later_it_is_late() {
    for (when, has_breached, step) in [
        ("2026-01-05T15:00:00Z", false, SlaStep::Completed),
        ("2026-01-05T18:00:00Z", false, SlaStep::Completed),
        ("2026-01-05T18:00:01Z", true, SlaStep::CompletedLate),
        ("2026-01-05T19:00:00Z", true, SlaStep::CompletedLate),
    ] {
        let mut floor = Floor::open();
        let id = floor.escalate();
        close(&mut floor, when);
        let sla = &floor.record(id).slas[0];
        assert_eq!(sla.has_breached, has_breached, "{when}");
        assert_eq!(sla.stopped_at, Some(at(when)));
        assert_eq!(last_step(&floor), step, "{when}");
    }
}

#[test]
fn a_case_that_is_closed_on_hold_is_in_time_however_late_it_is() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    floor.wait_until(at("2026-01-05T15:00:00Z"));
    floor.set_status("On Hold");
    close(&mut floor, "2026-01-05T20:00:00Z");
    assert!(!floor.record(id).slas[0].has_breached);
    assert_eq!(last_step(&floor), SlaStep::Completed);
}

#[test]
fn one_that_is_put_on_hold_at_its_last_instant_is_late_only_after_it_goes_on() {
    for (closed_at, step) in [
        ("2026-01-05T19:00:00Z", SlaStep::Completed),
        ("2026-01-05T19:00:01Z", SlaStep::CompletedLate),
    ] {
        let mut floor = Floor::open();
        let id = floor.escalate();
        floor.wait_until(at("2026-01-05T18:00:00Z"));
        floor.set_status("On Hold");
        floor.wait_until(at("2026-01-05T19:00:00Z"));
        floor.set_status("In Progress");
        assert_eq!(breach_at(&floor, id), "2026-01-05T19:00:00Z");
        close(&mut floor, closed_at);
        assert_eq!(last_step(&floor), step, "{closed_at}");
    }
}

#[test]
fn a_hold_after_its_end_does_not_move_when_it_was_late() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    floor.wait_until(at("2026-01-05T19:00:00Z"));
    floor.set_status("On Hold");
    floor.wait_until(at("2026-01-05T20:00:00Z"));
    floor.set_status("In Progress");
    assert_eq!(breach_at(&floor, id), "2026-01-05T18:00:00Z");
    assert_eq!(last_step(&floor), SlaStep::Resumed);
}

#[test]
fn hours_that_open_longer_or_shorter_meanwhile_decide_what_is_late() {
    for (hours_off, closed_at, step) in [
        (true, "2026-01-05T23:00:00Z", SlaStep::Completed),
        (true, "2026-01-06T22:00:00Z", SlaStep::Completed),
        (true, "2026-01-06T22:00:01Z", SlaStep::CompletedLate),
        (false, "2026-01-05T22:00:00Z", SlaStep::Completed),
        (false, "2026-01-05T23:00:00Z", SlaStep::CompletedLate),
    ] {
        let mut floor = Floor::open();
        count_in_the_office(&mut floor);
        floor.escalate();
        if hours_off {
            give_a_day_off(&mut floor);
        }
        close(&mut floor, closed_at);
        assert_eq!(last_step(&floor), step, "{hours_off} {closed_at}");
    }
}

#[test]
fn what_was_late_once_stays_late_though_its_hours_give_it_more_time_since() {
    let mut floor = Floor::open();
    count_in_the_office(&mut floor);
    let id = floor.escalate();
    floor.wait_until(at("2026-01-05T22:30:00Z"));
    assert!(floor.record(id).slas[0].has_breached);
    give_a_day_off(&mut floor);
    close(&mut floor, "2026-01-05T23:00:00Z");
    assert_eq!(last_step(&floor), SlaStep::CompletedLate);
}

#[test]
fn one_that_is_attached_after_half_of_its_time_is_not_late_and_after_all_of_it_it_is() {
    for (approved_at, has_breached, closed_at, step) in [
        (
            "2026-01-05T16:30:00Z",
            false,
            "2026-01-05T16:45:00Z",
            SlaStep::Completed,
        ),
        (
            "2026-01-05T17:30:00Z",
            false,
            "2026-01-05T17:45:00Z",
            SlaStep::Completed,
        ),
        (
            "2026-01-05T18:30:00Z",
            true,
            "2026-01-05T18:45:00Z",
            SlaStep::CompletedLate,
        ),
    ] {
        let (mut floor, id) = escalate_from_the_request(approved_at);
        let attached = floor.record(id).slas[0].has_breached;
        assert_eq!(attached, has_breached, "{approved_at}");
        close(&mut floor, closed_at);
        let taken: Vec<_> = steps(&floor).into_iter().map(|(_, step)| step).collect();
        assert_eq!(taken, [SlaStep::Attached, step], "{approved_at}");
    }
}

#[test]
fn one_that_is_attached_exactly_at_its_half_tells_of_it() {
    let (floor, _) = escalate_from_the_request("2026-01-05T16:00:00Z");
    let half = "2026-01-05T16:00:00Z".to_owned();
    assert_eq!(
        steps(&floor),
        [
            (half.clone(), SlaStep::Attached),
            (half, SlaStep::Passed(50))
        ]
    );
}

#[test]
fn one_that_counts_from_the_request_does_so_again_after_the_case_is_reopened() {
    let (mut floor, id) = escalate_from_the_request("2026-01-05T14:30:00Z");
    close(&mut floor, "2026-01-05T15:00:00Z");
    floor.wait_until(at("2026-01-05T15:30:00Z"));
    let command = Command::ReopenCase(floor.cases[0]);
    floor.done(Actor::User(floor.ana), &command);
    let slas = &floor.record(id).slas;
    assert_eq!(slas.len(), 2);
    assert_eq!(slas[1].started_at, at("2026-01-05T14:00:00Z"));
    assert_eq!(slas[1].breach_at, Some(at("2026-01-05T18:00:00Z")));
}

#[test]
fn one_that_another_severity_cancelled_is_not_completed_when_the_case_is_closed() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    floor.wait_until(at("2026-01-05T15:00:00Z"));
    let medium = EscalationUpdate {
        severity: Some(floor.severity("Medium")),
        ..EscalationUpdate::default()
    };
    floor.update(id, medium);
    close(&mut floor, "2026-01-05T16:00:00Z");
    let cancelled = &floor.record(id).slas[0];
    assert_eq!(cancelled.stage, SlaStage::Cancelled);
    assert_eq!(cancelled.stopped_at, Some(at("2026-01-05T15:00:00Z")));
    let told = [
        ("2026-01-05T14:00:00Z", SlaStep::Attached),
        ("2026-01-05T15:00:00Z", SlaStep::Attached),
        ("2026-01-05T15:00:00Z", SlaStep::Cancelled),
        ("2026-01-05T16:00:00Z", SlaStep::Completed),
    ];
    assert_eq!(
        steps(&floor),
        told.map(|(at, step)| (at.to_owned(), step)).to_vec()
    );
}
