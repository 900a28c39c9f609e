//! What a template comes to for a real case, while it is written.

use crate::engine::{
    case::Case,
    change::ChangeSet,
    desk::Desk,
    id::CaseId,
    instant::Instant,
    merge_field::MergeField,
    notice_kind::NoticeKind,
    wording::{Occasion, fill},
};

/// How many cases are offered.
const CASES_MAX: usize = 50;

/// What stands in a preview for what only a real occasion tells.
const FACTS: [(MergeField, &str); 11] = [
    (MergeField::Rule, "‹rule›"),
    (MergeField::Entry, "‹entry›"),
    (MergeField::Action, "‹action›"),
    (MergeField::Due, "‹due›"),
    (MergeField::From, "‹who did it›"),
    (MergeField::Message, "‹what they write›"),
    (MergeField::EscalationNumber, "‹escalation number›"),
    (MergeField::Source, "‹what is escalated›"),
    (MergeField::Severity, "‹severity›"),
    (MergeField::Trend, "‹trend›"),
    (
        MergeField::CustomerMessage,
        "‹what the customer wrote last›",
    ),
];

/// The newest cases, as key and text.
#[must_use]
pub fn preview_cases(desk: &Desk) -> Vec<(String, String)> {
    let newest = desk.cases.values().rev().take(CASES_MAX);
    let option = |case: &Case| {
        let text = format!("{} {}", case.number, case.subject);
        (case.id.0.to_string(), text)
    };
    newest.map(option).collect()
}

/// A text of a template with what the case tells filled in.
#[must_use]
pub fn preview(desk: &Desk, text: &str, case: &str, at: Instant) -> String {
    let case = case.parse().ok().map(CaseId);
    let case = case.and_then(|id| desk.cases.get(&id));
    let told = case.and_then(|case| case.last_customer_message.as_ref());
    let known =
        |(field, _): &(MergeField, &str)| *field != MergeField::CustomerMessage || told.is_none();
    let facts: Vec<_> = FACTS.into_iter().filter(known).collect();
    let occasion = Occasion {
        at,
        case,
        escalation: None,
        facts: &facts,
    };
    fill(text, &desk.overlaid(&ChangeSet::default()), &occasion).into()
}

/// The kinds that a template may be for, as key and word; without one, rules choose it by name.
#[must_use]
pub fn template_kinds() -> Vec<(String, String)> {
    let by_name = (String::new(), "What rules choose it for".to_owned());
    let kinds = NoticeKind::ALL.iter();
    let kinds = kinds.map(|kind| (kind.name().to_owned(), kind.label().to_owned()));
    [by_name].into_iter().chain(kinds).collect()
}

/// The kind that such a key stands for.
#[must_use]
pub fn template_kind_of_key(key: &str) -> Option<NoticeKind> {
    NoticeKind::ALL
        .iter()
        .copied()
        .find(|kind| kind.name() == key)
}
