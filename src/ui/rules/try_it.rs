//! Trying the rule, as it is being edited, on a case.

use super::draft::{Editor, KINDS};
use crate::{
    engine::{
        calendar::ZoneTable,
        decide::with_parts_named,
        desk::Desk,
        instant::Instant,
        record::Kind,
        rule::{EscalationRule, LevelFate, try_rule},
    },
    ui::{kit::SuggestField, reader::Reader, verdict::Verdict},
    view::{
        case_page::{EscalationPanel, Level, case_of_number, followed},
        explanation::{VerdictView, verdict_view},
    },
};
use leptos::prelude::*;

/// Cases offered in the list; any other can be typed.
const OFFERED_MAX: usize = 50;

/// What a trial came to.
#[derive(Clone, PartialEq)]
struct Trial {
    told: VerdictView,
    /// Whether it is past an age already.
    fires_at_once: bool,
    /// What becomes of it, where it follows an entry.
    follows: Option<EscalationPanel>,
}

/// Tries a rule on the case of a number; `None` when there is none.
fn try_on(
    desk: &Desk,
    rule: &EscalationRule,
    number: u64,
    now: Instant,
    zone: &ZoneTable,
) -> Option<Trial> {
    let case = desk.cases.get(&case_of_number(desk, number)?)?;
    let told = try_rule(desk, rule, case, now);
    let mut fates = told.levels.iter().map(|level| &level.fate);
    Some(Trial {
        fires_at_once: fates.any(|fate| matches!(fate, LevelFate::Fires(at) if *at <= now)),
        follows: followed(desk, case, &told, rule, zone),
        told: verdict_view(desk, &told, zone),
    })
}

/// Which entry would take a case, and what would come of it.
#[component]
pub(super) fn TryIt() -> impl IntoView {
    let editor = Editor::here();
    let desk = editor.desk();
    let zone = Reader::here().zone();
    let chosen = RwSignal::new(String::new());
    let offered = desk.derive(&[Kind::Case], |desk| {
        let open = desk.cases.values().filter(|case| !case.is_closed());
        let words = open.map(|case| format!("{} {}", case.number, case.subject));
        words.take(OFFERED_MAX).collect::<Vec<_>>()
    });
    let number = Memo::new(move |_| {
        chosen.with(|text| {
            text.split_whitespace()
                .next()
                .and_then(|word| word.parse().ok())
        })
    });
    let trial = Memo::new(move |_| {
        desk.track(KINDS);
        desk.track(&[Kind::Case, Kind::Account, Kind::Contact]);
        let number: u64 = number.get()?;
        let now = desk.now().get_untracked();
        let named = desk.with(|desk| editor.rule.with(|rule| with_parts_named(desk, rule)));
        zone.with(|zone| desk.with(|desk| try_on(desk, &named, number, now, zone)))
    });
    let missing = Signal::derive(move || {
        let number = number.get()?;
        let is_there = desk.with(|desk| case_of_number(desk, number).is_some());
        (!is_there).then(|| "there is no case of that number".to_owned())
    });
    view! {
        <section class="panel" aria-labelledby="try-heading">
            <div class="panel__head">
                <h2 id="try-heading">"Try it"</h2>
            </div>
            <div class="panel__body">
                <SuggestField
                    label="Case"
                    value=chosen
                    suggestions=offered
                    hint="The rule as it stands here is tried on this case. Nothing is saved and nothing fires."
                    error=missing
                />
                <p class="visually-hidden" role="status">
                    {move || trial.with(|trial| trial.as_ref().map(|trial| trial.told.verdict.clone()))}
                </p>
                {move || {
                    trial
                        .get()
                        .map(|trial| {
                            view! {
                                <Verdict told=trial.told />
                                {trial
                                    .fires_at_once
                                    .then(|| {
                                        view! {
                                            <p>"It is past its age and would escalate at once."</p>
                                        }
                                    })}
                                {trial.follows.map(|follows| view! { <Follows follows /> })}
                            }
                        })
                }}
            </div>
        </section>
    }
}

/// What its ages count from, what comes next, and each level with what becomes of it.
#[component]
fn Follows(
    /// As the page of the case would have it.
    follows: EscalationPanel,
) -> impl IntoView {
    let level = |level: Level| {
        let due = if level.due.is_empty() {
            String::new()
        } else {
            format!("due {} \u{b7} ", level.due)
        };
        view! {
            <li class="level">
                <strong>{format!("After {}", level.age)}</strong>
                <p class="level__what">{level.what}</p>
                <p class="level__due" title=level.due_in_full>
                    {due}
                    {level.state}
                </p>
            </li>
        }
    };
    let levels = follows.levels.into_iter().map(level);
    view! {
        <p class="escalation__clock">{follows.clock}</p>
        {(!follows.forecast.is_empty()).then(|| view! { <p>{follows.forecast}</p> })}
        <ol class="levels" aria-label="Levels">
            {levels.collect_view()}
        </ol>
    }
}
