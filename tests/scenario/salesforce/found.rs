//! Whether what an element of a file says is found back on the desk, at the place where it
//! belongs.

use super::{
    found_hours::{in_calendar, in_holiday},
    walk::Node,
};
use rung::engine::{
    calendar::{Calendar, Holiday},
    desk::Desk,
    people::Assignee,
    rule::{
        Criterion, EscalationAction, EscalationClock, EscalationRule, Field, HoursMode, RuleEntry,
    },
};
use std::collections::BTreeMap;

/// The desk, and which holiday of it stands for which element.
pub(super) struct Found<'d> {
    desk: &'d Desk,
    root: &'d Node,
    /// By the address of the element.
    holidays: BTreeMap<*const Node, &'d Holiday>,
}

impl<'d> Found<'d> {
    pub(super) fn new(desk: &'d Desk, root: &'d Node) -> Self {
        let mut free: Vec<&Holiday> = desk.holidays.values().collect();
        let mut holidays = BTreeMap::new();
        // A name may come again and again: the one that agrees best is meant, and each only once.
        for node in root.all("holidays") {
            let agrees = |holiday: &Holiday| {
                let children = node.children.iter();
                children
                    .filter(|child| in_holiday(desk, holiday, child))
                    .count()
            };
            let name = node.text_of("name").unwrap_or_default();
            let named = free
                .iter()
                .enumerate()
                .filter(|(_, one)| &*one.name == name);
            let best = named.max_by_key(|(_, one)| agrees(one)).map(|(at, _)| at);
            if let Some(at) = best {
                holidays.insert(std::ptr::from_ref(node), free.remove(at));
            }
        }
        Self {
            desk,
            root,
            holidays,
        }
    }

    /// Whether the element is on the desk; `above` are those it lies in, outermost first.
    pub(super) fn honours(&self, above: &[&Node], node: &Node) -> bool {
        match above {
            [] => true,
            [_] => match node.name.as_str() {
                "escalationRule" => self.rule(node).is_some(),
                "businessHours" => self.calendar(node).is_some(),
                "holidays" => self.holidays.contains_key(&std::ptr::from_ref(node)),
                _ => false,
            },
            [_, outer, inner @ ..] => match outer.name.as_str() {
                "businessHours" => self
                    .calendar(outer)
                    .is_some_and(|calendar| in_calendar(calendar, node)),
                "holidays" => self
                    .holidays
                    .get(&std::ptr::from_ref(*outer))
                    .is_some_and(|holiday| in_holiday(self.desk, holiday, node)),
                "escalationRule" => self
                    .rule(outer)
                    .is_some_and(|rule| self.in_rule(rule, outer, inner, node)),
                _ => false,
            },
        }
    }

    fn rule(&self, node: &Node) -> Option<&EscalationRule> {
        let name = self.own_name(node, "fullName")?;
        self.desk.rules.values().find(|rule| *rule.name == name)
    }

    fn calendar(&self, node: &Node) -> Option<&Calendar> {
        let name = self.own_name(node, "name")?;
        self.desk.calendars.values().find(|one| *one.name == name)
    }

    /// What an element is called: one whose name stands before it has a number after the name.
    fn own_name(&self, node: &Node, element: &str) -> Option<String> {
        let name = node.text_of(element)?;
        let alike = |one: &&Node| {
            let other = one.text_of(element).unwrap_or_default();
            other.to_lowercase() == name.to_lowercase()
        };
        let before = self
            .root
            .all(&node.name)
            .take_while(|one| !std::ptr::eq(*one, node));
        Some(match before.filter(alike).count() {
            0 => name.to_owned(),
            n_before => format!("{name} ({})", n_before + 1),
        })
    }

    fn in_rule(&self, rule: &EscalationRule, outer: &Node, inner: &[&Node], node: &Node) -> bool {
        let text = node.text.trim();
        let Some((entry_node, inner)) = inner.split_first() else {
            return match node.name.as_str() {
                "fullName" => &*rule.name == text,
                "active" => rule.active.to_string() == text,
                "ruleEntry" => rule.entries.get(place(outer, node)).is_some(),
                _ => false,
            };
        };
        let Some(entry) = rule.entries.get(place(outer, entry_node)) else {
            return false;
        };
        match inner.first() {
            None => self.in_entry(entry, entry_node, node),
            Some(part) if part.name == "criteriaItems" => {
                let criterion = entry.criteria.get(place(entry_node, part));
                criterion.is_some_and(|criterion| self.in_criterion(criterion, node))
            }
            Some(part) if part.name == "escalationAction" => {
                action(entry, part).is_some_and(|action| self.in_action(action, node))
            }
            Some(_) => false,
        }
    }

    fn in_entry(&self, entry: &RuleEntry, entry_node: &Node, node: &Node) -> bool {
        let text = node.text.trim();
        let calendar = match entry.hours {
            HoursMode::Set(id) => self.desk.calendars.get(&id),
            _ => None,
        };
        match node.name.as_str() {
            "criteriaItems" => entry.criteria.get(place(entry_node, node)).is_some(),
            "escalationAction" => action(entry, node).is_some(),
            "booleanFilter" => entry
                .logic
                .as_ref()
                .is_some_and(|logic| logic.text() == text),
            "formula" => entry
                .formula
                .as_ref()
                .is_some_and(|formula| formula.text() == text),
            "businessHours" => calendar.is_some_and(|calendar| &*calendar.name == text),
            "businessHoursSource" => match entry.hours {
                HoursMode::Ignore => text == "None",
                HoursMode::OfCase => text == "Case",
                HoursMode::Set(_) => text == "Static",
            },
            "escalationStartTime" => match entry.clock {
                EscalationClock::FromLastModification => text == "CaseLastModified",
                _ => text == "CaseCreation",
            },
            "disableEscalationWhenModified" => {
                let stops = entry.clock == EscalationClock::FromCreationUntilModified;
                stops.to_string() == text
            }
            _ => false,
        }
    }

    fn in_criterion(&self, criterion: &Criterion, node: &Node) -> bool {
        let text = node.text.trim();
        match node.name.as_str() {
            "field" => self
                .field_name(&criterion.field)
                .is_some_and(|name| name.eq_ignore_ascii_case(text)),
            "operation" => format!("{:?}", criterion.operator).eq_ignore_ascii_case(text),
            "value" => &*criterion.value == text,
            _ => false,
        }
    }

    /// As a file would write it; what cannot be read has to be named.
    fn field_name(&self, field: &Field) -> Option<String> {
        Some(match field {
            Field::Case(field) => format!("Case.{}", field.file_name()),
            Field::Account(field) => format!("Account.{}", field.file_name()),
            Field::Contact(field) => format!("Contact.{}", field.file_name()),
            Field::Custom(id) => {
                let custom = self.desk.custom_fields.get(id)?;
                format!("{}.{}", custom.of.label(), custom.name)
            }
            Field::User(who, field) => format!("Case.{}.{}", who.file_name(), field.file_name()),
            Field::UserCustom(who, id) => {
                let custom = self.desk.custom_fields.get(id)?;
                format!("Case.{}.{}", who.file_name(), custom.name)
            }
            // The reason why stands at the element that is to blame.
            Field::Unreadable(name) => name.split(": ").next()?.to_owned(),
        })
    }

    fn in_action(&self, action: &EscalationAction, node: &Node) -> bool {
        let text = node.text.trim();
        let template = |id| {
            self.desk
                .templates
                .get(&id)
                .is_some_and(|one| &*one.name == text)
        };
        let user = |id| {
            self.desk
                .users
                .get(&id)
                .is_some_and(|one| one.username.eq_ignore_ascii_case(text))
        };
        let to = action.reassign.map(|reassign| reassign.to);
        match node.name.as_str() {
            "minutesToEscalation" => action.age_minutes.to_string() == text,
            "assignedTo" => match to {
                Some(Assignee::User(id)) => user(id),
                Some(Assignee::Queue(id)) => {
                    let queue = self.desk.queues.get(&id);
                    queue.is_some_and(|queue| &*queue.developer_name == text)
                }
                None => false,
            },
            "assignedToType" => match to {
                Some(Assignee::User(_)) => text == "User",
                Some(Assignee::Queue(_)) => text == "Queue",
                None => false,
            },
            "assignedToTemplate" => {
                let of_reassign = action.reassign.and_then(|reassign| reassign.template);
                of_reassign.is_some_and(template)
            }
            "notifyTo" => action.notify_user.is_some_and(user),
            "notifyToTemplate" => action.notify_template.is_some_and(template),
            "notifyCaseOwner" => action.notify_owner.to_string() == text,
            "notifyEmail" => action.additional_emails.iter().any(|one| &**one == text),
            _ => false,
        }
    }
}

/// The place of an element among those of its name.
fn place(outer: &Node, node: &Node) -> usize {
    let mut alike = outer.all(&node.name);
    alike.position(|one| std::ptr::eq(one, node)).unwrap()
}

fn action<'e>(entry: &'e RuleEntry, node: &Node) -> Option<&'e EscalationAction> {
    let age = node.text_of("minutesToEscalation")?;
    entry
        .actions
        .iter()
        .find(|action| action.age_minutes.to_string() == age)
}
