//! The first entry that matches a case.
//!
//! Fields of which many cases hold the same come first: those whose values are chosen from lists,
//! and added ones. What the criteria say of such a value is worked out once and remembered: which
//! entries it rules out, one bit each. What they say of a number is known by where it lies among
//! the numbers that they ask for. Only the entries that all of them leave are looked at one by one,
//! and only there are other texts and dates read, each once a case.

mod field_tests;
mod findings;
mod listed;
mod ranked;

use super::{
    Criterion, FindField, Logic, Operator,
    comparison::{Ready, Test},
    entry::{EscalationRule, RuleEntry},
    fields::{Field, FieldValue, ValueKey},
    formula::{Looking, Program},
};
use crate::engine::{calendar::ZoneTable, case::Case, instant::Instant, record::Records};
use field_tests::{BitTest, FieldTests};
use findings::Findings;
use listed::ListedField;
use ranked::RankedField;
use std::cell::OnceCell;

/// A rule made ready to look at many cases at one instant.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// The criteria of all entries, one after the other.
    lines: Vec<Line>,
    /// Where those of each entry begin.
    first_lines: Vec<usize>,
    listed: Vec<ListedField>,
    ranked: Vec<RankedField>,
    /// How many fields have values that are read.
    n_read: usize,
    entries: Vec<Rest>,
    never: Findings,
    found: Findings,
    /// For formulas; `None` where there is none.
    zone: Option<ZoneTable>,
    at: Instant,
    failures: Vec<(usize, Box<str>)>,
}

/// A criterion made ready.
#[derive(Debug, Clone)]
struct Line {
    field: Field,
    test: Test,
}

/// What of an entry is left to be looked at once the listed fields have not ruled it out.
#[derive(Debug, Clone)]
enum Rest {
    All(Vec<Reading>),
    Logic {
        logic: Logic,
        criteria: Vec<AskedFor>,
    },
    Formula(Program),
}

/// A criterion that filter logic asks for.
#[derive(Debug, Clone)]
enum AskedFor {
    /// Found already, as that bit.
    Found(usize),
    Read(Reading),
}

/// A criterion of a field that is read, by its place among the lines and the field's among those
/// that are read.
#[derive(Debug, Clone, Copy)]
struct Reading {
    line: usize,
    field: usize,
}

/// The values of a case that were read so far, in the order of the fields that are; mostly none is.
type Values<'a> = OnceCell<Vec<OnceCell<Ready<'a>>>>;

impl Matcher {
    /// `at` is the instant of the evaluation, in whose day `TODAY` lies, in the zone of the
    /// organisation. `find` finds the added fields that formulas name.
    #[must_use]
    pub fn new(rule: &EscalationRule, find: FindField<'_>, zone: &ZoneTable, at: Instant) -> Self {
        let mut made = Making {
            n_bits: rule.entries.len(),
            ..Making::default()
        };
        let mut entries = Vec::new();
        let mut first_lines = Vec::new();
        let mut ruled_out = Vec::new();
        for (place, entry) in rule.entries.iter().enumerate() {
            first_lines.push(made.lines.len());
            let unreadable = |field: &Field| matches!(field, Field::Unreadable(_));
            let program = entry.formula.as_ref().map(|formula| formula.program(find));
            // What cannot be read never matches.
            let never = matches!(program, Some(Err(_)));
            if never || entry.criteria.iter().any(|line| unreadable(&line.field)) {
                ruled_out.push(place);
            }
            entries.push(match program {
                Some(Ok(program)) => Rest::Formula(program),
                _ => made.rest(place, entry, zone, at),
            });
        }
        let Making {
            lines,
            listed,
            ranked,
            read,
            n_bits,
        } = made;
        let none = Findings::none(n_bits);
        let ranked = ranked.into_iter();
        let mut never = none.clone();
        for place in ruled_out {
            never.set(place);
        }
        let has_formula = entries.iter().any(|rest| matches!(rest, Rest::Formula(_)));
        Self {
            ranked: ranked
                .map(|tests| RankedField::new(tests, &lines, &none))
                .collect(),
            lines,
            first_lines,
            listed,
            n_read: read.len(),
            entries,
            found: never.clone(),
            never,
            zone: has_formula.then(|| zone.clone()),
            at,
            failures: Vec::new(),
        }
    }

    /// The formulas that came to nothing for the case that was looked at last: the place of the
    /// entry, from 0 on, and why. They count as not holding (semantics 3.7).
    #[must_use]
    pub fn failures(&self) -> &[(usize, Box<str>)] {
        &self.failures
    }

    /// The place of the first entry that matches, from 0 on (semantics 2.4).
    pub fn first_match<R: Records>(&mut self, records: &R, case: &Case) -> Option<usize> {
        self.look_at(records, case);
        self.match_from(0, records, case, &Values::new())
    }

    /// The places of all entries that match, ascending from 0 on.
    pub(super) fn matches<R: Records>(&mut self, records: &R, case: &Case) -> Vec<usize> {
        self.look_at(records, case);
        let values = Values::new();
        let mut places = Vec::new();
        let mut next = 0;
        while let Some(place) = self.match_from(next, records, case, &values) {
            places.push(place);
            next = place + 1;
        }
        places
    }

    /// Whether a criterion holds for a value, by its place in the entry at a place; both from 0 on.
    pub(super) fn line_holds(&self, entry: usize, line: usize, value: FieldValue<'_>) -> bool {
        let first = self.first_lines.get(entry);
        let line = first.and_then(|first| self.lines.get(first + line));
        line.is_some_and(|line| line.test.holds(&Ready::new(value)))
    }

    /// Finds what the listed fields of a case rule out.
    fn look_at<R: Records>(&mut self, records: &R, case: &Case) {
        self.found.become_as(&self.never);
        for field in &mut self.listed {
            field.find(&self.lines, records, case, &mut self.found);
        }
        for field in &self.ranked {
            field.find(&self.lines, records, case, &mut self.found);
        }
        self.failures.clear();
    }

    /// The first entry that matches the case looked at, from the place `first` on.
    fn match_from<'a, R: Records>(
        &mut self,
        first: usize,
        records: &'a R,
        case: &'a Case,
        values: &Values<'a>,
    ) -> Option<usize> {
        let found = &self.found;
        let lines = &self.lines;
        let n_read = self.n_read;
        let unread = || (0..n_read).map(|_| OnceCell::new()).collect();
        let holds = |reading: &Reading| {
            let values = values.get_or_init(unread);
            let at = lines.get(reading.line).zip(values.get(reading.field));
            at.is_some_and(|(line, value)| {
                let read = || Ready::new(line.field.value(records, case));
                line.test.holds(value.get_or_init(read))
            })
        };
        for place in found.unset().skip_while(|place| *place < first) {
            let entry = self.entries.get(place)?;
            let met = match (entry, &self.zone) {
                (Rest::Formula(program), Some(zone)) => {
                    let looking = Looking {
                        field: &|field| field.value(records, case),
                        zone,
                        at: self.at,
                    };
                    program.holds(&looking).unwrap_or_else(|reason| {
                        self.failures.push((place, reason));
                        false
                    })
                }
                _ => entry.met(found, &holds),
            };
            if met {
                return Some(place);
            }
        }
        None
    }
}

/// What the entries looked at so far have in common.
#[derive(Default)]
struct Making {
    lines: Vec<Line>,
    listed: Vec<ListedField>,
    ranked: Vec<FieldTests>,
    /// The fields whose values are read.
    read: Vec<Field>,
    n_bits: usize,
}

impl Making {
    /// Adds the criteria of the entry at a place, and gives what is left to be looked at.
    fn rest(&mut self, place: usize, entry: &RuleEntry, zone: &ZoneTable, at: Instant) -> Rest {
        let mut late: Vec<Reading> = Vec::new();
        let mut asked_for = Vec::new();
        for criterion in &entry.criteria {
            let line = self.lines.len();
            let field = &criterion.field;
            self.lines.push(Line {
                field: field.clone(),
                test: Test::new(criterion, zone, at),
            });
            let (sets_when, bit) = match entry.logic {
                None => (false, place),
                Some(_) => (true, self.n_bits),
            };
            let test = BitTest {
                line,
                sets_when,
                bit,
            };
            let is_found = self.find_beforehand(criterion, test);
            match (is_found, &entry.logic) {
                (true, None) => {}
                (true, Some(_)) => {
                    asked_for.push(AskedFor::Found(self.n_bits));
                    self.n_bits += 1;
                }
                (false, None) => late.push(self.reading(line, field)),
                (false, Some(_)) => asked_for.push(AskedFor::Read(self.reading(line, field))),
            }
        }
        if let Some(logic) = &entry.logic {
            return Rest::Logic {
                logic: logic.clone(),
                criteria: asked_for,
            };
        }
        // What searches a text is asked last.
        let searches = |late: &Reading| {
            let line = self.lines.get(late.line);
            line.is_some_and(|line| line.test.searches())
        };
        late.sort_by_key(searches);
        Rest::All(late)
    }

    /// Lets the line that was added last be found before entries are looked at, and says whether
    /// it can be.
    fn find_beforehand(&mut self, criterion: &Criterion, test: BitTest) -> bool {
        let field = &criterion.field;
        let has_bounds = |line: &Line| line.test.bounds().is_some();
        if self.lines.last().is_some_and(has_bounds) {
            FieldTests::add(&mut self.ranked, field, test);
            return true;
        }
        // Of texts that are compared in order or searched, hardly two cases hold the same.
        let is_list_test = matches!(criterion.operator, Operator::Equals | Operator::NotEqual);
        let recurs = |key: &ValueKey| is_list_test || matches!(key, ValueKey::Id(_));
        let key = field.key().filter(recurs);
        if let Some(key) = key {
            ListedField::add(&mut self.listed, key, field, test);
        }
        key.is_some()
    }

    fn reading(&mut self, line: usize, field: &Field) -> Reading {
        let known = self.read.iter().position(|other| other == field);
        let place = known.unwrap_or(self.read.len());
        if known.is_none() {
            self.read.push(field.clone());
        }
        Reading { line, field: place }
    }
}

impl Rest {
    fn met(&self, found: &Findings, holds: &impl Fn(&Reading) -> bool) -> bool {
        match self {
            Self::All(late) => late.iter().all(holds),
            Self::Logic { logic, criteria } => {
                logic.holds(&|number| match criteria.get(number - 1) {
                    Some(AskedFor::Found(bit)) => found.has(*bit),
                    Some(AskedFor::Read(reading)) => holds(reading),
                    None => false,
                })
            }
            Self::Formula(_) => false,
        }
    }
}

#[cfg(test)]
// The browser's tests have no generator of random values.
#[cfg(not(target_arch = "wasm32"))]
mod tests;
