//! The business hours and holidays of a desk as a file of their settings.

use super::{Exported, leaf, sorted};
use crate::engine::{
    calendar::{Calendar, DayTime, Holiday, HolidayWhen, Pattern, Recurrence, Window},
    desk::Desk,
    exchange::salesforce::{
        HOURS_ROOT,
        document::Element,
        holidays::{month_name, nth_name, weekday_name},
        hours::DAYS,
    },
};
use chrono::{Days, NaiveDate, NaiveDateTime, Timelike, Weekday};

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Every calendar and every holiday. What such a file has no words for is named.
#[must_use]
pub fn hours_file(desk: &Desk) -> Exported {
    let mut left_out = Vec::new();
    let calendars = desk.calendars.values();
    let calendars = calendars.map(|calendar| calendar_element(calendar, &mut left_out));
    let mut children: Vec<Element> = calendars.collect();
    for holiday in desk.holidays.values() {
        let named = holiday.calendars.iter();
        let named = named.filter_map(|id| desk.calendars.get(id));
        let shared: Vec<Element> = named
            .map(|calendar| leaf("businessHours", &*calendar.name))
            .collect();
        children.extend(holiday_elements(holiday, &shared));
    }
    Exported::of(HOURS_ROOT, children, left_out)
}

fn calendar_element(calendar: &Calendar, left_out: &mut Vec<String>) -> Element {
    let mut children = vec![
        leaf("name", &*calendar.name),
        leaf("active", calendar.active.to_string()),
        leaf("default", calendar.is_default.to_string()),
        leaf("timeZoneId", &*calendar.zone),
    ];
    let mut complain = |what: String| left_out.push(format!("{}: {what}", calendar.name));
    for (day, name) in WEEK.into_iter().zip(DAYS) {
        let windows = calendar.week.windows(day);
        if let Some((first, more)) = windows.split_first() {
            children.push(leaf(&format!("{name}StartTime"), time(first.start)));
            children.push(leaf(&format!("{name}EndTime"), time(first.end)));
            for window in more {
                complain(format!(
                    "{name} is open at {window} too, which cannot be written"
                ));
            }
        }
    }
    for date in &calendar.dates {
        complain(format!("the hours of {} itself cannot be written", date.on));
    }
    sorted("businessHours", children)
}

/// One element, or one for each day of a span.
fn holiday_elements(holiday: &Holiday, calendars: &[Element]) -> Vec<Element> {
    let element = |mut children: Vec<Element>| {
        children.push(leaf("name", &*holiday.name));
        if !holiday.description.is_empty() {
            children.push(leaf("description", &*holiday.description));
        }
        let calendars = calendars.iter();
        children.extend(calendars.map(|calendar| leaf(&calendar.name, calendar.text.clone())));
        sorted("holidays", children)
    };
    match &holiday.when {
        HolidayWhen::Date { on, hours } => vec![element(on_date(*on, *hours))],
        HolidayWhen::Span { start, end } => {
            let days = days_of(*start, *end).into_iter();
            days.map(|(on, hours)| element(on_date(on, hours)))
                .collect()
        }
        HolidayWhen::Recurring(recurrence) => vec![element(recurring(recurrence))],
    }
}

fn on_date(on: NaiveDate, hours: Option<Window>) -> Vec<Element> {
    let mut children = vec![
        leaf("isRecurring", "false"),
        leaf("activityDate", on.to_string()),
    ];
    children.extend(times(hours));
    children
}

/// The days that a span touches, and the part of each.
fn days_of(start: NaiveDateTime, end: NaiveDateTime) -> Vec<(NaiveDate, Option<Window>)> {
    let minute = |at: NaiveDateTime| {
        let minutes = at.hour() * 60 + at.minute();
        let minutes = u16::try_from(minutes).ok();
        minutes.and_then(DayTime::from_minutes)
    };
    let mut days = Vec::new();
    let mut on = start.date();
    while on.and_time(chrono::NaiveTime::MIN) < end {
        let from = if on == start.date() {
            minute(start)
        } else {
            None
        };
        let until = if on == end.date() { minute(end) } else { None };
        let window = Window {
            start: from.unwrap_or(DayTime::MIDNIGHT),
            end: until.unwrap_or(DayTime::ENDNIGHT),
        };
        days.push((on, Some(window).filter(|window| *window != Window::ALL_DAY)));
        let Some(next) = on.checked_add_days(Days::new(1)) else {
            break;
        };
        on = next;
    }
    days
}

fn recurring(recurrence: &Recurrence) -> Vec<Element> {
    let mut children = vec![
        leaf("isRecurring", "true"),
        leaf("recurrenceStartDate", recurrence.from.to_string()),
    ];
    let until = recurrence.until.map(|until| until.to_string());
    children.extend(until.map(|until| leaf("recurrenceEndDate", until)));
    children.extend(times(recurrence.hours));
    let every = |every: u32| leaf("recurrenceInterval", every.to_string());
    let day_of_month = |day: u32| leaf("recurrenceDayOfMonth", day.to_string());
    let month = |month: u32| leaf("recurrenceMonthOfYear", month_name(month));
    let instance = |nth| leaf("recurrenceInstance", nth_name(nth));
    let mut weekdays: &[Weekday] = &[];
    let kind = match &recurrence.pattern {
        Pattern::Daily { every: days } => {
            children.push(every(*days));
            "RecursDaily"
        }
        Pattern::EveryWeekday => {
            weekdays = WEEK.split_at(5).0;
            "RecursEveryWeekday"
        }
        Pattern::Weekly {
            every: weeks,
            weekdays: days,
        } => {
            children.push(every(*weeks));
            weekdays = days;
            "RecursWeekly"
        }
        Pattern::Monthly { every: months, day } => {
            children.extend([every(*months), day_of_month(*day)]);
            "RecursMonthly"
        }
        Pattern::MonthlyNth {
            every: months,
            nth,
            weekdays: days,
        } => {
            children.extend([every(*months), instance(*nth)]);
            weekdays = days;
            "RecursMonthlyNth"
        }
        Pattern::Yearly { month: of, day } => {
            children.extend([month(*of), day_of_month(*day)]);
            "RecursYearly"
        }
        Pattern::YearlyNth {
            month: of,
            nth,
            weekdays: days,
        } => {
            children.extend([month(*of), instance(*nth)]);
            weekdays = days;
            "RecursYearlyNth"
        }
    };
    children.push(leaf("recurrenceType", kind));
    let weekdays = weekdays.iter();
    children.extend(weekdays.map(|day| leaf("recurrenceDayOfWeek", weekday_name(*day))));
    children
}

fn times(hours: Option<Window>) -> Vec<Element> {
    let Some(hours) = hours else {
        return Vec::new();
    };
    vec![
        leaf("startTime", time(hours.start)),
        leaf("endTime", time(hours.end)),
    ]
}

/// A time of day as files have it: the end of a day is midnight.
fn time(at: DayTime) -> String {
    let at = if at == DayTime::ENDNIGHT {
        DayTime::MIDNIGHT
    } else {
        at
    };
    format!("{at}:00.000Z")
}
