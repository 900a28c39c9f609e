//! The windows of a day, of the week or of one date.

use crate::{
    ui::kit::{
        Binding, Button, ButtonLook, Each, FieldFrame, FieldNote, Icon, IconMark, RemoveButton,
        SelectField, unique_id,
    },
    view::calendar_draft::WindowDraft,
};
use leptos::prelude::*;

/// Windows of one day at most: more are no hours that people keep.
const WINDOWS_MAX: usize = 8;

/// How a day is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DayKind {
    Windows,
    AllDay,
    Closed,
}

impl DayKind {
    const ALL: [(Self, &str, &str); 3] = [
        (Self::Windows, "windows", "Open"),
        (Self::AllDay, "all-day", "24 hours"),
        (Self::Closed, "closed", "Closed"),
    ];

    fn of(windows: &[WindowDraft]) -> Self {
        match windows {
            [] => Self::Closed,
            [only] if *only == WindowDraft::all_day() => Self::AllDay,
            _ => Self::Windows,
        }
    }

    fn windows(self) -> Vec<WindowDraft> {
        match self {
            Self::Closed => Vec::new(),
            Self::AllDay => vec![WindowDraft::all_day()],
            Self::Windows => vec![WindowDraft::office()],
        }
    }
}

/// The hours of one day: closed, open all day, or in windows.
#[component]
pub(super) fn DayHours(
    /// What the day is called in labels.
    #[prop(into)]
    day: String,
    /// Its windows.
    windows: Binding<Vec<WindowDraft>>,
    /// What is wrong with them.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let kind = Memo::new(move |_| DayKind::of(&windows.get()));
    let chosen = Binding::new(
        move || {
            let mut all = DayKind::ALL.iter();
            let found = all.find(|(known, ..)| *known == kind.get());
            found.map_or("", |(_, key, _)| *key).to_owned()
        },
        move |key: String| {
            if let Some((kind, ..)) = DayKind::ALL.iter().find(|(_, known, _)| *known == key) {
                windows.set(kind.windows());
            }
        },
    );
    let kinds: Vec<(String, String)> = DayKind::ALL
        .iter()
        .map(|(_, key, word)| ((*key).to_owned(), (*word).to_owned()))
        .collect();
    let n_windows = Memo::new(move |_| match kind.get() {
        DayKind::Windows => windows.get().len(),
        DayKind::Closed | DayKind::AllDay => 0,
    });
    let add = move |()| {
        let mut next = windows.get_untracked();
        next.push(WindowDraft {
            start: String::new(),
            end: String::new(),
        });
        windows.set(next);
    };
    let line_day = day.clone();
    view! {
        <div class="day-hours">
            <SelectField
                label=format!("{day}: open or closed")
                label_hidden=true
                value=chosen
                options=kinds
            />
            <div class="day-hours__windows">
                <Each
                    each=move || 0..n_windows.get()
                    children=move |place| {
                        let day = line_day.clone();
                        view! { <WindowLine day place windows error /> }
                    }
                />
            </div>
            <Show when=move || (1..WINDOWS_MAX).contains(&n_windows.get())>
                <Button
                    look=ButtonLook::Quiet
                    label=format!("Add a window on {day}")
                    on_press=add
                >
                    <IconMark icon=Icon::Plus />
                </Button>
            </Show>
            <Show when=move || error.with(Option::is_some)>
                <p class="field__error day-hours__error">
                    <IconMark icon=Icon::Alert />
                    {move || error.get()}
                </p>
            </Show>
        </div>
    }
}

/// One window.
#[component]
fn WindowLine(
    /// What the day is called.
    day: String,
    /// The window's place, from 0 on.
    place: usize,
    /// All the windows of the day.
    windows: Binding<Vec<WindowDraft>>,
    /// What is wrong with the day.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let start = at_place(windows, place, |window| &mut window.start);
    let end = at_place(windows, place, |window| &mut window.end);
    let remove = move |()| {
        let mut next = windows.get_untracked();
        if place < next.len() {
            next.remove(place);
        }
        windows.set(next);
    };
    let number = place + 1;
    view! {
        <div class="window">
            <TimeInput label=format!("{day}, window {number}, from") value=start error />
            <span aria-hidden="true">"–"</span>
            <TimeInput label=format!("{day}, window {number}, to") value=end error />
            <RemoveButton
                label=format!("Delete window {number} on {day}")
                icon=Icon::Close
                on_press=remove
            />
        </div>
    }
}

/// One end of the window at a place.
fn at_place(
    windows: Binding<Vec<WindowDraft>>,
    place: usize,
    part: fn(&mut WindowDraft) -> &mut String,
) -> Binding<String> {
    Binding::new(
        move || {
            let mut windows = windows.get();
            let window = windows.get_mut(place);
            window
                .map(|window| part(window).clone())
                .unwrap_or_default()
        },
        move |text: String| {
            let mut next = windows.get_untracked();
            if let Some(window) = next.get_mut(place) {
                *part(window) = text;
            }
            windows.set(next);
        },
    )
}

/// A time of day; typed, since the browsers' own inputs cannot show 24:00.
#[component]
fn TimeInput(
    /// What it is called.
    label: String,
    /// The time as typed.
    value: Binding<String>,
    /// What is wrong with the day.
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <input
            class="input window__time"
            type="text"
            autocomplete="off"
            maxlength="5"
            aria-label=label
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            prop:value=move || value.get()
            on:input:target=move |event| value.set(event.target().value())
        />
    }
}

/// The one window of a holiday that takes a part of its days.
#[component]
pub(crate) fn PartOfDay(
    /// The window.
    hours: Binding<WindowDraft>,
    /// What is wrong with it.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let start = Binding::new(
        move || hours.get().start,
        move |start| {
            let end = hours.get_untracked().end;
            hours.set(WindowDraft { start, end });
        },
    );
    let end = Binding::new(
        move || hours.get().end,
        move |end| {
            let start = hours.get_untracked().start;
            hours.set(WindowDraft { start, end });
        },
    );
    let note = FieldNote {
        id: unique_id("part"),
        label: "Part of the day".to_owned(),
        label_hidden: true,
        required: false,
        hint: "From and to, up to 24:00.".to_owned(),
        error,
    };
    view! {
        <FieldFrame note>
            <div class="window">
                <TimeInput label="Part of the day, from".to_owned() value=start error />
                <span aria-hidden="true">"–"</span>
                <TimeInput label="Part of the day, to".to_owned() value=end error />
            </div>
        </FieldFrame>
    }
}
