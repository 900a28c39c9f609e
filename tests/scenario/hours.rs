//! The little language that stories about business hours are told in.

use crate::zones::zone_table;
use chrono::NaiveDate;
use rung::engine::{
    calendar::{
        Calendar, DateHours, Holiday, HolidayWhen, OpenHours, Pattern, Recurrence,
        SegmentKind::{self, Closed},
        WeekHours, Window,
    },
    id::{CalendarId, HolidayId},
    instant::Instant,
};

pub(crate) const OFFICE: &str = "mon-fri 09:00-17:00";
pub(crate) const ALWAYS: &str = "mon-sun 00:00-24:00";
pub(crate) const NIGHT: &str = "mon-sun 00:00-06:00 22:00-24:00";
pub(crate) const NEW_YORK: &str = "America/New_York";
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A week such as `mon-fri 09:00-12:00 13:00-17:30, sat 10:00-14:00`.
fn week(text: &str) -> WeekHours {
    let mut week = [const { Vec::new() }; 7];
    for part in text.split(", ").filter(|part| !part.is_empty()) {
        let (days, hours) = part.split_once(' ').unwrap();
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let index = |day| DAYS.iter().position(|name| *name == day).unwrap();
        for day in week.iter_mut().take(index(last) + 1).skip(index(first)) {
            day.extend(hours.split(' ').map(window));
        }
    }
    WeekHours::new(week).unwrap()
}

fn window(text: &str) -> Window {
    let (start, end) = text.split_once('-').unwrap();
    Window {
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
    }
}

pub(crate) fn calendar(zone: &str, hours: &str) -> Calendar {
    Calendar {
        id: CalendarId(1),
        name: "Support".into(),
        active: true,
        is_default: true,
        zone: zone.into(),
        week: week(hours),
        dates: Vec::new(),
        import: None,
    }
}

pub(crate) fn holiday(id: u64, when: HolidayWhen) -> Holiday {
    Holiday {
        id: HolidayId(id),
        name: "Away".into(),
        description: "".into(),
        calendars: vec![CalendarId(1)],
        when,
        import: None,
    }
}

/// The holidays are numbered from 1.
pub(crate) fn open_hours(zone: &str, hours: &str, holidays: Vec<HolidayWhen>) -> OpenHours {
    compile(&calendar(zone, hours), holidays)
}

pub(crate) fn compile(calendar: &Calendar, holidays: Vec<HolidayWhen>) -> OpenHours {
    let holidays: Vec<_> = (1..)
        .zip(holidays)
        .map(|(id, when)| holiday(id, when))
        .collect();
    let holidays: Vec<_> = holidays.iter().collect();
    OpenHours::new(calendar, &holidays, &zone_table(&calendar.zone))
}

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn all_day(date: &str) -> HolidayWhen {
    HolidayWhen::Date {
        on: on(date),
        hours: None,
    }
}

pub(crate) fn recurring(pattern: Pattern, from: &str, hours: Option<&str>) -> HolidayWhen {
    HolidayWhen::Recurring(Recurrence {
        pattern,
        from: on(from),
        until: None,
        hours: hours.map(window),
    })
}

pub(crate) fn part_of_day(date: &str, hours: &str) -> HolidayWhen {
    HolidayWhen::Date {
        on: on(date),
        hours: Some(window(hours)),
    }
}

pub(crate) fn date_hours(date: &str, windows: &[&str]) -> DateHours {
    DateHours {
        on: on(date),
        windows: windows.iter().map(|text| window(text)).collect(),
    }
}

/// Each row: when the clock starts, the age in minutes, when it is reached.
pub(crate) fn check(hours: &OpenHours, rows: &[(&str, u32, &str)]) {
    for (start, age_minutes, due) in rows {
        let told = hours
            .add(at(start), *age_minutes)
            .map(|due| due.to_string());
        assert_eq!(told.as_deref(), Some(*due), "{start} and {age_minutes} min");
        assert_eq!(
            hours.elapsed(at(start), at(due)),
            i64::from(*age_minutes) * 60,
            "{start}"
        );
    }
}

/// When each segment begins and what it is; the last row is where the last one ends.
pub(crate) fn laid_out(hours: &OpenHours, from: &str, to: &str) -> Vec<(String, SegmentKind)> {
    let segments = hours.segments(at(from), at(to));
    let mut told: Vec<_> = segments
        .iter()
        .map(|segment| (segment.start.to_string(), segment.kind))
        .collect();
    let ends = segments
        .last()
        .map(|segment| (segment.end.to_string(), Closed));
    told.extend(ends);
    told
}
