//! The texts of notices: templates whose merge fields are filled in.

use super::{
    account::{Account, Contact},
    case::Case,
    choice::{CaseStatus, Choice},
    id::{ChoiceId, TemplateId},
    instant::Instant,
    notification::NoticeTemplate,
    people::{Assignee, Queue, User},
    record::Records,
};
use std::fmt::Write;

/// The merge fields that a template may have, in curly brackets (semantics 10.1).
pub const MERGE_FIELDS: [&str; 12] = [
    "case number",
    "subject",
    "priority",
    "status",
    "owner",
    "account",
    "contact",
    "case reason",
    "age",
    "rule",
    "entry",
    "due",
];

/// The shipped wording for those who are told of an escalation.
pub const ESCALATED_SUBJECT: &str = "Case {case number} has escalated: {subject}";
/// The shipped text for those who are told of an escalation.
pub const ESCALATED_BODY: &str = "Case {case number} has waited {age}.\n\nSubject: {subject}\nPriority: {priority}\nStatus: {status}\nAccount: {account}\nOwner: {owner}\n\nRule {rule}, entry {entry}, due {due}.";
/// The shipped wording for a new owner.
pub const GIVEN_SUBJECT: &str = "Case {case number} is now yours: {subject}";
/// The shipped text for a new owner.
pub const GIVEN_BODY: &str = "Case {case number} has waited {age} and was given to you.\n\nSubject: {subject}\nPriority: {priority}\nStatus: {status}\nAccount: {account}\nBefore: {owner}";

/// What a notice of a firing speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// The case, with the owner it had before.
    pub case: &'a Case,
    /// The rule's name.
    pub rule: &'a str,
    /// The entry's place, from 1 on.
    pub entry_place: usize,
    /// How old the case had to be.
    pub age_minutes: u32,
    /// When it was due.
    pub due_at: Instant,
}

/// Fills the merge fields of a text in. What is no merge field stays as it is.
pub fn fill<R: Records>(text: &str, records: &R, occasion: &Occasion<'_>) -> Box<str> {
    let mut filled = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let field = after.split_once('}');
        match field {
            Some((name, after)) if occasion.write(&mut filled, records, name).is_some() => {
                rest = after;
            }
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled.into()
}

/// The subject and text of a template, or the shipped ones when there is none.
pub fn template<'a, R: Records>(
    records: &'a R,
    id: Option<TemplateId>,
    shipped: (&'a str, &'a str),
) -> (&'a str, &'a str) {
    let found = id.and_then(|id| records.find::<NoticeTemplate>(id));
    found.map_or(shipped, |template| (&template.subject, &template.body))
}

impl Occasion<'_> {
    /// Writes the value of a merge field; `None` when there is no such field.
    fn write<R: Records>(&self, out: &mut String, records: &R, field: &str) -> Option<()> {
        let case = self.case;
        let choice = |id: Option<ChoiceId>| {
            let found = id.and_then(|id| records.find::<Choice>(id));
            found.map_or("", |choice| &choice.name)
        };
        let value = match field {
            "subject" => &case.subject,
            "priority" => choice(case.priority),
            "case reason" => choice(case.reason),
            "status" => records
                .find::<CaseStatus>(case.status)
                .map_or("", |status| &status.name),
            "owner" => assignee_name(records, case.owner),
            "account" => case
                .account
                .and_then(|id| records.find::<Account>(id))
                .map_or("", |account| &account.name),
            "contact" => case
                .contact
                .and_then(|id| records.find::<Contact>(id))
                .map_or("", |contact| &contact.name),
            "rule" => self.rule,
            "case number" => return write!(out, "{}", case.number).ok(),
            "age" => &age_words(self.age_minutes),
            "entry" => return write!(out, "{}", self.entry_place).ok(),
            "due" => return write!(out, "{}", self.due_at).ok(),
            _ => return None,
        };
        out.push_str(value);
        Some(())
    }
}

/// The name of who has or gets a case; empty when the record is gone.
pub fn assignee_name<R: Records>(records: &R, assignee: Assignee) -> &str {
    match assignee {
        Assignee::User(id) => records.find::<User>(id).map_or("", |user| &user.name),
        Assignee::Queue(id) => records.find::<Queue>(id).map_or("", |queue| &queue.name),
    }
}

/// An age in the two greatest units that are whole: `3 d 2 h`, `5 h 30 min`, `45 min`.
#[must_use]
pub fn age_words(minutes: u32) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let parts = [(days, "d"), (hours, "h"), (rest, "min")];
    let said: Vec<_> = parts.iter().filter(|(n, _)| *n > 0).collect();
    let words: Vec<_> = said.iter().map(|(n, unit)| format!("{n} {unit}")).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_said_in_days_hours_and_minutes() {
        for (minutes, words) in [
            (30, "30 min"),
            (60, "1 h"),
            (330, "5 h 30 min"),
            (3420, "2 d 9 h"),
        ] {
            assert_eq!(age_words(minutes), words);
        }
    }
}
