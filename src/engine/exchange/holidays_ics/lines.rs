//! The content lines of an iCalendar file.

use std::str;

/// Bytes of one file, at most: the public holidays of a country over ten years are 200 KB.
const BYTES_MAX: usize = 20 * 1024 * 1024;

/// A line as it was before it was folded.
#[derive(Debug)]
pub(super) struct Unfolded {
    /// The line of the file on which it begins, from 1 on.
    pub(super) number: u32,
    text: String,
}

/// One content line: a name and a value.
#[derive(Debug, Clone)]
pub(super) struct Line<'f> {
    /// The line of the file, from 1 on.
    pub(super) number: u32,
    /// In capitals; the whole line where there is no value.
    pub(super) name: String,
    /// As it stands in the file.
    pub(super) value: &'f str,
}

/// Joins lines that were folded: a line that begins with a blank goes on with the one before, even
/// in the middle of a letter. Blank lines are passed over.
pub(super) fn unfold(bytes: &[u8]) -> Result<Vec<Unfolded>, (u32, String)> {
    if bytes.len() > BYTES_MAX {
        let megabytes = BYTES_MAX / 1024 / 1024;
        return Err((
            1,
            format!("the file is larger than {megabytes} MB: split it"),
        ));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut folded: Vec<(u32, Vec<u8>)> = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (line.split_first(), folded.last_mut()) {
            (Some((b' ' | b'\t', rest)), Some((_, before))) => before.extend_from_slice(rest),
            (Some(_), _) => folded.push((number, line.to_vec())),
            (None, _) => {}
        }
    }
    let text_of = |(number, bytes): (u32, Vec<u8>)| match String::from_utf8(bytes) {
        Ok(text) => Ok(Unfolded { number, text }),
        Err(_) => Err((number, "the line is not UTF-8 text".to_owned())),
    };
    folded.into_iter().map(text_of).collect()
}

impl<'f> Line<'f> {
    /// Splits a line at the first colon outside quotes.
    pub(super) fn parse(line: &'f Unfolded) -> Self {
        let mut quoted = false;
        let colon = line.text.find(|letter| {
            quoted ^= letter == '"';
            letter == ':' && !quoted
        });
        let (head, value) = match colon {
            Some(at) => line.text.split_at(at),
            None => (line.text.as_str(), ""),
        };
        // No parameter changes what is read here: a date is told by its form.
        let name = head.split(';').next().unwrap_or_default();
        Self {
            number: line.number,
            name: name.trim().to_ascii_uppercase(),
            value: value.strip_prefix(':').unwrap_or(value),
        }
    }

    /// The value as text: `\n` is a line break, and a backslash before anything else goes.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut letters = self.value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => {}
                },
                other => text.push(other),
            }
        }
        text.trim().to_owned()
    }
}
