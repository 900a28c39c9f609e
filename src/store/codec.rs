//! What a commit writes, encoded before its transaction, and the way back.

use super::{
    StoreError,
    page::PageKey,
    rows::{JournalRow, MessageRow, Meta, PageRow, Write},
};
use crate::engine::{
    change::ChangeSet, desk::Desk, history::HistoryEntry, id::CaseId, instant::Instant,
    message::Message,
};
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt::Write as _};

/// How many entries a row of the journal holds at most.
const ENTRIES_MAX: usize = 256;

/// A commit that is being encoded, a row of the journal or a page at a time.
pub struct Draft {
    write: Write,
    n_told: usize,
    pages: std::collections::btree_set::IntoIter<PageKey>,
}

impl Draft {
    /// Encodes the messages of `changes`; its history and its pages are still to come. `at` is the
    /// stamp it was decided at.
    pub fn new(changes: &ChangeSet, meta: &Meta, at: Instant) -> Result<Self, StoreError> {
        let revision = meta.revision + 1;
        let messages = changes.messages.iter().map(message_row);
        let next = Meta {
            revision,
            counters: changes.counters.as_ref().unwrap_or(&meta.counters).clone(),
            latest_at: meta.latest_at.max(at),
            ..meta.clone()
        };
        Ok(Self {
            write: Write {
                expected: Some((meta.database.clone(), meta.revision)),
                replaces: false,
                pages: Vec::new(),
                journal: Vec::new(),
                messages: messages.collect::<Result<_, _>>()?,
                meta: next,
            },
            n_told: 0,
            pages: PageKey::touched(changes).into_iter(),
        })
    }

    /// Encodes the next row of the journal, or else the next touched page as it is after `changes`
    /// on `desk`; false when none is left.
    pub fn encode_next(&mut self, desk: &Desk, changes: &ChangeSet) -> Result<bool, StoreError> {
        let untold = changes.history.get(self.n_told..).unwrap_or_default();
        if let Some(entries) = untold.chunks(ENTRIES_MAX).next() {
            self.tell(entries)?;
            return Ok(true);
        }
        let Some(key) = self.pages.next() else {
            return Ok(false);
        };
        self.write.pages.push(PageRow {
            key,
            rev: self.write.meta.revision,
            bytes: key.encode(desk, changes)?,
        });
        Ok(true)
    }

    fn tell(&mut self, entries: &[HistoryEntry]) -> Result<(), StoreError> {
        let Write { journal, meta, .. } = &mut self.write;
        let bytes = serde_json::to_vec(entries)?;
        meta.chain = link(&meta.chain, &bytes);
        let cases: BTreeSet<CaseId> = entries.iter().filter_map(|entry| entry.case).collect();
        journal.push(JournalRow {
            revision: meta.revision,
            n: u32::try_from(journal.len()).unwrap_or(u32::MAX),
            cases: cases.into_iter().collect(),
            fired: entries.iter().filter_map(HistoryEntry::once_key).collect(),
            chain: meta.chain.clone(),
            bytes,
        });
        self.n_told += entries.len();
        Ok(())
    }

    /// What is to be written, once all of it is encoded.
    #[must_use]
    pub fn finish(self) -> Write {
        self.write
    }
}

/// The hash of a journal row, which no row before it can be changed without changing.
#[must_use]
pub fn link(before: &str, bytes: &[u8]) -> Box<str> {
    let mut hash = Sha256::new();
    hash.update(before.as_bytes());
    hash.update(bytes);
    hexadecimal(&hash.finalize())
}

pub(super) fn hexadecimal(bytes: &[u8]) -> Box<str> {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text.into()
}

pub(super) fn message_row(message: &Message) -> Result<MessageRow, StoreError> {
    Ok(MessageRow {
        case: message.case,
        serial: message.serial,
        bytes: serde_json::to_vec(message)?,
    })
}

/// The entries of rows of the journal, in their order.
pub fn entries(rows: &[JournalRow]) -> Result<Vec<HistoryEntry>, StoreError> {
    let mut entries = Vec::new();
    for row in rows {
        entries.extend(serde_json::from_slice::<Vec<HistoryEntry>>(&row.bytes)?);
    }
    Ok(entries)
}

/// The messages of rows, in their order.
pub fn messages(rows: &[MessageRow]) -> Result<Vec<Message>, StoreError> {
    let messages = rows.iter().map(|row| serde_json::from_slice(&row.bytes));
    Ok(messages.collect::<Result<_, _>>()?)
}
