//! Who is told when an action fires.

use super::entry::EscalationAction;
use crate::engine::{
    id::{TemplateId, UserId},
    notification::{Channel, NoticeState},
    people::{Assignee, Queue, User},
    record::Records,
};

/// Somebody who is told of a firing.
pub(in crate::engine) struct Recipient {
    pub(super) channel: Channel,
    pub(super) state: NoticeState,
    pub(super) wording: Wording,
}

/// What a recipient reads; `None` for the shipped text.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wording {
    Escalated(Option<TemplateId>),
    Given(Option<TemplateId>),
}

/// Who is told when `action` fires on a case that `owner` has, in order: the owner, the user, the
/// further addresses, the new owner (semantics 2.36, 10.2 to 10.5). One address gets one mail of a
/// wording, and one person one notice in the inbox.
pub(in crate::engine) fn recipients<R: Records>(
    records: &R,
    action: &EscalationAction,
    owner: Assignee,
) -> Vec<Recipient> {
    let mut told = Told {
        records,
        recipients: Vec::new(),
    };
    let notice = Wording::Escalated(action.notify_template);
    if action.notify_owner {
        told.assignee(owner, notice);
    }
    if let Some(user) = action.notify_user {
        told.user(user, notice);
    }
    for address in &action.additional_emails {
        told.mail(address, "", notice);
    }
    match action.reassign {
        Some(reassign) if reassign.template.is_some() => {
            told.assignee(reassign.to, Wording::Given(reassign.template));
        }
        Some(reassign) => {
            if let Assignee::User(user) = reassign.to {
                told.inbox(user, Wording::Given(None));
            }
        }
        None => {}
    }
    told.recipients
}

struct Told<'a, R> {
    records: &'a R,
    recipients: Vec<Recipient>,
}

impl<R: Records> Told<'_, R> {
    fn assignee(&mut self, assignee: Assignee, wording: Wording) {
        let queue = match assignee {
            Assignee::User(user) => return self.user(user, wording),
            Assignee::Queue(id) => self.records.find::<Queue>(id),
        };
        let Some(queue) = queue else { return };
        let members = if queue.email_members {
            queue.members.as_slice()
        } else {
            &[]
        };
        if !queue.email.is_empty() || members.is_empty() {
            self.mail(&queue.email, &queue.name, wording);
        }
        for member in members {
            self.user(*member, wording);
        }
    }

    fn user(&mut self, id: UserId, wording: Wording) {
        let Some(user) = self.records.find::<User>(id).filter(|user| user.active) else {
            return;
        };
        self.mail(&user.email, &user.name, wording);
        self.inbox(id, wording);
    }

    fn inbox(&mut self, user: UserId, wording: Wording) {
        let channel = Channel::Inbox(user);
        let mut so_far = self.recipients.iter();
        if !so_far.any(|told| told.channel == channel) {
            self.recipients.push(Recipient {
                channel,
                state: NoticeState::Queued,
                wording,
            });
        }
    }

    fn mail(&mut self, address: &str, name: &str, wording: Wording) {
        let channel = Channel::Email(address.into());
        let state = if address.is_empty() {
            NoticeState::Undeliverable(format!("{name} has no mail address").trim().into())
        } else {
            NoticeState::Queued
        };
        let again = |told: &Recipient| {
            told.channel == channel && told.wording == wording && told.state == state
        };
        if !self.recipients.iter().any(again) {
            self.recipients.push(Recipient {
                channel,
                state,
                wording,
            });
        }
    }
}
