//! The texts of notices: templates whose merge fields are filled in.

use super::{
    account::{Account, Contact},
    case::Case,
    choice::{CaseStatus, Choice},
    id::{ChoiceId, EscalationId, TemplateId},
    instant::Instant,
    merge_field::MergeField,
    notice_kind::NoticeKind,
    notification::NoticeTemplate,
    people::{Assignee, Queue, User},
    record::{Overlaid, Records},
    stamp::Actor,
};
use chrono::format::{Item, StrftimeItems};
use std::sync::LazyLock;

/// What notices speak of.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// When it is.
    pub at: Instant,
    /// The case, as it was before; `None` for what is about no case.
    pub case: Option<&'a Case>,
    /// The escalation, for what is about one.
    pub escalation: Option<EscalationId>,
    /// What the case does not tell, or tells otherwise.
    pub facts: &'a [(MergeField, &'a str)],
}

/// What a notice is about, and the template that it follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    /// What it is about.
    pub kind: NoticeKind,
    /// The template; `None` for the one of its kind, or the shipped text.
    pub template: Option<TemplateId>,
}

/// A subject and a text, with the template that they follow.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// The template; `None` for the shipped text.
    pub id: Option<TemplateId>,
    /// One line.
    pub subject: &'a str,
    /// The text.
    pub body: &'a str,
}

impl Wording {
    /// What is written of that kind, by the desk's own template or as shipped.
    #[must_use]
    pub const fn of(kind: NoticeKind) -> Self {
        Self {
            kind,
            template: None,
        }
    }

    /// The template it follows: the chosen one, else the first of its kind, else the shipped text.
    fn template<'a>(self, records: &'a Overlaid<'_>) -> (Option<TemplateId>, &'a str, &'a str) {
        let of_kind = || {
            let mut templates = records.tables.templates.values();
            templates.find(|template| template.kind == Some(self.kind))
        };
        let chosen = self
            .template
            .and_then(|id| records.find::<NoticeTemplate>(id));
        if let Some(template) = chosen.or_else(of_kind) {
            return (Some(template.id), &template.subject, &template.body);
        }
        let (subject, body) = self.kind.shipped();
        (None, subject, body)
    }
}

/// A notice in words.
#[derive(Debug, Clone)]
pub struct Texts {
    /// What it follows.
    pub wording: Wording,
    /// The template; `None` for the shipped text.
    pub template: Option<TemplateId>,
    /// One line.
    pub subject: Box<str>,
    /// The text.
    pub body: Box<str>,
}

impl Texts {
    /// What a wording says of an occasion.
    #[must_use]
    pub fn new(wording: Wording, records: &Overlaid<'_>, occasion: &Occasion<'_>) -> Self {
        let (template, subject, body) = wording.template(records);
        Self {
            wording,
            template,
            subject: fill(subject, records, occasion),
            body: fill(body, records, occasion),
        }
    }
}

/// Fills the merge fields of a text in. What is no merge field stays as it is.
#[must_use]
pub fn fill(text: &str, records: &Overlaid<'_>, occasion: &Occasion<'_>) -> Box<str> {
    let mut filled = String::with_capacity(text.len() + 64);
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Field(name) => {
                if let Some(field) = MergeField::named(name) {
                    occasion.write(&mut filled, records, field);
                } else {
                    filled.extend(["{", name, "}"]);
                }
            }
        }
    }
    filled.into()
}

/// What stands between curly brackets in a text and is no merge field that `kind` has; rules
/// choose the texts of no kind.
#[must_use]
pub fn unknown_fields(text: &str, kind: Option<NoticeKind>) -> Vec<&str> {
    let has = |field: MergeField| kind.unwrap_or_default().has(field);
    let unknown = pieces(text).filter_map(|piece| match piece {
        Piece::Field(name) if !MergeField::named(name).is_some_and(has) => Some(name),
        Piece::Field(_) | Piece::Text(_) => None,
    });
    unknown.collect()
}

/// A part of a text.
enum Piece<'a> {
    Text(&'a str),
    /// What stands between curly brackets.
    Field(&'a str),
}

/// An opening bracket that no closing one follows is text.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let open = rest.find('{');
        let name = |open| rest.get(open + 1..).and_then(|after| after.split_once('}'));
        let (piece, after) = match open.and_then(|open| Some((open, name(open)?))) {
            Some((0, (name, after))) => (Piece::Field(name), after),
            Some((open, _)) => {
                let (before, after) = rest.split_at(open);
                (Piece::Text(before), after)
            }
            None if rest.is_empty() => return None,
            None => (Piece::Text(rest), ""),
        };
        rest = after;
        Some(piece)
    })
}

impl Occasion<'_> {
    fn write(&self, out: &mut String, records: &Overlaid<'_>, field: MergeField) {
        if let Some((_, fact)) = self.facts.iter().find(|(known, _)| *known == field) {
            return out.push_str(fact);
        }
        let Some(case) = self.case else { return };
        let choice = |id: Option<ChoiceId>| {
            let found = id.and_then(|id| records.find::<Choice>(id));
            found.map_or("", |choice| &choice.name)
        };
        out.push_str(match field {
            MergeField::CaseNumber => return out.push_str(&case.number.to_string()),
            MergeField::Subject => &case.subject,
            MergeField::Priority => choice(case.priority),
            MergeField::CaseReason => choice(case.reason),
            MergeField::Status => records
                .find::<CaseStatus>(case.status)
                .map_or("", |status| &status.name),
            MergeField::Owner => assignee_name(records, case.owner),
            MergeField::Account => case
                .account
                .and_then(|id| records.find::<Account>(id))
                .map_or("", |account| &account.name),
            MergeField::Contact => case
                .contact
                .and_then(|id| records.find::<Contact>(id))
                .map_or("", |contact| &contact.name),
            MergeField::Age => {
                let minutes = self.at.seconds_since(case.created.at) / 60;
                return out.push_str(&age_words(u32::try_from(minutes).unwrap_or(0)));
            }
            MergeField::CustomerMessage => case.last_customer_message.as_deref().unwrap_or(""),
            MergeField::Rule
            | MergeField::Entry
            | MergeField::Action
            | MergeField::Due
            | MergeField::From
            | MergeField::Message
            | MergeField::EscalationNumber
            | MergeField::Source
            | MergeField::Severity
            | MergeField::Trend => "",
        });
    }
}

/// Who did something, as a notice names them.
pub fn actor_name<R: Records>(records: &R, actor: Actor) -> &str {
    match actor {
        Actor::User(id) => assignee_name(records, Assignee::User(id)),
        Actor::Customer => "The customer",
        Actor::RuleEngine => "The rules",
        Actor::AssignmentEngine => "Automatic assignment",
        Actor::SlaEngine => "The SLAs",
        Actor::System => "Rung",
    }
}

/// The name of who has or gets a case; empty when the record is gone.
pub fn assignee_name<R: Records>(records: &R, assignee: Assignee) -> &str {
    match assignee {
        Assignee::User(id) => records.find::<User>(id).map_or("", |user| &user.name),
        Assignee::Queue(id) => records.find::<Queue>(id).map_or("", |queue| &queue.name),
    }
}

/// An instant in a text that people in any zone may read: `Mon 5 Jan 2026, 14:00 UTC`.
#[must_use]
pub fn utc_words(at: Instant) -> String {
    static ITEMS: LazyLock<Vec<Item<'_>>> =
        LazyLock::new(|| StrftimeItems::new("%a %-d %b %Y, %H:%M UTC").collect());
    at.civil(0).format_with_items(ITEMS.iter()).to_string()
}

/// An age in hours and minutes: `48 h`, `5 h 30 min`, `45 min`. Never in days, since a day of
/// business hours is as long as its windows are and not 24 hours.
#[must_use]
pub fn age_words(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_said_in_utc() {
        let at = Instant::parse("2026-01-05T14:00:09Z").unwrap();
        assert_eq!(utc_words(at), "Mon 5 Jan 2026, 14:00 UTC");
    }

    #[test]
    fn ages_are_said_in_hours_and_minutes_and_never_in_days() {
        for (minutes, words) in [
            (0, "0 min"),
            (30, "30 min"),
            (60, "1 h"),
            (330, "5 h 30 min"),
            (3420, "57 h"),
        ] {
            assert_eq!(age_words(minutes), words);
        }
    }
}
