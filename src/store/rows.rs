//! Rows and what keeps them: IndexedDB in the browser, or memory.

use super::{StoreError, page::PageKey};
use crate::engine::{change::Counters, id::CaseId, instant::Instant};
use serde::{Deserialize, Serialize};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    future::Future,
    ops::Bound,
    rc::Rc,
};

/// The version of how rows are laid out.
pub const SCHEMA: u32 = 1;

/// The one row of `meta`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Names the database, so that one which was made anew is told from the one before.
    pub database: Box<str>,
    /// The version of how rows are laid out.
    pub schema: u32,
    /// How many commits there have been.
    pub revision: u64,
    /// How far ids and numbers have been handed out.
    pub counters: Counters,
    /// The hash of the newest journal row, which tells of all rows before it; empty at first.
    pub chain: Box<str>,
    /// The latest stamp; none given later may lie before it.
    pub latest_at: Instant,
}

impl Meta {
    /// Of a database that nothing has been committed to.
    #[must_use]
    pub fn new(database: impl Into<Box<str>>, counters: Counters) -> Self {
        Self {
            database: database.into(),
            schema: SCHEMA,
            revision: 0,
            counters,
            chain: Box::default(),
            latest_at: Instant::from_seconds(0),
        }
    }
}

/// Up to 256 records of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRow {
    /// Which records.
    pub key: PageKey,
    /// The revision that wrote it.
    pub rev: u64,
    /// The records; the first byte names the codec, `[` being JSON.
    pub bytes: Vec<u8>,
}

/// Up to 256 entries of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// The revision that wrote it.
    pub revision: u64,
    /// Its place among the rows of that revision.
    pub n: u32,
    /// The cases in whose history its entries stand.
    pub cases: Vec<CaseId>,
    /// The keys of the firings it tells of, each of which may be stored once only.
    pub fired: Vec<String>,
    /// The hash of the row before and of `bytes`, in hexadecimal.
    pub chain: Box<str>,
    /// The entries as JSON.
    pub bytes: Vec<u8>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// The case it is on.
    pub case: CaseId,
    /// Its serial.
    pub serial: u64,
    /// The message as JSON.
    pub bytes: Vec<u8>,
}

/// Which rows of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalQuery {
    /// Those that tell of a case, oldest first.
    OfCase(CaseId),
    /// Those of these revisions, both included, oldest first.
    Between(u64, u64),
    /// The first that many rows after that one, oldest first.
    After {
        /// The revision and place of the row read last; none is at revision 0.
        row: (u64, u32),
        /// How many at most.
        limit: u32,
    },
}

/// Which messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageQuery {
    /// Those on a case, oldest first.
    OfCase(CaseId),
    /// The first that many after that one, by case and serial.
    After {
        /// The case and serial of the message read last.
        row: (CaseId, u64),
        /// How many at most.
        limit: u32,
    },
}

/// All that one commit writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// The meta row it was decided on: the one there must be of this database and revision.
    /// `None` makes the database, which must then have none.
    pub expected: Option<(Box<str>, u64)>,
    /// Whether everything there is goes first.
    pub replaces: bool,
    /// Pages in place of those there were.
    pub pages: Vec<PageRow>,
    /// New rows of the journal.
    pub journal: Vec<JournalRow>,
    /// New messages.
    pub messages: Vec<MessageRow>,
    /// The meta row from then on.
    pub meta: Meta,
}

/// Keeps rows. A commit is whole or not at all.
pub trait Rows {
    /// The meta row; `None` where nothing was ever stored.
    fn meta(&self) -> impl Future<Output = Result<Option<Meta>, StoreError>>;

    /// The keys of the pages written after that revision.
    fn page_keys(&self, above: u64) -> impl Future<Output = Result<Vec<PageKey>, StoreError>>;

    /// The pages of those keys that are there.
    fn pages(&self, keys: &[PageKey]) -> impl Future<Output = Result<Vec<PageRow>, StoreError>>;

    /// Rows of the journal.
    fn journal(
        &self,
        query: JournalQuery,
    ) -> impl Future<Output = Result<Vec<JournalRow>, StoreError>>;

    /// Messages.
    fn messages(
        &self,
        query: MessageQuery,
    ) -> impl Future<Output = Result<Vec<MessageRow>, StoreError>>;

    /// Writes everything, provided nobody wrote since the expected revision and no firing is
    /// stored already.
    fn commit(&self, write: Write) -> impl Future<Output = Result<(), StoreError>>;
}

/// Rows in memory, gone with the page. Clones share them, as tabs share a database.
#[derive(Debug, Clone, Default)]
pub struct MemoryRows {
    shelf: Rc<RefCell<Shelf>>,
}

#[derive(Debug, Default)]
struct Shelf {
    meta: Option<Meta>,
    pages: BTreeMap<PageKey, PageRow>,
    journal: BTreeMap<(u64, u32), JournalRow>,
    messages: BTreeMap<(CaseId, u64), MessageRow>,
    /// What the unique index of the database holds.
    fired: BTreeSet<String>,
}

impl Shelf {
    fn commit(&mut self, write: Write) -> Result<(), StoreError> {
        let here = self.meta.as_ref();
        if here.map(|meta| (meta.database.clone(), meta.revision)) != write.expected {
            return Err(StoreError::Conflict);
        }
        let mut fired: BTreeSet<String> = BTreeSet::new();
        for key in write.journal.iter().flat_map(|row| &row.fired) {
            if (self.fired.contains(key) && !write.replaces) || !fired.insert(key.clone()) {
                return Err(StoreError::FiredTwice);
            }
        }
        if write.replaces {
            *self = Self::default();
        }
        self.fired.extend(fired);
        let pages = write.pages.into_iter().map(|row| (row.key, row));
        self.pages.extend(pages);
        let journal = write.journal.into_iter();
        self.journal
            .extend(journal.map(|row| ((row.revision, row.n), row)));
        let messages = write.messages.into_iter();
        self.messages
            .extend(messages.map(|row| ((row.case, row.serial), row)));
        self.meta = Some(write.meta);
        Ok(())
    }

    fn journal(&self, query: JournalQuery) -> Vec<JournalRow> {
        let rows = self.journal.values();
        let found: Vec<&JournalRow> = match query {
            JournalQuery::OfCase(case) => rows.filter(|row| row.cases.contains(&case)).collect(),
            JournalQuery::Between(first, last) => rows
                .filter(|row| (first..=last).contains(&row.revision))
                .collect(),
            JournalQuery::After { row, limit } => self
                .journal
                .range((Bound::Excluded(row), Bound::Unbounded))
                .map(|(_, row)| row)
                .take(usize::try_from(limit).unwrap_or(usize::MAX))
                .collect(),
        };
        found.into_iter().cloned().collect()
    }

    fn messages(&self, query: MessageQuery) -> Vec<MessageRow> {
        let rows = self.messages.values();
        match query {
            MessageQuery::OfCase(case) => rows.filter(|row| row.case == case).cloned().collect(),
            MessageQuery::After { row, limit } => self
                .messages
                .range((Bound::Excluded(row), Bound::Unbounded))
                .map(|(_, row)| row.clone())
                .take(usize::try_from(limit).unwrap_or(usize::MAX))
                .collect(),
        }
    }
}

impl Rows for MemoryRows {
    async fn meta(&self) -> Result<Option<Meta>, StoreError> {
        Ok(self.shelf.borrow().meta.clone())
    }

    async fn page_keys(&self, above: u64) -> Result<Vec<PageKey>, StoreError> {
        let held = self.shelf.borrow();
        let pages = held.pages.values().filter(|row| row.rev > above);
        Ok(pages.map(|row| row.key).collect())
    }

    async fn pages(&self, keys: &[PageKey]) -> Result<Vec<PageRow>, StoreError> {
        let held = self.shelf.borrow();
        let found = keys.iter().filter_map(|key| held.pages.get(key));
        Ok(found.cloned().collect())
    }

    async fn journal(&self, query: JournalQuery) -> Result<Vec<JournalRow>, StoreError> {
        Ok(self.shelf.borrow().journal(query))
    }

    async fn messages(&self, query: MessageQuery) -> Result<Vec<MessageRow>, StoreError> {
        Ok(self.shelf.borrow().messages(query))
    }

    async fn commit(&self, write: Write) -> Result<(), StoreError> {
        self.shelf.borrow_mut().commit(write)
    }
}
