//! Escalation rules and business hours of a Salesforce organisation.
//!
//! [`read`] makes files into a description of what they say; [`propose`] holds that against the
//! desk and says what would be made; [`bring_in`] does it. Whatever a file says that cannot be
//! done is a [`Finding`] with its line: nothing is dropped in silence.

mod actions;
mod bring_in;
mod document;
mod export;
mod holidays;
mod hours;
mod names;
mod propose;
mod propose_hours;
mod propose_rules;
mod report;
mod rules;

pub use bring_in::bring_in;
pub use export::{Exported, hours_file, rules_file};
pub use names::StandIns;
pub use propose::{
    Fate, HolidayCount, Proposal, ProposedCalendar, ProposedRule, preselected, propose,
};
pub use report::{Finding, FindingKind};

use super::FileError;
use document::Element;
use holidays::HolidayText;
use hours::CalendarText;
use report::Part;
use rules::RuleText;
use std::collections::BTreeSet;

/// What files say that are brought in together, and what was chosen about them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SalesforceFiles {
    /// The names of the files, in the order they were given.
    pub names: Vec<Box<str>>,
    /// What the person chose; [`preselected`] says what to offer.
    pub choices: Choices,
    rules: Vec<RuleText>,
    calendars: Vec<CalendarText>,
    holidays: Vec<HolidayText>,
    findings: Vec<Finding>,
}

/// What a person chooses before files are brought in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// Whether the default business hours of the files become those of the desk.
    pub make_default: bool,
    /// The place among [`Proposal::rules`] of the rule that becomes the active one.
    pub activate: Option<usize>,
    /// Whether the open cases are planned by it now (semantics 2.44).
    pub plan_open_cases: bool,
}

/// Reads files, each a name and its bytes; the root element tells rules from business hours.
/// Every file that cannot be read has an error of its own.
pub fn read(files: &[(&str, &[u8])]) -> Result<SalesforceFiles, Vec<FileError>> {
    let mut said = SalesforceFiles::default();
    let mut errors = Vec::new();
    let mut roots = Vec::new();
    for (name, bytes) in files {
        said.names.push((*name).into());
        match document::parse(name, bytes).and_then(|root| known_root(name, root)) {
            Ok(root) => roots.push((*name, root)),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    for (name, root) in &roots {
        said.take(Part::root(name, root), &root.name);
    }
    said.name_doubles();
    said.findings = report::in_order(said.findings);
    Ok(said)
}

const RULES_ROOT: &str = "EscalationRules";
const HOURS_ROOT: &str = "BusinessHoursSettings";

fn known_root(file: &str, root: Element) -> Result<Element, FileError> {
    if [RULES_ROOT, HOURS_ROOT].contains(&&*root.name) {
        return Ok(root);
    }
    let reason = format!(
        "the file begins with {}: choose files of {RULES_ROOT} or {HOURS_ROOT}",
        root.name
    );
    Err(FileError {
        file: file.into(),
        line: root.line,
        reason: reason.into(),
    })
}

impl SalesforceFiles {
    fn take(&mut self, mut root: Part<'_>, name: &str) {
        let findings = &mut self.findings;
        if name == RULES_ROOT {
            self.rules.extend(rules::read_rules(root, findings));
            return;
        }
        let calendars = root.parts("businessHours").into_iter();
        let calendars = calendars.map(|part| hours::read_calendar(part, findings));
        self.calendars.extend(calendars.collect::<Vec<_>>());
        let holidays = root.parts("holidays").into_iter();
        let holidays = holidays.filter_map(|part| holidays::read_holiday(part, findings));
        self.holidays.extend(holidays.collect::<Vec<_>>());
        root.finish("is not known here", findings);
    }

    /// Gives what bears a name that was met before a name of its own, such as `Standard (2)`:
    /// names are how files and desk find each other.
    fn name_doubles(&mut self) {
        let mut met = BTreeSet::new();
        for rule in &mut self.rules {
            rename(&mut met, &mut rule.name, &rule.name_at, &mut self.findings);
        }
        met.clear();
        for calendar in &mut self.calendars {
            rename(
                &mut met,
                &mut calendar.name,
                &calendar.name_at,
                &mut self.findings,
            );
        }
    }

    /// The zones that the business hours name: the desk learns them before it is asked to
    /// propose anything.
    #[must_use]
    pub fn zones_needed(&self) -> BTreeSet<Box<str>> {
        let zones = self
            .calendars
            .iter()
            .filter_map(|calendar| calendar.zone.as_ref());
        zones.map(|zone| zone.text.clone()).collect()
    }
}

fn rename(
    met: &mut BTreeSet<String>,
    name: &mut Box<str>,
    at: &report::Place,
    findings: &mut Vec<Finding>,
) {
    let mut names = (2..).map(|number: u32| format!("{name} ({number})"));
    let mut chosen = name.to_string();
    while !met.insert(names::folded(&chosen)) {
        chosen = names.next().unwrap_or_default();
    }
    drop(names);
    if chosen != **name {
        let what = format!("the name “{name}” stands twice: this one is called “{chosen}”");
        findings.push(at.finding(FindingKind::Substituted, what));
        *name = chosen.into();
    }
}
