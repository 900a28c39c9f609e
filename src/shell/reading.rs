//! Reading what is stored: the desk, or what other tabs have changed of it, and history.

use super::run::{Run, World};
use crate::{
    engine::{
        change::ChangeSet,
        history::HistoryEntry,
        id::CaseId,
        message::Message,
        record::{Kind, Record, RecordKey},
    },
    store::{JournalQuery, MessageQuery, Meta, Rows, StoreError, entries, messages},
};
use std::collections::BTreeMap;

/// How many pages are read at a time.
const PAGES_A_READ: usize = 64;

impl<R: Rows, W: World> Run<R, W> {
    /// Reads what was committed since `meta`, by other tabs or, at revision 0, by anyone.
    pub async fn refresh(&self, meta: &mut Meta) -> Result<(), StoreError> {
        loop {
            let newest = self.rows().meta().await?.ok_or(StoreError::Lost)?;
            let is_same = newest.database == meta.database;
            if is_same && newest.revision == meta.revision {
                return Ok(());
            }
            let since = if is_same { meta.revision } else { 0 };
            let records = self.read_pages(since, is_same).await?;
            *meta = newest;
            let changes = ChangeSet {
                records,
                counters: Some(meta.counters.clone()),
                ..ChangeSet::default()
            };
            self.show(meta, changes).await;
        }
    }

    /// What the pages written after `since` make of the desk. Of another database nothing stays.
    async fn read_pages(
        &self,
        since: u64,
        is_same: bool,
    ) -> Result<BTreeMap<RecordKey, Option<Record>>, StoreError> {
        let held: BTreeMap<Kind, Vec<u64>> = Kind::ALL
            .iter()
            .map(|kind| (*kind, self.desk().borrow().ids(*kind)))
            .collect();
        let mut records = BTreeMap::new();
        if !is_same {
            for (kind, ids) in &held {
                let keys = ids.iter().map(|id| RecordKey {
                    kind: *kind,
                    id: *id,
                });
                records.extend(keys.map(|key| (key, None)));
            }
        }
        let keys = self.rows().page_keys(since).await?;
        for keys in keys.chunks(PAGES_A_READ) {
            for page in self.rows().pages(keys).await? {
                let held = held.get(&page.key.kind).map_or(&[][..], Vec::as_slice);
                records.extend(page.changes_on(held)?);
                self.world().pause().await;
            }
        }
        Ok(records)
    }

    /// The history of a case, oldest first.
    pub async fn history_of(&self, case: CaseId) -> Result<Vec<HistoryEntry>, StoreError> {
        let rows = self.rows().journal(JournalQuery::OfCase(case)).await?;
        let mut found = entries(&rows)?;
        found.retain(|entry| entry.case == Some(case));
        Ok(found)
    }

    /// The messages on a case, oldest first.
    pub async fn messages_of(&self, case: CaseId) -> Result<Vec<Message>, StoreError> {
        messages(&self.rows().messages(MessageQuery::OfCase(case)).await?)
    }

    /// The latest entries of the whole history, at least `n_entries` where there are so many,
    /// oldest first.
    pub async fn latest_history(&self, n_entries: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        let newest = self.rows().meta().await?.map_or(0, |meta| meta.revision);
        let mut n_revisions = 64;
        loop {
            let first = newest.saturating_sub(n_revisions);
            let rows = self
                .rows()
                .journal(JournalQuery::Between(first, newest))
                .await?;
            let found = entries(&rows)?;
            if found.len() >= n_entries || first == 0 {
                return Ok(found);
            }
            n_revisions *= 4;
        }
    }
}
