//! The opening hours of an ordinary week.

use super::DayTime;
use crate::engine::field_error::FieldError;
use chrono::Weekday;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A stretch of one day, its end not included; it never passes midnight (semantics 4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Window {
    /// When it begins.
    pub start: DayTime,
    /// When it is over, 24:00 at the latest.
    pub end: DayTime,
}

impl Window {
    /// The whole day.
    pub const ALL_DAY: Self = Self {
        start: DayTime::MIDNIGHT,
        end: DayTime::ENDNIGHT,
    };

    /// Says what is wrong with a window that does not end after it starts.
    #[must_use]
    pub fn problem(self) -> Option<String> {
        (self.end <= self.start).then(|| {
            format!("{self} does not end after it starts; hours past midnight are two windows")
        })
    }
}

/// As `09:00–17:30`.
impl fmt::Display for Window {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}–{}", self.start, self.end)
    }
}

/// The windows of one day put in order, or what is wrong with them: each must end after it starts
/// and none may overlap another. None at all is a closed day.
pub(super) fn ordered(mut windows: Vec<Window>) -> Result<Vec<Window>, String> {
    windows.sort_unstable();
    if let Some(problem) = windows.iter().find_map(|window| window.problem()) {
        return Err(problem);
    }
    for (earlier, later) in windows.iter().zip(windows.iter().skip(1)) {
        if later.start < earlier.end {
            return Err(format!("{earlier} and {later} overlap; join them into one"));
        }
    }
    Ok(windows)
}

/// The same hours in order and without overlap, whatever was entered; what never opens is left out.
pub(super) fn joined(mut windows: Vec<Window>) -> Vec<Window> {
    windows.retain(|window| window.problem().is_none());
    windows.sort_unstable();
    windows.dedup_by(|later, earlier| {
        let touches = later.start <= earlier.end;
        if touches {
            earlier.end = earlier.end.max(later.end);
        }
        touches
    });
    windows
}

/// The windows of each weekday, Monday first, sorted and without overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[Vec<Window>; 7]", into = "[Vec<Window>; 7]")]
pub struct WeekHours([Vec<Window>; 7]);

impl WeekHours {
    /// Takes the windows of the seven days, Monday first; the error names the day, as `tuesday`.
    pub fn new(days: [Vec<Window>; 7]) -> Result<Self, FieldError> {
        let mut week = Self::closed();
        for ((day, windows), name) in week.0.iter_mut().zip(days).zip(DAY_NAMES) {
            *day = ordered(windows).map_err(|problem| FieldError::new(name, problem))?;
        }
        Ok(week)
    }

    /// Open day and night, all week.
    #[must_use]
    pub fn around_the_clock() -> Self {
        Self([(); 7].map(|()| vec![Window::ALL_DAY]))
    }

    /// Never open.
    #[must_use]
    pub const fn closed() -> Self {
        Self([const { Vec::new() }; 7])
    }

    /// When that weekday is open, in order; empty when it is closed.
    #[must_use]
    pub fn windows(&self, day: Weekday) -> &[Window] {
        let [mon, tue, wed, thu, fri, sat, sun] = &self.0;
        match day {
            Weekday::Mon => mon,
            Weekday::Tue => tue,
            Weekday::Wed => wed,
            Weekday::Thu => thu,
            Weekday::Fri => fri,
            Weekday::Sat => sat,
            Weekday::Sun => sun,
        }
    }
}

const DAY_NAMES: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

impl TryFrom<[Vec<Window>; 7]> for WeekHours {
    type Error = FieldError;

    fn try_from(days: [Vec<Window>; 7]) -> Result<Self, FieldError> {
        Self::new(days)
    }
}

impl From<WeekHours> for [Vec<Window>; 7] {
    fn from(week: WeekHours) -> Self {
        week.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(text: &str) -> Vec<Window> {
        text.split_whitespace()
            .map(|window| {
                let (start, end) = window.split_once('-').unwrap();
                Window {
                    start: start.parse().unwrap(),
                    end: end.parse().unwrap(),
                }
            })
            .collect()
    }

    fn with_tuesday(text: &str) -> Result<WeekHours, FieldError> {
        let mut days = [const { Vec::new() }; 7];
        days[1] = windows(text);
        WeekHours::new(days)
    }

    #[test]
    fn windows_are_kept_in_order_and_may_touch() {
        let week = with_tuesday("13:00-24:00 00:00-06:00 12:00-13:00").unwrap();
        assert_eq!(
            week.windows(Weekday::Tue),
            windows("00:00-06:00 12:00-13:00 13:00-24:00")
        );
        assert_eq!(week.windows(Weekday::Mon), []);
    }

    #[test]
    fn a_wrong_week_names_its_day_and_what_is_wrong() {
        for (text, complaint) in [
            (
                "09:00-12:00 11:59-17:00",
                "09:00–12:00 and 11:59–17:00 overlap",
            ),
            ("00:00-24:00 09:00-10:00", "overlap"),
            ("22:00-06:00", "22:00–06:00 does not end after it starts"),
            ("09:00-09:00", "does not end after it starts"),
        ] {
            let error = with_tuesday(text).unwrap_err();
            assert_eq!(error.field, "tuesday");
            assert!(error.reason.contains(complaint), "{error}");
        }
    }

    #[test]
    fn a_stored_week_is_checked_when_it_is_read() {
        let week = with_tuesday("09:00-12:30 13:10-24:00").unwrap();
        let text = serde_json::to_string(&week).unwrap();
        assert_eq!(serde_json::from_str::<WeekHours>(&text).unwrap(), week);
        let turned = text.replace("12:30", "08:30");
        let refusal = serde_json::from_str::<WeekHours>(&turned).unwrap_err();
        assert!(refusal.to_string().contains("tuesday"), "{refusal}");
    }
}
