//! A mail as a file that somebody saved in a mail program (.eml), read by a library.

use super::mail_html::text_of_html;
use crate::engine::instant::Instant;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

/// Bytes of such a file, at most: what is attached is not kept, so a larger one is no loss.
pub const MAIL_BYTES_MAX: usize = 25_000_000;

/// A mail that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingMail {
    /// The address that it is from; empty when it does not say.
    pub from: String,
    /// The name beside the address; empty when there is none.
    pub from_name: String,
    /// One line; empty when there is none.
    pub subject: String,
    /// When it was sent, as it says itself.
    pub sent_at: Option<Instant>,
    /// The text; that of a mail in HTML is what can be read of it. Empty when there is none.
    pub text: String,
    /// The names of what is attached, which is not kept.
    pub attached: Vec<String>,
}

impl IncomingMail {
    /// Whether letters are missing, since the file is damaged or in an encoding nobody knows here.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        [&self.text, &self.subject, &self.from_name]
            .iter()
            .any(|text| text.contains(char::REPLACEMENT_CHARACTER))
    }
}

/// Reads such a file, or says why it is none; lower case, no full stop.
pub fn read_mail(bytes: &[u8]) -> Result<IncomingMail, &'static str> {
    if bytes.is_empty() {
        return Err("the file is empty");
    }
    if bytes.len() > MAIL_BYTES_MAX {
        return Err("the file is larger than a mail can be");
    }
    let parsed = MessageParser::default().parse(bytes);
    let parsed = parsed.ok_or("this is no mail file")?;
    let from = parsed.from().and_then(|from| from.first());
    let of_sender = |text: Option<&str>| text.unwrap_or_default().trim().to_owned();
    let mail = IncomingMail {
        from: of_sender(from.and_then(|from| from.address())),
        from_name: of_sender(from.and_then(|from| from.name())),
        subject: one_line(parsed.subject().unwrap_or_default()),
        sent_at: parsed
            .date()
            .filter(|date| date.is_valid())
            .map(|date| Instant::from_seconds(date.to_timestamp())),
        text: text_of(&parsed),
        attached: attached(&parsed),
    };
    if mail.from.is_empty() {
        return Err("this is no mail file, or it is damaged: it does not say who it is from");
    }
    Ok(mail)
}

/// A subject that was broken over lines, or a sender's trick with them.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn text_of(mail: &Message<'_>) -> String {
    let mut text = String::new();
    for part in mail.text_bodies() {
        let said = match &part.body {
            PartType::Text(said) => said.replace("\r\n", "\n"),
            PartType::Html(html) => text_of_html(html),
            _ => continue,
        };
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(said.trim());
    }
    text.retain(|letter| letter == '\n' || letter == '\t' || !letter.is_control());
    text
}

fn attached(mail: &Message<'_>) -> Vec<String> {
    let name = |part: &mail_parser::MessagePart<'_>| match (&part.body, part.attachment_name()) {
        (_, Some(name)) => one_line(name),
        (PartType::Message(_), None) => "a mail".to_owned(),
        (_, None) => "a file without a name".to_owned(),
    };
    mail.attachments().map(name).collect()
}
