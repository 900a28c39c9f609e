//! The guided set-up: step by step to a working configuration (semantics 9.6).

use super::{
    EscalationTemplates, Reasons, Severities, Slas, case_defaults::CaseDefaultsPanel,
    starter::StarterPanel,
};
use crate::{
    engine::record::Kind,
    shell::DeskHandle,
    ui::{
        kit::{Badge, Banner, Button, ButtonLook, Each, Tone},
        people::{Groups, UserPanel},
        route::{Link, PageHead, Router},
        settings::Statuses,
    },
    view::{
        counted::counted,
        route::{Page, Route, SettingsPart},
        set_up::{SetUpPart, SetUpStep, set_up_steps},
    },
};
use leptos::prelude::*;

/// What the steps look at.
const KINDS: &[Kind] = &[
    Kind::User,
    Kind::Group,
    Kind::CaseStatus,
    Kind::Choice,
    Kind::Preferences,
    Kind::Calendar,
    Kind::Holiday,
    Kind::EscalationSeverity,
    Kind::EscalationTemplate,
    Kind::EscalationReason,
    Kind::SlaDefinition,
    Kind::EscalationRule,
];

/// The address of a step, counted from 1.
fn step_route(number: usize) -> Route {
    Route::from(Page::SetUp).with("step", &number.to_string())
}

/// The steps, and the one in the address.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let router = Router::here();
    let steps = desk.derive(KINDS, set_up_steps);
    let query = router.query("step");
    let at = Memo::new(move |_| {
        let number = query.with(|step| step.parse::<usize>().unwrap_or(1));
        number.clamp(1, SetUpPart::ALL.len())
    });
    let n_missing = move || {
        let open = steps.with(|steps| steps.iter().filter(|one| !one.missing.is_empty()).count());
        match open {
            0 => "Everything is set up. Each step can be entered again at any time.".to_owned(),
            n => format!(
                "{} something. Each step can be skipped and entered again; what is shipped works as it is.",
                counted(n, "step still misses", "steps still miss")
            ),
        }
    };
    let line = move |(number, step): (usize, SetUpStep)| {
        let (tone, word) = match step.missing.len() {
            0 => (Tone::Good, "Ready".to_owned()),
            n => (Tone::Medium, format!("{n} missing")),
        };
        view! {
            <li>
                <Link
                    to=step_route(number)
                    attr:class="guide__step"
                    attr:aria-current=move || (at.get() == number).then_some("step")
                >
                    <span>{format!("{number}. {}", step.part.title())}</span>
                    <Badge tone text=word />
                </Link>
            </li>
        }
    };
    let numbered = move || (1..).zip(steps.get()).collect::<Vec<_>>();
    view! {
        <div class="page">
            <PageHead title="Guided set-up" />
            <p class="page__lead">{n_missing}</p>
            <div class="guide">
                <ol class="guide__steps" aria-label="Steps">
                    <Each each=numbered children=line />
                </ol>
                <div class="stack">{move || view! { <Step number=at.get() steps /> }}</div>
            </div>
        </div>
    }
}

/// One step: what it is good for, what it misses, its forms, and the ways on.
#[component]
fn Step(
    /// Which one, from 1 on.
    number: usize,
    /// All of them.
    steps: Memo<Vec<SetUpStep>>,
) -> impl IntoView {
    let router = Router::here();
    let last = SetUpPart::ALL.len();
    let part = SetUpPart::ALL.into_iter().nth(number - 1);
    let part = part.unwrap_or(SetUpPart::People);
    let missing = Memo::new(move |_| {
        steps.with(|steps| {
            let step = steps.iter().find(|step| step.part == part);
            step.map(|step| step.missing.clone()).unwrap_or_default()
        })
    });
    let said = move || {
        let missing = missing.get();
        if missing.is_empty() {
            return view! { <Banner tone=Tone::Good>"Nothing is missing here."</Banner> }
                .into_any();
        }
        let line = |text: String| view! { <li>{text}</li> };
        view! {
            <Banner tone=Tone::Medium>
                <ul class="stack stack--tight">{missing.into_iter().map(line).collect_view()}</ul>
            </Banner>
        }
        .into_any()
    };
    let forward = move || match (number == last, missing.with(Vec::is_empty)) {
        (true, _) => "Finish",
        (false, true) => "Next",
        (false, false) => "Skip for now",
    };
    let go_on = move |()| {
        if number == last {
            router.go(Page::Cases);
        } else {
            router.go(step_route(number + 1));
        }
    };
    view! {
        <section class="stack" aria-labelledby="step-heading">
            <h2 id="step-heading">{format!("Step {number} of {last}: {}", part.title())}</h2>
            <p class="muted">{part.purpose()}</p>
            {said}
            {forms(part)}
            <div class="form__actions">
                <Button look=ButtonLook::Primary on_press=go_on>
                    {forward}
                </Button>
                {(number > 1)
                    .then(|| {
                        view! {
                            <Button on_press=move |()| {
                                router.go(step_route(number - 1));
                            }>"Back"</Button>
                        }
                    })}
            </div>
        </section>
    }
}

/// The forms of a step, or the ways to them.
fn forms(part: SetUpPart) -> AnyView {
    match part {
        SetUpPart::People => view! {
            <UserPanel />
            <Groups />
        }
        .into_any(),
        SetUpPart::Statuses => view! {
            <Statuses />
            <CaseDefaultsPanel />
            <p>
                <Link to=Page::Settings(
                    SettingsPart::Lists,
                )>"Priorities and the other lists of values"</Link>
            </p>
        }
        .into_any(),
        SetUpPart::Hours => view! {
            <p class="row">
                <Link to=Page::Calendars attr:class="button">
                    "Business hours"
                </Link>
                <Link to=Page::Holidays attr:class="button">
                    "Holidays"
                </Link>
            </p>
        }
        .into_any(),
        SetUpPart::Severities => view! { <Severities /> }.into_any(),
        SetUpPart::Templates => view! {
            <EscalationTemplates />
            <Groups />
            <Reasons />
        }
        .into_any(),
        SetUpPart::Slas => view! { <Slas /> }.into_any(),
        SetUpPart::Rule => view! { <StarterPanel /> }.into_any(),
    }
}
