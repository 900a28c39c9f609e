//! The lists of accounts and contacts, and the heat of an account: the worst of what its cases
//! wait for.

use super::{
    customer_fields::CustomerId,
    escalation::{SeverityMark, next_events, source_mark},
    phrase::assignee_words,
};
use crate::engine::{
    account::{Account, Contact},
    case::Case,
    desk::Desk,
    escalation::Source,
    id::{AccountId, CaseId},
    in_order::{by_name, by_number},
    instant::Instant,
    people::Assignee,
    record::Records,
};
use std::collections::BTreeMap;

/// One account or contact in its list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CustomerRow {
    /// Which one.
    pub id: CustomerId,
    /// The name.
    pub name: String,
    /// The severity, while a record escalates an account.
    pub mark: Option<SeverityMark>,
    /// What the other columns show, in their order.
    pub cells: Vec<String>,
    /// The worst of what an account's cases wait for.
    pub next: Option<Instant>,
}

/// What comes next on one case of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Heat {
    /// The case.
    pub case: CaseId,
    /// When; past when it is overdue or breached.
    pub at: Instant,
    /// What it is.
    pub what: NextKind,
}

/// What can come next on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextKind {
    /// The SLA of its escalation is breached.
    Breach,
    /// A level of a rule.
    Level,
}

/// What the open cases of an account come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// How many there are.
    pub n_open: usize,
    /// The worst of what they wait for.
    pub heat: Option<Heat>,
}

/// The load of every account that has open cases.
#[must_use]
pub fn loads(desk: &Desk) -> BTreeMap<AccountId, Load> {
    let mut loads: BTreeMap<AccountId, Load> = BTreeMap::new();
    for case in desk.cases.values() {
        if let Some(account) = case.account.filter(|_| !case.is_closed()) {
            let load = loads.entry(account).or_default();
            load.n_open += 1;
            load.heat = worse(load.heat, heat_of(desk, case.id));
        }
    }
    loads
}

/// The worst of what the open cases of an account wait for: the earliest, overdue or not.
#[must_use]
pub fn heat(desk: &Desk, account: AccountId) -> Option<Heat> {
    let cases = desk.cases.values();
    let open = cases.filter(|case| case.account == Some(account) && !case.is_closed());
    open.fold(None, |worst, case| worse(worst, heat_of(desk, case.id)))
}

fn heat_of(desk: &Desk, case: CaseId) -> Option<Heat> {
    let events = next_events(desk, case).into_iter();
    let heats = events.map(|(at, what)| Heat { case, at, what });
    heats.min_by_key(|heat| (heat.at, heat.what))
}

fn worse(one: Option<Heat>, other: Option<Heat>) -> Option<Heat> {
    let both = one.into_iter().chain(other);
    both.min_by_key(|heat| heat.at)
}

/// What the heat of an account says: `Case 1004 Printer on fire escalates`.
#[must_use]
pub fn heat_words(desk: &Desk, heat: Heat, now: Instant) -> String {
    let case = desk.find::<Case>(heat.case);
    let name = case.map_or_else(String::new, |case| {
        format!("Case {} {}", case.number, case.subject)
    });
    let what = match (heat.what, heat.at <= now) {
        (NextKind::Breach, true) => "has breached the SLA of its escalation",
        (NextKind::Breach, false) => "breaches the SLA of its escalation next",
        (NextKind::Level, true) => "is overdue to escalate by its rule",
        (NextKind::Level, false) => "escalates by its rule next",
    };
    format!("{name} {what}")
}

/// The order of a list, kept in the address: `-cases` is from the greatest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomerOrder {
    /// The key of the column.
    pub column: &'static str,
    /// From the greatest on.
    pub descending: bool,
}

/// A column of a list: its key in the address, its head, and its class.
pub type CustomerColumn = (&'static str, &'static str, &'static str);

/// The columns of the list of accounts.
pub const ACCOUNT_COLUMNS: [CustomerColumn; 6] = [
    ("name", "Name", ""),
    ("country", "Country", "wide-only"),
    ("sla", "Service level", "wide-only"),
    ("manager", "Account manager", "wide-only"),
    ("cases", "Open cases", "wide-only"),
    ("next", "Next event", ""),
];

/// The columns of the list of contacts.
pub const CONTACT_COLUMNS: [CustomerColumn; 5] = [
    ("name", "Name", ""),
    ("account", "Account", ""),
    ("email", "E-mail", "wide-only"),
    ("phone", "Phone", "wide-only"),
    ("country", "Country", "wide-only"),
];

impl CustomerOrder {
    /// As the address has it; what cannot be read is by name.
    #[must_use]
    pub fn parse(text: &str, columns: &[CustomerColumn]) -> Self {
        let (descending, key) = match text.strip_prefix('-') {
            Some(key) => (true, key),
            None => (false, text),
        };
        let known = columns.iter().find(|(known, ..)| *known == key);
        known.map_or(
            Self {
                column: "name",
                descending: false,
            },
            |(column, ..)| Self { column, descending },
        )
    }

    /// What [`CustomerOrder::parse`] makes this order from.
    #[must_use]
    pub fn text(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.column)
    }

    fn put(self, mut rows: Vec<CustomerRow>, columns: &[CustomerColumn]) -> Vec<CustomerId> {
        let place = columns.iter().position(|(key, ..)| *key == self.column);
        rows = by_name(rows, |row| &row.name);
        rows = match (self.column, place) {
            ("cases", Some(place)) => by_number(rows, |row| {
                let n = row.cells.get(place - 1).and_then(|text| text.parse().ok());
                n.unwrap_or(0)
            }),
            ("next", _) => by_number(rows, |row| row.next.map_or(i64::MAX, Instant::seconds)),
            (_, Some(1..)) => by_name(rows, |row| {
                let cell = place.and_then(|place| row.cells.get(place - 1));
                cell.map_or("", String::as_str)
            }),
            _ => rows,
        };
        if self.descending {
            rows.reverse();
        }
        rows.into_iter().map(|row| row.id).collect()
    }
}

/// The accounts whose name, country or service level has the words, in an order.
#[must_use]
pub fn account_ids(
    desk: &Desk,
    text: &str,
    order: CustomerOrder,
    loads: &BTreeMap<AccountId, Load>,
) -> Vec<CustomerId> {
    let words = words_of(text);
    let has = |account: &&Account| {
        let text = format!("{} {} {}", account.name, account.country, account.sla);
        has_words(&text, &words)
    };
    let shown = desk.accounts.values().filter(has);
    let rows = shown.map(|account| account_row(desk, account, loads));
    order.put(rows.collect(), &ACCOUNT_COLUMNS)
}

/// The contacts whose name, address or account has the words, in an order.
#[must_use]
pub fn contact_ids(desk: &Desk, text: &str, order: CustomerOrder) -> Vec<CustomerId> {
    let words = words_of(text);
    let rows = desk.contacts.values().map(|one| contact_row(desk, one));
    let has = |row: &CustomerRow| {
        let text = format!("{} {}", row.name, row.cells.join(" "));
        has_words(&text, &words)
    };
    order.put(rows.filter(has).collect(), &CONTACT_COLUMNS)
}

fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

fn has_words(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// The row of an account or contact; `None` when it is gone.
#[must_use]
pub fn customer_row(
    desk: &Desk,
    id: CustomerId,
    loads: &BTreeMap<AccountId, Load>,
) -> Option<CustomerRow> {
    match id {
        CustomerId::Account(id) => Some(account_row(desk, desk.accounts.get(&id)?, loads)),
        CustomerId::Contact(id) => Some(contact_row(desk, desk.contacts.get(&id)?)),
    }
}

fn account_row(desk: &Desk, account: &Account, loads: &BTreeMap<AccountId, Load>) -> CustomerRow {
    let load = loads.get(&account.id).copied().unwrap_or_default();
    let manager = account.manager.map(Assignee::User);
    CustomerRow {
        id: CustomerId::Account(account.id),
        name: account.name.to_string(),
        mark: source_mark(desk, Source::Account(account.id)),
        cells: vec![
            account.country.to_string(),
            account.sla.to_string(),
            manager.map_or_else(String::new, |manager| assignee_words(desk, manager)),
            load.n_open.to_string(),
        ],
        next: load.heat.map(|heat| heat.at),
    }
}

fn contact_row(desk: &Desk, contact: &Contact) -> CustomerRow {
    let account = contact.account.and_then(|id| desk.accounts.get(&id));
    CustomerRow {
        id: CustomerId::Contact(contact.id),
        name: contact.name.to_string(),
        mark: None,
        cells: vec![
            account.map_or_else(String::new, |account| account.name.to_string()),
            contact.email.to_string(),
            contact.phone.to_string(),
            contact.country.to_string(),
        ],
        next: None,
    }
}

/// The contacts of an account by name.
#[must_use]
pub fn contacts_of(desk: &Desk, account: AccountId) -> Vec<CustomerRow> {
    let contacts = desk.contacts.values();
    let own = contacts.filter(|contact| contact.account == Some(account));
    let rows = own.map(|contact| contact_row(desk, contact));
    by_name(rows.collect(), |row| &row.name)
}

/// The open cases of a contact, by number.
#[must_use]
pub fn cases_of_contact(desk: &Desk, contact: crate::engine::id::ContactId) -> Vec<CaseId> {
    let cases = desk.cases.values();
    let open = cases.filter(|case| case.contact == Some(contact) && !case.is_closed());
    open.map(|case| case.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        calendar::ZoneTable,
        command::Command,
        decide::decide,
        id::UserId,
        stamp::{Actor, Stamp},
    };

    /// The sample workspace, an hour after it was loaded.
    fn sample() -> Desk {
        let at = Instant::parse("2026-03-02T09:00:00Z").unwrap();
        let mut desk = Desk::new(1);
        for (command, by) in [
            (Command::LearnZone(ZoneTable::utc()), Actor::System),
            (Command::StartDesk { zone: "UTC".into() }, Actor::System),
        ] {
            let changes = decide(&desk, &command, Stamp { at, by }).unwrap();
            desk.apply(changes);
        }
        let by = Actor::User(*desk.users.keys().next().unwrap_or(&UserId(0)));
        let changes = decide(&desk, &Command::LoadSample, Stamp { at, by }).unwrap();
        desk.apply(changes);
        desk
    }

    fn names(desk: &Desk, ids: Vec<CustomerId>) -> Vec<String> {
        let loads = loads(desk);
        let rows = ids.into_iter().map(|id| customer_row(desk, id, &loads));
        rows.map(|row| row.unwrap().name).collect()
    }

    #[test]
    fn accounts_are_found_by_words_and_stand_in_the_order_of_the_address() {
        let desk = sample();
        let ids = |text: &str, sort: &str| {
            let order = CustomerOrder::parse(sort, &ACCOUNT_COLUMNS);
            names(&desk, account_ids(&desk, text, order, &loads(&desk)))
        };
        let all = ids("", "");
        assert_eq!(all.len(), 3);
        let mut reversed = ids("", "-name");
        reversed.reverse();
        assert_eq!(all, reversed);
        assert_eq!(ids("platinum lumen", ""), ["Lumen Clinics"]);
        let loads = loads(&desk);
        let n_open = |order: &str| -> Vec<usize> {
            let order = CustomerOrder::parse(order, &ACCOUNT_COLUMNS);
            let ids = account_ids(&desk, "", order, &loads).into_iter();
            ids.map(|id| match id {
                CustomerId::Account(id) => loads[&id].n_open,
                CustomerId::Contact(_) => 0,
            })
            .collect()
        };
        let mut sorted = n_open("cases");
        assert!(sorted.is_sorted());
        sorted.reverse();
        assert_eq!(sorted, n_open("-cases"));
        assert_eq!(
            CustomerOrder::parse("-weather", &ACCOUNT_COLUMNS).text(),
            "name"
        );
    }

    #[test]
    fn the_heat_of_an_account_is_the_earliest_of_what_its_cases_wait_for() {
        let desk = sample();
        for (account, load) in loads(&desk) {
            let cases = desk.cases.values();
            let own = cases.filter(|case| case.account == Some(account) && !case.is_closed());
            let earliest = own
                .filter_map(|case| desk.plans.get(&case.id))
                .flat_map(|plan| &plan.pending)
                .filter_map(|row| row.due_at)
                .min();
            assert_eq!(heat(&desk, account).map(|heat| heat.at), earliest);
            assert_eq!(load.heat, heat(&desk, account));
            let heat = load.heat.unwrap();
            let words = heat_words(&desk, heat, heat.at.plus_seconds(-1));
            assert!(words.ends_with("escalates by its rule next"), "{words}");
        }
    }
}
