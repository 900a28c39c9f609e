//! What each column of a table means.

use super::{
    column_type::{type_of, values_of},
    headers::{self, KNOWN, owner_of_field},
    table::Table,
};
use crate::engine::{
    choice::{ChoiceList, CustomField, CustomFieldOf},
    desk::Desk,
    field_error::FieldError,
    field_type::FieldType,
    id::CustomFieldId,
    record::Records,
};

/// What the values of a column become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nothing.
    Ignore,
    /// What another system calls the case; also our own number, to match on.
    Number,
    /// The subject.
    Subject,
    /// The description.
    Description,
    /// The status, by name.
    Status,
    /// The value of a list, by name.
    Choice(ChoiceList),
    /// A user or a queue, by name, user name or mail address.
    Owner,
    /// The customer's company, by name.
    Account,
    /// The country of a company that the import makes.
    AccountCountry,
    /// The service level of a company that the import makes.
    AccountSla,
    /// The customer's person, by name.
    ContactName,
    /// The customer's person, by mail address.
    ContactEmail,
    /// The business hours, by name.
    BusinessHours,
    /// When the case was opened.
    CreatedAt,
    /// When it was last changed.
    LastModifiedAt,
    /// When it was closed.
    ClosedAt,
    /// A field that was added.
    Custom(CustomFieldId),
    /// A field that is to be added, by the name that rule files call it.
    NewCustom {
        /// What it belongs to.
        of: CustomFieldOf,
        /// Its name: `Region__c`.
        name: Box<str>,
    },
}

impl Target {
    /// Every target that a column of this desk may be given, but for new fields.
    #[must_use]
    pub fn all(desk: &Desk) -> Vec<Self> {
        let known = KNOWN.iter().map(|(target, ..)| target.clone());
        let custom = desk.custom_fields.values();
        // Files of cases tell of customers, and not of those who work here.
        let custom = custom.filter(|field| field.of != CustomFieldOf::User);
        let custom = custom.map(|field| Self::Custom(field.id));
        known.chain(custom).collect()
    }

    /// As people see it.
    #[must_use]
    pub fn label(&self, desk: &Desk) -> Box<str> {
        match self {
            Self::Custom(id) => desk
                .find::<CustomField>(*id)
                .map_or_else(Box::default, |field| labelled(field.of, &field.label)),
            Self::NewCustom { of, name } => labelled(*of, &CustomField::label_of(name)),
            known => {
                let found = KNOWN.iter().find(|(target, ..)| target == known);
                found.map_or("", |(_, label, _)| label).into()
            }
        }
    }

    /// A new field named after a header, as rule files would call it: `Account: Tier` and `Account.Tier__c` belong to accounts.
    #[must_use]
    pub fn new_custom(header: &str) -> Self {
        let (of, name) = owner_of_field(header);
        let mut name = name.replace(|c: char| !c.is_alphanumeric(), "_");
        if !name.to_ascii_lowercase().ends_with("__c") {
            name.push_str("__c");
        }
        let name = name.into();
        Self::NewCustom { of, name }
    }
}

fn labelled(of: CustomFieldOf, label: &str) -> Box<str> {
    match of {
        CustomFieldOf::Case => label.into(),
        CustomFieldOf::Account | CustomFieldOf::Contact | CustomFieldOf::User => {
            format!("{}: {label}", of.label()).into()
        }
    }
}

/// What tells whether a row is about a case that is here already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchOn {
    /// The number that this desk gave the case.
    Number,
    /// The number that another system gave it.
    ExternalNumber,
}

/// What each column means, and which cases the rows are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// One for each column, in their order.
    pub targets: Vec<Target>,
    /// One for each column: the type of the field that it becomes, where it becomes a new one.
    pub types: Vec<FieldType>,
    /// How cases that are here already are found; every row is a new case when `None`.
    pub match_on: Option<MatchOn>,
}

impl Mapping {
    /// Guesses from the names of the columns. The first of two columns that mean the same is taken,
    /// unless it holds ids.
    #[must_use]
    pub fn guess(table: &Table, desk: &Desk) -> Self {
        let mut targets: Vec<Target> = Vec::new();
        for header in table.header() {
            let mut target = headers::guess(header, desk);
            if let Some(earlier) = targets.iter().position(|other| *other == target) {
                // An export has both `OwnerId` and `Owner.Name`: the name is the better one.
                let earlier_is_id = table
                    .header()
                    .get(earlier)
                    .is_some_and(|header| headers::squeeze(header).ends_with("id"));
                match targets.get_mut(earlier).filter(|_| earlier_is_id) {
                    Some(weaker) => *weaker = Target::Ignore,
                    None => target = Target::Ignore,
                }
            }
            targets.push(target);
        }
        let numbered = targets.contains(&Target::Number);
        let columns = targets.iter().enumerate();
        let types = columns.map(|(column, target)| match target {
            Target::NewCustom { .. } => type_of(table, column),
            _ => FieldType::default(),
        });
        Self {
            types: types.collect(),
            targets,
            match_on: numbered.then_some(MatchOn::ExternalNumber),
        }
    }

    /// Gives a column another meaning. For a new field its type is guessed from the values.
    pub fn give(&mut self, table: &Table, column: usize, target: Target) {
        if let (Target::NewCustom { .. }, Some(slot)) = (&target, self.types.get_mut(column)) {
            *slot = type_of(table, column);
        }
        if let Some(slot) = self.targets.get_mut(column) {
            *slot = target;
        }
    }

    /// The type of the new field that a column becomes, with the values of its list when it has
    /// one; `None` for a column that becomes no new field.
    #[must_use]
    pub fn new_field(&self, table: &Table, column: usize) -> Option<(FieldType, Vec<Box<str>>)> {
        let target = self.targets.get(column)?;
        let field_type = *self.types.get(column)?;
        matches!(target, Target::NewCustom { .. }).then(|| {
            let list = field_type.has_values().then(|| values_of(table, column));
            (field_type, list.unwrap_or_default())
        })
    }

    /// What must be put right before anything can be imported: the field is the column's place
    /// from 0 on, or `columns` for the whole.
    #[must_use]
    pub fn problems(&self, desk: &Desk) -> Vec<FieldError> {
        let mut problems = Vec::new();
        for (place, target) in self.targets.iter().enumerate() {
            let first = self.targets.iter().position(|other| other == target);
            if *target != Target::Ignore && first.is_some_and(|first| first < place) {
                let label = target.label(desk);
                let reason = format!("another column is {label} already: leave one of them out");
                problems.push(FieldError::new(place.to_string(), reason));
            }
            if let Target::NewCustom { of, name } = target
                && headers::custom_field(desk, *of, name).is_some()
            {
                let reason = "there is a field of that name already: choose that one";
                problems.push(FieldError::new(place.to_string(), reason));
            }
        }
        let mut need = |wanted: &[Target], reason: &str| {
            if !wanted.iter().any(|target| self.has(target)) {
                problems.push(FieldError::new("columns", reason));
            }
        };
        need(
            &[Target::Subject, Target::Number],
            "choose the column of the subject or of the case number",
        );
        if self.match_on.is_some() {
            need(
                &[Target::Number],
                "choose the column of the case number, which cases are matched on",
            );
        }
        if self.has(&Target::LastModifiedAt) || self.has(&Target::ClosedAt) {
            need(
                &[Target::CreatedAt],
                "choose the column of the creation as well",
            );
        }
        if self.touches(desk, CustomFieldOf::Account) {
            need(
                &[Target::Account],
                "choose the column of the account's name as well",
            );
        }
        if self.touches(desk, CustomFieldOf::Contact) {
            let contact = [Target::ContactName, Target::ContactEmail];
            need(
                &contact,
                "choose the column of the contact's name or e-mail as well",
            );
        }
        problems
    }

    /// The columns whose values are dates.
    #[must_use]
    pub fn date_columns(&self) -> Vec<usize> {
        let dates = [Target::CreatedAt, Target::LastModifiedAt, Target::ClosedAt];
        let columns = self.targets.iter().enumerate();
        columns
            .filter(|(_, target)| dates.contains(target))
            .map(|(column, _)| column)
            .collect()
    }

    /// The column that becomes `target`.
    #[must_use]
    pub fn column(&self, target: &Target) -> Option<usize> {
        self.targets.iter().position(|other| other == target)
    }

    fn has(&self, target: &Target) -> bool {
        self.targets.contains(target)
    }

    fn touches(&self, desk: &Desk, object: CustomFieldOf) -> bool {
        self.targets.iter().any(|target| match target {
            Target::AccountCountry | Target::AccountSla => object == CustomFieldOf::Account,
            Target::Custom(id) => desk
                .find::<CustomField>(*id)
                .is_some_and(|field| field.of == object),
            Target::NewCustom { of, .. } => *of == object,
            _ => false,
        })
    }
}
