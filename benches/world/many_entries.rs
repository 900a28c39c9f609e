//! A rule of many entries, and cases of which three in four satisfy one of them.

use super::{Draw, now, stamp};
use rung::engine::{
    account::Account,
    case::Case,
    change::{ChangeSet, Counters},
    choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf, Stage},
    command::CaseChange,
    decide::apply_change,
    desk::Desk,
    id::{AccountId, CaseId, ChoiceId, CustomFieldId, EntryId, RuleId, StatusId, UserId},
    people::Assignee,
    rule::{
        AccountField, CaseField, Criterion, EscalationClock, EscalationRule, Field, HoursMode,
        Operator, RuleEntry,
    },
};

/// Lists that criteria look at, with how many values each has.
const LISTS: [(CaseField, u64); 7] = [
    (CaseField::Status, 6),
    (CaseField::Priority, 4),
    (CaseField::Origin, 5),
    (CaseField::Type, 8),
    (CaseField::Reason, 25),
    (CaseField::Product, 120),
    (CaseField::RecordType, 6),
];
const N_COUNTRIES: u64 = 60;
const N_LEVELS: u64 = 4;
const ACCOUNTS_A_PAIR: u64 = 20;
const N_LANGUAGES: u64 = 12;
/// The bounds of the numbers in new fields: a contract's value, an age, seats.
const NUMBERS: [u64; 3] = [1_000_000, 500, 5_000];
const N_WORDS: u64 = 200;
const N_FIELDS: u64 = 14;

/// What a matcher is measured on.
pub(crate) struct ManyEntries {
    pub(crate) desk: Desk,
    pub(crate) rule: EscalationRule,
    pub(crate) cases: Vec<Case>,
}

/// One value for each of the fourteen fields.
#[derive(Clone)]
struct Values([u64; 14]);

impl ManyEntries {
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn new(n_entries: u64, n_cases: u64) -> Self {
        Self::drawn(n_entries, n_cases).0
    }

    /// With the same in JSON, for matchers that are written in JavaScript.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn with_json(n_entries: u64, n_cases: u64) -> (Self, String) {
        let (world, lines, values) = Self::drawn(n_entries, n_cases);
        let json = json(&lines, &values, &world.cases);
        (world, json)
    }

    /// With the lines of each entry, and the values of each case.
    fn drawn(n_entries: u64, n_cases: u64) -> (Self, Vec<Vec<Line>>, Vec<Values>) {
        let mut draw = Draw::new(1);
        let lines: Vec<Vec<Line>> = (0..n_entries).map(|_| Line::draw_some(&mut draw)).collect();
        let entries = lines.iter().map(|lines| RuleEntry {
            id: EntryId(0),
            criteria: lines.iter().map(Line::criterion).collect(),
            logic: None,
            formula: None,
            hours: HoursMode::Ignore,
            clock: EscalationClock::FromCreation,
            pause_on_hold: false,
            actions: Vec::new(),
        });
        let rule = EscalationRule {
            id: RuleId(1),
            name: "Many entries".into(),
            active: false,
            was_active: false,
            version: 1,
            entries: entries.collect(),
            import: None,
        };
        let valued_cases = (1..=n_cases).map(|id| {
            let mut values = Values(std::array::from_fn(|field| draw.below(n_values(field))));
            if draw.chance(75) {
                let place = usize::try_from(draw.below(n_entries)).unwrap();
                for line in &lines[place] {
                    values.0[line.field] = line.satisfying(&mut draw);
                }
            }
            let case = values.case(id, &mut draw);
            (values, case)
        });
        let (values, cases): (Vec<Values>, Vec<Case>) = valued_cases.unzip();
        let world = Self {
            cases,
            rule,
            desk: desk(),
        };
        (world, lines, values)
    }
}

/// A criterion on one of the fourteen fields: the seven lists, country, service level, language,
/// three numbers and the subject.
struct Line {
    field: usize,
    operator: Operator,
    values: Vec<u64>,
}

impl Line {
    /// Three to five lines on different fields.
    fn draw_some(draw: &mut Draw) -> Vec<Self> {
        let n_lines = 3 + usize::try_from(draw.below(3)).unwrap();
        let mut lines: Vec<Self> = Vec::new();
        while lines.len() < n_lines {
            let line = Self::draw(draw);
            if lines.iter().all(|other| other.field != line.field) {
                lines.push(line);
            }
        }
        lines
    }

    fn draw(draw: &mut Draw) -> Self {
        let kind = draw.below(100);
        let field = match kind {
            0..=82 => draw.below(10),
            83..=94 => 10 + draw.below(3),
            _ => N_FIELDS - 1,
        };
        let field = usize::try_from(field).unwrap();
        let n = n_values(field);
        // Numbers are held against bounds that are neither always nor never passed.
        let bound = n / 5 + draw.below(n * 3 / 5 + 1);
        let mut value = || draw.below(n);
        let (operator, values) = match kind {
            0..=50 => (Operator::Equals, vec![value()]),
            51..=71 => {
                let n_listed = 2 + draw.below(4);
                (
                    Operator::Equals,
                    (0..n_listed).map(|_| draw.below(n)).collect(),
                )
            }
            72..=82 => (Operator::NotEqual, vec![value()]),
            83..=88 => (Operator::GreaterThan, vec![bound]),
            89..=94 => (Operator::LessThan, vec![bound]),
            _ => (Operator::Contains, vec![value()]),
        };
        Self {
            field,
            operator,
            values,
        }
    }

    /// A value that the line accepts.
    fn satisfying(&self, draw: &mut Draw) -> u64 {
        let first = self.values[0];
        match self.operator {
            Operator::NotEqual => (first + 1) % n_values(self.field),
            Operator::GreaterThan => first + 1 + draw.below(n_values(self.field) - first),
            Operator::LessThan => draw.below(first.max(1)),
            _ => first,
        }
    }

    fn criterion(&self) -> Criterion {
        let values: Vec<_> = self
            .values
            .iter()
            .map(|value| text(self.field, *value))
            .collect();
        Criterion {
            field: match self.field {
                place @ 0..=6 => Field::Case(LISTS[place].0),
                7 => Field::Account(AccountField::Country),
                8 => Field::Account(AccountField::Sla),
                13 => Field::Case(CaseField::Subject),
                place => Field::Custom(custom_id(place)),
            },
            operator: self.operator,
            value: values.join(",").into(),
        }
    }
}

fn n_values(field: usize) -> u64 {
    match field {
        place @ 0..=6 => LISTS[place].1,
        7 => N_COUNTRIES,
        8 => N_LEVELS,
        9 => N_LANGUAGES,
        place @ 10..=12 => NUMBERS[place - 10],
        _ => N_WORDS,
    }
}

/// A value as people write it.
fn text(field: usize, value: u64) -> String {
    match field {
        10..=12 => value.to_string(),
        13 => format!("word{}x", value * 7919 % 1000),
        _ => format!("Value {value}"),
    }
}

/// Each entry as lines of field, operator and values; each case as its fourteen values.
#[cfg(target_arch = "wasm32")]
fn json(lines: &[Vec<Line>], values: &[Values], cases: &[Case]) -> String {
    use serde_json::json;
    let value = |field, value: u64| match field {
        10..=12 => json!(value),
        _ => json!(text(field, value)),
    };
    let line = |line: &Line| {
        let values = line.values.iter().map(|one| value(line.field, *one));
        let values = values.collect::<Vec<_>>();
        json!({ "field": line.field, "operator": line.operator, "values": values })
    };
    let entries = lines
        .iter()
        .map(|lines| lines.iter().map(line).collect::<Vec<_>>());
    let case = |(values, case): (&Values, &Case)| {
        let mut row: Vec<_> = (0..13).map(|field| value(field, values.0[field])).collect();
        row.push(json!(case.subject));
        row
    };
    let cases = values.iter().zip(cases).map(case);
    json!({ "entries": entries.collect::<Vec<_>>(), "cases": cases.collect::<Vec<_>>() })
        .to_string()
}

fn custom_id(field: usize) -> CustomFieldId {
    CustomFieldId(u64::try_from(field).unwrap())
}

/// Every list has its own hundred and more of ids.
fn list_id(field: usize, value: u64) -> u64 {
    u64::try_from(field).unwrap() * 1_000 + value + 1
}

impl Values {
    fn case(&self, id: u64, draw: &mut Draw) -> Case {
        let [country, level] = [self.0[7], self.0[8]];
        let pair = country * N_LEVELS + level;
        let words = (0..7).map(|_| draw.below(N_WORDS)).chain([self.0[13]]);
        let words: Vec<_> = words.map(|word| text(13, word)).collect();
        let mut case = Case {
            id: CaseId(id),
            number: id,
            external_number: None,
            subject: words.join(" ").into(),
            description: Box::default(),
            account: Some(AccountId(
                pair * ACCOUNTS_A_PAIR + draw.below(ACCOUNTS_A_PAIR) + 1,
            )),
            contact: None,
            status: StatusId(list_id(0, self.0[0])),
            priority: None,
            case_type: None,
            origin: None,
            reason: None,
            product: None,
            record_type: None,
            owner: Assignee::User(UserId(1)),
            assignment_group: None,
            watch_list: Vec::new(),
            calendar: None,
            custom: (9..13)
                .map(|field| (custom_id(field), text(field, self.0[field]).into()))
                .collect(),
            created: stamp(now()),
            last_modified: stamp(now()),
            first_modified_at: None,
            last_customer_modified_at: None,
            last_internal_modified_at: None,
            last_customer_message: None,
            last_replied_by: None,
            last_activity_at: None,
            system_modified_at: None,
            closed_at: None,
            reopened_at: None,
            holds: Vec::new(),
            open_cycle: 0,
            is_escalated: false,
            import: None,
        };
        for (place, (field, _)) in LISTS.iter().enumerate().skip(1) {
            let choice = Some(ChoiceId(list_id(place, self.0[place])));
            apply_change(
                &mut case,
                &CaseChange::Choice(field.list().unwrap(), choice),
            );
        }
        case
    }
}

fn desk() -> Desk {
    let mut changes = ChangeSet::default();
    for (place, (field, n)) in LISTS.iter().enumerate() {
        for value in 0..*n {
            let (id, name) = (list_id(place, value), text(place, value).into());
            match field.list() {
                Some(list) => changes.put(choice(id, list, name)),
                None => changes.put(status(id, name)),
            }
        }
    }
    for pair in 0..N_COUNTRIES * N_LEVELS {
        for one in 0..ACCOUNTS_A_PAIR {
            changes.put(account(pair * ACCOUNTS_A_PAIR + one + 1, pair));
        }
    }
    for field in 9..13 {
        let name = format!("Field_{field}__c");
        changes.put(CustomField {
            id: custom_id(field),
            ..CustomField::new(CustomFieldOf::Case, &name)
        });
    }
    let mut desk = Desk::load(Vec::new(), Counters::new(1));
    desk.apply(changes);
    desk
}

fn choice(id: u64, list: ChoiceList, name: Box<str>) -> Choice {
    let (id, order) = (ChoiceId(id), 1);
    Choice {
        id,
        list,
        name,
        order,
    }
}

fn status(id: u64, name: Box<str>) -> CaseStatus {
    CaseStatus {
        id: StatusId(id),
        name,
        order: 1,
        stage: Stage::Open,
        on_hold: false,
        description: Box::default(),
    }
}

fn account(id: u64, pair: u64) -> Account {
    Account {
        id: AccountId(id),
        name: format!("Account {id}").into(),
        country: text(7, pair / N_LEVELS).into(),
        sla: text(8, pair % N_LEVELS).into(),
        industry: Box::default(),
        account_type: Box::default(),
        team: Vec::new(),
        manager: None,
        watch_list: Vec::new(),
        custom: Vec::new(),
        import: None,
    }
}
