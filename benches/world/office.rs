//! Business hours with a lunch break every working day and ten holidays a year.

use crate::zones::zone_table;
use chrono::NaiveDate;
use rung::engine::{
    calendar::{
        Calendar, DayTime, Holiday, HolidayWhen, OpenHours, Pattern, Recurrence, WeekHours, Window,
    },
    id::{CalendarId, HolidayId},
    instant::Instant,
};

pub(crate) fn office() -> Calendar {
    let working_day = || vec![window(9, 17)];
    let week = [(); 5].map(|()| working_day());
    let [mon, tue, wed, thu, fri] = week;
    Calendar {
        id: CalendarId(1),
        name: "Office".into(),
        active: true,
        is_default: true,
        zone: "America/New_York".into(),
        week: WeekHours::new([mon, tue, wed, thu, fri, vec![], vec![]]).unwrap(),
        dates: Vec::new(),
        import: None,
    }
}

fn window(start_hour: u16, end_hour: u16) -> Window {
    let time = |hour| DayTime::from_minutes(hour * 60).unwrap();
    Window {
        start: time(start_hour),
        end: time(end_hour),
    }
}

pub(crate) fn holiday(when: HolidayWhen) -> Holiday {
    Holiday {
        id: HolidayId(1),
        name: "Holiday".into(),
        description: "".into(),
        calendars: vec![CalendarId(1)],
        when,
        import: None,
    }
}

fn recurring(pattern: Pattern, hours: Option<Window>) -> Holiday {
    holiday(HolidayWhen::Recurring(Recurrence {
        pattern,
        from: NaiveDate::default(),
        until: None,
        hours,
    }))
}

pub(crate) fn lunch_and_ten_holidays() -> Vec<Holiday> {
    let yearly = |month| recurring(Pattern::Yearly { month, day: 12 }, None);
    let lunch = recurring(Pattern::EveryWeekday, Some(window(12, 13)));
    (1..=10).map(yearly).chain([lunch]).collect()
}

pub(crate) fn open_hours(holidays: &[Holiday]) -> OpenHours {
    let holidays: Vec<_> = holidays.iter().collect();
    OpenHours::new(&office(), &holidays, &zone_table("America/New_York"))
}

/// Different starts over one year, with ages in minutes from 1 to 80 hours.
pub(crate) fn starts_and_ages() -> Vec<(Instant, u32)> {
    let new_year = Instant::parse("2026-01-01T00:00:00Z").unwrap();
    let case = |n: u32| {
        (
            new_year.plus_seconds(i64::from(n) * 104_729 % 31_536_000),
            n % 80 + 1,
        )
    };
    (0..100_000)
        .map(case)
        .map(|(start, hours)| (start, hours * 60))
        .collect()
}
