//! Rows in the browser's database.

use super::{
    StoreError, js_rows,
    open::{BY_CASE, BY_REV, JOURNAL, MESSAGES, META, PAGES, named, open, told},
    page::PageKey,
    rows::{JournalQuery, JournalRow, MessageQuery, MessageRow, Meta, PageRow, Rows, Write},
};
use indexed_db_futures::{
    KeyRange,
    database::Database,
    error::Error,
    internals::SystemRepr,
    object_store::ObjectStore,
    prelude::*,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::IdbTransaction;

/// The key of the one row of `meta`.
const META_KEY: &str = "desk";
/// How many puts are queued at a time.
const PUTS_A_GROUP: usize = 64;

thread_local! {
    /// The transaction that writes just now, for the panic hook.
    static WRITING: RefCell<Option<IdbTransaction>> = const { RefCell::new(None) };
}

/// Aborts the transaction that is open, if any: a panic between two puts must not keep the first.
pub fn abort_open_transaction() {
    WRITING.with(|writing| {
        if let Some(transaction) = writing
            .try_borrow_mut()
            .ok()
            .and_then(|mut open| open.take())
        {
            // It may have ended already, which is as good.
            let _ = transaction.abort();
        }
    });
}

/// What the browser tells of the connection without having been asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A newer page wants the database: this one has let go of it for good.
    OlderTab,
    /// The connection was closed; the next read or commit opens it again.
    Closed,
}

/// Rows in a database of the browser.
#[derive(Clone)]
pub struct IndexedDb {
    name: Rc<str>,
    link: Rc<Link>,
}

/// Hears one kind of event.
type Listener = Closure<dyn FnMut(JsValue)>;

/// The connection, and what is heard on it.
struct Link {
    database: RefCell<Option<Database>>,
    is_given_up: Cell<bool>,
    hear: Box<dyn Fn(Notice)>,
    listeners: RefCell<Option<[Listener; 2]>>,
}

impl IndexedDb {
    /// Opens the database of that name; `hear` is told what happens to it later.
    pub async fn open(name: &str, hear: impl Fn(Notice) + 'static) -> Result<Self, StoreError> {
        let rows = Self {
            name: name.into(),
            link: Rc::new(Link {
                database: RefCell::default(),
                is_given_up: Cell::new(false),
                hear: Box::new(hear),
                listeners: RefCell::default(),
            }),
        };
        rows.connection().await?;
        Ok(rows)
    }

    /// Closes the connection for good.
    pub fn close(&self) {
        self.link.is_given_up.set(true);
        if let Some(database) = self.link.database.take() {
            database.close();
        }
    }

    /// The connection, opened again when it was lost.
    async fn connection(&self) -> Result<Database, StoreError> {
        if self.link.is_given_up.get() {
            return Err(StoreError::OlderTab);
        }
        if let Some(database) = self.link.database.borrow().as_ref() {
            return Ok(database.clone());
        }
        let database = open(&self.name).await?;
        self.listen(&database);
        self.link.database.replace(Some(database.clone()));
        Ok(database)
    }

    fn listen(&self, database: &Database) {
        let link = Rc::downgrade(&self.link);
        let changed = {
            let link = link.clone();
            Closure::new(move |_: JsValue| {
                let Some(link) = link.upgrade() else { return };
                link.is_given_up.set(true);
                if let Some(database) = link.database.take() {
                    database.close();
                }
                (link.hear)(Notice::OlderTab);
            })
        };
        let closed = Closure::new(move |_: JsValue| {
            let Some(link) = link.upgrade() else { return };
            link.database.take();
            (link.hear)(Notice::Closed);
        });
        let raw = database.as_sys();
        raw.set_onversionchange(Some(changed.as_ref().unchecked_ref()));
        raw.set_onclose(Some(closed.as_ref().unchecked_ref()));
        self.link.listeners.replace(Some([changed, closed]));
    }

    /// All rows of one store, or of one of its indexes, that a query names.
    async fn read_all(
        &self,
        store: &str,
        index: Option<&str>,
        range: KeyRange<JsValue>,
        limit: Option<u32>,
    ) -> Result<Vec<JsValue>, StoreError> {
        let database = self.connection().await?;
        let transaction = database
            .transaction(store)
            .with_mode(TransactionMode::Readonly)
            .build()
            .map_err(|error| self.lost(&error))?;
        let read = async {
            let store = transaction.object_store(store)?;
            let limit = limit.unwrap_or(u32::MAX);
            let rows = if let Some(index) = index {
                let index = store.index(index)?;
                index
                    .get_all::<JsValue>()
                    .with_query::<JsValue, _>(range)
                    .with_limit(limit)
                    .primitive()?
                    .await?
            } else {
                store
                    .get_all::<JsValue>()
                    .with_query::<JsValue, _>(range)
                    .with_limit(limit)
                    .primitive()?
                    .await?
            };
            rows.collect::<Result<Vec<JsValue>, _>>()
        };
        read.await.map_err(|error| told(&error))
    }

    /// A transaction that cannot begin means a connection that is gone.
    fn lost(&self, error: &Error) -> StoreError {
        let error = told(error);
        if error == StoreError::Lost {
            self.link.database.take();
        }
        error
    }
}

impl Rows for IndexedDb {
    async fn meta(&self) -> Result<Option<Meta>, StoreError> {
        let only = KeyRange::Only(JsValue::from_str(META_KEY));
        let rows = self.read_all(META, None, only, None).await?;
        rows.first().map(js_rows::meta).transpose()
    }

    async fn page_keys(&self, above: u64) -> Result<Vec<PageKey>, StoreError> {
        let database = self.connection().await?;
        let transaction = database
            .transaction(PAGES)
            .with_mode(TransactionMode::Readonly)
            .build()
            .map_err(|error| self.lost(&error))?;
        let read = async {
            let store = transaction.object_store(PAGES)?;
            let index = store.index(BY_REV)?;
            let newer = KeyRange::LowerBound(js_rows::number(above), true);
            let keys = index
                .get_all_keys::<JsValue>()
                .with_query::<JsValue, _>(newer);
            keys.primitive()?
                .await?
                .collect::<Result<Vec<JsValue>, _>>()
        };
        let keys = read.await.map_err(|error| told(&error))?;
        keys.iter().map(js_rows::page_key).collect()
    }

    async fn pages(&self, keys: &[PageKey]) -> Result<Vec<PageRow>, StoreError> {
        let database = self.connection().await?;
        let transaction = database
            .transaction(PAGES)
            .with_mode(TransactionMode::Readonly)
            .build()
            .map_err(|error| self.lost(&error))?;
        let read = async {
            let store = transaction.object_store(PAGES)?;
            let mut requests = Vec::new();
            for key in keys {
                let get = store.get::<JsValue, JsValue, JsValue>(js_rows::of_page_key(*key));
                requests.push(get.primitive()?);
            }
            let mut rows = Vec::new();
            for request in requests {
                rows.extend(request.await?);
            }
            Ok(rows)
        };
        let rows: Vec<JsValue> = read.await.map_err(|error| told(&error))?;
        rows.iter().map(js_rows::page).collect()
    }

    async fn journal(&self, query: JournalQuery) -> Result<Vec<JournalRow>, StoreError> {
        let pair = |revision: u64, n: u32| js_rows::key(&[revision, u64::from(n)]);
        let (index, range, limit) = match query {
            JournalQuery::OfCase(case) => {
                (Some(BY_CASE), KeyRange::Only(js_rows::number(case.0)), None)
            }
            JournalQuery::Between(first, last) => {
                let range = KeyRange::Bound(pair(first, 0), false, pair(last, u32::MAX), false);
                (None, range, None)
            }
            JournalQuery::After { row, limit } => {
                let range = KeyRange::LowerBound(pair(row.0, row.1), true);
                (None, range, Some(limit))
            }
        };
        let rows = self.read_all(JOURNAL, index, range, limit).await?;
        rows.iter().map(js_rows::journal).collect()
    }

    async fn messages(&self, query: MessageQuery) -> Result<Vec<MessageRow>, StoreError> {
        let (range, limit) = match query {
            MessageQuery::OfCase(case) => {
                let (first, last) = (js_rows::key(&[case.0]), js_rows::key(&[case.0 + 1]));
                (KeyRange::Bound(first, false, last, true), None)
            }
            MessageQuery::After { row, limit } => {
                let after = js_rows::key(&[row.0.0, row.1]);
                (KeyRange::LowerBound(after, true), Some(limit))
            }
        };
        let rows = self.read_all(MESSAGES, None, range, limit).await?;
        rows.iter().map(js_rows::message).collect()
    }

    async fn commit(&self, write: Write) -> Result<(), StoreError> {
        let next = serde_json::to_string(&write.meta)?;
        let database = self.connection().await?;
        let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
        let transaction = database
            .transaction([META, PAGES, JOURNAL, MESSAGES])
            .with_mode(TransactionMode::Readwrite)
            .with_options(strict)
            .build()
            .map_err(|error| self.lost(&error))?;
        let raw: IdbTransaction = transaction.as_sys().clone().unchecked_into();
        WRITING.with(|writing| writing.replace(Some(raw.clone())));
        let outcome = match queue(&transaction, &write, &next).await {
            Ok(()) => transaction.commit().await.map_err(|error| told(&error)),
            // Dropping the transaction takes back what was queued.
            Err(error) => Err(error),
        };
        WRITING.with(|writing| writing.replace(None));
        // The transaction's own error tells the cause, such as a full disk; the crate's does not.
        outcome.map_err(|error| raw.error().as_ref().map_or(error, named))
    }
}

/// Checks the revision, and then queues everything, the meta row last.
async fn queue(transaction: &Transaction<'_>, write: &Write, next: &str) -> Result<(), StoreError> {
    let edge = |error: Error| told(&error);
    let meta = transaction.object_store(META).map_err(edge)?;
    let stored: Option<JsValue> = meta
        .get::<JsValue, JsValue, JsValue>(JsValue::from_str(META_KEY))
        .primitive()
        .map_err(edge)?
        .await
        .map_err(edge)?;
    let stored = stored.as_ref().map(js_rows::meta).transpose()?;
    if stored.map(|meta| (meta.database, meta.revision)) != write.expected {
        return Err(StoreError::Conflict);
    }
    let queued = async {
        if write.replaces {
            for name in [PAGES, JOURNAL, MESSAGES] {
                drop(transaction.object_store(name)?.clear()?);
            }
        }
        let journal = transaction.object_store(JOURNAL)?;
        for row in &write.journal {
            drop(journal.add(js_rows::of_journal(row)?).primitive()?);
        }
        let pages = transaction.object_store(PAGES)?;
        put_all(&pages, write.pages.iter().map(js_rows::of_page)).await?;
        let messages = transaction.object_store(MESSAGES)?;
        put_all(&messages, write.messages.iter().map(js_rows::of_message)).await?;
        let put = meta.put(JsValue::from_str(next));
        let put = put.with_key(JsValue::from_str(META_KEY)).without_key_type();
        drop(put.primitive()?);
        Ok(())
    };
    queued.await.map_err(edge)
}

/// Queues puts in groups, and waits for the last of each, so that many pages do not keep the page
/// from answering. Nothing but this transaction's own requests is waited for.
async fn put_all(
    store: &ObjectStore<'_>,
    values: impl Iterator<Item = Result<JsValue, JsValue>>,
) -> Result<(), Error> {
    for (n, value) in (1..).zip(values) {
        let request = store.put(value?).primitive()?;
        if n % PUTS_A_GROUP == 0 {
            request.await?;
        }
    }
    Ok(())
}
