//! The newest of everything that happened on the desk, on cases and elsewhere (semantics 12.1).

use super::{
    deed::{DeedLine, deed_line},
    record_words::RecordWords,
    route::Page,
};
use crate::engine::{calendar::ZoneTable, desk::Desk, history::HistoryEntry};

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct JournalLine {
    /// What it is about.
    pub about: String,
    /// Where that is to be read, while it is there.
    pub to: Option<Page>,
    /// What happened.
    pub deed: DeedLine,
}

/// The newest entries first, at most `n_lines`, to a reader whose clocks are those of `zone`.
#[must_use]
pub fn journal_lines(
    desk: &Desk,
    entries: &[HistoryEntry],
    n_lines: usize,
    zone: &ZoneTable,
) -> Vec<JournalLine> {
    let newest = entries.iter().rev().take(n_lines);
    let line = |entry: &HistoryEntry| {
        let (about, to) = about(desk, entry);
        let deed = deed_line(desk, entry, zone);
        JournalLine { about, to, deed }
    };
    newest.map(line).collect()
}

/// What an entry is about, as it is called now.
fn about(desk: &Desk, entry: &HistoryEntry) -> (String, Option<Page>) {
    if let Some(case) = entry.case.and_then(|case| desk.cases.get(&case)) {
        return (
            format!("Case {}", case.number),
            Some(Page::Case(case.number)),
        );
    }
    let words = RecordWords::of(desk, entry.about);
    (words.text(), words.page())
}
