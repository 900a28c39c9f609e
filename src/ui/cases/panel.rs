//! What a case follows: the entry that matched, and each level with its due time.

use crate::{
    engine::{id::CaseId, record::Kind},
    shell::DeskHandle,
    ui::{
        kit::{Badge, Button, ButtonLook, Icon, IconMark, TimeChip, Tone},
        reader::Reader,
        route::Link,
        take_away::TakeAwayDialog,
    },
    view::{
        case_list::is_paused,
        case_page::{EscalationPanel, Level, LevelWeight, escalation_panel},
        pending::PendingId,
        route::Page,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

pub(super) const KINDS: &[Kind] = &[
    Kind::Case,
    Kind::Account,
    Kind::Contact,
    Kind::Choice,
    Kind::CaseStatus,
    Kind::CustomField,
    Kind::Preferences,
    Kind::Holiday,
    Kind::EscalationPlan,
    Kind::EscalationRule,
    Kind::Calendar,
    Kind::User,
    Kind::Queue,
];

/// Which level is to be taken away, and whether it is asked.
#[derive(Clone, Copy)]
struct Taking {
    chosen: RwSignal<BTreeSet<PendingId>>,
    open: RwSignal<bool>,
}

/// The panel beside a case.
#[component]
pub(super) fn EscalationPanelView(
    /// The case.
    case: CaseId,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let zone = Reader::here().zone();
    let now = desk.now();
    let panel = desk.derive(KINDS, move |desk| {
        let case = desk.cases.get(&case)?;
        let now = now.get_untracked();
        Some(zone.with(|zone| escalation_panel(desk, case, now, zone)))
    });
    let taking = Taking {
        chosen: RwSignal::default(),
        open: RwSignal::new(false),
    };
    view! {
        <section class="panel" aria-labelledby="escalation-heading">
            <div class="panel__head">
                <h2 id="escalation-heading">"Escalation"</h2>
            </div>
            <div class="panel__body">
                {move || panel.get().map(|panel| view! { <PanelBody case panel taking /> })}
            </div>
        </section>
        <TakeAwayDialog chosen=taking.chosen open=taking.open />
    }
}

#[component]
fn PanelBody(
    /// The case.
    case: CaseId,
    /// What it shows.
    panel: EscalationPanel,
    /// Which level is to be taken away.
    taking: Taking,
) -> impl IntoView {
    let headline = panel.headline;
    let headline = match panel.rule {
        Some(rule) => view! { <Link to=Page::Rule(rule.0)>{headline}</Link> }.into_any(),
        None => view! { <span>{headline}</span> }.into_any(),
    };
    let has_levels = !panel.levels.is_empty();
    let levels = panel
        .levels
        .into_iter()
        .map(|level| view! { <LevelRow case level taking /> });
    view! {
        <p class="escalation__headline">{headline}</p>
        <p class="escalation__clock">{panel.clock}</p>
        {(!panel.forecast.is_empty()).then(|| view! { <p>{panel.forecast}</p> })}
        <Show when=move || !has_levels>
            <p class="escalation__clock">"No level is planned."</p>
        </Show>
        <ol class="levels">{levels.collect_view()}</ol>
    }
}

#[component]
fn LevelRow(
    /// The case.
    case: CaseId,
    /// What the row shows.
    level: Level,
    /// Which level is to be taken away.
    taking: Taking,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let now = desk.now();
    let action = level.action;
    let words = level.state;
    let tone = match level.weight {
        LevelWeight::Fired => Tone::High,
        LevelWeight::Trouble => Tone::Medium,
        LevelWeight::Still => Tone::Paused,
        LevelWeight::Plain => Tone::Neutral,
    };
    let (due_at, fire_at) = level.fires.unzip();
    let paused = Signal::derive(move || {
        fire_at.is_some_and(|at| at > now.get())
            && desk.with(|desk| is_paused(desk, case, now.get()))
    });
    let in_full = level.due_in_full.clone();
    let mark = match due_at {
        Some(due) => view! {
            <TimeChip
                due_at=Some(due.seconds())
                now=Signal::derive(move || now.get().seconds())
                paused
                absolute=in_full
            />
        }
        .into_any(),
        None => view! { <Badge tone text=words /> }.into_any(),
    };
    let take_away = move |()| {
        taking.chosen.set([PendingId { case, action }].into());
        taking.open.set(true);
    };
    let label = format!("Take away the level after {}", level.age);
    view! {
        <li class="level">
            <div class="level__head">
                <strong>{format!("After {}", level.age)}</strong>
                {mark}
                <Show when=move || due_at.is_some()>
                    <Button look=ButtonLook::Quiet label=label.clone() on_press=take_away>
                        <IconMark icon=Icon::Trash />
                    </Button>
                </Show>
            </div>
            <p class="level__what">{level.what}</p>
            <p class="level__due" title=level.due_in_full>
                {(!level.due.is_empty()).then(|| format!("Due {}", level.due))}
            </p>
        </li>
    }
}
