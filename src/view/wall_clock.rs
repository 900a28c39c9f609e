//! Instants and dates as people read them: on the wall clock of a zone, with UTC behind it.

use crate::engine::{calendar::ZoneTable, instant::Instant};
use chrono::{NaiveDate, NaiveDateTime};

/// An instant on a wall clock, without its seconds: `Mon 23 Nov 2026, 14:00`.
#[must_use]
pub fn wall_clock(at: Instant, zone: &ZoneTable) -> String {
    civil_words(zone.civil(at))
}

/// A reading of a wall clock: `Mon 23 Nov 2026, 14:00`.
#[must_use]
pub fn civil_words(reading: NaiveDateTime) -> String {
    reading.format("%a %-d %b %Y, %H:%M").to_string()
}

/// A date: `Mon 23 Nov 2026`.
#[must_use]
pub fn date_words(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// The same instant to the second in a zone and in UTC, for those who need to be sure:
/// `Mon 23 Nov 2026, 14:00:00 Europe/Berlin (2026-11-23T13:00:00Z)`.
#[must_use]
pub fn exact_words(at: Instant, zone: &ZoneTable) -> String {
    let shown = zone.civil(at).format("%a %-d %b %Y, %H:%M:%S");
    format!("{shown} {} ({at})", zone.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_read_on_the_clock_of_its_zone() {
        let change = Instant::parse("2026-10-25T01:00:00Z").unwrap();
        let berlin = ZoneTable::new("Europe/Berlin", 7_200, vec![(change, 3_600)]).unwrap();
        for (at, shown) in [
            ("2026-10-25T00:30:00Z", "Sun 25 Oct 2026, 02:30"),
            ("2026-10-25T01:30:00Z", "Sun 25 Oct 2026, 02:30"),
            ("2026-11-01T23:05:59Z", "Mon 2 Nov 2026, 00:05"),
        ] {
            let at = Instant::parse(at).unwrap();
            assert_eq!(wall_clock(at, &berlin), shown);
        }
        assert_eq!(
            exact_words(change, &berlin),
            "Sun 25 Oct 2026, 02:00:00 Europe/Berlin (2026-10-25T01:00:00Z)"
        );
    }
}
