//! The parts of the form of business hours.

use super::{draft::Editor, hours::DayHours};
use crate::{
    ui::{
        kit::{Button, Checkbox, Each, Icon, IconMark, LineKind, RemoveButton, TextField},
        zone_field::ZoneField,
    },
    view::{
        calendar_draft::{CalendarDraft, DateDraft, WindowDraft},
        calendar_page::DAYS,
    },
};
use leptos::prelude::*;

/// Name, zone, and whether they may be chosen.
#[component]
pub(super) fn Particulars(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let name = editor.bind(|draft| draft.name.clone(), |draft, text| draft.name = text);
    let zone = editor.bind(|draft| draft.zone.clone(), |draft, text| draft.zone = text);
    let active = editor.bind(|draft| draft.active, |draft, on| draft.active = on);
    let is_default = editor.draft.with_untracked(|draft| draft.is_default);
    let hint = if is_default {
        "The default stays active: make others the default first."
    } else {
        "Hours that are not active cannot be chosen; what names them counts in the default."
    };
    view! {
        <div class="form">
            <TextField label="Name" value=name required=true error=editor.error("name") />
            <ZoneField
                label="Time zone"
                value=zone
                hint="Hours and holidays are read on the clocks of this zone."
                error=editor.error("zone")
            />
            <Checkbox label="Active" checked=active disabled=is_default hint />
        </div>
    }
}

/// The windows of every weekday.
#[component]
pub(super) fn Week(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let never = move || {
        let is_closed = |draft: &CalendarDraft| {
            let mut dates = draft.dates.iter();
            draft.days.iter().all(Vec::is_empty) && dates.all(|date| date.windows.is_empty())
        };
        editor.draft.with(is_closed)
    };
    let day = move |(place, (_, field, name))| {
        let windows = editor.bind(
            move |draft| draft.days.get::<usize>(place).cloned().unwrap_or_default(),
            move |draft, windows| {
                if let Some(day) = draft.days.get_mut::<usize>(place) {
                    *day = windows;
                }
            },
        );
        view! {
            <div class="week__day" role="group" aria-label=name>
                <span class="week__name" aria-hidden="true">
                    {name}
                </span>
                <DayHours day=name windows error=Signal::derive(move || editor.problem(field)) />
            </div>
        }
    };
    view! {
        <section class="stack stack--tight" aria-labelledby="week-heading">
            <div class="row row--spread">
                <h2 id="week-heading">"The week"</h2>
                <Button on_press=move |()| editor.draft.update(CalendarDraft::copy_monday)>
                    <IconMark icon=Icon::Copy />
                    "Copy Monday to weekdays"
                </Button>
            </div>
            <p class="muted">
                "Hours past midnight are two windows: until 24:00, and from 00:00 on the next day."
            </p>
            <Show when=never>
                <p class="warning">
                    <IconMark icon=Icon::Alert />
                    "Closed all week: nothing that counts in these hours ever escalates."
                </p>
            </Show>
            <div class="week">{DAYS.into_iter().enumerate().map(day).collect_view()}</div>
        </section>
    }
}

/// Dates with windows of their own.
#[component]
pub(super) fn Dates(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let n_dates = Memo::new(move |_| editor.draft.with(|draft| draft.dates.len()));
    let add = move |()| {
        editor.draft.update(|draft| {
            draft.dates.push(DateDraft {
                on: String::new(),
                windows: vec![WindowDraft::office()],
            });
        });
    };
    view! {
        <section class="stack stack--tight" aria-labelledby="dates-heading">
            <h2 id="dates-heading">"Special dates"</h2>
            <p class="muted">
                "A date with hours of its own, such as a short day before a holiday. Holidays still close it."
            </p>
            <Show when=move || n_dates.get() != 0>
                <div class="week">
                    <Each
                        each=move || 0..n_dates.get()
                        children=move |place| view! { <SpecialDate editor place /> }
                    />
                </div>
            </Show>
            <div>
                <Button on_press=add>
                    <IconMark icon=Icon::Plus />
                    "Add special date"
                </Button>
            </div>
        </section>
    }
}

/// One date.
#[component]
fn SpecialDate(
    /// The editor.
    editor: Editor,
    /// Its place, from 0 on.
    place: usize,
) -> impl IntoView {
    let on = editor.bind(
        move |draft| {
            let date = draft.dates.get(place);
            date.map(|date| date.on.clone()).unwrap_or_default()
        },
        move |draft, on| {
            if let Some(date) = draft.dates.get_mut(place) {
                date.on = on;
            }
        },
    );
    let windows = editor.bind(
        move |draft| {
            let date = draft.dates.get(place);
            date.map(|date| date.windows.clone()).unwrap_or_default()
        },
        move |draft, windows| {
            if let Some(date) = draft.dates.get_mut(place) {
                date.windows = windows;
            }
        },
    );
    let remove = move |()| {
        editor.draft.update(|draft| {
            if place < draft.dates.len() {
                draft.dates.remove(place);
            }
        });
    };
    let name = format!("Special date {}", place + 1);
    let delete = format!("Delete {name}");
    let (group, label) = (name.clone(), name.clone());
    view! {
        <div class="week__day week__day--date" role="group" aria-label=group>
            <TextField label label_hidden=true kind=LineKind::Date value=on />
            <DayHours
                day=name
                windows
                error=editor.error(format!("dates.{place}"))
            />
            <RemoveButton label=delete on_press=remove />
        </div>
    }
}
