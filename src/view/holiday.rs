//! Holidays in words, in a list and in the editor.

use super::{calendar_draft::WindowDraft, calendar_page::DAYS};
use crate::engine::{
    calendar::{Holiday, HolidayWhen, Nth, Pattern, Recurrence, Window},
    desk::Desk,
    id::HolidayId,
    in_order::{by_name, by_number},
};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

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

/// So many years ahead an occurrence is looked for: past two turns of the leap year.
const YEARS_AHEAD: i32 = 12;

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HolidayRow {
    /// Names the holiday.
    pub id: HolidayId,
    /// What people call it.
    pub name: String,
    /// When it is: `25 December every year`.
    pub when: String,
    /// When it is next: `Fri 25 Dec 2026`; empty when it is over.
    pub next: String,
    /// The names of the business hours it closes.
    pub calendars: Vec<String>,
}

/// Holidays that come next in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayYear {
    /// `2026`, or `Over` for those that do not come again.
    pub title: String,
    /// In the order in which they come.
    pub rows: Vec<HolidayRow>,
}

/// Every holiday by the year in which it comes next, those that are over at the end.
#[must_use]
pub fn holiday_years(desk: &Desk, today: NaiveDate) -> Vec<HolidayYear> {
    let rows: Vec<(Option<NaiveDate>, HolidayRow)> = desk
        .holidays
        .values()
        .map(|holiday| {
            let next = next_dates(&holiday.when, today, 1).first().copied();
            (next, holiday_row(desk, holiday, next))
        })
        .collect();
    let rows = by_name(rows, |(_, row)| &row.name);
    let rows = by_number(rows, |(next, _)| {
        next.map_or(i64::MAX, |on| on.num_days_from_ce().into())
    });
    let mut years: Vec<HolidayYear> = Vec::new();
    for (next, row) in rows {
        let title = next.map_or_else(|| "Over".to_owned(), |on| on.year().to_string());
        match years.last_mut() {
            Some(year) if year.title == title => year.rows.push(row),
            _ => years.push(HolidayYear {
                title,
                rows: vec![row],
            }),
        }
    }
    years
}

fn holiday_row(desk: &Desk, holiday: &Holiday, next: Option<NaiveDate>) -> HolidayRow {
    let calendars = desk.calendars.values();
    HolidayRow {
        id: holiday.id,
        name: holiday.name.to_string(),
        when: when_words(&holiday.when),
        next: next.map(date_words).unwrap_or_default(),
        calendars: calendars
            .filter(|calendar| holiday.calendars.contains(&calendar.id))
            .map(|calendar| calendar.name.to_string())
            .collect(),
    }
}

/// A date: `Fri 25 Dec 2026`.
#[must_use]
pub fn date_words(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// The next dates, from `today` on, on which a holiday begins or still goes on.
#[must_use]
pub fn next_dates(when: &HolidayWhen, today: NaiveDate, n_max: usize) -> Vec<NaiveDate> {
    match when {
        HolidayWhen::Date { on, .. } => [*on]
            .into_iter()
            .filter(|on| today <= *on)
            .take(n_max)
            .collect(),
        HolidayWhen::Span { start, end } => {
            let begins = start.date().max(today);
            let last = end.date();
            (begins <= last).then_some(begins).into_iter().collect()
        }
        HolidayWhen::Recurring(recurrence) => {
            let first = today.year().max(recurrence.from.year());
            (first..=first + YEARS_AHEAD)
                .flat_map(|year| recurrence.dates_in(year))
                .filter(|on| today <= *on)
                .take(n_max)
                .collect()
        }
    }
}

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
    super::phrase::listed(&names)
}

/// Recurrence or not, when all kinds of holidays share one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenKind {
    /// One date or a part of it.
    Date,
    /// From one moment to another.
    Span,
    /// Every so many days.
    Daily,
    /// Monday to Friday.
    EveryWeekday,
    /// On weekdays, every so many weeks.
    Weekly,
    /// On a day of the month.
    Monthly,
    /// On the nth weekday of the month.
    MonthlyNth,
    /// On a date of every year.
    Yearly,
    /// On the nth weekday of a month of every year.
    YearlyNth,
}

impl WhenKind {
    /// Every kind with its key and what it says (semantics 4.13).
    pub const ALL: [(Self, &str, &str); 9] = [
        (Self::Date, "date", "On one date"),
        (Self::Span, "span", "From one time to another"),
        (Self::Yearly, "yearly", "Every year on a date"),
        (
            Self::YearlyNth,
            "yearly-nth",
            "Every year on the nth weekday of a month",
        ),
        (Self::Monthly, "monthly", "Monthly on a day"),
        (
            Self::MonthlyNth,
            "monthly-nth",
            "Monthly on the nth weekday",
        ),
        (Self::Weekly, "weekly", "Weekly"),
        (Self::EveryWeekday, "weekdays", "Every weekday"),
        (Self::Daily, "daily", "Every so many days"),
    ];

    /// What stands for it in an input.
    #[must_use]
    pub fn key(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(kind, ..)| *kind == self)
            .map_or("", |(_, key, _)| key)
    }

    /// The kind that such a key stands for.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, known, _)| *known == key)
            .map(|(kind, ..)| *kind)
    }

    /// Whether it comes again and again.
    #[must_use]
    pub const fn is_recurring(self) -> bool {
        !matches!(self, Self::Date | Self::Span)
    }

    /// What an interval of it counts, when it has one.
    #[must_use]
    pub const fn interval_unit(self) -> Option<&'static str> {
        match self {
            Self::Daily => Some("days"),
            Self::Weekly => Some("weeks"),
            Self::Monthly | Self::MonthlyNth => Some("months"),
            Self::Date | Self::Span | Self::EveryWeekday | Self::Yearly | Self::YearlyNth => None,
        }
    }
}

/// The kind of a holiday as it was saved.
pub(super) const fn kind_of(when: &HolidayWhen) -> WhenKind {
    match when {
        HolidayWhen::Date { .. } => WhenKind::Date,
        HolidayWhen::Span { .. } => WhenKind::Span,
        HolidayWhen::Recurring(Recurrence { pattern, .. }) => match pattern {
            Pattern::Daily { .. } => WhenKind::Daily,
            Pattern::EveryWeekday => WhenKind::EveryWeekday,
            Pattern::Weekly { .. } => WhenKind::Weekly,
            Pattern::Monthly { .. } => WhenKind::Monthly,
            Pattern::MonthlyNth { .. } => WhenKind::MonthlyNth,
            Pattern::Yearly { .. } => WhenKind::Yearly,
            Pattern::YearlyNth { .. } => WhenKind::YearlyNth,
        },
    }
}

/// The hours of a holiday that is not all day.
pub(super) fn part_of(is_all_day: bool, hours: &WindowDraft) -> Result<Option<Window>, String> {
    if is_all_day {
        return Ok(None);
    }
    hours.window().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn recurring(pattern: Pattern) -> HolidayWhen {
        HolidayWhen::Recurring(Recurrence {
            pattern,
            from: on("2026-01-01"),
            until: None,
            hours: None,
        })
    }

    #[test]
    fn a_holiday_is_said_in_words_and_told_when_it_is_next() {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        let every_day = vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun];
        for (when, words, next) in [
            (
                HolidayWhen::Date {
                    on: on("2026-12-24"),
                    hours: WindowDraft::office().window().ok(),
                },
                "Thu 24 Dec 2026, 09:00–17:00",
                vec!["2026-12-24"],
            ),
            (
                HolidayWhen::Span {
                    start: "2026-11-20T20:00:00".parse().unwrap(),
                    end: "2026-11-23T09:00:00".parse().unwrap(),
                },
                "20 Nov 2026, 20:00 – 23 Nov 2026, 09:00",
                vec!["2026-11-21"],
            ),
            (
                recurring(Pattern::Yearly { month: 12, day: 25 }),
                "25 December every year",
                vec!["2026-12-25", "2027-12-25"],
            ),
            (
                recurring(Pattern::YearlyNth {
                    month: 11,
                    nth: Nth::Fourth,
                    weekdays: vec![Thu],
                }),
                "Fourth Thursday of November",
                vec!["2026-11-26", "2027-11-25"],
            ),
            (
                recurring(Pattern::MonthlyNth {
                    every: 2,
                    nth: Nth::Last,
                    weekdays: every_day,
                }),
                "Last day of every 2 months",
                vec!["2026-11-30", "2027-01-31"],
            ),
            (
                recurring(Pattern::Weekly {
                    every: 1,
                    weekdays: vec![Sat, Fri],
                }),
                "Friday and Saturday every week",
                vec!["2026-11-21", "2026-11-27"],
            ),
        ] {
            assert_eq!(when_words(&when), words);
            let found: Vec<String> = next_dates(&when, on("2026-11-21"), 2)
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(found, next, "{words}");
        }
    }

    #[test]
    fn every_kind_is_found_again_by_its_key() {
        for (kind, key, _) in WhenKind::ALL {
            assert_eq!(WhenKind::of_key(key), Some(kind));
            assert_eq!(kind.key(), key);
        }
    }
}
