//! The rules of a desk as a file of escalation rules.

use super::{Exported, leaf, node, sorted};
use crate::engine::{
    desk::Desk,
    exchange::salesforce::{RULES_ROOT, document::Element, rules::operator_name},
    id::{TemplateId, UserId},
    notification::NoticeTemplate,
    people::{Assignee, Queue, User},
    record::Records,
    rule::{
        Criterion, EscalationAction, EscalationClock, EscalationRule, Field, HoursMode, RuleEntry,
    },
};

/// Every rule with its entries. What such a file has no words for is named.
#[must_use]
pub fn rules_file(desk: &Desk) -> Exported {
    let mut left_out = Vec::new();
    let rules = desk.rules.values();
    let rules = rules.map(|rule| rule_element(desk, rule, &mut left_out));
    let rules = rules.collect();
    Exported::of(RULES_ROOT, rules, left_out)
}

fn rule_element(desk: &Desk, rule: &EscalationRule, left_out: &mut Vec<String>) -> Element {
    let mut children = vec![
        leaf("fullName", &*rule.name),
        leaf("active", rule.active.to_string()),
    ];
    for (number, entry) in (1_usize..).zip(&rule.entries) {
        let mut complain = |what: &str| {
            left_out.push(format!("entry {number} of {}: {what}", rule.name));
        };
        if entry.pause_on_hold {
            complain("that it pauses while a case waits cannot be written");
        }
        match entry_children(desk, entry) {
            Some(entry) => children.push(sorted("ruleEntry", entry)),
            None => {
                complain("it never matches, for a part of it could not be read: it is left out");
            }
        }
    }
    node("escalationRule", children)
}

/// What an entry says; `None` when a criterion cannot be written, so that the entry would match
/// what it does not match here.
fn entry_children(desk: &Desk, entry: &RuleEntry) -> Option<Vec<Element>> {
    let mut children = Vec::new();
    for criterion in &entry.criteria {
        children.push(criterion_element(desk, criterion)?);
    }
    if let Some(logic) = &entry.logic {
        children.push(leaf("booleanFilter", logic.text()));
    }
    if let Some(formula) = &entry.formula {
        children.push(leaf("formula", formula.text()));
    }
    let source = match entry.hours {
        HoursMode::Ignore => "None",
        HoursMode::OfCase => "Case",
        HoursMode::Set(id) => {
            let calendar = desk.calendars.get(&id);
            let name = calendar.map_or("", |calendar| &calendar.name);
            children.push(leaf("businessHours", name));
            "Static"
        }
    };
    children.push(leaf("businessHoursSource", source));
    let start = match entry.clock {
        EscalationClock::FromCreation => "CaseCreation",
        EscalationClock::FromCreationUntilModified => {
            children.push(leaf("disableEscalationWhenModified", "true"));
            "CaseCreation"
        }
        EscalationClock::FromLastModification => "CaseLastModified",
    };
    children.push(leaf("escalationStartTime", start));
    let actions = entry.actions.iter();
    children.extend(actions.map(|action| action_element(desk, action)));
    Some(children)
}

fn criterion_element(desk: &Desk, criterion: &Criterion) -> Option<Element> {
    let mut children = vec![
        leaf("field", field_path(desk, &criterion.field)?),
        leaf("operation", operator_name(criterion.operator)),
    ];
    if !criterion.value.is_empty() {
        children.push(leaf("value", &*criterion.value));
    }
    Some(node("criteriaItems", children))
}

/// The name of a field in files; `None` for one that never had a name of its own.
fn field_path(desk: &Desk, field: &Field) -> Option<String> {
    let custom = |id| desk.custom_fields.get(id);
    Some(match field {
        Field::Case(field) => format!("Case.{}", field.file_name()),
        Field::Account(field) => format!("Account.{}", field.file_name()),
        Field::Contact(field) => format!("Contact.{}", field.file_name()),
        Field::User(who, field) => format!("Case.{}.{}", who.file_name(), field.file_name()),
        Field::Custom(id) => {
            let field = custom(id)?;
            format!("{}.{}", field.of.label(), field.name)
        }
        Field::UserCustom(who, id) => format!("Case.{}.{}", who.file_name(), custom(id)?.name),
        // A path that nobody knew goes back as it came; a sentence of why is no path.
        Field::Unreadable(path) if !path.contains(char::is_whitespace) => path.to_string(),
        Field::Unreadable(_) => return None,
    })
}

fn action_element(desk: &Desk, action: &EscalationAction) -> Element {
    let mut children = vec![
        leaf("minutesToEscalation", action.age_minutes.to_string()),
        leaf("notifyCaseOwner", action.notify_owner.to_string()),
    ];
    if let Some(reassign) = action.reassign {
        let (name, kind) = match reassign.to {
            Assignee::User(id) => (user_name(desk, id), "User"),
            Assignee::Queue(id) => {
                let queue = desk.find::<Queue>(id);
                let name = queue.map(|queue| [&*queue.developer_name, &*queue.name]);
                (first_said(name), "Queue")
            }
        };
        children.push(leaf("assignedTo", name));
        children.push(leaf("assignedToType", kind));
        let template = reassign.template.map(|id| template_name(desk, id));
        children.extend(template.map(|name| leaf("assignedToTemplate", name)));
    }
    let emails = action.additional_emails.iter();
    children.extend(emails.map(|email| leaf("notifyEmail", &**email)));
    let told = action.notify_user.map(|id| user_name(desk, id));
    children.extend(told.map(|name| leaf("notifyTo", name)));
    let template = action.notify_template.map(|id| template_name(desk, id));
    children.extend(template.map(|name| leaf("notifyToTemplate", name)));
    sorted("escalationAction", children)
}

fn user_name(desk: &Desk, id: UserId) -> &str {
    let user = desk.find::<User>(id);
    first_said(user.map(|user| [&*user.username, &*user.name]))
}

fn template_name(desk: &Desk, id: TemplateId) -> &str {
    let template = desk.find::<NoticeTemplate>(id);
    template.map_or("", |template| &template.name)
}

/// The first of two names, or the second where that is blank.
fn first_said(names: Option<[&str; 2]>) -> &str {
    let [first, second] = names.unwrap_or_default();
    if first.is_empty() { second } else { first }
}
