//! The three ways in which a case can be escalated, side by side (semantics 0.2).

use super::severity::SeverityBadge;
use crate::{
    ui::{
        kit::{Icon, IconMark},
        reader::Reader,
    },
    view::{escalation::CaseMarks, phrase::listed},
};
use leptos::prelude::*;

/// A chip for each that is so, with its reason. Only the record's has a colour.
#[component]
pub fn CaseChips(
    /// Why it is shown as escalated.
    marks: CaseMarks,
) -> impl IntoView {
    let reader = Reader::here();
    let n_handed = marks.handed_to.len();
    let rule = marks.by_rule.then(|| {
        let when = marks.fired_at.map(|at| format!(" {}", reader.words(at)));
        let why = format!("A rule escalated it{}", when.unwrap_or_default());
        plain(Icon::Rules, "Rule".to_owned(), why)
    });
    let record = marks.by_record.and_then(|(_, number, mark)| {
        let mark = mark?;
        let why = format!("{number} escalates it, severity {}", mark.name);
        Some(view! {
            <span title=why>
                <span class="visually-hidden">"Escalated: "</span>
                <SeverityBadge mark before="Record: " />
            </span>
        })
    });
    let handed = (n_handed != 0).then(|| {
        let why = format!("It is handed to {}", listed(&marks.handed_to));
        plain(Icon::People, format!("Handed to {n_handed}"), why)
    });
    view! {
        {rule}
        {record}
        {handed}
    }
    .into_any()
}

fn plain(icon: Icon, word: String, why: String) -> AnyView {
    view! {
        <span class="badge badge--neutral" title=why>
            <IconMark icon />
            <span class="visually-hidden">"Escalated: "</span>
            {word}
        </span>
    }
    .into_any()
}
