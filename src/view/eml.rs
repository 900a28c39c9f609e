//! A mail as a file that every mail program opens (RFC 5322), ready to be sent.

use crate::engine::notification::{Channel, Notification};
use std::fmt::Write;

/// Bytes of text in one encoded word, at most: with its frame it stays below 75 characters.
const WORD_BYTES: usize = 45;
/// Characters of a line of the body.
const LINE_CHARS: usize = 76;
/// Who a mail is from while the person who acts has no address: it can never be one.
const NOBODY: &str = "nobody@rung.invalid";

/// The file of a mail; `None` for what is no mail. `from` is the address and the name of who sends.
#[must_use]
pub fn eml(notice: &Notification, from: (&str, &str)) -> Option<String> {
    let Channel::Email(to) = &notice.channel else {
        return None;
    };
    let (address, name) = from;
    let address = if address.is_empty() { NOBODY } else { address };
    let date = notice.at.civil(0).format("%a, %d %b %Y %H:%M:%S +0000");
    let mut out = String::new();
    // Programs that know it open the file as a draft to be sent, and not as one that came.
    line(&mut out, "X-Unsent", "1");
    line(
        &mut out,
        "From",
        &format!("{} <{}>", words(name), plain(address)),
    );
    if !to.is_empty() {
        line(&mut out, "To", &plain(to));
    }
    line(&mut out, "Subject", &words(&notice.subject));
    line(&mut out, "Date", &date.to_string());
    line(
        &mut out,
        "Message-ID",
        &format!("<notice.{}@rung.invalid>", notice.id.0),
    );
    line(&mut out, "MIME-Version", "1.0");
    line(&mut out, "Content-Type", "text/plain; charset=utf-8");
    line(&mut out, "Content-Transfer-Encoding", "base64");
    out.push_str("\r\n");
    let body = notice.body.replace("\r\n", "\n").replace('\n', "\r\n");
    let encoded = base64(body.as_bytes());
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (head, tail) = rest.split_at(rest.len().min(LINE_CHARS));
        out.push_str(head);
        out.push_str("\r\n");
        rest = tail;
    }
    Some(out)
}

/// The name that the file of a mail gets.
#[must_use]
pub fn eml_name(notice: &Notification) -> String {
    format!("notice-{}.eml", notice.id.0)
}

fn line(out: &mut String, name: &str, value: &str) {
    write!(out, "{name}: {value}\r\n").unwrap_or_else(|_| unreachable!("a text takes any text"));
}

/// A text that cannot end a header's line.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// A text as encoded words, each on a line of its own (RFC 2047), unless it is a few plain ones.
fn words(text: &str) -> String {
    let text = plain(text);
    let is_simple = |c: char| c.is_ascii_alphanumeric() || c == ' ';
    if text.len() <= WORD_BYTES && text.chars().all(is_simple) {
        return text;
    }
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        if word.len() + letter.len_utf8() > WORD_BYTES {
            words.push(std::mem::take(&mut word));
        }
        word.push(letter);
    }
    words.push(word);
    let framed: Vec<String> = words
        .iter()
        .filter(|word| !word.is_empty())
        .map(|word| format!("=?utf-8?B?{}?=", base64(word.as_bytes())))
        .collect();
    framed.join("\r\n ")
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4_u32 {
            let index = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            let letter = LETTERS.get(index).copied().unwrap_or(b'=');
            let is_there = usize::try_from(place).is_ok_and(|place| place <= group.len());
            out.push(if is_there { char::from(letter) } else { '=' });
        }
    }
    out
}
