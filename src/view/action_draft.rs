//! An action of a rule while it is edited.

use super::rule_draft::PartKey;
use crate::engine::{
    id::{ActionId, TemplateId, UserId},
    people::Assignee,
    rule::{EscalationAction, Reassign},
};

/// An action in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionDraft {
    /// Names it in the draft.
    pub key: PartKey,
    pub(super) id: ActionId,
    /// The whole hours of its age, as typed.
    pub hours: String,
    /// The minutes of its age beyond these, as typed.
    pub minutes: String,
    /// Who gets the case.
    pub reassign: Option<Assignee>,
    /// The mail to them.
    pub reassign_template: Option<TemplateId>,
    /// Who is told.
    pub notify_user: Option<UserId>,
    /// Whether the owner is told.
    pub notify_owner: bool,
    /// Further addresses, as typed.
    pub emails: String,
    /// The wording for those who are told.
    pub notify_template: Option<TemplateId>,
}

impl ActionDraft {
    pub(super) fn of(key: PartKey, action: &EscalationAction) -> Self {
        let emails: Vec<&str> = action.additional_emails.iter().map(AsRef::as_ref).collect();
        Self {
            key,
            id: action.id,
            hours: (action.age_minutes / 60).to_string(),
            minutes: (action.age_minutes % 60).to_string(),
            reassign: action.reassign.map(|reassign| reassign.to),
            reassign_template: action.reassign.and_then(|reassign| reassign.template),
            notify_user: action.notify_user,
            notify_owner: action.notify_owner,
            emails: emails.join(", "),
            notify_template: action.notify_template,
        }
    }

    /// Its age; a blank input is nought, and what is no number is no age.
    #[must_use]
    pub fn age_minutes(&self) -> Option<u32> {
        let number = |text: &str| match text.trim() {
            "" => Some(0),
            digits => digits.parse::<u32>().ok(),
        };
        number(&self.hours)?
            .checked_mul(60)?
            .checked_add(number(&self.minutes)?)
    }

    /// The action as far as the inputs make one.
    #[must_use]
    pub fn action(&self) -> EscalationAction {
        let emails = self.emails.split([',', ';', ' ', '\n']).map(str::trim);
        EscalationAction {
            id: self.id,
            age_minutes: self.age_minutes().unwrap_or_default(),
            reassign: self.reassign.map(|to| Reassign {
                to,
                template: self.reassign_template,
            }),
            notify_user: self.notify_user,
            notify_owner: self.notify_owner,
            additional_emails: emails
                .filter(|email| !email.is_empty())
                .map(Into::into)
                .collect(),
            notify_template: self.notify_template,
        }
    }
}
