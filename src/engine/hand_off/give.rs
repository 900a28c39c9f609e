//! Giving a case to those who are asked to help: rows, message and mail (semantics 7.3 to 7.6).

use super::{EscalateTo, Escalatee, HandOffs};
use crate::engine::{
    case::Case,
    change::{ChangeSet, Counters},
    decide::is_on_hold_status,
    desk::Desk,
    merge_field::MergeField,
    message::{Message, MessageKind},
    notice_kind::NoticeKind,
    recipients::{Recipients, write},
    record::Records,
    stamp::Stamp,
    wording::{Occasion, Wording, actor_name},
};

/// One hand-off of a case.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct HandOff<'a> {
    /// Where it happens.
    pub desk: &'a Desk,
    /// The case as it was.
    pub case: &'a Case,
    /// Who is asked to help.
    pub to: &'a [Escalatee],
    /// What they are asked, not for the customer.
    pub message: &'a str,
    /// Who asks, and when.
    pub stamp: Stamp,
    /// The zone in which that is entered (semantics 7.12).
    pub zone: &'a str,
}

impl HandOff<'_> {
    /// Adds the rows, the one message and the mail, and gives the case with its new status:
    /// nothing else of it changes.
    pub(in crate::engine) fn give(
        &self,
        rows: &mut HandOffs,
        counters: &mut Counters,
        changes: &mut ChangeSet,
    ) -> Case {
        if rows.active().next().is_none() {
            rows.status_before = Some(self.case.status);
        }
        rows.rows.extend(self.to.iter().map(|to| self.row(*to)));
        changes.messages.push(Message {
            case: self.case.id,
            serial: counters.next_part(),
            said: self.stamp,
            kind: MessageKind::Escalation,
            to: self.to.into(),
            recorded_by: None,
            text: self.message.into(),
        });
        self.mail(counters, changes);
        let mut case = self.case.clone();
        if let Some(status) = self.desk.status_for_escalated() {
            case.status = status;
            case.hold(is_on_hold_status(self.desk, status), self.stamp.at);
        }
        case
    }

    fn row(&self, to: Escalatee) -> EscalateTo {
        let facts = to.facts(self.desk);
        let zone = self.desk.zone(self.zone);
        EscalateTo {
            escalatee: to,
            email: facts.map_or("", |facts| facts.email).into(),
            phone: facts.map_or("", |facts| facts.phone).into(),
            escalated: self.stamp,
            entry_zone: self.zone.into(),
            entry_offset_seconds: zone.map_or(0, |zone| zone.offset_at(self.stamp.at)),
            message: self.message.into(),
            ended: None,
        }
    }

    fn mail(&self, counters: &mut Counters, changes: &mut ChangeSet) {
        let wording = Wording::of(NoticeKind::HandedOff);
        let mut told = Recipients::new(self.desk, Some(self.case))
            .except(self.desk.untold_actor(self.stamp.by));
        for to in self.to {
            told.escalatee(*to, wording);
        }
        let nothing = ChangeSet::default();
        let occasion = Occasion {
            at: self.stamp.at,
            case: Some(self.case),
            escalation: None,
            facts: &[
                (MergeField::From, actor_name(self.desk, self.stamp.by)),
                (MergeField::Message, self.message),
            ],
        };
        let records = self.desk.overlaid(&nothing);
        write(told.found(), &records, &occasion, counters, changes);
    }
}

/// Tells those who are asked to help that the case was saved, where the desk does so, but not
/// whoever saved it (semantics 10.8).
pub(in crate::engine) fn tell_of_update<R: Records>(
    desk: &Desk,
    records: &R,
    case: &Case,
    stamp: Stamp,
    counters: &mut Counters,
) -> ChangeSet {
    let mut changes = ChangeSet::default();
    let is_wanted = desk.support().notify_escalatees;
    let rows = records.find::<HandOffs>(case.id);
    let Some(rows) = rows.filter(|_| is_wanted && !case.is_closed()) else {
        return changes;
    };
    let wording = Wording::of(NoticeKind::CaseUpdated);
    let mut told = Recipients::new(records, Some(case)).except(desk.untold_actor(stamp.by));
    for row in rows.active() {
        told.escalatee(row.escalatee, wording);
    }
    let nothing = ChangeSet::default();
    let occasion = Occasion {
        at: stamp.at,
        case: Some(case),
        escalation: None,
        facts: &[(MergeField::From, actor_name(desk, stamp.by))],
    };
    let records = desk.overlaid(&nothing);
    write(told.found(), &records, &occasion, counters, &mut changes);
    changes
}
