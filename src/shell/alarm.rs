//! One timer, always derived from the desk, and everything else that wakes it.

use super::DeskHandle;
use gloo_timers::callback::{Interval, Timeout};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::spawn_local;

/// Browsers clip longer timeouts and drift over sleep, so wake at least this often.
const LONGEST_NAP_MS: f64 = 60_000.0;
/// A desk that is always overdue must not starve the page.
const SHORTEST_NAP_MS: f64 = 50.0;
/// A tab that does not lead waits this long for the one that does.
pub(super) const GRACE_SECONDS: i64 = 60;
/// How often it is looked whether what depends on the time of day is to be shown anew.
const TICK_MS: u32 = 1_000;

/// Sets the alarm for the next due instant, in place of the one before. It is always set.
pub(super) fn arm(desk: DeskHandle) {
    let nap = desk.ms_until_due().unwrap_or(LONGEST_NAP_MS);
    let nap = nap.clamp(SHORTEST_NAP_MS, LONGEST_NAP_MS);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::as_conversions,
        reason = "clamped to a minute"
    )]
    let alarm = Timeout::new(nap as u32, move || desk.wake());
    desk.set_alarm(alarm);
}

/// Wakes the desk whenever time may have passed unseen.
pub(super) fn listen(desk: DeskHandle) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let woken = Closure::<dyn Fn(JsValue)>::new(move |_| {
        desk.tick();
        desk.wake();
    });
    let listener = woken.as_ref().unchecked_ref();
    for event in ["focus", "pageshow", "storage"] {
        let _ = window.add_event_listener_with_callback(event, listener);
    }
    let online = Closure::<dyn Fn(JsValue)>::new(move |_| {
        spawn_local(async move {
            desk.ask_host().await;
            desk.wake();
        });
    });
    let _ = window.add_event_listener_with_callback("online", online.as_ref().unchecked_ref());
    online.forget();
    if let Some(document) = window.document() {
        for event in ["visibilitychange", "resume"] {
            let _ = document.add_event_listener_with_callback(event, listener);
        }
    }
    woken.forget();
    Interval::new(TICK_MS, move || desk.tick()).forget();
}
