//! Records, history and messages as rows, in the browser's database or in memory.
//!
//! A commit is encoded whole before its transaction, which checks the revision that it was decided
//! on. So what was decided on an older desk writes nothing, however many tabs are open.

mod backup;
mod codec;
mod error;
mod page;
mod rows;

#[cfg(target_arch = "wasm32")]
mod indexed_db;
#[cfg(target_arch = "wasm32")]
mod js_rows;
#[cfg(target_arch = "wasm32")]
mod kept;
#[cfg(target_arch = "wasm32")]
mod open;

#[cfg(target_arch = "wasm32")]
pub use indexed_db::{IndexedDb, Notice, abort_open_transaction};
#[cfg(target_arch = "wasm32")]
pub use kept::Kept;
#[cfg(target_arch = "wasm32")]
pub use open::delete_database;
pub use {
    backup::{Backup, BackupError, BackupWriter},
    codec::{Draft, entries, link, messages},
    error::StoreError,
    page::PageKey,
    rows::{
        JournalQuery, JournalRow, MemoryRows, MessageQuery, MessageRow, Meta, PageRow, Rows,
        SCHEMA, Write,
    },
};
