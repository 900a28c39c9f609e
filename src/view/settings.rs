//! What an administrator sets for the whole desk, and what the browser says of its storage.

use super::{
    case_fields::choice_of,
    counted::grouped,
    record_row::{RecordRow, RowMark},
};
use crate::engine::{
    calendar::ZoneTable,
    choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf, Stage},
    desk::Desk,
    id::StatusId,
    in_order::by_name,
    instant::Instant,
    notification::NoticeTemplate,
    preferences::{AgeAfterReopening, FiringMode},
};
use chrono::{Datelike, NaiveDateTime};

/// What a person should know before relying on the desk.
pub const PLAIN_WORDS: [&str; 4] = [
    "Nothing fires while no tab of Rung is open. Opening the page catches up, in order, and shows how late each action was.",
    "A browser can lose its storage. Ask it to keep the data, and make backups; a lost database is never taken for a first run.",
    "Roles guide people. They are no protection from someone who has this device.",
    "A page cannot send mail. Messages wait in the outbox, ready to be opened in your mail program. To webhooks it sends by itself while a tab is open.",
];

/// The stages as key and text.
pub const STAGES: [(Stage, &str, &str); 3] = [
    (Stage::Open, "open", "Open"),
    (Stage::Escalated, "escalated", "Escalated"),
    (Stage::Closed, "closed", "Closed"),
];

/// The word for a stage.
#[must_use]
pub fn stage_word(stage: Stage) -> &'static str {
    let found = STAGES.iter().find(|(known, ..)| *known == stage);
    found.map_or("", |(.., word)| word)
}

/// The key of a stage.
#[must_use]
pub fn stage_key(stage: Stage) -> &'static str {
    let found = STAGES.iter().find(|(known, ..)| *known == stage);
    found.map_or("", |(_, key, _)| key)
}

/// The stage that a key stands for.
#[must_use]
pub fn stage_of_key(key: &str) -> Stage {
    let found = STAGES.iter().find(|(_, known, _)| *known == key);
    found.map_or(Stage::Open, |(stage, ..)| *stage)
}

/// The statuses in their order: stage, and how many cases are in each.
#[must_use]
pub fn status_rows(desk: &Desk) -> Vec<RecordRow> {
    let n_cases = |id| desk.cases.values().filter(|case| case.status == id).count();
    let row = |status: &CaseStatus| {
        let cells = vec![
            stage_word(status.stage).to_owned(),
            n_cases(status.id).to_string(),
        ];
        RecordRow::new(status.id.0, &status.name)
            .with(cells)
            .marked(RowMark::Waits("On hold"), status.on_hold)
    };
    desk.statuses_in_order().into_iter().map(row).collect()
}

/// The statuses whose stage suits, after the one that stands for none of them.
#[must_use]
pub fn status_options(
    desk: &Desk,
    suits: fn(Stage) -> bool,
    none: &'static str,
) -> Vec<(String, String)> {
    let mut options = statuses_of(desk, suits);
    options.insert(0, (String::new(), none.to_owned()));
    options
}

/// A new status after all others.
#[must_use]
pub fn new_status(desk: &Desk) -> CaseStatus {
    let last = desk.statuses.values().map(|status| status.order).max();
    CaseStatus {
        id: StatusId(0),
        name: Box::default(),
        order: last.unwrap_or(0) + 1,
        stage: Stage::Open,
        on_hold: false,
        description: Box::default(),
    }
}

/// The statuses whose stage suits, as key and text, in their order.
#[must_use]
pub fn statuses_of(desk: &Desk, suits: fn(Stage) -> bool) -> Vec<(String, String)> {
    let mut options = Vec::new();
    for status in desk.statuses_in_order() {
        if suits(status.stage) {
            options.push((status.id.0.to_string(), status.name.to_string()));
        }
    }
    options
}

/// The values of a list in their order, with how many cases have each.
#[must_use]
pub fn choice_rows(desk: &Desk, list: ChoiceList) -> Vec<RecordRow> {
    let row = |choice: &&Choice| {
        let cases = desk.cases.values();
        let n_cases = cases.filter(|case| choice_of(case, list) == Some(choice.id.0));
        RecordRow::new(choice.id.0, &choice.name).with(vec![n_cases.count().to_string()])
    };
    desk.choices_of(list).iter().map(row).collect()
}

/// The added fields by what they belong to and their labels: the name that rule files have for
/// each, such as `Case.Region__c`, and what it holds.
#[must_use]
pub fn field_rows(desk: &Desk) -> Vec<RecordRow> {
    let fields = by_name(desk.custom_fields.values().collect(), |field| &field.label);
    let of_each = CustomFieldOf::ALL.into_iter().flat_map(|of| {
        let of_object = fields.iter().filter(move |field| field.of == of);
        of_object.copied()
    });
    let row = |field: &CustomField| {
        let cells = vec![
            format!("{}.{}", field.of.label(), field.name),
            field.field_type.label().to_owned(),
        ];
        RecordRow::new(field.id.0, &field.label)
            .with(cells)
            .active(!field.inactive)
    };
    of_each.map(row).collect()
}

/// The values of a picklist as they are typed, one a line.
#[must_use]
pub fn lines_of(values: &[Box<str>]) -> String {
    values.join("\n")
}

/// The values that such a text has.
#[must_use]
pub fn values_of(lines: &str) -> Vec<Box<str>> {
    let lines = lines.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(Into::into)
        .collect()
}

/// The notice templates by name, with their subjects.
#[must_use]
pub fn template_rows(desk: &Desk) -> Vec<RecordRow> {
    let row = |template: &NoticeTemplate| {
        RecordRow::new(template.id.0, &template.name)
            .with(vec![template.subject.to_string()])
            .marked(RowMark::StandIn, template.stand_in.is_some())
    };
    by_name(desk.templates.values().map(row).collect(), |row| &row.name)
}

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

/// A number of bytes in the unit that people use for it: `1.4 MB`.
#[must_use]
pub fn bytes_words(n_bytes: u64) -> String {
    if n_bytes < 1_000 {
        return format!("{n_bytes} bytes");
    }
    let mut tenths = n_bytes / 100;
    let mut unit = "kB";
    for larger in ["MB", "GB", "TB"] {
        if tenths < 10_000 {
            break;
        }
        tenths /= 1_000;
        unit = larger;
    }
    if tenths >= 1_000 {
        let whole = usize::try_from(tenths / 10).unwrap_or(usize::MAX);
        return format!("{} {unit}", grouped(whole));
    }
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}

/// What to say of the last backup: its age in whole days, and whether it is time for another.
#[must_use]
pub fn backup_words(last_at: Option<Instant>, now: Instant) -> (String, bool) {
    /// After so many days without a backup the page says so.
    const DAYS_MAX: i64 = 7;
    let Some(last_at) = last_at else {
        return ("never made in this browser".to_owned(), true);
    };
    let days = now.seconds_since(last_at).max(0) / 86_400;
    let words = match days {
        0 => "made today".to_owned(),
        1 => "made yesterday".to_owned(),
        days => format!("made {days} days ago"),
    };
    (words, days > DAYS_MAX)
}

/// The name of a backup's file: `rung-acme-2026-11-21-0930.json`, in UTC.
#[must_use]
pub fn backup_name(organisation: &str, now: Instant) -> String {
    let letters = organisation.chars().map(|letter| {
        let letter = letter.to_ascii_lowercase();
        if letter.is_ascii_alphanumeric() {
            letter
        } else {
            '-'
        }
    });
    let name: String = letters.collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    let at = now.civil(0).format("%Y-%m-%d-%H%M").to_string();
    let parts = ["rung"].into_iter().chain(words).chain([at.as_str()]);
    format!("{}.json", parts.collect::<Vec<_>>().join("-"))
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

/// What a date-and-time input shows for an instant: `2026-11-21T09:30`.
#[must_use]
pub fn input_time(at: Instant, zone: &ZoneTable) -> String {
    zone.civil(at).format("%Y-%m-%dT%H:%M").to_string()
}

/// The instant that a date-and-time input means on the clocks of a zone.
#[must_use]
pub fn instant_of_input(text: &str, zone: &ZoneTable) -> Option<Instant> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let mut read = formats
        .iter()
        .filter_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    read.next().map(|wall| zone.to_utc(wall))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{calendar::Zone, change::Counters, id::ZoneId};

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        for (n_bytes, words) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (1_449_999, "1.4 MB"),
            (123_456_789, "123 MB"),
            (5_300_000_000, "5.3 GB"),
            (u64::MAX, "18,446,744 TB"),
        ] {
            assert_eq!(bytes_words(n_bytes), words);
        }
    }

    #[test]
    fn a_backup_ages_by_whole_days_and_is_asked_for_after_a_week() {
        let now = Instant::from_seconds(100 * 86_400);
        for (days, words, is_due) in [
            (0, "made today", false),
            (1, "made yesterday", false),
            (7, "made 7 days ago", false),
            (8, "made 8 days ago", true),
        ] {
            let last = now.plus_seconds(-days * 86_400);
            assert_eq!(backup_words(Some(last), now), (words.to_owned(), is_due));
        }
        assert!(backup_words(None, now).1);
        let later = now.plus_seconds(60);
        assert_eq!(backup_words(Some(later), now).0, "made today");
    }

    #[test]
    fn a_backup_is_named_after_the_desk_and_the_time() {
        let at = Instant::parse("2026-11-21T09:30:59Z").unwrap();
        for (organisation, name) in [
            ("Acme & Söhne", "rung-acme-s-hne-2026-11-21-0930.json"),
            ("", "rung-2026-11-21-0930.json"),
        ] {
            assert_eq!(backup_name(organisation, at), name);
        }
    }

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
    fn a_time_input_is_read_on_the_clocks_of_the_zone() {
        let change = Instant::parse("2026-03-29T01:00:00Z").unwrap();
        let london = ZoneTable::new("Europe/London", 0, vec![(change, 3_600)]).unwrap();
        let at = Instant::parse("2026-07-01T08:30:00Z").unwrap();
        assert_eq!(input_time(at, &london), "2026-07-01T09:30");
        for (text, expected) in [
            ("2026-07-01T09:30", Some(at)),
            ("2026-07-01T09:30:00", Some(at)),
            ("2026-03-29T01:30", Some(change)),
            ("2026-13-01T00:00", None),
            ("", None),
        ] {
            assert_eq!(instant_of_input(text, &london), expected, "{text}");
        }
    }

    #[test]
    fn each_stage_has_a_key_that_leads_back_to_it() {
        for (stage, key, _) in STAGES {
            assert_eq!(stage_of_key(key), stage);
            assert_eq!(stage_key(stage), key);
        }
        for key in ["creation", "reopening"] {
            assert_eq!(reopening_key(reopening_of_key(key)), key);
        }
    }
}
