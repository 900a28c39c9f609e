//! The browser's time zones against those of a bundled database.

use jiff::{Timestamp, tz::TimeZone};
use rung::{engine::instant::Instant, shell::zone_table};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Every zone that business hours of real organisations name.
const NAMES: &str = include_str!("zone_names.txt");

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[wasm_bindgen_test]
fn the_browser_and_the_bundled_database_agree_on_every_zone_in_use() {
    let (first, settled, last) = (
        instant("2010-01-01T00:00:00Z"),
        instant("2025-01-01T00:00:00Z"),
        instant("2036-01-01T00:00:00Z"),
    );
    let mut wrong = Vec::new();
    for name in NAMES.lines() {
        let Some(table) = zone_table(name, instant("2026-03-02T09:00:00Z")) else {
            wrong.push(format!("{name}: the browser does not know it"));
            continue;
        };
        let Ok(zone) = TimeZone::get(name) else {
            wrong.push(format!("{name}: the database does not know it"));
            continue;
        };
        let mut later = None;
        // Every 15 minutes would be exact; changes last for days, and come on the hour or half.
        let mut at = first;
        while at < last {
            let bundled = zone.to_offset(Timestamp::from_second(at.seconds()).unwrap());
            if table.offset_at(at) != bundled.seconds() {
                if at < settled {
                    wrong.push(format!("{name} at {at}: {} s", table.offset_at(at)));
                    break;
                }
                later.get_or_insert(at);
            }
            at = at.plus_minutes(180);
        }
        if let Some(at) = later {
            console_log!("{name}: the two differ from {at} on");
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[wasm_bindgen_test]
fn clocks_change_at_the_exact_second() {
    let table = zone_table("Europe/London", instant("2026-03-02T09:00:00Z")).unwrap();
    for (at, offset) in [
        ("2026-03-29T00:59:59Z", 0),
        ("2026-03-29T01:00:00Z", 3_600),
        ("2026-10-25T00:59:59Z", 3_600),
        ("2026-10-25T01:00:00Z", 0),
    ] {
        assert_eq!(table.offset_at(instant(at)), offset, "{at}");
    }
    assert_eq!(table.name(), "Europe/London");
    assert_eq!(
        zone_table("Nowhere/Land", instant("2026-03-02T09:00:00Z")),
        None
    );
}
