//! What can be brought in, and what was.

use super::{earlier::EarlierImports, take_out::TakeOut};
use crate::{
    engine::{command::Command, record::Kind},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Button, Icon, IconMark},
        route::{Link, PageHead, Router},
        toast::Toasts,
    },
    view::{
        import::sample_import,
        route::{ImportKind, Page},
    },
};
use leptos::prelude::*;

/// The choices as tiles, and below them the imports made before.
#[component]
pub(super) fn ImportChoice() -> impl IntoView {
    view! {
        <div class="page">
            <PageHead title="Import" />
            <p class="page__lead">
                "Nothing is changed before you have seen what will come of it. Each import can be removed again."
            </p>
            <div class="tiles">
                <Tile
                    to=Page::Import(ImportKind::Salesforce)
                    icon=Icon::Rules
                    heading="Rules and business hours"
                    text="Escalation rules and business hours files of a Salesforce organisation (XML). What cannot be honoured is named by line."
                />
                <Tile
                    to=Page::Import(ImportKind::Holidays)
                    icon=Icon::Holiday
                    heading="Holidays"
                    text="A calendar file (.ics), such as the public holidays of a country. You choose which come in and what they close."
                />
                <Tile
                    to=Page::Import(ImportKind::Cases)
                    icon=Icon::Cases
                    heading="Cases from CSV"
                    text="A table of cases with a header line. You say what each column means."
                />
                <SampleTile />
            </div>
            <EarlierImports />
            <TakeOut />
        </div>
    }
}

/// One choice.
#[component]
fn Tile(
    /// Where it leads.
    to: Page,
    /// Its drawing.
    icon: Icon,
    /// What is brought in.
    heading: &'static str,
    /// More about it.
    text: &'static str,
) -> impl IntoView {
    view! {
        <Link to attr:class="tile">
            <h2 class="tile__heading">
                <IconMark icon />
                {heading}
            </h2>
            <p class="tile__text">{text}</p>
        </Link>
    }
}

/// The sample workspace, to look around in.
#[component]
fn SampleTile() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let toasts = Toasts::here();
    let is_here = desk.derive(&[Kind::Import], |desk| sample_import(desk).is_some());
    let asking = Asking::new();
    let load = move |()| {
        asking.ask(Command::LoadSample, move |()| {
            toasts.say("The sample workspace is loaded");
            router.go(Page::Cases);
        });
    };
    view! {
        <section class="tile tile--plain">
            <h2 class="tile__heading">
                <IconMark icon=Icon::Dot />
                "Sample workspace"
            </h2>
            <p class="tile__text">
                "Two dozen cases of different ages, two sets of business hours and a rule, to see how it all works."
            </p>
            <div>
                <Show
                    when=move || !is_here.get()
                    fallback=|| view! { <p class="muted">"It is loaded. Remove it below."</p> }
                >
                    <Button on_press=load pending=asking.pending()>
                        "Load the sample"
                    </Button>
                </Show>
            </div>
            {asking.refusal()}
        </section>
    }
}
