//! Holidays from iCalendar files (RFC 5545), the `.ics` that calendars on the web hand out.
//!
//! [`read`] takes events that last whole days, once or every year, and names every other event
//! with its line and why it stays out; [`bring_in`] makes those that a person chose into holidays.

mod bring_in;
mod event;
mod lines;
mod yearly;

pub use bring_in::{Fate, bring_in, fate};

use super::FileError;
use crate::engine::calendar::HolidayWhen;
use event::EventText;
use lines::{Line, unfold};

/// What a file of events comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HolidayFile {
    /// The name of the file.
    pub name: Box<str>,
    /// The events that can be holidays, in the order of the file.
    pub found: Vec<FoundHoliday>,
    /// What stays out.
    pub left_out: Vec<LeftOut>,
}

/// An event that can be a holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundHoliday {
    /// The line on which it begins, from 1 on.
    pub line: u32,
    /// What it is called.
    pub name: Box<str>,
    /// What else is said of it.
    pub description: Box<str>,
    /// When it is.
    pub when: HolidayWhen,
    /// Whether calendars show the time as free, as they do with days that are observed at work.
    pub is_free: bool,
}

/// Something of a file that no holiday can be made of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LeftOut {
    /// The line on which it begins, from 1 on.
    pub line: u32,
    /// What it is called, or what it is.
    pub name: Box<str>,
    /// Why; lower case, no full stop.
    pub reason: Box<str>,
}

/// What in a calendar is no event and has its own dates.
const OTHER_PARTS: [(&str, &str); 3] = [
    ("VTODO", "a task"),
    ("VJOURNAL", "a journal entry"),
    ("VFREEBUSY", "a list of free and busy times"),
];

/// Reads a file of events. The error is about the file as a whole; an event that cannot be read is
/// among what is left out.
pub fn read(file: &str, bytes: &[u8]) -> Result<HolidayFile, FileError> {
    let refuse = |line: u32, reason: String| FileError {
        file: file.into(),
        line,
        reason: reason.into(),
    };
    let lines = unfold(bytes).map_err(|(line, reason)| refuse(line, reason))?;
    let mut said = HolidayFile {
        name: file.into(),
        ..HolidayFile::default()
    };
    let mut inside: Vec<String> = Vec::new();
    let mut event: Option<EventText> = None;
    for text in &lines {
        let line = Line::parse(text);
        let part = line.value.trim().to_ascii_uppercase();
        match &*line.name {
            "BEGIN" => {
                if inside.len() == 1 && part == "VEVENT" {
                    event = Some(EventText::new(line.number));
                } else if inside.len() == 1 {
                    said.name_other(line.number, &part);
                }
                inside.push(part);
            }
            "END" if inside.last() == Some(&part) => {
                inside.pop();
                if inside.len() == 1
                    && let Some(event) = event.take()
                {
                    said.take(event);
                }
            }
            "END" => {
                let reason = format!("END:{part} ends what was not begun");
                return Err(refuse(line.number, reason));
            }
            _ if inside.is_empty() => {
                let reason =
                    "the file is no iCalendar file: it does not begin with BEGIN:VCALENDAR";
                return Err(refuse(line.number, reason.to_owned()));
            }
            // What an alarm in an event says is no concern of a holiday.
            _ if inside.len() == 2 => {
                if let Some(event) = &mut event {
                    event.add(&line);
                }
            }
            _ => {}
        }
    }
    let last = lines.last().map_or(1, |line| line.number);
    match inside.pop() {
        Some(part) => Err(refuse(last, format!("the file breaks off inside {part}"))),
        None if lines.is_empty() => Err(refuse(1, "the file is empty".to_owned())),
        None => Ok(said),
    }
}

impl HolidayFile {
    fn take(&mut self, event: EventText) {
        match event.finish() {
            Ok(found) => match self.line_of(&found) {
                None => self.found.push(found),
                Some(line) => self.left_out.push(LeftOut {
                    line: found.line,
                    name: found.name,
                    reason: format!("line {line} says the same").into(),
                }),
            },
            Err(left_out) => self.left_out.push(left_out),
        }
    }

    /// Where the same holiday was met before.
    fn line_of(&self, holiday: &FoundHoliday) -> Option<u32> {
        let mut before = self.found.iter();
        let same = before.find(|one| one.name == holiday.name && one.when == holiday.when);
        same.map(|one| one.line)
    }

    fn name_other(&mut self, line: u32, part: &str) {
        let known = OTHER_PARTS.iter().find(|(name, _)| *name == part);
        if let Some((_, what)) = known {
            self.left_out.push(LeftOut {
                line,
                name: part.into(),
                reason: format!("it is {what} and no event").into(),
            });
        }
    }
}

#[cfg(test)]
mod tests;
