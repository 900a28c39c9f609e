//! Hand-offs: whom a case was escalated to, by whom, from when until when (NetSuite).

mod give;

pub(super) use give::{HandOff, tell_of_update};

use super::{
    id::{AssignmentId, CaseId, GroupId, PartyId, StatusId, UserId},
    instant::Instant,
    people::{Group, Party, PartyKind, User},
    record::{RecordKey, Records, Stored},
    stamp::Stamp,
};
use serde::{Deserialize, Serialize};

/// Whom a case can be handed to (semantics 7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Escalatee {
    /// Somebody who works here.
    User(UserId),
    /// A group.
    Group(GroupId),
    /// A vendor or a partner.
    Party(PartyId),
}

/// The Escalate-To list of a case (semantics 1.19, 7.8): everybody who ever had it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOffs {
    /// The case.
    pub id: CaseId,
    /// Whom it was handed to, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<EscalateTo>,
    /// The status before the first of those that go on (semantics 7.9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_before: Option<StatusId>,
    /// The assignments that took effect, each once in an open cycle (semantics 8.6).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<UsedAssignment>,
}

/// One row of an Escalate-To list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalateTo {
    /// Who is asked to help.
    pub escalatee: Escalatee,
    /// The address that reached them then; empty when there was none.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub email: Box<str>,
    /// Their telephone number then.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub phone: Box<str>,
    /// When it was handed to them, and by whom.
    pub escalated: Stamp,
    /// The zone in which that was entered (semantics 7.12).
    pub entry_zone: Box<str>,
    /// The offset of that zone from UTC then, in seconds.
    pub entry_offset_seconds: i32,
    /// What they were asked, not for the customer; may be empty.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub message: Box<str>,
    /// When it ended, and by whom; `None` while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Stamp>,
}

/// An assignment that took effect on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedAssignment {
    /// The assignment.
    pub assignment: AssignmentId,
    /// In which open cycle of the case.
    pub cycle: u32,
    /// At which poll.
    pub at: Instant,
}

impl Escalatee {
    /// The record that it is.
    #[must_use]
    pub fn key(self) -> RecordKey {
        match self {
            Self::User(id) => User::key(id),
            Self::Group(id) => Group::key(id),
            Self::Party(id) => Party::key(id),
        }
    }
}

impl EscalateTo {
    /// Whether it goes on.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.ended.is_none()
    }
}

impl HandOffs {
    /// Of a case that was handed to nobody.
    #[must_use]
    pub const fn of(case: CaseId) -> Self {
        Self {
            id: case,
            rows: Vec::new(),
            status_before: None,
            used: Vec::new(),
        }
    }

    /// The rows that go on.
    pub fn active(&self) -> impl Iterator<Item = &EscalateTo> {
        self.rows.iter().filter(|row| row.is_active())
    }

    /// Whether the case is with that one.
    #[must_use]
    pub fn is_with(&self, escalatee: Escalatee) -> bool {
        self.active().any(|row| row.escalatee == escalatee)
    }

    /// The row by which a user is asked to help, in person or as a member of a group.
    pub fn row_of<'a, R: Records>(&'a self, records: &R, user: UserId) -> Option<&'a EscalateTo> {
        self.active()
            .find(|row| row.escalatee.includes(records, user))
    }

    /// Ends the rows of which `ends` is true, and gives whom they are of.
    pub(super) fn end(
        &mut self,
        stamp: Stamp,
        ends: impl Fn(&EscalateTo) -> bool,
    ) -> Vec<Escalatee> {
        let mut ended = Vec::new();
        for row in &mut self.rows {
            if row.is_active() && ends(row) {
                row.ended = Some(stamp);
                ended.push(row.escalatee);
            }
        }
        ended
    }

    /// Whether an assignment took effect in that open cycle.
    #[must_use]
    pub fn has_used(&self, assignment: AssignmentId, cycle: u32) -> bool {
        let mut used = self.used.iter();
        used.any(|used| used.assignment == assignment && used.cycle == cycle)
    }
}

/// What is known of somebody whom a case can be handed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EscalateeFacts<'a> {
    /// What it is, for people.
    pub kind: &'static str,
    /// The name.
    pub name: &'a str,
    /// The one address; empty when there is none.
    pub email: &'a str,
    /// The telephone number; empty when unknown.
    pub phone: &'a str,
    /// Whether work may be given to it.
    pub active: bool,
    /// Whether it answers customers (semantics 7.2).
    pub supports: bool,
}

impl Escalatee {
    /// What is known of it; `None` when it was deleted.
    pub fn facts<R: Records>(self, records: &R) -> Option<EscalateeFacts<'_>> {
        Some(match self {
            Self::User(id) => {
                let user = records.find::<User>(id)?;
                EscalateeFacts {
                    kind: "Employee",
                    name: &user.name,
                    email: &user.email,
                    phone: &user.phone,
                    active: user.active,
                    supports: user.support_rep,
                }
            }
            Self::Group(id) => {
                let group = records.find::<Group>(id)?;
                EscalateeFacts {
                    kind: "Group",
                    name: &group.name,
                    email: &group.email,
                    phone: "",
                    active: true,
                    supports: group.support_group,
                }
            }
            Self::Party(id) => {
                let party = records.find::<Party>(id)?;
                EscalateeFacts {
                    kind: match party.kind {
                        PartyKind::Vendor => "Vendor",
                        PartyKind::Partner => "Partner",
                    },
                    name: &party.name,
                    email: &party.email,
                    phone: &party.phone,
                    active: true,
                    supports: false,
                }
            }
        })
    }

    /// The name; a word for it where it was deleted.
    pub fn name<R: Records>(self, records: &R) -> &str {
        self.facts(records)
            .map_or("somebody who was deleted", |facts| facts.name)
    }

    /// Whether it is that user, or a group that the user belongs to.
    fn includes<R: Records>(self, records: &R, user: UserId) -> bool {
        match self {
            Self::User(id) => id == user,
            Self::Group(id) => records
                .find::<Group>(id)
                .is_some_and(|group| group.members.contains(&user)),
            Self::Party(_) => false,
        }
    }
}
