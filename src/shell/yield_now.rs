//! Lets the page breathe: a real yield to the browser, without a timer's delay.

use futures::channel::oneshot;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::MessageChannel;

/// How long work may go on without a yield, in milliseconds: under a frame with what follows it.
const SLICE_MS: f64 = 12.0;
/// How many pauses may be passed over, for a clock that somebody has stopped.
const PAUSES_MAX: u32 = 64;

/// Comes back after the browser had its turn. Timers would wait for 4 ms or more, and animation
/// frames for ever while the page is hidden.
pub async fn yield_now() {
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let (tell, told) = oneshot::channel();
    let heard = Closure::once(move |_: JsValue| {
        // Nobody may be waiting any more.
        let _ = tell.send(());
    });
    let here = channel.port1();
    here.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        // The sender lives in the closure, which outlives this wait.
        let _ = told.await;
    }
    here.close();
}

/// Slices of long work.
#[derive(Debug, Default)]
pub(super) struct Slices {
    since_ms: Cell<f64>,
    n_passed: Cell<u32>,
}

impl Slices {
    /// Yields when the slice is used up.
    pub(super) async fn pause(&self) {
        let n_passed = self.n_passed.get() + 1;
        if now_ms() - self.since_ms.get() < SLICE_MS && n_passed < PAUSES_MAX {
            self.n_passed.set(n_passed);
            return;
        }
        yield_now().await;
        self.n_passed.set(0);
        self.since_ms.set(now_ms());
    }
}

/// Milliseconds since the page was opened, to measure with: no wall clock.
pub(super) fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}
