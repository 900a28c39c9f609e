//! Whatever people do, no mail is lost and the customer reads nothing private.

use crate::support_desk::{CUSTOMER, SupportDesk};
use proptest::{collection::vec, prelude::*};
use rung::engine::{
    assignment::{
        AssignmentField, AssignmentOperator, AssignmentRule, AssignmentTest, EscalationAssignment,
        Matching, Since,
    },
    command::{CaseChange, Command},
    hand_off::Escalatee,
    id::{AssignmentId, AssignmentRuleId, CaseId, NotificationId},
    message::MessageKind,
    notification::{Channel, NoticeState, Notification},
    stamp::Actor,
};

const PRIVATE: &str = "not for the customer's eyes";

/// Something that somebody does; numbers choose among what there is.
#[derive(Debug, Clone)]
enum Act {
    HandOff(Vec<usize>),
    End(usize),
    Say(MessageKind, bool),
    Save,
    Close,
    Reopen,
    Wait(i64),
    Become(usize),
    Fail(usize),
    Suppress(usize),
    SendAgain(usize, bool),
}

fn act() -> impl Strategy<Value = Act> {
    let kind = prop::sample::select(MessageKind::ALL.to_vec());
    prop_oneof![
        3 => vec(0..4_usize, 0..4).prop_map(Act::HandOff),
        2 => (0..4_usize).prop_map(Act::End),
        4 => (kind, any::<bool>()).prop_map(|(kind, saves)| Act::Say(kind, saves)),
        2 => Just(Act::Save),
        1 => Just(Act::Close),
        1 => Just(Act::Reopen),
        2 => (1..400_i64).prop_map(Act::Wait),
        2 => (0..4_usize).prop_map(Act::Become),
        1 => (0..50_usize).prop_map(Act::Fail),
        1 => (0..50_usize).prop_map(Act::Suppress),
        2 => (0..50_usize, any::<bool>()).prop_map(|(n, to)| Act::SendAgain(n, to)),
    ]
}

fn escalatee(desk: &SupportDesk, n: usize) -> Escalatee {
    [
        Escalatee::User(desk.sol),
        Escalatee::User(desk.lea),
        Escalatee::Group(desk.group),
        Escalatee::Party(desk.vendor),
    ][n]
}

fn notice(desk: &SupportDesk, n: usize) -> Option<NotificationId> {
    let ids: Vec<_> = desk.desk.notifications.keys().copied().collect();
    ids.get(n % ids.len().max(1)).copied()
}

fn command(desk: &mut SupportDesk, case: CaseId, act: Act) -> Option<Command> {
    Some(match act {
        Act::HandOff(to) => Command::HandOff {
            case,
            to: to.into_iter().map(|n| escalatee(desk, n)).collect(),
            message: PRIVATE.into(),
            zone: None,
        },
        Act::End(n) => Command::EndHandOff {
            case,
            who: escalatee(desk, n),
        },
        Act::Say(kind, saves) => Command::AddMessage {
            case,
            kind,
            text: if kind.is_internal() {
                PRIVATE
            } else {
                "Dear all"
            }
            .into(),
            set_status: saves.then(|| desk.case(case).status),
        },
        Act::Save => Command::SaveCase {
            case,
            changes: vec![CaseChange::Subject("Other".into())],
        },
        Act::Close => Command::CloseCase(case),
        Act::Reopen => Command::ReopenCase(case),
        Act::Wait(minutes) => {
            let until = desk.now.plus_seconds(minutes * 60);
            desk.wait_until(&until.to_string());
            return None;
        }
        Act::Become(n) => {
            let who = [desk.ana, desk.sol, desk.lea, desk.admin][n];
            desk.by = Actor::User(who);
            return None;
        }
        Act::Fail(n) => Command::MarkFailed {
            notices: vec![notice(desk, n)?],
            reason: "no network".into(),
        },
        Act::Suppress(n) => Command::Suppress {
            notices: vec![notice(desk, n)?],
            reason: "not needed".into(),
        },
        Act::SendAgain(n, to_customer) => Command::SendAgain {
            notice: notice(desk, n)?,
            address: if to_customer {
                CUSTOMER
            } else {
                "new@x.example"
            }
            .into(),
        },
    })
}

fn automate(desk: &mut SupportDesk) {
    desk.set(|support| {
        support.automated = true;
        support.notify_escalatees = true;
        support.acknowledge = true;
    });
    desk.by = Actor::User(desk.admin);
    let rule = desk.add(&Command::SaveAssignmentRule(AssignmentRule {
        id: AssignmentRuleId(0),
        name: "Waiting".into(),
        matching: Matching::Any,
        tests: vec![AssignmentTest {
            field: AssignmentField::Minutes(Since::CustomerModified),
            operator: AssignmentOperator::GreaterOrEqual,
            values: vec!["45".into()],
        }],
    }));
    let targets = vec![escalatee(desk, 3), escalatee(desk, 1)];
    desk.add(&Command::SaveAssignment(EscalationAssignment {
        id: AssignmentId(0),
        name: "Waiting".into(),
        active: true,
        order: 1,
        matching: Matching::All,
        rules: vec![rule.into()],
        targets,
        message: PRIVATE.into(),
    }));
    desk.by = Actor::User(desk.ana);
}

fn mails(desk: &SupportDesk) -> impl Iterator<Item = (&str, &Notification)> {
    let notices = desk.desk.notifications.values();
    notices.filter_map(|notice| match &notice.channel {
        Channel::Email(to) => Some((&**to, notice)),
        Channel::Inbox(_) | Channel::Webhook(_) => None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_mail_is_lost_and_nothing_private_reaches_the_customer(acts in vec(act(), 1..40)) {
        let mut desk = SupportDesk::open();
        automate(&mut desk);
        let case = desk.open_case(Vec::new());
        for act in acts {
            if let Some(command) = command(&mut desk, case, act) {
                // What is refused changes nothing.
                desk.try_ask(&command).ok();
            }
        }
        for id in &desk.written {
            prop_assert!(desk.desk.notifications.contains_key(id));
        }
        for (to, mail) in mails(&desk) {
            let is_private = [&mail.subject, &mail.body].iter().any(|text| text.contains(PRIVATE));
            let reaches = !matches!(mail.state, NoticeState::Undeliverable(_));
            let is_customers = to.eq_ignore_ascii_case(CUSTOMER) || mail.kind.is_for_customer();
            prop_assert!(!(is_private && reaches && is_customers), "{mail:?}");
        }
        // Somebody sends what waits: then nothing does any more.
        let waiting = mails(&desk).map(|(_, mail)| mail.id).collect();
        desk.ask(&Command::MarkSent(waiting));
        for (_, mail) in mails(&desk) {
            let has_ended = matches!(
                mail.state,
                NoticeState::Sent(_)
                    | NoticeState::Failed(_)
                    | NoticeState::Suppressed(_)
                    | NoticeState::Undeliverable(_)
            );
            prop_assert!(has_ended, "{mail:?}");
        }
        // What the case's history says fits its list of hand-offs.
        let n_active = desk.desk.hand_offs.get(&case).map_or(0, |rows| rows.active().count());
        prop_assert!(n_active == 0 || !desk.case(case).is_closed());
    }
}
