//! The clock ledger of a case as a strip, a table and a text.

use super::{
    counted::counted,
    phrase::{counted_words, instant_words, lasted_exactly},
};
use crate::engine::{
    calendar::ZoneTable,
    case::Case,
    desk::Desk,
    instant::Instant,
    rule::{EscalationPlan, LedgerKind, LedgerSegment, counted_seconds},
    wording::age_words,
};
use std::fmt::Write;

/// Rows of the table at most: what comes after is told as one.
pub const ROWS_MAX: usize = 60;
/// How long the strip is, in parts of its own.
pub const STRIP_LENGTH: i64 = 1_000;

/// What the clock of a case has done and is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerView {
    /// One sentence: from when to when, and how much of it counts.
    pub summary: String,
    /// The stretches in order, of which the table shows the first [`ROWS_MAX`].
    pub rows: Vec<LedgerRow>,
    /// What the table leaves out; empty when nothing.
    pub rest: String,
    /// Where now is on the strip, when it lies in it.
    pub now_at: Option<i64>,
    /// All of it as lines of text.
    pub text: String,
}

/// One stretch.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LedgerRow {
    /// What it is drawn as.
    pub style: &'static str,
    /// Where it begins on the strip.
    pub x: i64,
    /// How long it is on the strip.
    pub width: i64,
    /// What the clock does.
    pub what: String,
    /// When it begins.
    pub from: String,
    /// When it is over.
    pub until: String,
    /// How long it lasts.
    pub lasts: String,
    /// What has been counted by its end.
    pub counted: String,
}

/// The ledger of a case from its base to the next level's due instant, or to `now` when nobody
/// knows one; `None` for a case that follows nothing.
#[must_use]
pub fn ledger_view(desk: &Desk, case: &Case, now: Instant, zone: &ZoneTable) -> Option<LedgerView> {
    let plan = desk.plans.get(&case.id)?;
    let following = plan.following.as_ref()?;
    let next = next_due(plan);
    let until = next.map_or(now.max(following.base_at), |(due_at, _)| due_at);
    let ledger = following.ledger(desk, until);
    let total = until.seconds_since(following.base_at).max(1);
    let place = |at: Instant| at.seconds_since(following.base_at) * STRIP_LENGTH / total;
    let mut so_far = 0;
    let rows: Vec<LedgerRow> = ledger
        .iter()
        .map(|segment| {
            if segment.kind == LedgerKind::Counted {
                so_far += segment.seconds();
            }
            let x = place(segment.start);
            LedgerRow {
                style: style(segment.kind),
                x,
                width: place(segment.end) - x,
                what: kind_words(desk, segment.kind),
                from: instant_words(segment.start, zone),
                until: instant_words(segment.end, zone),
                lasts: lasted_exactly(segment.seconds()),
                counted: lasted_exactly(so_far),
            }
        })
        .collect();
    let age = next.map(|(_, age)| age);
    let summary = summary(&ledger, (following.base_at, until), age, now, zone);
    let text = as_text(&summary, &rows, zone);
    let n_left_out = rows.len().saturating_sub(ROWS_MAX);
    Some(LedgerView {
        summary,
        rest: if n_left_out == 0 {
            String::new()
        } else {
            let stretches = counted(n_left_out, "further stretch", "further stretches");
            format!("{stretches}: copy the clock as text to have them all.")
        },
        rows,
        now_at: (following.base_at <= now && now <= until).then(|| place(now)),
        text,
    })
}

/// The earliest due instant that is known of what is pending, and its age in minutes.
fn next_due(plan: &EscalationPlan) -> Option<(Instant, u32)> {
    let known = plan.pending.iter();
    known
        .filter_map(|row| Some((row.due_at?, row.age_minutes)))
        .min()
}

fn summary(
    ledger: &[LedgerSegment],
    (base_at, until): (Instant, Instant),
    age: Option<u32>,
    now: Instant,
    zone: &ZoneTable,
) -> String {
    let counted = counted_words(counted_seconds(ledger));
    let (from, to) = (instant_words(base_at, zone), instant_words(until, zone));
    match age {
        Some(age) => format!(
            "From {from} to {to}, when the level after {} {} due: {counted} count.",
            age_words(age),
            if until < now { "was" } else { "is" }
        ),
        None => format!("From {from} to {to}, now: {counted} count."),
    }
}

const fn style(kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Counted => "counted",
        LedgerKind::BeforeStart => "before",
        LedgerKind::Closed => "closed",
        LedgerKind::Holiday(_) => "holiday",
        LedgerKind::Paused => "paused",
    }
}

fn kind_words(desk: &Desk, kind: LedgerKind) -> String {
    match kind {
        LedgerKind::Counted => "Counts".to_owned(),
        LedgerKind::BeforeStart => "Before the start: closed".to_owned(),
        LedgerKind::Closed => "Closed".to_owned(),
        LedgerKind::Holiday(id) => {
            let name = desk.holidays.get(&id).map(|holiday| &*holiday.name);
            format!("Holiday: {}", name.unwrap_or("one that was deleted"))
        }
        LedgerKind::Paused => "Paused: the case waits".to_owned(),
    }
}

/// A table that a letter or a sheet takes as it is: it says what its columns are, and whose clocks
/// it reads.
fn as_text(summary: &str, rows: &[LedgerRow], zone: &ZoneTable) -> String {
    let mut text = format!(
        "{summary} Times are those of {}.\nClock\tFrom\tUntil\tLasts, h:mm\tAge, h:mm\n",
        zone.name()
    );
    for row in rows {
        // Writing into a text cannot fail.
        let _ = writeln!(
            text,
            "{}\t{}\t{}\t{}\t{}",
            row.what, row.from, row.until, row.lasts, row.counted
        );
    }
    text
}

#[cfg(test)]
mod tests;
