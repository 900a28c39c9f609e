//! What bringing files in would make of the desk, told before it is done.

use super::{
    Choices, SalesforceFiles,
    names::{Names, StandIns, folded},
    propose_hours::{put_calendars, put_holidays},
    propose_rules::propose_rules,
    report::{Finding, in_order},
};
use crate::engine::{
    calendar::{Calendar, WeekHours},
    change::{ChangeSet, Counters},
    desk::Desk,
    id::{CalendarId, ImportId},
    rule::EscalationRule,
};

/// What becomes of one thing that a file names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is made.
    New,
    /// It is on the desk and changes.
    Changed,
    /// It is on the desk as the file has it.
    Unchanged,
}

/// What becomes of a rule of the files (semantics 12.5).
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedRule {
    /// Its name.
    pub name: Box<str>,
    /// What becomes of it.
    pub fate: Fate,
    /// How many entries it has afterwards.
    pub n_entries: usize,
    /// How many of them go on from entries that are on the desk, and keep their ids.
    pub n_matched: usize,
    /// How many entries of the desk it loses, with what is pending by them.
    pub n_gone: usize,
    /// Whether the file has it active.
    pub active_in_file: bool,
    pub(super) record: EscalationRule,
}

impl ProposedRule {
    /// How many entries are new.
    #[must_use]
    pub const fn n_new(&self) -> usize {
        self.n_entries - self.n_matched
    }
}

/// What becomes of business hours of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedCalendar {
    /// Their name.
    pub name: Box<str>,
    /// Their zone.
    pub zone: Box<str>,
    /// What becomes of them.
    pub fate: Fate,
    /// What of them changes, as people call it.
    pub changes: Vec<&'static str>,
    /// Whether the file has them as the default.
    pub default_in_file: bool,
    pub(super) id: CalendarId,
}

/// How many holidays of the files are made, change, and stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HolidayCount {
    /// Made.
    pub n_new: usize,
    /// On the desk with another description.
    pub n_changed: usize,
    /// On the desk as they are.
    pub n_unchanged: usize,
}

/// All that would come of bringing files in.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The rules, in the order of the files.
    pub rules: Vec<ProposedRule>,
    /// The business hours, likewise.
    pub calendars: Vec<ProposedCalendar>,
    /// The holidays.
    pub holidays: HolidayCount,
    /// What is made because the files speak of it.
    pub stand_ins: StandIns,
    /// Everything that is worth knowing, by file and line.
    pub findings: Vec<Finding>,
    pub(super) import: ImportId,
    /// What is to be put before the rules are.
    pub(super) changes: ChangeSet,
    pub(super) counters: Counters,
}

impl Proposal {
    /// Whether the desk stays as it is.
    #[must_use]
    pub fn changes_nothing(&self) -> bool {
        let unchanged = |rule: &ProposedRule| rule.fate == Fate::Unchanged;
        self.changes.records.is_empty() && self.rules.iter().all(unchanged)
    }
}

/// What a proposal is made of while it grows.
pub(super) struct Draft<'d> {
    pub(super) desk: &'d Desk,
    pub(super) choices: &'d Choices,
    pub(super) import: ImportId,
    pub(super) names: Names,
    pub(super) changes: ChangeSet,
    pub(super) counters: Counters,
    pub(super) findings: Vec<Finding>,
}

/// Holds what the files say against the desk. Nothing is changed; [`super::bring_in`] does what
/// is said here.
#[must_use]
pub fn propose(desk: &Desk, files: &SalesforceFiles) -> Proposal {
    let mut counters = desk.counters().clone();
    let import = counters.next_id::<super::super::Import>();
    let mut draft = Draft {
        desk,
        choices: &files.choices,
        import,
        names: Names::of(desk, import),
        changes: ChangeSet::default(),
        counters,
        findings: files.findings.clone(),
    };
    let calendars = put_calendars(&mut draft, &files.calendars, &files.rules);
    let holidays = put_holidays(&mut draft, &files.holidays, &calendars);
    let rules = propose_rules(&mut draft, &files.rules, &calendars);
    Proposal {
        rules,
        calendars,
        holidays,
        stand_ins: draft.names.made,
        findings: in_order(draft.findings),
        import,
        changes: draft.changes,
        counters: draft.counters,
    }
}

/// What to offer for the files on this desk: their active rule, planned at once when the desk has
/// had no rule, and their default business hours while the desk has those it began with.
#[must_use]
pub fn preselected(desk: &Desk, files: &SalesforceFiles) -> Choices {
    let activate = files.rules.iter().position(|rule| rule.active.is_some());
    Choices {
        make_default: desk.default_calendar().is_none_or(is_as_shipped),
        activate,
        plan_open_cases: activate.is_some() && desk.rules.is_empty(),
    }
}

fn is_as_shipped(calendar: &Calendar) -> bool {
    folded(&calendar.name) == "default"
        && calendar.import.is_none()
        && calendar.dates.is_empty()
        && calendar.week == WeekHours::around_the_clock()
}
