//! What a customer hears when their case is opened (semantics 10.12).

use super::{Rejection, check, save_record, told};
use crate::engine::{
    account::Contact,
    auto_response::AutoResponseRule,
    calendar::ZoneTable,
    case::Case,
    change::{ChangeSet, Counters},
    choice::Choice,
    desk::Desk,
    history::Deed,
    id::AutoResponseId,
    message::{Message, MessageKind},
    notice_kind::NoticeKind,
    notification::Notification,
    recipients::{Recipients, write},
    record::{Records, Stored},
    stamp::{Actor, Stamp},
    wording::{Occasion, Wording},
};

/// The channels by which customers open cases themselves.
const CHANNELS: [&str; 4] = ["Web", "Email", "E-mail", "Portal"];

/// Answers the customer of a new case: of one entered by hand by the setting, of one from web,
/// e-mail or portal by the active rule, and never the other way round.
pub(super) fn welcome(
    desk: &Desk,
    case: &Case,
    stamp: Stamp,
    counters: &mut Counters,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let origin = case.origin.and_then(|id| desk.find::<Choice>(id));
    let by_customer = stamp.by == Actor::Customer
        || origin.is_some_and(|origin| {
            let mut channels = CHANNELS.iter();
            channels.any(|channel| channel.eq_ignore_ascii_case(&origin.name))
        });
    let wording = if by_customer {
        let zone = desk.preferences().and_then(|found| desk.zone(&found.zone));
        let utc = ZoneTable::utc();
        let mut rules = desk.auto_responses.values();
        let rule = rules.find(|rule| rule.active);
        let answer = rule.and_then(|rule| rule.answer(desk, case, zone.unwrap_or(&utc), stamp.at));
        answer.map(|template| Wording {
            kind: NoticeKind::AutoResponse,
            template: Some(template),
        })
    } else {
        let acknowledges = desk.support().acknowledge;
        acknowledges.then(|| Wording::of(NoticeKind::Acknowledgement))
    };
    let Some(wording) = wording else {
        return changes;
    };
    let contact = case.contact.and_then(|id| desk.find::<Contact>(id));
    let mut to = Recipients::new(desk, Some(case));
    to.mail(
        contact.map_or("", |contact| &contact.email),
        contact.map_or("the case's contact", |contact| &contact.name),
        wording,
    );
    let nothing = ChangeSet::default();
    let occasion = Occasion {
        at: stamp.at,
        case: Some(case),
        escalation: None,
        facts: &[],
    };
    write(
        to.found(),
        &desk.overlaid(&nothing),
        &occasion,
        counters,
        &mut changes,
    );
    let written = changes.records.values().flatten();
    let texts: Vec<_> = written
        .filter_map(Notification::of)
        .map(|notice| notice.body.clone())
        .collect();
    for text in texts {
        changes.messages.push(Message {
            case: case.id,
            serial: counters.next_part(),
            said: Stamp {
                at: stamp.at,
                by: Actor::System,
            },
            kind: MessageKind::EmailOut,
            to: Vec::new(),
            recorded_by: None,
            text,
        });
    }
    changes
}

/// At most one rule that answers is active.
pub(super) fn save_auto_response(
    desk: &Desk,
    rule: &AutoResponseRule,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    check(rule.problems(desk))?;
    let mut changes = save_record(desk, rule.clone(), |rule, id| rule.id = id, stamp)?;
    let others = desk.auto_responses.values();
    for other in others.filter(|other| rule.active && other.active && other.id != rule.id) {
        let mut other = other.clone();
        other.active = false;
        let key = AutoResponseRule::key(other.id);
        changes.history.push(told(key, Deed::Deactivated, stamp));
        changes.put(other);
    }
    Ok(changes)
}

pub(super) fn delete_auto_response(
    desk: &Desk,
    id: AutoResponseId,
    stamp: Stamp,
) -> Result<ChangeSet, Rejection> {
    super::delete_record::<AutoResponseRule>(desk, id, stamp)
}
