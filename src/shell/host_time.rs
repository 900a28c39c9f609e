//! Asking the host of the page what time it is (semantics 13.5).

use super::{DeskHandle, clock};
use crate::engine::{clock_hold::HostTime, instant::Instant};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestInit, Response};

/// How long the answer is awaited: what is due waits for it when the page opens.
const ANSWER_MS: u32 = 1_500;

impl DeskHandle {
    /// Asks the host what time it is, before anything is done by a clock that is ahead of it.
    pub(super) async fn ask_host(self) {
        // Read before the answer is awaited: the computer may fall asleep meanwhile.
        let clock = self.stamp().at;
        if let Some(host) = host_time().await {
            let told = HostTime { host, clock };
            self.inner().run.world().heard_host(told);
        }
    }
}

/// What the host says; `None` when it cannot be reached, or does not say.
async fn host_time() -> Option<Instant> {
    let window = web_sys::window()?;
    let here = window.location().href().ok()?;
    let init = RequestInit::new();
    init.set_method("HEAD");
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(ANSWER_MS)));
    let answer = JsFuture::from(window.fetch_with_str_and_init(&here, &init)).await;
    let headers = answer.ok()?.unchecked_into::<Response>().headers();
    let date = headers.get("Date").ok()??;
    let milliseconds = js_sys::Date::parse(&date);
    if milliseconds.is_nan() {
        return None;
    }
    // What a cache on the way has kept was said so many seconds ago.
    let age = headers.get("Age").ok().flatten();
    let age = age.and_then(|seconds| seconds.trim().parse().ok());
    Some(clock::seconds(milliseconds).plus_seconds(age.unwrap_or(0)))
}
