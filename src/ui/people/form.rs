//! What the forms of a user and of a queue share: the mark of a stand-in, saving, the question
//! before a deactivation, and what leads to them.

use super::aims::{AimsPanel, DeactivateDialog, followed_aims};
use crate::{
    engine::{
        command::Command,
        people::{Assignee, Queue, User},
        record::{Kind, Record, Records},
    },
    shell::{DeskHandle, Refusal},
    ui::{
        asking::{Asking, AskingForm},
        kit::{Banner, Empty, Tone},
        route::{Link, PageHead, Router},
        saved_elsewhere::SavedElsewhere,
        toast::Toasts,
        zone_field::at_zone,
    },
    view::route::{Page, Route},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The words and the place that go with a kind of assignee.
struct Words {
    heading: &'static str,
    new: &'static str,
    add: &'static str,
    gone: &'static str,
    stand_in: &'static str,
    all: &'static str,
    list: Route,
}

fn words(target: Assignee) -> Words {
    match target {
        Assignee::User(_) => Words {
            heading: "User",
            new: "New user",
            add: "Add user",
            gone: "This user is not here any more",
            stand_in: "Stand-in: an import met this name and made a user for it. Check the details and save; the mark goes with that.",
            all: "All people",
            list: Route::from(Page::People),
        },
        Assignee::Queue(_) => Words {
            heading: "Queue",
            new: "New queue",
            add: "Add queue",
            gone: "This queue is not here any more",
            stand_in: "Stand-in: an import met this name and made a queue for it. Add its members and save; the mark goes with that.",
            all: "All queues",
            list: Route::from(Page::People).with("tab", "queues"),
        },
    }
}

/// Where somebody was who is not here any more.
#[component]
pub(super) fn GonePage(
    /// The user or the queue.
    target: Assignee,
) -> impl IntoView {
    let words = words(target);
    view! {
        <div class="page">
            <PageHead title=words.heading />
            <Empty heading=words.gone text="An import may have been removed.">
                <Link to=words.list attr:class="button button--primary">
                    {words.all}
                </Link>
            </Empty>
        </div>
    }
}

/// What is stored of somebody as the form opens.
#[derive(Clone, Copy, Default)]
pub(super) struct Stored {
    /// Whether there is anything stored yet.
    pub exists: bool,
    /// Whether work can be given to them.
    pub active: bool,
    /// Whether an import made them and nobody has looked.
    pub is_stand_in: bool,
}

/// The page with the form.
#[component]
pub(super) fn PersonForm(
    /// The user or the queue.
    target: Assignee,
    /// What is stored of them.
    stored: Stored,
    /// The name that is filled in.
    #[prop(into)]
    name: Signal<String>,
    /// Whether they are active as filled in.
    #[prop(into)]
    active: Signal<bool>,
    /// The form's own.
    asking: Asking,
    /// Saves what is filled in.
    #[prop(into)]
    command: UnsyncCallback<(), Command>,
    /// Fills in anew what is stored.
    #[prop(into)]
    on_reload: UnsyncCallback<()>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let toasts = Toasts::here();
    let words = words(target);
    let list = StoredValue::new(words.list);
    let back = move || router.go(list.get_value());
    let aims = followed_aims(target);
    let is_asked = RwSignal::new(false);
    let save = move || {
        let command = command.run(());
        let said = format!("{} is saved", name.get_untracked().trim());
        spawn_local(async move {
            let is_saved = match learn_zone_of(desk, &command).await {
                Ok(()) => asking.save(command).await,
                Err(refusal) => {
                    asking.refuse(refusal);
                    false
                }
            };
            is_asked.try_set(false);
            if is_saved {
                toasts.say(said);
                back();
            }
        });
    };
    let save_or_ask = move |()| {
        let goes = stored.active && !active.get_untracked();
        if goes && aims.with_untracked(|aims| !aims.is_empty()) {
            is_asked.set(true);
        } else {
            save();
        }
    };
    let (title, verb) = if stored.exists {
        (name.get_untracked(), "Save")
    } else {
        (words.new.to_owned(), words.add)
    };
    let as_stored = desk.derive(&[Kind::User, Kind::Queue], move |desk| match target {
        Assignee::User(id) => desk.find::<User>(id).cloned().map(Record::from),
        Assignee::Queue(id) => desk.find::<Queue>(id).cloned().map(Record::from),
    });
    view! {
        <div class="page page--narrow">
            <PageHead title />
            <SavedElsewhere stored=as_stored begun=|| () on_reload />
            {stored
                .is_stand_in
                .then(|| view! { <Banner tone=Tone::Medium>{words.stand_in}</Banner> })}
            <AskingForm asking verb on_submit=save_or_ask on_cancel=move |()| back()>
                {children()}
            </AskingForm>
            {stored.exists.then(|| view! { <AimsPanel target aims /> })}
            <DeactivateDialog
                open=is_asked
                name
                aims
                pending=asking.pending()
                on_confirm=move |()| save()
            />
        </div>
    }
}

/// Lets the desk learn the zone that a user is to read times in, before the user is saved.
async fn learn_zone_of(desk: DeskHandle, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::SaveUser(user) if !user.zone.is_empty() => {
            desk.learn_zone(&user.zone).await.map_err(at_zone)
        }
        _ => Ok(()),
    }
}
