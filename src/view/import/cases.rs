//! The columns of a file of cases and what they become, and what an import of it comes to.

use super::{first_names, kind_counted};
use crate::{
    engine::{
        account::Account,
        calendar::ZoneTable,
        case::Case,
        choice::{CaseStatus, Choice},
        desk::Desk,
        exchange::cases_csv::{
            CaseImport, Made, Mapping, MatchOn, Preview, RowError, RowErrors, RowOutcome, Table,
            Target,
        },
        id::CaseId,
        in_order::by_number,
        record::{Kind, Overlaid, Records},
        wording::assignee_name,
    },
    view::{counted::counted, phrase::instant_words},
};

/// Values of a column that help to see what it means.
const SAMPLES_MAX: usize = 3;
/// Rows that are looked through for such values.
const SAMPLED_ROWS: usize = 200;
/// Characters of a value at most, so that a description does not fill the page.
const SAMPLE_CHARS_MAX: usize = 40;
/// Names of made records that a line lists.
const NAMES_MAX: usize = 8;

/// The key of a column that becomes a field of its own.
const NEW_FIELD: &str = "new";

/// One column of the file, for the screen that maps it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ColumnRow {
    /// Its place, from 0 on.
    pub place: usize,
    /// Its name.
    pub header: Box<str>,
    /// Some of its values; empty when it has none.
    pub samples: String,
}

/// The columns of a file.
#[must_use]
pub fn column_rows(table: &Table) -> Vec<ColumnRow> {
    let headers = table.header().iter().enumerate();
    headers
        .map(|(place, header)| ColumnRow {
            place,
            header: header.clone(),
            samples: samples(table, place),
        })
        .collect()
}

fn samples(table: &Table, column: usize) -> String {
    let mut found: Vec<String> = Vec::new();
    for row in table.rows().take(SAMPLED_ROWS) {
        let value = shortened(row.cell(column));
        if !value.is_empty() && !found.contains(&value) {
            found.push(value);
        }
        if found.len() == SAMPLES_MAX {
            break;
        }
    }
    found.join(" · ")
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(SAMPLE_CHARS_MAX).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// What a column may become, as key and text.
#[must_use]
pub fn target_options(desk: &Desk, header: &str) -> Vec<(String, String)> {
    let targets = Target::all(desk);
    let known = targets
        .iter()
        .enumerate()
        .map(|(place, target)| (place.to_string(), target.label(desk).to_string()));
    let new = Target::new_custom(header);
    let new = (
        NEW_FIELD.to_owned(),
        format!("New field: {}", new.label(desk)),
    );
    known.chain([new]).collect()
}

/// The key of what a column becomes.
#[must_use]
pub fn target_key(desk: &Desk, target: &Target) -> String {
    let place = Target::all(desk).iter().position(|known| known == target);
    place.map_or_else(|| NEW_FIELD.to_owned(), |place| place.to_string())
}

/// What a column of that name becomes by a key.
#[must_use]
pub fn target_of_key(desk: &Desk, header: &str, key: &str) -> Target {
    if key == NEW_FIELD {
        return Target::new_custom(header);
    }
    let place = key.parse::<usize>().ok();
    let target = place.and_then(|place| Target::all(desk).into_iter().nth(place));
    target.unwrap_or(Target::Ignore)
}

/// The ways of finding cases that are here, as key and text.
#[must_use]
pub fn match_options() -> Vec<(String, String)> {
    [
        ("", "Every row is a new case"),
        ("external", "A case of the same imported number is updated"),
        (
            "number",
            "A case of this desk with the same number is updated",
        ),
    ]
    .map(|(key, text)| (key.to_owned(), text.to_owned()))
    .into()
}

/// The key of a way.
#[must_use]
pub const fn match_key(match_on: Option<MatchOn>) -> &'static str {
    match match_on {
        None => "",
        Some(MatchOn::ExternalNumber) => "external",
        Some(MatchOn::Number) => "number",
    }
}

/// The way that a key stands for.
#[must_use]
pub fn match_of_key(key: &str) -> Option<MatchOn> {
    match key {
        "external" => Some(MatchOn::ExternalNumber),
        "number" => Some(MatchOn::Number),
        _ => None,
    }
}

/// What is wrong with the mapping of one column, if anything.
#[must_use]
pub fn column_problem(mapping: &Mapping, desk: &Desk, place: usize) -> Option<String> {
    let place = place.to_string();
    let mut problems = mapping.problems(desk).into_iter();
    problems
        .find(|problem| problem.field == place)
        .map(|problem| problem.reason)
}

/// What is wrong with the mapping as a whole.
#[must_use]
pub fn mapping_problems(mapping: &Mapping, desk: &Desk) -> Vec<String> {
    let problems = mapping.problems(desk).into_iter();
    problems
        .filter(|problem| problem.field == "columns")
        .map(|problem| problem.reason)
        .collect()
}

/// One of the first rows, as the case it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PreviewRow {
    /// The line of the file.
    pub line: u32,
    /// `New`, `Update` or `Refused`.
    pub outcome: &'static str,
    /// The case's values, or what is wrong with the row.
    pub what: PreviewedCase,
}

/// What a preview shows of a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PreviewedCase {
    /// Subject, owner, status, priority, account, and when it was opened.
    Case([String; 6]),
    /// Why the row cannot be taken.
    Refused(String),
}

/// The heads of what a preview shows of a case.
pub const PREVIEW_HEADS: [&str; 6] = [
    "Subject", "Owner", "Status", "Priority", "Account", "Created",
];

/// The first rows of an import in the making.
#[must_use]
pub fn preview_rows(import: &CaseImport, desk: &Desk, zone: &ZoneTable) -> Vec<PreviewRow> {
    let records = import.records(desk);
    let rows = import.preview().rows.into_iter();
    rows.map(|(line, outcome)| match outcome {
        RowOutcome::Creates(case) => previewed(&records, line, "New", case, zone),
        RowOutcome::Updates(case) => previewed(&records, line, "Update", case, zone),
        RowOutcome::Refused(errors) => {
            let reasons = errors.iter().map(|error| match &*error.column {
                "" => error.reason.to_string(),
                column => format!("{column}: {}", error.reason),
            });
            PreviewRow {
                line,
                outcome: "Refused",
                what: PreviewedCase::Refused(reasons.collect::<Vec<_>>().join("; ")),
            }
        }
    })
    .collect()
}

fn previewed(
    records: &Overlaid<'_>,
    line: u32,
    outcome: &'static str,
    id: CaseId,
    zone: &ZoneTable,
) -> PreviewRow {
    let name = |name: Option<&str>| name.unwrap_or_default().to_owned();
    let values = records.find::<Case>(id).map(|case| {
        let status = records.find::<CaseStatus>(case.status);
        let priority = case.priority.and_then(|id| records.find::<Choice>(id));
        let account = case.account.and_then(|id| records.find::<Account>(id));
        [
            shortened(&case.subject),
            assignee_name(records, case.owner).to_owned(),
            name(status.map(|status| &*status.name)),
            name(priority.map(|priority| &*priority.name)),
            name(account.map(|account| &*account.name)),
            instant_words(case.created.at, zone),
        ]
    });
    PreviewRow {
        line,
        outcome,
        what: PreviewedCase::Case(values.unwrap_or_default()),
    }
}

/// How many cases an import makes and changes, and how many rows it refuses.
#[must_use]
pub fn counts_words(preview: &Preview) -> String {
    let mut parts = vec![
        counted(preview.n_created, "new case", "new cases"),
        format!("{} updated", counted(preview.n_updated, "case", "cases")),
    ];
    if !preview.errors.is_empty() {
        let n = preview.errors.n_rows();
        parts.push(format!("{} refused", counted(n, "row", "rows")));
    }
    parts.join(", ")
}

/// What else is made, a line a kind: `2 users` and their names.
#[must_use]
pub fn made_lines(made: &[Made]) -> Vec<(String, String)> {
    let others = made.iter().filter(|made| made.kind != Kind::Case);
    others
        .map(|made| {
            let n = usize::try_from(made.n).unwrap_or(usize::MAX);
            (
                kind_counted(made.kind, n),
                first_names(&made.names, n, NAMES_MAX),
            )
        })
        .collect()
}

/// The errors of rows by line: rows of the wrong length are found before the others.
#[must_use]
pub fn errors_by_line(errors: &RowErrors) -> Vec<&RowError> {
    by_number(errors.listed().iter().collect(), |error| error.line.into())
}

/// The errors of rows as a CSV file of their own.
#[must_use]
pub fn errors_csv(errors: &RowErrors) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = [["line".to_owned(), "column".to_owned(), "reason".to_owned()]];
    let rows = errors_by_line(errors).into_iter().map(|error| {
        [
            error.line.to_string(),
            guarded(&error.column),
            guarded(&error.reason),
        ]
    });
    for row in heads.into_iter().chain(rows) {
        writer
            .write_record(row)
            .unwrap_or_else(|_| unreachable!("memory takes every row"));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A text that a spreadsheet does not take for a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{text}");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        command::Command,
        decide::decide,
        exchange::cases_csv::{DateOrder, ImportOptions, MakeMissing},
        instant::Instant,
        stamp::{Actor, Stamp},
    };
    use std::sync::Arc;

    const FILE: &[u8] = b"Case Number,Subject,Tier,Owner,Opened\n\
        7,\"Printer, broken\",Gold,Ana,2026-01-05 09:00\n\
        8,Scanner,Gold,Ben,yesterday\n\
        9,=cmd,,Ana,2026-01-06 09:00\n\
        10,Too short\n";

    fn desk() -> Desk {
        let mut desk = Desk::new(1);
        for command in [
            Command::LearnZone(ZoneTable::utc()),
            Command::StartDesk { zone: "UTC".into() },
        ] {
            let changes = decide(&desk, &command, stamp()).unwrap();
            desk.apply(changes);
        }
        desk
    }

    fn stamp() -> Stamp {
        Stamp {
            at: Instant::parse("2026-02-01T00:00:00Z").unwrap(),
            by: Actor::System,
        }
    }

    fn import(desk: &Desk) -> CaseImport {
        let table = Table::read(FILE).unwrap();
        let mapping = Mapping::guess(&table, desk);
        let options = ImportOptions {
            file: "cases.csv".into(),
            zone: ZoneTable::utc(),
            date_order: DateOrder::DayFirst,
            make: MakeMissing {
                owners: true,
                values: true,
                customers: true,
            },
            skip_bad_rows: true,
        };
        let mut import =
            CaseImport::new(Arc::new(table), &mapping, options, desk, stamp()).unwrap();
        import.step(desk, 100);
        import
    }

    #[test]
    fn a_column_shows_some_of_its_values_once() {
        let rows = column_rows(&Table::read(FILE).unwrap());
        let samples: Vec<_> = rows.iter().map(|row| row.samples.as_str()).collect();
        assert_eq!(samples[2..4], ["Gold", "Ana · Ben"]);
        assert_eq!(shortened(&"x".repeat(50)), format!("{}…", "x".repeat(40)));
        assert_eq!(shortened("one\ntwo"), "one…");
    }

    #[test]
    fn each_target_has_a_key_that_leads_back_to_it() {
        let desk = desk();
        for (key, _) in target_options(&desk, "Tier") {
            let target = target_of_key(&desk, "Tier", &key);
            assert_eq!(target_key(&desk, &target), key);
        }
        let options = target_options(&desk, "Tier");
        assert!(options.contains(&("new".into(), "New field: Tier".into())));
    }

    #[test]
    fn a_mapping_says_its_problems_at_the_columns_and_as_a_whole() {
        let desk = desk();
        let table = Table::read(FILE).unwrap();
        let mut mapping = Mapping::guess(&table, &desk);
        assert_eq!(column_problem(&mapping, &desk, 1), None);
        mapping.targets[3] = Target::Subject;
        assert!(
            column_problem(&mapping, &desk, 3)
                .unwrap()
                .contains("Subject")
        );
        mapping.targets = vec![Target::Ignore; 5];
        assert_eq!(mapping_problems(&mapping, &desk).len(), 2);
        for (key, _) in match_options() {
            assert_eq!(match_key(match_of_key(&key)), key);
        }
    }

    #[test]
    fn the_first_rows_show_the_cases_they_become_or_why_not() {
        let desk = desk();
        let import = import(&desk);
        let rows = preview_rows(&import, &desk, &ZoneTable::utc());
        let outcomes: Vec<_> = rows.iter().map(|row| (row.line, row.outcome)).collect();
        assert_eq!(outcomes, [(2, "New"), (3, "Refused"), (4, "New")]);
        let PreviewedCase::Case(values) = &rows[0].what else {
            panic!("the first row is fine");
        };
        assert_eq!(values[0], "Printer, broken");
        assert_eq!(values[1], "Ana");
        assert_eq!(values[5], "Mon 5 Jan 2026, 09:00");
        assert!(
            matches!(&rows[1].what, PreviewedCase::Refused(why) if why.starts_with("Opened: "))
        );
        let preview = import.preview();
        assert_eq!(
            counts_words(&preview),
            "2 new cases, 0 cases updated, 2 rows refused"
        );
        assert!(
            made_lines(&preview.made)
                .iter()
                .any(|(_, names)| names == "Ana")
        );
    }

    #[test]
    fn errors_come_as_a_file_with_lines_that_no_spreadsheet_runs() {
        let desk = desk();
        let errors = import(&desk).preview().errors;
        let text = errors_csv(&errors);
        assert!(text.starts_with("line,column,reason\n3,Opened,"), "{text}");
        assert_eq!(
            text.lines().filter(|line| line.starts_with("5,,")).count(),
            1
        );
        assert_eq!(guarded("=1+1"), "'=1+1");
    }
}
