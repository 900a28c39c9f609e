//! The other tabs: told of a newer revision, no more, and the one of them that leads.

use super::DeskHandle;
use js_sys::{Function, Promise, Reflect};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// The word to and from the other tabs with the same database.
pub(super) struct Tabs {
    database_name: Box<str>,
    channel: Option<BroadcastChannel>,
    is_leader: Rc<Cell<bool>>,
}

impl Tabs {
    /// Of the database of that name.
    pub(super) fn new(database_name: &str) -> Self {
        Self {
            database_name: database_name.into(),
            channel: BroadcastChannel::new(database_name).ok(),
            is_leader: Rc::default(),
        }
    }

    /// Whether this tab does what is due. It saves the others the work: that nothing is done twice
    /// rests on the revision alone.
    pub(super) fn is_leader(&self) -> bool {
        self.is_leader.get()
    }

    /// Tells the others that there is something newer.
    pub(super) fn announce(&self, revision: u64) {
        if let Some(channel) = &self.channel {
            // Who does not hear it looks for itself when it wakes.
            let _ = channel.post_message(&JsValue::from_str(&revision.to_string()));
        }
    }

    /// Wakes the desk when another tab has committed, and asks to lead for as long as this tab
    /// lives.
    pub(super) fn listen(&self, desk: DeskHandle) {
        lead(&self.database_name, &self.is_leader, desk);
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |_| desk.wake());
        if let Some(channel) = &self.channel {
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            heard.forget();
        }
    }
}

/// Asks to lead. Without locks every tab leads.
fn lead(database_name: &str, is_leader: &Rc<Cell<bool>>, desk: DeskHandle) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let locks = Reflect::get(&window.navigator(), &"locks".into()).unwrap_or_default();
    let request = Reflect::get(&locks, &"request".into());
    let Some(request) = request
        .ok()
        .and_then(|request| request.dyn_into::<Function>().ok())
    else {
        is_leader.set(true);
        return;
    };
    let is_leader = Rc::clone(is_leader);
    let granted = Closure::once_into_js(move || {
        is_leader.set(true);
        // Its alarm was set for one who waits for the leader.
        desk.wake();
        // A promise that is never kept holds the lock until the tab is closed.
        Promise::new(&mut |_, _| {})
    });
    let name = JsValue::from_str(&format!("lead {database_name}"));
    // Where it is refused, the others' grace is all there is to wait for.
    let _ = request.call2(&locks, &name, &granted);
}
