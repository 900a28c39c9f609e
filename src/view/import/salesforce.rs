//! What bringing in rules and business hours would make of the desk, in words.

use super::first_names;
use crate::{
    engine::exchange::salesforce::{
        Fate, Finding, FindingKind, HolidayCount, Proposal, ProposedCalendar, ProposedRule,
    },
    view::{case_fields::list_label, counted::counted, phrase::listed},
};
use std::collections::BTreeMap;

/// More names than these are counted.
const NAMES_MAX: usize = 12;

/// One thing of the files and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FateLine {
    /// What it is called.
    pub name: String,
    /// What it is: a rule, business hours.
    pub what: &'static str,
    /// What becomes of it.
    pub fate: Fate,
    /// More about it: `26 entries: 1–24 kept, 25–26 new`.
    pub detail: String,
}

/// The word for what becomes of something.
#[must_use]
pub const fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "New",
        Fate::Changed => "Changes",
        Fate::Unchanged => "Stays as it is",
    }
}

/// Everything that the files name, and what becomes of it.
#[must_use]
pub fn fate_lines(proposal: &Proposal) -> Vec<FateLine> {
    let rules = proposal.rules.iter().map(rule_line);
    let calendars = proposal.calendars.iter().map(calendar_line);
    rules
        .chain(calendars)
        .chain(holiday_line(proposal.holidays))
        .collect()
}

/// What was brought in, in a sentence: `1 new, 2 changed`.
#[must_use]
pub fn summary_words(lines: &[FateLine]) -> String {
    let named = |fate: Fate| {
        let of_fate = lines.iter().filter(|line| line.fate == fate);
        of_fate.map(|line| line.name.as_str()).collect::<Vec<_>>()
    };
    let part = |names: Vec<&str>, word: &str| {
        /// More names than these make the sentence a list.
        const SAID_MAX: usize = 4;
        let boxed: Vec<Box<str>> = names.iter().map(|name| (*name).into()).collect();
        (!boxed.is_empty())
            .then(|| format!("{word}: {}", first_names(&boxed, boxed.len(), SAID_MAX)))
    };
    let parts: Vec<String> = [
        part(named(Fate::New), "New"),
        part(named(Fate::Changed), "Changed"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return "Nothing had to be changed.".to_owned();
    }
    format!("{}.", parts.join(". "))
}

fn rule_line(rule: &ProposedRule) -> FateLine {
    let entries = counted(rule.n_entries, "entry", "entries");
    let detail = match rule.fate {
        Fate::New | Fate::Unchanged => entries,
        Fate::Changed => {
            let (n_matched, after) = (rule.n_matched, rule.n_matched + 1);
            let parts = [
                places_words(1, n_matched, "kept"),
                places_words(after, rule.n_new(), "new"),
                places_words(after, rule.n_gone, "gone"),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            format!("{entries}: {}", parts.join(", "))
        }
    };
    let active = if rule.active_in_file {
        ", active in the file"
    } else {
        ""
    };
    FateLine {
        name: rule.name.to_string(),
        what: "Escalation rule",
        fate: rule.fate,
        detail: format!("{detail}{active}"),
    }
}

/// Which entries, by their places: `2–4 kept`.
fn places_words(first: usize, n: usize, what: &str) -> Option<String> {
    match n {
        0 => None,
        1 => Some(format!("{first} {what}")),
        n => Some(format!("{first}–{} {what}", first + n - 1)),
    }
}

fn calendar_line(calendar: &ProposedCalendar) -> FateLine {
    let default = if calendar.default_in_file {
        ", the default of the file"
    } else {
        ""
    };
    let changes = match calendar.changes.as_slice() {
        [] => String::new(),
        changed => {
            let changed: Vec<String> = changed.iter().map(ToString::to_string).collect();
            format!("; changes {}", listed(&changed))
        }
    };
    FateLine {
        name: calendar.name.to_string(),
        what: "Business hours",
        fate: calendar.fate,
        detail: format!("{}{default}{changes}", calendar.zone),
    }
}

fn holiday_line(count: HolidayCount) -> Option<FateLine> {
    let n = count.n_new + count.n_changed + count.n_unchanged;
    let fate = match (count.n_new, count.n_changed) {
        (0, 0) => Fate::Unchanged,
        (0, _) => Fate::Changed,
        (_, _) => Fate::New,
    };
    (n > 0).then(|| FateLine {
        name: counted(n, "holiday", "holidays"),
        what: "Holidays",
        fate,
        detail: format!(
            "{} new, {} changed, {} as they are",
            count.n_new, count.n_changed, count.n_unchanged
        ),
    })
}

/// The business hours that the files have as the default; `None` when they have none.
#[must_use]
pub fn default_name(proposal: &Proposal) -> Option<String> {
    let mut calendars = proposal.calendars.iter();
    let default = calendars.find(|calendar| calendar.default_in_file);
    default.map(|calendar| calendar.name.to_string())
}

/// The rules of the files that may become the active one, as place and name.
#[must_use]
pub fn rule_options(proposal: &Proposal) -> Vec<(String, String)> {
    let rules = proposal.rules.iter().enumerate();
    rules
        .map(|(place, rule)| (place.to_string(), rule.name.to_string()))
        .collect()
}

/// One kind of thing that is made because the files speak of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StandInLine {
    /// How many of what.
    pub count: String,
    /// What they are called.
    pub names: String,
}

/// All that is made because the files speak of it, a line a kind.
#[must_use]
pub fn stand_in_lines(proposal: &Proposal) -> Vec<StandInLine> {
    let made = &proposal.stand_ins;
    let mut lines = Vec::new();
    let mut add = |names: &[Box<str>], one: &str, many: &str| {
        if !names.is_empty() {
            lines.push(StandInLine {
                count: counted(names.len(), one, many),
                names: first_names(names, names.len(), NAMES_MAX),
            });
        }
    };
    add(&made.users, "user", "users");
    add(&made.queues, "queue", "queues");
    add(&made.templates, "notice template", "notice templates");
    add(&made.fields, "custom field", "custom fields");
    add(&made.statuses, "case status", "case statuses");
    let mut of_list: BTreeMap<_, Vec<Box<str>>> = BTreeMap::new();
    for (list, name) in &made.choices {
        of_list.entry(*list).or_default().push(name.clone());
    }
    for (list, names) in of_list {
        let word = list_label(list).to_lowercase();
        add(&names, &format!("{word} value"), &format!("{word} values"));
    }
    lines
}

/// One thing that is worth knowing of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FindingRow {
    /// The name of the file.
    pub file: Box<str>,
    /// The line, from 1 on.
    pub line: u32,
    /// The way to the element.
    pub element: Box<str>,
    /// What about it.
    pub what: Box<str>,
    /// How it weighs.
    pub kind: FindingKind,
}

/// The word for how a finding weighs.
#[must_use]
pub const fn finding_word(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::NotHonoured => "Not honoured",
        FindingKind::Substituted => "Substituted",
        FindingKind::Note => "Note",
    }
}

/// The findings of one kind, or all, in the order of files and lines.
#[must_use]
pub fn finding_rows(findings: &[Finding], kind: Option<FindingKind>) -> Vec<FindingRow> {
    let shown = findings
        .iter()
        .filter(|finding| kind.is_none_or(|kind| finding.kind == kind));
    shown
        .map(|finding| FindingRow {
            file: finding.file.clone(),
            line: finding.line,
            element: finding.element.clone(),
            what: finding.what.clone(),
            kind: finding.kind,
        })
        .collect()
}

/// The choices of a filter by kind: key, and word with count.
#[must_use]
pub fn finding_filters(findings: &[Finding]) -> Vec<(String, String)> {
    let all = (String::new(), format!("All ({})", findings.len()));
    let kinds = [
        ("not_honoured", FindingKind::NotHonoured),
        ("substituted", FindingKind::Substituted),
        ("note", FindingKind::Note),
    ];
    let of_kind = kinds.into_iter().filter_map(|(key, kind)| {
        let n = findings
            .iter()
            .filter(|finding| finding.kind == kind)
            .count();
        (n > 0).then(|| (key.to_owned(), format!("{} ({n})", finding_word(kind))))
    });
    [all].into_iter().chain(of_kind).collect()
}

/// The kind that a filter's key stands for.
#[must_use]
pub fn finding_kind(key: &str) -> Option<FindingKind> {
    match key {
        "not_honoured" => Some(FindingKind::NotHonoured),
        "substituted" => Some(FindingKind::Substituted),
        "note" => Some(FindingKind::Note),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        desk::Desk,
        exchange::salesforce::{propose, read},
    };

    const RULES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<EscalationRules xmlns="http://soap.sforce.com/2006/04/metadata">
    <escalationRule>
        <fullName>Standard</fullName>
        <active>true</active>
        <ruleEntry>
            <businessHoursSource>None</businessHoursSource>
            <criteriaItems>
                <field>Case.Priority</field>
                <operation>equals</operation>
                <value>Urgent</value>
            </criteriaItems>
            <escalationAction>
                <assignedTo>Tier_2</assignedTo>
                <assignedToType>Queue</assignedToType>
                <minutesToEscalation>60</minutesToEscalation>
                <notifyCaseOwner>false</notifyCaseOwner>
            </escalationAction>
            <escalationStartTime>CaseCreation</escalationStartTime>
            <mystery>1</mystery>
        </ruleEntry>
    </escalationRule>
</EscalationRules>"#;

    fn proposal() -> Proposal {
        let files = read(&[("rules.xml", RULES.as_bytes())]).unwrap();
        propose(&Desk::new(1), &files)
    }

    #[test]
    fn what_becomes_of_a_rule_and_what_is_made_for_it_is_said() {
        let lines = fate_lines(&proposal());
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].name, "Standard");
        assert_eq!(fate_word(lines[0].fate), "New");
        assert_eq!(lines[0].detail, "1 entry, active in the file");
        assert_eq!(summary_words(&lines), "New: Standard.");
        assert_eq!(rule_options(&proposal()), [("0".into(), "Standard".into())]);
        assert_eq!(default_name(&proposal()), None);
        let stand_ins: Vec<_> = stand_in_lines(&proposal())
            .into_iter()
            .map(|line| (line.count, line.names))
            .collect();
        let said = |count: &str, names: &str| (count.to_owned(), names.to_owned());
        assert!(
            stand_ins.contains(&said("1 queue", "Tier_2")),
            "{stand_ins:?}"
        );
        assert!(
            stand_ins.contains(&said("1 priority value", "Urgent")),
            "{stand_ins:?}"
        );
    }

    #[test]
    fn findings_are_filtered_by_how_they_weigh() {
        let findings = proposal().findings;
        let unknown = finding_rows(&findings, Some(FindingKind::NotHonoured));
        let unknown = unknown.iter().find(|row| row.element.ends_with("mystery"));
        assert_eq!(
            unknown.map(|row| (&*row.file, row.line)),
            Some(("rules.xml", 20))
        );
        let filters = finding_filters(&findings);
        assert_eq!(filters[0].1, format!("All ({})", findings.len()));
        let n_of_kinds: usize = filters
            .iter()
            .skip(1)
            .map(|(key, _)| finding_rows(&findings, finding_kind(key)).len())
            .sum();
        assert_eq!(n_of_kinds, findings.len());
    }
}
