//! Percent-encoding, as addresses and forms want it.

use std::fmt::Write;

/// A text with every character but letters, digits, `-._~` and those that `also_plain` names as
/// bytes in hexadecimal.
#[must_use]
pub fn percent_encoded(text: &str, also_plain: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let letter = char::from(byte);
        if byte.is_ascii_alphanumeric() || "-._~".contains(letter) || also_plain.contains(letter) {
            out.push(letter);
        } else {
            write!(out, "%{byte:02X}").unwrap_or_else(|_| unreachable!("a text takes any text"));
        }
    }
    out
}
