//! The record of a customer as forms have it: what its fields hold, and what a new value makes of
//! it.

use super::{
    added_field::{custom_value, set_custom},
    customer_fields::CustomerField,
};
use crate::engine::{
    account::{Account, Contact},
    command::Command,
    field_error::FieldError,
    id::{AccountId, ContactId, UserId},
};

/// A customer's company or person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Customer {
    /// The company.
    Account(Account),
    /// The person.
    Contact(Contact),
}

pub(super) fn new_account() -> Account {
    Account {
        id: AccountId(0),
        name: Box::default(),
        country: Box::default(),
        sla: Box::default(),
        industry: Box::default(),
        account_type: Box::default(),
        team: Vec::new(),
        manager: None,
        watch_list: Vec::new(),
        custom: Vec::new(),
        import: None,
    }
}

pub(super) fn new_contact() -> Contact {
    Contact {
        id: ContactId(0),
        name: Box::default(),
        email: Box::default(),
        phone: Box::default(),
        country: Box::default(),
        account: None,
        custom: Vec::new(),
        import: None,
    }
}

impl Customer {
    /// What a field holds, as an input has it.
    #[must_use]
    pub fn value(&self, field: CustomerField) -> String {
        let key = |id: Option<u64>| id.map(|id| id.to_string()).unwrap_or_default();
        match (self, field) {
            (Self::Account(account), field) => match field {
                CustomerField::Name => account.name.to_string(),
                CustomerField::Country => account.country.to_string(),
                CustomerField::Sla => account.sla.to_string(),
                CustomerField::Industry => account.industry.to_string(),
                CustomerField::Type => account.account_type.to_string(),
                CustomerField::Manager => key(account.manager.map(|id| id.0)),
                CustomerField::Custom(id) => custom_value(&account.custom, id),
                CustomerField::Email | CustomerField::Phone | CustomerField::Account => {
                    String::new()
                }
            },
            (Self::Contact(contact), field) => match field {
                CustomerField::Name => contact.name.to_string(),
                CustomerField::Country => contact.country.to_string(),
                CustomerField::Email => contact.email.to_string(),
                CustomerField::Phone => contact.phone.to_string(),
                CustomerField::Account => key(contact.account.map(|id| id.0)),
                CustomerField::Custom(id) => custom_value(&contact.custom, id),
                CustomerField::Sla
                | CustomerField::Industry
                | CustomerField::Type
                | CustomerField::Manager => String::new(),
            },
        }
    }

    /// Makes a field hold what an input has; a field that the record has none of stays away.
    pub fn set(&mut self, field: CustomerField, value: &str) -> Result<(), FieldError> {
        let value = value.trim();
        let chosen = || match value {
            "" => Ok(None),
            value => value
                .parse::<u64>()
                .map(Some)
                .map_err(|_| FieldError::new(field.error_field(), "choose one of the list")),
        };
        match (self, field) {
            (Self::Account(account), CustomerField::Name) => account.name = value.into(),
            (Self::Account(account), CustomerField::Country) => account.country = value.into(),
            (Self::Account(account), CustomerField::Sla) => account.sla = value.into(),
            (Self::Account(account), CustomerField::Industry) => account.industry = value.into(),
            (Self::Account(account), CustomerField::Type) => account.account_type = value.into(),
            (Self::Account(account), CustomerField::Manager) => {
                account.manager = chosen()?.map(UserId);
            }
            (Self::Account(account), CustomerField::Custom(id)) => {
                set_custom(&mut account.custom, id, value);
            }
            (Self::Contact(contact), CustomerField::Name) => contact.name = value.into(),
            (Self::Contact(contact), CustomerField::Country) => contact.country = value.into(),
            (Self::Contact(contact), CustomerField::Email) => contact.email = value.into(),
            (Self::Contact(contact), CustomerField::Phone) => contact.phone = value.into(),
            (Self::Contact(contact), CustomerField::Account) => {
                contact.account = chosen()?.map(AccountId);
            }
            (Self::Contact(contact), CustomerField::Custom(id)) => {
                set_custom(&mut contact.custom, id, value);
            }
            _ => {}
        }
        Ok(())
    }

    /// The command that stores it.
    #[must_use]
    pub fn saving(self) -> Command {
        match self {
            Self::Account(account) => Command::SaveAccount(account),
            Self::Contact(contact) => Command::SaveContact(contact),
        }
    }
}
