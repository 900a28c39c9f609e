//! What lies in an inbox, and the mail that waits in the outbox.

use super::{
    counted::counted,
    phrase::instant_words,
    route::{Page, SettingsPart},
};
use crate::engine::{
    calendar::ZoneTable,
    case::Case,
    desk::Desk,
    escalation::{EscalationRequest, escalation_number},
    hand_off::Escalatee,
    id::{GroupId, NotificationId, PartyId, QueueId, UserId},
    instant::Instant,
    notification::{Channel, NoticeState, Notification},
    percent::percent_encoded,
    record::{Kind, RecordKey, Records},
};

/// How long a mailto link may be: beyond 2,000 characters mail programs cut it off.
const LINK_CHARS_MAX: usize = 1_990;

/// What stands at the end of a text that a link had to cut.
const CUT_MARK: &str = "\n[…]";

/// One notice in an inbox.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NoticeRow {
    /// Names the notice.
    pub id: NotificationId,
    /// One line.
    pub subject: Box<str>,
    /// The text.
    pub body: Box<str>,
    /// The page of what it is about, and its number; `None` when that is not here.
    pub about: Option<(Page, String)>,
    /// When it was written, in the reader's zone.
    pub at: String,
    /// Whether it waits to be read.
    pub is_unread: bool,
}

/// One message of the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MailRow {
    /// Names the notice.
    pub id: NotificationId,
    /// The address, or the name of a webhook.
    pub to: Box<str>,
    /// Whether the page sends it by itself.
    pub is_webhook: bool,
    /// Where the address can be mended, and what is found there; for what cannot reach anybody.
    pub mend: Option<(Page, Box<str>)>,
    /// The address that whoever it is for has now; empty when nobody knows.
    pub address_now: Box<str>,
    /// What was tried so far and what comes next; empty when there is nothing to tell.
    pub tries: String,
    /// One line.
    pub subject: Box<str>,
    /// The page of what it is about, and its number; `None` when that is not here.
    pub about: Option<(Page, String)>,
    /// When it was written, in the reader's zone.
    pub at: String,
    /// How far it has come.
    pub state: MailState,
    /// A link that opens the mail ready-made in the person's own mail program; only for mail that
    /// waits.
    pub mailto: Option<String>,
}

/// How far a mail has come, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MailState {
    /// It waits for somebody to send it, or for the page to.
    Waiting,
    /// The page is sending it.
    Sending,
    /// Somebody said that it is sent: when.
    Sent(String),
    /// It could not be sent: why.
    Failed(Box<str>),
    /// It is not to be sent: why.
    Suppressed(Box<str>),
    /// It cannot reach anybody: why.
    Undeliverable(Box<str>),
}

/// Which mail a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailFilter {
    /// What waits to be sent, what failed, and what cannot reach anybody.
    ToDo,
    /// What failed and what cannot reach anybody.
    Trouble,
    /// What goes to webhooks.
    Webhooks,
    /// All of it.
    All,
}

impl MailState {
    /// One or two words.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Waiting => "Waiting".to_owned(),
            Self::Sending => "Being sent".to_owned(),
            Self::Sent(at) => format!("Sent {at}"),
            Self::Failed(_) => "Failed".to_owned(),
            Self::Suppressed(_) => "Not to be sent".to_owned(),
            Self::Undeliverable(_) => "Undeliverable".to_owned(),
        }
    }

    /// Why it is not sent; empty when there is nothing to explain.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Waiting | Self::Sending | Self::Sent(_) => "",
            Self::Failed(reason) | Self::Suppressed(reason) | Self::Undeliverable(reason) => reason,
        }
    }
}

/// How many notices a user has not read.
#[must_use]
pub fn unread_count(desk: &Desk, user: UserId) -> usize {
    let notices = desk.notifications.values();
    notices
        .filter(|notice| is_in_inbox(notice, user) && notice.state == NoticeState::Queued)
        .count()
}

/// The notices of a user that are not read.
#[must_use]
pub fn unread(desk: &Desk, user: UserId) -> Vec<NotificationId> {
    let mut ids = inbox_ids(desk, user);
    ids.retain(|id| {
        let notice = desk.find::<Notification>(*id);
        notice.is_some_and(|notice| notice.state == NoticeState::Queued)
    });
    ids
}

/// The notices of a user: what is not read first, then the newest first.
#[must_use]
pub fn inbox_ids(desk: &Desk, user: UserId) -> Vec<NotificationId> {
    let is_read = |notice: &Notification| notice.state != NoticeState::Queued;
    sorted(desk, |notice| is_in_inbox(notice, user), is_read)
}

/// The messages of the outbox: what cannot reach anybody and what waits first, then the newest
/// first.
#[must_use]
pub fn outbox_ids(desk: &Desk, filter: MailFilter) -> Vec<NotificationId> {
    let is_shown = |notice: &Notification| match filter {
        _ if matches!(notice.channel, Channel::Inbox(_)) => false,
        MailFilter::ToDo => !is_done(notice),
        MailFilter::Trouble => is_trouble(notice),
        MailFilter::Webhooks => notice.delivery.is_some(),
        MailFilter::All => true,
    };
    sorted(desk, is_shown, is_done)
}

/// Whether nothing is left to do with a message.
const fn is_done(notice: &Notification) -> bool {
    matches!(
        notice.state,
        NoticeState::Read(_) | NoticeState::Sent(_) | NoticeState::Suppressed(_)
    )
}

const fn is_trouble(notice: &Notification) -> bool {
    matches!(
        notice.state,
        NoticeState::Failed(_) | NoticeState::Undeliverable(_)
    )
}

/// How many mails wait or cannot reach anybody.
#[must_use]
pub fn n_mails_to_do(desk: &Desk) -> usize {
    outbox_ids(desk, MailFilter::ToDo).len()
}

/// How many notices of a digest are named in it.
const N_NAMED: usize = 3;

/// What is told outside the page of notices that have come: the one that came, or one digest of
/// them all, as a title and a text (semantics 10.11). `None` when there is nothing to tell.
#[must_use]
pub fn digest(desk: &Desk, came: &[NotificationId]) -> Option<(String, String)> {
    let find = |id: &NotificationId| desk.find::<Notification>(*id);
    if let [only] = came {
        let notice = find(only)?;
        return Some((notice.subject.to_string(), shortened(&notice.body, 200)));
    }
    let title = counted(came.len(), "new notice", "new notices");
    let named = came.iter().filter_map(find).take(N_NAMED);
    let mut lines: Vec<String> = named.map(|notice| notice.subject.to_string()).collect();
    let n_more = came.len().checked_sub(lines.len())?;
    if n_more > 0 {
        lines.push(format!("and {n_more} more"));
    }
    (!came.is_empty()).then(|| (title, lines.join("\n")))
}

/// What a row of an inbox shows; `None` when the notice is gone.
#[must_use]
pub fn notice_row(desk: &Desk, id: NotificationId, zone: &ZoneTable) -> Option<NoticeRow> {
    let notice = desk.find::<Notification>(id)?;
    Some(NoticeRow {
        id,
        subject: notice.subject.clone(),
        body: notice.body.clone(),
        about: about(desk, notice),
        at: instant_words(notice.at, zone),
        is_unread: notice.state == NoticeState::Queued,
    })
}

/// What a row of the outbox shows; `None` when the notice is gone or lies in an inbox.
#[must_use]
pub fn mail_row(desk: &Desk, id: NotificationId, zone: &ZoneTable) -> Option<MailRow> {
    let notice = desk.find::<Notification>(id)?;
    let to = match &notice.channel {
        Channel::Email(to) => to.clone(),
        Channel::Webhook(id) => {
            let webhook = desk.webhooks.get(id);
            webhook.map_or_else(|| "a deleted webhook".into(), |it| it.name.clone())
        }
        Channel::Inbox(_) => return None,
    };
    let state = match &notice.state {
        NoticeState::Queued | NoticeState::Read(_) => MailState::Waiting,
        NoticeState::Sending(_) => MailState::Sending,
        NoticeState::Sent(at) => MailState::Sent(instant_words(*at, zone)),
        NoticeState::Failed(reason) => MailState::Failed(reason.clone()),
        NoticeState::Suppressed(reason) => MailState::Suppressed(reason.clone()),
        NoticeState::Undeliverable(reason) => MailState::Undeliverable(reason.clone()),
    };
    let is_webhook = notice.delivery.is_some();
    let is_ready = state == MailState::Waiting && !is_webhook;
    let mailto = is_ready.then(|| mailto(&to, &notice.subject, &notice.body));
    let (mend, address_now) = match notice.whose {
        Some(key) if is_trouble(notice) => mend(desk, key),
        _ if is_webhook && is_trouble(notice) => {
            let page = Page::Settings(SettingsPart::Webhooks);
            (Some((page, "the webhooks".into())), "".into())
        }
        _ => (None, to.clone()),
    };
    Some(MailRow {
        id,
        to,
        is_webhook,
        mend,
        address_now,
        tries: tries(notice, zone),
        subject: notice.subject.clone(),
        about: about(desk, notice),
        at: instant_words(notice.at, zone),
        state,
        mailto,
    })
}

/// Where an address is kept, and what it is now.
fn mend(desk: &Desk, key: RecordKey) -> (Option<(Page, Box<str>)>, Box<str>) {
    let page = match key.kind {
        Kind::User => Page::User(key.id),
        Kind::Queue => Page::Queue(key.id),
        Kind::Group => Page::Group(key.id),
        _ => Page::Party(key.id),
    };
    if key.kind == Kind::Queue {
        let queue = desk.queues.get(&QueueId(key.id));
        let found = queue.map(|queue| ((page, queue.name.clone()), queue.email.clone()));
        return found.map_or((None, "".into()), |(page, now)| (Some(page), now));
    }
    let who = match key.kind {
        Kind::User => Escalatee::User(UserId(key.id)),
        Kind::Group => Escalatee::Group(GroupId(key.id)),
        _ => Escalatee::Party(PartyId(key.id)),
    };
    let facts = who.facts(desk);
    facts.map_or((None, "".into()), |facts| {
        (Some((page, facts.name.into())), facts.email.into())
    })
}

/// What a page has tried of a message that is not at its end.
fn tries(notice: &Notification, zone: &ZoneTable) -> String {
    let tried = |n| counted(n, "try", "tries");
    let Some(delivery) = &notice.delivery else {
        return String::new();
    };
    let n_tries = usize::try_from(delivery.n_tries).unwrap_or(usize::MAX);
    match (&notice.state, delivery.next_at) {
        (NoticeState::Queued, Some(next_at)) => format!(
            "{} so far: {}. Next try {}",
            tried(n_tries),
            delivery.trouble,
            instant_words(next_at, zone)
        ),
        (NoticeState::Sent(_), _) if n_tries > 1 => format!("It took {}", tried(n_tries)),
        _ => String::new(),
    }
}

fn is_in_inbox(notice: &Notification, user: UserId) -> bool {
    matches!(notice.channel, Channel::Inbox(of) if of == user)
}

/// The escalation that a notice is about, where it is answered and managed; else its case.
fn about(desk: &Desk, notice: &Notification) -> Option<(Page, String)> {
    let request = notice
        .escalation
        .and_then(|id| desk.find::<EscalationRequest>(id));
    if let Some(request) = request.filter(|request| request.deleted.is_none()) {
        let number = escalation_number(request.number);
        return Some((Page::Escalation(request.id.0), number));
    }
    let case = desk.find::<Case>(notice.case?)?;
    Some((Page::Case(case.number), case.number.to_string()))
}

fn sorted(
    desk: &Desk,
    is_shown: impl Fn(&Notification) -> bool,
    comes_later: impl Fn(&Notification) -> bool,
) -> Vec<NotificationId> {
    let shown = desk
        .notifications
        .values()
        .filter(|notice| is_shown(notice));
    let mut keyed: Vec<(bool, Instant, NotificationId)> = shown
        .map(|notice| (comes_later(notice), notice.at, notice.id))
        .collect();
    keyed.sort_unstable_by_key(|(later, at, id)| (*later, std::cmp::Reverse((*at, *id))));
    keyed.into_iter().map(|(.., id)| id).collect()
}

/// A link that opens a mail ready-made. A text that is too long is cut, and says so.
#[must_use]
pub fn mailto(to: &str, subject: &str, body: &str) -> String {
    let head = format!(
        "mailto:{}?subject={}&body=",
        percent_encoded(to, "@"),
        percent_encoded(&shortened(subject, 200), "")
    );
    let whole = percent_encoded(&body.replace('\n', "\r\n"), "");
    if head.len() + whole.len() <= LINK_CHARS_MAX {
        return head + &whole;
    }
    let mark = percent_encoded(&CUT_MARK.replace('\n', "\r\n"), "");
    let room = LINK_CHARS_MAX.saturating_sub(head.len() + mark.len());
    let mut link = head;
    let mut n_used = 0;
    for letter in body.chars() {
        let piece = if letter == '\n' {
            "%0D%0A".to_owned()
        } else {
            percent_encoded(letter.encode_utf8(&mut [0; 4]), "")
        };
        n_used += piece.len();
        if n_used > room {
            break;
        }
        link.push_str(&piece);
    }
    link + &mark
}

fn shortened(text: &str, n_chars: usize) -> String {
    text.chars().take(n_chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{change::Counters, notice_kind::NoticeKind};

    const ANA: UserId = UserId(7);

    fn notice(id: u64, channel: Channel, state: NoticeState, at: i64) -> Notification {
        Notification {
            id: NotificationId(id),
            channel,
            state,
            at: Instant::from_seconds(at),
            kind: NoticeKind::Escalated,
            template: None,
            subject: "Case 1001 has escalated".into(),
            body: "It waits & waits.\nCome.".into(),
            case: None,
            escalation: None,
            whose: None,
            delivery: None,
        }
    }

    fn desk(notices: Vec<Notification>) -> Desk {
        let records = notices.into_iter().map(Into::into).collect();
        Desk::load(records, Counters::new(1))
    }

    fn inbox(id: u64, state: NoticeState, at: i64) -> Notification {
        notice(id, Channel::Inbox(ANA), state, at)
    }

    fn mail(id: u64, state: NoticeState, at: i64) -> Notification {
        notice(id, Channel::Email("ana@example.com".into()), state, at)
    }

    #[test]
    fn what_is_not_read_stands_first_and_the_newest_before_the_older() {
        let read = NoticeState::Read(Instant::from_seconds(99));
        let desk = desk(vec![
            inbox(1, NoticeState::Queued, 10),
            inbox(2, read.clone(), 50),
            inbox(3, NoticeState::Queued, 20),
            inbox(4, read, 60),
            notice(5, Channel::Inbox(UserId(8)), NoticeState::Queued, 30),
            mail(6, NoticeState::Queued, 40),
        ]);
        let ids: Vec<u64> = inbox_ids(&desk, ANA).into_iter().map(Into::into).collect();
        assert_eq!(ids, [3, 1, 4, 2]);
        assert_eq!(unread_count(&desk, ANA), 2);
        assert_eq!(unread(&desk, ANA), [NotificationId(3), NotificationId(1)]);
    }

    #[test]
    fn one_notice_is_told_as_it_is_and_many_in_one_digest() {
        let notices = (1..=5).map(|id| inbox(id, NoticeState::Queued, 10));
        let desk = desk(notices.collect());
        let told = |ids: &[u64]| {
            let ids: Vec<_> = ids.iter().copied().map(NotificationId).collect();
            digest(&desk, &ids)
        };
        let line = "Case 1001 has escalated";
        let body = "It waits & waits.\nCome.";
        assert_eq!(told(&[]), None);
        assert_eq!(told(&[2]), Some((line.to_owned(), body.to_owned())));
        let (title, text) = told(&[1, 2, 3, 4, 5]).unwrap();
        assert_eq!(title, "5 new notices");
        assert_eq!(text, [line, line, line, "and 2 more"].join("\n"));
    }

    #[test]
    fn the_outbox_shows_what_is_to_be_done_before_what_is_done() {
        let reason = || "ana has no mail address".into();
        let desk = desk(vec![
            mail(1, NoticeState::Sent(Instant::from_seconds(70)), 60),
            mail(2, NoticeState::Queued, 10),
            mail(3, NoticeState::Undeliverable(reason()), 20),
            mail(4, NoticeState::Suppressed(reason()), 50),
        ]);
        let ids = |filter| -> Vec<u64> {
            let ids = outbox_ids(&desk, filter).into_iter();
            ids.map(Into::into).collect()
        };
        assert_eq!(ids(MailFilter::All), [3, 2, 1, 4]);
        assert_eq!(ids(MailFilter::ToDo), [3, 2]);
        assert_eq!(n_mails_to_do(&desk), 2);
    }

    #[test]
    fn only_mail_that_waits_has_a_link_and_what_cannot_go_says_why() {
        let desk = desk(vec![
            mail(1, NoticeState::Queued, 10),
            mail(2, NoticeState::Undeliverable("no address".into()), 20),
            mail(3, NoticeState::Sent(Instant::from_seconds(60)), 20),
        ]);
        let row = |id| mail_row(&desk, NotificationId(id), &ZoneTable::utc()).unwrap();
        assert_eq!(
            row(1).mailto.as_deref(),
            Some(
                "mailto:ana@example.com?subject=Case%201001%20has%20escalated&body=It%20waits%20%26%20waits.%0D%0ACome."
            )
        );
        assert_eq!((row(2).mailto, row(2).state.reason()), (None, "no address"));
        assert_eq!(row(3).state.word(), "Sent Thu 1 Jan 1970, 00:01");
    }

    #[test]
    fn a_link_stays_below_two_thousand_characters_and_says_that_it_was_cut() {
        for body in ["x".repeat(5_000), "ü\n".repeat(2_000), "漢".repeat(900)] {
            let link = mailto("ana@example.com", &"s".repeat(900), &body);
            assert!(link.len() < 2_000, "{}", link.len());
            assert!(link.ends_with("%0D%0A%5B%E2%80%A6%5D"), "{link}");
        }
        assert!(mailto("a@b.c", "s", "whole").ends_with("body=whole"));
        assert!(mailto("a?b&c@b.c", "", "").starts_with("mailto:a%3Fb%26c@b.c?"));
    }
}
