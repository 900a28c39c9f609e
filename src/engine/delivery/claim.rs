//! Which messages are tried now, and what is made of those that nobody can send.

use super::{AT_ONCE_MAX, Deliveries, Entry};
use crate::engine::{
    change::ChangeSet,
    desk::Desk,
    id::NotificationId,
    instant::Instant,
    notification::{Channel, NoticeState, Notification},
    record::{Record, Records},
};
use std::collections::BTreeSet;

/// Why a message did not come to an end when its page was closed.
const CLOSED: &str = "the page was closed while it was sent, so nobody knows whether it arrived";
/// Why a message that waited in a backup is not sent.
const RESTORED: &str = "it waited when the backup was made, and may have been sent since";

/// Marks as on their way the messages that are to be tried at `now`: whoever makes this durable
/// sends them. What cannot be sent at all becomes undeliverable. Empty when there is nothing to do.
#[must_use]
pub fn claim(desk: &Desk, now: Instant) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let all = desk.deliveries();
    let given_up = due(&all.on_the_way, now);
    for mut notice in given_up.filter_map(|id| desk.find::<Notification>(id).cloned()) {
        if let Some(delivery) = &mut notice.delivery {
            notice.state = delivery.missed(now, CLOSED);
        }
        changes.put(notice);
    }
    let fresh = due(&all.fresh, now).filter(|_| desk.n_held_deliveries() == 0);
    let n_free = AT_ONCE_MAX.saturating_sub(all.on_the_way.len());
    for id in due(&all.waiting, now).chain(fresh).take(n_free) {
        let Some(mut notice) = desk.find::<Notification>(id).cloned() else {
            continue;
        };
        notice.state = match (not_sendable(desk, &notice), &mut notice.delivery) {
            (None, Some(delivery)) => {
                delivery.n_tries += 1;
                delivery.next_at = None;
                NoticeState::Sending(now)
            }
            (reason, _) => NoticeState::Undeliverable(reason.unwrap_or_default().into()),
        };
        changes.put(notice);
    }
    changes
}

fn due(set: &BTreeSet<Entry>, now: Instant) -> impl Iterator<Item = NotificationId> {
    let due = set.iter().take_while(move |(at, _)| *at <= now);
    due.map(|(_, id)| *id)
}

fn not_sendable(desk: &Desk, notice: &Notification) -> Option<&'static str> {
    let Channel::Webhook(id) = notice.channel else {
        return Some("it does not go to a webhook");
    };
    match desk.webhooks.get(&id) {
        None => Some("the webhook was deleted"),
        Some(webhook) if !webhook.active => Some("the webhook is switched off"),
        Some(_) => None,
    }
}

/// A notice out of a backup: what it would send is kept back, since restoring sends nothing by
/// itself (semantics 12.5). `None` for one that may stay as it is.
#[must_use]
pub fn quieted(record: &Record) -> Option<Record> {
    let Record::Notification(notice) = record else {
        return None;
    };
    let mut index = Deliveries::default();
    index.place(notice)?;
    let mut notice = notice.clone();
    notice.state = NoticeState::Suppressed(RESTORED.into());
    Some(Record::Notification(notice))
}
