//! One thing that happened, as an item of a timeline.

use super::route::Link;
use crate::view::{
    deed::DeedLine,
    deed_facts::Fact,
    route::{Page, Route},
};
use leptos::prelude::*;

/// One thing that happened.
#[component]
pub fn DeedItem(
    /// What it says.
    line: DeedLine,
    /// What it is about, where that does not go without saying, and where that is to be read.
    #[prop(optional, into)]
    about: Option<(String, Option<Page>)>,
) -> impl IntoView {
    let about =
        about.map(|(name, to)| view! { <span>{linked(name, to.map(Route::from))}":"</span> });
    let what = linked(line.what, line.rule.map(|rule| Page::Rule(rule.0).into()));
    let shown = |text: String| {
        if text.is_empty() {
            "nothing".to_owned()
        } else {
            text
        }
    };
    let changes = line.changes.into_iter().map(|(field, before, after)| {
        let values = format!(": {} \u{2192} {}", shown(before), shown(after));
        view! { <li>{field} {values}</li> }
    });
    view! {
        <li class="timeline__entry" class:timeline__entry--fired=line.is_firing>
            <div class="timeline__head">
                {about}
                <strong>{line.who} {(!line.is_person).then_some(":")}</strong>
                {what}
            </div>
            <span class="timeline__when" title=line.when_in_full>{line.when}</span>
            {(!line.lateness.is_empty())
                .then(|| view! { <span class="timeline__when">{line.lateness}</span> })}
            <ul class="timeline__changes">{changes.collect_view()}</ul>
            {(!line.facts.is_empty()).then(|| view! { <Facts facts=line.facts /> })}
        </li>
    }
}

/// Everything about a firing or a plan.
#[component]
fn Facts(
    /// Each part with where more is to be read.
    facts: Vec<Fact>,
) -> impl IntoView {
    let part = |fact: Fact| {
        view! {
            <dt>{fact.label}</dt>
            <dd>{linked(fact.text, fact.to)}</dd>
        }
    };
    view! {
        <details>
            <summary>"All about it"</summary>
            <dl class="facts">{facts.into_iter().map(part).collect_view()}</dl>
        </details>
    }
}

/// A text that leads somewhere, where there is somewhere to go.
fn linked(text: String, to: Option<Route>) -> AnyView {
    match to {
        Some(to) => view! { <Link to>{text}</Link> }.into_any(),
        None => view! { <span>{text}</span> }.into_any(),
    }
}
