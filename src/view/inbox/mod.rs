//! What lies in an inbox, and the mail that waits in the outbox.

mod mailto;
mod outbox;

pub use outbox::{MailFilter, MailRow, MailState, mail_row, n_mails_to_do, outbox_ids};

use self::mailto::shortened;
use super::{counted::counted, phrase::instant_words, route::Page};
use crate::engine::{
    calendar::ZoneTable,
    case::Case,
    desk::Desk,
    escalation::{EscalationRequest, escalation_number},
    id::{NotificationId, UserId},
    instant::Instant,
    notification::{Channel, NoticeState, Notification},
    record::Records,
};

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

#[cfg(test)]
mod tests {
    use super::{mailto::mailto, *};
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
            let ids = outbox_ids(&desk, filter, None).into_iter();
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
