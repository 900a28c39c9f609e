//! Notices: reading them, saying that mail is sent, and their wording.

use super::{Rejection, check, save_record};
use crate::engine::{
    account::Contact,
    case::Case,
    change::ChangeSet,
    delivery::Delivery,
    desk::Desk,
    field_error::FieldError,
    id::NotificationId,
    notification::{Channel, NoticeState, NoticeTemplate, Notification},
    people::is_mail_address,
    record::{Records, Stored},
    stamp::Stamp,
    wording,
};

pub(super) fn mark_read(desk: &Desk, notices: &[NotificationId], stamp: Stamp) -> ChangeSet {
    let inbox = |notice: &Notification| matches!(notice.channel, Channel::Inbox(_));
    marked(desk, notices, inbox, &NoticeState::Read(stamp.at))
}

pub(super) fn mark_sent(desk: &Desk, notices: &[NotificationId], stamp: Stamp) -> ChangeSet {
    marked(desk, notices, is_mail, &NoticeState::Sent(stamp.at))
}

pub(super) fn mark_failed(desk: &Desk, notices: &[NotificationId], reason: &str) -> ChangeSet {
    marked(desk, notices, is_mail, &NoticeState::Failed(reason.into()))
}

pub(super) fn suppress(desk: &Desk, notices: &[NotificationId], reason: &str) -> ChangeSet {
    marked(
        desk,
        notices,
        leaves,
        &NoticeState::Suppressed(reason.into()),
    )
}

/// Mends a mail: it waits again, for that address.
pub(super) fn send_again(
    desk: &Desk,
    id: NotificationId,
    address: &str,
) -> Result<ChangeSet, Rejection> {
    let gone = || Rejection::Gone(Notification::key(id));
    let mut notice = desk.find::<Notification>(id).ok_or_else(gone)?.clone();
    let is_mail = is_mail(&notice);
    let problem = match notice.state {
        _ if !leaves(&notice) => Some("this is read in the inbox"),
        NoticeState::Queued | NoticeState::Sending(_) | NoticeState::Read(_) => {
            Some("it waits to be sent")
        }
        NoticeState::Sent(_) => Some("it is sent already"),
        _ if is_mail && !is_mail_address(address) => {
            Some("write an address such as ana@example.com")
        }
        _ if is_mail && notice.kind.is_private() && is_customers(desk, &notice, address) => {
            Some("this is the customer's own address, and the mail is private")
        }
        NoticeState::Failed(_) | NoticeState::Suppressed(_) | NoticeState::Undeliverable(_) => None,
    };
    let problem = problem.map(|reason| FieldError::new("address", reason));
    check(problem.into_iter().collect())?;
    if is_mail {
        notice.channel = Channel::Email(address.into());
    }
    if let Some(delivery) = &mut notice.delivery {
        // The same key: should it have arrived after all, the receiver can tell.
        **delivery = Delivery::again(delivery.key.clone());
    }
    notice.state = NoticeState::Queued;
    let mut changes = ChangeSet::default();
    changes.put(notice);
    Ok(changes)
}

fn is_customers(desk: &Desk, notice: &Notification, address: &str) -> bool {
    let case = notice.case.and_then(|id| desk.find::<Case>(id));
    let contact = case.and_then(|case| desk.find::<Contact>(case.contact?));
    contact.is_some_and(|contact| contact.email.eq_ignore_ascii_case(address))
}

const fn is_mail(notice: &Notification) -> bool {
    matches!(notice.channel, Channel::Email(_))
}

/// Whether it goes out, by a person's hand or by the page's own.
const fn leaves(notice: &Notification) -> bool {
    !matches!(notice.channel, Channel::Inbox(_))
}

fn marked(
    desk: &Desk,
    notices: &[NotificationId],
    is_meant: impl Fn(&Notification) -> bool,
    state: &NoticeState,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for notice in notices
        .iter()
        .filter_map(|id| desk.find::<Notification>(*id))
    {
        if is_meant(notice) && notice.state == NoticeState::Queued {
            let mut notice = notice.clone();
            notice.state = state.clone();
            changes.put(notice);
        }
    }
    changes
}

pub(super) fn save_template(
    desk: &Desk,
    template: &NoticeTemplate,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    let texts = [
        ("name", &template.name),
        ("subject", &template.subject),
        ("body", &template.body),
    ];
    let mut problems = Vec::new();
    for (field, text) in texts {
        if text.trim().is_empty() {
            problems.push(FieldError::new(field, "write something here"));
        }
        let unknown = wording::unknown_fields(text, template.kind);
        if field != "name"
            && let Some(name) = unknown.first()
        {
            let reason = format!("there is no field {{{name}}} in such a notice");
            problems.push(FieldError::new(field, reason));
        }
    }
    check(problems)?;
    let mut template = template.clone();
    template.stand_in = None;
    save_record(desk, template, |template, id| template.id = id, stamp)
}
