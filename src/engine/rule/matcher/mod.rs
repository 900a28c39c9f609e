//! The first entry that matches a case.
//!
//! Fields whose values are chosen from lists come first. What the criteria say of such a value is
//! worked out once and remembered: which entries it rules out, one bit each. Only the entries that
//! all of them leave are looked at one by one, and only there are other fields read, each once a
//! case: what the criteria say of an added field is remembered too, and what they say of a number
//! is known by where it lies among the numbers that they ask for.
//!
//! The page is built to be small, so that what is called many times a case asks to be inlined.

mod awaited;
mod field_tests;
mod findings;
mod listed;
mod ranked;
mod text_hasher;

use super::{
    Criterion, FindField, Logic, Operator,
    comparison::{Ready, Test},
    entry::{EscalationRule, RuleEntry},
    fields::{Field, FieldValue},
    formula::{Looking, Program},
};
use crate::engine::{calendar::ZoneTable, case::Case, instant::Instant, record::Records};
use awaited::AwaitedField;
use field_tests::BitTest;
use findings::Findings;
use listed::ListedField;
use std::cell::OnceCell;

/// A rule made ready to look at many cases at one instant.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// The criteria of all entries, one after the other.
    lines: Vec<Line>,
    /// Where those of each entry begin.
    first_lines: Vec<usize>,
    /// The fields that are looked at for every case.
    listed: Vec<ListedField>,
    /// Those that are looked at once an entry asks for them.
    awaited: Vec<AwaitedField>,
    entries: Vec<Entry>,
    never: Findings,
    found: Findings,
    /// The awaited fields that were looked at for the case.
    looked_at: Findings,
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

/// An entry that the listed fields have not ruled out.
#[derive(Debug, Clone)]
struct Entry {
    /// The awaited fields that it asks for, by their places.
    awaits: Vec<usize>,
    rest: Rest,
}

/// What of an entry is left to be looked at once no field that is found has ruled it out.
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

/// The values of a case that were read so far, in the order of the fields that are. Further fields
/// are read each time that they are asked for.
type Values<'a> = [OnceCell<Ready<'a>>; 8];

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
                Some(Ok(program)) => Entry {
                    awaits: Vec::new(),
                    rest: Rest::Formula(program),
                },
                _ => made.entry(place, entry, zone, at),
            });
        }
        let Making {
            lines,
            listed,
            mut awaited,
            n_bits,
            ..
        } = made;
        let none = Findings::none(n_bits);
        for field in &mut awaited {
            field.rank(&lines, &none);
        }
        let mut never = none;
        for place in ruled_out {
            never.set(place);
        }
        let is_formula = |entry: &Entry| matches!(entry.rest, Rest::Formula(_));
        let has_formula = entries.iter().any(is_formula);
        Self {
            lines,
            first_lines,
            listed,
            looked_at: Findings::none(awaited.len()),
            awaited,
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
        self.match_from(0, records, case, &Values::default())
    }

    /// The places of all entries that match, ascending from 0 on.
    pub(super) fn matches<R: Records>(&mut self, records: &R, case: &Case) -> Vec<usize> {
        self.look_at(records, case);
        let values = Values::default();
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
        self.looked_at.clear();
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
        let lines = &self.lines;
        let holds = |reading: &Reading| {
            lines.get(reading.line).is_some_and(|line| {
                let read = || Ready::new(line.field.value(records, case));
                match values.get(reading.field) {
                    Some(value) => line.test.holds(value.get_or_init(read)),
                    None => line.test.holds(&read()),
                }
            })
        };
        let mut next = first;
        while let Some(place) = self.found.first_unset(next) {
            next = place + 1;
            let entry = self.entries.get(place)?;
            for awaited in &entry.awaits {
                if !self.looked_at.has(*awaited) {
                    self.looked_at.set(*awaited);
                    if let Some(field) = self.awaited.get_mut(*awaited) {
                        field.find(lines, records, case, &mut self.found);
                    }
                }
                if self.found.has(place) {
                    break;
                }
            }
            if self.found.has(place) {
                continue;
            }
            let met = match (&entry.rest, &self.zone) {
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
                (rest, _) => rest.met(&self.found, &holds),
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
    awaited: Vec<AwaitedField>,
    /// The fields whose values are read.
    read: Vec<Field>,
    n_bits: usize,
}

/// When it is known what a criterion says of a case.
enum Known {
    /// Before any entry is looked at.
    First,
    /// Once the awaited field at that place is looked at.
    Awaited(usize),
    /// Only when its field is read.
    Read,
}

impl Making {
    /// Adds the criteria of the entry at a place, and gives what is left to be looked at.
    fn entry(&mut self, place: usize, entry: &RuleEntry, zone: &ZoneTable, at: Instant) -> Entry {
        let mut awaits = Vec::new();
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
            let known = self.know(criterion, test);
            if let Known::Awaited(field) = known {
                awaits.push(field);
            }
            match (known, &entry.logic) {
                (Known::Read, None) => late.push(self.reading(line, field)),
                (Known::Read, Some(_)) => asked_for.push(AskedFor::Read(self.reading(line, field))),
                (_, None) => {}
                (_, Some(_)) => {
                    asked_for.push(AskedFor::Found(self.n_bits));
                    self.n_bits += 1;
                }
            }
        }
        // What searches a text is asked last.
        let searches = |late: &Reading| {
            let line = self.lines.get(late.line);
            line.is_some_and(|line| line.test.searches())
        };
        late.sort_by_key(searches);
        let rest = match &entry.logic {
            None => Rest::All(late),
            Some(logic) => Rest::Logic {
                logic: logic.clone(),
                criteria: asked_for,
            },
        };
        Entry { awaits, rest }
    }

    /// Lets what the line that was added last says be known as early as it can be.
    fn know(&mut self, criterion: &Criterion, test: BitTest) -> Known {
        let field = &criterion.field;
        let has_bounds = |line: &Line| line.test.bounds().is_some();
        let has_bounds = self.lines.last().is_some_and(has_bounds);
        if !has_bounds {
            if let Some(key) = field.key() {
                ListedField::add(&mut self.listed, key, field, test);
                return Known::First;
            }
            // Of texts that are compared in order or searched, hardly two cases hold the same.
            let is_list_test = matches!(criterion.operator, Operator::Equals | Operator::NotEqual);
            if !is_list_test || !matches!(field, Field::Custom(_)) {
                return Known::Read;
            }
        }
        let place = AwaitedField::add(&mut self.awaited, field, test, has_bounds);
        Known::Awaited(place)
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
