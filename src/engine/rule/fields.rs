//! The one catalogue of the fields that criteria can look at.

use crate::engine::{
    account::{Account, Contact},
    calendar::Calendar,
    case::{Case, custom_text},
    choice::{CaseStatus, Choice, ChoiceList, CustomField, CustomFieldOf},
    id::{ChoiceId, CustomFieldId, UserId},
    instant::Instant,
    people::{Assignee, Queue, User},
    record::Records,
    stamp::Actor,
};
use serde::{Deserialize, Serialize};

/// A field that a criterion looks at (semantics 3.2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// One of the case itself.
    Case(CaseField),
    /// One of the case's account.
    Account(AccountField),
    /// One of the case's contact.
    Contact(ContactField),
    /// One that was added, whatever it belongs to.
    Custom(CustomFieldId),
    /// One that cannot be read here, by the name it came with: its entry never matches.
    Unreadable(Box<str>),
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldValue<'a> {
    /// A text; a blank one is empty.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A point in time.
    Moment(Instant),
    /// Nothing.
    Empty,
}

impl FieldValue<'_> {
    /// Whether nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Empty => true,
            Self::Number(_) | Self::Flag(_) | Self::Moment(_) => false,
        }
    }
}

macro_rules! catalogue {
    ($(#[$doc:meta])* $name:ident, $object:literal: $($field:ident $label:literal [$($alias:literal)+];)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $(#[doc = $label] $field,)+
        }

        impl $name {
            /// Every field, in the order people see them.
            pub const ALL: &[Self] = &[$(Self::$field),+];

            /// As people see it.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$field => $label,)+
                }
            }

            /// As rule files call it, without its object.
            #[must_use]
            pub const fn file_name(self) -> &'static str {
                match self {
                    $(Self::$field => catalogue!(@first $($alias)+),)+
                }
            }

            /// The field that goes by `name`, whatever its case.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                let is = |alias: &str| alias.eq_ignore_ascii_case(name);
                $(if false $(|| is($alias))+ {
                    return Some(Self::$field);
                })+
                None
            }
        }
    };
    (@first $first:literal $($rest:literal)*) => { $first };
}

catalogue! {
    /// A field of a case.
    CaseField, "case":
    Status "Status" ["Status"];
    Priority "Priority" ["Priority"];
    Owner "Owner" ["OwnerId" "Owner" "Owner.Name"];
    OwnerType "Owner type" ["Owner.Type"];
    RecordType "Record type" ["RecordTypeId" "RecordType" "record_type" "RecordType.Name"];
    Type "Type" ["Type"];
    Origin "Origin" ["Origin"];
    Reason "Reason" ["Reason"];
    Product "Product" ["Product" "ProductId"];
    Subject "Subject" ["Subject"];
    Description "Description" ["Description"];
    Number "Number" ["CaseNumber" "number"];
    BusinessHours "Business hours" ["BusinessHoursId" "BusinessHours" "business_hours"];
    IsClosed "Is closed" ["IsClosed" "is_closed"];
    IsEscalated "Is escalated" ["IsEscalated" "is_escalated"];
    CreatedAt "Created" ["CreatedDate" "created_at"];
    CreatedBy "Created by" ["CreatedById" "created_by" "CreatedBy.Name"];
    LastModifiedAt "Last modified" ["LastModifiedDate" "last_modified_at"];
    ClosedAt "Closed" ["ClosedDate" "closed_at"];
}

catalogue! {
    /// A field of the case's account.
    AccountField, "account":
    Name "Account name" ["Name"];
    Country "Account country" ["BillingCountry" "country" "BillingCountryCode"];
    Sla "Account service level" ["SLA__c" "sla"];
    Industry "Account industry" ["Industry"];
    Type "Account type" ["Type"];
}

catalogue! {
    /// A field of the case's contact.
    ContactField, "contact":
    Name "Contact name" ["Name"];
    Email "Contact e-mail" ["Email"];
    Phone "Contact phone" ["Phone"];
    Country "Contact country" ["MailingCountry" "country"];
}

impl Field {
    /// The field that a rule file or a scenario means by `Case.Priority` or `account.sla`, where
    /// `custom` finds a field that was added. What nobody knows is [`Field::Unreadable`].
    pub fn named(
        path: &str,
        custom: impl FnOnce(CustomFieldOf, &str) -> Option<CustomFieldId>,
    ) -> Self {
        let unreadable = Self::Unreadable(path.into());
        let Some((object, name)) = path.split_once('.') else {
            return unreadable;
        };
        let (of, known) = match object.to_ascii_lowercase().as_str() {
            "case" => (CustomFieldOf::Case, CaseField::named(name).map(Self::Case)),
            "account" => (
                CustomFieldOf::Account,
                AccountField::named(name).map(Self::Account),
            ),
            "contact" => (
                CustomFieldOf::Contact,
                ContactField::named(name).map(Self::Contact),
            ),
            _ => return unreadable,
        };
        known
            .or_else(|| custom(of, name).map(Self::Custom))
            .unwrap_or(unreadable)
    }

    /// The value of the field for `case`, with related records as `records` has them
    /// (semantics 2.26).
    pub(super) fn value<'a, R: Records>(&self, records: &'a R, case: &'a Case) -> FieldValue<'a> {
        let account = || case.account.and_then(|id| records.find::<Account>(id));
        let contact = || case.contact.and_then(|id| records.find::<Contact>(id));
        match self {
            Self::Case(field) => field.value(records, case),
            Self::Account(field) => {
                account().map_or(FieldValue::Empty, |account| field.value(account))
            }
            Self::Contact(field) => {
                contact().map_or(FieldValue::Empty, |contact| field.value(contact))
            }
            Self::Custom(id) => {
                let of = records.find::<CustomField>(*id).map(|field| field.of);
                let values = match of {
                    Some(CustomFieldOf::Case) => Some(&case.custom),
                    Some(CustomFieldOf::Account) => account().map(|account| &account.custom),
                    Some(CustomFieldOf::Contact) => contact().map(|contact| &contact.custom),
                    None => None,
                };
                values.map_or(FieldValue::Empty, |values| {
                    FieldValue::Text(custom_text(values, *id))
                })
            }
            Self::Unreadable(_) => FieldValue::Empty,
        }
    }

    /// How to get a number that stands for the field's value, equal for two cases only when their
    /// values are; `None` for a value that is not chosen from a list. It lets a verdict be
    /// remembered.
    pub(super) fn key(&self) -> Option<fn(&Case) -> u64> {
        let key: fn(&Case) -> u64 = match self {
            Self::Case(field) => match field {
                CaseField::Status => |case| case.status.0,
                CaseField::Priority => |case| key_of(case.priority),
                CaseField::RecordType => |case| key_of(case.record_type),
                CaseField::Type => |case| key_of(case.case_type),
                CaseField::Origin => |case| key_of(case.origin),
                CaseField::Reason => |case| key_of(case.reason),
                CaseField::Product => |case| key_of(case.product),
                CaseField::Owner => |case| match case.owner {
                    Assignee::User(id) => id.0,
                    // Ids stay below 2⁵³, so this bit tells a queue from a user.
                    Assignee::Queue(id) => id.0 | (1 << 60),
                },
                CaseField::BusinessHours => |case| key_of(case.calendar),
                CaseField::IsClosed => |case| u64::from(case.is_closed()),
                CaseField::IsEscalated => |case| u64::from(case.is_escalated),
                CaseField::OwnerType
                | CaseField::Subject
                | CaseField::Description
                | CaseField::Number
                | CaseField::CreatedAt
                | CaseField::CreatedBy
                | CaseField::LastModifiedAt
                | CaseField::ClosedAt => return None,
            },
            Self::Account(_) => |case| key_of(case.account),
            Self::Contact(_) | Self::Custom(_) | Self::Unreadable(_) => return None,
        };
        Some(key)
    }
}

/// No id is zero: serials begin with 1.
fn key_of<I: Into<u64>>(id: Option<I>) -> u64 {
    id.map_or(0, Into::into)
}

impl CaseField {
    fn value<'a, R: Records>(self, records: &'a R, case: &'a Case) -> FieldValue<'a> {
        let choice = |id: Option<ChoiceId>| {
            let found = id.and_then(|id| records.find::<Choice>(id));
            found.map_or(FieldValue::Empty, |choice| FieldValue::Text(&choice.name))
        };
        let user = |id: UserId| records.find::<User>(id).map_or("", |user| &user.name);
        let moment = |at: Option<Instant>| at.map_or(FieldValue::Empty, FieldValue::Moment);
        match self {
            Self::Status => {
                let status = records.find::<CaseStatus>(case.status);
                status.map_or(FieldValue::Empty, |status| FieldValue::Text(&status.name))
            }
            Self::Priority => choice(case.priority),
            Self::RecordType => choice(case.record_type),
            Self::Type => choice(case.case_type),
            Self::Origin => choice(case.origin),
            Self::Reason => choice(case.reason),
            Self::Product => choice(case.product),
            Self::Owner => FieldValue::Text(match case.owner {
                Assignee::User(id) => user(id),
                Assignee::Queue(id) => records.find::<Queue>(id).map_or("", |queue| &queue.name),
            }),
            Self::OwnerType => FieldValue::Text(match case.owner {
                Assignee::User(_) => "User",
                Assignee::Queue(_) => "Queue",
            }),
            Self::Subject => FieldValue::Text(&case.subject),
            Self::Description => FieldValue::Text(&case.description),
            Self::Number => FieldValue::Number(number(case.number)),
            Self::BusinessHours => {
                let calendar = case.calendar.and_then(|id| records.find::<Calendar>(id));
                calendar.map_or(FieldValue::Empty, |calendar| {
                    FieldValue::Text(&calendar.name)
                })
            }
            Self::IsClosed => FieldValue::Flag(case.is_closed()),
            Self::IsEscalated => FieldValue::Flag(case.is_escalated),
            Self::CreatedAt => FieldValue::Moment(case.created.at),
            Self::CreatedBy => match case.created.by {
                Actor::User(id) => FieldValue::Text(user(id)),
                Actor::Customer => FieldValue::Text("Customer"),
                Actor::RuleEngine | Actor::System => FieldValue::Empty,
            },
            Self::LastModifiedAt => FieldValue::Moment(case.last_modified.at),
            Self::ClosedAt => moment(case.closed_at),
        }
    }

    /// The list that the field's values are chosen from, when they are.
    #[must_use]
    pub const fn list(self) -> Option<ChoiceList> {
        match self {
            Self::Priority => Some(ChoiceList::Priority),
            Self::RecordType => Some(ChoiceList::RecordType),
            Self::Type => Some(ChoiceList::Type),
            Self::Origin => Some(ChoiceList::Origin),
            Self::Reason => Some(ChoiceList::Reason),
            Self::Product => Some(ChoiceList::Product),
            _ => None,
        }
    }
}

/// A case number as criteria compare it; numbers beyond 2⁵³ do not occur.
#[expect(
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "numbers stay below 2⁵³"
)]
const fn number(number: u64) -> f64 {
    number as f64
}

impl AccountField {
    fn value(self, account: &Account) -> FieldValue<'_> {
        FieldValue::Text(match self {
            Self::Name => &account.name,
            Self::Country => &account.country,
            Self::Sla => &account.sla,
            Self::Industry => &account.industry,
            Self::Type => &account.account_type,
        })
    }
}

impl ContactField {
    fn value(self, contact: &Contact) -> FieldValue<'_> {
        FieldValue::Text(match self {
            Self::Name => &contact.name,
            Self::Email => &contact.email,
            Self::Phone => &contact.phone,
            Self::Country => &contact.country,
        })
    }
}
