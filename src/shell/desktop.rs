//! Notices told outside the page, by the browser, where somebody has allowed it.

use super::{DeskHandle, session};
use crate::{
    engine::{id::NotificationId, record::Kind},
    view::inbox::{digest, unread},
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Whether the desktop is told of notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desktop {
    /// The browser cannot.
    Missing,
    /// Somebody has told the browser that this page may not.
    Denied,
    /// Nobody has asked for it.
    Off,
    /// It is told.
    On,
}

impl Desktop {
    /// As it is now in this browser.
    #[must_use]
    pub fn now() -> Self {
        match permission() {
            None => Self::Missing,
            Some(NotificationPermission::Denied) => Self::Denied,
            Some(NotificationPermission::Granted) if session::tells_on_desktop() => Self::On,
            Some(_) => Self::Off,
        }
    }

    /// Asks the browser, which asks the person, and gives what came of it.
    pub async fn switch_on() -> Self {
        if permission().is_some()
            && let Ok(asked) = Notification::request_permission()
        {
            // Who does not answer is asked again next time.
            let _ = JsFuture::from(asked).await;
        }
        let is_granted = permission() == Some(NotificationPermission::Granted);
        session::set_tells_on_desktop(is_granted);
        Self::now()
    }

    /// No more of it in this browser, and gives what came of it.
    #[must_use]
    pub fn switch_off() -> Self {
        session::set_tells_on_desktop(false);
        Self::now()
    }
}

/// What the browser allows; `None` where it has no such thing.
fn permission() -> Option<NotificationPermission> {
    let window = web_sys::window()?;
    let is_there = js_sys::Reflect::has(&window, &"Notification".into());
    is_there.ok()?.then(Notification::permission)
}

impl DeskHandle {
    /// What came into the inbox of whoever acts here when it was last looked; told once.
    #[must_use]
    pub fn arrived(self) -> Signal<Vec<NotificationId>> {
        self.signals.arrived.into()
    }

    /// Looks what has come for whoever acts here. The screen of every tab tells of it, and the
    /// desktop is told by the tab that leads.
    pub(super) fn look_at_inbox(self) {
        let inner = self.inner();
        let world = inner.run.world();
        let Some(user) = self.signals.user.get_untracked() else {
            return;
        };
        let notices = self.signals.of_kind(Kind::Notification);
        let version = notices.map_or(0, |notices| notices.get_untracked());
        let arrivals = &inner.arrivals;
        let arrived = arrivals.look((user, version), || self.with(|desk| unread(desk, user)));
        if !arrived.is_empty() {
            self.signals.arrived.set(arrived.clone());
        }
        // A sandbox plays; what comes in it is nobody's business outside.
        if world.clock.simulated().is_some() {
            return;
        }
        let told = arrivals.to_tell(world.tabs.lead(), arrived);
        if let Some((title, text)) = self.with(|desk| digest(desk, &told)) {
            tell(&title, &text);
        }
    }
}

/// Tells the desktop, where it is to be told. A click brings the page to the front.
fn tell(title: &str, text: &str) {
    if Desktop::now() != Desktop::On {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(text);
    // Some telephones have the name of it and refuse the thing: then it is switched off.
    let Ok(shown) = Notification::new_with_options(title, &options) else {
        session::set_tells_on_desktop(false);
        return;
    };
    let clicked = {
        let shown = shown.clone();
        Closure::once_into_js(move |_: JsValue| {
            if let Some(window) = web_sys::window() {
                let _ = window.focus();
            }
            shown.close();
        })
    };
    shown.set_onclick(Some(clicked.unchecked_ref()));
}
