//! What a file of business hours says of the holidays.

use super::{
    hours::read_window,
    report::{Finding, FindingKind, Part, Place, Said},
};
use crate::engine::calendar::{Holiday, HolidayWhen, Nth, Pattern, Recurrence, Window};
use crate::engine::id::HolidayId;
use chrono::{NaiveDate, Weekday};

/// A holiday of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HolidayText {
    pub(super) name: Box<str>,
    pub(super) at: Place,
    pub(super) description: Box<str>,
    /// The calendars it names.
    pub(super) calendars: Vec<Said>,
    pub(super) when: HolidayWhen,
}

/// Names in the order of their values in a mask, Sunday first.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Sunday", Weekday::Sun),
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const NTHS: [(&str, Nth); 5] = [
    ("First", Nth::First),
    ("Second", Nth::Second),
    ("Third", Nth::Third),
    ("Fourth", Nth::Fourth),
    ("Last", Nth::Last),
];

/// Reads one holiday; `None` when it cannot be told when it is, and then all of it is named.
pub(super) fn read_holiday(mut part: Part<'_>, findings: &mut Vec<Finding>) -> Option<HolidayText> {
    // What is found on the way is told only if the holiday is taken: else all of it is named.
    let mut of_parts = Vec::new();
    let name = part.text("name", &mut of_parts).map(|said| said.text);
    let name = name.unwrap_or_else(|| {
        let what = "the holiday has no name: it is called “Holiday”";
        of_parts.push(part.at.finding(FindingKind::Substituted, what));
        "Holiday".into()
    });
    let description = part.raw_text("description", &mut of_parts);
    let calendars = part.texts("businessHours", &mut of_parts);
    let when = match read_when(&mut part, &mut of_parts).and_then(|when| occurs(&name, when)) {
        Ok(when) => when,
        Err(why) => {
            part.leave_out(&why, findings);
            return None;
        }
    };
    findings.append(&mut of_parts);
    let at = part.finish("has no part in a holiday of this kind", findings);
    if calendars.is_empty() {
        let what = "the holiday is attached to no business hours: it closes nothing";
        findings.push(at.finding(FindingKind::Note, what));
    }
    Some(HolidayText {
        name,
        at,
        description,
        calendars,
        when,
    })
}

/// Refuses what a person could not save either, such as a recurrence that never comes.
fn occurs(name: &str, when: HolidayWhen) -> Result<HolidayWhen, String> {
    let holiday = Holiday {
        id: HolidayId(0),
        name: name.into(),
        description: Box::default(),
        calendars: Vec::new(),
        when,
        import: None,
    };
    match holiday.problems().into_iter().next() {
        Some(problem) => Err(format!("the holiday is left out: {}", problem.reason)),
        None => Ok(holiday.when),
    }
}

fn read_when(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> Result<HolidayWhen, String> {
    let recurring = part.flag("isRecurring", findings);
    let kind = match recurring {
        Some((false, _)) => None,
        Some((true, _)) | None => part.text("recurrenceType", findings),
    };
    if recurring.is_some_and(|(recurring, _)| recurring) && kind.is_none() {
        return Err("it is not said how the holiday recurs".to_owned());
    }
    let names = ["startTime", "endTime"];
    let hours = read_window(part, names, "the holiday takes the whole day", findings);
    let hours = hours.filter(|window| *window != Window::ALL_DAY);
    let Some(kind) = kind else {
        let said = part.text("activityDate", findings);
        let said = said.ok_or("the holiday has no date")?;
        let on = read_date(&said)?;
        return Ok(HolidayWhen::Date { on, hours });
    };
    let mut date = |name: &str, findings: &mut Vec<Finding>| {
        let said = part.text(name, findings);
        said.map(|said| read_date(&said)).transpose()
    };
    let from = date("recurrenceStartDate", findings)?;
    let until = date("recurrenceEndDate", findings)?;
    if from.is_none() {
        let what = "the holiday has no first date: it is taken to have come since 1970";
        findings.push(part.at.finding(FindingKind::Substituted, what));
    }
    Ok(HolidayWhen::Recurring(Recurrence {
        pattern: read_pattern(part, &kind.text, findings)?,
        from: from.unwrap_or_default(),
        until,
        hours,
    }))
}

fn read_pattern(
    part: &mut Part<'_>,
    kind: &str,
    findings: &mut Vec<Finding>,
) -> Result<Pattern, String> {
    Ok(match kind {
        "RecursDaily" => Pattern::Daily {
            every: interval(part, findings)?,
        },
        "RecursEveryWeekday" => match weekdays(part, findings)? {
            days if days.is_empty() || is_working_week(&days) => Pattern::EveryWeekday,
            weekdays => Pattern::Weekly { every: 1, weekdays },
        },
        "RecursWeekly" => Pattern::Weekly {
            every: interval(part, findings)?,
            weekdays: weekdays(part, findings)?,
        },
        "RecursMonthly" => Pattern::Monthly {
            every: interval(part, findings)?,
            day: day_of_month(part, findings)?,
        },
        "RecursMonthlyNth" => Pattern::MonthlyNth {
            every: interval(part, findings)?,
            nth: nth(part, findings)?,
            weekdays: weekdays(part, findings)?,
        },
        "RecursYearly" => Pattern::Yearly {
            month: month(part, findings)?,
            day: day_of_month(part, findings)?,
        },
        "RecursYearlyNth" => Pattern::YearlyNth {
            month: month(part, findings)?,
            nth: nth(part, findings)?,
            weekdays: weekdays(part, findings)?,
        },
        other => return Err(format!("a holiday cannot recur as {other}")),
    })
}

fn is_working_week(days: &[Weekday]) -> bool {
    let weekend = [Weekday::Sat, Weekday::Sun];
    days.len() == 5 && !days.iter().any(|day| weekend.contains(day))
}

fn read_date(said: &Said) -> Result<NaiveDate, String> {
    let date = NaiveDate::parse_from_str(&said.text, "%Y-%m-%d").ok();
    date.filter(|_| said.text.len() == 10)
        .ok_or_else(|| format!("“{}” is no date such as 2026-12-25", said.text))
}

fn interval(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> Result<u32, String> {
    let Some(said) = part.text("recurrenceInterval", findings) else {
        return Ok(1);
    };
    let every = said.text.parse().ok().filter(|every| *every > 0);
    every.ok_or_else(|| format!("“{}” is no interval: 1 is the least", said.text))
}

fn day_of_month(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> Result<u32, String> {
    let said = part.text("recurrenceDayOfMonth", findings);
    let said = said.ok_or("the day of the month is missing")?;
    let day = said.text.parse().ok().filter(|day| (1..=31).contains(day));
    day.ok_or_else(|| format!("“{}” is no day of a month", said.text))
}

fn month(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> Result<u32, String> {
    let said = part.text("recurrenceMonthOfYear", findings);
    let said = said.ok_or("the month is missing")?;
    let mut numbered = (1..).zip(MONTHS);
    let found = numbered.find(|(_, name)| name.eq_ignore_ascii_case(&said.text));
    found
        .map(|(number, _)| number)
        .ok_or_else(|| format!("“{}” is no month", said.text))
}

fn nth(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> Result<Nth, String> {
    let said = part.text("recurrenceInstance", findings);
    let said = said.ok_or("it is not said which of the days of the month it is")?;
    let found = NTHS.iter().find(|(name, _)| **name == *said.text);
    found
        .map(|(_, nth)| *nth)
        .ok_or_else(|| format!("“{}” is none of First to Fourth and Last", said.text))
}

/// As files call it.
pub(super) fn nth_name(nth: Nth) -> &'static str {
    let found = NTHS.iter().find(|(_, known)| *known == nth);
    found.map_or("Last", |(name, _)| name)
}

/// As files call it.
pub(super) fn weekday_name(day: Weekday) -> &'static str {
    let found = WEEKDAYS.iter().find(|(_, known)| *known == day);
    found.map_or("Sunday", |(name, _)| name)
}

/// As files call the month of that number, 1 to 12.
pub(super) fn month_name(number: u32) -> &'static str {
    let mut numbered = (1..).zip(MONTHS);
    let found = numbered.find(|(known, _)| *known == number);
    found.map_or("December", |(_, name)| name)
}

/// The weekdays by name, or else by a mask in which Sunday counts 1, Monday 2, Tuesday 4.
fn weekdays(part: &mut Part<'_>, findings: &mut Vec<Finding>) -> Result<Vec<Weekday>, String> {
    let mut named = Vec::new();
    for said in part.texts("recurrenceDayOfWeek", findings) {
        let known = WEEKDAYS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&said.text));
        let (_, day) = known.ok_or_else(|| format!("“{}” is no weekday", said.text))?;
        if !named.contains(day) {
            named.push(*day);
        }
    }
    let mask = part.text("recurrenceDayOfWeekMask", findings);
    let Some(said) = mask else {
        return Ok(named);
    };
    let mask = said.text.parse::<u8>().ok().filter(|mask| *mask < 128);
    let mask = mask.ok_or_else(|| format!("“{}” is no mask of weekdays", said.text))?;
    let of_mask = (0..).zip(WEEKDAYS).filter(|(bit, _)| mask >> bit & 1 == 1);
    let of_mask: Vec<Weekday> = of_mask.map(|(_, (_, day))| day).collect();
    let agrees = of_mask.len() == named.len() && of_mask.iter().all(|day| named.contains(day));
    if named.is_empty() {
        return Ok(of_mask);
    }
    if !agrees {
        let what = "the mask names other weekdays than the names do: the names are taken";
        findings.push(said.at.finding(FindingKind::NotHonoured, what));
    }
    Ok(named)
}
