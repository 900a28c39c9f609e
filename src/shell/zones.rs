//! Zone tables for the engine, from the browser's own knowledge of time zones.

use crate::engine::{calendar::ZoneTable, instant::Instant};
use js_sys::{Array, Date, Function, Intl::DateTimeFormat, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// How far apart samples lie. Some zones have put their clocks back for three weeks only.
const SAMPLE_SECONDS: i64 = 7 * 86_400;
/// How far ahead a table reaches.
const AHEAD_SECONDS: i64 = 20 * 366 * 86_400;

/// The offsets of a zone from 1970 to twenty years after `now`; `None` when the browser does not
/// know the name. The name is passed as given, so that the table answers to it.
#[must_use]
pub fn zone_table(name: &str, now: Instant) -> Option<ZoneTable> {
    let zone = BrowserZone::new(name)?;
    let last = now.seconds() + AHEAD_SECONDS;
    let mut before = 0;
    let mut offset = zone.offset_at(before)?;
    let initial = offset;
    let mut changes = Vec::new();
    while before < last {
        let at = (before + SAMPLE_SECONDS).min(last);
        let then = zone.offset_at(at)?;
        if then == offset {
            before = at;
            continue;
        }
        let change = zone.change_between(before, at, offset)?;
        // Where clocks change twice between two samples, the first change is taken first.
        offset = zone.offset_at(change)?;
        changes.push((Instant::from_seconds(change), offset));
        before = change;
    }
    ZoneTable::new(name, initial, changes).ok()
}

/// A formatter of the browser that tells the offset of a zone.
struct BrowserZone {
    format: Function,
    formatter: DateTimeFormat,
}

impl BrowserZone {
    fn new(name: &str) -> Option<Self> {
        let options = Object::new();
        for (key, value) in [("timeZone", name), ("timeZoneName", "longOffset")] {
            Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
        let locales = Array::of1(&JsValue::from_str("en-US"));
        // The binding has no way to say that this throws, and it does for an unknown name.
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let constructor: Function = Reflect::get(&intl, &"DateTimeFormat".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let arguments = Array::of2(&locales, &options);
        let formatter = Reflect::construct(&constructor, &arguments).ok()?;
        let formatter: DateTimeFormat = formatter.unchecked_into();
        Some(Self {
            format: Reflect::get(&formatter, &"format".into())
                .ok()?
                .dyn_into()
                .ok()?,
            formatter,
        })
    }

    /// How many seconds its clocks are ahead of UTC.
    #[expect(
        clippy::cast_precision_loss,
        clippy::as_conversions,
        reason = "seconds within a century fit 53 bits"
    )]
    fn offset_at(&self, seconds: i64) -> Option<i32> {
        let date = Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
        let text = self.format.call1(&self.formatter, &date).ok()?;
        parse_offset(&text.as_string()?)
    }

    /// The second at which the offset stops being `offset`, after `before` and up to `after`.
    fn change_between(&self, before: i64, after: i64, offset: i32) -> Option<i64> {
        let (mut before, mut after) = (before, after);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            if self.offset_at(middle)? == offset {
                before = middle;
            } else {
                after = middle;
            }
        }
        Some(after)
    }
}

/// Reads the end of a text such as `1/5/2026, GMT-03:30`.
fn parse_offset(text: &str) -> Option<i32> {
    let (_, offset) = text.rsplit_once("GMT")?;
    let Some(sign) = offset.chars().next() else {
        return Some(0);
    };
    let sign = if sign == '+' { 1 } else { -1 };
    let digits = offset.trim_start_matches(['+', '-', '\u{2212}']);
    let mut seconds = 0;
    for (part, unit) in digits.split(':').zip([3_600, 60, 1]) {
        seconds += part.parse::<i32>().ok()? * unit;
    }
    Some(sign * seconds)
}
