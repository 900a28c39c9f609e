//! The fields of accounts and contacts that people fill in: what each holds, how it is entered,
//! and the record that a new value makes. Criteria of rules read them (semantics 1.3).

use super::{
    added_field::{added_fields, added_label, shown},
    case_fields::with_none,
    customer_record::{Customer, new_account, new_contact},
    people::user_options,
    phrase::assignee_words,
};
use crate::engine::{
    choice::CustomFieldOf,
    desk::Desk,
    id::{AccountId, ContactId, CustomFieldId, UserId},
    in_order::by_name,
    people::Assignee,
};
use std::collections::BTreeSet;

/// Which company or person; zero for one that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CustomerId {
    /// A company.
    Account(AccountId),
    /// A person.
    Contact(ContactId),
}

/// A field of an account or of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CustomerField {
    /// As they call themselves.
    Name,
    /// The country.
    Country,
    /// An account's level of service.
    Sla,
    /// What an account does.
    Industry,
    /// What an account is to us.
    Type,
    /// Who leads an account's team.
    Manager,
    /// A contact's address.
    Email,
    /// A contact's telephone number.
    Phone,
    /// The account that a contact belongs to.
    Account,
    /// One that was added.
    Custom(CustomFieldId),
}

/// How a field is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerInput {
    /// A line of text.
    Line,
    /// A line of text; these texts stand in the field elsewhere.
    Suggest(Vec<String>),
    /// One of many: key and text.
    Combobox(Vec<(String, String)>),
    /// As the type of the added field asks for.
    Added(CustomFieldId),
}

/// A field with what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CustomerFieldView {
    /// Which field.
    pub field: CustomerField,
    /// Its name.
    pub label: String,
    /// What it holds, as an input has it.
    pub value: String,
    /// What it holds, as people read it; empty when it holds nothing.
    pub text: String,
}

const OF_ACCOUNT: [CustomerField; 6] = [
    CustomerField::Name,
    CustomerField::Country,
    CustomerField::Sla,
    CustomerField::Industry,
    CustomerField::Type,
    CustomerField::Manager,
];

const OF_CONTACT: [CustomerField; 5] = [
    CustomerField::Name,
    CustomerField::Account,
    CustomerField::Email,
    CustomerField::Phone,
    CustomerField::Country,
];

impl CustomerId {
    /// The fields that it has, the added ones last.
    #[must_use]
    pub fn fields(self, desk: &Desk) -> Vec<CustomerField> {
        let (fields, of): (&[CustomerField], _) = match self {
            Self::Account(_) => (&OF_ACCOUNT, CustomFieldOf::Account),
            Self::Contact(_) => (&OF_CONTACT, CustomFieldOf::Contact),
        };
        let added = added_fields(desk, of).map(|field| CustomerField::Custom(field.id));
        fields.iter().copied().chain(added).collect()
    }

    /// The record; a new one for a zero, `None` when it is gone.
    #[must_use]
    pub fn find(self, desk: &Desk) -> Option<Customer> {
        match self {
            Self::Account(AccountId(0)) => Some(Customer::Account(new_account())),
            Self::Contact(ContactId(0)) => Some(Customer::Contact(new_contact())),
            Self::Account(id) => desk.accounts.get(&id).cloned().map(Customer::Account),
            Self::Contact(id) => desk.contacts.get(&id).cloned().map(Customer::Contact),
        }
    }

    /// The fields with what they hold; none when the record is gone.
    #[must_use]
    pub fn views(self, desk: &Desk) -> Vec<CustomerFieldView> {
        let Some(customer) = self.find(desk) else {
            return Vec::new();
        };
        let view = |field: CustomerField| {
            let value = customer.value(field);
            CustomerFieldView {
                field,
                label: field.label(desk),
                text: field.text(desk, &value),
                value,
            }
        };
        self.fields(desk).into_iter().map(view).collect()
    }
}

impl CustomerField {
    /// Its name.
    #[must_use]
    pub fn label(self, desk: &Desk) -> String {
        match self {
            Self::Name => "Name",
            Self::Country => "Country",
            Self::Sla => "Service level",
            Self::Industry => "Industry",
            Self::Type => "Type",
            Self::Manager => "Account manager",
            Self::Email => "E-mail",
            Self::Phone => "Phone",
            Self::Account => "Account",
            Self::Custom(id) => return added_label(desk, id),
        }
        .to_owned()
    }

    /// The name of the field in what the engine says is wrong.
    #[must_use]
    pub fn error_field(self) -> String {
        match self {
            Self::Name => "name",
            Self::Country => "country",
            Self::Sla => "sla",
            Self::Industry => "industry",
            Self::Type => "type",
            Self::Manager => "manager",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Account => "account",
            Self::Custom(id) => return format!("custom.{}", id.0),
        }
        .to_owned()
    }

    /// What a value that an input has is called; empty for none.
    #[must_use]
    pub fn text(self, desk: &Desk, value: &str) -> String {
        match self {
            Self::Custom(id) => shown(desk, id, value),
            Self::Manager => value.parse().map_or_else(
                |_| String::new(),
                |id| assignee_words(desk, Assignee::User(UserId(id))),
            ),
            Self::Account => {
                let id = value.parse().map(AccountId).ok();
                let account = id.and_then(|id| desk.accounts.get(&id));
                account.map_or_else(String::new, |account| account.name.to_string())
            }
            _ => value.to_owned(),
        }
    }

    /// How it is entered.
    #[must_use]
    pub fn input(self, desk: &Desk) -> CustomerInput {
        let accounts = || desk.accounts.values();
        let used = |texts: BTreeSet<&str>| {
            let texts = texts.into_iter().filter(|text| !text.is_empty());
            CustomerInput::Suggest(texts.map(ToOwned::to_owned).collect())
        };
        match self {
            Self::Name | Self::Email | Self::Phone => CustomerInput::Line,
            Self::Country => used(accounts().map(|account| &*account.country).collect()),
            Self::Sla => used(accounts().map(|account| &*account.sla).collect()),
            Self::Industry => used(accounts().map(|account| &*account.industry).collect()),
            Self::Type => used(accounts().map(|account| &*account.account_type).collect()),
            Self::Manager => {
                CustomerInput::Combobox(with_none(user_options(desk, &[]).into_iter()))
            }
            Self::Account => {
                let all = accounts().map(|one| (one.id.0.to_string(), one.name.to_string()));
                let all = by_name(all.collect(), |(_, name): &(String, String)| name);
                CustomerInput::Combobox(with_none(all.into_iter()))
            }
            Self::Custom(id) => CustomerInput::Added(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{account::Account, change::ChangeSet, choice::CustomField};

    fn desk() -> Desk {
        let mut changes = ChangeSet::default();
        changes.put(Account {
            id: AccountId(1),
            name: "Acme".into(),
            sla: "Platinum".into(),
            ..new_account()
        });
        changes.put(CustomField {
            id: CustomFieldId(9),
            ..CustomField::new(CustomFieldOf::Contact, "Floor__c")
        });
        let mut desk = Desk::new(1);
        desk.apply(changes);
        desk
    }

    #[test]
    fn what_is_typed_into_a_field_is_what_the_record_holds() {
        let desk = desk();
        for (id, field, value, text) in [
            (
                CustomerId::Account(AccountId(1)),
                CustomerField::Sla,
                "Gold",
                "Gold",
            ),
            (
                CustomerId::Account(AccountId(0)),
                CustomerField::Name,
                " Zeta ",
                "Zeta",
            ),
            (
                CustomerId::Contact(ContactId(0)),
                CustomerField::Account,
                "1",
                "Acme",
            ),
            (
                CustomerId::Contact(ContactId(0)),
                CustomerField::Custom(CustomFieldId(9)),
                "3rd",
                "3rd",
            ),
        ] {
            let mut customer = id.find(&desk).unwrap();
            customer.set(field, value).unwrap();
            assert_eq!(field.text(&desk, &customer.value(field)), text);
        }
        let mut contact = CustomerId::Contact(ContactId(0)).find(&desk).unwrap();
        assert!(contact.set(CustomerField::Account, "Acme").is_err());
    }

    #[test]
    fn a_level_of_service_that_another_account_has_is_suggested() {
        let suggested = CustomerInput::Suggest(vec!["Platinum".to_owned()]);
        assert_eq!(CustomerField::Sla.input(&desk()), suggested);
    }

    #[test]
    fn the_added_fields_of_an_object_stand_with_its_own() {
        let desk = desk();
        let labels: Vec<_> = CustomerId::Contact(ContactId(0))
            .views(&desk)
            .into_iter()
            .map(|view| view.label)
            .collect();
        assert_eq!(
            labels,
            ["Name", "Account", "E-mail", "Phone", "Country", "Floor"]
        );
    }
}
