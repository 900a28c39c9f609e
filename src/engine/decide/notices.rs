//! Notices: reading them, saying that mail is sent, and their wording.

use super::{Rejection, check, save_record};
use crate::engine::{
    change::ChangeSet,
    desk::Desk,
    field_error::FieldError,
    id::NotificationId,
    notification::{Channel, NoticeState, NoticeTemplate, Notification},
    record::Records,
    stamp::Stamp,
    wording,
};

pub(super) fn mark_read(desk: &Desk, notices: &[NotificationId], stamp: Stamp) -> ChangeSet {
    let inbox = |notice: &Notification| matches!(notice.channel, Channel::Inbox(_));
    marked(desk, notices, inbox, &NoticeState::Read(stamp.at))
}

pub(super) fn mark_sent(desk: &Desk, notices: &[NotificationId], stamp: Stamp) -> ChangeSet {
    let mail = |notice: &Notification| matches!(notice.channel, Channel::Email(_));
    marked(desk, notices, mail, &NoticeState::Sent(stamp.at))
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
