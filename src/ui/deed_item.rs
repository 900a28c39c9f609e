//! One thing that happened, as an item of a timeline.

use super::route::Link;
use crate::view::{deed::DeedLine, route::Page};
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
    let about = about.map(|(name, to)| view! { <span>{linked(name, to)}":"</span> });
    let what = linked(line.what, line.rule.map(|rule| Page::Rule(rule.0)));
    let shown = |text: String| {
        if text.is_empty() {
            "nothing".to_owned()
        } else {
            text
        }
    };
    let changes = line.changes.into_iter().map(|(field, before, after)| {
        view! { <li>{format!("{field}: {} \u{2192} {}", shown(before), shown(after))}</li> }
    });
    view! {
        <li class="timeline__entry" class:timeline__entry--fired=line.is_firing>
            <div class="timeline__head">
                {about}
                <strong>{line.who}</strong>
                {what}
            </div>
            <span class="timeline__when" title=line.when_in_full>{line.when}</span>
            {(!line.lateness.is_empty())
                .then(|| view! { <span class="timeline__when">{line.lateness}</span> })}
            <ul class="timeline__changes">{changes.collect_view()}</ul>
            {line.is_firing.then(|| view! { <Facts facts=line.facts /> })}
        </li>
    }
}

/// Everything about a firing.
#[component]
fn Facts(
    /// Each part with where more is to be read.
    facts: Vec<(&'static str, String, Option<Page>)>,
) -> impl IntoView {
    let fact = |(label, text, to): (&'static str, String, Option<Page>)| {
        view! {
            <dt>{label}</dt>
            <dd>{linked(text, to)}</dd>
        }
    };
    view! {
        <details>
            <summary>"All about it"</summary>
            <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl>
        </details>
    }
}

/// A text that leads somewhere, where there is somewhere to go.
fn linked(text: String, to: Option<Page>) -> AnyView {
    match to {
        Some(to) => view! { <Link to>{text}</Link> }.into_any(),
        None => view! { <span>{text}</span> }.into_any(),
    }
}
