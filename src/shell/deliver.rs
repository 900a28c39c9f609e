//! Sending to webhooks, from the page itself and by no other way out.

use super::DeskHandle;
use crate::engine::{
    command::Command,
    delivery::{Attempt, Post},
    id::NotificationId,
    instant::Instant,
};
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, Event, Headers, ReferrerPolicy, RequestCredentials, RequestInit, RequestRedirect,
    Response,
};

/// How long an answer is awaited; shorter than the time after which the try is given up.
const ANSWER_MS: u32 = 45_000;

/// Sends what this tab has claimed at `since`, and notes what came of each.
pub(super) fn send(desk: DeskHandle, claimed: Vec<NotificationId>, since: Instant) {
    for notice in claimed {
        let post = desk.with(|desk| Post::of(desk, desk.notifications.get(&notice)?));
        let Some(post) = post else { continue };
        spawn_local(async move {
            let attempt = attempt(&post).await;
            // What cannot be noted is tried again later, with the same key.
            let _ = desk
                .dispatch(Command::NoteAttempt {
                    notice,
                    since,
                    attempt,
                })
                .await;
        });
    }
}

async fn attempt(post: &Post) -> Attempt {
    let forbidden = Forbidden::listen();
    let answer = match fetch(post) {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(answer) => of_status(answer.unchecked_into::<Response>().status()),
        Err(error) => {
            // The browser tells of the policy after it tells of the failure.
            TimeoutFuture::new(0).await;
            if forbidden.is_heard() {
                return Attempt::Refused(FORBIDDEN.into());
            }
            Attempt::Missed(if name_of(&error) == "TimeoutError" {
                "the server did not answer".into()
            } else {
                UNREACHABLE.into()
            })
        }
    }
}

const FORBIDDEN: &str = "the page may not send there: its host has to list the address under connect-src in the page's content security policy";
const UNREACHABLE: &str =
    "the server could not be reached, or it does not take messages from a page (CORS)";

fn of_status(status: u16) -> Attempt {
    match status {
        200..=299 => Attempt::Taken,
        0 => Attempt::Refused("the server sends on to another address: write that one".into()),
        408 | 425 | 429 | 500.. => Attempt::Missed(format!("the server answered {status}").into()),
        _ => Attempt::Refused(format!("the server answered {status}").into()),
    }
}

/// Nothing of the browser's own goes along: no cookie, no address of this page.
fn fetch(post: &Post) -> Result<js_sys::Promise, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let headers = Headers::new()?;
    for (name, value) in &post.headers {
        headers.set(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(&post.body));
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(ANSWER_MS)));
    Ok(window.fetch_with_str_and_init(&post.address, &init))
}

fn name_of(error: &JsValue) -> String {
    let name = Reflect::get(error, &"name".into()).ok();
    name.and_then(|name| name.as_string()).unwrap_or_default()
}

/// Listens for the page's policy forbidding something, for as long as it lives.
struct Forbidden {
    heard: Rc<Cell<bool>>,
    listener: Closure<dyn Fn(Event)>,
}

impl Forbidden {
    const EVENT: &str = "securitypolicyviolation";

    fn listen() -> Self {
        let heard = Rc::new(Cell::new(false));
        let listener = {
            let heard = Rc::clone(&heard);
            Closure::<dyn Fn(Event)>::new(move |event: Event| {
                let directive = Reflect::get(&event, &"effectiveDirective".into());
                let directive = directive.ok().and_then(|text| text.as_string());
                if directive.as_deref() == Some("connect-src") {
                    heard.set(true);
                }
            })
        };
        if let Some(window) = web_sys::window() {
            let of = listener.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback(Self::EVENT, of);
        }
        Self { heard, listener }
    }

    fn is_heard(&self) -> bool {
        self.heard.get()
    }
}

impl Drop for Forbidden {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let of = self.listener.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback(Self::EVENT, of);
        }
    }
}
