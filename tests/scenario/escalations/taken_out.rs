//! Cases that were brought in and escalated, and are taken out again.

use super::{
    floor::{Floor, asked, at},
    slas::steps,
};
use crate::cases_csv::bring_in;
use rung::engine::{
    command::{CaseChange, Command},
    escalation::{EscalationCommand, EscalationType, EscalationUpdate, Source},
    history::SlaStep,
    id::{CaseId, SlaId},
    sla::SlaDefinition,
    stamp::Actor,
};

#[test]
fn the_escalations_of_cases_that_go_go_with_them_and_the_others_forget_them() {
    let mut floor = Floor::open();
    let ana = Actor::User(floor.ana);
    let mut of_account = floor.draft(
        Source::Account(floor.acme),
        floor.template("Account escalation"),
    );
    of_account.watch_list = vec![floor.sol];
    floor.done(ana, &asked(EscalationCommand::Request(of_account)));
    let own = *floor.desk.escalation_requests.keys().last().unwrap();
    bring_in(&mut floor.desk, "Subject,Account\nbrought,Acme\n");
    let brought = *floor.desk.cases.keys().last().unwrap();
    let template = floor.template("Case escalation");
    let mut draft = floor.draft(Source::Case(brought), template);
    draft.watch_list = vec![floor.sol];
    floor.done(ana, &asked(EscalationCommand::Request(draft)));
    let other = floor.cases[1];
    floor.update(
        own,
        EscalationUpdate {
            related_cases: Some(vec![brought, other]),
            ..EscalationUpdate::default()
        },
    );
    assert_eq!(floor.desk.escalations.len(), 2);
    let kept = floor.record(own).clone();
    let n_notices = |floor: &Floor, is_meant: &dyn Fn(Option<CaseId>) -> bool| {
        let notices = floor.desk.notifications.values();
        let meant = notices.filter(|notice| {
            let request = notice.escalation;
            let request = request.and_then(|id| floor.desk.escalation_requests.get(&id));
            let source = request.map(|request| request.draft.source);
            let of_source = source.and_then(|source| match source {
                Source::Case(case) => Some(case),
                Source::Account(_) => None,
            });
            is_meant(notice.case.or(of_source))
        });
        meant.count()
    };
    let n_own = n_notices(&floor, &|case| case != Some(brought));
    assert!(n_own > 0 && n_notices(&floor, &|case| case == Some(brought)) > 0);

    let import = *floor.desk.imports.keys().last().unwrap();
    floor.done(Actor::System, &Command::RemoveImport(import));
    assert!(!floor.desk.cases.contains_key(&brought));
    let ids: Vec<_> = floor.desk.escalation_requests.keys().copied().collect();
    assert_eq!(ids, [own]);
    assert_eq!(floor.desk.escalations.len(), 1);
    let mut forgot = kept;
    forgot.related_cases = vec![other];
    assert_eq!(*floor.record(own), forgot);
    assert_eq!(n_notices(&floor, &|_| true), n_own);
}

#[test]
fn nothing_is_due_to_an_escalation_that_went_with_its_case() {
    let mut floor = Floor::open();
    bring_in(&mut floor.desk, "Subject\nbrought\n");
    let brought = *floor.desk.cases.keys().last().unwrap();
    let template = floor.template("Case escalation");
    let draft = floor.draft(Source::Case(brought), template);
    let command = asked(EscalationCommand::Request(draft));
    floor.done(Actor::User(floor.ana), &command);
    assert_eq!(floor.desk.next_due(), Some(at("2026-01-05T16:00:00Z")));
    let import = *floor.desk.imports.keys().last().unwrap();
    floor.done(Actor::System, &Command::RemoveImport(import));
    assert_eq!(floor.desk.next_due(), None);
}

/// New Year's Day goes with the sample, and so does one of the cases that the escalation names.
#[test]
fn the_time_of_an_escalation_moves_with_the_holidays_that_go_though_it_forgets_a_case() {
    let mut floor = Floor::open();
    floor.wait_until(at("2026-12-31T12:00:00Z"));
    floor.done(Actor::System, &Command::LoadSample);
    let of_sample = *floor.desk.cases.keys().last().unwrap();
    let of_acme = Command::SaveCase {
        case: of_sample,
        changes: vec![CaseChange::Account(Some(floor.acme))],
    };
    floor.done(Actor::System, &of_acme);
    let mut calendars = floor.desk.calendars.values();
    let office = calendars
        .find(|one| &*one.name == "Office hours")
        .unwrap()
        .id;
    let mut definitions = floor.desk.sla_definitions.values();
    let eight_hours = SlaDefinition {
        id: SlaId(0),
        name: "Eight hours".into(),
        escalation_type: EscalationType::Account,
        severity: floor.severity("High"),
        duration_minutes: 480,
        calendar: Some(office),
        active: true,
        ..definitions.next().unwrap().clone()
    };
    floor.done(
        Actor::System,
        &asked(EscalationCommand::SaveSla(eight_hours)),
    );
    let template = floor.template("Account escalation");
    let mut draft = floor.draft(Source::Account(floor.acme), template);
    draft.related_cases = vec![of_sample];
    floor.done(Actor::System, &asked(EscalationCommand::Request(draft)));
    let id = *floor.desk.escalation_requests.keys().last().unwrap();
    let ends_at = |floor: &Floor| {
        let mut slas = floor.record(id).slas.iter();
        slas.find_map(|sla| sla.calendar.and(sla.breach_at))
    };
    assert_eq!(ends_at(&floor), Some(at("2027-01-04T12:15:00Z")));
    let import = *floor.desk.imports.keys().last().unwrap();
    floor.done(Actor::System, &Command::RemoveImport(import));
    assert!(floor.record(id).related_cases.is_empty());
    assert_eq!(ends_at(&floor), Some(at("2027-01-01T12:15:00Z")));
    let moved = steps(&floor)
        .into_iter()
        .filter(|(_, step)| matches!(step, SlaStep::Moved { .. }));
    assert_eq!(moved.count(), 1);
}
