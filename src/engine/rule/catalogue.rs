//! The one catalogue of fields that rules can look at: what they are called, and what they hold.

use super::fields::FieldValue;
use crate::engine::{
    account::{Account, Contact},
    calendar::Calendar,
    case::Case,
    choice::{CaseStatus, Choice, ChoiceList},
    field_type::FieldType,
    id::{ChoiceId, UserId},
    instant::Instant,
    people::{Assignee, Group, Queue, User},
    record::Records,
    stamp::Actor,
};
use serde::{Deserialize, Serialize};

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
    OwnerQueue "Owner queue" ["Owner:Queue.QueueName" "Owner:Queue.Name" "owner_queue"];
    OwnerQueueDeveloperName "Owner queue, developer name" ["Owner:Queue.DeveloperName"];
    AssignmentGroup "Assignment group" ["assignment_group" "AssignmentGroup"];
    RecordType "Record type" ["RecordTypeId" "RecordType" "record_type" "RecordType.Name"];
    RecordTypeDeveloperName "Record type, developer name" ["RecordType.DeveloperName"];
    Type "Type" ["Type"];
    Origin "Origin" ["Origin"];
    Reason "Reason" ["Reason"];
    Product "Product" ["Product" "ProductId"];
    Subject "Subject" ["Subject"];
    Description "Description" ["Description"];
    Number "Number" ["CaseNumber" "number"];
    ExternalNumber "Number elsewhere" ["external_number"];
    BusinessHours "Business hours" ["BusinessHoursId" "BusinessHours" "business_hours"];
    IsClosed "Is closed" ["IsClosed" "is_closed"];
    IsEscalated "Is escalated" ["IsEscalated" "is_escalated"];
    CreatedAt "Created" ["CreatedDate" "created_at"];
    CreatedBy "Created by" ["CreatedById" "created_by" "CreatedBy.Name"];
    FirstModifiedAt "First modified" ["first_modified_at"];
    LastModifiedAt "Last modified" ["LastModifiedDate" "last_modified_at"];
    LastModifiedBy "Last modified by" ["LastModifiedById" "last_modified_by" "LastModifiedBy.Name"];
    LastCustomerModifiedAt "Last modified by the customer" ["last_customer_modified_at"];
    LastInternalModifiedAt "Last modified by somebody here" ["last_internal_modified_at"];
    LastCustomerMessage "Last customer message" ["last_customer_message"];
    LastRepliedBy "Last replied by" ["last_replied_by"];
    LastActivityAt "Last activity" ["LastActivityDate" "last_activity_at"];
    SystemModifiedAt "Last written by the engine" ["SystemModstamp" "system_modified_at"];
    ClosedAt "Closed" ["ClosedDate" "closed_at"];
    ReopenedAt "Reopened" ["reopened_at"];
    OpenCycle "Times reopened" ["open_cycle"];
}

catalogue! {
    /// A field of the case's account.
    AccountField, "account":
    Name "Account name" ["Name"];
    Country "Account country" ["BillingCountry" "country" "BillingCountryCode"];
    Sla "Account service level" ["SLA__c" "sla"];
    Industry "Account industry" ["Industry"];
    Type "Account type" ["Type"];
    Manager "Account manager" ["manager" "Manager.Name"];
}

catalogue! {
    /// A field of the case's contact.
    ContactField, "contact":
    Name "Contact name" ["Name"];
    Email "Contact e-mail" ["Email"];
    Phone "Contact phone" ["Phone"];
    Country "Contact country" ["MailingCountry" "country"];
}

catalogue! {
    /// A field of somebody who works here and has to do with the case; names are fields of the
    /// case itself.
    UserField, "user":
    Username "user name" ["Username"];
    Email "e-mail" ["Email"];
    Phone "phone" ["Phone"];
    IsActive "is active" ["IsActive" "active"];
    SupportRep "is a support rep" ["support_rep"];
    Manager "manager" ["Manager.Name" "ManagerId" "Manager"];
}

impl CaseField {
    pub(super) fn value<'a, R: Records>(self, records: &'a R, case: &'a Case) -> FieldValue<'a> {
        let choice = |id: Option<ChoiceId>| {
            let found = id.and_then(|id| records.find::<Choice>(id));
            found.map_or(FieldValue::Empty, |choice| FieldValue::Text(&choice.name))
        };
        let user = |id: UserId| records.find::<User>(id).map_or("", |user| &user.name);
        let actor = |by: Actor| match by {
            Actor::User(id) => FieldValue::Text(user(id)),
            Actor::Customer => FieldValue::Text("Customer"),
            _ => FieldValue::Empty,
        };
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
            Self::Owner | Self::OwnerType | Self::OwnerQueue | Self::OwnerQueueDeveloperName => {
                self.of_owner(records, case)
            }
            Self::RecordTypeDeveloperName => {
                let found = case.record_type.and_then(|id| records.find::<Choice>(id));
                FieldValue::DeveloperName(found.map_or("", |choice| &choice.name))
            }
            Self::Subject => FieldValue::Text(&case.subject),
            Self::Description => FieldValue::Text(&case.description),
            Self::Number => FieldValue::Number(number(case.number)),
            Self::ExternalNumber => {
                FieldValue::Text(case.external_number.as_deref().unwrap_or_default())
            }
            Self::BusinessHours => {
                let calendar = case.calendar.and_then(|id| records.find::<Calendar>(id));
                calendar.map_or(FieldValue::Empty, |calendar| {
                    FieldValue::Text(&calendar.name)
                })
            }
            Self::IsClosed => FieldValue::Flag(case.is_closed()),
            Self::IsEscalated => FieldValue::Flag(case.is_escalated),
            Self::CreatedAt => FieldValue::Moment(case.created.at),
            Self::CreatedBy => actor(case.created.by),
            Self::FirstModifiedAt => moment(case.first_modified_at),
            Self::LastModifiedAt => FieldValue::Moment(case.last_modified.at),
            Self::LastModifiedBy => actor(case.last_modified.by),
            Self::LastCustomerModifiedAt => moment(case.last_customer_modified_at),
            Self::LastInternalModifiedAt => moment(case.last_internal_modified_at),
            Self::LastActivityAt => moment(case.last_activity_at),
            Self::SystemModifiedAt => moment(case.system_modified_at),
            Self::ClosedAt => moment(case.closed_at),
            Self::ReopenedAt => moment(case.reopened_at),
            Self::OpenCycle => FieldValue::Number(f64::from(case.open_cycle)),
            Self::AssignmentGroup => {
                let group = case
                    .assignment_group
                    .and_then(|id| records.find::<Group>(id));
                group.map_or(FieldValue::Empty, |group| FieldValue::Text(&group.name))
            }
            Self::LastCustomerMessage => {
                FieldValue::Text(case.last_customer_message.as_deref().unwrap_or_default())
            }
            Self::LastRepliedBy => FieldValue::Text(case.last_replied_by.map_or("", user)),
        }
    }

    /// What a field of whoever has the case holds.
    fn of_owner<'a, R: Records>(self, records: &'a R, case: &'a Case) -> FieldValue<'a> {
        let queue = || owner_queue(records, case);
        match self {
            Self::Owner => FieldValue::Text(match case.owner {
                Assignee::User(id) => records.find::<User>(id).map_or("", |user| &user.name),
                Assignee::Queue(_) => queue().map_or("", |queue| &queue.name),
            }),
            Self::OwnerType => FieldValue::Text(match case.owner {
                Assignee::User(_) => "User",
                Assignee::Queue(_) => "Queue",
            }),
            Self::OwnerQueue => FieldValue::Text(queue().map_or("", |queue| &queue.name)),
            Self::OwnerQueueDeveloperName => match queue() {
                Some(queue) if queue.developer_name.is_empty() => {
                    FieldValue::DeveloperName(&queue.name)
                }
                queue => FieldValue::Text(queue.map_or("", |queue| &queue.developer_name)),
            },
            _ => FieldValue::Empty,
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

    /// What it holds.
    #[must_use]
    pub const fn field_type(self) -> FieldType {
        match self {
            Self::Status
            | Self::Priority
            | Self::RecordType
            | Self::Type
            | Self::Origin
            | Self::Reason
            | Self::Product => FieldType::Picklist,
            Self::Number | Self::OpenCycle => FieldType::Number,
            Self::IsClosed | Self::IsEscalated => FieldType::Checkbox,
            Self::CreatedAt
            | Self::FirstModifiedAt
            | Self::LastModifiedAt
            | Self::LastCustomerModifiedAt
            | Self::LastInternalModifiedAt
            | Self::LastActivityAt
            | Self::SystemModifiedAt
            | Self::ClosedAt
            | Self::ReopenedAt => FieldType::DateTime,
            _ => FieldType::Text,
        }
    }
}

/// The queue that has the case, when one has.
fn owner_queue<'a, R: Records>(records: &'a R, case: &Case) -> Option<&'a Queue> {
    match case.owner {
        Assignee::User(_) => None,
        Assignee::Queue(id) => records.find::<Queue>(id),
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
    pub(super) fn value<'a, R: Records>(
        self,
        records: &'a R,
        account: &'a Account,
    ) -> FieldValue<'a> {
        FieldValue::Text(match self {
            Self::Name => &account.name,
            Self::Country => &account.country,
            Self::Sla => &account.sla,
            Self::Industry => &account.industry,
            Self::Type => &account.account_type,
            Self::Manager => {
                let manager = account.manager.and_then(|id| records.find::<User>(id));
                manager.map_or("", |manager| &manager.name)
            }
        })
    }
}

impl ContactField {
    pub(super) fn value(self, contact: &Contact) -> FieldValue<'_> {
        FieldValue::Text(match self {
            Self::Name => &contact.name,
            Self::Email => &contact.email,
            Self::Phone => &contact.phone,
            Self::Country => &contact.country,
        })
    }
}

impl UserField {
    pub(super) fn value<'a, R: Records>(self, records: &'a R, user: &'a User) -> FieldValue<'a> {
        FieldValue::Text(match self {
            Self::Username => &user.username,
            Self::Email => &user.email,
            Self::Phone => &user.phone,
            Self::IsActive => return FieldValue::Flag(user.active),
            Self::SupportRep => return FieldValue::Flag(user.support_rep),
            Self::Manager => {
                let manager = user.manager.and_then(|id| records.find::<User>(id));
                manager.map_or("", |manager| &manager.name)
            }
        })
    }

    /// What it holds.
    #[must_use]
    pub const fn field_type(self) -> FieldType {
        match self {
            Self::IsActive | Self::SupportRep => FieldType::Checkbox,
            _ => FieldType::Text,
        }
    }
}
