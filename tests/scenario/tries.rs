//! What came of a try to send to a webhook, and which tries are still heard.

use crate::delivery::{ask_sol, claimed, open};
use crate::support_desk::SupportDesk;
use rung::engine::{
    command::Command,
    delivery::{ANSWER_SECONDS, Attempt, WebhookFormat},
    id::NotificationId,
    instant::Instant,
    notification::NoticeState,
};

/// A message that a page began to send.
fn on_its_way() -> (SupportDesk, NotificationId, Instant) {
    let (mut desk, case, _) = open(WebhookFormat::Json);
    ask_sol(&mut desk, case);
    let id = claimed(&mut desk)[0];
    let since = desk.now;
    (desk, id, since)
}

fn note(desk: &mut SupportDesk, notice: NotificationId, since: Instant, attempt: Attempt) {
    desk.ask(&Command::NoteAttempt {
        notice,
        since,
        attempt,
    });
}

fn state(desk: &SupportDesk, id: NotificationId) -> NoticeState {
    desk.desk.notifications[&id].state.clone()
}

fn missed() -> Attempt {
    Attempt::Missed("no answer".into())
}

fn refused() -> Attempt {
    Attempt::Refused("the server answered 410".into())
}

#[test]
fn what_a_server_refuses_has_failed_and_is_not_tried_again() {
    let (mut desk, id, since) = on_its_way();
    note(&mut desk, id, since, refused());
    let failed = NoticeState::Failed("the server answered 410".into());
    assert_eq!(state(&desk, id), failed);
    assert_eq!(desk.desk.next_delivery(), None);
    note(&mut desk, id, since, missed());
    assert_eq!(state(&desk, id), failed);
}

#[test]
fn what_was_missed_waits_half_a_minute() {
    let (mut desk, id, since) = on_its_way();
    note(&mut desk, id, since, missed());
    assert_eq!(state(&desk, id), NoticeState::Queued);
    assert_eq!(desk.desk.next_delivery(), Some(since.plus_seconds(30)));
}

#[test]
fn of_a_try_that_was_given_up_only_good_news_is_heard() {
    let (mut desk, id, first) = on_its_way();
    desk.now = first.plus_seconds(ANSWER_SECONDS);
    assert_eq!(claimed(&mut desk), [], "it is given up, and waits");
    assert_eq!(state(&desk, id), NoticeState::Queued);
    for attempt in [missed(), refused()] {
        note(&mut desk, id, first, attempt);
        assert_eq!(state(&desk, id), NoticeState::Queued);
    }
    desk.now = desk.now.plus_seconds(30);
    assert_eq!(claimed(&mut desk), [id]);
    let second = NoticeState::Sending(desk.now);
    for attempt in [missed(), refused()] {
        note(&mut desk, id, first, attempt);
        assert_eq!(state(&desk, id), second);
    }
    let arrived_at = desk.now;
    note(&mut desk, id, first, Attempt::Taken);
    assert_eq!(state(&desk, id), NoticeState::Sent(arrived_at));
    desk.now = desk.now.plus_seconds(5);
    note(&mut desk, id, arrived_at, Attempt::Taken);
    assert_eq!(state(&desk, id), NoticeState::Sent(arrived_at));
}

#[test]
fn a_message_that_was_kept_back_stays_so_whatever_comes_of_its_try() {
    let (mut desk, id, since) = on_its_way();
    note(&mut desk, id, since, missed());
    desk.ask(&Command::Suppress {
        notices: vec![id],
        reason: "told by phone".into(),
    });
    note(&mut desk, id, since, Attempt::Taken);
    assert_eq!(
        state(&desk, id),
        NoticeState::Suppressed("told by phone".into())
    );
}

#[test]
fn only_more_than_may_leave_at_once_are_held() {
    let (mut desk, case, _) = open(WebhookFormat::Json);
    desk.set(|support| support.bulk_hold = 1);
    ask_sol(&mut desk, case);
    assert_eq!(desk.desk.n_held_deliveries(), 0);
    let other = desk.open_case(Vec::new());
    ask_sol(&mut desk, other);
    assert_eq!(desk.desk.n_held_deliveries(), 2);
    assert_eq!(claimed(&mut desk), []);
    desk.ask(&Command::ReleaseDeliveries);
    assert_eq!(claimed(&mut desk).len(), 2);
}
