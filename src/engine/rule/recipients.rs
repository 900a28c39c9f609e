//! Who is told when an action fires.

use super::entry::EscalationAction;
use crate::engine::{
    case::Case,
    notice_kind::NoticeKind,
    people::Assignee,
    recipients::{Recipient, Recipients},
    record::Records,
    wording::Wording,
};

/// Who is told when `action` fires on `case` while `owner` has it, in order: the owner, the user,
/// the further addresses, the new owner (semantics 2.36, 10.2 to 10.5).
pub(in crate::engine) fn recipients<R: Records>(
    records: &R,
    action: &EscalationAction,
    case: &Case,
    owner: Assignee,
) -> Vec<Recipient> {
    let mut told = Recipients::new(records, Some(case));
    let notice = Wording {
        kind: NoticeKind::Escalated,
        template: action.notify_template,
    };
    if action.notify_owner {
        told.assignee(owner, notice);
    }
    if let Some(user) = action.notify_user {
        told.user(user, notice);
    }
    for address in &action.additional_emails {
        told.mail(address, "", notice);
    }
    if let Some(reassign) = action.reassign {
        let given = Wording {
            kind: NoticeKind::NewOwner,
            template: reassign.template,
        };
        match reassign.to {
            to if reassign.template.is_some() => told.assignee(to, given),
            Assignee::User(user) => told.inbox(user, given),
            Assignee::Queue(_) => {}
        }
    }
    told.found()
}
