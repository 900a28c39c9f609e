//! Who is told of something, each way once, and the notices that tell them.

use super::{
    account::Contact,
    case::Case,
    change::{ChangeSet, Counters},
    delivery::{Delivery, Webhook},
    hand_off::Escalatee,
    id::{UserId, WebhookId},
    notification::{Channel, NoticeState, Notification},
    people::{Assignee, Queue, User},
    record::{Overlaid, RecordKey, Records, Stored},
    wording::{self, Occasion, Texts, Wording},
};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Somebody who is told.
#[derive(Debug)]
pub(super) struct Recipient {
    channel: Channel,
    state: NoticeState,
    wording: Wording,
    whose: Option<RecordKey>,
}

/// Those who are told, in order. One address gets one mail of a wording, and one person one notice
/// in the inbox (semantics 10.3).
#[derive(Debug)]
pub(super) struct Recipients<'a, R> {
    records: &'a R,
    /// The customer's address, which no private text may go to (semantics 7.5).
    customer: &'a str,
    /// Who did it, and is not told of it (semantics 10.9).
    except: Option<UserId>,
    found: Vec<Recipient>,
}

impl<'a, R: Records> Recipients<'a, R> {
    /// Nobody yet. `case` is the one that the notices are about.
    pub(super) fn new(records: &'a R, case: Option<&Case>) -> Self {
        let contact = case.and_then(|case| records.find::<Contact>(case.contact?));
        Self {
            records,
            customer: contact.map_or("", |contact| &contact.email),
            except: None,
            found: Vec::new(),
        }
    }

    /// Leaves out who did it.
    pub(super) const fn except(mut self, user: Option<UserId>) -> Self {
        self.except = user;
        self
    }

    /// Who has a case: a user, or a queue by its address and its members (semantics 10.5).
    pub(super) fn assignee(&mut self, assignee: Assignee, wording: Wording) {
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
            self.mail_of(
                &queue.email,
                &queue.name,
                Some(Queue::key(queue.id)),
                wording,
            );
        }
        for member in members {
            self.user(*member, wording);
        }
    }

    /// A user, by mail and in the inbox.
    pub(super) fn user(&mut self, id: UserId, wording: Wording) {
        match self.records.find::<User>(id) {
            Some(_) if self.except == Some(id) => {}
            Some(user) if user.active => {
                self.mail_of(&user.email, &user.name, Some(User::key(id)), wording);
                self.inbox(id, wording);
            }
            Some(user) => {
                let reason = format!("{} is not active", user.name);
                let whose = Some(User::key(id));
                self.add_mail(&user.email, Some(reason.into()), whose, wording);
            }
            None => {}
        }
    }

    /// Somebody who is asked to help: a user in person, a group at its one address and never its
    /// members, a vendor or partner at theirs (semantics 7.6, 10.10).
    pub(super) fn escalatee(&mut self, escalatee: Escalatee, wording: Wording) {
        match escalatee {
            Escalatee::User(user) => self.user(user, wording),
            Escalatee::Group(_) | Escalatee::Party(_) => {
                if let Some(facts) = escalatee.facts(self.records) {
                    self.mail_of(facts.email, facts.name, Some(escalatee.key()), wording);
                }
            }
        }
    }

    /// The inbox of a user.
    pub(super) fn inbox(&mut self, user: UserId, wording: Wording) {
        let channel = Channel::Inbox(user);
        let mut so_far = self.found.iter();
        if !so_far.any(|told| told.channel == channel) {
            self.found.push(Recipient {
                channel,
                state: NoticeState::Queued,
                wording,
                whose: None,
            });
        }
    }

    /// Mail to an address, which is that of `name`.
    pub(super) fn mail(&mut self, address: &str, name: &str, wording: Wording) {
        self.mail_of(address, name, None, wording);
    }

    fn mail_of(&mut self, address: &str, name: &str, whose: Option<RecordKey>, wording: Wording) {
        let reason = undeliverable(address, name, self.customer, wording);
        self.add_mail(address, reason, whose, wording);
    }

    fn add_mail(
        &mut self,
        address: &str,
        reason: Option<Box<str>>,
        whose: Option<RecordKey>,
        wording: Wording,
    ) {
        let channel = Channel::Email(address.into());
        let state = reason.map_or(NoticeState::Queued, NoticeState::Undeliverable);
        let again = |told: &Recipient| {
            told.channel == channel && told.wording == wording && told.state == state
        };
        if !self.found.iter().any(again) {
            self.found.push(Recipient {
                channel,
                state,
                wording,
                whose,
            });
        }
    }

    /// Those found, in order.
    pub(super) fn found(self) -> Vec<Recipient> {
        self.found
    }
}

/// Why mail cannot go there; `None` when it can.
fn undeliverable(address: &str, name: &str, customer: &str, wording: Wording) -> Option<Box<str>> {
    if address.is_empty() {
        return Some(format!("{name} has no mail address").trim().into());
    }
    let is_customers = !customer.is_empty() && address.eq_ignore_ascii_case(customer);
    (wording.kind.is_private() && is_customers)
        .then(|| format!("{address} is the customer's own address, and this is private").into())
}

/// Where a notice goes, as people read it.
fn name_of(channel: &Channel, records: &Overlaid<'_>) -> Box<str> {
    match channel {
        Channel::Email(address) => address.clone(),
        Channel::Inbox(user) => wording::assignee_name(records, Assignee::User(*user)).into(),
        Channel::Webhook(id) => {
            let webhook = records.find::<Webhook>(*id);
            webhook.map_or_else(Box::default, |webhook| webhook.name.clone())
        }
    }
}

/// Writes the notices and gives who was told, as people read it; not those whom it cannot reach.
pub(super) fn write(
    recipients: Vec<Recipient>,
    records: &Overlaid<'_>,
    occasion: &Occasion<'_>,
    counters: &mut Counters,
    changes: &mut ChangeSet,
) -> Vec<Box<str>> {
    let mut told = Vec::new();
    let mut texts: Option<Texts> = None;
    let mut recipients = with_webhooks(recipients, records).into_iter().peekable();
    while let Some(recipient) = recipients.next() {
        if !matches!(recipient.state, NoticeState::Undeliverable(_)) {
            told.push(name_of(&recipient.channel, records));
        }
        let text = texts.take();
        let text = text.unwrap_or_else(|| Texts::new(recipient.wording, records, occasion));
        // Most recipients of one occasion read the same.
        let reads_same = |next: &Recipient| next.wording == recipient.wording;
        if recipients.peek().is_some_and(reads_same) {
            texts = Some(text.clone());
        }
        let delivery = match recipient.channel {
            Channel::Webhook(id) => Some(Box::new(Delivery::new(key(id, &text, occasion)))),
            Channel::Email(_) | Channel::Inbox(_) => None,
        };
        changes.put(Notification {
            id: counters.next_id::<Notification>(),
            channel: recipient.channel,
            state: recipient.state,
            at: occasion.at,
            kind: recipient.wording.kind,
            template: text.template,
            subject: text.subject,
            body: text.body,
            case: occasion.case.map(|case| case.id),
            escalation: occasion.escalation,
            whose: recipient.whose,
            delivery,
        });
    }
    told.retain(|name| !name.is_empty());
    told.dedup();
    told
}

/// The recipients, and each webhook that hears of what any of them reads.
fn with_webhooks(mut recipients: Vec<Recipient>, records: &Overlaid<'_>) -> Vec<Recipient> {
    let webhooks = &records.tables.webhooks;
    if webhooks.is_empty() {
        return recipients;
    }
    let mut wordings: Vec<Wording> = Vec::new();
    for recipient in &recipients {
        if !wordings.contains(&recipient.wording) {
            wordings.push(recipient.wording);
        }
    }
    for webhook in webhooks.values() {
        let heard = wordings
            .iter()
            .filter(|wording| webhook.hears(wording.kind));
        recipients.extend(heard.map(|wording| Recipient {
            channel: Channel::Webhook(webhook.id),
            state: NoticeState::Queued,
            wording: *wording,
            whose: None,
        }));
    }
    recipients
}

/// What tells a message that arrives again: it follows from what happened, for a rule from what its
/// action fires once for, so that another copy of the workspace comes to the same.
fn key(webhook: WebhookId, text: &Texts, occasion: &Occasion<'_>) -> Box<str> {
    let mut digest = Sha256::new();
    let numbers = [
        webhook.0,
        occasion.case.map_or(0, |case| case.id.0),
        occasion.case.map_or(0, |case| case.open_cycle.into()),
        occasion.escalation.map_or(0, |id| id.0),
    ];
    for number in numbers {
        digest.update(number.to_be_bytes());
    }
    digest.update(occasion.at.seconds().to_be_bytes());
    let facts = occasion.facts.iter().map(|(_, fact)| *fact);
    let name = text.wording.kind.name();
    for part in [name, &*text.subject, &*text.body].into_iter().chain(facts) {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let bytes = digest.finalize();
    let mut hex = String::with_capacity(32);
    for byte in bytes.iter().take(16) {
        write!(hex, "{byte:02x}").unwrap_or_else(|_| unreachable!("a text takes any text"));
    }
    hex.into()
}
