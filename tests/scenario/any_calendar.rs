//! Business hours of every kind, drawn at random.

use crate::zones::zone_table;
use chrono::{Days, NaiveDate, Weekday};
use jiff::{Timestamp, tz::TimeZone};
use proptest::{
    collection::{btree_set, vec},
    option,
    prelude::*,
    sample::{select, subsequence},
};
use rung::engine::{
    calendar::{
        Calendar, DateHours, DayTime, Holiday, HolidayWhen, Nth, OpenHours, Pattern, Recurrence,
        WeekHours, Window,
    },
    id::{CalendarId, HolidayId},
    instant::Instant,
};

const ZONES: [&str; 16] = [
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Nuuk",
    "Europe/London",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
];
const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];
/// Business hours and an instant, on the minute, from which to look at them.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) calendar: Calendar,
    pub(crate) holidays: Vec<Holiday>,
    pub(crate) start: Instant,
}

impl World {
    pub(crate) fn open_hours(&self) -> OpenHours {
        let holidays: Vec<_> = self.holidays.iter().collect();
        OpenHours::new(&self.calendar, &holidays, &zone_table(&self.calendar.zone))
    }

    pub(crate) fn after(&self, n_minutes: usize) -> Instant {
        self.start.plus_minutes(n_minutes.try_into().unwrap())
    }
}

pub(crate) fn any_world() -> impl Strategy<Value = World> {
    let zone_and_start = select(ZONES.to_vec()).prop_flat_map(|zone| (Just(zone), any_start(zone)));
    zone_and_start.prop_flat_map(|(zone, start)| {
        let week = vec(any_windows(), 7);
        let dates = vec((near(start, 7), any_windows()), 0..3);
        (week, dates, vec(any_when(start), 0..5)).prop_map(move |(week, mut dates, whens)| {
            dates.sort_by_key(|date| date.0);
            dates.dedup_by_key(|date| date.0);
            let dates = dates
                .into_iter()
                .map(|(on, windows)| DateHours { on, windows });
            let calendar = Calendar {
                id: CalendarId(1),
                name: "Any".into(),
                active: true,
                is_default: true,
                zone: zone.into(),
                week: WeekHours::new(week.try_into().unwrap()).unwrap(),
                dates: dates.collect(),
                import: None,
            };
            let holidays = (1..).zip(whens).map(|(id, when)| Holiday {
                id: HolidayId(id),
                name: "Any".into(),
                description: "".into(),
                calendars: vec![CalendarId(1)],
                when,
                import: None,
            });
            World {
                calendar,
                holidays: holidays.collect(),
                start,
            }
        })
    })
}

fn any_windows() -> impl Strategy<Value = Vec<Window>> {
    let quarters = btree_set((0..=96_u16).prop_map(|quarter| quarter * 15), 2..=6);
    let minutes = btree_set(0..=1440_u16, 2..=6);
    let some = prop_oneof![quarters, minutes].prop_map(|edges| {
        let mut edges = edges.into_iter().filter_map(DayTime::from_minutes);
        let mut windows = Vec::new();
        while let (Some(start), Some(end)) = (edges.next(), edges.next()) {
            windows.push(Window { start, end });
        }
        windows
    });
    prop_oneof![1 => Just(Vec::new()), 2 => Just(vec![Window::ALL_DAY]), 4 => some]
}

fn any_hours() -> impl Strategy<Value = Option<Window>> {
    any_windows().prop_map(|windows| windows.first().copied())
}

fn any_weekdays() -> impl Strategy<Value = Vec<Weekday>> {
    subsequence(WEEKDAYS.to_vec(), 1..=7)
}

fn any_nth() -> impl Strategy<Value = Nth> {
    select(vec![
        Nth::First,
        Nth::Second,
        Nth::Third,
        Nth::Fourth,
        Nth::Last,
    ])
}

fn any_pattern() -> impl Strategy<Value = Pattern> {
    let every = || 1..=4_u32;
    prop_oneof![
        every().prop_map(|every| Pattern::Daily { every }),
        Just(Pattern::EveryWeekday),
        (every(), any_weekdays()).prop_map(|(every, weekdays)| Pattern::Weekly { every, weekdays }),
        (every(), 1..=31_u32).prop_map(|(every, day)| Pattern::Monthly { every, day }),
        (every(), any_nth(), any_weekdays()).prop_map(|(every, nth, weekdays)| {
            Pattern::MonthlyNth {
                every,
                nth,
                weekdays,
            }
        }),
        (1..=12_u32, 1..=31_u32).prop_map(|(month, day)| Pattern::Yearly { month, day }),
        (1..=12_u32, any_nth(), any_weekdays()).prop_map(|(month, nth, weekdays)| {
            Pattern::YearlyNth {
                month,
                nth,
                weekdays,
            }
        }),
    ]
}

/// A date at most so many days around the middle of the walk.
fn near(start: Instant, days: u64) -> impl Strategy<Value = NaiveDate> + Clone {
    let first = start.plus_seconds(6 * 86_400).civil(0).date() - Days::new(days);
    (0..=2 * days).prop_map(move |later| first + Days::new(later))
}

fn any_when(start: Instant) -> impl Strategy<Value = HolidayWhen> {
    let moment = (near(start, 9), 0..1440_u16);
    let moment = moment.prop_map(|(day, minutes)| DayTime::from_minutes(minutes).unwrap().on(day));
    let recurrence = (
        any_pattern(),
        near(start, 60),
        option::of(near(start, 60)),
        any_hours(),
    );
    prop_oneof![
        (near(start, 7), any_hours()).prop_map(|(on, hours)| HolidayWhen::Date { on, hours }),
        (moment.clone(), moment).prop_map(|(one, other)| HolidayWhen::Span {
            start: one.min(other),
            end: one.max(other),
        }),
        recurrence.prop_map(|(pattern, from, until, hours)| {
            HolidayWhen::Recurring(Recurrence {
                pattern,
                from,
                until,
                hours,
            })
        }),
    ]
}

/// Half of them a few days before the zone's clocks change.
fn any_start(zone: &'static str) -> impl Strategy<Value = Instant> {
    let minutes = 0..=20 * 366 * 24 * 60_u32;
    (minutes, 0..=4 * 24 * 60_i64, any::<bool>()).prop_map(move |(minutes, before, is_near)| {
        let at = Instant::from_seconds(1_104_537_600).plus_minutes(minutes);
        let rules = TimeZone::get(zone).unwrap();
        let change = rules
            .following(Timestamp::from_second(at.seconds()).unwrap())
            .next();
        match change.filter(|_| is_near) {
            Some(change) => {
                let change = change.timestamp().as_second();
                // The database also lists instants at which nothing changes, one of them within a minute.
                Instant::from_seconds(change - change % 60 - before * 60)
            }
            None => at,
        }
    })
}
