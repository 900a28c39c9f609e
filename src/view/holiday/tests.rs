use super::*;
use crate::{
    engine::calendar::{Nth, Pattern, Recurrence},
    view::calendar_draft::WindowDraft,
};
use chrono::Weekday;

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
