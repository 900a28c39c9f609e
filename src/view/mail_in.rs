//! A mail that came as a file: whose it is, which case it is for, and what recording it does.

use super::{
    case_page::case_of_number,
    phrase::{instant_words, listed},
};
use crate::engine::{
    account::Contact, calendar::ZoneTable, case::Case, desk::Desk,
    exchange::mail_file::IncomingMail, id::CaseId, instant::Instant, message::MessageKind,
    record::Records,
};

/// A mail, ready to be looked at before it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailIn {
    /// The sender's name and address.
    pub from: String,
    /// Who that is to the desk.
    pub sender: String,
    /// The subject; empty when there is none.
    pub subject: String,
    /// When it was sent, as it says itself, in the reader's zone; empty when it does not say.
    pub sent: String,
    /// What of it is not kept or could not be read; empty when it is whole.
    pub lost: Vec<String>,
    /// The customer's words when it is from the case's customer, and else private.
    pub kind: MessageKind,
    /// What is recorded: when it was sent and its subject on a line before the text.
    pub text: String,
    /// The cases that it can be recorded on, as key and text, the likeliest first.
    pub cases: Vec<(String, String)>,
}

/// What to make of a mail that is brought in on the case `here`.
#[must_use]
pub fn mail_in(desk: &Desk, here: CaseId, mail: &IncomingMail, zone: &ZoneTable) -> MailIn {
    let named = case_named(desk, &mail.subject).filter(|named| *named != here);
    let cases: Vec<&Case> = [named, Some(here)]
        .into_iter()
        .flatten()
        .filter_map(|id| desk.cases.get(&id))
        .collect();
    let (kind, sender) = sender(desk, cases.first().copied(), &mail.from);
    let from = match &*mail.from_name {
        "" => mail.from.clone(),
        name => format!("{name} <{}>", mail.from),
    };
    let option = |case: &&Case| {
        let text = format!("{} {}", case.number, case.subject);
        (case.id.0.to_string(), text)
    };
    MailIn {
        from,
        sender,
        subject: mail.subject.clone(),
        sent: mail
            .sent_at
            .map_or_else(String::new, |at| instant_words(at, zone)),
        lost: lost(mail),
        kind,
        text: recorded(mail, zone),
        cases: cases.iter().map(option).collect(),
    }
}

/// What recording does to a case, beside being kept (semantics 2.22, 7.16).
#[must_use]
pub fn recording_words(desk: &Desk, case: CaseId, kind: MessageKind, now: Instant) -> &'static str {
    let Some(case) = desk.cases.get(&case) else {
        return "";
    };
    match kind {
        MessageKind::Customer if !case.is_closed() => {
            "It is recorded as the customer's words of now; its own date stands in the text. The case is not saved by it, so no clock stops."
        }
        MessageKind::Customer if !desk.support().messages_reopen => {
            "The case is closed and stays closed: the settings say that messages open no case."
        }
        MessageKind::Customer if desk.is_locked(case, now) => {
            "The case is closed and locked, so it stays closed."
        }
        MessageKind::Customer => {
            "The case is closed. Recording the mail opens it again, which saves the case."
        }
        _ => "It is recorded for colleagues only, and changes nothing else on the case.",
    }
}

/// The case whose number a subject names, as the subjects of our own mail do: `Re: Case 1007: …`.
fn case_named(desk: &Desk, subject: &str) -> Option<CaseId> {
    let words: Vec<&str> = subject
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    let mut numbers = pairs
        .filter(|(word, _)| word.eq_ignore_ascii_case("case"))
        .filter_map(|(_, number)| number.parse().ok());
    numbers.find_map(|number| case_of_number(desk, number))
}

/// How the mail of an address is taken on a case, and who it is from.
fn sender(desk: &Desk, case: Option<&Case>, address: &str) -> (MessageKind, String) {
    let is_same = |known: &str| !known.is_empty() && known.eq_ignore_ascii_case(address);
    let contact = case.and_then(|case| desk.find::<Contact>(case.contact?));
    if let Some(contact) = contact.filter(|contact| is_same(&contact.email)) {
        let words = format!("{}, the case's contact", contact.name);
        return (MessageKind::Customer, words);
    }
    let account = case.and_then(|case| case.account);
    let mut known = desk.contacts.values().filter(|one| is_same(&one.email));
    if let Some(contact) = known.next() {
        return if account.is_some() && contact.account == account {
            let words = format!("{}, a contact of the case's account", contact.name);
            (MessageKind::Customer, words)
        } else {
            let words = format!("{}, a contact, but not of this case", contact.name);
            (MessageKind::EmailIn, words)
        };
    }
    let words = if desk.users.values().any(|user| is_same(&user.email)) {
        "somebody who works here"
    } else if desk.parties.values().any(|party| is_same(&party.email)) {
        "a vendor or partner"
    } else {
        "nobody whom the desk knows"
    };
    (MessageKind::EmailIn, words.to_owned())
}

fn lost(mail: &IncomingMail) -> Vec<String> {
    let mut lost = Vec::new();
    if !mail.attached.is_empty() {
        lost.push(format!("Not kept: {}.", listed(&mail.attached)));
    }
    if mail.text.is_empty() {
        lost.push("It has no text.".to_owned());
    }
    if mail.has_gaps() {
        let gaps =
            "Some letters could not be read: the file is damaged, or written in a rare encoding.";
        lost.push(gaps.to_owned());
    }
    lost
}

fn recorded(mail: &IncomingMail, zone: &ZoneTable) -> String {
    let sent = |at| format!("Mail of {} ({})", instant_words(at, zone), zone.name());
    let head = match (mail.sent_at.map(sent), &*mail.subject) {
        (Some(sent), "") => sent,
        (Some(sent), subject) => format!("{sent}: {subject}"),
        (None, "") => return mail.text.clone(),
        (None, subject) => format!("Mail: {subject}"),
    };
    format!("{head}\n\n{}", mail.text).trim().to_owned()
}
