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
        let value = field.and_then(|(name, _)| occasion.value(records, name));
        if let (Some(value), Some((_, after))) = (value, field) {
            filled.push_str(&value);
            rest = after;
        } else {
            filled.push('{');
            rest = after;
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
    fn value<R: Records>(&self, records: &R, field: &str) -> Option<String> {
        let choice = |id: Option<ChoiceId>| {
            let found = id.and_then(|id| records.find::<Choice>(id));
            found
                .map(|choice| choice.name.to_string())
                .unwrap_or_default()
        };
        Some(match field {
            "case number" => self.case.number.to_string(),
            "subject" => self.case.subject.to_string(),
            "priority" => choice(self.case.priority),
            "case reason" => choice(self.case.reason),
            "status" => {
                let status = records.find::<CaseStatus>(self.case.status);
                status
                    .map(|status| status.name.to_string())
                    .unwrap_or_default()
            }
            "owner" => assignee_name(records, self.case.owner).to_owned(),
            "account" => {
                let account = self.case.account.and_then(|id| records.find::<Account>(id));
                account
                    .map(|account| account.name.to_string())
                    .unwrap_or_default()
            }
            "contact" => {
                let contact = self.case.contact.and_then(|id| records.find::<Contact>(id));
                contact
                    .map(|contact| contact.name.to_string())
                    .unwrap_or_default()
            }
            "age" => age_words(self.age_minutes),
            "rule" => self.rule.to_owned(),
            "entry" => self.entry_place.to_string(),
            "due" => self.due_at.to_string(),
            _ => return None,
        })
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
