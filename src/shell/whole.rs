//! The whole workspace at once: written to a backup, taken from one, copied.

use super::{
    refusal::Refusal,
    run::{Run, World},
};
use crate::{
    engine::{
        change::ChangeSet, decide::may, delivery::quieted, desk::Desk, id::CaseId, record::Kind,
        roles::Act,
    },
    store::{
        Backup, BackupWriter, Draft, JournalQuery, JournalRow, MessageQuery, MessageRow, Meta,
        Rows, StoreError, Write, entries, messages,
    },
};
use std::future::Future;

/// How many rows of the journal, or messages, are read at a time.
const ROWS_A_READ: u32 = 64;
/// How many times the reading starts again because another tab has written meanwhile.
const TRIES_MAX: u32 = 3;

impl<R: Rows, W: World> Run<R, W> {
    /// Refuses what is no command and is not for whoever acts, and tells of it (semantics 9.4).
    pub async fn permit(&self, meta: &mut Meta, act: Act) -> Result<(), Refusal> {
        self.refresh(meta).await?;
        let stamp = self.stamp(meta);
        let allowed = may(&self.desk().borrow(), act, stamp);
        self.or_told(meta, allowed, None, stamp).await
    }

    /// The parts of a backup file, in order.
    pub async fn export(&self, meta: &mut Meta) -> Result<Vec<String>, StoreError> {
        for _ in 0..TRIES_MAX {
            self.refresh(meta).await?;
            let parts = self.export_once(meta).await?;
            if self.rows().meta().await?.as_ref() == Some(&*meta) {
                return Ok(parts);
            }
        }
        Err(StoreError::Conflict)
    }

    async fn export_once(&self, meta: &Meta) -> Result<Vec<String>, StoreError> {
        let mut writer = BackupWriter::new(meta)?;
        let pages = BackupWriter::pages(&self.desk().borrow());
        for kind in Kind::ALL {
            let mut of_kind = pages.iter().filter(|page| page.kind == *kind).peekable();
            if of_kind.peek().is_none() {
                continue;
            }
            writer.open_kind(*kind);
            for page in of_kind {
                writer.page(*page, &self.desk().borrow())?;
                self.world().pause().await;
            }
            writer.close_list();
        }
        writer.open_history();
        let mut row = (0, 0);
        while let Some((rows, last)) = self.journal_after(row).await? {
            writer.entries(&entries(&rows)?)?;
            row = last;
        }
        writer.close_list();
        writer.open_messages();
        let mut row = (CaseId(0), 0);
        while let Some((rows, last)) = self.messages_after(row).await? {
            writer.messages(&messages(&rows)?)?;
            row = last;
        }
        writer.close_list();
        Ok(writer.finish())
    }

    /// The next rows of the journal and where they end; `None` at its end.
    async fn journal_after(
        &self,
        row: (u64, u32),
    ) -> Result<Option<(Vec<JournalRow>, (u64, u32))>, StoreError> {
        self.world().pause().await;
        let limit = ROWS_A_READ;
        let rows = self
            .rows()
            .journal(JournalQuery::After { row, limit })
            .await?;
        let last = rows.last().map(|row| (row.revision, row.n));
        Ok(last.map(|last| (rows, last)))
    }

    /// The next messages and where they end; `None` at their end.
    async fn messages_after(
        &self,
        row: (CaseId, u64),
    ) -> Result<Option<(Vec<MessageRow>, (CaseId, u64))>, StoreError> {
        self.world().pause().await;
        let limit = ROWS_A_READ;
        let query = MessageQuery::After { row, limit };
        let rows = self.rows().messages(query).await?;
        let last = rows.last().map(|row| (row.case, row.serial));
        Ok(last.map(|last| (rows, last)))
    }

    /// Puts a backup in place of everything there is, in one transaction. `database` is the name of
    /// the database from then on, so that other tabs read all of it anew.
    pub async fn restore(
        &self,
        meta: &mut Meta,
        backup: Backup,
        database: &str,
    ) -> Result<(), Refusal> {
        let pause = || self.world().pause();
        let write = restoring(Some(meta), backup, database, pause).await?;
        self.rows().commit(write).await.map_err(Refusal::Store)?;
        self.refresh(meta).await?;
        self.world().committed(meta);
        Ok(())
    }

    /// All rows, to be written to another database of the name `database` over `there`.
    pub async fn copy(
        &self,
        meta: &mut Meta,
        there: Option<&Meta>,
        database: &str,
    ) -> Result<Write, StoreError> {
        self.refresh(meta).await?;
        let mut write = Draft::new(&ChangeSet::default(), meta, meta.latest_at)?.finish();
        let keys = self.rows().page_keys(0).await?;
        for keys in keys.chunks(64) {
            write.pages.extend(self.rows().pages(keys).await?);
            self.world().pause().await;
        }
        let mut row = (0, 0);
        while let Some((rows, last)) = self.journal_after(row).await? {
            write.journal.extend(rows);
            row = last;
        }
        let mut row = (CaseId(0), 0);
        while let Some((rows, last)) = self.messages_after(row).await? {
            write.messages.extend(rows);
            row = last;
        }
        write.expected = there.map(|meta| (meta.database.clone(), meta.revision));
        write.replaces = true;
        write.meta.database = database.into();
        Ok(write)
    }
}

/// What restoring a backup over `there` writes; `pause` lets the page breathe.
pub(super) async fn restoring<F: Future<Output = ()>>(
    there: Option<&Meta>,
    backup: Backup,
    database: &str,
    pause: impl Fn() -> F,
) -> Result<Write, StoreError> {
    let Backup {
        mut changes,
        latest_at,
    } = backup;
    for record in changes.records.values_mut().flatten() {
        if let Some(quieted) = quieted(record) {
            *record = quieted;
        }
    }
    let empty = Meta {
        revision: there.map_or(0, |meta| meta.revision),
        latest_at,
        ..Meta::new(database, changes.counters.clone().unwrap_or_default())
    };
    let mut draft = Draft::new(&changes, &empty, latest_at)?;
    let nothing = Desk::default();
    while draft.encode_next(&nothing, &changes)? {
        pause().await;
    }
    Ok(Write {
        expected: there.map(|meta| (meta.database.clone(), meta.revision)),
        replaces: true,
        ..draft.finish()
    })
}
