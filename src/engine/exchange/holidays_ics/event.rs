//! One event, and the holiday that it is.

use super::{FoundHoliday, LeftOut, lines::Line, yearly::yearly};
use crate::engine::{
    calendar::{Holiday, HolidayWhen},
    id::HolidayId,
};
use chrono::{Days, NaiveDate, NaiveTime};

/// A longer duration is no holiday.
const DAYS_MAX: u64 = 3_660;

/// What is said of an event, as far as a holiday can be made of it.
#[derive(Debug, Default)]
pub(super) struct EventText {
    line: u32,
    name: String,
    description: String,
    start: Option<Result<NaiveDate, String>>,
    end: Option<Result<NaiveDate, String>>,
    n_days: Option<Result<u64, String>>,
    rule: Option<String>,
    is_free: bool,
    /// What no holiday can say.
    beyond: Option<&'static str>,
}

impl EventText {
    /// Nothing is said yet; `line` is where it begins.
    pub(super) fn new(line: u32) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// One more line of it. Lines that do not change when it is are passed over: who made it, what
    /// it is like on other people's screens.
    pub(super) fn add(&mut self, line: &Line<'_>) {
        match &*line.name {
            "SUMMARY" => self.name = line.text(),
            "DESCRIPTION" => self.description = line.text(),
            "DTSTART" => self.start = Some(date(line)),
            "DTEND" => self.end = Some(date(line)),
            "DURATION" => self.n_days = Some(days(line.value)),
            "RRULE" if self.rule.is_some() => self.beyond = Some("it has two rules of recurrence"),
            "RRULE" => self.rule = Some(line.value.trim().to_ascii_uppercase()),
            "RDATE" => self.beyond = Some("it adds single dates to those of a rule"),
            "EXDATE" | "EXRULE" => self.beyond = Some("it leaves out some of its dates"),
            "RECURRENCE-ID" => self.beyond = Some("it moves one date of another event"),
            "STATUS" if line.value.trim().eq_ignore_ascii_case("CANCELLED") => {
                self.beyond = Some("it is cancelled");
            }
            "TRANSP" => self.is_free = line.value.trim().eq_ignore_ascii_case("TRANSPARENT"),
            _ => {}
        }
    }

    /// The holiday that it is, or why it is none.
    pub(super) fn finish(self) -> Result<FoundHoliday, LeftOut> {
        let line = self.line;
        let name: Box<str> = match self.name.as_str() {
            "" => "An event without a name".into(),
            name => name.into(),
        };
        let out = |reason: String| LeftOut {
            line,
            name: name.clone(),
            reason: reason.into(),
        };
        let when = self.when().map_err(&out)?;
        let holiday = Holiday {
            id: HolidayId(0),
            name: self.name.into(),
            description: self.description.into(),
            calendars: Vec::new(),
            when,
            import: None,
        };
        if let Some(problem) = holiday.problems().into_iter().next() {
            return Err(out(format!("its {problem}")));
        }
        Ok(FoundHoliday {
            line,
            name: holiday.name,
            description: holiday.description,
            when: holiday.when,
            is_free: self.is_free,
        })
    }

    fn when(&self) -> Result<HolidayWhen, String> {
        if let Some(beyond) = self.beyond {
            return Err(beyond.to_owned());
        }
        let start = self.start.clone().ok_or("it has no date")??;
        let after = match (&self.end, &self.n_days) {
            (Some(end), _) => end.clone()?,
            (None, Some(n_days)) => later(start, n_days.clone()?)?,
            (None, None) => later(start, 1)?,
        };
        if after < start {
            return Err("it ends before it begins".to_owned());
        }
        // Some programs write the last day where the day after it belongs.
        let is_one_day = after <= later(start, 1)?;
        match &self.rule {
            None if is_one_day => Ok(HolidayWhen::Date {
                on: start,
                hours: None,
            }),
            None => Ok(HolidayWhen::Span {
                start: start.and_time(NaiveTime::MIN),
                end: after.and_time(NaiveTime::MIN),
            }),
            Some(rule) if is_one_day => Ok(HolidayWhen::Recurring(yearly(rule, start)?)),
            Some(_) => Err("it comes again and lasts several days: make one for each day".into()),
        }
    }
}

/// The whole day that a line names.
fn date(line: &Line<'_>) -> Result<NaiveDate, String> {
    let value = line.value.trim();
    if value.contains('T') {
        return Err("it does not last whole days".to_owned());
    }
    parse_date(value).ok_or_else(|| format!("“{value}” is no date such as 20261225"))
}

/// A date as such files write it: `20261225`.
pub(super) fn parse_date(text: &str) -> Option<NaiveDate> {
    let is_plain = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let date = NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    date.filter(|_| is_plain)
}

/// A length in whole days: `P1D`, `P2W`.
fn days(text: &str) -> Result<u64, String> {
    let text = text.trim().to_ascii_uppercase();
    let refuse = || "it does not last whole days".to_owned();
    let length = text.trim_start_matches('+').strip_prefix('P');
    let length = length.ok_or_else(refuse)?;
    let (number, unit) = match (length.strip_suffix('D'), length.strip_suffix('W')) {
        (Some(days), _) => (days, 1),
        (_, Some(weeks)) => (weeks, 7),
        (None, None) => return Err(refuse()),
    };
    let number = number.parse::<u64>().ok();
    let number = number.filter(|number| (1..=DAYS_MAX).contains(number));
    number.map(|number| number * unit).ok_or_else(refuse)
}

fn later(date: NaiveDate, n_days: u64) -> Result<NaiveDate, String> {
    let later = date.checked_add_days(Days::new(n_days));
    later.ok_or_else(|| "it ends after the last day there is".to_owned())
}
