//! The fields that a deed changed, as people read them.

use super::{case_fields::CaseFieldKey, phrase::assignee_words};
use crate::engine::{
    account::CustomValue, case::custom_text, choice::ChoiceList, desk::Desk, history::FieldChange,
    id::CustomFieldId, people::Assignee, record::Kind,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// The name of a field, what it held before, and what it holds after.
type Changed = (String, String, String);

/// How long a text may be, in bytes, to be shown before and after.
const SHORT: usize = 120;

/// What a change of a record of that kind says: nothing for what the desk keeps of cases for itself,
/// and one line for each field that was added.
pub(super) fn changed_words(desk: &Desk, about: Kind, change: &FieldChange) -> Vec<Changed> {
    if &*change.field == "custom" {
        return added_fields(desk, &change.before, &change.after);
    }
    if about != Kind::Case {
        return vec![plain_words(change)];
    }
    let Some(key) = key_of(&change.field) else {
        return Vec::new();
    };
    let words = |value: &Value| value_words(desk, key, value);
    let changed = (key.label(desk), words(&change.before), words(&change.after));
    vec![changed]
}

/// The field of a case that is stored by that name.
fn key_of(field: &str) -> Option<CaseFieldKey> {
    Some(match field {
        "subject" => CaseFieldKey::Subject,
        "description" => CaseFieldKey::Description,
        "status" => CaseFieldKey::Status,
        "owner" => CaseFieldKey::Owner,
        "account" => CaseFieldKey::Account,
        "contact" => CaseFieldKey::Contact,
        "calendar" => CaseFieldKey::BusinessHours,
        "is_escalated" => CaseFieldKey::IsEscalated,
        "priority" => CaseFieldKey::Choice(ChoiceList::Priority),
        "type" => CaseFieldKey::Choice(ChoiceList::Type),
        "origin" => CaseFieldKey::Choice(ChoiceList::Origin),
        "reason" => CaseFieldKey::Choice(ChoiceList::Reason),
        "product" => CaseFieldKey::Choice(ChoiceList::Product),
        "record_type" => CaseFieldKey::Choice(ChoiceList::RecordType),
        _ => return None,
    })
}

/// What a field held; empty when it held nothing.
fn value_words(desk: &Desk, key: CaseFieldKey, value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if key == CaseFieldKey::Owner {
        let owner: Option<Assignee> = serde_json::from_value(value.clone()).ok();
        return owner
            .map(|owner| assignee_words(desk, owner))
            .unwrap_or_default();
    }
    let words = key.text(desk, &text);
    if words.is_empty() && value.is_number() {
        // It held something: that is not to be read as nothing.
        return "one that was deleted".to_owned();
    }
    words
}

/// A field by the name it is stored by, with its values where these speak for themselves.
fn plain_words(change: &FieldChange) -> Changed {
    let mut field = change.field.replace('_', " ");
    if let Some(first) = field.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let words = |value: &Value| match value {
        Value::Null => Some(String::new()),
        Value::Bool(true) => Some("Yes".to_owned()),
        Value::Bool(false) => Some("No".to_owned()),
        Value::String(text) => (text.len() <= SHORT).then(|| text.clone()),
        // Greater ones are ids.
        Value::Number(number) => {
            let small = number.as_u64().filter(|number| *number <= u32::MAX.into());
            small.map(|number| number.to_string())
        }
        Value::Array(_) | Value::Object(_) => None,
    };
    match (words(&change.before), words(&change.after)) {
        // A secret is told as changed by two equal words.
        (Some(before), Some(after)) if before != after => (field, before, after),
        _ => (format!("{field} changed"), String::new(), String::new()),
    }
}

fn added_fields(desk: &Desk, before: &Value, after: &Value) -> Vec<Changed> {
    let values = |value: &Value| -> Vec<CustomValue> {
        serde_json::from_value(value.clone()).unwrap_or_default()
    };
    let (before, after) = (values(before), values(after));
    let named: BTreeSet<CustomFieldId> = before.iter().chain(&after).map(|(id, _)| *id).collect();
    let changed = named.into_iter().filter_map(|id| {
        let (before, after) = (custom_text(&before, id), custom_text(&after, id));
        let key = CaseFieldKey::Custom(id);
        let words = |value: &str| key.text(desk, value);
        (before != after).then(|| (key.label(desk), words(before), words(after)))
    });
    changed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{
            account::Account,
            calendar::Calendar,
            choice::{Choice, CustomField, CustomFieldOf},
            command::{CaseChange, Command},
            field_type::FieldType,
            history::Deed,
            id::{CalendarId, CaseId, ChoiceId},
        },
        view::{rule_words::tests::entry, story::Story},
    };

    const OPENED: &str = "2026-01-05T15:00:00Z";
    const EDITED: &str = "2026-01-05T16:00:00Z";

    /// What the last edit changed.
    fn told(story: &Story) -> Vec<Changed> {
        told_by(story, &Deed::Edited)
    }

    fn told_by(story: &Story, deed: &Deed) -> Vec<Changed> {
        let mut entries = story.history.iter().rev();
        let entry = entries.find(|entry| entry.deed == *deed).unwrap();
        let changes = entry.changes.iter();
        changes
            .flat_map(|change| changed_words(&story.desk, entry.about.kind, change))
            .collect()
    }

    fn changed(field: &str, before: &str, after: &str) -> Changed {
        (field.into(), before.into(), after.into())
    }

    fn choice(story: &Story, name: &str) -> ChoiceId {
        let mut choices = story.desk.choices.values();
        choices.find(|choice| &*choice.name == name).unwrap().id
    }

    fn opened() -> (Story, CaseId) {
        let mut story = Story::with_rule(vec![entry(Vec::new())]);
        let case = story.open_case(OPENED, Vec::new());
        (story, case)
    }

    #[test]
    fn every_field_that_people_change_is_told_by_its_name_before_and_after() {
        let (mut story, case) = opened();
        let acme = serde_json::json!({ "id": 0, "name": "Acme" });
        let acme: Account = serde_json::from_value(acme).unwrap();
        let acme = story.add(OPENED, &Command::SaveAccount(acme));
        let tier2 = story.add_queue(OPENED, "Tier 2");
        let night = Calendar {
            id: CalendarId(0),
            name: "Night".into(),
            is_default: false,
            ..story.desk.default_calendar().unwrap().clone()
        };
        let night = story.add(OPENED, &Command::SaveCalendar(night));
        let changes = vec![
            CaseChange::Subject("Printer put out".into()),
            CaseChange::Description("It was the toner".into()),
            CaseChange::Account(Some(acme.into())),
            CaseChange::Choice(ChoiceList::Priority, Some(choice(&story, "High"))),
            CaseChange::Choice(ChoiceList::Origin, Some(choice(&story, "Phone"))),
            CaseChange::Owner(tier2),
            CaseChange::BusinessHours(Some(night.into())),
            CaseChange::IsEscalated(true),
        ];
        story.save(EDITED, case, changes);
        let mut told = told(&story);
        told.sort();
        assert_eq!(
            told,
            [
                changed("Account", "", "Acme"),
                changed("Business hours", "Office", "Night"),
                changed("Description", "", "It was the toner"),
                changed("Escalated", "No", "Yes"),
                changed("Origin", "", "Phone"),
                changed("Owner", "You", "Tier 2"),
                changed("Priority", "Medium", "High"),
                changed("Subject", "Printer on fire", "Printer put out"),
            ]
        );
    }

    #[test]
    fn a_value_that_has_gone_from_its_list_is_not_told_as_nothing() {
        let (mut story, case) = opened();
        let urgent = Choice {
            id: ChoiceId(0),
            list: ChoiceList::Priority,
            name: "Urgent".into(),
            order: 9,
        };
        let urgent = ChoiceId(story.add(OPENED, &Command::SaveChoice(urgent)));
        for priority in [urgent, choice(&story, "Low")] {
            let priority = CaseChange::Choice(ChoiceList::Priority, Some(priority));
            story.save(EDITED, case, vec![priority]);
        }
        assert_eq!(told(&story), [changed("Priority", "Urgent", "Low")]);
        story.ask(EDITED, &Command::DeleteChoice(urgent));
        let gone = "one that was deleted";
        assert_eq!(told(&story), [changed("Priority", gone, "Low")]);
    }

    #[test]
    fn fields_that_were_added_are_told_one_by_one() {
        let (mut story, case) = opened();
        let mut add = |name: &str, field_type: FieldType| {
            let field = CustomField {
                field_type,
                ..CustomField::new(CustomFieldOf::Case, name)
            };
            CustomFieldId(story.add(OPENED, &Command::SaveCustomField(field)))
        };
        let seats = add("Seats__c", FieldType::Number);
        let urgent = add("Potential_Liability__c", FieldType::Checkbox);
        let floor = add("Floor__c", FieldType::Text);
        let set = |field, text: &str| CaseChange::Custom((field, text.into()));
        let values = vec![set(seats, "20"), set(floor, "3")];
        story.save(EDITED, case, values);
        let values = vec![set(seats, "25"), set(urgent, "true")];
        story.save(EDITED, case, values);
        assert_eq!(
            told(&story),
            [
                changed("Seats", "20", "25"),
                changed("Potential Liability", "No", "Yes"),
            ]
        );
    }
    #[test]
    fn an_edit_of_the_configuration_tells_which_fields_it_changed() {
        let mut story = Story::with_rule(vec![entry(Vec::new())]);
        story.add_queue(OPENED, "Tier 2");
        story.stop_queues(EDITED);
        assert_eq!(told(&story), [changed("Active", "Yes", "No")]);
        story.edit_rule(EDITED, |rule| {
            rule.name = "Second line".into();
            rule.entries[0].actions.clear();
        });
        assert_eq!(
            told(&story),
            [
                changed("Entries changed", "", ""),
                changed("Name", "Standard", "Second line"),
                changed("Version", "1", "2"),
            ]
        );
    }

    #[test]
    fn what_is_deleted_is_told_by_its_name() {
        let mut story = Story::with_rule(vec![entry(Vec::new())]);
        let rule = *story.desk.rules.keys().next().unwrap();
        story.close_office_on(OPENED, "Founders' day", "2026-03-11");
        let holiday = *story.desk.holidays.keys().next().unwrap();
        for (command, name) in [
            (Command::DeleteRule(rule), "Standard"),
            (Command::DeleteHoliday(holiday), "Founders' day"),
        ] {
            story.ask(EDITED, &command);
            let gone = told_by(&story, &Deed::Removed);
            assert_eq!(gone, [changed("Name", name, "")]);
        }
    }
}
