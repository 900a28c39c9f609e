//! Whether what an element of business hours says is found back in a calendar or a holiday.

use super::walk::Node;
use chrono::Weekday;
use rung::engine::{
    calendar::{Calendar, Holiday, HolidayWhen, Nth, Pattern, Recurrence, Window},
    desk::Desk,
};

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

pub(super) fn in_calendar(calendar: &Calendar, node: &Node) -> bool {
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

pub(super) fn in_holiday(desk: &Desk, holiday: &Holiday, node: &Node) -> bool {
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
