//! What an import of cases comes to, before it is made.

use super::mapping::shortened;
use crate::{
    engine::{
        account::Account,
        calendar::ZoneTable,
        case::Case,
        choice::{CaseStatus, Choice},
        desk::Desk,
        exchange::cases_csv::{CaseImport, Made, Preview, RowError, RowErrors, RowOutcome},
        id::CaseId,
        in_order::by_number,
        record::{Kind, Overlaid, Records},
        wording::assignee_name,
    },
    view::{
        counted::counted,
        import::{first_names, kind_counted},
        phrase::instant_words,
    },
};

/// Names of made records that a line lists.
const NAMES_MAX: usize = 8;

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
    use super::{super::file::*, *};

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
