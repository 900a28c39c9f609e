//! The fields of a case that people fill in: what each holds, how it is entered, and the change
//! that a new value makes.

use super::{
    added_field::{added_fields, added_label, shown},
    phrase::assignee_words,
};
use crate::engine::{
    account::{Account, Contact},
    case::Case,
    choice::{ChoiceList, CustomFieldOf},
    command::CaseChange,
    desk::Desk,
    field_error::FieldError,
    id::{CustomFieldId, QueueId, UserId},
    in_order::by_name,
    people::Assignee,
};

/// A field of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseFieldKey {
    /// One line.
    Subject,
    /// The whole story.
    Description,
    /// How far along.
    Status,
    /// Who has it.
    Owner,
    /// A value of a list.
    Choice(ChoiceList),
    /// The customer's company.
    Account,
    /// The customer's person.
    Contact,
    /// Which hours count.
    BusinessHours,
    /// The flag.
    IsEscalated,
    /// One that was added.
    Custom(CustomFieldId),
}

/// How a field is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseInput {
    /// A line of text.
    Line,
    /// Several lines.
    Area,
    /// One of a few.
    Select,
    /// One of many.
    Combobox,
    /// As the type of the added field asks for.
    Added(CustomFieldId),
}

/// A field with what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaseFieldView {
    /// Which field.
    pub key: CaseFieldKey,
    /// Its name.
    pub label: String,
    /// What it holds, as an input has it: a text, or the key of an option.
    pub value: String,
    /// What it holds, as people read it; empty when it holds nothing.
    pub text: String,
    /// How it is entered.
    pub input: CaseInput,
}

const FIELDS: [CaseFieldKey; 14] = [
    CaseFieldKey::Subject,
    CaseFieldKey::Status,
    CaseFieldKey::Choice(ChoiceList::Priority),
    CaseFieldKey::Owner,
    CaseFieldKey::Account,
    CaseFieldKey::Contact,
    CaseFieldKey::Choice(ChoiceList::Type),
    CaseFieldKey::Choice(ChoiceList::Reason),
    CaseFieldKey::Choice(ChoiceList::Product),
    CaseFieldKey::Choice(ChoiceList::Origin),
    CaseFieldKey::Choice(ChoiceList::RecordType),
    CaseFieldKey::BusinessHours,
    CaseFieldKey::IsEscalated,
    CaseFieldKey::Description,
];

/// The fields of a case with what they hold, the added ones last.
#[must_use]
pub fn case_fields(desk: &Desk, case: &Case) -> Vec<CaseFieldView> {
    let shown = shown_fields(desk, &FIELDS).into_iter();
    shown.map(|key| key.of(desk, case)).collect()
}

/// Those of `fields` that people see on this desk (semantics 4.3), and the added ones after them.
#[must_use]
pub fn shown_fields(desk: &Desk, fields: &[CaseFieldKey]) -> Vec<CaseFieldKey> {
    let shows_hours = desk
        .preferences()
        .is_some_and(|all| all.show_business_hours);
    let is_shown = |key: &CaseFieldKey| shows_hours || *key != CaseFieldKey::BusinessHours;
    let shown = fields.iter().copied().filter(is_shown);
    shown.chain(added_keys(desk)).collect()
}

/// The fields that were added to cases.
fn added_keys(desk: &Desk) -> impl Iterator<Item = CaseFieldKey> {
    added_fields(desk, CustomFieldOf::Case).map(|field| CaseFieldKey::Custom(field.id))
}

impl CaseFieldKey {
    /// The field of one case.
    #[must_use]
    pub fn of(self, desk: &Desk, case: &Case) -> CaseFieldView {
        let value = self.value(case);
        let text = match self {
            Self::BusinessHours if case.calendar.is_none() => {
                let default = desk.default_calendar();
                default
                    .map(|calendar| calendar.name.to_string())
                    .unwrap_or_default()
            }
            _ => self.text(desk, &value),
        };
        CaseFieldView {
            key: self,
            label: self.label(desk),
            value,
            text,
            input: self.input(),
        }
    }

    /// What a value that an input has is called; empty for none.
    #[must_use]
    pub fn text(self, desk: &Desk, value: &str) -> String {
        let id = value.parse::<u64>().unwrap_or_default();
        let name = match self {
            Self::Subject | Self::Description => return value.to_owned(),
            Self::Custom(id) => return shown(desk, id, value),
            Self::Owner => {
                let owner = assignee_of_key(value);
                return owner
                    .map(|owner| assignee_words(desk, owner))
                    .unwrap_or_default();
            }
            Self::IsEscalated if value == "true" => "Yes",
            Self::IsEscalated => "No",
            Self::Status => desk
                .statuses
                .get(&id.into())
                .map_or("", |status| &status.name),
            Self::Choice(_) => desk
                .choices
                .get(&id.into())
                .map_or("", |choice| &choice.name),
            Self::Account => desk
                .accounts
                .get(&id.into())
                .map_or("", |account| &account.name),
            Self::Contact => desk
                .contacts
                .get(&id.into())
                .map_or("", |contact| &contact.name),
            Self::BusinessHours => desk
                .calendars
                .get(&id.into())
                .map_or("", |calendar| &calendar.name),
        };
        name.to_owned()
    }

    /// Its name.
    #[must_use]
    pub fn label(self, desk: &Desk) -> String {
        match self {
            Self::Subject => "Subject",
            Self::Description => "Description",
            Self::Status => "Status",
            Self::Owner => "Owner",
            Self::Choice(list) => list_label(list),
            Self::Account => "Account",
            Self::Contact => "Contact",
            Self::BusinessHours => "Business hours",
            Self::IsEscalated => "Escalated",
            Self::Custom(id) => return added_label(desk, id),
        }
        .to_owned()
    }

    /// How it is entered.
    #[must_use]
    pub const fn input(self) -> CaseInput {
        match self {
            Self::Custom(id) => CaseInput::Added(id),
            Self::Subject => CaseInput::Line,
            Self::Description => CaseInput::Area,
            Self::Status | Self::Choice(_) | Self::BusinessHours | Self::IsEscalated => {
                CaseInput::Select
            }
            Self::Owner | Self::Account | Self::Contact => CaseInput::Combobox,
        }
    }

    /// The name of the field in what the engine says is wrong.
    #[must_use]
    pub fn error_field(self) -> String {
        match self {
            Self::Subject => "subject",
            Self::Description => "description",
            Self::Status => "status",
            Self::Owner => "owner",
            Self::Choice(ChoiceList::Priority) => "priority",
            Self::Choice(ChoiceList::Type) => "type",
            Self::Choice(ChoiceList::Origin) => "origin",
            Self::Choice(ChoiceList::Reason) => "reason",
            Self::Choice(ChoiceList::Product) => "product",
            Self::Choice(ChoiceList::RecordType) => "record_type",
            Self::Account => "account",
            Self::Contact => "contact",
            Self::BusinessHours => "business_hours",
            Self::IsEscalated => "is_escalated",
            Self::Custom(id) => return format!("custom.{}", id.0),
        }
        .to_owned()
    }

    fn value(self, case: &Case) -> String {
        let key = |id: Option<u64>| id.map(|id| id.to_string()).unwrap_or_default();
        match self {
            Self::Subject => case.subject.to_string(),
            Self::Description => case.description.to_string(),
            Self::Status => case.status.0.to_string(),
            Self::Owner => assignee_key(case.owner),
            Self::Choice(list) => key(choice_of(case, list)),
            Self::Account => key(case.account.map(|id| id.0)),
            Self::Contact => key(case.contact.map(|id| id.0)),
            Self::BusinessHours => key(case.calendar.map(|id| id.0)),
            Self::IsEscalated => case.is_escalated.to_string(),
            Self::Custom(id) => case.custom(id).to_owned(),
        }
    }

    /// What may be chosen, as key and text; empty for a text and for an added field.
    #[must_use]
    pub fn options(self, desk: &Desk) -> Vec<(String, String)> {
        let option = |id: u64, name: &str| (id.to_string(), name.to_owned());
        match self {
            Self::Subject | Self::Description | Self::Custom(_) => Vec::new(),
            Self::Status => desk
                .statuses_in_order()
                .iter()
                .map(|status| option(status.id.0, &status.name))
                .collect(),
            Self::Owner => assignee_options(desk),
            Self::Choice(list) => with_none(
                desk.choices_of(list)
                    .iter()
                    .map(|choice| option(choice.id.0, &choice.name)),
            ),
            Self::Account => with_none(
                desk.accounts
                    .values()
                    .map(|one: &Account| option(one.id.0, &one.name)),
            ),
            Self::Contact => with_none(
                desk.contacts
                    .values()
                    .map(|one: &Contact| option(one.id.0, &one.name)),
            ),
            Self::BusinessHours => {
                let active = desk.calendars.values().filter(|calendar| calendar.active);
                active
                    .map(|calendar| option(calendar.id.0, &calendar.name))
                    .collect()
            }
            Self::IsEscalated => vec![
                ("false".to_owned(), "No".to_owned()),
                ("true".to_owned(), "Yes".to_owned()),
            ],
        }
    }

    /// The change that makes the field hold what an input has.
    pub fn change(self, value: &str) -> Result<CaseChange, FieldError> {
        let wrong = || FieldError::new(self.error_field(), "choose one of the list");
        let number = || value.parse::<u64>().map_err(|_| wrong());
        let chosen = || {
            if value.is_empty() {
                Ok(None)
            } else {
                number().map(Some)
            }
        };
        Ok(match self {
            Self::Subject => CaseChange::Subject(value.into()),
            Self::Description => CaseChange::Description(value.into()),
            Self::Status => CaseChange::Status(number()?.into()),
            Self::Owner => CaseChange::Owner(assignee_of_key(value).ok_or_else(wrong)?),
            Self::Choice(list) => CaseChange::Choice(list, chosen()?.map(Into::into)),
            Self::Account => CaseChange::Account(chosen()?.map(Into::into)),
            Self::Contact => CaseChange::Contact(chosen()?.map(Into::into)),
            Self::BusinessHours => CaseChange::BusinessHours(chosen()?.map(Into::into)),
            Self::IsEscalated => CaseChange::IsEscalated(value == "true"),
            Self::Custom(id) => CaseChange::Custom((id, value.into())),
        })
    }
}

pub(super) fn with_none(options: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), "None".to_owned()))
        .chain(options)
        .collect()
}

/// The name of a list.
#[must_use]
pub const fn list_label(list: ChoiceList) -> &'static str {
    match list {
        ChoiceList::Priority => "Priority",
        ChoiceList::Type => "Type",
        ChoiceList::Origin => "Origin",
        ChoiceList::Reason => "Reason",
        ChoiceList::Product => "Product",
        ChoiceList::RecordType => "Record type",
    }
}

/// The choice that a case has of a list.
#[must_use]
pub fn choice_of(case: &Case, list: ChoiceList) -> Option<u64> {
    let choice = match list {
        ChoiceList::Priority => case.priority,
        ChoiceList::Type => case.case_type,
        ChoiceList::Origin => case.origin,
        ChoiceList::Reason => case.reason,
        ChoiceList::Product => case.product,
        ChoiceList::RecordType => case.record_type,
    };
    choice.map(|id| id.0)
}

/// What stands for a user or a queue in an input or an address.
#[must_use]
pub fn assignee_key(assignee: Assignee) -> String {
    match assignee {
        Assignee::User(id) => format!("u{}", id.0),
        Assignee::Queue(id) => format!("q{}", id.0),
    }
}

/// The user or queue that such a key stands for.
#[must_use]
pub fn assignee_of_key(key: &str) -> Option<Assignee> {
    let (kind, number) = key.split_at_checked(1)?;
    let number = number.parse().ok()?;
    match kind {
        "u" => Some(Assignee::User(UserId(number))),
        "q" => Some(Assignee::Queue(QueueId(number))),
        _ => None,
    }
}

/// Everybody who may be given a case, by name.
#[must_use]
pub fn assignee_options(desk: &Desk) -> Vec<(String, String)> {
    let users = desk.users.values().filter(|user| user.active);
    let users = users.map(|user| (assignee_key(Assignee::User(user.id)), user.name.to_string()));
    let queues = desk.queues.values().filter(|queue| queue.active);
    let queues = queues.map(|queue| {
        (
            assignee_key(Assignee::Queue(queue.id)),
            format!("{} (queue)", queue.name),
        )
    });
    by_name(users.chain(queues).collect(), |(_, name)| name)
}
