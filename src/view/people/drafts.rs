//! Users and queues as their forms have them.

use crate::engine::{
    account::CustomValue,
    id::{QueueId, UserId},
    people::{Queue, User},
    roles::Role,
};

/// A user as its form has it: texts that may still be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserDraft {
    /// The name.
    pub name: String,
    /// The name that rule files call the user by.
    pub username: String,
    /// The address.
    pub email: String,
    /// The telephone number.
    pub phone: String,
    /// The zone; empty for that of the organisation.
    pub zone: String,
    /// Whether work may be given to the user.
    pub active: bool,
    /// What the user may do.
    pub roles: Vec<Role>,
    /// Whether the user answers customers.
    pub support_rep: bool,
    /// Whether the user does not want mail about own updates of escalations.
    pub no_mail_of_own_updates: bool,
    /// The number of the user reported to; empty for nobody.
    pub manager: String,
    /// The values of added fields.
    pub custom: Vec<CustomValue>,
}

impl UserDraft {
    /// A new user, who works on cases.
    #[must_use]
    pub fn new() -> Self {
        Self {
            active: true,
            roles: vec![Role::Agent],
            support_rep: true,
            ..Self::default()
        }
    }

    /// A user that is here.
    #[must_use]
    pub fn of(user: &User) -> Self {
        Self {
            name: user.name.to_string(),
            username: user.username.to_string(),
            email: user.email.to_string(),
            phone: user.phone.to_string(),
            zone: user.zone.to_string(),
            active: user.active,
            roles: user.roles.clone(),
            support_rep: user.support_rep,
            no_mail_of_own_updates: user.no_mail_of_own_updates,
            manager: user.manager.map(|id| id.0.to_string()).unwrap_or_default(),
            custom: user.custom.clone(),
        }
    }

    /// The user to save; the engine says what is wrong with it. The id is zero for a new one.
    #[must_use]
    pub fn user(&self, id: UserId) -> User {
        let roles = Role::ALL.into_iter();
        User {
            id,
            name: self.name.trim().into(),
            username: self.username.trim().into(),
            email: self.email.trim().into(),
            phone: self.phone.trim().into(),
            zone: self.zone.trim().into(),
            active: self.active,
            roles: roles.filter(|role| self.roles.contains(role)).collect(),
            support_rep: self.support_rep,
            no_mail_of_own_updates: self.no_mail_of_own_updates,
            manager: self.manager.parse().ok().map(UserId),
            custom: self.custom.clone(),
            stand_in: None,
        }
    }
}

/// A queue as its form has it: texts that may still be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueueDraft {
    /// The name.
    pub name: String,
    /// The name that rule files call the queue by.
    pub developer_name: String,
    /// The address.
    pub email: String,
    /// Whether mail to the queue goes to each member as well.
    pub email_members: bool,
    /// Who serves it.
    pub members: Vec<UserId>,
    /// Whether cases may be given to it.
    pub active: bool,
}

impl QueueDraft {
    /// A new queue.
    #[must_use]
    pub fn new() -> Self {
        Self {
            active: true,
            ..Self::default()
        }
    }

    /// A queue that is here.
    #[must_use]
    pub fn of(queue: &Queue) -> Self {
        Self {
            name: queue.name.to_string(),
            developer_name: queue.developer_name.to_string(),
            email: queue.email.to_string(),
            email_members: queue.email_members,
            members: queue.members.clone(),
            active: queue.active,
        }
    }

    /// The queue to save; the engine says what is wrong with it. The id is zero for a new one.
    #[must_use]
    pub fn queue(&self, id: QueueId) -> Queue {
        Queue {
            id,
            name: self.name.trim().into(),
            developer_name: self.developer_name.trim().into(),
            email: self.email.trim().into(),
            email_members: self.email_members,
            members: self.members.clone(),
            active: self.active,
            stand_in: None,
        }
    }
}
