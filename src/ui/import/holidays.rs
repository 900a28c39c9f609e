//! Bringing in holidays from a file of events.

use super::steps::Steps;
use crate::{
    engine::{
        command::Command,
        exchange::holidays_ics::{HolidayFile, read},
        id::CalendarId,
        in_order::by_name,
        record::Kind,
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        file_bytes::file_bytes,
        holidays::today,
        kit::{Badge, Banner, Binding, Button, ButtonLook, Checkbox, Each, FileDrop, Table, Tone},
        route::{Link, PageHead, Router},
    },
    view::{
        counted::counted,
        import::holidays::{FoundRow, chosen_holidays, found_rows, left_out_lines, preselected},
        route::{ImportKind, Page},
        rule_list::wave_words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// What was chosen so far.
#[derive(Clone, Copy)]
struct Review {
    desk: DeskHandle,
    today: Memo<NaiveDate>,
    file: RwSignal<Option<HolidayFile>>,
    error: RwSignal<Option<String>>,
    /// The places of the events that come in.
    chosen: RwSignal<BTreeSet<usize>>,
    /// The business hours that they close.
    calendars: RwSignal<BTreeSet<CalendarId>>,
    done: RwSignal<Option<String>>,
}

impl Review {
    fn new() -> Self {
        let desk = expect_context::<DeskHandle>();
        let default = desk.with(|desk| desk.default_calendar().map(|calendar| calendar.id));
        Self {
            desk,
            today: today(),
            file: RwSignal::new(None),
            error: RwSignal::new(None),
            chosen: RwSignal::new(BTreeSet::new()),
            calendars: RwSignal::new(default.into_iter().collect()),
            done: RwSignal::new(None),
        }
    }

    fn read(self, files: Vec<File>) {
        spawn_local(async move {
            for file in files {
                let said = match file_bytes(&file).await {
                    Ok(bytes) => read(&file.name(), &bytes).map_err(|error| error.to_string()),
                    Err(error) => Err(error),
                };
                let today = self.today.get_untracked();
                let chosen = said.as_ref().map(|said| preselected(said, today)).ok();
                self.chosen.set(chosen.unwrap_or_default());
                self.error.set(said.as_ref().err().cloned());
                self.file.set(said.ok());
            }
        });
    }

    /// What bringing the chosen ones in would be; tracked.
    fn command(self) -> Option<Command> {
        self.file.with(|file| {
            let file = file.as_ref()?;
            let calendars = self.calendars.get();
            let holidays = self
                .chosen
                .with(|chosen| chosen_holidays(file, chosen, &calendars));
            (!holidays.is_empty()).then(|| Command::BringInHolidays {
                file: file.name.clone(),
                holidays,
            })
        })
    }
}

/// A box that puts something into a set or takes it out.
fn member_of<T: Copy + Ord + Send + Sync + 'static>(
    set: RwSignal<BTreeSet<T>>,
    one: T,
) -> Binding<bool> {
    Binding::new(
        move || set.with(|set| set.contains(&one)),
        move |on| {
            set.update(|set| {
                if on {
                    set.insert(one);
                } else {
                    set.remove(&one);
                }
            });
        },
    )
}

/// From a file to holidays in three steps.
#[component]
pub(super) fn HolidaysImport() -> impl IntoView {
    let review = Review::new();
    let at = Signal::derive(move || {
        if review.done.with(Option::is_some) {
            3
        } else {
            usize::from(review.file.with(Option::is_some))
        }
    });
    view! {
        <div class="page">
            <PageHead title="Import holidays" />
            <Steps words=&["Choose a file", "Check", "Done"] at />
            <Show
                when=move || review.done.with(Option::is_none)
                fallback=move || view! { <Done said=review.done.get().unwrap_or_default() /> }
            >
                <FileDrop
                    label="Choose a file"
                    accept=".ics,text/calendar"
                    hint="A calendar file (.ics), such as the public holidays of a country. Events that last whole days, once or every year, can be taken."
                    on_files=move |files| review.read(files)
                />
                {move || {
                    review
                        .error
                        .get()
                        .map(|error| view! { <Banner tone=Tone::High>{error}</Banner> })
                }}
                <Show when=move || review.file.with(Option::is_some)>
                    <Found review />
                    <LeftOutPanel review />
                    <Closes review />
                    <Confirm review />
                </Show>
            </Show>
        </div>
    }
}

/// The events of the file, each with a box.
#[component]
fn Found(
    /// What was chosen so far.
    review: Review,
) -> impl IntoView {
    let rows = Memo::new(move |_| {
        review.desk.track(&[Kind::Holiday]);
        let calendars: Vec<CalendarId> = review.calendars.get().into_iter().collect();
        let today = review.today.get();
        review.file.with(|file| match file {
            Some(file) => review
                .desk
                .with(|desk| found_rows(desk, file, &calendars, today)),
            None => Vec::new(),
        })
    });
    let heading = move || counted(rows.with(Vec::len), "holiday", "holidays");
    let all = move |()| {
        let places = rows.with_untracked(|rows| rows.iter().map(|row| row.place).collect());
        review.chosen.set(places);
    };
    let line = move |row: FoundRow| {
        let notes = row.notes.into_iter();
        view! {
            <tr>
                <th scope="row">
                    <Checkbox label=row.name checked=member_of(review.chosen, row.place) />
                </th>
                <td>{row.when}</td>
                <td>
                    <span class="row">
                        {notes
                            .map(|note| view! { <Badge tone=Tone::Neutral text=note /> })
                            .collect_view()}
                    </span>
                </td>
            </tr>
        }
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>{heading}</h2>
                <div class="row">
                    <Button on_press=all>"Choose all"</Button>
                    <Button on_press=move |()| {
                        review.chosen.set(BTreeSet::new());
                    }>"Choose none"</Button>
                </div>
            </div>
            <div class="import__findings">
                <Table label="Holidays of the file">
                    <thead>
                        <tr>
                            <th scope="col">"Holiday"</th>
                            <th scope="col">"When"</th>
                            <th scope="col">"To know"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <Each each=move || rows.get() children=line />
                    </tbody>
                </Table>
            </div>
        </section>
    }
}

/// The events that no holiday can be made of, by line.
#[component]
fn LeftOutPanel(
    /// What was chosen so far.
    review: Review,
) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let file = review.file.read();
        file.as_ref()
            .map(|file| left_out_lines(&file.left_out))
            .unwrap_or_default()
    });
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <section class="panel">
                <div class="panel__head">
                    <h2>{move || format!("{} left out", counted(lines.with(Vec::len), "event", "events"))}</h2>
                </div>
                <div class="panel__body import__findings">
                    <ul class="plain-list">
                        <Each each=move || lines.get() children=|line| view! { <li>{line}</li> } />
                    </ul>
                </div>
            </section>
        </Show>
    }
}

/// Which business hours the holidays close.
#[component]
fn Closes(
    /// What was chosen so far.
    review: Review,
) -> impl IntoView {
    let calendars = review.desk.derive(&[Kind::Calendar], |desk| {
        let calendars = desk.calendars.values();
        let named = calendars.map(|calendar| (calendar.id, calendar.name.to_string()));
        by_name(named.collect(), |(_, name)| name)
    });
    view! {
        <fieldset class="part">
            <legend class="part__title">"They close these business hours"</legend>
            <div class="checks">
                <Each
                    each=move || calendars.get()
                    children=move |(id, name)| {
                        view! { <Checkbox label=name checked=member_of(review.calendars, id) /> }
                    }
                />
            </div>
            <Show when=move || review.calendars.with(BTreeSet::is_empty)>
                <p class="field__hint">"Attached to none, they close nothing."</p>
            </Show>
        </fieldset>
    }
}

/// What happens at once, and the button.
#[component]
fn Confirm(
    /// What was chosen so far.
    review: Review,
) -> impl IntoView {
    let router = Router::here();
    let asking = Asking::new();
    let n_chosen = move || review.chosen.with(BTreeSet::len);
    let words = Memo::new(move |_| {
        review.desk.revision().track();
        match review
            .command()
            .map(|command| review.desk.preview(&command))
        {
            None => (false, "Choose the holidays that are to come in.".to_owned()),
            Some(Ok(preview)) if preview.changes.is_empty() => (
                false,
                "All of it is on the desk already: nothing would change.".to_owned(),
            ),
            Some(Ok(preview)) => (true, wave_words(preview.wave)),
            Some(Err(rejection)) => (false, rejection.to_string()),
        }
    });
    let confirm = move |()| {
        if let Some(command) = untrack(move || review.command()) {
            let said = format!(
                "{} brought in.",
                counted(untrack(n_chosen), "holiday", "holidays")
            );
            asking.ask(command, move |()| review.done.set(Some(said)));
        }
    };
    view! {
        <section class="stack stack--tight import__confirm" aria-label="Confirm">
            <Banner tone=Tone::Info>{move || words.get().1}</Banner>
            {asking.refusal()}
            <div class="form__actions">
                <Button
                    look=ButtonLook::Primary
                    on_press=confirm
                    pending=asking.pending()
                    disabled=Signal::derive(move || !words.get().0)
                >
                    {move || format!("Bring in {}", counted(n_chosen(), "holiday", "holidays"))}
                </Button>
                <Button on_press=move |()| {
                    router.go(Page::Import(ImportKind::Choice));
                }>"Cancel"</Button>
            </div>
        </section>
    }
}

/// What was done, with links.
#[component]
fn Done(
    /// What was done.
    said: String,
) -> impl IntoView {
    view! {
        <Banner tone=Tone::Good>{said}</Banner>
        <ul class="plain-list">
            <li>
                <Link to=Page::Holidays>"See the holidays"</Link>
            </li>
            <li>
                <Link to=Page::Calendars>"See the business hours"</Link>
            </li>
            <li>
                <Link to=Page::Import(ImportKind::Choice)>"Back to imports, to remove this one"</Link>
            </li>
        </ul>
    }
}
