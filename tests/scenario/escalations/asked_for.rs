//! What a request to escalate has to say, and who hears of it.

use super::floor::{Floor, asked};
use rung::engine::{
    account::Contact,
    command::{CaseChange, Command},
    decide::Rejection,
    escalation::{
        ApprovalPolicy, EscalationCommand, EscalationDraft, EscalationReason, EscalationSeverity,
        EscalationTemplate, EscalationUpdate, RequestSource, Source,
    },
    id::UserId,
    notice_kind::NoticeKind,
    people::{Group, User},
    preferences::NotifyCustomer,
    stamp::Actor,
};

fn ask(floor: &mut Floor, draft: EscalationDraft) -> Result<(), Rejection> {
    let ana = Actor::User(floor.ana);
    floor.ask(ana, &asked(EscalationCommand::Request(draft)))
}

fn of_case(floor: &Floor) -> EscalationDraft {
    let template = floor.template("Case escalation");
    floor.draft(Source::Case(floor.cases[0]), template)
}

#[test]
fn a_request_names_only_what_can_be_chosen() {
    let mut floor = Floor::open();
    let draft = |change: &dyn Fn(&mut EscalationDraft)| {
        let mut draft = of_case(&floor);
        change(&mut draft);
        draft
    };
    let other_case = floor.cases[1];
    let wrong = [
        (
            draft(&|draft| draft.template = 999.into()),
            "template: choose one of the templates",
        ),
        (
            draft(&|draft| draft.severity = 999.into()),
            "severity: choose one of the severities",
        ),
        (
            draft(&|draft| draft.reason = 999.into()),
            "reason: choose one of the reasons",
        ),
        (
            draft(&|draft| draft.assignment_group = Some(999.into())),
            "assignment_group: choose one of the groups",
        ),
        (
            draft(&|draft| draft.assigned_to = Some(999.into())),
            "assigned_to: choose one of the users",
        ),
        (
            draft(&|draft| draft.related_cases = vec![other_case]),
            "related_cases: choose cases of this account",
        ),
        (
            draft(&|draft| draft.justification = " \n".into()),
            "write a justification first, so that everybody can see why",
        ),
        (
            draft(&|draft| draft.template = floor.template("Account escalation")),
            "the template is not for this: choose one of the same type",
        ),
    ];
    for (draft, expected) in wrong {
        assert_eq!(ask(&mut floor, draft).unwrap_err().to_string(), expected);
    }
    assert!(floor.desk.escalation_requests.is_empty());
    let (group, max) = (*floor.desk.groups.keys().next().unwrap(), floor.max);
    let mut fine = of_case(&floor);
    fine.assignment_group = Some(group);
    fine.assigned_to = Some(max);
    fine.justification = " They lose money ".into();
    ask(&mut floor, fine).unwrap();
    let request = floor.desk.escalation_requests.values().next().unwrap();
    assert_eq!(&*request.draft.justification, "They lose money");
}

#[test]
fn what_is_switched_off_cannot_be_chosen_any_more() {
    let mut floor = Floor::open();
    let draft = of_case(&floor);
    let off = |command| asked(command);
    let severity = EscalationSeverity {
        active: false,
        ..floor.desk.severities[&draft.severity].clone()
    };
    let reason = EscalationReason {
        active: false,
        ..floor.desk.escalation_reasons[&draft.reason].clone()
    };
    let template = EscalationTemplate {
        active: false,
        ..floor.desk.escalation_templates[&draft.template].clone()
    };
    for command in [
        off(EscalationCommand::SaveSeverity(severity)),
        off(EscalationCommand::SaveReason(reason)),
        off(EscalationCommand::SaveTemplate(template)),
    ] {
        floor.done(Actor::System, &command);
    }
    assert_eq!(
        ask(&mut floor, draft).unwrap_err().to_string(),
        "template: choose one of the templates; severity: choose one of the severities; \
         reason: choose one of the reasons"
    );
}

#[test]
fn those_who_watch_are_of_the_template_of_the_request_and_of_the_team_once_each() {
    for (add_account_team, team) in [(true, true), (false, false)] {
        let mut floor = Floor::open();
        let template = floor.template("Account escalation");
        let watching = EscalationTemplate {
            watch_list: vec![floor.max, floor.mia],
            ..floor.desk.escalation_templates[&template].clone()
        };
        let save = asked(EscalationCommand::SaveTemplate(watching));
        floor.done(Actor::System, &save);
        let mut draft = floor.draft(Source::Account(floor.acme), template);
        draft.add_account_team = add_account_team;
        draft.watch_list = vec![floor.mia, floor.sol];
        ask(&mut floor, draft).unwrap();
        let record = floor.desk.escalations.values().next().unwrap();
        let mut expected = vec![floor.max, floor.mia, floor.sol];
        expected.extend(team.then_some(floor.ana));
        assert_eq!(record.watch_list, expected);
    }
}

#[test]
fn whoever_escalates_without_approval_is_not_told_of_it() {
    let mut floor = Floor::open();
    floor.escalate();
    assert_eq!(floor.told(NoticeKind::EscalationApproved), [""; 0]);
    assert_eq!(floor.told(NoticeKind::EscalationOpened), [""; 0]);
}

#[test]
fn whoever_approves_the_own_request_is_not_told_of_it() {
    let mut floor = Floor::open();
    let draft = floor.draft(Source::Case(floor.cases[0]), floor.approved);
    let mia = Actor::User(floor.mia);
    floor.done(mia, &asked(EscalationCommand::Request(draft)));
    let id = *floor.desk.escalation_requests.keys().last().unwrap();
    floor.approve(floor.mia, id).unwrap();
    assert_eq!(floor.told(NoticeKind::EscalationApproved), [""; 0]);
}

#[test]
fn the_mail_to_those_who_watch_says_why_it_is_escalated() {
    let mut floor = Floor::open();
    let mut draft = of_case(&floor);
    draft.watch_list = vec![floor.max];
    ask(&mut floor, draft).unwrap();
    let mail = floor.desk.notifications.values().next().unwrap();
    assert_eq!(&*mail.subject, "ESC0000001: case 1001 is escalated, High");
    assert_eq!(
        &*mail.body,
        "Escalated with the severity High: case 1001.\n\nSubject: It is slow\nAccount: Acme\n\
         Reason: Inactivity\nJustification: They lose money"
    );
}

#[test]
fn the_customer_hears_of_it_where_the_desk_says_so() {
    use NotifyCustomer::*;
    use RequestSource::{Customer, Internal};
    for (setting, source, hears) in [
        (Never, Customer, false),
        (Never, Internal, false),
        (IfCustomerRequested, Customer, true),
        (IfCustomerRequested, Internal, false),
        (Always, Customer, true),
        (Always, Internal, true),
    ] {
        let mut floor = Floor::open();
        let karl = serde_json::json!({ "id": 0, "name": "Karl", "email": "karl@cust.example" });
        let karl: Contact = serde_json::from_value(karl).unwrap();
        floor.done(Actor::System, &Command::SaveContact(karl));
        let karl = *floor.desk.contacts.keys().next().unwrap();
        let save = Command::SaveCase {
            case: floor.cases[0],
            changes: vec![CaseChange::Contact(Some(karl))],
        };
        floor.done(Actor::User(floor.ana), &save);
        let set = asked(EscalationCommand::SetNotifyCustomer(setting));
        floor.done(Actor::System, &set);
        let mut draft = of_case(&floor);
        draft.request_source = source;
        ask(&mut floor, draft).unwrap();
        let told = floor.told(NoticeKind::EscalationAcceptedCustomer);
        let expected: Vec<&str> = hears.then_some("karl@cust.example").into_iter().collect();
        assert_eq!(told, expected, "{setting:?} {source:?}");
    }
}

#[test]
fn whoever_is_saved_and_stays_active_is_still_asked() {
    let mut floor = Floor::open();
    let id = floor.request(floor.approved);
    let renamed = User {
        name: "Mia Moe".into(),
        ..floor.desk.users[&floor.mia].clone()
    };
    floor.done(Actor::System, &Command::SaveUser(renamed));
    assert!(floor.desk.escalation_requests[&id].awaits(floor.mia));
    floor.approve(floor.mia, id).unwrap();
    assert_eq!(floor.record(id).approved_by, Some(floor.mia));
}

#[test]
fn the_manager_of_the_cases_group_is_asked_as_well_and_nobody_twice_or_who_left() {
    let mut floor = Floor::open();
    let approvers = *floor.desk.groups.keys().next().unwrap();
    floor.deactivate(floor.max);
    let printers = Group {
        id: 0.into(),
        name: "Printers".into(),
        manager: Some(floor.sol),
        ..floor.desk.groups[&approvers].clone()
    };
    floor.done(Actor::System, &Command::SaveGroup(printers));
    let printers = *floor.desk.groups.keys().last().unwrap();
    for (add_group_manager, group, expected) in [
        (true, None, vec![floor.mia]),
        (true, Some(printers), vec![floor.mia, floor.sol]),
        (false, Some(printers), vec![floor.mia]),
    ] {
        let template = EscalationTemplate {
            add_group_manager,
            ..floor.desk.escalation_templates[&floor.approved].clone()
        };
        let save = asked(EscalationCommand::SaveTemplate(template));
        floor.done(Actor::System, &save);
        let save = Command::SaveCase {
            case: floor.cases[0],
            changes: vec![CaseChange::AssignmentGroup(group)],
        };
        floor.done(Actor::User(floor.ana), &save);
        let id = floor.request(floor.approved);
        let asked_of: Vec<UserId> = floor.desk.escalation_requests[&id]
            .approvals
            .iter()
            .map(|approval| approval.approver)
            .collect();
        assert_eq!(asked_of, expected);
        let withdraw = asked(EscalationCommand::Withdraw(id));
        floor.done(Actor::User(floor.ana), &withdraw);
    }
}

#[test]
fn an_answer_is_given_once_and_says_why_where_it_is_no() {
    let mut floor = Floor::open();
    let everyone = EscalationTemplate {
        approval_policy: ApprovalPolicy::Everyone,
        ..floor.desk.escalation_templates[&floor.approved].clone()
    };
    let save = asked(EscalationCommand::SaveTemplate(everyone));
    floor.done(Actor::System, &save);
    let id = floor.request(floor.approved);
    floor.approve(floor.mia, id).unwrap();
    let again = floor.approve(floor.mia, id);
    assert_eq!(again, Err(Rejection::NotPending(1)));
    let reject = |reason: &str| {
        asked(EscalationCommand::Reject {
            escalation: id,
            reason: reason.into(),
        })
    };
    let max = Actor::User(floor.max);
    assert_eq!(floor.ask(max, &reject(" ")), Err(Rejection::ReasonRequired));
    let update = asked(EscalationCommand::Update {
        escalation: id,
        update: EscalationUpdate::default(),
    });
    let ana = Actor::User(floor.ana);
    assert_eq!(floor.ask(ana, &update), Err(Rejection::NoRecord(1)));
    floor.done(max, &reject(" Not that bad "));
    let request = &floor.desk.escalation_requests[&id];
    assert_eq!(&*request.answer, "Not that bad");
    assert!(floor.desk.escalations.is_empty());
    let second = floor.request(floor.approved);
    assert_eq!(floor.desk.escalation_requests[&second].number, 2);
}
