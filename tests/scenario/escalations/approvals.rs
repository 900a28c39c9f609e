//! Who may escalate and answer, and what is left of it.

use super::floor::{Floor, asked};
use rung::engine::{
    calendar::ZoneTable,
    command::Command,
    decide::{Rejection, case_of, decide, told_of_refusal},
    escalation::{
        ApprovalPolicy, ApprovalState, EscalationCommand, EscalationState, EscalationUpdate,
        RequestState, Source,
    },
    exchange::cases_csv::{CaseImport, DateOrder, ImportOptions, MakeMissing, Mapping, Table},
    history::Deed,
    id::{CaseId, EscalationId},
    notice_kind::NoticeKind,
    roles::Act,
    stamp::{Actor, Stamp},
};
use std::sync::Arc;

fn states(floor: &Floor, id: EscalationId) -> Vec<ApprovalState> {
    let request = &floor.desk.escalation_requests[&id];
    request.approvals.iter().map(|row| row.state).collect()
}

#[test]
fn everyone_must_approve_where_the_template_says_so() {
    let mut floor = Floor::open();
    let mut template = floor.desk.escalation_templates[&floor.approved].clone();
    template.approval_policy = ApprovalPolicy::Everyone;
    let command = asked(EscalationCommand::SaveTemplate(template));
    floor.done(Actor::System, &command);
    let id = floor.request(floor.approved);
    floor.approve(floor.mia, id).unwrap();
    assert!(
        floor.desk.escalations.is_empty(),
        "one answer is not enough"
    );
    assert_eq!(
        states(&floor, id),
        [ApprovalState::Approved, ApprovalState::Requested]
    );
    floor.approve(floor.max, id).unwrap();
    assert_eq!(floor.record(id).state, EscalationState::Escalated);
    assert_eq!(floor.record(id).approved_by, Some(floor.max));
}

#[test]
fn whoever_asked_may_take_it_back_and_ask_again() {
    let mut floor = Floor::open();
    let first = floor.request(floor.approved);
    let withdraw = asked(EscalationCommand::Withdraw(first));
    let refused = floor.ask(Actor::User(floor.sol), &withdraw);
    assert_eq!(refused, Err(Rejection::Forbidden(Act::AnswerForOthers)));
    floor.done(Actor::User(floor.ana), &withdraw);
    let request = &floor.desk.escalation_requests[&first];
    assert_eq!(request.state, RequestState::Withdrawn);
    assert_eq!(&*request.answer, "withdrawn");
    assert_eq!(states(&floor, first), [ApprovalState::NoLongerRequired; 2]);
    assert_eq!(
        floor.approve(floor.mia, first),
        Err(Rejection::NotPending(1))
    );
    let second = floor.request(floor.approved);
    assert_eq!(floor.desk.escalation_requests[&second].number, 2);
}

#[test]
fn a_second_escalation_is_refused_with_the_open_one() {
    let mut floor = Floor::open();
    let id = floor.request(floor.approved);
    let draft = floor.draft(Source::Case(floor.cases[0]), floor.approved);
    let again = asked(EscalationCommand::Request(draft));
    let refused = floor.ask(Actor::User(floor.ana), &again).unwrap_err();
    let words = refused.to_string();
    assert!(
        words.contains("case 1001 is escalated already by ESC0000001"),
        "{words}"
    );
    assert!(matches!(refused, Rejection::AlreadyEscalated { escalation, .. } if escalation == id));
}

#[test]
fn a_request_that_everybody_left_waits_for_an_administrator() {
    let mut floor = Floor::open();
    let id = floor.request(floor.approved);
    floor.deactivate(floor.mia);
    assert_eq!(
        states(&floor, id),
        [ApprovalState::NoLongerRequired, ApprovalState::Requested]
    );
    assert_eq!(floor.told(NoticeKind::ApproversGone), [""; 0]);
    floor.deactivate(floor.max);
    assert_eq!(
        floor.desk.escalation_requests[&id].state,
        RequestState::Requested
    );
    assert_eq!(floor.told(NoticeKind::ApproversGone), ["You"]);
    let refused = floor.approve(floor.ana, id);
    assert_eq!(refused, Err(Rejection::Forbidden(Act::AnswerForOthers)));
    let you = *floor.desk.users.keys().next().unwrap();
    floor.approve(you, id).unwrap();
    assert_eq!(floor.record(id).approved_by, Some(you));
}

#[test]
fn a_case_that_was_closed_meanwhile_is_not_escalated_by_an_approval() {
    let mut floor = Floor::open();
    let id = floor.request(floor.approved);
    floor.done(Actor::User(floor.ana), &Command::CloseCase(floor.cases[0]));
    let refused = floor.approve(floor.mia, id);
    assert_eq!(refused, Err(Rejection::SourceClosed(1001)));
    assert!(floor.desk.escalations.is_empty());
}

#[test]
fn whoever_asked_hears_of_the_answer() {
    let mut floor = Floor::open();
    let first = floor.request(floor.approved);
    let told = floor.told(NoticeKind::ApprovalRequested);
    assert_eq!(told, ["mia@x.example", "Mia", "max@x.example", "Max"]);
    let reject = EscalationCommand::Reject {
        escalation: first,
        reason: "Not that bad".into(),
    };
    floor.done(Actor::User(floor.mia), &asked(reject));
    assert_eq!(
        floor.told(NoticeKind::EscalationDeclined),
        ["ana@x.example", "Ana"]
    );
    let second = floor.request(floor.approved);
    floor.approve(floor.max, second).unwrap();
    assert_eq!(floor.told(NoticeKind::EscalationApproved), ["Ana"]);
}

#[test]
fn a_refused_act_says_which_role_it_takes_and_leaves_a_trace() {
    let floor = Floor::open();
    let draft = floor.draft(Source::Case(floor.cases[0]), floor.approved);
    let command = asked(EscalationCommand::Request(draft));
    let stamp = Stamp {
        at: floor.now,
        by: Actor::User(floor.sol),
    };
    let refused = decide(&floor.desk, &command, stamp).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "you may not escalate a case: that takes the role Escalation requester. An administrator can change your roles under People"
    );
    let told = told_of_refusal(case_of(&floor.desk, &command), &refused, stamp).unwrap();
    let entry = &told.history[0];
    assert_eq!(entry.by, stamp.by);
    assert_eq!(entry.case, Some(floor.cases[0]));
    let act = Act::EscalateCase;
    assert_eq!(entry.deed, Deed::Refused { act });
    assert!(told.records.is_empty(), "nothing else changes");
}

#[test]
fn an_answer_of_somebody_who_was_not_asked_leaves_a_trace() {
    let mut floor = Floor::open();
    let id = floor.request(floor.approved);
    let command = asked(EscalationCommand::Approve(id));
    let stamp = Stamp {
        at: floor.now,
        by: Actor::User(floor.sol),
    };
    let refused = decide(&floor.desk, &command, stamp).unwrap_err();
    assert_eq!(refused, Rejection::NotAsked(1));
    let told = told_of_refusal(case_of(&floor.desk, &command), &refused, stamp).unwrap();
    assert_eq!(told.history[0].case, Some(floor.cases[0]));
    let act = Act::AnswerForOthers;
    assert_eq!(told.history[0].deed, Deed::Refused { act });
}

/// The case at which it is told that Sol may not do that.
fn told_at(floor: &Floor, command: EscalationCommand) -> Option<CaseId> {
    let command = asked(command);
    let stamp = Stamp {
        at: floor.now,
        by: Actor::User(floor.sol),
    };
    let refused = decide(&floor.desk, &command, stamp).unwrap_err();
    let told = told_of_refusal(case_of(&floor.desk, &command), &refused, stamp).unwrap();
    told.history[0].case
}

#[test]
fn whatever_is_refused_of_an_escalation_is_told_at_its_case() {
    let mut floor = Floor::open();
    let escalation = floor.request(floor.approved);
    let reject = EscalationCommand::Reject {
        escalation,
        reason: "Not now".into(),
    };
    assert_eq!(told_at(&floor, reject), Some(floor.cases[0]));
    floor.approve(floor.max, escalation).unwrap();
    for command in [
        EscalationCommand::Update {
            escalation,
            update: EscalationUpdate {
                comment: "Soon".into(),
                ..EscalationUpdate::default()
            },
        },
        EscalationCommand::Deescalate {
            escalation,
            justification: "Over".into(),
        },
    ] {
        assert_eq!(told_at(&floor, command), Some(floor.cases[0]));
    }
}

#[test]
fn what_is_over_may_be_deleted_and_stays_for_the_audit() {
    let mut floor = Floor::open();
    let id = floor.escalate();
    let delete = asked(EscalationCommand::Delete(id));
    let you = Actor::User(*floor.desk.users.keys().next().unwrap());
    assert_eq!(floor.ask(you, &delete), Err(Rejection::EscalationOpen(1)));
    let end = EscalationCommand::Deescalate {
        escalation: id,
        justification: "Solved".into(),
    };
    floor.done(Actor::User(floor.ana), &asked(end));
    let refused = floor.ask(Actor::User(floor.ana), &delete);
    assert_eq!(
        refused,
        Err(Rejection::Forbidden(Act::DeleteCaseEscalation))
    );
    floor.done(you, &delete);
    assert!(floor.desk.escalation_requests[&id].deleted.is_some());
    assert!(floor.desk.escalations.contains_key(&id));
}

#[test]
fn a_desk_made_before_there_were_escalations_gets_what_is_shipped_once() {
    let mut floor = Floor::open();
    let command = asked(EscalationCommand::AddShipped);
    let before = floor.desk.clone();
    floor.done(Actor::System, &command);
    assert!(floor.desk == before, "it has them already");
    let mut old = rung::engine::change::ChangeSet::default();
    for id in floor.desk.severities.keys() {
        old.remove::<rung::engine::escalation::EscalationSeverity>(*id);
    }
    floor.desk.apply(old);
    floor.done(Actor::System, &command);
    let names: Vec<&str> = floor
        .desk
        .severities
        .values()
        .map(|one| &*one.name)
        .collect();
    assert_eq!(names, ["High", "Medium"]);
}

#[test]
fn whoever_may_not_administer_brings_no_cases_in() {
    let floor = Floor::open();
    let table = Table::read(b"Case Number,Subject\n7,It is slow\n").unwrap();
    let mapping = Mapping::guess(&table, &floor.desk);
    let options = ImportOptions {
        file: "cases.csv".into(),
        zone: ZoneTable::utc(),
        date_order: DateOrder::DayFirst,
        make: MakeMissing {
            owners: true,
            values: true,
            customers: true,
        },
        skip_bad_rows: false,
    };
    let stamp = Stamp {
        at: floor.now,
        by: Actor::User(floor.ana),
    };
    let import = CaseImport::new(Arc::new(table), &mapping, options, &floor.desk, stamp);
    assert_eq!(import.err(), Some(Rejection::Forbidden(Act::Administer)));
}
