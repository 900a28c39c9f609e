//! What an administrator sets for the whole desk, and what the browser says of its storage.

mod lists;
mod storage;

pub use lists::{
    STAGES, choice_rows, field_rows, lines_of, new_status, stage_key, stage_of_key, stage_word,
    status_options, status_rows, statuses_of, template_rows, values_of,
};
pub use storage::{backup_name, backup_words, bytes_words};

use crate::engine::{
    calendar::ZoneTable,
    desk::Desk,
    in_order::by_name,
    instant::Instant,
    preferences::{AgeAfterReopening, FiringMode},
};
use chrono::Datelike;

/// What a person should know before relying on the desk.
pub const PLAIN_WORDS: [&str; 4] = [
    "Nothing fires while no tab of Rung is open. Opening the page catches up, in order, and shows how late each action was.",
    "A browser can lose its storage. Ask it to keep the data, and make backups; a lost database is never taken for a first run.",
    "Roles guide people. They are no protection from someone who has this device.",
    "A page cannot send mail. Messages wait in the outbox, ready to be opened in your mail program. To webhooks it sends by itself while a tab is open.",
];

/// The key of what ages count from after a reopening.
#[must_use]
pub const fn reopening_key(age: AgeAfterReopening) -> &'static str {
    match age {
        AgeAfterReopening::FromCreation => "creation",
        AgeAfterReopening::FromReopening => "reopening",
    }
}

/// What ages count from by such a key.
#[must_use]
pub fn reopening_of_key(key: &str) -> AgeAfterReopening {
    if key == "reopening" {
        AgeAfterReopening::FromReopening
    } else {
        AgeAfterReopening::FromCreation
    }
}

/// The firing modes as key and text; that in force is offered too when it is none of these.
#[must_use]
pub fn firing_options(present: FiringMode) -> Vec<(String, String)> {
    let batched = |every_minutes| FiringMode::Batched {
        every_minutes,
        early: false,
    };
    let mut modes = vec![FiringMode::Exact, batched(5), batched(15), batched(60)];
    if !modes
        .iter()
        .any(|mode| firing_key(*mode) == firing_key(present))
    {
        modes.push(present);
    }
    let option = |mode: FiringMode| {
        let words = match mode {
            FiringMode::Exact => "At their own instants".to_owned(),
            FiringMode::Batched { every_minutes, .. } => format!("Every {every_minutes} minutes"),
        };
        (firing_key(mode), words)
    };
    modes.into_iter().map(option).collect()
}

/// The key of a firing mode, whatever it says of early triggers: its minutes, none for exact.
#[must_use]
pub fn firing_key(mode: FiringMode) -> String {
    match mode {
        FiringMode::Exact => "exact".to_owned(),
        FiringMode::Batched { every_minutes, .. } => every_minutes.to_string(),
    }
}

/// The firing mode by such a key.
#[must_use]
pub fn firing_of_key(key: &str, early: bool) -> FiringMode {
    match key.parse() {
        Ok(every_minutes) => FiringMode::Batched {
            every_minutes,
            early,
        },
        Err(_) => FiringMode::Exact,
    }
}

/// An offset from UTC as clocks are described: `UTC+05:30`.
#[must_use]
pub fn offset_words(offset_seconds: i32) -> String {
    let sign = if offset_seconds < 0 { '−' } else { '+' };
    let minutes = offset_seconds.unsigned_abs() / 60;
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// One zone that the desk knows, with its offsets in winter and in summer of the year of `now`
/// (semantics 13.7).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ZoneRow {
    /// The zone's name.
    pub name: Box<str>,
    /// The offset on 1 January.
    pub january: String,
    /// The offset on 1 July.
    pub july: String,
}

/// The zones that the desk knows, by name.
#[must_use]
pub fn zone_rows(desk: &Desk, now: Instant) -> Vec<ZoneRow> {
    let row = |table: &ZoneTable| {
        let on_first_of = |month| offset_words(table.offset_at(first_of(month, now)));
        ZoneRow {
            name: table.name().into(),
            january: on_first_of(1),
            july: on_first_of(7),
        }
    };
    let rows = desk.zones.values().map(|zone| row(&zone.table));
    by_name(rows.collect(), |row| &row.name)
}

/// The first instant of a month in the year of `now`, in UTC.
fn first_of(month: u32, now: Instant) -> Instant {
    let year = now.civil(0).date().year();
    let date = chrono::NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
    let midnight = date.and_time(chrono::NaiveTime::MIN);
    Instant::from_seconds(midnight.and_utc().timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{calendar::Zone, change::Counters, id::ZoneId};

    #[test]
    fn a_zone_shows_its_offsets_in_january_and_july() {
        let change = Instant::parse("2026-03-29T01:00:00Z").unwrap();
        let table = ZoneTable::new("Europe/London", 0, vec![(change, 3_600)]).unwrap();
        let zone = Zone {
            id: ZoneId(1),
            table,
        };
        let desk = Desk::load(vec![zone.into()], Counters::new(1));
        let now = Instant::parse("2026-05-01T00:00:00Z").unwrap();
        let row = &zone_rows(&desk, now)[0];
        assert_eq!((&*row.january, &*row.july), ("UTC+00:00", "UTC+01:00"));
        assert_eq!(offset_words(-16_200), "UTC−04:30");
    }

    #[test]
    fn what_ages_count_from_has_a_key_that_leads_back_to_it() {
        for key in ["creation", "reopening"] {
            assert_eq!(reopening_key(reopening_of_key(key)), key);
        }
    }
}
