//! A whole workspace as one JSON file, the same bytes for the same workspace.
//!
//! Every line is a whole piece, so that what is wrong with a file can be named by its line. The
//! first line carries the hash of all that follows.

use super::{StoreError, codec::hexadecimal, page::PageKey, rows::Meta};
use crate::engine::{
    change::{ChangeSet, Counters},
    desk::Desk,
    history::HistoryEntry,
    instant::Instant,
    message::Message,
    record::{Kind, Record, RecordKey, Stored},
    rule::{EscalationPlan, PendingAction, PendingState},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

const FORMAT: &str = "rung-backup";
const VERSION: u32 = 1;
const HISTORY: &str = "history";
const MESSAGES: &str = "messages";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Backup {
    /// Records, history and messages, as one change to an empty desk.
    pub changes: ChangeSet,
    /// The latest stamp in it.
    pub latest_at: Instant,
}

/// Why a file is no backup that could be restored. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}; nothing was changed")]
pub struct BackupError {
    /// The line, from 1 on.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Writes a backup, a piece at a time.
pub struct BackupWriter {
    parts: Vec<String>,
    hash: Sha256,
    is_first_line: bool,
}

impl BackupWriter {
    /// Starts one of a workspace whose meta row is that.
    pub fn new(meta: &Meta) -> Result<Self, StoreError> {
        let mut writer = Self {
            parts: Vec::new(),
            hash: Sha256::new(),
            is_first_line: true,
        };
        writer.push(format!(
            ",\n\"counters\":{}",
            serde_json::to_string(&meta.counters)?
        ));
        writer.push(format!(",\n\"latest_at\":{}", meta.latest_at.seconds()));
        Ok(writer)
    }

    /// The pages in which records are written, in order.
    #[must_use]
    pub fn pages(desk: &Desk) -> BTreeSet<PageKey> {
        let keys = Kind::ALL.iter().flat_map(|kind| {
            let ids = desk.ids(*kind).into_iter();
            ids.map(|id| RecordKey { kind: *kind, id })
        });
        keys.map(PageKey::of).collect()
    }

    /// Starts the list of that name, in place of the one before.
    fn open(&mut self, name: &str) {
        self.push(format!(",\n\"{name}\":["));
        self.is_first_line = true;
    }

    fn close(&mut self) {
        self.push("\n]".to_owned());
    }

    fn line(&mut self, json: &str) {
        let before = if self.is_first_line { "\n" } else { ",\n" };
        self.is_first_line = false;
        self.push(format!("{before}{json}"));
    }

    fn push(&mut self, text: String) {
        self.hash.update(text.as_bytes());
        self.parts.push(text);
    }

    /// Starts the records of a kind.
    pub fn open_kind(&mut self, kind: Kind) {
        self.open(kind.name());
    }

    /// Adds a page of the kind that was started.
    pub fn page(&mut self, page: PageKey, desk: &Desk) -> Result<(), StoreError> {
        let bytes = page.encode(desk, &ChangeSet::default())?;
        let json = String::from_utf8_lossy(&bytes);
        let records = json.trim_start_matches('[').trim_end_matches(']');
        self.line(records);
        Ok(())
    }

    /// Ends the records of a kind, the history or the messages.
    pub fn close_list(&mut self) {
        self.close();
    }

    /// Starts the history, after all records.
    pub fn open_history(&mut self) {
        self.open(HISTORY);
    }

    /// Adds entries of the history, oldest first.
    pub fn entries(&mut self, entries: &[HistoryEntry]) -> Result<(), StoreError> {
        self.lines(entries)
    }

    /// Starts the messages, after the history.
    pub fn open_messages(&mut self) {
        self.open(MESSAGES);
    }

    /// Adds messages, by case and serial.
    pub fn messages(&mut self, messages: &[Message]) -> Result<(), StoreError> {
        self.lines(messages)
    }

    fn lines<T: Serialize>(&mut self, values: &[T]) -> Result<(), StoreError> {
        for value in values {
            self.line(&serde_json::to_string(value)?);
        }
        Ok(())
    }

    /// The parts of the file, in order.
    #[must_use]
    pub fn finish(mut self) -> Vec<String> {
        self.push("\n}\n".to_owned());
        let hash = hexadecimal(&self.hash.finalize());
        let head = format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"sha256\":\"{hash}\"");
        self.parts.insert(0, head);
        self.parts
    }
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
    sha256: String,
}

/// The lines of a file that are still to be read.
struct Lines<'a> {
    lines: std::str::Split<'a, char>,
    /// The number of the line read last.
    n: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a str, BackupError> {
        self.n += 1;
        let line = self.lines.next().map(|line| line.trim_end_matches('\r'));
        line.filter(|line| !line.is_empty())
            .ok_or_else(|| self.wrong("the file ends too early"))
    }

    fn wrong(&self, reason: impl Into<String>) -> BackupError {
        BackupError {
            line: self.n,
            reason: reason.into(),
        }
    }

    /// A line such as `"name":value,`.
    fn field<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, BackupError> {
        let line = self.next()?;
        let value = line
            .strip_prefix(&format!("\"{name}\":"))
            .ok_or_else(|| self.wrong(format!("{name} is missing")))?;
        self.value(value)
    }

    fn value<T: DeserializeOwned>(&self, text: &str) -> Result<T, BackupError> {
        let text = text.strip_suffix(',').unwrap_or(text);
        serde_json::from_slice(text.as_bytes()).map_err(|error| self.wrong(error.to_string()))
    }
}

impl Backup {
    /// Reads a file and checks all of it.
    pub fn parse(text: &str) -> Result<Self, BackupError> {
        let mut lines = Lines {
            lines: text.split('\n'),
            n: 0,
        };
        let head = head(&mut lines)?;
        let counters: Counters = lines.field("counters")?;
        let latest_at: Instant = lines.field("latest_at")?;
        let mut changes = ChangeSet {
            counters: Some(counters),
            ..ChangeSet::default()
        };
        loop {
            let line = lines.next()?;
            if line == "}" {
                break;
            }
            let name = line
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix("\":["));
            let name = name.ok_or_else(|| lines.wrong("a list should begin here"))?;
            list(name, &mut lines, &mut changes)?;
        }
        check(&changes, &lines)?;
        let body = text.split_once('\n').map_or("", |(_, body)| body);
        let mut hash = Sha256::new();
        hash.update(b",\n");
        hash.update(body.as_bytes());
        if *hexadecimal(&hash.finalize()) != *head.sha256 {
            return Err(BackupError {
                line: 1,
                reason: "what follows is not what was exported: its hash differs".to_owned(),
            });
        }
        Ok(Self { changes, latest_at })
    }

    /// How many records of a kind it holds.
    #[must_use]
    pub fn n_records(&self, kind: Kind) -> usize {
        let keys = self.changes.records.keys();
        keys.filter(|key| key.kind == kind).count()
    }

    /// How many pending actions fire once it is restored, since they have come due by `now`.
    #[must_use]
    pub fn n_due(&self, now: Instant) -> usize {
        let plans = self.changes.records.values().flatten();
        let plans = plans.filter_map(<EscalationPlan as Stored>::of);
        let is_due = |row: &&PendingAction| {
            row.state == PendingState::Pending && row.fire_at.is_some_and(|at| at <= now)
        };
        plans
            .map(|plan| plan.pending.iter().filter(is_due).count())
            .sum()
    }
}

fn head(lines: &mut Lines<'_>) -> Result<Head, BackupError> {
    let foreign = "this is not a backup of Rung";
    let line = lines.next().map_err(|_| lines.wrong(foreign))?;
    let text = format!("{}}}", line.strip_suffix(',').unwrap_or(line));
    let head: Head = serde_json::from_slice(text.as_bytes()).map_err(|_| lines.wrong(foreign))?;
    if head.format != FORMAT {
        return Err(lines.wrong(foreign));
    }
    if head.version > VERSION {
        return Err(lines.wrong("the backup is newer than this page: reload the page"));
    }
    Ok(head)
}

/// Reads the lines of one list, up to its end.
fn list(name: &str, lines: &mut Lines<'_>, changes: &mut ChangeSet) -> Result<(), BackupError> {
    let kind = Kind::ALL.iter().find(|kind| kind.name() == name).copied();
    if kind.is_none() && name != HISTORY && name != MESSAGES {
        return Err(lines.wrong(format!("{name} is not known here: reload the page")));
    }
    loop {
        let line = lines.next()?;
        if line == "]" || line == "]," {
            return Ok(());
        }
        let Some(kind) = kind else {
            if name == HISTORY {
                changes.history.push(lines.value(line)?);
            } else {
                changes.messages.push(lines.value(line)?);
            }
            continue;
        };
        let page = format!("[{}]", line.strip_suffix(',').unwrap_or(line));
        let records = Record::decode_page(kind, page.as_bytes());
        for record in records.map_err(|error| lines.wrong(error.to_string()))? {
            let key = record.key();
            if changes.records.insert(key, Some(record)).is_some() {
                return Err(lines.wrong(format!("{key} is there twice")));
            }
        }
    }
}

/// What no single line shows.
fn check(changes: &ChangeSet, lines: &Lines<'_>) -> Result<(), BackupError> {
    let mut fired = BTreeSet::new();
    for key in changes.history.iter().filter_map(HistoryEntry::once_key) {
        if !fired.insert(key.clone()) {
            return Err(lines.wrong(format!("the firing {key} is told twice")));
        }
    }
    let has_settings = changes
        .records
        .keys()
        .any(|key| key.kind == Kind::Preferences);
    if !has_settings {
        return Err(lines.wrong("the settings are missing"));
    }
    Ok(())
}
