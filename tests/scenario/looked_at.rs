//! A case with something in every field, and rules that look at it: the little language that
//! stories about criteria and formulas are told in.

use crate::zones::zone_table;
use rung::engine::{
    account::{Account, Contact},
    case::Case,
    change::{ChangeSet, Counters},
    choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf, Stage},
    desk::Desk,
    field_type::FieldType,
    id::{ChoiceId, CustomFieldId, EntryId, QueueId, RuleId, StatusId, UserId},
    instant::Instant,
    people::{Assignee, Queue, Role, User},
    record::Record,
    rule::{
        Criterion, EscalationClock, EscalationRule, Field, HoursMode, Logic, Matcher, Operator,
        RuleEntry,
    },
    stamp::{Actor, Stamp},
};

/// When the rules look: three in the afternoon of a Tuesday in London.
pub(crate) const NOW: &str = "2026-03-10T15:00:00Z";

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// What a story looks at, and in which zone the organisation is.
pub(crate) struct LookedAt {
    pub(crate) desk: Desk,
    pub(crate) case: Case,
    pub(crate) zone: &'static str,
}

impl LookedAt {
    /// The case: number 1001, high, with Ann, of Acme in Norway, opened by Ben.
    pub(crate) fn new() -> Self {
        let mut records: Vec<Record> = vec![
            CaseStatus {
                id: StatusId(1),
                name: "In Progress".into(),
                order: 1,
                stage: Stage::Open,
                on_hold: false,
                description: "".into(),
            }
            .into(),
            account().into(),
            contact().into(),
            user(1, "Ann Lee").into(),
            User {
                email: "ben@example.com".into(),
                active: false,
                manager: Some(UserId(1)),
                ..user(2, "Ben Oda")
            }
            .into(),
            Queue {
                id: QueueId(1),
                name: "Tier two".into(),
                developer_name: "Tier_2_EMEA".into(),
                email: "".into(),
                email_members: false,
                members: Vec::new(),
                active: true,
                stand_in: None,
            }
            .into(),
        ];
        let lists = [
            (1, ChoiceList::Priority, "High"),
            (2, ChoiceList::Type, "Damage Claim"),
            (3, ChoiceList::RecordType, "Order claim"),
        ];
        records.extend(lists.map(|(id, list, name)| {
            let choice = Choice {
                id: ChoiceId(id),
                list,
                name: name.into(),
                order: 1,
            };
            Record::from(choice)
        }));
        Self {
            desk: Desk::load(records, Counters::new(1)),
            case: case(),
            zone: "UTC",
        }
    }

    /// Gives the case, its account, its contact or its creator a field with that text.
    pub(crate) fn with(mut self, path: &str, field_type: FieldType, text: &str) -> Self {
        let (object, name) = path.split_once('.').unwrap();
        let of = match object {
            "Case" => CustomFieldOf::Case,
            "Account" => CustomFieldOf::Account,
            "Contact" => CustomFieldOf::Contact,
            _ => CustomFieldOf::User,
        };
        let id = CustomFieldId(self.desk.custom_fields.len() as u64 + 1);
        let mut changes = ChangeSet::default();
        changes.put(CustomField {
            id,
            field_type,
            ..CustomField::new(of, name)
        });
        let value = (id, text.into());
        match of {
            CustomFieldOf::Case => self.case.custom.push(value),
            CustomFieldOf::Account => {
                let mut account = self.desk.accounts.values().next().unwrap().clone();
                account.custom.push(value);
                changes.put(account);
            }
            CustomFieldOf::Contact => {
                let mut contact = self.desk.contacts.values().next().unwrap().clone();
                contact.custom.push(value);
                changes.put(contact);
            }
            CustomFieldOf::User => {
                let mut user = self.desk.users[&UserId(2)].clone();
                user.custom.push(value);
                changes.put(user);
            }
        }
        self.desk.apply(changes);
        self
    }

    /// The field that a rule file means.
    pub(crate) fn field(&self, path: &str) -> Field {
        Field::named(path, |of, name| {
            let mut fields = self.desk.custom_fields.values();
            let found = fields.find(|field| field.of == of && &*field.name == name);
            found.map(|field| field.id)
        })
    }

    pub(crate) fn line(&self, (path, operator, value): (&str, Operator, &str)) -> Criterion {
        Criterion {
            field: self.field(path),
            operator,
            value: value.into(),
        }
    }

    /// Whether an entry of one line takes the case.
    pub(crate) fn holds(&self, path: &str, operator: Operator, value: &str) -> bool {
        let line = self.line((path, operator, value));
        self.matches(entry(vec![line], None))
    }

    pub(crate) fn matches(&self, entry: RuleEntry) -> bool {
        self.first_match(vec![entry]) == Some(0)
    }

    pub(crate) fn first_match(&self, entries: Vec<RuleEntry>) -> Option<usize> {
        let rule = EscalationRule {
            id: RuleId(1),
            name: "Standard".into(),
            active: true,
            version: 1,
            entries,
            import: None,
        };
        Matcher::new(&rule, &zone_table(self.zone), at(NOW)).first_match(&self.desk, &self.case)
    }
}

pub(crate) fn entry(criteria: Vec<Criterion>, logic: Option<&str>) -> RuleEntry {
    RuleEntry {
        id: EntryId(1),
        criteria,
        logic: logic.map(|logic| Logic::parse(logic).unwrap()),
        formula: None,
        hours: HoursMode::Ignore,
        clock: EscalationClock::FromCreation,
        actions: Vec::new(),
    }
}

fn case() -> Case {
    let by = |text, user| Stamp {
        at: at(text),
        by: Actor::User(UserId(user)),
    };
    Case {
        id: 1.into(),
        number: 1001,
        external_number: Some("00012345".into()),
        subject: "Printer on fire".into(),
        description: "It burns, again".into(),
        account: Some(1.into()),
        contact: Some(1.into()),
        status: StatusId(1),
        priority: Some(ChoiceId(1)),
        case_type: Some(ChoiceId(2)),
        origin: None,
        reason: None,
        product: None,
        record_type: Some(ChoiceId(3)),
        owner: Assignee::User(UserId(1)),
        calendar: None,
        custom: Vec::new(),
        created: by("2026-03-09T15:00:00Z", 2),
        last_modified: by("2026-03-10T06:00:00Z", 1),
        first_modified_at: Some(at("2026-03-09T16:00:00Z")),
        last_customer_modified_at: None,
        last_internal_modified_at: Some(at("2026-03-10T06:00:00Z")),
        last_activity_at: Some(at("2026-03-08T10:00:00Z")),
        system_modified_at: None,
        closed_at: None,
        reopened_at: None,
        open_cycle: 2,
        is_escalated: true,
        import: None,
    }
}

fn account() -> Account {
    Account {
        id: 1.into(),
        name: "Acme, Inc.".into(),
        country: "Norway".into(),
        sla: "Platinum".into(),
        industry: "Energy".into(),
        account_type: "Customer".into(),
        custom: Vec::new(),
        import: None,
    }
}

fn contact() -> Contact {
    Contact {
        id: 1.into(),
        name: "Ida Moe".into(),
        email: "ida@acme.example".into(),
        phone: "+47 1".into(),
        country: "Sweden".into(),
        account: Some(1.into()),
        custom: Vec::new(),
        import: None,
    }
}

fn user(id: u64, name: &str) -> User {
    User {
        id: UserId(id),
        name: name.into(),
        username: "".into(),
        email: "".into(),
        phone: "".into(),
        zone: "".into(),
        active: true,
        roles: vec![Role::Agent],
        support_rep: true,
        manager: None,
        custom: Vec::new(),
        stand_in: None,
    }
}
