//! The editor of business hours.

use super::{
    draft::{Editor, edit, stored},
    moves::{move_sentences, moves, strong},
    particulars::{Dates, Particulars, Week},
};
use crate::{
    engine::{
        calendar::Calendar,
        command::Command,
        id::CalendarId,
        record::{Kind, Record, Records},
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        editing::EditingForm,
        kit::{Badge, Button, ConfirmDialog, Empty, Icon, Menu, MenuItem, Tone},
        route::{PageHead, Router},
        saved_elsewhere::SavedElsewhere,
        toast::Toasts,
    },
    view::{calendar_draft::CalendarDraft, calendar_page::users_of, route::Page},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// New business hours.
#[component]
pub(crate) fn NewCalendarPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = desk.with(|desk| {
        let preferences = desk.preferences();
        preferences.map_or_else(String::new, |preferences| preferences.zone.to_string())
    });
    view! { <CalendarEditor draft=CalendarDraft::new(&zone) /> }
}

/// Business hours that were saved.
#[component]
pub(crate) fn CalendarPage(
    /// The number of their id.
    id: u64,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    match stored(desk, CalendarId(id)) {
        Some(draft) => view! { <CalendarEditor draft /> }.into_any(),
        None => view! {
            <div class="page">
                <PageHead title="Business hours" />
                <Empty
                    heading="These business hours are not here"
                    text="They were deleted, or never were."
                >
                    <Button on_press=move |()| router.go(Page::Calendars)>
                        "All business hours"
                    </Button>
                </Empty>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn CalendarEditor(
    /// What is edited.
    draft: CalendarDraft,
) -> impl IntoView {
    let id = draft.id;
    let editor = edit(draft);
    let saving = Saving::new(editor);
    let discard = move |()| {
        editor.discard();
        if id.0 == 0 {
            saving.router.go(Page::Calendars);
        }
    };
    let title = Signal::derive(move || {
        editor.draft.with(|draft| match draft.name.trim() {
            "" if id.0 == 0 => "New business hours".to_owned(),
            "" => "Business hours".to_owned(),
            name => name.to_owned(),
        })
    });
    let save = move |()| {
        editor.can_be_saved();
        if let Ok(calendar) = editor.draft.with_untracked(CalendarDraft::finish) {
            saving.look_ahead(calendar);
        }
    };
    // That they are the default is not saved by the form.
    let as_stored = editor.desk().derive(&[Kind::Calendar], move |desk| {
        let calendar = desk.find::<Calendar>(id)?;
        let is_default = false;
        Some(Record::from(Calendar {
            is_default,
            ..calendar.clone()
        }))
    });
    view! {
        <div class="page page--narrow">
            <PageHead title>
                <CalendarActions id />
            </PageHead>
            <SavedElsewhere
                stored=as_stored
                begun=move || editor.track_saved()
                on_reload=move |()| {
                    if let Some(draft) = stored(editor.desk(), id) {
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
                <Particulars editor />
                <Week editor />
                <Dates editor />
            </EditingForm>
            <ConfirmDialog
                open=saving.asks
                heading="Save these hours?"
                verb="Save"
                pending=editor.asking.pending()
                on_confirm=move |()| saving.keep()
            >
                {strong(saving.sentences.get())}
                <p>
                    "What has fired stays as it is. What becomes overdue fires at once, or when the hours next open."
                </p>
            </ConfirmDialog>
        </div>
    }
}

/// A save on its way: what it would move is told first (semantics 4.17).
#[derive(Clone, Copy)]
struct Saving {
    editor: Editor,
    sentences: RwSignal<Vec<String>>,
    asks: RwSignal<bool>,
    toasts: Toasts,
    router: Router,
}

impl Saving {
    fn new(editor: Editor) -> Self {
        Self {
            editor,
            sentences: RwSignal::default(),
            asks: RwSignal::new(false),
            toasts: Toasts::here(),
            router: Router::here(),
        }
    }

    /// Learns the zone, then asks when a save would move something, and saves when it would not.
    fn look_ahead(self, calendar: Calendar) {
        let asking = self.editor.asking;
        let desk = asking.desk();
        spawn_local(async move {
            if let Err(refusal) = desk.learn_zone(&calendar.zone).await {
                return asking.refuse(refusal);
            }
            match move_sentences(desk, &Command::SaveCalendar(calendar)) {
                Ok(sentences) if sentences.is_empty() => self.keep(),
                Ok(sentences) => {
                    self.sentences.set(sentences);
                    self.asks.set(true);
                }
                Err(rejection) => asking.refuse(rejection),
            }
        });
    }

    fn keep(self) {
        let asking = self.editor.asking;
        let desk = asking.desk();
        let Ok(calendar) = self.editor.draft.with_untracked(CalendarDraft::finish) else {
            return;
        };
        let id = calendar.id;
        asking.ask(Command::SaveCalendar(calendar), move |()| {
            self.asks.try_set(false);
            let newest = || desk.with(|desk| desk.calendars.keys().max().copied());
            let id = if id.0 == 0 { newest() } else { Some(id) };
            let Some(id) = id else { return };
            if let Some(draft) = stored(desk, id) {
                self.editor.reset(draft);
            }
            self.toasts.say("Saved");
            self.router.go(Page::Calendar(id.0));
        });
    }
}

/// What can be done about business hours once they are saved.
#[component]
fn CalendarActions(
    /// The business hours; zero while they are new.
    id: CalendarId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let chooses = RwSignal::new(false);
    let deletes = RwSignal::new(false);
    let is_default = desk.derive(&[Kind::Calendar], move |desk| {
        desk.find::<Calendar>(id)
            .map(|calendar| calendar.is_default)
    });
    let shown = move || {
        let is_default = is_default.get()?;
        Some(if is_default {
            view! { <Badge tone=Tone::Info text="Default" /> }.into_any()
        } else {
            view! {
                <Button on_press=move |()| chooses.set(true)>"Make default"</Button>
                <Menu label="More" icon=Icon::More>
                    <MenuItem on_press=move |()| deletes.set(true)>"Delete"</MenuItem>
                </Menu>
            }
            .into_any()
        })
    };
    view! {
        {shown}
        <DefaultDialog id open=chooses />
        <DeleteDialog id open=deletes />
    }
}

#[component]
fn DefaultDialog(
    /// The business hours.
    id: CalendarId,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let toasts = Toasts::here();
    let asking = Asking::new();
    let make_default = move |()| {
        asking.ask(Command::MakeDefault(id), move |()| {
            open.try_set(false);
            toasts.say("These are the default business hours now");
        });
    };
    view! {
        <ConfirmDialog
            open
            heading="Make these hours the default?"
            verb="Make default"
            pending=asking.pending()
            on_confirm=make_default
        >
            <p>"New cases get them, and cases without hours of their own count in them."</p>
            {moves(&Command::MakeDefault(id))}
            {asking.refusal()}
        </ConfirmDialog>
    }
}

#[component]
fn DeleteDialog(
    /// The business hours.
    id: CalendarId,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let users = move || match desk.with(|desk| users_of(desk, id)).as_slice() {
        [] => "Nothing counts in them.".to_owned(),
        users => format!("In use by {}.", users.join("; ")),
    };
    let delete = move |()| {
        asking.ask(Command::DeleteCalendar(id), move |()| {
            open.try_set(false);
            toasts.say("The business hours are deleted");
            router.go(Page::Calendars);
        });
    };
    view! {
        <ConfirmDialog
            open
            heading="Delete these business hours?"
            verb="Delete"
            pending=asking.pending()
            on_confirm=delete
        >
            <p>{users()}</p>
            <p>"Cases that name them count in the default ones afterwards."</p>
            {moves(&Command::DeleteCalendar(id))}
            {asking.refusal()}
        </ConfirmDialog>
    }
}
