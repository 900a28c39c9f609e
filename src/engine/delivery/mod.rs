//! What the page itself sends: messages to webhooks, when each is tried, and what holds them back.
//!
//! A try is claimed by a commit before anything leaves, so that of two tabs one sends. What came of
//! it is noted by another. Between the two a page may be closed, and then nobody knows whether the
//! message arrived: it is tried again with the same key, by which the receiver can tell. So a
//! message arrives at least once, and once only where the receiver heeds the key.

mod claim;
mod post;
mod webhook;

pub use claim::{claim, quieted};
pub use post::Post;
pub use webhook::{SecretHeader, Webhook, WebhookFormat};

use super::{
    desk::Desk,
    id::NotificationId,
    instant::Instant,
    notification::{NoticeState, Notification},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Seconds from one try to the next; after the last of them the message has failed.
const PAUSES: [i64; 7] = [30, 120, 600, 1_800, 7_200, 21_600, 43_200];
/// Seconds after which a try without any outcome counts as failed: the page was closed meanwhile.
pub const ANSWER_SECONDS: i64 = 90;
/// How many messages are on their way at once.
const AT_ONCE_MAX: usize = 6;

/// A message and when something is to be done with it.
type Entry = (Instant, NotificationId);

/// How the page sends a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// By which the receiver tells a message that arrives again. It follows from what happened, so
    /// that two copies of a workspace that fire the same action give the same key.
    pub key: Box<str>,
    /// How often it was tried.
    #[serde(default)]
    pub n_tries: u32,
    /// When it is tried next; `None` for at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Instant>,
    /// Whether somebody let it leave though it is one of many.
    #[serde(default)]
    pub released: bool,
    /// Why the last try came to nothing; empty when there was none.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub trouble: Box<str>,
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The receiver took the message.
    Taken,
    /// The receiver does not want it, however often it is tried, and why.
    Refused(Box<str>),
    /// It did not arrive this time, and why.
    Missed(Box<str>),
}

impl Delivery {
    /// A message that was never tried.
    #[must_use]
    pub fn new(key: Box<str>) -> Self {
        Self {
            key,
            n_tries: 0,
            next_at: None,
            released: false,
            trouble: Box::default(),
        }
    }

    /// A message that somebody wants to be sent again, however many others there are.
    #[must_use]
    pub fn again(key: Box<str>) -> Self {
        Self {
            released: true,
            ..Self::new(key)
        }
    }

    /// The state after a try came to nothing, noted at `at`.
    pub(super) fn missed(&mut self, at: Instant, trouble: &str) -> NoticeState {
        self.trouble = trouble.into();
        let n_pauses = usize::try_from(self.n_tries).unwrap_or(usize::MAX);
        match PAUSES.get(n_pauses.saturating_sub(1)) {
            Some(pause) => {
                self.next_at = Some(at.plus_seconds(*pause));
                NoticeState::Queued
            }
            None => NoticeState::Failed(
                format!("{trouble}; it was tried {} times", self.n_tries).into(),
            ),
        }
    }
}

/// What is to be sent, by when: derived from the notices.
#[derive(Debug, Clone, Default)]
pub struct Deliveries {
    /// Never tried, and nobody said yet that they may leave though they are many.
    fresh: BTreeSet<Entry>,
    /// To be tried at that instant.
    waiting: BTreeSet<Entry>,
    /// On their way; given up at that instant.
    on_the_way: BTreeSet<Entry>,
}

impl Deliveries {
    /// Takes a notice as it is now in place of what it was.
    pub(super) fn replace(&mut self, before: Option<&Notification>, after: Option<&Notification>) {
        if let Some((set, entry)) = before.and_then(|notice| self.place(notice)) {
            set.remove(&entry);
        }
        if let Some((set, entry)) = after.and_then(|notice| self.place(notice)) {
            set.insert(entry);
        }
    }

    fn place(&mut self, notice: &Notification) -> Option<(&mut BTreeSet<Entry>, Entry)> {
        let delivery = notice.delivery.as_ref()?;
        let (set, at) = match notice.state {
            NoticeState::Sending(since) => {
                (&mut self.on_the_way, since.plus_seconds(ANSWER_SECONDS))
            }
            NoticeState::Queued if delivery.n_tries == 0 && !delivery.released => {
                (&mut self.fresh, notice.at)
            }
            NoticeState::Queued => (&mut self.waiting, delivery.next_at.unwrap_or(notice.at)),
            NoticeState::Read(_)
            | NoticeState::Sent(_)
            | NoticeState::Failed(_)
            | NoticeState::Suppressed(_)
            | NoticeState::Undeliverable(_) => return None,
        };
        Some((set, (at, notice.id)))
    }

    /// Those that were never tried, and that nobody has let leave, in order.
    pub fn fresh(&self) -> impl Iterator<Item = NotificationId> {
        self.fresh.iter().map(|(_, id)| *id)
    }
}

impl Desk {
    /// How many messages are held, since more than these may not leave at once without a person
    /// saying so; 0 when none is.
    #[must_use]
    pub fn n_held_deliveries(&self) -> usize {
        let n = self.deliveries().fresh.len();
        let limit = usize::try_from(self.support().bulk_hold).unwrap_or(usize::MAX);
        if n > limit { n } else { 0 }
    }

    /// When the page has to see to a message next; `None` when none is to be sent.
    #[must_use]
    pub fn next_delivery(&self) -> Option<Instant> {
        let all = self.deliveries();
        let first = |set: &BTreeSet<Entry>| set.first().map(|(at, _)| *at);
        let given_up = first(&all.on_the_way);
        if all.on_the_way.len() >= AT_ONCE_MAX {
            return given_up;
        }
        let fresh = first(&all.fresh).filter(|_| self.n_held_deliveries() == 0);
        [given_up, first(&all.waiting), fresh]
            .into_iter()
            .flatten()
            .min()
    }
}
