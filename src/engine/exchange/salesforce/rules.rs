//! What a file of escalation rules says.

use super::{
    actions::{ActionText, read_actions},
    report::{Finding, FindingKind, Part, Place, Said},
};
use crate::engine::rule::{CRITERIA_MAX, EscalationClock, Formula, Logic, Operator};

/// Characters of one value, at most; Salesforce has the same bound.
const VALUE_CHARACTERS_MAX: usize = 255;

/// A rule of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RuleText {
    pub(super) name: Box<str>,
    pub(super) name_at: Place,
    pub(super) at: Place,
    /// Whether the file has it active, and where it says so.
    pub(super) active: Option<Place>,
    pub(super) entries: Vec<EntryText>,
}

/// An entry of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EntryText {
    pub(super) at: Place,
    pub(super) criteria: Vec<CriterionText>,
    pub(super) logic: Option<Logic>,
    /// A formula in place of criteria, and where it stands.
    pub(super) formula: Option<(Formula, Place)>,
    pub(super) hours: HoursText,
    pub(super) clock: EscalationClock,
    pub(super) actions: Vec<ActionText>,
    /// What of it cannot be evaluated, so that it must never match.
    pub(super) never: Option<Box<str>>,
}

/// One line of criteria.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CriterionText {
    pub(super) field: Said,
    pub(super) operator: Operator,
    pub(super) value: Box<str>,
    /// Where its value stands, or the line itself when it has none.
    pub(super) value_at: Place,
    /// Why it cannot be evaluated, if so.
    pub(super) never: Option<Box<str>>,
}

/// Which hours count.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum HoursText {
    /// Every hour.
    Ignore,
    /// Those of the case.
    OfCase,
    /// Those that go by a name, and where the file says that they are named.
    Named { name: Said, source_at: Place },
}

const NOT_KNOWN: &str = "is not known here";

/// Reads the rules of a root element.
pub(super) fn read_rules(mut root: Part<'_>, findings: &mut Vec<Finding>) -> Vec<RuleText> {
    let rules = root.parts("escalationRule");
    if rules.is_empty() {
        let what = "there is no rule in this file";
        findings.push(root.at.finding(FindingKind::Note, what));
    }
    let rules = rules
        .into_iter()
        .map(|rule| read_rule(rule, findings))
        .collect();
    root.finish(NOT_KNOWN, findings);
    rules
}

fn read_rule(mut part: Part<'_>, findings: &mut Vec<Finding>) -> RuleText {
    let name = part.text("fullName", findings);
    let name = name.unwrap_or_else(|| {
        let what = "the rule has no name: it is called “Escalation rule”";
        findings.push(part.at.finding(FindingKind::Substituted, what));
        Said {
            text: "Escalation rule".into(),
            at: part.at.clone(),
        }
    });
    let active = part.flag("active", findings);
    let entries = part.parts("ruleEntry").into_iter();
    let entries = entries.map(|entry| read_entry(entry, findings)).collect();
    RuleText {
        name: name.text,
        name_at: name.at,
        active: active.and_then(|(active, at)| active.then_some(at)),
        entries,
        at: part.finish(NOT_KNOWN, findings),
    }
}

fn read_entry(mut part: Part<'_>, findings: &mut Vec<Finding>) -> EntryText {
    let formula = part.text("formula", findings);
    let filter = part.text("booleanFilter", findings);
    let items = part.parts("criteriaItems");
    let mut never = None;
    let (mut criteria, mut logic) = (Vec::new(), None);
    if formula.is_some() {
        let why = "an entry has either a formula or criteria: the formula is kept";
        findings.extend(filter.map(|said| said.at.finding(FindingKind::NotHonoured, why)));
        for item in items {
            item.leave_out(why, findings);
        }
    } else {
        let n_items = items.len();
        criteria = read_criteria(items, findings);
        if criteria.len() < n_items {
            never = Some(format!("{n_items} criteria").into());
        }
        (logic, never) = match filter.map(|said| read_logic(&said, n_items, findings)) {
            Some(Err(text)) => (None, Some(text)),
            Some(Ok(logic)) => (Some(logic).filter(|_| never.is_none()), never),
            None => (None, never),
        };
    }
    EntryText {
        criteria,
        logic,
        formula: formula.map(|said| (Formula::parse(&said.text), said.at)),
        hours: read_hours(&mut part, findings),
        clock: read_clock(&mut part, findings),
        actions: read_actions(&mut part, findings),
        never,
        at: part.finish(
            "is not known here, or belongs to another kind of rule",
            findings,
        ),
    }
}

fn read_logic(
    said: &Said,
    n_criteria: usize,
    findings: &mut Vec<Finding>,
) -> Result<Logic, Box<str>> {
    let logic = Logic::parse(&said.text).and_then(|logic| {
        logic.check(n_criteria)?;
        Ok(logic)
    });
    logic.map_err(|error| {
        let what = format!("the entry never matches, for its filter logic is wrong: {error}");
        findings.push(said.at.finding(FindingKind::NotHonoured, what));
        format!("filter logic {}", said.text).into()
    })
}

/// Those lines that fit an entry; the rest is named.
fn read_criteria(items: Vec<Part<'_>>, findings: &mut Vec<Finding>) -> Vec<CriterionText> {
    let mut criteria = Vec::new();
    for item in items {
        if criteria.len() == CRITERIA_MAX {
            let why = format!(
                "at most {CRITERIA_MAX} criteria fit one entry: it never matches until that is put right"
            );
            item.leave_out(&why, findings);
        } else {
            criteria.push(read_criterion(item, findings));
        }
    }
    criteria
}

fn read_criterion(mut part: Part<'_>, findings: &mut Vec<Finding>) -> CriterionText {
    let field = part.text("field", findings);
    let operation = part.text("operation", findings);
    let value = part.text("value", findings);
    let value_field = part.text("valueField", findings);
    let at = part.finish(NOT_KNOWN, findings);
    let mut never = None;
    let mut complain = |at: &Place, why: String| {
        let what = format!("{why}: the entry never matches");
        findings.push(at.finding(FindingKind::NotHonoured, what));
        never = Some(why.into());
    };
    if field.is_none() {
        complain(&at, "a criterion without a field".to_owned());
    }
    let operator = operation.as_ref().and_then(|said| operator(&said.text));
    match &operation {
        None => complain(&at, "a criterion without an operation".to_owned()),
        Some(said) if operator.is_none() => {
            complain(
                &said.at,
                format!("the operation {} is not known here", said.text),
            );
        }
        Some(_) => {}
    }
    if let Some(said) = &value_field {
        let why = format!(
            "comparing with the field {} is not possible here",
            said.text
        );
        complain(&said.at, why);
    }
    let too_long = value
        .as_ref()
        .filter(|said| said.text.chars().count() > VALUE_CHARACTERS_MAX);
    if let Some(said) = too_long {
        let why = format!("a value has at most {VALUE_CHARACTERS_MAX} characters");
        complain(&said.at, why);
    }
    let is_too_long = too_long.is_some();
    let value = value.filter(|_| !is_too_long);
    let value_at = value
        .as_ref()
        .map_or_else(|| at.clone(), |said| said.at.clone());
    CriterionText {
        field: field.unwrap_or_else(|| Said {
            text: "no field".into(),
            at,
        }),
        operator: operator.unwrap_or(Operator::Equals),
        value: value.map(|said| said.text).unwrap_or_default(),
        value_at,
        never,
    }
}

/// Every operation of rule files but `within`, which compares places on a map.
const OPERATIONS: [(&str, Operator); 11] = [
    ("equals", Operator::Equals),
    ("notEqual", Operator::NotEqual),
    ("lessThan", Operator::LessThan),
    ("greaterThan", Operator::GreaterThan),
    ("lessOrEqual", Operator::LessOrEqual),
    ("greaterOrEqual", Operator::GreaterOrEqual),
    ("contains", Operator::Contains),
    ("notContain", Operator::NotContain),
    ("startsWith", Operator::StartsWith),
    ("includes", Operator::Includes),
    ("excludes", Operator::Excludes),
];

fn operator(name: &str) -> Option<Operator> {
    let found = OPERATIONS.iter().find(|(known, _)| *known == name);
    found.map(|(_, operator)| *operator)
}

/// As files call it.
pub(super) fn operator_name(operator: Operator) -> &'static str {
    let found = OPERATIONS.iter().find(|(_, known)| *known == operator);
    found.map_or("equals", |(name, _)| name)
}

fn read_hours(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> HoursText {
    let source = part.text("businessHoursSource", findings);
    let named = part.text("businessHours", findings);
    let mut substituted = |at: &Place, what: String| {
        findings.push(at.finding(FindingKind::Substituted, what));
    };
    let hours = match source.as_ref().map(|said| &*said.text) {
        Some("Static") => {
            let source_at = source.map_or_else(|| part.at.clone(), |said| said.at);
            if let Some(name) = named {
                return HoursText::Named { name, source_at };
            }
            let what = "no business hours are named: those of the case count";
            substituted(&source_at, what.to_owned());
            return HoursText::OfCase;
        }
        Some("Case") => HoursText::OfCase,
        Some("None") => HoursText::Ignore,
        Some(other) => {
            if let Some(said) = &source {
                let what = format!("“{other}” is no source of business hours: every hour counts");
                substituted(&said.at, what);
            }
            HoursText::Ignore
        }
        None => {
            let what = "no source of business hours is given: every hour counts";
            substituted(&part.at, what.to_owned());
            HoursText::Ignore
        }
    };
    if let Some(said) = named {
        let what = "business hours are named, but their source is not Static: the name is left out";
        findings.push(said.at.finding(FindingKind::NotHonoured, what));
    }
    hours
}

fn read_clock(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> EscalationClock {
    let start = part.text("escalationStartTime", findings);
    let stops = part.flag("disableEscalationWhenModified", findings);
    let stops = stops.and_then(|(stops, at)| stops.then_some(at));
    match start.as_ref().map(|said| &*said.text) {
        Some("CaseLastModified") => {
            findings.extend(stops.map(|at| {
                let what =
                    "a clock that starts again at each modification cannot stop at the first";
                at.finding(FindingKind::NotHonoured, what)
            }));
            return EscalationClock::FromLastModification;
        }
        Some("CaseCreation") => {}
        _ => {
            let at = start.as_ref().map_or(&part.at, |said| &said.at);
            let what = "no known start of the clock is given: ages count from the case's creation";
            findings.push(at.finding(FindingKind::Substituted, what));
        }
    }
    match stops {
        Some(_) => EscalationClock::FromCreationUntilModified,
        None => EscalationClock::FromCreation,
    }
}
