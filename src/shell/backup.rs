//! Backup and restore, the browser's promise to keep the data, and the sandbox: what concerns the
//! workspace as a whole.

use super::{DeskHandle, Refusal, Simulated, sandbox, session};
use crate::{
    engine::{decide::may, instant::Instant, roles::Act},
    store::{Backup, BackupError, StoreError},
};
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, StorageManager, Url};

/// How much the browser lets the page store, in bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Space {
    /// What is used.
    pub used: f64,
    /// What may be used in all.
    pub granted: f64,
}

impl DeskHandle {
    /// Refuses what is not for whoever acts, and tells of it in the history (semantics 9.4): for
    /// what has no command of its own.
    pub async fn permit(self, act: Act) -> Result<(), Refusal> {
        let inner = self.inner();
        self.spawn(async move {
            let mut meta = inner.turns.take().await;
            inner.run.permit(&mut meta, act).await
        })
        .await
    }

    /// The whole workspace as one JSON file, the same bytes for the same workspace.
    pub async fn export_backup(self) -> Result<Blob, Refusal> {
        self.permit(Act::Administer).await?;
        let inner = self.inner();
        let mut meta = inner.turns.take().await;
        let parts = inner.run.export(&mut meta).await?;
        let parts: Array = parts.into_iter().map(JsValue::from).collect();
        let kind = BlobPropertyBag::new();
        kind.set_type("application/json");
        let blob = Blob::new_with_str_sequence_and_options(&parts, &kind);
        let blob = blob.map_err(|_| StoreError::Quota)?;
        let now = self.stamp().at;
        session::set_last_backup_at(now);
        self.say(|status| status.last_backup_at = Some(now));
        Ok(blob)
    }

    /// Reads a backup and checks all of it; nothing is changed.
    pub fn read_backup(self, text: &str) -> Result<Backup, BackupError> {
        Backup::parse(text)
    }

    /// Puts a backup in place of the whole workspace, in one transaction.
    pub async fn restore(self, backup: Backup) -> Result<(), Refusal> {
        let inner = self.inner();
        let work = async move {
            let mut meta = inner.turns.take().await;
            inner.run.permit(&mut meta, Act::Administer).await?;
            let database = session::draw_database();
            inner.run.restore(&mut meta, backup, &database).await
        };
        self.spawn(work).await?;
        self.wake();
        Ok(())
    }

    /// Asks the browser to keep the data even when space runs short; to be called on a click.
    pub async fn ask_to_persist(self) -> bool {
        let promise = storage().and_then(|storage| storage.persist().ok());
        let is_persistent = match promise {
            Some(promise) => JsFuture::from(promise)
                .await
                .is_ok_and(|answer| answer.is_truthy()),
            None => false,
        };
        self.say(|status| status.is_persistent = Some(is_persistent));
        is_persistent
    }

    /// How much space there is; `None` when the browser does not say.
    pub async fn space(self) -> Option<Space> {
        let promise = storage()?.estimate().ok()?;
        let estimate = JsFuture::from(promise).await.ok()?;
        let bytes = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
        Some(Space {
            used: bytes("usage")?,
            granted: bytes("quota")?,
        })
    }

    /// Whether this is the sandbox.
    #[must_use]
    pub fn is_sandbox(self) -> bool {
        sandbox::is_in()
    }

    /// Copies the workspace into a sandbox and loads the page anew in it (semantics 13.6).
    pub async fn enter_sandbox(self) -> Result<(), Refusal> {
        self.spawn(sandbox::enter(self)).await
    }

    /// Deletes the sandbox and loads the page anew in the workspace.
    pub async fn leave_sandbox(self) -> Result<(), Refusal> {
        self.spawn(sandbox::leave(self)).await
    }

    /// For administrators: lets the sandbox's clock go that many times as fast as the real one; 0 pauses it.
    pub fn run_clock(self, speed: u32) {
        self.change_clock(|clock| clock.run(speed));
    }

    /// For administrators: sets the sandbox's clock. It never goes back.
    pub fn set_clock(self, at: Instant) {
        let at = at.max(self.stamp().at);
        self.change_clock(|clock| clock.set(at));
    }

    fn change_clock(self, change: impl FnOnce(&super::clock::Clock) -> Simulated) {
        let stamp = self.stamp();
        let is_allowed = self.with(|desk| may(desk, Act::Administer, stamp).is_ok());
        if !sandbox::is_in() || !is_allowed {
            return;
        }
        let clock = change(&self.inner().run.world().clock);
        sandbox::remember_clock(clock);
        self.say(|status| status.sandbox_clock = Some(clock));
        self.show_time();
        self.wake();
    }
}

fn storage() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    // Absent on a page that was not loaded securely, where the binding would hand out nothing.
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    storage.dyn_into().ok()
}

/// Offers a text to be saved as a file of that kind, such as `text/csv`.
pub fn save_text(text: &str, kind: &str, name: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    save_file(&blob, name)
}

/// Offers a file to be saved under that name.
pub fn save_file(blob: &Blob, name: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::UNDEFINED)?;
    let address = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&address)
}
