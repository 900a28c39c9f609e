//! The mail that waits in the outbox, and what goes to webhooks.

use super::{about, mailto::mailto, sorted};
use crate::{
    engine::{
        calendar::ZoneTable,
        desk::Desk,
        hand_off::Escalatee,
        id::{CaseId, GroupId, NotificationId, PartyId, QueueId, UserId},
        notification::{Channel, NoticeState, Notification},
        record::{Kind, RecordKey, Records},
    },
    view::{
        counted::counted,
        phrase::instant_words,
        route::{Page, SettingsPart},
    },
};

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

/// The messages of the outbox, or those of them about one case: what cannot reach anybody and what
/// waits first, then the newest first.
#[must_use]
pub fn outbox_ids(desk: &Desk, filter: MailFilter, about: Option<CaseId>) -> Vec<NotificationId> {
    let is_shown = |notice: &Notification| match filter {
        _ if matches!(notice.channel, Channel::Inbox(_)) => false,
        _ if about.is_some() && notice.case != about => false,
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
    outbox_ids(desk, MailFilter::ToDo, None).len()
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
