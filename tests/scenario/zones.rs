//! Zone tables of the native tests, from a bundled zone database.

use jiff::{Timestamp, tz::TimeZone};
use rung::engine::{calendar::ZoneTable, instant::Instant};

/// The offsets of a zone from 1970 to 2046, as the browser would tell them.
pub(crate) fn zone_table(name: &str) -> ZoneTable {
    let zone = TimeZone::get(name).unwrap();
    let initial_offset_seconds = zone.to_offset(Timestamp::UNIX_EPOCH).seconds();
    let last = Timestamp::from_second(2_398_377_600).unwrap();
    let mut offset = initial_offset_seconds;
    let mut changes = Vec::new();
    for transition in zone.following(Timestamp::UNIX_EPOCH) {
        if transition.timestamp() >= last {
            break;
        }
        // A change of the abbreviation alone is none of the clock.
        if transition.offset().seconds() != offset {
            offset = transition.offset().seconds();
            let at = Instant::from_seconds(transition.timestamp().as_second());
            changes.push((at, offset));
        }
    }
    ZoneTable::new(name, initial_offset_seconds, changes).unwrap()
}

#[test]
fn a_table_ends_with_the_offset_it_had_last() {
    let berlin = zone_table("Europe/Berlin");
    for (instant, offset) in [
        ("1965-07-01T00:00:00Z", 3_600),
        ("2026-03-29T00:59:59Z", 3_600),
        ("2026-03-29T01:00:00Z", 7_200),
        ("2045-07-01T00:00:00Z", 7_200),
        ("2046-07-01T00:00:00Z", 3_600),
        ("2150-07-01T00:00:00Z", 3_600),
    ] {
        assert_eq!(
            berlin.offset_at(Instant::parse(instant).unwrap()),
            offset,
            "{instant}"
        );
    }
}

/// The browser test compares those zones that real business hours name.
#[test]
fn the_browser_compares_every_zone_of_the_real_files() {
    let listed = include_str!("../browser/zone_names.txt");
    let Ok(folder) = std::fs::read_dir("../shared/data/salesforce/hours") else {
        assert!(listed.lines().count() > 80, "a clone alone has the list");
        return;
    };
    let mut names = std::collections::BTreeSet::new();
    for file in folder {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for (_, rest) in text
            .match_indices("<timeZoneId>")
            .map(|(at, tag)| text.split_at(at + tag.len()))
        {
            names.insert(rest.split('<').next().unwrap().trim().to_owned());
        }
    }
    let listed: std::collections::BTreeSet<String> = listed.lines().map(str::to_owned).collect();
    assert_eq!(names, listed);
}
