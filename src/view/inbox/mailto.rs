//! Links that open a mail ready-made.

use crate::engine::percent::percent_encoded;

/// How long a mailto link may be: beyond 2,000 characters mail programs cut it off.
const LINK_CHARS_MAX: usize = 1_990;

/// What stands at the end of a text that a link had to cut.
const CUT_MARK: &str = "\n[…]";

/// A link that opens a mail ready-made. A text that is too long is cut, and says so.
#[must_use]
pub(super) fn mailto(to: &str, subject: &str, body: &str) -> String {
    let head = format!(
        "mailto:{}?subject={}&body=",
        percent_encoded(to, "@"),
        percent_encoded(&shortened(subject, 200), "")
    );
    let whole = percent_encoded(&body.replace('\n', "\r\n"), "");
    if head.len() + whole.len() <= LINK_CHARS_MAX {
        return head + &whole;
    }
    let mark = percent_encoded(&CUT_MARK.replace('\n', "\r\n"), "");
    let room = LINK_CHARS_MAX.saturating_sub(head.len() + mark.len());
    let mut link = head;
    let mut n_used = 0;
    for letter in body.chars() {
        let piece = if letter == '\n' {
            "%0D%0A".to_owned()
        } else {
            percent_encoded(letter.encode_utf8(&mut [0; 4]), "")
        };
        n_used += piece.len();
        if n_used > room {
            break;
        }
        link.push_str(&piece);
    }
    link + &mark
}

/// The first letters of a text.
pub(super) fn shortened(text: &str, n_chars: usize) -> String {
    text.chars().take(n_chars).collect()
}
