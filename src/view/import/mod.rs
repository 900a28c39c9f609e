//! Bringing files in: what will come of it, and what came of it before.

pub mod cases;
pub mod holidays;
pub mod salesforce;

use super::{
    counted::counted,
    phrase::{actor_words, instant_words},
};
use crate::engine::{
    calendar::ZoneTable,
    desk::Desk,
    exchange::{Import, ImportKind},
    id::ImportId,
    in_order::by_number,
    record::{Kind, Records},
};
use std::collections::BTreeMap;

/// An import that was made before.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ImportRow {
    /// Names the import.
    pub id: ImportId,
    /// What was brought in.
    pub what: &'static str,
    /// The names of the files.
    pub files: Box<str>,
    /// When and by whom.
    pub when: String,
    /// What it made: `1 escalation rule, 26 users`.
    pub made: String,
}

/// The imports that can be removed, the newest first.
#[must_use]
pub fn import_rows(desk: &Desk, zone: &ZoneTable) -> Vec<ImportRow> {
    let row = |import: &Import| ImportRow {
        id: import.id,
        what: import_kind_words(import.kind),
        files: import.files.clone(),
        when: format!(
            "{} by {}",
            instant_words(import.stamp.at, zone),
            actor_words(desk, import.stamp.by)
        ),
        made: made_words(import),
    };
    let latest_first = desk.imports.values().rev().collect();
    let imports = by_number(latest_first, |it: &&Import| -it.stamp.at.seconds());
    imports.into_iter().map(row).collect()
}

/// The latest import, for a link after it was made.
#[must_use]
pub fn latest_import(desk: &Desk) -> Option<ImportId> {
    let latest = desk.imports.values();
    latest.map(|import| import.id).max()
}

/// The import that loaded the sample workspace, while that is here.
#[must_use]
pub fn sample_import(desk: &Desk) -> Option<ImportId> {
    let mut imports = desk.imports.values();
    imports
        .find(|import| import.kind == ImportKind::Sample)
        .map(|import| import.id)
}

const fn import_kind_words(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Salesforce => "Rules and business hours",
        ImportKind::Holidays => "Holidays",
        ImportKind::Cases => "Cases",
        ImportKind::Sample => "Sample workspace",
    }
}

fn made_words(import: &Import) -> String {
    let mut counts: BTreeMap<Kind, u64> = BTreeMap::new();
    for (first, last) in &import.made {
        *counts.entry(first.kind).or_default() += last.saturating_sub(first.id) + 1;
    }
    let made = counts
        .into_iter()
        .map(|(kind, n)| kind_counted(kind, usize::try_from(n).unwrap_or(usize::MAX)));
    let updated = usize::try_from(import.n_updated).unwrap_or(usize::MAX);
    let updated =
        (updated > 0).then(|| format!("{} updated", counted(updated, "record", "records")));
    let parts: Vec<String> = made.chain(updated).collect();
    if parts.is_empty() {
        return "nothing new".to_owned();
    }
    parts.join(", ")
}

/// What would go if an import were removed, a line a kind of record.
#[must_use]
pub fn removal_lines(desk: &Desk, id: ImportId) -> Vec<String> {
    let Some(import) = desk.find::<Import>(id) else {
        return Vec::new();
    };
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for key in import.keys(desk) {
        *counts.entry(key.kind).or_default() += 1;
    }
    let words = |(kind, n): (Kind, usize)| {
        let with = match kind {
            Kind::Case => ", with their plans and notices",
            Kind::EscalationRule => ", with what is pending by them",
            _ => "",
        };
        format!("{}{with}", kind_counted(kind, n))
    };
    counts.into_iter().rev().map(words).collect()
}

/// A count of records of one kind.
#[must_use]
pub fn kind_counted(kind: Kind, n: usize) -> String {
    let (one, many) = match kind {
        Kind::Preferences => ("setting", "settings"),
        Kind::Zone => ("time zone", "time zones"),
        Kind::Calendar => ("set of business hours", "sets of business hours"),
        Kind::Holiday => ("holiday", "holidays"),
        Kind::User => ("user", "users"),
        Kind::Queue => ("queue", "queues"),
        Kind::Group => ("group", "groups"),
        Kind::CaseStatus => ("case status", "case statuses"),
        Kind::Choice => ("list value", "list values"),
        Kind::CustomField => ("custom field", "custom fields"),
        Kind::NoticeTemplate => ("notice template", "notice templates"),
        Kind::Import => ("import", "imports"),
        Kind::EscalationRule => ("escalation rule", "escalation rules"),
        Kind::Account => ("account", "accounts"),
        Kind::Contact => ("contact", "contacts"),
        Kind::Case => ("case", "cases"),
        Kind::EscalationSeverity => ("severity", "severities"),
        Kind::EscalationReason => ("reason to escalate", "reasons to escalate"),
        Kind::EscalationTemplate => ("escalation template", "escalation templates"),
        Kind::SlaDefinition => ("SLA definition", "SLA definitions"),
        Kind::EscalationRequest => ("escalation request", "escalation requests"),
        Kind::Escalation => ("escalation", "escalations"),
        Kind::EscalationPlan => ("plan", "plans"),
        Kind::Notification => ("notice", "notices"),
        Kind::Party => ("vendor or partner", "vendors and partners"),
        Kind::HandOffs => ("hand-off list", "hand-off lists"),
        Kind::AssignmentRule => ("assignment rule", "assignment rules"),
        Kind::EscalationAssignment => ("assignment", "assignments"),
        Kind::Polls => ("poll clock", "poll clocks"),
        Kind::Webhook => ("webhook", "webhooks"),
        Kind::AutoResponseRule => ("auto-response rule", "auto-response rules"),
    };
    counted(n, one, many)
}

/// Names with a limit: `Ana, Ben and 3 more`.
#[must_use]
pub fn first_names(names: &[Box<str>], n_total: usize, n_max: usize) -> String {
    let shown: Vec<&str> = names.iter().take(n_max).map(|name| &**name).collect();
    let n_more = n_total.saturating_sub(shown.len());
    let listed = shown.join(", ");
    match (shown.is_empty(), n_more) {
        (_, 0) => listed,
        (true, _) => String::new(),
        (false, n_more) => format!("{listed} and {n_more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        change::Counters,
        id::UserId,
        instant::Instant,
        people::User,
        record::{RecordKey, Stored},
        stamp::{Actor, Stamp},
    };

    fn import(id: u64, kind: ImportKind, made: Vec<(RecordKey, u64)>) -> Import {
        Import {
            id: ImportId(id),
            kind,
            files: "a.csv".into(),
            stamp: Stamp {
                at: Instant::from_seconds(i64::try_from(id).unwrap()),
                by: Actor::System,
            },
            n_updated: 3,
            made,
        }
    }

    #[test]
    fn an_import_says_what_it_made_and_the_newest_stands_first() {
        let made = vec![(User::key(UserId(5)), 30), (User::key(UserId(40)), 40)];
        let records = vec![
            import(1, ImportKind::Sample, Vec::new()).into(),
            import(2, ImportKind::Cases, made).into(),
        ];
        let desk = Desk::load(records, Counters::new(1));
        let rows = import_rows(&desk, &ZoneTable::utc());
        assert_eq!(rows[0].made, "27 users, 3 records updated");
        assert_eq!(rows[0].when, "Thu 1 Jan 1970, 00:00 by Rung");
        assert_eq!(rows[1].what, "Sample workspace");
        assert_eq!(sample_import(&desk), Some(ImportId(1)));
        assert_eq!(latest_import(&desk), Some(ImportId(2)));
        assert_eq!(removal_lines(&desk, ImportId(2)), [""; 0]);
    }

    #[test]
    fn many_names_are_cut_short() {
        let names: Vec<Box<str>> = vec!["Ana".into(), "Ben".into(), "Cem".into()];
        assert_eq!(first_names(&names, 3, 3), "Ana, Ben, Cem");
        assert_eq!(first_names(&names, 300, 2), "Ana, Ben and 298 more");
        assert_eq!(first_names(&[], 0, 2), "");
    }
}
