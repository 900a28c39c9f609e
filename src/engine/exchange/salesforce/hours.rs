//! What a file of business hours says of the calendars.

use super::report::{Finding, FindingKind, Part, Place, Said};
use crate::engine::calendar::{DayTime, WeekHours, Window};

/// The business hours of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CalendarText {
    pub(super) name: Box<str>,
    pub(super) name_at: Place,
    pub(super) at: Place,
    /// Where the file says that it may not be chosen.
    pub(super) inactive: Option<Place>,
    /// Where the file says that it is the default one.
    pub(super) default: Option<Place>,
    /// The zone it names.
    pub(super) zone: Option<Said>,
    pub(super) week: WeekHours,
}

/// The days as the names of times begin, Monday first.
pub(super) const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Reads one calendar.
pub(super) fn read_calendar(mut part: Part<'_>, findings: &mut Vec<Finding>) -> CalendarText {
    let name = part.text("name", findings);
    let name = name.unwrap_or_else(|| {
        let what = "the business hours have no name: they are called “Business hours”";
        findings.push(part.at.finding(FindingKind::Substituted, what));
        Said {
            text: "Business hours".into(),
            at: part.at.clone(),
        }
    });
    let active = part.flag("active", findings);
    let default = part.flag("default", findings);
    let zone = part.text("timeZoneId", findings);
    let days = DAYS.map(|day| read_day(&mut part, day, findings));
    // Each day has one window at most, and that was checked: they cannot overlap.
    let week = WeekHours::new(days).unwrap_or_else(|_| WeekHours::closed());
    CalendarText {
        name: name.text,
        name_at: name.at,
        inactive: active.and_then(|(active, at)| (!active).then_some(at)),
        default: default.and_then(|(default, at)| default.then_some(at)),
        zone,
        week,
        at: part.finish("is not known here", findings),
    }
}

fn read_day(part: &mut Part<'_>, day: &str, findings: &mut Vec<Finding>) -> Vec<Window> {
    let [start, end] = [format!("{day}StartTime"), format!("{day}EndTime")];
    let window = read_window(part, [&start, &end], "the day is closed", findings);
    window.into_iter().collect()
}

/// A stretch of a day from two times: midnight to midnight is all of it, and a stretch that ends
/// at midnight ends with the day. `otherwise` says what comes of times that cannot be taken.
pub(super) fn read_window(
    part: &mut Part<'_>,
    [start, end]: [&str; 2],
    otherwise: &str,
    findings: &mut Vec<Finding>,
) -> Option<Window> {
    let (start, end) = (part.text(start, findings), part.text(end, findings));
    if let (Some(only), None) | (None, Some(only)) = (&start, &end) {
        let what = format!("one of its two times is missing: {otherwise}");
        findings.push(only.at.finding(FindingKind::NotHonoured, what));
    }
    let (start, end) = (start?, end?);
    let times = [&start, &end].map(|said| read_time(said, otherwise, findings));
    let [Some(from), Some(to)] = times else {
        // Both are named, so that neither is passed over.
        for (said, _) in [&start, &end]
            .into_iter()
            .zip(times)
            .filter(|(_, time)| time.is_some())
        {
            let what = format!("the other of its two times cannot be read: {otherwise}");
            findings.push(said.at.finding(FindingKind::NotHonoured, what));
        }
        return None;
    };
    let window = Window {
        start: from,
        end: if to == DayTime::MIDNIGHT {
            DayTime::ENDNIGHT
        } else {
            to
        },
    };
    if let Some(problem) = window.problem() {
        for said in [&start, &end] {
            let what = format!("{problem}: {otherwise}");
            findings.push(said.at.finding(FindingKind::NotHonoured, what));
        }
        return None;
    }
    Some(window)
}

/// A local time such as `09:00:00.000Z`: the Z says nothing (the zone is that of the calendar).
fn read_time(said: &Said, otherwise: &str, findings: &mut Vec<Finding>) -> Option<DayTime> {
    let text = said.text.strip_suffix(['Z', 'z']).unwrap_or(&said.text);
    let (minutes, seconds) = text.split_at_checked(5).unwrap_or((text, ""));
    let seconds_fine = seconds.is_empty()
        || seconds.strip_prefix(':').is_some_and(|seconds| {
            let digits = seconds.bytes().all(|c| c.is_ascii_digit() || c == b'.');
            digits && seconds.parse::<f64>().is_ok_and(|seconds| seconds < 60.0)
        });
    let time = DayTime::parse(minutes).ok().filter(|_| seconds_fine);
    let Some(time) = time else {
        let what = format!("“{}” is no time of day: {otherwise}", said.text);
        findings.push(said.at.finding(FindingKind::NotHonoured, what));
        return None;
    };
    if seconds.bytes().any(|c| (b'1'..=b'9').contains(&c)) {
        let what = format!("business hours are kept to the minute: {time} is taken");
        findings.push(said.at.finding(FindingKind::Substituted, what));
    }
    Some(time)
}
