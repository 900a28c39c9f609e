//! When a holiday is, in words.

use super::date_words;
use crate::{
    engine::calendar::{HolidayWhen, Nth, Pattern, Window},
    view::{calendar_page::DAYS, phrase::listed},
};
use chrono::{NaiveDateTime, Weekday};

/// The months, January first.
pub const MONTHS: [&str; 12] = [
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

/// Which of the days a month has of a kind, in words.
pub const NTHS: [(Nth, &str); 5] = [
    (Nth::First, "first"),
    (Nth::Second, "second"),
    (Nth::Third, "third"),
    (Nth::Fourth, "fourth"),
    (Nth::Last, "last"),
];

/// When a holiday is, in words.
#[must_use]
pub fn when_words(when: &HolidayWhen) -> String {
    let moment = |at: &NaiveDateTime| at.format("%-d %b %Y, %H:%M").to_string();
    match when {
        HolidayWhen::Date { on, hours } => format!("{}{}", date_words(*on), part_words(*hours)),
        HolidayWhen::Span { start, end } => format!("{} – {}", moment(start), moment(end)),
        HolidayWhen::Recurring(recurrence) => {
            let until = recurrence.until.map(|until| {
                let until = until.format("%-d %b %Y");
                format!(", until {until}")
            });
            format!(
                "{}{}{}",
                pattern_words(&recurrence.pattern),
                part_words(recurrence.hours),
                until.unwrap_or_default()
            )
        }
    }
}

fn part_words(hours: Option<Window>) -> String {
    hours.map_or_else(String::new, |hours| format!(", {hours}"))
}

fn pattern_words(pattern: &Pattern) -> String {
    let each = |every: u32, unit: &str| match every {
        1 => format!("every {unit}"),
        n => format!("every {n} {unit}s"),
    };
    let month_name = |month: u32| {
        let place = usize::try_from(month).unwrap_or_default().wrapping_sub(1);
        MONTHS.get(place).copied().unwrap_or_default()
    };
    let words = match pattern {
        Pattern::Daily { every } => each(*every, "day"),
        Pattern::EveryWeekday => "every weekday".to_owned(),
        Pattern::Weekly { every, weekdays } => {
            format!("{} {}", day_names(weekdays), each(*every, "week"))
        }
        Pattern::Monthly { every, day } => format!("day {day} of {}", each(*every, "month")),
        Pattern::MonthlyNth {
            every,
            nth,
            weekdays,
        } => format!(
            "{} {} of {}",
            nth_word(*nth),
            nth_days(weekdays),
            each(*every, "month")
        ),
        Pattern::Yearly { month, day } => format!("{day} {} every year", month_name(*month)),
        Pattern::YearlyNth {
            month,
            nth,
            weekdays,
        } => format!(
            "{} {} of {}",
            nth_word(*nth),
            nth_days(weekdays),
            month_name(*month)
        ),
    };
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{}", letters.as_str())
}

fn nth_word(nth: Nth) -> &'static str {
    NTHS.iter()
        .find(|(known, _)| *known == nth)
        .map_or("", |(_, word)| word)
}

/// The days that an nth counts: one weekday, any day, or working days.
fn nth_days(weekdays: &[Weekday]) -> String {
    match weekdays.len() {
        7 => "day".to_owned(),
        5 if !weekdays.contains(&Weekday::Sat) && !weekdays.contains(&Weekday::Sun) => {
            "working day".to_owned()
        }
        _ => day_names(weekdays),
    }
}

fn day_names(weekdays: &[Weekday]) -> String {
    let days = DAYS.iter().filter(|(day, ..)| weekdays.contains(day));
    let names: Vec<String> = days.map(|(.., name)| (*name).to_owned()).collect();
    listed(&names)
}
