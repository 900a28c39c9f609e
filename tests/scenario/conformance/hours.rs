//! The business hours and holidays of a scenario.

use super::set_up::{Built, list, text};
use chrono::{NaiveDate, NaiveDateTime, Weekday};
use rung::engine::calendar::{DayTime, HolidayWhen, Nth, Pattern, Recurrence, WeekHours, Window};
use serde_json::Value;

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

pub(super) fn week_of(week: &Value) -> Built<WeekHours> {
    let day = |(name, _): (&str, Weekday)| -> Built<Vec<Window>> {
        list(week, name)
            .map(|window| {
                Ok(Window {
                    start: day_time(&window[0])?,
                    end: day_time(&window[1])?,
                })
            })
            .collect()
    };
    let mut days: [Vec<Window>; 7] = Default::default();
    for (at, name) in DAYS.into_iter().enumerate() {
        days[at] = day(name)?;
    }
    WeekHours::new(days).map_err(|error| error.to_string())
}

fn day_time(value: &Value) -> Built<DayTime> {
    let text = value.as_str().ok_or("a time of day is no text")?;
    DayTime::parse(text).map_err(|error| error.to_string())
}

pub(super) fn when_of(when: &Value) -> Built<HolidayWhen> {
    let hours = match (&when["start"], &when["end"]) {
        (Value::Null, Value::Null) => None,
        (start, end) => Some((start, end)),
    };
    let window = || {
        let window = |(start, end)| {
            Ok(Window {
                start: day_time(start)?,
                end: day_time(end)?,
            })
        };
        hours.map(window).transpose().map_err(|error: String| error)
    };
    Ok(match text(when, "kind") {
        "date" => HolidayWhen::Date {
            on: date(&when["date"])?,
            hours: window()?,
        },
        "span" => HolidayWhen::Span {
            start: moment(&when["start"])?,
            end: moment(&when["end"])?,
        },
        kind => HolidayWhen::Recurring(Recurrence {
            pattern: pattern_of(kind, when)?,
            from: match &when["from"] {
                Value::Null => NaiveDate::default(),
                from => date(from)?,
            },
            until: match &when["until"] {
                Value::Null => None,
                until => Some(date(until)?),
            },
            hours: window()?,
        }),
    })
}

fn pattern_of(kind: &str, when: &Value) -> Built<Pattern> {
    let number = |key: &str| when[key].as_u64().and_then(|n| u32::try_from(n).ok());
    let every = number("interval").unwrap_or(1);
    let (month, day) = (number("month").unwrap_or(0), number("day").unwrap_or(0));
    let weekdays = || -> Built<Vec<Weekday>> {
        let named = |name: &Value| {
            let found = DAYS.iter().find(|(day, _)| Some(*day) == name.as_str());
            found
                .map(|(_, day)| *day)
                .ok_or_else(|| format!("{name} is no weekday"))
        };
        match &when["weekday"] {
            Value::Null => list(when, "weekdays").map(named).collect(),
            Value::Array(many) => many.iter().map(named).collect(),
            one => Ok(vec![named(one)?]),
        }
    };
    let nth =
        || serde_json::from_value::<Nth>(when["nth"].clone()).map_err(|error| error.to_string());
    Ok(match kind {
        "daily" => Pattern::Daily { every },
        "every_weekday" => Pattern::EveryWeekday,
        "weekly" => Pattern::Weekly {
            every,
            weekdays: weekdays()?,
        },
        "monthly" => Pattern::Monthly { every, day },
        "monthly_nth" => Pattern::MonthlyNth {
            every,
            nth: nth()?,
            weekdays: weekdays()?,
        },
        "yearly" => Pattern::Yearly { month, day },
        "yearly_nth" => Pattern::YearlyNth {
            month,
            nth: nth()?,
            weekdays: weekdays()?,
        },
        other => return Err(format!("{other} is no kind of holiday")),
    })
}

fn date(value: &Value) -> Built<NaiveDate> {
    let text = value.as_str().unwrap_or("");
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|error| format!("{text}: {error}"))
}

fn moment(value: &Value) -> Built<NaiveDateTime> {
    let text = value.as_str().unwrap_or("").trim_end_matches('Z');
    let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let read = forms
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    read.ok_or_else(|| format!("{text} is no moment"))
}
