//! Opening and upgrading the database, on the browser's own interface: with a time limit, and with
//! a plain word on why it does not open.

use super::StoreError;
use futures::{
    channel::oneshot,
    future::{Either, select},
};
use gloo_timers::future::TimeoutFuture;
use indexed_db_futures::{
    database::Database,
    error::{Error, OpenDbError},
};
use js_sys::Array;
use std::{cell::Cell, future::Future, pin::pin, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{
    DomException, IdbDatabase, IdbFactory, IdbIndexParameters, IdbObjectStoreParameters,
    IdbOpenDbRequest, IdbVersionChangeEvent,
};

/// The object stores.
pub(super) const META: &str = "meta";
pub(super) const PAGES: &str = "pages";
pub(super) const JOURNAL: &str = "journal";
pub(super) const MESSAGES: &str = "messages";
const BLOBS: &str = "blobs";

/// Their indexes.
pub(super) const BY_REV: &str = "rev";
pub(super) const BY_CASE: &str = "cases";
pub(super) const BY_FIRED: &str = "fired";

/// A frozen tab may hold an older version without a word, so no opening waits longer than this.
const OPEN_LIMIT_MS: u32 = 3_000;

/// Takes the database from one version to the next.
type Step = fn(&IdbDatabase) -> Result<(), JsValue>;

/// One function a version: the first makes version 1 of nothing.
const STEPS: &[Step] = &[make_all];

fn make_all(database: &IdbDatabase) -> Result<(), JsValue> {
    database.create_object_store(META)?;
    let pages = make_keyed(database, PAGES, &["kind", "device", "number"])?;
    pages.create_index_with_str(BY_REV, "rev")?;
    let journal = make_keyed(database, JOURNAL, &["revision", "n"])?;
    let many = IdbIndexParameters::new();
    many.set_multi_entry(true);
    journal.create_index_with_str_and_optional_parameters(BY_CASE, "cases", &many)?;
    many.set_unique(true);
    journal.create_index_with_str_and_optional_parameters(BY_FIRED, "fired", &many)?;
    make_keyed(database, MESSAGES, &["case", "serial"])?;
    database.create_object_store(BLOBS)?;
    Ok(())
}

fn make_keyed(
    database: &IdbDatabase,
    name: &str,
    key: &[&str],
) -> Result<web_sys::IdbObjectStore, JsValue> {
    let path: Array = key.iter().copied().map(JsValue::from_str).collect();
    let parameters = IdbObjectStoreParameters::new();
    parameters.set_key_path(&path);
    database.create_object_store_with_optional_parameters(name, &parameters)
}

fn version() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

fn factory() -> Result<IdbFactory, StoreError> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    factory.ok_or(StoreError::Unavailable)
}

/// Opens the database of that name, made or brought up to date when need be.
pub(super) async fn open(name: &str) -> Result<Database, StoreError> {
    upgrade(name, version(), STEPS).await?;
    // The upgrade is done, so this opening needs none, which the crate could not do well.
    let opening = Database::open(name).with_version(version());
    let opened = within_limit(async { opening.await }).await?;
    opened.map_err(|error| match error {
        OpenDbError::Base(error) => told(&error),
        _ => StoreError::Unavailable,
    })
}

/// Gives up on work that takes longer than an opening may.
async fn within_limit<T>(work: impl Future<Output = T>) -> Result<T, StoreError> {
    match select(pin!(work), pin!(TimeoutFuture::new(OPEN_LIMIT_MS))).await {
        Either::Left((done, _)) => Ok(done),
        Either::Right(_) => Err(StoreError::Blocked),
    }
}

/// Runs the steps that the database lacks, and closes it again.
async fn upgrade(name: &str, version: u32, steps: &'static [Step]) -> Result<(), StoreError> {
    let request = factory()?
        .open_with_u32(name, version)
        .map_err(|error| thrown(&error))?;
    let failed_step = Rc::new(Cell::new(None));
    let (closures, opened) = listen(&request, steps, &failed_step);
    let outcome = within_limit(opened).await;
    if outcome.is_err() {
        // Should it open after all, nobody waits for it: it must not stay open and deaf.
        closures.forget();
        return Err(StoreError::Blocked);
    }
    drop(closures);
    if let Some(error) = failed_step.take() {
        return Err(error);
    }
    match outcome? {
        Ok(result) => result,
        Err(oneshot::Canceled) => Err(StoreError::Lost),
    }
}

/// The listeners of one opening, which have to live as long as it takes.
struct Listeners {
    upgrade: Closure<dyn FnMut(IdbVersionChangeEvent)>,
    success: Closure<dyn FnMut(JsValue)>,
    error: Closure<dyn FnMut(JsValue)>,
}

impl Listeners {
    fn forget(self) {
        self.upgrade.forget();
        self.success.forget();
        self.error.forget();
    }
}

type Opened = oneshot::Receiver<Result<(), StoreError>>;

fn listen(
    request: &IdbOpenDbRequest,
    steps: &'static [Step],
    failed_step: &Rc<Cell<Option<StoreError>>>,
) -> (Listeners, Opened) {
    let (tell, opened) = oneshot::channel();
    let tell = Rc::new(Cell::new(Some(tell)));
    let answer = {
        let tell = Rc::clone(&tell);
        move |outcome| tell.take().map(|tell| tell.send(outcome))
    };
    let upgrade = {
        let (request, failed_step) = (request.clone(), Rc::clone(failed_step));
        Closure::new(move |event: IdbVersionChangeEvent| {
            if let Err(error) = run_steps(&request, &event, steps) {
                failed_step.set(Some(thrown(&error)));
                request.transaction().map(|upgrade| upgrade.abort().ok());
            }
        })
    };
    let success = {
        let (request, answer) = (request.clone(), answer.clone());
        Closure::new(move |_: JsValue| {
            // A deletion has no database for a result.
            let opened = request.result().and_then(JsCast::dyn_into::<IdbDatabase>);
            if let Ok(database) = opened {
                database.close();
            }
            answer(Ok(()));
        })
    };
    let error = {
        let request = request.clone();
        Closure::new(move |event: JsValue| {
            // Else the browser writes the error to the console besides.
            event.unchecked_into::<web_sys::Event>().prevent_default();
            let error = request.error().ok().flatten();
            answer(Err(error.as_ref().map_or(StoreError::Lost, named)));
        })
    };
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    request.set_onsuccess(Some(success.as_ref().unchecked_ref()));
    request.set_onerror(Some(error.as_ref().unchecked_ref()));
    let listeners = Listeners {
        upgrade,
        success,
        error,
    };
    (listeners, opened)
}

fn run_steps(
    request: &IdbOpenDbRequest,
    event: &IdbVersionChangeEvent,
    steps: &[Step],
) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.unchecked_into();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::as_conversions,
        reason = "a version is a small whole number"
    )]
    let from = event.old_version() as usize;
    steps.iter().skip(from).try_for_each(|step| step(&database))
}

/// Deletes the database of that name, which every tab that has it open is told to close first.
pub async fn delete_database(name: &str) -> Result<(), StoreError> {
    let request = factory()?
        .delete_database(name)
        .map_err(|error| thrown(&error))?;
    let (closures, deleted) = listen(&request, &[], &Rc::default());
    let outcome = within_limit(deleted).await;
    closures.forget();
    outcome?.unwrap_or(Err(StoreError::Lost))
}

/// What an exception means.
pub(super) fn named(exception: &DomException) -> StoreError {
    StoreError::named(&exception.name(), &exception.message())
}

/// What a thrown value means.
pub(super) fn thrown(value: &JsValue) -> StoreError {
    match value.dyn_ref::<DomException>() {
        Some(exception) => named(exception),
        None => StoreError::Other(format!("{value:?}")),
    }
}

/// What an error of the crate means.
pub(super) fn told(error: &Error) -> StoreError {
    match error {
        Error::DomException(exception) => thrown(exception.as_ref()),
        other => StoreError::Other(other.to_string()),
    }
}
