//! Where this page keeps its rows: the browser's database, or memory where that is forbidden.

use super::{
    StoreError,
    indexed_db::IndexedDb,
    page::PageKey,
    rows::{
        JournalQuery, JournalRow, MemoryRows, MessageQuery, MessageRow, Meta, PageRow, Rows, Write,
    },
};

/// The rows of this page.
#[derive(Clone)]
pub enum Kept {
    /// In the browser's database.
    InBrowser(IndexedDb),
    /// In memory, gone with the page.
    InMemory(MemoryRows),
}

impl Rows for Kept {
    async fn meta(&self) -> Result<Option<Meta>, StoreError> {
        match self {
            Self::InBrowser(rows) => rows.meta().await,
            Self::InMemory(rows) => rows.meta().await,
        }
    }

    async fn page_keys(&self, above: u64) -> Result<Vec<PageKey>, StoreError> {
        match self {
            Self::InBrowser(rows) => rows.page_keys(above).await,
            Self::InMemory(rows) => rows.page_keys(above).await,
        }
    }

    async fn pages(&self, keys: &[PageKey]) -> Result<Vec<PageRow>, StoreError> {
        match self {
            Self::InBrowser(rows) => rows.pages(keys).await,
            Self::InMemory(rows) => rows.pages(keys).await,
        }
    }

    async fn journal(&self, query: JournalQuery) -> Result<Vec<JournalRow>, StoreError> {
        match self {
            Self::InBrowser(rows) => rows.journal(query).await,
            Self::InMemory(rows) => rows.journal(query).await,
        }
    }

    async fn messages(&self, query: MessageQuery) -> Result<Vec<MessageRow>, StoreError> {
        match self {
            Self::InBrowser(rows) => rows.messages(query).await,
            Self::InMemory(rows) => rows.messages(query).await,
        }
    }

    async fn commit(&self, write: Write) -> Result<(), StoreError> {
        match self {
            Self::InBrowser(rows) => rows.commit(write).await,
            Self::InMemory(rows) => rows.commit(write).await,
        }
    }
}
