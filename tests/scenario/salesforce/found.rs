//! Whether what an element of a file says is found back on the desk, at the place where it
//! belongs.

use super::walk::Node;
use chrono::Weekday;
use rung::engine::{
    calendar::{Calendar, Holiday, HolidayWhen, Nth, Pattern, Recurrence, Window},
    choice::CustomFieldOf,
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
    /// By the address of the element.
    holidays: BTreeMap<*const Node, &'d Holiday>,
}

impl<'d> Found<'d> {
    pub(super) fn new(desk: &'d Desk, root: &Node) -> Self {
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
        Self { desk, holidays }
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
        let name = node.text_of("fullName")?;
        self.desk.rules.values().find(|rule| &*rule.name == name)
    }

    fn calendar(&self, node: &Node) -> Option<&Calendar> {
        let name = node.text_of("name")?;
        self.desk.calendars.values().find(|one| &*one.name == name)
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
            "formula" => entry.formula.as_deref() == Some(text),
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
                .is_some_and(|name| name == text),
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
                let of = match custom.of {
                    CustomFieldOf::Case => "Case",
                    CustomFieldOf::Account => "Account",
                    CustomFieldOf::Contact => "Contact",
                };
                format!("{of}.{}", custom.name)
            }
            Field::Unreadable(_) => return None,
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
                .is_some_and(|one| &*one.username == text)
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

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

fn in_calendar(calendar: &Calendar, node: &Node) -> bool {
    let text = node.text.trim();
    let of_day = |(name, day): &(&str, Weekday)| match node.name.strip_prefix(name)? {
        "StartTime" => Some((calendar.week.windows(*day), true)),
        "EndTime" => Some((calendar.week.windows(*day), false)),
        _ => None,
    };
    if let Some((windows, is_start)) = DAYS.iter().find_map(of_day) {
        return matches!(windows, [window] if is_edge(*window, is_start, text));
    }
    match node.name.as_str() {
        "name" => &*calendar.name == text,
        "active" => calendar.active.to_string() == text,
        "default" => calendar.is_default.to_string() == text,
        "timeZoneId" => &*calendar.zone == text,
        _ => false,
    }
}

fn is_edge(window: Window, is_start: bool, text: &str) -> bool {
    let edge = if is_start { window.start } else { window.end };
    let written = edge.to_string().replace("24:00", "00:00");
    format!("{written}:00.000Z") == text
}

fn in_holiday(desk: &Desk, holiday: &Holiday, node: &Node) -> bool {
    let text = node.text.trim();
    let attached = |name: &str| {
        let mut calendars = holiday
            .calendars
            .iter()
            .filter_map(|id| desk.calendars.get(id));
        calendars.any(|calendar| &*calendar.name == name)
    };
    match node.name.as_str() {
        "name" => return &*holiday.name == text,
        "description" => return holiday.description.trim() == text,
        "businessHours" => return attached(text),
        _ => {}
    }
    match &holiday.when {
        HolidayWhen::Date { on, hours } => match node.name.as_str() {
            "isRecurring" => text == "false",
            "activityDate" => on.to_string() == text,
            "startTime" | "endTime" => of_hours(*hours, node),
            _ => false,
        },
        HolidayWhen::Recurring(recurrence) => in_recurrence(recurrence, node),
        HolidayWhen::Span { .. } => false,
    }
}

fn of_hours(hours: Option<Window>, node: &Node) -> bool {
    let window = hours.unwrap_or(Window::ALL_DAY);
    is_edge(window, node.name == "startTime", node.text.trim())
}

fn in_recurrence(recurrence: &Recurrence, node: &Node) -> bool {
    let text = node.text.trim();
    let (kind, every, day, month, nth, weekdays) = parts(&recurrence.pattern);
    let of_name = |name: &str| weekdays.iter().any(|day| day_name(*day) == name);
    match node.name.as_str() {
        "isRecurring" => text == "true",
        "recurrenceType" => kind == text,
        "recurrenceStartDate" => recurrence.from.to_string() == text,
        "recurrenceEndDate" => recurrence
            .until
            .is_some_and(|until| until.to_string() == text),
        "recurrenceInterval" => every.is_some_and(|every| every.to_string() == text),
        "recurrenceDayOfMonth" => day.is_some_and(|day| day.to_string() == text),
        "recurrenceMonthOfYear" => month.is_some_and(|month| {
            chrono::Month::try_from(u8::try_from(month).unwrap())
                .unwrap()
                .name()
                == text
        }),
        "recurrenceInstance" => nth.is_some_and(|nth| format!("{nth:?}") == text),
        "recurrenceDayOfWeek" => of_name(text),
        "recurrenceDayOfWeekMask" => {
            let bits = weekdays
                .iter()
                .map(|day| 1_u32 << day.num_days_from_sunday());
            bits.sum::<u32>().to_string() == text
        }
        "startTime" | "endTime" => of_hours(recurrence.hours, node),
        _ => false,
    }
}

type Parts = (
    &'static str,
    Option<u32>,
    Option<u32>,
    Option<u32>,
    Option<Nth>,
    Vec<Weekday>,
);

fn parts(pattern: &Pattern) -> Parts {
    let working = || DAYS.iter().take(5).map(|(_, day)| *day).collect();
    match pattern.clone() {
        Pattern::Daily { every } => ("RecursDaily", Some(every), None, None, None, Vec::new()),
        Pattern::EveryWeekday => ("RecursEveryWeekday", None, None, None, None, working()),
        Pattern::Weekly { every, weekdays } => {
            ("RecursWeekly", Some(every), None, None, None, weekdays)
        }
        Pattern::Monthly { every, day } => (
            "RecursMonthly",
            Some(every),
            Some(day),
            None,
            None,
            Vec::new(),
        ),
        Pattern::MonthlyNth {
            every,
            nth,
            weekdays,
        } => (
            "RecursMonthlyNth",
            Some(every),
            None,
            None,
            Some(nth),
            weekdays,
        ),
        Pattern::Yearly { month, day } => (
            "RecursYearly",
            None,
            Some(day),
            Some(month),
            None,
            Vec::new(),
        ),
        Pattern::YearlyNth {
            month,
            nth,
            weekdays,
        } => (
            "RecursYearlyNth",
            None,
            None,
            Some(month),
            Some(nth),
            weekdays,
        ),
    }
}

fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
