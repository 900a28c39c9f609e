//! What becomes of mail and notices: read, sent, failed, kept back, and sent again.

use crate::{
    delivery::webhook,
    support_desk::{CUSTOMER, SupportDesk, at},
};
use rung::engine::{
    command::Command,
    delivery::WebhookFormat,
    hand_off::Escalatee,
    id::{CaseId, NotificationId},
    message::MessageKind,
    notification::{Channel, NoticeState},
    stamp::Actor,
};

/// A hand-off to Sol, of which a webhook hears: a mail, a notice in the inbox, and a message.
struct Told {
    desk: SupportDesk,
    case: CaseId,
    mail: NotificationId,
    notice: NotificationId,
    message: NotificationId,
}

impl Told {
    fn new() -> Self {
        let mut desk = SupportDesk::open();
        desk.by = Actor::User(desk.admin);
        desk.ask(&Command::SaveWebhook(webhook(WebhookFormat::Json)));
        desk.by = Actor::User(desk.ana);
        let case = desk.open_case(Vec::new());
        desk.hand_off(case, vec![Escalatee::User(desk.sol)], "Please look");
        let by_way = |is_meant: fn(&Channel) -> bool| {
            let mut notices = desk.desk.notifications.values();
            notices.find(|it| is_meant(&it.channel)).unwrap().id
        };
        Self {
            case,
            mail: by_way(|way| matches!(way, Channel::Email(_))),
            notice: by_way(|way| matches!(way, Channel::Inbox(_))),
            message: by_way(|way| matches!(way, Channel::Webhook(_))),
            desk,
        }
    }

    fn all(&self) -> Vec<NotificationId> {
        vec![self.mail, self.notice, self.message]
    }

    fn state(&self, id: NotificationId) -> NoticeState {
        self.desk.desk.notifications[&id].state.clone()
    }

    /// Of the mail, the notice and the message.
    fn states(&self) -> [NoticeState; 3] {
        [self.mail, self.notice, self.message].map(|id| self.state(id))
    }
}

fn again(notice: NotificationId, address: &str) -> Command {
    Command::SendAgain {
        notice,
        address: address.into(),
    }
}

#[test]
fn only_what_is_in_an_inbox_is_read_and_only_mail_is_sent_by_hand() {
    let mut told = Told::new();
    let read_at = told.desk.now;
    told.desk.ask(&Command::MarkRead(told.all()));
    let queued = NoticeState::Queued;
    assert_eq!(
        told.states(),
        [queued.clone(), NoticeState::Read(read_at), queued.clone()]
    );
    told.desk.now = at("2026-01-05T15:00:00Z");
    let sent_at = told.desk.now;
    told.desk.ask(&Command::MarkSent(told.all()));
    let expected = [
        NoticeState::Sent(sent_at),
        NoticeState::Read(read_at),
        queued,
    ];
    assert_eq!(told.states(), expected);
    // What has ended somewhere stays there.
    told.desk.now = at("2026-01-05T16:00:00Z");
    told.desk.ask(&Command::MarkRead(told.all()));
    told.desk.ask(&Command::MarkSent(told.all()));
    told.desk.ask(&Command::MarkFailed {
        notices: told.all(),
        reason: "no network".into(),
    });
    assert_eq!(told.states(), expected);
}

#[test]
fn mail_that_failed_says_why_and_waits_again_for_the_address_that_is_given() {
    let mut told = Told::new();
    let (mail, notice) = (told.mail, told.notice);
    let waits = "address: it waits to be sent";
    let sol_anew = again(mail, "sol@y.example");
    assert_eq!(told.desk.refused(&sol_anew), waits);
    told.desk.ask(&Command::MarkFailed {
        notices: told.all(),
        reason: "no such mailbox".into(),
    });
    assert_eq!(
        told.states(),
        [
            NoticeState::Failed("no such mailbox".into()),
            NoticeState::Queued,
            NoticeState::Queued,
        ]
    );
    let wrong = again(mail, "sol");
    assert_eq!(
        told.desk.refused(&wrong),
        "address: write an address such as ana@example.com"
    );
    told.desk.ask(&sol_anew);
    assert_eq!(told.state(mail), NoticeState::Queued);
    assert_eq!(told.desk.mails()[0].0, "sol@y.example");
    told.desk.ask(&Command::MarkSent(vec![mail]));
    assert_eq!(told.desk.refused(&sol_anew), "address: it is sent already");
    let to_inbox = again(notice, "sol@y.example");
    assert_eq!(
        told.desk.refused(&to_inbox),
        "address: this is read in the inbox"
    );
    let gone = again(NotificationId(999), "sol@y.example");
    assert!(told.desk.refused(&gone).contains("not here any more"));
}

#[test]
fn whatever_leaves_can_be_kept_back_and_let_go_again() {
    let mut told = Told::new();
    told.desk.ask(&Command::Suppress {
        notices: told.all(),
        reason: "told by phone".into(),
    });
    let kept = NoticeState::Suppressed("told by phone".into());
    assert_eq!(
        told.states(),
        [kept.clone(), NoticeState::Queued, kept.clone()]
    );
    assert_eq!(told.desk.desk.next_delivery(), None);
    // A webhook has its own address.
    let message = again(told.message, "");
    told.desk.ask(&message);
    assert_eq!(
        told.states(),
        [kept, NoticeState::Queued, NoticeState::Queued]
    );
    assert_eq!(told.desk.desk.next_delivery(), Some(told.desk.now));
}

#[test]
fn only_what_is_private_keeps_away_from_the_customers_address() {
    let mut told = Told::new();
    told.desk.say(told.case, MessageKind::Reply, "Dear Karl");
    let notices = told.desk.desk.notifications.values();
    let mut of_karl = notices.filter(|it| it.channel == Channel::Email(CUSTOMER.into()));
    let reply = of_karl.next_back().unwrap().id;
    told.desk.ask(&Command::MarkFailed {
        notices: vec![told.mail, reply],
        reason: "no network".into(),
    });
    let private = again(told.mail, "KARL@cust.example");
    assert_eq!(
        told.desk.refused(&private),
        "address: this is the customer's own address, and the mail is private"
    );
    let public = again(reply, CUSTOMER);
    told.desk.ask(&public);
    assert_eq!(told.state(reply), NoticeState::Queued);
}
