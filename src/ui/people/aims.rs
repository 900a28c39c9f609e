//! What aims at a user or a queue, and the question before one of them is deactivated.

use crate::{
    engine::{people::Assignee, record::Kind},
    shell::DeskHandle,
    ui::{
        kit::{ConfirmDialog, Each},
        route::Link,
    },
    view::{
        case_fields::assignee_key,
        counted::counted,
        people::{Aim, aims, n_open_cases},
        route::{Page, Route},
    },
};
use leptos::prelude::*;

/// More actions than these are counted, not listed, in the question.
const AIMS_SHOWN_MAX: usize = 12;

/// The actions that aim at somebody, followed.
pub(super) fn followed_aims(target: Assignee) -> Memo<Vec<Aim>> {
    let desk = expect_context::<DeskHandle>();
    let kinds = [Kind::EscalationRule, Kind::User, Kind::Queue];
    desk.derive(&kinds, move |desk| aims(desk, target))
}

/// What somebody has to do with: rule actions and open cases.
#[component]
pub(super) fn AimsPanel(
    /// The user or the queue.
    target: Assignee,
    /// What aims there.
    aims: Memo<Vec<Aim>>,
) -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let n_cases = desk.derive(&[Kind::Case], move |desk| n_open_cases(desk, target));
    let cases = Route::from(Page::Cases).with("owner", &assignee_key(target));
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"What leads here"</h2>
            </div>
            <div class="panel__body">
                <p>
                    <Show when=move || n_cases.get() != 0 fallback=|| "Owns no open case.">
                        "Owns "
                        <Link to=cases
                            .clone()>{move || counted(n_cases.get(), "open case", "open cases")}</Link>
                        "."
                    </Show>
                </p>
                <Show
                    when=move || aims.with(|aims| !aims.is_empty())
                    fallback=|| view! { <p class="muted">"No rule action aims here."</p> }
                >
                    <AimList aims=Signal::derive(move || aims.get()) />
                </Show>
            </div>
        </section>
    }
}

/// Actions by rule and entry.
#[component]
fn AimList(
    /// The actions.
    aims: Signal<Vec<Aim>>,
) -> impl IntoView {
    let line = |aim: Aim| {
        let state = if aim.rule_active {
            ""
        } else {
            " (inactive rule)"
        };
        let place = format!("{}, entry {}{state}", aim.rule_name, aim.entry_place);
        view! {
            <li>
                <Link to=Page::Rule(aim.rule)>{place}</Link>
                ": "
                {aim.what}
            </li>
        }
    };
    view! {
        <ul class="aims">
            <Each each=move || aims.get() children=line />
        </ul>
    }
}

/// Asks before somebody is deactivated whom actions aim at (semantics 2.45).
#[component]
pub(super) fn DeactivateDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Who is to be deactivated.
    #[prop(into)]
    name: Signal<String>,
    /// What aims there.
    aims: Memo<Vec<Aim>>,
    /// Work under way.
    pending: Signal<bool>,
    /// Goes on.
    #[prop(into)]
    on_confirm: UnsyncCallback<()>,
) -> impl IntoView {
    let heading = Signal::derive(move || format!("Deactivate {}?", name.get()));
    let n_more = move || aims.with(Vec::len).saturating_sub(AIMS_SHOWN_MAX);
    let shown = Signal::derive(move || {
        aims.with(|aims| {
            aims.iter()
                .take(AIMS_SHOWN_MAX)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ConfirmDialog open heading verb="Deactivate" pending on_confirm>
            <p>
                {move || {
                    let n = counted(aims.with(Vec::len), "rule action aims", "rule actions aim");
                    format!("{n} here. When one of them comes due it stays in the queue, blocked, until the target is active again or the rule names another one.")
                }}
            </p>
            <AimList aims=shown />
            <Show when=move || n_more() != 0>
                <p class="muted">{move || format!("and {} more", n_more())}</p>
            </Show>
        </ConfirmDialog>
    }
}
