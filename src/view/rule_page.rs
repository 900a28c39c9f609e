//! What may be chosen in the editor of a rule.

use crate::engine::{
    choice::CustomFieldOf,
    desk::Desk,
    id::{CalendarId, CustomFieldId, TemplateId, UserId},
    in_order::by_name,
    people::Assignee,
    rule::{
        AccountField, CaseField, CaseUser, ContactField, EscalationClock, Field, HoursMode,
        Operator, UserField,
    },
};
use crate::view::{
    case_fields::assignee_options,
    phrase::assignee_words,
    rule_words::{field_label, listed_values, operator_label},
};

/// A titled part of a list to choose from: key and text of each.
pub type OptionGroup = (String, Vec<(String, String)>);

/// Every field that a criterion can look at, by what it belongs to; `present` is offered too when
/// it is one that cannot be read here.
#[must_use]
pub fn field_groups(desk: &Desk, present: &Field) -> Vec<OptionGroup> {
    let option = |field: Field| (field_key(&field), field_label(desk, &field));
    let custom = |of: CustomFieldOf| {
        let fields = desk
            .custom_fields
            .values()
            .filter(move |field| field.of == of);
        fields.map(|field| Field::Custom(field.id))
    };
    let case = CaseField::ALL.iter().map(|field| Field::Case(*field));
    let account = AccountField::ALL.iter().map(|field| Field::Account(*field));
    let contact = ContactField::ALL.iter().map(|field| Field::Contact(*field));
    let mut groups: Vec<OptionGroup> = vec![
        (
            "Case".to_owned(),
            case.chain(custom(CustomFieldOf::Case))
                .map(option)
                .collect(),
        ),
        (
            "Account".to_owned(),
            account
                .chain(custom(CustomFieldOf::Account))
                .map(option)
                .collect(),
        ),
        (
            "Contact".to_owned(),
            contact
                .chain(custom(CustomFieldOf::Contact))
                .map(option)
                .collect(),
        ),
    ];
    for who in CaseUser::ALL {
        let own = UserField::ALL.iter().map(|field| Field::User(who, *field));
        let added = desk.custom_fields.values();
        let added = added.filter(|field| field.of == CustomFieldOf::User);
        let added = added.map(|field| Field::UserCustom(who, field.id));
        let options = own.chain(added).map(option).collect();
        groups.push((who.label().to_owned(), options));
    }
    let key = field_key(present);
    let is_offered = groups
        .iter()
        .any(|(_, options)| options.iter().any(|(known, _)| *known == key));
    if !is_offered {
        let option = (key, field_label(desk, present));
        groups.push(("Cannot be read here".to_owned(), vec![option]));
    }
    groups
}

/// What stands for a field in an input.
#[must_use]
pub fn field_key(field: &Field) -> String {
    match field {
        Field::Case(field) => format!("case.{}", field.file_name()),
        Field::Account(field) => format!("account.{}", field.file_name()),
        Field::Contact(field) => format!("contact.{}", field.file_name()),
        Field::User(who, field) => format!("case.{}.{}", who.file_name(), field.file_name()),
        Field::Custom(id) => format!("custom.{}", id.0),
        Field::UserCustom(who, id) => format!("{}.custom.{}", who.file_name(), id.0),
        Field::Unreadable(name) => format!("unreadable.{name}"),
    }
}

/// The field that such a key stands for.
#[must_use]
pub fn field_of_key(key: &str) -> Field {
    if let Some(id) = key.strip_prefix("custom.").and_then(|id| id.parse().ok()) {
        return Field::Custom(CustomFieldId(id));
    }
    for who in CaseUser::ALL {
        let rest = key.strip_prefix(who.file_name());
        let id = rest.and_then(|rest| rest.strip_prefix(".custom."));
        if let Some(id) = id.and_then(|id| id.parse().ok()) {
            return Field::UserCustom(who, CustomFieldId(id));
        }
    }
    let name = key.strip_prefix("unreadable.").unwrap_or(key);
    Field::named(name, |_, _| None)
}

/// Every operator, by its name.
#[must_use]
pub fn operator_options() -> Vec<(String, String)> {
    let option = |operator: &Operator| {
        let label = operator_label(*operator).to_owned();
        (label.clone(), label)
    };
    Operator::ALL.iter().map(option).collect()
}

/// The operator of that name.
#[must_use]
pub fn operator_of_key(key: &str) -> Option<Operator> {
    let mut all = Operator::ALL.into_iter();
    all.find(|operator| operator_label(*operator) == key)
}

/// Whole values to put in place of what was typed: the list so far with one more value behind it.
#[must_use]
pub fn value_suggestions(desk: &Desk, field: &Field, typed: &str) -> Vec<String> {
    let known = match field {
        Field::Case(CaseField::Owner | CaseField::CreatedBy) => owner_names(desk, field),
        Field::Case(CaseField::OwnerType) => ["User", "Queue"].map(str::to_owned).into(),
        Field::Case(CaseField::IsClosed | CaseField::IsEscalated) => {
            ["True", "False"].map(str::to_owned).into()
        }
        Field::Case(CaseField::BusinessHours) => {
            let calendars = desk.calendars.values();
            calendars
                .map(|calendar| calendar.name.to_string())
                .collect()
        }
        listed => listed_values(desk, listed).unwrap_or_default(),
    };
    let before = typed
        .rfind(',')
        .map_or("", |at| typed.get(..=at).unwrap_or_default());
    let taken: Vec<String> = before
        .split(',')
        .map(|value| value.trim().trim_matches('"').to_lowercase())
        .collect();
    let lead = if before.is_empty() {
        String::new()
    } else {
        format!("{} ", before.trim_end())
    };
    known
        .iter()
        .filter(|value| !taken.contains(&value.to_lowercase()))
        .map(|value| {
            if value.contains(',') {
                format!("{lead}\"{value}\"")
            } else {
                format!("{lead}{value}")
            }
        })
        .collect()
}

fn owner_names(desk: &Desk, field: &Field) -> Vec<String> {
    let users = desk.users.values().map(|user| user.name.to_string());
    let queues = desk.queues.values().map(|queue| queue.name.to_string());
    let queues = queues.filter(|_| *field == Field::Case(CaseField::Owner));
    let mut names = by_name(users.chain(queues).collect(), |name: &String| name);
    names.dedup();
    names
}

/// What the hours of an entry may be, by key; `present` too when it is gone or inactive.
#[must_use]
pub fn hours_options(desk: &Desk, present: HoursMode) -> Vec<(String, String)> {
    let mut options = vec![
        (hours_key(HoursMode::Ignore), "Every hour".to_owned()),
        (
            hours_key(HoursMode::OfCase),
            "The case's business hours".to_owned(),
        ),
    ];
    let calendars = by_name(desk.calendars.values().collect(), |it| &it.name);
    for calendar in calendars {
        let mode = HoursMode::Set(calendar.id);
        let name = &calendar.name;
        if calendar.active {
            options.push((hours_key(mode), name.to_string()));
        } else if mode == present {
            options.push((hours_key(mode), format!("{name} (not active)")));
        }
    }
    let key = hours_key(present);
    if !options.iter().any(|(known, _)| *known == key) {
        options.push((key, "Business hours that were deleted".to_owned()));
    }
    options
}

/// What stands for an hours mode in an input.
#[must_use]
pub fn hours_key(hours: HoursMode) -> String {
    match hours {
        HoursMode::Ignore => "every".to_owned(),
        HoursMode::OfCase => "case".to_owned(),
        HoursMode::Set(id) => id.0.to_string(),
    }
}

/// The hours mode that such a key stands for.
#[must_use]
pub fn hours_of_key(key: &str) -> HoursMode {
    match key {
        "every" => HoursMode::Ignore,
        _ => key
            .parse()
            .map_or(HoursMode::OfCase, |id| HoursMode::Set(CalendarId(id))),
    }
}

/// What ages may count from: key, text, and what to know about it (semantics 2.13, 2.19).
pub const CLOCKS: [(EscalationClock, &str, &str, &str); 3] = [
    (
        EscalationClock::FromCreation,
        "created",
        "When the case is created",
        "Later edits do not move it.",
    ),
    (
        EscalationClock::FromCreationUntilModified,
        "created-until-modified",
        "When the case is created, until it is first modified",
        "What is not yet due at the first modification never fires.",
    ),
    (
        EscalationClock::FromLastModification,
        "modified",
        "When the case was last modified",
        "Every save starts it again, even one that changes nothing.",
    ),
];

/// Who may be told, by id; `present` too when it is gone or inactive. Nobody is the empty key.
#[must_use]
pub fn user_options(desk: &Desk, present: Option<UserId>) -> Vec<(String, String)> {
    let active = desk.users.values().filter(|user| user.active);
    let options = active.map(|user| (user.id.0.to_string(), user.name.to_string()));
    let mut options = by_name(options.collect(), |(_, name): &(String, String)| name);
    if let Some(present) = present {
        let key = present.0.to_string();
        if !options.iter().any(|(known, _)| *known == key) {
            let name = assignee_words(desk, Assignee::User(present));
            options.push((key, format!("{name} (not active)")));
        }
    }
    options
}

/// Who may get a case, by key; `present` too when it is gone or inactive.
#[must_use]
pub fn target_options(desk: &Desk, present: Option<Assignee>) -> Vec<(String, String)> {
    let mut options = assignee_options(desk);
    if let Some(present) = present {
        let key = crate::view::case_fields::assignee_key(present);
        if !options.iter().any(|(known, _)| *known == key) {
            let name = assignee_words(desk, present);
            options.push((key, format!("{name} (not active)")));
        }
    }
    options
}

/// The wordings that may be chosen, by id, after one for none, which says what then happens.
#[must_use]
pub fn template_options(desk: &Desk, none: &str) -> Vec<(String, String)> {
    let templates = desk.templates.values();
    let templates =
        templates.map(|template| (template.id.0.to_string(), template.name.to_string()));
    let templates = by_name(templates.collect(), |(_, name): &(String, String)| name);
    let none = (String::new(), none.to_owned());
    [none].into_iter().chain(templates).collect()
}

/// What stands for a template in an input.
#[must_use]
pub fn template_key(template: Option<TemplateId>) -> String {
    template.map(|id| id.0.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{
        change::ChangeSet,
        choice::{Choice, ChoiceList},
        id::ChoiceId,
    };

    fn desk() -> Desk {
        let mut changes = ChangeSet::default();
        for (id, name) in [(1, "Low"), (2, "High"), (3, "High, very")] {
            changes.put(Choice {
                id: ChoiceId(id),
                list: ChoiceList::Priority,
                name: name.into(),
                order: u32::try_from(id).unwrap(),
            });
        }
        let mut desk = Desk::new(1);
        desk.apply(changes);
        desk
    }

    #[test]
    fn every_offered_field_is_found_again_by_its_key() {
        let unreadable = Field::Unreadable("User.UserRoleId".into());
        let groups = field_groups(&desk(), &unreadable);
        let titles: Vec<&str> = groups.iter().map(|(title, _)| title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Case",
                "Account",
                "Contact",
                "Owner",
                "Creator",
                "Last modifier",
                "Cannot be read here"
            ]
        );
        for (key, _) in groups.iter().flat_map(|(_, options)| options) {
            assert_eq!(field_key(&field_of_key(key)), *key);
        }
        let known = field_groups(&desk(), &Field::Case(CaseField::Status));
        assert_eq!(known.len(), 6);
    }

    #[test]
    fn values_are_suggested_one_by_one_and_none_twice() {
        let priority = Field::Case(CaseField::Priority);
        for (typed, suggested) in [
            ("", vec!["Low", "High", "\"High, very\""]),
            ("l", vec!["Low", "High", "\"High, very\""]),
            ("low,", vec!["low, High", "low, \"High, very\""]),
            ("Low, h", vec!["Low, High", "Low, \"High, very\""]),
        ] {
            assert_eq!(value_suggestions(&desk(), &priority, typed), suggested);
        }
        let subject = Field::Case(CaseField::Subject);
        assert!(value_suggestions(&desk(), &subject, "").is_empty());
    }

    #[test]
    fn operators_and_hours_are_found_again_by_their_keys() {
        for (key, _) in operator_options() {
            assert!(operator_of_key(&key).is_some(), "{key}");
        }
        for mode in [
            HoursMode::Ignore,
            HoursMode::OfCase,
            HoursMode::Set(CalendarId(9)),
        ] {
            assert_eq!(hours_of_key(&hours_key(mode)), mode);
            let offered = hours_options(&desk(), mode);
            assert!(offered.iter().any(|(key, _)| *key == hours_key(mode)));
        }
    }
}
