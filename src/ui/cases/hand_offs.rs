//! Whom a case was handed to: asking others to help, and ending that one by one.

use crate::{
    engine::{command::Command, hand_off::Escalatee, id::CaseId, record::Kind},
    shell::DeskHandle,
    ui::{
        asking::Asking,
        kit::{
            Badge, Banner, Binding, Button, Combobox, Dialog, DialogActions, Each, Icon,
            RemoveButton, TextArea, Tone,
        },
        reader::Reader,
        toast::Toasts,
    },
    view::hand_off::{EscalateToRow, HandOffTarget, escalate_to_rows, hand_off_targets},
};
use leptos::{ev, prelude::*};

/// What the panel follows.
const KINDS: &[Kind] = &[
    Kind::HandOffs,
    Kind::Case,
    Kind::User,
    Kind::Group,
    Kind::Party,
    Kind::Preferences,
];

/// The list of everybody who ever had the case, and the way to ask others.
#[component]
pub(super) fn HandOffsPanel(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let rows = Memo::new(move |_| {
        desk.track(KINDS);
        zone.with(|zone| desk.with(|desk| escalate_to_rows(desk, case, zone)))
    });
    let is_open = desk.derive(&[Kind::Case], move |desk| {
        desk.cases.get(&case).is_some_and(|case| !case.is_closed())
    });
    let is_asking = RwSignal::new(false);
    let placed = move || (0_usize..).zip(rows.get()).collect::<Vec<_>>();
    view! {
        <section class="panel" aria-labelledby="hand-offs-heading">
            <div class="panel__head">
                <h2 id="hand-offs-heading">"Hand-offs"</h2>
                <Show when=move || is_open.get()>
                    <Button on_press=move |()| is_asking.set(true)>"Hand off"</Button>
                </Show>
            </div>
            <div class="panel__body">
                <Show when=move || rows.with(Vec::is_empty)>
                    <p class="muted">"Nobody else was asked to help with this case."</p>
                </Show>
                <ul class="levels levels--bare">
                    <Each each=placed children=move |(_, row)| view! { <Row case row /> } />
                </ul>
            </div>
            <Dialog open=is_asking heading="Ask others to help">
                <HandOffForm case open=is_asking />
            </Dialog>
        </section>
    }
}

#[component]
fn Row(
    /// The case.
    case: CaseId,
    /// What it shows.
    row: EscalateToRow,
) -> impl IntoView {
    let asking = Asking::new();
    let (who, name) = (row.escalatee, row.name.clone());
    let end = move |()| asking.ask(Command::EndHandOff { case, who }, |()| {});
    let reach: Vec<String> = [row.email, row.phone]
        .iter()
        .filter(|text| !text.is_empty())
        .map(ToString::to_string)
        .collect();
    view! {
        <li class="level">
            <div class="level__head">
                <strong>{row.name}</strong>
                <Badge tone=Tone::Neutral text=row.kind />
                {row
                    .is_active
                    .then(|| {
                        view! {
                            <Button
                                attr:aria-label=format!("De-escalate {name}")
                                pending=asking.pending()
                                on_press=end
                            >
                                "De-escalate"
                            </Button>
                        }
                    })}
            </div>
            <span class="level__due" title=row.at_in_full>
                {format!("{} by {}", row.at, row.by)}
            </span>
            {(!reach.is_empty()).then(|| view! { <span class="level__due">{reach.join(", ")}</span> })}
            {(!row.message.is_empty())
                .then(|| view! { <p class="message__text">{row.message.to_string()}</p> })}
            {(!row.ended.is_empty())
                .then(|| view! { <span class="level__due">{format!("Ended {}", row.ended)}</span> })}
            {asking.refusal()}
        </li>
    }
}

/// The private message and whom it goes to.
#[component]
fn HandOffForm(
    /// The case.
    case: CaseId,
    /// Set to false once it is done.
    open: RwSignal<bool>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let message = RwSignal::new(String::new());
    let chosen = RwSignal::new(Vec::<HandOffTarget>::new());
    let targets = desk.derive(KINDS, move |desk| hand_off_targets(desk, case));
    let options = Memo::new(move |_| {
        let chosen = chosen.get();
        let is_free = |target: &&HandOffTarget| chosen.iter().all(|one| one.key != target.key);
        targets.with(|targets| {
            let free = targets.iter().filter(is_free);
            free.map(|target| (target.key.clone(), target.label.clone()))
                .collect::<Vec<_>>()
        })
    });
    let add = Binding::new(String::new, move |key: String| {
        let found = targets.with(|targets| targets.iter().find(|one| one.key == key).cloned());
        chosen.update(|chosen| chosen.extend(found));
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let to: Vec<Escalatee> =
            chosen.with(|chosen| chosen.iter().map(|one| one.escalatee).collect());
        let command = Command::HandOff {
            case,
            to,
            message: message.get_untracked().into(),
            zone: None,
        };
        asking.ask(command, move |()| {
            open.try_set(false);
            toasts.say("The case is handed off");
        });
    };
    let warnings = move || {
        let warnings = chosen.get().into_iter().map(|target| target.warning);
        warnings.filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    view! {
        <form on:submit=submit novalidate class="stack">
            <fieldset class="stack stack--tight">
                <legend>"Whom"</legend>
                <ul class="members">
                    <Each
                        each=move || chosen.get()
                        children=move |target| view! { <Chosen target chosen /> }
                    />
                </ul>
                <Combobox
                    label="Add somebody"
                    value=add
                    options
                    hint="Colleagues, groups, vendors and partners."
                    error=asking.error_at("to")
                />
                <Each
                    each=warnings
                    children=|text| view! { <Banner tone=Tone::Medium>{text}</Banner> }
                />
            </fieldset>
            <TextArea
                label="Private message"
                value=message
                n_lines=4
                hint="The customer never sees it. The mail has the case's number and what the customer wrote last, too."
                error=asking.error_at("message")
            />
            <p class="field__hint">
                "The status becomes Escalated. Owner and priority stay, and it counts as a modification of the case."
            </p>
            {asking.refusal()}
            <DialogActions open verb="Hand off" pending=asking.pending() />
        </form>
    }
}

/// Somebody who was chosen, with the way out.
#[component]
fn Chosen(
    /// Who.
    target: HandOffTarget,
    /// All who were chosen.
    chosen: RwSignal<Vec<HandOffTarget>>,
) -> impl IntoView {
    let key = target.key.clone();
    let remove = move |()| chosen.update(|chosen| chosen.retain(|one| one.key != key));
    view! {
        <li class="members__one">
            <span>{target.label.clone()}</span>
            <RemoveButton
                label=format!("Remove {}", target.label)
                icon=Icon::Close
                on_press=remove
            />
        </li>
    }
}
