//! What the page sends to webhooks: once claimed, sent until it ends somewhere, and never lost.

use crate::support_desk::SupportDesk;
use proptest::{collection::vec, prelude::*};
use rung::engine::{
    command::Command,
    delivery::{
        ANSWER_SECONDS, Attempt, Post, SecretHeader, Webhook, WebhookFormat, claim, quieted,
    },
    hand_off::Escalatee,
    id::{CaseId, NotificationId, WebhookId},
    message::MessageKind,
    notice_kind::NoticeKind,
    notification::{NoticeState, Notification},
    record::Record,
    stamp::Actor,
};

pub(crate) const SECRET: &str = "Bearer tops3cret";
pub(crate) const ADDRESS: &str = "https://hooks.example.com/T000/s3cretpath";

pub(crate) fn webhook(format: WebhookFormat) -> Webhook {
    Webhook {
        id: WebhookId(0),
        name: "Team chat".into(),
        address: ADDRESS.into(),
        format,
        header: format.takes_headers().then(|| SecretHeader {
            name: "Authorization".into(),
            value: SECRET.into(),
        }),
        kinds: NoticeKind::ALL.to_vec(),
        active: true,
    }
}

/// A desk with a webhook that hears everything, and a case of Karl's.
pub(crate) fn open(format: WebhookFormat) -> (SupportDesk, CaseId, WebhookId) {
    let mut desk = SupportDesk::open();
    desk.by = Actor::User(desk.admin);
    let id = desk.add(&Command::SaveWebhook(webhook(format))).into();
    desk.by = Actor::User(desk.ana);
    let case = desk.open_case(Vec::new());
    desk.say(case, MessageKind::Customer, "Where is <my> money & more?");
    (desk, case, id)
}

pub(crate) fn ask_sol(desk: &mut SupportDesk, case: CaseId) {
    desk.hand_off(case, vec![Escalatee::User(desk.sol)], "Please look");
}

/// What goes to webhooks, in order.
fn deliveries(desk: &SupportDesk) -> Vec<&Notification> {
    let notices = desk.desk.notifications.values();
    notices.filter(|notice| notice.delivery.is_some()).collect()
}

/// What a tab claims now, made durable.
pub(crate) fn claimed(desk: &mut SupportDesk) -> Vec<NotificationId> {
    let now = desk.now;
    let changes = claim(&desk.desk, now);
    desk.apply(changes);
    let on_the_way = deliveries(desk).into_iter();
    on_the_way
        .filter(|notice| notice.state == NoticeState::Sending(now))
        .map(|notice| notice.id)
        .collect()
}

fn note(desk: &mut SupportDesk, notice: NotificationId, attempt: Attempt) {
    let NoticeState::Sending(since) = desk.desk.notifications[&notice].state else {
        return;
    };
    desk.ask(&Command::NoteAttempt {
        notice,
        since,
        attempt,
    });
}

fn wait(desk: &mut SupportDesk, seconds: i64) {
    let until = desk.now.plus_seconds(seconds).to_string();
    desk.wait_until(&until);
}

#[test]
fn a_webhook_hears_of_a_hand_off_once_and_whoever_claims_first_sends() {
    let (mut desk, case, _) = open(WebhookFormat::Json);
    ask_sol(&mut desk, case);
    let kinds: Vec<&str> = deliveries(&desk).iter().map(|it| it.kind.name()).collect();
    assert_eq!(kinds, ["case_escalated_to_you"]);
    let first = claimed(&mut desk);
    assert_eq!(first.len(), 1);
    let second = claim(&desk.desk, desk.now);
    assert!(second.is_empty(), "another tab claims nothing");
    note(&mut desk, first[0], Attempt::Taken);
    assert_eq!(
        desk.desk.notifications[&first[0]].state,
        NoticeState::Sent(desk.now)
    );
    assert_eq!(desk.desk.next_delivery(), None);
}

#[test]
fn a_server_that_is_down_is_tried_with_longer_pauses_for_about_a_day() {
    let (mut desk, case, _) = open(WebhookFormat::Json);
    ask_sol(&mut desk, case);
    let began = desk.now;
    let mut pauses = Vec::new();
    while let Some(due) = desk.desk.next_delivery() {
        pauses.push(due.seconds_since(desk.now).max(0));
        desk.wait_until(&due.max(desk.now).to_string());
        for id in claimed(&mut desk) {
            note(
                &mut desk,
                id,
                Attempt::Missed("the server answered 503".into()),
            );
        }
    }
    assert_eq!(pauses, [0, 30, 120, 600, 1_800, 7_200, 21_600, 43_200]);
    assert_eq!(desk.now.seconds_since(began) / 3_600, 20);
    let [notice] = deliveries(&desk)[..] else {
        panic!("one message");
    };
    assert_eq!(
        notice.state,
        NoticeState::Failed("the server answered 503; it was tried 8 times".into())
    );
    let (id, key) = (notice.id, notice.delivery.as_ref().unwrap().key.clone());
    desk.ask(&Command::SendAgain {
        notice: id,
        address: "".into(),
    });
    assert_eq!(claimed(&mut desk), [id]);
    let again = deliveries(&desk)[0].delivery.as_ref().unwrap();
    assert_eq!(again.key, key, "the receiver can tell that it is the same");
}

#[test]
fn a_page_that_was_closed_while_it_sent_is_followed_by_another_try_with_the_same_key() {
    let (mut desk, case, _) = open(WebhookFormat::Json);
    ask_sol(&mut desk, case);
    let id = claimed(&mut desk)[0];
    let before = Post::of(&desk.desk, &desk.desk.notifications[&id]).unwrap();
    wait(&mut desk, ANSWER_SECONDS - 1);
    assert!(claimed(&mut desk).is_empty(), "an answer may still come");
    wait(&mut desk, 1);
    assert!(
        claimed(&mut desk).is_empty(),
        "given up, and tried after a pause"
    );
    wait(&mut desk, 30);
    assert_eq!(claimed(&mut desk), [id]);
    let after = Post::of(&desk.desk, &desk.desk.notifications[&id]).unwrap();
    assert_eq!(before, after);
}

#[test]
fn good_news_of_a_try_that_was_given_up_is_heard_and_bad_news_is_not() {
    let (mut desk, case, _) = open(WebhookFormat::Json);
    ask_sol(&mut desk, case);
    let id = claimed(&mut desk)[0];
    let since = desk.now;
    wait(&mut desk, ANSWER_SECONDS + 60);
    claimed(&mut desk);
    let told = |attempt| Command::NoteAttempt {
        notice: id,
        since,
        attempt,
    };
    let before = desk.desk.notifications[&id].clone();
    desk.ask(&told(Attempt::Missed("late".into())));
    assert_eq!(desk.desk.notifications[&id], before);
    desk.ask(&told(Attempt::Taken));
    assert_eq!(
        desk.desk.notifications[&id].state,
        NoticeState::Sent(desk.now)
    );
}

#[test]
fn many_at_once_wait_until_a_person_says_so() {
    for sends in [true, false] {
        let (mut desk, case, _) = open(WebhookFormat::Json);
        desk.set(|support| support.bulk_hold = 2);
        desk.set(|support| support.mail_replies = true);
        for _ in 0..3 {
            desk.say(case, MessageKind::Reply, "Soon");
            wait(&mut desk, 1);
        }
        assert_eq!(desk.desk.n_held_deliveries(), 3);
        assert_eq!(desk.desk.next_delivery(), None);
        assert!(claim(&desk.desk, desk.now).is_empty());
        desk.ask(if sends {
            &Command::ReleaseDeliveries
        } else {
            &Command::SuppressDeliveries
        });
        assert_eq!(desk.desk.n_held_deliveries(), 0);
        assert_eq!(claimed(&mut desk).len(), if sends { 3 } else { 0 });
    }
}

#[test]
fn what_waits_for_a_webhook_that_is_gone_or_off_is_undeliverable() {
    for deletes in [true, false] {
        let (mut desk, case, id) = open(WebhookFormat::Json);
        ask_sol(&mut desk, case);
        desk.by = Actor::User(desk.admin);
        desk.ask(&if deletes {
            Command::DeleteWebhook(id)
        } else {
            Command::SaveWebhook(Webhook {
                id,
                active: false,
                ..webhook(WebhookFormat::Json)
            })
        });
        assert!(claimed(&mut desk).is_empty());
        let NoticeState::Undeliverable(reason) = &deliveries(&desk)[0].state else {
            panic!("undeliverable");
        };
        let expected = if deletes { "deleted" } else { "switched off" };
        assert!(reason.contains(expected), "{reason}");
    }
}

#[test]
fn no_history_has_a_webhooks_address_or_its_header() {
    let (mut desk, _, id) = open(WebhookFormat::Json);
    desk.by = Actor::User(desk.admin);
    desk.ask(&Command::SaveWebhook(Webhook {
        id,
        name: "Other".into(),
        address: "https://hooks.example.com/another-s3cretpath".into(),
        header: None,
        ..webhook(WebhookFormat::Json)
    }));
    desk.ask(&Command::DeleteWebhook(id));
    let told = serde_json::to_string(&desk.history).unwrap();
    assert!(told.contains("not shown"), "that it was changed is told");
    assert!(!told.contains("s3cret"), "{told}");
}

#[test]
fn restoring_a_backup_sends_nothing_by_itself() {
    let (mut desk, case, _) = open(WebhookFormat::Json);
    ask_sol(&mut desk, case);
    let waiting = Record::from(deliveries(&desk)[0].clone());
    let Some(Record::Notification(kept)) = quieted(&waiting) else {
        panic!("it is kept back");
    };
    assert!(matches!(kept.state, NoticeState::Suppressed(_)));
    let id = claimed(&mut desk)[0];
    note(&mut desk, id, Attempt::Taken);
    assert_eq!(quieted(&Record::from(deliveries(&desk)[0].clone())), None);
}

#[test]
fn the_same_act_on_two_copies_of_a_workspace_has_the_same_key_and_two_acts_have_two() {
    let keys = |again: bool| {
        let (mut desk, case, _) = open(WebhookFormat::Json);
        ask_sol(&mut desk, case);
        if again {
            let who = Escalatee::User(desk.sol);
            desk.ask(&Command::EndHandOff { case, who });
            wait(&mut desk, 1);
            ask_sol(&mut desk, case);
        }
        let all = deliveries(&desk);
        let key = |it: &&Notification| it.delivery.as_ref().unwrap().key.to_string();
        all.iter().map(key).collect::<Vec<_>>()
    };
    let (one, two) = (keys(false), keys(true));
    assert_eq!(one[0], two[0]);
    assert_eq!((two.len(), two[0] == two[1]), (2, false));
}

/// What can happen around the sending.
#[derive(Debug, Clone)]
enum Turn {
    HandOff,
    Reply,
    Wait(i64),
    Claim,
    Note(Attempt),
    Switch(bool),
    Release,
    Suppress,
}

fn turn() -> impl Strategy<Value = Turn> {
    let attempt = prop_oneof![
        Just(Attempt::Taken),
        Just(Attempt::Refused("404".into())),
        Just(Attempt::Missed("503".into())),
    ];
    prop_oneof![
        2 => Just(Turn::HandOff),
        3 => Just(Turn::Reply),
        4 => (1..4_000_i64).prop_map(Turn::Wait),
        4 => Just(Turn::Claim),
        3 => attempt.prop_map(Turn::Note),
        1 => any::<bool>().prop_map(Turn::Switch),
        1 => Just(Turn::Release),
        1 => Just(Turn::Suppress),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_message_ends_sent_failed_suppressed_or_undeliverable(turns in vec(turn(), 1..60)) {
        let (mut desk, case, id) = open(WebhookFormat::Json);
        desk.set(|support| support.bulk_hold = 3);
        for turn in turns {
            match turn {
                Turn::HandOff => {
                    let who = Escalatee::User(desk.sol);
                    desk.try_ask(&Command::EndHandOff { case, who }).ok();
                    ask_sol(&mut desk, case);
                }
                Turn::Reply => desk.say(case, MessageKind::Reply, "Soon"),
                Turn::Wait(seconds) => wait(&mut desk, seconds),
                Turn::Claim => {
                    claimed(&mut desk);
                }
                Turn::Note(attempt) => {
                    let on_the_way = deliveries(&desk).into_iter();
                    let first = on_the_way
                        .filter(|it| matches!(it.state, NoticeState::Sending(_)))
                        .map(|it| it.id)
                        .next();
                    if let Some(first) = first {
                        note(&mut desk, first, attempt);
                    }
                }
                Turn::Switch(active) => {
                    desk.by = Actor::User(desk.admin);
                    desk.ask(&Command::SaveWebhook(Webhook {
                        id,
                        active,
                        ..webhook(WebhookFormat::Json)
                    }));
                    desk.by = Actor::User(desk.ana);
                }
                Turn::Release => {
                    desk.ask(&Command::ReleaseDeliveries);
                }
                Turn::Suppress => {
                    desk.ask(&Command::SuppressDeliveries);
                }
            }
        }
        // Somebody lets all of it leave, and nobody ever answers.
        desk.ask(&Command::ReleaseDeliveries);
        while let Some(due) = desk.desk.next_delivery() {
            desk.wait_until(&due.max(desk.now).to_string());
            claimed(&mut desk);
        }
        for id in &desk.written {
            prop_assert!(desk.desk.notifications.contains_key(id));
        }
        for message in deliveries(&desk) {
            let has_ended = matches!(
                message.state,
                NoticeState::Sent(_)
                    | NoticeState::Failed(_)
                    | NoticeState::Suppressed(_)
                    | NoticeState::Undeliverable(_)
            );
            prop_assert!(has_ended, "{message:?}");
        }
    }
}
