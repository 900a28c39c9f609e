//! Bringing in rules and business hours of a Salesforce organisation.

mod done;
mod files;
mod findings;
mod options;
mod proposed;

use self::{
    done::Done, files::ChosenFiles, findings::Findings, options::Options, proposed::Proposed,
};
use super::steps::Steps;
use crate::{
    engine::{
        advance::Wave,
        command::Command,
        exchange::salesforce::{Proposal, SalesforceFiles, propose},
    },
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{Banner, Button, ButtonLook, Tone},
        route::{PageHead, Router},
    },
    view::{
        import::salesforce::{
            default_name, fate_lines, rule_options, stand_in_lines, summary_words,
        },
        route::{ImportKind, Page},
        rule_list::wave_words,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// From files to the desk in three steps.
#[component]
pub(super) fn SalesforceImport() -> impl IntoView {
    let files = RwSignal::new(None::<SalesforceFiles>);
    let done = RwSignal::new(None::<String>);
    let at = Signal::derive(move || {
        if done.with(Option::is_some) {
            3
        } else {
            usize::from(files.with(Option::is_some))
        }
    });
    view! {
        <div class="page">
            <PageHead title="Import rules and business hours" />
            <Steps words=&["Choose files", "Check", "Done"] at />
            <Show
                when=move || done.with(Option::is_none)
                fallback=move || view! { <Done said=done.get().unwrap_or_default() /> }
            >
                <ChosenFiles files />
                <Show when=move || files.with(Option::is_some)>
                    <Check files done />
                </Show>
            </Show>
        </div>
    }
}

/// What would come of the files, and the button that does it.
#[component]
fn Check(
    /// The files that were read.
    files: RwSignal<Option<SalesforceFiles>>,
    /// Set to what was done.
    done: RwSignal<Option<String>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let proposal = Memo::new(move |_| {
        desk.revision().track();
        files.with(|files| {
            let files = files.as_ref()?;
            Some(Arc::new(desk.with(|desk| propose(desk, files))))
        })
    });
    let wave = Memo::new(move |_| {
        desk.revision().track();
        files.with(|files| {
            let command = Command::BringInSalesforce(Box::new(files.clone()?));
            let preview = desk.preview(&command);
            Some(
                preview
                    .map(|preview| preview.wave)
                    .map_err(|rejection| rejection.to_string()),
            )
        })
    });
    view! {
        {move || {
            proposal
                .get()
                .map(|proposal| {
                    view! {
                        <Proposed lines=fate_lines(&proposal) stand_ins=stand_in_lines(&proposal) />
                        <Findings proposal=Arc::clone(&proposal) />
                        <Options files default=default_name(&proposal) rules=rule_options(&proposal) />
                    }
                })
        }}
        <Confirm files proposal wave done />
    }
}

/// What happens at once, and the button.
#[component]
fn Confirm(
    /// The files that were read.
    files: RwSignal<Option<SalesforceFiles>>,
    /// What would come of them.
    proposal: Memo<Option<Arc<Proposal>>>,
    /// What would fire, or why it cannot be done.
    wave: Memo<Option<Result<Wave, String>>>,
    /// Set to what was done.
    done: RwSignal<Option<String>>,
) -> impl IntoView {
    let router = Router::here();
    let asking = Asking::new();
    let activates = move || {
        files.with(|files| {
            files
                .as_ref()
                .is_some_and(|files| files.choices.activate.is_some())
        })
    };
    let is_idle = Signal::derive(move || {
        let nothing = proposal.with(|proposal| {
            proposal
                .as_ref()
                .is_none_or(|proposal| proposal.changes_nothing())
        });
        nothing && !activates()
    });
    let words = move || {
        wave.get().map(|wave| match wave {
            Ok(wave) => (Tone::Info, wave_words(wave)),
            Err(reason) => (Tone::High, reason),
        })
    };
    let confirm = move |()| {
        let lines = proposal.with_untracked(|proposal| {
            proposal
                .as_deref()
                .map(|proposal| summary_words(&fate_lines(proposal)))
        });
        if let Some(files) = files.get_untracked() {
            asking.ask(Command::BringInSalesforce(Box::new(files)), move |()| {
                done.set(Some(lines.unwrap_or_default()));
            });
        }
    };
    view! {
        <section class="stack stack--tight import__confirm" aria-label="Confirm">
            <Show when=move || is_idle.get()>
                <Banner tone=Tone::Neutral>
                    "All of it is on the desk already: nothing would change."
                </Banner>
            </Show>
            {move || words().map(|(tone, text)| view! { <Banner tone>{text}</Banner> })}
            {asking.refusal()}
            <div class="form__actions">
                <Button
                    look=ButtonLook::Primary
                    on_press=confirm
                    pending=asking.pending()
                    disabled=is_idle
                >
                    "Bring it in"
                </Button>
                <Button on_press=move |()| {
                    router.go(Page::Import(ImportKind::Choice));
                }>"Cancel"</Button>
            </div>
        </section>
    }
}
