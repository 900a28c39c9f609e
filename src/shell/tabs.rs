//! The other tabs: told of a newer revision, no more, and the one of them that leads.

use super::{DeskHandle, arrivals::Lead};
use js_sys::{Function, Object, Promise, Reflect};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// The word to and from the other tabs with the same database.
pub(super) struct Tabs {
    database_name: Box<str>,
    channel: Option<BroadcastChannel>,
    lead: Rc<Cell<Lead>>,
}

impl Tabs {
    /// Of the database of that name.
    pub(super) fn new(database_name: &str) -> Self {
        Self {
            database_name: database_name.into(),
            channel: BroadcastChannel::new(database_name).ok(),
            lead: Rc::default(),
        }
    }

    /// Whether this tab does what is due. It saves the others the work: that nothing is done twice
    /// rests on the revision alone.
    pub(super) fn is_leader(&self) -> bool {
        self.lead.get() == Lead::Here
    }

    /// Which tab leads.
    pub(super) fn lead(&self) -> Lead {
        self.lead.get()
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
        ask_to_lead(&self.database_name, &self.lead, desk);
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |_| desk.wake());
        if let Some(channel) = &self.channel {
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            heard.forget();
        }
    }
}

/// Asks to lead: at once, or else as soon as whoever leads is gone. Without locks every tab leads.
fn ask_to_lead(database_name: &str, lead: &Rc<Cell<Lead>>, desk: DeskHandle) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let locks = Reflect::get(&window.navigator(), &"locks".into()).unwrap_or_default();
    let request = Reflect::get(&locks, &"request".into());
    let Some(request) = request
        .ok()
        .and_then(|request| request.dyn_into::<Function>().ok())
    else {
        lead.set(Lead::Here);
        return;
    };
    let name = JsValue::from_str(&format!("lead {database_name}"));
    let granted: Function = {
        let lead = Rc::clone(lead);
        Closure::once_into_js(move || {
            lead.set(Lead::Here);
            // Its alarm was set for one who waits for the leader.
            desk.wake();
            // A promise that is never kept holds the lock until the tab is closed.
            Promise::new(&mut |_, _| {})
        })
        .unchecked_into()
    };
    let answered = {
        let (lead, request) = (Rc::clone(lead), request.clone());
        let (locks, name) = (locks.clone(), name.clone());
        Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if lock.is_null() {
                lead.set(Lead::Elsewhere);
                let _ = request.call2(&locks, &name, &granted);
                return JsValue::UNDEFINED;
            }
            granted.call0(&JsValue::UNDEFINED).unwrap_or_default()
        })
    };
    let at_once = Object::new();
    let _ = Reflect::set(&at_once, &"ifAvailable".into(), &JsValue::TRUE);
    // Where it is refused, the others' grace is all there is to wait for.
    let _ = request.call3(&locks, &name, &at_once, &answered);
}
