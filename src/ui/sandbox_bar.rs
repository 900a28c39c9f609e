//! The bar above every page of the sandbox: its clock, and the way out.

use super::{
    kit::{
        Binding, Button, ButtonKind, ButtonLook, ConfirmDialog, Icon, IconMark, LineKind,
        SelectField, TextField,
    },
    only_look::{OnlyLook, followed_may},
    reader::Reader,
};
use crate::{
    engine::{instant::Instant, roles::Act},
    shell::DeskHandle,
    view::phrase::{input_time, instant_of_input},
};
use gloo_timers::callback::Interval;
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

/// How often the time is shown anew: a clock that runs an hour a second has to be seen running.
const SHOWN_MS: u32 = 500;

/// Steps of the clock: the word, and minutes.
const STEPS: [(&str, u32); 3] = [("+15 min", 15), ("+1 h", 60), ("+1 day", 24 * 60)];

/// Speeds of the clock: seconds in a real one, and the words.
const SPEEDS: [(u32, &str); 4] = [
    (0, "Paused"),
    (1, "As time goes"),
    (60, "A minute a second"),
    (3_600, "An hour a second"),
];

/// The bar; nothing outside of the sandbox.
#[component]
pub fn SandboxBar() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    desk.is_sandbox().then(|| view! { <Bar /> })
}

#[component]
fn Bar() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let reader = Reader::here();
    let now = RwSignal::new(desk.stamp().at);
    let ticking = StoredValue::new_local(Some(Interval::new(SHOWN_MS, move || {
        now.try_set(desk.stamp().at);
    })));
    on_cleanup(move || {
        ticking.try_update_value(Option::take);
    });
    let may = followed_may(Act::Administer);
    let speed = Binding::new(
        move || {
            let clock = desk.status().with(|status| status.sandbox_clock);
            clock.map_or(1, |clock| clock.speed).to_string()
        },
        move |key: String| {
            if let Ok(speed) = key.parse() {
                desk.run_clock(speed);
            }
        },
    );
    let speeds = SPEEDS
        .map(|(speed, word)| (speed.to_string(), word.to_owned()))
        .to_vec();
    let step = move |minutes: u32| {
        desk.set_clock(desk.stamp().at.plus_minutes(minutes));
        now.set(desk.stamp().at);
    };
    view! {
        <section class="sandbox-bar" aria-label="Sandbox">
            <strong class="sandbox-bar__name">
                <IconMark icon=Icon::Diamond />
                "Sandbox"
            </strong>
            <time class="sandbox-bar__time">{move || reader.words(now.get())}</time>
            <Show
                when=move || may.get()
                fallback=|| view! { <OnlyLook act=Act::Administer /> }
            >
                <div class="sandbox-bar__clock">
                    <SelectField
                        label="Speed of the clock"
                        label_hidden=true
                        value=speed
                        options=speeds.clone()
                    />
                    {STEPS
                        .map(|(word, minutes)| {
                            view! { <Button on_press=move |()| step(minutes)>{word}</Button> }
                        })
                        .collect_view()}
                    <SetClock now />
                </div>
            </Show>
            <Leave />
        </section>
    }
}

/// Sets the clock to a date and time; it never goes back.
#[component]
fn SetClock(
    /// What it shows.
    now: RwSignal<Instant>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    // Its clock is set to whole minutes.
    let minute = now.get_untracked().up_to_multiple(1);
    let text = RwSignal::new(zone.with_untracked(|zone| input_time(minute, zone)));
    let error = RwSignal::new(None::<String>);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let read = zone.with_untracked(|zone| instant_of_input(&text.get_untracked(), zone));
        let problem = match read {
            None => Some("choose a date and a time"),
            Some(at) if at < desk.stamp().at => Some("the clock only goes ahead"),
            Some(at) => {
                desk.set_clock(at);
                now.set(at);
                None
            }
        };
        error.set(problem.map(str::to_owned));
    };
    view! {
        <form class="sandbox-bar__set" on:submit=submit novalidate>
            <TextField
                label="Set the clock to"
                label_hidden=true
                kind=LineKind::DateTime
                value=text
                error
            />
            <Button kind=ButtonKind::Submit>"Set"</Button>
        </form>
    }
}

/// The way out, which deletes the copy.
#[component]
fn Leave() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let is_asked = RwSignal::new(false);
    let is_leaving = RwSignal::new(false);
    let refusal = RwSignal::new(None::<String>);
    let leave = move |()| {
        is_leaving.set(true);
        spawn_local(async move {
            // Leaving loads the page anew, so only a refusal comes back here.
            if let Err(error) = desk.leave_sandbox().await {
                refusal.try_set(Some(error.to_string()));
                is_leaving.try_set(false);
            }
        });
    };
    view! {
        <Button look=ButtonLook::Plain on_press=move |()| is_asked.set(true)>
            "Leave the sandbox"
        </Button>
        <ConfirmDialog
            open=is_asked
            heading="Leave the sandbox?"
            verb="Leave and delete"
            pending=is_leaving
            on_confirm=leave
        >
            <p>"The copy is deleted with everything you did in it. The desk itself is as you left it."</p>
            <p role="alert">{refusal}</p>
        </ConfirmDialog>
    }
}
