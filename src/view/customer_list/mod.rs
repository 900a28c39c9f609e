//! The lists of accounts and contacts: which of them, in which order, and what a row shows.

use super::{
    account_heat::Load,
    added_field,
    customer_fields::CustomerId,
    escalation::{SeverityMark, source_mark},
    phrase::assignee_words,
};
use crate::engine::{
    account::{Account, Contact, CustomValue},
    case::custom_text,
    choice::CustomFieldOf,
    desk::Desk,
    escalation::Source,
    id::{AccountId, CaseId, ContactId, CustomFieldId},
    in_order::{by_name, by_number},
    instant::Instant,
    people::Assignee,
};
use std::collections::BTreeMap;

/// The loads of the accounts that have open cases.
pub type Loads = BTreeMap<AccountId, Load>;

/// One account or contact in its list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CustomerRow {
    /// Which one.
    pub id: CustomerId,
    /// The name.
    pub name: String,
    /// The severity, while a record escalates an account.
    pub mark: Option<SeverityMark>,
    /// What the columns between the name and the next event show.
    pub cells: Vec<String>,
    /// The worst of what an account's cases wait for.
    pub next: Option<Instant>,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerColumn {
    /// As the address has it.
    pub key: &'static str,
    /// Its head.
    pub label: String,
    /// Whether it holds a number or a time.
    pub is_numeric: bool,
    /// Whether it is left out where there is little room.
    pub is_wide_only: bool,
}

/// The name, which stands first in both lists.
const NAME: &str = "name";
/// The added field that is shown.
const ADDED: &str = "added";
/// The worst of what an account's cases wait for, which stands last.
const NEXT: &str = "next";

/// The keys and heads of the columns.
const ACCOUNT_COLUMNS: [(&str, &str); 7] = [
    (NAME, "Name"),
    ("country", "Country"),
    ("sla", "Service level"),
    ("manager", "Account manager"),
    (ADDED, ""),
    ("cases", "Open cases"),
    (NEXT, "Next event"),
];

/// The same of the list of contacts.
const CONTACT_COLUMNS: [(&str, &str); 6] = [
    (NAME, "Name"),
    ("account", "Account"),
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("country", "Country"),
    (ADDED, ""),
];

/// Which accounts or contacts a list shows and in which order, kept in the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerFilter {
    /// Whether contacts are listed, not accounts.
    pub is_contacts: bool,
    /// Words that must stand in what a row shows.
    pub text: String,
    /// An added field that has a column of its own.
    pub added: Option<CustomFieldId>,
    /// The column that the list is ordered by.
    pub column: &'static str,
    /// From the greatest on.
    pub descending: bool,
}

impl CustomerFilter {
    /// The filter in the pairs of an address; what cannot be read filters nothing, and an order
    /// that cannot be read is that of the names.
    #[must_use]
    pub fn parse(is_contacts: bool, query: &BTreeMap<String, String>) -> Self {
        let value = |key: &str| query.get(key).map_or("", String::as_str);
        let sort = value("sort");
        let wanted = sort.strip_prefix('-').unwrap_or(sort);
        let known = columns_of(is_contacts).iter().map(|(key, _)| *key);
        let column = known.into_iter().find(|key| *key == wanted);
        Self {
            is_contacts,
            text: value("q").to_owned(),
            added: value("field").parse().ok().map(CustomFieldId),
            column: column.unwrap_or(NAME),
            descending: column.is_some() && sort.starts_with('-'),
        }
    }

    /// What the address has for an order by a column.
    #[must_use]
    pub fn sort_text(column: &str, descending: bool) -> String {
        let sign = if descending { "-" } else { "" };
        format!("{sign}{column}")
    }

    /// The columns that the list has.
    #[must_use]
    pub fn columns(&self, desk: &Desk) -> Vec<CustomerColumn> {
        let added = added_field::column_label(desk, self.added);
        let columns = columns_of(self.is_contacts).iter();
        let column = |(key, label): &(&'static str, &str)| {
            let label = match (*key, &added) {
                (ADDED, added) => added.clone()?,
                _ => (*label).to_owned(),
            };
            Some(CustomerColumn {
                key,
                label,
                is_numeric: matches!(*key, "cases" | NEXT),
                is_wide_only: !matches!(*key, NAME | NEXT | ADDED | "account"),
            })
        };
        columns.filter_map(column).collect()
    }

    /// What the list shows, in its order.
    #[must_use]
    pub fn ids(&self, desk: &Desk, loads: &Loads) -> Vec<CustomerId> {
        let columns = self.columns(desk);
        let words: Vec<String> = self
            .text
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let has_words = |row: &CustomerRow| {
            let mut text = row.name.to_lowercase();
            for (column, cell) in columns.iter().skip(1).zip(&row.cells) {
                if !column.is_numeric {
                    text.push(' ');
                    text.push_str(&cell.to_lowercase());
                }
            }
            words.iter().all(|word| text.contains(word))
        };
        let rows: Vec<CustomerRow> = if self.is_contacts {
            let contacts = desk.contacts.values();
            let rows = contacts.map(|one| self.contact_row(desk, one, &columns));
            rows.filter(has_words).collect()
        } else {
            let accounts = desk.accounts.values();
            let rows = accounts.map(|one| self.account_row(desk, one, &columns, loads));
            rows.filter(has_words).collect()
        };
        let rows = self.put(desk, by_name(rows, |row| &row.name), &columns);
        let ids = rows.into_iter().map(|row| row.id);
        if self.descending {
            ids.rev().collect()
        } else {
            ids.collect()
        }
    }

    /// The rows, which are by name, by the column of the order.
    fn put(
        &self,
        desk: &Desk,
        rows: Vec<CustomerRow>,
        columns: &[CustomerColumn],
    ) -> Vec<CustomerRow> {
        if self.column == NEXT {
            return by_number(rows, |row| row.next.map_or(i64::MAX, Instant::seconds));
        }
        // The name has no cell.
        let place = columns.iter().position(|column| column.key == self.column);
        let Some(cell) = place.and_then(|place| place.checked_sub(1)) else {
            return rows;
        };
        let text = |row: &CustomerRow| row.cells.get(cell).cloned().unwrap_or_default();
        match self.column {
            "cases" => by_number(rows, |row| text(row).parse().unwrap_or(0)),
            ADDED if added_field::is_ranked(desk, self.added) => {
                by_number(rows, |row| self.rank(desk, row.id).unwrap_or(i64::MIN))
            }
            _ => by_name(rows, |row| row.cells.get(cell).map_or("", String::as_str)),
        }
    }

    /// The row of an account or contact; `None` when it is gone.
    #[must_use]
    pub fn row(&self, desk: &Desk, id: CustomerId, loads: &Loads) -> Option<CustomerRow> {
        let columns = self.columns(desk);
        Some(match id {
            CustomerId::Account(id) => {
                self.account_row(desk, desk.accounts.get(&id)?, &columns, loads)
            }
            CustomerId::Contact(id) => self.contact_row(desk, desk.contacts.get(&id)?, &columns),
        })
    }

    fn account_row(
        &self,
        desk: &Desk,
        account: &Account,
        columns: &[CustomerColumn],
        loads: &Loads,
    ) -> CustomerRow {
        let load = loads.get(&account.id).copied().unwrap_or_default();
        let cell = |column: &CustomerColumn| {
            Some(match column.key {
                "country" => account.country.to_string(),
                "sla" => account.sla.to_string(),
                "manager" => {
                    let manager = account.manager.map(Assignee::User);
                    manager.map_or_else(String::new, |manager| assignee_words(desk, manager))
                }
                "cases" => load.n_open.to_string(),
                ADDED => self.added_text(desk, &account.custom),
                _ => return None,
            })
        };
        CustomerRow {
            id: CustomerId::Account(account.id),
            name: account.name.to_string(),
            mark: source_mark(desk, Source::Account(account.id)),
            cells: columns.iter().filter_map(cell).collect(),
            next: load.heat.map(|heat| heat.at),
        }
    }

    fn contact_row(
        &self,
        desk: &Desk,
        contact: &Contact,
        columns: &[CustomerColumn],
    ) -> CustomerRow {
        let cell = |column: &CustomerColumn| {
            Some(match column.key {
                "account" => {
                    let account = contact.account.and_then(|id| desk.accounts.get(&id));
                    account.map_or_else(String::new, |account| account.name.to_string())
                }
                "email" => contact.email.to_string(),
                "phone" => contact.phone.to_string(),
                "country" => contact.country.to_string(),
                ADDED => self.added_text(desk, &contact.custom),
                _ => return None,
            })
        };
        CustomerRow {
            id: CustomerId::Contact(contact.id),
            name: contact.name.to_string(),
            mark: None,
            cells: columns.iter().filter_map(cell).collect(),
            next: None,
        }
    }

    /// What orders the added field of an account or contact.
    fn rank(&self, desk: &Desk, id: CustomerId) -> Option<i64> {
        let field = self.added?;
        let values = match id {
            CustomerId::Account(id) => &desk.accounts.get(&id)?.custom,
            CustomerId::Contact(id) => &desk.contacts.get(&id)?.custom,
        };
        added_field::rank(desk, field, custom_text(values, field))
    }

    fn added_text(&self, desk: &Desk, values: &[CustomValue]) -> String {
        let text = |id| added_field::shown(desk, id, custom_text(values, id));
        self.added.map(text).unwrap_or_default()
    }
}

/// The added fields that a list can show, as key and text; none first.
#[must_use]
pub fn added_column_options(desk: &Desk, is_contacts: bool) -> Vec<(String, String)> {
    let of = if is_contacts {
        CustomFieldOf::Contact
    } else {
        CustomFieldOf::Account
    };
    added_field::column_options(desk, of)
}

const fn columns_of(is_contacts: bool) -> &'static [(&'static str, &'static str)] {
    if is_contacts {
        &CONTACT_COLUMNS
    } else {
        &ACCOUNT_COLUMNS
    }
}

/// The contacts of an account by name, each with how to reach them.
#[must_use]
pub fn contacts_of(desk: &Desk, account: AccountId) -> Vec<(ContactId, String, String)> {
    let contacts = desk.contacts.values();
    let own = contacts.filter(|contact| contact.account == Some(account));
    let rows = own.map(|contact| {
        let reach = [&*contact.email, &*contact.phone];
        let reach: Vec<&str> = reach.into_iter().filter(|text| !text.is_empty()).collect();
        (contact.id, contact.name.to_string(), reach.join(" \u{b7} "))
    });
    by_name(rows.collect(), |(_, name, _)| name)
}

/// The open cases of a contact, by number.
#[must_use]
pub fn cases_of_contact(desk: &Desk, contact: ContactId) -> Vec<CaseId> {
    let cases = desk.cases.values();
    let open = cases.filter(|case| case.contact == Some(contact) && !case.is_closed());
    open.map(|case| case.id).collect()
}

#[cfg(test)]
pub(super) mod tests;
