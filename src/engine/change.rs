//! What a decision changes: the only thing the engine ever says.

use super::{
    history::HistoryEntry,
    id,
    message::Message,
    record::{Kind, Record, RecordKey, Stored},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far ids and numbers have been handed out. Stored with the revision, never wound back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counters {
    /// The device of this database, drawn once when it was made.
    pub device: u32,
    /// The last serial of each kind, of this device.
    serials: BTreeMap<Kind, u32>,
    /// The last serial of messages, and of entries and actions of rules.
    parts: u32,
    /// The greatest case number.
    case_number: u64,
    /// The greatest number of an escalation.
    #[serde(default)]
    escalation_number: u64,
}

impl Counters {
    /// Of a database that hands out its first ids.
    #[must_use]
    pub fn new(device: u32) -> Self {
        Self {
            device,
            case_number: 1000,
            ..Self::default()
        }
    }

    /// The next id of a kind of record.
    pub fn next_id<T: Stored>(&mut self) -> T::Id {
        let serial = self.serials.entry(T::KIND).or_default();
        *serial += 1;
        T::Id::from(id::join(self.device, *serial))
    }

    /// The next id of what lives inside a record, such as an entry of a rule.
    pub fn next_part<I: From<u64>>(&mut self) -> I {
        self.parts += 1;
        I::from(id::join(self.device, self.parts))
    }

    /// The next case number.
    pub const fn next_case_number(&mut self) -> u64 {
        self.case_number += 1;
        self.case_number
    }

    /// The next number of an escalation, allotted when it is asked for (semantics 1.15).
    pub const fn next_escalation_number(&mut self) -> u64 {
        self.escalation_number += 1;
        self.escalation_number
    }

    /// Makes the next case number greater than one that was brought in.
    pub fn pass_case_number(&mut self, brought_in: u64) {
        self.case_number = self.case_number.max(brought_in);
    }
}

/// Records to put and keys to remove, and what is to be told of it, in one transaction.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChangeSet {
    /// A record to put, or `None` for one to remove.
    pub records: BTreeMap<RecordKey, Option<Record>>,
    /// What happened, in order.
    pub history: Vec<HistoryEntry>,
    /// What was said, in order.
    pub messages: Vec<Message>,
    /// How far ids are handed out afterwards; `None` when none was.
    pub counters: Option<Counters>,
}

impl ChangeSet {
    /// Whether nothing is to be stored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
            && self.history.is_empty()
            && self.messages.is_empty()
            && self.counters.is_none()
    }

    /// Puts a record, in place of what was to become of it before.
    pub fn put(&mut self, record: impl Into<Record>) {
        let record = record.into();
        self.records.insert(record.key(), Some(record));
    }

    /// Removes a record.
    pub fn remove<T: Stored>(&mut self, id: T::Id) {
        self.records.insert(T::key(id), None);
    }

    /// Adds what was decided on the outcome of `self`.
    pub fn append(&mut self, later: Self) {
        if self.records.len() < later.records.len() {
            // Fewer go into many in less time than the other way round.
            let earlier = std::mem::replace(&mut self.records, later.records);
            for (key, change) in earlier {
                self.records.entry(key).or_insert(change);
            }
        } else {
            self.records.extend(later.records);
        }
        self.history.extend(later.history);
        self.messages.extend(later.messages);
        if later.counters.is_some() {
            self.counters = later.counters;
        }
    }

    /// Names what brought about all that is told in it, but for what names its cause by itself and
    /// for what people did to the cause (semantics 12.1).
    pub fn name_cause(&mut self, cause: RecordKey) {
        for entry in &mut self.history {
            if entry.about != cause || !entry.by.is_person() {
                entry.cause.get_or_insert(cause);
            }
        }
    }

    /// The keys of what is told in it and may be stored once only.
    pub fn fired_keys(&self) -> impl Iterator<Item = String> {
        self.history.iter().filter_map(HistoryEntry::once_key)
    }
}
