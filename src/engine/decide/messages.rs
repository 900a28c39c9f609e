//! What is said on a case: to colleagues, to the customer, and by the customer.

use super::{
    Rejection,
    cases::{found, of_case, refuse_locked, save_counted},
    check,
    permission::may,
};
use crate::engine::{
    account::Contact,
    case::Case,
    change::{ChangeSet, Counters},
    choice::CaseStatus,
    desk::Desk,
    field_error::FieldError,
    hand_off::{HandOffs, tell_of_update},
    history::{Deed, differences},
    id::{CaseId, StatusId, UserId},
    merge_field::MergeField,
    message::{MESSAGE_CHARACTERS_MAX, Message, MessageKind},
    notice_kind::NoticeKind,
    people::{Assignee, User},
    recipients::{Recipients, write},
    record::Records,
    roles::Act,
    rule::Planner,
    sla,
    stamp::{Actor, Stamp},
    wording::{Occasion, Wording, actor_name},
};

/// Something that somebody says on a case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Saying<'a> {
    pub(super) case: CaseId,
    pub(super) kind: MessageKind,
    pub(super) text: &'a str,
    /// The status that is saved along with it, which counts as a modification (K17).
    pub(super) set_status: Option<StatusId>,
}

pub(super) fn say(desk: &Desk, saying: Saying<'_>, stamp: Stamp) -> Result<ChangeSet, Rejection> {
    let before = found(desk, saying.case)?;
    check(problems(desk, saying))?;
    let mut saids = Saids::new(desk, before);
    match saying.kind {
        MessageKind::Customer => return Ok(saids.by_customer(saying.text, stamp)),
        MessageKind::Reply => saids.reply(saying.text, stamp),
        MessageKind::EscalationReply => saids.reply_to_rep(saying.text, stamp)?,
        MessageKind::Comment => {
            saids.note(saying.kind, saying.text, stamp, Deed::Commented);
            sla::commented(desk, before, stamp.at, &mut saids.changes);
        }
        MessageKind::WorkNote
        | MessageKind::EmailIn
        | MessageKind::EmailOut
        | MessageKind::Escalation
        | MessageKind::System => saids.note(saying.kind, saying.text, stamp, Deed::Commented),
    }
    match saying.set_status {
        None => Ok(saids.kept()),
        Some(status) => {
            // Whoever is asked to help may answer; saving the case is another matter.
            may(desk, Act::WorkOnCases, stamp)?;
            refuse_locked(desk, before, stamp)?;
            saids.case.status = status;
            Ok(saids.saved(stamp))
        }
    }
}

fn problems(desk: &Desk, saying: Saying<'_>) -> Vec<FieldError> {
    let mut problems = Vec::new();
    if saying.text.trim().is_empty() {
        problems.push(FieldError::new("text", "write something first"));
    }
    if saying.text.chars().count() > MESSAGE_CHARACTERS_MAX {
        let reason = format!("at most {MESSAGE_CHARACTERS_MAX} characters fit");
        problems.push(FieldError::new("text", reason));
    }
    if matches!(saying.kind, MessageKind::Escalation | MessageKind::System) {
        let reason = "hand the case off to write such a message";
        problems.push(FieldError::new("kind", reason));
    }
    let status_known = |status| desk.find::<CaseStatus>(status).is_some();
    if !saying.set_status.is_none_or(status_known) {
        problems.push(FieldError::new("status", "choose one of the statuses"));
    }
    problems
}

/// What a message comes to: the message, the mail, and the case.
struct Saids<'a> {
    desk: &'a Desk,
    before: &'a Case,
    case: Case,
    counters: Counters,
    changes: ChangeSet,
}

impl<'a> Saids<'a> {
    fn new(desk: &'a Desk, before: &'a Case) -> Self {
        Self {
            desk,
            before,
            case: before.clone(),
            counters: desk.counters().clone(),
            changes: ChangeSet::default(),
        }
    }

    fn note(&mut self, kind: MessageKind, text: &str, stamp: Stamp, deed: Deed) {
        self.note_of(kind, text, stamp, None);
        self.changes.history.push(of_case(self.before, deed, stamp));
    }

    fn note_of(&mut self, kind: MessageKind, text: &str, said: Stamp, recorded_by: Option<UserId>) {
        self.changes.messages.push(Message {
            case: self.before.id,
            serial: self.counters.next_part(),
            said,
            kind,
            to: Vec::new(),
            recorded_by,
            text: text.into(),
        });
    }

    /// A public reply, with mail to the customer where the desk sends it (semantics 7.7, 7.17).
    /// It changes neither owner nor status.
    fn reply(&mut self, text: &str, stamp: Stamp) {
        self.note(MessageKind::Reply, text, stamp, Deed::Replied);
        if let Actor::User(user) = stamp.by {
            self.case.last_replied_by = Some(user);
        }
        if !self.desk.support().mail_replies {
            return;
        }
        let contact = self.before.contact;
        let contact = contact.and_then(|id| self.desk.find::<Contact>(id));
        let mut told = Recipients::new(self.desk, Some(self.before));
        told.mail(
            contact.map_or("", |contact| &contact.email),
            contact.map_or("the case's contact", |contact| &contact.name),
            Wording::of(NoticeKind::CaseReply),
        );
        self.mail(told, text, stamp);
    }

    /// What somebody who is asked to help tells the one who asked (semantics 7.7).
    fn reply_to_rep(&mut self, text: &str, stamp: Stamp) -> Result<(), Rejection> {
        let rows = self.desk.find::<HandOffs>(self.before.id);
        let row = rows.and_then(|rows| match stamp.by {
            Actor::User(user) => rows.row_of(self.desk, user),
            _ => None,
        });
        let Some(row) = row else {
            let name = actor_name(self.desk, stamp.by).into();
            return Err(Rejection::NotEscalatedTo(name));
        };
        self.note(
            MessageKind::EscalationReply,
            text,
            stamp,
            Deed::HandOffReplied,
        );
        let asked_by = match row.escalated.by {
            Actor::User(user) => Assignee::User(user),
            _ => self.before.owner,
        };
        let mut told =
            Recipients::new(self.desk, Some(self.before)).except(self.desk.untold_actor(stamp.by));
        told.assignee(asked_by, Wording::of(NoticeKind::HandOffReply));
        self.mail(told, text, stamp);
        Ok(())
    }

    /// What the customer wrote, whoever records it. It opens a closed case again where the desk
    /// says so and the case is not locked, which counts; else it does not (semantics 2.22, 7.16).
    fn by_customer(mut self, text: &str, stamp: Stamp) -> ChangeSet {
        let said = Stamp {
            at: stamp.at,
            by: Actor::Customer,
        };
        let recorded_by = stamp.by.user();
        self.note_of(MessageKind::Customer, text, said, recorded_by);
        let deed = of_case(self.before, Deed::CustomerWrote, stamp);
        self.changes.history.push(deed);
        self.case.last_customer_message = Some(text.into());
        self.case.last_customer_modified_at = Some(stamp.at);
        let is_locked = self.desk.is_locked(self.before, stamp.at);
        let reopens = self.desk.support().messages_reopen && !is_locked;
        match self.desk.preferences() {
            Some(preferences) if self.before.is_closed() && reopens => {
                self.case.status = preferences.status_for_reopened;
                let replied_by = self.case.last_replied_by;
                let owner = replied_by.and_then(|id| self.desk.find::<User>(id));
                if let Some(owner) = owner.filter(|owner| owner.active) {
                    self.case.owner = Assignee::User(owner.id);
                }
                self.saved(said)
            }
            _ => self.kept(),
        }
    }

    fn mail(&mut self, told: Recipients<'_, Desk>, text: &str, stamp: Stamp) {
        let nothing = ChangeSet::default();
        let occasion = Occasion {
            at: stamp.at,
            case: Some(self.before),
            escalation: None,
            facts: &[
                (MergeField::From, actor_name(self.desk, stamp.by)),
                (MergeField::Message, text),
            ],
        };
        let records = self.desk.overlaid(&nothing);
        let (counters, changes) = (&mut self.counters, &mut self.changes);
        write(told.found(), &records, &occasion, counters, changes);
    }

    /// No modification, but what it makes of the case is told.
    fn kept(mut self) -> ChangeSet {
        self.changes.counters = Some(self.counters);
        if self.case != *self.before {
            if let Some(entry) = self.changes.history.last_mut() {
                entry.changes = differences(self.before, &self.case);
            }
            self.changes.put(self.case);
        }
        self.changes
    }

    /// A counted modification.
    fn saved(mut self, stamp: Stamp) -> ChangeSet {
        let mut planner = Planner::new(self.desk, stamp.at);
        let said = self.desk.overlaid(&self.changes);
        let saved = save_counted(&said, &mut planner, self.before, self.case, stamp);
        self.changes.append(saved);
        let records = self.desk.overlaid(&self.changes);
        if let Some(case) = records.find::<Case>(self.before.id) {
            let told = tell_of_update(self.desk, &records, case, stamp, &mut self.counters);
            self.changes.append(told);
        }
        self.changes.counters = Some(self.counters);
        self.changes
    }
}
