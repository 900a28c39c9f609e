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
mod making;
mod ranked;
mod text_hasher;

use super::{
    FindField, Logic,
    comparison::{Ready, Test},
    entry::EscalationRule,
    fields::{Field, FieldValue},
    formula::{Looking, Program},
};
use crate::engine::{calendar::ZoneTable, case::Case, instant::Instant, record::Records};
use awaited::AwaitedField;
use findings::Findings;
use listed::ListedField;
use making::Making;
use std::cell::OnceCell;

/// A rule made ready to look at many cases at one instant.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// The criteria that entries have, those that many have only once.
    lines: Vec<Line>,
    /// Those of each entry in order, by their places among the lines.
    criteria: Vec<Vec<usize>>,
    /// The fields that are looked at for every case.
    listed: Vec<ListedField>,
    /// Those that are looked at once an entry asks for them.
    awaited: Vec<AwaitedField>,
    entries: Vec<Entry>,
    never: Findings,
    found: Findings,
    /// The bits of the awaited fields that were looked at for the case.
    looked_at: u64,
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
    /// The bits of the awaited fields that it asks for.
    awaits: u64,
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
    /// A formula that cannot be read any more, and why: it counts as not holding (semantics 3.7).
    Broken(Box<str>),
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
        let mut made = Making::new(rule.entries.len());
        let mut entries = Vec::new();
        let mut criteria = Vec::new();
        let mut ruled_out = Vec::new();
        for (place, entry) in rule.entries.iter().enumerate() {
            let lines = entry.criteria.iter().map(|line| made.line(line, zone, at));
            let lines: Vec<usize> = lines.collect();
            let unreadable = |field: &Field| matches!(field, Field::Unreadable(_));
            let program = entry.formula.as_ref().map(|formula| formula.program(find));
            // What cannot be read never matches.
            if entry.criteria.iter().any(|line| unreadable(&line.field)) {
                ruled_out.push(place);
            }
            let rest = program.map(|program| match program {
                Ok(program) => Rest::Formula(program),
                Err(error) => Rest::Broken(error.to_string().into()),
            });
            entries.push(match rest {
                Some(rest) => Entry { awaits: 0, rest },
                None => made.entry(place, entry, &lines),
            });
            criteria.push(lines);
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
            criteria,
            listed,
            looked_at: 0,
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
        let line = self.criteria.get(entry).and_then(|lines| lines.get(line));
        let line = line.and_then(|line| self.lines.get(*line));
        line.is_some_and(|line| line.test.holds(&Ready::new(value)))
    }

    /// Finds what the listed fields of a case rule out.
    fn look_at<R: Records>(&mut self, records: &R, case: &Case) {
        self.found.become_as(&self.never);
        for field in &mut self.listed {
            field.find(&self.lines, records, case, &mut self.found);
        }
        self.looked_at = 0;
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
            let mut awaits = entry.awaits & !self.looked_at;
            while awaits != 0 && !self.found.has(place) {
                let field = usize::try_from(awaits.trailing_zeros()).ok()?;
                self.awaited
                    .get_mut(field)?
                    .find(lines, records, case, &mut self.found);
                let others = awaits & (awaits - 1);
                self.looked_at |= awaits ^ others;
                awaits = others;
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
                (Rest::Broken(reason), _) => {
                    self.failures.push((place, reason.clone()));
                    false
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
            Self::Formula(_) | Self::Broken(_) => false,
        }
    }
}

#[cfg(test)]
// The browser's tests have no generator of random values.
#[cfg(not(target_arch = "wasm32"))]
mod tests;
