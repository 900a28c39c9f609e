//! What the names in a file stand for, and the records made for names that stand for nothing yet.

use crate::engine::{
    account::{Account, Contact},
    change::{ChangeSet, Counters},
    choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf, Stage},
    desk::Desk,
    field_type::FieldType,
    id::{AccountId, CalendarId, ChoiceId, ContactId, CustomFieldId, ImportId, StatusId},
    people::{Assignee, Queue, User, is_mail_address},
    record::{Kind, Record, RecordKey, Stored},
};
use std::collections::{BTreeMap, HashMap};

/// Names of made records that are kept to be shown.
const NAMES_LISTED_MAX: usize = 100;

/// Which records an import may make for names that it does not find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeMissing {
    /// Users and queues, as stand-ins.
    pub owners: bool,
    /// Statuses and values of lists.
    pub values: bool,
    /// Accounts and contacts.
    pub customers: bool,
}

/// The records of one kind that an import makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Which kind.
    pub kind: Kind,
    /// How many.
    pub n: u64,
    /// What the first of them are called; cases have no name here.
    pub names: Vec<Box<str>>,
}

/// Makes records and remembers which.
pub(super) struct Maker {
    pub(super) import: ImportId,
    pub(super) counters: Counters,
    pub(super) changes: ChangeSet,
    made: BTreeMap<Kind, (u64, u64, Vec<Box<str>>)>,
}

impl Maker {
    pub(super) const fn new(import: ImportId, counters: Counters) -> Self {
        let records = BTreeMap::new();
        Self {
            import,
            counters,
            changes: ChangeSet {
                records,
                history: Vec::new(),
                messages: Vec::new(),
                counters: None,
            },
            made: BTreeMap::new(),
        }
    }

    /// The id of a record that is to be made.
    pub(super) fn next_id<T: Stored>(&mut self, name: &str) -> T::Id {
        let id = self.counters.next_id::<T>();
        let number = id.into();
        let made = self
            .made
            .entry(T::KIND)
            .or_insert((number, number, Vec::new()));
        made.1 = number;
        if !name.is_empty() && made.2.len() < NAMES_LISTED_MAX {
            made.2.push(name.into());
        }
        id
    }

    fn put(&mut self, record: impl Into<Record>) {
        self.changes.put(record);
    }

    /// What was made, by kind.
    pub(super) fn made(&self) -> Vec<Made> {
        let made = self.made.iter();
        made.map(|(kind, (first, last, names))| Made {
            kind: *kind,
            n: last - first + 1,
            names: names.clone(),
        })
        .collect()
    }

    /// The first and last id of each kind.
    pub(super) fn ranges(&self) -> Vec<(RecordKey, u64)> {
        let made = self.made.iter();
        made.map(|(kind, (first, last, _))| {
            let (kind, id) = (*kind, *first);
            (RecordKey { kind, id }, *last)
        })
        .collect()
    }

    pub(super) fn custom_field(
        &mut self,
        of: CustomFieldOf,
        name: &str,
        field_type: FieldType,
        values: Vec<Box<str>>,
    ) -> CustomFieldId {
        let id = self.next_id::<CustomField>(name);
        self.put(CustomField {
            id,
            field_type,
            values,
            import: Some(self.import),
            ..CustomField::new(of, name)
        });
        id
    }
}

/// Records by name, whatever its case.
struct ByName<T>(HashMap<Box<str>, T>);

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Copy> ByName<T> {
    /// The first record of a name keeps it.
    fn add(&mut self, name: &str, id: T) {
        if !name.trim().is_empty() {
            self.0
                .entry(name.trim().to_lowercase().into())
                .or_insert(id);
        }
    }

    /// Each spelling is lowered once and remembered.
    fn find(&mut self, name: &str) -> Option<T> {
        if let Some(found) = self.0.get(name) {
            return Some(*found);
        }
        let found = *self.0.get(name.to_lowercase().as_str())?;
        self.0.insert(name.into(), found);
        Some(found)
    }
}

/// A status and whether cases are closed in it.
pub(super) type KnownStatus = (StatusId, bool);

/// What names stand for.
#[derive(Default)]
pub(super) struct Names {
    statuses: ByName<KnownStatus>,
    choices: BTreeMap<ChoiceList, ByName<ChoiceId>>,
    last_order: u32,
    owners: ByName<Assignee>,
    accounts: ByName<AccountId>,
    contacts: ByName<ContactId>,
    calendars: ByName<CalendarId>,
}

impl Names {
    pub(super) fn of(desk: &Desk) -> Self {
        let mut names = Self::default();
        for status in desk.statuses.values() {
            let is_closed = status.stage == Stage::Closed;
            names.statuses.add(&status.name, (status.id, is_closed));
            names.last_order = names.last_order.max(status.order);
        }
        for choice in desk.choices.values() {
            let list = names.choices.entry(choice.list).or_default();
            list.add(&choice.name, choice.id);
            names.last_order = names.last_order.max(choice.order);
        }
        for active in [true, false] {
            names.add_owners(desk, active);
        }
        for account in desk.accounts.values() {
            names.accounts.add(&account.name, account.id);
        }
        for contact in desk.contacts.values() {
            names.contacts.add(&contact.email, contact.id);
            let name = contact_key(contact.account, &contact.name);
            names.contacts.add(&name, contact.id);
        }
        for calendar in desk.calendars.values().filter(|calendar| calendar.active) {
            names.calendars.add(&calendar.name, calendar.id);
        }
        names
    }

    fn add_owners(&mut self, desk: &Desk, active: bool) {
        for user in desk.users.values().filter(|user| user.active == active) {
            for name in [&user.name, &user.username, &user.email] {
                self.owners.add(name, Assignee::User(user.id));
            }
        }
        for queue in desk.queues.values().filter(|queue| queue.active == active) {
            for name in [&queue.name, &queue.developer_name] {
                self.owners.add(name, Assignee::Queue(queue.id));
            }
        }
    }

    pub(super) fn status(&mut self, name: &str) -> Option<KnownStatus> {
        self.statuses.find(name)
    }

    /// A new status is a closed one when the row that needs it has a closing date, or its name
    /// begins with the word.
    pub(super) fn make_status(
        &mut self,
        maker: &mut Maker,
        name: &str,
        closed: bool,
    ) -> KnownStatus {
        let closed = closed || name.to_lowercase().starts_with("closed");
        let id = maker.next_id::<CaseStatus>(name);
        self.last_order += 1;
        maker.put(CaseStatus {
            id,
            name: name.into(),
            order: self.last_order,
            stage: if closed { Stage::Closed } else { Stage::Open },
            on_hold: false,
            description: Box::default(),
        });
        self.statuses.add(name, (id, closed));
        (id, closed)
    }

    pub(super) fn choice(&mut self, list: ChoiceList, name: &str) -> Option<ChoiceId> {
        self.choices.get_mut(&list)?.find(name)
    }

    pub(super) fn make_choice(
        &mut self,
        maker: &mut Maker,
        list: ChoiceList,
        name: &str,
    ) -> ChoiceId {
        let id = maker.next_id::<Choice>(name);
        self.last_order += 1;
        maker.put(Choice {
            id,
            list,
            name: name.into(),
            order: self.last_order,
        });
        self.choices.entry(list).or_default().add(name, id);
        id
    }

    pub(super) fn owner(&mut self, name: &str) -> Option<Assignee> {
        self.owners.find(name)
    }

    /// A stand-in whose name speaks of a queue is one; any other is a user.
    pub(super) fn make_owner(&mut self, maker: &mut Maker, name: &str) -> Assignee {
        let owner = if name.to_lowercase().contains("queue") {
            let id = maker.next_id::<Queue>(name);
            maker.put(Queue {
                id,
                name: name.into(),
                developer_name: Box::default(),
                email: Box::default(),
                email_members: false,
                members: Vec::new(),
                active: true,
                stand_in: Some(maker.import),
            });
            Assignee::Queue(id)
        } else {
            let id = maker.next_id::<User>(name);
            let address = if is_mail_address(name) { name } else { "" };
            maker.put(User {
                id,
                name: name.into(),
                username: address.into(),
                email: address.into(),
                phone: Box::default(),
                zone: Box::default(),
                active: true,
                roles: Vec::new(),
                support_rep: false,
                no_mail_of_own_updates: false,
                manager: None,
                custom: Vec::new(),
                stand_in: Some(maker.import),
            });
            Assignee::User(id)
        };
        self.owners.add(name, owner);
        owner
    }

    pub(super) fn account(&mut self, name: &str) -> Option<AccountId> {
        self.accounts.find(name)
    }

    pub(super) fn add_account(&mut self, maker: &mut Maker, account: Account) {
        self.accounts.add(&account.name, account.id);
        maker.put(account);
    }

    /// A person is known by the address, or else by the name at that company.
    pub(super) fn contact(
        &mut self,
        account: Option<AccountId>,
        name: &str,
        email: &str,
    ) -> Option<ContactId> {
        if email.is_empty() {
            self.contacts.find(&contact_key(account, name))
        } else {
            self.contacts.find(email)
        }
    }

    pub(super) fn add_contact(&mut self, maker: &mut Maker, contact: Contact) {
        self.contacts.add(&contact.email, contact.id);
        self.contacts
            .add(&contact_key(contact.account, &contact.name), contact.id);
        maker.put(contact);
    }

    pub(super) fn calendar(&mut self, name: &str) -> Option<CalendarId> {
        self.calendars.find(name)
    }
}

/// No address has a blank in it, so these keys stay apart from those of addresses.
fn contact_key(account: Option<AccountId>, name: &str) -> String {
    match name.trim() {
        "" => String::new(),
        name => format!("{} {name}", account.map_or(0, |id| id.0)),
    }
}
