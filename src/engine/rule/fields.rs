//! A field that rules look at, and its value for a case.

use super::{
    added_field::AddedField,
    catalogue::{AccountField, CaseField, ContactField, UserField},
};
use crate::engine::{
    account::{Account, Contact},
    case::{Case, custom_text},
    choice::{CustomField, CustomFieldOf},
    field_type::{FieldType, read_number},
    id::CustomFieldId,
    instant::Instant,
    people::{Assignee, User},
    record::Records,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A field that a rule looks at (semantics 3.2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// One of the case itself.
    Case(CaseField),
    /// One of the case's account.
    Account(AccountField),
    /// One of the case's contact.
    Contact(ContactField),
    /// One of somebody who has to do with the case.
    User(CaseUser, UserField),
    /// One that was added to cases, accounts or contacts.
    Custom(CustomFieldId),
    /// One that was added to users.
    UserCustom(CaseUser, CustomFieldId),
    /// One that cannot be read here, by the name it came with: its entry never matches.
    Unreadable(Box<str>),
}

/// Somebody who works here and has to do with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseUser {
    /// Whoever has it; nobody while a queue has it.
    Owner,
    /// Whoever opened it.
    Creator,
    /// Whoever modified it last.
    Modifier,
}

impl CaseUser {
    /// Everybody, in the order people see them.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Creator, Self::Modifier];

    /// As people see them.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Creator => "Creator",
            Self::Modifier => "Last modifier",
        }
    }

    /// As rule files call the way to them.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Creator => "CreatedBy",
            Self::Modifier => "LastModifiedBy",
        }
    }

    fn named(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("Owner:User") {
            return Some(Self::Owner);
        }
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.file_name().eq_ignore_ascii_case(name))
    }

    fn of<'a, R: Records>(self, records: &'a R, case: &Case) -> Option<&'a User> {
        let id = match self {
            Self::Owner => match case.owner {
                Assignee::User(id) => Some(id),
                Assignee::Queue(_) => None,
            },
            Self::Creator => case.created.by.user(),
            Self::Modifier => case.last_modified.by.user(),
        };
        id.and_then(|id| records.find::<User>(id))
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldValue<'a> {
    /// A text; a blank one is empty.
    Text(&'a str),
    /// A name of which files know the words joined by underscores.
    DeveloperName(&'a str),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(NaiveDate),
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
            Self::Text(text) | Self::DeveloperName(text) => text.trim().is_empty(),
            Self::Empty => true,
            Self::Number(_) | Self::Flag(_) | Self::Day(_) | Self::Moment(_) => false,
        }
    }

    /// The number that it is, or that its text is.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => read_number(text),
            _ => None,
        }
    }
}

/// What rule files call something that people call `name`: `Order_Claim` for `Order claim`, but
/// for the case of its letters.
#[must_use]
pub fn developer_name(name: &str) -> String {
    let mut made = String::new();
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        if !part.is_empty() && !made.is_empty() {
            made.push('_');
        }
        made.push_str(part);
    }
    made
}

impl Field {
    /// The field that a rule file or a scenario means by `Case.Priority`, `account.sla` or
    /// `Case.CreatedBy.Email`, where `custom` finds a field that was added. What nobody knows is
    /// [`Field::Unreadable`].
    pub fn named(
        path: &str,
        custom: impl FnOnce(CustomFieldOf, &str) -> Option<CustomFieldId>,
    ) -> Self {
        let found = path.split_once('.').and_then(|(object, name)| {
            if !object.eq_ignore_ascii_case("case") {
                return Self::of_customer(object, name, custom);
            }
            if let Some(known) = Self::of_case(name) {
                return Some(known);
            }
            let Some((relation, name)) = name.split_once('.') else {
                return custom(CustomFieldOf::Case, name).map(Self::Custom);
            };
            let Some(who) = CaseUser::named(relation) else {
                return Self::of_customer(relation, name, custom);
            };
            let known = UserField::named(name).map(|field| Self::User(who, field));
            known.or_else(|| {
                custom(CustomFieldOf::User, name).map(|field| Self::UserCustom(who, field))
            })
        });
        found.unwrap_or_else(|| Self::Unreadable(path.into()))
    }

    /// A field of the case that files know by that name.
    fn of_case(name: &str) -> Option<Self> {
        let own = CaseField::named(name).map(Self::Case);
        own.or_else(|| match name.to_ascii_lowercase().as_str() {
            "accountid" => Some(Self::Account(AccountField::Name)),
            "contactid" => Some(Self::Contact(ContactField::Name)),
            "contactemail" => Some(Self::Contact(ContactField::Email)),
            "contactphone" => Some(Self::Contact(ContactField::Phone)),
            _ => None,
        })
    }

    fn of_customer(
        object: &str,
        name: &str,
        custom: impl FnOnce(CustomFieldOf, &str) -> Option<CustomFieldId>,
    ) -> Option<Self> {
        let (of, known) = match object.to_ascii_lowercase().as_str() {
            "account" => (
                CustomFieldOf::Account,
                AccountField::named(name).map(Self::Account),
            ),
            "contact" => (
                CustomFieldOf::Contact,
                ContactField::named(name).map(Self::Contact),
            ),
            _ => return None,
        };
        known.or_else(|| custom(of, name).map(Self::Custom))
    }

    /// What it holds, where `records` has the added fields.
    #[must_use]
    pub fn field_type<R: Records>(&self, records: &R) -> FieldType {
        match self {
            Self::Case(field) => field.field_type(),
            Self::User(_, field) => field.field_type(),
            Self::Custom(id) | Self::UserCustom(_, id) => records
                .find::<CustomField>(*id)
                .map_or(FieldType::Text, |field| field.field_type),
            Self::Account(_) | Self::Contact(_) | Self::Unreadable(_) => FieldType::Text,
        }
    }

    /// The value of the field for `case`, with related records as `records` has them
    /// (semantics 2.26).
    pub(in crate::engine) fn value<'a, R: Records>(
        &self,
        records: &'a R,
        case: &'a Case,
    ) -> FieldValue<'a> {
        let account = || case.account.and_then(|id| records.find::<Account>(id));
        let contact = || case.contact.and_then(|id| records.find::<Contact>(id));
        match self {
            Self::Case(field) => field.value(records, case),
            Self::Account(field) => {
                account().map_or(FieldValue::Empty, |account| field.value(records, account))
            }
            Self::Contact(field) => {
                contact().map_or(FieldValue::Empty, |contact| field.value(contact))
            }
            Self::User(who, field) => {
                let user = who.of(records, case);
                user.map_or(FieldValue::Empty, |user| field.value(records, user))
            }
            Self::Custom(id) => AddedField::find(records, *id)
                .map_or(FieldValue::Empty, |field| field.value(records, case)),
            Self::UserCustom(who, id) => {
                let (field, user) = (AddedField::find(records, *id), who.of(records, case));
                field.zip(user).map_or(FieldValue::Empty, |(field, user)| {
                    field.value_of(custom_text(&user.custom, *id))
                })
            }
            Self::Unreadable(_) => FieldValue::Empty,
        }
    }

    /// What tells that two cases hold the same there; `None` where no id does. It lets verdicts be
    /// remembered.
    pub(super) fn key(&self) -> Option<fn(&Case) -> u64> {
        Some(match self {
            Self::Case(field) => match field {
                CaseField::Status => |case| case.status.0,
                CaseField::Priority => |case| key_of(case.priority),
                CaseField::RecordType | CaseField::RecordTypeDeveloperName => {
                    |case| key_of(case.record_type)
                }
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
                CaseField::AssignmentGroup => |case| key_of(case.assignment_group),
                CaseField::LastRepliedBy => |case| key_of(case.last_replied_by),
                CaseField::IsClosed => |case| u64::from(case.is_closed()),
                CaseField::IsEscalated => |case| u64::from(case.is_escalated),
                _ => return None,
            },
            Self::Account(_) => |case| key_of(case.account),
            Self::Contact(_)
            | Self::User(..)
            | Self::Custom(_)
            | Self::UserCustom(..)
            | Self::Unreadable(_) => return None,
        })
    }
}

/// No id is zero: serials begin with 1.
fn key_of<I: Into<u64>>(id: Option<I>) -> u64 {
    id.map_or(0, Into::into)
}
