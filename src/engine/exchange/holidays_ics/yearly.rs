//! Rules of recurrence that come once a year.

use super::event::parse_date;
use crate::engine::calendar::{Nth, Pattern, Recurrence};
use chrono::{Datelike, NaiveDate, Weekday};

/// What a rule says.
#[derive(Debug, Default)]
struct Rule<'r> {
    month: Option<u32>,
    day: Option<u32>,
    weekday: Option<&'r str>,
    until: Option<NaiveDate>,
    n_times: Option<usize>,
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

const NTHS: [(&str, Nth); 5] = [
    ("1", Nth::First),
    ("2", Nth::Second),
    ("3", Nth::Third),
    ("4", Nth::Fourth),
    ("-1", Nth::Last),
];

/// The last year that such files can write.
const LAST_YEAR: i32 = 9_999;

/// Reads a rule, in capitals, of an event that begins on `start`: one day of every year, by its
/// date or as the nth weekday of a month (RFC 5545, 3.3.10).
pub(super) fn yearly(text: &str, start: NaiveDate) -> Result<Recurrence, String> {
    let rule = Rule::parse(text)?;
    let pattern = match (rule.month, rule.day, rule.weekday) {
        (None, None, None) => Pattern::Yearly {
            month: start.month(),
            day: start.day(),
        },
        (Some(month), day, None) => Pattern::Yearly {
            month,
            day: day.unwrap_or_else(|| start.day()),
        },
        (Some(month), None, Some(weekday)) => nth_of(month, weekday)?,
        _ => return Err(format!("its rule “{text}” is more than one date a year")),
    };
    let mut recurrence = Recurrence {
        pattern,
        from: start,
        until: rule.until,
        hours: None,
    };
    if recurrence.dates_in(start.year()).first() != Some(&start) {
        return Err("it begins on a day on which its rule does not come".to_owned());
    }
    if let Some(n_times) = rule.n_times {
        let dates = (start.year()..=LAST_YEAR).flat_map(|year| recurrence.dates_in(year));
        recurrence.until = dates.take(n_times).last().or(recurrence.until);
    }
    Ok(recurrence)
}

impl<'r> Rule<'r> {
    fn parse(text: &'r str) -> Result<Self, String> {
        let mut rule = Self::default();
        let mut is_yearly = false;
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let unreadable = || format!("“{part}” of its rule cannot be read");
            let number = |least: u32, most: u32| {
                let number = value.parse().ok();
                number.filter(|number| (least..=most).contains(number))
            };
            match key {
                "FREQ" if value == "YEARLY" => is_yearly = true,
                "FREQ" => return Err("it does not come once a year".to_owned()),
                "INTERVAL" if value == "1" => {}
                "INTERVAL" => return Err("it does not come every year".to_owned()),
                "BYMONTH" if value.contains(',') => {
                    return Err("it comes in several months".to_owned());
                }
                "BYMONTH" => rule.month = Some(number(1, 12).ok_or_else(unreadable)?),
                "BYMONTHDAY" => {
                    let reason = || "its rule names other days than one of a month".to_owned();
                    rule.day = Some(number(1, 31).ok_or_else(reason)?);
                }
                "BYDAY" => rule.weekday = Some(value),
                "UNTIL" => {
                    let date = value.split('T').next().and_then(parse_date);
                    rule.until = Some(date.ok_or_else(unreadable)?);
                }
                "COUNT" => {
                    let count = value.parse().ok().filter(|count: &usize| *count > 0);
                    rule.n_times = Some(count.ok_or_else(unreadable)?);
                }
                // On which day weeks begin changes nothing where no weeks are counted.
                "WKST" => {}
                _ => return Err(format!("its rule says {key}, which no holiday can")),
            }
        }
        if is_yearly {
            return Ok(rule);
        }
        Err("its rule does not say how often it comes".to_owned())
    }
}

/// The nth weekday of a month: `4TH`, `-1MO`.
fn nth_of(month: u32, text: &str) -> Result<Pattern, String> {
    let refuse = || format!("“{text}” is none of the first four of a weekday, nor the last");
    let at = text.len().checked_sub(2).ok_or_else(refuse)?;
    let (number, weekday) = text.split_at_checked(at).ok_or_else(refuse)?;
    let weekday = WEEKDAYS.iter().find(|(name, _)| *name == weekday);
    let nth = NTHS
        .iter()
        .find(|(name, _)| *name == number.trim_start_matches('+'));
    match (nth, weekday) {
        (Some((_, nth)), Some((_, weekday))) => Ok(Pattern::YearlyNth {
            month,
            nth: *nth,
            weekdays: vec![*weekday],
        }),
        _ => Err(refuse()),
    }
}
