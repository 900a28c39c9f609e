//! The first entry that matches a case.
//!
//! Fields whose values are chosen from lists come first. What the criteria say of such a value is
//! worked out once and remembered: which entries it rules out, one bit each. Only the entries that
//! all of them leave are looked at one by one, and only there are texts, numbers and dates read.

use super::{
    FindField, Logic,
    criteria::{Ready, Test},
    entry::EscalationRule,
    fields::Field,
    formula::{Looking, Program},
};
use crate::engine::{calendar::ZoneTable, case::Case, instant::Instant, record::Records};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A rule made ready to look at many cases at one instant.
#[derive(Debug, Clone)]
pub struct Matcher {
    fields: Vec<ListedField>,
    entries: Vec<Rest>,
    never: Findings,
    found: Findings,
    /// For formulas; `None` where there is none.
    zone: Option<ZoneTable>,
    at: Instant,
    failures: Vec<(usize, Box<str>)>,
}

/// A field of listed values with the criteria that look at it. All fields of accounts are one:
/// the account decides what they hold.
#[derive(Debug, Clone)]
struct ListedField {
    key: fn(&Case) -> u64,
    tests: Vec<ListedTest>,
    /// Where the findings for a key begin in `findings`.
    remembered: HashMap<u64, usize, BuildHasherDefault<IdHasher>>,
    findings: Vec<u64>,
}

/// A criterion, and the bit that it sets when it comes out so.
#[derive(Debug, Clone)]
struct ListedTest {
    field: Field,
    test: Test,
    sets_when: bool,
    bit: usize,
}

/// What of an entry is left to be looked at once the listed fields have not ruled it out.
#[derive(Debug, Clone)]
enum Rest {
    All(Vec<(Field, Test)>),
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
    Test(Field, Test),
}

impl Matcher {
    /// `at` is the instant of the evaluation, in whose day `TODAY` lies, in the zone of the
    /// organisation. `find` finds the added fields that formulas name.
    #[must_use]
    pub fn new(rule: &EscalationRule, find: FindField<'_>, zone: &ZoneTable, at: Instant) -> Self {
        let n_entries = rule.entries.len();
        let mut fields: Vec<ListedField> = Vec::new();
        let mut entries = Vec::new();
        let mut ruled_out = Vec::new();
        let mut n_bits = n_entries;
        for (place, entry) in rule.entries.iter().enumerate() {
            let unreadable = |field: &Field| matches!(field, Field::Unreadable(_));
            let program = entry.formula.as_ref().map(|formula| formula.program(find));
            // What cannot be read never matches.
            let never = matches!(program, Some(Err(_)));
            if never || entry.criteria.iter().any(|line| unreadable(&line.field)) {
                ruled_out.push(place);
            }
            if let Some(Ok(program)) = program {
                entries.push(Rest::Formula(program));
                continue;
            }
            let mut late: Vec<(Field, Test)> = Vec::new();
            let mut asked_for = Vec::new();
            for line in &entry.criteria {
                let test = Test::new(line, zone, at);
                let field = line.field.clone();
                match (field.key(), &entry.logic) {
                    (Some(key), None) => {
                        ListedField::add(&mut fields, field, key, test, false, place);
                    }
                    (Some(key), Some(_)) => {
                        asked_for.push(AskedFor::Found(n_bits));
                        ListedField::add(&mut fields, field, key, test, true, n_bits);
                        n_bits += 1;
                    }
                    (None, None) => late.push((field, test)),
                    (None, Some(_)) => asked_for.push(AskedFor::Test(field, test)),
                }
            }
            // What searches a text is asked last.
            late.sort_by_key(|(_, test)| test.searches());
            entries.push(match &entry.logic {
                None => Rest::All(late),
                Some(logic) => Rest::Logic {
                    logic: logic.clone(),
                    criteria: asked_for,
                },
            });
        }
        let mut never = Findings::none(n_bits);
        for place in ruled_out {
            never.set(place);
        }
        let has_formula = entries.iter().any(|rest| matches!(rest, Rest::Formula(_)));
        Self {
            fields,
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
        self.match_from(0, records, case)
    }

    /// The places of all entries that match, ascending from 0 on.
    pub(super) fn matches<R: Records>(&mut self, records: &R, case: &Case) -> Vec<usize> {
        self.look_at(records, case);
        let mut places = Vec::new();
        let mut next = 0;
        while let Some(place) = self.match_from(next, records, case) {
            places.push(place);
            next = place + 1;
        }
        places
    }

    /// Finds what the listed fields of a case rule out.
    fn look_at<R: Records>(&mut self, records: &R, case: &Case) {
        self.found.0.copy_from_slice(&self.never.0);
        for field in &mut self.fields {
            field.find(records, case, &mut self.found);
        }
        self.failures.clear();
    }

    /// The first entry that matches the case looked at, from the place `first` on.
    fn match_from<R: Records>(&mut self, first: usize, records: &R, case: &Case) -> Option<usize> {
        let found = &self.found;
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
                _ => entry.met(records, case, found),
            };
            if met {
                return Some(place);
            }
        }
        None
    }
}

impl ListedField {
    fn add(
        fields: &mut Vec<Self>,
        field: Field,
        key: fn(&Case) -> u64,
        test: Test,
        sets_when: bool,
        bit: usize,
    ) {
        let is_one_with = |other: &Field| {
            *other == field || matches!((other, &field), (Field::Account(_), Field::Account(_)))
        };
        let same = fields
            .iter()
            .position(|listed| listed.tests.iter().any(|test| is_one_with(&test.field)));
        let test = ListedTest {
            field,
            test,
            sets_when,
            bit,
        };
        match same.and_then(|place| fields.get_mut(place)) {
            Some(listed) => listed.tests.push(test),
            None => fields.push(Self {
                key,
                tests: vec![test],
                remembered: HashMap::default(),
                findings: Vec::new(),
            }),
        }
    }

    fn find<R: Records>(&mut self, records: &R, case: &Case, found: &mut Findings) {
        let key = (self.key)(case);
        if let Some(start) = self.remembered.get(&key) {
            return found.add(self.findings.get(*start..).unwrap_or(&[]));
        }
        let mut findings = Findings(vec![0; found.0.len()].into());
        for test in &self.tests {
            let value = Ready::new(test.field.value(records, case));
            if test.test.holds(&value) == test.sets_when {
                findings.set(test.bit);
            }
        }
        found.add(&findings.0);
        self.remembered.insert(key, self.findings.len());
        self.findings.extend(&findings.0);
    }
}

impl Rest {
    fn met<R: Records>(&self, records: &R, case: &Case, found: &Findings) -> bool {
        let holds =
            |field: &Field, test: &Test| test.holds(&Ready::new(field.value(records, case)));
        match self {
            Self::All(late) => late.iter().all(|(field, test)| holds(field, test)),
            Self::Logic { logic, criteria } => {
                logic.holds(&|number| match criteria.get(number - 1) {
                    Some(AskedFor::Found(bit)) => found.has(*bit),
                    Some(AskedFor::Test(field, test)) => holds(field, test),
                    None => false,
                })
            }
            Self::Formula(_) => false,
        }
    }
}

/// A bit for each entry that is ruled out, and after these one for each criterion of filter logic
/// that holds.
#[derive(Debug, Clone)]
struct Findings(Box<[u64]>);

impl Findings {
    fn none(n_bits: usize) -> Self {
        Self(vec![0; n_bits.div_ceil(64)].into())
    }

    fn has(&self, bit: usize) -> bool {
        let word = self.0.get(bit / 64);
        word.is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    fn set(&mut self, bit: usize) {
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    fn add(&mut self, others: &[u64]) {
        for (word, more) in self.0.iter_mut().zip(others) {
            *word |= more;
        }
    }

    /// The bits that are not set, ascending.
    fn unset(&self) -> impl Iterator<Item = usize> {
        self.0.iter().zip(0..).flat_map(|(word, place)| {
            let mut open = !word;
            std::iter::from_fn(move || {
                let bit = usize::try_from(open.trailing_zeros())
                    .ok()
                    .filter(|bit| *bit < 64)?;
                open &= open - 1;
                Some(place * 64 + bit)
            })
        })
    }
}

/// Hashes ids, which are spread well enough by one multiplication: nobody from outside chooses
/// them.
#[derive(Debug, Clone, Default)]
struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = (self.0 ^ id).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
// The browser's tests have no generator of random values.
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::engine::{
        account::Account,
        change::Counters,
        choice::{Choice, ChoiceList},
        desk::Desk,
        id::{AccountId, ChoiceId, EntryId, RuleId},
        people::Assignee,
        rule::{
            AccountField, CaseField, Criterion, EscalationClock, HoursMode, Operator, RuleEntry,
        },
        stamp::{Actor, Stamp},
    };
    use proptest::prelude::*;

    const VALUES: [&str; 4] = ["High", "Low", "high, low", ""];

    fn desk() -> Desk {
        let choices = [(1, "High"), (2, "Low")].map(|(id, name)| {
            let choice = Choice {
                id: ChoiceId(id),
                list: ChoiceList::Priority,
                name: name.into(),
                order: 1,
            };
            choice.into()
        });
        let accounts = [(1, "High"), (2, " low ")].map(|(id, sla)| {
            let account = serde_json::json!({ "id": id, "name": "Acme", "sla": sla });
            serde_json::from_value::<Account>(account).unwrap().into()
        });
        Desk::load(
            choices.into_iter().chain(accounts).collect(),
            Counters::new(1),
        )
    }

    fn case(priority: u64, account: u64, subject: &str) -> Case {
        let created = Stamp {
            at: Instant::from_seconds(0),
            by: Actor::System,
        };
        let id = |id: u64| (id != 0).then_some(id);
        let mut case: Case = serde_json::from_value(serde_json::json!({
            "id": 1, "number": 1, "subject": subject, "status": 1, "owner": Assignee::User(1.into()),
            "created": created, "last_modified": created,
        }))
        .unwrap();
        case.priority = id(priority).map(ChoiceId);
        case.account = id(account).map(AccountId);
        case
    }

    fn line() -> impl Strategy<Value = Criterion> {
        let fields = prop::sample::select(vec![
            Field::Case(CaseField::Priority),
            Field::Case(CaseField::Subject),
            Field::Account(AccountField::Sla),
            Field::Case(CaseField::IsClosed),
        ]);
        let operators = prop::sample::select(Operator::ALL.to_vec());
        (fields, operators, prop::sample::select(VALUES.to_vec())).prop_map(
            |(field, operator, value)| Criterion {
                field,
                operator,
                value: value.into(),
            },
        )
    }

    fn entry() -> impl Strategy<Value = RuleEntry> {
        let logics = ["1 AND 2 AND 3", "1 OR 2 AND NOT 3", "NOT (1 OR 2) OR 3"];
        let logic = prop::option::of(prop::sample::select(logics.to_vec()));
        (prop::collection::vec(line(), 3), logic).prop_map(|(criteria, logic)| RuleEntry {
            id: EntryId(1),
            criteria,
            logic: logic.map(|logic| Logic::parse(logic).unwrap()),
            formula: None,
            hours: HoursMode::Ignore,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: Vec::new(),
        })
    }

    /// Every line of every entry, one after the other.
    fn plainly(rule: &EscalationRule, desk: &Desk, case: &Case, at: Instant) -> Option<usize> {
        let holds = |line: &Criterion| {
            let test = Test::new(line, &ZoneTable::utc(), at);
            test.holds(&Ready::new(line.field.value(desk, case)))
        };
        rule.entries.iter().position(|entry| match &entry.logic {
            None => entry.criteria.iter().all(holds),
            Some(logic) => logic.holds(&|number| holds(&entry.criteria[number - 1])),
        })
    }

    proptest! {
        #[test]
        fn what_is_remembered_of_lists_says_what_the_lines_say_one_by_one(
            entries in prop::collection::vec(entry(), 1..8),
            cases in prop::collection::vec((0..3_u64, 0..3_u64, prop::sample::select(VALUES.to_vec())), 1..12),
        ) {
            let rule = EscalationRule {
                id: RuleId(1),
                name: "Standard".into(),
                active: true,
                version: 1,
                entries,
                import: None,
            };
            let (desk, at) = (desk(), Instant::from_seconds(0));
            let mut matcher = Matcher::new(&rule, &|_, _| None, &ZoneTable::utc(), at);
            for (priority, account, subject) in cases {
                let case = case(priority, account, subject);
                let found = matcher.first_match(&desk, &case);
                prop_assert_eq!(found, plainly(&rule, &desk, &case, at));
            }
        }
    }
}
