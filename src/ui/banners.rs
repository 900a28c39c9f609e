//! What the page has to say about itself, above every screen.

use super::{
    asking::Asking,
    kit::{Banner, Button, Tone},
    reader::Reader,
};
use crate::{
    engine::{clock_hold::ClockHold, command::Command, record::Kind},
    shell::DeskHandle,
    view::phrase::held_words,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Storage, clock and catch-up; nothing while all is well.
#[component]
pub fn Banners() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let status = desk.status();
    let is_memory_only = Memo::new(move |_| status.with(|status| status.is_memory_only));
    let trouble =
        Memo::new(move |_| status.with(|status| status.trouble.as_ref().map(ToString::to_string)));
    let hold = Memo::new(move |_| status.with(|status| status.hold));
    let catching_up = Memo::new(move |_| status.with(|status| status.catching_up));
    let n_held = desk.derive(&[Kind::Notification, Kind::Preferences], |desk| {
        desk.n_held_deliveries()
    });
    view! {
        <Show when=move || is_memory_only.get()>
            <Banner tone=Tone::Medium>
                "This browser does not let the page store anything: all of it is gone when the page is closed. Make a backup before you leave."
            </Banner>
        </Show>
        {move || trouble.get().map(|text| view! { <Banner tone=Tone::High>{text}</Banner> })}
        {move || hold.get().map(|hold| view! { <HoldBanner hold /> })}
        {move || {
            let n = n_held.get();
            (n > 0).then(|| view! { <ManyBanner n /> })
        }}
        {move || {
            catching_up.get().map(|progress| {
                view! {
                    <Banner tone=Tone::Info>
                        {format!("Catching up on what came due: {} done", progress.n_done)}
                    </Banner>
                }
            })
        }}
    }
}

/// Messages that wait since they are many, and what a person may say to that.
#[component]
fn ManyBanner(
    /// How many.
    n: usize,
) -> impl IntoView {
    let asking = Asking::new();
    view! {
        <Banner tone=Tone::Medium>
            {format!("{n} messages wait to be sent to webhooks, more than may leave at once.")}
            <Button on_press=move |()| {
                asking.ask(Command::ReleaseDeliveries, |()| ());
            }>"Send them"</Button>
            <Button on_press=move |()| {
                asking.ask(Command::SuppressDeliveries, |()| ());
            }>"Do not send them"</Button>
            {asking.refusal()}
        </Banner>
    }
}

/// Why nothing fires, and the way on (semantics 13.5).
#[component]
fn HoldBanner(
    /// Why.
    hold: ClockHold,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let text = zone.with_untracked(|zone| held_words(hold, zone));
    let until = match hold {
        ClockHold::Back { .. } => "It goes on from then, so that no time is stamped twice",
        ClockHold::Ahead { .. } | ClockHold::AheadOfHost(_) => {
            "It goes on when you say that this is right"
        }
    };
    let asking = Asking::new();
    let resume = move |()| {
        spawn_local(async move {
            if let Err(refusal) = desk.resume_from_this_time().await {
                asking.refuse(refusal);
            }
        });
    };
    view! {
        <Banner tone=Tone::Medium>
            {format!("Nothing fires, since {text}. {until}.")} <Button on_press=resume>"Resume from this time"</Button> {asking.refusal()}
        </Banner>
    }
}
