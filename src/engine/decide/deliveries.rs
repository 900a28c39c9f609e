//! Webhooks, and what became of the messages that the page sends to them.

use super::{Rejection, check, save_record};
use crate::engine::{
    change::ChangeSet,
    delivery::{Attempt, Webhook},
    desk::Desk,
    id::NotificationId,
    instant::Instant,
    notification::{NoticeState, Notification},
    record::Records,
    stamp::Stamp,
};
use serde_json::Value;

/// What stands in the history in place of a secret.
const SECRET: &str = "not shown";
/// Why held messages are not sent.
const KEPT_BACK: &str = "somebody kept them back, since they were many";

/// Adds or changes a webhook. That its address or header is another is told, but not which.
pub(super) fn save_webhook(
    desk: &Desk,
    webhook: &Webhook,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(webhook.problems())?;
    let mut changes = save_record(desk, webhook.clone(), |hook, id| hook.id = id, stamp)?;
    for entry in &mut changes.history {
        let secrets = entry.changes.iter_mut();
        for change in secrets.filter(|change| Webhook::SECRETS.contains(&&*change.field)) {
            change.before = Value::from(SECRET);
            change.after = Value::from(SECRET);
        }
    }
    Ok(changes)
}

/// Notes what came of a try. One that was given up meanwhile is heard only if it brings good news.
pub(super) fn note(
    desk: &Desk,
    id: NotificationId,
    since: Instant,
    attempt: &Attempt,
    at: Instant,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let Some(mut notice) = desk.find::<Notification>(id).cloned() else {
        return changes;
    };
    let is_this_try = notice.state == NoticeState::Sending(since);
    let is_open = matches!(notice.state, NoticeState::Queued | NoticeState::Sending(_));
    let Some(delivery) = &mut notice.delivery else {
        return changes;
    };
    notice.state = match attempt {
        Attempt::Taken if is_open => NoticeState::Sent(at),
        Attempt::Refused(reason) if is_this_try => NoticeState::Failed(reason.clone()),
        Attempt::Missed(reason) if is_this_try => delivery.missed(at, reason),
        Attempt::Taken | Attempt::Refused(_) | Attempt::Missed(_) => return changes,
    };
    changes.put(notice);
    changes
}

/// Lets those leave that are held because they are many.
pub(super) fn release(desk: &Desk) -> ChangeSet {
    fresh(desk, |notice| {
        if let Some(delivery) = &mut notice.delivery {
            delivery.released = true;
        }
    })
}

/// Keeps those from being sent that are held because they are many.
pub(super) fn suppress(desk: &Desk) -> ChangeSet {
    fresh(desk, |notice| {
        notice.state = NoticeState::Suppressed(KEPT_BACK.into());
    })
}

fn fresh(desk: &Desk, change: fn(&mut Notification)) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for id in desk.deliveries().fresh() {
        if let Some(mut notice) = desk.find::<Notification>(id).cloned() {
            change(&mut notice);
            changes.put(notice);
        }
    }
    changes
}
