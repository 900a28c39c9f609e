//! The newest of everything that happened on the desk, on cases and elsewhere (semantics 12.1).

use super::{
    deed::{DeedLine, deed_line},
    route::{Page, SettingsPart},
};
use crate::engine::{calendar::ZoneTable, desk::Desk, history::HistoryEntry, record::Kind};

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
    let (kind, id) = (entry.about.kind, entry.about.id);
    let named =
        |name: Option<&str>, page: fn(u64) -> Page| name.map(|name| (name.to_owned(), page(id)));
    let found = match kind {
        Kind::EscalationRule => named(desk.rules.get(&id.into()).map(|one| &*one.name), Page::Rule),
        Kind::Calendar => named(
            desk.calendars.get(&id.into()).map(|one| &*one.name),
            Page::Calendar,
        ),
        Kind::Holiday => named(
            desk.holidays.get(&id.into()).map(|one| &*one.name),
            Page::Holiday,
        ),
        Kind::Zone => named(
            desk.zones.get(&id.into()).map(|one| one.table.name()),
            |_| Page::Settings(SettingsPart::Storage),
        ),
        Kind::User => named(desk.users.get(&id.into()).map(|one| &*one.name), Page::User),
        Kind::Queue => named(
            desk.queues.get(&id.into()).map(|one| &*one.name),
            Page::Queue,
        ),
        Kind::Account => named(
            desk.accounts.get(&id.into()).map(|one| &*one.name),
            Page::Account,
        ),
        Kind::Contact => named(
            desk.contacts.get(&id.into()).map(|one| &*one.name),
            Page::Contact,
        ),
        _ => None,
    };
    let kind = kind.name().replace('_', " ");
    match found {
        Some((name, page)) => (format!("{kind} {name}"), Some(page)),
        None => (kind, None),
    }
}
