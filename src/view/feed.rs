//! What was said on a case and what happened to it, as one feed.

use super::{
    deed::{DeedLine, deed_line},
    phrase::{actor_words, instant_in_full, instant_words, listed},
};
use crate::engine::{
    calendar::ZoneTable,
    desk::Desk,
    history::{Deed, HistoryEntry},
    in_order::by_number,
    instant::Instant,
    message::{Message, MessageKind},
};

/// One entry of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FeedItem {
    /// When it was, for the order.
    pub at: Instant,
    /// The same on the reader's clocks.
    pub when: String,
    /// The same beyond doubt.
    pub when_in_full: String,
    /// Who said or did it.
    pub who: String,
    /// What it is.
    pub what: FeedWhat,
}

/// What an entry of the feed is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FeedWhat {
    /// Something was said.
    Said {
        /// What it is for.
        kind: MessageKind,
        /// Whom a hand-off asks, or who recorded it; empty for neither.
        aside: String,
        /// The text.
        text: Box<str>,
    },
    /// Something happened.
    Happened(Box<DeedLine>),
}

impl FeedWhat {
    /// Whether the customer is never to see it.
    #[must_use]
    pub const fn is_private(&self) -> bool {
        match self {
            Self::Said { kind, .. } => kind.is_internal(),
            Self::Happened(_) => true,
        }
    }

    /// The word for what it is.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Said { kind, .. } => kind_word(*kind),
            Self::Happened(_) => "Event",
        }
    }
}

/// Which entries the feed shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFilter {
    /// All of them.
    All,
    /// What was said.
    Messages,
    /// What the customer wrote and was answered.
    Customer,
    /// Comments.
    Comments,
    /// What others were asked, and what they replied.
    HandOffs,
    /// Work notes.
    WorkNotes,
    /// What happened.
    Events,
}

impl FeedFilter {
    /// Every filter with its key and its name, in the order people see them.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::All, "all", "Everything"),
        (Self::Messages, "messages", "All messages"),
        (Self::Customer, "customer", "With the customer"),
        (Self::Comments, "comments", "Comments"),
        (Self::HandOffs, "hand-offs", "Hand-offs"),
        (Self::WorkNotes, "work-notes", "Work notes"),
        (Self::Events, "events", "Events"),
    ];

    /// The filter that a key stands for.
    #[must_use]
    pub fn of_key(key: &str) -> Self {
        let found = Self::ALL.iter().find(|(_, known, _)| *known == key);
        found.map_or(Self::All, |(filter, ..)| *filter)
    }

    fn shows(self, what: &FeedWhat) -> bool {
        let kind = match what {
            FeedWhat::Said { kind, .. } => *kind,
            FeedWhat::Happened(_) => return matches!(self, Self::All | Self::Events),
        };
        match self {
            Self::All | Self::Messages => true,
            Self::Customer => matches!(
                kind,
                MessageKind::Customer | MessageKind::Reply | MessageKind::EmailOut
            ),
            Self::Comments => kind == MessageKind::Comment,
            Self::HandOffs => {
                matches!(kind, MessageKind::Escalation | MessageKind::EscalationReply)
            }
            Self::WorkNotes => kind == MessageKind::WorkNote,
            Self::Events => kind == MessageKind::System,
        }
    }
}

/// The feed of a case, the newest first, on the clocks of `zone`.
#[must_use]
pub fn feed(
    desk: &Desk,
    messages: &[Message],
    history: &[HistoryEntry],
    filter: FeedFilter,
    zone: &ZoneTable,
) -> Vec<FeedItem> {
    let mut items = Vec::with_capacity(messages.len() + history.len());
    for message in messages {
        let what = FeedWhat::Said {
            kind: message.kind,
            aside: aside(desk, message),
            text: message.text.clone(),
        };
        if filter.shows(&what) {
            let at = message.said.at;
            items.push(FeedItem {
                at,
                when: instant_words(at, zone),
                when_in_full: instant_in_full(at, zone),
                who: actor_words(desk, message.said.by),
                what,
            });
        }
    }
    for entry in history.iter().filter(|entry| !is_said(&entry.deed)) {
        let line = deed_line(desk, entry, zone);
        let what = FeedWhat::Happened(Box::new(line.clone()));
        if filter.shows(&what) {
            items.push(FeedItem {
                at: entry.at,
                when: line.when,
                when_in_full: line.when_in_full,
                who: line.who,
                what,
            });
        }
    }
    // Later ones of the same instant come first too.
    items.reverse();
    by_number(items, |item| -item.at.seconds())
}

/// Whether a message tells of it already.
const fn is_said(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Commented
            | Deed::Replied
            | Deed::CustomerWrote
            | Deed::HandedOff { .. }
            | Deed::HandOffReplied
    )
}

fn aside(desk: &Desk, message: &Message) -> String {
    if let Some(user) = message.recorded_by {
        let who = actor_words(desk, crate::engine::stamp::Actor::User(user));
        return format!("recorded by {who}");
    }
    if message.to.is_empty() {
        return String::new();
    }
    let names: Vec<String> = message
        .to
        .iter()
        .map(|to| to.name(desk).to_owned())
        .collect();
    format!("to {}", listed(&names))
}

/// The word for a kind of message.
#[must_use]
pub const fn kind_word(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Customer => "Customer",
        MessageKind::Reply => "Reply",
        MessageKind::Comment => "Comment",
        MessageKind::Escalation => "Hand-off",
        MessageKind::EscalationReply => "Reply to hand-off",
        MessageKind::WorkNote => "Work note",
        MessageKind::EmailIn => "Mail in",
        MessageKind::EmailOut => "Mail out",
        MessageKind::System => "Rung",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        id::{CaseId, UserId},
        record::Stored,
        stamp::{Actor, Stamp},
    };

    fn said(seconds: i64, kind: MessageKind) -> Message {
        Message {
            case: CaseId(1),
            serial: 1,
            said: Stamp {
                at: Instant::from_seconds(seconds),
                by: Actor::Customer,
            },
            kind,
            to: Vec::new(),
            recorded_by: None,
            text: "words".into(),
        }
    }

    fn happened(seconds: i64, deed: Deed) -> HistoryEntry {
        HistoryEntry {
            at: Instant::from_seconds(seconds),
            processed_at: Instant::from_seconds(seconds),
            by: Actor::User(UserId(1)),
            about: crate::engine::case::Case::key(CaseId(1)),
            case: Some(CaseId(1)),
            deed,
            cause: None,
            changes: Vec::new(),
        }
    }

    #[test]
    fn a_feed_has_each_thing_once_and_the_newest_first() {
        let desk = Desk::default();
        let messages = [
            said(10, MessageKind::Customer),
            said(30, MessageKind::WorkNote),
        ];
        let history = [
            happened(10, Deed::CustomerWrote),
            happened(20, Deed::Closed),
            happened(30, Deed::Commented),
        ];
        let words = |filter| {
            let items = feed(&desk, &messages, &history, filter, &ZoneTable::utc());
            let said = items
                .iter()
                .map(|item| (item.what.word(), item.what.is_private()));
            said.collect::<Vec<_>>()
        };
        let everything = [("Work note", true), ("Event", true), ("Customer", false)];
        assert_eq!(words(FeedFilter::All), everything);
        assert_eq!(words(FeedFilter::Customer), everything[2..]);
        assert_eq!(words(FeedFilter::of_key("work-notes")), everything[..1]);
        assert_eq!(words(FeedFilter::Events), everything[1..2]);
    }
}
