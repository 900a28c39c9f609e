//! The editor of a holiday.

use super::{list::today, when::When};
use crate::{
    engine::{
        calendar::Holiday,
        command::Command,
        id::HolidayId,
        in_order::by_name,
        record::{Kind, Record, Records},
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        calendars::{move_sentences, moves},
        editing::{Editing, EditingForm},
        kit::{
            Button, Checkbox, ConfirmDialog, Each, Empty, Icon, Menu, MenuItem, TextArea, TextField,
        },
        route::{PageHead, Router},
        saved_elsewhere::SavedElsewhere,
        toast::Toasts,
    },
    view::{
        holiday_draft::{HolidayDraft, coming_words},
        route::Page,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The draft and what goes with it, for every part of the editor.
pub(super) type Editor = Editing<HolidayDraft>;

fn stored(desk: DeskHandle, id: HolidayId, today: NaiveDate) -> Option<HolidayDraft> {
    desk.with(|desk| {
        let holiday = desk.find::<Holiday>(id);
        holiday.map(|holiday| HolidayDraft::of(holiday, today))
    })
}

/// A new holiday, or with `copy` in the address a copy of one that is there.
#[component]
pub(crate) fn NewHolidayPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let today = today().get_untracked();
    let copied = Router::here().query("copy").get_untracked();
    let copied = copied.parse().ok().map(HolidayId);
    let draft = copied
        .and_then(|id| stored(desk, id, today))
        .map_or_else(|| HolidayDraft::new(today), HolidayDraft::cloned);
    view! { <HolidayEditor draft /> }
}

/// A holiday that was saved.
#[component]
pub(crate) fn HolidayPage(
    /// The number of its id.
    id: u64,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    match stored(desk, HolidayId(id), today().get_untracked()) {
        Some(draft) => view! { <HolidayEditor draft /> }.into_any(),
        None => view! {
            <div class="page">
                <PageHead title="Holiday" />
                <Empty heading="This holiday is not here" text="It was deleted, or never was.">
                    <Button on_press=move |()| router.go(Page::Holidays)>"All holidays"</Button>
                </Empty>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn HolidayEditor(
    /// What is edited.
    draft: HolidayDraft,
) -> impl IntoView {
    let id = draft.id;
    let editor = Editing::new(draft, |_, draft| draft.finish().err().unwrap_or_default());
    let today = today();
    let toasts = Toasts::here();
    let router = Router::here();
    let discard = move |()| {
        editor.discard();
        if id.0 == 0 {
            router.go(Page::Holidays);
        }
    };
    let title = Signal::derive(move || {
        editor.draft.with(|draft| match draft.name.trim() {
            "" if id.0 == 0 => "New holiday".to_owned(),
            "" => "Holiday".to_owned(),
            name => name.to_owned(),
        })
    });
    let save = move |()| {
        editor.can_be_saved();
        let Ok(holiday) = editor.draft.with_untracked(HolidayDraft::finish) else {
            return;
        };
        let desk = editor.desk();
        editor.asking.ask(Command::SaveHoliday(holiday), move |()| {
            let newest = || desk.with(|desk| desk.holidays.keys().max().copied());
            let id = if id.0 == 0 { newest() } else { Some(id) };
            let Some(id) = id else { return };
            if let Some(draft) = stored(desk, id, today.get_untracked()) {
                editor.reset(draft);
            }
            toasts.say("Saved");
            router.go(Page::Holiday(id.0));
        });
    };
    let name = editor.bind(|draft| draft.name.clone(), |draft, text| draft.name = text);
    let note = editor.bind(
        |draft| draft.description.clone(),
        |draft, text| draft.description = text,
    );
    let as_stored = editor.desk().derive(&[Kind::Holiday], move |desk| {
        desk.find::<Holiday>(id).cloned().map(Record::from)
    });
    view! {
        <div class="page page--narrow">
            <PageHead title>
                <HolidayActions id />
            </PageHead>
            <SavedElsewhere
                stored=as_stored
                begun=move || editor.track_saved()
                on_reload=move |()| {
                    if let Some(draft) = stored(editor.desk(), id, today.get_untracked()) {
                        editor.reset(draft);
                    }
                }
            />
            <EditingForm
                asking=editor.asking
                dirty=editor.is_dirty()
                n_faults=editor.n_faults()
                on_save=save
                on_discard=discard
            >
                <div class="form">
                    <TextField label="Name" value=name required=true error=editor.error("name") />
                    <When editor />
                    <Coming editor today />
                    <Attached editor />
                    <TextArea label="Description" value=note n_lines=2 />
                </div>
            </EditingForm>
        </div>
    }
}

/// The dates it falls on next, or that it never does; and what a save would move.
#[component]
fn Coming(
    /// The editor.
    editor: Editor,
    /// The reader's day.
    today: Memo<NaiveDate>,
) -> impl IntoView {
    let words = Memo::new(move |_| {
        let today = today.get();
        editor.draft.with(|draft| coming_words(draft, today))
    });
    let moves = Memo::new(move |_| {
        let kinds = [
            Kind::EscalationPlan,
            Kind::Escalation,
            Kind::Calendar,
            Kind::Holiday,
        ];
        editor.desk().track(&kinds);
        let holiday = editor.draft.with(|draft| draft.finish().ok())?;
        move_sentences(editor.desk(), &Command::SaveHoliday(holiday)).ok()
    });
    view! {
        <div class="coming" role="status">
            <p>{move || words.get()}</p>
            <p class="strong">{move || moves.get().map(|sentences| sentences.join(" "))}</p>
        </div>
    }
}

/// Which business hours it closes.
#[component]
fn Attached(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let calendars = editor.desk().derive(&[Kind::Calendar], |desk| {
        let calendars = desk.calendars.values();
        let named = calendars.map(|calendar| (calendar.id, calendar.name.to_string()));
        by_name(named.collect(), |(_, name)| name)
    });
    let none = move || editor.draft.with(|draft| draft.calendars.is_empty());
    view! {
        <fieldset class="part">
            <legend class="part__title">"Closes these business hours"</legend>
            <div class="checks">
                <Each
                    each=move || calendars.get()
                    children=move |(id, name)| {
                        let checked = editor
                            .bind(
                                move |draft| draft.calendars.contains(&id),
                                move |draft, on| {
                                    if on {
                                        draft.calendars.insert(id);
                                    } else {
                                        draft.calendars.remove(&id);
                                    }
                                },
                            );
                        view! { <Checkbox label=name checked /> }
                    }
                />
            </div>
            <Show when=none>
                <p class="field__hint">"Attached to none, it closes nothing."</p>
            </Show>
        </fieldset>
    }
}

/// What can be done about a holiday once it is saved.
#[component]
fn HolidayActions(
    /// The holiday; zero while it is new.
    id: HolidayId,
) -> impl IntoView {
    let router = Router::here();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let open = RwSignal::new(false);
    let delete = move |()| {
        asking.ask(Command::DeleteHoliday(id), move |()| {
            open.try_set(false);
            toasts.say("The holiday is deleted");
            router.go(Page::Holidays);
        });
    };
    let copy = move |()| {
        let to = crate::view::route::Route::from(Page::NewHoliday);
        router.go(to.with("copy", &id.0.to_string()));
    };
    (id.0 != 0).then(|| {
        view! {
            <Button on_press=copy>"Clone"</Button>
            <Menu label="More" icon=Icon::More>
                <MenuItem on_press=move |()| open.set(true)>"Delete"</MenuItem>
            </Menu>
            <ConfirmDialog
                open
                heading="Delete this holiday?"
                verb="Delete"
                pending=asking.pending()
                on_confirm=delete
            >
                <p>
                    "The business hours it closes open again on its dates."
                </p>
                {moves(&Command::DeleteHoliday(id))}
                {asking.refusal()}
            </ConfirmDialog>
        }
    })
}
