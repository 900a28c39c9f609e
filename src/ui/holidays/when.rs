//! When a holiday is: one form for every kind of it.

use super::editor::Editor;
use crate::{
    ui::{
        calendars::PartOfDay,
        draft::part,
        kit::{Checkbox, LineKind, SelectField, TextField},
    },
    view::{
        calendar_page::DAYS,
        holiday::{MONTHS, NTHS, WhenKind},
    },
};
use leptos::prelude::*;

/// The kind, and the inputs that it takes.
#[component]
pub(super) fn When(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let kind = Memo::new(move |_| editor.draft.with(|draft| draft.kind));
    let chosen = editor.bind(
        |draft| draft.kind.key().to_owned(),
        |draft, key: String| {
            if let Some(kind) = WhenKind::of_key(&key) {
                draft.kind = kind;
            }
        },
    );
    let kinds: Vec<(String, String)> = WhenKind::ALL
        .iter()
        .map(|(_, key, word)| ((*key).to_owned(), (*word).to_owned()))
        .collect();
    view! {
        <SelectField label="When" value=chosen options=kinds error=editor.error("when") />
        {move || match kind.get() {
            WhenKind::Date => view! { <OneDate editor /> }.into_any(),
            WhenKind::Span => view! { <Span editor /> }.into_any(),
            kind => view! { <Recurring editor kind /> }.into_any(),
        }}
        <Show when=move || kind.get() != WhenKind::Span>
            <Part editor />
        </Show>
    }
}

#[component]
fn OneDate(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let on = part(editor.draft, |draft| &draft.on, |draft| &mut draft.on);
    view! {
        <TextField label="Date" kind=LineKind::Date value=on required=true error=editor.error("on") />
    }
}

#[component]
fn Span(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let starts = part(
        editor.draft,
        |draft| &draft.starts,
        |draft| &mut draft.starts,
    );
    let ends = part(editor.draft, |draft| &draft.ends, |draft| &mut draft.ends);
    view! {
        <div class="row row--fields">
            <TextField
                label="Begins"
                kind=LineKind::DateTime
                value=starts
                required=true
                error=editor.error("start")
            />
            <TextField
                label="Ends"
                kind=LineKind::DateTime
                value=ends
                required=true
                error=editor.error("end")
            />
        </div>
    }
}

/// All day, or a part of each day.
#[component]
fn Part(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let all_day = editor.bind(|draft| draft.is_all_day, |draft, on| draft.is_all_day = on);
    let hours = editor.bind(
        |draft| draft.hours.clone(),
        |draft, hours| draft.hours = hours,
    );
    view! {
        <Checkbox label="All day" checked=all_day />
        <Show when=move || !all_day.get()>
            <PartOfDay hours error=editor.error("hours") />
        </Show>
    }
}

/// What a recurring one comes by, and between which dates.
#[component]
fn Recurring(
    /// The editor.
    editor: Editor,
    /// Which kind.
    kind: WhenKind,
) -> impl IntoView {
    let from = part(editor.draft, |draft| &draft.from, |draft| &mut draft.from);
    let until = part(editor.draft, |draft| &draft.until, |draft| &mut draft.until);
    let has_nth = matches!(kind, WhenKind::MonthlyNth | WhenKind::YearlyNth);
    let has_day = matches!(kind, WhenKind::Monthly | WhenKind::Yearly);
    let has_month = matches!(kind, WhenKind::Yearly | WhenKind::YearlyNth);
    let has_weekdays = has_nth || kind == WhenKind::Weekly;
    view! {
        <div class="row row--fields">
            {has_nth.then(|| view! { <NthField editor /> })}
            {has_day.then(|| view! { <DayField editor /> })}
            {has_month.then(|| view! { <MonthField editor /> })}
            {kind.interval_unit().map(|unit| view! { <EveryField editor unit /> })}
        </div>
        {has_weekdays.then(|| view! { <WeekdayBoxes editor /> })}
        <div class="row row--fields">
            <TextField
                label="From"
                kind=LineKind::Date
                value=from
                required=true
                error=editor.error("from")
            />
            <TextField
                label="Until"
                kind=LineKind::Date
                value=until
                hint="Blank: for ever."
                error=editor.error("until")
            />
        </div>
    }
}

#[component]
fn NthField(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let nth = part(editor.draft, |draft| &draft.nth, |draft| &mut draft.nth);
    let nths: Vec<(String, String)> = NTHS
        .iter()
        .map(|(_, word)| ((*word).to_owned(), (*word).to_owned()))
        .collect();
    view! { <SelectField label="Which" value=nth options=nths /> }
}

#[component]
fn DayField(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let day = part(editor.draft, |draft| &draft.day, |draft| &mut draft.day);
    view! {
        <TextField
            label="Day"
            kind=LineKind::Number
            value=day
            hint="A month without that day is passed over."
            error=editor.error("day")
        />
    }
}

#[component]
fn MonthField(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let month = editor.bind(
        |draft| draft.month.to_string(),
        |draft, key: String| draft.month = key.parse().unwrap_or(draft.month),
    );
    let months: Vec<(String, String)> = MONTHS
        .iter()
        .zip(1..)
        .map(|(name, number): (_, u32)| (number.to_string(), (*name).to_owned()))
        .collect();
    view! { <SelectField label="Month" value=month options=months /> }
}

#[component]
fn EveryField(
    /// The editor.
    editor: Editor,
    /// What is counted.
    unit: &'static str,
) -> impl IntoView {
    let every = part(editor.draft, |draft| &draft.every, |draft| &mut draft.every);
    view! {
        <TextField
            label=format!("Every so many {unit}")
            kind=LineKind::Number
            value=every
            error=editor.error("every")
        />
    }
}

/// The weekdays; all seven with an nth name the nth day of the month.
#[component]
fn WeekdayBoxes(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let error = editor.error("weekdays");
    let boxes = DAYS.into_iter().enumerate().map(|(place, (.., name))| {
        let checked = editor.bind(
            move |draft| draft.weekdays.get(place).copied().unwrap_or_default(),
            move |draft, on| {
                if let Some(day) = draft.weekdays.get_mut(place) {
                    *day = on;
                }
            },
        );
        view! { <Checkbox label=name checked /> }
    });
    view! {
        <fieldset class="part">
            <legend class="part__title">"Weekdays"</legend>
            <div class="checks">{boxes.collect_view()}</div>
            <Show when=move || error.with(Option::is_some)>
                <p class="field__error">{move || error.get()}</p>
            </Show>
        </fieldset>
    }
}
