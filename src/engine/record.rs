//! The kinds of records, listed once: everything that holds or names any record follows from here.

use super::{
    account::{Account, Contact},
    assignment::{AssignmentRule, EscalationAssignment, Polls},
    auto_response::AutoResponseRule,
    calendar::{Calendar, Holiday, Zone},
    case::Case,
    choice::{CaseStatus, Choice, CustomField},
    delivery::Webhook,
    escalation::{
        Escalation, EscalationReason, EscalationRequest, EscalationSeverity, EscalationTemplate,
    },
    exchange::Import,
    hand_off::HandOffs,
    id::{
        AccountId, AssignmentId, AssignmentRuleId, AutoResponseId, CalendarId, CaseId, ChoiceId,
        ContactId, CustomFieldId, EscalationId, EscalationTemplateId, GroupId, HolidayId, ImportId,
        NotificationId, PartyId, PollsId, PreferencesId, QueueId, ReasonId, RuleId, SeverityId,
        SlaId, StatusId, TemplateId, UserId, WebhookId, ZoneId,
    },
    notification::{NoticeTemplate, Notification},
    people::{Group, Party, Queue, User},
    preferences::Preferences,
    rule::{EscalationPlan, EscalationRule},
    sla::SlaDefinition,
    table::Table,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, ops::RangeInclusive};

/// A record that the desk holds whole, with the id and the table it is found by.
pub trait Stored: Sized + Clone {
    /// The type of its id.
    type Id: Copy + Ord + Into<u64> + From<u64>;
    /// Which kind it is.
    const KIND: Kind;
    /// What names it.
    fn id(&self) -> Self::Id;
    /// The table of its kind.
    fn table(tables: &Tables) -> &Table<Self::Id, Self>;
    /// The record inside, if it is of this kind.
    fn of(record: &Record) -> Option<&Self>;

    /// The key of the record that `id` names.
    fn key(id: Self::Id) -> RecordKey {
        RecordKey {
            kind: Self::KIND,
            id: id.into(),
        }
    }
}

/// Names a record of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordKey {
    /// Which kind.
    pub kind: Kind,
    /// The number of its id.
    pub id: u64,
}

impl fmt::Display for RecordKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.kind.name(), self.id)
    }
}

macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident: $id:ty, $table:ident, $name:literal, $tag:literal;)+) => {
        /// A kind of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[$doc])* $kind,)+
        }

        impl Kind {
            /// Every kind, in the order in which they are loaded and applied.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// As it is written in a backup.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// The number it is stored under, for ever the same.
            #[must_use]
            pub const fn tag(self) -> u8 {
                match self {
                    $(Self::$kind => $tag,)+
                }
            }

            /// The kind that a stored number stands for.
            #[must_use]
            pub const fn of_tag(tag: u8) -> Option<Self> {
                match tag {
                    $($tag => Some(Self::$kind),)+
                    _ => None,
                }
            }
        }

        /// A record of any kind.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Record {
            $($(#[$doc])* $kind(Box<$kind>),)+
        }

        impl Record {
            /// What names it.
            #[must_use]
            pub fn key(&self) -> RecordKey {
                match self {
                    $(Self::$kind(record) => <$kind as Stored>::key(record.id()),)+
                }
            }

            /// The records of one kind in a page of JSON.
            pub fn decode_page(kind: Kind, bytes: &[u8]) -> serde_json::Result<Vec<Self>> {
                Ok(match kind {
                    $(Kind::$kind => serde_json::from_slice::<Vec<$kind>>(bytes)?
                        .into_iter()
                        .map(Self::from)
                        .collect(),)+
                })
            }
        }

        $(
            impl From<$kind> for Record {
                fn from(record: $kind) -> Self {
                    Self::$kind(Box::new(record))
                }
            }

            impl Stored for $kind {
                type Id = $id;
                const KIND: Kind = Kind::$kind;

                fn id(&self) -> $id {
                    self.id
                }

                fn table(tables: &Tables) -> &Table<$id, Self> {
                    &tables.$table
                }

                fn of(record: &Record) -> Option<&Self> {
                    match record {
                        Record::$kind(record) => Some(record),
                        _ => None,
                    }
                }
            }
        )+

        /// Every record that the engine reads, by kind and id.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Tables {
            $($(#[$doc])* pub $table: Table<$id, $kind>,)+
        }

        impl Tables {
            /// Puts a record in its table and gives the one it replaces.
            pub(super) fn put(&mut self, record: Record) -> Option<Record> {
                match record {
                    $(Record::$kind(record) => {
                        self.$table.put(record.id, record).map(Record::$kind)
                    })+
                }
            }

            /// Takes a record out of its table.
            pub(super) fn remove(&mut self, key: RecordKey) -> Option<Record> {
                match key.kind {
                    $(Kind::$kind => {
                        self.$table.remove(&<$id>::from(key.id)).map(Record::$kind)
                    })+
                }
            }

            /// Whether there is a record of that key.
            #[must_use]
            pub fn has(&self, key: RecordKey) -> bool {
                match key.kind {
                    $(Kind::$kind => self.$table.contains_key(&<$id>::from(key.id)),)+
                }
            }

            /// The numbers of the ids of one kind, ascending.
            #[must_use]
            pub fn ids(&self, kind: Kind) -> Vec<u64> {
                match kind {
                    $(Kind::$kind => self.$table.keys().map(|id| (*id).into()).collect(),)+
                }
            }
        }

        impl Overlaid<'_> {
            /// Adds the record of that key to `page` as JSON, if there is one.
            fn write(&self, key: RecordKey, page: &mut Vec<u8>) -> serde_json::Result<()> {
                match key.kind {
                    $(Kind::$kind => match self.find::<$kind>(key.id.into()) {
                        Some(record) => serde_json::to_writer(page, record),
                        None => Ok(()),
                    },)+
                }
            }
        }
    };
}

records! {
    /// The one record of settings.
    Preferences: PreferencesId, preferences, "preferences", 0;
    /// The offsets of a time zone.
    Zone: ZoneId, zones, "zone", 1;
    /// Business hours.
    Calendar: CalendarId, calendars, "calendar", 2;
    /// A holiday.
    Holiday: HolidayId, holidays, "holiday", 3;
    /// Somebody who works here.
    User: UserId, users, "user", 4;
    /// A queue.
    Queue: QueueId, queues, "queue", 5;
    /// A group.
    Group: GroupId, groups, "group", 17;
    /// A case status.
    CaseStatus: StatusId, statuses, "case_status", 6;
    /// A value of a list.
    Choice: ChoiceId, choices, "choice", 7;
    /// A field that was added.
    CustomField: CustomFieldId, custom_fields, "custom_field", 8;
    /// The wording of a notice.
    NoticeTemplate: TemplateId, templates, "notice_template", 9;
    /// A bringing-in of a file.
    Import: ImportId, imports, "import", 10;
    /// An escalation rule with its entries.
    EscalationRule: RuleId, rules, "escalation_rule", 11;
    /// A customer's company.
    Account: AccountId, accounts, "account", 12;
    /// A customer's person.
    Contact: ContactId, contacts, "contact", 13;
    /// A customer's case.
    Case: CaseId, cases, "case", 14;
    /// What a case follows, what is pending and what has fired.
    EscalationPlan: CaseId, plans, "escalation_plan", 15;
    /// A severity of escalations.
    EscalationSeverity: SeverityId, severities, "escalation_severity", 24;
    /// A reason to escalate.
    EscalationReason: ReasonId, escalation_reasons, "escalation_reason", 25;
    /// How escalations are handled.
    EscalationTemplate: EscalationTemplateId, escalation_templates, "escalation_template", 26;
    /// How long escalations may last.
    SlaDefinition: SlaId, sla_definitions, "sla_definition", 27;
    /// What somebody asked for.
    EscalationRequest: EscalationId, escalation_requests, "escalation_request", 28;
    /// An escalation, with its SLAs.
    Escalation: EscalationId, escalations, "escalation", 29;
    /// A notice.
    Notification: NotificationId, notifications, "notification", 16;
    /// A vendor or a partner.
    Party: PartyId, parties, "party", 18;
    /// Whom a case was handed to.
    HandOffs: CaseId, hand_offs, "hand_offs", 19;
    /// A rule of automatic assignments.
    AssignmentRule: AssignmentRuleId, assignment_rules, "assignment_rule", 20;
    /// An automatic assignment.
    EscalationAssignment: AssignmentId, assignments, "escalation_assignment", 21;
    /// How far polls for automatic assignments have come.
    Polls: PollsId, polls, "polls", 22;
    /// A rule that answers customers.
    AutoResponseRule: AutoResponseId, auto_responses, "auto_response_rule", 23;
    /// Where notices are sent to by the page itself.
    Webhook: WebhookId, webhooks, "webhook", 30;
}

/// Something records can be looked up in: the desk, or the desk with changes laid over it.
pub trait Records {
    /// The record that `id` names.
    fn find<T: Stored>(&self, id: T::Id) -> Option<&T>;
}

/// Tables with changes laid over them, so that a decision sees what it has already decided.
#[derive(Debug, Clone, Copy)]
pub struct Overlaid<'a> {
    /// What is there.
    pub tables: &'a Tables,
    /// What is to change: a record to put, or `None` for one to remove.
    pub changes: &'a BTreeMap<RecordKey, Option<Record>>,
}

impl Overlaid<'_> {
    /// The page of JSON that holds `ids` of one kind: an array of records, in the order of their
    /// ids.
    pub fn encode_page(&self, kind: Kind, ids: RangeInclusive<u64>) -> serde_json::Result<Vec<u8>> {
        let mut page = vec![b'['];
        for id in ids {
            let n_bytes = page.len();
            if n_bytes > 1 {
                page.push(b',');
            }
            let n_before = page.len();
            self.write(RecordKey { kind, id }, &mut page)?;
            if page.len() == n_before {
                page.truncate(n_bytes);
            }
        }
        page.push(b']');
        Ok(page)
    }
}

impl Records for Overlaid<'_> {
    fn find<T: Stored>(&self, id: T::Id) -> Option<&T> {
        match self.changes.get(&T::key(id)) {
            Some(change) => change.as_ref().and_then(T::of),
            None => T::table(self.tables).get(&id),
        }
    }
}
