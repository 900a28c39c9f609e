//! What each role may ask for (semantics 9.2), and what is left of a refusal (9.4).

use crate::{
    looked_at::{NOW, ask, at, first_desk},
    support_desk::SupportDesk,
};
use rung::engine::{
    choice::CaseStatus,
    command::{CaseChange, Command},
    decide::{Rejection, case_of, decide, told_of_refusal},
    desk::Desk,
    escalation::{EscalationCommand, EscalationReason, EscalationSeverity},
    hand_off::Escalatee,
    history::Deed,
    id::{ActionId, CaseId, StatusId, UserId},
    message::MessageKind,
    people::User,
    preferences::NotifyCustomer,
    record::Stored,
    roles::{Act, Role},
    stamp::{Actor, Stamp},
    support::SupportPreferences,
};

const CASE: CaseId = CaseId(1);

/// Somebody with one role, who is no support rep.
fn somebody(desk: &mut Desk, role: Role) -> UserId {
    let you = desk.users.values().next().unwrap().clone();
    let user = User {
        id: UserId(0),
        roles: vec![role],
        support_rep: false,
        ..you
    };
    ask(desk, &Command::SaveUser(user));
    *desk.users.keys().last().unwrap()
}

fn is_forbidden(desk: &Desk, command: &Command, by: Actor) -> bool {
    let stamp = Stamp { at: at(NOW), by };
    matches!(decide(desk, command, stamp), Err(Rejection::Forbidden(_)))
}

/// The roles with which a command is not refused for want of one.
fn roles_for(command: &Command) -> Vec<Role> {
    let may = |role: &Role| {
        let mut desk = first_desk();
        let user = somebody(&mut desk, *role);
        !is_forbidden(&desk, command, Actor::User(user))
    };
    Role::ALL.into_iter().filter(may).collect()
}

fn set_up(command: EscalationCommand) -> Command {
    Command::Escalation(Box::new(command))
}

fn order<T: Stored>(ids: impl IntoIterator<Item = T::Id>) -> Command {
    Command::PutInOrder(ids.into_iter().map(T::key).collect())
}

#[test]
fn each_command_is_for_the_roles_that_it_is_for() {
    use Role::*;
    let desk = first_desk();
    let you = desk.users.values().next().unwrap().clone();
    let working = [
        Admin,
        Agent,
        ConsumerAgent,
        Manager,
        SupportManager,
        EscalationRequester,
        DeescalationRequester,
        EscalationManager,
        EscalationAdmin,
    ];
    let create = Command::CreateCase {
        changes: Vec::new(),
        created_at: None,
        number: None,
    };
    let hand_off = Command::HandOff {
        case: CASE,
        to: Vec::new(),
        message: "".into(),
        zone: None,
    };
    let cancel = Command::CancelPending {
        case: CASE,
        action: ActionId(1),
        until_closed: false,
    };
    for (command, roles) in [
        (create, &working[..]),
        (Command::CloseCase(CASE), &working),
        (Command::LogActivity(CASE), &working),
        (hand_off, &working),
        (
            Command::DeleteAssignment(1.into()),
            &[Admin, SupportManager],
        ),
        (
            Command::OrderAssignments(Vec::new()),
            &[Admin, SupportManager],
        ),
        (Command::DeleteRule(1.into()), &[Admin]),
        (Command::MakeDefault(1.into()), &[Admin]),
        (Command::ReevaluateOpenCases, &[Admin]),
        (cancel, &[Admin]),
        (Command::SaveUser(you), &[Admin]),
        (Command::DeleteStatus(StatusId(1)), &[Admin]),
        (Command::DeleteWebhook(1.into()), &[Admin]),
        (
            Command::SaveSupport(Box::new(SupportPreferences::SHIPPED)),
            &[Admin],
        ),
        (Command::MarkRead(Vec::new()), &Role::ALL),
        (Command::MarkSent(Vec::new()), &Role::ALL),
    ] {
        assert_eq!(roles_for(&command), roles, "{command:?}");
    }
}

#[test]
fn escalations_are_set_up_by_their_own_administrator_and_other_lists_are_not() {
    let desk = first_desk();
    let severity = desk.severities.values().next().unwrap().clone();
    let both = [Role::Admin, Role::EscalationAdmin];
    for (command, roles) in [
        (set_up(EscalationCommand::SaveSeverity(severity)), &both[..]),
        (
            set_up(EscalationCommand::SetNotifyCustomer(NotifyCustomer::Always)),
            &both[..],
        ),
        (
            order::<EscalationReason>(desk.escalation_reasons.keys().copied()),
            &both[..],
        ),
        (
            order::<CaseStatus>(desk.statuses.keys().copied()),
            &[Role::Admin],
        ),
    ] {
        assert_eq!(roles_for(&command), roles, "{command:?}");
    }
}

#[test]
fn customers_are_saved_by_agents_and_by_who_looks_after_accounts() {
    let account = serde_json::json!({ "id": 0, "name": "Acme" });
    let account = Command::SaveAccount(serde_json::from_value(account).unwrap());
    let roles = [
        Role::Admin,
        Role::Agent,
        Role::Manager,
        Role::AccountDataManager,
    ];
    assert_eq!(roles_for(&account), roles);
}

#[test]
fn whoever_orders_severities_orders_nothing_else_along_with_them() {
    let mut desk = first_desk();
    let only = somebody(&mut desk, Role::EscalationAdmin);
    let severities = desk.severities.keys().copied().map(EscalationSeverity::key);
    let statuses = desk.statuses.keys().copied();
    let statuses = statuses.map(CaseStatus::key);
    let both = Command::PutInOrder(severities.chain(statuses).collect());
    assert!(is_forbidden(&desk, &both, Actor::User(only)));
}

#[test]
fn a_support_rep_works_on_cases_whatever_the_roles_and_whoever_left_does_nothing() {
    let mut desk = first_desk();
    let id = somebody(&mut desk, Role::Customer);
    let save = |desk: &mut Desk, change: &dyn Fn(&mut User)| {
        let mut user = desk.users[&id].clone();
        change(&mut user);
        ask(desk, &Command::SaveUser(user));
    };
    let create = Command::CreateCase {
        changes: Vec::new(),
        created_at: None,
        number: None,
    };
    let by = Actor::User(id);
    assert!(is_forbidden(&desk, &create, by));
    save(&mut desk, &|user| user.support_rep = true);
    assert!(!is_forbidden(&desk, &create, by));
    assert!(is_forbidden(&desk, &Command::ReevaluateOpenCases, by));
    save(&mut desk, &|user| user.roles = vec![Role::Admin]);
    assert!(!is_forbidden(&desk, &Command::ReevaluateOpenCases, by));
    save(&mut desk, &|user| user.active = false);
    assert!(is_forbidden(&desk, &create, by));
    assert!(is_forbidden(&desk, &create, Actor::User(UserId(99))));
}

#[test]
fn a_customer_opens_cases_and_writes_and_sets_nothing_up() {
    let mut desk = first_desk();
    let create = Command::CreateCase {
        changes: vec![CaseChange::Subject("Smoke".into())],
        created_at: None,
        number: None,
    };
    ask(&mut desk, &create);
    let case = *desk.cases.keys().next().unwrap();
    let write = Command::AddMessage {
        case,
        kind: MessageKind::Customer,
        text: "It smokes".into(),
        set_status: None,
    };
    let you = Escalatee::User(*desk.users.keys().next().unwrap());
    let end = Command::EndHandOff { case, who: you };
    for (command, forbidden) in [
        (create, false),
        (write, false),
        (Command::CloseCase(case), false),
        (end, true),
        (Command::ReevaluateOpenCases, true),
        (Command::DeleteStatus(StatusId(1)), true),
    ] {
        assert_eq!(
            is_forbidden(&desk, &command, Actor::Customer),
            forbidden,
            "{command:?}"
        );
    }
}

#[test]
fn a_locked_case_is_not_the_customers_to_change_and_what_is_refused_leaves_a_trace() {
    let mut desk = SupportDesk::open();
    desk.set(|support| support.lock_after_days = Some(0));
    let case = desk.open_case(Vec::new());
    desk.ask(&Command::CloseCase(case));
    let save = Command::SaveCase {
        case,
        changes: Vec::new(),
    };
    let trace = |desk: &mut SupportDesk, by: Actor, command: &Command| {
        desk.by = by;
        let stamp = Stamp { at: desk.now, by };
        let refused = desk.try_ask(command).unwrap_err();
        let told = told_of_refusal(case_of(&desk.desk, command), &refused, stamp);
        told.map(|told| (told.history[0].case, told.history[0].deed.clone()))
    };
    let act = Act::EditLockedCase;
    let ana = Actor::User(desk.ana);
    assert_eq!(
        trace(&mut desk, ana, &save),
        Some((Some(case), Deed::Refused { act }))
    );
    assert_eq!(trace(&mut desk, Actor::Customer, &save), None);
    let reason = "the case is closed already".into();
    assert_eq!(
        trace(&mut desk, ana, &Command::CloseCase(case)),
        Some((Some(case), Deed::NotDone { reason }))
    );
    let mut nameless = desk.desk.users[&desk.ana].clone();
    nameless.name = " ".into();
    let filled_in_wrong = Command::SaveUser(nameless);
    let admin = Actor::User(desk.admin);
    assert_eq!(trace(&mut desk, admin, &filled_in_wrong), None);
    let act = Act::Administer;
    let delete = Command::DeleteStatus(StatusId(1));
    assert_eq!(
        trace(&mut desk, ana, &delete),
        Some((None, Deed::Refused { act }))
    );
}

#[test]
fn only_an_administrator_says_by_hand_whether_a_case_is_escalated() {
    let mut desk = SupportDesk::open();
    let case = desk.open_case(Vec::new());
    let mark = |is_escalated| Command::SaveCase {
        case,
        changes: vec![CaseChange::IsEscalated(is_escalated)],
    };
    desk.by = Actor::User(desk.ana);
    let refusal = desk.try_ask(&mark(true)).unwrap_err();
    assert_eq!(refusal, Rejection::Forbidden(Act::Administer));
    desk.ask(&mark(false));
    desk.by = Actor::User(desk.admin);
    desk.ask(&mark(true));
    assert!(desk.case(case).is_escalated);
}
