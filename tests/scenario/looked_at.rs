//! A case with something in every field, and rules that look at it: the little language that
//! stories about criteria and formulas are told in.

use crate::zones::zone_table;
use rung::engine::{
    account::{Account, Contact},
    calendar::ZoneTable,
    case::Case,
    change::{ChangeSet, Counters},
    choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf, Stage},
    command::Command,
    decide::decide,
    desk::Desk,
    field_type::FieldType,
    history::HistoryEntry,
    id::{ChoiceId, CustomFieldId, EntryId, QueueId, RuleId, StatusId, UserId},
    instant::Instant,
    people::{Assignee, Queue, User},
    record::Record,
    rule::{
        Criterion, EscalationClock, EscalationRule, Field, Formula, HoursMode, Logic, Matcher,
        Operator, RuleEntry,
    },
    stamp::{Actor, Stamp},
};

/// When the rules look: three in the afternoon of a Tuesday in London.
pub(crate) const NOW: &str = "2026-03-10T15:00:00Z";

/// A desk that was just started.
pub(crate) fn first_desk() -> Desk {
    let mut desk = Desk::new(1);
    for command in [
        Command::LearnZone(ZoneTable::utc()),
        Command::StartDesk { zone: "UTC".into() },
    ] {
        ask(&mut desk, &command);
    }
    desk
}

/// What a command tells; the desk is changed by it.
pub(crate) fn ask(desk: &mut Desk, command: &Command) -> Vec<HistoryEntry> {
    let stamp = Stamp {
        at: at(NOW),
        by: Actor::System,
    };
    let changes = decide(desk, command, stamp).unwrap();
    desk.apply(changes.clone());
    changes.history
}

/// Why a command is refused, in words; `None` when it is not.
pub(crate) fn refused(desk: &Desk, command: &Command) -> Option<String> {
    let stamp = Stamp {
        at: at(NOW),
        by: Actor::System,
    };
    let decided = decide(desk, command, stamp);
    decided.err().map(|rejection| rejection.to_string())
}

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
                developer_name: "Tier_2_EMEA".into(),
                ..queue("Tier two")
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
        let id = CustomFieldId((1..).nth(self.desk.custom_fields.len()).unwrap());
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

    /// With one more queue, which has no developer name.
    pub(crate) fn with_queue(mut self, id: QueueId, name: &str) -> Self {
        let mut changes = ChangeSet::default();
        changes.put(Queue { id, ..queue(name) });
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

    /// Whether an entry of that formula takes the case, or why it comes to nothing.
    pub(crate) fn formula(&self, text: &str) -> Result<bool, String> {
        let formula = Formula::parse(text);
        let find = |of: CustomFieldOf, name: &str| self.desk.custom_field(of, name);
        formula.check(&find).map_err(|error| error.to_string())?;
        let mut told = entry(Vec::new(), None);
        told.formula = Some(formula);
        let mut matcher = self.matcher(vec![told]);
        let found = matcher.first_match(&self.desk, &self.case);
        match matcher.failures() {
            [] => Ok(found == Some(0)),
            [(_, reason), ..] => Err(reason.to_string()),
        }
    }

    pub(crate) fn first_match(&self, entries: Vec<RuleEntry>) -> Option<usize> {
        self.matcher(entries).first_match(&self.desk, &self.case)
    }

    fn matcher(&self, entries: Vec<RuleEntry>) -> Matcher {
        let rule = EscalationRule {
            id: RuleId(1),
            name: "Standard".into(),
            active: true,
            was_active: false,
            version: 1,
            entries,
            import: None,
        };
        let find = |of: CustomFieldOf, name: &str| self.desk.custom_field(of, name);
        Matcher::new(&rule, &find, &zone_table(self.zone), at(NOW))
    }
}

/// A queue that works, without an address and without members.
pub(crate) fn queue(name: &str) -> Queue {
    Queue {
        id: QueueId(0),
        name: name.into(),
        developer_name: Box::default(),
        email: Box::default(),
        email_members: false,
        members: Vec::new(),
        active: true,
        stand_in: None,
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
        pause_on_hold: false,
        actions: Vec::new(),
    }
}

fn case() -> Case {
    let by = |text, user| Stamp {
        at: at(text),
        by: Actor::User(UserId(user)),
    };
    let case = serde_json::json!({
        "id": 1, "number": 1001, "external_number": "00012345",
        "subject": "Printer on fire", "description": "It burns, again",
        "account": 1, "contact": 1, "status": 1, "priority": 1, "type": 2, "record_type": 3,
        "owner": Assignee::User(UserId(1)), "open_cycle": 2, "is_escalated": true,
        "created": by("2026-03-09T15:00:00Z", 2),
        "last_modified": by("2026-03-10T06:00:00Z", 1),
        "first_modified_at": at("2026-03-09T16:00:00Z"),
        "last_internal_modified_at": at("2026-03-10T06:00:00Z"),
        "last_activity_at": at("2026-03-08T10:00:00Z"),
    });
    serde_json::from_value(case).unwrap()
}

fn account() -> Account {
    let account = serde_json::json!({
        "id": 1, "name": "Acme, Inc.", "country": "Norway", "sla": "Platinum",
        "industry": "Energy", "type": "Customer", "manager": 2,
    });
    serde_json::from_value(account).unwrap()
}

fn contact() -> Contact {
    let contact = serde_json::json!({
        "id": 1, "name": "Ida Moe", "email": "ida@acme.example", "phone": "+47 1",
        "country": "Sweden", "account": 1,
    });
    serde_json::from_value(contact).unwrap()
}

fn user(id: u64, name: &str) -> User {
    let user = serde_json::json!({ "id": id, "name": name, "active": true, "support_rep": true });
    serde_json::from_value(user).unwrap()
}
