use super::*;
use crate::engine::{
    account::Account,
    change::Counters,
    choice::{Choice, ChoiceList, CustomField, CustomFieldOf},
    desk::Desk,
    field_type::FieldType,
    id::{AccountId, ChoiceId, CustomFieldId, EntryId, RuleId},
    people::Assignee,
    rule::{
        AccountField, CaseField, Criterion, EscalationClock, Formula, HoursMode, Operator,
        RuleEntry,
    },
    stamp::{Actor, Stamp},
};
use proptest::prelude::*;

const VALUES: [&str; 8] = [
    "High",
    "Low",
    "high, low",
    "",
    "5",
    "12.50",
    "5, 12.5",
    "-3e2",
];

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
        let account =
            serde_json::json!({ "id": id, "name": "Acme", "sla": sla, "custom": [[2, sla]] });
        serde_json::from_value::<Account>(account).unwrap().into()
    });
    let added = [
        (1, CustomFieldOf::Case, FieldType::Text),
        (2, CustomFieldOf::Account, FieldType::Text),
        (3, CustomFieldOf::Case, FieldType::Number),
    ];
    let added = added.map(|(id, of, field_type)| {
        let field = CustomField {
            id: CustomFieldId(id),
            field_type,
            ..CustomField::new(of, &format!("Field_{id}__c"))
        };
        field.into()
    });
    Desk::load(
        choices.into_iter().chain(accounts).chain(added).collect(),
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
    case.custom = [1, 3].map(|id| (CustomFieldId(id), subject.into())).into();
    case.account = id(account).map(AccountId);
    case
}

fn line() -> impl Strategy<Value = Criterion> {
    let fields = prop::sample::select(vec![
        Field::Case(CaseField::Priority),
        Field::Case(CaseField::Subject),
        Field::Account(AccountField::Sla),
        Field::Case(CaseField::IsClosed),
        Field::Custom(CustomFieldId(1)),
        Field::Custom(CustomFieldId(2)),
        Field::Custom(CustomFieldId(3)),
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
    (prop::collection::vec(line(), 3), logic)
        .prop_map(|(criteria, logic)| entry_of(criteria, logic.map(|it| Logic::parse(it).unwrap())))
}

fn entry_of(criteria: Vec<Criterion>, logic: Option<Logic>) -> RuleEntry {
    RuleEntry {
        id: EntryId(1),
        criteria,
        logic,
        formula: None,
        hours: HoursMode::Ignore,
        clock: EscalationClock::FromCreation,
        pause_on_hold: false,
        actions: Vec::new(),
    }
}

fn rule_of(entries: Vec<RuleEntry>) -> EscalationRule {
    EscalationRule {
        id: RuleId(1),
        name: "Standard".into(),
        active: true,
        was_active: false,
        version: 1,
        entries,
        import: None,
    }
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

fn entry_for(priority: &str) -> RuleEntry {
    let criterion = Criterion {
        field: Field::Case(CaseField::Priority),
        operator: Operator::Equals,
        value: priority.into(),
    };
    entry_of(vec![criterion], None)
}

#[test]
fn an_entry_is_found_however_many_stand_before_it() {
    for n_before in [0, 1, 63, 64, 65, 127, 128, 200, 255, 256, 257, 600] {
        let mut entries = vec![entry_for("Low"); n_before];
        entries.push(entry_for("High"));
        let rule = rule_of(entries);
        let at = Instant::from_seconds(0);
        let mut matcher = Matcher::new(&rule, &|_, _| None, &ZoneTable::utc(), at);
        let (desk, high) = (desk(), case(1, 0, ""));
        assert_eq!(matcher.first_match(&desk, &high), Some(n_before));
        assert_eq!(matcher.first_match(&desk, &case(0, 0, "")), None);
    }
}

#[test]
fn a_rule_asks_for_as_many_added_fields_as_there_are() {
    let fields = (1..=70).map(|id| CustomField {
        id: CustomFieldId(id),
        ..CustomField::new(CustomFieldOf::Case, &format!("Field_{id}__c"))
    });
    let desk = Desk::load(fields.map(Into::into).collect(), Counters::new(1));
    let entries = (1..=70).map(|id| {
        let criterion = Criterion {
            field: Field::Custom(CustomFieldId(id)),
            operator: Operator::Equals,
            value: "Yes".into(),
        };
        entry_of(vec![criterion], None)
    });
    let rule = rule_of(entries.collect());
    let at = Instant::from_seconds(0);
    let mut matcher = Matcher::new(&rule, &|_, _| None, &ZoneTable::utc(), at);
    for id in [1, 63, 64, 65, 70] {
        let mut case = case(0, 0, "");
        case.custom = vec![(CustomFieldId(id), "yes".into())];
        let place = usize::try_from(id - 1).unwrap();
        assert_eq!(matcher.first_match(&desk, &case), Some(place));
    }
    assert_eq!(matcher.first_match(&desk, &case(0, 0, "yes")), Some(0));
    assert_eq!(matcher.first_match(&desk, &case(0, 0, "no")), None);
}

#[test]
fn a_formula_that_cannot_be_read_any_more_says_why_and_others_are_asked() {
    let broken = RuleEntry {
        formula: Some(Formula::parse("Gone__c = 1")),
        ..entry_of(Vec::new(), None)
    };
    let rule = rule_of(vec![broken, entry_for("High")]);
    let at = Instant::from_seconds(0);
    let mut matcher = Matcher::new(&rule, &|_, _| None, &ZoneTable::utc(), at);
    let (desk, high) = (desk(), case(1, 0, ""));
    assert_eq!(matcher.first_match(&desk, &high), Some(1));
    let [(0, reason)] = matcher.failures() else {
        panic!("{:?}", matcher.failures());
    };
    assert!(reason.contains("Gone__c"), "{reason}");
}

proptest! {
    #[test]
    fn what_is_found_beforehand_says_what_the_lines_say_one_by_one(
        entries in prop::collection::vec(entry(), 1..8),
        cases in prop::collection::vec((0..3_u64, 0..3_u64, prop::sample::select(VALUES.to_vec())), 1..12),
    ) {
        let rule = rule_of(entries);
        let (desk, at) = (desk(), Instant::from_seconds(0));
        let mut matcher = Matcher::new(&rule, &|_, _| None, &ZoneTable::utc(), at);
        for (priority, account, subject) in cases {
            let case = case(priority, account, subject);
            let found = matcher.first_match(&desk, &case);
            prop_assert_eq!(found, plainly(&rule, &desk, &case, at));
        }
    }
}
