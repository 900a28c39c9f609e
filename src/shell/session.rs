//! Who sits here: what this tab and this browser remember outside the desk.

use crate::engine::{id, id::UserId, instant::Instant};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// What the last commit was, kept outside the database, so that a lost one is noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentinel {
    /// The database.
    pub database: Box<str>,
    /// Its revision.
    pub revision: u64,
}

const USER: &str = "rung.user";
const SENTINEL: &str = "rung.sentinel";
const BROWSER: &str = "rung.browser";
const BACKUP: &str = "rung.backup";
const DESKTOP: &str = "rung.desktop";

fn of_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn of_browser() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn read(storage: Option<&Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok().flatten()
}

/// What cannot be remembered is forgotten: none of it is needed for the desk to be right.
fn write(storage: Option<&Storage>, key: &str, value: Option<&str>) {
    if let Some(storage) = storage {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

/// What this tab remembers under `key`, until it is closed.
pub(super) fn of_this_tab(key: &str) -> Option<String> {
    read(of_tab().as_ref(), key)
}

/// Remembers or forgets something for this tab.
pub(super) fn remember_in_tab(key: &str, value: Option<&str>) {
    write(of_tab().as_ref(), key, value);
}

/// Who acts in this tab, or else who acted last in this browser.
pub(super) fn user() -> Option<UserId> {
    let kept = read(of_tab().as_ref(), USER).or_else(|| read(of_browser().as_ref(), USER))?;
    kept.parse().ok().map(UserId)
}

/// From now on they act in this tab, and in tabs opened later.
pub(super) fn set_user(user: UserId) {
    let text = user.0.to_string();
    write(of_tab().as_ref(), USER, Some(&text));
    write(of_browser().as_ref(), USER, Some(&text));
}

fn sentinel_key(database_name: &str) -> String {
    format!("{SENTINEL}.{database_name}")
}

/// What the last commit to the database of that name was.
pub(super) fn sentinel(database_name: &str) -> Option<Sentinel> {
    let text = read(of_browser().as_ref(), &sentinel_key(database_name))?;
    serde_json::from_slice(text.as_bytes()).ok()
}

/// Notes a commit, or forgets the database.
pub(super) fn set_sentinel(database_name: &str, sentinel: Option<&Sentinel>) {
    let text = sentinel.and_then(|sentinel| serde_json::to_string(sentinel).ok());
    let key = sentinel_key(database_name);
    write(of_browser().as_ref(), &key, text.as_deref());
}

/// When a backup was last exported in this browser.
pub(super) fn last_backup_at() -> Option<Instant> {
    Instant::parse(&read(of_browser().as_ref(), BACKUP)?)
}

/// Notes that a backup was exported.
pub(super) fn set_last_backup_at(at: Instant) {
    write(of_browser().as_ref(), BACKUP, Some(&at.to_string()));
}

/// Whether notices are told outside the page, in this browser.
pub(super) fn tells_on_desktop() -> bool {
    read(of_browser().as_ref(), DESKTOP).is_some()
}

/// From now on notices are told outside the page, or not.
pub(super) fn set_tells_on_desktop(tells: bool) {
    write(of_browser().as_ref(), DESKTOP, tells.then_some("on"));
}

/// Whether the browser is of another version than when this was last asked, so that its time zones
/// may be too.
pub(super) fn is_other_browser() -> bool {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    let is_other = agent != read(of_browser().as_ref(), BROWSER);
    write(of_browser().as_ref(), BROWSER, agent.as_deref());
    is_other
}

/// The zone of this browser, as it names it.
pub(super) fn browser_zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    let zone = js_sys::Reflect::get(&format.resolved_options(), &JsValue::from_str("timeZone"));
    zone.ok()?.as_string()
}

/// A device number for a database that is made here.
pub(super) fn draw_device() -> u32 {
    1 + draw(id::DEVICE_MAX)
}

/// A name for a database that is made here.
pub(super) fn draw_database() -> String {
    format!("{:08x}{:08x}", draw(u32::MAX), draw(u32::MAX))
}

/// A number from 0 to `bound`, the bound not included.
#[expect(
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::as_conversions,
    reason = "the one draw, and what is drawn lies below the bound"
)]
fn draw(bound: u32) -> u32 {
    (js_sys::Math::random() * f64::from(bound)) as u32
}
